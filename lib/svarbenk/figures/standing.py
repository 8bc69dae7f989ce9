"""Standing columns in a plot: side by side in each slot, or one of parts, with values over or inside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from svarbenk.figures import palette, style
from svarbenk.figures.bars import Part
from svarbenk.figures.lettering import text_width
from svarbenk.figures.plot import Plot
from svarbenk.figures.sheet import Block, Sheet


@dataclass(frozen=True)
class Column:
    """One column: its parts from below, and what can be written over it, the last where there is least room.

    A ``hidden`` one is hatched from end to end; a ``hollow`` one is of a number that is only known roughly.
    """

    parts: tuple[Part, ...] = ()
    above: tuple[str, ...] = ()
    hidden: bool = False
    hollow: bool = False

    @property
    def reach(self) -> float:
        """How high it reaches."""
        return sum(part.size for part in self.parts if part.size > 0)

    @property
    def depth(self) -> float:
        """How far it reaches under nought."""
        return sum(part.size for part in self.parts if part.size < 0)


def write_columns(sheet: Sheet, plot: Plot, slots: Mapping[float, Sequence[Column]], step: float = 1.0) -> None:
    """Write columns into a plot.

    Values stand over all columns of the plot in the longest form that fits over every one of them, or over none: in
    part they would mislead.

    Parameters
    ----------
    sheet : Sheet
        What the plot is on.
    plot : Plot
        With its axis written.
    slots : mapping of float to sequence of Column
        What stands at each place of the x axis.
    step : float
        How far apart places are.
    """
    slot = plot.x(step) - plot.x(0)
    many = max((len(columns) for columns in slots.values()), default=1)
    wide = min(slot * (0.62 if many == 1 else 0.84) / many, 46.0)
    form = _form(_rooms(slots, slot / step, wide), wide)
    for x, columns in slots.items():
        left = plot.x(x) - wide * len(columns) / 2
        for number, column in enumerate(columns):
            _draw(sheet, plot, column, left + number * wide, wide, form)


def headroom(reaches: Sequence[float]) -> float:
    """Return how high a plot has to reach so that the value over the tallest column stays in it.

    Parameters
    ----------
    reaches : sequence of float
        How high columns reach.
    """
    return 1.07 * max(reaches, default=0.0)


def _rooms(slots: Mapping[float, Sequence[Column]], unit: float, wide: float) -> list[tuple[Column, float]]:
    """Return each column with the room over it: alone in its place it has all that is empty around it."""
    taken = sorted(x for x, columns in slots.items() if any(column.above for column in columns))
    found = []
    for x, columns in slots.items():
        away = min((abs(other - x) for other in taken if other != x), default=99.0) * unit - 2
        found += [(column, away if len(columns) == 1 else wide + 1.5) for column in columns]
    return found


def _form(rooms: Sequence[tuple[Column, float]], wide: float) -> tuple[int, float] | None:
    """Return which form of the values fits over every column, and in which size; None where none does."""
    told = [(column.above, room) for column, room in rooms if column.above]
    for form in range(max((len(texts) for texts, _ in told), default=0)):
        for size in (style.VALUE, style.SMALL):
            widths = [(text_width(texts[min(form, len(texts) - 1)], size) + 1, room) for texts, room in told]
            if all(width <= max(room, wide) for width, room in widths):
                return form, size
    return None


def _draw(sheet: Sheet, plot: Plot, column: Column, left: float, wide: float, form: tuple[int, float] | None) -> None:
    inner = wide - 1.0
    if column.hidden:
        sheet.put(Block(left, plot.top, inner, plot.bottom - plot.top, palette.PAPER, palette.HATCH, hatched=True))
    top, low = plot.y(0), plot.y(0)
    for part in column.parts:
        tall = abs(plot.y(part.size) - plot.y(0))
        if tall <= 0:
            continue
        y = top - tall if part.size > 0 else low
        edge = palette.PAPER if len(column.parts) > 1 else palette.edge_of(part.fill)
        if column.hollow:
            sheet.put(Block(left + 0.4, y, inner - 0.8, tall, palette.PAPER, edge or part.fill))
        else:
            sheet.put(Block(left, y, inner, tall, part.fill, edge))
        text = next((each for each in part.texts if text_width(each, style.SMALL) + 1.5 <= inner), "")
        if text and tall >= style.SMALL + 1.5:
            ink = palette.lettering_on(part.fill)
            sheet.write(left + inner / 2, y + tall / 2, text, size=style.SMALL, colour=ink, align="center")
        top, low = (y, low) if part.size > 0 else (top, low + tall)
    if not column.above or form is None:
        return
    text, size = column.above[min(form[0], len(column.above) - 1)], form[1]
    y = low + size * 0.75 if column.depth < 0 and not column.reach else top - size * 0.75
    if column.hidden:
        y = plot.top + size
        sheet.put(Block(left + 0.8, y - size * 0.7, inner - 1.6, size * 1.4, palette.PAPER))
    half = text_width(text, size) / 2 + 1
    middle = left + inner / 2
    if plot.crossed(middle - half, middle + half):
        sheet.put(Block(middle - half, y - size * 0.6, 2 * half, size * 1.2, palette.PAPER))
    sheet.write(middle, y, text, size=size, align="center")
