"""Every question of a survey as numbered tables: everybody by wave, then each background then and now."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Literal

from svarbenk import stats, wording
from svarbenk.codebook import CLOSED, Question
from svarbenk.documents import Block, CountSheet, Heading, Paragraph, Run, TableBlock, TableRow
from svarbenk.tables import CountTable, Crossings, Means, base_label, means
from svarbenk.workbench.appendix_words import APPENDIX_WORDS, AppendixWords, Shown, capital
from svarbenk.workbench.mean_appendix import mean_table
from svarbenk.workbench.protection import Asked
from svarbenk.workbench.sheets import known
from svarbenk.workbench.survey import Survey

QUICK, RESAMPLES = 100_000, 4999
"""What an exact test may cost here, and the random tables that p is estimated from where it would cost more."""
NAMED = 6
"""So many questions in a row that nobody was asked are named; of more only their tables are."""


@dataclass(frozen=True)
class Row:
    """A group in a wave: the table it stands in, its place there, its label and key."""

    table: CountTable
    place: int
    label: str
    key: str


class Appendix(AppendixWords):
    """The tables of an appendix in the making.

    Parameters
    ----------
    survey : Survey
        The survey.
    backgrounds : sequence of str
        Ids of the backgrounds.
    prefix : str
        What numbers begin with, such as «B».
    waves_in_backgrounds : str
        «ends», «all» or «last».
    level : int
        The level of the headings.
    """

    def __init__(
        self,
        survey: Survey,
        backgrounds: Sequence[str],
        *,
        prefix: str,
        waves_in_backgrounds: Shown = "ends",
        level: int = 3,
    ):
        super().__init__(survey, waves_in_backgrounds)
        self.backgrounds = tuple(backgrounds)
        self.prefix = prefix
        self.level = level
        self._number = 0
        self._means: dict[tuple[str, str | None], dict[str, Means]] = {}

    @cached_property
    def crossings(self) -> dict[str, Crossings]:
        """Wave to its replies, ready to be counted."""
        return {wave: Crossings(self.survey.of_waves(wave).responses, self.backgrounds) for wave in self.survey.waves}

    def means(self, wave: str, by: str | None) -> dict[str, Means]:
        """Return the means of every numeric question that a ``wave`` asked, by a background or for everybody.

        Parameters
        ----------
        wave : str
            Id of the wave.
        by : str or None
            Id of the background.
        """
        if (wave, by) not in self._means:
            here = self.crossings[wave].responses
            asked = [each for each in self._numeric if wave in self.survey.asked_in(each.id)]
            table = means(here, [each.id for each in asked], by)
            self._means[wave, by] = {
                each.id: table.only(place, each, base_label(here, each)) for place, each in enumerate(asked)
            }
        return self._means[wave, by]

    @cached_property
    def _numeric(self) -> list[Question]:
        every = self.survey.codebook.by_id.values()
        return [each for each in every if each.kind == "numeric" and not each.ranges]

    def blocks(self, questions: Sequence[str] = ()) -> Iterator[Block]:
        """Yield heading and tables of each question, or a line of why there are none; free text is left out.

        Parameters
        ----------
        questions : sequence of str
            Ids; every question of the codebook by default.
        """
        absent: list[tuple[str, int, str]] = []
        for question in self.survey.codebook.questions:
            if question.kind == "text" or (questions and question.id not in questions):
                continue
            title = question.text.to(self.language).rstrip(" :")
            items = question.item_questions() if question.kind == "battery" else (question,)
            if not any(self.survey.asked_in(each.id) for each in items):
                name = question.name.to(self.language).rstrip(" :")
                absent.append((name, len(items), self.survey.absent(question).why))
                continue
            yield from self._absent(absent)
            yield Heading(level=self.level, text=title)
            for each in items:
                yield self._block(each, question)
        yield from self._absent(absent)

    def _absent(self, questions: list[tuple[str, int, str]]) -> Iterator[Block]:
        """Yield a line for the questions in a row that nobody was asked, and forget them: one a reason."""
        for why, several in groupby(questions, key=lambda each: each[2]):
            told = list(several)
            first, last = self._number + 1, self._number + sum(tables for _, tables, _ in told)
            self._number = last
            names = "; ".join(name for name, _, _ in told) if len(told) <= NAMED else ""
            yield self._left_out(first, why, last=last, title=names)
        questions.clear()

    def _block(self, question: Question, parent: Question) -> Block:
        self._number += 1
        number = f"{self.prefix}-{self._number}"
        label = wording.table_label(number, self.language)
        if not self.survey.asked_in(question.id):
            return self._left_out(self._number, self.survey.absent(question).why, title=question.name.to(self.language))
        caption = question.name if question is not parent else (parent.label or parent.text)
        why = self.survey.absent(question).why
        absent = partial(self._left_out, self._number, why, title=caption.to(self.language))
        told = {"label": label, "number": number, "caption": caption.to(self.language)}
        if question.kind == "numeric":
            return mean_table(self, question, **told) or absent()
        if question.kind not in CLOSED:
            return absent()
        return self._table(question, **told)

    def _left_out(self, number: int, why: str, *, title: str = "", last: int = 0) -> Paragraph:
        """Return the line of a table that is not there, or of all from its number to the last."""
        label = wording.table_label(f"{self.prefix}-{number}", self.language)
        end = f"{self.prefix}-{last}" if last > number else ""
        told = wording.left_out_note(label, why, self.language, title=title, last=end)
        return Paragraph(style="note", runs=(Run(text=told),))

    def _table(self, question: Question, *, label: str, number: str, caption: str) -> TableBlock:
        language, threshold = self.language, self.survey.threshold
        asked, told = self.survey.asked_in(question.id), self.waves_told(question)
        counted = {wave: self.crossings[wave].tables(question) for wave in asked}
        tables = {
            (wave, name): self.survey.scope.hide(table, Asked(question.id, name or None), threshold)
            for wave, several in counted.items()
            for name, table in several.items()
            if name == "" or (wave in told and name != question.id and not question.background)
        }
        merges = tuple(
            name for name, merge in question.merges.items() if question.kind != "multiple" and len(merge.of) > 1
        )
        columns = (*question.category_ids, *merges)
        rows: list[TableRow] = []
        lines: list[Row] = []
        for wave in asked:
            row = Row(tables[wave, ""], 0, capital(self.when(wave)), self.key(wave))
            lines.append(row)
            rows.append(self._row(row, columns, "total"))
        for name in () if question.background else self.backgrounds:
            if name == question.id:
                continue
            background = self.survey.question(name)
            rows.append(TableRow(role="group", label=self._heading(background, tables[told[-1], name]), key=name))
            for row in self._groups(tables, told, name):
                lines.append(row)
                rows.append(self._row(row, columns, "data"))
        hidden = any(table.is_protected for table in tables.values())
        first = tables[asked[-1], ""]
        tested = any(row.role == "group" and "p\u00a0" in row.label for row in rows)
        base = wording.base_line([each.table for each in lines[: len(asked)]], language)
        kind = APPENDIX_WORDS["multiple" if question.kind == "multiple" else "percent"].to(language)
        notes = [
            *self.notes(question, base, kind),
            APPENDIX_WORDS["p"].to(language).format(when=self.when(told[-1])) if tested else "",
            wording.hidden_note(threshold, language) if hidden else "",
        ]
        return TableBlock(
            label=label,
            number=number,
            caption=caption,
            stub="",
            columns=(*(capital(first.label_of(name).to(language)) for name in columns), "n"),
            rows=tuple(rows),
            notes=tuple(note for note in notes if note),
            source=self.source(question),
            synthetic=self.survey.synthetic,
            survey=self.survey.codebook.id,
            question=question.id,
            column_keys=(*columns, "n"),
            sheets=(self._sheet(question, lines, caption),),
        )

    def _groups(self, tables: dict, told: Sequence[str], name: str) -> Iterator[Row]:
        """Yield the groups of a background in order, each in the waves that are told."""
        last = tables[told[-1], name].rows
        ids = list(dict.fromkeys(id for wave in told for id in tables[wave, name].rows.ids))
        ids.sort(key=lambda id: last.ids.index(id) if id in last.ids else len(last))
        for id in ids:
            for wave in told:
                table = tables[wave, name]
                if id not in table.rows.ids or table.row_n[table.rows.ids.index(id)] == 0:
                    continue
                label = table.rows.label_of(id).to(self.language)
                if len(told) > 1:
                    label += f", {self.when(wave)}"
                yield Row(table, table.rows.ids.index(id), label, self.key(wave, f"{name}={id}"))

    def _row(self, row: Row, columns: Sequence[str], role: Literal["total", "data"]) -> TableRow:
        n = row.table.row_n[row.place]
        cells = []
        for name in columns:
            x = row.table.column(name)[row.place]
            if math.isnan(x) or math.isnan(n):
                cells.append(wording.HIDDEN)
            else:
                cells.append(wording.percent(100 * x / n, self.language) if n else "–")
        return TableRow(role=role, label=row.label, cells=(*cells, wording.number(n, self.language)), key=row.key)

    def _heading(self, background: Question, table: CountTable) -> str:
        """Return a background with the p-value of its test in the last wave."""
        name = background.name.to(self.language)
        if not table.testable:
            return name
        try:
            found = stats.choose(table, budget=QUICK, resamples=RESAMPLES)
        except stats.DegenerateTable:
            return name
        return f"{name} ({wording.p_value(found.p_value, self.language)})"

    def _sheet(self, question: Question, lines: Sequence[Row], caption: str) -> CountSheet:
        first, language = lines[0].table, self.language
        counts = [line.table.counts[line.place] for line in lines]
        shares = [line.table.percent()[line.place] for line in lines]
        return CountSheet(
            title=caption,
            row_header="",
            rows=tuple(line.label for line in lines),
            columns=tuple(category.label.to(language) for category in first.columns.categories),
            counts=known(counts),
            percent=known(shares),
            row_n=known([[line.table.row_n[line.place] for line in lines]])[0],
            unit=first.unit.to(language),
            base=wording.base_line([first], language),
            source=self.source(question),
            question=question.text.to(language),
            synthetic=self.survey.synthetic,
            survey=self.survey.codebook.id,
            question_id=question.id,
            row_keys=tuple(line.key for line in lines),
            column_keys=first.columns.ids,
        )
