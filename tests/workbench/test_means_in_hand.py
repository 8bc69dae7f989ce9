"""Means in hand: sentences, tests with their reason, protection, and blocks."""

import math

import numpy as np
import pytest
import svarbenk as sb
from scipy import stats

HARD = "\u00a0"


def samples(survey, question, by, wave="IV"):
    here = survey.responses.of_wave(wave)
    values = here.answers(here.codebook.question(question)).astype(float)
    groups = here.answers(here.codebook.question(by)).astype(object)
    return [values[(groups == name) & values.notna()] for name in here.codebook.question(by).category_ids]


def test_a_change_of_the_mean_is_told_with_welchs_test(leger):
    table = leger.means("arbeidstid_vektet", by="runde")
    values = leger.responses.answers(leger.question("arbeidstid_vektet")).astype(float)
    wave = leger.responses.frame["runde"]
    first, last = (values[wave == each].dropna() for each in ("I", "IV"))
    result = table.test(rows=("I", "IV"))
    assert result.p_value == pytest.approx(stats.ttest_ind(first, last, equal_var=False).pvalue)
    told = table.sentence().replace(HARD, " ")
    assert "har falt fra 54,5 timer per uke" in told
    assert "til 48,5 timer per uke" in told
    assert table.mean("IV") == table.mean("arbeidstid_vektet", "IV") == pytest.approx(last.mean())


def test_large_groups_are_tested_by_welch_and_small_ones_by_ranks(leger):
    large = leger.means("arbeidstid_vektet", by="driftsform")
    assert (large.result.test, large.result.reason.code) == ("welch_anova", "groups_large")
    assert "minst 30 svar" in large.test_text().replace(HARD, " ")
    few = leger.where("alder == 'fra_67'").means("arbeidstid_vektet", by="kjonn")
    groups = [group for group in samples(leger.where("alder == 'fra_67'"), "arbeidstid_vektet", "kjonn") if len(group)]
    assert min(map(len, groups)) < 30
    assert (few.result.test, few.result.reason.code) == ("mann_whitney", "groups_small")
    p = stats.mannwhitneyu(*groups, use_continuity=False, method="asymptotic").pvalue
    assert few.result.p_value == pytest.approx(p)


def test_answers_on_a_scale_are_ranked(leger):
    table = leger.means("okonomisk_trygghet", by="driftsform")
    assert table.result.test == "kruskal_wallis"
    assert table.result.reason.code == "answers_on_scale"
    assert "vet ikke er holdt utenfor" in " ".join(sb.Chapter("4", leger).table("4-9", table).blocks[0].notes)


def test_groups_are_told_by_the_highest_and_the_lowest_mean(leger):
    told = leger.means("arbeidstid_vektet", by="driftsform").sentence().replace(HARD, " ")
    assert "høyest for «næringsdrivende uten kommunal leieavtale» (49,5 timer per uke" in told
    assert "lavest for «kommunalt ansatt med fastlønn» (45,3 timer per uke" in told


def test_rows_that_are_not_there_and_rows_nobody_knows(leger):
    table = leger.where("driftsform == 'kommunalt ansatt'").means("arbeidstid_vektet", by="driftsform")
    assert math.isnan(table.mean("naeringsdrift"))
    assert table.sentence(row="naeringsdrift") == ""
    with pytest.raises(sb.InputError, match="hvilken rad"):
        table.mean()
    with pytest.raises(sb.InputError, match="fant ikke «fastlon»"):
        table.mean(row="fastlon")


def test_the_means_of_few_are_hidden_everywhere(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, threshold=120)
    table = few.means("arbeidstid_vektet", by="driftsform")
    assert table.is_protected
    assert table.result is None
    assert table.sentence() == ""
    (block,) = sb.Chapter("6", few).table("6-1", table).blocks
    hidden = [row for row in block.rows if ":" in row.cells]
    assert len(hidden) == table.shown.hidden.sum()
    assert any("skjult" in note for note in block.notes)
    assert all(
        value is None
        for row, gone in zip(block.sheets[0].counts, table.shown.hidden, strict=True)
        if gone
        for value in row
    )


def test_a_block_of_means_carries_the_ids(leger):
    kap = sb.Chapter("6", leger)
    (block,) = kap.table("6-1", leger.means("arbeidstid_vektet", by=["driftsform"])).blocks
    assert block.column_keys == ("mean", "interval", "sd", "n")
    assert [row.key for row in block.rows[:3]] == ["runde=IV", "driftsform", "runde=IV,driftsform=naeringsdrift"]
    several = leger.means(["timer_tilstedevakt", "timer_bakvakt"], by="driftsform")
    (block,) = kap.table("6-2", several).blocks
    assert block.column_keys == ("mean:timer_tilstedevakt", "mean:timer_bakvakt", "n")
    assert block.caption == "Legevakt – tilstedevakt og legevakt – bakvakt"
    (figure,) = kap.draw("6-5", several).blocks
    assert figure.kind == "figure"
    np.testing.assert_allclose([row[0] for row in figure.sheets[0].counts], several.shown.mean[:, 0])


def test_a_group_that_nobody_is_in_and_the_one_of_a_selection_are_no_rows(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, waves=["II"], where="kommunestorrelse == 'under_5000'")
    kap = sb.Chapter("6", few)
    (block,) = kap.table("6-9", few.means(["timer_legekontor"], by="arbeidsbelastning")).blocks
    empty = [row.label for row in block.rows if row.cells[-1] == "0"]
    assert block.rows
    assert empty == []
    (block,) = kap.table("6-7", few.means(["timer_legekontor"], by=["kommunestorrelse", "kjonn"])).blocks
    assert next(row.label for row in block.rows if row.role == "group").startswith("Kjønn")
    (block,) = kap.table("6-8", few.last("arbeidsbelastning", by=["kommunestorrelse", "kjonn"])).blocks
    assert next(row.label for row in block.rows if row.role == "group").startswith("Kjønn")
