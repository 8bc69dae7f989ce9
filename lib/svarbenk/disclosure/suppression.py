"""Small cells: a count table in, one that may be shown out.

What is hidden is hidden in the counts, before any percentage, test, figure, sentence or file is made from
them. The rules, for a threshold t:

* a count that 1 to t − 1 replies stand behind is hidden, and so is an option of a multiple-response question
  that all but 1 to t − 1 of a group chose; noughts are shown;
* a group of 1 to t − 1 replies is hidden whole, with its size;
* in no line whose total is shown – a row of exclusive answers, a column of groups, the sizes of the groups –
  is a single count hidden, nor only counts that must all be 1: the next smallest count is hidden too.

It does not do more. What follows from several lines taken together, from several tables or from narrowed
and whole surveys held against each other may still be found; a sum to which one reply gave nearly all is
shown; so is that everybody in a group gave the same answer, and how many did not answer at all.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from svarbenk.tables import CountTable


def protect(table: CountTable, threshold: int) -> CountTable:
    """Hide counts that too few replies stand behind.

    Parameters
    ----------
    table : CountTable
        The counts as they are.
    threshold : int
        Counts of 1 to below this many replies are hidden; a group that is itself smaller is hidden whole.
        0 and 1 hide nothing. Statistics Norway hides counts under 3, others under 5.

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

    def small(replies: np.ndarray | float) -> np.ndarray:
        return (np.asarray(replies) > 0) & (np.asarray(replies) < threshold)

    columns = table.shape[1]
    cells = [table.replies, table.row_replies]
    if table.exclusive and (rest := table.row_replies - table.replies.sum(axis=1)).any():
        # those in none of the columns are not shown, and follow from the others
        cells.insert(1, rest)
    replies = np.column_stack(cells)
    hidden = small(replies)
    if not table.exclusive and not table.sums:
        hidden[:, :columns] |= small(table.row_replies[:, None] - table.replies)
    hidden |= hidden[:, -1:]
    _complement(hidden, replies, list(_lines(table, replies.shape[1])))
    counts, groups = hidden[:, :columns], hidden[:, -1]
    everybody = bool(small(table.item_n))
    return replace(
        table,
        counts=np.where(counts, np.nan, table.counts),
        replies=np.where(counts, np.nan, table.replies),
        row_n=np.where(groups, np.nan, table.row_n),
        row_replies=np.where(groups, np.nan, table.row_replies),
        hidden=counts,
        item_n=np.nan if everybody else table.item_n,
        base_n=np.nan if everybody else table.base_n,
        joint=table.joint if table.joint >= threshold else 0,
    )


def _lines(table: CountTable, width: int) -> Iterator[tuple]:
    """Return where a hidden count could be found by subtracting the others from a shown total; sizes first."""
    if table.grouped and len(table.rows) > 1:
        yield from ((slice(None), column) for column in reversed(range(width)))
    # of sums, the last columns may be the parts of the whole: of «lowest» and «highest», the highest
    parts = (start for start in range(table.shape[1]) if np.allclose(table.counts[:, start:].sum(axis=1), table.row_n))
    start = 0 if table.exclusive else next(parts, None) if table.sums else None
    if start is not None:
        yield from ((row, slice(start, None)) for row in range(len(table.rows)))


def _complement(hidden: np.ndarray, replies: np.ndarray, lines: list[tuple]) -> None:
    """Hide the next smallest count of each line in which what is hidden can be told; a size takes its row along."""
    # a nought next to a hidden count hides little, and a size is wanted: last, in this order
    cost = np.where(replies > 0, replies, np.finfo(float).max)
    changed = True
    while changed:
        changed = False
        for line in lines:
            inside = hidden[line]
            if inside.all() or not (inside.sum() == 1 or (inside.any() and (replies[line][inside] == 1).all())):
                continue
            price = np.where(inside, np.inf, cost[line])
            if isinstance(line[1], slice) and not inside[:-1].all():
                price[-1] = np.inf
            inside[int(np.argmin(price))] = True
            hidden |= hidden[:, -1:]
            changed = True
