"""Every table of counts that could stand behind printed percentages and n, and the p-values that they can have.

``from_percentages`` answers this for one answer in several groups; here groups have any number of answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np
from scipy import stats

from .choice import LEAST_EXPECTED, SHARE_SMALL, SMALL_EXPECTED, choose
from .counts import DegenerateTable
from .printed import possible_counts
from .result import Note, TestResult
from .table_search import flattest, steepest

# So many tables are all looked at; of more, the ends are searched for.
MOST_TABLES = 20_000
# So many of them may need Fisher's exact test, by the degrees of freedom: it takes half a millisecond to half a second.
MOST_EXACT = {1: 600, 2: 200, 4: 60}
FEWEST_EXACT = 16
QUICKLY = {"budget": 2e6, "resamples": 10_000}


@dataclass(frozen=True)
class PossibleTables:
    """The tables that printed percentages can stand for.

    Attributes
    ----------
    nearest : int array or None
        The counts that come closest to the percentages; None where there are no such counts.
    number : int
        How many tables there are.
    smallest, largest : TestResult or None
        The tests with the smallest and the largest p-value that were found; None where nothing can be tested.
    tables : tuple of two int arrays, or None
        The counts behind them.
    complete : bool
        Whether every table was looked at; otherwise the ends were searched for, and may lie a little further out.
    notes : tuple of Note
        ``impossible`` where a percentage is none of so many (``group``, ``answer``, from 0, and the ``counts`` around
        it), ``no_such_sum`` where the counts of a group cannot add up to its n (``group``, ``low``, ``high``).
    """

    nearest: np.ndarray | None
    number: int
    smallest: TestResult | None
    largest: TestResult | None
    tables: tuple[np.ndarray, np.ndarray] | None
    complete: bool
    notes: tuple[Note, ...] = ()


def possible_tables(
    percent: Sequence[Sequence[float | str | Fraction]],
    n: Sequence[int],
    decimals: int = 0,
    *,
    rest: bool = False,
    most: int = MOST_TABLES,
    **choosing: Any,
) -> PossibleTables:
    """Find the tables of counts that are printed as these percentages, and the range of their p-values.

    Parameters
    ----------
    percent : sequence of sequences of numbers
        Groups × answers, 0–100.
    n : sequence of int
        Size of each group.
    decimals : int, default 0
        Decimals that are printed. Rounding is half up.
    rest : bool, default False
        Whether the last answer stands for all that are not printed: its counts are what is left.
    most : int
        So many tables are all looked at.
    **choosing
        As for ``choose``, which tests each table by its own counts: ``ordered_rows``, ``ordered_columns``.

    Returns
    -------
    PossibleTables

    Raises
    ------
    ValueError
        If a percentage is outside 0–100 or has more decimals than said, or an n is not a whole number from 1.

    Notes
    -----
    p is that of the test that each table's counts allow. Where not all tables are looked at, chi-square leads: with
    two answers to its extremes, otherwise to the best that exchanging answers within groups finds.
    """
    boxes, notes = [], []
    for group, (shares, size) in enumerate(zip(percent, n, strict=True)):
        box, wrong = _box(shares, int(size), decimals, group, rest=rest)
        boxes.append(box)
        notes += wrong
    if notes:
        return PossibleTables(None, 0, None, None, None, False, tuple(notes))
    sizes = np.array(n, dtype=int)
    nearest = np.array([_nearest(box, shares, size) for box, shares, size in zip(boxes, percent, n, strict=True)])
    number = prod(_number_of(box, int(size)) for box, size in zip(boxes, n, strict=True))
    if number <= most:
        rows = [list(_vectors(box, int(size))) for box, size in zip(boxes, n, strict=True)]
        every = np.array(list(product(*rows)), dtype=int)
        ends, complete = _ends(every, nearest, choosing)
    else:
        found = np.array([*flattest(boxes, sizes, nearest), *steepest(boxes, sizes, nearest), nearest])
        ends, complete = _ends(found, nearest, choosing)[0], False
    if ends is None:
        return PossibleTables(nearest, number, None, None, None, complete)
    (low, low_table), (high, high_table) = ends
    return PossibleTables(nearest, number, low, high, (low_table, high_table), complete)


def _box(shares: Sequence[Any], size: int, decimals: int, group: int, *, rest: bool) -> tuple[list[range], list[Note]]:
    """Return the possible counts of each answer of a group, or what is wrong with them."""
    printed = shares[:-1] if rest else shares
    box = [possible_counts(share, size, decimals) for share in printed]
    wrong = [
        Note("impossible", {"group": group, "answer": answer, "n": size, "counts": _around(printed[answer], size)})
        for answer, possible in enumerate(box)
        if not possible
    ]
    if wrong:
        return box, wrong
    low, high = sum(each[0] for each in box), sum(each[-1] for each in box)
    if rest:
        box.append(range(max(0, size - high), size - low + 1))
        high = size
    if low > size or high < size:
        return box, [Note("no_such_sum", {"group": group, "n": size, "low": low, "high": high})]
    # what the others leave over narrows each
    low, high = sum(each[0] for each in box), sum(each[-1] for each in box)
    narrowed = [
        range(max(each[0], size - (high - each[-1])), min(each[-1], size - (low - each[0])) + 1) for each in box
    ]
    return narrowed, []


def _around(share: Any, size: int) -> tuple[int, ...]:
    below = int(Fraction(str(share).replace(",", ".")) * size // 100)
    return tuple(x for x in (below, below + 1) if 0 <= x <= size)


def _nearest(box: list[range], shares: Sequence[Any], size: int) -> list[int]:
    """Return the counts with the least squared distance to the percentages, an answer at a time."""
    wanted = [float(Fraction(str(share).replace(",", "."))) * size / 100 for share in shares]
    counts = [each[0] for each in box]
    for _ in range(size - sum(counts)):
        room = [place for place, each in enumerate(box) if counts[place] < each[-1]]
        counts[max(room, key=lambda place: wanted[place] - counts[place])] += 1
    return counts


def _number_of(box: list[range], size: int) -> int:
    """Return how many vectors of a box add up to the size."""
    size -= sum(each[0] for each in box)  # what is to be given out beyond the least of each
    ways = np.zeros(size + 1, dtype=object)
    ways[0] = 1
    for each in box:
        sums = np.cumsum(ways)
        beyond = len(each)
        ways = sums.copy()
        ways[beyond:] -= sums[:-beyond]
    return int(ways[size])


def _vectors(box: list[range], size: int) -> Iterator[tuple[int, ...]]:
    if len(box) == 1:
        if size in box[0]:
            yield (size,)
        return
    low, high = sum(each[0] for each in box[1:]), sum(each[-1] for each in box[1:])
    for count in range(max(box[0][0], size - high), min(box[0][-1], size - low) + 1):
        for more in _vectors(box[1:], size - count):
            yield (count, *more)


def _ends(
    every: np.ndarray, nearest: np.ndarray, choosing: dict[str, Any]
) -> tuple[tuple[tuple[TestResult, np.ndarray], tuple[TestResult, np.ndarray]] | None, bool]:
    """Return the tests with the smallest and largest p, and whether all tables were tested."""
    used = every.sum(axis=(0, 1)) > 0
    if used.sum() < 2 or len(nearest) < 2:
        return None, True
    statistic, df, plain = chi_squares(every[:, :, used])
    p = np.where(plain, stats.chi2.sf(statistic, df), np.nan)
    exact = np.flatnonzero(~plain)
    allowed = MOST_EXACT.get(int(df.max()), FEWEST_EXACT)
    complete = len(exact) <= allowed
    if not complete:
        by_size = exact[np.argsort(statistic[exact], kind="stable")]
        half = allowed // 2
        exact = np.concatenate([by_size[:half], by_size[-half:]])
    tested: dict[int, TestResult] = {}
    for place in exact:
        found = _tested(every[place], choosing)
        if found is not None:
            tested[place], p[place] = found, found.p_value
    if np.isnan(p).all():
        return None, complete
    found = []
    for place in (int(np.nanargmin(p)), int(np.nanargmax(p))):
        result = tested.get(place) or _tested(every[place], choosing)
        if result is None:
            return None, complete
        found.append((result, every[place]))
    return (found[0], found[1]), complete


def _tested(table: np.ndarray, choosing: dict[str, Any]) -> TestResult | None:
    try:
        return choose(table, **choosing, **QUICKLY)
    except DegenerateTable:
        return None


def chi_squares(tables: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pearson's chi-square of many tables of one shape.

    Parameters
    ----------
    tables : int array, shape (tables, r, c)
        Counts.

    Returns
    -------
    tuple of arrays
        Chi-square, degrees of freedom, and whether Cochran's rule lets chi-square stand; empty rows and columns of a
        table are left out.
    """
    values = tables.astype(float)
    rows, columns = values.sum(axis=2), values.sum(axis=1)
    expected = rows[:, :, None] * columns[:, None, :] / rows.sum(axis=1)[:, None, None]
    there = expected > 0
    terms = np.divide((values - expected) ** 2, expected, out=np.zeros_like(values), where=there)
    df = ((rows > 0).sum(axis=1) - 1) * ((columns > 0).sum(axis=1) - 1)
    small = ((expected < SMALL_EXPECTED) & there).sum(axis=(1, 2))
    few = small <= there.sum(axis=(1, 2)) * SHARE_SMALL + 1e-9
    least = np.where(there, expected, np.inf).min(axis=(1, 2))
    return terms.sum(axis=(1, 2)), df, few & (least >= LEAST_EXPECTED) & (df > 0)
