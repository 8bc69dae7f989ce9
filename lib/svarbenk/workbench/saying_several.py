"""One sentence on several answers of a table: their changes where rows are waves, their levels in one row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.responses import WAVE
from svarbenk.wording import Change
from svarbenk.workbench.saying import (
    about_told,
    answer_told,
    check_named,
    ends,
    option_p,
    share_of,
    wave_when,
    why_barred,
)

if TYPE_CHECKING:
    from svarbenk.workbench.not_asked import NotAsked
    from svarbenk.workbench.table import Table


def answers_told(table: "Table", categories: Sequence[str], *, about: str | Text | bool = "") -> str:
    """Say what a table says of several answers.

    Parameters
    ----------
    table : Table
        The table.
    categories : sequence of str
        Ids of columns or merges, in the order in which they are told; by default all columns but don't-know.
    about : str, Text or bool
        Short name of the question, set before a colon; True for the table's own.

    Raises
    ------
    InputError
        If there is no such column.
    """
    shown, language, about = table.shown, table.language, about_told(table, about)
    wanted = list(categories) or [each for each in shown.columns.ids if each not in table.muted]
    for category in wanted:
        check_named(table, category, None)
    waves = shown.rows.id == WAVE and len(shown.rows) > 1
    if shown.sums or not (waves or len(shown.rows) == 1):
        told = [answer_told(table, each, about=about if place == 0 else "") for place, each in enumerate(wanted)]
        return " ".join(each for each in told if each)
    who = shown.base.to(language) if shown.base else ""
    if waves and (spanned := ends(table))[0] != spanned[1]:
        return _changes(table, wanted, spanned, who, about)
    row = ends(table)[1] if waves else shown.rows.ids[0]
    shares = [share_of(table, each, row, when=_when(table)) for each in wanted]
    labels = [shown.label_of(each).to(language) for each in wanted]
    named = [replace(share, group=label) for share, label in zip(shares, labels, strict=True)]
    return wording.levels_sentence(named, language, verb=table.about.verb, who=who, about=about)


def _changes(table: "Table", wanted: Sequence[str], rows: tuple[str, str], who: str, about: str) -> str:
    shown, language = table.shown, table.language
    barred = why_barred(shown, rows)
    changes = [_change(table, each, rows) for each in wanted]
    reason = barred.to(language) if barred else ""
    return wording.changes_sentence(changes, language, verb=table.about.verb, who=who, about=about, barred=reason)


def _change(table: "Table", category: str, rows: tuple[str, str]) -> Change:
    before, after = (share_of(table, category, row, when=wave_when(table, row)) for row in rows)
    p = None if why_barred(table.shown, rows) else option_p(table.shown, category, rows)
    return Change(table.shown.label_of(category).to(table.language), before, after, p)


def _when(table: "Table") -> str:
    shown = table.shown
    return wave_when(table, ends(table)[1]) if shown.rows.id == WAVE else table.about.whens(shown.waves, table.language)


def items_told(tables: Sequence["Table | NotAsked"], category: str, *, about: str | Text = "") -> str:
    """Say what several items of a battery say of one answer: their changes where rows are waves, else their order.

    Parameters
    ----------
    tables : sequence of Table or NotAsked
        One an item, such as from ``Survey.each``.
    category : str
        Id of a column or merge.
    about : str or Text
        Short name of the battery, set before a colon.

    Raises
    ------
    InputError
        If there is no such column.
    """
    there = [table for table in tables if table]
    if not there:
        return ""
    language = there[0].language
    for table in there:
        check_named(table, category, None)
    name = about.to(language) if isinstance(about, Text) else about
    label = there[0].shown.label_of(category).to(language)
    who = there[0].shown.base.to(language) if there[0].shown.base else ""
    verb = there[0].about.verb
    spans = {ends(table) for table in there} if all(table.shown.rows.id == WAVE for table in there) else set()
    if len(spans) == 1 and len(set(*spans)) > 1:
        (rows,) = spans
        reasons = [why_barred(table.shown, rows) for table in there]
        changes = [replace(_change(table, category, rows), label=_item(table)) for table in there]
        barred = next((each.to(language) for each in reasons if each is not None), "")
        return wording.changes_sentence(changes, language, verb=verb, who=who, about=name, answer=label, barred=barred)
    shares = [share_of(table, category, ends(table)[1], when=_when(table)) for table in there]
    items = [replace(share, group=_item(table)) for share, table in zip(shares, there, strict=True)]
    told = wording.ranking_sentence(items, label, language, verb=verb, who=who)
    return f"{name}: {told}" if name and told else told


def _item(table: "Table") -> str:
    return table.shown.columns.label.to(table.language)
