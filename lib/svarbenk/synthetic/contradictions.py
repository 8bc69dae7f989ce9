"""Printed numbers that contradict each other: the smallest change that makes all of them agree."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from svarbenk.errors import InputError
from svarbenk.ledger import Correction, Entry
from svarbenk.synthetic.margins import Margins
from svarbenk.synthetic.programme import Terms, add, times

_RATIOS = ("percent", "share")


@dataclass(frozen=True)
class Agreed:
    """A printed number with the value that agrees with all others.

    ``alone`` tells whether no other cells would have done as well.
    """

    entry: Entry
    value: float
    changed: bool
    alone: bool = True


def find_contradictions(margins: Margins) -> tuple[Agreed, ...]:
    """Find the smallest change to the printed numbers after which replies exist that agree with all of them.

    As few cells as possible are changed; among those ways the one with the smallest total of changes, then
    with the smallest changes relative to what is printed, then with the earliest cells in the file. The rules
    for the printed numbers are left behind in ``margins.programme`` at the values agreed on.

    Raises
    ------
    InputError
        If nothing that can be changed makes the numbers agree.
    """
    programme = margins.programme
    start = programme.mark
    flags: dict[int, int] = {}
    size: Terms = {}
    relative: Terms = {}
    for place, entry in enumerate(margins.entries):
        if entry.statistic in _RATIOS:
            flags[place] = _bend_ratio(margins, entry)
            moved = [flags[place]]
        else:
            flags[place], *moved = _bend_number(margins, entry)
        for variable in moved:
            size[variable] = 1.0
            relative[variable] = 1.0 / max(entry.number.value or 0.0, 0.5)
    failed = sorted((*_failed_sums(margins), *_failed_ratios(margins)), key=len)
    for suspects in failed:
        programme.rule({flags[place]: 1.0 for place in suspects}, low=1)
    number: Terms = dict.fromkeys(flags.values(), 1.0)
    order: Terms = {flag: float(place + 1) for place, flag in flags.items()}
    best = None
    for objective in (number, size, relative, order):
        best = programme.solve(objective, "de trykte tallene")
        least = sum(coefficient * best[variable] for variable, coefficient in objective.items())
        programme.rule(objective, high=least + 1e-6)
        if objective is number:
            _clear(margins, flags, failed, round(least))
    changed = {place for place, flag in flags.items() if best[flag] > 0.5}
    # without the rules about relative size and order, which are the last two, another cell may do as well
    programme.forget(programme.mark - 2)
    alone = {place: _alone(margins, flags, place) for place in changed}
    programme.forget(start)
    return tuple(
        _settle(margins, entry, best, place in changed, alone.get(place, True))
        for place, entry in enumerate(margins.entries)
    )


def keep_agreed(margins: Margins, agreed: tuple[Agreed, ...]) -> None:
    """Make the numbers agreed on rules of the programme."""
    for each in agreed:
        if each.entry.statistic in _RATIOS:
            for rule, high in _ratio_rules(margins, each.entry, each.value):
                margins.programme.rule(rule, high=high)
        else:
            margins.programme.equal(margins.says(each.entry), each.value - margins.offset(each.entry))


def corrections(margins: Margins, agreed: tuple[Agreed, ...]) -> tuple[Correction, ...]:
    """Return the changed cells, each with a sentence that says why."""
    return tuple(
        Correction(*each.entry.key, each.entry.printed, _written(each), _why(margins, each, agreed))
        for each in agreed
        if each.changed
    )


def _bend_number(margins: Margins, entry: Entry) -> tuple[int, int, int]:
    programme = margins.programme
    says = margins.says(entry)
    printed = (entry.number.value or 0.0) - margins.offset(entry)
    room = max(
        [margins.recipe.analysed if entry.statistic in {"count", "n", "any", "none", "missing"} else 0]
        + [each.number.value or 0.0 for each in margins.entries if each.question == entry.question]
    )
    flag = programme.variable(1)
    up, down = programme.variable(room), programme.variable(min(room, max(printed, 0)))
    programme.equal(add(says, {up: -1.0, down: 1.0}), printed)
    programme.rule({up: 1.0, down: 1.0, flag: -room}, high=0)
    return flag, up, down


def _bend_ratio(margins: Margins, entry: Entry) -> int:
    flag = margins.programme.variable(1)
    for rule, high in _ratio_rules(margins, entry, entry.number.value or 0.0):
        room = sum(max(coefficient * margins.programme.upper(variable), 0.0) for variable, coefficient in rule.items())
        margins.programme.rule(add(rule, {flag: -max(room - high, 1.0)}), high=high)
    return flag


def _ratio_rules(margins: Margins, entry: Entry, value: float) -> list[tuple[Terms, float]]:
    """Give the two rules that a ratio, rounded half up as printed, is ``value`` per cent.

    All is doubled and scaled to whole numbers, so that «less than the next half» is «at least one less».
    """
    above, below, constant = margins.ratio(entry)
    scale = 10**entry.number.decimals
    printed = round(value * scale)
    top = times(200 * scale, above)
    least = add(times(2 * printed - 1, below), times(-1, top))
    most = add(top, times(-(2 * printed + 1), below))
    return [(least, -(2 * printed - 1) * constant), (most, (2 * printed + 1) * constant - 1)]


def _failed_sums(margins: Margins) -> Iterator[list[int]]:
    """Give the cells of each printed sum that fails: one of them at least is wrong.

    The programme would find this out by itself; told, it is a hundred times as fast.
    """
    counted: dict[tuple, dict[tuple[str, str], int]] = defaultdict(dict)
    rows: dict[tuple, list[int]] = defaultdict(list)
    for place, entry in enumerate(margins.entries):
        if entry.statistic in _RATIOS or len(entry.questions) > 1 or len(entry.groups) > 1:
            continue
        counted[entry.question, entry.category, entry.statistic][entry.background, entry.group] = place
        question = margins.codebook.question(entry.question)
        if question.kind in {"single", "ordinal"} and entry.statistic in {"count", "n"}:
            rows[entry.question, entry.background, entry.group].append(place)
    for places in counted.values():
        for background in margins.backgrounds:
            groups = [(background.id, name) for name in background.category_ids]
            if ("", "") in places and all(group in places for group in groups):
                yield from _failing(margins, places["", ""], [places[group] for group in groups])
    for (name, _, _), places in rows.items():
        total = [place for place in places if margins.entries[place].statistic == "n"]
        question = margins.codebook.question(name)
        covered = [each for place in places for each in question.members(margins.entries[place].category)]
        if len(total) == 1 and sorted(filter(None, covered)) == sorted(question.category_ids):
            yield from _failing(margins, total[0], [place for place in places if place not in total])


def _failed_ratios(margins: Margins) -> Iterator[list[int]]:
    """Give each printed percentage that fails, with the printed numbers that it was made from."""
    sums = {
        (entry.question, entry.background, entry.group): place
        for place, entry in enumerate(margins.entries)
        if entry.statistic == "sum"
    }
    for place, entry in enumerate(margins.entries):
        below = (entry.question, "", "") if entry.statistic == "share" else (entry.of, entry.background, entry.group)
        parts = [sums.get((entry.question, entry.background, entry.group)), sums.get(below)]
        if entry.statistic in _RATIOS and None not in parts:
            above, whole = (margins.entries[part].number.value or 0.0 for part in parts)
            if not entry.number.agrees(100 * above / whole if whole else float("nan")):
                yield [place, *parts]


def _clear(margins: Margins, flags: dict[int, int], failed: list[list[int]], least: int) -> None:
    """Clear the cells that cannot be among ``least`` changed ones.

    Where as many failed sums share no cell as there are changes, each has one of the changes, and no cell
    outside them is changed.
    """
    apart: list[list[int]] = []
    for suspects in failed:
        if not any(set(suspects) & set(other) for other in apart):
            apart.append(suspects)
    if len(apart) == least:
        inside = {place for suspects in apart for place in suspects}
        for place, flag in flags.items():
            if place not in inside:
                margins.programme.equal({flag: 1.0}, 0)


def _failing(margins: Margins, total: int, parts: list[int]) -> Iterator[list[int]]:
    numbers = [(margins.entries[place].number.value or 0.0) for place in (total, *parts)]
    if numbers[0] != sum(numbers[1:]):
        yield [total, *parts]


def _alone(margins: Margins, flags: dict[int, int], place: int) -> bool:
    """Tell whether this cell has to be changed: without it more cells, or more in them, would be."""
    mark = margins.programme.mark
    margins.programme.equal({flags[place]: 1.0}, 0)
    other = margins.programme.attempt({})
    margins.programme.forget(mark)
    return other is None


def _settle(margins: Margins, entry: Entry, values: np.ndarray, changed: bool, alone: bool) -> Agreed:
    if not changed:
        return Agreed(entry, entry.number.value or 0.0, False)
    if entry.statistic in _RATIOS:
        above, below, constant = margins.ratio(entry)
        denominator = _value(below, values) + constant
        if not denominator:
            raise InputError(
                f"tabell {entry.table}, linje {entry.line}: «{entry.printed}» er en andel av null; "
                "ventet et antall over 0"
            )
        scale = 10**entry.number.decimals
        value = int(100 * scale * _value(above, values) / denominator + 0.5) / scale
        return Agreed(entry, value, True, alone)
    return Agreed(entry, round(_value(margins.says(entry), values) + margins.offset(entry)), True, alone)


def _value(terms: Terms, values: np.ndarray) -> float:
    return float(sum(coefficient * values[variable] for variable, coefficient in terms.items()))


def _written(each: Agreed) -> str:
    """Return the number agreed on, written as the printed one: «52 (26%)» becomes «52 (25%)»."""
    entry = each.entry
    number = f"{each.value:.{entry.number.decimals}f}".replace(".", ",")
    before, bracket, after = entry.printed.partition("(")
    if entry.statistic in _RATIOS:
        return f"{before}({number}%)" if bracket else f"{number}%"
    return f"{number} ({after}" if bracket else number


def _why(margins: Margins, each: Agreed, agreed: tuple[Agreed, ...]) -> str:
    """Say in one sentence what the printed number does not agree with."""
    others = "" if each.alone else "; andre ruter kunne vært rettet like gjerne, den relativt minste endringen er valgt"
    return f"{_disagreement(margins, each, agreed)}{others}."


def _disagreement(margins: Margins, each: Agreed, agreed: tuple[Agreed, ...]) -> str:
    entry, value = each.entry, each.value
    like = [other for other in agreed if other.entry.table == entry.table and other is not each]
    everybody = next((o for o in like if _same(o.entry, entry, background="", group="")), None)
    if entry.statistic in _RATIOS:
        above = next((o for o in like if _same(o.entry, entry, statistic="sum")), None)
        below = next((o for o in like if _same(o.entry, entry, question=entry.of, statistic="sum")), None)
        per_cent = f"{value:.{entry.number.decimals}f}".replace(".", ",")
        made = f"{above.value:g} av {below.value:g} er" if above and below else "De andre trykte tallene gir"
        return f"{made} {per_cent} %"
    if entry.statistic == "n" and margins.codebook.question(entry.question).kind in {"single", "ordinal"}:
        return f"Svarene i raden summerer til {value:g}, ikke {entry.printed}"
    if entry.background and everybody is not None:
        groups = [o for o in like if _same(o.entry, entry, group=o.entry.group) and o.entry.group]
        printed = sum(o.entry.number.value or 0.0 for o in groups) + (entry.number.value or 0.0)
        name = margins.codebook.question(entry.background).name.nb.lower()
        return f"Gruppene etter {name} summerer til {printed:g}, mens tallet for alle er {everybody.value:g}"
    return f"De andre trykte tallene gir {value:g}, ikke {entry.printed}"


def _same(one: Entry, other: Entry, **differing) -> bool:
    names = ("question", "category", "background", "group", "statistic")
    return all(getattr(one, name) == differing.get(name, getattr(other, name)) for name in names)
