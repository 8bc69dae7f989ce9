"""How much probability can lie in tables that the exact r×c test leaves out."""

from __future__ import annotations

import numpy as np

# Exponents tried: the best one is not far from one of them.
EXPONENTS = (0.99, 0.97, 0.94, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.35, 0.2)

# Counts per cell that are looked at: in larger tables the rest is bounded by a geometric series.
LONGEST = 100_000


def value_beyond(
    row_totals: np.ndarray, column_totals: np.ndarray, log_factorial: np.ndarray, log_chance: float
) -> float:
    """Find a value such that all tables at or above it have no more than a given probability together.

    Parameters
    ----------
    row_totals, column_totals : int array
        Margins.
    log_factorial : float array
        log k! for k = 0 … at least the largest margin.
    log_chance : float
        Log of the probability.

    Returns
    -------
    float
        Log of the product of cell factorials.

    Notes
    -----
    A table with value v has probability C exp(-v). For any 0 < a < 1 the tables with values of at least u
    have, together, at most C exp(-a u) times the sum of exp(-(1 - a) v) over all tables. That sum does not
    become smaller when the margins are let go and every unit in cell (i, j) is paid for with the same price
    in all tables with these margins; it is then a product over the cells (Chernoff's bound).
    """
    n = int(row_totals.sum())
    d, k = len(row_totals), len(column_totals)
    all_values = log_factorial[row_totals].sum(), log_factorial[column_totals].sum()
    # no table exceeds either of these; the margin of safety is far above rounding
    greatest = float(min(all_values)) * (1 + 1e-12) + 1e-3
    constant = float(sum(all_values)) - float(np.sum(np.log(np.arange(1.0, n + 1))))
    row_price = np.log(row_totals + k / 2)
    column_price = np.log((column_totals + d / 2) / (n + d * k / 2))
    cells = {}
    for row, row_p in zip(row_totals.tolist(), row_price.tolist(), strict=True):
        for column, column_p in zip(column_totals.tolist(), column_price.tolist(), strict=True):
            key = (min(row, column), row_p + column_p)
            cells[key] = cells.get(key, 0) + 1
    if max(most for most, _ in cells) > LONGEST:
        return greatest
    paid = float(row_totals @ row_price + column_totals @ column_price)
    tempered = 1 - np.array(EXPONENTS)
    total = constant - tempered * paid
    for (most, price), times in cells.items():
        terms = price * np.arange(most + 1) - log_factorial[: most + 1]
        # the largest term is taken out first, lest anything overflow
        top = float(terms.max())
        total = total + times * (tempered * top + np.log(np.exp(np.outer(tempered, terms - top)).sum(axis=1)))
    return min(greatest, float(np.min((total - log_chance) / np.array(EXPONENTS))))
