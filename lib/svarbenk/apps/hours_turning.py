"""Where the ranking of groups turns as a weight moves from 0 to 1: solved, as means are linear in the weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np

from svarbenk.workbench import WeightedHours


@dataclass(frozen=True)
class Turn:
    """Two groups whose order changes where a part has ``weight``: below it ``more`` has more hours, above it ``less``.

    Groups are their places, from 0.
    """

    weight: float
    more: int
    less: int


@dataclass(frozen=True)
class Stretch:
    """A stretch of weights, ``low`` to ``high``, in which the ``order`` of the groups is one: most hours first."""

    low: float
    high: float
    order: tuple[int, ...]


def crossing(fixed: float, slope: float) -> float | None:
    """Return the weight between 0 and 1, ends left out, at which a line is 0; None where there is none.

    Parameters
    ----------
    fixed, slope : float
        The line's value at the weight 0, and how much it rises to the weight 1.
    """
    # of the same sign at both ends, or 0 at one of them, it does not change sign between them
    if not fixed * (fixed + slope) < 0:
        return None
    return -fixed / slope


def turns(hours: WeightedHours, wave: int, part: int, weights: Sequence[float]) -> tuple[Turn, ...]:
    """Return where the order of two groups changes as one part's weight moves from 0 to 1, smallest weight first.

    Parameters
    ----------
    hours : WeightedHours
        The groups; hidden ones have no place in the ranking.
    wave, part : int
        The wave, and the part whose weight moves.
    weights : sequence of float
        The weights at which the other parts are kept.
    """
    fixed, slope = _lines(hours, part, weights)
    found = []
    for one, other in combinations(_known(hours, wave), 2):
        gap = fixed[wave, one] - fixed[wave, other]
        weight = crossing(gap, slope[wave, one] - slope[wave, other])
        if weight is not None:
            found.append(Turn(weight, one, other) if gap > 0 else Turn(weight, other, one))
    return tuple(sorted(found, key=lambda each: each.weight))


def stretches(hours: WeightedHours, wave: int, part: int, weights: Sequence[float]) -> tuple[Stretch, ...]:
    """Return the rankings there are as one part's weight moves from 0 to 1; parameters as for ``turns``."""
    fixed, slope = _lines(hours, part, weights)
    ends = sorted({0.0, 1.0, *(turn.weight for turn in turns(hours, wave, part, weights))})
    found = []
    for low, high in pairwise(ends):
        values = fixed[wave] + slope[wave] * (low + high) / 2
        order = tuple(sorted(_known(hours, wave), key=lambda group: -values[group]))
        found.append(Stretch(low, high, order))
    return tuple(found)


def same_whatever(hours: WeightedHours, wave: int) -> bool:
    """Tell whether the ranking is the same for all weights from 0 to 1, of all parts at once.

    A difference of two means is linear in the weights, so it keeps its sign where it has one at all corners.

    Parameters
    ----------
    hours : WeightedHours
        The groups.
    wave : int
        The wave.
    """
    corners = [hours.mean(each)[wave] for each in product((0.0, 1.0), repeat=len(hours.parts))]
    return all(
        len({np.sign(values[one] - values[other]) for values in corners}) == 1
        for one, other in combinations(_known(hours, wave), 2)
    )


def change_turns(hours: WeightedHours, part: int, weights: Sequence[float]) -> tuple[tuple[int, float, bool], ...]:
    """Return groups whose change from the first wave to the last has another sign on either side of a weight.

    Parameters
    ----------
    hours, part, weights
        As for ``turns``.

    Returns
    -------
    tuple of (int, float, bool)
        The group, the weight, and whether the change is a rise above it.
    """
    fixed, slope = _lines(hours, part, weights)
    found = []
    for group in set(_known(hours, 0)) & set(_known(hours, -1)):
        at_none = fixed[-1, group] - fixed[0, group]
        weight = crossing(at_none, slope[-1, group] - slope[0, group])
        if weight is not None:
            found.append((group, weight, bool(at_none < 0)))
    return tuple(sorted(found, key=lambda each: each[1]))


def changes_alike_whatever(hours: WeightedHours) -> bool:
    """Tell whether no group's change from first wave to last has another sign for any weights from 0 to 1."""
    corners = [hours.mean(each) for each in product((0.0, 1.0), repeat=len(hours.parts))]
    return all(
        len({np.sign(values[-1, group] - values[0, group]) for values in corners}) == 1
        for group in set(_known(hours, 0)) & set(_known(hours, -1))
    )


def _lines(hours: WeightedHours, part: int, weights: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Return the means at the weight 0 of a part, the others kept, and how much they rise to the weight 1."""
    at_none = [0.0 if place == part else float(weight) for place, weight in enumerate(weights)]
    return hours.mean(tuple(at_none)), hours.moving[..., part]


def _known(hours: WeightedHours, wave: int) -> list[int]:
    return [group for group in range(len(hours.rows)) if np.isfinite(hours.fixed[wave, group])]
