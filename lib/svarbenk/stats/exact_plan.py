"""Choose how the exact r×c test cuts a table: which way round, and which columns go left and right."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np

from .bounds import least_value

# A lookup in the join costs as much as this many elements of a list.
LOOKUP = 1.5

# More columns than this on a side are not weighed one plan against another.
MOST_COLUMNS = 24


@dataclass(frozen=True)
class Plan:
    """One way to go through a table.

    Attributes
    ----------
    transposed : bool
        Whether the columns of the table make the states.
    rows : tuple of int
        The margins that make the states, ascending.
    left, right : tuples of int
        Totals of the other margin, in the order in which the layers are built.
    limit : float
        How far the value of a table may lie above its lower bound.
    cost : float
        Estimated number of elements.
    """

    transposed: bool
    rows: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    limit: float
    cost: float


def every_plan(row_totals: np.ndarray, column_totals: np.ndarray, value: float) -> list[Plan]:
    """List the plans that are worth a look, both ways round.

    Parameters
    ----------
    row_totals, column_totals : int array
        Margins, all positive, at least two of each.
    value : float
        Log of the product of cell factorials below which tables are to be found.

    Returns
    -------
    list of Plan
    """
    plans = []
    for transposed, rows, columns in ((False, row_totals, column_totals), (True, column_totals, row_totals)):
        if len(columns) > MOST_COLUMNS and len(rows) <= MOST_COLUMNS:
            continue
        margin = tuple(sorted(int(total) for total in rows))
        ascending = tuple(sorted(int(total) for total in columns))
        limit = value - least_value(np.array(margin), np.array(ascending))
        reach = _Reach(margin, limit)
        for left, right in _cuts(ascending):
            plans.append(Plan(transposed, margin, left, right, limit, reach.cost(left, right)))
    return plans


def cheapest_plan(row_totals: np.ndarray, column_totals: np.ndarray, value: float) -> Plan:
    """Find the plan with the least estimated cost; parameters as for `every_plan`.

    Parameters
    ----------
    row_totals, column_totals : int array
        Margins, all positive, at least two of each.
    value : float
        Log of the product of cell factorials below which tables are to be found.

    Returns
    -------
    Plan
    """
    return min(every_plan(row_totals, column_totals, value), key=lambda plan: plan.cost)


def _cuts(columns: tuple[int, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Cuts worth a look: the m largest or the m smallest columns on the left."""
    k = len(columns)
    cuts = {}
    for m in range(1, k // 2 + 1):
        cuts[columns[k - m :], columns[: k - m]] = None
        cuts[columns[:m], columns[m:]] = None
    return list(cuts)


class _Reach:
    """Estimates how many tables of some of the columns can be part of a table below the limit.

    Near its most probable table, the probability of tables with given margins falls off like a normal density,
    so the tables below the limit fill an ellipsoid; its volume follows from the limit and the probability of
    the most probable table.
    """

    def __init__(self, rows: tuple[int, ...], limit: float):
        self.rows, self.n, self.limit = rows, sum(rows), max(limit, 0.5)
        runs = [rows.count(total) for total in set(rows)]
        self.rank = len(rows)
        # an exchange of rows gives the same state, though seldom all exchanges are within the limit
        self.states_alike = exp(min(lgamma(self.rank + 1) / 2, 12.0))
        # the more rows, the more ways are begun that come to nothing
        self.detours = 4.0 ** max(0, self.rank - 4)
        self.ways_alike = exp(min(sum(lgamma(run + 1) for run in runs), 12.0))

    def tables(self, columns: tuple[int, ...]) -> float:
        """Tables of these columns, ordered."""
        d, k = self.rank, len(columns)
        dimensions = (d - 1) * k
        spread = sum(lgamma(c + 1) for c in columns) + sum(lgamma(r + 1) for r in self.rows) - lgamma(self.n + 1)
        most = 0.0
        rest = self.n - sum(columns)
        for column in (*columns, rest):
            spread -= sum(lgamma(row * column / self.n + 1) for row in self.rows)
        spread += lgamma(rest + 1)
        for column in columns:
            most += lgamma(column + d) - lgamma(column + 1) - lgamma(d)
        volume = dimensions / 2 * log(self.limit) - lgamma(dimensions / 2 + 1) - spread
        return exp(min(max(volume, 0.0), most, 700.0))

    def cost(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        """Elements to be made: the lists of both sides, and the lookups that join them."""
        lists = sum(self.tables(side[:j]) for side in (left, right) for j in range(2, len(side) + 1))
        # choices of x out of each size of row are tabled for each column after the first
        tabled = sum(self.rows[-1] * column for side in (left, right) for column in side[1:]) / 20
        joins = min(self.tables(left), self.tables(right))
        # every layer has a cost of its own, however few its elements
        fixed = 3000 * (len(left) + len(right))
        work = self.detours * lists / self.states_alike + LOOKUP * joins / self.ways_alike
        return work + tabled + fixed
