"""Enumerate the ways a vector of margins can be shared out, many vectors at a time.

The exact r×c test walks over *states*: the counts that some of the columns take up in each row. Rows with
equal counts are interchangeable, so a state is kept as an ascending vector, and ways that differ only by
exchanging equal rows are listed once with their multiplicity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .bounds import Choices
from .budget import Budget


@dataclass(frozen=True)
class Splits:
    """Ways to take a number of units out of each of several states, one element per way.

    Attributes
    ----------
    owner : int array
        The state, by its number.
    taken : list of int arrays
        What is taken out of each row.
    slack : float array
        How far the best completion of this way stays below the limit.
    """

    owner: np.ndarray
    taken: list[np.ndarray]
    slack: np.ndarray


def splits(states: np.ndarray, part: int, choices: Choices, slack: np.ndarray, budget: Budget) -> Splits:
    """List the ways to take `part` units out of each ascending state that leave some slack.

    Parameters
    ----------
    states : int array, shape (s, d)
        Ascending vectors with the same sum, which is at least `part`.
    part : int
        Units to take.
    choices : Choices
        What each choice costs in a row.
    slack : float array, shape (s,)
        What the choices in all rows of a state may cost together.
    budget : Budget
        Charged with one element per way, complete or not.

    Returns
    -------
    Splits
    """
    count, d = states.shape
    sizes = np.ascontiguousarray(states.T)
    kinds = choices.kind(sizes)
    low, high = choices.range(kinds, slack)
    # what the later rows take at least and at most
    least = np.zeros_like(low)
    most = np.zeros_like(high)
    least[:-1] = np.cumsum(low[::-1], axis=0)[::-1][1:]
    most[:-1] = np.cumsum(high[::-1], axis=0)[::-1][1:]
    owner = np.arange(count)
    rest = np.full(count, part, dtype=np.int64)
    chosen, parents = [], []
    for i in range(d):
        kind = kinds[i][owner]
        tied = (sizes[i] == sizes[i - 1]) if i else None
        if tied is not None and not tied.any():
            tied = None
        if i < d - 1:
            first, last = choices.range(kind, slack) if i else (low[0], high[0])
            first = np.maximum(first, rest - most[i][owner])
            last = np.minimum(last, rest - least[i][owner])
            if tied is not None:
                last = np.where(tied[owner], np.minimum(last, chosen[-1]), last)
            parent, x = _ranges(first, last, budget)
        else:
            keep = (rest >= 0) & (rest <= sizes[i][owner])
            if tied is not None:
                keep &= ~tied[owner] | (rest <= chosen[-1])
            parent = np.flatnonzero(keep)
            x = rest[parent]
        slack = slack[parent] - choices.excess_of(kind[parent], x)
        if i == d - 1:
            keep = slack > 0
            parent, x, slack = parent[keep], x[keep], slack[keep]
        owner = owner[parent]
        rest = rest[parent] - x
        chosen.append(x)
        parents.append(parent)
    taken = [chosen[-1]]
    where = parents[-1]
    for x, parent in zip(chosen[-2::-1], parents[-2::-1], strict=True):
        taken.append(x[where])
        where = parent[where]
    return Splits(owner, taken[::-1], slack)


def weights(states: np.ndarray, ways: Splits, choices: Choices) -> np.ndarray:
    """Probability of each way given its state, ways that exchange equal rows taken together."""
    weight = np.full(len(ways.owner), 1.0 / choices.all_ways)
    place = np.ones(len(states), dtype=np.int64)
    streak = np.ones(len(ways.owner), dtype=np.int64)
    for i, x in enumerate(ways.taken):
        size = states[:, i]
        weight *= choices.ways_of(choices.kind(size)[ways.owner], x)
        if not i:
            continue
        tied = size == states[:, i - 1]
        place = np.where(tied, place + 1, 1)
        if tied.any():
            # the multinomial number of orders within a run of equal rows, factor by factor
            streak = np.where(tied[ways.owner] & (x == ways.taken[i - 1]), streak + 1, 1)
            weight *= np.where(tied, place, 1)[ways.owner] / np.where(tied[ways.owner], streak, 1)
        else:
            streak = np.ones(len(ways.owner), dtype=np.int64)
    return weight


def _ranges(low: np.ndarray, high: np.ndarray, budget: Budget) -> tuple[np.ndarray, np.ndarray]:
    """Unroll low[i] … high[i] for every i: the index i and the value, one element per value."""
    length = np.maximum(high - low + 1, 0)
    end = np.cumsum(length)
    budget.spend(int(end[-1]) if len(end) else 0)
    parent = np.repeat(np.arange(len(low)), length)
    return parent, np.arange(len(parent)) + (low - end + length)[parent]
