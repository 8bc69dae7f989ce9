"""The legend above a figure: in the order of the categories, on as few lines as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.figures import palette, style
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.sheet import Block, Dot, Sheet, Stroke

_SWATCH = 9.0
_APART = 14.0


@dataclass(frozen=True)
class Key:
    """One entry: a square in ``fill``, or a marker where ``shape`` is given.

    ``edged`` squares that are too pale for paper have an edge, as bars have. A marker with a ``line`` stands on a piece
    of it, solid or with its dashes.
    """

    label: str
    fill: str
    hatched: bool = False
    shape: str | None = None
    filled: bool = True
    edged: bool = False
    line: tuple[float, ...] | None = None

    @property
    def mark(self) -> float:
        """How wide its square, marker or line is."""
        return _SWATCH if self.line is None else 2.4 * _SWATCH

    @property
    def width(self) -> float:
        """How much room it takes, in points."""
        return self.mark + 4 + text_width(self.label, style.TEXT)


def write_legend(sheet: Sheet, keys: Sequence[Key], left: float = 0.0) -> None:
    """Write a legend at the foot of the sheet.

    Parameters
    ----------
    sheet : Sheet
        Filled so far down to where the legend begins.
    keys : sequence of Key
        In order.
    left : float
        Where it begins if it fits on one line from there; otherwise it begins at the edge.
    """
    if sum(key.width for key in keys) + _APART * (len(keys) - 1) > sheet.width - left:
        left = 0.0
    x, top = left, sheet.foot
    leading = style.TEXT * LEADING
    deep = leading
    for key in keys:
        if x > left and x + key.width > sheet.width:
            x, top, deep = left, top + deep + 3, leading
        lines = lines_of(key.label, sheet.width - left - key.mark - 4, style.TEXT)
        middle = top + leading / 2
        _draw(sheet, key, x, middle)
        for place, line in enumerate(lines):
            sheet.write(x + key.mark + 4, middle + place * leading, line)
        deep = max(deep, len(lines) * leading)
        x += key.width + _APART
    sheet.foot = top + deep + 7


def _draw(sheet: Sheet, key: Key, x: float, middle: float) -> None:
    if key.line is not None:
        sheet.put(Stroke((x, x + key.mark), (middle, middle), key.fill, 1.8, key.line))
    if key.shape:
        sheet.put(Dot(x + key.mark / 2, middle, key.shape, key.fill, key.filled, 7.0 if key.line is None else 5.5))
        return
    edge = palette.HATCH if key.hatched else (key.edged and palette.edge_of(key.fill)) or palette.PAPER
    sheet.put(Block(x, middle - _SWATCH / 2, _SWATCH, _SWATCH, key.fill, edge, key.hatched))
