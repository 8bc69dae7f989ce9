"""Enumerate the ways a vector of margins can be shared out, many vectors at a time.

The exact r×c test walks over *states*: the counts that are left in each row once some columns are filled.
Rows with equal counts are interchangeable, so a state is kept as an ascending vector, and ways that differ
only by exchanging equal rows are listed once with their multiplicity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# More elements than this at one time would take a gigabyte of memory.
LARGEST_BLOCK = 8_000_000


class BudgetSpentError(Exception):
    """The enumeration needs more elements than it was allowed."""


@dataclass
class Budget:
    """How many elements an enumeration may still make.

    Elements are counted, not seconds, so that the same table always ends the same way.
    """

    remaining: float

    def spend(self, elements: float) -> None:
        """Take `elements` off what remains, before they are made."""
        self.remaining -= elements
        if self.remaining < 0 or elements > LARGEST_BLOCK:
            raise BudgetSpentError


@dataclass(frozen=True)
class FactorialTables:
    """Look-up tables over k = 0 … largest margin.

    Attributes
    ----------
    log : float array
        log k!
    fixed : int64 array
        log k! in fixed point, put together from one rounded logarithm per prime number. Two products of
        factorials are equal if and only if their prime exponents are, so equal products get *identical*
        integers, and ties need no tolerance against float noise.
    code : int64 array
        A number per k; the sum over a vector names the vector whatever its order.
    bits : int
        Binary places of `fixed`.
    """

    log: np.ndarray
    fixed: np.ndarray
    code: np.ndarray
    bits: int

    @classmethod
    def up_to(cls, largest: int, bits: int) -> FactorialTables:
        """Fill the tables for 0 … `largest`."""
        numbers = np.arange(largest + 1, dtype=np.int64)
        rest = numbers.copy()
        fixed = np.zeros(largest + 1, dtype=np.int64)
        scale = 2.0**bits
        for p in range(2, int(largest**0.5) + 1):
            if rest[p] == 1 or rest[p] != p:
                continue
            step = round(float(np.log(p)) * scale)
            power = p
            while power <= largest:
                fixed[power::power] += step
                rest[power::power] //= p
                power *= p
        large_prime = rest > 1
        fixed[large_prime] += np.rint(np.log(rest[large_prime]) * scale).astype(np.int64)
        logs = np.zeros(largest + 1)
        logs[2:] = np.log(numbers[2:])
        rng = np.random.default_rng(20190615)
        return cls(
            log=np.cumsum(logs),
            fixed=np.cumsum(fixed),
            code=rng.integers(0, 2**62, largest + 1, dtype=np.int64),
            bits=bits,
        )


@dataclass(frozen=True)
class Splits:
    """All ways to take a number of units out of each of several states.

    One element per way. `owner` is the state's row, `fixed` the fixed-point log of the product of the
    factorials of what is taken, `log_weight` the log of the sum of products of binomial coefficients
    (multiplicity included), `taken` and `left` the order-free codes of the two vectors.
    """

    owner: np.ndarray
    fixed: np.ndarray
    log_weight: np.ndarray
    taken: np.ndarray
    left: np.ndarray


def partitions(total: int, bounds: np.ndarray, budget: Budget) -> np.ndarray:
    """List the ascending vectors with sum `total` that lie below the ascending `bounds`.

    Parameters
    ----------
    total : int
        Units to share out.
    bounds : int array, shape (d,)
        Ascending upper bounds.
    budget : Budget
        Charged with one element per vector.

    Returns
    -------
    int array, shape (number of vectors, d)
    """
    d = len(bounds)
    parts = np.zeros((1, 0), dtype=np.int64)
    rest = np.array([total], dtype=np.int64)
    above = np.concatenate([np.cumsum(bounds[::-1])[::-1][1:], [0]])
    floor = np.zeros(1, dtype=np.int64)
    for i in range(d):
        high = np.minimum(bounds[i], rest // (d - i))
        low = np.maximum(floor, rest - above[i])
        if i == d - 1:
            keep = (rest >= floor) & (rest <= bounds[i])
            return np.column_stack([parts[keep], rest[keep]])
        parent, floor = _ranges(low, high, budget)
        parts = np.column_stack([parts[parent], floor])
        rest = rest[parent] - floor
    return parts


def splits(states: np.ndarray, part: int, tables: FactorialTables, budget: Budget) -> Splits:
    """List all ways to take `part` units out of each ascending state.

    Parameters
    ----------
    states : int array, shape (s, d)
        Ascending vectors with the same sum, which is at least `part`.
    part : int
        Units to take.
    tables : FactorialTables
        Tables that reach the largest count in `states`.
    budget : Budget
        Charged with one element per way.

    Returns
    -------
    Splits
    """
    count, d = states.shape
    columns = np.ascontiguousarray(states.T)
    above = np.zeros_like(columns)
    above[:-1] = np.cumsum(columns[::-1], axis=0)[::-1][1:]
    owner = np.arange(count)
    rest = np.full(count, part, dtype=np.int64)
    fixed = np.zeros(count, dtype=np.int64)
    taken = np.zeros(count, dtype=np.int64)
    left = np.zeros(count, dtype=np.int64)
    log_weight = tables.log[columns].sum(axis=0)
    previous = np.zeros(count, dtype=np.int64)
    streak = np.ones(count, dtype=np.int64)
    place = np.ones(count, dtype=np.int64)
    for i in range(d):
        size = columns[i][owner]
        if i:
            tied_state = columns[i] == columns[i - 1]
            place = np.where(tied_state, place + 1, 1)
            tied = tied_state[owner]
            any_tied = bool(tied_state.any())
        else:
            any_tied = False
        if i < d - 1:
            low = np.maximum(rest - above[i][owner], 0)
            high = np.minimum(size, rest)
            if any_tied:
                high = np.where(tied, np.minimum(high, previous), high)
            parent, x = _ranges(low, high, budget)
        else:
            keep = rest <= size
            if any_tied:
                keep &= ~tied | (rest <= previous)
            parent = np.flatnonzero(keep)
            x = rest[parent]
        owner = owner[parent]
        y = size[parent] - x
        rest = rest[parent] - x
        fixed = fixed[parent] + tables.fixed[x]
        taken = taken[parent] + tables.code[x]
        left = left[parent] + tables.code[y]
        log_weight = log_weight[parent] - tables.log[x] - tables.log[y]
        if any_tied:
            tied = tied[parent]
            streak = np.where(tied & (x == previous[parent]), streak[parent] + 1, 1)
            # the multinomial number of orders within a run of equal rows, factor by factor
            log_weight += np.where(tied, np.log(place[owner] / streak), 0.0)
        else:
            streak = np.ones(len(x), dtype=np.int64)
        previous = x
    return Splits(owner, fixed, log_weight, taken, left)


def _ranges(low: np.ndarray, high: np.ndarray, budget: Budget) -> tuple[np.ndarray, np.ndarray]:
    """Unroll low[i] … high[i] for every i: the index i and the value, one element per value."""
    length = np.maximum(high - low + 1, 0)
    end = np.cumsum(length)
    budget.spend(int(end[-1]) if len(end) else 0)
    parent = np.repeat(np.arange(len(low)), length)
    return parent, np.arange(len(parent)) + (low - end + length)[parent]
