"""Arbeidstid as figure and tables, for chosen weights."""

import math
from itertools import product

import numpy as np

from svarbenk import wording
from svarbenk.apps.hours_telling import Chosen, weight_text
from svarbenk.apps.hours_turning import stretches, turns
from svarbenk.apps.hours_words import said
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.figures import Estimate, Figure, point_ranges
from svarbenk.responses import WAVE
from svarbenk.workbench import WeightedHours

MINUS, NOBODY = "−", "–"


def figure(chosen: Chosen, width_mm: float | None = None, *, title: str | None = None, remark: str = "") -> Figure:
    """Draw the mean of each group and wave with its interval.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    width_mm : float, optional
        Width on paper; that of a page by default.
    title, remark : str
        Over and under the figure.
    """
    hours = chosen.hours
    values, (low, high) = hours.mean(chosen.weights), hours.interval(chosen.weights)
    estimates = [
        Estimate(
            wave.label, float(values[w, g]), *_ends(low[w, g], high[w, g]), n=float(hours.n[w, g]), group=category.label
        )
        for g, category in enumerate(hours.rows.categories)
        for w, wave in enumerate(hours.waves)
        if hours.hidden[w, g] or hours.n[w, g] > 0
    ]
    measure = Text(nb=said("measure", "nb"), en=said("measure", "en"))
    layout = {} if width_mm is None else {"width_mm": width_mm}
    return point_ranges(
        estimates, chosen.language, synthetic=hours.synthetic, measure=measure, kind="number", decimals=1, title=title,
        remark=remark, limits=_limits(hours), **layout,
    )  # fmt: skip


def _limits(hours: WeightedHours) -> tuple[float, float]:
    """Return the ends of the axis, the same for all weights, so that what moves is seen to move."""
    ends = [hours.interval(corner) for corner in product((0.0, 1.0), repeat=len(hours.parts))]
    middle = [hours.mean(corner) for corner in product((0.0, 1.0), repeat=len(hours.parts))]
    low = np.nanmin([*(each for each, _ in ends), *middle])
    high = np.nanmax([*(each for _, each in ends), *middle])
    return 5.0 * math.floor(low / 5), 5.0 * math.ceil(high / 5)


def _ends(low: float, high: float) -> tuple[float | None, float | None]:
    return (float(low), float(high)) if math.isfinite(low) else (None, None)


def hours_block(chosen: Chosen) -> TableBlock:
    """Lay out means with intervals and n, the waves and the change under each group.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    """
    hours, language = chosen.hours, chosen.language
    rows = []
    for group, category in enumerate(hours.rows.categories):
        rows.append(TableRow(role="group", label=category.label.to(language), key=category.id))
        rows += [
            TableRow(
                label=each.label.to(language),
                cells=_cells(chosen, wave, group),
                key=f"{WAVE}={each.id},{hours.rows.id}={category.id}",
            )
            for wave, each in enumerate(hours.waves)
        ]
        if len(hours.waves) > 1:
            rows.append(TableRow(label=said("change", language), cells=_change(chosen, group)))
    share = wording.percent(95, language)
    return TableBlock(
        label=said("table", language),
        number="",
        caption=f"{said('caption', language)}, {chosen.weighted()}",
        stub=chosen.background.to(language),
        columns=(said("measure", language), said("interval", language).format(share), "n"),
        rows=tuple(rows),
        source=hours.source.to(language),
        synthetic=hours.synthetic,
        sheets=(_sheet(chosen),),
    )


def _cells(chosen: Chosen, wave: int, group: int) -> tuple[str, str, str]:
    hours, language = chosen.hours, chosen.language
    if hours.hidden[wave, group]:
        return (wording.HIDDEN,) * 3
    if hours.n[wave, group] == 0:
        return NOBODY, NOBODY, wording.number(0, language)
    low, high = (end[wave, group] for end in hours.interval(chosen.weights))
    return (
        wording.number(hours.mean(chosen.weights)[wave, group], language, 1),
        f"{wording.number(low, language, 1)}–{wording.number(high, language, 1)}" if math.isfinite(low) else NOBODY,
        wording.number(hours.n[wave, group], language),
    )


def _change(chosen: Chosen, group: int) -> tuple[str, str, str]:
    change, low, high = (each[group] for each in chosen.hours.change(chosen.weights))
    if not math.isfinite(change):
        hidden = chosen.hours.hidden[[0, -1], group].any()
        return (wording.HIDDEN, wording.HIDDEN, "") if hidden else (NOBODY, NOBODY, "")
    to = " to " if chosen.language == "en" else " til "
    ends = to.join(_signed(each, chosen.language) for each in (low, high)) if math.isfinite(low) else NOBODY
    return _signed(change, chosen.language), ends, ""


def _signed(value: float, language: Language) -> str:
    told = wording.number(value, language, 1)
    return told if told.startswith(MINUS) or wording.rounded(value, 1) == 0 else f"+{told}"


def _sheet(chosen: Chosen) -> CountSheet:
    hours, language = chosen.hours, chosen.language
    values = hours.mean(chosen.weights).T
    return CountSheet(
        title=said("title", language),
        row_header=chosen.background.to(language),
        rows=tuple(category.label.to(language) for category in hours.rows.categories),
        columns=tuple(wave.label.to(language) for wave in hours.waves),
        counts=tuple(tuple(None if not np.isfinite(x) else round(float(x), 4) for x in row) for row in values),
        unit=hours.question.unit.to(language) if hours.question.unit else said("measure", language),
        base=base(chosen),
        source=hours.source.to(language),
        question=f"{said('title', language)}, {chosen.weighted()}",
        synthetic=hours.synthetic,
        by=hours.rows.id,
        row_keys=hours.rows.ids,
        column_keys=tuple(wave.id for wave in hours.waves),
        chart="line",
    )


def base(chosen: Chosen) -> str:
    """Return how many stand behind each mean: «n = 97–970 fastleger i hver gruppe og runde.».

    Parameters
    ----------
    chosen : Chosen
        The hours.
    """
    known = chosen.hours.n[np.nan_to_num(chosen.hours.n) > 0]
    if not known.size:
        return ""
    size = wording.span(float(known.min()), float(known.max()), chosen.language)
    return said("base", chosen.language).format(size, chosen.hours.respondent.to(chosen.language))


def ranking_block(chosen: Chosen) -> TableBlock | None:
    """Lay out the rankings there are in the last wave as one weight moves; None where it is the same for all.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    """
    hours, language = chosen.hours, chosen.language
    turning = any(turns(hours, -1, part, chosen.weights) for part in range(len(hours.parts)))
    if not turning:
        return None
    rows = []
    for part in range(len(hours.parts)):
        name = chosen.part(part)
        others = chosen.weighted(without=part)
        head = f"{name[:1].upper()}{name[1:]}" + (f" ({others})" if others else "")
        rows.append(TableRow(role="group", label=head))
        for stretch in stretches(hours, -1, part, chosen.weights):
            ends = [weight_text(end, None, language) for end in (stretch.low, stretch.high)]
            names = [hours.rows.categories[group].label.to(language) for group in stretch.order]
            order = "; ".join(map(wording.lowered, names))
            rows.append(TableRow(label="–".join(ends), cells=(order,)))
    return TableBlock(
        label=said("ranking", language),
        number="",
        caption=said("ranking_caption", language).format(chosen.when(chosen.last)),
        stub=said("weights", language),
        columns=(said("order", language),),
        rows=tuple(rows),
        synthetic=hours.synthetic,
    )
