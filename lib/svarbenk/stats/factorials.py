"""Logarithms of factorials, and numbers that name vectors: the look-up tables of the exact r×c test."""

from __future__ import annotations

import numpy as np
from scipy import special


def log_factorials(largest: int) -> np.ndarray:
    """List log k! for k = 0 … `largest`."""
    return special.gammaln(np.arange(1.0, largest + 2))


def fixed_log_factorials(largest: int, places: int) -> np.ndarray:
    """List log k! for k = 0 … `largest` in fixed point, with so many binary places.

    They are put together from one rounded logarithm per prime number. Two products of factorials are equal if
    and only if their prime exponents are, so equal products get *identical* integers, and ties need no
    tolerance against float noise. What the rounding amounts to grows with `largest`, as `fixed_error` tells.
    """
    rest = np.arange(largest + 1, dtype=np.int64)
    fixed = np.zeros(largest + 1, dtype=np.int64)
    scale = 2.0**places
    for p in range(2, int(largest**0.5) + 1):
        if rest[p] != p:
            continue
        step = round(float(np.log(p)) * scale)
        power = p
        while power <= largest:
            fixed[power::power] += step
            rest[power::power] //= p
            power *= p
    large_prime = rest > 1
    fixed[large_prime] += np.rint(np.log(rest[large_prime]) * scale).astype(np.int64)
    return np.cumsum(fixed)


def fixed_error(fixed: np.ndarray, places: int) -> float:
    """Largest distance of `fixed_log_factorials` from the logarithms that they stand for."""
    return float(np.abs(fixed * 2.0**-places - log_factorials(len(fixed) - 1)).max())


def code_table(largest: int) -> np.ndarray:
    """List a random number for each k = 0 … `largest`; their sum over a vector names it whatever its order."""
    return np.random.default_rng(20190615).integers(0, 2**62, largest + 1, dtype=np.int64)


def looked_up(parts: list[np.ndarray], table: np.ndarray) -> np.ndarray:
    """Sum the entries of `table` over the rows, for vectors given row by row."""
    total = table[parts[0]]
    for x in parts[1:]:
        total = total + table[x]
    return total
