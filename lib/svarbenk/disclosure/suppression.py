"""Small cells: a count table in, one that may be shown out.

What is hidden is hidden in the counts, before any percentage, test, figure, sentence or file is made from
them. This is threshold suppression with the least secondary suppression that keeps one hidden cell from
being found by subtracting the others from a shown total. It is no proof against differencing between
several tables, nor against everybody in a small group having answered the same.
"""

from dataclasses import replace

import numpy as np

from svarbenk.tables import CountTable


def protect(table: CountTable, threshold: int) -> CountTable:
    """Hide counts below a threshold.

    Parameters
    ----------
    table : CountTable
        The counts as they are.
    threshold : int
        Counts from 1 to below this are hidden; a group that is itself smaller is hidden whole. 0 hides
        nothing. Statistics Norway hides counts under 3, others under 5.

    Returns
    -------
    CountTable
        With NaN in place of hidden counts, ``hidden`` marking them, and NaN in ``row_n`` of hidden groups.

    Raises
    ------
    ValueError
        If the threshold is negative.
    """
    if threshold < 0:
        raise ValueError(f"threshold: found {threshold}, expected 0 (nothing hidden) or more")
    if threshold <= 1:
        return table
    small = (table.counts > 0) & (table.counts < threshold)
    tiny = (table.row_n > 0) & (table.row_n < threshold)
    hidden = small | tiny[:, None]
    hidden = _complement(hidden, table)
    counts = np.where(hidden, np.nan, table.counts)
    row_n = np.where(tiny, np.nan, table.row_n)
    if tiny.sum() == 1 and len(tiny) > 1:
        # a single hidden group size is the total less the others
        others = np.where(tiny, np.inf, table.row_n)
        row_n[int(np.argmin(others))] = np.nan
    joint = table.joint if table.joint >= threshold else 0
    return replace(table, counts=counts, row_n=row_n, hidden=hidden, joint=joint)


def _complement(hidden: np.ndarray, table: CountTable) -> np.ndarray:
    """Hide the next smallest count of every row or column in which a single count is hidden.

    A row of a multiple-response table does not add up to its shown total; columns add up to the row of
    everybody.
    """
    hidden = hidden.copy()
    adds_up = table.exclusive or np.allclose(table.counts.sum(axis=1), table.row_n)
    rows, columns = hidden.shape
    changed = True
    while changed:
        changed = False
        lines = [(slice(None), column) for column in range(columns)] if rows > 1 else []
        lines += [(row, slice(None)) for row in range(rows)] if adds_up else []
        for line in lines:
            if hidden[line].sum() == 1 and hidden[line].size > 1:
                free = np.where(hidden[line], np.inf, table.counts[line])
                # a nought next to the hidden count hides nothing: prefer the smallest count above nought
                free = np.where(free == 0, np.finfo(float).max, free)
                hidden[line][int(np.argmin(free))] = True
                changed = True
    return hidden
