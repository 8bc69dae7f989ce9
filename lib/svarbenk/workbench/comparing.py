"""Rows of a table held against a baseline row, such as waves against the first."""

import math
from typing import TYPE_CHECKING

import pandas as pd

from svarbenk import stats, wording
from svarbenk.codebook import nearest
from svarbenk.errors import InputError

if TYPE_CHECKING:
    from svarbenk.workbench.table import Table

COLUMNS = ["row", "category", "share", "baseline", "difference", "p_value", "test", "stars"]


def compare_rows(table: "Table", baseline: str) -> pd.DataFrame:
    """Compare every row of a ``table`` with its row ``baseline``, category by category; see ``Table.compare``.

    Raises
    ------
    InputError
        If there is no such row, or the table is weighted, for which there is no test here.
    """
    shown = table.shown
    if baseline not in shown.rows.ids:
        known = shown.rows.ids
        raise InputError(
            f"{table.title()}: ingen rad «{baseline}»; ventet en av {', '.join(known)}{nearest(baseline, known)}"
        )
    if shown.weighted:
        raise InputError(f"{table.title()}: {table.test_text()}")
    if shown.is_protected or not shown.grouped:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.DataFrame(
        [
            (row, category, *_compared(table, category, row, baseline))
            for row in shown.rows.ids
            if row != baseline
            for category in shown.columns.ids
        ],
        columns=COLUMNS,
    )
    return found.assign(datakilde=wording.synthetic_mark(table.language)) if table.synthetic else found


def _compared(table: "Table", category: str, row: str, baseline: str) -> tuple:
    x, n = table.count(category, row), table.group_n(row)
    x0, n0 = table.count(category, baseline), table.group_n(baseline)
    try:
        found = stats.choose([[x0, n0 - x0], [x, n - x]])
        tested = (found.p_value, found.test, stats.stars(found.p_value))
    except stats.DegenerateTable:
        tested = (math.nan, "", "")
    share, before = (100 * part / whole if whole else math.nan for part, whole in ((x, n), (x0, n0)))
    return share, before, share - before, *tested
