"""Layout of estimates under each other: dots with whiskers on a linear or logarithmic axis, values beside them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.figures import palette, style
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, column_width, lines_of, text_width
from svarbenk.figures.sheet import Block, Dot, Sheet, Stroke
from svarbenk.figures.ticks import decimals_of, nice_ticks, ratio_ticks

_PITCH = 17.0
_INK = palette.MARKERS[0][1]
_ONE_SIDE = Text(
    nb="fylt: intervallet ligger på én side av linjen", en="filled: the interval is on one side of the line"
)
_CROSSES = Text(nb="åpen: intervallet krysser linjen", en="hollow: the interval crosses the line")
_INTERVAL = Text(nb="konfidensintervall", en="confidence interval")


class Valued(Protocol):
    """What is drawn: see ``Estimate``."""

    label: Text
    value: float
    low: float | None
    high: float | None
    n: float | None
    p_value: float | None
    group: Text | None


@dataclass(frozen=True)
class Look:
    """How estimates are drawn and written; ``ends`` are the words at the ends of the axis."""

    kind: str
    decimals: int
    measure: str
    rule: float | None = None
    rule_label: str = ""
    limits: tuple[float, float] | None = None
    level: float = 0.95
    ends: tuple[str, str] | None = None

    def is_clear(self, each: Valued) -> bool:
        """Tell whether the interval lies on one side of the rule; what has none does not cross it."""
        if self.rule is None or each.low is None or each.high is None:
            return True
        return not each.low <= self.rule <= each.high

    def number(self, value: float, language: Language) -> str:
        """Write a value: «58 %», «1,45»."""
        write = wording.percent if self.kind == "percent" else wording.number
        return write(value, language, self.decimals)


def value_text(each: Valued, look: Look, language: Language) -> str:
    """Return «1,45 (1,12–1,88)»; «:» where the value is hidden.

    Parameters
    ----------
    each : Valued
        An estimate.
    look : Look
        How numbers are written.
    language : str
        «nb» or «en».
    """
    if math.isnan(each.value):
        return wording.HIDDEN
    text = look.number(each.value, language)
    if each.low is None or each.high is None:
        return text
    low, high = (wording.number(end, language, look.decimals) for end in (each.low, each.high))
    to = (
        f"{wording.HARD_SPACE}til{wording.HARD_SPACE}"
        if language == "nb"
        else f"{wording.HARD_SPACE}to{wording.HARD_SPACE}"
    )
    return f"{text} ({low}{to if each.low < 0 else '–'}{high})"


def forest_sheet(
    estimates: Sequence[Valued],
    look: Look,
    language: Language,
    *,
    synthetic: bool,
    title: str | None,
    remark: str,
    width_mm: float,
) -> Sheet:
    """Lay the figure out.

    Parameters
    ----------
    estimates : sequence of Valued
        In order; at least one with a value.
    look : Look
        How they are drawn.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether they are of stand-in data.
    title : str or None
        Over the figure.
    remark : str
        Under it.
    width_mm : float
        Width on paper.
    """
    sheet = Sheet(width_mm)
    sheet.head(title)
    place = _Places(sheet, estimates, look, language)
    crosses = {look.is_clear(each) for each in estimates if each.low is not None}
    if look.rule is not None and crosses:
        keys = [Key(_ONE_SIDE.to(language), _INK, shape="o"), Key(_CROSSES.to(language), _INK, shape="o", filled=False)]
        write_legend(sheet, [key for key, seen in zip(keys, (True, False), strict=True) if seen in crosses])
    if look.rule is not None and look.rule_label:
        _write_rule_label(sheet, look, place)
    top, grid = sheet.foot, len(sheet.marks)
    heading = None
    for number, each in enumerate(estimates):
        if each.group is not None and each.group != heading:
            sheet.foot += 5 if number else 0
            _write_heading(sheet, each.group.to(language))
        heading = each.group
        _write_estimate(sheet, each, look, place, language)
    _write_axis(sheet, place, look, top, grid, language, intervals=bool(crosses))
    sheet.close(remark, wording.synthetic_mark(language) if synthetic else "")
    return sheet


class _Places:
    """Where labels, dots and values stand."""

    def __init__(self, sheet: Sheet, estimates: Sequence[Valued], look: Look, language: Language):
        self.narrow = sheet.is_narrow
        self.log = look.kind == "ratio"
        self.ticks = self._ticks(estimates, look, 5 if self.narrow else 7)
        values = [text_width(value_text(each, look, language), style.VALUE) for each in estimates]
        tests = [
            text_width(wording.p_value(p, language), style.VALUE)
            for each in estimates
            if (p := each.p_value) is not None
        ]
        self.value_left = sheet.width - 1 - max(values)
        if tests and not self.narrow:
            self.value_left -= max(tests) + 12
        self.p_edge = sheet.width - 1
        texts = [(" ".join([each.label.to(language), _size(each, language)]).strip(), False) for each in estimates]
        self.label_width = sheet.width if self.narrow else column_width(texts, sheet.width, style.TEXT)
        self.left = (0 if self.narrow else self.label_width + 8) + 10
        self.right = self.value_left - 14

    def _ticks(self, estimates: Sequence[Valued], look: Look, most: int) -> list[float]:
        if look.limits:
            low, high = look.limits
            return [tick for tick in nice_ticks(low, high, most) if low <= tick <= high] or [low, high]
        known = [
            end
            for each in estimates
            for end in (each.value, each.low, each.high, look.rule)
            if end is not None and math.isfinite(end)
        ]
        if self.log:
            return ratio_ticks(min(known), max(known))
        if look.kind == "percent":
            return [0, 25, 50, 75, 100]
        if look.kind == "correlation":
            reach = max(0.2, *(abs(each) for each in known))
            ticks = nice_ticks(0, min(1.0, reach), 3)
            return [*(-tick for tick in ticks[:0:-1]), *ticks]
        return nice_ticks(min(known), max(known), most)

    def x(self, value: float) -> float:
        """Return where a value stands, at the ends of the axis what lies beyond."""
        low, high = self.ticks[0], self.ticks[-1]
        inside = min(max(value, low), high)
        part = math.log(inside / low) / math.log(high / low) if self.log else (inside - low) / (high - low)
        return self.left + (self.right - self.left) * part

    def beyond(self, value: float) -> bool:
        """Tell whether a value lies outside the axis."""
        return not self.ticks[0] <= value <= self.ticks[-1]


def _write_rule_label(sheet: Sheet, look: Look, place: _Places) -> None:
    width = text_width(look.rule_label, style.SMALL)
    x = min(max(place.x(look.rule or 0), place.left + width / 2 - 8), sheet.width - width / 2)
    sheet.write(x, sheet.foot + 5, look.rule_label, size=style.SMALL, colour=palette.QUIET, align="center")
    sheet.foot += 12


def _write_heading(sheet: Sheet, heading: str) -> None:
    lines = lines_of(heading, sheet.width, style.TEXT, True)
    tall = len(lines) * style.TEXT * LEADING
    widest = max(text_width(line, style.TEXT, True) for line in lines)
    sheet.put(Block(0, sheet.foot, widest + 2, tall + 2, palette.PAPER))
    sheet.write_lines(0, sheet.foot + tall / 2 + 1, lines, bold=True)
    sheet.foot += tall + 3


def _write_estimate(sheet: Sheet, each: Valued, look: Look, place: _Places, language: Language) -> None:
    lines = lines_of(each.label.to(language), place.label_width, style.TEXT)
    size = _size(each, language)
    leading = style.TEXT * LEADING
    end = text_width(lines[-1], style.TEXT) + 6
    beside = bool(size) and end + text_width(size, style.SMALL) <= place.label_width
    tall = (len(lines) + (bool(size) and not beside)) * leading
    row = tall if place.narrow else max(_PITCH, tall + 3)
    top = sheet.foot + (0 if place.narrow else (row - tall) / 2)
    if place.narrow:
        # paper behind the letters keeps the rule out of them
        widest = max(end + text_width(size, style.SMALL), *(text_width(line, style.TEXT) for line in lines))
        sheet.put(Block(0, top - 1, widest + 2, tall + 1, palette.PAPER))
    for number, line in enumerate(lines):
        sheet.write(0, top + (number + 0.5) * leading, line)
    if size:
        down = len(lines) + (-0.5 if beside else 0.5)
        sheet.write(end if beside else 0, top + down * leading, size, size=style.SMALL, colour=palette.QUIET)
    y = sheet.foot + tall + 7 if place.narrow else sheet.foot + row / 2
    sheet.foot = y + 10 if place.narrow else sheet.foot + row
    test = wording.p_value(each.p_value, language) if each.p_value is not None else ""
    sheet.write(place.value_left, y, value_text(each, look, language), size=style.VALUE)
    if test and place.narrow:
        sheet.write(place.value_left, y + 10.5, test, size=style.VALUE, colour=palette.QUIET)
        sheet.foot += 8
    elif test:
        sheet.write(place.p_edge, y, test, size=style.VALUE, align="right", colour=palette.QUIET)
    if not math.isnan(each.value):
        _draw(sheet, each, look, place, y)


def _size(each: Valued, language: Language) -> str:
    return "" if each.n is None else f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.number(each.n, language)}"


def _draw(sheet: Sheet, each: Valued, look: Look, place: _Places, y: float) -> None:
    if each.low is not None and each.high is not None:
        sheet.put(Stroke((place.x(each.low), place.x(each.high)), (y, y), _INK, 1.4))
        for end, arrow in ((each.low, "<"), (each.high, ">")):
            if place.beyond(end):
                sheet.put(Dot(place.x(end), y, arrow, _INK, size=5))
            else:
                sheet.put(Stroke((place.x(end),) * 2, (y - 2.5, y + 2.5), _INK, 1.4))
    if not place.beyond(each.value):
        sheet.put(Dot(place.x(each.value), y, "o", _INK, look.is_clear(each)))


def _write_axis(
    sheet: Sheet, place: _Places, look: Look, top: float, grid: int, language: Language, *, intervals: bool
) -> None:
    foot = sheet.foot + 1
    lines = [Stroke((place.x(place.ticks[0]), place.x(place.ticks[-1])), (foot, foot), palette.HATCH)]
    if not place.narrow:
        lines = [Stroke((place.x(tick),) * 2, (top, foot)) for tick in place.ticks]
    if look.rule is not None:
        lines.append(Stroke((place.x(look.rule),) * 2, (top, foot), palette.QUIET, 1.1, (3, 2)))
    sheet.marks[grid:grid] = lines
    y = foot + style.SMALL * 0.85
    digits = decimals_of(place.ticks)
    for tick in place.ticks:
        own = decimals_of([tick]) if place.log else digits
        text = wording.percent(tick, language) if look.kind == "percent" else wording.number(tick, language, own)
        sheet.write(place.x(tick), y, text, size=style.SMALL, colour=palette.QUIET, align="center")
    y += style.SMALL * LEADING
    if look.ends:
        y = _write_ends(sheet, look.ends, place, y)
    name = look.measure
    if intervals:
        name += f" ({wording.percent(100 * look.level, language)} {_INTERVAL.to(language)})"
    start = place.left - 8
    words = lines_of(name, sheet.width - start, style.SMALL)
    sheet.write_lines(
        start, y + (len(words) - 1) / 2 * style.SMALL * LEADING, words, size=style.SMALL, colour=palette.QUIET
    )
    sheet.foot = y + (len(words) - 0.4) * style.SMALL * LEADING


def _write_ends(sheet: Sheet, ends: tuple[str, str], place: _Places, y: float) -> float:
    room = (place.right - place.left) / 2 + 4
    deep = 0
    for text, x, align in zip(ends, (place.left - 8, place.right + 8), ("left", "right"), strict=True):
        lines = lines_of(text, room, style.SMALL)
        middle = y + (len(lines) - 1) / 2 * style.SMALL * LEADING
        sheet.write_lines(x, middle, lines, size=style.SMALL, align=align, colour=palette.INK)
        deep = max(deep, len(lines))
    return y + deep * style.SMALL * LEADING
