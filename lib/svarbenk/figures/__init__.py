"""Figures: a count table in, a figure out; one house style, with alt text."""

from svarbenk.figures.change import change_bars
from svarbenk.figures.clustered import Option, clustered_bars
from svarbenk.figures.columns import series_columns
from svarbenk.figures.dependence import Dependence
from svarbenk.figures.dots import dependence_dots
from svarbenk.figures.dumbbells import Dumbbell, dumbbells
from svarbenk.figures.estimates import Estimate, point_ranges, ranked_means
from svarbenk.figures.figure import Figure
from svarbenk.figures.grouped import grouped_bars
from svarbenk.figures.heat import Answer, answer_heat
from svarbenk.figures.histogram import histogram
from svarbenk.figures.items import item_bars, panel_bars
from svarbenk.figures.lines import series_lines
from svarbenk.figures.mean_bars import MeanBar, mean_bars
from svarbenk.figures.option_panels import option_panels
from svarbenk.figures.rows import is_drawable
from svarbenk.figures.scatter import scatter
from svarbenk.figures.series import Event, Panel, Scale, Series, Span
from svarbenk.figures.stacked import stacked_bars
from svarbenk.figures.timeline import Measure, timeline

__all__ = [
    "Answer",
    "Dependence",
    "Dumbbell",
    "Estimate",
    "Event",
    "Figure",
    "MeanBar",
    "Measure",
    "Option",
    "Panel",
    "Scale",
    "Series",
    "Span",
    "answer_heat",
    "change_bars",
    "clustered_bars",
    "dependence_dots",
    "dumbbells",
    "grouped_bars",
    "histogram",
    "is_drawable",
    "item_bars",
    "mean_bars",
    "option_panels",
    "panel_bars",
    "point_ranges",
    "ranked_means",
    "scatter",
    "series_columns",
    "series_lines",
    "stacked_bars",
    "timeline",
]
