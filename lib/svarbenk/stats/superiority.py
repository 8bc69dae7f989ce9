"""Probability of superiority: the effect size of ordered answers that people can read."""

from __future__ import annotations

import numpy as np
from scipy import optimize, stats

from .result import Effect

NAME = "probability_of_superiority"


def superiority_of_later(values: np.ndarray, level: float) -> Effect:
    """Chance that of two people from different groups the one from the later row has the later column.

    Parameters
    ----------
    values : float array, shape (r, c)
        Counts of groups (rows, none empty) by ordered answers.
    level : float
        Confidence level.

    Returns
    -------
    Effect
        Ties count half. With two groups there is always an interval; with more, none if a group has one
        person only or the groups do not overlap.

    Notes
    -----
    The variance is that of the sum of placements (DeLong), the limits are symmetric on the logit scale and
    stay within 0–1. Where it is nought or unknown, two groups get Newcombe's interval (his method 5).
    """
    sizes = values.sum(axis=1)
    placements = _placements(values)
    pairs = (sizes.sum() ** 2 - np.sum(sizes**2)) / 2
    # each pair is seen from both its ends
    value = float(np.sum(values * placements)) / (2 * float(pairs))
    variance = _variance(values, placements, sizes) / float(pairs) ** 2
    if variance > 1e-15 and 0 < value < 1:
        half = stats.norm.isf((1 - level) / 2) * np.sqrt(variance) / (value * (1 - value))
        middle = np.log(value / (1 - value))
        low, high = (float(1 / (1 + np.exp(-(middle + step)))) for step in (-half, half))
        return Effect(NAME, value, low, high, level)
    if len(values) > 2:
        return Effect(NAME, value)
    return Effect(NAME, value, *_newcombe(value, float(sizes[0]), float(sizes[1]), level), level)


def _placements(values: np.ndarray) -> np.ndarray:
    """For somebody in each cell, the number of pairs with other groups that speak for «later, higher»."""
    below = np.cumsum(values, axis=1) - values / 2
    above = values.sum(axis=1, keepdims=True) - below
    earlier = np.cumsum(below, axis=0) - below
    later = above.sum(axis=0) - np.cumsum(above, axis=0)
    return earlier + later


def _variance(values: np.ndarray, placements: np.ndarray, sizes: np.ndarray) -> float:
    """Variance of the number of pairs; NaN if a group has one person only."""
    if np.any(sizes < 2):
        return float("nan")
    mean = np.sum(values * placements, axis=1) / sizes
    squares = np.sum(values * (placements - mean[:, None]) ** 2, axis=1)
    return float(np.sum(sizes / (sizes - 1) * squares))


def _newcombe(value: float, m: float, n: float, level: float) -> tuple[float, float]:
    """Limits θ at which the observed value is just z standard errors away, the error taken at θ."""
    z = float(stats.norm.isf((1 - level) / 2))
    middle = (m + n) / 2 - 1

    def distance(theta: float) -> float:
        spread = 1 + middle * ((1 - theta) / (2 - theta) + theta / (1 + theta))
        return (value - theta) ** 2 - z**2 * theta * (1 - theta) * spread / (m * n)

    # at 0 and 1 the distance has a root of its own, which is not the limit
    low = 0.0 if value <= 0 else float(optimize.brentq(distance, 0.0, min(value, 1 - 1e-12)))
    high = 1.0 if value >= 1 else float(optimize.brentq(distance, max(value, 1e-12), 1.0))
    return low, high
