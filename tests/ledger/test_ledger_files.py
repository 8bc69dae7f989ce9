"""Printed numbers are read from files, and a mistake in a file is told by file, line and column."""

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger import Correction, find_document, read_corrections, read_ledger, write_corrections

HEAD = "document,table,line,survey,wave,question,category,background,group,statistic,of,printed,unit,cell"
ROWS = [
    "rapport,1,10,s,I,a,ja,,,count,,5,svar,Alle / Ja",
    "rapport,1,10,s,I,a,,,,n,,8,svar,Alle / Totalt",
    "rapport,1,12,s,I,a,ja,region,nord,count,,4 (80%),svar,Nord / Ja",
    "rapport,2,20,,2019,avtaler,,,,count,,554,avtaler,Avtaler",
    'rapport,1,14,s,I,a,,region,,p,,"< 0,001",,Region / p',
]
DOCUMENT = "document: rapport\ntitle: En rapport\npublisher: Noen\nyear: 2019\n"


def folder(tmp_path, rows=ROWS, head=HEAD, document=DOCUMENT) -> DataFolder:
    place = tmp_path / "published" / "noen"
    place.mkdir(parents=True)
    (place / "tabeller.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    (place / "dokument.yaml").write_text(document, encoding="utf-8")
    return DataFolder(tmp_path)


def test_cells_are_selected_by_their_fields(tmp_path):
    ledger = read_ledger(folder(tmp_path))
    assert len(ledger) == 5
    assert [document.title for document in ledger.documents] == ["En rapport"]
    assert len(ledger.select(table="1")) == 4
    assert len(ledger.select(statistic=["count", "n"], survey="s")) == 3
    assert ledger.value(statistic="p") == 0.001
    assert ledger.value(group="nord") == 4
    assert ledger.entry(statistic="p").number.bound == "<"
    assert list(ledger.frame().value) == [5, 8, 4, 554, 0.001]


def test_a_survey_brings_the_register_numbers_of_its_document_along(tmp_path):
    data = folder(tmp_path)
    assert len(read_ledger(data, survey="s")) == 5
    assert len(read_ledger(data, survey="annen")) == 0
    assert len(read_ledger(data, document="rapport")) == 5
    assert find_document("rapport", data).name == "noen"


def test_no_cell_and_several_cells_are_errors(tmp_path):
    ledger = read_ledger(folder(tmp_path))
    with pytest.raises(InputError, match="0 ruter med table='9'; ventet én"):
        ledger.value(table="9")
    with pytest.raises(InputError, match=r"2 ruter .*linje 10: Alle / Ja"):
        ledger.value(question="a", category="ja")
    with pytest.raises(InputError, match="ukjent felt «tabel»"):
        ledger.select(tabel="1")


def test_a_correction_is_kept_beside_the_printed_number(tmp_path):
    data = folder(tmp_path)
    path = data.published / "noen" / "corrections.csv"
    made = (Correction("rapport", "1", 10, "a", "", "", "", "n", "8", "9", "Svarene summerer til 9."),)
    assert write_corrections(made, path) == path
    assert read_corrections(path) == made
    ledger = read_ledger(data)
    assert ledger.value(statistic="n") == 8
    assert ledger.corrected(statistic="n") == 9
    assert ledger.corrected(question="a", category="ja", group="") == 5
    assert [path.name for path in path.parent.iterdir() if path.name.startswith(".")] == []


def test_a_correction_of_a_cell_that_is_not_there(tmp_path):
    data = folder(tmp_path)
    made = (Correction("rapport", "7", 10, "a", "", "", "", "n", "8", "9", ""),)
    write_corrections(made, data.published / "noen" / "corrections.csv")
    with pytest.raises(InputError, match=r"corrections\.csv: tabell 7, linje 10.*ikke står i tabeller\.csv"):
        read_ledger(data)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "rapport,1,x,s,I,a,ja,,,count,,5,svar,c",
            r"tabeller\.csv, linje 2, kolonne «line»: fant «x»; ventet et helt tall",
        ),
        ("rapport,1,1,s,I,a,ja,,,antall,,5,svar,c", "kolonne «statistic»: fant «antall»; ventet en av count"),
        ("rapport,1,1,s,I,a,ja,,,count,,fem og litt,svar,c", "kolonne «printed»: .*«fem og litt»"),
        ("annet,1,1,s,I,a,ja,,,count,,5,svar,c", "kolonne «document»: fant «annet»; ventet «rapport»"),
        ("rapport,1,1,s,I,a,ja,,nord,count,,5,svar,c", "gruppen «nord» uten bakgrunn"),
        ("rapport,1,1,s,I,,ja,,,count,,5,svar,c", "kategorien «ja» uten spørsmål"),
        ("rapport,1,1,s,I,a,ja,,,count,,5,svar", "linje 2: fant 13 verdier; ventet 14"),
        ("rapport,1,1,s,I,a,ja,,,count,,5,svar,c,d", "linje 2: fant 15 verdier; ventet 14"),
    ],
)
def test_a_mistake_in_a_row_names_file_and_line(tmp_path, row, message):
    with pytest.raises(InputError, match=message):
        read_ledger(folder(tmp_path, [row]))


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(InputError, match="linje 1: fant kolonnene document, table; ventet document, table, line"):
        read_ledger(folder(tmp_path, [], head="document,table"))


def test_a_document_without_its_year(tmp_path):
    with pytest.raises(InputError, match=r"dokument\.yaml, nøkkel «year»: mangler"):
        read_ledger(folder(tmp_path, document=DOCUMENT.replace("year: 2019\n", "")))


def test_an_unknown_document_names_those_there_are(tmp_path):
    data = folder(tmp_path)
    for ask in (lambda: read_ledger(data, document="x"), lambda: find_document("x", data)):
        with pytest.raises(InputError, match=r"dokumentet «x»: .*der finnes: rapport"):
            ask()


def test_a_table_file_that_is_missing_or_not_utf8(tmp_path):
    data = folder(tmp_path)
    path = data.published / "noen" / "tabeller.csv"
    path.write_bytes(HEAD.encode() + b"\nrapport,1,1,s,I,a,\xe5,,,count,,5,svar,c\n")
    with pytest.raises(InputError, match=r"byte \d+ er ikke UTF-8"):
        read_ledger(data)
    path.unlink()
    with pytest.raises(InputError, match=r"tabeller\.csv: filen finnes ikke"):
        read_ledger(data)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", None])
def test_a_corrections_file_with_other_columns_or_a_bad_line(tmp_path, text):
    path = tmp_path / "corrections.csv"
    head = "document,table,line,question,category,background,group,statistic,printed,used,why"
    path.write_text(text or f"{head}\nd,1,x,a,,,,n,8,9,w\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"corrections\.csv, linje \d: fant"):
        read_corrections(path)
