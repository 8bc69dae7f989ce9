"""Bounds that tell early which tables can still be more probable than the observed one.

The *value* of a table is the log of the product of its cell factorials: the larger, the less probable the
table. It is bounded from below by pricing the columns: every unit in column j is paid `price[j]`, and each row
may then be filled on its own, whatever the column totals. The least such cost of a row depends on its size
alone; what a choice costs more than the least is its *excess*, and a way whose excesses add up to more than the
limit allows cannot lead to a table below the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np

from .budget import BudgetSpentError

# Steps in which the ranges of choices are kept.
LEVELS = 64

# Binomial coefficients of larger numbers may overflow; they are scaled to probabilities.
LARGEST_PLAIN = 1000

# Larger tables of choices than this are not made.
LARGEST_TABLE = 9_000_000


def column_prices(columns: np.ndarray, rows: int) -> np.ndarray:
    """Price the columns so that the bound is tight for tables near independence."""
    return np.log(np.asarray(columns) + rows / 2)


def row_costs(columns: np.ndarray, prices: np.ndarray, most: int) -> np.ndarray:
    """Least cost of sharing 0 … `most` units of one row out to these columns; infinite where they are full."""
    steps = [np.log(np.arange(1.0, min(int(c), most) + 1)) - p for c, p in zip(columns, prices, strict=True)]
    # each column costs the more per unit the fuller it is, so the cheapest units come first
    costs = np.cumsum(np.sort(np.concatenate(steps)))[:most]
    return np.concatenate([[0.0], costs, np.full(most - len(costs), np.inf)])


def least_values(states: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Lower bounds of the values of these columns, for states given as rows of an array."""
    prices = column_prices(columns, states.shape[1])
    return row_costs(columns, prices, int(states.max()))[states].sum(axis=1) + float(columns @ prices)


def least_value(row_totals: np.ndarray, column_totals: np.ndarray) -> float:
    """Lower bound of the value of a table with these margins."""
    return float(least_values(row_totals[None, :], column_totals)[0])


@dataclass(frozen=True)
class Choices:
    """What it costs, and in how many ways it can be done, to take x units out of a row of a given size.

    Attributes
    ----------
    sizes : int array
        The sizes of rows that occur, ascending.
    excess : float array, shape (sizes, x)
        Cost above the least.
    ways : float array, shape (sizes, x)
        Binomial coefficients, or binomial probabilities.
    all_ways : float
        The same for all rows together.
    low, high : int arrays, shape (sizes, levels)
        Least and largest x whose excess is below each level.
    limit : float
        The highest level.
    """

    sizes: np.ndarray
    excess: np.ndarray
    ways: np.ndarray
    all_ways: float
    low: np.ndarray
    high: np.ndarray
    limit: float

    @classmethod
    def between(
        cls, taken: tuple[int, ...], left: tuple[int, ...], sizes: np.ndarray, rows: int, limit: float
    ) -> Choices:
        """Choices between the columns `taken` and the columns `left`, which fill `rows` rows together."""
        part, largest = sum(taken), int(sizes[-1])
        x = np.arange(min(part, largest) + 1)
        if len(sizes) * len(x) > LARGEST_TABLE:
            raise BudgetSpentError
        columns = np.array(taken + left)
        prices, k = column_prices(columns, rows), len(taken)
        cost_taken = row_costs(columns[:k], prices[:k], largest)
        cost_left = row_costs(columns[k:], prices[k:], largest)
        least = row_costs(columns, prices, largest)[sizes][:, None]
        rest = sizes[:, None] - x
        excess = np.where(rest >= 0, cost_taken[x] + cost_left[np.maximum(rest, 0)], np.inf) - least
        excess = np.maximum(excess, 0.0)
        level = np.minimum(excess * (LEVELS / limit), LEVELS).astype(np.int64)
        best = np.argmin(excess, axis=1)[:, None]
        # the excess is convex in x: what reaches a level lies outside a range around the best x
        low = _reaching(level, x < best)
        high = x[-1] - _reaching(level, x > best)
        low[:, 0], high[:, 0] = 1, 0
        ways, all_ways = _binomials(sizes, len(x), part, part + sum(left))
        return cls(sizes, excess, ways, all_ways, low, high, limit)

    def kind(self, size: np.ndarray) -> np.ndarray:
        """Find these sizes among `sizes`."""
        if len(self.sizes) == self.sizes[-1] + 1:
            return size
        return np.searchsorted(self.sizes, size)

    def range(self, kind: np.ndarray, slack: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Least and largest x that the slack allows, or a little more than it allows."""
        level = np.clip(np.ceil(slack * (LEVELS / self.limit) + 1e-6), 0, LEVELS).astype(np.int64)
        where = kind * (LEVELS + 1) + level
        return self.low.ravel()[where], self.high.ravel()[where]

    def excess_of(self, kind: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Excess of taking x out of rows of these kinds."""
        return self.excess.ravel()[kind * self.excess.shape[1] + x]

    def ways_of(self, kind: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Ways of taking x out of rows of these kinds."""
        return self.ways.ravel()[kind * self.ways.shape[1] + x]


def _reaching(level: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Count, per row and for each level, the entries `among` that reach it."""
    rows = len(level)
    where = (np.arange(rows)[:, None] * (LEVELS + 1) + level)[among]
    counts = np.bincount(where, minlength=rows * (LEVELS + 1)).reshape(rows, LEVELS + 1)
    return np.cumsum(counts[:, ::-1], axis=1)[:, ::-1]


@lru_cache(maxsize=4)
def _triangle(largest: int) -> np.ndarray:
    """Pascal's triangle: binomial coefficients without logarithms, and with all their digits."""
    ways = np.zeros((largest + 1, largest + 1))
    ways[:, 0] = 1.0
    for size in range(1, largest + 1):
        ways[size, 1:] = ways[size - 1, 1:] + ways[size - 1, :-1]
    return ways


def _binomials(sizes: np.ndarray, width: int, part: int, total: int) -> tuple[np.ndarray, float]:
    """Ways to take 0 … `width` - 1 out of each size, and to take `part` out of `total`."""
    if total <= LARGEST_PLAIN:
        # a multiple of 64, so that tables of similar size share one triangle
        return _triangle(-(-int(sizes[-1]) // 64) * 64)[sizes, :width], float(comb(total, part))
    chance = part / total
    ways = np.zeros((len(sizes), width))
    for i, size in enumerate(sizes):
        row = _binomial_chances(int(size), chance)[:width]
        ways[i, : len(row)] = row
    return ways, float(_binomial_chances(total, chance)[part])


def _binomial_chances(size: int, chance: float) -> np.ndarray:
    """Binomial probabilities by their ratios, from the most probable number outwards: no large logarithms."""
    x = np.arange(size)
    ratio = (size - x) / (x + 1) * (chance / (1 - chance))
    mode = min(int((size + 1) * chance), size)
    with np.errstate(under="ignore"):
        up, down = np.cumprod(ratio[mode:]), np.cumprod(1 / ratio[:mode][::-1])[::-1]
    values = np.concatenate([down, [1.0], up])
    return values / values.sum()
