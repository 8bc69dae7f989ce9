"""Chapter, what a chapter notebook builds: values for its prose, numbered tables and figures."""

from collections.abc import Sequence
from typing import Any, Literal

from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.documents import TableBlock, TableRow
from svarbenk.workbench.appendix import Appendix
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.blocks import sheets, table_block
from svarbenk.workbench.captions import printed_p, sources
from svarbenk.workbench.chapter_figures import ChapterFigures
from svarbenk.workbench.finding_blocks import finding_block, nothing_tested
from svarbenk.workbench.findings import Findings
from svarbenk.workbench.group_changes import GroupChanges
from svarbenk.workbench.mean_blocks import mean_block
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.pairs import Pairs
from svarbenk.workbench.scope import scope_note
from svarbenk.workbench.shown import Shown
from svarbenk.workbench.summarising import summary_blocks
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table


class Chapter(ChapterFigures):
    """A chapter in the making.

    Every method returns what a cell displays and what the build collects. Prose and headings are the
    notebook's own markdown cells; a cell tagged «nb» or «en» is for that language only, and ``{name}`` in it is
    replaced by the value that ``let`` gave.

    """

    def table(
        self,
        number: str,
        table: Table | BannerTable | MeanTable | Findings | GroupChanges | Pairs | NotAsked,
        caption: str | Text | None = None,
        *,
        notes: Sequence[str | Text] = (),
        **layout: Any,
    ) -> Shown:
        """Return a numbered table.

        Parameters
        ----------
        number : str
            «10.2».
        table : Table, BannerTable, MeanTable, Findings, GroupChanges, Pairs or NotAsked
            What it shows; of what was not asked, a line says so.
        caption : str or Text, optional
            Its title; by default what was asked, and «Totalt og fordelt etter …» for a banner.
        notes : sequence of str or Text
            Notes after the standard ones.
        **layout
            ``cells``, ``total_column``, ``everybody``, ``source``; see ``table_block`` and ``mean_block``.
        """
        label = wording.table_label(number, self.language)
        if isinstance(table, NotAsked):
            return self._left_out(label, table.why, self._worded(caption) or table.title())
        if isinstance(table, Findings):
            return self._findings(number, table, caption, notes)
        if isinstance(table, GroupChanges | Pairs):
            told, more = self._worded(caption) or table.title(), [self._worded(note) for note in notes]
            return Shown((table.block(label=label, number=number, caption=told, notes=more),), self.language)
        told = self._caption(table, caption)
        if isinstance(table, MeanTable):
            worded = tuple(map(self._worded, notes))
            block = mean_block(table, label=label, number=number, caption=told, notes=worded, **layout)
            return Shown((block,), self.language)
        checked = (*map(self._worded, notes), *printed_p(table, self.survey))
        return Shown(
            (table_block(table, label=label, number=number, caption=told, notes=checked, **layout),), self.language
        )

    def summary(self, *findings: Findings, most: int = 7) -> Shown:
        """Return the chapter's largest certain changes as bullets, and a note on what they were chosen from.

        One a question, by effect size, among those that are certain after Holm's correction of all that were tested;
        with fewer than three of them, differences between groups are told too. Of some waves or a selection, a note
        that says so comes first.

        Parameters
        ----------
        *findings : Findings
            From ``Survey.changes`` and ``Survey.contrasts``, of one or several surveys.
        most : int
            At most so many.
        """
        scope = scope_note(self.surveys, self.language)
        opened = self.note(scope).blocks if scope else ()
        return Shown((*opened, *summary_blocks(findings, self.language, most)), self.language)

    def questions(
        self,
        survey: Survey,
        backgrounds: Sequence[str] | None = None,
        prefix: str = "B",
        *,
        waves_in_backgrounds: Literal["ends", "all", "last"] = "ends",
        only: Sequence[str] = (),
        level: int = 3,
    ) -> Shown:
        """Return every question of a survey as numbered tables, as an appendix has them.

        A heading a question, and a table a question or item: answers and merges in the columns; everybody in every
        wave, then every group of each background, in the rows.

        Parameters
        ----------
        survey : Survey
            The survey.
        backgrounds : sequence of str, optional
            Ids of the backgrounds; all that the codebook marks by default.
        prefix : str
            What the numbers begin with: «B» gives «B-1».
        waves_in_backgrounds : str
            The waves that are told of the groups: «ends» (the baseline and the last), «all» or «last».
        only : sequence of str
            Ids of the questions; all by default.
        level : int
            Level of the headings.

        Raises
        ------
        InputError
            If there is no such background.
        """
        by = survey.backgrounds if backgrounds is None else tuple(backgrounds)
        made = Appendix(survey, by, prefix=prefix, waves_in_backgrounds=waves_in_backgrounds, level=level)
        return Shown(tuple(made.blocks(only)), self.language)

    def listing(
        self,
        number: str,
        caption: str | Text,
        columns: Sequence[str | Text],
        rows: Sequence[Sequence[str | Text]],
        *,
        behind: Sequence[Table | BannerTable] = (),
        notes: Sequence[str | Text] = (),
        source: str = "",
        survey: str = "",
        column_keys: Sequence[str] = (),
        row_keys: Sequence[str] = (),
    ) -> Shown:
        """Return a numbered table of worded cells, such as printed figures beside our own.

        Parameters
        ----------
        number : str
            «10.20».
        caption : str or Text
            Its title.
        columns : sequence of str or Text
            Headers, the first over the row labels.
        rows : sequence of sequence of str or Text
            One sequence a row, as long as ``columns``.
        behind : sequence of Table or BannerTable
            The counts that our own cells were made from; they go into the Excel file and say whether the
            table rests on stand-in data.
        notes : sequence of str or Text
            Notes under it.
        source : str
            The source line.
        survey : str
            Id of the survey that the numbers are of, where that is one.
        column_keys, row_keys : sequence of str
            What columns (without the first) and rows are of, in ids, as in ``TableBlock``.
        """
        headers = [self._worded(each) for each in columns]
        lines = [[self._worded(cell) for cell in row] for row in rows]
        block = TableBlock(
            label=wording.table_label(number, self.language),
            number=number,
            caption=self._worded(caption),
            stub=headers[0],
            columns=tuple(headers[1:]),
            rows=tuple(
                TableRow(label=line[0], cells=tuple(line[1:]), key=key)
                for line, key in zip(lines, row_keys or [""] * len(lines), strict=True)
            ),
            survey=survey,
            column_keys=tuple(column_keys),
            notes=tuple(self._worded(note) for note in notes),
            source=source or sources(behind, self.language),
            synthetic=any(table.synthetic for table in behind),
            sheets=tuple(sheet for table in behind for sheet in sheets(table)),
        )
        return Shown((block,), self.language)

    def _findings(self, number: str, found: Findings, caption: str | Text | None, notes: Sequence[str | Text]) -> Shown:
        label = wording.table_label(number, self.language)
        told = self._worded(caption) or Text(nb="Endringer", en="Changes").to(self.language)
        if not len(found):
            return self._left_out(label, nothing_tested(self.surveys, self.language), told)
        worded = [self._worded(note) for note in notes]
        block = finding_block(found, self.language, label=label, number=number, caption=told, notes=worded)
        return Shown((block,), self.language)
