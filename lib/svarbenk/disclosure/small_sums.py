"""Sums of numeric answers, such as posts: those that few replies stand behind are hidden, and others beside them.

In no line whose total is shown – a row of parts, a column of groups, the sizes of the groups – is a single sum hidden,
nor only such that one reply must stand behind each: the next smallest is hidden too. What follows from several lines
taken together may be found, as may a sum to which one reply gave nearly all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from svarbenk.codebook import Merge
from svarbenk.tables import Axis, CountTable


def hidden_sums(table: CountTable, threshold: int) -> tuple[np.ndarray, np.ndarray]:
    """Find the sums that too few replies stand behind, and those to hide with them.

    Parameters
    ----------
    table : CountTable
        The sums as they are.
    threshold : int
        Sums of 1 to below this many replies are hidden; a group that is itself smaller is hidden whole.

    Returns
    -------
    sums, sizes : numpy.ndarray
        Rows × columns, and one a row: what is hidden.
    """

    def small(replies: np.ndarray | float) -> np.ndarray:
        return (np.asarray(replies) > 0) & (np.asarray(replies) < threshold)

    columns = table.shape[1]
    replies = _with_those_in_no_group(table, np.column_stack([table.replies, table.row_replies]))
    hidden = small(replies)
    hidden |= hidden[:, -1:]
    _complement(hidden, replies, list(_lines(table, replies.shape)), threshold)
    rows = len(table.rows)
    return hidden[:rows, :columns], hidden[:rows, -1]


def _with_those_in_no_group(table: CountTable, replies: np.ndarray) -> np.ndarray:
    """Put those who answered and are in no row under the others, as everybody's total lets them be found."""
    if not (table.grouped and table.outside and table.outside[-1]):
        return replies
    return np.vstack([replies, table.outside])


@dataclass(frozen=True)
class _Line:
    """Counts whose total is shown: where they are, and which of them, counted from its start, are a merge."""

    place: tuple
    merges: tuple[list[int], ...] = ()
    with_size: bool = False

    def tells(self, inside: np.ndarray, replies: np.ndarray, threshold: int) -> bool:
        """Whether what is hidden of it can be told: one count, counts that must all be 1, or a small merge."""
        found = replies[inside]
        if not inside.any() or inside.all():
            return False
        if len(found) == 1 or (found == 1).all():
            return True
        hidden = set(np.flatnonzero(inside))
        return found.sum() < threshold and any(hidden <= set(merge) for merge in self.merges)


def _lines(table: CountTable, shape: tuple[int, int]) -> Iterator[_Line]:
    """Return where a hidden count could be found by subtracting the others from a shown total; merges first, sizes."""
    rows, width = shape
    groups = unions(table.rows) if table.grouped else []
    for places in groups:
        yield from (_Line((places, column)) for column in reversed(range(width)))
    if table.grouped and rows > 1:
        yield from (_Line((slice(None), column), tuple(groups)) for column in reversed(range(width)))
    # of sums, the last columns may be the parts of the whole: of «lowest» and «highest», the highest
    parts = (start for start in range(table.shape[1]) if np.allclose(table.counts[:, start:].sum(axis=1), table.row_n))
    start = next(parts, None)
    if start is not None:
        yield from (_Line((row, slice(start, None)), with_size=True) for row in range(rows))


def unions(axis: Axis, merges: Mapping[str, Merge] | None = None) -> list[list[int]]:
    """Return the places of the categories of each merge that has several of them here.

    Parameters
    ----------
    axis : Axis
        Rows or columns.
    merges : mapping, optional
        The merges; the axis' own by default.
    """
    named = axis.merges if merges is None else merges
    places = [[axis.ids.index(each) for each in merge.of if each in axis.ids] for merge in named.values()]
    return [each for each in places if len(each) > 1]


def _complement(hidden: np.ndarray, replies: np.ndarray, lines: list[_Line], threshold: int) -> None:
    """Hide the next smallest count of each line in which what is hidden can be told; a size takes its row along."""
    # a nought next to a hidden count hides little, and a size is wanted: last, in this order
    cost = np.where(replies > 0, replies, np.finfo(float).max)
    changed = True
    while changed:
        changed = False
        for line in lines:
            inside = hidden[line.place]
            if not line.tells(inside, replies[line.place], threshold):
                continue
            price = np.where(inside, np.inf, cost[line.place])
            if line.with_size and not inside[:-1].all():
                price[-1] = np.inf
            inside[int(np.argmin(price))] = True
            hidden[line.place] = inside
            hidden |= hidden[:, -1:]
            changed = True
