"""How large the groups of a wave are, so that every printed number can be hit at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from svarbenk.codebook import Codebook
from svarbenk.ledger import Entry
from svarbenk.synthetic.programme import Programme, Terms
from svarbenk.synthetic.waves.nearness import WEIGHT_ANSWERED, WEIGHT_ITEM, near_hours, near_shares
from svarbenk.synthetic.waves.printed import apply
from svarbenk.synthetic.waves.quantities import MISSING, Quantities
from svarbenk.synthetic.waves.recipe import WaveRecipe
from svarbenk.synthetic.waves.register import Registered, demand_estimate, near_register, totals_near

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


def settle(
    entries: Sequence[Entry],
    estimates: Sequence[Entry],
    view: Codebook,
    recipe: WaveRecipe,
    total: int,
    waves: tuple[str, ...],
    registered: Registered,
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
        demand_estimate(entry, quantities, registered)
    if estimates:
        totals_near(estimates, quantities, recipe, waves, registered)
    objective: Terms = {}
    wanted = [each for each in view.questions if each.background and not each.derived and each.kind != "numeric"]
    filters = {name for base in view.bases.values() for name in base.condition.questions}
    names = {each.id for each in wanted} | filters
    for question in [view.question(name) for name in sorted(names)]:
        if question.kind in {"single", "ordinal"} and not question.derived:
            near_shares(question, quantities, recipe, waves, objective)
    if estimates:
        near_register(estimates, quantities, registered, objective)
    if recipe.hours is not None:
        near_hours(quantities, recipe, objective, waves)
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
