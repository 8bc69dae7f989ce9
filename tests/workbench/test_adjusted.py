"""Adjusted changes and their decomposition, held against other people's code and against counting by hand."""

import numpy as np
import pandas as pd
import pytest
import svarbenk as sb
from svarbenk.errors import InputError


@pytest.fixture(scope="module")
def leger(every_survey):
    """The survey of fastleger, four waves of stand-in answers."""
    return sb.open_survey("fastlege", data=every_survey.root)


def test_the_crude_odds_ratio_is_that_of_a_logit_on_a_yes_or_no(leger):
    """Of two answers the model is a logistic regression, whose odds ratio is the cross product of the counts."""
    [found] = sb.adjusted_changes(leger.of_waves("I", "IV"), ["listelengde_gruppe"], ["kjonn"])
    frame = leger.responses.frame
    lists = leger.responses.answers(leger.question("listelengde_gruppe"))
    sex = leger.responses.answers(leger.question("kjonn"))
    given = lists.notna() & sex.notna()
    high, late = lists[given] == "fra_1000", frame["runde"][given]
    cells = pd.crosstab(late, high)
    by_hand = cells.loc["IV", True] * cells.loc["I", False] / (cells.loc["IV", False] * cells.loc["I", True])
    assert found.ratio(adjusted=False).value == pytest.approx(by_hand, rel=1e-4)


def test_the_rise_that_the_report_prints_stays_when_adjusted(leger):
    [found] = sb.adjusted_changes(leger, ["okonomisk_trygghet"], ["alder", "kjonn", "driftsform"])
    assert found.baseline == "I"
    assert found.last == "IV"
    assert found.p_value < 0.001
    # the report: the share that agrees rose from 46 to 65 per cent (l. 726), so that odds rose
    assert found.ratio().low > 1
    assert "økonomisk trygghet" in found.sentence().casefold()
    assert [each.id for each in found.estimates()] == ["okonomisk_trygghet"] * 2


@pytest.mark.parametrize(
    ("question", "told"),
    [("basis_takst", "ingen rekkefølge"), ("admin_timer", "ikke stilt i to runder")],
)
def test_what_has_no_change_says_why(leger, question, told):
    [found] = sb.adjusted_changes(leger, [question], ["alder"])
    assert told in found.why
    assert found.sentence() == ""
    assert found.estimates() == []
    assert np.isnan(found.p_value)


def test_nothing_is_said_where_counts_are_hidden(every_survey):
    few = sb.open_survey("fastlege", data=every_survey.root, threshold=200)
    [found] = sb.adjusted_changes(few, ["fastlege_om_5_ar"], ["alder"])
    assert "skjult" in found.why
    assert sb.decomposed_change(few, "fastlege_om_5_ar", "svaert_sannsynlig", "driftsform").change is None


def test_an_unknown_background_is_refused(leger):
    with pytest.raises(InputError, match="driftsfrom"):
        sb.adjusted_changes(leger, ["fastlege_om_5_ar"], ["driftsfrom"])


def test_composition_and_other_answers_add_up_to_the_change(leger):
    found = sb.decomposed_change(leger, "okonomisk_trygghet", "enig", "driftsform")
    frame = leger.responses.frame
    given = leger.responses.answers(leger.question("okonomisk_trygghet"))
    form = leger.responses.answers(leger.question("driftsform"))
    agree = given.isin(["litt_enig", "helt_enig"])
    inside = given.notna() & form.notna()
    shares = {wave: (frame["runde"] == wave) & inside for wave in ("I", "IV")}
    before, after = (
        pd.DataFrame({"form": form[rows].astype(str), "agree": agree[rows]})
        .groupby("form")["agree"]
        .agg(["mean", "size"])
        for rows in shares.values()
    )
    weights = [each["size"] / each["size"].sum() for each in (before, after)]
    within = float(((after["mean"] - before["mean"]) * (weights[0] + weights[1]) / 2).sum())
    composition = float(((weights[1] - weights[0]) * (before["mean"] + after["mean"]) / 2).sum())
    assert found.change.within.value == pytest.approx(within)
    assert found.change.composition.value == pytest.approx(composition)
    assert found.change.total.value == pytest.approx(agree[shares["IV"]].mean() - agree[shares["I"]].mean())
    assert "driftsform" in found.sentence
