"""A proportion against a standard: published intervals, and p by adding up the binomial itself."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from svarbenk import stats


def by_hand(x: int, n: int, standard: Fraction) -> float:
    """Add up the probabilities that are no larger than that of ``x``, in fractions."""
    chance = [comb(n, k) * standard**k * (1 - standard) ** (n - k) for k in range(n + 1)]
    return float(sum(each for each in chance if each <= chance[x]))


def test_the_telephone_check_of_bergen():
    # shared/sources/bergen-2022.md §3.4: 25 of 40 within two minutes; 45.8–77.3 %, two-sided p = 0.0094 against 80 %
    found = stats.binomial_test(25, 40, 0.8)
    assert found.p_value == pytest.approx(0.0094, abs=5e-5)
    assert (100 * found.effect.low, 100 * found.effect.high) == pytest.approx((45.8, 77.3), abs=0.05)
    assert found.method == "exact"
    # 35 of 39 offices within five working days: 75.8–97.1 %
    within = stats.binomial_test(35, 39, 0.8).effect
    assert (100 * within.low, 100 * within.high) == pytest.approx((75.8, 97.1), abs=0.05)


@given(st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(1, 19))
def test_p_is_the_sum_of_what_is_no_more_likely(counts, twentieths):
    x, n = counts
    standard = Fraction(twentieths, 20)
    assert stats.binomial_test(x, n, float(standard)).p_value == pytest.approx(by_hand(x, n, standard), rel=1e-7)


@pytest.mark.parametrize(
    ("x", "n", "standard"), [(5, 4, 0.8), (-1, 4, 0.8), (2.5, 4, 0.8), (0, 0, 0.8), (2, 4, 80), (2, 4, 0)]
)
def test_what_cannot_be_is_refused(x, n, standard):
    with pytest.raises(ValueError, match="expected"):
        stats.binomial_test(x, n, standard)
