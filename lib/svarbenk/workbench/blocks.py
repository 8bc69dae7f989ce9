"""Tables and figures in hand to blocks of the results model, worded and with their counts beside them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import ChapterDocument, CountSheet, FigureBlock, TableBlock, TableRow
from svarbenk.figures import Figure
from svarbenk.responses import WAVE
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.captions import remarks, sources
from svarbenk.workbench.mean_table import MeanTable
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
    parts = _parts(table)
    first = parts[0]
    layout = _Layout(cells, cells != "count" or first.shown.exclusive if total_column is None else total_column)
    columns = first.labels(first.shown.columns)
    if any_option:
        columns.append(wording.word("any", language))
    if layout.total_column:
        columns.append(_worded(total_label, language) or wording.word("total", language))
    some = _parts(any_option) if any_option else [None] * len(parts)
    rows: list[TableRow] = []
    for part, ticked in zip(parts, some, strict=True):
        single = len(part.shown.rows) == 1
        if not single and isinstance(table, BannerTable):
            p = f" ({table.p_text(part.shown.rows.id)})" if part.result else ""
            rows.append(TableRow(role="group", label=part.shown.rows.label.to(language) + p))
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
        question=first.about.question,
        column_keys=first.shown.columns.ids,
        sheets=sheets(table) + (sheets(any_option) if any_option else ()),
    )


def row_key(table: "Table | MeanTable", place: int) -> str:
    """Return in ids whom a row is of: «runde=IV,driftsform=fastlonn»; nothing of everybody.

    Parameters
    ----------
    table : Table or MeanTable
        The table.
    place : int
        The row, from 0.
    """
    rows, waves = table.shown.rows, table.shown.waves
    pairs = [(WAVE, waves[0].id)] if len(waves) == 1 and len(table.about.waves) > 1 and rows.id != WAVE else []
    if rows.id and table.shown.grouped:
        pairs.append((rows.id, rows.ids[place]))
    return ",".join(f"{name}={value}" for name, value in pairs)


def _parts(table: Table | BannerTable) -> list[Table]:
    return [table.total, *table.by] if isinstance(table, BannerTable) else [table]


def _worded(text: str | Text | None, language: Language) -> str:
    return text.to(language) if isinstance(text, Text) else text or ""


@dataclass(frozen=True)
class _Layout:
    """How the cells of a row are written, and whether what they are percentages of closes it."""

    cells: str
    total_column: bool

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
    tables: Sequence[Table | BannerTable],
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
    tables : sequence of Table or BannerTable
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


def sheets(table: Table | BannerTable, chart: str = "") -> tuple[CountSheet, ...]:
    """Return the counts behind a table, a sheet's worth for each of its parts.

    Parameters
    ----------
    table : Table or BannerTable
        The table.
    chart : str
        How a figure of it is drawn: stacked or clustered; of no figure nothing.
    """
    return tuple(_sheet(part, chart) for part in _parts(table))


def _sheet(table: Table, chart: str) -> CountSheet:
    shown, language = table.shown, table.language
    return CountSheet(
        title=shown.columns.label.to(language),
        row_header=shown.rows.label.to(language) if len(shown.rows) > 1 else "",
        rows=tuple(table.labels(shown.rows)),
        columns=tuple(table.labels(shown.columns)),
        counts=known(shown.counts),
        # a single column is all of itself
        percent=known(shown.percent()) if len(shown.columns) > 1 or shown.exclusive else None,
        row_n=known(shown.row_n[None, :])[0],
        unit=shown.unit.to(language),
        base=wording.base_line(shown, language),
        source=sources([table], language),
        question=shown.question.to(language),
        test=table.test_text() or None,
        synthetic=table.synthetic,
        survey=table.about.survey,
        question_id=table.about.question or shown.columns.id,
        by=shown.rows.id,
        row_keys=shown.rows.ids,
        column_keys=shown.columns.ids,
        chart=chart,
    )


def known(values: np.ndarray) -> tuple[tuple[float | None, ...], ...]:
    """Return ``values`` as the results model has them: None for what is hidden."""
    return tuple(tuple(None if math.isnan(value) else float(value) for value in row) for row in values)


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
