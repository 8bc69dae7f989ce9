"""One proportion against a standard that it is to meet."""

from __future__ import annotations

from scipy import stats

from .intervals import check_share, clopper_pearson_interval
from .result import Effect, TestResult


def binomial_test(x: int, n: int, standard: float, level: float = 0.95) -> TestResult:
    """Test exactly whether a proportion differs from a standard, such as «80 % within two minutes».

    Parameters
    ----------
    x : int
        Number of those counted, 0 … n.
    n : int
        Number of those looked at, at least 1.
    standard : float
        The proportion to be met, between 0 and 1.
    level : float, default 0.95
        Confidence level of the interval of the proportion, between 0 and 1.

    Returns
    -------
    TestResult
        ``effect`` is the proportion with Clopper and Pearson's exact interval.

    Raises
    ------
    ValueError
        If x and n are not whole numbers with 0 ≤ x ≤ n and n ≥ 1, or standard or level is outside (0, 1).

    Notes
    -----
    Two-sided by the method of small p-values: the probability, under the standard, of a count that is no more
    likely than ``x``.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). For the two-sided p-value: Hirji, K. F. (2006), Exact analysis of
    discrete data.
    """
    check_share(x, n)
    if not (isinstance(standard, int | float) and 0 < standard < 1):
        raise ValueError(f"standard {standard!r}; expected a proportion between 0 and 1, such as 0.8")
    low, high = clopper_pearson_interval(x, n, level)
    return TestResult(
        test="binomial",
        p_value=float(min(1.0, stats.binomtest(int(x), int(n), float(standard)).pvalue)),
        n=int(n),
        method="exact",
        effect=Effect("proportion", x / n, low, high, level),
    )
