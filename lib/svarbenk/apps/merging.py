"""Merging answers: several columns of a table become one, hidden where one of them is."""

import copy
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from svarbenk.codebook import Language, Text
from svarbenk.tables import Axis, AxisCategory, CountTable
from svarbenk.workbench import BannerTable, Table

TOGETHER = "sammen"
"""The id of the answers that were merged."""
_OR = {"nb": "eller", "en": "or"}


def can_merge(shown: CountTable) -> bool:
    """Tell whether answers can be added up: nobody stands in two columns, and there are three of them at least.

    Parameters
    ----------
    shown : CountTable
        Counts after protection.
    """
    return shown.exclusive and not shown.sums and len(shown.columns) > 2


def merged_answers(table: Table | BannerTable, answers: Sequence[str]) -> Table | BannerTable:
    """Return a table in which some answers are one, where the first of them stood.

    What was hidden stays hidden: the sum of what is shown and what is not would tell it.

    Parameters
    ----------
    table : Table or BannerTable
        The counts after protection.
    answers : sequence of str
        Ids of columns.
    """
    # not made anew: the counts that are there have been protected, and protection is not to be applied to a rest
    made = copy.copy(table)
    if isinstance(made, BannerTable):
        made.total = merged_answers(table.total, answers)
        made.by = tuple(merged_answers(each, answers) for each in table.by)
        return made
    made.__dict__.pop("result", None)
    made.shown = merged_columns(table.shown, answers)
    if set(answers) <= set(table.muted):
        made.muted = (*table.muted, TOGETHER)
    return made


def merged_columns(shown: CountTable, answers: Sequence[str]) -> CountTable:
    """Return counts in which some columns are one; the first of them has its place.

    Parameters
    ----------
    shown : CountTable
        Counts after protection.
    answers : sequence of str
        Ids of columns.
    """
    ids = shown.columns.ids
    places = [place for place, name in enumerate(ids) if name in answers]
    kept = [place for place in range(len(ids)) if place not in places[1:]]
    together = kept.index(places[0])

    def column_sums(values: np.ndarray) -> np.ndarray:
        found = values[:, kept].copy()
        found[:, together] = values[:, places].sum(axis=1)
        return found

    hidden = shown.hidden[:, kept].copy()
    hidden[:, together] = shown.hidden[:, places].any(axis=1)
    labels = [shown.columns.categories[place].label for place in places]
    categories = [shown.columns.categories[place] for place in kept]
    categories[together] = AxisCategory(TOGETHER, Text(nb=_joined(labels, "nb"), en=_joined(labels, "en")))
    side_by_side = places == list(range(places[0], places[-1] + 1))
    left = set(ids) - set(answers)
    columns = replace(
        shown.columns,
        categories=tuple(categories),
        ordered=shown.columns.ordered and side_by_side,
        scores=(),
        merges={name: merge for name, merge in shown.columns.merges.items() if set(merge.of) <= left},
        absent=(),
    )
    outside = shown.outside
    if len(outside) == len(ids) + 1:
        sums = column_sums(np.array([outside[:-1]]))[0]
        outside = (*map(float, sums), outside[-1])
    return replace(
        shown,
        counts=column_sums(shown.counts),
        replies=column_sums(shown.replies),
        hidden=hidden,
        columns=columns,
        merges={name: merge for name, merge in shown.merges.items() if set(merge.of) <= left},
        outside=outside,
    )


def _joined(labels: Sequence[Text], language: Language) -> str:
    """Return «litt eller helt enig» as «Litt enig eller helt enig»: each label as it stands inside a sentence."""
    first, *rest = [label.to(language) for label in labels]
    inside = [first, *(each if each[1:2].isupper() else each[:1].lower() + each[1:] for each in rest)]
    *most, last = inside
    return f"{', '.join(most)} {_OR[language]} {last}"


def answers_of(axis: Axis, language: Language) -> tuple[tuple[str, str], ...]:
    """Return ids and labels of the columns, for ticking.

    Parameters
    ----------
    axis : Axis
        The columns.
    language : str
        «nb» or «en».
    """
    return tuple((category.id, category.label.to(language)) for category in axis.categories)
