"""Pearson's chi-square test, with what it expects and where the table departs from it."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from .counts import Counts, read_counts
from .effects import cramers_v
from .result import TestResult

CORRECTIONS = (None, "yates", "n-1")


def chi_square(table: Any, correction: str | None = None) -> TestResult:
    """Test the independence of rows and columns with Pearson's chi-square.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals. Empty rows and columns are left out, with a note.
    correction : {None, "yates", "n-1"}, default None
        ``"yates"``: continuity correction, for 2×2 tables. ``"n-1"``: statistic times (n - 1) / n.

    Returns
    -------
    TestResult
        With Cramér's V (always from the uncorrected statistic) and its 95 % interval as effect.

    Raises
    ------
    ValueError
        If the table does not hold counts, or the correction is unknown or does not fit the table.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    Nothing is corrected unless asked for. The p-value is the upper tail of the chi-square distribution with
    (r - 1)(c - 1) degrees of freedom.

    References
    ----------
    Pearson, K. (1900). Yates, F. (1934). Pearson, E. S. (1947), for n - 1; Campbell, I. (2007).
    """
    if correction not in CORRECTIONS:
        raise ValueError(f'correction {correction!r}; expected None, "yates" or "n-1"')
    counts = read_counts(table)
    if correction == "yates" and counts.values.shape != (2, 2):
        rows, columns = counts.values.shape
        raise ValueError(f"Yates's correction for a {rows} × {columns} table; expected a 2 × 2 table")
    found = stats.chi2_contingency(counts.values, correction=correction == "yates")
    statistic, df, p = float(found.statistic), int(found.dof), float(found.pvalue)
    if correction == "n-1":
        statistic *= (counts.n - 1) / counts.n
        p = float(stats.chi2.sf(statistic, df))
    return TestResult(
        test={None: "chi_square", "yates": "chi_square_yates", "n-1": "chi_square_n_1"}[correction],
        statistic=statistic,
        df=df,
        p_value=p,
        n=counts.n,
        effect=cramers_v(counts.values),
        notes=counts.notes,
    )


def likelihood_ratio(table: Any) -> TestResult:
    """Test the independence of rows and columns with the likelihood-ratio chi-square (G²).

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals. Empty rows and columns are left out, with a note.

    Returns
    -------
    TestResult
        With Cramér's V and its 95 % interval as effect.

    Raises
    ------
    ValueError
        If the table does not hold counts.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    2 Σ observed × log(observed / expected), without correction; (r - 1)(c - 1) degrees of freedom.

    References
    ----------
    Wilks, S. S. (1935).
    """
    counts = read_counts(table)
    found = stats.chi2_contingency(counts.values, correction=False, lambda_="log-likelihood")
    return TestResult(
        test="likelihood_ratio",
        statistic=float(found.statistic),
        df=int(found.dof),
        p_value=float(found.pvalue),
        n=counts.n,
        effect=cramers_v(counts.values),
        notes=counts.notes,
    )


def expected_counts(table: Any) -> np.ndarray:
    """Work out the counts that independence of rows and columns would give.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals.

    Returns
    -------
    float array, shape (r, c)
        Row total × column total / n; 0 in empty rows and columns.

    Raises
    ------
    ValueError
        If the table does not hold counts, or is degenerate.

    References
    ----------
    Pearson, K. (1900).
    """
    counts = read_counts(table)
    return _in_place(counts, stats.contingency.expected_freq(counts.values), empty=0.0)


def standardised_residuals(table: Any) -> np.ndarray:
    """Measure how far each cell departs from independence, in standard errors (adjusted residuals).

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals.

    Returns
    -------
    float array, shape (r, c)
        About standard normal under independence; NaN in empty rows and columns.

    Raises
    ------
    ValueError
        If the table does not hold counts, or is degenerate.

    Notes
    -----
    (observed - expected) / sqrt(expected (1 - row share) (1 - column share)).

    References
    ----------
    Haberman, S. J. (1973).
    """
    counts = read_counts(table)
    expected = stats.contingency.expected_freq(counts.values)
    variance = expected * (1 - counts.row_totals[:, None] / counts.n) * (1 - counts.column_totals[None, :] / counts.n)
    return _in_place(counts, (counts.values - expected) / np.sqrt(variance), empty=np.nan)


def _in_place(counts: Counts, values: np.ndarray, empty: float) -> np.ndarray:
    """Put values of the used rows and columns back where they were in the caller's table."""
    full = np.full((len(counts.kept_rows), len(counts.kept_columns)), empty)
    full[np.ix_(counts.kept_rows, counts.kept_columns)] = values
    return full
