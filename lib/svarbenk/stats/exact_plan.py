"""Choose how the exact r×c test cuts a table: which way round, and which columns go left, middle and right."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import numpy as np


@dataclass(frozen=True)
class Plan:
    """One way to go through a table.

    `rows` are the margins that make the states; `left`, `middle` and `right` are totals of the other margin.
    `cost` is the estimated number of elements, `state_bits` the room that a state number needs.
    """

    rows: tuple[int, ...]
    left: tuple[int, ...]
    middle: int
    right: tuple[int, ...]
    cost: float
    state_bits: int


class _Census:
    """Estimated numbers of states and of ways between them, for one set of row margins."""

    def __init__(self, rows: np.ndarray):
        self.rows = np.sort(rows)
        self.n = int(rows.sum())
        self.ordered = _count_vectors(self.rows)
        self.symmetry = float(factorial(min(len(rows), 20)))
        self._ways: dict[tuple[int, int], float] = {}
        d, most = len(rows), int(self.rows[-1])
        self.unordered = _count_ascending(self.rows) if d * most * self.n <= 1_000_000 else None

    def states(self, total: int) -> float:
        if self.unordered is not None:
            return float(self.unordered[total])
        return max(1.0, float(self.ordered[total]) / self.symmetry)

    def ways(self, total: int, part: int) -> float:
        """Ways to take `part` out of a typical state with sum `total`."""
        if (total, part) not in self._ways:
            typical = np.maximum(np.rint(self.rows * (total / self.n)), 1).astype(np.int64)
            self._ways[total, part] = float(_count_vectors(typical, part)[-1])
        return max(1.0, self._ways[total, part])


def every_plan(row_totals: np.ndarray, column_totals: np.ndarray) -> list[Plan]:
    """List the plans that are worth a look, both ways round.

    Parameters
    ----------
    row_totals, column_totals : int array
        Margins, all positive, at least two of each.

    Returns
    -------
    list of Plan
    """
    plans = []
    for rows, columns in ((row_totals, column_totals), (column_totals, row_totals)):
        census = _Census(rows)
        bits = min(22, int(np.ceil(np.log2(census.ordered.max() + 2))))
        states = tuple(int(total) for total in rows)
        for left, middle, right in _cuts(sorted(int(total) for total in columns)):
            cost = _cost(census, left, middle, right)
            plans.append(Plan(states, tuple(left), middle, tuple(right), cost, bits))
    return plans


def cheapest_plan(row_totals: np.ndarray, column_totals: np.ndarray) -> Plan:
    """Find the plan with the least estimated cost.

    Parameters
    ----------
    row_totals, column_totals : int array
        Margins, all positive, at least two of each.

    Returns
    -------
    Plan
    """
    return min(every_plan(row_totals, column_totals), key=lambda plan: plan.cost)


def _cuts(columns: list[int]):
    """Cuts worth a look: the largest columns on the right, alone or with some of the smallest."""
    k = len(columns)
    seen = set()
    for largest in (1, 2):
        for smallest in range(0, max(1, (k - largest) // 2 + 1)):
            if k - largest - smallest < 1:
                continue
            right = columns[:smallest] + columns[k - largest :]
            rest = columns[smallest : k - largest]
            for left, middle in ((rest[:-1], rest[-1]), (rest[1:], rest[0])):
                cut = (tuple(left), middle, tuple(right))
                if cut not in seen:
                    seen.add(cut)
                    yield left, middle, right


def _cost(census: _Census, left: list[int], middle: int, right: list[int]) -> float:
    cost, left_values = _layers_cost(census, left)
    right_values = 1.0
    if len(right) > 1:
        more, right_values = _layers_cost(census, right)
        cost += more
    taken = sum(right)
    remaining = census.n - taken
    demands = float(census.ordered[taken]) * right_values
    states = census.states(remaining)
    ways = states * census.ways(remaining, middle)
    # a share of the pairs of way and demand is settled by their bounds alone
    share = 0.0 if left_values == 1.0 else 0.01
    return cost + float(census.ordered[taken]) + demands + 2 * ways + share * ways * demands / states


def _layers_cost(census: _Census, columns: list[int]) -> tuple[float, float]:
    cost, total, values = 0.0, 0, 1.0
    for part in columns:
        total += part
        ways = census.ways(total, part) if total > part else 1.0
        cost += census.states(total) * ways * (1.0 + values)
        # products of factorials coincide the more often the more of them there are
        values = (values * ways) ** 0.85 if total > part else 1.0
    return cost, values


def _count_vectors(bounds: np.ndarray, most: int | None = None) -> np.ndarray:
    """Count the vectors below `bounds` for each sum from 0 to `most` (or to the sum of the bounds)."""
    most = int(bounds.sum()) if most is None else most
    counts = np.zeros(most + 1)
    counts[0] = 1.0
    for bound in bounds:
        sums = np.cumsum(counts)
        counts = sums.copy()
        counts[int(bound) + 1 :] -= sums[: max(0, most - int(bound))]
    return np.maximum(counts, 1.0)


def _count_ascending(bounds: np.ndarray) -> np.ndarray:
    """Count the ascending vectors below the ascending `bounds` for each sum."""
    n, most = int(bounds.sum()), int(bounds[-1])
    value = np.arange(most + 1)[:, None]
    before = np.arange(n + 1)[None, :] - value
    ending = np.zeros((most + 1, n + 1))
    ending[0, 0] = 1.0
    for bound in bounds:
        upto = np.cumsum(ending, axis=0)
        ending = np.where(before >= 0, upto[value, np.maximum(before, 0)], 0.0)
        ending[int(bound) + 1 :] = 0.0
    return np.maximum(ending.sum(axis=0), 1.0)
