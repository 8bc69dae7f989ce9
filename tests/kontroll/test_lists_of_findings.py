"""The findings as numbered tables of a chapter."""

from dataclasses import replace

import pytest
import svarbenk as sb
from svarbenk import kontroll
from svarbenk.ledger import Conflict


def chapter(data_folder, **options) -> sb.Chapter:
    return sb.Chapter("10", sb.open_survey("helse-nord-kommune", data=data_folder.root, **options))


@pytest.fixture(scope="module")
def findings(data_folder, stand_in, printed):
    return kontroll.compare(chapter(data_folder).survey.responses, printed)


def rows(shown) -> dict[str, tuple[str, ...]]:
    (block,) = shown.blocks
    return {row.label: tuple(cell.replace("\u00a0", " ") for cell in row.cells) for row in block.rows}


def text(shown) -> str:
    (block,) = shown.blocks
    assert block.kind == "paragraph"
    return "".join(run.text for run in block.runs)


def test_corrections_are_listed_with_what_was_used(data_folder, findings):
    shown = kontroll.corrections(chapter(data_folder), "10.20", findings)
    (block,) = shown.blocks
    assert block.label == "Tabell\u00a010.20"
    assert block.columns == ("Trykt", "Brukt", "Hvorfor")
    found = rows(shown)
    assert len(found) == 10
    printed, used, why = found["10.13: Nivå 4, Ja"]  # line 2744
    assert (printed, used) == ("19", "9")
    assert "58" in why


def test_conflicts_are_listed_with_what_the_answers_give(data_folder, findings):
    found = rows(kontroll.conflicts(chapter(data_folder), "10.21", findings))
    assert found == {
        "10.8: Folketall, p-verdi": ("(ikke fylt inn)", "0,001"),
        "10.14: Sentralitet, p-verdi": ("0,969", "> 0,999"),
        "10.15: Folketall, p-verdi": ("0,006", "0,009"),
    }
    english = rows(kontroll.conflicts(chapter(data_folder, language="en"), "10.21", findings))
    assert english["10.8: Folketall, p-verdi"] == ("(blank)", "0.001")


def test_numbers_that_cannot_hold_are_listed_with_the_reason(data_folder, findings):
    (odd,) = (each for each in findings if each.entry.printed == "0,969")
    rules = [Conflict(number, *[""] * 9, f"Grunn {number}.") for number in (1, 2)]
    entry = odd.entry.model_copy(update={"conflicts": tuple(rules)})
    found = rows(kontroll.listed(chapter(data_folder), "10.22", [replace(odd, entry=entry, status="listed")]))
    assert found == {"10.14: Sentralitet, p-verdi": ("0,969", "> 0,999", "Grunn 1. Grunn 2.")}
    assert kontroll.listed(chapter(data_folder, threshold=5), "10.22", findings).blocks == ()
    assert text(kontroll.listed(chapter(data_folder), "10.22", findings)) == (
        "Trykte tall som ikke går sammen: Det er ingen slike tall."
    )


def test_lists_would_show_small_counts_and_do_not(data_folder, findings):
    protected = chapter(data_folder, threshold=5)
    told = text(kontroll.corrections(protected, "10.20", findings))
    assert told == "Trykte tall holdes ikke mot svarene her, fordi det ville vise små antall."
    assert kontroll.conflicts(protected, "10.21", findings).blocks == ()  # said once


def test_an_empty_list_is_a_sentence(data_folder):
    made = chapter(data_folder)
    assert text(kontroll.conflicts(made, "10.21", ())) == "Trykte tall som svarene ikke gir: Det er ingen slike tall."
    english = chapter(data_folder, language="en")
    assert text(kontroll.corrections(english, "10.20", ())) == "Printed figures that were corrected: There are none."
