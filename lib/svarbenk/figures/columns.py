"""Columns of register series: side by side, in parts or as parts of a hundred; standing or lying."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import palette, style
from svarbenk.figures.alt_series import of_series
from svarbenk.figures.bars import Bar, Cluster, Part, write_bars
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of
from svarbenk.figures.plot import Plot
from svarbenk.figures.published import NOT_PRINTED, gaps, grid, refuse_outside, remark, when
from svarbenk.figures.series import Event, Panel, Scale, Series, names_of, panels_of
from svarbenk.figures.sheet import Sheet
from svarbenk.figures.spans import written
from svarbenk.figures.standing import Column, headroom, write_columns
from svarbenk.tables import Axis

Arrangement = Literal["grouped", "stacked", "share"]
_TALL, _LOW, _MOST = 150.0, 115.0, 12
_KIND = Text(nb="Søylediagram", en="Column chart")


def series_columns(
    panels: Panel | Sequence[Panel],
    language: Language = "nb",
    *,
    synthetic: bool,
    period: tuple[float, float] | None = None,
    arrangement: Arrangement = "grouped",
    events: Sequence[Event] = (),
    step: float = 1.0,
    ticks: Mapping[float, Text] | None = None,
    horizontal: bool = False,
    total: bool = True,
    absent: Text = NOT_PRINTED,
    told: bool = True,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw series as columns over time or over categories, in as many panels as they have scales.

    Parameters
    ----------
    panels : Panel or sequence of Panel
        What has one scale stands in one panel.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any number is of stand-in data.
    period : tuple of float, optional
        First and last point of the axis; not needed with ``ticks``.
    arrangement : str
        grouped (side by side), stacked, or share (parts of a hundred).
    events : sequence of Event
        Dashed lines with their labels, of standing columns.
    step : float
        How far apart consecutive points are.
    ticks : mapping of float to Text, optional
        Names of places that are no times, such as age groups.
    horizontal : bool
        Whether columns lie, as for long names; on a phone those of categories always do.
    total : bool
        Whether stacked columns carry their total.
    absent : Text
        What stands where nothing is published.
    told : bool
        Whether a remark says what is published.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What was tested; for the alt text.
    remark : str
        A line under the figure, after what is published.
    width_mm : float
        Width on paper; below 125, as for a phone, categories lie.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If nothing is published, a point lies outside the period, neither period nor ticks are given, parts of a whole
        are negative, or the width is under 70 mm.
    """
    sheet = columns_sheet(
        panels, language, synthetic=synthetic, period=period, arrangement=arrangement, events=events, step=step,
        ticks=ticks, horizontal=horizontal, total=total, absent=absent, told=told, title=title, remark=remark,
        width_mm=width_mm,
    )  # fmt: skip
    shown = panels_of(panels, _MOST)
    words = of_series(
        shown, language, period=_period(period, ticks), events=events, step=step, ticks=ticks, synthetic=synthetic,
        tested=tested, kind=_KIND,
    )  # fmt: skip
    return printed(sheet, title or shown[0].scale.unit.to(language), words)


_remark = remark  # the parameter of that name hides it


def columns_sheet(
    panels: Panel | Sequence[Panel],
    language: Language,
    *,
    synthetic: bool,
    width_mm: float,
    period: tuple[float, float] | None = None,
    arrangement: Arrangement = "grouped",
    events: Sequence[Event] = (),
    step: float = 1.0,
    ticks: Mapping[float, Text] | None = None,
    horizontal: bool = False,
    total: bool = True,
    absent: Text = NOT_PRINTED,
    told: bool = True,
    title: str | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``series_columns``."""
    span = _period(period, ticks)
    shown = [_shares(panel) if arrangement == "share" else panel for panel in panels_of(panels, _MOST)]
    refuse_outside(shown, span, step)
    if arrangement != "grouped":
        _refuse_negative(shown)
    sheet = Sheet(width_mm)
    sheet.head(title)
    names = names_of(shown)
    colours = palette.fills(Axis.of("serier", names)) if len(names) > 1 else (palette.MARKERS[0][1],)
    fills = dict(zip(names, colours, strict=True))
    if len(names) > 1:
        write_legend(sheet, [Key(name.to(language), fills[name], edged=True) for name in names])
    places = {x: when(x, step, language, ticks) for x in (grid(span, step) if ticks is None else ticks)}
    lying = horizontal or (ticks is not None and sheet.is_narrow)
    for number, panel in enumerate(shown):
        _write_heading(sheet, panel, language, first=number == 0)
        if lying:
            _write_lying(sheet, panel, places, fills, arrangement, language, absent, total=total)
        else:
            plot = _write_standing(sheet, panel, places, fills, arrangement, language, span, step, events, total=total,
                                   tall=_TALL if len(shown) == 1 else _LOW)  # fmt: skip
            if ticks is None:
                plot.write_bands(gaps(panel.series, span, step), step, absent)
            plot.write_ticks(places, every=ticks is not None)
    remarks = [_remark(shown, span, step, language, ticks) if told else "", remark]
    sheet.close(" ".join(filter(None, remarks)), wording.synthetic_mark(language) if synthetic else "")
    return sheet


def _period(period: tuple[float, float] | None, ticks: Mapping[float, Text] | None) -> tuple[float, float]:
    if ticks is not None:
        return min(ticks), max(ticks)
    if period is None:
        raise InputError("søyler: fant verken period eller ticks; ventet ett av dem")
    return period


def _shares(panel: Panel) -> Panel:
    """Return each number as per cent of the sum at its place, where all parts of it are published.

    Numbers that are percentages already stay as they are: a part that is not published leaves a hole.
    """
    if panel.scale.percent:
        return panel
    wholes = {round(x, 6): math.fsum(each.at(x) for each in panel.series) for x, _ in panel.series[0].points()}
    series = []
    for each in panel.series:
        sums = [wholes.get(round(x, 6)) or math.nan for x in each.x]
        series.append(replace(each, y=tuple(100 * y / whole for y, whole in zip(each.y, sums, strict=True))))
    return Panel(tuple(series), Scale(panel.scale.unit, percent=True, decimals=panel.scale.decimals), panel.heading)


def _refuse_negative(panels: Sequence[Panel]) -> None:
    for series in (series for panel in panels for series in panel.series):
        for x, y in series.points():
            if y < 0:
                raise InputError(
                    f"serien «{series.name.nb}»: fant {wording.number(y)} i {x:g}; deler av en helhet er ikke negative"
                )


def _write_heading(sheet: Sheet, panel: Panel, language: Language, *, first: bool) -> None:
    sheet.foot += 0 if first else 9
    if panel.heading is not None:
        lines = lines_of(panel.heading.to(language), sheet.width, style.TEXT, True)
        tall = len(lines) * style.TEXT * LEADING
        sheet.write_lines(0, sheet.foot + tall / 2, lines, bold=True)
        sheet.foot += tall + 3


def _texts(scale: Scale, value: float, language: Language) -> tuple[str, ...]:
    """Return what can be written of a value, the last where there is least room."""
    written = scale.written(value, language)
    bare = wording.number(value, language, scale.decimals)
    return (written, bare) if scale.percent else (written,)


def _above(series: Series, scale: Scale, x: float, y: float, language: Language) -> tuple[str, ...]:
    """Return what can be written over a column: its words, or the number, the shortest last."""
    words = series.wordings(x)
    if words is None:
        return _texts(scale, y, language)
    return (*words, _texts(scale, y, language)[-1]) if words[0] else ()


def _write_standing(
    sheet: Sheet,
    panel: Panel,
    places: Mapping[float, str],
    fills: Mapping[Text, str],
    arrangement: Arrangement,
    language: Language,
    span: tuple[float, float],
    step: float,
    events: Sequence[Event],
    *,
    total: bool,
    tall: float,
) -> Plot:
    scale = panel.scale
    slots: dict[float, list[Column]] = {}
    for x in places:
        known = [(series, y) for series in panel.series if not math.isnan(y := series.at(x))]
        if arrangement == "grouped":
            slots[x] = [
                Column(
                    (Part(y, fills[series.name]),), _above(series, scale, x, y, language), hollow=series.is_rough(x)
                )
                if not math.isnan(y := series.at(x)) else Column()
                for series in panel.series
            ]  # fmt: skip
        elif known:
            parts = tuple(Part(y, fills[series.name], _texts(scale, y, language)) for series, y in known)
            whole = math.fsum(y for _, y in known) if len(known) == len(panel.series) > 1 else 0.0
            above = _texts(scale, whole, language) if total and arrangement == "stacked" and whole else ()
            slots[x] = [Column(parts, above)]
    reaches = [reach for columns in slots.values() for column in columns for reach in (column.reach, column.depth)]
    edges = (span[0] - step / 2, span[1] + step / 2)
    above = 0.0 if arrangement == "share" else headroom(reaches)
    side = (0.0, sheet.width - 1)
    plot = Plot(sheet, scale, [*reaches, 0.0], edges, side, tall, language, events, above=above)
    write_columns(sheet, plot, slots, step)
    return plot


def _write_lying(
    sheet: Sheet,
    panel: Panel,
    places: Mapping[float, str],
    fills: Mapping[Text, str],
    arrangement: Arrangement,
    language: Language,
    absent: Text,
    *,
    total: bool,
) -> None:
    scale, clusters = panel.scale, []
    unit = lines_of(scale.unit.to(language), sheet.width, style.SMALL)
    tall = len(unit) * style.SMALL * LEADING
    sheet.write_lines(0, sheet.foot + tall / 2, unit, size=style.SMALL, colour=palette.QUIET)
    sheet.foot += tall + 4
    for x, name in places.items():
        values = [(series, series.at(x)) for series in panel.series]
        known = [(series, y) for series, y in values if not math.isnan(y)]
        if arrangement == "grouped":
            bars = [
                Bar(missing=absent.to(language)) if math.isnan(y) else Bar(
                    (Part(y, fills[series.name]),), written(series, scale, (x, y), language),
                    name=series.name.to(language) if len(values) > 1 else "",
                )
                for series, y in values
            ]  # fmt: skip
        elif known:
            parts = tuple(Part(y, fills[series.name], _texts(scale, y, language)) for series, y in known)
            # the sum of parts is no total where one of them is not published
            all_known = total and arrangement == "stacked" and len(known) == len(values)
            whole = scale.written(math.fsum(y for _, y in known), language) if all_known else ""
            bars = [Bar(parts, whole, bold=True)]
        else:
            bars = [Bar(missing=absent.to(language))]
        clusters.append(Cluster(name, tuple(bars)))
    write_bars(sheet, clusters, tall=14.0 if arrangement != "grouped" else 0.0)
