"""Native Excel charts beside the counts behind a figure: they follow when the reader changes a number."""

import re
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from svarbenk.documents.labels import Labels
from svarbenk.documents.model import CountSheet
from svarbenk.figures.palette import MARKERS, edge_of, fills, lettering_on, rows_of
from svarbenk.tables import Axis

HEIGHT = 18  # rows of the sheet that a chart of few bars covers
_ROW_PIXELS = 20
_WIDTH = 640
_KINDS = {
    "stacked": ("bar", "percent_stacked"),
    "clustered": ("bar", "clustered"),
    "line": ("line", ""),
    "column": ("column", "clustered"),
    "column_stacked": ("column", "stacked"),
    "column_share": ("column", "percent_stacked"),
}
_OUTSIDE_SCALE = re.compile(r"vet ikke|ikke relevant|ikke aktuel|ubesvart|don.t know|not relevant|not applicable", re.I)
_FONT = {"name": "Calibri", "size": 10, "color": "#1F2328"}
_LONGEST = 60  # series beyond these no reader tells apart


@dataclass(frozen=True)
class Cells:
    """Where the numbers of a chart stand: the sheet, the header's row, the first row and column of values."""

    sheet: str
    header: int
    first_row: int
    first_column: int
    rows: int
    columns: int


def rows_needed(part: CountSheet) -> int:
    """Return how many rows of the sheet a chart of these counts covers."""
    if part.chart not in ("stacked", "clustered"):
        return HEIGHT
    bars = len(part.rows) * (len(part.columns) if part.chart == "clustered" else 1)
    return min(max(HEIGHT, 8 + round(bars * (0.8 if part.chart == "clustered" else 1.5))), 70)


def has_chart(part: CountSheet) -> bool:
    """Tell whether there is something to draw: a chart is wanted, and not all counts are hidden."""
    series = len(part.columns) if part.chart != "clustered" else len(part.rows)
    known = any(value is not None for row in part.percent or part.counts for value in row)
    return bool(part.chart) and known and bool(part.rows) and 0 < series <= _LONGEST


def insert_chart(
    workbook: xlsxwriter.Workbook,
    sheet: Worksheet,
    place: tuple[int, int],
    cells: Cells,
    part: CountSheet,
    alt: str,
    labels: Labels,
) -> None:
    """Draw the chart of one set of counts.

    Parameters
    ----------
    workbook, sheet : Workbook, Worksheet
        Where to draw.
    place : tuple of int
        Row and column of the chart's corner.
    cells : Cells
        Where its numbers stand.
    part : CountSheet
        What they are.
    alt : str
        What the chart shows, for those who cannot see it.
    labels : Labels
        The signposts, for the axis.
    """
    kind, subtype = _KINDS[part.chart]
    chart = workbook.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))
    lying = kind == "bar"
    shares = part.percent is not None
    by_row = part.chart == "clustered"
    for position, colour in enumerate(_colours(part)):
        chart.add_series(_series(part, cells, position, colour, by_row))
    axis = {"num_font": _FONT, "line": {"color": "#8A939C"}}
    value_axis: dict[str, Any] = axis | {"major_gridlines": {"visible": True, "line": {"color": "#DFE3E6"}}}
    if shares and part.chart not in ("stacked", "column_share"):
        value_axis |= {"min": 0, "num_format": '0" %"'}
    elif part.chart in ("stacked", "column_share"):
        value_axis |= {"num_format": "0 %"}
    elif part.unit:
        value_axis |= {"name": part.unit, "name_font": _FONT | {"bold": False}}
    if lying:
        # Excel lays bars from below, a reader begins above; then the scale stands at the last category
        chart.set_y_axis(axis | {"reverse": True, "crossing": "max"})
        chart.set_x_axis(value_axis)
    else:
        chart.set_x_axis(axis)
        chart.set_y_axis(value_axis)
    chart.set_legend({"position": "bottom", "font": _FONT} if len(_colours(part)) > 1 else {"none": True})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    if kind == "line":
        chart.show_blanks_as("gap")
    chart.set_size({"width": _WIDTH, "height": (rows_needed(part) - 1) * _ROW_PIXELS})
    sheet.insert_chart(*place, chart, {"description": alt[:2000], "object_position": 2, "x_offset": 6, "y_offset": 6})


def _series(part: CountSheet, cells: Cells, position: int, colour: str, by_row: bool) -> dict[str, Any]:
    last_row, last_column = cells.first_row + cells.rows - 1, cells.first_column + cells.columns - 1
    if by_row:
        row = cells.first_row + position
        name = [cells.sheet, row, 0]
        categories = [cells.sheet, cells.header, cells.first_column, cells.header, last_column]
        values = [cells.sheet, row, cells.first_column, row, last_column]
    else:
        column = cells.first_column + position
        name = [cells.sheet, cells.header, column]
        categories = [cells.sheet, cells.first_row, 0, last_row, 0]
        values = [cells.sheet, cells.first_row, column, last_row, column]
    series: dict[str, Any] = {"name": name, "categories": categories, "values": values}
    if part.chart == "line":
        shape, marker_colour = MARKERS[position % len(MARKERS)]
        drawn = {
            "type": _SHAPES[shape],
            "size": 6,
            "fill": {"color": marker_colour},
            "border": {"color": marker_colour},
        }
        return series | {"line": {"color": marker_colour, "width": 2}, "marker": drawn}
    edge = edge_of(colour)
    series |= {"fill": {"color": colour}, "border": {"color": edge or colour}, "gap": 45}
    if part.chart in ("stacked", "column_share"):
        lettering = _FONT | {"color": lettering_on(colour), "size": 9}
        series |= {"overlap": 100, "data_labels": {"value": True, "num_format": "[>=5]0;;;", "font": lettering}}
    return series


_SHAPES = {"o": "circle", "s": "square", "^": "triangle", "D": "diamond", "v": "short_dash"}


def _colours(part: CountSheet) -> tuple[str, ...]:
    if part.chart == "clustered":
        return rows_of(Axis.of("rad", part.rows, _places(part.rows), ordered=part.by in ("", "runde")))
    if part.chart == "line":
        return tuple(MARKERS[place % len(MARKERS)][1] for place in range(len(part.columns)))
    ids = _places(part.columns)
    outside = [name for name, label in zip(ids, part.columns, strict=True) if _OUTSIDE_SCALE.search(label)]
    return fills(Axis.of("svar", part.columns, ids, ordered=part.chart == "stacked"), outside)


def _places(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(place) for place in range(len(labels)))
