"""Changes in groups as a numbered table: a share a wave with its n, the change with its interval, and p."""

import math
from collections.abc import Sequence

from svarbenk import stats, wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.responses import WAVE
from svarbenk.tables import AxisCategory
from svarbenk.wording import Share
from svarbenk.workbench.captions import remarks, sources
from svarbenk.workbench.group_changes import GroupChanges, GroupPart
from svarbenk.workbench.saying import ends, share_of, why_barred
from svarbenk.workbench.table import Table

_CHANGE = Text(nb="Endring (95 % KI)", en="Change (95% CI)")
_HOLM = Text(nb="p, Holm", en="p, Holm")
_ALL = Text(nb="Alle", en="All")
_NOTES = (
    Text(
        nb="Andel i prosent, med antall svar i parentes. Endring i prosentpoeng fra {first} til {last}.",
        en="Share in per cent, with replies in brackets. Change in percentage points from {first} to {last}.",
    ),
    Text(
        nb="«p, Holm» er korrigert for antall grupper i hver inndeling.",
        en="“p, Holm” is corrected for the number of groups in each division.",
    ),
)
_LEVELS = Text(nb="Andel i prosent, med antall svar i parentes.", en="Share in per cent, with replies in brackets.")


def group_change_block(
    found: GroupChanges, language: Language, *, label: str, number: str, caption: str, notes: Sequence[str] = ()
) -> TableBlock:
    """Lay out changes in groups: everybody first, then each background's groups.

    Parameters
    ----------
    found : GroupChanges
        The changes.
    language : str
        «nb» or «en».
    label, number, caption : str
        «Tabell 4-2», «4-2» and the title.
    notes : sequence of str
        Notes after the standard ones.
    """
    total = found.total
    waves = total.shown.rows.categories
    first, last = ends(total)
    compared = first != last and why_barred(total.shown, (first, last)) is None
    everybody = f"{_ALL.to(language)} {(total.shown.base or total.shown.respondents).to(language)}".strip()
    # the columns are waves, so the answer stands in the key of the row
    answer = f"svar={found.category}"
    rows = [TableRow(role="total", label=everybody, cells=_cells(found, total, waves, None, compared), key=answer)]
    for part in found.parts:
        rows.append(TableRow(role="group", label=_heading(part, language, compared), key=part.id))
        for table, p in zip(part.tables, part.p, strict=True):
            cells = _cells(found, table, waves, p, compared)
            name = table.about.part_label.to(language) if table.about.part_label else table.about.part
            rows.append(TableRow(label=name, cells=cells, key=f"{answer},{part.id}={table.about.part}"))
    extra = [_CHANGE, Text(nb="p", en="p"), _HOLM] if compared else []
    return TableBlock(
        label=label,
        number=number,
        caption=caption,
        stub="",
        columns=tuple(each.to(language) for each in (*(wave.label for wave in waves), *extra)),
        column_keys=(*(f"{WAVE}={wave.id}" for wave in waves), *("" for _ in extra)),
        rows=tuple(rows),
        notes=tuple(note for note in (*_told(found, language, compared, (first, last)), *notes) if note),
        source=sources([total], language),
        synthetic=total.synthetic,
        survey=total.about.survey,
        question=total.about.question,
        sheets=(_sheet(found, caption, language),),
    )


def _heading(part: GroupPart, language: Language, compared: bool) -> str:
    label = part.label.to(language)
    if not compared or math.isnan(part.differ):
        return label
    test = wording.p_value(part.differ, language)
    return f"{label} ({'ulik endring' if language == 'nb' else 'change differs'}: {test})"


def _told(found: GroupChanges, language: Language, compared: bool, rows: tuple[str, str]) -> list[str]:
    total = found.total
    hidden = any(table.shown.is_protected for table in (total, *found))
    told = [wording.hidden_note(total.threshold, language)] if hidden else []
    if not compared:
        barred = why_barred(total.shown, rows)
        reason = [f"{(text := barred.to(language))[:1].upper()}{text[1:]}."] if barred else []
        return [_LEVELS.to(language), *reason, *told, *remarks([total.shown], language)]
    labels = {wave.id: wave.label.to(language) for wave in total.shown.rows.categories}
    first, second = (note.to(language).format(first=labels[rows[0]], last=labels[rows[1]]) for note in _NOTES)
    return [first, second, *told, *remarks([total.shown], language)]


def _cells(
    found: GroupChanges, table: Table, waves: Sequence[AxisCategory], corrected: float | None, compared: bool
) -> tuple[str, ...]:
    language = found.language
    levels = []
    for wave in waves:
        if wave.id not in table.shown.rows.ids or table.shown.group_n(wave.id) == 0:
            levels.append("–")
            continue
        share = share_of(table, found.category, wave.id)
        n = wording.number(share.n, language)
        levels.append(f"{wording.percent(share.percent, language)} ({n})" if share.known else wording.HIDDEN)
    if not compared:
        return tuple(levels)
    change = found.change(table)
    if change is None or not (change.before.known and change.after.known):
        return (*levels, "–", "–", "–")
    holm = "" if corrected is None else _p(corrected, language)
    return (*levels, _difference(change.before, change.after, language), _p(change.p, language), holm)


def _p(p: float | None, language: Language) -> str:
    return "–" if p is None or math.isnan(p) else wording.p_value(p, language, symbol=False)


def _difference(before: Share, after: Share, language: Language) -> str:
    told = _signed(after.percent - before.percent, language)
    low, high = stats.newcombe_interval(int(after.count), int(after.n), int(before.count), int(before.n))
    between = "to" if language == "en" else "til"
    return f"{told} ({_signed(100 * low, language)} {between} {_signed(100 * high, language)})"


def _signed(value: float, language: Language) -> str:
    told = wording.number(value, language)
    return f"+{told}" if wording.rounded(value) > 0 else told


def _sheet(found: GroupChanges, title: str, language: Language) -> CountSheet:
    """Return how many of how many gave the answer, a row a group and two columns a wave."""
    total = found.total
    waves = total.shown.rows.categories
    tables = [(total, ""), *((table, part.id) for part in found.parts for table in part.tables)]
    counts, labels = [], []
    for table, _ in tables:
        pairs = []
        for wave in waves:
            there = wave.id in table.shown.rows.ids
            values = (table.shown.count(found.category, wave.id), table.shown.group_n(wave.id)) if there else (0, 0)
            pairs += [None if math.isnan(value) else float(value) for value in values]
        counts.append(tuple(pairs))
        part = table.about.part_label
        labels.append(part.to(language) if part else _ALL.to(language))
    return CountSheet(
        title=title,
        row_header="",
        rows=tuple(labels),
        columns=tuple(f"{wave.label.to(language)}, {each}" for wave in waves for each in (found.label, "n")),
        counts=tuple(counts),
        unit=total.shown.unit.to(language),
        base=wording.base_line(total.shown, language),
        source=sources([total], language),
        question=total.title(),
        synthetic=total.synthetic,
        survey=total.about.survey,
        question_id=total.about.question,
        row_keys=tuple(f"{part}={table.about.part}" if part else "" for table, part in tables),
    )
