"""Heat map: how many gave each of several answers, in every group of every background, on one page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import seaborn
from matplotlib.colors import to_hex
from matplotlib.figure import Figure as Drawing

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import labels, palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.rows import Row, groups_of, is_synthetic
from svarbenk.figures.sheet import Block, Sheet, Stroke
from svarbenk.tables import CountTable

# light for long, so that few numbers stand on the middle blues where neither black nor white is easy to read
_SHADES = seaborn.blend_palette(["#F1F6FB", "#A8CCE6", "#5293C7", "#123C66"], as_cmap=True)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CELL = 18.0
_ROW = 18.0
_APART = 6.0
# a column's head is broken between words, before a number of thousands and inside a range
_BREAKS = re.compile(r"(?<=–)(?=\d)| (?!\d)|(?<!\d) (?=\d{1,3}[ ,]\d{3}\b)")
_LEADING = style.SMALL * LEADING
_NAME = Text(nb="Svar i prosent", en="Answers in per cent")
_UNIT = Text(nb="Prosent av hver gruppe; mørkere er flere", en="Per cent of each group; darker is more")
_NOBODY_REMARK = Text(nb="«–» er ingen svar.", en="“–” is no answers.")
_ENDS = Text(nb="{}: høyest er {} med {}, lavest {} med {}.", en="{}: highest is {} with {}, lowest {} with {}.")
_DIFFER = Text(nb="Mest skiller gruppene seg på {}: fra {} til {}.", en="Groups differ most on {}: from {} to {}.")
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
    return printed(sheet, title or _NAME.to(language), _alt(answers, language))


def heat_sheet(answers: Sequence[Answer], language: Language, *, title: str | None, width_mm: float) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``answer_heat``."""
    parts = _parts(answers, language)
    sheet = _HeatSheet(width_mm)
    sheet.head(title)
    names, notes = _noted(answers, language)
    whole, by = [part for part in parts if part.everybody], [part for part in parts if not part.everybody]
    panels = [[*whole, *by]]
    if sheet.is_narrow or _Places(sheet, panels[0], names, language).cramped:
        panels = [[*whole, part] for part in by] or [whole]
    for number, panel in enumerate(panels):
        sheet.foot += 10 if number else 0
        _write_panel(sheet, panel, names, _Places(sheet, panel, names, language))
    cells = [cell for part in parts for line in part.cells for cell in line]
    if any(cell.is_hidden for cell in cells):
        notes.append(labels.HIDDEN_REMARK.to(language))
    if any(cell.row.is_empty for cell in cells):
        notes.append(_NOBODY_REMARK.to(language))
    synthetic = is_synthetic([table for answer in answers for table in answer.tables])
    sheet.close(" ".join(notes), wording.synthetic_mark(language) if synthetic else "")
    return sheet


@dataclass
class _HeatSheet(Sheet):
    """A sheet with heat maps under its marks and letters: where they lie, and percentages, NaN for bare paper."""

    maps: list[tuple[Block, np.ndarray]] = field(default_factory=list)

    def _drawing(self) -> Drawing:
        drawing = super()._drawing()
        [front], (wide, height) = drawing.axes, drawing.get_size_inches() * 72
        front.set_visible(False)  # seaborn draws all that is visible, each time that it is called
        for at, shares in self.maps:
            foot = 1 - (at.y + at.height) / height
            left = (at.x + style.MARGIN) / wide
            axes = drawing.add_axes((left, foot, at.width / wide, at.height / height), zorder=-1)
            seaborn.heatmap(
                shares, ax=axes, cmap=_SHADES, vmin=0, vmax=100, cbar=False, linewidths=1.2, linecolor=at.fill,
                xticklabels=False, yticklabels=False,
            )  # fmt: skip
        front.set_visible(True)
        return drawing


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

    def width_of(self, text: str) -> float:
        return text_width(text, style.SMALL, self.everybody)


def _parts(answers: Sequence[Answer], language: Language) -> list[_Part]:
    if not answers:
        raise InputError("varmekart: fant ingen svar; ventet minst ett")
    for answer, name in ((each, each.label.nb) for each in answers):
        if [table.rows.ids for table in answer.tables] != [table.rows.ids for table in answers[0].tables]:
            raise InputError(f"varmekart: «{name}» er ikke delt etter de samme gruppene som «{answers[0].label.nb}»")
        for ids in (table.columns.ids for table in answer.tables):
            if answer.category not in ids:
                raise InputError(f"«{name}»: fant svaret «{answer.category}»; ventet ett av {', '.join(ids)}")
    return [_part(tables, answers, language) for tables in zip(*(answer.tables for answer in answers), strict=True)]


def _part(tables: Sequence[CountTable], answers: Sequence[Answer], language: Language) -> _Part:
    cells = []
    for table, answer in zip(tables, answers, strict=True):
        [group], place = groups_of(table, language), table.columns.ids.index(answer.category)
        cells.append(tuple(_Cell(row, row.percent[place]) for row in group.rows))
    sizes = tuple(_size([cell.row for cell in column], language) for column in zip(*cells, strict=True))
    if not cells[0][0].row.everybody:
        heads = tuple(cell.row.label for cell in cells[0])
        return _Part(tables[0].rows.label.to(language), heads, sizes, tuple(cells))
    who = {table.respondents.to(language) for table in tables}
    head = " ".join([wording.word("all", language), *(who if len(who) == 1 else ())])
    return _Part("", (head,), sizes, tuple(cells))


def _size(rows: Sequence[Row], language: Language) -> str:
    sizes = [row.n for row in rows if row.counted]
    if np.isnan(sizes).any():  # one that is hidden hides the range
        return wording.HIDDEN
    return wording.span(min(sizes), max(sizes), language) if sizes else ""


def _noted(answers: Sequence[Answer], language: Language) -> tuple[list[str], list[str]]:
    """Return what stands before each row, and notes on those that are not of everybody."""
    of = [base.to(language) if (base := answer.tables[0].base) else "" for answer in answers]
    known = [base for base in dict.fromkeys(of) if base]
    # a base that all share needs no mark
    marks = {base: str(number).translate(_RAISED) for number, base in enumerate(known, 1) if len(set(of)) > 1}
    names = [answer.label.to(language) + marks.get(base, "") for answer, base in zip(answers, of, strict=True)]
    return names, [f"{marks.get(base, '')} {_OF.to(language)} {base}.".strip() for base in known]


class _Places:
    """Where answers and columns stand: ``columns`` and ``starts`` are each part's width of a column and left edge."""

    def __init__(self, sheet: Sheet, panel: Sequence[_Part], names: Sequence[str], language: Language):
        many = sum(len(part.heads) for part in panel)
        gaps = _APART * (len(panel) - 1)
        self.narrow = sheet.is_narrow
        sizes = [[text_width(size, style.SMALL) for size in part.sizes] for part in panel]
        words = [[part.width_of(word) for head in part.heads for word in _BREAKS.split(head)] for part in panel]
        wanted = [max(_CELL, *size, *word) + 2.2 for size, word in zip(sizes, words, strict=True)]
        taken = sum(width * len(part.heads) for width, part in zip(wanted, panel, strict=True))
        widest = max(90.0, *(text_width(name, style.TEXT) for name in names))
        rest, least = sheet.width - taken - gaps - _APART, min(widest, 0.2 * sheet.width)
        self.cramped = rest < least
        self.label_width = sheet.width if self.narrow else min(widest, max(rest, least))
        self.left = 0.0 if self.narrow else self.label_width + _APART
        room = sheet.width - self.left - gaps
        more = (room - taken) / many
        self.columns = [width * room / taken if more < 0 else min(width + more, 60.0) for width in wanted]
        self.wide = [width * len(part.heads) for width, part in zip(self.columns, panel, strict=True)]
        self.starts = [self.left + sum(self.wide[:number]) + _APART * number for number in range(len(panel))]
        self.unit = lines_of(_UNIT.to(language), self.label_width, style.SMALL)


def _head_lines(part: _Part, head: str, width: float) -> list[str]:
    """Break the head of a column: columns are narrow, so «10 000–» and «19 999» may part."""
    lines = [""]
    for word in _BREAKS.split(head):
        joined = f"{lines[-1]}{'' if lines[-1].endswith('–') else ' '}{word}".strip(" ")
        if part.width_of(joined) <= width:
            lines[-1] = joined
        else:
            lines[len(lines) - (not lines[-1]) :] = lines_of(word, width, style.SMALL, part.everybody)
    return lines


def _write_panel(sheet: _HeatSheet, panel: Sequence[_Part], names: Sequence[str], place: _Places) -> None:
    if min(place.columns) < _CELL:
        raise InputError(f"width_mm: fant {sheet.width_mm:g}; det er for smalt for så mange grupper")
    _write_headings(sheet, panel, place)
    wrapped = [lines_of(name, place.label_width, style.TEXT) for name in names]
    tall = [len(lines) * style.TEXT * LEADING for lines in wrapped]
    # a long name may reach a little into the rows beside it, where names are shorter
    beside = [(one + other) / 2 + 4 for one, other in pairwise(tall)]
    row = max(_ROW, max(tall) + 4) if place.narrow else max(_ROW, tall[0], tall[-1], *beside)
    # above narrow cells a row of paper holds their name, so that one map has all rows
    step = 2 if place.narrow else 1
    top = sheet.foot
    for number, lines in enumerate(wrapped):
        lower = (row - tall[number]) / 2 - 2 if place.narrow else 0.0
        sheet.write_lines(0, top + (number * step + 0.5) * row + lower, lines)
    for part, width, left, wide in zip(panel, place.columns, place.starts, place.wide, strict=True):
        shares = np.full((len(names) * step, len(part.heads)), np.nan)
        shares[step - 1 :: step] = [[cell.share for cell in line] for line in part.cells]
        sheet.maps.append((Block(left, top, wide, row * len(shares), palette.PAPER), shares))
        for number, line in enumerate(part.cells):
            for column, cell in enumerate(line):
                _write_cell(sheet, cell, left + column * width, top + (number * step + step - 1) * row, width, row)
    sheet.foot = top + len(names) * step * row + 2


def _write_headings(sheet: Sheet, panel: Sequence[_Part], place: _Places) -> None:
    small = {"size": style.SMALL, "colour": palette.QUIET}
    sheet.write_lines(0, sheet.foot + len(place.unit) * _LEADING / 2, place.unit, **small)
    sheet.foot += (len(place.unit) + 0.5) * _LEADING if place.narrow else 0.0
    over = [lines_of(part.heading, wide, style.TEXT, True) for part, wide in zip(panel, place.wide, strict=True)]
    columns = zip(panel, place.columns, strict=True)
    heads = [[_head_lines(part, head, width) for head in part.heads] for part, width in columns]
    line = sheet.foot + max(map(len, over)) * style.TEXT * LEADING + 2
    deepest = max(len(lines) for each in heads for lines in each) * _LEADING
    bottom = max(line + 3 + deepest, sheet.foot + (0 if place.narrow else len(place.unit) * _LEADING))
    many = [f"n{wording.HARD_SPACE}="] if any(size for part in panel for size in part.sizes) else []
    sheet.foot = bottom + 4 + len(many) * (2 if place.narrow else 1) * _LEADING
    if many and not place.narrow:
        sheet.write_lines(place.left - 3, bottom + 2 + _LEADING / 2, many, align="right", **small)
    for number, (part, wide, left) in enumerate(zip(panel, place.wide, place.starts, strict=True)):
        if part.heading:
            y = line - 2 - len(over[number]) * style.TEXT * LEADING / 2
            sheet.write_lines(left + wide / 2, y, over[number], bold=True, align="center")
            sheet.put(Stroke((left + 1, left + wide - 1), (line, line), palette.HATCH))
        for column, (head, size) in enumerate(zip(heads[number], part.sizes, strict=True)):
            x, y = left + (column + 0.5) * place.columns[number], bottom - len(head) * _LEADING / 2
            sheet.write_lines(x, y, head, size=style.SMALL, align="center", bold=part.everybody)
            if size:
                below = [*many, size] if place.narrow else [size]
                sheet.write_lines(x, bottom + 2 + len(below) * _LEADING / 2, below, align="center", **small)


def _write_cell(sheet: Sheet, cell: _Cell, left: float, top: float, width: float, height: float) -> None:
    x, y, text, ink = left + width / 2, top + height / 2, wording.number(cell.share), palette.INK
    if cell.row.is_empty:
        text, ink = "–", palette.QUIET
    elif cell.is_hidden:
        sheet.put(Block(left + 1, top + 1, width - 2, height - 2, palette.PAPER, palette.HATCH, hatched=True))
        sheet.put(Block(x - 5, y - 6, 10, 12, palette.PAPER))
    else:
        ink = palette.lettering_on(to_hex(_SHADES(cell.share / 100)))
    bold = cell.row.everybody or cell.is_hidden
    sheet.write(x, y, text, size=style.VALUE, align="center", colour=ink, bold=bold)


def _alt(answers: Sequence[Answer], language: Language) -> str:
    """Describe the map: everybody's commonest and rarest answer, and where groups differ most."""
    nb = language == "nb"
    parts = _parts(answers, language)
    names = [labels.quoted(answer.label.to(language), language) for answer in answers]
    by = [part.heading[:1].lower() + part.heading[1:] for part in parts if not part.everybody]
    after = f"{' etter ' if nb else ' by '}{wording.listed(by, language)}" if by else ""
    many = f"{len(answers)} {'svar' if nb else 'answer' if len(answers) == 1 else 'answers'}"
    sentences = [f"{'Varmekart i prosent' if nb else 'Heat map in per cent'}: {many}{after}."]
    compared: list[tuple[str, list[_Cell]]] = []
    for part in parts:
        lines = [[cell for cell in line if not np.isnan(cell.share)] for line in part.cells]
        found = [(name, known) for name, known in zip(names, lines, strict=True) if known]
        if not part.everybody:
            compared += found
        elif found:
            (high, most), (low, least) = (each(found, key=lambda pair: pair[1][0].share) for each in (max, min))
            ends = part.heads[0], high, _told(most, max, language), low, _told(least, min, language)
            sentences.append((_ENDS.to(language) if len(found) > 1 else "{}: {} {}.").format(*ends))
    name, cells = max(compared, key=lambda pair: np.ptp([cell.share for cell in pair[1]]), default=("", []))
    if len({cell.share for cell in cells}) > 1:
        sentences.append(_DIFFER.to(language).format(name, *(_told(cells, end, language) for end in (min, max))))
    cells = [cell for part in parts for line in part.cells for cell in line]
    if hidden := sum(cell.is_hidden for cell in cells):
        told = "{} av {} tall er skjult." if nb else "{} of {} numbers are hidden."
        sentences.append(told.format(hidden, len(cells)))
    if is_synthetic([table for answer in answers for table in answer.tables]):
        sentences.append(f"{wording.synthetic_mark(language)}.")
    return " ".join(sentences)


def _told(cells: Sequence[_Cell], end: Callable, language: Language) -> str:
    """Return «0 % (Nivå 3, n = 2; Nivå 4, n = 9)» of the groups at one end."""
    share = end(cell.share for cell in cells)
    rows = [cell.row for cell in cells if cell.share == share]
    who = [", ".join(filter(None, ("" if row.everybody else row.label, row.n_text(language)))) for row in rows]
    return wording.percent(share, language) + (f" ({'; '.join(who)})" if any(who) else "")
