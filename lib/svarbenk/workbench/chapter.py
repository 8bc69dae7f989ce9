"""Chapter, what a chapter notebook builds: values for its prose, numbered tables and figures."""

from collections.abc import Sequence
from typing import Any

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import Paragraph, Run, TableBlock, TableRow
from svarbenk.figures import Answer, Dependence, Figure, answer_heat, dependence_dots
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.blocks import figure_block, sheets, table_block
from svarbenk.workbench.shown import Shown, Values
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table
from svarbenk.workbench.templates import fill, worded


class Chapter:
    """A chapter in the making.

    Every method returns what a cell displays and what the build collects. Prose and headings are the
    notebook's own markdown cells; a cell tagged «nb» or «en» is for that language only, and ``{name}`` in it is
    replaced by the value that ``let`` gave.

    Parameters
    ----------
    number : str
        The chapter's number in the report, such as «10».
    *surveys : Survey
        The surveys that it is about, in any order; the first gives language and threshold.
    """

    def __init__(self, number: str, *surveys: Survey):
        self.number = number
        self.surveys = surveys
        self.survey = surveys[0]

    @property
    def language(self) -> Language:
        """The language of the chapter."""
        return self.survey.language

    def let(self, **values: Any) -> Values:
        """Name computed values for the prose: a markdown cell further down writes ``{name}``.

        Parameters
        ----------
        **values
            Name to number or text. In the prose ``{name}`` is the number rounded to a whole, ``{name:1}`` one
            decimal, ``{name:%}`` a percentage of a value given as 0–100, ``{name:p}`` a p-value.

        Raises
        ------
        InputError
            If a value is neither number nor text.
        """
        return Values({name: worded(name, value, self.language) for name, value in values.items()}, self.language)

    def worded(self, value: float, form: str = "") -> str:
        """Return a number as the prose would write it.

        Parameters
        ----------
        value : float
            The number; NaN is a hidden one.
        form : str
            What stands after the colon in the prose: «», «1», «%», «1%» or «p».
        """
        return fill(f"{{value:{form}}}", {"value": value}, self.language)

    def fill(self, template: Text, **values: Any) -> str:
        """Return a text with computed values in it, such as a note; see ``let`` for the forms.

        Parameters
        ----------
        template : Text
            With ``{name}``.
        **values
            What the names stand for.

        Raises
        ------
        InputError
            If a number is typed in the template or a value is missing.
        """
        return fill(template.to(self.language), values, self.language)

    def backgrounds_text(self, names: Sequence[str]) -> str:
        """Return backgrounds in words: «sentralitet og folketall».

        Parameters
        ----------
        names : sequence of str
            Their ids.
        """
        return wording.listed(
            [wording.lowered(self.survey.question(name).name.to(self.language)) for name in names], self.language
        )

    def table(
        self,
        number: str,
        table: Table | BannerTable,
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
        table : Table or BannerTable
            What it shows.
        caption : str or Text, optional
            Its title; by default what was asked, and «Totalt og fordelt etter …» for a banner.
        notes : sequence of str or Text
            Notes after the standard ones.
        **layout
            ``cells``, ``total_column``, ``everybody``, ``source``; see ``table_block``.
        """
        told = self._caption(table, caption)
        label = wording.table_label(number, self.language)
        checked = (*map(self._worded, notes), *self._printed_p(table))
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
            The source line; the first table's own by default.
        """
        several = [tables] if isinstance(tables, Table | BannerTable) else list(tables)
        firsts = [each.total if isinstance(each, BannerTable) else each for each in several]
        told = self._worded(caption) or firsts[0].title()
        standard = self._worded(base) or wording.base_line([each.shown for each in firsts], self.language)
        block = figure_block(
            figure,
            several,
            label=wording.figure_label(number, self.language),
            number=number,
            caption=told,
            notes=[standard, *map(self._worded, notes)],
            source=source,
        )
        return Shown((block,), self.language)

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
            source=source or (self.survey.codebook.source.to(self.language) if behind else ""),
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

    def note(self, text: str | Text) -> Shown:
        """Return a paragraph of small print.

        Parameters
        ----------
        text : str or Text
            What it says.
        """
        return Shown((Paragraph(style="note", runs=(Run(text=self._worded(text)),)),), self.language)

    def _caption(self, table: Table | BannerTable, caption: str | Text | None) -> str:
        title = self._worded(caption) or table.title()
        if not isinstance(table, BannerTable) or not table.by:
            return title
        closed = title if title[-1:] in "?." else f"{title.rstrip(':')}."
        return f"{closed} {wording.breakdown(table.shown, self.language)}"

    def _answer(self, banner: BannerTable, category: str) -> Answer:
        columns = banner.total.shown.columns
        answer = dict(zip(columns.ids, banner.total.labels(columns), strict=True)).get(category, category)
        label = f"{columns.label.to(self.language).rstrip(':')}: {answer}".replace("?: ", "? ")
        return Answer(Text(nb=label), banner.shown.tables, category)

    def _worded(self, text: str | Text | None) -> str:
        return text.to(self.language) if isinstance(text, Text) else text or ""

    def _printed_p(self, table: Table | BannerTable) -> list[str]:
        """Say where the printed report has another p-value for the same table."""
        if not isinstance(table, BannerTable):
            return []
        notes = []
        question = table.total.shown.columns.id
        printed = self.survey.ledger().select(question=question, statistic="p")
        for each in table.by:
            for entry in printed.select(background=each.shown.rows.id):
                if each.result is None or entry.number.agrees(each.result.p_value):
                    continue
                where = each.shown.rows.label.to(self.language)
                ours = wording.p_value(each.result.p_value, self.language, symbol=False)
                notes.append(wording.printed_p_note(where, entry.printed, ours, self.language))
        return notes
