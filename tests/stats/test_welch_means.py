"""Welch's tests against published values and against the formulas worked out by hand."""

import numpy as np
import pytest
from scipy import stats as reference
from svarbenk import stats

# Student's sleep data (Cushny and Peebles 1905), the two-sample example of R's t.test: t = -1.8608, df = 17.776,
# p = 0.07939, interval -3.3655 to 0.2055 of the first minus the second mean
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_two_groups_are_those_of_r():
    found = stats.welch([FIRST, SECOND])
    assert found.test == "welch_t"
    assert found.statistic == pytest.approx(1.8608, abs=5e-5)
    assert found.df == pytest.approx(17.776, abs=5e-4)
    assert found.p_value == pytest.approx(0.07939, abs=5e-6)
    assert (found.effect.low, found.effect.high) == pytest.approx((-0.2054832, 3.3654832), abs=1e-6)
    assert found.effect.value == pytest.approx(1.58)


def by_hand(groups):
    """Welch (1951): F, its degrees of freedom and p from means, variances and sizes."""
    n = np.array([len(group) for group in groups])
    mean = np.array([np.mean(group) for group in groups])
    weight = n / np.array([np.var(group, ddof=1) for group in groups])
    k, grand = len(groups), (weight @ mean) / weight.sum()
    spread = ((1 - weight / weight.sum()) ** 2 / (n - 1)).sum()
    f = (weight @ (mean - grand) ** 2) / (k - 1) / (1 + 2 * (k - 2) / (k**2 - 1) * spread)
    second = (k**2 - 1) / (3 * spread)
    return f, second, reference.f.sf(f, k - 1, second)


def test_several_groups_are_welchs_formula():
    rng = np.random.default_rng(7)
    groups = [rng.normal(mean, sd, size) for mean, sd, size in ((50, 9, 60), (48, 12, 31), (45, 6, 40))]
    found = stats.welch(groups)
    f, second, p = by_hand(groups)
    assert (found.test, found.df, found.n) == ("welch_anova", 2, 131)
    assert found.statistic == pytest.approx(f)
    assert found.df_denominator == pytest.approx(second)
    assert found.p_value == pytest.approx(p)


def test_what_has_no_spread_is_refused():
    with pytest.raises(stats.DegenerateTable):
        stats.welch([[1, 2, 3], [4]])
    with pytest.raises(stats.DegenerateTable):
        stats.welch([[2, 2], [2, 2]])
    with pytest.raises(ValueError, match="finite"):
        stats.welch([[1, 2], [3, np.nan]])
