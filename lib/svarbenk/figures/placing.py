"""Where values stand in a plot: beside their dot, where neither lines nor other letters are."""

from collections.abc import Sequence
from itertools import pairwise

from svarbenk.figures import palette, style
from svarbenk.figures.lettering import text_width
from svarbenk.figures.sheet import Block, Sheet

Box = tuple[float, float, float, float]
_AWAY = 8.5


class Places:
    """What is taken in a plot: boxes of letters and dots, and points along lines.

    Parameters
    ----------
    sheet : Sheet
        What is written on.
    frame : tuple of float
        Left, top, right and bottom edge of where values may stand.
    """

    def __init__(self, sheet: Sheet, frame: Box):
        self.sheet, self.frame = sheet, frame
        self.boxes: list[Box] = []
        self.points: list[tuple[float, float]] = []
        self.rules: list[float] = []

    def take_line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keep letters off a line from ``start`` to ``end``."""
        steps = max(2, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 2))
        self.points += [
            (start[0] + (end[0] - start[0]) * part / steps, start[1] + (end[1] - start[1]) * part / steps)
            for part in range(steps + 1)
        ]

    def take_rule(self, x: float) -> None:
        """Keep letters off a standing line at ``x``; paper lies behind those that cannot stand elsewhere."""
        self.take_line((x, self.frame[1]), (x, self.frame[3]))
        self.rules.append(x)

    def take_dot(self, x: float, y: float) -> None:
        """Keep letters off a dot at ``x``, ``y``."""
        self.boxes.append((x - 3.5, y - 3.5, x + 3.5, y + 3.5))

    def take(self, box: Box) -> None:
        """Keep letters off a ``box``."""
        self.boxes.append(box)

    def write(self, x: float, y: float, text: str, colour: str, *, needed: bool, prefer: str = "above") -> bool:
        """Write a value beside the dot at ``x``, ``y`` where there is room, and tell whether it was written.

        Parameters
        ----------
        x, y : float
            The dot.
        text : str
            The value.
        colour : str
            Of its letters.
        needed : bool
            Whether it is written where it is least in the way, if there is no room.
        prefer : str
            above or below.
        """
        wide = text_width(text, style.VALUE)
        up, down = (x, y - _AWAY, "center"), (x, y + _AWAY, "center")
        first, second = (up, down) if prefer == "above" else (down, up)
        tries = [first, second, (x + 6, y, "left"), (x - 6, y, "right")]
        tries += [(x + 5, y - 7, "left"), (x - 5, y - 7, "right"), (x + 5, y + 8, "left"), (x - 5, y + 8, "right")]
        tries.append((x, y - 2 * _AWAY, "center"))
        scored = [(self._trouble(_box(each, wide)), number) for number, each in enumerate(tries)]
        trouble, best = min(scored)
        if trouble and not needed:
            return False
        at = tries[best]
        left, top, right, bottom = _box(at, wide)
        if any(left <= line <= right for line in self.rules):
            self.sheet.put(Block(left, top, right - left, bottom - top, palette.PAPER))
        self.sheet.write(at[0], at[1], text, size=style.VALUE, colour=colour, align=at[2])
        self.boxes.append(_box(at, wide))
        return True

    def _trouble(self, box: Box) -> float:
        left, top, right, bottom = box
        outside = left < self.frame[0] or right > self.frame[2] or top < self.frame[1] or bottom > self.frame[3]
        over = sum(
            max(0.0, min(right, other[2]) - max(left, other[0])) * max(0.0, min(bottom, other[3]) - max(top, other[1]))
            for other in self.boxes
        )
        crossed = sum(left <= x <= right and top <= y <= bottom for x, y in self.points)
        return (1000 if outside else 0) + 10 * over + crossed


def _box(at: tuple[float, float, str], wide: float) -> Box:
    left = at[0] - wide * {"left": 0, "center": 0.5, "right": 1}[at[2]]
    return left - 1, at[1] - 0.45 * style.VALUE, left + wide + 1, at[1] + 0.55 * style.VALUE


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles near the wanted ones at which boxes do not overlap, between two ends if they fit there.

    Parameters
    ----------
    wanted : sequence of float
        Where the middle of each box would best stand.
    heights : sequence of float
        How tall each is.
    low, high : float
        The ends.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    tops = {place: wanted[place] - heights[place] / 2 for place in order}
    for _ in range(60):
        moved = False
        for above, below in pairwise(order):
            over = tops[above] + heights[above] - tops[below]
            if over > 0.01:
                tops[above] -= over / 2
                tops[below] += over / 2
                moved = True
        for place in order:
            inside = min(max(tops[place], low), max(low, high - heights[place]))
            moved |= abs(inside - tops[place]) > 0.01
            tops[place] = inside
        if not moved:
            break
    for above, below in pairwise(order):
        tops[below] = max(tops[below], tops[above] + heights[above])
    return [tops[place] + heights[place] / 2 for place in range(len(wanted))]
