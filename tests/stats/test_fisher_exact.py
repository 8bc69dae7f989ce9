"""What must hold for Fisher's exact test whatever the table."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from svarbenk.stats import fisher_exact
from svarbenk.stats.budget import Budget
from svarbenk.stats.exact_plan import cheapest_plan, every_plan
from svarbenk.stats.exact_rxc import exact_p, follow
from svarbenk.stats.factorials import log_factorials
from svarbenk.stats.tail_bound import value_beyond

from .every_table import every_table, exact_p_by_listing, probability
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
        # the most probable table
        [[1, 1], [1, 1]],
        [[2, 2, 2], [3, 3, 3]],
    ],
)
def test_equals_listing_on_awkward_tables(table):
    assert fisher_exact(table).p_value == pytest.approx(exact_p_by_listing(table), rel=1e-9)


@pytest.mark.parametrize(
    "margins", [((3, 4), (2, 5)), ((3, 3, 2), (4, 2, 2)), ((2, 2, 3), (3, 2, 1, 1)), ((5, 4), (3, 3, 3))]
)
def test_the_p_values_of_all_tables_are_the_distribution_of_p(margins):
    # the probability of a p-value of at most p is p, and that of any p-value is 1
    tables = list(every_table(*margins))
    p = np.array([fisher_exact(table).p_value for table in tables])
    chances = np.array([float(probability(table)) for table in tables])
    assert p.max() == pytest.approx(1, rel=1e-12)
    assert [chances[p <= own * (1 + 1e-9)].sum() for own in p] == pytest.approx(p.tolist(), rel=1e-9)


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


def test_a_state_of_which_nothing_is_left_is_no_trouble():
    # the bounds let a way through here that holds no table below the limit
    table = [[4, 4, 0, 6], [4, 4, 6, 4], [1, 5, 6, 4], [6, 4, 4, 4]]
    assert fisher_exact(table).p_value == pytest.approx(fisher_exact(np.transpose(table)).p_value, rel=1e-12)


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
    assert (result.resamples, result.seed) == (20_000, 2025)
    assert result.p_interval[0] <= fisher_exact(table).p_value <= result.p_interval[1]
    assert [note.code for note in result.notes] == ["budget_exceeded"]
    assert result.notes[0].values == {"budget": 1000}


SIZES = [((6, 3), 551), ((4, 4), 784), ((6, 4), 300), ((12, 9), 4000), ((3, 2), 20_000), ((2, 2), 3_000_000)]


@pytest.mark.parametrize(("shape", "n"), SIZES)
@pytest.mark.parametrize("dependent", [False, True])
def test_no_size_raises(shape, n, dependent):
    rng = np.random.default_rng(7)
    chances = rng.dirichlet(np.full(np.prod(shape), 3.0)) if dependent else np.full(np.prod(shape), 1 / np.prod(shape))
    table = rng.multinomial(n, chances).reshape(shape)
    result = fisher_exact(table, resamples=2000, budget=1e7)
    assert 0 < result.p_value <= 1
    assert (result.method == "monte_carlo") == (result.p_interval is not None)


def test_a_table_that_is_too_much_for_r_is_exact():
    # R 4.2.2 stops at 6×3 with n = 551 ("FEXACT error 7"); random tables have the last word
    rng = np.random.default_rng(1)
    table = rng.multinomial(551, np.outer([0.3, 0.2, 0.2, 0.1, 0.1, 0.1], [0.5, 0.3, 0.2]).ravel()).reshape(6, 3)
    result = fisher_exact(table)
    assert result.method == "exact"
    low, high = fisher_exact(table, "monte_carlo", seed=4).p_interval
    assert low <= result.p_value <= high


@pytest.mark.parametrize(
    "table",
    [
        [[30, 12, 9], [14, 22, 17], [8, 19, 25]],
        [[30, 22, 41, 18, 25], [11, 30, 16, 33, 20]],
        [[40, 21], [17, 37], [19, 29]],
        [[700, 420], [610, 520], [300, 250]],
    ],
)
def test_the_tail_and_what_is_left_of_one_agree(table):
    # p-values about where one way of computing hands over to the other
    table = np.array(table)
    margins, value = (table.sum(axis=1), table.sum(axis=0)), log_factorials(1000)[table].sum()
    rest = follow(cheapest_plan(*margins, value), table, Budget(1e8), at_most_as_probable=False)
    beyond = value_beyond(*margins, log_factorials(2000), np.log(1e-18))
    tail = follow(cheapest_plan(*margins, beyond), table, Budget(1e8), at_most_as_probable=True)
    assert 1e-7 < tail < 1e-2
    assert 1 - rest == pytest.approx(tail, abs=1e-14)


@pytest.mark.parametrize("key", [("10.2", "sentralitet"), ("10.8", "sentralitet"), ("12.1", "sentralitet")])
@pytest.mark.parametrize("log_chance", [-3.0, -10.0, -20.0])
def test_what_is_left_out_is_no_more_than_was_proved(key, log_chance):
    table = np.array(PRINTED[key][0])
    margins, logs = (table.sum(axis=1), table.sum(axis=0)), log_factorials(99)
    beyond = value_beyond(*margins, logs, log_chance)
    # the tables at most as probable up to the limit, and all the more probable ones
    kept = follow(cheapest_plan(*margins, beyond), table, Budget(1e8), at_most_as_probable=True)
    kept += follow(cheapest_plan(*margins, logs[table].sum()), table, Budget(1e8), at_most_as_probable=False)
    assert 1 - kept <= np.exp(log_chance)


@pytest.mark.parametrize("key", [("10.2", "folketall"), ("10.5", "sentralitet"), ("10.7", "sentralitet")])
def test_every_way_of_cutting_the_table_gives_the_same(key):
    # rows or columns as states, each cut, the tail or what is not the tail: different arithmetic for one number
    table = np.array(PRINTED[key][0])
    table = table[:, table.sum(axis=0) > 0]
    margins, observed = (table.sum(axis=1), table.sum(axis=0)), log_factorials(99)[table].sum()
    everything = log_factorials(99)[margins[1]].sum() + 1
    tails = [follow(plan, table, Budget(1e8), at_most_as_probable=True) for plan in every_plan(*margins, everything)]
    rests = [follow(plan, table, Budget(1e8), at_most_as_probable=False) for plan in every_plan(*margins, observed)]
    assert len(tails) >= 6
    assert tails == pytest.approx([tails[0]] * len(tails), rel=1e-12)
    assert rests == pytest.approx([1 - tails[0]] * len(rests), abs=1e-14)


@settings(max_examples=25, deadline=None)
@given(tables(60, st.sampled_from([(2, 3), (3, 3), (2, 4)])))
def test_larger_tables_by_another_route(table):
    # the p-value as the sum over all tables of two rows or columns split off, each by scipy's hypergeometric
    usable(table)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    assume(table.shape[0] == 2)
    assert exact_p(table, 1e9) == pytest.approx(two_row_p(table), rel=1e-9)


def two_row_p(table):
    totals, part = table.sum(axis=0), int(table[0].sum())
    grids = np.meshgrid(*[np.arange(total + 1) for total in totals[:-1]], indexing="ij")
    first = np.column_stack([grid.ravel() for grid in grids])
    last = part - first.sum(axis=1)
    fits = (last >= 0) & (last <= totals[-1])
    first = np.column_stack([first, last])[fits]
    chances = scipy_stats.multivariate_hypergeom.pmf(first, totals, part)
    observed = scipy_stats.multivariate_hypergeom.pmf(table[0], totals, part)
    return chances[chances <= observed * (1 + 1e-7)].sum()


@pytest.mark.parametrize(
    ("table", "p"),
    # R 4.2.2: fisher.test(matrix(c(...), nrow=r, byrow=TRUE), workspace=2e7)$p.value. R takes paths of nearly equal
    # length as one, which shows in the ninth to twelfth digit.
    [
        ([[30, 12, 9], [14, 22, 17], [8, 19, 25]], 4.92470180992945e-05),
        ([[12, 9, 14, 10], [8, 15, 9, 12], [11, 10, 13, 7], [10, 12, 9, 16]], 0.561972147883687),
        ([[60, 12, 9], [14, 62, 17], [8, 19, 65]], 5.36533016891318e-33),
        ([[20, 5, 8], [9, 17, 6], [7, 7, 19], [12, 10, 10], [4, 15, 14]], 8.75346127006721e-05),
    ],
)
def test_agrees_with_r(table, p):
    assert fisher_exact(table).p_value == pytest.approx(p, rel=1e-8)


def test_small_p_of_a_large_table_leaves_out_nothing_that_matters():
    # far in the tail most of the tables are left out, which must not show in the ninth digit: the table of
    # three equal blocks has 3! equals, each with a probability that can be written down
    table = np.diag([100, 90, 80])
    chance = scipy_stats.multivariate_hypergeom.logpmf([100, 0, 0], [100, 90, 80], 100)
    chance += scipy_stats.hypergeom.logpmf(90, 170, 90, 90)
    assert fisher_exact(table).p_value == pytest.approx(np.exp(chance), rel=1e-8)


def test_empty_rows_and_columns_are_dropped_and_said():
    with_empty = [[7, 0, 27], [0, 0, 0], [1, 0, 33]]
    result = fisher_exact(with_empty)
    assert as_code_and_values(result) == [("dropped_empty", {"rows": 1, "columns": 1})]
    assert result.p_value == fisher_exact([[7, 27], [1, 33]]).p_value


def as_code_and_values(result):
    return [(note.code, note.values) for note in result.notes]


REFUSED = [{"method": "guess"}, {"method": None}]
REFUSED += [{"resamples": wrong} for wrong in (0, 1.5, float("nan"), "many", None)]
# without a seed the same call would give another p-value each time
REFUSED += [{"seed": wrong} for wrong in (None, -1, 0.5, "a")]
REFUSED += [{"budget": wrong} for wrong in (0, -1, float("nan"), "much")]


@pytest.mark.parametrize("kwargs", REFUSED, ids=str)
def test_unknown_argument_is_refused(kwargs):
    with pytest.raises(ValueError, match="expected"):
        fisher_exact([[3, 1], [1, 3]], **kwargs)


def test_cramers_v_has_an_interval_only_where_chi_square_would_hold():
    # Helse Nord 2019, table 10.9 by folketall: the chi-square interval would be 0–0 around V = 0.08
    sparse = fisher_exact([[1, 4], [2, 5], [2, 8], [5, 22], [5, 24]])
    assert (sparse.effect.low, sparse.effect.high, sparse.effect.level) == (None, None, None)
    ample = fisher_exact([[40, 25], [54, 7], [63, 10]])
    assert ample.effect.low <= ample.effect.value <= ample.effect.high
