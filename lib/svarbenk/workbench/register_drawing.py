"""Register figures as pictures: published or extracted series to the figures room."""

from svarbenk import figures, wording
from svarbenk.codebook import Language, Text
from svarbenk.figures import Estimate, Event, Figure, Measure, Panel, Scale, Series
from svarbenk.figures.series import Span
from svarbenk.register.figure_definition import FigureDefinition, PanelDefinition
from svarbenk.register.measures import LANES, MeasureRow
from svarbenk.register.moment import STEPS, moment
from svarbenk.register.published_rank import rank_correlation, spearman_of
from svarbenk.register.series import Number, Point, Published, PublishedPanel, PublishedSeries
from svarbenk.wording.register_figures import quantity

_FAR, _ROOM = 4, 2
"""Of more steps without a number before the first or after the last that has one, how many stay on the axis."""
_ARRANGEMENTS = {
    "columns": "grouped",
    "bars": "grouped",
    "stacked": "stacked",
    "stacked_bars": "stacked",
    "share": "share",
}


def draw(found: Published, figure: FigureDefinition, language: Language, *, synthetic: bool = False) -> Figure:
    """Draw the series of a register figure.

    Parameters
    ----------
    found : Published
        What is printed of it, or what its extract has.
    figure : FigureDefinition
        The figure.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether the extract is a stand-in.
    """
    view = found.view
    if view.chart == "correlations":
        return _correlations(found, language)
    panels = [_panel(panel, language) for panel in found.panels if any(series.points for series in panel.series)]
    ticks = {float(place): category.label for place, category in enumerate(view.categories)} or None
    if view.chart == "lines":
        return figures.series_lines(
            panels, language, synthetic=synthetic, period=period(found), events=_events(figure, found),
            beside=view.beside, step=STEPS[view.step], ticks=ticks, told=not is_cut(found),
        )  # fmt: skip
    return figures.series_columns(
        panels, language, synthetic=synthetic, period=None if ticks else period(found),
        arrangement=_ARRANGEMENTS[view.chart], events=() if ticks else _events(figure, found),
        step=STEPS[view.step], ticks=ticks, horizontal=view.chart in {"bars", "stacked_bars"},
        total=view.chart == "stacked", told=not is_cut(found),
    )  # fmt: skip


def draw_measures(rows: tuple[MeasureRow, ...], span: tuple[int, int], language: Language) -> Figure:
    """Draw measures with a date as a timeline.

    Parameters
    ----------
    rows : tuple of MeasureRow
        The measures.
    span : tuple of int
        The first and the last year; what began before is cut, and its beginning told.
    language : str
        «nb» or «en».
    """
    measures = [
        Measure(
            row.label, max(row.begins, float(span[0])), row.ends, LANES[row.lane],
            Text(nb=f"fra {row.start}", en=f"since {row.start}") if row.begins < span[0] else None,
        )
        for row in rows
    ]  # fmt: skip
    return figures.timeline(measures, language, period=span)


def written(number: Number, panel: PanelDefinition, language: Language, *, bare: bool = True) -> str:
    """Return a number as the figure writes it: decimals and «om lag» as printed.

    Parameters
    ----------
    number : Number
        The number.
    panel : PanelDefinition
        What it is measured in.
    language : str
        «nb» or «en».
    bare : bool
        Whether to leave «prosent» out.
    """
    printed = number.formula in {"value", "range"}
    decimals = number.decimals if printed else panel.decimals
    rough = number.entries[0].printed if printed and number.rough else ""
    if number.low != number.high:
        text = f"{wording.number(number.low, language, decimals)}–{wording.number(number.high, language, decimals)}"
    else:
        text = quantity(number.value, decimals, "", rough, language)
    if not panel.percent:
        return text
    space = wording.HARD_SPACE
    return text if bare else text + (f"{space}%" if language == "nb" else "%")


def period(found: Published) -> tuple[float, float]:
    """Return the axis of what is drawn: the figure's own, without long stretches before and after all that is known.

    Parameters
    ----------
    found : Published
        What is drawn.
    """
    places = [place for _, point in _all(found) for place in (point.start, point.end)]
    first, last = found.view.span or (min(places), max(places))
    step = STEPS[found.view.step]
    start = first if min(places) - first <= _FAR * step else min(places) - _ROOM * step
    end = last if last - max(places) <= _FAR * step else max(places) + _ROOM * step
    return min(start, *places), max(end, *places)


def is_cut(found: Published) -> bool:
    """Whether the axis of what was ``found`` is shorter than the figure's own: then a note says what is printed."""
    return found.view.span is not None and period(found) != found.view.span


def _all(found: Published) -> list[tuple[PublishedSeries, Point]]:
    return [(series, point) for series in found.series for point in series.points]


def _events(figure: FigureDefinition, found: Published) -> list[Event]:
    first, last = period(found)
    events = [Event(moment(event.at).start, Text(nb=event.nb, en=event.en)) for event in figure.events]
    return [event for event in events if first <= event.x <= last]


def _panel(panel: PublishedPanel, language: Language) -> Panel:
    definition = panel.definition
    head, unit = (definition.heading.nb if definition.heading else ""), definition.unit
    repeated = head.rpartition(") ")[2].casefold().startswith(unit.nb.casefold())
    scale = Scale(Text(nb="") if repeated else unit, definition.percent, definition.decimals, definition.zero)
    series = tuple(_series(each, definition, language) for each in panel.series if each.points)
    return Panel(series, scale, definition.heading)


def _series(series: PublishedSeries, panel: PanelDefinition, language: Language) -> Series:
    levels = series.levels
    return Series(
        series.definition.label,
        tuple(point.start for point in levels),
        tuple(point.number.value for point in levels),
        series.definition.id,
        rough=tuple(point.start for point in levels if point.number.rough),
        words=_words(levels, panel, language),
        spans=tuple(
            Span(
                point.start, point.end, point.number.low, point.number.high,
                written(point.number, panel, language, bare=False),
            )
            for point in series.spans
        ),
    )  # fmt: skip


def _words(levels: tuple[Point, ...], panel: PanelDefinition, language: Language) -> dict[float, str | tuple[str, ...]]:
    """Return what to write at rough points and those of other decimals; what is said of several years, once."""
    words: dict[float, str | tuple[str, ...]] = {}
    for place, point in enumerate(levels):
        number = point.number
        if not number.entries or (not number.rough and (not number.is_printed or number.decimals == panel.decimals)):
            continue
        same = [each for each in levels if each.number.entries == number.entries]
        middle = same[(len(same) - 1) // 2]
        text = written(number, panel, language, bare=False)
        short = f"{_sign(number)}{wording.HARD_SPACE}{wording.number(number.value, language, number.decimals)}"
        words[levels[place].start] = ((text, short) if number.rough else text) if point is middle else ""
    return words


def _sign(number: Number) -> str:
    return {"<": "<", "≤": "≤", ">": ">", "≥": "≥"}.get(number.entries[0].number.bound, "≈")


def _correlations(found: Published, language: Language) -> Figure:
    rho, sizes = ({point.start: point.number for point in series.points} for series in found.series[:2])
    estimates = []
    for place, category in enumerate(found.view.categories):
        value, n = rho[float(place)].value, int(sizes[float(place)].value)
        result = spearman_of(value, n)
        effect = result.effect
        assert effect is not None
        estimates.append(
            Estimate(category.label, value, effect.low, effect.high, float(n), result.p_value, id=category.id)
        )
    unit = found.panels[0].definition.unit
    return figures.point_ranges(estimates, language, synthetic=False, measure=unit, kind="correlation", decimals=2)


def spearman_text(x: list[float], y: list[float], language: Language) -> str:
    """Return Spearman's correlation of an extract's rows in words: «Spearmans ρ = 0,28 (n = 340; p < 0,001)».

    Parameters
    ----------
    x, y : list of float
        One pair a row; rows without both are left out.
    language : str
        «nb» or «en».
    """
    result = rank_correlation(x, y)
    assert result.effect is not None
    value = wording.number(result.effect.value, language, 2)
    n, p = wording.number(result.n, language), wording.p_value(result.p_value, language)
    space = wording.HARD_SPACE
    name = "Spearman’s" if language == "en" else "Spearmans"
    return f"{name} ρ{space}={space}{value} (n{space}={space}{n}; {p})."
