"""The table of data sources: waves with their replies and response rates on one base, interviews as printed."""

import pytest
from svarbenk.codebook import read_codebook
from svarbenk.register import read_register
from svarbenk.responses import clean
from svarbenk.synthetic import synthesise
from svarbenk.workbench import Survey
from svarbenk.workbench.data_sources import sources_table

HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def survey(data_folder):
    synthesise("fastlege", data_folder)
    codebook = read_codebook("fastlege", data_folder)
    return lambda language="nb", where="": _narrowed(
        Survey(clean(codebook, data_folder), data_folder, language=language), where
    )


def _narrowed(survey, where):
    return survey.where(where) if where else survey


@pytest.fixture(scope="module")
def book(data_folder):
    return read_register("rapport-iv", data_folder)


def rows(block):
    return {row.label: row.cells for row in block.rows if row.role != "group"}


def test_waves_have_replies_and_rates_on_one_base(book, survey):
    [block] = sources_table("1-1", book, [survey()]).blocks
    found = rows(block)
    # line 231: 1 120, 1 341 + 97, 1 024 + 67 + 34 and 987 replies; 16,5 per cent is 912 of 5 517
    assert found["Runde IV"] == (
        "november–desember 2024",
        "987 svar, 912 av dem fastleger",
        f"16,5{HARD}% av 5{HARD}517",
    )
    assert found["Runde II"][1:] == (f"1{HARD}438 svar, 1{HARD}341 av dem fastleger", f"26,5{HARD}% av 5{HARD}056")
    assert found["Runde III"][2] == f"19,4{HARD}% av 5{HARD}268"
    # the report's 22,5 per cent counts locums too
    assert found["Runde I"][2] == f"21,2{HARD}% av 4{HARD}961"
    assert any("22,5 prosent for januar 2022; svarene gir 21,2" in note for note in block.notes)
    assert block.synthetic


def test_interviews_are_as_printed(book, survey):
    [block] = sources_table("1-1", book, [survey("en")], "en").blocks
    found = rows(block)
    assert found["GPs and GP locums"][1] == "18 interviews"
    assert found["Patient ombudsmen and county governors"][1] == "15 interviews"
    assert next(row.label for row in block.rows if row.role == "group") == "Registers"
    assert block.label == f"Table{HARD}1-1"


def test_a_selection_has_no_response_rate(book, survey):
    [block] = sources_table("1-1", book, [survey(where="kjonn == 'kvinne'")]).blocks
    assert {cells[2] for label, cells in rows(block).items() if label.startswith("Runde")} == {"–"}
    assert any("svarprosenter er ikke regnet ut" in note for note in block.notes)


def test_without_surveys_there_are_registers_and_interviews(book):
    [block] = sources_table("1-1", book, []).blocks
    assert not block.synthetic
    assert not [row for row in block.rows if row.label.startswith("Runde")]
