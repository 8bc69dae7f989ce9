"""Means on an answer scale of numbers, such as usefulness from 1 to 5, ranked; don't-know is left out of them."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import stats as distributions

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import Estimate, Figure, ranked_means
from svarbenk.workbench.table import Table


@dataclass(frozen=True)
class ScaleMean:
    """An item's mean on the scale with its 95 % interval; ``n`` gave a number, ``unknown`` answered don't know."""

    id: str
    label: Text
    value: float
    low: float
    high: float
    n: float
    unknown: float


class ScaleMeans:
    """The items of one or several batteries by their mean on the answers' scale; 1 is the first answer.

    Parameters
    ----------
    *tables : Table
        Batteries: a row an item, the same columns in scale order, don't-know among ``muted``.

    Raises
    ------
    InputError
        If the answers do not stand on a scale, merges are among the columns, or the scales differ.
    """

    def __init__(self, *tables: Table):
        first = tables[0]
        for table in tables:
            shown = table.shown
            if not (shown.columns.ordered and shown.exclusive) or shown.columns.ids != first.shown.columns.ids:
                raise InputError(f"{table.title()}: ventet ordnede svar uten sammenslåinger, og samme skala for alle")
        self.tables = tables
        self.points = [place for place, name in enumerate(first.shown.columns.ids) if name not in first.muted]

    @property
    def language(self) -> Language:
        """The language of the tables."""
        return self.tables[0].language

    @cached_property
    def items(self) -> tuple[ScaleMean, ...]:
        """The items, the highest mean first; of an item with a hidden count nothing is known, and it stands last."""
        found = [self._item(table, place) for table in self.tables for place in range(len(table.shown.rows))]
        return tuple(sorted(found, key=lambda each: (math.isnan(each.value), -each.value)))

    def _item(self, table: Table, place: int) -> ScaleMean:
        shown = table.shown
        category = shown.rows.categories[place]
        counts = shown.counts[place, self.points]
        unknown = float(np.delete(shown.counts[place], self.points).sum())
        n = float(counts.sum())
        if math.isnan(n) or not n:
            return ScaleMean(category.id, category.label, math.nan, math.nan, math.nan, n, unknown)
        scores = np.arange(1, len(self.points) + 1)
        mean = float(counts @ scores / n)
        if n < 2:
            return ScaleMean(category.id, category.label, mean, math.nan, math.nan, n, unknown)
        variance = float(counts @ (scores - mean) ** 2 / (n - 1))
        half = float(distributions.t.ppf(0.975, n - 1)) * math.sqrt(variance / n)
        low, high = max(1.0, mean - half), min(float(len(scores)), mean + half)
        return ScaleMean(category.id, category.label, mean, low, high, n, unknown)

    def sentence(self) -> str:
        """Return which items have the highest and the lowest mean; nothing where fewer than two are known."""
        known = [each for each in self.items if not math.isnan(each.value)]
        if len(known) < 2:
            return ""
        highest, lowest = ((each.label.to(self.language), each.value) for each in (known[0], known[-1]))
        return wording.scale_means_sentence(highest, lowest, self.language)

    def note(self) -> str:
        """Return how the means were made: the scale, don't-know left out, and how many gave a number."""
        sizes = [each.n for each in self.items if not math.isnan(each.n)] or [math.nan]
        return wording.scale_means_note(len(self.points), min(sizes), max(sizes), self.language)

    def figure(self) -> Figure | None:
        """Draw the means as dots on the scale, the highest on top; None where none is known."""
        known = [each for each in self.items if not math.isnan(each.value)]
        if not known:
            return None
        ends = [self.tables[0].shown.columns.categories[self.points[place]].label for place in (0, -1)]
        return ranked_means(
            [Estimate(e.label, e.value, _limit(e.low), _limit(e.high), n=e.n, id=e.id) for e in known],
            self.language,
            synthetic=any(table.synthetic for table in self.tables),
            low_end=ends[0],
            high_end=ends[1],
            limits=(1, len(self.points)),
        )


def _limit(value: float) -> float | None:
    return None if math.isnan(value) else value
