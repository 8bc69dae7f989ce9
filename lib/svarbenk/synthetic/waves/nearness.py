"""How near sizes come to what the recipe says: what each step off costs, beside what is printed."""

import numpy as np

from svarbenk.codebook import Question
from svarbenk.errors import InputError
from svarbenk.synthetic.programme import Programme, Terms
from svarbenk.synthetic.waves.quantities import HALVES, MISSING, Quantities
from svarbenk.synthetic.waves.recipe import WaveRecipe, at_wave

# How much it costs to be a step off what the recipe or the register says, beside one another: sizes of backgrounds
# come first, then types within the register's size classes, item non-response, groups of a filter, and hours.
WEIGHT_SHARE = 2.0
WEIGHT_REGISTER = 2.0
WEIGHT_MISSING = 1.0
WEIGHT_GROUP = 0.1
WEIGHT_SOME_HOURS = 0.2
WEIGHT_HOURS = 0.01
WEIGHT_OTHER_HOURS = 0.02
WEIGHT_ITEM = 0.02
WEIGHT_ANSWERED = 0.05
STEP = 0.05
"""A twentieth off costs little; each step further four times as much."""
BEYOND = 4.0


def shares_of(question: Question, recipe: WaveRecipe, wave: str, waves: tuple[str, ...]) -> list[float]:
    """Return the assumed weights of a question's categories as its wave offered them, in their order.

    Parameters
    ----------
    question : Question
        As the wave asked it.
    recipe : WaveRecipe
        Says the weights of all categories; evenly where it says nothing.
    wave : str
        The wave.
    waves : tuple of str
        All waves in order.
    """
    assumed = recipe.assumed(question.id).shares or {"*": recipe.scales.get(question.scale or "", ())}
    weights = at_wave(assumed, wave, waves)
    if not weights:
        return [1.0] * len(question.categories)
    if len(weights) < len(question.categories):
        raise InputError(
            f"oppskriften, spørsmål «{question.id}»: fant {len(weights)} andeler; ventet {len(question.categories)}"
        )
    return list(weights[: len(question.categories)])


def near(programme: Programme, objective: Terms, terms: Terms, wanted: float, weight: float) -> None:
    """Make it cost to have ``terms`` off what is ``wanted``.

    Parameters
    ----------
    programme, objective
        Get the variables, and their costs.
    terms : dict
        The expression.
    wanted : float
        Its likely value.
    weight : float
        What the first step off costs.
    """
    sides = dict(terms)
    step = max(1.0, STEP * wanted)
    for sign in (-1.0, 1.0):
        for width, cost in ((step, 1.0), (1e7, BEYOND)):
            off = programme.variable(width, whole=False)
            sides[off] = sides.get(off, 0.0) + sign
            objective[off] = weight * cost / step
    programme.equal(sides, wanted)


def near_shares(
    question: Question, quantities: Quantities, recipe: WaveRecipe, waves: tuple[str, ...], objective: Terms
) -> None:
    """Make it cost to have the answers to a background or filter off the recipe's shares, whole and by group.

    Parameters
    ----------
    question : Question
        The background or filter.
    quantities : Quantities
        The wave's variables.
    recipe : WaveRecipe
        Says the shares.
    waves : tuple of str
        The ids of all waves in order.
    objective : dict
        Gets the costs.
    """
    wave = quantities.view.waves[0].id
    weights = np.array(shares_of(question, recipe, wave, waves), dtype=float)
    weights = weights / weights.sum()
    quantities.answers(question, question.category_ids)
    asked = quantities.asked(question)
    silent = recipe.assumed(question.id).missing
    for name, share in zip(question.category_ids, weights, strict=True):
        # the size of the base is a variable: the wanted share of it is one as well
        variable = quantities.counts[question.id, name, None]
        terms: Terms = {variable: 1.0}
        for key, value in asked.items():
            terms[key] = terms.get(key, 0.0) - float(share * (1 - silent)) * value
        near(quantities.programme, objective, terms, 0.0, WEIGHT_SHARE)
    terms = {quantities.counts[question.id, MISSING, None]: 1.0}
    for key, value in asked.items():
        terms[key] = terms.get(key, 0.0) - silent * value
    near(quantities.programme, objective, terms, 0.0, WEIGHT_MISSING)
    held = recipe.crossed.by if recipe.crossed else None
    groups = sorted(
        {key[2] for key in quantities.counts if key[0] == question.id and key[2] is not None and key[2][0] != held}
    )
    for group in groups:
        if group[1] == MISSING:
            quantities.programme.rule({quantities.counts[question.id, MISSING, group]: 1.0}, 0.0)
            continue
        inside = quantities.asked(question, (group[0], (group[1],)))
        for name, share in zip(question.category_ids, weights, strict=True):
            terms = {quantities.counts[question.id, name, group]: 1.0}
            for key, value in inside.items():
                terms[key] = terms.get(key, 0.0) - float(share) * value
            near(quantities.programme, objective, terms, 0.0, WEIGHT_GROUP)


def near_hours(quantities: Quantities, recipe: WaveRecipe, objective: Terms, waves: tuple[str, ...]) -> None:
    """Make it cost to have hours off the recipe's means, by group and for those without one.

    Parameters
    ----------
    quantities : Quantities
        The wave's variables.
    recipe : WaveRecipe
        Says the means.
    objective : dict
        Gets the costs.
    waves : tuple of str
        The ids of all waves in order.
    """
    view, hours = quantities.view, recipe.hours
    wave = view.waves[0].id
    by = view.question(hours.by)
    for item, activity in hours.activities.items():
        question = view.question(f"{hours.battery}_{item}")
        means = at_wave(activity.mean, wave, waves)
        for name, mean in zip(by.category_ids, means, strict=True):
            cell = quantities.numeric(question, (by.id, (name,)))
            near(
                quantities.programme, objective, {cell["sum"]: 1.0, cell["n"]: -HALVES * float(mean)}, 0.0, WEIGHT_HOURS
            )
        some = at_wave(activity.any, wave, waves)
        for name, share in zip(by.category_ids, some * len(by.category_ids) if len(some) == 1 else some, strict=True):
            cell = quantities.numeric(question, (by.id, (name,)))
            near(quantities.programme, objective, {cell["any"]: 1.0, cell["n"]: -float(share)}, 0.0, WEIGHT_SOME_HOURS)
        rest = quantities.numeric(question, None)
        overall = float(np.mean(means))
        parts: Terms = {rest["sum"]: 1.0}
        size: Terms = {rest["n"]: -HALVES * overall}
        for name in by.category_ids:
            cell = quantities.numeric(question, (by.id, (name,)))
            parts[cell["sum"]] = parts.get(cell["sum"], 0.0) - 1.0
            size[cell["n"]] = size.get(cell["n"], 0.0) + HALVES * overall
        near(quantities.programme, objective, {**parts, **size}, 0.0, WEIGHT_OTHER_HOURS)
        some_rest: Terms = {rest["any"]: 1.0, rest["n"]: -float(np.mean(some))}
        for name in by.category_ids:
            cell = quantities.numeric(question, (by.id, (name,)))
            some_rest[cell["any"]] = some_rest.get(cell["any"], 0.0) - 1.0
            some_rest[cell["n"]] = some_rest.get(cell["n"], 0.0) + float(np.mean(some))
        near(quantities.programme, objective, some_rest, 0.0, WEIGHT_SOME_HOURS)
    for group in (None, *((by.id, (name,)) for name in by.category_ids)):
        n = quantities.numeric(view.question(f"{hours.battery}_{next(iter(hours.activities))}"), group)["n"]
        terms: Terms = {n: 1.0}
        for key, value in quantities.size(group).items():
            terms[key] = terms.get(key, 0.0) - (1 - hours.missing) * value
        near(quantities.programme, objective, terms, 0.0, WEIGHT_MISSING)
