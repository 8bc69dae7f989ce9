"""One sentence on several answers. Shares: Evalueringsrapport IV, l. 583–593 (figure 4-5), 906, 988; n of l. 904."""

import pytest
import svarbenk as sb

HARD = "\u00a0"


@pytest.fixture(scope="module")
def surveys(every_survey):
    return {name: sb.open_survey(name, data=every_survey.root) for name in ("fastlege", "lis1")}


def plain(text):
    return str(text).replace(HARD, " ")


def test_changes_of_options_are_told_together(surveys):
    told = plain(surveys["lis1"].table("jobb_etter_lis1", by="runde").sentences("lokalsykehus", "fastlege"))
    assert "Fra 2022 til 2025 falt andelen" in told
    assert "fra 68 til 59 prosent" in told
    assert "Samtidig økte andelen som krysset av for «fastlege», fra 29 til 43 prosent" in told


def test_one_wave_gives_levels_without_dont_know(surveys):
    told = plain(surveys["fastlege"].last("vil_bli_fastlege").sentences())
    assert told.startswith("Blant fastlegevikarer svarte 61 prosent «ønsker å bli fastlege», 17 prosent")
    assert "vet ikke" not in told
    assert told.endswith("(n = 75).")


def test_a_clause_about_people_is_closed_by_a_comma(surveys):
    told = plain(surveys["fastlege"].last("eneste_lege").sentences("alltid", "ofte", "aldri"))
    assert told.startswith(
        "Blant fastleger som jobber på legevakt, svarte 20 prosent «alltid», 20 prosent «ofte» og 40 prosent «aldri»"
    )


def test_waves_that_may_not_be_compared_are_not(surveys):
    told = plain(surveys["lis1"].table("lis1_opphold_samlet", by="runde").sentences("enig", "uenig"))
    assert "82 prosent i 2022" in told
    assert "89 prosent i 2025" in told
    assert "økte" not in told
    assert "basen er en annen" in told


def test_one_wave_in_play_has_no_change(surveys):
    told = plain(surveys["fastlege"].of_waves("IV").table("arbeidsbelastning", by="runde").sentences("passe"))
    assert "49 prosent" in told
    assert "økte" not in told


def test_groups_are_told_answer_by_answer(surveys):
    table = surveys["fastlege"].last("arbeidsbelastning", by="driftstype")
    told = table.sentences("passe", "for_stor")
    assert told == " ".join([table.sentence("passe"), table.sentence("for_stor")])


def test_what_was_not_asked_says_nothing(surveys):
    assert surveys["lis1"].of_waves("I").last("driftsform_nyutdannet").sentences("kommunal") == ""


def test_an_unknown_answer_is_refused(surveys):
    with pytest.raises(sb.InputError, match="fastlege"):
        surveys["lis1"].table("jobb_etter_lis1", by="runde").sentences("fastlegee")
