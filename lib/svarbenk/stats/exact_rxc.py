"""The exact probability of Fisher, Freeman and Halton for an r×c table.

The columns of the table are cut into a left and a right part. What the two can look like is worked out once for
every state of the rows (`layers`), and for each way to share the rows between them a search in the sorted right
values finds how much probability lies below that of the observed table. No table is ever listed, and what
cannot be more probable than the observed table is left out at the root (`bounds`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from scipy import stats

from .bounds import LARGEST_PLAIN, Choices
from .budget import LARGEST_BLOCK, Budget, BudgetSpentError
from .exact_plan import Plan, cheapest_plan
from .factorials import code_table, fixed_error, fixed_log_factorials, log_factorials, looked_up
from .layers import Layer, States, Tables
from .margins import Splits, splits, weights
from .segments import pieces, running_sums, unroll
from .tail_bound import value_beyond

# Tables at most this much more probable than the observed one count as ties (as R's fisher.test has it).
TIE_TOLERANCE = 1e-7

# A plan that seems to need this many times the budget is not begun.
HOPELESS = 4.0

# One minus the probability of the more probable tables is off by some 1e-15, more in tables beyond a thousand:
# it keeps nine digits above this p-value.
COMPLEMENT = 1e-5

# What may be left out of a small p-value, relatively.
LEFT_OUT = 1e-10

# Log of the smallest probability that is worth computing: floating point ends at -745.
LOG_SMALLEST = -690.0

# State number and value share one signed 64-bit sort key.
KEY_BITS = 62
MOST_VALUE_PLACES = 44

# Bounds are computed in floating point, and sums of them are compared.
SLOP = 1e-6


def exact_p(counts: np.ndarray, budget: float) -> float | None:
    """Exact p-value of the Fisher–Freeman–Halton test.

    Parameters
    ----------
    counts : int array, shape (r, c)
        Counts without empty rows or columns.
    budget : float
        Elements that may be made on the way; about 10 million a second.

    Returns
    -------
    float or None
        The p-value, or None if the budget does not suffice or the counts are too large for the arithmetic.

    Notes
    -----
    The p-value is the sum, over all tables with the observed margins, of the probabilities that are at most
    that of the observed table, with a relative tolerance of 1e-7. Of two tables the one with the larger
    product of cell factorials is the less probable; products are compared in fixed point, in which equal
    products are identical.

    The tables that are *more* probable than the observed one are the fewer, so their probability is summed and
    taken from 1. A p-value below 1e-5 would lose digits that way: it is summed directly, over all tables but
    those so improbable that together they are proved (`tail_bound`) to hold less than 1e-10 of it.

    References
    ----------
    Freeman, G. H. and Halton, J. H. (1951); Mehta, C. R. and Patel, N. R. (1983), for the nodes of row
    margins and the bounds on paths; Clarkson, D. B., Fan, Y. and Joe, H. (1993); Horowitz, E. and Sahni, S.
    (1974), for meeting in the middle.
    """
    if counts.sum() > LARGEST_BLOCK:
        return None
    work = Budget(budget)
    enough = COMPLEMENT * max(1.0, counts.sum() / LARGEST_PLAIN)
    try:
        if stats.chi2_contingency(counts, correction=False).pvalue > enough / 100:
            p = 1.0 - _along_cheapest_plan(counts, None, work)
            if p >= enough:
                return p
        return _small_p(counts, work)
    except BudgetSpentError:
        return None


def _small_p(counts: np.ndarray, budget: Budget) -> float:
    """Sum the p-value directly, leaving out no more than its tenth digit."""
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    log_factorial = log_factorials(int(max(rows.max(), columns.max())))
    constant = log_factorial[rows].sum() + log_factorial[columns].sum()
    observed = constant - np.log(np.arange(1.0, counts.sum() + 1)).sum() - log_factorial[counts].sum()
    if observed < LOG_SMALLEST:
        raise BudgetSpentError
    # the p-value is at least the observed probability, and most often a good deal more
    log_chance = observed + log(LEFT_OUT) + 2.0
    while True:
        beyond = value_beyond(rows, columns, log_factorial, log_chance)
        p = _along_cheapest_plan(counts, beyond, budget)
        if log_chance <= log(p) + log(LEFT_OUT):
            return min(p, 1.0)
        log_chance = log(p) + log(LEFT_OUT)


def _along_cheapest_plan(counts: np.ndarray, beyond: float | None, budget: Budget) -> float:
    log_factorial = log_factorials(int(counts.max()))
    value = float(log_factorial[counts].sum()) if beyond is None else beyond
    plan = cheapest_plan(counts.sum(axis=1), counts.sum(axis=0), value)
    if plan.cost > HOPELESS * budget.remaining:
        raise BudgetSpentError
    return follow(plan, counts, budget, at_most_as_probable=beyond is not None)


def follow(plan: Plan, counts: np.ndarray, budget: Budget, *, at_most_as_probable: bool) -> float:
    """Sum probabilities along one plan.

    Parameters
    ----------
    plan : Plan
        How to cut the table.
    counts : int array, shape (r, c)
        Counts without empty rows or columns.
    budget : Budget
        Elements that may be made on the way.
    at_most_as_probable : bool
        Whether to sum the probabilities of the tables at most as probable as the observed one (of those with
        values up to the plan's limit), or of the more probable ones.

    Returns
    -------
    float

    Raises
    ------
    BudgetSpentError
        If the budget does not suffice, or the counts are too large for the arithmetic.
    """
    limit = plan.limit + SLOP
    if limit <= 0:
        return 0.0
    largest = int(max(counts.sum(axis=0).max(), counts.sum(axis=1).max()))
    code = code_table(plan.rows[-1])
    shared = _Shared.between(plan.rows, plan.left, plan.right, limit, budget)
    if not len(shared.weight):
        return 0.0
    left_states = _states(plan, plan.left, plan.right, shared.ways.taken, shared, limit, code, budget)
    right_states = _states(plan, plan.right, plan.left, shared.rest, shared, limit, code, budget)
    state_bits = int(np.ceil(np.log2(max(map(len, left_states + right_states)) + 2)))
    range_bits = int(np.ceil(np.log2(limit + 3)))
    n = int(counts.sum())
    value_bits = int(np.ceil(np.log2(n * np.log(n + 1.0) + 2)))
    places = min(MOST_VALUE_PLACES, KEY_BITS - state_bits - range_bits, KEY_BITS - value_bits)
    fixed = fixed_log_factorials(largest, places)
    # with counts of a million or so the rounding would tell tables apart that are tied, and worse
    if counts.size * fixed_error(fixed, places) > TIE_TOLERANCE:
        raise BudgetSpentError
    tables = Tables(fixed, code, places, places + range_bits, SLOP)
    left = _list(plan.left, left_states, limit, tables, budget)
    right = _list(plan.right, right_states, limit, tables, budget)
    threshold = int(tables.fixed[counts].sum()) - int(TIE_TOLERANCE * 2.0**places)
    sides = [(left, shared.ways.taken), (right, shared.rest)]
    ends = [(layer, layer.states.find(looked_up(parts, code))) for layer, parts in sides]
    # the side with the fewer elements is gone through, the other one searched
    ends.sort(key=lambda end: int(end[0].size()[end[1]].sum()))
    return _meet(ends, shared.weight, threshold, tables.bits, budget, at_most_as_probable)


@dataclass(frozen=True)
class _Shared:
    """The ways to share the rows out between left and right, with their probabilities."""

    ways: Splits
    rest: list[np.ndarray]
    weight: np.ndarray

    @classmethod
    def between(
        cls, rows: tuple[int, ...], left: tuple[int, ...], right: tuple[int, ...], limit: float, budget: Budget
    ) -> _Shared:
        state = np.array([rows])
        choices = Choices.between(left, right, np.unique(state), len(rows), limit)
        ways = splits(state, sum(left), choices, np.array([limit]), budget)
        rest = [row - x for row, x in zip(rows, ways.taken, strict=True)]
        return cls(ways, rest, weights(state, ways, choices))


def _states(
    plan: Plan,
    side: tuple[int, ...],
    other: tuple[int, ...],
    parts: list[np.ndarray],
    shared: _Shared,
    limit: float,
    code: np.ndarray,
    budget: Budget,
) -> list[States]:
    """States after each column of one side; `parts` are those after the last."""
    states = []
    for j in range(1, len(side)):
        between = _Shared.between(plan.rows, side[:j], side[j:] + other, limit, budget)
        # a little more slack the deeper the layer, so that what a layer asks for is always there
        slack = between.ways.slack + SLOP * (len(side) - j)
        states.append(States.of(between.ways.taken, slack, code))
    return [*states, States.of(parts, shared.ways.slack, code)]


def _list(side: tuple[int, ...], states: list[States], limit: float, tables: Tables, budget: Budget) -> Layer:
    """Build the layers of one side up to the last."""
    layer = Layer.first(states[0], side[0], tables)
    for j in range(1, len(side)):
        vectors = states[j].vectors
        # all sizes are found the fastest, those that occur take the least room
        sizes = np.arange(int(vectors.max()) + 1) if vectors.max() < LARGEST_PLAIN else np.unique(vectors)
        choices = Choices.between((side[j],), side[:j], sizes, vectors.shape[1], limit + SLOP * len(side))
        layer = layer.next(states[j], side[: j + 1], choices, tables, budget)
    return layer


def _meet(
    ends: list[tuple[Layer, np.ndarray]],
    weight: np.ndarray,
    threshold: int,
    bits: int,
    budget: Budget,
    at_most_as_probable: bool,
) -> float:
    """Probability that both sides together stay below the threshold, or that they reach it."""
    (few, here), (many, there) = ends
    # the bounds may have let a way through of which nothing was left when it was looked at more closely
    some = np.flatnonzero((few.size()[here] > 0) & (many.size()[there] > 0))
    here, there, weight = here[some], there[some], weight[some]
    highest = (1 << bits) - 1
    room = np.clip(threshold - few.base[here] - many.base[there], 0, highest)
    keys = many.keys(bits)
    sums = running_sums(many.start, many.mass, backwards=at_most_as_probable)
    first, length = few.start[here], few.size()[here]
    if not at_most_as_probable:
        # only what leaves room for the least value on the other side
        least = np.maximum(room - many.value[many.start[there]], 0)
        length = np.searchsorted(few.keys(bits), (here << bits) + least) - first
    p = 0.0
    for piece in pieces(length):
        budget.spend(int(length[piece].sum()))
        way, element = unroll(first[piece], length[piece])
        way += piece.start
        wanted = (there[way] << bits) + np.maximum(room[way] - few.value[element], 0)
        # sorted questions find their answers several times faster
        order = np.argsort(wanted)
        found = np.searchsorted(keys, wanted[order])
        mass, segment = (weight[way] * few.mass[element])[order], there[way][order]
        if at_most_as_probable:
            hit = found < many.start[segment + 1]
            p += float(np.sum(mass[hit] * sums[found[hit]]))
        else:
            hit = found > many.start[segment]
            p += float(np.sum(mass[hit] * sums[found[hit] - 1]))
    return p
