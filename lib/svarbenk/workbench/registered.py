"""Register, what notebooks hold of a report's registers: tables, values, changes in words, figures, statistics."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from svarbenk import wording
from svarbenk.codebook import DataFolder, Language
from svarbenk.documents import BulletList, Paragraph, Run
from svarbenk.errors import InputError
from svarbenk.ledger import Document
from svarbenk.register import RegisterBook, correlation, read_register
from svarbenk.wording.registers import counted_note, level_change_sentence, level_text
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.calibration import NotSplit, calibrated_block
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.origins import Origin, said
from svarbenk.workbench.origins import number as with_origin
from svarbenk.workbench.register_blocks import correlation_block, register_block
from svarbenk.workbench.register_levels import Levels, levels_of, split_number
from svarbenk.workbench.shown import Shown, Values
from svarbenk.workbench.table import Table
from svarbenk.workbench.templates import worded


class Register:
    """The registers of a report: printed tables reckoned anew, series of printed points, the evaluator's extracts.

    Parameters
    ----------
    book : RegisterBook
        The printed numbers and how the tables are made of them.
    language : str
        «nb» or «en».
    threshold : int
        Rows of an extract that are one kommune or one doctor are not shown one by one from 2 up.
    """

    synthetic = False
    """Printed numbers are no stand-ins; figures drawn from a stand-in extract say so themselves."""

    def __init__(self, book: RegisterBook, language: Language = "nb", threshold: int = 0):
        self.book = book
        self.language: Language = language
        self.threshold = threshold

    @property
    def document(self) -> Document:
        """What the numbers are printed in."""
        return self.book.document

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the register tables."""
        return self.book.numbers

    def table(self, number: str, *, since: str | int | None = None) -> Shown:
        """Return a register table: levels as printed, all else reckoned, and below it what print says otherwise.

        Parameters
        ----------
        number : str
            Its number in the report, such as «3-1»; «7-17» and «7-18» are the rank correlations, tested anew.
        since : str or int, optional
            The first column to show; all by default.

        Raises
        ------
        InputError
            If there is no such table or column.
        """
        _, bare = split_number(number)
        for definition in self.book.definitions.correlations:
            if definition.number == bare and bare not in self.numbers:
                found = [correlation(each, self.book.ledger) for each in definition.correlations]
                return Shown((correlation_block(definition, found, self.document, self.language),), self.language)
        table = self.book.table(bare)
        columns = table.columns
        if since is not None:
            columns = columns[columns.index(table.column(since)) :]
        return Shown((register_block(table, self.document, self.language, columns),), self.language)

    def figure(self, number: str) -> Shown:
        """Return a register figure: from the evaluator's extract, or from the points that are in print.

        Parameters
        ----------
        number : str
            «3-2».

        Raises
        ------
        InputError
            If there is no such figure, or its extract cannot be used.
        """
        # what draws is imported when there is something to draw
        from svarbenk.workbench.register_figures import register_figure

        return register_figure(self.book, split_number(number)[1], language=self.language, threshold=self.threshold)

    def value(self, number: str, row: str, at: str | int | None = None) -> float:
        """Return a number of a table or of a figure's series; NaN where it is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        at : str or int, optional
            The column, or the time or category; the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        found = self._levels(number, row)
        where = at if at is not None else (found.known or [""])[-1]
        return with_origin(found.level(where).value, self._origin(number))

    def change(self, number: str, row: str, before: str | int | None = None, after: str | int | None = None) -> str:
        """Return a sentence on how a number changed: «Antall fastleger økte fra 5 268 i 2023 til 5 517 i 2024 (…)».

        Empty where one of the two is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        before, after : str or int, optional
            The columns, or times; the first and the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        found = self._levels(number, row)
        known = found.in_time or [""]
        first = found.level(known[0] if before is None else before)
        last = found.level(known[-1] if after is None else after)
        sentence = "" if first == last else level_change_sentence(found.subject, first, last, found.unit, self.language)
        return said(sentence, self._origin(number)) if sentence else ""

    def text(self, number: str, row: str, at: str | int | None = None) -> str:
        """Return a number in words, as it is printed: «om lag 350», «15–20 prosent»; empty where it is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        at : str or int, optional
            The column, time, span of years («2017-2021») or category; the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        found = self._levels(number, row)
        where = at if at is not None else (found.known or [""])[-1]
        told = level_text(found.level(where), found.unit, self.language)
        return said(told, self._origin(number)) if told else ""

    def summary(self, *numbers: str, most: int = 5, since: str | int | None = None) -> Shown:
        """Return the largest relative changes of some tables as bullets, with a note that they are not tested.

        Parameters
        ----------
        *numbers : str
            The tables.
        most : int
            How many bullets.
        since : str or int, optional
            The column that changes are reckoned from; what the table's definition says by default.

        Raises
        ------
        InputError
            If there is no such table or column.
        """
        changes = [each for number in numbers for each in self._changes(number, since)]
        changes.sort(key=lambda each: -each[0])
        told = [sentence for _, sentence in changes[:most]]
        if not told:
            return Shown((), self.language)
        items = tuple((Run(text=sentence),) for sentence in told)
        note = counted_note(len(told), len(changes), self.language)
        return Shown((BulletList(items=items), Paragraph(style="note", runs=(Run(text=note),))), self.language)

    def calibration(self, number: str, table: Table | BannerTable | NotAsked, *, notes: Sequence[str] = ()) -> Shown:
        """Return the register's posts split as a survey's answers are, such as table 7-2; a note where they cannot be.

        Parameters
        ----------
        number : str
            The printed table, whose size classes and posts are the register's.
        table : Table, BannerTable or NotAsked
            The survey's table of types of practice by size of municipality.
        notes : sequence of str
            Notes after those on the method.

        Raises
        ------
        InputError
            If the survey's table is by another background than the register's.
        """
        _, bare = split_number(number)
        if isinstance(table, NotAsked):
            return self._left_out(bare, table.why)
        try:
            return Shown((calibrated_block(self.book, bare, table, self.language, notes),), self.language)
        except NotSplit as error:
            return self._left_out(bare, error.why)

    def let(self, **values: Any) -> Values:
        """Name computed values for the prose, as ``Chapter.let`` does.

        Parameters
        ----------
        **values
            Name to number or text.

        Raises
        ------
        InputError
            If a value is neither number nor text.
        """
        return Values({name: worded(name, value, self.language) for name, value in values.items()}, self.language)

    def _left_out(self, number: str, why: str) -> Shown:
        told = wording.left_out_note(wording.table_label(number, self.language), why, self.language)
        return Shown((Paragraph(style="note", runs=(Run(text=told),)),), self.language)

    def _levels(self, number: str, row: str) -> Levels:
        return levels_of(self.book, number, row, self.language)

    def _origin(self, number: str) -> Origin:
        return Origin(register_table=split_number(number)[1])

    def _changes(self, number: str, since: str | int | None) -> list[tuple[float, str]]:
        """Return each row's relative change and its sentence; rows of changes are not levels."""
        table = self.book.table(split_number(number)[1])
        start = since if since is not None else table.definition.since
        if start is None or not table.definition.ordered:
            raise InputError(f"tabell {number}: kolonnene er ikke i tid; ventet en tabell med år")
        table.column(start)
        found = []
        for row in table.rows:
            if row.role in {"change", "group"}:
                continue
            levels = self._levels(f"tabell {table.number}", row.id)
            first, last = levels.level(start), levels.level((levels.in_time or [""])[-1])
            sentence = self.change(f"tabell {table.number}", row.id, start)
            if sentence and first.value > 0 and last.value > 0:
                found.append((abs(math.log(last.value / first.value)), sentence))
        return found


def open_register(
    document: str, *, data: str | Path | None = None, language: Language = "nb", threshold: int = 0
) -> Register:
    """Open the registers of a report.

    Parameters
    ----------
    document : str
        The name of its folder in ``data/published``, such as «rapport-iv», or its id.
    data : str or Path, optional
        The data folder; by default $SVARBENK_DATA or ``data/`` of the project.
    language : str
        «nb» or «en».
    threshold : int
        Rows of an extract that are one kommune or one doctor are not shown one by one from 2 up.

    Raises
    ------
    InputError
        If there is no such report, or the description of its register tables cannot be used.
    """
    return Register(read_register(document, DataFolder.find(data or None)), language, threshold)
