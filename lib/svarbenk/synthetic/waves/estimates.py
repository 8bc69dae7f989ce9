"""Register estimates that rest on the survey's split: sizes such that their totals come out as printed too."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.ledger import Entry
from svarbenk.synthetic.programme import Programme, Terms
from svarbenk.synthetic.waves.limits import limits
from svarbenk.synthetic.waves.sizes import Sizes

NEAR = 8
"""How many replies a cell may be from where stage one had it."""


def refine(
    sizes: Sizes, estimates: Sequence[Entry], view: Codebook, types: str, registered: dict[tuple[str, str], int]
) -> Sizes:
    """Move a few replies between the cells of driftsform × kommunestørrelse until every estimate agrees.

    An estimate is the register's count in a size class, divided as the survey's replies of that type are. The
    totals over size classes are ratios of two sizes, so that each pair of sizes is a choice of its own here.

    Parameters
    ----------
    sizes : Sizes
        From stage one; sizes of each driftsform and size class are kept.
    estimates : sequence of Entry
        The printed estimates, in size classes and in all, in per cent and in numbers.
    view : Codebook
        The wave.
    types : str
        The question whose groups the register counts.
    registered : dict
        (type, size class) to how many the register has.

    Raises
    ------
    InputError
        If no sizes nearby agree with all of them.
    """
    inner = [entry for entry in estimates if entry.groups]
    outer = [entry for entry in estimates if not entry.groups]
    if not inner:
        return sizes
    background = inner[0].background
    question = view.question(inner[0].question)
    classes = view.question(background).category_ids
    programme = Programme()
    objective: Terms = {}
    whole = Fraction(sum(registered.values()))
    kinds = view.question(types).grouped.groups
    chosen: dict[tuple, int] = {}
    totals: dict[str, dict[int, Fraction]] = {name: {} for name in question.category_ids}
    for size in classes:
        held = sum(sizes.counts[question.id, name, (background, size)] for name in question.category_ids)
        weight: Terms = {}
        for kind, (first, second) in kinds.items():
            picks: Terms = {}
            now = [sizes.counts[question.id, name, (background, size)] for name in (first, second)]
            for own in range(max(1, sum(now) - NEAR), sum(now) + NEAR + 1):
                for part in range(max(0, now[0] - NEAR), min(own, now[0] + NEAR) + 1):
                    registry = Fraction(registered[kind, size])
                    share = {first: Fraction(part, own), second: Fraction(own - part, own)}
                    if not all(_agrees(e, share, registry, registered, size) for e in inner if e.groups == (size,)):
                        continue
                    pick = programme.variable(1)
                    chosen[kind, size, own, part] = pick
                    picks[pick] = 1.0
                    weight[pick] = float(own)
                    objective[pick] = float(abs(own - sum(now)) + abs(part - now[0]))
                    for name, value in share.items():
                        totals[name][pick] = registry * value
            programme.equal(picks, 1)
        programme.equal(weight, held)
    for first, second in kinds.values():
        for name in (first, second):
            kept: Terms = {}
            for (kind, _, own, part), pick in chosen.items():
                if kinds[kind] == (first, second):
                    kept[pick] = float(part if name == first else own - part)
            wanted = sum(sizes.counts[question.id, name, (background, size)] for size in classes)
            programme.equal(kept, wanted)
    for entry in outer:
        within = limits(entry.number)
        scale = Fraction(1) if entry.statistic == "estimated_count" else 100 / whole
        terms = {pick: float(value * scale) for pick, value in totals[entry.category].items()}
        programme.rule(terms, float(within.low) + 1e-4, float(within.high) - 1e-4)
    values = programme.attempt(objective, gap=0.05)
    if values is None:
        raise InputError(
            f"undersøkelsen «{view.id}»: anslagene i {inner[0].table} går ikke opp med gruppestørrelsene; "
            "ventet et antall svar som gir rom for dem"
        )
    counts = dict(sizes.counts)
    for (kind, size, own, part), pick in chosen.items():
        if round(float(values[pick])):
            first, second = kinds[kind]
            counts[question.id, first, (background, size)] = part
            counts[question.id, second, (background, size)] = own - part
    return replace(sizes, counts=counts)


def _agrees(entry: Entry, share: dict[str, Fraction], registry: Fraction, registered, size: str) -> bool:
    if entry.category not in share:
        return True
    everybody = sum(count for (_, where), count in registered.items() if where == size)
    return entry.number.agrees(float(100 * share[entry.category] * registry / everybody))
