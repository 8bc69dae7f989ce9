"""What difference so many answers could have found."""

import numpy as np
import pytest
from scipy import stats as scipy_stats
from statsmodels.stats.power import GofChisquarePower
from svarbenk.stats import (
    mcnemar,
    power_of_two_shares,
    smallest_cramers_v,
    smallest_difference,
    smallest_paired_difference,
)


def test_power_as_r_documents_it():
    # R, ?power.prop.test: power.prop.test(n = 50, p1 = .50, p2 = .75) ## => power = 0.740
    assert power_of_two_shares(0.50, 0.75, 50, 50) == pytest.approx(0.740, abs=5e-4)
    # power.prop.test(p1 = .50, p2 = .75, power = .90) # => n = 76.7
    assert power_of_two_shares(0.50, 0.75, 76, 76) < 0.90 < power_of_two_shares(0.50, 0.75, 77, 77)


def test_the_smallest_difference_has_the_power_that_was_asked_for():
    below, above = smallest_difference(0.5, 50, 50, power=0.90)
    assert below == pytest.approx(1 - above, abs=1e-8)
    assert power_of_two_shares(0.5, above, 50, 50) == pytest.approx(0.90, abs=1e-8)
    low, high = smallest_difference(0.22, 912, 880)
    for share in (low, high):
        assert power_of_two_shares(0.22, share, 912, 880) == pytest.approx(0.80, abs=1e-8)
    assert low < 0.22 < high


def test_where_no_difference_is_large_enough():
    # R, ?power.prop.test: between p1 = 0.9 and 1 there is no p2 that 30 a group would tell with a power of 0.80
    assert smallest_difference(0.9, 30, 30)[1] is None
    assert smallest_difference(0.9, 74, 74)[1] == pytest.approx(1, abs=0.01)
    assert smallest_difference(0.5, 2, 2) == (None, None)
    assert smallest_difference(1, 40, 40)[1] is None
    assert smallest_cramers_v((2, 2), 5) is None
    assert smallest_paired_difference(0.1, 10) is None
    assert smallest_paired_difference(0, 100) is None


def test_the_test_finds_that_difference_four_times_of_five():
    share = smallest_difference(0.3, 120, 150)[1]
    first, second = (scipy_stats.binom.pmf(np.arange(n + 1), n, p) for n, p in ((120, 0.3), (150, share)))
    x, y = np.meshgrid(np.arange(121), np.arange(151), indexing="ij")
    pooled = (x + y) / 270
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (x / 120 - y / 150) / np.sqrt(pooled * (1 - pooled) * (1 / 120 + 1 / 150))
    found = (first[:, None] * second)[np.abs(np.nan_to_num(z)) > 1.959964].sum()
    assert found == pytest.approx(0.80, abs=0.02)


def test_the_smallest_association():
    w = GofChisquarePower().solve_power(nobs=200, n_bins=7, alpha=0.05, power=0.80)
    assert smallest_cramers_v((3, 4), 200) * np.sqrt(2) == pytest.approx(w, abs=1e-5)
    # Cohen (1988), table 7.3.15: w = .30, two by two, power .80 at .05 takes 87
    assert smallest_cramers_v((2, 2), 87) == pytest.approx(0.30, abs=0.002)


def test_mcnemars_test_finds_the_smallest_change():
    n, changed = 200, 0.3
    least = smallest_paired_difference(changed, n)
    away, back = (changed + least) / 2, (changed - least) / 2
    draws = np.random.default_rng(7).multinomial(n, [away, back, 1 - changed], size=4000)
    found = np.mean([mcnemar([[9, a], [b, 9]], "asymptotic").p_value < 0.05 for a, b, _ in draws[:1500]])
    assert found == pytest.approx(0.80, abs=0.04)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: power_of_two_shares(1.2, 0.5, 10, 10),
        lambda: power_of_two_shares(0.2, 0.5, 0, 10),
        lambda: smallest_difference(0.5, 10, 10, power=1.5),
        lambda: smallest_cramers_v((1, 2), 10),
        lambda: smallest_paired_difference(2, 10),
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="expected"):
        wrong()
