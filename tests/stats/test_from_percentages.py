"""Printed percentages: possible counts, the range of p, and claims, against trying everything."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from svarbenk.stats import chi_square, from_percentages, possible_counts


def printed(x, n, decimals):
    """The percentage as printed, half up, in whole numbers: 62.5 becomes 63."""
    scale = 10**decimals
    units = (2 * 100 * x * scale + n) // (2 * n)
    return f"{units // scale},{units % scale:0{decimals}d}" if decimals else str(units)


def p_of(counts, sizes):
    table = np.column_stack([counts, np.subtract(sizes, counts)])
    if table.sum(axis=0).min() == 0:
        return 1.0
    return float(scipy_stats.chi2_contingency(table, correction=False).pvalue)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 400), st.integers(0, 2), st.data())
def test_grim_against_trying_every_count(n, decimals, data):
    units = data.draw(st.integers(0, 100 * 10**decimals))
    text = printed(units, 100 * 10**decimals, decimals)
    assert list(possible_counts(text, n, decimals)) == [x for x in range(n + 1) if printed(x, n, decimals) == text]


def test_grim_published():
    # Brown and Heathers (2017): a mean of 5.19 of 28 whole numbers is impossible, 5.18 and 5.21 are its neighbours
    result = from_percentages([19, 50], [28, 28])
    assert not result.possible
    assert result.p_value is None
    assert result.notes[0].values == {"groups": [0], "nearest": {0: [18.0, 21.0]}}
    assert result.judge("significant") == "impossible"


def test_half_is_rounded_up():
    assert list(possible_counts(63, 8)) == [5]
    assert list(possible_counts(62, 8)) == []
    assert list(possible_counts("12,5", 8, 1)) == [1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 260).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=3)
)
def test_the_range_of_p_against_trying_everything(groups):
    sizes = [n for _, n in groups]
    result = from_percentages([printed(x, n, 0) for x, n in groups], sizes)
    every = [p_of(counts, sizes) for counts in product(*result.counts)]
    assert result.p_value == pytest.approx((min(every), max(every)), rel=1e-9, abs=1e-300)
    assert [x in possible for (x, _), possible in zip(groups, result.counts, strict=True)] == [True] * len(groups)
    for table, p in zip(result.tables, result.p_value, strict=True):
        assert p_of(table[:, 0], sizes) == pytest.approx(p, rel=1e-9, abs=1e-300)
    order = [*range(1, len(groups)), 0]
    turned = from_percentages([printed(*groups[i], 0) for i in order], [sizes[i] for i in order])
    assert turned.p_value == pytest.approx(result.p_value, rel=1e-9, abs=1e-300)


def test_small_groups_leave_one_table_and_its_p():
    result = from_percentages([33, 70], 30)
    assert result.p_value[0] == result.p_value[1] == pytest.approx(chi_square([[10, 20], [21, 9]]).p_value)
    assert (result.df, result.n) == (1, (30, 30))


def test_six_large_groups_are_no_trouble():
    # 200 possible counts in each of six groups: 6.4e13 tables
    result = from_percentages([50, 50, 51, 51, 50, 51], 20_000)
    # exactly 50,5 % is printed as 51, so 50 and 51 can be one answer apart
    assert result.p_value[0] < 1e-8
    assert result.p_value[1] > 0.999


@pytest.mark.parametrize(
    ("percent", "n", "significant", "not_significant"),
    [
        ([40, 60], 200, "holds", "cannot_hold"),
        ([50, 52], 200, "cannot_hold", "holds"),
        # 98–100 and 120–122 of 220: p from 0.022 to 0.057
        ([45, 55], 220, "cannot_be_settled", "cannot_be_settled"),
    ],
)
def test_claims_are_judged(percent, n, significant, not_significant):
    result = from_percentages(percent, n)
    assert (result.judge("significant"), result.judge("not_significant")) == (significant, not_significant)


def test_nobody_anywhere_is_no_difference():
    result = from_percentages([0, 0], [20, 30])
    assert (result.statistic, result.p_value) == ((0.0, 0.0), (1.0, 1.0))
    assert result.notes[0].code == "expected_below_5"


@pytest.mark.parametrize(
    ("percent", "n", "decimals"),
    [
        ([50], 10, 0),
        ([50] * 17, 10, 0),
        ([50, 101], 10, 0),
        ([50, -1], 10, 0),
        ([50, 62.5], 10, 0),
        ([50, "mange"], 10, 0),
        ([50, float("nan")], 10, 0),
        ([50, 60], [10], 0),
        ([50, 60], [10, 0], 0),
        ([50, 60], [10, 10.5], 0),
        ([50, 60], [10, "10"], 0),
        ([50, 60], 10, -1),
        ([50, 60], 10, 1.5),
        ([50, 60], 10, True),
        ([50, 60], None, 0),
        ([50, 60], [10, None], 0),
        # a text is no list of its digits
        ("50", 10, 0),
        (50, 10, 0),
    ],
)
def test_from_percentages_refuses(percent, n, decimals):
    with pytest.raises(ValueError, match="expected"):
        from_percentages(percent, n, decimals)


def test_judge_refuses():
    result = from_percentages([50, 60], 10)
    with pytest.raises(ValueError, match='expected "significant"'):
        result.judge("ikke signifikant")
    with pytest.raises(ValueError, match="between 0 and 1"):
        result.judge("significant", level=5)
