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


HOLDS = "D01,9,praksis,Halvparten,similar,I,trygg,enig,,I,trygg,uenig,,,"
VAGUE = "{},9,praksis,Uklart,not_checkable,,,,,,,,,,Sier ikke hva."
MAJORITY = "D07,9,praksis,Flertall,majority,I,trygg,enig,,,,,,,"


@pytest.mark.parametrize("everything_listed", [False, True])
def test_lines_and_totals_of_claims_agree(data, everything_listed):
    write(data, ["50"], [HOLDS, VAGUE.format("D01"), HOLDS.replace("D01", "D02"), VAGUE.format("D03")])
    lines = list(hold_against_print(data).lines(agreeing=everything_listed))
    start = lines.index("3 påstander i ord, 4 sammenligninger (en linje hver)")
    told = lines[start + 1 :]
    # one claim each: held whole, held in part, not checked
    assert told[-5:] == [
        "    1  holder",
        "    1  holder, delvis prøvd",
        "    0  kan ikke holde (conflicts.csv)",
        "    0  holder ikke",
        "    1  kan ikke prøves",
    ]
    assert "  D01, linje 9, Uklart: holder, delvis prøvd; dette kan ikke prøves (Sier ikke hva.)" in told
    assert "  D03, linje 9, Uklart: kan ikke prøves (Sier ikke hva.)" in told
    assert sum(line.startswith("  D") for line in told) == (4 if everything_listed else 2)


@pytest.mark.parametrize(
    ("printed", "claims", "surveys", "closing"),
    [
        (["50"], [HOLDS], ("praksis",), "Ingenting er i strid med svarene"),
        (["51"], [HOLDS], ("praksis",), "1 trykt tall er i strid med svarene: praksis"),
        (
            ["51", "52"],
            [MAJORITY, MAJORITY, MAJORITY.replace("D07", "D08")],
            ("praksis", "annen"),
            "2 trykte tall er i strid med svarene: praksis; 2 påstander holder ikke: D07, D08; "
            "1 undersøkelse kunne ikke åpnes: annen",
        ),
    ],
)
def test_the_closing_line_says_what_is_wrong(data, printed, claims, surveys, closing):
    write(data, printed, claims, surveys)
    assert hold_against_print(data).closing() == closing


def test_stand_in_answers_are_called_so(data, monkeypatch):
    write(data, ["50"])
    monkeypatch.setattr("svarbenk.responses.Responses.synthetic", True)
    assert next(hold_against_print(data).lines()) == "praksis · Syntetiske data"


def test_numbers_of_others_are_counted_and_not_left_out(data):
    write(data, ["50"])
    place = data.published / "hefte" / "tabeller.csv"
    others = [
        "hefte,Figur 2,5,,FHI,tillit,,,,percent,,83,prosent,a",
        "hefte,Tabell 1,6,,2024,leger,,,,value,,5,leger,b",
    ]
    place.write_text(place.read_text(encoding="utf-8") + "\n".join(others) + "\n", encoding="utf-8")
    told = [line for line in hold_against_print(data).lines() if line.startswith("hefte: ")]
    assert told == [
        "hefte: 1 trykte tall fra andre undersøkelser og 1 fra registre og prosjektdata kan ikke regnes ut; "
        "det er ingen svar bak dem her"
    ]
    assert not hold_against_print(data).wrong
