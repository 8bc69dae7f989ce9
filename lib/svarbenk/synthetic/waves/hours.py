"""Hours by activity: skewed, mostly whole, and in every group with the sum that the printed means rest on."""

import numpy as np

from svarbenk.synthetic.waves.people import People
from svarbenk.synthetic.waves.placing import split
from svarbenk.synthetic.waves.quantities import HALVES
from svarbenk.synthetic.waves.recipe import WaveRecipe, at_wave
from svarbenk.synthetic.waves.sizes import Sizes

MOST_HOURS = 100
"""More than this nobody works in a usual week."""


def place_hours(people: People, recipe: WaveRecipe, sizes: Sizes, waves: tuple[str, ...]) -> None:
    """Give every respondent hours by activity.

    Parameters
    ----------
    people : People
        The respondents; the background that means are by is placed.
    recipe : WaveRecipe
        Activities, and what they go together with.
    sizes : Sizes
        Sums of hours by group, in halves, and how many have any.
    waves : tuple of str
        The ids of all waves in order.
    """
    hours = recipe.hours
    view = people.view
    wave = view.waves[0].id
    by = view.question(hours.by)
    given = people.given(by.id)
    groups = [(name, np.flatnonzero(given == name)) for name in by.category_ids]
    groups.append(("", np.flatnonzero([each is None for each in given])))
    silent = np.zeros(people.count, dtype=bool)
    aside = people.noise(f"uten {hours.battery}")
    for name, members in groups:
        group = (by.id, (name,)) if name else None
        answered = sizes.answered.get((hours.battery, group)) if name else None
        if not name and (hours.battery, None) in sizes.answered:
            known = sum(sizes.answered.get((hours.battery, (by.id, (each,))), 0) for each in by.category_ids)
            answered = sizes.answered[hours.battery, None] - known
        missing = round(hours.missing * len(members)) if answered is None else len(members) - answered
        silent[members[np.argsort(aside[members], kind="stable")[:missing]]] = True
    for item, activity in hours.activities.items():
        name = f"{hours.battery}_{item}"
        means = at_wave(activity.mean, wave, waves)
        shares = at_wave(activity.any, wave, waves)
        shares = shares * len(by.category_ids) if len(shares) == 1 else shares
        score = people.score(name, activity.on)
        values = np.full(people.count, np.nan)
        used_sum = used_some = 0
        for place, (group, members) in enumerate(groups):
            members = members[~silent[members]]
            key = (name, (by.id, (group,)))
            if group:
                total = sizes.hours.get(key, round(HALVES * means[place] * len(members)))
                some = sizes.some.get(key, round(shares[place] * len(members)))
                used_sum, used_some = used_sum + total, used_some + some
            else:
                total = (
                    sizes.hours.get((name, None), used_sum + round(HALVES * np.mean(means) * len(members))) - used_sum
                )
                some = sizes.some.get((name, None), used_some + round(np.mean(shares) * len(members))) - used_some
            values[members] = _shared(score[members], total, min(some, len(members)), activity.spread) / HALVES
        people.answers[name] = values
    names = [f"{hours.battery}_{item}" for item in hours.activities]
    for _, members in groups:
        _within_a_week(people, names, members[~silent[members]])


def _within_a_week(people: People, names: list[str], members: np.ndarray) -> None:
    """Move hours from those with more than a week has room for to others of the group who do the same."""
    while len(members):
        total = sum(people.answers[name] for name in names)
        busiest = members[np.argmax(total[members])]
        excess = total[busiest] - MOST_HOURS
        if excess <= 0:
            return
        name = max(names, key=lambda each: people.answers[each][busiest])
        values = people.answers[name]
        others = members[(values[members] > 0) & (total[members] < MOST_HOURS - 1) & (members != busiest)]
        if not len(others):
            return
        values[busiest] -= 1
        values[others[np.argmin(total[others])]] += 1


def _shared(score: np.ndarray, total: int, some: int, spread: float) -> np.ndarray:
    """Share ``total`` halves among those with the highest scores, the higher the more, mostly in whole hours."""
    found = np.zeros(len(score), dtype=int)
    if not len(score) or not some or not total:
        return found
    some = min(some, total)
    order = np.argsort(-score, kind="stable")[:some]
    weights = np.exp(spread * (score[order] - score[order].mean()))
    shares = np.array(split(weights, total))
    top = HALVES * 90
    shares = np.maximum(shares, 1)
    # whole hours, as people type them; a few halves take up what is left
    rounded = np.clip(
        np.maximum(HALVES * np.round(shares / HALVES).astype(int), 1 if total < HALVES * some else 2), 1, top
    )
    off = total - int(rounded.sum())
    while off:
        step = 1 if off > 0 else -1
        size = HALVES if abs(off) >= HALVES else 1
        able = np.flatnonzero((rounded + step * size >= 1) & (rounded + step * size <= top))
        if not len(able):
            size = 1
            able = np.flatnonzero((rounded + step >= 1) & (rounded + step <= top))
        chosen = able[: max(1, min(len(able), abs(off) // size))]
        rounded[chosen] += step * size
        off -= step * size * len(chosen)
    found[order] = rounded
    return found
