"""Test statistics of many two-way tables in one go: arrays of shape (..., rows, columns) in, (...) out.

One table is a stack of one, so that a test done alone and the same test done for a whole questionnaire
cannot differ. Tables are counts as floats; empty rows and columns are allowed and change nothing. Where a
statistic is undefined it is NaN.
"""

from __future__ import annotations

import numpy as np


def sizes(tables: np.ndarray) -> np.ndarray:
    """Total count of each table."""
    return tables.sum(axis=(-2, -1))


def expected(tables: np.ndarray) -> np.ndarray:
    """Work out the counts that independence would give; 0 in empty rows and columns."""
    n = sizes(tables)[..., None, None]
    product = tables.sum(axis=-1, keepdims=True) * tables.sum(axis=-2, keepdims=True)
    return _ratio(product, n, 0.0)


def pearson(tables: np.ndarray, expectation: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Pearson's chi-square and its degrees of freedom; NaN and 0 where fewer than two rows or columns are in use."""
    wanted = expected(tables) if expectation is None else expectation
    statistic = _ratio((tables - wanted) ** 2, wanted, 0.0).sum(axis=(-2, -1))
    rows, columns = (np.count_nonzero(tables.sum(axis=axis), axis=-1) for axis in (-1, -2))
    df = np.maximum(rows - 1, 0) * np.maximum(columns - 1, 0)
    return np.where(df > 0, statistic, np.nan), df


def likelihood_ratio(tables: np.ndarray) -> np.ndarray:
    """Likelihood-ratio chi-square, with the degrees of freedom of Pearson's."""
    times = _ratio(tables, expected(tables), 1.0)
    return 2 * (tables * np.log(np.where(times > 0, times, 1.0))).sum(axis=(-2, -1))


def score_correlation(tables: np.ndarray, row_scores: np.ndarray, column_scores: np.ndarray) -> np.ndarray:
    """Pearson's correlation of row scores and column scores; scores of shape (..., rows) and (..., columns)."""
    n = sizes(tables)
    row_totals, column_totals = tables.sum(axis=-1), tables.sum(axis=-2)
    # years as scores: taken from their mean first, lest their squares swallow the differences
    x, y = _centred(row_scores, row_totals, n), _centred(column_scores, column_totals, n)
    covariance = np.einsum("...i,...ij,...j->...", x, tables, y)
    spread = np.sqrt((x**2 * row_totals).sum(axis=-1) * (y**2 * column_totals).sum(axis=-1))
    return np.clip(_ratio(covariance, spread, np.nan), -1.0, 1.0)


def midranks(totals: np.ndarray) -> np.ndarray:
    """Mean rank of those in each category, from the counts of ordered categories (..., k)."""
    return np.cumsum(totals, axis=-1) - totals / 2 + 0.5


def kruskal(tables: np.ndarray) -> np.ndarray:
    """Kruskal and Wallis's H of groups (rows) on ordered answers (columns), corrected for ties."""
    n, rows = sizes(tables), tables.sum(axis=-1)
    columns = tables.sum(axis=-2)
    ranks = midranks(columns) - (n[..., None] + 1) / 2
    mean = _ratio((tables * ranks[..., None, :]).sum(axis=-1), rows, 0.0)
    between, total = (rows * mean**2).sum(axis=-1), (columns * ranks**2).sum(axis=-1)
    return _ratio((n - 1) * between, total, np.nan)


def jonckheere(tables: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Jonckheere and Terpstra's J of ordered rows on ordered columns: J, its mean and its variance under no trend.

    J counts the pairs from two rows in which the later row has the later column, a tie as half a pair.
    """
    n, rows, columns = sizes(tables), tables.sum(axis=-1), tables.sum(axis=-2)
    earlier_rows = np.cumsum(tables, axis=-2) - tables
    lower = np.cumsum(earlier_rows, axis=-1) - earlier_rows / 2
    count = (tables * lower).sum(axis=(-2, -1))
    mean = (n**2 - (rows**2).sum(axis=-1)) / 4

    def ties(k: np.ndarray, *factors: tuple[int, int]) -> np.ndarray:
        product = k
        for slope, shift in factors:
            product = product * (slope * k + shift)
        return product

    once, twice, long = ((1, -1),), ((1, -1), (1, -2)), ((1, -1), (2, 5))
    variance = (ties(n, *long) - ties(rows, *long).sum(axis=-1) - ties(columns, *long).sum(axis=-1)) / 72
    for factors, divisor in ((twice, 36), (once, 8)):
        product = ties(rows, *factors).sum(axis=-1) * ties(columns, *factors).sum(axis=-1)
        variance = variance + _ratio(product, divisor * ties(n, *factors), 0.0)
    return count, mean, variance


def _centred(scores: np.ndarray, totals: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Scores less their mean over the counts, and off a whole number that is near it first."""
    scores = np.asarray(scores, dtype=float)
    near = scores - scores[..., :1]
    mean = _ratio((near * totals).sum(axis=-1), n, 0.0)
    return near - mean[..., None]


def _ratio(above: np.ndarray, below: np.ndarray, otherwise: float) -> np.ndarray:
    """Divide where the divisor is positive."""
    above, below = np.broadcast_arrays(above, below)
    return np.divide(above, below, out=np.full(above.shape, otherwise), where=below > 0)
