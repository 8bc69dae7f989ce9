"""Chapters 4–11 of evalueringsrapport IV: every printed survey number has its question, and no direction is typed."""

import csv
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "rapport-iv"
PRINTED = ROOT / "data" / "published" / "rapport-iv" / "tabeller.csv"
# The lines at which the chapters of the report begin and end (its headings, l. 518–2022).
LINES = {
    "04": (518, 737),
    "05": (738, 864),
    "06": (865, 1032),
    "07": (1033, 1557),
    "08": (1558, 1694),
    "09": (1695, 1742),
    "10": (1743, 1812),
    "11": (1813, 2021),
}
# What a sentence would say of a change or a difference; such words are computed.
DIRECTIONS = {
    "nb": r"\bhar (økt|falt|sunket|steget)\b|\b(økte|falt|sank|steg)\b|\bsignifikant|\bflere enn (før|tidligere)\b",
    "en": r"\bha(s|ve) (risen|fallen|increased|decreased|grown)\b|\b(rose|fell|increased|decreased)\b|\bsignificant",
}


def chapter(number):
    return nbformat.read(next(FOLDER.glob(f"{number}-*.ipynb")), as_version=4)


def printed_questions(number):
    """Ids of the questions whose numbers are printed in a chapter; others' surveys have no survey id."""
    first, last = LINES[number]
    with PRINTED.open(encoding="utf-8", newline="") as file:
        return sorted({row["question"] for row in csv.DictReader(file) if first <= int(row["line"]) <= last})


@pytest.mark.parametrize("number", LINES)
def test_every_printed_number_has_its_question_in_the_chapter(number):
    code = "\n".join(cell.source for cell in chapter(number).cells if cell.cell_type == "code")
    named = set(re.findall(r"\"(\w+)", code))
    # a battery's name or its own stands for an item: «ptb_bidrag» for «ptb_bidrag_tid»
    missing = [
        each
        for each in printed_questions(number)
        if not any(each == name or each.startswith(f"{name}_") for name in named)
    ]
    assert printed_questions(number)
    assert missing == []


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("number", LINES)
def test_no_direction_is_typed(number, language):
    texts = [cell.source for cell in chapter(number).cells if cell.metadata.get("tags", [])[:1] == [language]]
    found = [each.group() for text in texts for each in re.finditer(DIRECTIONS[language], text)]
    assert found == []
