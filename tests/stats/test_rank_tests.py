"""Rank tests on ordered answers, and the probability of superiority."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from statsmodels.stats.nonparametric import rank_compare_2ordinal
from svarbenk.stats import (
    DegenerateTable,
    jonckheere_terpstra,
    kruskal_wallis,
    mann_whitney,
    spearman,
    spearman_from_rho,
)

SATISFACTION = [[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]]
TWO_WAVES = [[218, 229, 142, 56, 11], [201, 248, 121, 30, 15]]

two_groups = arrays(np.int64, st.tuples(st.just(2), st.integers(2, 5)), elements=st.integers(0, 12))
any_groups = arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 5)), elements=st.integers(0, 12))


def usable(table):
    return min(np.count_nonzero(table.sum(axis=0)), np.count_nonzero(table.sum(axis=1))) >= 2


def spelt_out(table):
    """One array of answers for each group."""
    return [np.repeat(np.arange(len(row)), row) for row in np.asarray(table) if np.sum(row)]


def test_kruskal_wallis_published():
    # Fagerland, Lydersen and Laake (2017)
    result = kruskal_wallis([[22, 4, 12], [24, 9, 10], [51, 7, 6]])
    assert (result.statistic, result.df) == (pytest.approx(9.162, abs=5e-4), 2)
    assert result.p_value == pytest.approx(0.01024, abs=5e-6)
    # Agresti (2002); R: kruskal.test: 9.726441933, df = 3, p-value = 0.0210405025
    result = kruskal_wallis(SATISFACTION)
    assert result.p_value == pytest.approx(0.0210405, abs=5e-8)


def test_mann_whitney_and_spearman_as_in_r():
    # R: wilcox.test(a ~ g, correct = FALSE, exact = FALSE): W = 208125.5, p-value = 0.302411936
    # R: … correct = TRUE …: p-value = 0.302449676341
    result = mann_whitney(TWO_WAVES)
    assert result.p_value == pytest.approx(0.302411936, abs=5e-10)
    assert {note.code: note.values for note in result.notes}["u"]["first"] == 208125.5
    assert mann_whitney(TWO_WAVES, correction=True).p_value == pytest.approx(0.302449676341, abs=5e-13)
    # R: cor.test(g, a, method = "spearman", exact = FALSE): rho 0.264927998522, p-value = 0.00657104999
    result = spearman(SATISFACTION)
    assert result.effect.value == pytest.approx(0.264927998522, abs=5e-13)
    assert result.p_value == pytest.approx(0.00657104999, abs=5e-12)


def test_exact_mann_whitney_as_in_r():
    # R: coin::wilcox_test(a ~ g, distribution = "exact"): 0.00322101528761
    assert mann_whitney([[5, 4, 2, 1], [1, 3, 6, 8]], "exact").p_value == pytest.approx(0.00322101528761, rel=1e-11)


@settings(max_examples=40, deadline=None)
@given(arrays(np.int64, st.tuples(st.just(2), st.integers(2, 4)), elements=st.integers(0, 3)))
def test_exact_mann_whitney_by_listing(table):
    assume(usable(table))
    first, second = spelt_out(table)
    ranks = scipy_stats.rankdata(np.concatenate([first, second]))
    assume(len(ranks) <= 12)
    sums = np.array([ranks[list(chosen)].sum() for chosen in combinations(range(len(ranks)), len(first))])
    far = abs(ranks[: len(first)].sum() - sums.mean())
    assert mann_whitney(table, "exact").p_value == pytest.approx(np.mean(np.abs(sums - sums.mean()) >= far - 1e-9))


@settings(max_examples=60, deadline=None)
@given(two_groups)
def test_mann_whitney_is_that_of_scipy(table):
    assume(usable(table))
    first, second = spelt_out(table)
    for correction in (False, True):
        expected = scipy_stats.mannwhitneyu(first, second, use_continuity=correction, method="asymptotic")
        result = mann_whitney(table, correction=correction)
        assert result.p_value == pytest.approx(min(expected.pvalue, 1), rel=1e-8)
        assert {note.code: note.values for note in result.notes}["u"]["first"] == pytest.approx(expected.statistic)
    result = mann_whitney(table)
    assert result.statistic**2 == pytest.approx(kruskal_wallis(table).statistic, abs=1e-8)
    assert result.statistic == pytest.approx(jonckheere_terpstra(table).statistic, abs=1e-9)
    assert mann_whitney(table[::-1]).statistic == pytest.approx(-result.statistic, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(any_groups)
def test_kruskal_wallis_and_spearman_are_those_of_scipy(table):
    assume(usable(table))
    expected = scipy_stats.kruskal(*spelt_out(table))
    result = kruskal_wallis(table)
    assert result.statistic == pytest.approx(expected.statistic, abs=1e-8)
    # scipy's statistic of equal groups may be a hair below nought, and its p then missing
    wanted = 1.0 if expected.statistic < 1e-12 else expected.pvalue
    assert result.p_value == pytest.approx(wanted, rel=1e-7, abs=1e-6)
    assert kruskal_wallis(table[::-1]).statistic == pytest.approx(result.statistic, abs=1e-9)
    assume(table.sum() >= 3)
    group, answer = (np.repeat(part.ravel(), table.ravel()) for part in np.indices(table.shape))
    expected = scipy_stats.spearmanr(group, answer)
    rank = spearman(table)
    assert rank.effect.value == pytest.approx(expected.statistic, abs=1e-9)
    assert rank.p_value == pytest.approx(expected.pvalue, rel=1e-5, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(two_groups)
def test_superiority_and_its_standard_error(table):
    assume(usable(table) and table.sum(axis=1).min() >= 2)
    with np.errstate(invalid="ignore"):  # statsmodels' degrees of freedom, which are not used
        expected = rank_compare_2ordinal(table[1], table[0], use_t=False)
    effect = mann_whitney(table).effect
    assert effect.value == pytest.approx(expected.prob1)
    assert 0 <= effect.low <= effect.value <= effect.high <= 1
    if 1e-9 < effect.value < 1 - 1e-9 and expected.var_prob > 1e-12:
        # symmetric on the logit scale, with statsmodels' standard error
        step = 1.959963985 * np.sqrt(expected.var_prob) / (effect.value * (1 - effect.value))
        assert np.log(effect.high / (1 - effect.high)) == pytest.approx(
            np.log(effect.value / (1 - effect.value)) + step, rel=1e-6, abs=1e-6
        )


def test_superiority_of_groups_that_do_not_overlap_has_an_honest_limit():
    effect = mann_whitney([[5, 0], [0, 3]]).effect
    assert (effect.value, effect.high) == (1.0, 1.0)
    assert 0.5 < effect.low < 0.7
    mirrored = mann_whitney([[0, 5], [3, 0]]).effect
    assert (mirrored.value, mirrored.low, mirrored.high) == (0.0, 0.0, pytest.approx(1 - effect.low))
    # somebody alone in a group: no variance to be had from one person
    alone = mann_whitney([[0, 1, 0], [2, 3, 2]]).effect
    assert alone.low < alone.value < alone.high


def test_kruskal_wallis_says_who_is_higher():
    table = [[10, 5, 1], [0, 0, 0], [1, 5, 10]]
    result = kruskal_wallis(table)
    groups = {note.code: note.values for note in result.notes}["probability_of_superiority"]["groups"]
    assert [group["row"] for group in groups] == [0, 2]
    assert groups[0]["value"] == pytest.approx(1 - groups[1]["value"])
    assert groups[1]["low"] > 0.5


@pytest.mark.parametrize("table", [[[1, -2], [3, 4]], [[1.5, 2], [3, 4]], [[np.nan, 2], [3, 4]], [[]], [[3, 4]]])
@pytest.mark.parametrize("test", [mann_whitney, kruskal_wallis, spearman])
def test_rank_tests_refuse_what_is_no_table(test, table):
    with pytest.raises(ValueError, match="expected"):
        test(table)


def test_mann_whitney_refuses():
    with pytest.raises(ValueError, match="kruskal_wallis"):
        mann_whitney(SATISFACTION)
    with pytest.raises(ValueError, match='expected "asymptotic"'):
        mann_whitney(TWO_WAVES, "auto")
    with pytest.raises(ValueError, match="expected at most 200"):
        mann_whitney(TWO_WAVES, "exact")
    with pytest.raises(DegenerateTable):
        mann_whitney([[0, 0], [3, 4]])
    with pytest.raises(ValueError, match="at least three"):
        spearman([[1, 0], [0, 1]])
    perfect = spearman([[3, 0], [0, 4]])
    assert (perfect.effect.value, perfect.p_value, perfect.effect.low) == (1.0, 0.0, None)


def test_spearman_from_rho_is_spearman_of_the_same_pairs():
    table = [[10, 5, 2], [4, 8, 6], [1, 5, 12]]
    whole = spearman(table)
    known = spearman_from_rho(whole.effect.value, whole.n)
    assert (known.p_value, known.statistic, known.df) == (whole.p_value, whole.statistic, whole.df)
    assert (known.effect.low, known.effect.high) == (whole.effect.low, whole.effect.high)


@pytest.mark.parametrize(("rho", "n"), [(1.01, 10), (0.2, 2)])
def test_spearman_from_rho_refuses_what_is_no_correlation(rho, n):
    with pytest.raises(ValueError, match="expected"):
        spearman_from_rho(rho, n)
