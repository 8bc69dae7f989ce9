"""Sentences about one answer, by what the rows of its table are: waves, groups, items, or one row."""

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from svarbenk import stats, wording
from svarbenk.codebook import Text, nearest
from svarbenk.errors import InputError
from svarbenk.responses import WAVE
from svarbenk.tables import Axis, CountTable
from svarbenk.wording import Share

if TYPE_CHECKING:
    from svarbenk.workbench.table import Table


def answer_told(
    table: "Table", category: str | None, row: str | None = None, *, about: str | Text | bool = "", most: int = 3
) -> str:
    """Say what a table says of one answer.

    Parameters
    ----------
    table : Table
        The table.
    category : str or None
        Id of a column or merge; None ranks the options of one row.
    row : str, optional
        Id of a row, for its level alone.
    about : str, Text or bool
        Short name of the question, set before a colon; True for the table's own.
    most : int
        How many options or items are named at most.

    Raises
    ------
    InputError
        If there is no such row or column.
    """
    shown, language = table.shown, table.language
    about = about_told(table, about)
    if category is None:
        return _ranked(table, row, about, most)
    check_named(table, category, row)
    if row is not None and not shown.rows.places(row):
        return ""
    if shown.sums:
        return wording.answer_sentence(shown, category, row, language)
    label = shown.label_of(category).to(language)
    who = shown.base.to(language) if shown.base else ""
    verb = table.about.verb
    if row is not None or len(shown.rows) == 1:
        named = shown.rows.id != WAVE and bool(shown.rows.id)
        if row is None and named and shown.grouped:
            # a selection left one group: there is nothing to hold it against, and everybody is told elsewhere
            return ""
        if row is None:
            row = shown.rows.ids[0]
        share = share_of(table, category, row, when=_level_when(table, row))
        if named:
            inside = shown.rows.label_of(row).to(language)
            inside = inside[:1].upper() + inside[1:]
            about = f"{about}, {inside}" if about else inside
        return wording.level_sentence(label, share, language, verb=verb, who=who, about=about)
    if not shown.grouped:
        items = [share_of(table, category, each, group=True) for each in shown.rows.ids]
        return wording.ranking_sentence(items, label, language, verb=verb, who=who, most=most)
    if shown.rows.id == WAVE:
        first, last = ends(table)
        before, after = (share_of(table, category, each, when=wave_when(table, each)) for each in (first, last))
        if first == last:
            return wording.level_sentence(label, after, language, verb=verb, who=who, about=about)
        barred = why_barred(shown, (first, last))
        return wording.change_sentence(
            label,
            before,
            after,
            None if barred else option_p(shown, category, (first, last)),
            language,
            who=who,
            verb=verb,
            about=about,
            barred=barred.to(language) if barred else "",
        )
    when = table.about.whens(shown.waves, language)
    groups = [share_of(table, category, each, group=True, when=when) for each in shown.rows.ids]
    if any(math.isnan(each.count) for each in groups):
        # a hidden group may be the highest or the lowest
        return ""
    return wording.contrast_sentence(
        label,
        groups,
        option_p(shown, category),
        language,
        background=shown.rows.label.to(language),
        verb=verb,
        who=who,
        about=about,
    )


def about_told(table: "Table", about: str | Text | bool) -> str:
    """Return what a sentence is ``about``, in words; of True the short name of the question of a ``table``."""
    if about is True:
        return table.shown.columns.label.to(table.language).rstrip(" :")
    return about.to(table.language) if isinstance(about, Text) else about or ""


def _ranked(table: "Table", row: str | None, about: str, most: int) -> str:
    """Rank the options of one row, the last by default."""
    shown, language = table.shown, table.language
    row = row or shown.rows.ids[-1]
    if not shown.rows.places(row) or shown.sums:
        return ""
    names = [name for name in shown.columns.ids if name not in table.muted]
    when = _level_when(table, row)
    options = [
        replace(share_of(table, name, row, when=when), group=shown.label_of(name).to(language)) for name in names
    ]
    who = shown.base.to(language) if shown.base else ""
    told = wording.ranking_sentence(options, "", language, verb=table.about.verb, who=who, most=most)
    return f"{about}: {told}" if about and told else told


def check_named(table: "Table", category: str, row: str | None) -> None:
    """Refuse a row or column that a table does not have.

    Parameters
    ----------
    table : Table
        The table.
    category : str
        Id of a column or merge.
    row : str or None
        Id of a row.

    Raises
    ------
    InputError
        If there is no such row or column; with the nearest.
    """
    shown = table.shown
    columns = (*shown.columns.ids, *shown.merges)
    for known, there, name in (
        (columns, category in columns, category),
        (shown.rows.ids, row is None or shown.rows.knows(row), row),
    ):
        if not there:
            raise InputError(
                f"{table.title()}: fant ikke «{name}»; ventet en av {', '.join(known)}{nearest(name, known)}"
            )


def share_of(table: "Table", category: str, row: str, *, group: bool = False, when: str = "") -> Share:
    """Return the share of an answer in a row, as sentences take it.

    Parameters
    ----------
    table : Table
        The table.
    category, row : str
        Ids of a column or merge and of a row.
    group : bool
        Whether the row is named.
    when : str
        The wave in words.
    """
    shown = table.shown
    label = shown.rows.label_of(row).to(table.language) if group else ""
    return Share(shown.count(category, row), shown.group_n(row), when, label)


def ends(table: "Table") -> tuple[str, str]:
    """Return ids of the rows between which a change is told: the baseline, or the first, and the last."""
    rows = [row for row, n in zip(table.shown.rows.ids, table.shown.row_n, strict=True) if n != 0]
    rows = rows or list(table.shown.rows.ids)
    first = table.about.baseline if table.about.baseline in rows else rows[0]
    return first, rows[-1]


def wave_when(table: "Table", row: str) -> str:
    """Return the wave ``row`` of a ``table`` in words."""
    axis: Axis = table.shown.rows
    return table.about.when(axis.categories[axis.ids.index(row)].label, table.language)


def _level_when(table: "Table", row: str) -> str:
    if table.shown.rows.id == WAVE:
        return wave_when(table, row)
    return table.about.whens(table.shown.waves, table.language)


def why_barred(shown: CountTable, rows: tuple[str, ...]) -> Text | None:
    """Return why some ``rows`` of a table may not be compared, in words; None where they may."""
    if shown.barred is None or (shown.barred_rows and not set(rows) & set(shown.barred_rows)):
        return None
    return shown.barred


def option_p(shown: CountTable, category: str, rows: tuple[str, ...] | None = None) -> float | None:
    """Test one answer against all others between rows; None where that cannot be done.

    Parameters
    ----------
    shown : CountTable
        The counts after protection; only what they show is used.
    category : str
        Id of a column or merge.
    rows : tuple of str, optional
        Ids of the rows; all by default.
    """
    found = option_test(shown, category, rows)
    return None if found is None else found.p_value


def option_test(
    shown: CountTable, category: str, rows: tuple[str, ...] | None = None, **fisher: float
) -> stats.TestResult | None:
    """Return the test of one answer against all others between rows; None where that cannot be done.

    Parameters
    ----------
    shown, category, rows
        As for ``option_p``.
    **fisher
        ``budget`` and ``resamples`` of Fisher's test; see ``stats.choose``.
    """
    if shown.weighted or shown.sums or not shown.grouped:
        return None
    places = [shown.rows.ids.index(row) for row in rows] if rows else list(range(len(shown.rows)))
    x, n = shown.column(category)[places], shown.row_n[places]
    if not (x == x).all() or not (n == n).all():
        return None
    try:
        return stats.choose([[a, b - a] for a, b in zip(x, n, strict=True)], **fisher)
    except stats.DegenerateTable:
        return None
