"""Register series from the evaluator's extract, in the shape of those from print, and where the two differ."""

import math
from dataclasses import dataclass

from svarbenk.register.extracts import Extract
from svarbenk.register.figure_definition import CategoryDefinition, FigureDefinition, SeriesDefinition, View
from svarbenk.register.series import Number, Point, Published, PublishedPanel, PublishedSeries, published_points

ABOUT = 0.05
"""How far, as a part of it, a number printed as «om lag» may be from the extract's."""


@dataclass(frozen=True)
class Deviation:
    """A printed point that the extract has another number for."""

    series: SeriesDefinition
    printed: Point
    value: float


def extracted(figure: FigureDefinition, extract: Extract) -> Published:
    """Return the series of a figure as its extract has them.

    Parameters
    ----------
    figure : FigureDefinition
        The figure; its extract is drawn.
    extract : Extract
        The rows.
    """
    view = _view(figure, extract)
    places = _places(view, extract)
    panels = tuple(
        PublishedPanel(panel, tuple(_series(series, extract, places) for series in panel.series))
        for panel in view.panels
    )
    return Published(view, panels)


def deviations(printed: Published | None, found: Published) -> tuple[Deviation, ...]:
    """Return the printed points that an extract does not agree with, rounded as they were printed.

    Parameters
    ----------
    printed : Published or None
        What is printed of the figure.
    found : Published
        What the extract has.
    """
    if printed is None or bool(printed.view.categories) != bool(found.view.categories):
        return ()
    values = {
        (series.definition.id, found.view.key(point.start)): point.number.value
        for series, point in published_points(found)
    }
    told = []
    for series, point in published_points(printed):
        value = values.get((series.definition.id, printed.view.key(point.start)))
        if value is None or not point.is_level or point.number.formula != "value" or math.isnan(value):
            continue
        number = point.number.entries[0].number
        near = number.tolerance and abs(value - point.number.value) <= ABOUT * abs(point.number.value)
        if not near and not number.agrees(value):
            told.append(Deviation(series.definition, point, value))
    return tuple(told)


def _view(figure: FigureDefinition, extract: Extract) -> View:
    """Return what is drawn, with the categories that the extract names where they stand in it."""
    view = figure.extract_view
    assert view is not None
    column = extract.definition.column(extract.definition.x)
    if column.kind != "text":
        return view
    known = {name.casefold(): category for category in view.categories for name in (category.id, category.nb)}
    names = list(dict.fromkeys(extract.frame[column.name]))
    categories = tuple(known.get(name.casefold(), CategoryDefinition(id=name, nb=name, en=name)) for name in names)
    return view.model_copy(update={"categories": categories})


def _places(view: View, extract: Extract) -> list[float]:
    """Return where on the axis each row stands."""
    column = extract.definition.column(extract.definition.x)
    values = extract.frame[column.name]
    if column.kind == "text":
        names = list(dict.fromkeys(values))
        return [float(names.index(name)) for name in values]
    return [float(value) for value in values]


def _series(series: SeriesDefinition, extract: Extract, places: list[float]) -> PublishedSeries:
    group = extract.definition.group
    points = []
    for place, (_, row) in zip(places, extract.frame.iterrows(), strict=True):
        if (group and series.group and row[group] != series.group) or math.isnan(row[series.column]):
            continue
        value = float(row[series.column])
        points.append(Point(place, place, Number(value, value, "extract", (), rough=False)))
    return PublishedSeries(series, tuple(sorted(points, key=lambda point: point.start)))
