"""Chi-square, expected counts, residuals and Cramér's V against published values and definitions."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from svarbenk.stats import chi_square, cramers_v, expected_counts, likelihood_ratio, standardised_residuals

TABLES = arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 60))

# Fagerland, Lydersen and Laake (2017); the 2×5 and the 4×4 table after Agresti (Categorical Data Analysis)
PUBLISHED = [
    ([[0, 16], [15, 57]], None, 4.018, 3, 1, 0.04501, 5),
    ([[0, 16], [15, 57]], "yates", 2.680, 3, 1, 0.10162, 5),
    ([[0, 16], [15, 57]], "n-1", 3.97260, 5, 1, 0.046246, 6),
    ([[7, 27], [1, 33]], None, 5.100, 3, 1, 0.02393, 5),
    ([[17066, 14464, 788, 126, 37], [48, 38, 5, 1, 1]], None, 12.082, 3, 4, 0.01675, 5),
    ([[40, 25], [54, 7], [63, 10]], None, 17.562, 3, 2, 0.00015, 5),
    ([[22, 4, 12], [24, 9, 10], [51, 7, 6]], None, 11.65562, 5, 4, 0.020105, 6),
    ([[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]], None, 11.52426, 5, 9, 0.24148, 5),
    # two waves of one question
    ([[218, 229, 142, 56, 11], [201, 248, 121, 30, 15]], None, 10.287, 3, 4, 0.03586, 5),
]


@pytest.mark.parametrize(("table", "correction", "statistic", "places", "df", "p", "p_places"), PUBLISHED)
def test_published_value(table, correction, statistic, places, df, p, p_places):
    result = chi_square(table, correction)
    assert result.statistic == pytest.approx(statistic, abs=0.51 * 10**-places)
    assert result.p_value == pytest.approx(p, abs=0.51 * 10**-p_places)
    assert result.df == df
    assert result.n == np.sum(table)
    assert result.method == "asymptotic"


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_likelihood_ratio_by_definition(table):
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    assume(min(table.shape) >= 2)
    result = likelihood_ratio(table)
    expected = scipy_stats.contingency.expected_freq(table)
    statistic = 2 * np.sum(table * np.log(np.maximum(table, 1e-300) / expected), where=table > 0)
    assert result.statistic == pytest.approx(statistic, abs=1e-8)
    assert result.p_value == pytest.approx(scipy_stats.chi2.sf(statistic, result.df), abs=1e-9)


def test_likelihood_ratio_refuses_what_is_no_table():
    for table in ([[1, -1], [2, 3]], [[1, 0.5], [2, 3]], [[1, 2]], [[1, float("nan")], [2, 3]]):
        with pytest.raises(ValueError, match="expected"):
            likelihood_ratio(table)


def test_yates_only_for_two_by_two():
    with pytest.raises(ValueError, match="expected a 2 × 2 table"):
        chi_square([[1, 2, 3], [4, 5, 6]], "yates")


def test_unknown_correction_is_refused():
    with pytest.raises(ValueError, match="expected None"):
        chi_square([[1, 2], [3, 4]], "williams")


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_residuals_and_expected_counts_by_definition(table):
    assume((table.sum(axis=0) > 0).sum() >= 2 and (table.sum(axis=1) > 0).sum() >= 2)
    n, rows, columns = table.sum(), table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    expected = rows * columns / n
    assert expected_counts(table) == pytest.approx(expected)
    used = expected > 0
    residuals = standardised_residuals(table)
    assert np.isnan(residuals[~used]).all()
    spread = np.sqrt(expected * (1 - rows / n) * (1 - columns / n))
    assert (residuals * spread)[used] == pytest.approx((table - expected)[used])


def test_residual_of_two_by_two_squares_to_chi_square():
    # Haberman (1973): in a 2×2 table every adjusted residual squared is Pearson's statistic
    residuals = standardised_residuals([[7, 27], [1, 33]])
    assert residuals**2 == pytest.approx(np.full((2, 2), 5.100), abs=5e-4)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_cramers_v_by_definition(table):
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    assume(min(table.shape) >= 2)
    effect = cramers_v(table)
    assert effect.value == pytest.approx(scipy_stats.contingency.association(table, method="cramer"))
    statistic = chi_square(table).statistic
    df = (table.shape[0] - 1) * (table.shape[1] - 1)
    assert (effect.low is None) == (scipy_stats.chi2.sf(statistic, df) >= 0.975)
    if effect.low is None:
        assert (effect.high, effect.level) == (None, None)
        return
    assert 0 <= effect.low <= effect.value <= effect.high <= 1
    # the limits are noncentralities that put the observed statistic at the 97.5 % and 2.5 % quantile
    scale = table.sum() * (min(table.shape) - 1)
    for limit, chance in ((effect.low, 0.975), (effect.high, 0.025)):
        if 1e-6 < limit < 1 and limit != effect.value:
            found = scipy_stats.ncx2.cdf(statistic, df, limit**2 * scale)
            assert found == pytest.approx(chance, abs=1e-6)


def test_cramers_v_of_perfect_and_of_no_association():
    assert cramers_v(np.diag([10, 20, 30])).value == pytest.approx(1)
    assert cramers_v([[10, 20], [20, 40]]).value == pytest.approx(0)
    assert cramers_v([[10, 20], [20, 40]], bias_corrected=True).value == 0


def test_cramers_v_never_claims_a_certainty_or_leaves_its_own_interval():
    # no difference at all in 90 answers does not make V certain to be 0, which limits of 0 and 0 would say
    none = cramers_v([[10, 20], [20, 40]])
    assert (none.low, none.high, none.level) == (None, None, None)
    # chi-square 4 on 9 degrees of freedom: the noncentral limit lies below V = sqrt(4 / 2400)
    table = [[55, 50, 45, 50], [45, 50, 55, 50], [50, 55, 50, 45], [50, 45, 50, 55]]
    small = cramers_v(table)
    assert 0.9 < chi_square(table).p_value < 0.975
    assert small.low == 0
    assert small.high == small.value == pytest.approx((4 / 2400) ** 0.5)


def test_bias_corrected_cramers_v():
    # Bergsma (2013), by hand for [[7, 27], [1, 33]]: phi² = 5.1/68 - 1/67, over 1 - 1/67
    corrected = cramers_v([[7, 27], [1, 33]], bias_corrected=True)
    assert corrected.value == pytest.approx(((5.1 / 68 - 1 / 67) / (1 - 1 / 67)) ** 0.5, rel=1e-9)
    with pytest.raises(ValueError, match="between 0 and 1"):
        cramers_v([[7, 27], [1, 33]], level=95)
