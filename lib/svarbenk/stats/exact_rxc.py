"""The exact probability of Fisher, Freeman and Halton for an r×c table.

The columns of the table are cut into three: some on the left, one in the middle, some on the right. What the
left and the right ones can look like is worked out once for every state of the rows (`layers`); the two are
then joined through the middle column, and for each join a search in the sorted left values finds how much
of the probability lies at or below that of the observed table. No table is ever listed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .exact_plan import Plan, cheapest_plan
from .layers import Layer, States, log_choose, merge, pieces, running_sums, unroll
from .margins import LARGEST_BLOCK, Budget, BudgetSpentError, FactorialTables, splits

# Tables at most this much more probable than the observed one count as ties (as R's fisher.test has it).
TIE_TOLERANCE = 1e-7

# A plan that seems to need this many times the budget is not begun.
HOPELESS = 8.0

# State number and value share one signed 64-bit sort key.
KEY_BITS = 62
MOST_VALUE_PLACES = 44


@dataclass(frozen=True)
class _Frame:
    """What every step needs: the rows, the look-up tables, the room for a value in a key, and the budget."""

    bounds: np.ndarray
    tables: FactorialTables
    value_bits: int
    budget: Budget

    def layer(self, totals: tuple[int, ...]) -> Layer:
        layer = Layer.empty(self.bounds, self.tables, self.budget)
        for total in totals:
            layer = layer.with_column(total, self.bounds, self.tables, self.value_bits, self.budget)
        return layer

    def keys(self, start: np.ndarray, value: np.ndarray) -> np.ndarray:
        """Sort keys of a segmented list: segment number above, value below."""
        return (np.repeat(np.arange(len(start) - 1), np.diff(start)) << self.value_bits) + value


@dataclass(frozen=True)
class _Demands:
    """What the right-hand columns ask of the rest: a least value, and the probability that it is asked.

    Sorted by state of the remaining rows, then by least value; `start` cuts them by state.
    """

    states: States
    start: np.ndarray
    least: np.ndarray
    weight: np.ndarray


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
        The p-value, or None if the budget does not suffice.

    Notes
    -----
    The p-value is the sum, over all tables with the observed margins, of the probabilities that are at most
    that of the observed table, with a relative tolerance of 1e-7. Of two tables the one with the larger
    product of cell factorials is the less probable; products are compared in fixed point, in which equal
    products are identical. Probabilities are carried in double precision and only ever added, so that even
    small p-values keep some twelve digits.

    References
    ----------
    Freeman, G. H. and Halton, J. H. (1951); Mehta, C. R. and Patel, N. R. (1983), for the nodes of row
    margins; Horowitz, E. and Sahni, S. (1974), for meeting in the middle.
    """
    if counts.sum() > LARGEST_BLOCK:
        return None
    plan = cheapest_plan(counts.sum(axis=1), counts.sum(axis=0))
    if plan.cost > HOPELESS * budget:
        return None
    try:
        return follow(plan, counts, Budget(budget))
    except BudgetSpentError:
        return None


def follow(plan: Plan, counts: np.ndarray, budget: Budget) -> float:
    """Work the exact p-value out along one plan.

    Parameters
    ----------
    plan : Plan
        How to cut the table.
    counts : int array, shape (r, c)
        Counts without empty rows or columns.
    budget : Budget
        Elements that may be made on the way.

    Returns
    -------
    float

    Raises
    ------
    BudgetSpentError
        If the budget does not suffice.
    """
    n = int(counts.sum())
    bounds = np.sort(plan.rows)
    range_bits = int(np.ceil(np.log2(n * np.log(n + 1.0) + 2)))
    places = min(MOST_VALUE_PLACES, KEY_BITS - range_bits - plan.state_bits)
    value_bits = range_bits + places
    tables = FactorialTables.up_to(n, places)
    threshold = int(tables.fixed[counts].sum()) - int(TIE_TOLERANCE * 2.0**places)

    frame = _Frame(bounds, tables, value_bits, budget)
    left = frame.layer(plan.left)
    right = frame.layer(plan.right if len(plan.right) > 1 else ())
    demands = _demands(frame, right, sum(plan.right), threshold)
    return min(_meet(frame, left, demands, plan.middle), 1.0)


def _demands(frame: _Frame, right: Layer, total: int, threshold: int) -> _Demands:
    """Share `total` units out to the right-hand columns in all ways; say what each asks of the rest."""
    n = int(frame.bounds.sum())
    ways = splits(frame.bounds[None, :], total, frame.tables, frame.budget)
    weight = np.exp(ways.log_weight - log_choose(n, total, frame.tables))
    states = States.below(frame.bounds, n - total, frame.tables, frame.budget)
    owner = states.find(ways.left)
    if right.states.total == 0:
        # a single column on the right: what it takes is what it looks like
        least = threshold - ways.fixed
    else:
        source = right.states.find(ways.taken)
        size = np.diff(right.start)[source]
        frame.budget.spend(int(size.sum()))
        way, element = unroll(right.start[source], size)
        least = threshold - right.value[element]
        weight = weight[way] * right.mass[element]
        owner = owner[way]
    key, weight = merge((owner << frame.value_bits) + np.maximum(least, 0), weight)
    owner = key >> frame.value_bits
    start = np.searchsorted(owner, np.arange(len(states) + 1))
    return _Demands(states, start, key - (owner << frame.value_bits), weight)


def _meet(frame: _Frame, left: Layer, demands: _Demands, middle: int) -> float:
    """Probability that left, middle and right together reach the threshold."""
    states = demands.states
    demand_keys = frame.keys(demands.start, demands.least)
    left_keys = frame.keys(left.start, left.value)
    met = running_sums(demands.start, demands.weight, backwards=False)
    tails = running_sums(left.start, left.mass, backwards=True)
    total = log_choose(states.total, middle, frame.tables)
    p = 0.0
    for block in states.blocks(middle):
        ways = splits(states.vectors[block], middle, frame.tables, frame.budget)
        source = left.states.find(ways.left)
        owner = ways.owner + block.start
        weight = np.exp(ways.log_weight - total)

        # Demands ascend, so those that every left value meets come first, then those that some meet.
        asked = (owner << frame.value_bits) + ways.fixed
        first = demands.start[owner]
        lowest = left.value[left.start[source]]
        highest = left.value[left.start[source + 1] - 1]
        some = np.searchsorted(demand_keys, asked + lowest, side="right")
        none = np.searchsorted(demand_keys, asked + highest, side="right")
        certain = np.flatnonzero(some > first)
        p += float(np.sum(weight[certain] * met[some[certain] - 1]))

        undecided = np.flatnonzero(none > some)
        length = (none - some)[undecided]
        for piece in pieces(length):
            frame.budget.spend(int(length[piece].sum()))
            way, demand = unroll(some[undecided[piece]], length[piece])
            way = undecided[piece][way]
            wanted = (source[way] << frame.value_bits) + demands.least[demand] - ways.fixed[way]
            # sorted questions find their answers several times faster
            order = np.argsort(wanted)
            found = np.searchsorted(left_keys, wanted[order])
            p += float(np.sum((weight[way] * demands.weight[demand])[order] * tails[found]))
    return p
