"""A plot with a standing scale: gridlines, ticks below, bands where nothing is published, dashed lines of events."""

from collections.abc import Mapping, Sequence

from svarbenk.codebook import Language, Text
from svarbenk.figures import palette, style
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.published import NOT_PRINTED
from svarbenk.figures.series import Event, Scale
from svarbenk.figures.sheet import Block, Sheet, Stroke
from svarbenk.figures.ticks import decimals_of, nice_ticks

BAND = "#EEF1F3"
_LEADING = style.SMALL * LEADING


class Plot:
    """Where values stand; made with the head of the plot written: unit, and labels of events.

    Parameters
    ----------
    sheet : Sheet
        Filled so far down to where the plot begins.
    scale : Scale
        What is measured.
    values : sequence of float
        What has to be on the axis.
    span : tuple of float
        Left and right end of the x axis.
    edges : tuple of float
        Left and right edge of the plot on the sheet, ticks of the scale included.
    height : float
        Of the axis, in points.
    language : str
        «nb» or «en».
    events : sequence of Event
        Dashed lines.
    top : float, optional
        Where it begins, where that is not the foot of the sheet.
    above : float, optional
        How high the plot reaches at least, for values over columns.
    """

    def __init__(
        self,
        sheet: Sheet,
        scale: Scale,
        values: Sequence[float],
        span: tuple[float, float],
        edges: tuple[float, float],
        height: float,
        language: Language,
        events: Sequence[Event] = (),
        top: float | None = None,
        above: float = 0.0,
    ):
        self.sheet, self.scale, self.span, self.language = sheet, scale, span, language
        self._events = tuple(events)
        low, high = min(values), max(values)
        self.ticks = nice_ticks(min(low, 0.0) if scale.zero else low, max(high, 0.0) if scale.zero else high, 5)
        if scale.percent and high <= 100.5:  # rounded parts may add up to a little more
            self.ticks = [tick for tick in self.ticks if tick <= 100]
        self.ends = (self.ticks[0], max(self.ticks[-1], above))
        digits = decimals_of(self.ticks)
        names = [scale.written(tick, language, digits) for tick in self.ticks]
        self.left = edges[0] + max(text_width(name, style.SMALL) for name in names) + 5
        self.right = edges[1]
        start = sheet.foot if top is None else top
        unit = lines_of(scale.unit.to(language), edges[1] - edges[0], style.SMALL)
        sheet.write_lines(edges[0], start + len(unit) * _LEADING / 2, unit, size=style.SMALL, colour=palette.QUIET)
        self.top = start + len(unit) * _LEADING + 6 + self._event_room(events)
        self.bottom = self.top + height
        self._mark = len(sheet.marks)
        for tick, name in zip(self.ticks, names, strict=True):
            y = self.y(tick)
            colour = palette.HATCH if tick == 0 or tick == self.ticks[0] else palette.GRID
            sheet.put(Stroke((self.left, self.right), (y, y), colour))
            sheet.write(self.left - 5, y, name, size=style.SMALL, colour=palette.QUIET, align="right")
        self._write_events(events)
        sheet.foot = max(sheet.foot, self.bottom) if top is not None else self.bottom

    def x(self, value: float) -> float:
        """Return where a place of the x axis stands."""
        return self.left + (self.right - self.left) * (value - self.span[0]) / (self.span[1] - self.span[0])

    def y(self, value: float) -> float:
        """Return where a value stands."""
        return self.bottom - (self.bottom - self.top) * (value - self.ends[0]) / (self.ends[1] - self.ends[0])

    def crossed(self, left: float, right: float) -> bool:
        """Tell whether the dashed line of an event runs between two places on the sheet."""
        return any(left <= self.x(event.x) <= right for event in self._events)

    def _event_room(self, events: Sequence[Event]) -> float:
        self._rows: list[list[tuple[float, float]]] = []
        self._heads = [self._head(event) for event in events]
        return sum(max((len(lines) for row, _, lines, _ in self._heads if row == number), default=0) * _LEADING
                   for number in range(len(self._rows))) + (2 if events else 0)  # fmt: skip

    def _head(self, event: Event) -> tuple[int, float, list[str], str]:
        """Return on which row, where, in which lines and how aligned the label of an event stands."""
        lines = lines_of(event.label.to(self.language), 0.45 * (self.right - self.left), style.SMALL)
        wide = max(text_width(line, style.SMALL) for line in lines)
        x = self.x(event.x)
        to_right = x + 3 + wide <= self.sheet.width or x - 3 - wide < 0
        ends = (x, x + 6 + wide) if to_right else (x - 6 - wide, x)
        row = next((n for n, taken in enumerate(self._rows) if all(ends[1] < a or b < ends[0] for a, b in taken)), None)
        if row is None:
            self._rows.append([])
            row = len(self._rows) - 1
        self._rows[row].append(ends)
        return row, x + (3 if to_right else -3), lines, "left" if to_right else "right"

    def _write_events(self, events: Sequence[Event]) -> None:
        depths = [
            max(len(lines) for row, _, lines, _ in self._heads if row == number) for number in range(len(self._rows))
        ]
        for event, (row, x, lines, align) in zip(events, self._heads, strict=True):
            below = sum(depths[row + 1 :]) * _LEADING
            foot = self.top - 2 - below
            y = foot - depths[row] * _LEADING + len(lines) * _LEADING / 2
            self.sheet.write_lines(x, y, lines, size=style.SMALL, align=align)
            line = self.x(event.x)
            top = foot - depths[row] * _LEADING + 1
            self.sheet.put(Stroke((line, line), (top, self.bottom), palette.INK, 1.0, (3, 2)))

    def write_bands(self, stretches: Sequence[tuple[float, float]], step: float, absent: Text = NOT_PRINTED) -> None:
        """Shade stretches without a published value, under the gridlines, and say so where there is room.

        Parameters
        ----------
        stretches : sequence of tuple of float
            First and last point in time of each.
        step : float
            How far apart points are.
        absent : Text
            What stands in a band.
        """
        word = absent.to(self.language)
        bands = []
        for first, last in stretches:
            left, right = self.x(max(first - step / 2, self.span[0])), self.x(min(last + step / 2, self.span[1]))
            bands.append(Block(left, self.top, right - left, self.bottom - self.top, BAND))
            longest = max(text_width(part, style.SMALL) for part in word.split())
            if right - left > longest + 2:
                lines = lines_of(word, right - left - 2, style.SMALL)
                y = self.top + 2 + len(lines) * _LEADING / 2
                x = self._clear((left + right) / 2, left, right, max(text_width(line, style.SMALL) for line in lines))
                self.sheet.write_lines(x, y, lines, size=style.SMALL, colour=palette.QUIET, align="center")
        self.sheet.marks[self._mark : self._mark] = bands

    def _clear(self, x: float, left: float, right: float, wide: float) -> float:
        """Return a middle near ``x`` for a word between two edges that no dashed line runs through."""
        lines = [self.x(event.x) for event in self._events]
        half = wide / 2 + 3
        tries = [x, *(line - half for line in lines), *(line + half for line in lines)]
        inside = [place for place in tries if left <= place - half + 2 and place + half - 2 <= right]
        free = [place for place in inside if all(abs(place - line) >= half - 1e-6 for line in lines)]
        return min(free, key=lambda place: abs(place - x), default=x)

    def write_ticks(self, names: Mapping[float, str], *, every: bool = False) -> None:
        """Write what stands at places of the x axis below it, as many as there is room for, the last one always.

        Parameters
        ----------
        names : mapping of float to str
            Places and their names, in order.
        every : bool
            Whether all have to stand there, on more lines where they are long.
        """
        places = list(names)
        room = (self.right - self.left) / max(len(places), 1)
        if every:
            broken = [lines_of(name, room - 4, style.SMALL) for name in names.values()]
            deep = max(map(len, broken))
            for place, lines in zip(places, broken, strict=True):
                y = self.bottom + 4 + len(lines) * _LEADING / 2
                self._tick(place, y, lines)
        else:
            widest = max(text_width(name, style.SMALL) for name in names.values())
            apart = (
                (self.right - self.left) * (places[1] - places[0]) / (self.span[1] - self.span[0])
                if len(places) > 1
                else room
            )
            skip = next((n for n in (1, 2, 3, 4, 5, 10, 20, 50) if n * apart >= widest + 7), 50)
            for place in places[::-1][::skip]:
                self._tick(place, self.bottom + 4 + _LEADING / 2, [names[place]])
            deep = 1
        self.sheet.foot = max(self.sheet.foot, self.bottom + 5 + deep * _LEADING)

    def _tick(self, place: float, y: float, lines: list[str]) -> None:
        x = self.x(place)
        half = max(text_width(line, style.SMALL) for line in lines) / 2
        inside = min(max(x, half), self.sheet.width - half)
        self.sheet.write_lines(inside, y, lines, size=style.SMALL, colour=palette.QUIET, align="center")
        self.sheet.put(Stroke((x, x), (self.bottom, self.bottom + 3), palette.HATCH))
