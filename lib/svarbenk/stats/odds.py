"""The odds ratio of a 2×2 table."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf
from typing import Any

import numpy as np
from scipy import optimize, stats

from .counts import read_counts
from .hypergeometric import LONGEST, TwoByTwo
from .intervals import check_level
from .result import Effect

KINDS = ("sample", "conditional")


def odds_ratio(table: Any, *, kind: str = "sample", level: float = 0.95) -> Effect:
    """Odds ratio of a 2×2 table with its interval.

    Parameters
    ----------
    table : array-like of counts, shape (2, 2)
        Two-way table without totals.
    kind : {"sample", "conditional"}, default "sample"
        ``"sample"``: ad / bc, with Woolf's interval; where a cell is 0, and Woolf's is not defined, with the exact
        conditional interval. ``"conditional"``: the estimate and exact interval that belong to Fisher's test.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    Effect
        Name ``"odds_ratio"`` or ``"odds_ratio_conditional"``. With a zero cell the value is 0 or infinite, and
        the interval open at that end.

    Raises
    ------
    ValueError
        If the table does not hold 2×2 counts, or an argument is out of range.
    DegenerateTable
        If a row or a column is empty.

    Notes
    -----
    Nothing is added to the cells.

    References
    ----------
    Woolf, B. (1955). Cornfield, J. (1956), for the conditional interval. Fisher, R. A. (1935).
    """
    if kind not in KINDS:
        raise ValueError(f'kind {kind!r}; expected "sample" or "conditional"')
    check_level(level)
    counts = read_counts(table).values
    if counts.shape != (2, 2):
        raise ValueError(f"an odds ratio of a {counts.shape[0]} × {counts.shape[1]} table; expected a 2 × 2 table")
    if kind == "sample" and counts.all():
        found = stats.contingency.odds_ratio(counts, kind="sample")
        interval = found.confidence_interval(level)
        return Effect("odds_ratio", float(found.statistic), float(interval.low), float(interval.high), level)
    estimate, low, high = _conditional(counts, level)
    if kind == "conditional":
        return Effect("odds_ratio_conditional", estimate, low, high, level)
    # with a zero cell ad / bc is 0 or infinite, as the conditional estimate is
    return Effect("odds_ratio", estimate, low, high, level)


def _conditional(counts: np.ndarray, level: float) -> tuple[float, float, float]:
    """Conditional estimate and exact limits; scipy's take minutes where counts are in the hundred thousands."""
    if TwoByTwo.length(counts) > LONGEST:
        raise ValueError(f"a table of {int(counts.sum())}; expected at most {LONGEST} possible tables")
    tables = TwoByTwo.of(counts)
    observed, last, tail = tables.observed, len(tables.cell) - 1, (1 - level) / 2
    estimate = low = 0.0
    high = inf
    if observed > 0:
        low = _odds_ratio_where(lambda log_ratio: tables.chances(log_ratio)[observed:].sum() - tail)
    if observed < last:
        high = _odds_ratio_where(lambda log_ratio: tail - tables.chances(log_ratio)[: observed + 1].sum())
        if observed > 0:
            first = float(tables.cell[observed])
            estimate = _odds_ratio_where(lambda log_ratio: float(tables.chances(log_ratio) @ tables.cell) - first)
    else:
        estimate = inf
    return estimate, low, high


def _odds_ratio_where(rising: Callable[[float], float]) -> float:
    """Odds ratio at which a function that rises with its logarithm is 0."""
    low, high = -1.0, 1.0
    while rising(low) > 0:
        low *= 2
    while rising(high) < 0:
        high *= 2
    return exp(optimize.brentq(rising, low, high, xtol=1e-12))
