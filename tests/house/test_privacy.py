"""Nothing of a person, and nothing of anybody's machine, is in what a commit would hold."""

import re

import pytest
from checkout import git, project_files, shown

CONFIDENTIAL = ("data/raw", "data/clean", "reports/build")

MACHINE_PATH = re.compile(r"(?<![\w.~})/-])/(?:work|root|home|Users)/|\b[A-Z]:\\Users\\")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?!eksempel\.no\b)[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b")
SPACE = "[ \N{NO-BREAK SPACE}]"
PHONE = re.compile(
    rf"(?<![\w.,-])(?:\+47{SPACE}?)?"
    rf"(?:[2-9]\d(?:{SPACE}\d\d){{3}}|[2-9]\d\d{SPACE}\d\d{SPACE}\d{{3}}|[2-9]\d{{7}})(?![\w,-]|\.\d)"
)
DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
PERSON_NUMBER = re.compile(rf"(?<![\w.,-])[0-7]\d[0-5]\d{{3}}{SPACE}?\d{{5}}(?![\w,-]|\.\d)")
HASH = re.compile(r"sha256:[0-9a-f]{64}")


def phones(text: str) -> list[str]:
    return [number for number in PHONE.findall(text) if not DATE.fullmatch(number)]


def texts():
    """Name and text of every project file that is text."""
    for path in project_files():
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            yield shown(path), HASH.sub("", raw.decode("utf-8", errors="replace"))


def where(find) -> list[str]:
    """File, line and what ``find`` finds there, over all texts."""
    return [
        f"{name}:{number}: {found}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        for found in find(line)
    ]


@pytest.mark.parametrize("folder", CONFIDENTIAL)
def test_confidential_folders_are_never_committed(folder):
    assert git("ls-files", "--", folder) == []
    assert git("check-ignore", f"{folder}/somebody.csv") == [f"{folder}/somebody.csv"]


def test_no_path_of_a_machine():
    found = where(MACHINE_PATH.findall)
    assert not found, "\n".join(found)


def test_no_address_of_a_person():
    found = where(EMAIL.findall)
    assert not found, "only invented addresses at eksempel.no:\n" + "\n".join(found)


def test_no_number_of_a_person():
    found = where(phones) + where(PERSON_NUMBER.findall)
    assert not found, "only invented telephone numbers, 000 00 0xx:\n" + "\n".join(found)


# Put together here, or the checks above would find them.
AT, EIGHT = "@", "4123" + "4567"


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (MACHINE_PATH.findall, "open('/" + "home/kari/a.csv')"),
        (MACHINE_PATH.findall, "C:\\" + "Users\\kari"),
        (EMAIL.findall, f"kari{AT}kommune.no"),
        (EMAIL.findall, f"kari.n{AT}post.kommune.no,"),
        (phones, EIGHT),
        (phones, f"tlf. {EIGHT[:2]} {EIGHT[2:4]} {EIGHT[4:6]} {EIGHT[6:]}."),
        (phones, f"+47 {EIGHT[:3]} {EIGHT[3:5]} {EIGHT[5:]}"),
        (PERSON_NUMBER.findall, "010190 " + "12345"),
    ],
)
def test_what_must_not_be_there_is_found(find, text):
    assert find(text)


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (MACHINE_PATH.findall, "/usr/bin/chromium https://eksempel.no/home/ lib/" + "work/x"),
        (EMAIL.findall, f"kari{AT}eksempel.no and {AT}pytest.mark.slow and a {AT} b.T"),
        (phones, "000 00 012"),
        (phones, "20250131"),
        (phones, "p = 0,41234567, 0.41234567 and 1 234 567"),
        (PERSON_NUMBER.findall, "0.01019012345"),
    ],
)
def test_what_may_be_there_is_let_through(find, text):
    assert not find(text)
