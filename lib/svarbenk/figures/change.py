"""Change over time: for each answer a dot a point in time, joined, with percentages and their difference."""

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.rows import Row, groups_of
from svarbenk.figures.share_axis import write_share_axis
from svarbenk.figures.sheet import Block, Dot, Sheet, Stroke
from svarbenk.tables import CountTable

_PITCH = 20.0


def change_bars(
    table: CountTable, language: Language = "nb", *, title: str | None = None, width_mm: float = style.WIDTH_MM
) -> Figure:
    """Draw the percentage of each answer at two or more points in time as joined dots.

    Parameters
    ----------
    table : CountTable
        Points in time in the rows, answers in the columns.
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    width_mm : float
        Width on paper; below 125, as for a phone, answers stand above their dots.

    Returns
    -------
    Figure
        The figure with its alt text; the difference is of the last point from the first, before rounding.

    Raises
    ------
    InputError
        If there are fewer than two points in time, more than there are markers, or the width is under 70 mm.
    """
    sheet = change_sheet(table, language, title=title, width_mm=width_mm)
    return printed(sheet, title or table.columns.label.to(language), alt.of_change(table, language))


def change_sheet(table: CountTable, language: Language, *, title: str | None, width_mm: float) -> Sheet:
    """Lay the figure out; parameters as for ``change_bars``.

    Raises
    ------
    InputError
        If there are fewer than two points in time or more than there are markers.
    """
    if not 2 <= len(table.rows) <= len(palette.MARKERS):
        raise InputError(f"endring: fant {len(table.rows)} tidspunkter; ventet 2 til {len(palette.MARKERS)}")
    [group] = groups_of(table, language)
    rows = group.rows
    options = [category.label.to(language) for category in table.columns.categories]
    sheet = Sheet(width_mm)
    sheet.head(title)
    looks = _looks(len(rows))
    keys = [
        Key(row.told(language), colour, shape=shape, filled=filled)
        for row, (shape, colour, filled) in zip(rows, looks, strict=True)
    ]
    write_legend(sheet, keys)
    place = _Places(sheet, rows, options, language)
    lines = lines_of(labels.CHANGE.to(language), sheet.width if place.narrow else place.column, style.SMALL)
    leading = style.SMALL * LEADING
    for number, line in enumerate(lines):
        y = sheet.foot + (number + 0.5) * leading
        sheet.write(sheet.width - 1, y, line, size=style.SMALL, colour=palette.QUIET, align="right")
    sheet.foot += len(lines) * leading + 2
    top, grid = sheet.foot, len(sheet.marks)
    for number, option in enumerate(options):
        _write_option(sheet, option, rows, number, place, looks, language)
    write_share_axis(sheet, place, top, grid, language)
    remarks = [
        labels.HIDDEN_REMARK.to(language) if any(row.is_hidden for row in rows) else "",
        labels.BEFORE_ROUNDING.to(language) if _looks_wrong(rows[0], rows[-1]) else "",
        wording.base_line(table, language) if table.base is not None and rows[0].counted else "",
    ]
    sheet.close(" ".join(filter(None, remarks)), wording.synthetic_mark(language) if table.synthetic else "")
    return sheet


class _Places:
    """Where answers, dots and differences stand; ``reach`` is the largest percentage on the axis."""

    def __init__(self, sheet: Sheet, rows: tuple[Row, ...], options: list[str], language: Language):
        self.narrow = sheet.is_narrow
        shares = [share for row in rows for share in row.percent if not np.isnan(share)]
        self.step = 10 if max(shares, default=0) <= 60 else 20
        self.reach = min(100.0, max(20.0, self.step * np.ceil((max(shares, default=0) + 0.01) / self.step)))
        self.value = text_width(wording.percent(100, language), style.VALUE)
        longest = max(labels.CHANGE.to(language).split(), key=len)
        self.column = text_width(longest, style.SMALL) + 2
        widest = max(text_width(option, style.TEXT) for option in options)
        self.label_width = sheet.width - self.column - 8 if self.narrow else min(widest, 0.36 * sheet.width)
        self.left = (0 if self.narrow else self.label_width + 8) + self.value + 8
        self.right = sheet.width - (0 if self.narrow else self.column + 4) - self.value - 8

    def x(self, share: float) -> float:
        """Return where a percentage stands."""
        return self.left + (self.right - self.left) * share / self.reach


def _looks(size: int) -> list[tuple[str, str, bool]]:
    """Return shape, colour and filling of each point in time: the last one filled and strong."""
    shapes = [shape for shape, _ in palette.MARKERS][:size]
    strong = palette.MARKERS[0][1]
    return [(shape, palette.QUIET, False) for shape in shapes[1:][::-1]] + [(shapes[0], strong, True)]


def _write_option(
    sheet: Sheet,
    option: str,
    rows: tuple[Row, ...],
    number: int,
    place: _Places,
    looks: list[tuple[str, str, bool]],
    language: Language,
) -> None:
    lines = lines_of(option, place.label_width, style.TEXT)
    tall = len(lines) * style.TEXT * LEADING
    shares = [row.percent[number] for row in rows]
    if place.narrow:
        label = sheet.foot + tall / 2
        y = sheet.foot + tall + _PITCH / 2 - 2
        sheet.foot = y + _PITCH / 2 + 2
    else:
        label = y = sheet.foot + max(tall + 4, _PITCH) / 2
        sheet.foot += max(tall + 4, _PITCH)
    sheet.write_lines(0, label, lines)
    sheet.write(sheet.width - 1, label, alt.difference(shares, language), align="right", size=style.TEXT)
    known = [(share, look) for share, look in zip(shares, looks, strict=True) if not np.isnan(share)]
    if not known:
        sheet.write(place.left, y, _missing(rows, language), size=style.VALUE, colour=palette.QUIET)
        return
    ends = [min(share for share, _ in known), max(share for share, _ in known)]
    sheet.put(Stroke((place.x(ends[0]), place.x(ends[1])), (y, y), "#B9C1C8", 2.2))
    for share, (shape, colour, filled) in known:
        sheet.put(Dot(place.x(share), y, shape, colour, filled))
    # the lowest and the highest are written outside the dots, where nothing else stands
    for share, align, away in ((ends[0], "right", -7), (ends[1], "left", 7)):
        if align == "left" and ends[0] == ends[1]:
            continue
        colour = next(look[1] for value, look in reversed(known) if value == share)
        text = wording.percent(share, language)
        width = text_width(text, style.VALUE)
        left = place.x(share) + away - (width if align == "right" else 0)
        sheet.put(Block(left - 1, y - 5, width + 2, 10, palette.PAPER))
        sheet.write(place.x(share) + away, y, text, size=style.VALUE, align=align, colour=colour)


def _looks_wrong(first: Row, last: Row) -> bool:
    """Tell whether any difference is another than that of the rounded percentages beside it."""
    pairs = [pair for pair in zip(first.percent, last.percent, strict=True) if not np.isnan(pair).any()]
    return any(
        wording.rounded(after - before) != wording.rounded(after) - wording.rounded(before) for before, after in pairs
    )


def _missing(rows: tuple[Row, ...], language: Language) -> str:
    return wording.HIDDEN if any(row.is_hidden for row in rows) else labels.NO_ANSWERS.to(language)
