"""Means of few replies are hidden; with a single one of all, or of a merge, the next too: it follows from the rest."""

from dataclasses import replace

import numpy as np

from svarbenk.disclosure.small_sums import unions
from svarbenk.tables import Means


def protect_means(table: Means, threshold: int) -> Means:
    """Hide the means that too few replies stand behind.

    Parameters
    ----------
    table : Means
        The means as they are.
    threshold : int
        Means of 1 to below this many replies are hidden with their n, spread and interval; 0 and 1 hide nothing.

    Returns
    -------
    Means
        With NaN for what is hidden, ``hidden`` marking it, and without the values behind it.

    Raises
    ------
    ValueError
        If the threshold is negative.
    """
    if threshold < 0:
        raise ValueError(f"threshold: found {threshold}, expected 0 (nothing hidden) or more")
    if threshold <= 1:
        return table
    n = np.nan_to_num(table.n)
    hidden = (n > 0) & (n < threshold)
    every = list(range(len(table.rows)))
    for column in range(hidden.shape[1]):
        for line in (*unions(table.rows), every):
            there = n[line, column] > 0
            if hidden[line, column].sum() == 1 and there.sum() > 1:
                price = np.where(hidden[line, column] | ~there, np.inf, n[line, column])
                hidden[line[int(np.argmin(price))], column] = True
    small_row = (table.row_n > 0) & (table.row_n < threshold)
    row_hidden = small_row | hidden.all(axis=1)
    everybody = 0 < table.item_n < threshold
    nothing = np.array([])
    return replace(
        table,
        **{name: np.where(hidden, np.nan, getattr(table, name)) for name in ("mean", "sd", "low", "high", "n")},
        row_n=np.where(row_hidden, np.nan, table.row_n),
        hidden=hidden,
        item_n=np.nan if everybody else table.item_n,
        base_n=np.nan if everybody else table.base_n,
        samples=tuple(
            tuple(nothing if gone else values for values, gone in zip(row, line, strict=True))
            for row, line in zip(table.samples, hidden, strict=True)
        ),
    )
