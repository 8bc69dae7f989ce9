"""Layers of the exact r×c test: what some columns of the table can look like, for every state of the rows.

A layer holds, for each state (how many units of each row its columns take up), the distinct values of the
log of the product of cell factorials and the probability of each value given the state.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .margins import Budget, FactorialTables, partitions, splits

# Elements to unroll at one time: large enough for numpy, small enough for the cache and the memory.
BLOCK = 1_000_000


@dataclass(frozen=True)
class States:
    """Ascending vectors with one sum, found again by their order-free codes."""

    total: int
    vectors: np.ndarray
    codes: np.ndarray
    order: np.ndarray

    @classmethod
    def below(cls, bounds: np.ndarray, total: int, tables: FactorialTables, budget: Budget) -> States:
        """All states with sum `total` below the ascending `bounds`."""
        vectors = partitions(total, bounds, budget)
        codes = tables.code[vectors].sum(axis=1)
        order = np.argsort(codes)
        codes = codes[order]
        if np.any(codes[1:] == codes[:-1]):
            raise ArithmeticError("two states of the rows share one code; the code table must be changed")
        return cls(total, vectors, codes, order)

    def __len__(self) -> int:
        return len(self.vectors)

    def find(self, codes: np.ndarray) -> np.ndarray:
        """Row numbers of the states with these codes, all of which exist."""
        return self.order[np.searchsorted(self.codes, codes)]

    def blocks(self, part: int, each: np.ndarray | float = 1.0) -> list[slice]:
        """Cut the states into runs whose splits by `part` unroll to about `BLOCK` elements."""
        # every row but the largest is free to take 0 … part
        free = np.prod(np.minimum(self.vectors[:, :-1], part) + 1.0, axis=1)
        # an upper bound; the real number is some four times less
        return pieces(free * each / 4)


@dataclass(frozen=True)
class Layer:
    """Distinct values per state, ascending within the state.

    `start[i] : start[i + 1]` are the elements of state i in `value` (fixed point) and `mass` (sums to 1
    within the state).
    """

    states: States
    start: np.ndarray
    value: np.ndarray
    mass: np.ndarray

    @classmethod
    def empty(cls, bounds: np.ndarray, tables: FactorialTables, budget: Budget) -> Layer:
        """Make the layer of no columns: one state, all zero."""
        states = States.below(bounds, 0, tables, budget)
        return cls(states, np.array([0, 1]), np.array([0]), np.array([1.0]))

    def with_column(
        self, total: int, bounds: np.ndarray, tables: FactorialTables, value_bits: int, budget: Budget
    ) -> Layer:
        """Make the layer of these columns and one more, with column total `total`."""
        states = States.below(bounds, self.states.total + total, tables, budget)
        size = np.diff(self.start)
        keys, masses = [], []
        for block in states.blocks(total, float(size.mean())):
            ways = splits(states.vectors[block], total, tables, budget)
            source = self.states.find(ways.left)
            weight = np.exp(ways.log_weight - log_choose(states.total, total, tables))
            owner = ways.owner + block.start
            budget.spend(int(size[source].sum()))
            way, element = unroll(self.start[source], size[source])
            key = ((owner << value_bits) + ways.fixed)[way] + self.value[element]
            key, mass = merge(key, weight[way] * self.mass[element])
            keys.append(key)
            masses.append(mass)
        key = np.concatenate(keys)
        owner = key >> value_bits
        start = np.searchsorted(owner, np.arange(len(states) + 1))
        return Layer(states, start, key - (owner << value_bits), np.concatenate(masses))


def log_choose(n: int, k: int, tables: FactorialTables) -> float:
    """Log of the binomial coefficient."""
    return float(tables.log[n] - tables.log[k] - tables.log[n - k])


def unroll(start: np.ndarray, length: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unroll start[i] … start[i] + length[i] - 1 for every i: the index i, and the position."""
    owner = np.repeat(np.arange(len(start)), length)
    first = np.cumsum(length) - length
    return owner, np.arange(len(owner)) + (start - first)[owner]


def pieces(sizes: np.ndarray) -> list[slice]:
    """Cut a list of jobs into runs whose sizes add up to about `BLOCK`."""
    run = np.floor(np.cumsum(sizes) / BLOCK)
    edges = np.concatenate([[0], np.flatnonzero(np.diff(run)) + 1, [len(sizes)]])
    return [slice(int(a), int(b)) for a, b in pairwise(edges) if b > a]


def merge(key: np.ndarray, mass: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sort by key and add up the mass of equal keys."""
    if not len(key):
        return key, mass
    order = np.argsort(key)
    key = key[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first], np.add.reduceat(mass[order], first)


def running_sums(start: np.ndarray, mass: np.ndarray, *, backwards: bool) -> np.ndarray:
    """Cumulative sums within each segment, from its end if `backwards`.

    One sum over everything with the segment's start subtracted would lose the small tails that a small
    p-value consists of; so segments of similar length are laid side by side and summed one by one.
    """
    out = np.empty_like(mass)
    length = np.diff(start)
    classes = np.ceil(np.log2(np.maximum(length, 1))).astype(np.int64)
    for size_class in np.unique(classes):
        width = 1 << int(size_class)
        members = np.flatnonzero((classes == size_class) & (length > 0))
        per_block = max(1, BLOCK // width)
        for i in range(0, len(members), per_block):
            some = members[i : i + per_block, None]
            step = np.arange(width)
            position = start[some + 1] - 1 - step if backwards else start[some] + step
            inside = step < length[some]
            sums = np.cumsum(np.where(inside, mass[np.where(inside, position, 0)], 0.0), axis=1)
            out[position[inside]] = sums[inside]
    return out
