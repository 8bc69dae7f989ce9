"""Notes on stars and families, names of waves, and why something is not there."""

import pytest
from svarbenk.wording import (
    StarFamily,
    family_note,
    left_out_note,
    no_changes_note,
    nobody_answered_reason,
    not_asked_reason,
    selection_note,
    source_line,
    star_note,
    when,
    whens,
)

GPS = ["januar 2022", "november 2022", "desember 2023", "november–desember 2024"]
STUDENTS = ["2019", "mars 2022", "januar–februar 2025"]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("label", GPS)
def test_two_waves_in_a_year_are_named_by_month(label):
    assert when(label, GPS) == label


def test_a_year_each_is_enough():
    assert [when(label, STUDENTS) for label in STUDENTS] == ["2019", "2022", "2025"]
    assert when("Januar 2022", ["Desember 2022–januar 2023"]) == "januar 2022"
    assert when("January 2022", ["November 2022"], "en") == "January 2022"
    assert when("Runde en") == "runde en"


def test_waves_in_a_row_and_after_the_source():
    assert whens(GPS[:3], GPS) == "januar 2022, november 2022 og desember 2023"
    assert source_line("Deloitte, spørreundersøkelse", GPS[::3]) == (
        "Deloitte, spørreundersøkelse, januar 2022 og november–desember 2024"
    )
    assert source_line("Deloitte 2022", ["2022"]) == source_line("Deloitte 2022") == "Deloitte 2022"


def test_stars_say_what_was_tested():
    tested = StarFamily("januar 2022", 12, ("chi_square", "fisher_exact", "chi_square"), marks=("***", "", "*"))
    assert plain(star_note(tested)) == (
        "Stjerner: forskjell fra januar 2022, * p < 0,10, ** p < 0,05, *** p < 0,01 (kjikvadrattest eller Fishers "
        "eksakte test av hver andel; 12 tester, p er ikke korrigert)."
    )
    none = StarFamily("mars 2022", 3, ("chi_square",), "distribution", ("", ""), "holm", 1)
    assert plain(star_note(none, "en")) == (
        "No difference from mars 2022 has p < 0.10 (chi-square test of the whole distribution; 3 tests, p corrected by "
        "Holm's method; 1 could not be tested)."
    )
    assert star_note(StarFamily("2022", 0)) == ""


def test_a_summary_says_what_it_was_chosen_from():
    assert plain(family_note(37, shown=5, below=12, since="januar 2022")) == (
        "37 endringer fra januar 2022 er prøvd; p-verdiene er korrigert med Holms metode for alle. 12 av dem har "
        "p < 0,05 etter korreksjonen; de 5 største etter effektstørrelse (Cohens h) står her."
    )
    assert plain(family_note(37, shown=4, below=4)).endswith("De 4 som har p < 0,05 etter korreksjonen, står her.")
    assert plain(family_note(37, shown=1, below=3)).endswith("den største etter effektstørrelse (Cohens h) står her.")
    assert plain(family_note(37, "en", shown=1, below=3)).endswith(
        "the largest by effect size (Cohen's h) stands here."
    )
    assert family_note(37, below=0) == no_changes_note(37)
    assert plain(no_changes_note(37, kind="contrast")) == (
        "37 forskjeller mellom grupper er prøvd; ingen har p < 0,05 etter Holms korreksjon."
    )
    assert family_note(0) == no_changes_note(0) == ""


def test_why_a_figure_is_not_there():
    why = not_asked_reason(waves=["november 2022"], asked=["januar 2022", "desember 2023"])
    assert left_out_note("Figur 4-12", why) == (
        "Figur 4-12 er ikke med: spørsmålet ble ikke stilt i november 2022 (det ble stilt i januar 2022 og "
        "desember 2023)."
    )
    assert left_out_note("Tabell C-4", "ingen svarte", title="Ønsket jobb:") == (
        "Tabell C-4 («Ønsket jobb») er ikke med: ingen svarte."
    )
    assert left_out_note("Table C-4", "nobody answered", "en", last="C-8") == (
        "Tables C-4 to C-8 are left out: nobody answered."
    )
    assert nobody_answered_reason("en", selection="women") == "nobody in the selection (women) answered"
    assert selection_note("driftsform er «kommunalt ansatt»").startswith("Utvalget (driftsform er «kommunalt ansatt»)")
