"""Fisher's exact test, for tables of any size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from scipy import stats

from .counts import Counts, read_counts
from .effects import cramers_v
from .exact_rxc import TIE_TOLERANCE, exact_p
from .factorials import log_factorials
from .hypergeometric import LONGEST, TwoByTwo
from .result import Effect, Note, TestResult

METHODS = ("auto", "exact", "monte_carlo")

# Elements; some three seconds, and twenty where the caller insists on the exact value.
BUDGET = {"auto": 3e7, "exact": 2e8}
RESAMPLES = 100_000
SEED = 2025
P_LEVEL = 0.99

# Random tables held in memory at one time.
CELLS_AT_ONCE = 4_000_000

# Of larger tables scipy cannot draw random ones: it ends the whole process.
LARGEST_DRAWN = 1_000_000_000

# Below this p-values end in floating point.
SMALLEST = 1e-300


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
        Seed of the random tables, from 0; the same seed gives the same result.
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
        If the table does not hold counts, or an argument is out of range. Never for the size of a table of
        fewer than a billion.
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
    resamples, seed = _whole("resamples", resamples, 1), _whole("seed", seed, 0)
    allowed = BUDGET.get(method, 0.0) if budget is None else _positive("budget", budget)
    counts = read_counts(table)
    if mid_p:
        return _mid_p(counts, method)
    notes = counts.notes
    if method != "monte_carlo":
        p = _exact(counts.values, allowed)
        if p is not None:
            return _result(counts, notes, p_value=p, method="exact")
        notes = (*notes, Note("budget_exceeded", {"budget": allowed}))
    hits = _as_extreme(counts, resamples, seed)
    interval = stats.binomtest(hits, resamples).proportion_ci(P_LEVEL, method="exact")
    return _result(
        counts,
        notes,
        p_value=(hits + 1) / (resamples + 1),
        method="monte_carlo",
        p_interval=(float(interval.low), float(interval.high)),
        resamples=resamples,
        seed=seed,
    )


def _whole(what: str, value: Any, least: int) -> int:
    try:
        fits = float(value).is_integer() and value >= least
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise ValueError(f"{what} {value!r}; expected a whole number of at least {least}")
    return int(value)


def _positive(what: str, value: Any) -> float:
    try:
        fits = float(value) > 0
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise ValueError(f"{what} {value!r}; expected a number above 0")
    return float(value)


def _exact(values: np.ndarray, budget: float) -> float | None:
    """Exact p-value, or None if the budget does not suffice."""
    if values.shape != (2, 2):
        return exact_p(values, budget)
    # tables with one free cell are listed; their ties are those of the larger ones
    if TwoByTwo.length(values) > min(budget, LONGEST):
        return None
    p = TwoByTwo.of(values).tail(TIE_TOLERANCE)
    return p if p > SMALLEST else None


def _mid_p(counts: Counts, method: str) -> TestResult:
    """Fisher's mid-p of a 2×2 table: the less probable tables, and half of those as probable as the observed one."""
    if counts.values.shape != (2, 2) or method == "monte_carlo":
        rows, columns = counts.values.shape
        raise ValueError(f"mid-p of a {rows} × {columns} table, method {method!r}; expected a 2 × 2 table, exact")
    if TwoByTwo.length(counts.values) > LONGEST:
        raise ValueError(f"mid-p of a table of {counts.n}; expected at most {LONGEST} possible tables")
    p = TwoByTwo.of(counts.values).tail(TIE_TOLERANCE, 0.5)
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
    if counts.n > LARGEST_DRAWN:
        raise ValueError(f"a table of {counts.n}; expected at most {LARGEST_DRAWN} for random tables")
    log_factorial = log_factorials(int(min(counts.row_totals.max(), counts.column_totals.max())))
    threshold = log_factorial[counts.values].sum() - TIE_TOLERANCE
    tables = stats.random_table(counts.row_totals, counts.column_totals, seed=np.random.default_rng(seed))
    at_once = max(1, CELLS_AT_ONCE // counts.values.size)
    hits = 0
    for done in range(0, resamples, at_once):
        drawn = tables.rvs(min(at_once, resamples - done)).astype(np.int64)
        hits += int(np.sum(log_factorial[drawn].sum(axis=(1, 2)) >= threshold))
    return hits
