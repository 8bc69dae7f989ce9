"""Cochran's rule, and what a result says about itself."""

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from svarbenk.stats import choose

from .helse_nord import PRINTED


def test_sufficient_counts_give_chi_square():
    # two waves of one question: smallest expected count 26 × 615 / 1271 = 12.58
    result = choose([[218, 229, 142, 56, 11], [201, 248, 121, 30, 15]])
    assert result.test == "chi_square"
    assert result.reason.code == "expected_sufficient"
    assert result.reason.values["minimum"] == pytest.approx(26 * 615 / 1271)
    assert result.reason.values["below"] == 0


def test_small_counts_give_fisher():
    # Helse Nord, table 10.9: expected "Ja" 15 × (2, 9, 18, 49) / 78, three of them and one "Nei" below 5
    result = choose(PRINTED["10.9", "sentralitet"][0])
    assert result.test == "fisher_exact"
    assert result.reason.code == "expected_below_5"
    assert result.reason.values == {
        "share": 0.5,
        "minimum": pytest.approx(15 * 2 / 78),
        "cells": 8,
        "below": 4,
    }


@pytest.mark.parametrize(
    ("table", "test"),
    [
        # one of five columns small in one row of two: 1 of 10 cells below 5, none below 1
        ([[20, 20, 20, 20, 4], [40, 40, 40, 40, 9]], "chi_square"),
        # exactly a fifth of the cells below 5: 2 of 10
        ([[20, 20, 20, 20, 4], [20, 20, 20, 20, 4]], "chi_square"),
        # one cell alone, but its expected count is below 1
        ([[0, 200, 200, 200, 200], [2, 400, 400, 400, 400]], "fisher_exact"),
    ],
)
def test_the_edges_of_the_rule(table, test):
    assert choose(table).test == test


@settings(max_examples=80, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 12)))
def test_the_rule_by_definition(table):
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    assume(min(table.shape) >= 2)
    expected = scipy_stats.contingency.expected_freq(table)
    sufficient = expected.min() >= 1 and 5 * np.sum(expected < 5) <= expected.size
    assert choose(table).test == ("chi_square" if sufficient else "fisher_exact")


def test_an_order_that_is_not_used_is_said():
    result = choose([[30, 20, 10], [10, 20, 30]], ordered_columns=True)
    assert [(note.code, note.values) for note in result.notes] == [("order_not_used", {"rows": False, "columns": True})]


def test_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="expected"):
        choose([[3, 1], [1, 3]], rule="five")


def test_a_result_goes_through_json():
    result = choose([[7, 0, 27], [0, 0, 0], [1, 0, 33]])
    there = json.loads(json.dumps(result.as_dict(), allow_nan=False))
    assert there["test"] == "fisher_exact"
    assert there["p_value"] == result.p_value
    assert there["reason"]["values"]["cells"] == 4
    assert there["notes"] == [{"code": "dropped_empty", "values": {"rows": 1, "columns": 1}}]
    assert there["effect"]["name"] == "cramers_v"


def test_a_result_cannot_be_changed():
    with pytest.raises(AttributeError):
        choose([[3, 1], [1, 3]]).p_value = 0.01
