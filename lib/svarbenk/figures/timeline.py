"""Timeline: measures as bars in lanes over the years."""

from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.sheet import Block, Dot, Sheet, Stroke

_BAR = 7.0
_KIND = Text(nb="Tidslinje", en="Timeline")
_LEADING = style.VALUE * LEADING


@dataclass(frozen=True)
class Measure:
    """Something that was started.

    Parameters
    ----------
    label : Text
        What it is called.
    start : float
        When it began: a year, or a year and part of one.
    end : float or None
        When it ended, a whole year with its last day; None where it goes on.
    lane : Text
        The heading that it stands under.
    detail : Text or None
        A little more about it, in quiet letters.
    """

    label: Text
    start: float
    end: float | None
    lane: Text
    detail: Text | None = None

    @property
    def until(self) -> float | None:
        """Where its bar ends; None where it goes on."""
        return self.end if self.end is None or self.end % 1 else self.end + 1


def timeline(
    measures: Sequence[Measure],
    language: Language = "nb",
    *,
    period: tuple[int, int],
    title: str | None = None,
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw measures as bars over the years, those of a lane under its name in order of their beginning.

    A measure that goes on ends in an arrow at the end of the axis; one that took place at one time is a dot.

    Parameters
    ----------
    measures : sequence of Measure
        At least one.
    language : str
        «nb» or «en».
    period : tuple of int
        First and last year, both included.
    title : str, optional
        Over the figure; documents have it in the caption.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, names stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no measure, one lies outside the period or ends before it begins, or the width is under 70 mm.
    """
    sheet = timeline_sheet(measures, language, period=period, title=title, remark=remark, width_mm=width_mm)
    return printed(sheet, title or _KIND.to(language), _alt(measures, language, period))


def timeline_sheet(
    measures: Sequence[Measure],
    language: Language,
    *,
    period: tuple[int, int],
    width_mm: float,
    title: str | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``timeline``."""
    _refuse(measures, period)
    sheet = Sheet(width_mm)
    sheet.head(title)
    place = _Places(sheet, period)
    _write_years(sheet, place)
    top, grid = sheet.foot, len(sheet.marks)
    lanes = list(dict.fromkeys(each.lane for each in measures))
    colours = [colour for _, colour in palette.MARKERS]
    for number, lane in enumerate(lanes):
        sheet.foot += 7 if number else 2
        _write_lane(sheet, lane.to(language))
        own = sorted((each for each in measures if each.lane == lane), key=lambda each: each.start)
        for each in own:
            _write_measure(sheet, each, place, colours[number % len(colours)], language)
    years = range(place.first, place.last + 2)
    sheet.marks[grid:grid] = [Stroke((place.x(year),) * 2, (top - 2, sheet.foot)) for year in years]
    sheet.close(remark)
    return sheet


class _Places:
    """Where years stand: the axis begins with the first day of the first year and ends with the last of the last."""

    def __init__(self, sheet: Sheet, period: tuple[int, int]):
        self.first, self.last = period
        self.narrow = sheet.is_narrow
        self.left = 1.0 if self.narrow else 0.42 * sheet.width
        self.right = sheet.width - 8
        self.label_width = sheet.width if self.narrow else self.left - 10

    def x(self, year: float) -> float:
        """Return where a point in time stands."""
        return self.left + (self.right - self.left) * (year - self.first) / (self.last + 1 - self.first)


def _refuse(measures: Sequence[Measure], period: tuple[int, int]) -> None:
    if not measures:
        raise InputError("tidslinje: fant ingen tiltak; ventet minst ett")
    for each in measures:
        end = each.start if each.end is None else each.end
        if not period[0] <= each.start <= end < period[1] + 1:
            found = f"{each.start:g}–{end:g}".replace(".", ",")
            raise InputError(f"«{each.label.nb}»: fant {found}; ventet en tid i {period[0]}–{period[1]}")


def _write_years(sheet: Sheet, place: _Places) -> None:
    y = sheet.foot + style.SMALL * 0.7
    many = place.last + 1 - place.first
    widest = text_width("2000", style.SMALL) + 4
    skip = next(n for n in (1, 2, 5, 10, 50) if n * (place.right - place.left) / many >= widest)
    for year in range(place.first, place.last + 1):
        if (year - place.first) % skip == 0:
            sheet.write(place.x(year + 0.5), y, f"{year}", size=style.SMALL, colour=palette.QUIET, align="center")
    sheet.foot += style.SMALL * LEADING + 2


def _write_lane(sheet: Sheet, lane: str) -> None:
    lines = lines_of(lane, sheet.width, style.TEXT, True)
    tall = len(lines) * style.TEXT * LEADING
    widest = max(text_width(line, style.TEXT, True) for line in lines)
    sheet.put(Block(0, sheet.foot - 1, widest + 3, tall + 2, palette.PAPER))
    sheet.write_lines(0, sheet.foot + tall / 2, lines, bold=True)
    sheet.foot += tall + 3


def _write_measure(sheet: Sheet, each: Measure, place: _Places, colour: str, language: Language) -> None:
    lines = lines_of(each.label.to(language), place.label_width, style.VALUE)
    more = lines_of(each.detail.to(language), place.label_width, style.SMALL) if each.detail else []
    tall = len(lines) * _LEADING + len(more) * style.SMALL * LEADING
    if place.narrow:
        widest = max(text_width(line, style.VALUE) for line in (*lines, *more))
        sheet.put(Block(0, sheet.foot - 1, widest + 3, tall + 1, palette.PAPER))
    sheet.write_lines(0, sheet.foot + len(lines) * _LEADING / 2, lines, size=style.VALUE)
    below = sheet.foot + len(lines) * _LEADING + len(more) * style.SMALL * LEADING / 2
    sheet.write_lines(0, below, more, size=style.SMALL, colour=palette.QUIET)
    middle = sheet.foot + tall + _BAR / 2 + 2 if place.narrow else sheet.foot + max(tall, _BAR) / 2
    left = place.x(each.start)
    until = each.until
    if until is None:
        right = place.right
        sheet.put(Block(left, middle - _BAR / 2, right - left, _BAR, colour))
        sheet.put(Dot(right + 2.5, middle, ">", colour, size=8.0))
    elif until - each.start < 0.03:
        sheet.put(Dot(left, middle, "o", colour))
    else:
        sheet.put(Block(left, middle - _BAR / 2, place.x(until) - left, _BAR, colour))
    sheet.foot += tall + _BAR + 7 if place.narrow else max(tall, _BAR) + 4


def _alt(measures: Sequence[Measure], language: Language, period: tuple[int, int]) -> str:
    nb = language == "nb"
    sentences = [f"{_KIND.to(language)} {period[0]}–{period[1]}."]
    for lane in dict.fromkeys(each.lane for each in measures):
        own = sorted((each for each in measures if each.lane == lane), key=lambda each: each.start)
        parts = []
        for each in own:
            began = f"{int(each.start)}"
            if each.end is None:
                when = f"{'fra' if nb else 'from'} {began}"
            else:
                when = began if int(each.end) == int(each.start) else f"{began}–{int(each.end)}"
            parts.append(f"{each.label.to(language)} ({when})")
        sentences.append(f"{lane.to(language)}: {'; '.join(parts)}.")
    return " ".join(sentences)
