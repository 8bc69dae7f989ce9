"""Raking, trimming, and what weights cost."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from svarbenk.stats import design_effect, rake

from .weighted_sample import ANSWER, GROUP, STRATUM, WEIGHT


def test_raking_as_in_r():
    # R: survey::rake(svydesign(~1, weights = rep(1, 240)), list(~g, ~st, ~a), …, control = list(epsilon = 1e-10))
    margins = {
        "g": {0: 0.5, 1: 0.3, 2: 0.2},
        "st": {0: 0.4, 1: 0.6},
        "a": {0: 0.1, 1: 0.2, 2: 0.3, 3: 0.4},
    }
    found = rake({"g": GROUP, "st": STRATUM, "a": ANSWER}, margins)
    expected = [0.4247997860493, 2.7438680538903, 0.0977560081257, 0.5646832376076, 2.0641564767860, 2.7438680538903]
    assert found.weights[:6] == pytest.approx(expected, abs=5e-9)
    assert found.converged
    assert found.weights.mean() == pytest.approx(1)
    assert found.report["weighted"].to_numpy() == pytest.approx(found.report["target"].to_numpy(), abs=1e-9)
    assert list(found.report["n"][:3]) == list(np.bincount(GROUP))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 4), st.integers(2, 3))
def test_raking_hits_its_margins(seed, first, second):
    random = np.random.default_rng(seed)
    n = 120
    sample = pd.DataFrame({"alder": random.integers(0, first, n), "region": random.choice(list("nsv")[:second], n)})
    # everybody meets everybody: no empty cell stands in the way
    assume(sample.value_counts().size == first * second)
    margins = {
        "alder": dict(enumerate(random.uniform(50, 200, first))),
        "region": dict(zip("nsv"[:second], random.uniform(0.5, 2, second), strict=True)),
    }
    total = sum(margins["alder"].values()) / sum(margins["region"].values())
    margins["region"] = {name: value * total for name, value in margins["region"].items()}
    found = rake(sample, margins)
    assert found.converged
    assert found.largest_gap <= 1e-9
    for name, margin in margins.items():
        shares = pd.Series(found.weights).groupby(sample[name]).sum() / n
        for category, value in margin.items():
            assert shares[category] == pytest.approx(value / sum(margin.values()), abs=1e-8)
    # rows in another order get the same weights
    turned = rake(sample[::-1], margins)
    assert turned.weights[::-1] == pytest.approx(found.weights, rel=1e-6)


def test_a_sample_that_fits_keeps_weights_of_one():
    found = rake({"a": list("xxyy"), "b": list("klkl")}, {"a": {"x": 50, "y": 50}, "b": {"k": 50, "l": 50}})
    assert found.weights == pytest.approx(np.ones(4))
    assert (found.iterations, found.trimmed, found.design_effect.value) == (1, 0, pytest.approx(1))


def test_trimming_keeps_to_its_limits_and_says_how_far_it_is_off():
    sample = {"a": [0] * 90 + [1] * 10, "b": [0, 1] * 50}
    margins = {"a": {0: 0.5, 1: 0.5}, "b": {0: 0.45, 1: 0.55}}
    free, cut = rake(sample, margins), rake(sample, margins, trim=(0.5, 3))
    assert free.weights.max() > 4
    assert cut.converged
    assert cut.weights.min() >= 0.5 and cut.weights.max() <= 3
    assert cut.weights.mean() == pytest.approx(1)
    assert cut.trimmed == 10
    # ten persons of weight 3 are 30 % of 100, and the other margin can be hit
    assert list(cut.report["weighted"]) == pytest.approx([0.7, 0.3, 0.45, 0.55], abs=1e-6)
    assert cut.largest_gap == pytest.approx(0.2, abs=1e-6)
    assert cut.design_effect.value < free.design_effect.value
    wide = rake(sample, margins, trim=(0.01, 50))
    assert wide.weights == pytest.approx(free.weights, rel=1e-6)
    assert wide.trimmed == 0


def test_margins_that_cannot_be_met_are_said():
    # all x are k and all y are l
    with pytest.warns(RuntimeWarning, match="stopped after 50 rounds"):
        found = rake(
            {"a": list("xxyy"), "b": list("kkll")},
            {"a": {"x": 0.5, "y": 0.5}, "b": {"k": 0.7, "l": 0.3}},
            iterations=50,
        )
    assert not found.converged
    assert found.largest_gap == pytest.approx(0.2)


def test_margins_may_be_series():
    found = rake({"a": list("xxyy")}, {"a": pd.Series({"x": 80, "y": 20})})
    assert found.weights == pytest.approx([1.6, 1.6, 0.4, 0.4])


def test_starting_weights_are_kept_in_proportion_within_cells():
    found = rake({"a": list("xxyy")}, {"a": {"x": 0.8, "y": 0.2}}, start=[1, 3, 1, 1])
    assert found.weights == pytest.approx([0.8, 2.4, 0.4, 0.4])


def test_kish_by_hand():
    # Kish (1965): 1 + squared coefficient of variation; here (1 + 1 + 2)² / (1 + 1 + 4) = 16 / 6
    found = design_effect([1, 1, 2, 0])
    assert (found.effective_n, found.value, found.n) == (pytest.approx(16 / 6), pytest.approx(18 / 16), 3)
    # R: length(w) / (sum(w)^2 / sum(w^2))
    assert design_effect(WEIGHT).value == pytest.approx(1.32864775915, abs=5e-12)
    assert design_effect(np.full(7, 1e-200)).value == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.floats(0.01, 100))
def test_design_effect_properties(weights, unit):
    found = design_effect(weights)
    assert found.value >= 1 - 1e-12
    assert found.value == pytest.approx(1 + np.var(weights) / np.mean(weights) ** 2)
    assert design_effect(np.array(weights) * unit).value == pytest.approx(found.value)


@pytest.mark.parametrize("weights", [[], [1, -1], [1, np.nan], [1, np.inf], [0, 0], ["tung"], [[1, 2]]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ValueError, match="expected"):
        design_effect(weights)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"margins": {}}, "at least one column"),
        ({"margins": {"b": {"x": 1}}}, "no column 'b'"),
        ({"margins": {"a": {"x": 1, "z": 1}}}, "y in a of the sample"),
        ({"margins": {"a": {"x": 1, "y": 1, "z": 1}}}, "'z' of a has target 0.33"),
        ({"margins": {"a": {"x": 1, "y": 0}}}, "'y' of a has target 0 but is in"),
        ({"margins": {"a": {"x": 2, "y": -1}}}, "target -1"),
        ({"margins": {"a": {"x": np.nan, "y": 1}}}, "target nan"),
        ({"margins": {"a": {"x": 0, "y": 0}}}, "sum above 0"),
        ({"margins": {"a": {"x": 60, "y": 40}, "c": {"k": 0.6, "l": 0.4}}}, "different totals"),
        ({"sample": {"a": ["x", None]}}, "1 missing values in a"),
        ({"sample": {"a": []}}, "not in the sample"),
        ({"start": [1]}, "expected 2 above 0"),
        ({"start": [1, 0]}, "expected 2 above 0"),
        ({"trim": (1.2, 3)}, "either side of 1"),
        ({"trim": 3}, "either side of 1"),
        ({"trim": (np.nan, 3)}, "either side of 1"),
        ({"iterations": "many"}, "at least 1"),
        ({"margins": [1]}, "at least one column"),
        ({"margins": {"a": [1, 2]}}, "a number for each category"),
        ({"margins": {"a": {"x": 1, "y": "b"}}}, "a number for each category"),
        ({"margins": {"a": {"x": 1, "y": None}}}, "a number for each category"),
        ({"sample": None}, "no column 'a'"),
        (
            {
                "sample": {"a": list("xxyy"), "c": list("kkl")},
                "margins": {"a": {"x": 1, "y": 1}, "c": {"k": 1, "l": 1}},
            },
            "different lengths",
        ),
        ({"tolerance": 0}, "above 0"),
        ({"iterations": 0}, "at least 1"),
    ],
)
def test_rake_refuses(change, message):
    given = {"sample": {"a": ["x", "y"], "c": ["k", "l"]}, "margins": {"a": {"x": 60, "y": 40}}} | change
    with warnings.catch_warnings(), pytest.raises(ValueError, match=message):
        warnings.simplefilter("error")
        rake(given.pop("sample"), given.pop("margins"), **given)
