"""Which chart a table gets, and the drawing of it with its stars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from svarbenk import figures
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import Figure
from svarbenk.wording import StarFamily, star_note
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.starring import Stars, together
from svarbenk.workbench.table import Table

CHARTS = ("stacked", "clustered", "items", "panels", "histogram", "means", "change", "grouped")
"""The charts that ``Chapter.draw`` knows."""


@dataclass(frozen=True)
class Drawing:
    """A figure with the tables it was drawn from, what its stars stand for and what could not be tested."""

    figure: Figure
    tables: tuple[Table | BannerTable, ...]
    family: StarFamily | None = None
    barred: tuple[str, ...] = ()


def chart_of(tables: Sequence[Table | BannerTable], headings: Sequence[Any] = ()) -> str:
    """Return which chart fits some tables.

    Parameters
    ----------
    tables : sequence of Table or BannerTable
        What is to be drawn.
    headings : sequence
        Headings of panels, where there are to be any.
    """
    first = tables[0]
    if headings:
        return "panels"
    if len(tables) > 1:
        return "items"
    if isinstance(first, BannerTable) or first.shown.exclusive:
        return "stacked"
    return "clustered"


def drawn(
    tables: Sequence[Table | BannerTable],
    language: Language,
    *,
    chart: str = "",
    headings: Sequence[str | Text] = (),
    category: str = "",
    row_notes: dict[str, str] | None = None,
) -> Drawing:
    """Draw some tables.

    Parameters
    ----------
    tables : sequence of Table or BannerTable
        What is to be drawn.
    language : str
        «nb» or «en».
    chart : str
        One of ``CHARTS``; the one that fits by default.
    headings : sequence of str or Text
        Headings of panels.
    category : str
        The answer or merge whose share is drawn, of «grouped».
    row_notes : dict, optional
        Row id to what its legend adds, of «histogram».

    Raises
    ------
    InputError
        If there is no such chart, or it cannot be made of these tables.
    """
    kind = chart or chart_of(tables, headings)
    if (kind == "histogram" and not hasattr(figures, "histogram")) or (
        kind == "clustered" and not hasattr(figures, "clustered_bars")
    ):
        return Drawing(tables[0].figure(), tuple(tables))
    if kind not in CHARTS:
        raise InputError(f"ukjent figurslag «{kind}»; ventet en av {', '.join(CHARTS)}")
    first = tables[0]
    if isinstance(first, BannerTable):
        return Drawing(first.figure(), tuple(tables))
    stars = [table.stars() for table in tables]
    told = star_note(family, language) if (family := together(stars)) else ""
    shown = [table.shown for table in tables]
    about: dict[str, Any] = {"tested": told}
    if kind == "change":
        return Drawing(first.change_figure(), tuple(tables))
    if kind == "grouped":
        return _grouped(tables, language, category)
    if kind == "histogram":
        figure = figures.histogram(shown[0], language, row_notes=row_notes or {}, stars=stars[0].marks, **about)
    elif kind == "items" and all(each.exclusive for each in shown):
        marks = {
            (each.columns.id, row): mark for each, star in zip(shown, stars, strict=True) for row, mark in _rows(star)
        }
        figure = figures.item_bars(shown, language, muted=first.muted, stars=marks, **about)
    elif kind in {"panels", "items"}:
        marks = {(place, row): mark for place, star in enumerate(stars) for row, mark in _rows(star)}
        figure = figures.panel_bars(shown, list(headings), language, muted=first.muted, stars=marks, **about)
    elif kind == "clustered" or not shown[0].exclusive:
        marks = stars[0].marks if not shown[0].exclusive else {}
        if len(shown[0].rows) == 1:
            figure = figures.grouped_bars(shown[0], language)
        else:
            figure = figures.clustered_bars(shown[0], language, stars=marks, **about)
    else:
        figure = figures.stacked_bars(shown[0], language, muted=first.muted, stars=stars[0].marks, **about)
    return Drawing(figure, tuple(tables), family, tuple(dict.fromkeys(why for star in stars for why in star.barred)))


def _rows(star: Stars):
    return [(key, mark) for key, mark in star.marks.items() if isinstance(key, str)]


def _grouped(tables: Sequence[Table], language: Language, category: str) -> Drawing:
    raise InputError("figurslaget «grouped» er ikke klart ennå")
