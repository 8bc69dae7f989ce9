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


def test_items_of_a_battery_are_told_together(surveys):
    """Figure 4-9 and l. 672–674: 49 → 69 and 14 → 34 per cent agree."""
    lis1 = surveys["lis1"]
    items = [lis1.table(f"inntrykk_fastlege_{each}", by="runde") for each in ("lonn", "samsvar", "bosted")]
    told = plain(sb.Chapter("4", lis1).told(items, "enig", about="Fastlegejobben"))
    assert told.startswith("Fastlegejobben: Fra 2022 til 2025 økte andelene som svarte «helt eller litt enig» på")
    assert "«gode lønnsforhold» (fra 49 til 69 prosent) og på «samsvar mellom lønn og arbeidsmengde» (fra 14" in told
    assert "For «mulig å få jobb der man ønsker å bo»" in told


def test_items_that_may_not_be_compared_give_the_reason_once(surveys):
    lis1 = surveys["lis1"]
    told = plain(sb.Chapter("5", lis1).told(lis1.each("lis1_opphold", by="runde"), "enig"))
    assert told.count("basen er en annen") == 1
    assert "på «Det var et godt sosialt miljø» var den 89 og 86 prosent" in told


def test_items_of_one_wave_are_put_in_order(surveys):
    lis1 = surveys["lis1"]
    told = plain(sb.Chapter("4", lis1).told(lis1.each("viktig_jobb"), "svaert_viktig"))
    assert "«veiledning og støtte fra kollegaer» (75 prosent), «faglig utvikling» (62 prosent)" in told


def test_items_that_nobody_was_asked_say_nothing(surveys):
    lis1 = surveys["lis1"].where("studietrinn == 'student_6'")
    assert sb.Chapter("5", lis1).told(lis1.each("lis1_opphold", by="runde"), "enig") == ""


def test_the_one_group_that_a_selection_left_has_no_contrast(surveys):
    chosen = surveys["fastlege"].where("driftsform in ['fastlonn', 'fastlonn_bonus']")
    assert chosen.last("okonomisk_trygghet", by="driftstype").sentence("enig") == ""
    assert "i gruppen" not in chosen.means("timer_legekontor", by="driftstype").sentence()
    assert [
        part.id for part in chosen.change_by("okonomisk_trygghet", "enig", by=["driftstype", "driftsform"]).parts
    ] == ["driftsform"]
