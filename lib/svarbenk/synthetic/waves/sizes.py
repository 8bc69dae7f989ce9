"""How large the groups of a wave are, so that every printed number can be hit at once."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from svarbenk.codebook import Codebook, DataFolder, Question
from svarbenk.errors import InputError
from svarbenk.ledger import Entry
from svarbenk.synthetic.programme import Programme, Terms
from svarbenk.synthetic.waves.limits import demand, limits
from svarbenk.synthetic.waves.placing import split
from svarbenk.synthetic.waves.printed import apply
from svarbenk.synthetic.waves.quantities import HALVES, MISSING, Quantities
from svarbenk.synthetic.waves.recipe import Register, WaveRecipe, at_wave

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
NEAR_TOTAL = 4.0
"""How far from the register's total the straight lines may be; ``estimates.refine`` takes it from there."""
GAP = 0.1
"""A tenth from the cheapest is near enough."""


@dataclass(frozen=True)
class Sizes:
    """What stage one settled.

    ``counts[question, category, group]`` for backgrounds and filters (group: None or (background, category)),
    ``hours[item, group]`` sums in halves, ``some[item]`` how many have more than none, ``answered[battery, group]``.
    """

    total: int
    counts: dict[tuple, int] = field(default_factory=dict)
    hours: dict[tuple, int] = field(default_factory=dict)
    some: dict[tuple, int] = field(default_factory=dict)
    answered: dict[tuple, int] = field(default_factory=dict)


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


def settle(
    entries: Sequence[Entry],
    estimates: Sequence[Entry],
    view: Codebook,
    recipe: WaveRecipe,
    total: int,
    waves: tuple[str, ...],
    registered: dict[tuple[str, str], int],
) -> Sizes | None:
    """Settle the sizes of a wave's backgrounds and filters, and its sums of hours.

    Parameters
    ----------
    entries : sequence of Entry
        The printed numbers that are to be hit; they can hold together.
    estimates : sequence of Entry
        Printed register estimates that rest on the survey's split, within groups of the register.
    view : Codebook
        The wave.
    recipe : WaveRecipe
        What sizes are near otherwise.
    total : int
        The number of replies.
    waves : tuple of str
        The ids of all waves in order.
    registered : dict
        (type, size class) to how many the register has.

    Returns
    -------
    Sizes or None
        None where no sizes let every number be hit.
    """
    programme = Programme()
    quantities = Quantities(view, programme, total)
    quantities.register = recipe.crossed.of if recipe.crossed else ""
    programme.equal({quantities.total: 1.0}, total)
    for entry in entries:
        apply(entry, quantities, view.waves[0].population)
    for entry in estimates:
        _estimated(entry, quantities, registered)
    if estimates:
        _totals_near(estimates, quantities, recipe, waves, registered)
    objective: Terms = {}
    wanted = [each for each in view.questions if each.background and not each.derived and each.kind != "numeric"]
    filters = {name for base in view.bases.values() for name in base.condition.questions}
    names = {each.id for each in wanted} | filters
    for question in [view.question(name) for name in sorted(names)]:
        if question.kind in {"single", "ordinal"} and not question.derived:
            _near_shares(question, quantities, recipe, waves, objective)
    if estimates:
        _near_register(estimates, quantities, registered, objective)
    if recipe.hours is not None:
        _near_hours(quantities, recipe, objective, waves)
    for key, variable in quantities.counts.items():
        if key[1] == MISSING and key[2] is None and key[0] not in names:
            # item non-response is rare; where the recipe has none, there is none
            if key[0] in recipe.questions and recipe.assumed(key[0]).missing == 0:
                programme.equal({variable: 1.0}, 0)
            objective[variable] = objective.get(variable, 0.0) + WEIGHT_ITEM
    for key, variable in quantities.free.items():
        if key[0] in {"n", "some"} and key[2] is None:
            objective[variable] = objective.get(variable, 0.0) - WEIGHT_ANSWERED
    values = programme.attempt(objective, gap=GAP)
    if values is None:
        return None

    def value(variable: int) -> int:
        return round(float(values[variable]))

    return Sizes(
        total,
        {key: value(variable) for key, variable in quantities.counts.items() if key[0] in names},
        {key[1:]: value(variable) for key, variable in quantities.free.items() if key[0] == "sum"},
        {key[1:]: value(variable) for key, variable in quantities.free.items() if key[0] == "any"},
        {key[1:]: value(variable) for key, variable in quantities.free.items() if key[0] == "n"},
    )


def _near(programme: Programme, objective: Terms, terms: Terms, wanted: float, weight: float) -> None:
    sides = dict(terms)
    step = max(1.0, STEP * wanted)
    for sign in (-1.0, 1.0):
        for width, cost in ((step, 1.0), (1e7, BEYOND)):
            off = programme.variable(width, whole=False)
            sides[off] = sides.get(off, 0.0) + sign
            objective[off] = weight * cost / step
    programme.equal(sides, wanted)


def _near_shares(question, quantities: Quantities, recipe: WaveRecipe, waves, objective: Terms) -> None:
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
        _near(quantities.programme, objective, terms, 0.0, WEIGHT_SHARE)
    terms = {quantities.counts[question.id, MISSING, None]: 1.0}
    for key, value in asked.items():
        terms[key] = terms.get(key, 0.0) - silent * value
    _near(quantities.programme, objective, terms, 0.0, WEIGHT_MISSING)
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
            _near(quantities.programme, objective, terms, 0.0, WEIGHT_GROUP)


def _near_hours(quantities: Quantities, recipe: WaveRecipe, objective: Terms, waves: tuple[str, ...]) -> None:
    view, hours = quantities.view, recipe.hours
    wave = view.waves[0].id
    by = view.question(hours.by)
    for item, activity in hours.activities.items():
        question = view.question(f"{hours.battery}_{item}")
        means = at_wave(activity.mean, wave, waves)
        for name, mean in zip(by.category_ids, means, strict=True):
            cell = quantities._numeric(question, (by.id, (name,)))
            _near(
                quantities.programme, objective, {cell["sum"]: 1.0, cell["n"]: -HALVES * float(mean)}, 0.0, WEIGHT_HOURS
            )
        some = at_wave(activity.any, wave, waves)
        for name, share in zip(by.category_ids, some * len(by.category_ids) if len(some) == 1 else some, strict=True):
            cell = quantities._numeric(question, (by.id, (name,)))
            _near(quantities.programme, objective, {cell["any"]: 1.0, cell["n"]: -float(share)}, 0.0, WEIGHT_SOME_HOURS)
        rest = quantities._numeric(question, None)
        overall = float(np.mean(means))
        parts: Terms = {rest["sum"]: 1.0}
        size: Terms = {rest["n"]: -HALVES * overall}
        for name in by.category_ids:
            cell = quantities._numeric(question, (by.id, (name,)))
            parts[cell["sum"]] = parts.get(cell["sum"], 0.0) - 1.0
            size[cell["n"]] = size.get(cell["n"], 0.0) + HALVES * overall
        _near(quantities.programme, objective, {**parts, **size}, 0.0, WEIGHT_OTHER_HOURS)
        some_rest: Terms = {rest["any"]: 1.0, rest["n"]: -float(np.mean(some))}
        for name in by.category_ids:
            cell = quantities._numeric(question, (by.id, (name,)))
            some_rest[cell["any"]] = some_rest.get(cell["any"], 0.0) - 1.0
            some_rest[cell["n"]] = some_rest.get(cell["n"], 0.0) + float(np.mean(some))
        _near(quantities.programme, objective, some_rest, 0.0, WEIGHT_SOME_HOURS)
    for group in (None, *((by.id, (name,)) for name in by.category_ids)):
        n = quantities._numeric(view.question(f"{hours.battery}_{next(iter(hours.activities))}"), group)["n"]
        terms: Terms = {n: 1.0}
        for key, value in quantities.size(group).items():
            terms[key] = terms.get(key, 0.0) - (1 - hours.missing) * value
        _near(quantities.programme, objective, terms, 0.0, WEIGHT_MISSING)


def registered_counts(
    data: DataFolder, document_folder: str, survey: str, register: Register | None
) -> dict[tuple[str, str], int]:
    """Return the register's counts of two crossed backgrounds from ``populasjon.csv``; none without a ``register``.

    Parameters
    ----------
    data : DataFolder
        The data folder.
    document_folder : str
        The folder of the document's printed numbers.
    survey : str
        The survey's id.
    register : Register or None
        Names the two backgrounds.
    """
    path = data.published / document_folder / "populasjon.csv"
    found: dict[tuple[str, str], int] = {}
    if register is None or not path.is_file():
        return found
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["survey"] == survey and row["background"] == f"{register.of}*{register.by}":
                kind, _, size = row["group"].partition("*")
                found[kind, size] = int(row["count"])
    return found


def _estimated(entry: Entry, quantities: Quantities, registered: dict[tuple[str, str], int]) -> None:
    """Demand an estimate within a size class: the register's share of the type, divided as the survey is."""
    question = quantities.view.question(entry.question)
    (size,) = entry.groups
    kind, members = type_of(quantities.view, quantities.register, entry.category)
    whole = sum(count for (_, where), count in registered.items() if where == size)
    group = (entry.background, (size,))
    part = quantities.answers(question, (entry.category,), group)
    own = quantities.answers(question, members, group)
    scale = Fraction(registered[kind, size], whole)
    demand(
        quantities.programme,
        {variable: scale * Fraction(value) for variable, value in part.items()},
        own,
        100,
        limits(entry.number),
    )


def _near_register(estimates, quantities: Quantities, registered, objective: Terms) -> None:
    """Keep the types within a size class near the register's, which the report divided by the survey's split."""
    view = quantities.view
    question = view.question(estimates[0].question)
    background = estimates[0].background
    for size in view.question(background).category_ids:
        everybody = sum(count for (_, where), count in registered.items() if where == size)
        own = quantities.answers(question, question.category_ids, (background, (size,)))
        for kind, members in view.question(quantities.register).grouped.groups.items():
            terms = quantities.answers(question, members, (background, (size,)))
            for variable, value in own.items():
                terms[variable] = terms.get(variable, 0.0) - registered[kind, size] / everybody * value
            _near(quantities.programme, objective, terms, 0.0, WEIGHT_REGISTER)


def _totals_near(estimates, quantities: Quantities, recipe: WaveRecipe, waves, registered) -> None:
    """Keep the estimates' totals near the register's own: as straight lines, since a share is no linear thing.

    ``estimates.refine`` brings them home exactly.
    """
    view = quantities.view
    (background,) = {entry.background for entry in estimates}
    question = view.question(estimates[0].question)
    sizes = view.question(background)
    weights = shares_of(sizes, recipe, view.waves[0].id, waves)
    printed = {(entry.category, entry.groups[0]): entry.number.value for entry in estimates}
    for kind, members in view.question(quantities.register).grouped.groups.items():
        for name in members[:1]:
            terms: Terms = {}
            for size, weight in zip(sizes.category_ids, weights, strict=True):
                registry = registered[kind, size]
                everybody = sum(count for (_, where), count in registered.items() if where == size)
                held = quantities.most * weight / sum(weights) * registry / everybody
                known = printed[name, size] / sum(printed[each, size] for each in members)
                group = (background, (size,))
                for each in members:
                    for variable, value in quantities.answers(question, (each,), group).items():
                        step = registry / held * value * ((1.0 if each == name else 0.0) - known)
                        terms[variable] = terms.get(variable, 0.0) + step
            quantities.programme.rule(terms, -NEAR_TOTAL, NEAR_TOTAL)


def type_of(view: Codebook, grouped: str, category: str) -> tuple[str, tuple[str, ...]]:
    """Return the group of the ``grouped`` question of ``view`` that a ``category`` belongs to, and its members."""
    groups = view.question(grouped).grouped.groups
    kind = next(name for name, members in groups.items() if category in members)
    return kind, groups[kind]


def whole_numbers(shares: Sequence[float], total: int) -> list[int]:
    """Return whole numbers in proportion to ``shares`` that add up to ``total``."""
    return split(shares, total)
