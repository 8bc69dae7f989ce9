"""Register, what notebooks hold of a report's registers: tables, figures, statistics, numbers and words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from svarbenk import wording
from svarbenk.codebook import DataFolder, Language, Text
from svarbenk.documents import Paragraph, Run
from svarbenk.register import correlation, read_doctors, read_register
from svarbenk.tables import Axis, AxisCategory, CountTable
from svarbenk.wording.register_notes import public_note
from svarbenk.workbench.about import About
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.blocks import figure_block
from svarbenk.workbench.calibration import NotSplit, calibrated_block
from svarbenk.workbench.data_sources import sources_table
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.register_blocks import correlation_block, register_block, register_source
from svarbenk.workbench.register_doctors import flow_block, ranks_block
from svarbenk.workbench.register_levels import split_number
from svarbenk.workbench.register_numbers import RegisterNumbers
from svarbenk.workbench.shown import Shown, Values
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table
from svarbenk.workbench.templates import worded


class Register(RegisterNumbers):
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
        block = register_block(table, self.document, self.language, columns)
        if self.threshold > 1:
            block = block.model_copy(update={"notes": (*block.notes, public_note(self.language))})
        return Shown((block,), self.language)

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

    def sources(self, number: str, *surveys: Survey) -> Shown:
        """Return the numbered table of the report's data sources, with every wave of some surveys.

        Parameters
        ----------
        number : str
            «1-1».
        *surveys : Survey
            The surveys.

        Raises
        ------
        InputError
            If the report does not describe its sources.
        """
        return sources_table(split_number(number)[1], self.book, surveys, self.language)

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

    def flow(self, number: str) -> Shown:
        """Return who stayed, came and left between the snapshots of the extract of doctors; nothing without one.

        Parameters
        ----------
        number : str
            The table's number.

        Raises
        ------
        InputError
            If ``data/raw/register/leger.csv`` is there and cannot be used.
        """
        doctors = read_doctors(self.book.data)
        if doctors is None or len(doctors.snapshots) < 2:
            return Shown((), self.language)
        return Shown((flow_block(doctors, number, self.language, self.threshold),), self.language)

    def ranks(self, number: str) -> Shown:
        """Return the rank statistics of capitation in the extract of doctors; nothing without one.

        Parameters
        ----------
        number : str
            The table's number.

        Raises
        ------
        InputError
            If ``data/raw/register/leger.csv`` is there and cannot be used.
        """
        doctors = read_doctors(self.book.data)
        if doctors is None or not doctors.ranks():
            return Shown((), self.language)
        return Shown((ranks_block(doctors, number, self.language),), self.language)

    def counts(
        self,
        number: str,
        rows: Sequence[str],
        columns: Sequence[str],
        unit: str | Text,
        *,
        by: Text | None = None,
        across: bool = False,
        barred: Text | None = None,
    ) -> Table:
        """Return counts of a register table as a table in hand, that tests, draws and writes about itself.

        Parameters
        ----------
        number : str
            The table.
        rows, columns : sequence of str
            Ids of its rows and columns.
        unit : str or Text
            What is counted.
        by : Text, optional
            What the groups differ in, such as centrality; the heading over the rows by default.
        across : bool
            Whether the columns become the rows, which are the groups that are compared.
        barred : Text, optional
            Why the rows may not be tested against each other, where they may not: the same people stand in both.

        Raises
        ------
        InputError
            If there is no such table, row or column.
        """
        table = self.book.table(split_number(number)[1])
        definition = table.definition
        down = tuple(AxisCategory(each, table.row(each).label) for each in rows)
        side = tuple(AxisCategory(each, table.column(each).label) for each in columns)
        values = np.array([[table.value(row, column) for column in columns] for row in rows])
        groups, answers = (side, down) if across else (down, side)
        counts = CountTable.from_counts(
            values.T if across else values,
            Axis("gruppe", by or definition.stub or Text(nb="", en=""), groups),
            Axis("antall", definition.title, answers),
            unit=unit,
            source=register_source(table, self.document),
        )
        return Table(replace(counts, barred=barred), language=self.language, about=About(verb="be"))

    def chart(
        self, number: str, table: Table, caption: str | Text, *, notes: Sequence[str | Text] = (), **drawing: Any
    ) -> Shown:
        """Return a numbered figure of counts from ``counts``.

        Parameters
        ----------
        number : str
            «8.1».
        table : Table
            The counts.
        caption : str or Text
            Its title.
        notes : sequence of str or Text
            Notes under it.
        **drawing
            As for ``Table.figure``.

        Raises
        ------
        InputError
            If there is nothing to draw.
        """
        block = figure_block(
            table.figure(**drawing),
            [table],
            label=wording.figure_label(number, self.language),
            number=number,
            caption=self._worded(caption),
            notes=[*(self._worded(each) for each in notes), public_note(self.language) if self.threshold > 1 else ""],
        )
        return Shown((block,), self.language)

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

    def _worded(self, text: str | Text) -> str:
        return text.to(self.language) if isinstance(text, Text) else text

    def _left_out(self, number: str, why: str) -> Shown:
        told = wording.left_out_note(wording.table_label(number, self.language), why, self.language)
        return Shown((Paragraph(style="note", runs=(Run(text=told),)),), self.language)


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
