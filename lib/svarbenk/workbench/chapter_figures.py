"""The numbered figures of a chapter, with the counts that they were drawn from."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.figures import Answer, Dependence, Figure, answer_heat, dependence_dots, is_drawable
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.blocks import figure_block
from svarbenk.workbench.captions import everybody, remarks, sources, title_of
from svarbenk.workbench.chapter_prose import ChapterProse
from svarbenk.workbench.drawing import drawn, is_drawable_mean, mean_figure, row_sizes
from svarbenk.workbench.finding_blocks import finding_figure_block, nothing_tested
from svarbenk.workbench.findings import Findings
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.shown import Shown
from svarbenk.workbench.table import Table


class ChapterFigures(ChapterProse):
    """What a chapter draws."""

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
            why = several[0].why if several else wording.nobody_answered_reason(self.language)
            return self._left_out(label, why, self._worded(caption) or (several[0].title() if several else ""))
        first, shown = there[0], [everybody(table).shown for table in there]
        means = isinstance(first, MeanTable)
        if not (is_drawable_mean(first) if means else is_drawable(shown)):
            why = wording.all_hidden_reason(self.threshold, self.language)
            return self._left_out(label, why, self._worded(caption) or title_of(there))
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

    def _drawn_findings(
        self, number: str, found: Findings, caption: str | Text | None, notes: Sequence[str | Text]
    ) -> Shown:
        label = wording.figure_label(number, self.language)
        told = self._worded(caption) or Text(nb="Endringer", en="Changes").to(self.language)
        worded = [self._worded(note) for note in notes]
        block = finding_figure_block(found, self.language, label=label, number=number, caption=told, notes=worded)
        if block is None:
            return self._left_out(label, nothing_tested(self.surveys, self.language), told)
        return Shown((block,), self.language)

    def _left_out(self, label: str, why: str, title: str = "") -> Shown:
        return self.note(wording.left_out_note(label, why, self.language, title=title))

    def _answer(self, banner: BannerTable, category: str) -> Answer:
        columns = banner.total.shown.columns
        answer = dict(zip(columns.ids, banner.total.labels(columns), strict=True)).get(category, category)
        label = f"{columns.label.to(self.language).rstrip(':')}: {answer}".replace("?: ", "? ")
        return Answer(Text(nb=label), banner.shown.tables, category)
