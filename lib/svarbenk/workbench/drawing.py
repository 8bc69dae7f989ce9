"""Which chart a table gets, and the drawing of it with its stars."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from svarbenk import figures, stats, wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import Figure, MeanBar, Option
from svarbenk.responses import WAVE
from svarbenk.tables import Axis, AxisCategory, CountTable
from svarbenk.wording import StarFamily, star_note
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.saying import option_test, why_barred
from svarbenk.workbench.starring import Stars, baseline_row, together
from svarbenk.workbench.table import Table

CHARTS = ("stacked", "clustered", "items", "panels", "histogram", "means", "change", "grouped")
"""The charts that ``Chapter.draw`` knows."""


@dataclass(frozen=True)
class Drawing:
    """A figure, what its stars stand for, what could not be tested, and how Excel draws the same counts."""

    figure: Figure
    family: StarFamily | None = None
    barred: tuple[str, ...] = ()
    chart: str = "stacked"


def chart_of(tables: Sequence[Table | BannerTable], headings: Sequence[Any] = (), category: str = "") -> str:
    """Return which chart fits some tables.

    Parameters
    ----------
    tables : sequence of Table or BannerTable
        What is to be drawn.
    headings : sequence
        Headings of panels, where there are to be any.
    category : str
        An answer or merge whose share is to be drawn, where there is one.
    """
    first = tables[0]
    if category:
        return "grouped"
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

    Raises
    ------
    InputError
        If there is no such chart, or it cannot be made of these tables.
    """
    kind = chart or chart_of(tables, headings, category)
    if kind not in CHARTS:
        raise InputError(f"ukjent figurslag «{kind}»; ventet en av {', '.join(CHARTS)}")
    first = tables[0]
    if isinstance(first, BannerTable):
        return Drawing(first.figure(), chart="stacked" if first.total.shown.exclusive else "clustered")
    if kind == "change":
        return Drawing(first.change_figure(), chart="clustered")
    if category:
        return _options(tables, category, language)
    if kind == "histogram":
        return _starred(tables, language, _histogram, "clustered")
    exclusive = all(table.shown.exclusive for table in tables)
    if len(tables) > 1 and not exclusive:
        return Drawing(figures.clustered_bars(_together(tables, headings, language), language), chart="clustered")
    if kind == "panels":
        return _starred(tables, language, lambda *given: _panels(*given, headings=headings), "stacked")
    if kind == "items":
        return _starred(tables, language, _items, "stacked")
    if not exclusive and len(first.shown.rows) == 1:
        return Drawing(figures.grouped_bars(first.shown, language), chart="clustered")
    if kind == "clustered" or not exclusive:
        return _starred(tables, language, _clustered, "clustered")
    return _starred(tables, language, _stacked, "stacked")


def _starred(tables: Sequence[Table], language: Language, draw: Any, chart: str) -> Drawing:
    """Draw tables with the stars of each, and say what they stand for."""
    stars = [table.stars() for table in tables]
    family = together(stars)
    told = star_note(family, language) if family else ""
    barred = tuple(dict.fromkeys(why for star in stars for why in star.barred))
    return Drawing(draw(tables, stars, language, told), family, barred, chart)


def _histogram(tables: Sequence[Table], stars: Sequence[Stars], language: Language, told: str) -> Figure:
    [table] = tables
    notes: dict[str, str] = {}
    means = table.about.means() if table.about.means else None
    if isinstance(means, MeanTable) and means.shown.rows.ids:
        word = "mean" if language == "en" else "gjennomsnitt"
        unit = means.shown.unit.to(language)
        for row in table.shown.rows.ids:
            mean = means.mean(row=row) if len(means.shown.rows) > 1 else means.mean()
            if mean == mean:
                notes[row] = f"{word} {wording.number(mean, language, 1)}{wording.HARD_SPACE}{unit}"
    return figures.histogram(table.shown, language, row_notes=notes, stars=stars[0].marks, tested=told)


def _items(tables: Sequence[Table], stars: Sequence[Stars], language: Language, told: str) -> Figure:
    marks = {
        (table.shown.columns.id, row): mark
        for table, star in zip(tables, stars, strict=True)
        for row, mark in star.marks.items()
    }
    shown = [table.shown for table in tables]
    return figures.item_bars(shown, language, muted=tables[0].muted, stars=marks, tested=told)


def _panels(
    tables: Sequence[Table], stars: Sequence[Stars], language: Language, told: str, headings: Sequence[str | Text]
) -> Figure:
    if len(headings) != len(tables):
        raise InputError(f"{len(headings)} overskrifter til {len(tables)} paneler; ventet én til hver")
    marks = {(place, row): mark for place, star in enumerate(stars) for row, mark in star.marks.items()}
    shown = [table.shown for table in tables]
    return figures.panel_bars(shown, list(headings), language, muted=tables[0].muted, stars=marks, tested=told)


def _clustered(tables: Sequence[Table], stars: Sequence[Stars], language: Language, told: str) -> Figure:
    [table] = tables
    marks = {} if table.shown.exclusive else stars[0].marks
    return figures.clustered_bars(table.shown, language, stars=marks, tested=told)


def _stacked(tables: Sequence[Table], stars: Sequence[Stars], language: Language, told: str) -> Figure:
    [table] = tables
    return figures.stacked_bars(table.shown, language, muted=table.muted, stars=stars[0].marks, tested=told)


def _together(tables: Sequence[Table], headings: Sequence[str | Text], language: Language) -> CountTable:
    """Put questions with the same options under each other, so that the options stand in clusters."""
    shown = [table.shown for table in tables]
    if any(each.columns.ids != shown[0].columns.ids or len(each.rows) > 1 for each in shown):
        raise InputError("flere spørsmål med flere svar i én figur; ventet samme svaralternativer og én rad i hvert")
    names = list(headings) or [each.columns.label for each in shown]
    rows = tuple(
        AxisCategory(each.columns.id, name if isinstance(name, Text) else Text(nb=name))
        for each, name in zip(shown, names, strict=True)
    )
    return replace(
        shown[0],
        counts=np.vstack([each.counts for each in shown]),
        hidden=np.vstack([each.hidden for each in shown]),
        replies=np.vstack([each.replies for each in shown]),
        row_n=np.concatenate([each.row_n for each in shown]),
        row_replies=np.concatenate([each.row_replies for each in shown]),
        rows=Axis("question", Text(nb="Spørsmål", en="Question"), rows),
        grouped=False,
    )


def _options(tables: Sequence[Table], category: str, language: Language) -> Drawing:
    """Draw the share of one answer or merge in each of several tables, with a star for each change."""
    options, marks, tested, small = [], {}, [], 0
    barred: dict[str, None] = {}
    for table in tables:
        shown = table.shown
        key = table.about.part or shown.columns.id
        columns = shown.merges[category].of if category in shown.merges else (category,)
        label = table.about.part_label or shown.columns.label
        options.append(Option(key, label, shown, tuple(columns)))
        start = baseline_row(table)
        for row in shown.rows.ids if start else ():
            if row == start:
                continue
            why = why_barred(shown, (start, row))
            if why is not None:
                barred[why.to(language)] = None
                continue
            result = option_test(shown, category, (start, row))
            small += result is None
            if result is not None:
                marks[row, key] = stats.stars(result.p_value)
                tested.append(result.test)
    family = None
    if tested:
        first = tables[0]
        start = baseline_row(first)
        label = first.shown.rows.label_of(start)
        told = first.about.when(label, language) if first.shown.rows.id == WAVE else wording.lowered(label.to(language))
        family = StarFamily(
            told, len(tested), tuple(dict.fromkeys(tested)), "share", tuple(marks.values()), None, small
        )
    note = star_note(family, language) if family else ""
    figure = figures.clustered_bars(options, language, stars=marks, tested=note)
    return Drawing(figure, family, tuple(f"{why[:1].upper()}{why[1:]}." for why in barred), "clustered")


def mean_figure(table: MeanTable, **layout: Any) -> Drawing:
    """Draw means: of several questions a bar a group with a part a question, of one a dot with its interval.

    Parameters
    ----------
    table : MeanTable
        The means.
    **layout
        ``title``, ``remark`` and ``width_mm`` of the figure.
    """
    shown, language = table.shown, table.language
    if len(shown.columns) > 1:
        bars = [
            MeanBar(category.label, tuple(map(float, shown.mean[place])), float(shown.row_n[place]), category.id)
            for place, category in enumerate(shown.rows.categories)
        ]
        unit = shown.unit
        parts = [category.label for category in shown.columns.categories]
        figure = figures.mean_bars(bars, parts, language, synthetic=shown.synthetic, unit=unit, **layout)
        return Drawing(figure, chart="stacked")
    estimates = [
        figures.Estimate(
            category.label,
            *(float(getattr(part.shown, name)[place][0]) for name in ("mean", "low", "high")),
            n=float(part.shown.n[place][0]),
            group=part.shown.rows.label if table.by and part.shown.rows.id else None,
            id=category.id,
        )
        for part in (table, *table.by)
        for place, category in enumerate(part.shown.rows.categories)
    ]
    figure = figures.point_ranges(
        estimates, language, synthetic=shown.synthetic, measure=shown.unit, kind="number", decimals=1, **layout
    )
    return Drawing(figure, chart="clustered")


def is_drawable_mean(table: MeanTable) -> bool:
    """Return whether any mean of a ``table`` is not hidden."""
    return bool((table.shown.mean == table.shown.mean).any())


def row_sizes(shown: Sequence[CountTable]) -> list[CountTable]:
    """Return tables whose line of n runs from the smallest row to the largest, where rows are waves.

    Parameters
    ----------
    shown : sequence of CountTable
        The counts behind a figure.
    """
    return [replace(each, grouped=False) if each.rows.id == WAVE and len(each.rows) > 1 else each for each in shown]
