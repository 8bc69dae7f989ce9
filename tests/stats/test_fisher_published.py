"""Fisher's exact test against published p-values."""

import numpy as np
import pytest
from scipy.special import gammaln
from scipy.stats import contingency
from svarbenk.stats import fisher_exact

from .every_table import exact_p_by_listing
from .helse_nord import NOT_FISHER, PRINTED

# Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), unless another is named
PUBLISHED = [
    ([[0, 16], [15, 57]], "0.06287"),
    ([[7, 27], [1, 33]], "0.05440"),
    ([[3, 1], [1, 3]], "0.48571"),
    ([[40, 25], [54, 7], [63, 10]], "0.0002711"),
    ([[22, 4, 12], [24, 9, 10], [51, 7, 6]], "0.0186986"),
    # Agresti, Categorical Data Analysis (2002)
    ([[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]], "0.231518"),
]


def as_printed(p, printed):
    """Whether p rounds to the printed value."""
    if printed.startswith("<"):
        return p < float(printed[1:])
    decimals = len(printed.split(".")[1])
    return abs(p - float(printed)) <= 0.5 * 10**-decimals * (1 + 1e-9)


@pytest.mark.parametrize(("table", "printed"), PUBLISHED, ids=lambda value: str(value)[:24])
def test_textbook_value(table, printed):
    result = fisher_exact(table)
    assert result.method == "exact"
    assert as_printed(result.p_value, printed), result.p_value


@pytest.mark.parametrize(
    ("table", "printed"),
    # Fagerland, Lydersen and Laake (2017)
    [([[0, 16], [15, 57]], "0.04466"), ([[7, 27], [1, 33]], "0.02966"), ([[3, 1], [1, 3]], "0.25714")],
)
def test_mid_p(table, printed):
    result = fisher_exact(table, mid_p=True)
    assert (result.test, result.method) == ("fisher_mid_p", "exact")
    assert as_printed(result.p_value, printed), result.p_value


def test_mid_p_is_for_two_by_two():
    with pytest.raises(ValueError, match="expected a 2 × 2 table"):
        fisher_exact([[1, 2, 3], [3, 2, 1]], mid_p=True)


@pytest.mark.parametrize("key", [k for k in PRINTED if k not in NOT_FISHER], ids=" ".join)
def test_helse_nord_printed_value(key):
    table, printed = PRINTED[key]
    result = fisher_exact(table)
    assert result.method == "exact"
    if printed is not None:
        assert as_printed(result.p_value, printed), result.p_value


def test_large_and_lopsided_table():
    # Alcohol and malformation, Agresti (Categorical Data Analysis): absent and present; 0.03337 is published.
    # Listing the three million tables says 0.033365, so the last published digit is rounded up.
    absent, present = [17066, 14464, 788, 126, 37], [48, 38, 5, 1, 1]
    result = fisher_exact([absent, present])
    assert result.method == "exact"
    assert result.p_value == pytest.approx(0.03337, abs=1e-5)
    # the sum over 94**5 / 2 large logarithms keeps nine digits
    assert result.p_value == pytest.approx(two_row_p_by_listing(absent, present), rel=1e-8)


def two_row_p_by_listing(first, second):
    """P-value of a table with two rows and five columns by going through every second row."""
    totals, k = np.add(first, second), sum(second)
    x = np.arange(k + 1)
    left = np.maximum(totals[:, None] - x, 0)
    log_ways = gammaln(totals + 1)[:, None] - gammaln(x + 1) - gammaln(left + 1)
    log_ways[x > totals[:, None]] = -np.inf
    observed = sum(log_ways[j, second[j]] for j in range(5))
    as_probable, everything = 0.0, 0.0
    for a in range(k + 1):
        for b in range(k - a + 1):
            rest = k - a - b
            last = rest - x[: rest + 1, None] - x[None, : rest + 1]
            value = log_ways[4][a] + log_ways[3][b] + log_ways[2][: rest + 1, None]
            value = value + log_ways[1][None, : rest + 1]
            value += np.where(last >= 0, log_ways[0][np.maximum(last, 0)], -np.inf)
            chance = np.exp(value - observed)
            everything += chance.sum()
            as_probable += chance[value <= observed + 1e-7].sum()
    return as_probable / everything


def pearson(table):
    expected = contingency.expected_freq(table)
    return ((table - expected) ** 2 / expected).sum()


def likelihood_ratio(table):
    expected = contingency.expected_freq(table)
    return 2 * (table * np.log(np.maximum(table, 1) / expected)).sum()


@pytest.mark.slow
def test_helse_nord_10_14_prints_the_exact_pearson_test():
    # the observed table is the most probable one, so Fisher's p is 1; 0.969 is the exact p of chi-square
    table, printed = PRINTED["10.14", "sentralitet"]
    assert fisher_exact(table).p_value == pytest.approx(1.0, rel=1e-9)
    assert as_printed(exact_p_by_listing(table, pearson), printed)


def test_helse_nord_10_15_prints_the_exact_likelihood_ratio_test():
    # Fisher's p by listing every table is 0.00879; 0.006 is the exact p of the likelihood-ratio statistic
    table, printed = PRINTED["10.15", "folketall"]
    assert fisher_exact(table).p_value == pytest.approx(exact_p_by_listing(table), rel=1e-9)
    assert as_printed(exact_p_by_listing(table, likelihood_ratio), printed)


def test_helse_nord_12_1_prints_a_rounded_bound():
    # printed "< 0,001"; by listing every table p is 0.00109, which rounds to 0.001 and is not below it
    table, _ = PRINTED["12.1", "sentralitet"]
    assert fisher_exact(table).p_value == pytest.approx(exact_p_by_listing(table), rel=1e-9)
    assert as_printed(fisher_exact(table).p_value, "0.001")


def test_helse_nord_10_13_needs_the_corrected_count():
    # with the printed 19 instead of 9 the p-value would be below 0.001, and 0.010 is printed
    misprinted = [[2, 0], [19, 0], [17, 1], [30, 17]]
    assert not as_printed(fisher_exact(misprinted).p_value, "0.010")
