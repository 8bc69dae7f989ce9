"""Mistakes in ``registertabeller.yaml`` are told with file, line, what was found and what was expected."""

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.register import read_register

HEADER = "document,table,line,survey,wave,question,category,background,group,statistic,of,printed,unit,cell\n"
ROW = "prove-2024,Tabell 1,{line},,{wave},{question},,,,value,,{printed},leger,{question} / {wave}\n"
GOOD = """\
document: prove-2024
tables:
  - number: "1"
    title: {nb: Leger}
    source: {nb: Register}
    columns: [2023, 2024]
    rows:
      - {id: leger, nb: Leger, change: leger_endring}
      - {id: andel, nb: Andel, formula: 100 * leger / 200, unit: prosent, decimals: 0}
"""


@pytest.fixture
def read(tmp_path):
    """Read a description that stands beside four printed numbers."""
    folder = tmp_path / "published" / "prove"
    folder.mkdir(parents=True)
    (tmp_path / "codebooks").mkdir()
    (folder / "dokument.yaml").write_text(
        "document: prove-2024\ntitle: Prøve\npublisher: Prøve\nyear: 2024\ntables: [register.csv]\n", "utf-8"
    )
    cells = [
        ("2023", "leger", "100"),
        ("2024", "leger", "110"),
        ("2023", "leger_endring", "5"),
        ("2024", "leger_endring", "9"),
    ]
    rows = [ROW.format(line=i, wave=w, question=q, printed=p) for i, (w, q, p) in enumerate(cells, start=1)]
    (folder / "register.csv").write_text(HEADER + "".join(rows), "utf-8")

    def reading(text: str):
        (folder / "registertabeller.yaml").write_text(text, "utf-8")
        return read_register("prove", DataFolder(tmp_path))

    return reading


def test_the_good_one_is_reckoned(read):
    table = read(GOOD).table("1")
    assert [table.value("leger_endring", year) for year in (2023, 2024)] == [5, 10]
    [difference] = table.differences
    assert (difference.entry.printed, difference.quantity.value) == ("9", 10)
    assert table.value("andel", 2024) == 55


@pytest.mark.parametrize(
    ("found", "instead", "message"),
    [
        ("change: leger_endring", "endring: leger_endring", r"linje 8: ukjent nøkkel «endring»"),
        (
            "100 * leger / 200",
            "100 * lege / 200",
            r"linje 9: formelen «100 \* lege / 200» nevner «lege», .*mente du «leger»",
        ),
        ("100 * leger / 200", "100 ** leger", r"linje 9: formelen .* forstås ikke; ventet tall og navn"),
        ("100 * leger / 200", "tabell_2.leger", r"linje 9: formelen .* nevner «tabell_2», som ikke er beskrevet"),
        ("id: andel", "id: leger", r"linje \d+: «leger» er brukt to ganger"),
        ("columns: [2023, 2024]", "columns: []", r"linje 6: .*minst én"),
        ("document: prove-2024", "document: annen", r"«document» er «annen»; ventet «prove-2024»"),
        ('number: "1"', 'nummer: "1"', r"linje 3: ukjent nøkkel «nummer»"),
        ("    columns", "    since: 2020\n    columns", r"linje 6: «since»"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(read, found, instead, message):
    with pytest.raises(InputError, match=message) as told:
        read(GOOD.replace(found, instead, 1))
    assert "registertabeller.yaml" in str(told.value)


@pytest.mark.parametrize(
    ("found", "instead", "message"),
    [
        (
            "{id: leger, nb",
            "{id: leger, printed: lege, nb",
            r"tabell 1, rad «leger», kolonne «2023»: fant 0 trykte tall med .*question = «lege»",
        ),
        ("100 * leger / 200", "andel + 1", r"rad «andel», kolonne «2023»: formelen fører tilbake til seg selv"),
        ("100 * leger / 200", "tabell_1.leger", r"tabell 1: formlene fører tilbake til tabellen selv"),
    ],
)
def test_a_mistake_that_only_shows_when_reckoning(read, found, instead, message):
    with pytest.raises(InputError, match=message):
        read(GOOD.replace(found, instead, 1)).table("1")


def test_a_folder_without_descriptions_is_told(read, tmp_path):
    read(GOOD)
    (tmp_path / "published" / "prove" / "registertabeller.yaml").unlink()
    with pytest.raises(InputError, match=r"registertabeller.yaml: filen finnes ikke"):
        read_register("prove", DataFolder(tmp_path))
    with pytest.raises(InputError, match=r"står ikke i noen dokument\.yaml"):
        read_register("finnes-ikke", DataFolder(tmp_path))
