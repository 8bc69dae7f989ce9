"""Layout of bars of 100 per cent: sections of rows, a bar a row, a segment an answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import labels, palette, style
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, column_width, lines_of, text_width
from svarbenk.figures.rows import Row, starred
from svarbenk.figures.sheet import Block, Sheet, Stroke
from svarbenk.tables import Axis

_TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Section:
    """Rows under a heading.

    ``note`` stands after the heading, ``panel`` on a line of its own above it, ``stars`` after the labels of rows.
    """

    rows: tuple[Row, ...]
    heading: str = ""
    note: str = ""
    panel: str = ""
    stars: Mapping[str, str] = field(default_factory=dict)

    def label(self, row: Row) -> str:
        """Return what stands before a bar: «desember 2024 ***»."""
        return starred(row.label, self.stars.get(row.id, ""))


def write_stack(
    sheet: Sheet, sections: Sequence[Section], columns: Axis, muted: Sequence[str], language: Language
) -> None:
    """Write legend, bars and axis at the foot of the sheet.

    Parameters
    ----------
    sheet : Sheet
        Filled so far down to where they begin.
    sections : sequence of Section
        All with the same columns.
    columns : Axis
        The answers.
    muted : sequence of str
        Ids of those that are no opinions.
    language : str
        «nb» or «en».

    Raises
    ------
    InputError
        If nobody answered anything, or a row adds up to more than its n.
    """
    rows = [row for section in sections for row in section.rows]
    _refuse(rows)
    fills = palette.fills(columns, muted)
    place = _Places(sheet, sections, language)
    keys = [Key(category.label.to(language), fill) for category, fill in zip(columns.categories, fills, strict=True)]
    if any(row.is_hidden for row in rows):
        keys.append(Key(labels.HIDDEN_KEY.to(language), palette.PAPER, hatched=True))
    write_legend(sheet, keys, place.left)
    # gridlines lie under the bars and are as long as all of them
    grid, top = len(sheet.marks), sheet.foot
    for number, section in enumerate(sections):
        _write_heads(sheet, section, first=number == 0)
        for row in section.rows:
            _write_row(sheet, section, row, place, fills, language)
    _write_axis(sheet, place, top, grid, language)


def _refuse(rows: Sequence[Row]) -> None:
    if all(row.is_empty for row in rows):
        raise InputError("stablede søyler: fant ingen svar i noen rad; ventet minst ett")
    for row in rows:
        if not row.is_hidden and not row.is_empty and sum(row.percent) > 100.001:
            found, n = (wording.number(value) for value in (sum(row.counts), row.n))
            raise InputError(f"«{row.label}»: svarene summerer til {found}, men n er {n}; ventet høyst {n}")


class _Places:
    """Where bars, row labels and «n = 9» stand."""

    def __init__(self, sheet: Sheet, sections: Sequence[Section], language: Language):
        pairs = [(section, row) for section in sections for row in section.rows]
        widest = max(text_width(row.n_text(language), style.VALUE) for _, row in pairs)
        self.n_edge = sheet.width - 1
        self.narrow = sheet.is_narrow
        if self.narrow:
            self.label_width = sheet.width - widest - 12
            self.left, self.right = 0.4, sheet.width - 0.4
            return
        self.label_width = column_width(
            [(section.label(row), row.everybody) for section, row in pairs], sheet.width, style.TEXT
        )
        self.left = self.label_width + 10
        self.right = sheet.width - widest - 9

    def x(self, percent: float) -> float:
        """Return where a percentage stands."""
        return self.left + (self.right - self.left) * percent / 100


def _write_heads(sheet: Sheet, section: Section, *, first: bool) -> None:
    if section.panel:
        sheet.foot += 0 if first else 9
        _write_heading(sheet, section.panel, "", style.TITLE)
        first = True
    if section.heading:
        sheet.foot += 0 if first else 5
        _write_heading(sheet, section.heading, section.note, style.TEXT)


def _write_heading(sheet: Sheet, heading: str, note: str, size: float) -> None:
    lines = lines_of(heading, sheet.width, size, True)
    tall = (len(lines) - 1) * size * LEADING + size * 1.6
    ends = [text_width(line, size, True) for line in lines]
    middle = sheet.foot + tall - size * 0.8
    if note and ends[-1] + 8 + text_width(note, style.VALUE) <= sheet.width:
        sheet.write(ends[-1] + 8, middle, note, size=style.VALUE, colour=palette.QUIET)
        ends[-1] += 8 + text_width(note, style.VALUE)
    # paper behind the letters keeps gridlines out of them
    sheet.put(Block(0, sheet.foot - 2, max(ends) + 2, tall + 4, palette.PAPER))
    sheet.write_lines(0, sheet.foot + tall / 2, lines, bold=True, size=size)
    sheet.foot += tall + 2


def _write_row(
    sheet: Sheet, section: Section, row: Row, place: _Places, fills: Sequence[str], language: Language
) -> None:
    lines = lines_of(section.label(row), place.label_width, style.TEXT, row.everybody)
    tall = len(lines) * style.TEXT * LEADING
    height = tall if place.narrow else max(tall, style.BAR)
    middle = sheet.foot + height / 2
    sheet.write_lines(0, middle, lines, bold=row.everybody)
    colour = palette.INK if row.everybody else palette.QUIET
    sheet.write(place.n_edge, middle, row.n_text(language), size=style.VALUE, colour=colour, align="right")
    bar = sheet.foot + tall + 2 if place.narrow else middle - style.BAR / 2
    sheet.foot = bar + style.BAR + style.GAP if place.narrow else sheet.foot + height + style.GAP
    _draw_bar(sheet, row, place, bar, fills, language)


def _draw_bar(sheet: Sheet, row: Row, place: _Places, top: float, fills: Sequence[str], language: Language) -> None:
    middle = top + style.BAR / 2
    if row.is_empty:
        sheet.write(place.left, middle, labels.NO_ANSWERS.to(language), size=style.VALUE, colour=palette.QUIET)
        return
    if row.is_hidden:
        width = place.right - place.left
        sheet.put(Block(place.left, top, width, style.BAR, palette.PAPER, palette.HATCH, hatched=True))
        sheet.put(Block(place.x(50) - 7, top + 0.4, 14, style.BAR - 0.8, palette.PAPER))
        sheet.write(place.x(50), middle, wording.HIDDEN, size=style.VALUE, align="center", bold=True)
        return
    start = 0.0
    for share, fill in zip(row.percent, fills, strict=True):
        if share <= 0:
            continue
        left, right = place.x(start), place.x(start + share)
        sheet.put(Block(left, top, right - left, style.BAR, fill, palette.PAPER))
        ink = palette.lettering_on(fill)
        for text, size, room in segment_texts(share, language):
            if room <= right - left:
                sheet.write((left + right) / 2, middle, text, size=size, colour=ink, align="center")
                break
        start += share


def segment_texts(share: float, language: Language) -> Iterator[tuple[str, float, float]]:
    """Return what can be written in a segment, its size and the room it takes: «58 %», or where that is too wide «58».

    Parameters
    ----------
    share : float
        Percentage.
    language : str
        «nb» or «en».
    """
    text = wording.percent(share, language)
    yield text, style.VALUE, text_width(text, style.VALUE) + 2.5
    bare = wording.number(share, language)
    if bare != "0":
        yield bare, style.SMALL, text_width(bare, style.SMALL) + 1.0


def _write_axis(sheet: Sheet, place: _Places, top: float, grid: int, language: Language) -> None:
    foot = sheet.foot - style.GAP + 3
    if not place.narrow:
        lines = [Stroke((place.x(tick), place.x(tick)), (top, foot)) for tick in _TICKS]
        sheet.marks[grid:grid] = lines
    middle = foot + style.SMALL * 0.75
    for tick in _TICKS:
        align = "left" if tick == 0 and place.narrow else "right" if tick == 100 and place.narrow else "center"
        sheet.write(
            place.x(tick), middle, wording.percent(tick, language), size=style.SMALL, colour=palette.QUIET, align=align
        )
    sheet.foot = middle + style.SMALL * 0.75
