"""What changed and what differs: effect sizes, Holm's correction, one a question, and the summary of a chapter."""

import math

import numpy as np
import pytest
import svarbenk as sb
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_effectsize

HARD = "\u00a0"


def test_every_answer_and_merge_is_tested_but_dont_know(leger):
    found = leger.changes("okonomisk_trygghet")
    assert [each.category for each in found] == [
        *("helt_uenig", "litt_uenig", "verken_enig_uenig", "litt_enig", "helt_enig"),
        *("enig", "uenig"),
    ]
    assert found.since == "januar 2022"


def test_effects_and_correction_are_those_of_statsmodels(leger):
    found = leger.changes("okonomisk_trygghet", "arbeidsbelastning", "tid_til")
    for each in found:
        h = proportion_effectsize(each.after.count / each.after.n, each.before.count / each.before.n)
        assert each.effect == pytest.approx(h)
    holm = multipletests([each.p_value for each in found], method="holm")[1]
    assert found.adjusted == pytest.approx(holm)
    assert found.below() == (holm < 0.05).sum()


def test_a_mean_has_cohens_d(leger):
    [found] = leger.changes("arbeidstid_vektet")
    values = leger.responses.answers(leger.question("arbeidstid_vektet")).astype(float)
    wave = leger.responses.frame["runde"]
    first, last = (values[wave == each].dropna() for each in ("I", "IV"))
    n = len(first) + len(last)
    pooled = np.sqrt(((len(first) - 1) * first.var() + (len(last) - 1) * last.var()) / (n - 2))
    assert found.effect == pytest.approx((last.mean() - first.mean()) / pooled)
    assert found.effect_name == "cohens_d"
    assert "har falt fra 54,5" in found.sentence(found.p_value)


def test_the_largest_are_one_a_question_and_certain(leger, studenter):
    found = leger.changes("okonomisk_trygghet", "arbeidsbelastning") + studenter.changes("inntrykk_fastlege")
    largest = found.largest(7)
    assert len({(each.survey, each.question) for each, _ in largest}) == len(largest) <= 7
    effects = [abs(each.effect) for each, _ in largest]
    assert effects == sorted(effects, reverse=True)
    assert all(p < 0.05 for _, p in largest)
    # no other certain finding of these questions is larger
    for each, p in zip(found, found.adjusted, strict=True):
        for told, _ in largest:
            if p < 0.05 and (each.survey, each.question) == (told.survey, told.question):
                assert abs(each.effect) <= abs(told.effect)


def test_two_answers_that_exclude_each_other_are_tested_once(leger):
    found = leger.contrasts("team", by=["kjonn"])
    assert [each.category for each in found] == ["ja"]


def test_contrasts_are_between_the_highest_and_the_lowest(leger):
    found = leger.contrasts(("bytte_driftsform", "ja"), by=["driftsform"])
    table = leger.last("bytte_driftsform", by="driftsform")
    shares = [table.share("ja", row) for row in table.shown.rows.ids]
    assert found[0].after.percent == pytest.approx(max(shares))
    assert found[0].before.percent == pytest.approx(min(shares))
    assert found[0].p_value == pytest.approx(table.p("ja"))


def test_a_summary_has_bullets_and_says_what_they_were_chosen_from(leger, studenter):
    kap = sb.Chapter("4", studenter, leger)
    found = leger.changes("fastlege_om_5_ar"), studenter.changes("jobb_etter_lis1", "inntrykk_fastlege")
    bullets, note = kap.summary(*found, most=5).blocks
    assert bullets.kind == "list"
    assert bullets.style == "lead"
    assert len(bullets.items) == 5
    assert {item[0].text for item in bullets.items} <= {"Medisinstudenter og LIS1. ", "Fastleger og fastlegevikarer. "}
    size = sum(map(len, found))
    told = note.runs[0].text.replace(HARD, " ")
    assert f"{size} endringer er prøvd" in told
    assert "Holms metode" in told


def test_one_wave_is_summed_up_by_its_groups(leger):
    one = leger.of_waves("II")
    kap = sb.Chapter("6", one)
    blocks = kap.summary(one.changes("arbeidsbelastning", "okonomisk_trygghet")).blocks
    note = blocks[-1].runs[0].text
    assert "forskjeller mellom grupper er prøvd" in note.replace(HARD, " ")
    scope, bullets = blocks[0].runs[0].text, blocks[1]
    assert scope.startswith(
        "Kapitlet er laget for noen av svarene. Fastleger og fastlegevikarer: bare svar fra november"
    )
    assert all("varierte" in item[-1].text for item in bullets.items)


def test_a_chapter_of_a_selection_says_of_each_survey_what_counts(clean_answers):
    where = {"where": "driftsform == 'kommunalt ansatt'", "language": "en"}
    several = [sb.open_survey(name, data=clean_answers.root, **where) for name in ("fastlege", "kommune")]
    scope = sb.Chapter("9", *several).summary(several[0].changes("okonomisk_trygghet")).blocks[0].runs[0].text
    assert "GPs and GP locums: only replies where form of practice is “municipally employed” count." in scope
    assert "municipalities: The selection (form of practice is “municipally employed”) does not apply" in scope


def test_where_nothing_can_be_tested_one_sentence_says_so(clean_answers):
    none = sb.open_survey("lis1", data=clean_answers.root, waves=["II"])
    scope, note = sb.Chapter("4", none).summary(none.changes("jobb_etter_lis1")).blocks
    assert "undersøkelsen ble ikke gjort i de valgte rundene (den ble gjort i 2022 og 2025)" in scope.runs[0].text
    assert "kunne ingen endring mellom runder eller forskjell mellom grupper prøves" in note.runs[0].text


def test_hidden_counts_are_not_tested(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, threshold=60, where="alder == 'under_30'")
    for each in few.changes("arbeidsbelastning", "fastlege_om_5_ar"):
        assert min(each.before.count, each.after.count) >= 60 or min(each.before.count, each.after.count) == 0


def test_a_table_of_findings_has_levels_change_and_corrected_p(leger):
    found = leger.changes(("okonomisk_trygghet", "enig"), ("fastlege_om_5_ar", "sannsynlig"))
    (block,) = sb.Chapter("11", leger).table("11-1", found).blocks
    assert [row.role for row in block.rows] == ["group", "data", "data"]
    # Evalueringsrapport IV, l. 724: from 46 to 65 per cent
    assert [cell.replace(HARD, " ") for cell in block.rows[1].cells[:2]] == ["46 %", "65 %"]
    (figure,) = sb.Chapter("11", leger).draw("11-1", found).blocks
    assert figure.kind == "figure"
    assert figure.sheets[0].counts[0][0] == found[0].before.count
    low, high = found[0].interval()
    assert low < found[0].difference < high


def test_no_findings_are_told(leger):
    empty = leger.of_waves("IV").changes("okonomisk_trygghet")
    kap = sb.Chapter("11", leger)
    for shown in (kap.table("11-1", empty), kap.draw("11-1", empty)):
        assert "11-1 («Endringer») er ikke med: ingenting her kunne prøves." in shown.blocks[0].runs[0].text
    alone = sb.Chapter("11", leger.of_waves("IV"))
    assert "er ikke med: en endring krever to runder" in alone.table("11-1", empty).blocks[0].runs[0].text
    assert math.isnan(leger.of_waves("II").means("veiledning_omfang").mean())


def test_an_answer_that_is_not_there_is_refused(leger):
    with pytest.raises(sb.InputError, match="fant ikke «einig»"):
        leger.changes(("okonomisk_trygghet", "einig"))
