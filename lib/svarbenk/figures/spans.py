"""Numbers that are only known roughly or of a whole period: what is written at them, and hollow bands."""

from svarbenk.codebook import Language
from svarbenk.figures import palette
from svarbenk.figures.placing import Places
from svarbenk.figures.plot import Plot
from svarbenk.figures.series import Scale, Series, Span
from svarbenk.figures.sheet import Block, Dot, Sheet, Stroke

_DASH = (3.0, 2.0)


def written(series: Series, scale: Scale, point: tuple[float, float], language: Language) -> str:
    """Return what is written at a point: its own words, or the number.

    Parameters
    ----------
    series : Series
        Its series.
    scale : Scale
        What it is measured in.
    point : tuple of float
        Its x and y.
    language : str
        «nb» or «en».
    """
    words = series.worded(point[0])
    return scale.written(point[1], language) if words is None else words


def write_span(sheet: Sheet, plot: Plot, places: Places, span: Span, colour: str, step: float) -> None:
    """Draw a number of a whole period as a hollow band, or a dashed level between hollow dots, with its words.

    Parameters
    ----------
    sheet : Sheet
        What the plot is on.
    plot : Plot
        With its axis written.
    places : Places
        What is taken in it.
    span : Span
        The number.
    colour : str
        Of its series.
    step : float
        How far apart points are.
    """
    left, right = plot.x(span.start), plot.x(span.end)
    top, foot = plot.y(span.high), plot.y(span.low)
    if span.low == span.high:
        sheet.put(Stroke((left, right), (top, top), colour, 1.4, _DASH))
        for x in (left, right):
            sheet.put(Dot(x, top, "o", colour, filled=False, size=6.0))
    else:
        half = min(0.35 * (plot.x(step) - plot.x(0)), 12.0)
        left, right = left - half, right + half
        sheet.put(Block(left, top, right - left, foot - top, palette.PAPER, colour))
    for y in {top, foot}:
        places.take_line((left, y), (right, y))
    if span.words:
        places.write((left + right) / 2, top, span.words, palette.INK, needed=True)
