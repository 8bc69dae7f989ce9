"""Equal differences between proportions, held against a regression with interaction and against worked sums."""

import numpy as np
import pytest
import statsmodels.api as sm
from svarbenk import stats

# Evalueringsrapport IV, l. 598: 31 → 45, 32 → 43 and 20 → 24 per cent, with n as in the stand-in answers.
BEFORE, AFTER = [(283, 913), (64, 200), (45, 225)], [(320, 712), (52, 120), (25, 104)]


def by_regression(before, after):
    """Wald's test of the interaction in a linear model of the shares, each weighted by its inverse variance."""
    shares = np.array([x / n for x, n in (*before, *after)])
    variances = shares * (1 - shares) / np.array([n for _, n in (*before, *after)])
    k = len(before)
    groups = np.vstack([np.eye(k), np.eye(k)])
    late = np.repeat([0.0, 1.0], k)[:, None]
    design = np.hstack([groups, late, groups[:, 1:] * late])
    fit = sm.WLS(shares, design, weights=1 / variances).fit(cov_type="fixed scale", cov_kwds={"scale": 1})
    contrast = np.zeros((k - 1, design.shape[1]))
    contrast[:, -(k - 1) :] = np.eye(k - 1)
    return float(np.squeeze(fit.wald_test(contrast, use_f=False, scalar=True).statistic))


def test_it_is_the_test_of_interaction():
    found = stats.equal_differences(BEFORE, AFTER)
    assert found.statistic == pytest.approx(by_regression(BEFORE, AFTER), rel=1e-6)
    assert found.df == 2
    assert found.n == 2274


def test_two_groups_by_hand():
    # differences 0.2 and 0.4, variances 0.5·0.5/100 + 0.7·0.3/100 = 0.0046 and 0.0025 + 0.0009 = 0.0034
    found = stats.equal_differences([(50, 100), (50, 100)], [(70, 100), (90, 100)])
    assert found.statistic == pytest.approx(0.2**2 / (0.0046 + 0.0034))
    assert found.p_value == pytest.approx(0.02535, abs=5e-5)


def test_equal_changes_are_equal():
    assert stats.equal_differences([(20, 100), (40, 200)], [(40, 100), (80, 200)]).p_value == pytest.approx(1)


def test_a_group_without_variation_is_left_out_and_told():
    found = stats.equal_differences([(0, 10), *BEFORE], [(10, 10), *AFTER])
    assert found.statistic == pytest.approx(stats.equal_differences(BEFORE, AFTER).statistic)
    assert found.notes[0].values == {"rows": 1, "columns": 0}


def test_what_cannot_be_tested_is_refused():
    with pytest.raises(stats.DegenerateTable):
        stats.equal_differences([(0, 10), (5, 10)], [(0, 10), (6, 10)])
    with pytest.raises(ValueError, match="expected as many"):
        stats.equal_differences([(1, 10)], [])
    with pytest.raises(ValueError, match="0 ≤ x ≤ n"):
        stats.equal_differences([(11, 10), (1, 2)], [(1, 10), (1, 2)])
