"""Measuring and breaking text: how wide it is in the house's face, and where its lines end."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

LEADING = 1.25
"""Distance of lines, in sizes."""


@cache
def face(bold: bool = False) -> FontProperties:
    """Return the house's face: the file that matplotlib brings, so that all machines draw alike.

    Parameters
    ----------
    bold : bool
        Whether its heavy cut.
    """
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name))


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line is, in points.

    Parameters
    ----------
    text : str
        One line.
    size : float
        In points.
    bold : bool
        Whether in the heavy cut.
    """
    if not text:
        return 0.0
    font = face(bold).copy()
    font.set_size(size)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0])


def lines_of(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines: at spaces, after «/» and «-», and inside a word only where it is too long for a line.

    Parameters
    ----------
    text : str
        Hard spaces are kept together.
    width : float
        Of a line, in points.
    size : float
        Of the letters, in points.
    bold : bool
        Whether in the heavy cut.

    Returns
    -------
    list of str
        At least one line; of several, as even as the number of lines allows.
    """
    lines = _greedy(text, width, size, bold)
    if len(lines) < 2:
        return lines
    # the narrowest width that takes no more lines: «Leger i KAD/ | intermediære tilbud», no word alone
    low, high = max(text_width(piece.rstrip(" "), size, bold) for piece in _pieces(text)), width
    if low >= width:
        return lines
    for _ in range(12):
        middle = (low + high) / 2
        if len(_greedy(text, middle, size, bold)) <= len(lines):
            high = middle
        else:
            low = middle
    return _greedy(text, high, size, bold)


def column_width(labels: Sequence[tuple[str, bool]], room: float, size: float) -> float:
    """Return how wide a column of labels becomes when they are broken: not wider than their longest line.

    Parameters
    ----------
    labels : sequence of (str, bool)
        Texts, and whether they stand in the heavy cut.
    room : float
        How wide the sheet is. Labels get at most 0.33 of it, long ones 0.38, so that they do not stand on many lines.
    size : float
        Of the letters, in points.
    """
    longest = max(text_width(text, size, bold) for text, bold in labels)
    most = min(longest, (0.33 if longest < 0.75 * room else 0.38) * room)
    # a hair more than the longest line, so that it breaks again where it broke
    return max(text_width(line, size, bold) for text, bold in labels for line in lines_of(text, most, size, bold)) + 0.1


def _greedy(text: str, width: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if text_width((lines[-1] + piece).rstrip(" "), size, bold) <= width or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
        while text_width(lines[-1].rstrip(" "), size, bold) > width and len(lines[-1]) > 1:
            kept = next(
                n for n in range(len(lines[-1]) - 1, 0, -1) if n == 1 or _fits(lines[-1][:n], width, size, bold)
            )
            lines[-1:] = [lines[-1][:kept], lines[-1][kept:]]
    return [line.rstrip(" ") for line in lines]


def _fits(text: str, width: float, size: float, bold: bool) -> bool:
    return text_width(text, size, bold) <= width


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for place, sign in enumerate(text[:-1], start=1):
        # a number stays with what stands before it: «LIS 1», «Under 2 000», «2015–2019»
        if sign in " /-–" and not text[place].isdigit():
            pieces.append(text[start:place])
            start = place
    return [*pieces, text[start:]]
