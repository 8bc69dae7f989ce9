"""Confidence intervals of one proportion."""

from __future__ import annotations

from scipy import stats


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
    return _interval(x, n, level, "wilson")


def clopper_pearson_interval(x: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's exact interval of a proportion.

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
    Never covers less often than its level, and so is wider than Wilson's.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934).
    """
    return _interval(x, n, level, "exact")


def check_level(level: float, what: str = "confidence level", such_as: float = 0.95) -> None:
    """Refuse a level outside (0, 1).

    Parameters
    ----------
    level : float
        Confidence level, or level of significance.
    what : str
        What to call it.
    such_as : float
        An example of one.

    Raises
    ------
    ValueError
        If it is not between 0 and 1.
    """
    try:
        possible = 0 < level < 1
    except TypeError:
        possible = False
    if not possible:
        raise ValueError(f"{what} {level!r}; expected a number between 0 and 1, such as {such_as}")


def check_share(x: int, n: int) -> None:
    """Refuse a number of those counted, or of those asked, that cannot be.

    Parameters
    ----------
    x, n : int
        Those counted, those asked.

    Raises
    ------
    ValueError
        If they are not whole numbers with 0 ≤ x ≤ n and n ≥ 1.
    """
    try:
        possible = float(x).is_integer() and float(n).is_integer() and 0 <= x <= n and n >= 1
    except (TypeError, ValueError):
        possible = False
    if not possible:
        raise ValueError(f"{x} of {n}; expected whole numbers with 0 ≤ x ≤ n and n ≥ 1")


def _interval(x: int, n: int, level: float, method: str) -> tuple[float, float]:
    check_level(level)
    check_share(x, n)
    found = stats.binomtest(int(x), int(n)).proportion_ci(level, method=method)
    # at x = 0 and x = n one limit is 0 or 1, but for rounding
    return (0.0 if x == 0 else float(found.low), 1.0 if x == n else float(found.high))
