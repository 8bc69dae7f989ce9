"""Samples that are a large part of a small population: the finite population correction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from .intervals import wilson_interval


@dataclass(frozen=True)
class PopulationShare:
    """A share with its uncertainty, without and with the finite population correction.

    Attributes
    ----------
    value : float
        Share in the sample, 0–1.
    standard_error, standard_error_corrected : float
        Without and with the correction.
    interval, interval_corrected : tuple of two floats
        Wilson intervals without and with the correction.
    n, population : int
        Answers, and those who might have answered.
    sampling_fraction : float
        n / population.
    level : float
        Confidence level of the intervals.
    """

    value: float
    standard_error: float
    standard_error_corrected: float
    interval: tuple[float, float]
    interval_corrected: tuple[float, float]
    n: int
    population: int
    sampling_fraction: float
    level: float


def share_of_population(x: int, n: int, population: int, *, level: float = 0.95) -> PopulationShare:
    """Estimate a share in a finite population, with and without the finite population correction.

    Parameters
    ----------
    x : int
        Number of those counted, 0 … n.
    n : int
        Number of those who answered, at least 1.
    population : int
        Number of those who might have answered, at least n and at least 2.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    PopulationShare
        Always both standard errors and both intervals.

    Raises
    ------
    ValueError
        If the numbers are not whole with 0 ≤ x ≤ n ≤ population and n ≥ 1, or the level is outside (0, 1).

    Notes
    -----
    The standard error sqrt(p (1 - p) / n) times sqrt((N - n) / (N - 1)). The corrected interval is Wilson's
    with n (N - 1) / (N - n) in place of n; when everybody has answered it is the share itself. The correction
    is right for statements on this very population at this time, when those who answered are a random part
    of it: not on how its members will answer another year, and it does nothing about skewed non-response.

    References
    ----------
    Cochran, W. G. (1977), 2.6 and 3.2. Wilson, E. B. (1927).
    """
    interval = wilson_interval(x, n, level)
    try:
        possible = float(population).is_integer() and population >= max(n, 2)
    except (TypeError, ValueError):
        possible = False
    if not possible:
        raise ValueError(f"population {population!r} for n {n}; expected a whole number from {max(n, 2)}")
    x, n, population = int(x), int(n), int(population)
    p = x / n
    error = float(np.sqrt(p * (1 - p) / n))
    left = (population - n) / (population - 1)
    corrected = (p, p) if left == 0 else _wilson(p, n / left, level)
    return PopulationShare(
        value=p,
        standard_error=error,
        standard_error_corrected=error * float(np.sqrt(left)),
        interval=interval,
        interval_corrected=corrected,
        n=n,
        population=population,
        sampling_fraction=n / population,
        level=level,
    )


def _wilson(p: float, n: float, level: float) -> tuple[float, float]:
    """Work out Wilson's interval for an n that need not be whole."""
    z2 = float(stats.norm.isf((1 - level) / 2)) ** 2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = float(np.sqrt(z2 * p * (1 - p) / n + z2**2 / (4 * n**2))) / (1 + z2 / n)
    # at p = 0 and p = 1 one limit is 0 or 1, but for rounding
    return (0.0 if p == 0 else middle - half, 1.0 if p == 1 else middle + half)
