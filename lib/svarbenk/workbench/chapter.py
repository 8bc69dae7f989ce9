"""Chapter, what a chapter notebook builds: values for its prose, numbered tables and figures."""

from collections.abc import Sequence
from typing import Any, Literal

from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.documents import TableBlock, TableRow
from svarbenk.figures import Answer, Dependence, Figure, answer_heat, dependence_dots, is_drawable
from svarbenk.workbench.appendix import Appendix
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.blocks import figure_block, sheets, table_block
from svarbenk.workbench.captions import everybody, printed_p, remarks, sources, title_of
from svarbenk.workbench.chapter_prose import ChapterProse
from svarbenk.workbench.drawing import drawn, is_drawable_mean, mean_figure, row_sizes
from svarbenk.workbench.finding_blocks import finding_block, finding_figure_block, nothing_tested
from svarbenk.workbench.findings import Findings
from svarbenk.workbench.group_changes import GroupChanges
from svarbenk.workbench.mean_blocks import mean_block
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.pairs import Pairs
from svarbenk.workbench.shown import Shown
from svarbenk.workbench.summarising import summary_blocks
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table


class Chapter(ChapterProse):
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
            return self._left_out(label, table.why)
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

    def figure(
        self,
        number: str,
        figure: Figure,
        tables: Table | BannerTable | Sequence[Table | BannerTable],
        caption: str | Text | None = None,
        *,
        base: str | Text | None = None,
        notes: Sequence[str | Text] = (),
        source: str = "",
        chart: str = "",
    ) -> Shown:
        """Return a numbered figure with the tables that it was drawn from.

        Parameters
        ----------
        number : str
            «10.1».
        figure : Figure
            The drawing.
        tables : Table, BannerTable or several
            The counts behind it.
        caption : str or Text, optional
            Its title; what was asked by default.
        base : str or Text, optional
            The line on base and n, where the tables' own does not fit.
        notes : sequence of str or Text
            Notes under it, after base and n.
        source : str
            The source line; the tables' own by default.
        chart : str
            How Excel is to draw the counts: stacked or clustered.
        """
        several = [tables] if isinstance(tables, Table | BannerTable | MeanTable) else list(tables)
        firsts = [each.total if isinstance(each, BannerTable) else each for each in several]
        told = self._worded(caption) or firsts[0].title()
        standard = self._worded(base) or wording.base_line([each.shown for each in firsts], self.language)
        told_too = remarks([each.shown for each in firsts], self.language)
        block = figure_block(
            figure,
            several,
            label=wording.figure_label(number, self.language),
            number=number,
            caption=told,
            notes=[standard, *map(self._worded, notes), *told_too],
            source=source or sources(several, self.language),
            chart=chart,
        )
        return Shown((block,), self.language)

    def draw(
        self,
        number: str,
        tables: Table | BannerTable | MeanTable | Findings | NotAsked | Sequence[Table | BannerTable | NotAsked],
        caption: str | Text | None = None,
        *,
        chart: str = "",
        headings: Sequence[str | Text] = (),
        notes: Sequence[str | Text] = (),
        base: str | Text | None = None,
        category: str = "",
    ) -> Shown:
        """Draw a numbered figure with stars, base, source and notes; where there is nothing to draw, a line says why.

        Parameters
        ----------
        number : str
            «4-12».
        tables : Table, BannerTable, MeanTable, Findings, NotAsked or several
            What it shows: a table, a list with one an item of a battery, or one a panel; means; changes as dots.
        caption : str or Text, optional
            Its title; what was asked by default.
        chart : str
            stacked, clustered, items, panels, histogram, means, change or grouped; the one that fits by default.
        headings : sequence of str or Text
            Headings of panels.
        notes : sequence of str or Text
            Notes under it, after base and stars.
        base : str or Text, optional
            The line on base and n, where the tables' own does not fit.
        category : str
            The answer or merge whose share is drawn, of «grouped».

        Raises
        ------
        InputError
            If there is no such chart, or it cannot be made of these tables.
        """
        label = wording.figure_label(number, self.language)
        if isinstance(tables, Findings):
            return self._drawn_findings(number, tables, caption, notes)
        several = list(tables) if isinstance(tables, list | tuple) else [tables]
        there = [table for table in several if not isinstance(table, NotAsked)]
        if len(headings) == len(several):
            headings = [each for each, table in zip(headings, several, strict=True) if not isinstance(table, NotAsked)]
            headings = headings if len(headings) > 1 else ()
            chart = "" if chart == "panels" and not headings else chart
        if not there:
            return self._left_out(label, several[0].why if several else wording.nobody_answered_reason(self.language))
        first, shown = there[0], [everybody(table).shown for table in there]
        means = isinstance(first, MeanTable)
        if not (is_drawable_mean(first) if means else is_drawable(shown)):
            return self._left_out(label, wording.all_hidden_reason(self.threshold, self.language))
        if means:
            made = mean_figure(first)
        else:
            made = drawn(there, self.language, chart=chart, headings=headings, category=category)
        stars = [wording.star_note(made.family, self.language)] if made.family else []
        hidden = any(table.is_protected for table in shown)
        standard = [*stars, *made.barred, *([wording.hidden_note(self.threshold, self.language)] if hidden else [])]
        return self.figure(
            number,
            made.figure,
            there,
            self._worded(caption) or title_of(there),
            base=self._worded(base) or wording.base_line(shown if means else row_sizes(shown), self.language),
            notes=[*map(self._worded, notes), *standard],
            chart=made.chart,
        )

    def summary(self, *findings: Findings, most: int = 7) -> Shown:
        """Return the chapter's largest certain changes as bullets, and a note on what they were chosen from.

        One a question, by effect size, among those that are certain after Holm's correction of all that were tested;
        with fewer than three of them, differences between groups are told too.

        Parameters
        ----------
        *findings : Findings
            From ``Survey.changes`` and ``Survey.contrasts``, of one or several surveys.
        most : int
            At most so many.
        """
        return Shown(summary_blocks(findings, self.language, most), self.language)

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
        """
        headers = [self._worded(each) for each in columns]
        lines = [[self._worded(cell) for cell in row] for row in rows]
        block = TableBlock(
            label=wording.table_label(number, self.language),
            number=number,
            caption=self._worded(caption),
            stub=headers[0],
            columns=tuple(headers[1:]),
            rows=tuple(TableRow(label=line[0], cells=tuple(line[1:])) for line in lines),
            notes=tuple(self._worded(note) for note in notes),
            source=source or sources(behind, self.language),
            synthetic=any(table.synthetic for table in behind),
            sheets=tuple(sheet for table in behind for sheet in sheets(table)),
        )
        return Shown((block,), self.language)

    def dependences(
        self, number: str, found: Sequence[Dependence], banners: Sequence[BannerTable], caption: str | Text
    ) -> Shown:
        """Return a numbered figure of which questions depend on which background.

        Parameters
        ----------
        number : str
            «10.7».
        found : sequence of Dependence
            From ``dependences``; empty where counts are hidden, and then there is no figure.
        banners : sequence of BannerTable
            What they were computed from.
        caption : str or Text
            Its title.
        """
        if not found:
            return Shown(())
        figure = dependence_dots(found, self.language, synthetic=any(banner.synthetic for banner in banners))
        return self.figure(number, figure, banners, caption)

    def heat(self, number: str, answers: Sequence[tuple[BannerTable, str]], caption: str | Text | None = None) -> Shown:
        """Return a numbered heat map: how many in each group gave each of several answers.

        Parameters
        ----------
        number : str
            «10.8».
        answers : sequence of (BannerTable, str)
            A question and the category id of the answer, one a row; all by the same backgrounds.
        caption : str or Text, optional
            Its title; by default «Svar i prosent. Totalt og fordelt etter …».
        """
        figure = answer_heat([self._answer(banner, category) for banner, category in answers], self.language)
        banners = list(dict.fromkeys(banner for banner, _ in answers))
        told = caption or self._caption(banners[0], Text(nb="Svar i prosent", en="Answers in per cent"))
        return self.figure(number, figure, banners, told)

    def family_text(self, found: Sequence[Dependence], level: float = 0.05) -> str:
        """Return how many tests a chapter has, and how many are below a level before and after correction.

        Parameters
        ----------
        found : sequence of Dependence
            From ``dependences``.
        level : float
            Where a p-value counts.
        """
        raw = sum(each.p_value < level for each in found)
        corrected = sum((each.adjusted_p or 0) < level for each in found)
        return wording.family_sentence(len(found), raw, corrected, level, self.language)

    def _caption(self, table: Table | BannerTable, caption: str | Text | None) -> str:
        title = self._worded(caption) or table.title()
        if not isinstance(table, BannerTable) or not table.by:
            return title
        closed = title if title[-1:] in "?." else f"{title.rstrip(':')}."
        return f"{closed} {wording.breakdown(table.shown, self.language)}"

    def _findings(self, number: str, found: Findings, caption: str | Text | None, notes: Sequence[str | Text]) -> Shown:
        label = wording.table_label(number, self.language)
        if not len(found):
            return self._left_out(label, nothing_tested(self.language))
        told = self._worded(caption) or Text(nb="Endringer", en="Changes").to(self.language)
        worded = [self._worded(note) for note in notes]
        block = finding_block(found, self.language, label=label, number=number, caption=told, notes=worded)
        return Shown((block,), self.language)

    def _drawn_findings(
        self, number: str, found: Findings, caption: str | Text | None, notes: Sequence[str | Text]
    ) -> Shown:
        label = wording.figure_label(number, self.language)
        told = self._worded(caption) or Text(nb="Endringer", en="Changes").to(self.language)
        worded = [self._worded(note) for note in notes]
        block = finding_figure_block(found, self.language, label=label, number=number, caption=told, notes=worded)
        return self._left_out(label, nothing_tested(self.language)) if block is None else Shown((block,), self.language)

    def _left_out(self, label: str, why: str) -> Shown:
        return self.note(wording.left_out_note(label, why, self.language))

    def _answer(self, banner: BannerTable, category: str) -> Answer:
        columns = banner.total.shown.columns
        answer = dict(zip(columns.ids, banner.total.labels(columns), strict=True)).get(category, category)
        label = f"{columns.label.to(self.language).rstrip(':')}: {answer}".replace("?: ", "? ")
        return Answer(Text(nb=label), banner.shown.tables, category)
