"""Tables and figures in hand to blocks of the results model, worded and with their counts beside them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import ChapterDocument, FigureBlock, TableBlock, TableRow
from svarbenk.figures import Figure
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.captions import remarks, sources
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.sheets import parts_of, row_key, sheets
from svarbenk.workbench.table import Table


def table_block(
    table: Table | BannerTable,
    *,
    label: str,
    number: str,
    caption: str,
    notes: Sequence[str] = (),
    cells: str = "count_percent",
    total_column: bool | None = None,
    total_label: str | Text | None = None,
    any_option: Table | BannerTable | None = None,
    everybody: str | None = None,
    source: str | None = None,
) -> TableBlock:
    """Lay out a table for print.

    Parameters
    ----------
    table : Table or BannerTable
        The counts after protection.
    label, number, caption : str
        «Tabell 10.2», «10.2» and the title.
    notes : sequence of str
        Notes after those about base, non-response, tests and hidden counts.
    cells : str
        ``count_percent`` («47 (60 %)»), ``count`` or ``percent``.
    total_column : bool, optional
        Whether to close with a column of what percentages are of; by default where there are percentages.
    total_label : str or Text, optional
        Header of that column; «Totalt» by default.
    any_option : Table or BannerTable, optional
        From ``Survey.any_option`` of the same question: a column of how many ticked at least one.
    everybody : str, optional
        Label of the row for everybody.
    source : str, optional
        The source line; the counts' own by default.
    """
    language = table.language
    parts = parts_of(table)
    first = parts[0]
    layout = _Layout(cells, cells != "count" or first.shown.exclusive if total_column is None else total_column)
    columns = first.labels(first.shown.columns)
    if any_option:
        columns.append(wording.word("any", language))
    if layout.total_column:
        columns.append(_worded(total_label, language) or wording.word("total", language))
    some = parts_of(any_option) if any_option else [None] * len(parts)
    rows: list[TableRow] = []
    for part, ticked in zip(parts, some, strict=True):
        single = part.shown.rows.id == ""
        if part is not first and len(part.shown.rows) == 1:
            continue  # the one group that a selection left is everybody
        if not single and isinstance(table, BannerTable):
            p = f" ({table.p_text(part.shown.rows.id)})" if part.result else ""
            rows.append(TableRow(role="group", label=part.shown.rows.label.to(language) + p, key=part.shown.rows.id))
        names = [everybody or _everybody(part, language)] if single else part.labels(part.shown.rows)
        role = "total" if single and len(parts) > 1 else "data"
        rows += [
            TableRow(role=role, label=name, cells=layout.row(part, place, ticked), key=row_key(part, place))
            for place, name in enumerate(names)
        ]
    return TableBlock(
        label=label,
        number=number,
        caption=caption,
        stub=first.shown.rows.label.to(language) if len(first.shown.rows) > 1 else "",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(note for note in (*standard_notes(table), *notes) if note),
        source=source or sources([table], language),
        synthetic=first.synthetic,
        survey=first.about.survey,
        question="" if first.shown.sums and len(first.shown.columns) > 1 else first.about.question,
        column_keys=layout.keys(first, any_option is not None),
        sheets=sheets(table) + (sheets(any_option) if any_option else ()),
    )


def _worded(text: str | Text | None, language: Language) -> str:
    return text.to(language) if isinstance(text, Text) else text or ""


@dataclass(frozen=True)
class _Layout:
    """How the cells of a row are written, and whether what they are percentages of closes it."""

    cells: str
    total_column: bool

    def keys(self, table: Table, any_option: bool) -> tuple[str, ...]:
        """Return the ids of the columns, with those of what is added to the answers."""
        more = (("minst_en",) if any_option else ()) + (("n",) if self.total_column else ())
        return (*table.shown.columns.ids, *more)

    def row(self, table: Table, place: int, ticked: Table | None) -> tuple[str, ...]:
        shown, language = table.shown, table.language
        written = [
            _cell(x, share, self.cells, language)
            for x, share in zip(shown.counts[place], shown.percent()[place], strict=True)
        ]
        if ticked is not None:
            written.append(_cell(ticked.shown.counts[place][0], ticked.shown.percent()[place][0], self.cells, language))
        if self.total_column:
            written.append(wording.number(shown.row_n[place], language))
        return tuple(written)


def figure_block(
    figure: Figure,
    tables: Sequence[Table | BannerTable | MeanTable],
    *,
    label: str,
    number: str,
    caption: str,
    notes: Sequence[str] = (),
    source: str = "",
    chart: str = "",
) -> FigureBlock:
    """Put a figure in print, with the counts it was drawn from.

    Parameters
    ----------
    figure : Figure
        The drawing.
    tables : sequence of Table, BannerTable or MeanTable
        What it was drawn from.
    label, number, caption : str
        «Figur 10.1», «10.1» and the title.
    notes : sequence of str
        Notes under it.
    source : str
        The source line; the tables' own by default.
    chart : str
        How Excel is to draw the counts: stacked or clustered.
    """
    first = tables[0]
    return FigureBlock(
        label=label,
        number=number,
        caption=caption,
        alt=figure.alt,
        svg=figure.svg,
        png=figure.png_base64,
        width_mm=figure.width_mm,
        notes=tuple(note for note in notes if note),
        source=source or sources(tables, first.language),
        synthetic=any(table.synthetic for table in tables),
        sheets=tuple(sheet for table in tables for sheet in sheets(table, chart)),
    )


def standard_notes(table: Table | BannerTable) -> list[str]:
    """Return the notes that every table carries: base and n, non-response, tests with reasons, hidden counts."""
    language = table.language
    first = table.total if isinstance(table, BannerTable) else table
    notes = [wording.base_line(first.shown, language), wording.nonresponse(first.shown, language)]
    if isinstance(table, BannerTable):
        notes += [
            f"{each.shown.rows.label.to(language)}: {each.test_text()}." for each in table.by if each.result is not None
        ]
        hidden = table.is_protected
    else:
        notes.append(f"{table.test_text()}." if table.result else "")
        hidden = table.shown.is_protected
    if hidden:
        notes.append(wording.hidden_note(table.threshold, language))
    notes += remarks([first.shown], language)
    return [" ".join(part for part in notes[:2] if part), *notes[2:]]


def _cell(x: float, share: float, cells: str, language: Language) -> str:
    if math.isnan(x):
        return wording.HIDDEN
    if cells == "count":
        return wording.number(x, language)
    if cells == "percent":
        return "–" if math.isnan(share) else wording.percent(share, language)
    if math.isnan(share):
        return wording.number(x, language)
    return f"{wording.number(x, language)} ({wording.percent(share, language)})"


def _everybody(table: Table, language: Language) -> str:
    who = table.shown.base or table.shown.respondents
    return f"{wording.word('all', language)} {who.to(language)}"


def standalone_chapter(table: Table | BannerTable) -> ChapterDocument:
    """Return a chapter of one table, for writing it to a file by itself."""
    label = wording.word("table", table.language)
    block = table_block(table, label=label, number="1", caption=table.title())
    return ChapterDocument(slug="tabell", number="1", title=table.title(), language=table.language, blocks=(block,))
