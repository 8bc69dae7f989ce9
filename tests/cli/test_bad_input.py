"""Bad input at the command line: a one- to three-line message, exit status 2, nothing written."""

import csv
import shutil

import openpyxl
import pyreadstat
import pytest

SURVEY = "helse-nord-kommune"


def edit_xlsx(path, change):
    """Change the data sheet of an Excel export in place."""
    book = openpyxl.load_workbook(path)
    change(book["Data"])
    book.save(path)


def rewrite_csv(path, change):
    """Change the lines of a CSV export in place."""
    with path.open(encoding="windows-1252", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    change(rows)
    with path.open("w", encoding="windows-1252", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)


def missing_file(raw):
    return raw / "finnes-ikke.xlsx"


def empty_file(raw):
    path = raw / "tom.xlsx"
    path.write_bytes(b"")
    return path


def wrong_encoding(raw):
    path = raw / f"{SURVEY}.csv"
    path.write_bytes(path.read_text(encoding="windows-1252").encode("utf-8"))
    return path


def truncated_xlsx(raw):
    path = raw / f"{SURVEY}.xlsx"
    path.write_bytes(path.read_bytes()[:20_000])
    return path


def variable_missing_in_sav(raw):
    path = raw / f"{SURVEY}.sav"
    frame, meta = pyreadstat.read_sav(str(path))
    pyreadstat.write_sav(frame.drop(columns=["q6a"]), str(path), column_labels={
        name: label for name, label in meta.column_names_to_labels.items() if name != "q6a"
    })  # fmt: skip
    return path


def column_missing(raw):
    path = raw / f"{SURVEY}.xlsx"
    edit_xlsx(path, lambda sheet: sheet.delete_cols(_column(sheet, "Folketall")))
    return path


def column_twice(raw):
    path = raw / f"{SURVEY}.csv"
    rewrite_csv(path, lambda rows: [row.append("q6a" if place == 0 else "1") for place, row in enumerate(rows)])
    return path


def unknown_answer(raw):
    path = raw / f"{SURVEY}.xlsx"
    edit_xlsx(path, lambda sheet: sheet.cell(7, _column(sheet, "Sentralitet"), "Nivå seks"))
    return path


def number_out_of_range(raw):
    path = raw / f"{SURVEY}.xlsx"
    edit_xlsx(path, lambda sheet: sheet.cell(7, _column(sheet, "2. a) Antall LIS1"), 412))
    return path


def two_replies_differ(raw):
    (raw / "decisions.yaml").unlink()
    return raw / f"{SURVEY}.sav"


def _column(sheet, header):
    return next(cell.column for cell in sheet[1] if " ".join(str(cell.value).split()) == header)


CASES = {
    missing_file: ("finnes-ikke.xlsx", "finnes ikke"),
    empty_file: ("tom.xlsx", "tom"),
    wrong_encoding: (".csv", "linje", "UTF-8", "windows-1252"),
    truncated_xlsx: (".xlsx", "Excel"),
    variable_missing_in_sav: (".sav", "q6a", "mangler"),
    column_missing: ("Data", "Folketall", "mangler"),
    column_twice: (".csv", "q6a", "to ganger"),
    unknown_answer: ("Data", "rad 7", "Sentralitet", "Nivå seks", "Nivå 6"),
    number_out_of_range: ("Data", "rad 7", "412", "0 til 40"),
    two_replies_differ: ("rad", "decisions.yaml"),
}


@pytest.mark.parametrize("spoil", CASES, ids=lambda case: case.__name__)
def test_bad_export_stops_with_a_plain_message(spoil, svarbenk, own_data, raw, tmp_path):
    file = spoil(raw)
    target = tmp_path / "ut"
    outcome = svarbenk("clean", SURVEY, "--file", file, "--out", target, "--data", own_data)
    assert outcome.status == 2
    assert 1 <= len(outcome.message) <= 3, outcome.err
    for part in CASES[spoil]:
        assert part in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""
    assert not target.exists()


BOOKS = {
    "typo_in_a_key": ("kind: battery", "kindd: battery", ("linje 2", "kindd", "«kind»")),
    "duplicate_category": (
        "{id: delvis, code: 3", "{id: nei, code: 3", ("linje", "hjelpepersonell_ansatt", "nei", "to ganger"),
    ),
    "filter_names_unknown_question": ("where: lis1 > 0", "where: lis11 > 0", ("linje", "med_lis1", "lis11", "«lis1»")),
}  # fmt: skip


@pytest.mark.parametrize("case", BOOKS)
def test_bad_codebook_stops_with_a_plain_message(case, svarbenk, own_data, tmp_path):
    before, after, parts = BOOKS[case]
    path = own_data / "codebooks" / f"{SURVEY}.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    target = tmp_path / "ut"
    outcome = svarbenk("clean", SURVEY, "--out", target, "--data", own_data)
    assert outcome.status == 2
    assert 1 <= len(outcome.message) <= 3, outcome.err
    for part in (f"{SURVEY}.yaml", *parts):
        assert part in outcome.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("table", SURVEY, "tilstrekkelig_hjemlr"), "tilstrekkelig_hjemler"),
        (("table", SURVEY, "plan", "--by", "sentralitt"), "sentralitet"),
        (("table", SURVEY, "plan", "--where", "sentralitet == 'niva_7'"), "niva_3"),
        (("table", SURVEY, "plan", "--format", "pdf"), "json"),
        (("clean", "helse-sor"), SURVEY),
        (("build", "helse-sor"), "helse-nord"),
        (("build", "helse-nord", "-p", "treshold=5"), "threshold"),
        (("build", "helse-nord", "-p", "threshold=fem"), "int"),
        (("build", "helse-nord", "-p", "language=sv"), "nb"),
    ],
)
def test_wrong_use_names_what_was_expected(arguments, part, svarbenk, own_data):
    outcome = svarbenk(*arguments, "--data", own_data)
    assert outcome.status == 2
    assert 1 <= len(outcome.message) <= 3
    assert part in outcome.err


def test_no_export_says_where_to_put_one(svarbenk, own_data, raw):
    for path in raw.iterdir():
        path.unlink()
    shutil.rmtree(own_data / "clean", ignore_errors=True)
    outcome = svarbenk("table", SURVEY, "plan", "--data", own_data)
    assert outcome.status == 2
    assert "svarbenk synth" in outcome.err


def test_unknown_command_is_wrong_use(svarbenk):
    assert svarbenk("vask").status == 2
