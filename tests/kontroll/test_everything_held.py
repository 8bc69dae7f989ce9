"""All surveys of a data folder held against print: what is counted, what is listed, what is wrong."""

from types import SimpleNamespace

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.kontroll import everything, hold_against_print
from svarbenk.ledger import read_ledger

from tests.kontroll.practice_survey import practice

HEAD = "document,table,line,survey,wave,question,category,background,group,statistic,of,printed,unit,cell"
CLAIMS = (
    "claim,line,survey,text,kind,left_wave,left_question,left_category,left_where,"
    "right_wave,right_question,right_category,right_where,significance,why_not\n"
)
POPULATION = "survey,wave,document,table,line,background,group,count,status,where,how\n"
REPLIES = [{"trygg": "enig"}, {"trygg": "enig"}, {"trygg": "uenig"}, {"trygg": "uenig"}]


@pytest.fixture
def data(tmp_path, monkeypatch):
    place = tmp_path / "published" / "hefte"
    place.mkdir(parents=True)
    (place / "dokument.yaml").write_text("document: hefte\ntitle: H\npublisher: N\nyear: 2025\n", encoding="utf-8")
    (place / "populasjon.csv").write_text(POPULATION, encoding="utf-8")
    folder = DataFolder(tmp_path)

    def opened(name, *, data, wave, file):
        if name != "praksis":
            raise InputError(f"{name}: ingen svar")
        return SimpleNamespace(responses=practice(REPLIES), ledger=lambda: read_ledger(folder, survey=name))

    monkeypatch.setattr(everything, "open_survey", opened)
    return folder


def write(data, printed: list[str], claims: list[str] = (), surveys=("praksis",)) -> None:
    rows = [
        f"hefte,Figur 1,{line},{survey},I,trygg,enig,,,percent,,{number},prosent,enig"
        for survey in surveys
        for line, number in enumerate(printed, start=1)
    ]
    place = data.published / "hefte"
    (place / "tabeller.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    (place / "claims.csv").write_text(CLAIMS + "".join(f"{row}\n" for row in claims), encoding="utf-8")


def test_what_agrees_is_counted_and_nothing_is_wrong(data):
    write(data, ["50", "50"], ["D01,9,praksis,Halvparten,similar,I,trygg,enig,,I,trygg,uenig,,,"])
    found = hold_against_print(data)
    assert not found.wrong
    lines = list(found.lines())
    assert lines[:2] == ["praksis", "    2  gjengitt"]
    assert "    1  holder" in lines
    assert not any("Figur" in line or "D01" in line for line in lines)
    assert sum("figur 1" in line or "D01" in line for line in found.lines(agreeing=True)) == 3


@pytest.mark.parametrize(
    ("printed", "claims", "line"),
    [
        (["51"], [], "  figur 1, linje 1, enig: trykt 51, våre 50 %: i strid med svarene"),
        (
            ["50"],
            ["D07,9,praksis,Flertall,majority,I,trygg,enig,,,,,,,"],
            "  D07, linje 9, Flertall: holder ikke (50,0)",
        ),
    ],
)
def test_an_unlisted_number_or_claim_that_does_not_agree_is_wrong(data, printed, claims, line):
    write(data, printed, claims)
    found = hold_against_print(data)
    assert found.wrong
    assert line in [each.replace("\u00a0", " ") for each in found.lines()]


def test_a_survey_without_answers_is_named_and_the_others_are_held(data):
    write(data, ["50"], surveys=("annen", "praksis"))
    found = hold_against_print(data)
    assert found.wrong
    assert found.unopened == {"annen": "annen: ingen svar"}
    assert list(found.comparisons) == ["praksis"]
    with pytest.raises(InputError, match="ingen svar"):
        hold_against_print(data, "annen")


def test_a_wave_belongs_to_a_survey(data):
    write(data, ["50"])
    with pytest.raises(InputError, match="--file og --wave"):
        hold_against_print(data, wave="I")
