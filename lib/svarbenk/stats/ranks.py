"""Rank tests on ordered answers, from a table of counts: groups in the rows, ordered answers in the columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special, stats

from . import stacked
from .counts import Counts, read_counts
from .result import Effect, Note, TestResult
from .superiority import superiority_of_later

METHODS = ("asymptotic", "exact")
LEVEL = 0.95

# Most answers for which the exact distribution of U is worked out: a second or so.
LARGEST_EXACT = 200

PERMUTATION = Note("variance_convention", {"divisor": "N-1", "ties_corrected": True})


def mann_whitney(table: Any, method: str = "asymptotic", *, correction: bool = False) -> TestResult:
    """Test whether ordered answers differ between two groups (Mann and Whitney, Wilcoxon), two-sided.

    Parameters
    ----------
    table : array-like of counts, shape (2, c)
        Two groups by ordered answers, without totals. Empty answers are left out, with a note.
    method : {"asymptotic", "exact"}, default "asymptotic"
        ``"exact"`` goes through every way to deal the answers to the two groups, ties as they are; for up
        to 200 answers in all. Worth it when a group has ten answers or fewer.
    correction : bool, default False
        Whether to take half a pair off the distance before it is divided by its standard error.

    Returns
    -------
    TestResult
        ``statistic`` is z, positive if the second group has the later answers. The effect
        ``"probability_of_superiority"`` is the chance that somebody from the second group has a later
        answer than somebody from the first, ties split evenly, with its 95 % interval. Note ``u`` with
        U of both groups, note ``variance_convention``.

    Raises
    ------
    ValueError
        If the table does not hold counts of two groups, the method is unknown, or there are too many
        answers for the exact one.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    The variance is that over all permutations, ties corrected; z² equals Kruskal and Wallis's H. The
    interval is DeLong's on the logit scale.

    References
    ----------
    Mann, H. B. and Whitney, D. R. (1947). DeLong, E. R. et al. (1988). Perme, M. P. and Manevski, D. (2019), and
    Newcombe, R. G. (2006), for the interval.
    """
    if method not in METHODS:
        raise ValueError(f'method {method!r}; expected "asymptotic" or "exact"')
    counts = read_counts(table)
    if len(counts.values) != 2:
        raise ValueError(f"{len(counts.values)} groups; expected two rows (kruskal_wallis takes more)")
    values = counts.values.astype(float)
    u, mean, variance = (float(part) for part in stacked.jonckheere(values))
    distance = u - mean
    if correction:
        distance = np.sign(distance) * max(abs(distance) - 0.5, 0.0)
    z = float(distance / np.sqrt(variance))
    p = _exact_p(counts) if method == "exact" else float(2 * stats.norm.sf(abs(z)))
    return TestResult(
        test="mann_whitney",
        statistic=z,
        p_value=p,
        n=counts.n,
        method=method,
        effect=superiority_of_later(values, LEVEL),
        notes=(*counts.notes, PERMUTATION, Note("u", {"first": 2 * mean - u, "second": u, "correction": correction})),
    )


def kruskal_wallis(table: Any) -> TestResult:
    """Test whether ordered answers differ between groups (Kruskal and Wallis).

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Groups by ordered answers, without totals. Empty rows and columns are left out, with a note.

    Returns
    -------
    TestResult
        ``statistic`` is H, corrected for ties. The effect ``"epsilon_squared"`` is the share of the ranks'
        variance that lies between groups. Note ``probability_of_superiority`` has for each group (``row``,
        from 0, as in the caller's table) the chance that somebody in it has a later answer than somebody
        in the others together, with its 95 % interval. Note ``variance_convention``.

    Raises
    ------
    ValueError
        If the table does not hold counts.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    p is the upper tail of chi-square with r - 1 degrees of freedom. Epsilon squared is H / (N - 1).

    References
    ----------
    Kruskal, W. H. and Wallis, W. A. (1952). Kelley, T. L. (1935), for epsilon squared.
    """
    counts = read_counts(table)
    values = counts.values.astype(float)
    h = float(stacked.kruskal(values))
    df = len(values) - 1
    against_others = [
        {"row": int(row), "value": found.value, "low": found.low, "high": found.high, "level": found.level}
        for row, found in zip(np.flatnonzero(counts.kept_rows), _each_against_others(values), strict=True)
    ]
    return TestResult(
        test="kruskal_wallis",
        statistic=h,
        df=df,
        p_value=float(stats.chi2.sf(h, df)),
        n=counts.n,
        effect=Effect("epsilon_squared", min(1.0, h / (counts.n - 1))),
        notes=(*counts.notes, PERMUTATION, Note("probability_of_superiority", {"groups": against_others})),
    )


def spearman(table: Any) -> TestResult:
    """Measure and test the rank correlation of two ordered answers (Spearman), two-sided.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Ordered rows by ordered columns, without totals. Empty rows and columns are left out, with a note.

    Returns
    -------
    TestResult
        ``statistic`` is t with n - 2 degrees of freedom. The effect ``"spearman"`` is rho, from -1 to 1,
        with its 95 % interval (none where rho is ±1 or n below 4). Note ``ties`` says how they are ranked.

    Raises
    ------
    ValueError
        If the table does not hold counts, or only two answers.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    Pearson's correlation of the midranks. The standard error of the interval is that of Bonett and Wright
    on Fisher's scale, which holds better for ranks than Fisher's own.

    References
    ----------
    Spearman, C. (1904). Bonett, D. G. and Wright, T. A. (2000).
    """
    counts = read_counts(table)
    if counts.n < 3:
        raise ValueError(f"{counts.n} answers; expected at least three for a correlation")
    rows, columns = (stacked.midranks(totals.astype(float)) for totals in (counts.row_totals, counts.column_totals))
    rho = float(stacked.score_correlation(counts.values.astype(float), rows, columns))
    return _of_rho(rho, counts.n, (*counts.notes, Note("ties", {"ranks": "mean"})))


def spearman_from_rho(rho: float, n: int) -> TestResult:
    """Test a rank correlation that is known with the number of pairs behind it, as where it was printed.

    Parameters
    ----------
    rho : float
        Spearman's correlation, from -1 to 1.
    n : int
        Pairs.

    Returns
    -------
    TestResult
        As from ``spearman``; how ties were ranked is not known.

    Raises
    ------
    ValueError
        If rho is no correlation, or there are fewer than three pairs.
    """
    if n < 3:
        raise ValueError(f"{n} pairs; expected at least three for a correlation")
    if not -1 <= rho <= 1:
        raise ValueError(f"rho {rho}; expected a number from -1 to 1")
    return _of_rho(float(rho), int(n), ())


def _of_rho(rho: float, n: int, notes: tuple[Note, ...]) -> TestResult:
    df = n - 2
    left_over = max(0.0, 1 - rho**2)
    t = rho * np.sqrt(df / left_over) if left_over > 1e-14 else np.copysign(np.inf, rho)
    low = high = level = None
    if n > 3 and np.isfinite(t):
        half = stats.norm.isf((1 - LEVEL) / 2) * np.sqrt((1 + rho**2 / 2) / (n - 3))
        low, high = (float(np.tanh(np.arctanh(rho) + step)) for step in (-half, half))
        level = LEVEL
    return TestResult(
        test="spearman",
        statistic=float(t),
        df=df,
        p_value=float(2 * stats.t.sf(abs(t), df)),
        n=n,
        effect=Effect("spearman", rho, low, high, level),
        notes=notes,
    )


def _each_against_others(values: np.ndarray) -> list[Effect]:
    together = values.sum(axis=0)
    return [superiority_of_later(np.array([together - row, row]), LEVEL) for row in values]


def _exact_p(counts: Counts) -> float:
    """Chance of a U at least as far from its mean, over all ways to deal the answers to the two groups."""
    if counts.n > LARGEST_EXACT:
        raise ValueError(f"{counts.n} answers; expected at most {LARGEST_EXACT} for the exact method")
    # twice the midranks are whole numbers; ways[k, s] counts the deals of k answers with rank sum s
    ranks = np.rint(2 * stacked.midranks(counts.column_totals.astype(float))).astype(int)
    ranks -= ranks[0]
    smaller = int(np.argmin(counts.row_totals))
    size = int(counts.row_totals[smaller])
    largest = int(size * ranks[-1])
    ways = np.zeros((size + 1, largest + 1))
    ways[0, 0] = 1.0
    for rank, total in zip(ranks, counts.column_totals, strict=True):
        dealt = np.zeros_like(ways)
        for k in range(min(int(total), size) + 1):
            shift = k * int(rank)
            dealt[k:, shift:] += special.comb(int(total), k) * ways[: size + 1 - k, : largest + 1 - shift]
        ways = dealt
    chance = ways[size] / ways[size].sum()
    sums = np.arange(largest + 1)
    mean = size * float(np.sum(ranks * counts.column_totals)) / counts.n
    observed = float(np.sum(ranks * counts.values[smaller]))
    return min(1.0, float(chance[np.abs(sums - mean) >= abs(observed - mean) - 1e-6].sum()))
