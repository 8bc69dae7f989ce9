"""Means of few replies are hidden, and those beside them from which they would follow.

A mean is hidden that 1 to t − 1 replies stand behind, or of whose replies 1 to t − 1 gave more than nought: the mean
times the number of replies is what those few gave. It follows from everybody's mean and the other groups', so that
where one is hidden by itself, of all or of a merge, the next smallest is hidden too. Of a filter and a background at
once, none is hidden that follows from the sums of its row and column.
"""

from dataclasses import replace

import numpy as np

from svarbenk.disclosure.small_sums import unions
from svarbenk.responses import WAVE
from svarbenk.tables import Means


def protect_means(table: Means, threshold: int, also: np.ndarray | None = None) -> Means:
    """Hide the means that too few replies stand behind.

    Parameters
    ----------
    table : Means
        The means as they are.
    threshold : int
        Means of 1 to below this many replies are hidden with their n, spread and interval; 0 and 1 hide nothing.
    also : numpy.ndarray, optional
        Rows × columns: means that are hidden whatever stands behind them.

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
    hidden = few(table, threshold) | table.hidden
    if also is not None:
        hidden |= also & (n > 0)
    # every wave's replies are others': nobody is told what they are together
    every = [] if table.rows.id == WAVE else [list(range(len(table.rows)))]
    for column in range(hidden.shape[1]):
        for line in (*unions(table.rows), *every):
            there = n[line, column] > 0
            if hidden[line, column].sum() == 1 and there.sum() > 1:
                price = np.where(hidden[line, column] | ~there, np.inf, n[line, column])
                hidden[line[int(np.argmin(price))], column] = True
    small_row = (table.row_n > 0) & (table.row_n < threshold)
    row_hidden = small_row | (hidden.all(axis=1) & (n > 0).any(axis=1))
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


def few(table: Means, threshold: int) -> np.ndarray:
    """Return which means few replies stand behind, or few that gave more than nought.

    Parameters
    ----------
    table : Means
        The means as they are.
    threshold : int
        How many replies are not few.

    Returns
    -------
    numpy.ndarray
        Rows × columns.
    """
    gave = np.array([[np.count_nonzero(values) for values in row] for row in table.samples]).reshape(table.mean.shape)
    n = np.nan_to_num(table.n)
    return ((n > 0) & (n < threshold)) | ((gave > 0) & (gave < threshold))


def hidden_crossed(n: np.ndarray, small: np.ndarray) -> np.ndarray:
    """Find what to hide of means by two backgrounds, where the means by each of them are shown.

    Parameters
    ----------
    n : numpy.ndarray
        Groups × groups: how many replies.
    small : numpy.ndarray
        Which of them are hidden in any case.

    Returns
    -------
    numpy.ndarray
        Groups × groups. No hidden one follows from the sums of rows and columns: what is hidden has no row in the span
        of those sums.
    """
    hidden = small.copy()
    while True:
        places = np.argwhere(hidden)
        if not len(places):
            return hidden
        sums = np.zeros((sum(n.shape), len(places)))
        for number, (row, column) in enumerate(places):
            sums[row, number] = sums[n.shape[0] + column, number] = 1
        told = np.flatnonzero(np.abs(np.linalg.pinv(sums) @ sums - np.eye(len(places))).max(axis=1) < 1e-9)
        told = [number for number in told if n[tuple(places[number])] > 0]
        if not told:
            return hidden
        row, column = places[told[0]]
        price = np.where(hidden | (n == 0), np.inf, n)
        beside = np.full(n.shape, np.inf)
        beside[row], beside[:, column] = price[row], price[:, column]
        if not np.isfinite(beside).any():
            beside = price
        if not np.isfinite(beside).any():
            return np.ones(n.shape, bool)
        hidden[np.unravel_index(int(np.argmin(beside)), n.shape)] = True
