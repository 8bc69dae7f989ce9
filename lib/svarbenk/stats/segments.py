"""Lists of lists in flat arrays: unroll, cut, merge and sum them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

# Elements to unroll at one time: large enough for numpy, small enough for the cache and the memory.
BLOCK = 1_000_000


def unroll(start: np.ndarray, length: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unroll start[i] … start[i] + length[i] - 1 for every i: the index i, and the position."""
    end = np.cumsum(length)
    owner = np.repeat(np.arange(len(start)), length)
    return owner, np.arange(len(owner)) + (start - end + length)[owner]


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
