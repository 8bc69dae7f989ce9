"""Fisher's exact test, for tables of any size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from scipy import stats

from .counts import Counts, read_counts
from .effects import cramers_v
from .exact_rxc import TIE_TOLERANCE, exact_p
from .result import Effect, Note, TestResult

METHODS = ("auto", "exact", "monte_carlo")

# Elements; some three seconds, and twenty where the caller insists on the exact value.
BUDGET = {"auto": 3e7, "exact": 2e8}
RESAMPLES = 100_000
SEED = 2025
P_LEVEL = 0.99

# Random tables held in memory at one time.
CELLS_AT_ONCE = 4_000_000


def fisher_exact(
    table: Any,
    method: str = "auto",
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    budget: float | None = None,
    mid_p: bool = False,
) -> TestResult:
    """Test the independence of rows and columns with Fisher's exact test (Fisher–Freeman–Halton for r×c).

    Parameters
    ----------
    table : array-like of counts, shape (r, c)
        Two-way table without totals. Empty rows and columns are left out, with a note.
    method : {"auto", "exact", "monte_carlo"}, default "auto"
        ``"auto"`` and ``"exact"`` work the p-value out exactly and turn to random tables if that would take
        more than the budget; ``"exact"`` tries some seven times as long. ``"monte_carlo"`` uses random tables only.
    resamples : int, default 100 000
        Number of random tables.
    seed : int
        Seed of the random tables; the same seed gives the same result.
    budget : float, optional
        Elements that the exact computation may make, about ten million a second. It counts work and not
        time, so a table ends the same way on every machine.
    mid_p : bool, default False
        For 2×2 tables: count tables exactly as probable as the observed one by half. Less conservative; the
        test is then called ``"fisher_mid_p"``.

    Returns
    -------
    TestResult
        ``method`` says how the p-value came about. A Monte Carlo result carries the 99 % interval of the
        p-value, the number of tables, and a note ``budget_exceeded`` if the exact way was tried first. The
        effect is Cramér's V with its 95 % interval.

    Raises
    ------
    ValueError
        If the table does not hold counts, or an argument is out of range. Never for the table's size.
    DegenerateTable
        If fewer than two rows or columns have counts.

    Notes
    -----
    Two-sided: the probability, given the margins, of a table at most as probable as the observed one; ties
    within a relative 1e-7 count as at most as probable. The Monte Carlo estimate is (tables at most as
    probable + 1) / (resamples + 1), so that it is never 0.

    References
    ----------
    Fisher, R. A. (1935). Freeman, G. H. and Halton, J. H. (1951). Patefield, W. M. (1981), for the random
    tables. Phipson, B. and Smyth, G. K. (2010), for the + 1. Clopper, C. J. and Pearson, E. S. (1934), for
    the interval of the p-value. Lancaster, H. O. (1961), for mid-p.
    """
    if method not in METHODS:
        raise ValueError(f'method {method!r}; expected "auto", "exact" or "monte_carlo"')
    if resamples < 1:
        raise ValueError(f"{resamples} resamples; expected at least 1")
    counts = read_counts(table)
    if mid_p:
        return _mid_p(counts, method)
    # one engine for 2×2 as well: its ties are those of the larger tables
    notes = counts.notes
    if method != "monte_carlo":
        allowed = BUDGET[method] if budget is None else budget
        p = exact_p(counts.values, allowed)
        if p is not None:
            return _result(counts, notes, p_value=p, method="exact")
        notes = (*notes, Note("budget_exceeded", {"budget": allowed}))
    hits = _as_extreme(counts, int(resamples), seed)
    interval = stats.binomtest(hits, int(resamples)).proportion_ci(P_LEVEL, method="exact")
    return _result(
        counts,
        notes,
        p_value=(hits + 1) / (resamples + 1),
        method="monte_carlo",
        p_interval=(float(interval.low), float(interval.high)),
        resamples=int(resamples),
        seed=seed,
    )


def _mid_p(counts: Counts, method: str) -> TestResult:
    """Fisher's mid-p of a 2×2 table: the less probable tables, and half of those as probable as the observed one."""
    if counts.values.shape != (2, 2) or method == "monte_carlo":
        rows, columns = counts.values.shape
        raise ValueError(f"mid-p of a {rows} × {columns} table, method {method!r}; expected a 2 × 2 table, exact")
    (first, _), (column, _) = counts.row_totals.tolist(), counts.column_totals.tolist()
    possible = np.arange(max(0, first + column - counts.n), min(first, column) + 1)
    chances = stats.hypergeom.logpmf(possible, counts.n, first, column)
    above = chances - chances[int(counts.values[0, 0]) - possible[0]]
    weight = np.where(above < -TIE_TOLERANCE, 1.0, np.where(above <= TIE_TOLERANCE, 0.5, 0.0))
    p = float(np.sum(weight * np.exp(chances)))
    return TestResult(
        test="fisher_mid_p", n=counts.n, p_value=p, method="exact", effect=_effect(counts), notes=counts.notes
    )


def _result(counts: Counts, notes: tuple[Note, ...], **values: Any) -> TestResult:
    return TestResult(test="fisher_exact", n=counts.n, effect=_effect(counts), notes=notes, **values)


def _effect(counts: Counts) -> Effect:
    """Cramér's V; its interval rests on chi-square and is left out where expected counts are too small for that."""
    effect = cramers_v(counts.values)
    expected = np.outer(counts.row_totals, counts.column_totals) / counts.n
    if expected.min() >= 1 and np.mean(expected < 5) <= 0.2:
        return effect
    return replace(effect, low=None, high=None, level=None)


def _as_extreme(counts: Counts, resamples: int, seed: int) -> int:
    """Count the random tables with the observed margins that are at most as probable as the observed one."""
    largest = int(min(counts.row_totals.max(), counts.column_totals.max()))
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, largest + 1)))])
    threshold = log_factorial[counts.values].sum() - TIE_TOLERANCE
    tables = stats.random_table(counts.row_totals, counts.column_totals, seed=np.random.default_rng(seed))
    at_once = max(1, CELLS_AT_ONCE // counts.values.size)
    hits = 0
    for done in range(0, resamples, at_once):
        drawn = tables.rvs(min(at_once, resamples - done)).astype(np.int64)
        hits += int(np.sum(log_factorial[drawn].sum(axis=(1, 2)) >= threshold))
    return hits
