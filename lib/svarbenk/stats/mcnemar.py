"""Paired answers: the same people asked twice, or two answers of the same person."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
from scipy import stats

from .counts import DegenerateTable, read_square
from .intervals import check_level
from .result import Effect, Note, TestResult

METHODS = ("exact", "mid_p", "asymptotic")


def mcnemar(table: Any, method: str = "exact", *, correction: bool = False, level: float = 0.95) -> TestResult:
    """Test whether a share changed among the same people, asked twice (McNemar).

    Parameters
    ----------
    table : array-like of counts, shape (2, 2)
        First answer by second answer, in the same order, without totals.
    method : {"exact", "mid_p", "asymptotic"}, default "exact"
        ``"exact"``: binomial test of those who changed; ``"mid_p"``: the same less half the probability of the
        observed table, which is less conservative; ``"asymptotic"``: chi-square.
    correction : bool, default False
        Whether the asymptotic test gets Edwards' continuity correction.
    level : float, default 0.95
        Confidence level of the interval of the difference, between 0 and 1.

    Returns
    -------
    TestResult
        ``test`` is ``"mcnemar"``, ``"mcnemar_mid_p"`` or ``"mcnemar_asymptotic"`` (``_corrected``). ``effect`` is the
        difference between the share of the first answer the first and the second time, with Bonett and Price's
        interval. Note ``discordant`` with the two numbers of people who changed.

    Raises
    ------
    ValueError
        If the table does not hold 2×2 counts, or an argument is unknown.
    DegenerateTable
        If nobody changed.

    References
    ----------
    McNemar, Q. (1947). Edwards, A. L. (1948). Fagerland, M. W., Lydersen, S. and Laake, P. (2013), for the
    mid-p test. Bonett, D. G. and Price, R. M. (2012), for the interval.
    """
    if method not in METHODS:
        raise ValueError(f'method {method!r}; expected "exact", "mid_p" or "asymptotic"')
    if correction and method != "asymptotic":
        raise ValueError(f'a continuity correction with method {method!r}; expected it with "asymptotic" only')
    check_level(level)
    values = read_square(table)
    if values.shape != (2, 2):
        raise ValueError(f"{len(values)} kinds of answers; expected 2 (marginal_homogeneity takes more)")
    n, there, back = int(values.sum()), int(values[0, 1]), int(values[1, 0])
    changed = there + back
    if not changed:
        raise DegenerateTable("nobody changed; expected at least one with different answers")
    statistic, df, code = None, None, {"exact": "mcnemar", "mid_p": "mcnemar_mid_p"}.get(method)
    if method == "asymptotic":
        statistic = max(0.0, abs(there - back) - float(correction)) ** 2 / changed
        p, df = float(stats.chi2.sf(statistic, 1)), 1
        code = "mcnemar_asymptotic_corrected" if correction else "mcnemar_asymptotic"
    else:
        p = float(stats.binomtest(there, changed).pvalue)
        if method == "mid_p":
            # where as many changed one way as the other, p is 1, and the point is taken off once
            p -= float(stats.binom.pmf(there, changed, 0.5)) * (0.5 if there == back else 1.0)
    return TestResult(
        test=code,
        statistic=statistic,
        df=df,
        p_value=p,
        n=n,
        method="asymptotic" if method == "asymptotic" else "exact",
        effect=_difference(there, back, n, level),
        notes=(Note("discordant", {"first_to_second": there, "second_to_first": back}),),
    )


def marginal_homogeneity(table: Any) -> TestResult:
    """Test whether the distribution of answers changed among the same people, asked twice (Stuart and Maxwell).

    Parameters
    ----------
    table : array-like of counts, shape (k, k)
        First answer by second answer, in the same order, without totals.

    Returns
    -------
    TestResult
        ``test`` is ``"stuart_maxwell"``, the p-value asymptotic. Note ``dropped_empty`` if an answer that nobody
        gave was left out.

    Raises
    ------
    ValueError
        If the table does not hold square counts.
    DegenerateTable
        If nobody changed, or the changes do not connect the answers, so that the statistic is not defined.

    Notes
    -----
    With two answers it is McNemar's chi-square, without correction.

    References
    ----------
    Stuart, A. (1955). Maxwell, A. E. (1970).
    """
    values = read_square(table)
    used = (values.sum(axis=0) + values.sum(axis=1)) > 0
    notes = () if used.all() else (Note("dropped_empty", {"rows": int(sum(~used)), "columns": int(sum(~used))}),)
    values = values[used][:, used].astype(float)
    shift = values.sum(axis=1) - values.sum(axis=0)
    spread = np.diag(values.sum(axis=1) + values.sum(axis=0)) - values - values.T
    df = len(values) - 1
    if df < 1 or np.linalg.matrix_rank(spread) < df:
        raise DegenerateTable("too few changed between some of the answers; expected changes that connect them all")
    statistic = float(shift[:-1] @ np.linalg.solve(spread[:-1, :-1], shift[:-1]))
    return TestResult(
        test="stuart_maxwell",
        statistic=statistic,
        df=df,
        p_value=float(stats.chi2.sf(statistic, df)),
        n=int(values.sum()),
        notes=notes,
    )


def _difference(there: int, back: int, n: int, level: float) -> Effect:
    """Difference of paired shares, with the interval that adds one to each of the numbers who changed."""
    high, low = (there + 1) / (n + 2), (back + 1) / (n + 2)
    half = float(stats.norm.isf((1 - level) / 2)) * sqrt((high + low - (high - low) ** 2) / (n + 2))
    middle = high - low
    return Effect("difference_paired", (there - back) / n, max(-1.0, middle - half), min(1.0, middle + half), level)
