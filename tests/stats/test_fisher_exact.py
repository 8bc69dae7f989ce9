"""What must hold for Fisher's exact test whatever the table."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from svarbenk.stats import fisher_exact
from svarbenk.stats.exact_plan import every_plan
from svarbenk.stats.exact_rxc import follow
from svarbenk.stats.margins import Budget

from .every_table import exact_p_by_listing
from .helse_nord import PRINTED

SHAPES = st.tuples(st.integers(2, 4), st.integers(2, 4))


def tables(most, shapes=SHAPES):
    return shapes.flatmap(lambda shape: arrays(np.int64, shape, elements=st.integers(0, most)))


def usable(table):
    assume((table.sum(axis=0) > 0).sum() >= 2 and (table.sum(axis=1) > 0).sum() >= 2)


@settings(max_examples=120, deadline=None)
@given(tables(3, st.sampled_from([(2, 2), (2, 3), (3, 2), (3, 3), (2, 5), (4, 2)])))
def test_equals_listing_every_table(table):
    usable(table)
    assert fisher_exact(table).p_value == pytest.approx(exact_p_by_listing(table), rel=1e-9)


@pytest.mark.parametrize(
    "table",
    [
        # ties: many tables with the very same probability
        [[2, 1, 1], [1, 2, 1], [1, 1, 2]],
        [[4, 0], [0, 4], [2, 2]],
        [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]],
        # one table alone in the tail
        [[12, 0, 0], [0, 9, 0], [0, 0, 7]],
        [[5, 0, 1, 0, 2], [0, 3, 0, 1, 0], [1, 0, 2, 0, 1]],
        [[1, 0, 1], [0, 1, 2], [3, 0, 0], [0, 2, 0], [1, 1, 1], [0, 0, 2]],
    ],
)
def test_equals_listing_on_awkward_tables(table):
    assert fisher_exact(table).p_value == pytest.approx(exact_p_by_listing(table), rel=1e-9)


def test_smallest_p_keeps_its_digits():
    # the most extreme table of its margins but for exchanging groups of equal size: 3! tables of one chance
    table = np.diag([20, 20, 20])
    chance = scipy_stats.multivariate_hypergeom.pmf([20, 0, 0], [20, 20, 20], 20)
    chance *= scipy_stats.hypergeom.pmf(20, 40, 20, 20)
    assert fisher_exact(table).p_value == pytest.approx(6 * chance, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(arrays(np.int64, (2, 2), elements=st.integers(0, 200)))
def test_equals_scipy_on_two_by_two(table):
    usable(table)
    assert fisher_exact(table).p_value == pytest.approx(scipy_stats.fisher_exact(table).pvalue, rel=1e-8)


@settings(max_examples=60, deadline=None)
@given(tables(6), st.randoms(use_true_random=False))
def test_order_and_orientation_change_nothing(table, random):
    usable(table)
    p = fisher_exact(table).p_value
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    assert fisher_exact(table[rows][:, columns]).p_value == pytest.approx(p, rel=1e-10)
    assert fisher_exact(table.T).p_value == pytest.approx(p, rel=1e-10)


@settings(max_examples=30, deadline=None)
@given(tables(6))
def test_same_result_twice(table):
    usable(table)
    assert fisher_exact(table) == fisher_exact(table)
    assert fisher_exact(table, "monte_carlo", resamples=500) == fisher_exact(table, "monte_carlo", resamples=500)


@pytest.mark.parametrize("key", list(PRINTED), ids=" ".join)
def test_random_tables_agree_with_the_exact_value(key):
    table, _ = PRINTED[key]
    low, high = fisher_exact(table, "monte_carlo", resamples=50_000, seed=3).p_interval
    # 26 intervals of 99 % each: widened by half, so that none misses by chance
    slack = (high - low) / 4
    assert low - slack <= fisher_exact(table).p_value <= high + slack


@pytest.mark.parametrize("method", ["auto", "exact"])
def test_too_large_for_the_budget_turns_to_random_tables(method):
    table, _ = PRINTED["10.7", "folketall"]
    result = fisher_exact(table, method, budget=1000, resamples=20_000)
    assert result.method == "monte_carlo"
    assert result.resamples == 20_000
    assert result.p_interval[0] <= fisher_exact(table).p_value <= result.p_interval[1]
    assert [note.code for note in result.notes] == ["budget_exceeded"]
    assert result.notes[0].values == {"budget": 1000}


@pytest.mark.parametrize(
    ("shape", "n"), [((6, 3), 551), ((4, 4), 784), ((6, 4), 300), ((12, 9), 4000), ((2, 2), 9_000_000)]
)
def test_no_size_raises(shape, n):
    rng = np.random.default_rng(7)
    table = rng.multinomial(n, np.full(np.prod(shape), 1 / np.prod(shape))).reshape(shape)
    result = fisher_exact(table, resamples=2000)
    assert 0 < result.p_value <= 1
    assert (result.method == "monte_carlo") == (result.p_interval is not None)


@pytest.mark.parametrize("key", [("10.2", "folketall"), ("10.5", "sentralitet"), ("10.7", "sentralitet")])
def test_every_way_of_cutting_the_table_gives_the_same(key):
    # rows or columns as states, each cut: different arithmetic for one number
    table = np.array(PRINTED[key][0])
    table = table[:, table.sum(axis=0) > 0]
    plans = every_plan(table.sum(axis=1), table.sum(axis=0))
    assert len(plans) >= 6
    values = [follow(plan, table, Budget(1e8)) for plan in plans]
    assert values == pytest.approx([values[0]] * len(values), rel=1e-11)


def test_empty_rows_and_columns_are_dropped_and_said():
    with_empty = [[7, 0, 27], [0, 0, 0], [1, 0, 33]]
    result = fisher_exact(with_empty)
    assert as_code_and_values(result) == [("dropped_empty", {"rows": 1, "columns": 1})]
    assert result.p_value == fisher_exact([[7, 27], [1, 33]]).p_value


def as_code_and_values(result):
    return [(note.code, note.values) for note in result.notes]


@pytest.mark.parametrize("kwargs", [{"method": "guess"}, {"method": "monte_carlo", "resamples": 0}])
def test_unknown_argument_is_refused(kwargs):
    with pytest.raises(ValueError, match="expected"):
        fisher_exact([[3, 1], [1, 3]], **kwargs)
