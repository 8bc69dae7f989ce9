"""Why a share changed between two waves: other people, or other answers from the same kind of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from .counts import DegenerateTable, read_counts
from .intervals import check_level
from .result import Effect, Note


@dataclass(frozen=True)
class Change:
    """A change between two waves, split into composition and within-group parts.

    Attributes
    ----------
    before, after : float
        Mean score (or share) in the two waves.
    total, composition, within : Effect
        The change, what of it comes from groups having become larger or smaller, and what from other answers
        within groups, with intervals. ``composition`` + ``within`` = ``total``.
    composition_by_group, within_by_group : float arrays
        What each group adds to the two parts.
    n : tuple of two ints
        Answers in the two waves.
    notes : tuple of Note
        ``group_in_one_wave`` with the groups (from 0) that have answers in one wave only.
    """

    before: float
    after: float
    total: Effect
    composition: Effect
    within: Effect
    composition_by_group: np.ndarray
    within_by_group: np.ndarray
    n: tuple[int, int]
    notes: tuple[Note, ...] = ()


def decompose_change(before: Any, after: Any, scores: Sequence[float], *, level: float = 0.95) -> Change:
    """Split the change of a share or mean between two waves into composition and within-group parts.

    Parameters
    ----------
    before, after : array-like of counts, shape (g, c)
        Groups by answers in the two waves, the same groups and answers in the same order, without totals.
    scores : sequence of c numbers
        Value of each answer. 1 for the answers that count and 0 for the others makes it a share.
    level : float, default 0.95
        Confidence level, between 0 and 1.

    Returns
    -------
    Change

    Raises
    ------
    ValueError
        If the tables do not hold counts or differ in shape, the scores do not fit them or are all equal, or
        the level is outside (0, 1).
    DegenerateTable
        If a wave has no answers.

    Notes
    -----
    With share s and mean m of a group: composition is the sum of (s₂ - s₁)(m₁ + m₂) / 2, within the sum of
    (m₂ - m₁)(s₁ + s₂) / 2. No interaction is left over, and neither wave is the standard. A group that is
    absent in one wave has no mean there; it gets that of the other wave, so that all it does is composition.
    A group's own composition part depends on where the scores have their zero; the sums do not. Intervals
    are by the delta method: waves are independent random samples, groups are not fixed in number.

    References
    ----------
    Kitagawa, E. M. (1955).
    """
    check_level(level)
    tables = [_checked(part) for part in (before, after)]
    if tables[0].shape != tables[1].shape:
        shapes = " and ".join("{} × {}".format(*table.shape) for table in tables)
        raise ValueError(f"tables of {shapes}; expected the same groups and answers in both waves")
    try:
        values = np.asarray(scores, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"scores {scores!r}; expected {tables[0].shape[1]} numbers, one per answer") from error
    if values.shape != (tables[0].shape[1],) or not np.isfinite(values).all():
        raise ValueError(f"scores {values.tolist()}; expected {tables[0].shape[1]} finite numbers, one per answer")
    if np.all(values == values[0]):
        raise ValueError(f"scores that are all {values[0]:g}; expected at least two different")
    sizes = [float(table.sum()) for table in tables]
    shares = [table.sum(axis=1) / size for table, size in zip(tables, sizes, strict=True)]
    means = _means(tables, values)
    step, spread = shares[1] - shares[0], means[1] - means[0]
    middle_mean, middle_share = (means[0] + means[1]) / 2, (shares[0] + shares[1]) / 2
    composition, within = step * middle_mean, spread * middle_share
    errors = np.sqrt(_variances(tables, means, values))
    z = float(stats.norm.isf((1 - level) / 2))
    parts = (composition.sum() + within.sum(), composition.sum(), within.sum())
    total, moved, changed = (
        Effect(name, float(value), float(value - z * error), float(value + z * error), level)
        for name, value, error in zip(("change", "composition", "within"), parts, errors, strict=True)
    )
    once = [int(g) for g in np.flatnonzero((shares[0] > 0) != (shares[1] > 0))]
    return Change(
        before=float(tables[0].sum(axis=0) @ values / sizes[0]),
        after=float(tables[1].sum(axis=0) @ values / sizes[1]),
        total=total,
        composition=moved,
        within=changed,
        composition_by_group=composition,
        within_by_group=within,
        n=(int(sizes[0]), int(sizes[1])),
        notes=(Note("group_in_one_wave", {"groups": once}),) if once else (),
    )


def _checked(table: Any) -> np.ndarray:
    """Check counts, but let a wave be in which everybody has answered alike."""
    try:
        read_counts(table)
    except DegenerateTable:
        if not np.sum(np.asarray(table)):
            raise
    return np.asarray(table, dtype=float)


def _means(tables: list[np.ndarray], values: np.ndarray) -> list[np.ndarray]:
    """Mean score of each group in each wave; an absent group's is that of the other wave, or 0."""
    sums = [table.sum(axis=1) for table in tables]
    own = [
        np.divide(table @ values, size, out=np.zeros(len(size)), where=size > 0)
        for table, size in zip(tables, sums, strict=True)
    ]
    return [np.where(sums[0] > 0, own[0], own[1]), np.where(sums[1] > 0, own[1], own[0])]


def _variances(tables: list[np.ndarray], means: list[np.ndarray], values: np.ndarray) -> np.ndarray:
    """Variances of the change, its composition and its within part, by the influence of each answer."""
    shares = [table.sum(axis=1) / table.sum() for table in tables]
    step, spread = shares[1] - shares[0], means[1] - means[0]
    middle_mean, middle_share = (means[0] + means[1]) / 2, (shares[0] + shares[1]) / 2
    found = np.zeros(3)
    for wave, sign in ((0, -1.0), (1, 1.0)):
        table, share = tables[wave], shares[wave]
        both = shares[1 - wave] > 0
        # the mean of a group that the other wave lacks stands in for both waves
        by_mean = np.where(both, step / 2, step), np.where(both, sign * middle_share, 0.0)
        by_share = sign * middle_mean, spread / 2
        apart = np.divide(values - means[wave][:, None], share[:, None], out=np.zeros_like(table), where=table > 0)
        parts = [(s - share @ s)[:, None] + m[:, None] * apart for s, m in zip(by_share, by_mean, strict=True)]
        for i, influence in enumerate((parts[0] + parts[1], *parts)):
            found[i] += np.sum(table * influence**2) / table.sum() ** 2
    return found
