"""Bars for answers of which several could be given: one bar an option, side by side for each group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.rows import Group, Row, groups_of, is_synthetic
from svarbenk.figures.sheet import Block, Sheet, Stroke
from svarbenk.tables import Banner, CountTable

_FILL = palette.MARKERS[0][1]
_TALL = 12.0
_PANEL = 84.0
_APART = 10.0


def grouped_bars(
    table: CountTable | Banner | Sequence[CountTable],
    language: Language = "nb",
    *,
    title: str | None = None,
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw a bar for each option, as per cent of those who answered, with the number who ticked it.

    Parameters
    ----------
    table : CountTable, Banner or sequence of CountTable
        Options in the columns. One row gives one panel of bars; several rows give a panel each, side by side.
        A banner gives everybody's panel, then those of each background under its name.
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, panels stand under each other.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no table, the tables differ in their columns, or the width is under 70 mm.
    """
    tables = list(table.tables) if isinstance(table, Banner) else [table] if isinstance(table, CountTable) else [*table]
    sheet = grouped_sheet(tables, language, title=title, remark=remark, width_mm=width_mm)
    return printed(sheet, title or tables[0].columns.label.to(language), alt.of_grouped(tables, language))


def grouped_sheet(
    tables: Sequence[CountTable], language: Language, *, title: str | None, width_mm: float, remark: str = ""
) -> Sheet:
    """Lay the figure out; parameters as for ``grouped_bars``, ``tables`` in order.

    Raises
    ------
    InputError
        If there is no table or the tables differ in their columns.
    """
    if not tables or any(each.columns.ids != tables[0].columns.ids for each in tables):
        raise InputError("søyler: ventet minst én tabell, alle med samme kolonner")
    sheet = Sheet(width_mm)
    sheet.head(title)
    options = [category.label.to(language) for category in tables[0].columns.categories]
    groups = [group for table in tables for group in groups_of(table, language)]
    for number, group in enumerate(groups):
        if number:
            sheet.foot += 8
        if len(group.rows) > 1:
            sheet.write(0, sheet.foot + 7, group.table.rows.label.to(language), bold=True)
            sheet.foot += 18
        grid = _Grid(sheet, group, options, language)
        for place, batch in enumerate(grid.batches()):
            sheet.foot += 9 if place else 0
            _draw_batch(sheet, batch, options, grid)
    rows = [row for group in groups for row in group.rows]
    hidden = labels.HIDDEN_REMARK.to(language) if any(row.is_hidden for row in rows) else ""
    sheet.close(
        " ".join(filter(None, (hidden, remark))), wording.synthetic_mark(language) if is_synthetic(tables) else ""
    )
    return sheet


@dataclass
class _Grid:
    """The panels of one group: all are equally wide and have the same scale, on whichever line they stand."""

    sheet: Sheet
    group: Group
    options: Sequence[str]
    language: Language

    def __post_init__(self):
        sheet, rows = self.sheet, self.group.rows
        self.above = sheet.is_narrow
        self.several = len(rows) > 1
        widest = max(text_width(option, style.TEXT) for option in self.options)
        self.label_width = sheet.width if self.above else min(widest, (0.28 if self.several else 0.4) * sheet.width)
        self.left = 0.5 if self.above else self.label_width + 10
        room = sheet.width - self.left
        most = 1 if self.above else max(1, int((room + _APART) // (_PANEL + _APART)))
        lines = -(-len(rows) // most)
        self.across = -(-len(rows) // lines)
        self.panel = (room - _APART * (self.across - 1)) / self.across
        # bars stop where the widest value still fits behind the longest of them
        values = [self.value(row, place) for row in rows for place in range(len(self.options))]
        self.full = self.panel - max(text_width(value, style.VALUE) for value in values) - 6
        shares = [share for row in rows for share in row.percent if not np.isnan(share)]
        self.reach = max(100.0, *shares, 0.0)

    def batches(self) -> list[Sequence[Row]]:
        """Return the rows whose panels stand on a line together."""
        rows = self.group.rows
        return [rows[start : start + self.across] for start in range(0, len(rows), self.across)]

    def start(self, place: int) -> float:
        """Return where the bars of a panel begin."""
        return self.left + place * (self.panel + _APART)

    def value(self, row: Row, place: int) -> str:
        """Return what is written behind a bar."""
        if row.is_empty:
            return labels.NO_ANSWERS.to(self.language) if place == 0 else ""
        share, count = row.percent[place], row.counts[place]
        if np.isnan(share):
            return wording.HIDDEN
        worded = wording.percent(share, self.language)
        return f"{worded} ({wording.number(count, self.language)})" if row.counted else worded

    def heads(self, rows: Sequence[Row]) -> list[list[str]]:
        """Return the lines over each panel: whose bars they are and n; of a single panel one line that says both."""
        if self.several:
            return [
                [*lines_of(row.label, self.panel, style.VALUE, True), *filter(None, [row.n_text(self.language)])]
                for row in rows
            ]
        [row] = rows
        who = row.label.removeprefix(wording.word("all", self.language)).strip() if row.everybody else row.label
        if row.everybody and row.counted:
            who = f"{labels.PERCENT_OF.to(self.language)} {row.n_text(self.language)} {who}"
        return [lines_of(who if row.everybody else row.told(self.language), self.panel, style.VALUE)]


def _draw_batch(sheet: Sheet, rows: Sequence[Row], options: Sequence[str], grid: _Grid) -> None:
    _write_heads(sheet, rows, grid)
    for place, option in enumerate(options):
        lines = lines_of(option, grid.label_width, style.TEXT)
        tall = len(lines) * style.TEXT * LEADING
        top = sheet.foot
        if grid.above:
            sheet.write_lines(0, top + tall / 2, lines)
            bar = top + tall + 1
            sheet.foot = bar + _TALL + style.GAP
        else:
            height = max(tall, _TALL)
            sheet.write_lines(0, top + height / 2, lines)
            bar = top + height / 2 - _TALL / 2
            sheet.foot += height + style.GAP
        for number, row in enumerate(rows):
            _draw_bar(sheet, row, place, grid.start(number), bar, grid)
            # the line from which bars grow
            ends = (bar - 2, bar + _TALL + 2) if grid.above else (top - 2, sheet.foot - 2)
            sheet.put(Stroke((grid.start(number),) * 2, ends, palette.HATCH))
    sheet.foot += 5 - style.GAP


def _write_heads(sheet: Sheet, rows: Sequence[Row], grid: _Grid) -> None:
    heads = grid.heads(rows)
    deepest = max(map(len, heads))
    leading = style.VALUE * LEADING
    for number, lines in enumerate(heads):
        for place, line in enumerate(lines):
            down = (deepest - len(lines) + place + 0.5) * leading
            name = grid.several and (place < len(lines) - 1 or not rows[number].counted)
            look = {"colour": palette.INK if name else palette.QUIET, "bold": name}
            sheet.write(grid.start(number), sheet.foot + down, line, size=style.VALUE, **look)
    sheet.foot += deepest * leading + 5


def _draw_bar(sheet: Sheet, row: Row, place: int, left: float, top: float, grid: _Grid) -> None:
    share = row.percent[place]
    end = left
    if not row.is_empty and np.isnan(share):
        end = left + grid.full
        sheet.put(Block(left, top, grid.full, _TALL, palette.PAPER, palette.HATCH, hatched=True))
    elif not row.is_empty and share > 0:
        end = left + grid.full * share / grid.reach
        sheet.put(Block(left, top, end - left, _TALL, _FILL))
    value = grid.value(row, place)
    if value:
        sheet.write(end + 4, top + _TALL / 2, value, size=style.VALUE)
