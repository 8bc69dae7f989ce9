"""Claims in words are read as comparisons, and a mistake in the file is told by line and column."""

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger import CLAIM, Conflict, Side, read_claims, write_conflicts

HEAD = (
    "claim,line,survey,text,kind,left_wave,left_question,left_category,left_where,"
    "right_wave,right_question,right_category,right_where,significance,why_not"
)
ROWS = [
    "D01,102,s,Tryggere,greater,IV,trygg,enig,,I,trygg,enig,,yes,",
    "D01,102,s,Tryggere blant eldre,greater,IV,trygg,enig,alder == 'gammel',I,trygg,enig,alder == 'gammel',,",
    "D02,138,s,Stiger hvert år,trend_up,,trygg,enig,,,,,,,",
    "D03,200,s,Sies ikke om hva,not_checkable,,,,,,,,,,Spørsmålet er ikke trykt.",
]


def folder(tmp_path, rows=ROWS, head=HEAD) -> DataFolder:
    place = tmp_path / "published" / "noen"
    place.mkdir(parents=True)
    (place / "dokument.yaml").write_text("document: r\ntitle: R\npublisher: N\nyear: 2025\n", encoding="utf-8")
    (place / "claims.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return DataFolder(tmp_path)


def test_a_claim_has_one_row_a_comparison(tmp_path):
    data = folder(tmp_path)
    listed = Conflict(1, "r", 138, "", "", "", "", CLAIM, "", "D02", "48 % er ikke flertall.")
    write_conflicts((listed,), data.published / "noen" / "conflicts.csv")
    claims = read_claims(data, "r")
    assert [claim.id for claim in claims] == ["D01", "D01", "D02", "D03"]
    assert claims[1].left == Side("IV", "trygg", "enig", "alder == 'gammel'")
    assert (claims[0].significance, claims[0].line, claims[0].document) == ("yes", 102, "r")
    assert [claim.conflicts for claim in claims] == [(), (), (listed,), ()]


def test_a_document_without_claims(tmp_path):
    data = folder(tmp_path)
    (data.published / "noen" / "claims.csv").unlink()
    assert read_claims(data, "r") == ()
    with pytest.raises(InputError, match="dokumentet «q»"):
        read_claims(data, "q")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("D01,x,s,T,greater,IV,a,b,,I,a,b,,,", "linje 2, kolonne «line»: fant «x»; ventet et helt tall"),
        ("D01,1,s,T,higher,IV,a,b,,I,a,b,,,", "kolonne «kind»: fant «higher»; ventet en av greater, less"),
        ("D01,1,s,T,greater,IV,a,b,,I,a,b,,kanskje,", "kolonne «significance»: fant «kanskje»; ventet en av tom, yes"),
        ("D01,1,s,T,greater,IV,a,b,,,,,,,", "kolonne «right_question»: er tom; «greater» trenger den"),
        ("D01,1,s,T,majority,,a,b,,,,,,,", "kolonne «left_wave»: er tom; «majority» trenger den"),
        ("D01,1,s,T,not_checkable,,,,,,,,,,", "kolonne «why_not»: er tom"),
        ("D01,1,s,T,greater", "linje 2: fant et annet antall verdier; ventet 15"),
    ],
)
def test_a_row_that_cannot_be_used_names_its_column(tmp_path, row, message):
    with pytest.raises(InputError, match=message):
        read_claims(folder(tmp_path, [row]), "r")


def test_other_columns_are_told(tmp_path):
    with pytest.raises(InputError, match="linje 1: fant kolonnene claim, line; ventet claim, line, survey"):
        read_claims(folder(tmp_path, [], "claim,line"), "r")
