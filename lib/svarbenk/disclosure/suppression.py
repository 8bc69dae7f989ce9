"""Small cells: a count table in, one that may be shown out.

What is hidden is hidden in the counts, before any percentage, test, figure, sentence or file is made from
them. The rules, for a threshold t:

* a count that 1 to t − 1 replies stand behind is hidden, and so is an option of a multiple-response question
  that all but 1 to t − 1 of a group chose; noughts are shown;
* a group of 1 to t − 1 replies is hidden whole, with its size;
* in no line whose total is shown – a row of exclusive answers, a column of groups, the sizes of the groups –
  is a single count hidden, nor only counts that must all be 1: the next smallest count is hidden too;
* those who answered and stand in no group, such as the few whose background is not known, are a group too: they
  follow from the total of everybody, and where they are few the next smallest counts are hidden with them;
* a merge of answers («helt eller litt enig») or of groups («kommunalt ansatt») is such a line too, as another table
  may show it; and what is hidden of a line is not just a merge that is itself small.

It does not do more. What follows from several lines taken together, from other pairs of tables or from narrowed
and whole surveys held against each other may still be found; a sum to which one reply gave nearly all is
shown; so is that everybody in a group gave the same answer, and how many did not answer at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from svarbenk.codebook import Merge
from svarbenk.tables import Axis, CountTable


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
    replies = _with_those_in_no_group(table, np.column_stack(cells))
    hidden = small(replies)
    if not table.exclusive and not table.sums:
        hidden[:, :columns] |= small(replies[:, -1:] - replies[:, :columns])
    hidden |= hidden[:, -1:]
    _complement(hidden, replies, list(_lines(table, replies.shape)), threshold)
    rows = len(table.rows)
    counts, groups = hidden[:rows, :columns], hidden[:rows, -1]
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


def _with_those_in_no_group(table: CountTable, replies: np.ndarray) -> np.ndarray:
    """Put those who answered and are in no row under the others, as everybody's total lets them be found."""
    if not (table.grouped and table.outside and table.outside[-1]):
        return replies
    *chosen, size = table.outside
    between = [size - sum(chosen)] if replies.shape[1] > len(chosen) + 1 else []
    return np.vstack([replies, [*chosen, *between, size]])


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
    answers = unions(table.columns, table.merges) if table.exclusive else []
    for places in groups:
        yield from (_Line((places, column)) for column in reversed(range(width)))
    for places in answers:
        yield from (_Line((row, places)) for row in range(rows))
    if table.grouped and rows > 1:
        yield from (_Line((slice(None), column), tuple(groups)) for column in reversed(range(width)))
    # of sums, the last columns may be the parts of the whole: of «lowest» and «highest», the highest
    parts = (start for start in range(table.shape[1]) if np.allclose(table.counts[:, start:].sum(axis=1), table.row_n))
    start = 0 if table.exclusive else next(parts, None) if table.sums else None
    if start is not None:
        yield from (_Line((row, slice(start, None)), tuple(answers), with_size=True) for row in range(rows))


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
