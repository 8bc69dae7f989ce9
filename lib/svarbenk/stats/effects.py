"""Effect sizes of two-way tables."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import optimize, special, stats

from .counts import read_counts
from .intervals import check_level
from .result import Effect


def cramers_v(table: Any, *, level: float = 0.95, bias_corrected: bool = False) -> Effect:
    """Cramér's V, the strength of association in a two-way table, from 0 (none) to 1.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals.
    level : float, default 0.95
        Confidence level, between 0 and 1.
    bias_corrected : bool, default False
        Whether to take off what V is above 0 by chance alone. The interval is not given then: there is no
        agreed one.

    Returns
    -------
    Effect
        Name ``"cramers_v"`` or ``"cramers_v_bias_corrected"``; ``low`` and ``high`` None where there are no limits.

    Raises
    ------
    ValueError
        If the table does not hold counts, is degenerate, or the level is outside (0, 1).

    Notes
    -----
    V = sqrt(chi-square / (n (min(r, c) - 1))), always from the uncorrected chi-square. The limits are those
    noncentralities under which the observed chi-square would be the upper and the lower (1 - level) / 2
    quantile, put through the same formula. In small tables the lower one is often 0. V is above 0 by chance
    alone, so a chi-square well below its degrees of freedom gives an upper limit below V: V itself is the limit
    then. There are no limits where no noncentrality makes so small a chi-square likely enough (p above
    (1 + level) / 2): 0 to 0 would be a certainty that the table does not have.

    References
    ----------
    Cramér, H. (1946). Smithson, M. (2003), for the interval. Bergsma, W. (2013), for the bias correction.
    """
    check_level(level)
    counts = read_counts(table)
    rows, columns = counts.values.shape
    n, df = counts.n, (rows - 1) * (columns - 1)
    statistic = float(stats.chi2_contingency(counts.values, correction=False).statistic)
    if bias_corrected:
        phi2 = max(0.0, statistic / n - df / (n - 1))
        smaller = min(rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1))
        value = float(np.sqrt(phi2 / (smaller - 1))) if phi2 > 0 else 0.0
        return Effect("cramers_v_bias_corrected", min(value, 1.0))
    scale = n * (min(rows, columns) - 1)
    value = min(1.0, float(np.sqrt(statistic / scale)))
    tail = (1 - level) / 2
    if special.chdtr(df, statistic) <= tail:
        return Effect("cramers_v", value)
    low, high = (_noncentrality(statistic, df, chance) for chance in (1 - tail, tail))
    low, high = (min(1.0, float(np.sqrt(limit / scale))) for limit in (low, high))
    return Effect("cramers_v", value, low, max(value, high), level)


def _noncentrality(statistic: float, df: int, chance: float) -> float:
    """Find the noncentrality under which a chi-square up to `statistic` has this chance; 0 if there is none."""
    # the functions behind scipy.stats.chi2 and ncx2, forty times as fast on single numbers
    if special.chdtr(df, statistic) <= chance:
        return 0.0

    def excess(noncentrality: float) -> float:
        return float(special.chndtr(statistic, df, noncentrality)) - chance

    high = statistic + df + 10.0
    while excess(high) > 0:
        high *= 2
    return float(optimize.brentq(excess, 0.0, high, xtol=1e-10))
