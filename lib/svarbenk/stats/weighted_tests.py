"""Tests for weighted tables: what weights, strata and clusters do to a chi-square test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from .counts import DegenerateTable
from .kish import read_weights
from .result import Effect, Note, TestResult

# A sum of design effects below this is rounding, and F would be any number.
LEAST_DESIGN_EFFECT = 1e-9


@dataclass(frozen=True)
class WeightedTest(TestResult):
    """The outcome of a test of a weighted table: a `TestResult` with two fractional degrees of freedom.

    Attributes
    ----------
    df_denominator : float or None
        Second degrees of freedom of F; ``df`` is the first.
    design_effect : float or None
        Mean generalised design effect of the table: how much the weights inflate chi-square.
    """

    df_denominator: float | None = None
    design_effect: float | None = None


def rao_scott(rows: Any, columns: Any, weights: Any, *, strata: Any = None, clusters: Any = None) -> WeightedTest:
    """Test the independence of two answers in a weighted sample (Rao and Scott, second order).

    Parameters
    ----------
    rows, columns : sequences, one per person
        The two answers. Persons with a missing one are left out of the table, not out of the sample.
    weights : sequence of float, one per person
        Weights, none negative, in any unit.
    strata : sequence, one per person, optional
        Strata that were sampled separately; one by default.
    clusters : sequence, one per person, optional
        What was sampled, such as offices; the persons by default. Clusters lie within strata.

    Returns
    -------
    WeightedTest
        ``statistic`` is F, with ``df`` and ``df_denominator``; ``n`` the persons in the table. The effect is
        Cramér's V of the weighted table, without an interval. Notes: ``variance_convention`` (sampling with
        replacement, n - 1 within strata), ``pearson`` (chi-square of the weighted table scaled to n),
        ``dropped_missing``.

    Raises
    ------
    ValueError
        If the sequences differ in length, a weight is not a number from 0, or a stratum has one cluster only.
    DegenerateTable
        If fewer than two rows or columns have any weight, or the table has no variance to test it by.

    Notes
    -----
    F is Pearson's chi-square of the weighted table, scaled to the number of persons, over the trace of the
    matrix of generalised design effects D; its degrees of freedom are d = tr(D)² / tr(D²) and d times
    (clusters - strata). With equal weights F is chi-square (n - 1) / n over its degrees of freedom.
    Weights are taken as given: that raking estimated them is not part of the variance.

    References
    ----------
    Rao, J. N. K. and Scott, A. J. (1984). Thomas, D. R. and Rao, J. N. K. (1987), for F.
    """
    everybody = read_weights(weights)
    size = len(everybody)
    row, column = (_places(part, size, what) for part, what in ((rows, "rows"), (columns, "columns")))
    inside = (row >= 0) & (column >= 0)
    weight = np.where(inside, everybody, 0.0)
    # rows and columns without weight are no part of the table
    used = weight > 0
    row, column = (_without_gaps(part, used) for part in (row, column))
    r, c = row.max(initial=-1) + 1, column.max(initial=-1) + 1
    if min(r, c) < 2:
        raise DegenerateTable(f"{r} row(s) and {c} column(s) with weight; expected at least two of each")
    n = int(used.sum())
    cell = np.where(used, row * c + column, 0)
    share = np.bincount(cell, weight, r * c) / weight.sum()
    variance, freedom = _variance(share, cell, weight, used, strata, clusters)
    independent = np.outer(share.reshape(r, c).sum(axis=1), share.reshape(r, c).sum(axis=0)).ravel()
    pearson = n * float(np.sum((share - independent) ** 2 / independent))
    effects = _design_effects(share, variance, r, c, n)
    trace = float(np.trace(effects))
    if trace < LEAST_DESIGN_EFFECT:
        raise DegenerateTable(
            "a weighted table without variance between persons or clusters, as when each row has one column only; "
            "expected some"
        )
    first = trace**2 / float(np.trace(effects @ effects))
    statistic = pearson / trace
    notes = [
        Note("variance_convention", {"divisor": "n-1", "sampling": "with_replacement"}),
        Note("pearson", {"statistic": pearson, "df": (r - 1) * (c - 1)}),
    ]
    if not inside.all():
        notes.append(Note("dropped_missing", {"persons": int(size - inside.sum())}))
    return WeightedTest(
        test="rao_scott",
        statistic=statistic,
        df=first,
        p_value=float(stats.f.sf(statistic, first, first * freedom)),
        n=n,
        effect=Effect("cramers_v", float(np.sqrt(pearson / (n * (min(r, c) - 1))))),
        notes=tuple(notes),
        df_denominator=first * freedom,
        design_effect=trace / ((r - 1) * (c - 1)),
    )


def _places(part: Any, size: int, what: str) -> np.ndarray:
    """Code per person, -1 where missing."""
    if isinstance(part, str) or not np.iterable(part):
        raise ValueError(f"{part!r} as {what}; expected a sequence, one per person")
    codes = pd.factorize(pd.Series(list(part), dtype=object), sort=False)[0]
    if len(codes) != size:
        raise ValueError(f"{len(codes)} {what} for {size} weights; expected one each")
    return codes


def _without_gaps(codes: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Renumber the codes in use from 0; the others get -1."""
    places = np.unique(codes[used], return_inverse=True)[1]
    out = np.full(len(codes), -1)
    out[used] = places
    return out


def _variance(
    share: np.ndarray, cell: np.ndarray, weight: np.ndarray, used: np.ndarray, strata: Any, clusters: Any
) -> tuple[np.ndarray, int]:
    """Covariance of the cells' shares by linearisation, and its degrees of freedom (clusters - strata)."""
    size, cells = len(weight), len(share)
    stratum = np.zeros(size, dtype=int) if strata is None else _places(strata, size, "strata")
    cluster = np.arange(size) if clusters is None else _places(clusters, size, "clusters")
    if (stratum < 0).any() or (cluster < 0).any():
        raise ValueError("missing strata or clusters; expected one for everybody")
    # what each person adds to the shares, summed up by cluster
    pairs, unit = np.unique(np.column_stack([stratum, cluster]), axis=0, return_inverse=True)
    unit = unit.ravel()
    total = weight.sum()
    added = np.bincount(unit * cells + cell, np.where(used, weight, 0.0), len(pairs) * cells).reshape(-1, cells)
    added = (added - np.bincount(unit, weight, len(pairs))[:, None] * share) / total
    of_unit, m = pairs[:, 0], np.bincount(pairs[:, 0])
    if (m == 1).any():
        raise ValueError(f"{int(np.sum(m == 1))} strata with one cluster; expected at least two in each")
    mean = np.stack([np.bincount(of_unit, added[:, j], len(m)) for j in range(cells)], axis=1) / m[:, None]
    apart = (added - mean[of_unit]) * np.sqrt(m / (m - 1))[of_unit, None]
    return apart.T @ apart, int(len(pairs) - len(m))


def _design_effects(share: np.ndarray, variance: np.ndarray, r: int, c: int, n: int) -> np.ndarray:
    """Matrix of generalised design effects of the interaction of rows and columns."""
    row, column = np.divmod(np.arange(r * c), c)
    rows, columns = (part[:, None] == np.arange(1, k) for part, k in ((row, r), (column, c)))
    main = np.column_stack([np.ones(r * c), rows, columns])
    interaction = (rows[:, :, None] & columns[:, None, :]).reshape(r * c, -1).astype(float)
    contrast = interaction - main @ np.linalg.lstsq(main, interaction, rcond=None)[0]
    inverse = np.divide(1.0, share, out=np.zeros_like(share), where=share > 0)
    scaled = contrast * inverse[:, None]
    return np.linalg.solve(contrast.T @ scaled / n, scaled.T @ variance @ scaled)
