"""Printed numbers of earlier times above a table's own, so that one table shows the change."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from svarbenk.codebook import Text
from svarbenk.tables import Axis, CountTable


def percentages_above(table: CountTable, percent: Sequence[float], n: float, rows: Sequence[str]) -> CountTable:
    """Put printed percentages of an earlier time above a table's own counts.

    Parameters
    ----------
    table : CountTable
        The present time, one row.
    percent : sequence of float
        0–100, one a column; their counts are worked out from ``n`` and need not be whole.
    n : float
        What they are of.
    rows : sequence of str
        Labels of the earlier and of the present time.

    Returns
    -------
    CountTable
        Two rows; nothing is tested, as the earlier counts are only known to the rounding.

    Raises
    ------
    ValueError
        If the table has more than one row.
    """
    if len(table.rows) != 1:
        raise ValueError(f"percentages_above: found {len(table.rows)} rows, expected a table for everybody")
    unit = Text(
        nb=f"{table.unit.nb} (første rad regnet av trykte prosenter)",
        en=f"{table.unit.to('en')} (first row worked out from printed per cent)",
    )
    above = [[share * n / 100 for share in percent], table.counts[0]]
    return _stacked(table, above, rows, unit=unit, row_n=[n, table.row_n[0]])


def counts_above(table: CountTable, counts: Sequence[float], rows: Sequence[str]) -> CountTable:
    """Put printed counts of earlier times above a table's own single count.

    Parameters
    ----------
    table : CountTable
        The present time, one count; it may be hidden.
    counts : sequence of float
        One an earlier time.
    rows : sequence of str
        Labels of the earlier times and of the present one.

    Raises
    ------
    ValueError
        If the table has more than one count.
    """
    if table.counts.shape != (1, 1):
        raise ValueError(f"counts_above: found {table.counts.shape} counts, expected one")
    present = float(table.counts[0, 0])
    stacked = _stacked(table, [[count] for count in (*counts, np.nan_to_num(present))], rows, unit=table.unit)
    if not math.isnan(present):
        return stacked
    hidden = np.array([[False]] * len(counts) + [[True]])
    known = np.where(hidden, np.nan, stacked.counts)
    return replace(stacked, hidden=hidden, counts=known, replies=known, row_n=known[:, 0], row_replies=known[:, 0])


def _stacked(table: CountTable, counts: list, rows: Sequence[str], *, unit: Text, row_n=None) -> CountTable:
    return CountTable.from_counts(
        counts,
        Axis.of("tid", list(rows), ordered=True),
        table.columns,
        unit=unit,
        question=table.question,
        source=table.source,
        row_n=row_n,
        exclusive=False,
        synthetic=table.synthetic,
    )
