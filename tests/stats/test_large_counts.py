"""Counts in the hundred thousands and millions: exact where it says so, and never a number that is wrong."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from svarbenk.stats import choose, cramers_v, fisher_exact, odds_ratio
from svarbenk.stats.exact_rxc import exact_p
from svarbenk.stats.factorials import fixed_error, fixed_log_factorials

MILLION = 10**6


@pytest.mark.parametrize(
    ("table", "p"),
    [
        # R 4.2.2: fisher.test(matrix(c(1e6, 997000, 998000, 1e6), 2, byrow = TRUE))$p.value; the next two alike
        ([[MILLION, MILLION - 3000], [MILLION - 2000, MILLION]], 0.012364628790624),
        ([[MILLION, 3], [5, 0]], 1.0),
        ([[300_000, 300], [250, 0]], 1.0),
        ([[3000, 2500], [2800, 2700]], 0.00014421180857036),
    ],
)
def test_two_by_two_as_in_r(table, p):
    result = fisher_exact(table)
    assert result.method == "exact"
    assert result.p_value == pytest.approx(p, rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([5, 40, 400]).flatmap(lambda most: arrays(np.int64, (2, 2), elements=st.integers(0, most))))
def test_two_by_two_in_whole_numbers(table):
    assume(table.sum(axis=0).all() and table.sum(axis=1).all())
    (a, b), (c, d) = table.tolist()
    row, column, n = a + b, a + c, a + b + c + d
    ways = {
        x: comb(column, x) * comb(n - column, row - x) for x in range(max(0, row + column - n), min(row, column) + 1)
    }
    most = ways[a] * (1 + Fraction(1, 10**7))
    p, tied = (Fraction(sum(found), sum(ways.values())) for found in _parts(ways, ways[a], most))
    assert fisher_exact(table).p_value == pytest.approx(float(p), rel=1e-11)
    assert fisher_exact(table, mid_p=True).p_value == pytest.approx(float(p - tied / 2), rel=1e-9)
    # the engine of the larger tables has the same ties
    assert exact_p(table, 1e8) == pytest.approx(float(p), rel=1e-9)


def _parts(ways, observed, most):
    at_most = [way for way in ways.values() if way <= most]
    return at_most, [way for way in at_most if way >= observed * (1 - Fraction(1, 10**7))]


def test_counts_beyond_the_arithmetic_of_larger_tables_turn_to_random_ones():
    # chi-square 4.998 on 2 degrees of freedom, but for the column of five it would be exact enough by itself
    result = fisher_exact([[MILLION, 5, MILLION], [MILLION, 0, MILLION]], resamples=20_000)
    assert result.method == "monte_carlo"
    # given the rest all five fall into one row or the other with chances of a half: no more is in the table
    alone = 2 * scipy_stats.binom.pmf(0, 5, 0.5)
    assert 0.05 < result.p_interval[0] <= result.p_value <= result.p_interval[1] < 0.15
    assert result.p_interval[0] > alone
    assert exact_p(np.array([[MILLION, 5, MILLION], [MILLION, 0, MILLION]]), 1e12) is None
    assert [note.code for note in result.notes] == ["budget_exceeded"]


def test_the_rounding_of_logarithms_is_known():
    assert fixed_error(fixed_log_factorials(1000, 44), 44) < 1e-10
    # far more than tables that are tied may differ by
    assert fixed_error(fixed_log_factorials(MILLION, 38), 38) > 1e-7


def test_a_p_value_below_the_smallest_number_is_no_nought():
    result = fisher_exact([[MILLION, 0], [0, MILLION]])
    assert result.method == "monte_carlo"
    assert 0 < result.p_value <= result.p_interval[1] < 1e-4


def test_what_cannot_be_drawn_is_refused_and_does_not_end_the_process():
    with pytest.raises(ValueError, match="expected at most 1000000000"):
        fisher_exact(np.full((2, 3), 10**9))


@settings(max_examples=40, deadline=None)
@given(arrays(np.int64, (2, 2), elements=st.integers(0, 60)), st.sampled_from([0.8, 0.95, 0.99]))
def test_conditional_odds_ratio_is_that_of_scipy(table, level):
    assume(table.sum(axis=0).all() and table.sum(axis=1).all())
    found = odds_ratio(table, kind="conditional", level=level)
    expected = scipy_stats.contingency.odds_ratio(table, kind="conditional")
    interval = expected.confidence_interval(level)
    assert found.value == pytest.approx(expected.statistic, rel=1e-6)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-6)


def test_conditional_odds_ratio_of_large_counts_is_found_at_all():
    # scipy takes ten minutes for this one; the low limit L has P(everybody in the corner | L) = 0.025
    effect = odds_ratio([[20_000, 0], [0, 20_000]])
    assert (effect.value, effect.high) == (np.inf, np.inf)
    chance = scipy_stats.nchypergeom_fisher.pmf(20_000, 40_000, 20_000, 20_000, effect.low)
    assert chance == pytest.approx(0.025, rel=1e-4)
    # with millions the conditional odds ratio and limits are those of the normal approximation (Woolf)
    table = [[MILLION, MILLION - 3000], [MILLION - 2000, MILLION]]
    exact, woolf = odds_ratio(table, kind="conditional"), odds_ratio(table)
    assert (exact.value, exact.low, exact.high) == pytest.approx((woolf.value, woolf.low, woolf.high), rel=1e-5)


def test_choice_and_cramers_v_of_large_counts():
    assert choose([[MILLION, 3], [5, 0]]).p_value == 1.0
    assert choose([[MILLION, MILLION - 3000], [MILLION - 2000, MILLION]]).test == "chi_square"
    perfect = cramers_v([[MILLION, 0], [0, MILLION]])
    assert (perfect.value, perfect.high) == (1.0, 1.0)
    assert perfect.low > 0.99
