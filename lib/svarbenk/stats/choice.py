"""Choose the test that a table's counts allow, and say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .chi_square import chi_square, expected_counts
from .counts import Counts, read_counts, read_square
from .fisher import fisher_exact
from .mcnemar import marginal_homogeneity, mcnemar
from .result import Note, Reason, TestResult
from .trend import check_scores, cochran_armitage, linear_by_linear

RULES = ("cochran", "campbell")

# Cochran's rule: no expected count below 1, and at most a fifth of them below 5. Campbell's: none below 1.
LEAST_EXPECTED = 1.0
SMALL_EXPECTED = 5.0
SHARE_SMALL = 0.20

# Fewer people than this who changed: the exact McNemar test.
FEW_DISCORDANT = 25


def choose(
    table: Any,
    *,
    ordered_rows: bool = False,
    ordered_columns: bool = False,
    paired: bool = False,
    rule: str = "cochran",
    row_scores: Sequence[float] | None = None,
    column_scores: Sequence[float] | None = None,
    **fisher: Any,
) -> TestResult:
    """Test a two-way table with the test that its counts allow.

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals.
    ordered_rows, ordered_columns : bool, default False
        Whether the categories have an order. Where both have, or one has and the other is of two kinds, a test
        of trend comes beside the first as ``companion``: Cochran–Armitage if the columns are of two kinds, else
        linear-by-linear. Where the order of one side alone, or of paired answers, finds no use, the note
        ``order_not_used`` says so.
    paired : bool, default False
        Whether rows and columns are answers of the same people, in the same order: McNemar's test, or Stuart
        and Maxwell's of more than two answers.
    rule : {"cochran", "campbell"}, default "cochran"
        ``"cochran"``: chi-square if no expected count is below 1 and at most 20 % of them are below 5, else
        Fisher's exact test. ``"campbell"``, for 2×2 tables: the n - 1 chi-square if no expected count is below 1,
        else Fisher's exact test; other tables go by Cochran's rule.
    row_scores, column_scores : sequence of numbers, optional
        Where the rows and columns stand in the test of trend, such as the years of the waves; ranks by default.
    **fisher
        ``budget``, ``resamples`` and ``seed`` of Fisher's test, where it is chosen: many tables at once need not wait
        for every exact p.

    Returns
    -------
    TestResult
        With ``reason``: ``expected_sufficient``, ``expected_below_5`` (Cochran), ``expected_at_least_1``,
        ``expected_below_1`` (Campbell), all with the values ``share`` (of cells with an expected count below 5,
        0–1), ``below`` (their number), ``cells``, ``minimum`` (the smallest expected count) and ``rule`` (the one
        that decided); or ``discordant_sufficient``, ``discordant_few``, ``paired_categories`` (paired) with
        ``discordant`` and ``limit``.

    Raises
    ------
    ValueError
        If the table does not hold counts, the rule is unknown, or scores do not fit the table.
    DegenerateTable
        If fewer than two rows or columns have counts.

    References
    ----------
    Cochran, W. G. (1954). Some methods for strengthening the common χ² tests. Campbell, I. (2007). Chi-squared
    and Fisher–Irwin tests of two-by-two tables with small sample recommendations.
    """
    if rule not in RULES:
        raise ValueError(f'rule {rule!r}; expected "cochran" or "campbell"')
    if paired:
        return _with_unused_order(_paired(table), ordered_rows, ordered_columns)
    counts = read_counts(table)
    # wrong scores are said even where no trend is tested
    for scores, kept, what in (
        (row_scores, counts.kept_rows, "row scores"),
        (column_scores, counts.kept_columns, "column scores"),
    ):
        if scores is not None:
            check_scores(scores, len(kept), what)
    by_campbell = rule == "campbell" and counts.values.shape == (2, 2)
    result = _campbell(table, counts, fisher) if by_campbell else _cochran(table, counts, fisher)
    rows, columns = counts.values.shape
    any_order, two_ways = ordered_rows or ordered_columns, (ordered_rows or rows == 2, ordered_columns or columns == 2)
    if any_order and all(two_ways):
        return replace(result, companion=_trend(table, counts, row_scores, column_scores))
    return _with_unused_order(result, ordered_rows, ordered_columns)


def _with_unused_order(result: TestResult, ordered_rows: bool, ordered_columns: bool) -> TestResult:
    if not (ordered_rows or ordered_columns):
        return result
    unused = Note("order_not_used", {"rows": ordered_rows, "columns": ordered_columns})
    return replace(result, notes=(*result.notes, unused))


def _cochran(table: Any, counts: Counts, fisher: dict[str, Any]) -> TestResult:
    expected, facts = _facts(counts, "cochran")
    # whole numbers, lest a fifth that is not quite 0.2 in floating point tips the choice
    few_small = facts["below"] <= facts["cells"] * SHARE_SMALL + 1e-9
    if expected.min() >= LEAST_EXPECTED and few_small:
        return replace(chi_square(table), reason=Reason("expected_sufficient", facts))
    return replace(fisher_exact(table, **fisher), reason=Reason("expected_below_5", facts))


def _campbell(table: Any, counts: Counts, fisher: dict[str, Any]) -> TestResult:
    expected, facts = _facts(counts, "campbell")
    if expected.min() >= LEAST_EXPECTED:
        return replace(chi_square(table, "n-1"), reason=Reason("expected_at_least_1", facts))
    return replace(fisher_exact(table, **fisher), reason=Reason("expected_below_1", facts))


def _facts(counts: Counts, rule: str) -> tuple[np.ndarray, dict[str, Any]]:
    """Work out the expected counts, and what a sentence about them needs."""
    expected = expected_counts(counts.values)
    below, cells = int(np.sum(expected < SMALL_EXPECTED)), int(expected.size)
    minimum = float(expected.min())
    return expected, {"share": below / cells, "minimum": minimum, "cells": cells, "below": below, "rule": rule}


def _paired(table: Any) -> TestResult:
    values = read_square(table)
    facts = {"discordant": int(values.sum() - np.trace(values)), "limit": FEW_DISCORDANT}
    if len(values) > 2:
        return replace(marginal_homogeneity(values), reason=Reason("paired_categories", facts))
    if facts["discordant"] < FEW_DISCORDANT:
        return replace(mcnemar(values), reason=Reason("discordant_few", facts))
    return replace(mcnemar(values, "asymptotic"), reason=Reason("discordant_sufficient", facts))


def _trend(
    table: Any, counts: Counts, row_scores: Sequence[float] | None, column_scores: Sequence[float] | None
) -> TestResult:
    if counts.values.shape[1] == 2 and column_scores is None:
        # a third answer that nobody gave is no answer here
        return cochran_armitage(np.asarray(table)[:, counts.kept_columns], row_scores)
    return linear_by_linear(table, row_scores, column_scores)
