"""Choose the test that a table's counts allow, and say why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from .chi_square import chi_square, expected_counts
from .counts import read_counts
from .fisher import fisher_exact
from .result import Note, Reason, TestResult

RULES = ("cochran",)

# Cochran's rule: no expected count below 1, and at most a fifth of them below 5.
LEAST_EXPECTED = 1.0
SMALL_EXPECTED = 5.0
SHARE_SMALL = 0.20


def choose(
    table: Any, *, ordered_rows: bool = False, ordered_columns: bool = False, rule: str = "cochran"
) -> TestResult:
    """Test a two-way table with the test that its counts allow.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals.
    ordered_rows, ordered_columns : bool, default False
        Whether the categories have an order. The tests chosen today do not use it; the result says so in the
        note ``order_not_used``.
    rule : {"cochran"}, default "cochran"
        Chi-square if no expected count is below 1 and at most 20 % of them are below 5, else Fisher's exact
        test.

    Returns
    -------
    TestResult
        With ``reason`` ``expected_sufficient`` or ``expected_below_5`` and the values ``share`` (of cells with
        an expected count below 5, 0–1), ``below`` (their number), ``cells`` and ``minimum`` (the smallest
        expected count).

    Raises
    ------
    ValueError
        If the table does not hold counts, or the rule is unknown.
    DegenerateTable
        If fewer than two rows or columns have counts.

    References
    ----------
    Cochran, W. G. (1954). Some methods for strengthening the common χ² tests.
    """
    if rule not in RULES:
        raise ValueError(f'rule {rule!r}; expected "cochran"')
    values = read_counts(table).values
    expected = expected_counts(values)
    below, cells = int(np.sum(expected < SMALL_EXPECTED)), int(expected.size)
    facts = {
        "share": below / cells,
        "minimum": float(expected.min()),
        "cells": cells,
        "below": below,
    }
    # whole numbers, lest a fifth that is not quite 0.2 in floating point tips the choice
    sufficient = expected.min() >= LEAST_EXPECTED and below <= cells * SHARE_SMALL + 1e-9
    if sufficient:
        result, reason = chi_square(table), Reason("expected_sufficient", facts)
    else:
        result, reason = fisher_exact(table), Reason("expected_below_5", facts)
    notes = result.notes
    if ordered_rows or ordered_columns:
        ordered = {"rows": ordered_rows, "columns": ordered_columns}
        notes = (*notes, Note("order_not_used", ordered))
    return replace(result, reason=reason, notes=notes)
