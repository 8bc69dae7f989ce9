"""The odds ratio of a 2×2 table."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from .counts import read_counts
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
    exact = kind == "conditional" or not counts.all()
    with np.errstate(divide="ignore"):
        estimate = stats.contingency.odds_ratio(counts, kind=kind).statistic
        limits = stats.contingency.odds_ratio(counts, kind="conditional" if exact else "sample")
        interval = limits.confidence_interval(level)
    name = "odds_ratio" if kind == "sample" else "odds_ratio_conditional"
    return Effect(name, float(estimate), float(interval.low), float(interval.high), level)
