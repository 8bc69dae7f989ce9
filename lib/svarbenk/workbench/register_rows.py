"""Figures of single rows, one kommune or doctor each: dots for the evaluator, means of tenths where rows are hidden."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from svarbenk import figures, wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet
from svarbenk.figures import Figure, Panel, Scale, Series
from svarbenk.register.extracts import Extract
from svarbenk.register.figure_definition import FigureDefinition, PanelDefinition
from svarbenk.wording import register_figures as words
from svarbenk.workbench.register_drawing import spearman_text

_TENTHS = 10


@dataclass(frozen=True)
class RowPicture:
    """A part of a figure: «a) Listetak», its picture, its notes and the sheet behind it, which has no single rows."""

    heading: str
    picture: Figure
    notes: tuple[str, ...]
    sheets: tuple[CountSheet, ...]


def row_pictures(
    figure: FigureDefinition, extract: Extract, language: Language, threshold: int = 0
) -> tuple[RowPicture, ...]:
    """Draw an extract of single rows, a picture a panel.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    extract : Extract
        Its rows.
    language : str
        «nb» or «en».
    threshold : int
        From 2, no row is drawn by itself, and no group of fewer rows is.
    """
    view = figure.extract_view
    assert view is not None
    x = extract.definition.column(extract.definition.x)
    label = Text(nb=x.nb, en=x.en)
    return tuple(_part(figure, panel, extract, label, language, threshold) for panel in view.panels)


def _part(
    figure: FigureDefinition, panel: PanelDefinition, extract: Extract, label: Text, language: Language, threshold: int
) -> RowPicture:
    [series] = panel.series
    pairs = extract.frame[[extract.definition.x, series.column]].dropna()
    x, y = (pairs[name].tolist() for name in pairs)
    correlation = spearman_text(x, y, language)
    means = _means(pairs, max(threshold, 1))
    heading = panel.heading.to(language) if panel.heading else ""
    x_scale = Scale(label, extract.definition.column(extract.definition.x).kind == "percent", 1, zero=False)
    y_scale = Scale(panel.unit, panel.percent, panel.decimals, panel.zero)
    notes = [correlation]
    if threshold <= 1:
        dots = Series(series.label, tuple(x), tuple(y), series.id)
        picture = figures.scatter(
            [dots], language, synthetic=extract.synthetic, x_scale=x_scale, y_scale=y_scale, note=correlation
        )
    else:
        bars = Series(series.label, tuple(map(float, range(len(means)))), tuple(means.y), series.id)
        tenth = words.word("tenth", language)
        ticks = {
            float(place): Text(nb=f"{place + 1}. {tenth}", en=f"{place + 1}. {tenth}") for place in range(len(means))
        }
        picture = figures.series_columns(Panel((bars,), y_scale), language, synthetic=extract.synthetic, ticks=ticks)
        notes.append(words.word("tenths", language, x=wording.lowered(label.to(language))))
    sheet = CountSheet(
        title=f"{figure.title.to(language)}. {heading}".rstrip(". "),
        row_header=label.to(language),
        rows=tuple(
            f"{wording.number(low, language, 1)}–{wording.number(high, language, 1)}"
            for low, high in zip(means.low, means.high, strict=True)
        ),
        columns=(series.label.to(language), "n"),
        counts=tuple((float(value), float(n)) for value, n in zip(means.y, means.n, strict=True)),
        unit=panel.unit.to(language),
        base="",
        source="",
        test=correlation,
        synthetic=extract.synthetic,
    )
    return RowPicture(heading, picture, tuple(notes), (sheet,))


def _means(pairs: pd.DataFrame, least: int) -> pd.DataFrame:
    """Return the mean of the second number in each tenth by the first; fewer groups where tenths would be small."""
    ordered = pairs.sort_values(pairs.columns[0], kind="stable")
    parts = max(1, min(_TENTHS, len(ordered) // max(least, 1)))
    groups = np.array_split(ordered.to_numpy(float), parts)
    return pd.DataFrame(
        [(each[:, 0].min(), each[:, 0].max(), each[:, 1].mean(), len(each)) for each in groups],
        columns=["low", "high", "y", "n"],
    )
