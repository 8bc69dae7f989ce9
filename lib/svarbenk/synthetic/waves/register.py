"""What a register counts, and printed estimates that divide it as the survey's answers are divided."""

import csv
from collections.abc import Sequence
from fractions import Fraction

from svarbenk.codebook import Codebook, DataFolder
from svarbenk.ledger import Entry
from svarbenk.synthetic.programme import Terms
from svarbenk.synthetic.waves.limits import demand, limits
from svarbenk.synthetic.waves.nearness import WEIGHT_REGISTER, near, shares_of
from svarbenk.synthetic.waves.quantities import Quantities
from svarbenk.synthetic.waves.recipe import Register, WaveRecipe

NEAR_TOTAL = 4.0
"""How far from the register's total the straight lines may be; ``estimates.refine`` takes it from there."""

Registered = dict[tuple[str, str], int]
"""(type, size class) to how many the register has."""


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


def demand_estimate(entry: Entry, quantities: Quantities, registered: Registered) -> None:
    """Demand an estimate within a size class: the register's share of the type, divided as the survey is.

    Parameters
    ----------
    entry : Entry
        The printed estimate.
    quantities : Quantities
        The wave's variables.
    registered : dict
        The register's counts.
    """
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


def near_register(estimates: Sequence[Entry], quantities: Quantities, registered: Registered, objective: Terms) -> None:
    """Make it cost to have the types within a size class off the register's.

    Parameters
    ----------
    estimates : sequence of Entry
        The printed estimates within size classes.
    quantities : Quantities
        The wave's variables.
    registered : dict
        The register's counts.
    objective : dict
        Gets the costs.
    """
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
            near(quantities.programme, objective, terms, 0.0, WEIGHT_REGISTER)


def totals_near(
    estimates: Sequence[Entry],
    quantities: Quantities,
    recipe: WaveRecipe,
    waves: tuple[str, ...],
    registered: Registered,
) -> None:
    """Keep the estimates' totals near the register's own: as straight lines, since a share is no linear thing.

    ``estimates.refine`` brings them home exactly.

    Parameters
    ----------
    estimates : sequence of Entry
        The printed estimates within size classes.
    quantities : Quantities
        The wave's variables.
    recipe : WaveRecipe
        Says how large the size classes are.
    waves : tuple of str
        The ids of all waves in order.
    registered : dict
        The register's counts.
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
