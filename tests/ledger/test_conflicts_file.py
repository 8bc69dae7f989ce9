"""Numbers that cannot hold together: written, read, and known wherever the document repeats them."""

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger import CLAIM, Conflict, read_conflicts, read_ledger, write_conflicts

HEAD = "document,table,line,survey,wave,question,category,background,group,statistic,of,printed,unit,cell"
ROWS = [
    "rapport,tekst,3,s,I,a,ja,,,percent,,40,prosent,ja",
    "rapport,tekst,9,s,I,a,ja,,,percent,,40,prosent,ja igjen",
    "rapport,tekst,9,s,II,a,ja,,,percent,,40,prosent,ja senere",
    "rapport,tekst,5,s,I,a,ja,,,count,,9,svar,ja",
]


@pytest.fixture
def data(tmp_path):
    place = tmp_path / "published" / "noen"
    place.mkdir(parents=True)
    (place / "a.csv").write_text("\n".join([HEAD, *ROWS[:2]]) + "\n", encoding="utf-8")
    (place / "b.csv").write_text("\n".join([HEAD, *ROWS[2:]]) + "\n", encoding="utf-8")
    (place / "dokument.yaml").write_text(
        "document: rapport\ntitle: En rapport\npublisher: Noen\nyear: 2025\ntables: [a.csv, b.csv]\n", encoding="utf-8"
    )
    return DataFolder(tmp_path)


def conflict(line=3, printed="40", statistic="percent", number=1) -> Conflict:
    return Conflict(number, "rapport", line, "a", "ja", "", "", statistic, "I", printed, "40 % av 20 er ikke 9.")


def test_a_listed_number_is_known_wherever_it_is_repeated(data):
    path = data.published / "noen" / "conflicts.csv"
    made = (conflict(), conflict(line=5, printed="9", statistic="count"))
    assert write_conflicts(made, path) == path
    assert read_conflicts(path) == made
    listed = [(entry.line, entry.wave, [each.conflict for each in entry.conflicts]) for entry in read_ledger(data)]
    assert listed == [(3, "I", [1]), (9, "I", [1]), (9, "II", []), (5, "I", [1])]


def test_no_file_is_no_conflicts(data):
    assert read_conflicts(data.published / "noen" / "conflicts.csv") == ()
    assert all(entry.conflicts == () for entry in read_ledger(data))


def test_a_conflict_about_a_number_that_is_not_there(data):
    path = data.published / "noen" / "conflicts.csv"
    write_conflicts((conflict(printed="41"),), path)
    with pytest.raises(InputError, match=r"conflicts\.csv: strid 1, linje 3, a 41: står ikke i tabeller\.csv"):
        read_ledger(data)
    write_conflicts((conflict(statistic=CLAIM, printed="D01"),), path)
    assert len(read_ledger(data)) == 4  # a claim in words is no number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("conflict,document\n", "linje 1: fant kolonnene conflict, document; ventet conflict, document, line"),
        ("x,rapport,3,a,ja,,,percent,I,40,hvorfor\n", "linje 2: fant .* ventet 11 verdier med hele tall"),
        ("1,rapport,3,a,ja\n", "linje 2: fant .* ventet 11 verdier"),
    ],
)
def test_a_row_that_cannot_be_used(tmp_path, text, message):
    path = tmp_path / "conflicts.csv"
    head = "conflict,document,line,question,category,background,group,statistic,wave,printed,why\n"
    path.write_text(text if text.startswith("conflict") else head + text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_conflicts(path)
