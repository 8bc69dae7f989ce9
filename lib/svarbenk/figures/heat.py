"""Heat map: how many gave each of several answers, in every group of every background, on one page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import seaborn
from matplotlib.colors import Colormap, to_hex
from matplotlib.figure import Figure as Drawing

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import labels, palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.rows import Group, Row, groups_of, is_synthetic
from svarbenk.figures.sheet import Block, Sheet, Stroke
from svarbenk.tables import CountTable

_LIGHT_TO_DARK = ("#EDF4FA", "#8FBFE0", "#2F73AD", "#123C66")
_NOBODY = "–"
_MARKS = "¹²³⁴⁵⁶⁷⁸⁹"
_CELL = 18.0
_ROW = 18.0
_APART = 8.0
# a column's head is broken between words, before a number of thousands and inside a range
_BREAKS = re.compile(r"(?<=–)(?=\d)| (?!\d)|(?<!\d) (?=\d{1,3}[ ,]\d{3}\b)")
_LEADING = style.SMALL * LEADING
_UNIT = Text(nb="Prosent av hver gruppe; mørkere er flere.", en="Per cent of each group; darker is more.")
_NOBODY_REMARK = Text(nb="«–» er ingen svar.", en="“–” is no answers.")
_OF = Text(nb="Av", en="Of")


@dataclass(frozen=True)
class Answer:
    """One row of the heat map.

    Parameters
    ----------
    label : Text
        What stands before it, such as «Plan for legetjenesten: Ja».
    tables : tuple of CountTable
        The question's counts for everybody and by each background, after protection.
    category : str
        Id of the column whose percentages are shown.
    """

    label: Text
    tables: tuple[CountTable, ...]
    category: str


def answer_heat(
    answers: Sequence[Answer],
    language: Language = "nb",
    *,
    title: str | None = None,
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw the percentage of each answer in each group as a number in a cell, the darker the larger.

    A hidden number is «:» on hatching, a group without answers is «–» on paper.

    Parameters
    ----------
    answers : sequence of Answer
        One a row, in order; all by the same backgrounds.
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    width_mm : float
        Width on paper; below 125, as for a phone, answers stand above their cells and backgrounds under each other.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no answer, a question has no such category, the answers are not by the same backgrounds, or
        the groups do not fit on the width.
    """
    sheet = heat_sheet(answers, language, title=title, width_mm=width_mm)
    alt = _alt(answers, language)
    return printed(sheet, title or alt.partition(": ")[2].partition(".")[0], alt)


def heat_sheet(answers: Sequence[Answer], language: Language, *, title: str | None, width_mm: float) -> Sheet:
    """Lay the figure out; parameters as for ``answer_heat``.

    Raises
    ------
    InputError
        If there is no answer, a question has no such category, the answers are not by the same backgrounds, or
        the groups do not fit on the width.
    """
    parts = _parts(answers, language)
    sheet = _HeatSheet(width_mm)
    sheet.head(title)
    names, notes = _noted(answers, language)
    whole, by = [part for part in parts if part.everybody], [part for part in parts if not part.everybody]
    panels = [[*whole, *by]]
    if sheet.is_narrow or _Places(sheet, panels[0], names).label_width < 0.2 * sheet.width:
        panels = [[*whole, part] for part in by] or [whole]
    for number, panel in enumerate(panels):
        sheet.foot += 10 if number else 0
        _write_panel(sheet, panel, names, _Places(sheet, panel, names))
    cells = [cell for part in parts for line in part.cells for cell in line]
    remarks = [
        _UNIT.to(language),
        *notes,
        labels.HIDDEN_REMARK.to(language) if any(cell.is_hidden for cell in cells) else "",
        _NOBODY_REMARK.to(language) if any(cell.row.is_empty for cell in cells) else "",
    ]
    synthetic = is_synthetic([table for answer in answers for table in answer.tables])
    sheet.close(" ".join(filter(None, remarks)), wording.synthetic_mark(language) if synthetic else "")
    return sheet


@dataclass(frozen=True)
class _Grid:
    """Cells of one background where seaborn colours them; NaN stays paper."""

    x: float
    y: float
    width: float
    height: float
    shares: np.ndarray


@dataclass
class _HeatSheet(Sheet):
    """A sheet with heat maps under its marks and letters."""

    grids: list[_Grid] = field(default_factory=list)

    def _drawing(self) -> Drawing:
        drawing = super()._drawing()
        height = drawing.get_figheight() * 72
        for grid in self.grids:
            foot = 1 - (grid.y + grid.height) / height
            place = (grid.x / self.width, foot, grid.width / self.width, grid.height / height)
            seaborn.heatmap(
                grid.shares, ax=drawing.add_axes(place, zorder=-1), cmap=_shades(), vmin=0, vmax=100, cbar=False,
                linewidths=1.2, linecolor=palette.PAPER, xticklabels=False, yticklabels=False,
            )  # fmt: skip
        return drawing


def _shades() -> Colormap:
    return seaborn.blend_palette(_LIGHT_TO_DARK, as_cmap=True)


@dataclass(frozen=True)
class _Cell:
    """One answer in one group."""

    row: Row
    share: float

    @property
    def is_hidden(self) -> bool:
        return bool(np.isnan(self.share)) and not self.row.is_empty


@dataclass(frozen=True)
class _Part:
    """The columns of one background: ``cells`` has one line an answer, ``sizes`` what n is in each column."""

    heading: str
    heads: tuple[str, ...]
    sizes: tuple[str, ...]
    cells: tuple[tuple[_Cell, ...], ...]

    @property
    def everybody(self) -> bool:
        return self.cells[0][0].row.everybody

    @property
    def shares(self) -> np.ndarray:
        return np.array([[cell.share for cell in line] for line in self.cells])


def _parts(answers: Sequence[Answer], language: Language) -> list[_Part]:
    if not answers:
        raise InputError("heat: found no answer, expected at least one")
    for answer in answers:
        for table in answer.tables:
            if answer.category not in table.columns.ids:
                known = ", ".join(table.columns.ids)
                raise InputError(
                    f"«{table.columns.id}»: «{answer.category}» is no category of it; expected one of {known}"
                )
        if [table.rows.ids for table in answer.tables] != [table.rows.ids for table in answers[0].tables]:
            raise InputError(
                f"heat: «{answer.label}» is not by the same backgrounds and groups as «{answers[0].label}»"
            )
    by_background = zip(*(answer.tables for answer in answers), strict=True)
    return [_part(tables, [answer.category for answer in answers], language) for tables in by_background]


def _part(tables: Sequence[CountTable], categories: Sequence[str], language: Language) -> _Part:
    groups: list[Group] = [groups_of(table, language)[0] for table in tables]
    places = [table.columns.ids.index(category) for table, category in zip(tables, categories, strict=True)]
    cells = tuple(
        tuple(_Cell(row, row.percent[place]) for row in group.rows) for group, place in zip(groups, places, strict=True)
    )
    columns = list(zip(*cells, strict=True))
    rows = groups[0].rows
    everybody = rows[0].everybody
    who = {table.respondents.to(language) for table in tables}
    heads = tuple(row.label for row in rows)
    if everybody:
        heads = (" ".join([wording.word("all", language), *(who if len(who) == 1 else ())]),)
    heading = "" if everybody else tables[0].rows.label.to(language)
    return _Part(heading, heads, tuple(_size([cell.row for cell in column], language) for column in columns), cells)


def _size(rows: Sequence[Row], language: Language) -> str:
    sizes = [row.n for row in rows if row.counted]
    if not sizes:
        return ""
    # one that is hidden hides the range
    return wording.HIDDEN if np.isnan(sizes).any() else wording.span(min(sizes), max(sizes), language)


def _noted(answers: Sequence[Answer], language: Language) -> tuple[list[str], list[str]]:
    """Return what stands before each row, and what the marks in it mean: a base that is not everybody."""
    bases: dict[str, str] = {}
    names = []
    for answer in answers:
        base = answer.tables[0].base
        if base is not None and base.to(language) not in bases:
            bases[base.to(language)] = _MARKS[len(bases)] if len(bases) < len(_MARKS) else "*" * (len(bases) - 8)
        names.append(answer.label.to(language) + (bases[base.to(language)] if base is not None else ""))
    return names, [f"{mark}{wording.HARD_SPACE}{_OF.to(language)} {base}." for base, mark in bases.items()]


class _Places:
    """Where answers and columns stand: ``columns`` holds the width of one column of each part."""

    def __init__(self, sheet: Sheet, panel: Sequence[_Part], names: Sequence[str]):
        many = sum(len(part.heads) for part in panel)
        gaps = _APART * (len(panel) - 1)
        self.narrow = sheet.is_narrow
        wanted = [max([_CELL, *map(_widest, (*part.heads, *part.sizes))]) + 3 for part in panel]
        taken = sum(width * len(part.heads) for width, part in zip(wanted, panel, strict=True))
        widest = max(text_width(name, style.TEXT) for name in names)
        self.label_width = 0.0 if self.narrow else min(widest, sheet.width - taken - gaps - _APART)
        self.left = 0.0 if self.narrow else max(self.label_width, 0.2 * sheet.width) + _APART
        room = sheet.width - self.left - gaps
        if room / many < _CELL:
            raise InputError(f"width_mm: found {sheet.width_mm:g}, which is too narrow for {many} groups side by side")
        if taken > room:
            self.columns = [room / many] * len(panel)
        else:
            self.columns = [min(width + (room - taken) / many, 60.0) for width in wanted]

    def starts(self, panel: Sequence[_Part]) -> list[float]:
        """Return where each part begins."""
        ends = np.cumsum([width * len(part.heads) + _APART for width, part in zip(self.columns, panel, strict=True)])
        return [self.left, *(self.left + ends[:-1])]


def _widest(text: str) -> float:
    return max(text_width(piece, style.SMALL) for piece in _BREAKS.split(text))


def _head_lines(text: str, width: float) -> list[str]:
    """Break the head of a column: columns are narrow, so «10 000–» and «19 999» may part."""
    lines = [""]
    for piece in _BREAKS.split(text):
        joined = f"{lines[-1]}{'' if lines[-1].endswith('–') else ' '}{piece}".strip(" ")
        if text_width(joined, style.SMALL) <= width:
            lines[-1] = joined
        else:
            lines[len(lines) - (not lines[-1]) :] = lines_of(piece, width, style.SMALL)
    return lines


def _write_panel(sheet: _HeatSheet, panel: Sequence[_Part], names: Sequence[str], place: _Places) -> None:
    starts = place.starts(panel)
    _write_headings(sheet, panel, place, starts)
    wrapped = [lines_of(name, place.label_width or sheet.width, style.TEXT) for name in names]
    tall = max(map(len, wrapped)) * style.TEXT * LEADING
    row = max(_ROW, tall + (4 if place.narrow else 6))
    # above narrow cells a row of paper holds their name, so that one map has all rows
    step = 2 if place.narrow else 1
    top = sheet.foot
    for number, lines in enumerate(wrapped):
        middle = top + (number * step + 0.5) * row
        if place.narrow:
            middle += (row - len(lines) * style.TEXT * LEADING) / 2 - 2
        sheet.write_lines(0, middle, lines)
    for part, width, left in zip(panel, place.columns, starts, strict=True):
        shares = np.full((len(names) * step, len(part.heads)), np.nan)
        shares[step - 1 :: step] = part.shares
        sheet.grids.append(_Grid(left, top, width * len(part.heads), row * len(shares), shares))
        for number, line in enumerate(part.cells):
            for column, cell in enumerate(line):
                _write_cell(sheet, cell, left + column * width, top + (number * step + step - 1) * row, width, row)
    sheet.foot = top + len(names) * step * row + 2


def _write_headings(sheet: Sheet, panel: Sequence[_Part], place: _Places, starts: Sequence[float]) -> None:
    wide = [width * len(part.heads) for part, width in zip(panel, place.columns, strict=True)]
    over = [
        lines_of(part.heading, room, style.TEXT, True) if part.heading else []
        for part, room in zip(panel, wide, strict=True)
    ]
    foot = sheet.foot + max(map(len, over)) * style.TEXT * LEADING
    for lines, left, room in zip(over, starts, wide, strict=True):
        if lines:
            middle = foot - len(lines) * style.TEXT * LEADING / 2
            sheet.write_lines(left + room / 2, middle, lines, bold=True, align="center")
            sheet.put(Stroke((left + 1, left + room - 1), (foot + 2, foot + 2), palette.HATCH))
    heads = [
        [_head_lines(head, width - 2) for head in part.heads] for part, width in zip(panel, place.columns, strict=True)
    ]
    counted = any(size for part in panel for size in part.sizes)
    bottom = foot + 5 + max(len(lines) for each in heads for lines in each) * _LEADING
    many = f"n{wording.HARD_SPACE}="
    for part, width, left, each in zip(panel, place.columns, starts, heads, strict=True):
        for column, (lines, size) in enumerate(zip(each, part.sizes, strict=True)):
            x = left + (column + 0.5) * width
            sheet.write_lines(
                x, bottom - len(lines) * _LEADING / 2, lines, size=style.SMALL, align="center", bold=part.everybody
            )  # fmt: skip
            below = [many, size] if place.narrow else [size]
            if size:
                y = bottom + 2 + len(below) * _LEADING / 2
                sheet.write_lines(x, y, below, size=style.SMALL, align="center", colour=palette.QUIET)
    if counted and not place.narrow:
        y = bottom + 2 + _LEADING / 2
        sheet.write(place.left - _APART / 2, y, many, size=style.SMALL, align="right", colour=palette.QUIET)
    sheet.foot = bottom + 4 + counted * (2 if place.narrow else 1) * _LEADING


def _write_cell(sheet: Sheet, cell: _Cell, left: float, top: float, width: float, height: float) -> None:
    x, y = left + width / 2, top + height / 2
    if cell.row.is_empty:
        sheet.write(x, y, _NOBODY, size=style.VALUE, align="center", colour=palette.QUIET)
    elif cell.is_hidden:
        sheet.put(Block(left + 1, top + 1, width - 2, height - 2, palette.PAPER, palette.HATCH, hatched=True))
        sheet.put(Block(x - 5, y - 6, 10, 12, palette.PAPER))
        sheet.write(x, y, wording.HIDDEN, size=style.VALUE, align="center", bold=True)
    else:
        ink = palette.lettering_on(to_hex(_shades()(cell.share / 100)))
        text = wording.number(cell.share)
        sheet.write(x, y, text, size=style.VALUE, align="center", colour=ink, bold=cell.row.everybody)


def _alt(answers: Sequence[Answer], language: Language) -> str:
    """Describe the map: what is in it, everybody's commonest and rarest answer, and where groups differ most."""
    nb = language == "nb"
    parts = _parts(answers, language)
    names = [labels.quoted(answer.label.to(language), language) for answer in answers]
    by = [part.heading[:1].lower() + part.heading[1:] for part in parts if not part.everybody]
    after = f"{' etter ' if nb else ' by '}{wording.listed(by, language)}" if by else ""
    size = wording.number(len(answers), language)
    sentences = [f"Varmekart i prosent: {size} svar{after}." if nb else f"Heat map in per cent: {size} answers{after}."]

    def told(name: str, cell: _Cell) -> str:
        n = cell.row.n_text(language)
        return f"{name} {wording.percent(cell.share, language)}{f' ({n})' if n else ''}"

    for part in (part for part in parts if part.everybody):
        known = [(name, line[0]) for name, line in zip(names, part.cells, strict=True) if not np.isnan(line[0].share)]
        if known:
            most, least = (each(known, key=lambda pair: pair[1].share) for each in (max, min))
            ends = told(*most), told(*least)
            form = "{}: flest har gitt {}, færrest {}." if nb else "{}: most gave {}, fewest {}."
            one = f"{part.heads[0]}: {ends[0]}."
            sentences.append(form.format(part.heads[0], *ends) if len(known) > 1 else one)
    found = [
        (name, known)
        for part in parts
        for name, line in zip(names, part.cells, strict=True)
        if len(known := [cell for cell in line if not np.isnan(cell.share)]) > 1
    ]
    if found:
        name, known = max(found, key=lambda pair: np.ptp([cell.share for cell in pair[1]]))
        low, high = (each(known, key=lambda cell: cell.share) for each in (min, max))
        ends = told(low.row.label, low), told(high.row.label, high)
        form = "Mest skiller gruppene seg på {}: {} og {}." if nb else "Groups differ most on {}: {} and {}."
        sentences.append(form.format(name, *ends))
    cells = [cell for part in parts for line in part.cells for cell in line]
    hidden = sum(cell.is_hidden for cell in cells)
    if hidden:
        some, all_ = (wording.number(many, language) for many in (hidden, len(cells)))
        sentences.append(f"{some} av {all_} tall er skjult." if nb else f"{some} of {all_} numbers are hidden.")
    if is_synthetic([table for answer in answers for table in answer.tables]):
        sentences.append(f"{wording.synthetic_mark(language)}.")
    return " ".join(sentences)
