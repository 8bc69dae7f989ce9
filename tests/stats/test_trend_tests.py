"""Trend tests: published answers, R's answers, definitions, and what they refuse."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.contingency_tables import Table
from svarbenk.stats import DegenerateTable, chi_square, cochran_armitage, jonckheere_terpstra, linear_by_linear

# Agresti, Categorical Data Analysis: maternal drinking and malformation
DRINKING = [[17066, 48], [14464, 38], [788, 5], [126, 1], [37, 1]]
# Fagerland, Lydersen and Laake (2017): elderly hip fracture patients by body mass
FIVE_BY_TWO = [[8, 53], [10, 48], [11, 100], [22, 102], [6, 129]]
# Agresti (2002): job satisfaction by income
SATISFACTION = [[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]]
# Two waves of a question: a change of shape without a shift
TWO_WAVES = [[218, 229, 142, 56, 11], [201, 248, 121, 30, 15]]

tables = arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 15))


def notes(result):
    return {note.code: note.values for note in result.notes}


def test_cochran_armitage_published():
    # R: prop.trend.test(c(48,38,5,1,1), c(17114,14502,793,127,38), c(0,.5,1.5,4,7)): 6.5701, p 0.01037
    result = cochran_armitage(DRINKING, [0, 0.5, 1.5, 4, 7])
    assert result.statistic**2 == pytest.approx(6.5701, abs=5e-5)
    assert result.p_value == pytest.approx(0.01037, abs=5e-6)
    result = cochran_armitage(DRINKING)
    assert result.statistic**2 == pytest.approx(1.8278, abs=5e-5)
    assert result.p_value == pytest.approx(0.1764, abs=5e-5)


def test_cochran_armitage_and_linear_by_linear_published():
    trend, linear = cochran_armitage(FIVE_BY_TWO), linear_by_linear(FIVE_BY_TWO)
    assert (trend.statistic, trend.p_value) == (pytest.approx(1.788, abs=5e-4), pytest.approx(0.07381, abs=5e-6))
    assert (linear.statistic, linear.p_value) == (pytest.approx(1.78598, abs=5e-6), pytest.approx(0.07410, abs=5e-6))
    assert notes(trend)["variance_convention"] == {"divisor": "N"}
    assert notes(linear)["variance_convention"] == {"divisor": "N-1"}


def test_job_satisfaction_published():
    # R: coin::lbl_test(…): Z = 2.762336649, p = 0.0057389271
    linear, ordered = linear_by_linear(SATISFACTION), jonckheere_terpstra(SATISFACTION)
    assert (linear.statistic, linear.p_value) == (pytest.approx(2.76234, abs=5e-6), pytest.approx(0.005739, abs=5e-7))
    assert ordered.statistic == pytest.approx(2.71563, abs=5e-6)
    assert ordered.p_value == pytest.approx(0.0066150, abs=5e-8)


def test_a_change_of_shape_without_a_shift():
    linear, omnibus = linear_by_linear(TWO_WAVES), chi_square(TWO_WAVES)
    assert (abs(linear.statistic), linear.p_value) == (pytest.approx(1.1575, abs=5e-5), pytest.approx(0.2471, abs=5e-5))
    assert (omnibus.statistic, omnibus.p_value) == (pytest.approx(10.287, abs=5e-4), pytest.approx(0.03586, abs=5e-6))


def test_the_slope_by_hand():
    # shares of the second kind 0.2, 0.4, 0.6 in groups of ten: 0.2 for one unit, and ten units is a tenth of it
    table = [[8, 2], [6, 4], [4, 6]]
    effect = cochran_armitage(table, [2010, 2020, 2030]).effect
    assert effect.value == pytest.approx(0.02)
    error = np.sqrt((10 * 100 * 0.16 + 10 * 100 * 0.24) / 2000**2)
    assert effect.high - effect.value == pytest.approx(1.959963985 * error)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_linear_by_linear_is_that_of_statsmodels(table):
    kept = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    assume(min(kept.shape) >= 2)
    rows, columns = (np.flatnonzero(table.sum(axis=axis) > 0) + 1.0 for axis in (1, 0))
    expected = Table(kept.astype(float), shift_zeros=False).test_ordinal_association(rows, columns)
    result = linear_by_linear(table)
    assert result.statistic == pytest.approx(expected.zscore, abs=1e-9)
    assert result.p_value == pytest.approx(expected.pvalue, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_reversing_turns_the_sign(table):
    assume(min(np.count_nonzero(table.sum(axis=0)), np.count_nonzero(table.sum(axis=1))) >= 2)
    for test in (linear_by_linear, jonckheere_terpstra):
        here, there, sideways = test(table), test(table[::-1]), test(table.T)
        assert there.statistic == pytest.approx(-here.statistic, abs=1e-9)
        assert there.p_value == pytest.approx(here.p_value, rel=1e-8)
        assert sideways.statistic == pytest.approx(here.statistic, abs=1e-9)
    scores = list(range(table.shape[1]))
    assert linear_by_linear(table, column_scores=scores[::-1]).statistic == pytest.approx(
        -linear_by_linear(table, column_scores=scores).statistic, abs=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 6), st.just(2)), elements=st.integers(0, 20)))
def test_cochran_armitage_is_linear_by_linear_but_for_the_divisor(table):
    assume(min(np.count_nonzero(table.sum(axis=0)), np.count_nonzero(table.sum(axis=1))) >= 2)
    years = [2018.0 + 2 * i for i in range(len(table))]
    trend, linear = cochran_armitage(table, years), linear_by_linear(table, row_scores=years)
    n = table.sum()
    assert trend.statistic == pytest.approx(linear.statistic * np.sqrt(n / (n - 1)), abs=1e-9)
    assert cochran_armitage(table.T, years).statistic == pytest.approx(trend.statistic, abs=1e-9)
    assert cochran_armitage(table, years[::-1]).statistic == pytest.approx(-trend.statistic, abs=1e-9)
    # scores matter up to where they begin and what they are counted in
    moved = [1e6 + 7 * year for year in years]
    assert cochran_armitage(table, moved).statistic == pytest.approx(trend.statistic, abs=1e-7)


@settings(max_examples=30, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 3), st.integers(2, 4)), elements=st.integers(0, 4)))
def test_jonckheere_by_definition(table):
    assume(min(np.count_nonzero(table.sum(axis=0)), np.count_nonzero(table.sum(axis=1))) >= 2)
    group, answer = (np.repeat(part.ravel(), table.ravel()) for part in np.indices(table.shape))
    later = group[:, None] < group[None, :]
    pairs = np.where(answer[:, None] == answer[None, :], 0.5, answer[:, None] < answer[None, :])
    values = notes(jonckheere_terpstra(table))["pairs"]
    assert values["j"] == pytest.approx(pairs[later].sum())
    assert values["expected"] == pytest.approx(later.sum() / 2)
    assert jonckheere_terpstra(table).effect.value == pytest.approx(pairs[later].mean())


def test_jonckheere_variance_over_all_permutations():
    # every way to deal 2, 1, 1, 2 answers to groups of 2, 2, 2
    from itertools import permutations

    answers, found = [0, 0, 1, 2, 3, 3], []
    for order in permutations(answers):
        groups = [order[0:2], order[2:4], order[4:6]]
        found.append(
            sum(
                0.5 * (x == y) + (x < y)
                for i in range(3)
                for j in range(i + 1, 3)
                for x in groups[i]
                for y in groups[j]
            )
        )
    table = [[2, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 2]]
    result = jonckheere_terpstra(table)
    assert result.statistic == pytest.approx((12 - np.mean(found)) / np.std(found))


def test_an_empty_group_is_dropped_and_said_and_keeps_the_scores_of_the_others():
    with_hole = [[8, 53], [0, 0], [11, 100], [22, 102]]
    result = cochran_armitage(with_hole)
    assert notes(result)["dropped_empty"] == {"rows": 1, "columns": 0}
    assert notes(result)["scores"] == {"scores": [1.0, 3.0, 4.0]}
    assert result.statistic == pytest.approx(cochran_armitage([*with_hole[:1], *with_hole[2:]], [1, 3, 4]).statistic)


@pytest.mark.parametrize("test", [cochran_armitage, linear_by_linear, jonckheere_terpstra])
@pytest.mark.parametrize(
    "table",
    [
        [[1, -2], [3, 4]],
        [[1.5, 2], [3, 4]],
        [[np.nan, 2], [3, 4]],
        [[]],
        [],
        [[3, 4]],
        [[0, 0], [3, 4]],
        [["a", 2], [3, 4]],
    ],
)
def test_trend_tests_refuse_what_is_no_table(test, table):
    with pytest.raises(ValueError, match="expected"):
        test(table)


def test_trend_tests_refuse_scores_that_do_not_fit():
    for scores in (
        [1, 2],
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3, 4, np.nan],
        [1, 1, 1, 1, 1],
        "abcde",
        [[1, 2, 3, 4, 5]],
        5,
        [1, 2, 3, 4, 1e308],
    ):
        with pytest.raises(ValueError, match="expected"):
            cochran_armitage(FIVE_BY_TWO, scores)
        with pytest.raises(ValueError, match="expected"):
            linear_by_linear(FIVE_BY_TWO, row_scores=scores)
    with pytest.raises(ValueError, match="2 × k or k × 2"):
        cochran_armitage(SATISFACTION)
    with pytest.raises(DegenerateTable):
        jonckheere_terpstra([[3, 0], [4, 0]])
