"""Hours weighted again: against pandas on the answers one by one, against means in hand, and what is hidden."""

import numpy as np
import pandas as pd
import pytest
import svarbenk as sb
from scipy import stats
from svarbenk.errors import InputError
from svarbenk.workbench import WeightedHours, weighted_hours

SUM = "arbeidstid_vektet"
PARTS = ["timer_bakvakt", "timer_hjemmevakt"]


@pytest.fixture(scope="module")
def protected(clean_answers):
    return sb.open_survey("fastlege", data=clean_answers.root, threshold=5)


@pytest.fixture(scope="module")
def hours(leger):
    return weighted_hours(leger, SUM, "driftsform")


@pytest.fixture(scope="module")
def persons(leger):
    """The hours of each reply, with its wave and its groups; who answered nothing is left out."""
    answers, names = leger.responses, leger.question(SUM).sum_of
    frame = pd.DataFrame(
        {name: answers.answers(leger.question(name)).astype("Float64").astype(float) for name in names}
    )
    frame = frame[frame.notna().any(axis=1)].fillna(0.0)
    frame["runde"] = answers.frame["runde"]
    for background in leger.backgrounds:
        frame[background] = answers.answers(leger.question(background))
    return frame


def by_force(persons, names, by, weights, groups, waves):
    weight = dict(zip(PARTS, weights, strict=True))
    total = sum(persons[name] * weight.get(name, 1.0) for name in names)
    found = total.groupby([persons["runde"], persons[by]], observed=False).agg(["mean", "std", "count"])
    pick = lambda column: np.array([[found.loc[(wave, group), column] for group in groups] for wave in waves])  # noqa: E731
    return pick("mean"), pick("std"), pick("count")


@pytest.mark.parametrize("weights", [(1 / 7, 1 / 4), (0.0, 0.0), (1.0, 1.0), (0.37, 0.9)])
def test_means_and_intervals_are_those_of_the_answers_one_by_one(leger, hours, persons, weights):
    waves = [wave.id for wave in hours.waves]
    names = leger.question(SUM).sum_of
    mean, sd, n = by_force(persons, names, "driftsform", weights, hours.rows.ids, waves)
    assert np.array_equal(hours.n, n)
    assert hours.mean(weights) == pytest.approx(mean)
    low, high = hours.interval(weights)
    half = stats.t.ppf(0.975, n - 1) * sd / np.sqrt(n)
    assert low == pytest.approx(mean - half)
    assert high == pytest.approx(mean + half)


def test_the_usual_weights_give_the_means_in_hand(leger, hours):
    assert hours.usual == (1 / 7, 1 / 4)
    for place, wave in enumerate(hours.waves):
        shown = leger.of_waves(wave.id).means(SUM, by="driftsform").shown
        assert hours.mean()[place] == pytest.approx(shown.mean[:, 0])
        assert hours.interval()[0][place] == pytest.approx(shown.low[:, 0])
    unweighted = leger.of_waves("IV").means("arbeidstid", by="driftsform").shown
    assert hours.mean((1, 1))[-1] == pytest.approx(unweighted.mean[:, 0])


def test_the_printed_hours_of_the_report(leger, hours):
    printed = leger.ledger().select(question=SUM, wave="IV", statistic="mean")
    found = dict(zip(hours.rows.ids, hours.mean()[-1], strict=True))
    groups = {entry.group: entry.number.value for entry in printed.entries if entry.background == "driftsform"}
    # report IV, chapter 6.2: 49, 50, 47 and 45 hours
    assert groups == {"leieavtale": 49, "naeringsdrift": 50, "fastlonn_bonus": 47, "fastlonn": 45}
    assert {name: int(value + 0.5) for name, value in found.items()} == groups


def test_a_change_is_welchs(hours, persons, leger):
    weights = (0.3, 0.6)
    names = leger.question(SUM).sum_of
    total = sum(persons[name] * dict(zip(PARTS, weights, strict=True)).get(name, 1.0) for name in names)
    one = persons["driftsform"] == "fastlonn"
    first, last = (total[one & (persons["runde"] == wave)] for wave in ("I", "IV"))
    place = hours.rows.ids.index("fastlonn")
    change, low, high = (each[place] for each in hours.change(weights))
    welch = stats.ttest_ind(last, first, equal_var=False).confidence_interval(0.95)
    assert (change, low, high) == pytest.approx((last.mean() - first.mean(), welch.low, welch.high))


def test_some_waves(hours):
    two = hours.only(["IV", "I"])
    assert [wave.id for wave in two.waves] == ["I", "IV"]
    assert two.change()[0] == pytest.approx(hours.change()[0])


@pytest.mark.parametrize("by", ["driftsform", "sentralitet", "alder", "kommunestorrelse", "stilling", "spesialitet"])
def test_no_weight_tells_the_hours_of_the_few_that_have_any(protected, persons, by):
    hours = weighted_hours(protected, SUM, by)
    merges = protected.question(by).merges
    hidden = 0
    for w, wave in enumerate(hours.waves):
        for g, group in enumerate(hours.rows.ids):
            members = merges[group].of if group in merges else [group]
            here = persons[(persons["runde"] == wave.id) & persons[by].isin(members)]
            few = [0 < count < 5 for count in (len(here), *(here[PARTS] > 0).sum())]
            if any(few):
                assert hours.hidden[w, g], (wave.id, group)
            if hours.hidden[w, g]:
                hidden += 1
                values = [hours.n[w, g], hours.fixed[w, g], *hours.moving[w, g], *hours.spread[w, g].ravel()]
                assert np.isnan(values).all()
                assert np.isnan(hours.mean((0, 1))[w, g])
        # with one hidden, what the others leave over would tell it
        assert hours.hidden[w].sum() != 1
    assert (hidden > 0) >= (by in {"sentralitet", "alder", "kommunestorrelse"})
    assert hidden == 0 or by != "driftsform"


def test_what_the_means_hide_is_hidden(protected):
    few = protected.where("alder == 'fra_67'")
    hours = weighted_hours(few, SUM, "driftsform")
    for place, wave in enumerate(hours.waves):
        table = few.of_waves(wave.id).means([SUM, *PARTS], by="driftsform", rows=hours.rows.ids)
        for group, hidden in zip(table.shown.rows.ids, table.shown.hidden.any(axis=1), strict=True):
            assert hours.hidden[place, hours.rows.ids.index(group)] >= hidden
    assert hours.is_protected


def test_what_cannot_be_weighted_again(leger):
    assert isinstance(weighted_hours(leger, SUM, "kjonn"), WeightedHours)
    for wrong in (lambda: weighted_hours(leger, "arbeidstid", "kjonn"), lambda: weighted_hours(leger, SUM, "kjon")):
        with pytest.raises(InputError, match=r"ventet|kan ikke"):
            wrong()
