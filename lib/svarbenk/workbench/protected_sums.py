"""Sums of a survey that was narrowed to one group: hidden where they are hidden beside the other groups."""

from collections.abc import Callable

import numpy as np

from svarbenk.disclosure import hide, protect
from svarbenk.responses import WAVE, Responses
from svarbenk.tables import CountTable
from svarbenk.workbench.protection import Scope


def sums_inside(
    scope: Scope, table: CountTable, counting: Callable[[Responses, str | None], CountTable], threshold: int
) -> CountTable:
    """Return sums within a filter, without those that would tell the sums of the groups beside it.

    Parameters
    ----------
    scope : Scope
        What the survey was narrowed from, and to.
    table : CountTable
        The sums within the filter, protected by themselves; any other table is returned as it is.
    counting : callable
        What adds up, called with answers and a background.
    threshold : int
        Sums of 1 to below this many replies are hidden.

    Returns
    -------
    CountTable
        By another background than that of the filter, nothing is shown.
    """
    if not table.sums or scope.whole is None or scope.inside is None or threshold <= 1:
        return table
    background = scope.inside[0]
    waves = [wave.id for wave in table.waves] or [None]
    counts = np.zeros(table.shape, bool)
    if table.rows.id not in {"", WAVE, background}:
        return hide(table, ~counts, ~counts[:, 0], threshold, everybody=True)
    hidden = {wave: _hidden(scope, counting, wave, threshold) for wave in waves}
    if table.rows.id == WAVE:
        rows = [hidden.get(wave, False) for wave in table.rows.ids]
    else:
        rows = [any(hidden.values())] * len(table.rows)
    counts[np.array(rows, bool)] = True
    return hide(table, counts | table.hidden, counts[:, 0] | np.isnan(table.row_n), threshold, everybody=any(rows))


def _hidden(
    scope: Scope, counting: Callable[[Responses, str | None], CountTable], wave: str | None, threshold: int
) -> bool:
    """Tell whether anything of the filter's group is hidden where the sums stand by its background."""
    background, group = scope.inside
    answers = scope.whole.responses if wave is None else scope.whole.responses.of_waves([wave])
    beside = protect(counting(answers, background), threshold)
    names = [group] if group in beside.rows.ids else list(answers.codebook.question(background).members(group))
    places = [beside.rows.ids.index(name) for name in names if name in beside.rows.ids]
    return not places or bool(beside.hidden[places].any() or np.isnan(beside.row_n[places]).any())
