"""Confidence intervals of proportions."""

from __future__ import annotations


def wilson_interval(x: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a proportion.

    Parameters
    ----------
    x : int
        Number of those counted, 0 … n.
    n : int
        Number of those asked, at least 1.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    tuple of two floats
        Lower and upper limit, as proportions (0–1).

    Raises
    ------
    ValueError
        If x and n are not whole numbers with 0 ≤ x ≤ n and n ≥ 1, or the level is outside (0, 1).

    Notes
    -----
    Without continuity correction. Unlike the usual ± 1.96 standard errors it stays within 0–1 and holds its
    level with few answers and with proportions near 0 or 1.

    References
    ----------
    Wilson, E. B. (1927). Newcombe, R. G. (1998).
    """
    # imported on use: statsmodels takes a second, and most users of this module never come here
    from statsmodels.stats.proportion import proportion_confint

    if not 0 < level < 1:
        raise ValueError(f"confidence level {level}; expected a number between 0 and 1, such as 0.95")
    if not (float(x).is_integer() and float(n).is_integer() and 0 <= x <= n and n >= 1):
        raise ValueError(f"{x} of {n}; expected whole numbers with 0 ≤ x ≤ n and n ≥ 1")
    low, high = proportion_confint(int(x), int(n), alpha=1 - level, method="wilson")
    # at x = 0 and x = n one limit is 0 or 1, but for rounding
    return (0.0 if x == 0 else float(low), 1.0 if x == n else float(high))
