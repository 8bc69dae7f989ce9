"""Turn whatever holds a two-way table into checked counts, or say what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .result import Note

# Larger counts would not survive the way through a float unharmed.
LARGEST_COUNT = 2**53


class DegenerateTable(ValueError):
    """The counts are valid, but with fewer than two rows or columns in use there is nothing to test."""


@dataclass(frozen=True)
class Counts:
    """A checked table of counts without empty rows and columns.

    Attributes
    ----------
    values : int64 array, shape (r, c)
        Counts, r and c at least 2.
    row_totals, column_totals : int64 arrays
        Margins, all positive.
    n : int
        Total count.
    notes : tuple of Note
        ``dropped_empty`` with the numbers of rows and columns that were left out, if any were.
    """

    values: np.ndarray
    row_totals: np.ndarray
    column_totals: np.ndarray
    n: int
    kept_rows: np.ndarray
    kept_columns: np.ndarray
    notes: tuple[Note, ...]


def read_counts(table: Any) -> Counts:
    """Check a table of counts and leave out its empty rows and columns.

    Parameters
    ----------
    table : array-like, shape (r, c)
        Nested lists, numpy array, DataFrame, or anything with ``__array__``. Whole numbers, none negative;
        no totals.

    Returns
    -------
    Counts

    Raises
    ------
    ValueError
        If the table is not two-dimensional, is empty, or holds anything but counts.
    DegenerateTable
        If fewer than two rows or two columns have any counts.
    """
    values = _whole_numbers(_as_two_way(table))
    if values.size == 0 or values.sum() == 0:
        raise DegenerateTable(
            f"a table of {values.shape[0]} × {values.shape[1]} with no counts; expected at least one answer "
            "in each of two rows and two columns"
        )
    kept_rows, kept_columns = values.sum(axis=1) > 0, values.sum(axis=0) > 0
    used = values[kept_rows][:, kept_columns]
    if min(used.shape) < 2:
        raise DegenerateTable(
            f"{used.shape[0]} row(s) and {used.shape[1]} column(s) with counts; expected at least two of each"
        )
    notes = ()
    if used.shape != values.shape:
        dropped = {"rows": int((~kept_rows).sum()), "columns": int((~kept_columns).sum())}
        notes = (Note("dropped_empty", dropped),)
    return Counts(used, used.sum(axis=1), used.sum(axis=0), int(used.sum()), kept_rows, kept_columns, notes)


def read_square(table: Any) -> np.ndarray:
    """Check a square table of counts, of which nothing is left out.

    Parameters
    ----------
    table : array-like, shape (k, k)
        First answers by second answers, in the same order. Whole numbers, none negative; no totals.

    Returns
    -------
    int64 array, shape (k, k)

    Raises
    ------
    ValueError
        If the table is not square or holds anything but counts.
    DegenerateTable
        If there are no counts.
    """
    values = _whole_numbers(_as_two_way(table))
    if values.shape[0] != values.shape[1] or len(values) < 2:
        raise ValueError(
            f"a {values.shape[0]} × {values.shape[1]} table of paired answers; expected as many rows as columns, "
            "at least two of each"
        )
    if values.sum() == 0:
        raise DegenerateTable("a table with no counts; expected at least one pair of answers")
    return values


def _as_two_way(table: Any) -> np.ndarray:
    if isinstance(table, np.ma.MaskedArray):
        # what is masked is missing, and not the number that stands below the mask
        table = table.astype(object).filled(None)
    try:
        values = np.asarray(table)
    except ValueError as error:
        raise ValueError("rows of different lengths; expected the same number of columns in each") from error
    if values.ndim != 2:
        raise ValueError(f"{values.ndim} dimension(s); expected a two-way table (rows × columns)")
    return values


def _whole_numbers(values: np.ndarray) -> np.ndarray:
    texts = values.dtype == object and any(isinstance(value, (str, bool)) for value in values.flat)
    if values.dtype.kind in "cb" or texts:
        held = "texts, or true and false," if texts else f"values of type {values.dtype}"
        raise ValueError(f"{held} in the table, which are not a number of answers; expected counts")
    try:
        numbers = values.astype(float)
    except (TypeError, ValueError) as error:
        # pandas' missing values turn up here too: they cannot be made a float
        raise ValueError(
            f"something that is not a number in the table ({error}); expected counts only, "
            "without labels or missing values"
        ) from error
    if values.dtype.kind in "USmM":
        raise ValueError(f"values of type {values.dtype} in the table; expected counts")
    for wrong, what in (
        (np.isnan(numbers), "a missing value"),
        (np.isinf(numbers), "an infinite value"),
        (numbers < 0, "a negative count"),
        (numbers != np.floor(numbers), "a count that is not a whole number"),
        (numbers > LARGEST_COUNT, "a count too large to be exact"),
    ):
        if wrong.any():
            i, j = np.argwhere(wrong)[0]
            raise ValueError(
                f"{what} ({numbers[i, j]:g}) in row {i + 1}, column {j + 1}; expected whole numbers from 0"
            )
    return numbers.astype(np.int64)
