"""Layers of the exact r×c test: what some columns of the table can look like, for every state of the rows.

A layer holds, for each state (how many units of each row its columns take up), the distinct values of the
log of the product of cell factorials that can still matter, and the probability of each value given the state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .bounds import Choices, least_values
from .budget import LARGEST_BLOCK, Budget, BudgetSpentError
from .factorials import looked_up
from .margins import Splits, splits, weights
from .segments import merge, pieces, unroll


@dataclass(frozen=True)
class Tables:
    """Look-up tables that all layers share.

    Attributes
    ----------
    fixed, code : int64 arrays
        log k! in fixed point, and a number that names k, over k = 0 … largest margin.
    places, bits : int
        Binary places of `fixed`, and the bits that a value takes up in a sort key.
    slop : float
        What a limit is widened by, against rounding.
    """

    fixed: np.ndarray
    code: np.ndarray
    places: int
    bits: int
    slop: float


@dataclass(frozen=True)
class States:
    """Ascending vectors, found again by their order-free codes.

    Attributes
    ----------
    vectors : int array, shape (s, d)
        Units per row.
    codes : int array, shape (s,)
        Ascending.
    slack : float array, shape (s,)
        How far values may lie above the least value of the state and still matter.
    """

    vectors: np.ndarray
    codes: np.ndarray
    slack: np.ndarray

    @classmethod
    def of(cls, parts: list[np.ndarray], slack: np.ndarray, code: np.ndarray) -> States:
        """Collect the states that these vectors, given row by row, amount to."""
        codes = looked_up(parts, code)
        order = np.argsort(codes)
        codes, vectors = codes[order], np.sort(np.column_stack(parts), axis=1)[order]
        new = np.concatenate([[True], codes[1:] != codes[:-1]])
        if np.any(~new[1:] & np.any(vectors[1:] != vectors[:-1], axis=1)):
            raise ArithmeticError("two states of the rows share one code; the code table must be changed")
        first = np.flatnonzero(new)
        return cls(vectors[first], codes[first], np.maximum.reduceat(slack[order], first))

    def __len__(self) -> int:
        return len(self.codes)

    def find(self, codes: np.ndarray) -> np.ndarray:
        """Find the numbers of the states with these codes, all of which exist."""
        return np.searchsorted(self.codes, codes)


@dataclass(frozen=True)
class Layer:
    """Distinct values per state, ascending within the state.

    Attributes
    ----------
    states : States
        The states.
    base : int64 array, shape (s,)
        What the values of each state are counted from.
    start : int array, shape (s + 1,)
        `start[i] : start[i + 1]` are the elements of state i.
    value : int64 array
        Values in fixed point, above the base.
    mass : float array
        Probability of each value given the state.
    """

    states: States
    base: np.ndarray
    start: np.ndarray
    value: np.ndarray
    mass: np.ndarray

    @classmethod
    def first(cls, states: States, column: int, tables: Tables) -> Layer:
        """Make the layer of a single column: each state is what it looks like."""
        base = _base(states, (column,), tables)
        value = tables.fixed[states.vectors].sum(axis=1) - base
        return cls(states, base, np.arange(len(states) + 1), value, np.ones(len(states)))

    def size(self) -> np.ndarray:
        """Count the elements of each state."""
        return np.diff(self.start)

    def keys(self, bits: int) -> np.ndarray:
        """List the sort keys of all elements: state number above, value below."""
        return (np.repeat(np.arange(len(self.states)), self.size()) << bits) + self.value

    def next(self, states: States, columns: tuple[int, ...], choices: Choices, tables: Tables, budget: Budget) -> Layer:
        """Make the layer of one more column, the last of `columns`."""
        base = _base(states, columns, tables)
        earlier = self.keys(tables.bits)
        keys, masses, made = [], [], 0
        low, high = choices.range(choices.kind(states.vectors), states.slack[:, None])
        # the last row takes what is left; the box around the ways is some four times as large as they are
        ways_at_most = np.prod(np.maximum(high - low + 1, 0)[:, :-1].astype(float), axis=1)
        for piece in pieces(ways_at_most * max(1.0, len(self.value) / len(self.states)) / 4):
            vectors, slack = states.vectors[piece], states.slack[piece]
            ways = splits(vectors, columns[-1], choices, slack, budget)
            key, mass = self._joined(vectors, ways, choices, earlier, base[piece], tables, budget)
            key, mass = merge(key + (piece.start << tables.bits), mass)
            made += len(key)
            if made > LARGEST_BLOCK:
                raise BudgetSpentError
            keys.append(key)
            masses.append(mass)
        key = np.concatenate(keys)
        owner = key >> tables.bits
        start = np.searchsorted(owner, np.arange(len(states) + 1))
        return Layer(states, base, start, key - (owner << tables.bits), np.concatenate(masses))

    def _joined(
        self,
        vectors: np.ndarray,
        ways: Splits,
        choices: Choices,
        earlier: np.ndarray,
        base: np.ndarray,
        tables: Tables,
        budget: Budget,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Put what the last column can look like together with what the earlier ones can."""
        left = [vectors[:, i][ways.owner] - x for i, x in enumerate(ways.taken)]
        source = self.states.find(looked_up(left, tables.code))
        weight = weights(vectors, ways, choices)
        more = looked_up(ways.taken, tables.fixed) + self.base[source] - base[ways.owner]
        # what is left of the slack is what the earlier columns may lie above their least value
        allowed = np.ceil((ways.slack + 2 * tables.slop) * 2.0**tables.places).astype(np.int64)
        allowed = np.minimum(allowed, (1 << tables.bits) - 1)
        start = self.start[source]
        length = np.searchsorted(earlier, (source << tables.bits) + allowed) - start
        budget.spend(int(length.sum()))
        way, element = unroll(start, length)
        key = ((ways.owner << tables.bits) + more)[way] + self.value[element]
        return key, weight[way] * self.mass[element]


def _base(states: States, columns: tuple[int, ...], tables: Tables) -> np.ndarray:
    """Bound the values of these columns from below, per state, in fixed point."""
    least = least_values(states.vectors, np.array(columns))
    return np.floor((least - tables.slop) * 2.0**tables.places).astype(np.int64)
