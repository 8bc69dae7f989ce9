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
        "rule": "cochran",
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
    # three groups without an order
    result = choose([[30, 20, 10], [10, 20, 30], [20, 20, 20]], ordered_columns=True)
    assert [(note.code, note.values) for note in result.notes] == [("order_not_used", {"rows": False, "columns": True})]
    assert result.companion is None


def test_an_ordered_answer_over_two_waves_has_both_tests():
    # known answers: chi-square 10.287 p .03586 and linear-by-linear Z 1.1575 p .2471, a change of shape without a shift
    result = choose([[218, 229, 142, 56, 11], [201, 248, 121, 30, 15]], ordered_rows=True, ordered_columns=True)
    assert result.p_value == pytest.approx(0.03586, abs=5e-6)
    assert result.companion.test == "linear_by_linear"
    assert abs(result.companion.statistic) == pytest.approx(1.1575, abs=5e-5)
    assert result.companion.p_value == pytest.approx(0.2471, abs=5e-5)
    assert json.loads(json.dumps(result.as_dict()))["companion"]["test"] == "linear_by_linear"


def test_a_share_over_ordered_groups_has_cochran_armitage():
    # Fagerland, Lydersen and Laake (2017): z 1.788 p .07381
    table = [[8, 53], [10, 48], [11, 100], [22, 102], [6, 129]]
    result = choose(table, ordered_rows=True)
    assert result.companion.test == "cochran_armitage"
    assert result.companion.p_value == pytest.approx(0.07381, abs=5e-6)
    # an answer that nobody gave changes nothing
    assert choose(np.insert(table, 1, 0, axis=1), ordered_rows=True).companion.p_value == result.companion.p_value
    years = choose(table, ordered_rows=True, row_scores=[2018, 2019, 2021, 2022, 2024]).companion
    assert years.p_value != result.companion.p_value
    with pytest.raises(ValueError, match="expected 5"):
        choose(table, ordered_rows=True, row_scores=[1, 2, 3])


def test_campbell_takes_the_n_1_test_from_an_expected_count_of_1():
    # Fagerland, Lydersen and Laake (2017): N-1 3.97260 p .046246; smallest expected 16 × 15 / 88 = 2.73
    result = choose([[0, 16], [15, 57]], rule="campbell")
    assert (result.test, result.reason.code) == ("chi_square_n_1", "expected_at_least_1")
    assert result.p_value == pytest.approx(0.046246, abs=5e-7)
    assert result.reason.values["minimum"] == pytest.approx(16 * 15 / 88)
    assert result.reason.values["rule"] == "campbell"
    # smallest expected 8 × 4 / 40 = 0.8
    small = choose([[2, 6], [2, 30]], rule="campbell")
    assert (small.test, small.reason.code) == ("fisher_exact", "expected_below_1")


def test_campbell_leaves_larger_tables_to_cochran():
    result = choose([[40, 25], [54, 7], [63, 10]], rule="campbell")
    assert (result.test, result.reason.code) == ("chi_square", "expected_sufficient")
    assert result.reason.values["rule"] == "cochran"


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


def test_wrong_scores_are_said_even_where_no_trend_is_tested():
    table = [[30, 20], [10, 40]]
    for wrong in ({"row_scores": [1, 2, 3]}, {"column_scores": ["a", "b"]}, {"row_scores": [1, np.nan]}):
        with pytest.raises(ValueError, match="expected"):
            choose(table, **wrong)
    assert choose(table, row_scores=[2018, 2020]).companion is None


def test_the_order_of_paired_answers_is_not_used_and_that_is_said():
    result = choose([[10, 4, 2], [8, 12, 5], [1, 3, 9]], paired=True, ordered_rows=True, ordered_columns=True)
    assert [(note.code, note.values) for note in result.notes] == [("order_not_used", {"rows": True, "columns": True})]
