"""Colours: safe for colour-blind readers, in scale order, with lettering that can be read on them."""

from collections.abc import Sequence

import matplotlib

from svarbenk.tables import Axis

PAPER = "#FFFFFF"
INK = "#1F2328"
QUIET = "#57606A"
GRID = "#DFE3E6"
HATCH = "#8A939C"
BLACK = "#000000"

# blue for the first end of a scale, orange for the other, sand for the neutral answer between them
_DIVERGING = {
    1: ("#1F5F99",),
    2: ("#1F5F99", "#E08A3C"),
    3: ("#1F5F99", "#EFE6D2", "#D9772B"),
    4: ("#164A7B", "#8FBFE0", "#F4B27A", "#A9480E"),
    5: ("#164A7B", "#8FBFE0", "#F1EADB", "#F4B27A", "#A9480E"),
    6: ("#123C66", "#4A8CC2", "#B7D7EE", "#F9CFA4", "#DD8438", "#8C3A0A"),
    7: ("#123C66", "#4A8CC2", "#B7D7EE", "#F4EFE4", "#F9CFA4", "#DD8438", "#8C3A0A"),
}
# no scale: another hue each, and lighter from each to the next, so that the order can still be seen
_STEPS = {
    1: ("#1F5F99",),
    2: ("#1F5F99", "#F2C14E"),
    3: ("#1B4F83", "#3FA397", "#F5CE6B"),
    4: ("#2B3A73", "#24809A", "#72BF8F", "#F7DC7A"),
    5: ("#1B1F52", "#245F9E", "#5C9FA8", "#D2B44C", "#FFF0B8"),
    6: ("#14173F", "#27468F", "#3C84AE", "#86B09A", "#E3BD4A", "#FFF3C4"),
    7: ("#0E1030", "#27357F", "#2E72AA", "#5F9CA6", "#BBAF6A", "#F0CF5A", "#FFF7D6"),
}
_MUTED = ("#9AA3AB", "#E4E7EA", "#6F7780")
# points in time: lighter for what is longer ago
_TIMES = {
    1: ("#1F5F99",),
    2: ("#A8CCE6", "#164A7B"),
    3: ("#C4DCEF", "#5E9BCB", "#123C66"),
    4: ("#D3E5F3", "#8FBFE0", "#3F7FB5", "#0F3358"),
    5: ("#DDEBF6", "#ABCEE8", "#6BA5D4", "#2F6FA8", "#0C2B4C"),
}
MARKERS = (("o", "#1F5F99"), ("s", "#B8500F"), ("^", "#17705F"), ("D", "#7A3B69"), ("v", "#57606A"))
"""Shape and colour of each background or point in time."""
LINES = (
    ("o", "#1F5F99", ()),
    ("s", "#B8500F", (5, 1.5)),
    ("^", "#17705F", (2, 1.2)),
    ("D", "#7A3B69", (6, 1.5, 1.2, 1.5)),
    ("v", "#57606A", (3, 1, 1, 1)),
    ("P", "#8C6A00", ()),
)
"""Shape, colour and dashes of each series."""


def fills(columns: Axis, muted: Sequence[str] = ()) -> tuple[str, ...]:
    """Choose the colour of each category.

    Parameters
    ----------
    columns : Axis
        The categories; an ordered axis gets two hues around its middle.
    muted : sequence of str
        Ids of don't-know and not-relevant, which are grey.

    Returns
    -------
    tuple of str
        One hexadecimal colour a category.
    """
    loud = [name for name in columns.ids if name not in muted]
    known = _DIVERGING if columns.ordered else _STEPS
    chosen = dict(zip(loud, known.get(len(loud)) or _sampled(len(loud)), strict=True))
    greys = [name for name in columns.ids if name in muted]
    chosen |= {name: _MUTED[place % len(_MUTED)] for place, name in enumerate(greys)}
    return tuple(chosen[name] for name in columns.ids)


def rows_of(rows: Axis) -> tuple[str, ...]:
    """Choose the colour of each row where rows are bars beside each other.

    Parameters
    ----------
    rows : Axis
        Points in time and other ordered rows go from light to dark; other groups get a hue each.
    """
    known = _TIMES if rows.ordered else _STEPS
    return known.get(len(rows)) or _sampled(len(rows))


def edge_of(fill: str) -> str | None:
    """Return the colour of a bar's edge where the bar is too pale to be seen on paper: a darker shade of its own."""
    if contrast(fill, PAPER) >= 3:
        return None
    channels = [int(fill[place : place + 2], 16) for place in (1, 3, 5)]
    shades = ("#" + "".join(f"{round(part * each / 100):02X}" for each in channels) for part in range(95, 0, -5))
    return next(shade for shade in shades if contrast(shade, PAPER) >= 3)


def lettering_on(fill: str) -> str:
    """Return black or white, whichever can be read better on ``fill``; one of them has at least 4.5:1."""
    return max((PAPER, BLACK), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG defines it, 1–21.

    Parameters
    ----------
    one, other : str
        Hexadecimal colours.
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _sampled(size: int) -> tuple[str, ...]:
    if not size:
        return ()
    # cividis was made for colour-blind readers
    shades = matplotlib.colormaps["cividis"]
    return tuple(matplotlib.colors.to_hex(shades(place / (size - 1))).upper() for place in range(size))
