"""Means of a survey that was narrowed to one group: hidden where they are hidden beside the other groups."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from svarbenk.codebook import CLOSED, Merge
from svarbenk.disclosure import hidden_crossed, protect_means
from svarbenk.disclosure.small_means import few
from svarbenk.responses import WAVE, Responses
from svarbenk.tables import Means, means
from svarbenk.workbench.protection import Scope


def hidden_inside(scope: Scope, table: Means, names: Sequence[str], threshold: int) -> np.ndarray | None:
    """Find what must be hidden of means within a filter because of what is shown of the whole survey.

    Parameters
    ----------
    scope : Scope
        What the survey was narrowed from, and to.
    table : Means
        The means within the filter, as they are.
    names : sequence of str
        Ids of the questions they are of.
    threshold : int
        Means of 1 to below this many replies are hidden.

    Returns
    -------
    numpy.ndarray or None
        Rows × columns; None where the survey is whole or was narrowed in another way.
    """
    if scope.whole is None or scope.inside is None or threshold <= 1:
        return None
    background, group = scope.inside
    asked = scope.whole.responses.codebook.question(background)
    members = [asked.category_ids.index(each) for each in asked.members(group)]
    rows = list(asked.category_ids)
    waves = [wave.id for wave in table.waves]
    if table.rows.id in {"", WAVE, background}:
        by_wave = {}
        for wave in waves:
            found = protect_means(
                means(scope.whole.responses.of_waves([wave]), names, background, rows=rows), threshold
            )
            by_wave[wave] = _placed(found, rows)[members].any(axis=0)
        if table.rows.id == WAVE:
            return np.array([by_wave.get(row, np.zeros(len(table.columns), bool)) for row in table.rows.ids])
        return np.repeat(np.any(list(by_wave.values()), axis=0)[None], len(table.rows), axis=0)
    found = np.zeros(table.mean.shape, bool)
    for wave in waves:
        found |= _crossed(scope.whole.responses.of_waves([wave]), table, names, (background, rows, members), threshold)
    return found


def _crossed(
    responses: Responses, table: Means, names: Sequence[str], inside: tuple[str, list[str], list[int]], threshold: int
) -> np.ndarray:
    """Return what is hidden of one wave's means by a background within each group of another."""
    background, rows, members = inside
    by = responses.codebook.question(table.rows.id)
    groups = list(by.category_ids)
    parts = []
    for row in rows:
        here = responses.where(f"{background} == '{row}'", empty=True)
        parts.append(means(here, names, by.id, rows=groups))
    found = np.zeros(table.mean.shape, bool)
    for column in range(len(table.columns)):
        n = np.array([_by_id(np.nan_to_num(part.n)[:, column], part, groups) for part in parts])
        small = np.array([_by_id(few(part, threshold)[:, column], part, groups) for part in parts]) > 0
        hidden = hidden_crossed(n, small)[members].any(axis=0)
        for place, name in enumerate(table.rows.ids):
            found[place, column] = hidden[[groups.index(each) for each in by.members(name)]].any()
    return found


def _placed(table: Means, rows: list[str]) -> np.ndarray:
    """Return what is hidden by every category of a background; of those that are not in the table, nothing is."""
    return np.column_stack([_by_id(table.hidden[:, column], table, rows) > 0 for column in range(len(table.columns))])


def _by_id(values: np.ndarray, table: Means, rows: list[str]) -> np.ndarray:
    found = dict(zip(table.rows.ids, values.astype(float), strict=True))
    return np.array([found.get(row, 0.0) for row in rows])


def protected_means(scope: Scope, table: Means, names: Sequence[str], threshold: int) -> Means:
    """Return means with what must be hidden because of what is shown of the whole survey hidden already.

    Parameters
    ----------
    scope, table, names, threshold
        As for ``hidden_inside``.
    """
    if scope.whole is None or threshold <= 1:
        return table
    also = hidden_inside(scope, table, names, threshold)
    gone = np.zeros(table.mean.shape, bool) if also is None else also
    gone |= _counts_hidden(scope, table, names)
    coarser = scope.whole.coarser(table.rows.id, [wave.id for wave in table.waves])
    merges = {**table.rows.merges, **{f"{name}:{group}": Merge(nb=group, of=ids) for name, group, ids in coarser}}
    hidden = gone & (np.nan_to_num(table.n) > 0)
    return replace(table, hidden=hidden, rows=replace(table.rows, merges=merges))


def _counts_hidden(scope: Scope, table: Means, names: Sequence[str]) -> np.ndarray:
    """Return which means are of answers on a scale of which a count is hidden: mean and counts shown would tell it."""
    found = np.zeros(table.mean.shape, bool)
    if len(names) != 1 or scope.whole.responses.codebook.question(names[0]).kind not in CLOSED:
        return found
    question = scope.whole.responses.codebook.question(names[0])
    by = table.rows.id or None
    if not scope.whole.known(by, scope.inside):
        return found
    for wave in (wave.id for wave in table.waves):
        rows = [place for place, name in enumerate(table.rows.ids) if by != WAVE or name == wave]
        groups = None if by in {None, WAVE} else (by, table.rows.ids)
        flags, _ = scope.whole.flags(question, wave, groups, scope.inside, question.category_ids)
        found[rows] |= flags.any(axis=1)[:, None] if groups else flags.any()
    return found
