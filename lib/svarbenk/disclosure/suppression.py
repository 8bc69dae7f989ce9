"""Small cells: a count table in, one that may be shown out.

What is hidden is hidden in the counts, before any percentage, test, figure, sentence or file is made from them. The
rules, for a threshold t:

* a count that 1 to t − 1 replies stand behind is hidden, and so is an option of a multiple-response question that all
  but 1 to t − 1 of a group chose; a merge of answers («helt eller litt enig») or of groups («kommunalt ansatt»)
  likewise;
* a group of 1 to t − 1 replies is hidden whole, with its size;
* a group of fewer than 2t replies that all gave the same answer is hidden, but for its size;
* other counts are hidden with these, as few as can be found, until each of them could be another number while all that
  is shown, and everybody's table, is the same (``securing``). Noughts are shown, but for those that are needed for
  this.

Those whose group is not known are in no row and not protected as a group: nobody can be known to be one of them.
Tables that can be held against each other are made safe together by ``views``; this is for a table by itself.
"""

from dataclasses import replace

import numpy as np

from svarbenk.disclosure.cells import Cells, Scale
from svarbenk.disclosure.securing import Margin, Secured, secure
from svarbenk.disclosure.small_sums import hidden_sums, unions
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
    if threshold <= 1 or table.is_protected:
        return table
    if table.sums:
        return hide(table, *hidden_sums(table, threshold), threshold)
    if table.exclusive:
        return hide(table, *_answers(table, threshold), threshold)
    return hide(table, *_options(table, threshold), threshold)


def hide(
    table: CountTable, counts: np.ndarray, sizes: np.ndarray, threshold: int, *, everybody: bool = False
) -> CountTable:
    """Return a table without some of its counts and sizes of groups.

    Parameters
    ----------
    table : CountTable
        The counts as they are.
    counts, sizes : numpy.ndarray
        Rows × columns, and one a row: what is hidden.
    threshold : int
        How many replies are asked or answer is hidden below it too.
    everybody : bool
        Whether that is hidden in any case.
    """
    counts = counts | sizes[:, None]
    everybody = everybody or 0 < table.item_n < threshold or (len(table.rows) == 1 and bool(sizes.any()))
    return replace(
        table,
        counts=np.where(counts, np.nan, table.counts),
        replies=np.where(counts, np.nan, table.replies),
        row_n=np.where(sizes, np.nan, table.row_n),
        row_replies=np.where(sizes, np.nan, table.row_replies),
        hidden=counts,
        item_n=np.nan if everybody else table.item_n,
        base_n=np.nan if everybody else table.base_n,
        joint=table.joint if table.joint >= threshold else 0,
        outside=(),
    )


def _answers(table: CountTable, threshold: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what is hidden where each reply stands in one column."""
    merges = tuple(map(tuple, unions(table.columns, table.merges)))
    replies = table.replies
    rest = table.row_replies - replies.sum(axis=1)
    outside = list(table.outside)
    if rest.any() or (outside and outside[-1] != sum(outside[:-1])):
        # those in none of the columns are not shown, and follow from the others
        replies = np.column_stack([replies, rest])
        if outside:
            outside.insert(-1, outside[-1] - sum(outside[:-1]))
    flags = _flags(table, replies, outside[:-1], Scale(replies.shape[1], merges), threshold)
    return flags[:, : len(table.columns)], flags[:, -1]


def _options(table: CountTable, threshold: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what is hidden where a reply may stand in several columns: each option is a question by itself."""
    found = []
    for place in range(len(table.columns)):
        ticked = table.replies[:, place]
        outside = [table.outside[place], table.outside[-1] - table.outside[place]] if table.outside else []
        both = np.column_stack([ticked, table.row_replies - ticked])
        found.append(_flags(table, both, outside, Scale(2), threshold, frozenset({1})))
    return np.column_stack([each[:, 0] for each in found]), np.any([each[:, -1] for each in found], axis=0)


def _flags(
    table: CountTable,
    replies: np.ndarray,
    outside: list[float],
    answers: Scale,
    threshold: int,
    plain: frozenset[int] = frozenset(),
) -> np.ndarray:
    """Return which of the rows' answers and sizes are hidden."""
    counts = np.rint(replies).astype(int)
    if not table.grouped or len(counts) == 1:
        rows = [secure("", Cells(row, (), answers, plain), threshold) for row in counts]
        return np.vstack([_own(row)[0] for row in rows])
    unknown = int(bool(outside) and any(outside))
    if unknown:
        counts = np.vstack([counts, np.rint(outside).astype(int)])
    total = secure("", Cells(counts.sum(axis=0), (), answers, plain), threshold)
    groups = Scale(len(counts), tuple(map(tuple, unions(table.rows))), unknown)
    sums = np.tile(np.eye(answers.size), (1, len(counts)))
    secured = secure("by", Cells(counts, (groups,), answers, plain), threshold, [Margin(total, sums)])
    return _own(secured)[: len(table.rows)]


def _own(secured: Secured) -> np.ndarray:
    """Return what is hidden of categories and sizes, without merges; one row a category of the groups."""
    cells = secured.cells
    answers = [*range(cells.answers.size), cells.shape[1] - 1]
    return cells.hidden[np.ix_(cells.single, answers)]
