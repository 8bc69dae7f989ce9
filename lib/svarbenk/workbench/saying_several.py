"""One sentence on several answers of a table: their changes where rows are waves, their levels in one row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.responses import WAVE
from svarbenk.wording import Change, Share
from svarbenk.workbench.saying import answer_told, check_named, ends, option_p, share_of, wave_when, why_barred

if TYPE_CHECKING:
    from svarbenk.workbench.table import Table


def answers_told(table: "Table", categories: Sequence[str], *, about: str = "") -> str:
    """Say what a table says of several answers.

    Parameters
    ----------
    table : Table
        The table.
    categories : sequence of str
        Ids of columns or merges, in the order in which they are told; by default all columns but don't-know.
    about : str
        Short name of the question, set before a colon.

    Raises
    ------
    InputError
        If there is no such column.
    """
    shown, language = table.shown, table.language
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
    when = wave_when(table, row) if shown.rows.id == WAVE else table.about.whens(shown.waves, language)
    shares = [share_of(table, each, row, when=when) for each in wanted]
    named = [
        Share(share.count, share.n, share.when, shown.label_of(each).to(language))
        for share, each in zip(shares, wanted, strict=True)
    ]
    return wording.levels_sentence(named, language, verb=table.about.verb, who=who, about=about)


def _changes(table: "Table", wanted: Sequence[str], rows: tuple[str, str], who: str, about: str) -> str:
    shown, language = table.shown, table.language
    barred = why_barred(shown, rows)
    changes = []
    for each in wanted:
        before, after = (share_of(table, each, row, when=wave_when(table, row)) for row in rows)
        p = None if barred else option_p(shown, each, rows)
        changes.append(Change(shown.label_of(each).to(language), before, after, p))
    reason = barred.to(language) if barred else ""
    return wording.changes_sentence(changes, language, verb=table.about.verb, who=who, about=about, barred=reason)
