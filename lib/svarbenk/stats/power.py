"""What difference so many answers could have found: the smallest one that a test would show four times of five."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from scipy import optimize, stats

from .intervals import check_level


def power_of_two_shares(p1: float, p2: float, n1: int, n2: int, level: float = 0.05) -> float:
    """Power of the two-sided test of two shares that are p1 and p2 in truth.

    Parameters
    ----------
    p1, p2 : float
        True shares, 0–1.
    n1, n2 : int
        Sizes of the groups.
    level : float, default 0.05
        Level of significance.

    Returns
    -------
    float
        0–1.

    Raises
    ------
    ValueError
        If a share is outside 0–1, a group is empty, or the level is outside (0, 1).

    Notes
    -----
    The normal approximation without continuity correction, with the pooled variance under no difference, of
    ``statsmodels``; R's ``power.prop.test(strict = TRUE)`` has the same.

    References
    ----------
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical methods for rates and proportions, chapter 4.
    """
    check_level(level, "level of significance", 0.05)
    for share, n in ((p1, n1), (p2, n2)):
        if not 0 <= share <= 1 or n < 1:
            raise ValueError(f"a share of {share} of {n}; expected a share of 0–1 and a group of at least 1")
    if p1 in (0, 1) and p2 in (0, 1):
        # without spread in either group the answer is certain
        return float(p1 != p2 and stats.norm.isf(level / 2) ** 2 <= n1 + n2)
    from statsmodels.stats.proportion import power_proportions_2indep  # imported on use: it takes most of a second

    return float(power_proportions_2indep(p1 - p2, p2, n1, n2 / n1, level, return_results=False))


def smallest_difference(
    p1: float, n1: int, n2: int, *, power: float = 0.80, level: float = 0.05
) -> tuple[float | None, float | None]:
    """Shares nearest to p1, below and above it, that the test of two shares would tell from p1 with this power.

    Parameters
    ----------
    p1 : float
        The share that is known, such as that of the first group, 0–1.
    n1, n2 : int
        Sizes of its group and of the other.
    power : float, default 0.80
        How often the test is to find the difference.
    level : float, default 0.05
        Level of significance.

    Returns
    -------
    tuple of two floats or None
        The share below and the share above; None where no share on that side is far enough away.

    Raises
    ------
    ValueError
        If the share is outside 0–1, a group is empty, or power or level is outside (0, 1).

    References
    ----------
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003), chapter 4.
    """
    check_level(power, "power", 0.80)
    lacking = lambda p2: power_of_two_shares(p1, p2, n1, n2, level) - power  # noqa: E731
    lacking(p1)
    found = []
    for end in (0.0, 1.0):
        reached = end != p1 and lacking(end) >= 0
        found.append(float(optimize.brentq(lacking, p1, end, xtol=1e-10)) if reached else None)
    return found[0], found[1]


def smallest_cramers_v(shape: Sequence[int], n: int, *, power: float = 0.80, level: float = 0.05) -> float | None:
    """Smallest Cramér's V that the chi-square test of a table would find with this power.

    Parameters
    ----------
    shape : sequence of two ints
        Rows and columns, at least two of each.
    n : int
        Number of answers in all.
    power : float, default 0.80
        How often the test is to find it.
    level : float, default 0.05
        Level of significance.

    Returns
    -------
    float or None
        0–1; None where even the strongest association would not be found.

    Raises
    ------
    ValueError
        If there are fewer than two rows or columns, or no answers, or power or level is outside (0, 1).

    Notes
    -----
    By the noncentral chi-square distribution, whose noncentrality is n·w² with w = V·√(min(r, c) - 1).

    References
    ----------
    Cohen, J. (1988). Statistical power analysis for the behavioral sciences, chapter 7.
    """
    check_level(power, "power", 0.80)
    check_level(level, "level of significance", 0.05)
    rows, columns = shape
    if min(rows, columns) < 2 or n < 1:
        raise ValueError(f"a {rows} × {columns} table of {n} answers; expected at least two of each and one answer")
    df, least = (rows - 1) * (columns - 1), min(rows, columns) - 1
    from statsmodels.stats.power import GofChisquarePower

    chances = GofChisquarePower()
    lacking = lambda v: float(chances.power(v * sqrt(least), n, level, df + 1)) - power  # noqa: E731
    if lacking(1.0) < 0:
        return None
    return float(optimize.brentq(lacking, 1e-6, 1.0, xtol=1e-10))


def smallest_paired_difference(changed: float, n: int, *, power: float = 0.80, level: float = 0.05) -> float | None:
    """Smallest change of a share that McNemar's test would find with this power, where so many change their answer.

    Parameters
    ----------
    changed : float
        Share of people who change their answer, either way, 0–1.
    n : int
        Number of people.
    power : float, default 0.80
        How often the test is to find it.
    level : float, default 0.05
        Level of significance.

    Returns
    -------
    float or None
        0–1; None where even a change of all of them one way would not be found.

    Raises
    ------
    ValueError
        If the share is outside 0–1, there is nobody, or power or level is outside (0, 1).

    References
    ----------
    Connor, R. J. (1987). Sample size for testing differences in proportions for the paired-sample design.
    """
    check_level(power, "power", 0.80)
    check_level(level, "level of significance", 0.05)
    if not 0 <= changed <= 1 or n < 1:
        raise ValueError(f"a share of {changed} of {n} people; expected a share of 0–1 and at least one person")
    critical, wanted = float(stats.norm.isf(level / 2)), float(stats.norm.isf(1 - power))
    lacking = lambda d: d * sqrt(n) - critical * sqrt(changed) - wanted * sqrt(max(0.0, changed - d * d))  # noqa: E731
    if changed == 0 or lacking(changed) < 0:
        return None
    return float(optimize.brentq(lacking, 0.0, changed, xtol=1e-10))
