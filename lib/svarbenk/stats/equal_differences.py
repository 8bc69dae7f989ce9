"""Several differences between two proportions, and the test that they are the same in all groups."""

from __future__ import annotations

from collections.abc import Sequence

from scipy import stats

from .counts import DegenerateTable
from .result import Note, TestResult


def equal_differences(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> TestResult:
    """Test whether the difference between two proportions is the same in several groups (Cochran's Q).

    Parameters
    ----------
    first, second : sequence of (x, n)
        In each group the number counted of those asked, before and after, in the same order.

    Returns
    -------
    TestResult
        ``test`` is ``"equal_differences"``, asymptotic, with one degree of freedom less than groups. Note
        ``dropped_empty`` if groups without variation in both proportions were left out.

    Raises
    ------
    ValueError
        If the two are not equally long, or a group is not 0 ≤ x ≤ n with n ≥ 1.
    DegenerateTable
        If fewer than two groups are left.

    Notes
    -----
    Each difference weighs by the inverse of its variance p1 (1 − p1) / n1 + p2 (1 − p2) / n2.

    References
    ----------
    Cochran, W. G. (1954). The combination of estimates from different experiments. Fleiss, J. L. (1981), ch. 10.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} groups before and {len(second)} after; expected as many")
    if any(not 0 <= x <= n or n < 1 for x, n in (*first, *second)):
        raise ValueError("a group that is not 0 ≤ x ≤ n with n ≥ 1")
    kept = []
    for (x1, n1), (x2, n2) in zip(first, second, strict=True):
        p1, p2 = x1 / n1, x2 / n2
        variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2
        if variance > 0:
            kept.append((p2 - p1, 1 / variance))
    if len(kept) < 2:
        raise DegenerateTable(f"{len(kept)} groups with variation; expected at least 2")
    total = sum(weight for _, weight in kept)
    common = sum(difference * weight for difference, weight in kept) / total
    q = sum(weight * (difference - common) ** 2 for difference, weight in kept)
    dropped = len(first) - len(kept)
    return TestResult(
        test="equal_differences",
        statistic=q,
        df=len(kept) - 1,
        p_value=float(stats.chi2.sf(q, len(kept) - 1)),
        n=sum(n for _, n in (*first, *second)),
        notes=(Note("dropped_empty", {"rows": dropped, "columns": 0}),) if dropped else (),
    )
