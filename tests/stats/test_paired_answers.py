"""McNemar's test and its sisters: the same people asked twice."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from statsmodels.stats.contingency_tables import SquareTable
from svarbenk.stats import DegenerateTable, choose, marginal_homogeneity, mcnemar

# Airway hyper-responsiveness before and after stem-cell transplantation: Fagerland, Lydersen and Laake (2013)
AIRWAYS = [[1, 1], [7, 12]]


@pytest.mark.parametrize(
    ("method", "correction", "p"),
    [("exact", False, 0.0703), ("mid_p", False, 0.0391), ("asymptotic", False, 0.0339), ("asymptotic", True, 0.0771)],
)
def test_mcnemar_published(method, correction, p):
    assert mcnemar(AIRWAYS, method, correction=correction).p_value == pytest.approx(p, abs=5.1e-5)


def test_mcnemar_statistic_and_interval():
    result = mcnemar(AIRWAYS, "asymptotic")
    assert (result.statistic, result.df, result.n) == (pytest.approx(4.5), 1, 21)
    assert result.notes[0].values == {"first_to_second": 1, "second_to_first": 7}
    # Bonett and Price (2012) by hand: (2 - 8) / 23 ± 1.96 sqrt((10/23 - (6/23)²) / 23)
    half = 1.959963985 * np.sqrt((10 / 23 - (6 / 23) ** 2) / 23)
    assert result.effect.value == pytest.approx(-6 / 21)
    assert (result.effect.low, result.effect.high) == pytest.approx((-6 / 23 - half, -6 / 23 + half))


@settings(max_examples=60, deadline=None)
@given(arrays(np.int64, (2, 2), elements=st.integers(0, 40)))
def test_mcnemar_by_definition(table):
    b, c = int(table[0, 1]), int(table[1, 0])
    if b + c == 0:
        if table.sum():
            with pytest.raises(DegenerateTable, match="nobody changed"):
                mcnemar(table)
        return
    exact = min(1.0, 2 * scipy_stats.binom.cdf(min(b, c), b + c, 0.5))
    assert mcnemar(table).p_value == pytest.approx(exact, rel=1e-9)
    point = scipy_stats.binom.pmf(b, b + c, 0.5)
    mid = 1 - point / 2 if b == c else exact - point
    assert mcnemar(table, "mid_p").p_value == pytest.approx(mid, rel=1e-9)
    assert mcnemar(table, "asymptotic").statistic == pytest.approx(marginal_homogeneity(table).statistic)
    # those who did not change do not matter to p
    assert mcnemar(table + np.diag([5, 9])).p_value == mcnemar(table).p_value


@settings(max_examples=40, deadline=None)
@given(arrays(np.int64, (3, 3), elements=st.integers(1, 30)))
def test_stuart_maxwell_is_that_of_statsmodels(table):
    expected = SquareTable(table, shift_zeros=False).homogeneity("stuart_maxwell")
    result = marginal_homogeneity(table)
    assert result.statistic == pytest.approx(expected.statistic, abs=1e-9)
    assert result.p_value == pytest.approx(expected.pvalue)
    assert result.df == 2


def test_an_answer_that_nobody_gave_is_dropped_and_said():
    wide = [[10, 4, 0, 2], [8, 12, 0, 5], [0, 0, 0, 0], [1, 3, 0, 9]]
    narrow = [[10, 4, 2], [8, 12, 5], [1, 3, 9]]
    assert marginal_homogeneity(wide).p_value == marginal_homogeneity(narrow).p_value
    assert marginal_homogeneity(wide).notes[0].values == {"rows": 1, "columns": 1}


def test_choice_among_paired_tests():
    few = choose(AIRWAYS, paired=True)
    assert (few.test, few.reason.code) == ("mcnemar", "discordant_few")
    assert few.reason.values == {"discordant": 8, "limit": 25}
    many = choose([[40, 20], [9, 31]], paired=True)
    assert (many.test, many.reason.code) == ("mcnemar_asymptotic", "discordant_sufficient")
    three = choose([[10, 4, 2], [8, 12, 5], [1, 3, 9]], paired=True)
    assert (three.test, three.reason.code) == ("stuart_maxwell", "paired_categories")


@pytest.mark.parametrize("test", [mcnemar, marginal_homogeneity, lambda table: choose(table, paired=True)])
@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([[1, 2, 3], [4, 5, 6]], "as many rows as columns"),
        ([[1, -2], [3, 4]], "negative"),
        ([[1, 2.5], [3, 4]], "not a whole number"),
        ([[1, float("nan")], [3, 4]], "missing"),
        ([[0, 0], [0, 0]], "no counts"),
        ([[3]], "at least two"),
    ],
)
def test_bad_paired_tables_are_refused(test, table, words):
    with pytest.raises(ValueError, match=words):
        test(table)


def test_bad_arguments_of_mcnemar_are_refused():
    for wrong in ({"method": "z"}, {"correction": True}, {"level": 2}):
        with pytest.raises(ValueError, match="expected"):
            mcnemar(AIRWAYS, **wrong)
    with pytest.raises(ValueError, match="expected 2"):
        mcnemar(np.ones((3, 3)))
    with pytest.raises(DegenerateTable, match="connect"):
        marginal_homogeneity([[5, 1, 0], [2, 5, 0], [0, 0, 4]])
