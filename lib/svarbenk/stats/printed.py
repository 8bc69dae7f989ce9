"""What a reader can test with the percentages and the n that a report prints.

A printed percentage stands for every count that rounds to it. So p is a range, and some percentages are
impossible with the n beside them.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy import stats

from .intervals import check_level
from .result import Note

CLAIMS = ("significant", "not_significant")

# The largest chi-square stands in one of 2^k corners.
MOST_GROUPS = 16
MOST_DECIMALS = 6


@dataclass(frozen=True)
class PrintedTest:
    """The test of k printed percentages, over all counts that they can stand for.

    Attributes
    ----------
    test : str
        ``"chi_square"``.
    counts : tuple of ranges
        The possible counts of each group; an empty range where the percentage is impossible with its n.
    n : tuple of int
        Size of each group.
    possible : bool
        Whether every percentage is possible.
    statistic : tuple of two floats, or None
        Smallest and largest Pearson chi-square.
    df : int
        Degrees of freedom, k - 1.
    p_value : tuple of two floats, or None
        Smallest and largest p-value; None where a percentage is impossible.
    tables : tuple of two tables, or None
        Counts (groups × yes, no) that give the smallest and the largest p-value.
    notes : tuple of Note
        ``impossible`` with the groups (from 0) and the nearest possible percentages, ``expected_below_5``
        where chi-square is a rough guide for some of the possible tables.
    """

    counts: tuple[range, ...]
    n: tuple[int, ...]
    possible: bool
    statistic: tuple[float, float] | None
    df: int
    p_value: tuple[float, float] | None
    tables: tuple[np.ndarray, np.ndarray] | None
    notes: tuple[Note, ...] = ()
    test: str = "chi_square"

    def judge(self, claim: str, level: float = 0.05) -> str:
        """Judge a printed claim about the difference.

        Parameters
        ----------
        claim : {"significant", "not_significant"}
            What the report says.
        level : float, default 0.05
            Significant is p < level.

        Returns
        -------
        str
            ``"holds"`` for all possible counts, ``"cannot_hold"`` for any, ``"cannot_be_settled"`` by what is
            printed, ``"impossible"`` where a percentage is impossible with its n.

        Raises
        ------
        ValueError
            If the claim is unknown, or the level is outside (0, 1).
        """
        if claim not in CLAIMS:
            raise ValueError(f'claim {claim!r}; expected "significant" or "not_significant"')
        check_level(level, "level of significance", 0.05)
        if self.p_value is None:
            return "impossible"
        smallest, largest = self.p_value
        if smallest < level <= largest:
            return "cannot_be_settled"
        return "holds" if (largest < level) == (claim == "significant") else "cannot_hold"


def from_percentages(
    percent: Sequence[float | str | Fraction], n: int | Sequence[int], decimals: int = 0
) -> PrintedTest:
    """Test printed percentages of k groups against each other, over all that their rounding allows.

    Parameters
    ----------
    percent : sequence of k numbers
        Printed percentages of the same answer, 0–100, one per group; a string may have a decimal comma.
    n : int or sequence of k ints
        Size of each group, or of all.
    decimals : int, default 0
        Decimals that are printed. Rounding is half up: 62.5 is printed as 63.

    Returns
    -------
    PrintedTest
        Possible counts, and the ranges of Pearson's chi-square and of p.

    Raises
    ------
    ValueError
        If there are fewer than two or more than 16 groups, a percentage is outside 0–100 or has more decimals
        than said, or an n is not a whole number from 1.

    Notes
    -----
    The k×2 chi-square test without correction; for two groups it is the two-proportion z-test. Both ends are
    attained: the largest chi-square in a corner of the possible counts (it is quasiconvex), the smallest
    by adding, for each possible total, one answer at a time where it costs least. Where everybody or nobody
    has answered so, there is no difference: chi-square is 0.

    References
    ----------
    Brown, N. J. L. and Heathers, J. A. J. (2017), for GRIM, the test of possible means and percentages.
    """
    if isinstance(percent, str) or not np.iterable(percent):
        raise ValueError(f"{percent!r} as percentages; expected 2 to {MOST_GROUPS}, one per group")
    shares = [_percentage(value, decimals) for value in percent]
    if not 2 <= len(shares) <= MOST_GROUPS:
        raise ValueError(f"{len(shares)} percentages; expected 2 to {MOST_GROUPS}, one per group")
    sizes = _sizes(n, len(shares))
    counts = tuple(possible_counts(share, size, decimals) for share, size in zip(shares, sizes, strict=True))
    df = len(shares) - 1
    impossible = [i for i, possible in enumerate(counts) if not possible]
    if impossible:
        nearest = {i: _nearest(shares[i], sizes[i], decimals) for i in impossible}
        note = Note("impossible", {"groups": impossible, "nearest": nearest})
        return PrintedTest(counts, sizes, False, None, df, None, None, (note,))
    low, high = _flattest(counts, sizes), _steepest(counts, sizes)
    statistic = tuple(float(_chi_square(x[None], np.array(sizes, dtype=float))[0]) for x in (low, high))
    p = tuple(float(stats.chi2.sf(value, df)) for value in reversed(statistic))
    tables = tuple(np.column_stack([x, np.array(sizes) - x]) for x in (high, low))
    return PrintedTest(counts, sizes, True, statistic, df, p, tables, _small_expected(counts, sizes))


def possible_counts(percent: float | str | Fraction, n: int, decimals: int = 0) -> range:
    """Find the counts out of n that would be printed as this percentage (GRIM).

    Parameters
    ----------
    percent : number or str
        Printed percentage, 0–100.
    n : int
        Size of the group.
    decimals : int, default 0
        Decimals that are printed, half up.

    Returns
    -------
    range
        Empty if the percentage is impossible.

    Raises
    ------
    ValueError
        If the percentage is outside 0–100 or has more decimals than said, or n is not a whole number from 1.

    References
    ----------
    Brown, N. J. L. and Heathers, J. A. J. (2017).
    """
    share = _percentage(percent, decimals)
    (size,) = _sizes(n, 1)
    half = Fraction(1, 2 * 10**decimals)
    first, after = (-(-(share + step) * size // 100) for step in (-half, half))
    return range(max(0, int(first)), min(size + 1, int(after)))


def _percentage(value: Any, decimals: int) -> Fraction:
    if isinstance(decimals, bool) or not isinstance(decimals, (int, np.integer)) or not 0 <= decimals <= MOST_DECIMALS:
        raise ValueError(f"{decimals!r} decimals; expected a whole number from 0 to {MOST_DECIMALS}")
    try:
        # through the shortest decimal: 12.3 is meant, not the float beside it
        exact = value if isinstance(value, Fraction) else Fraction(str(value).strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"{value!r} as percentage; expected a number, 0–100") from error
    if not 0 <= exact <= 100:
        raise ValueError(f"{value} as percentage; expected 0–100")
    if (exact * 10**decimals).denominator != 1:
        raise ValueError(f"{value} as percentage; expected at most {decimals} decimals")
    return exact


def _sizes(n: Any, groups: int) -> tuple[int, ...]:
    given = [n] * groups if np.ndim(n) == 0 else list(n)
    if len(given) != groups:
        raise ValueError(f"{len(given)} sizes for {groups} percentages; expected one each")
    for size in given:
        try:
            possible = not isinstance(size, (bool, str)) and float(size).is_integer() and size >= 1
        except TypeError:
            possible = False
        if not possible:
            raise ValueError(f"{size!r} as n; expected a whole number from 1")
    return tuple(int(size) for size in given)


def _nearest(share: Fraction, size: int, decimals: int) -> list[float]:
    """Find the printable percentages just below and above an impossible one."""
    below = share * size // 100
    scale = 10**decimals
    around = (Fraction(100 * int(x), size) for x in (below, below + 1) if 0 <= x <= size)
    return [float(Fraction(int(value * scale + Fraction(1, 2)), scale)) for value in around]


def _chi_square(x: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Pearson's chi-square for rows of counts; 0 where everybody or nobody is counted."""
    share = x.sum(axis=1) / sizes.sum()
    above = np.sum((x - sizes * share[:, None]) ** 2 / sizes, axis=1)
    below = share * (1 - share)
    return np.divide(above, below, out=np.zeros(len(x)), where=below > 0)


def _steepest(counts: tuple[range, ...], sizes: tuple[int, ...]) -> np.ndarray:
    """Find the counts with the largest chi-square: one of the corners."""
    ends = np.array([(possible[0], possible[-1]) for possible in counts])
    corner = np.arange(2 ** len(ends))[:, None] >> np.arange(len(ends)) & 1
    every = np.take_along_axis(ends.T, corner, axis=0)
    return every[np.argmax(_chi_square(every.astype(float), np.array(sizes, dtype=float)))]


def _flattest(counts: tuple[range, ...], sizes: tuple[int, ...]) -> np.ndarray:
    """Find the counts with the smallest chi-square.

    For a given total it is smallest where the sum of x²/n is; that sum is convex in each x, so adding
    one answer at a time where it adds least passes through the best table of every total.
    """
    x = np.array([possible[0] for possible in counts])
    queue = [
        (Fraction(2 * possible[0] + 1, size), i) for i, (possible, size) in enumerate(zip(counts, sizes, strict=True))
    ]
    queue = [(cost, i) for cost, i in queue if len(counts[i]) > 1]
    heapq.heapify(queue)
    weights = np.array(sizes, dtype=float)
    best, least = x.copy(), float(_chi_square(x[None].astype(float), weights)[0])
    while queue:
        _, i = heapq.heappop(queue)
        x[i] += 1
        if x[i] < counts[i][-1]:
            heapq.heappush(queue, (Fraction(2 * int(x[i]) + 1, sizes[i]), i))
        found = float(_chi_square(x[None].astype(float), weights)[0])
        if found < least:
            best, least = x.copy(), found
    return best


def _small_expected(counts: tuple[range, ...], sizes: tuple[int, ...]) -> tuple[Note, ...]:
    """Note the smallest expected count that is possible, if it is below 5."""
    total, smallest = sum(sizes), min(sizes)
    fewest = min(sum(p[0] for p in counts), total - sum(p[-1] for p in counts))
    least = smallest * fewest / total
    return (Note("expected_below_5", {"minimum": least}),) if least < 5 else ()
