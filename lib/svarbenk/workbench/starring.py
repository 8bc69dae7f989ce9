"""Stars: every row's distribution, or every option of several answers, tested against the baseline."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from svarbenk import stats, wording
from svarbenk.codebook import Language, nearest
from svarbenk.errors import InputError
from svarbenk.responses import WAVE
from svarbenk.wording import StarFamily
from svarbenk.workbench.saying import option_test, wave_when, why_barred

if TYPE_CHECKING:
    from svarbenk.workbench.table import Table

COLUMNS = ["row", "category", "n", "baseline_n", "p_value", "test", "stars"]


@dataclass(frozen=True)
class Stars:
    """Stars for a figure: ``marks`` by row id, or (row id, column id); what was tested; why something was not."""

    marks: Mapping[Any, str] = field(default_factory=dict)
    family: StarFamily | None = None
    barred: tuple[str, ...] = ()

    def notes(self, language: Language = "nb") -> list[str]:
        """Return what is to be told under the figure: what the stars stand for, and what was not tested."""
        told = [wording.star_note(self.family, language)] if self.family and self.family.size else []
        return [*told, *self.barred]


def distributions(table: "Table", baseline: str | None = None) -> pd.DataFrame:
    """Test every row of a table against one row: its distribution, or each option where several could be ticked.

    Parameters
    ----------
    table : Table
        The table.
    baseline : str, optional
        Id of the row to test against; the question's baseline wave, else the first row.

    Returns
    -------
    pandas.DataFrame
        One line a row (and option): ``row``, ``category`` («» of a distribution), ``n``, ``baseline_n``, ``p_value``
        (NaN where it cannot be tested), ``test``, ``stars``. Rows that are hidden or may not be compared are left out.

    Raises
    ------
    InputError
        If there is no such row.
    """
    shown = table.shown
    start = baseline_row(table, baseline)
    found: list[tuple] = []
    if start is None or shown.weighted or not shown.grouped or shown.sums:
        return pd.DataFrame(found, columns=COLUMNS)
    first = shown.rows.ids.index(start)
    for place, row in enumerate(shown.rows.ids):
        if row == start or why_barred(shown, (start, row)) is not None:
            continue
        size = (row, shown.row_n[place], shown.row_n[first])
        if shown.exclusive:
            pair = shown.counts[[first, place]]
            if not math.isnan(pair.sum()) and (shown.row_n[[first, place]] > 0).all():
                found.append((size[0], "", *size[1:], *_told(_chosen(pair))))
            continue
        for category in shown.columns.ids:
            if not math.isnan(shown.column(category)[[first, place]].sum()):
                found.append((size[0], category, *size[1:], *_told(option_test(shown, category, (start, row)))))
    return pd.DataFrame(found, columns=COLUMNS)


def stars_of(table: "Table", baseline: str | None = None) -> Stars:
    """Return the stars of a table for its figure, with the family of tests that they stand for.

    Parameters
    ----------
    table : Table
        The table.
    baseline : str, optional
        As for ``distributions``.

    Raises
    ------
    InputError
        If there is no such row.
    """
    shown, language = table.shown, table.language
    start = baseline_row(table, baseline)
    if start is None:
        return Stars()
    lines = distributions(table, baseline)
    key = (lambda line: line.row) if shown.exclusive else (lambda line: (line.row, line.category))
    tested = lines[lines.p_value.notna()]
    marks = {key(line): line.stars for line in tested.itertuples()}
    label = shown.rows.categories[shown.rows.ids.index(start)].label.to(language)
    family = StarFamily(
        baseline=wave_when(table, start) if shown.rows.id == WAVE else wording.lowered(label),
        size=len(tested),
        tests=tuple(dict.fromkeys(tested.test)),
        what="distribution" if shown.exclusive else "share",
        marks=tuple(marks.values()),
        small=int(lines.p_value.isna().sum()),
    )
    barred = any(why_barred(shown, (start, row)) for row in shown.rows.ids if row != start)
    why = shown.barred.to(language) if barred and shown.barred else ""
    return Stars(marks, family, (f"{why[:1].upper()}{why[1:]}.",) if why else ())


def together(several: list[Stars]) -> StarFamily | None:
    """Return the families of ``several`` tables in one figure as one; None where nothing was tested."""
    known = [each.family for each in several if each.family is not None and each.family.size]
    if not known:
        return None
    return StarFamily(
        baseline=known[0].baseline,
        size=sum(each.size for each in known),
        tests=tuple(dict.fromkeys(test for each in known for test in each.tests)),
        what=known[0].what,
        marks=tuple(mark for each in known for mark in each.marks),
        small=sum(each.small for each in known),
    )


def baseline_row(table: "Table", baseline: str | None = None) -> str | None:
    """Return the id of the row that others are tested against; None where there is none.

    Parameters
    ----------
    table : Table
        The table.
    baseline : str, optional
        Id of the row; the question's baseline wave where rows are waves, else the first of them.

    Raises
    ------
    InputError
        If there is no such row.
    """
    rows = table.shown.rows
    if baseline is not None and baseline not in rows.ids:
        known = rows.ids
        raise InputError(
            f"{table.title()}: ingen rad «{baseline}»; ventet en av {', '.join(known)}{nearest(baseline, known)}"
        )
    if len(rows) < 2:
        return None
    if baseline is not None:
        return baseline
    if rows.id != WAVE:
        return None
    return table.about.baseline if table.about.baseline in rows.ids else rows.ids[0]


def _chosen(pair) -> stats.TestResult | None:
    try:
        return stats.choose(pair)
    except stats.DegenerateTable:
        return None


def _told(found: stats.TestResult | None) -> tuple[float, str, str]:
    return (math.nan, "", "") if found is None else (found.p_value, found.test, stats.stars(found.p_value))
