"""What a register figure was drawn from, as sheets for Excel and HTML."""

from collections.abc import Callable
from typing import Literal

from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet
from svarbenk.register.series import Point, Published, PublishedPanel, PublishedSeries

_CHARTS: dict[str, Literal["", "clustered", "line", "column", "column_stacked", "column_share"]] = {
    "lines": "line",
    "columns": "column",
    "bars": "clustered",
    "stacked": "column_stacked",
    "stacked_bars": "column_stacked",
    "share": "column_share",
}
_LOWEST, _HIGHEST = Text(nb="laveste", en="lowest"), Text(nb="høyeste", en="highest")
_YEAR, _GROUP = Text(nb="Tid", en="Time"), Text(nb="Gruppe", en="Group")
_MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
When = Callable[[float], str]


def series_sheets(
    found: Published, title: str, source: str, language: Language, synthetic: bool
) -> tuple[CountSheet, ...]:
    """Return a sheet for each panel: places in the rows, series in the columns; blank where nothing is printed.

    Parameters
    ----------
    found : Published
        What is drawn.
    title, source : str
        The figure's title and its source line.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether the extract is a stand-in.
    """
    named = when(found, language)
    return tuple(
        _sheet(found, panel, title, source, named, language, synthetic)
        for panel in found.panels
        if any(series.points for series in panel.series)
    )


def when(found: Published, language: Language) -> When:
    """Return how places of the axis are called: «2024», «2024K1», «desember 2024» or the name of a category.

    Parameters
    ----------
    found : Published
        What is drawn.
    language : str
        «nb» or «en».
    """
    view = found.view
    if view.categories:
        names = [category.label.to(language) for category in view.categories]
        return lambda place: names[round(place)]
    if view.step == "quarter":
        quarter = "Q" if language == "en" else "K"
        return lambda place: f"{int(place + 1e-6)}{quarter}{round((place + 1e-6) % 1 * 4) + 1}"
    if view.step == "month":
        months = _MONTHS[language].split()
        return lambda place: f"{months[round((place + 1e-6) % 1 * 12)]} {int(place + 1e-6)}"
    return lambda place: f"{place:.0f}"


def _sheet(
    found: Published, panel: PublishedPanel, title: str, source: str, named: When, language: Language, synthetic: bool
) -> CountSheet:
    series = [each for each in panel.series if each.points]
    rows = sorted({key for each in series for point in each.points for key in _keys(point)})
    heading = panel.definition.heading
    return CountSheet(
        title=f"{title}. {heading.to(language)}" if heading else title,
        row_header=(_GROUP if found.view.categories else _YEAR).to(language),
        rows=tuple(_row_name(key, named, language) for key in rows),
        columns=tuple(each.definition.label.to(language) for each in series),
        counts=tuple(tuple(_value(each, key) for each in series) for key in rows),
        unit=panel.definition.unit.to(language),
        base="",
        source=source,
        synthetic=synthetic,
        column_keys=tuple(each.definition.id for each in series),
        chart=_CHARTS.get(found.view.chart, ""),
    )


Key = tuple[float, float, int]


def _keys(point: Point) -> list[Key]:
    """Return the rows of a point: one, or the lowest and the highest of a range."""
    if point.number.low == point.number.high:
        return [(point.start, point.end, 0)]
    return [(point.start, point.end, 1), (point.start, point.end, 2)]


def _row_name(key: Key, named: When, language: Language) -> str:
    start, end, which = key
    name = named(start) if start == end else f"{named(start)}–{named(end)}"
    return f"{name} ({(_LOWEST if which == 1 else _HIGHEST).to(language)})" if which else name


def _value(series: PublishedSeries, key: Key) -> float | None:
    for point in series.points:
        if (point.start, point.end) == key[:2] and key in _keys(point):
            return point.number.high if key[2] == 2 else point.number.low
    return None
