"""Two proportions: the difference with its interval, and the test of no difference."""

from __future__ import annotations

from math import acos, cos, pi, sqrt

from scipy import optimize, stats

from .chi_square import CORRECTIONS, chi_square
from .intervals import check_level, check_share, wilson_interval
from .result import Effect, Note, TestResult

INTERVALS = ("newcombe", "miettinen_nurminen")


def newcombe_interval(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> tuple[float, float]:
    """Newcombe's interval of the difference x1 / n1 - x2 / n2.

    Parameters
    ----------
    x1, n1, x2, n2 : int
        Numbers of those counted and of those asked, in the first and in the second group.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    tuple of two floats
        Lower and upper limit, from -1 to 1.

    Raises
    ------
    ValueError
        If a group is not 0 ≤ x ≤ n with n ≥ 1 in whole numbers, or the level is outside (0, 1).

    Notes
    -----
    Puts Wilson's intervals of the two proportions together ("hybrid score", Newcombe's method 10).

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions.
    """
    low1, high1 = wilson_interval(x1, n1, level)
    low2, high2 = wilson_interval(x2, n2, level)
    p1, p2 = x1 / n1, x2 / n2
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return max(-1.0, low), min(1.0, high)


def miettinen_nurminen_interval(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> tuple[float, float]:
    """Miettinen and Nurminen's score interval of the difference x1 / n1 - x2 / n2.

    Parameters
    ----------
    x1, n1, x2, n2 : int
        Numbers of those counted and of those asked, in the first and in the second group.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    tuple of two floats
        Lower and upper limit, from -1 to 1.

    Raises
    ------
    ValueError
        If a group is not 0 ≤ x ≤ n with n ≥ 1 in whole numbers, or the level is outside (0, 1).

    Notes
    -----
    The differences d whose score test, with the proportions estimated under d and the variance times
    n / (n - 1), is not significant. At d = 0 that test is the n - 1 chi-square test.

    References
    ----------
    Miettinen, O. S. and Nurminen, M. (1985). Comparative analysis of two rates. Farrington, C. P. and Manning,
    G. (1990), for the estimate under d.
    """
    check_level(level)
    check_share(x1, n1)
    check_share(x2, n2)
    found = x1 / n1 - x2 / n2
    critical = float(stats.norm.isf((1 - level) / 2))

    def excess(difference: float) -> float:
        variance = _variance_under(difference, x1, n1, x2, n2)
        distance = abs(found - difference)
        # without variance only the difference found itself is possible
        return -critical if distance < 1e-12 else (distance / sqrt(variance) if variance > 0 else 1e9) - critical

    low = -1.0 if excess(-1.0) <= 0 else optimize.brentq(excess, -1.0, found, xtol=1e-12)
    high = 1.0 if excess(1.0) <= 0 else optimize.brentq(excess, found, 1.0, xtol=1e-12)
    return float(low), float(high)


def two_proportions(
    x1: int,
    n1: int,
    x2: int,
    n2: int,
    *,
    interval: str = "newcombe",
    correction: str | None = None,
    level: float = 0.95,
) -> TestResult:
    """Compare two proportions: their difference with its interval, and the chi-square test of no difference.

    Parameters
    ----------
    x1, n1, x2, n2 : int
        Numbers of those counted and of those asked, in the first and in the second group.
    interval : {"newcombe", "miettinen_nurminen"}, default "newcombe"
        Interval of the difference.
    correction : {None, "yates", "n-1"}, default None
        Of the chi-square test, as for ``chi_square``.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    TestResult
        ``test`` is ``"two_proportions"``, ``statistic`` the chi-square with ``df`` 1, ``effect`` the difference
        of the proportions (first less second). Notes ``proportions`` with both, ``interval_method`` and
        ``correction``.

    Raises
    ------
    ValueError
        If a group is not 0 ≤ x ≤ n with n ≥ 1 in whole numbers, or an argument is unknown.
    DegenerateTable
        If all or none were counted in both groups: there is nothing to test, though the intervals exist.

    References
    ----------
    Pearson, K. (1900). Newcombe, R. G. (1998). Miettinen, O. S. and Nurminen, M. (1985).
    """
    if interval not in INTERVALS:
        raise ValueError(f'interval {interval!r}; expected "newcombe" or "miettinen_nurminen"')
    if correction not in CORRECTIONS:
        raise ValueError(f'correction {correction!r}; expected None, "yates" or "n-1"')
    limits = newcombe_interval if interval == "newcombe" else miettinen_nurminen_interval
    low, high = limits(x1, n1, x2, n2, level)
    tested = chi_square([[x1, n1 - x1], [x2, n2 - x2]], correction)
    shares = {"x1": int(x1), "n1": int(n1), "p1": x1 / n1, "x2": int(x2), "n2": int(n2), "p2": x2 / n2}
    return TestResult(
        test="two_proportions",
        statistic=tested.statistic,
        df=1,
        p_value=tested.p_value,
        n=tested.n,
        effect=Effect("difference", x1 / n1 - x2 / n2, low, high, level),
        notes=(
            Note("proportions", shares),
            Note("interval_method", {"method": interval}),
            Note("correction", {"correction": correction}),
        ),
    )


def _variance_under(difference: float, x1: int, n1: int, x2: int, n2: int) -> float:
    """Variance of the estimated difference if the true one is `difference`, times n / (n - 1)."""
    n = n1 + n2
    # the likelihood is greatest at a root of a cubic in the second proportion
    a3 = n
    a2 = (n1 + 2 * n2) * difference - n - x1 - x2
    a1 = (n2 * difference - n - 2 * x2) * difference + x1 + x2
    a0 = x2 * difference * (1 - difference)
    q = a2**3 / (27 * a3**3) - a1 * a2 / (6 * a3**2) + a0 / (2 * a3)
    p = sqrt(max(0.0, a2**2 / (9 * a3**2) - a1 / (3 * a3)))
    if q < 0:
        p = -p
    turn = 0.0 if p == 0 else acos(min(1.0, max(-1.0, q / p**3)))
    p2 = 2 * p * cos((pi + turn) / 3) - a2 / (3 * a3)
    # both proportions have to be possible
    p2 = min(max(p2, 0.0, -difference), 1.0, 1.0 - difference)
    p1 = min(max(p2 + difference, 0.0), 1.0)
    return (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1)
