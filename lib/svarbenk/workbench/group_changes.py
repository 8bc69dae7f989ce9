"""One answer by wave in each group of a background: a table, sentences and the tables behind a figure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from svarbenk import stats, wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import TableBlock
from svarbenk.responses import WAVE
from svarbenk.tables import Axis, CountTable
from svarbenk.wording import Change
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.saying import check_named, ends, option_p, share_of, wave_when, why_barred
from svarbenk.workbench.table import Table

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey


@dataclass(frozen=True)
class GroupPart:
    """A background with a table by wave for each of its groups, and p of their changes, corrected for their number."""

    id: str
    label: Text
    tables: tuple[Table, ...]
    p: tuple[float, ...]
    differ: float


class GroupChanges:
    """The change of one answer in each group of one or several backgrounds.

    Iterating gives a table by wave for each group, to be drawn as «grouped» with ``category``.

    Parameters
    ----------
    category : str
        The answer or merge.
    total : Table
        Everybody by wave.
    parts : sequence of GroupPart
        One a background.
    language : str
        «nb» or «en».
    """

    def __init__(self, category: str, total: Table, parts: Sequence[GroupPart], language: Language):
        self.category = category
        self.total = total
        self.parts = tuple(parts)
        self.language: Language = language

    def __iter__(self) -> Iterator[Table]:
        return (table for part in self.parts for table in part.tables)

    def __len__(self) -> int:
        return sum(len(part.tables) for part in self.parts)

    @cached_property
    def label(self) -> str:
        """The answer in words."""
        return self.total.shown.label_of(self.category).to(self.language)

    def title(self) -> str:
        """Return what the table is of: «Andel «svært sannsynlig». Hvor sannsynlig er det …? Fordelt etter …»."""
        asked = self.total.title()
        by = wording.listed([wording.lowered(part.label.to(self.language)) for part in self.parts], self.language)
        closed = asked if asked[-1:] in "?." else f"{asked.rstrip(': …')}."
        answer = wording.quoted(self.label, self.language)
        if self.language == "en":
            return f"{closed} Share {answer} by {by}"
        return f"{closed} Andel {answer} etter {by}"

    def sentence(self, background: str = "") -> str:
        """Say in which groups the share has risen, fallen or not changed for certain, and whether the groups differ.

        Parameters
        ----------
        background : str
            Id of one of the backgrounds; the first by default.

        Returns
        -------
        str
            Empty where there is one wave, or where the waves may not be compared.
        """
        part = next((each for each in self.parts if each.id == background or not background), None)
        if part is None:
            return ""
        changes = [
            replace(change, p=p)
            for table, p in zip(part.tables, part.p, strict=True)
            if (change := self.change(table)) is not None
        ]
        return wording.group_changes_sentence(
            self.label,
            changes,
            self.language,
            background=part.label.to(self.language),
            verb=self.total.about.verb,
            differ=part.differ,
        )

    def block(self, *, label: str, number: str, caption: str, notes: Sequence[str] = ()) -> TableBlock:
        """Lay it out: a share a wave with its n, the change with its interval, and p; see ``group_change_block``.

        Parameters
        ----------
        label, number, caption : str
            «Tabell 4-2», «4-2» and the title.
        notes : sequence of str
            Notes after the standard ones.
        """
        from svarbenk.workbench.group_change_blocks import group_change_block

        return group_change_block(self, self.language, label=label, number=number, caption=caption, notes=notes)

    def change(self, table: Table) -> Change | None:
        """Return the change of a group's ``table`` from the baseline to the last wave; None where there is one wave."""
        first, last = ends(self.total)
        if first == last or not {first, last} <= set(table.shown.rows.ids):
            return None
        before, after = (share_of(table, self.category, row, when=wave_when(table, row)) for row in (first, last))
        label = table.about.part_label.to(self.language) if table.about.part_label else ""
        return Change(label, before, after, _p(table, self.category, (first, last)))


def group_changes(survey: "Survey", question: str, category: str, by: str | Sequence[str]) -> GroupChanges | NotAsked:
    """Count one answer by wave in each group; see ``Survey.change_by``.

    Parameters
    ----------
    survey : Survey
        The survey in hand.
    question, category : str
        Ids of the question and of the answer or merge.
    by : str or sequence of str
        Ids of the backgrounds.

    Raises
    ------
    InputError
        If there is no such question, answer or background.
    """
    total = survey.table(question, by=WAVE)
    if not isinstance(total, Table):
        return total
    check_named(total, category, None)
    waves = [row for row, n in zip(total.shown.rows.ids, total.shown.row_n, strict=True) if n != 0]
    parts = []
    for background in [by] if isinstance(by, str) else by:
        apart = {wave: survey.of_waves(wave).table(question, by=background) for wave in waves}
        found = {wave: table for wave, table in apart.items() if isinstance(table, Table)}
        groups = list(dict.fromkeys(row for table in found.values() for row in table.shown.rows.ids))
        # a selection that left one group left everybody
        if len(groups) > 1:
            order = [each for each in survey.question(background).category_ids if each in groups]
            parts.append(_part(survey, background, [_by_wave(total, found, group) for group in order], total, category))
    return GroupChanges(category, total, parts, survey.language)


def _part(survey: "Survey", background: str, tables: list[Table], total: Table, category: str) -> GroupPart:
    first, last = ends(total)
    p = [math.nan if first == last else _p(table, category, (first, last)) for table in tables]
    known = [place for place, each in enumerate(p) if not math.isnan(each)]
    corrected = list(p)
    for place, each in zip(known, stats.adjust_p([p[place] for place in known]), strict=True):
        corrected[place] = float(each)
    label = survey.question(background).name
    return GroupPart(background, label, tuple(tables), tuple(corrected), _differ(tables, category, (first, last)))


def _by_wave(total: Table, found: dict[str, Table], group: str) -> Table:
    """Return the rows of one group in the tables of each wave as one table by wave, hidden where they were."""
    rows = [(wave, table.shown, table.shown.rows.ids.index(group)) for wave, table in found.items()
            if group in table.shown.rows.ids]  # fmt: skip
    axis = total.shown.rows
    there = {wave: (shown, place) for wave, shown, place in rows}
    waves = tuple(each for each in axis.categories if each.id in there)
    scored = zip(axis.categories, axis.scores, strict=True) if axis.scores else ()
    scores = tuple(score for each, score in scored if each.id in there)
    picked = [there[each.id] for each in waves]
    first = picked[0][0]
    counts = CountTable(
        counts=np.vstack([shown.counts[place] for shown, place in picked]),
        rows=Axis(axis.id, axis.label, waves, axis.ordered, scores),
        columns=total.shown.columns,
        row_n=np.array([shown.row_n[place] for shown, place in picked]),
        base_n=float(np.sum([shown.row_n[place] for shown, place in picked])),
        item_n=float(np.sum([shown.row_n[place] for shown, place in picked])),
        question=first.question,
        unit=first.unit,
        base=first.base,
        respondent=first.respondent,
        source=first.source,
        exclusive=first.exclusive,
        weighted=first.weighted,
        synthetic=first.synthetic,
        hidden=np.vstack([shown.hidden[place] for shown, place in picked]),
        replies=np.vstack([shown.replies[place] for shown, place in picked]),
        row_replies=np.array([shown.row_replies[place] for shown, place in picked]),
        barred=total.shown.barred,
        barred_rows=total.shown.barred_rows,
        merges=first.merges,
        waves=tuple(wave for shown, _ in picked for wave in shown.waves),
        remarks=first.remarks,
    )
    label = first.rows.categories[picked[0][1]].label
    made = Table(counts, language=total.language, muted=total.muted,
                 about=replace(total.about, part=group, part_label=label))  # fmt: skip
    made.threshold = total.threshold
    return made


def _p(table: Table, category: str, rows: tuple[str, str]) -> float:
    if not set(rows) <= set(table.shown.rows.ids) or why_barred(table.shown, rows) is not None:
        return math.nan
    found = option_p(table.shown, category, rows)
    return math.nan if found is None else found


def _differ(tables: Sequence[Table], category: str, rows: tuple[str, str]) -> float:
    """Return p of the test that the changes are equal, of the groups that can be tested; NaN without two of them."""
    pairs = []
    for table in tables:
        if not math.isnan(_p(table, category, rows)):
            shares = [share_of(table, category, row) for row in rows]
            if min(each.n for each in shares) >= wording.FEWEST_IN_GROUP:
                pairs.append([(int(each.count), int(each.n)) for each in shares])
    try:
        return stats.equal_differences(*map(list, zip(*pairs, strict=True))).p_value if len(pairs) > 1 else math.nan
    except stats.DegenerateTable:
        return math.nan
