"""Tests for a trend over ordered groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import stats

from . import stacked
from .counts import read_counts
from .result import Effect, Note, TestResult
from .superiority import superiority_of_later

LEVEL = 0.95
LARGEST_SCORE = 1e100


def cochran_armitage(table: Any, scores: Sequence[float] | None = None) -> TestResult:
    """Test for a linear trend in a share over ordered groups (Cochran and Armitage), two-sided.

    Parameters
    ----------
    table : array-like of counts, shape (2, k) or (k, 2)
        Groups by an answer of two kinds, without totals. Empty groups are left out, with a note.
    scores : sequence of k numbers, optional
        Where the groups stand, such as the years of the waves, empty groups included; 1 … k by default.

    Returns
    -------
    TestResult
        ``statistic`` is z, positive if the share of the second kind rises with the score. The effect
        ``"slope"`` is the change of that share for one unit of score, with its 95 % interval. Note
        ``variance_convention`` (divisor N) and ``scores`` (those used).

    Raises
    ------
    ValueError
        If the table does not hold counts, has no side of two, or the scores do not fit it.
    DegenerateTable
        If fewer than two groups or kinds have counts.

    Notes
    -----
    z² = N r², with r the correlation of score and answer: the variance under no trend divides by N.
    ``linear_by_linear`` divides by N - 1, and its z² is (N - 1) r². The slope is the least-squares one,
    its standard error lets each group have its own variance.

    References
    ----------
    Cochran, W. G. (1954). Armitage, P. (1955). Agresti, A. (2013), *Categorical Data Analysis*, 5.3.5.
    """
    counts = read_counts(table)
    shape = (len(counts.kept_rows), len(counts.kept_columns))
    if 2 not in (shape if 2 in shape else counts.values.shape):
        rows, columns = counts.values.shape
        raise ValueError(f"a {rows} × {columns} table; expected one of 2 × k or k × 2 for a trend in a share")
    in_columns = counts.values.shape[1] == 2 if 2 not in shape else shape[1] == 2
    values = (counts.values if in_columns else counts.values.T).astype(float)
    place, note = _scores(scores, counts.kept_rows if in_columns else counts.kept_columns, "scores")
    r = float(stacked.score_correlation(values, place, np.array([0.0, 1.0])))
    z = float(np.sqrt(counts.n)) * r
    return TestResult(
        test="cochran_armitage",
        statistic=z,
        p_value=_two_sided(z),
        n=counts.n,
        effect=_slope(values, place),
        notes=(*counts.notes, Note("variance_convention", {"divisor": "N"}), Note("scores", {"scores": note})),
    )


def linear_by_linear(
    table: Any, row_scores: Sequence[float] | None = None, column_scores: Sequence[float] | None = None
) -> TestResult:
    """Test for a linear association of ordered rows and ordered columns (Mantel), two-sided.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals. Empty rows and columns are left out, with a note; the others keep
        their scores.
    row_scores : sequence of r numbers, optional
        Where the rows stand, such as the years of the waves; 1 … r by default.
    column_scores : sequence of c numbers, optional
        Where the columns stand; 1 … c by default.

    Returns
    -------
    TestResult
        ``statistic`` is z, positive if high rows go with high columns. The effect ``"correlation"`` is
        Pearson's r of the scores with its 95 % interval. Notes ``variance_convention`` (divisor N - 1),
        ``row_scores`` and ``column_scores``.

    Raises
    ------
    ValueError
        If the table does not hold counts, or the scores do not fit it.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    z² = (N - 1) r²: exact variance under independence, given the margins. The interval of r is Fisher's.

    References
    ----------
    Mantel, N. (1963). Agresti, A. (2013), *Categorical Data Analysis*, 3.4.1.
    """
    counts = read_counts(table)
    rows, row_note = _scores(row_scores, counts.kept_rows, "row scores")
    columns, column_note = _scores(column_scores, counts.kept_columns, "column scores")
    r = float(stacked.score_correlation(counts.values.astype(float), rows, columns))
    z = float(np.sqrt(counts.n - 1)) * r
    return TestResult(
        test="linear_by_linear",
        statistic=z,
        p_value=_two_sided(z),
        n=counts.n,
        effect=_correlation("correlation", r, counts.n, variance=1.0),
        notes=(
            *counts.notes,
            Note("variance_convention", {"divisor": "N-1"}),
            Note("row_scores", {"scores": row_note}),
            Note("column_scores", {"scores": column_note}),
        ),
    )


def jonckheere_terpstra(table: Any) -> TestResult:
    """Test whether ordered answers shift over ordered groups (Jonckheere and Terpstra), two-sided.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Ordered groups by ordered answers, without totals. Empty rows and columns are left out, with a note.

    Returns
    -------
    TestResult
        ``statistic`` is z, positive if later groups have later answers. The effect
        ``"probability_of_superiority"`` is the chance that, of two people from different groups, the one
        from the later group has the later answer, ties split evenly, with its 95 % interval. Note
        ``variance_convention`` (permutation variance, ties corrected).

    Raises
    ------
    ValueError
        If the table does not hold counts.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    Needs no scores: only the order counts. The variance is that of J over all permutations of the answers,
    ties included. No continuity correction.

    References
    ----------
    Terpstra, T. J. (1952). Jonckheere, A. R. (1954). Hollander, M., Wolfe, D. A. and Chicken, E. (2014), 6.2,
    for the variance with ties.
    """
    counts = read_counts(table)
    values = counts.values.astype(float)
    count, mean, variance = (float(part) for part in stacked.jonckheere(values))
    z = (count - mean) / float(np.sqrt(variance))
    return TestResult(
        test="jonckheere_terpstra",
        statistic=z,
        p_value=_two_sided(z),
        n=counts.n,
        effect=superiority_of_later(values, LEVEL),
        notes=(
            *counts.notes,
            Note("variance_convention", {"divisor": "permutation", "ties_corrected": True}),
            Note("pairs", {"j": count, "expected": mean}),
        ),
    )


def check_scores(scores: Sequence[float], size: int, what: str) -> np.ndarray:
    """Read scores, one for each row or column, or say what is wrong with them.

    Parameters
    ----------
    scores : sequence of numbers
        Where rows or columns stand.
    size : int
        How many there are.
    what : str
        What to call the scores.

    Returns
    -------
    float array

    Raises
    ------
    ValueError
        If they are not that many finite numbers.
    """
    try:
        place = np.asarray(scores, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what} {scores!r}; expected {size} numbers") from error
    if place.shape != (size,):
        given = len(place) if place.ndim == 1 else f"an array of shape {place.shape}"
        raise ValueError(f"{given} {what}; expected {size}, one for each")
    # squares of larger numbers than this overflow
    if not (np.abs(place) < LARGEST_SCORE).all():
        raise ValueError(f"{what} {place.tolist()}; expected finite numbers, below {LARGEST_SCORE:g}")
    return place


def _scores(scores: Sequence[float] | None, kept: np.ndarray, what: str) -> tuple[np.ndarray, list[float]]:
    """Scores of the rows or columns in use, checked; and the same as a list for the note."""
    place = np.arange(1.0, len(kept) + 1) if scores is None else check_scores(scores, len(kept), what)
    place = place[kept]
    if np.all(place == place[0]):
        raise ValueError(f"{what} that are all {place[0]:g} where there are counts; expected at least two different")
    return place, place.tolist()


def _two_sided(z: float) -> float:
    return float(2 * stats.norm.sf(abs(z)))


def _slope(values: np.ndarray, place: np.ndarray) -> Effect:
    """Least-squares slope of the share in the second column on the scores of the rows."""
    totals = values.sum(axis=1)
    share = values[:, 1] / totals
    x = place - place[0]
    x = x - np.average(x, weights=totals)
    spread = float(np.sum(totals * x**2))
    slope = float(np.sum(totals * x * share)) / spread
    half = float(stats.norm.isf((1 - LEVEL) / 2) * np.sqrt(np.sum(totals * x**2 * share * (1 - share))) / spread)
    return Effect("slope", slope, slope - half, slope + half, LEVEL)


def _correlation(name: str, r: float, n: int, variance: float) -> Effect:
    """Correlation with Fisher's interval; without one where there is none (r = ±1, or n of 3 and less)."""
    if n < 4 or abs(r) >= 1 - 1e-12:
        return Effect(name, r)
    half = float(stats.norm.isf((1 - LEVEL) / 2) * np.sqrt(variance / (n - 3)))
    low, high = (float(np.tanh(np.arctanh(r) + step)) for step in (-half, half))
    return Effect(name, r, low, high, LEVEL)
