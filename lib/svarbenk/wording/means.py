"""Means in sentences: one, one then and now, and one by group."""

import math
from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.changes import LEVEL
from svarbenk.wording.contrasts import FEWEST_IN_GROUP
from svarbenk.wording.numbers import HARD_SPACE, number, p_value, percent, rounded
from svarbenk.wording.shares import Mean, among, inside, lowered_label, quoted, sentence, told_n

SMALL = 100.0
"""From it on a mean is told without decimals."""
# what a label and a unit both end in is said once: «arbeidstid per uke», «timer per uke»
_PERIODS = (" per uke", " i uken", " per dag", " per year", " per week", " per day", " a week")


def mean_sentence(label: str, mean: Mean, language: Language = "nb", *, unit: str = "", who: str = "") -> str:
    """Say a mean with its interval and n: «Arbeidstid er i gjennomsnitt 48,3 timer (95 % KI 47,6–48,9; n = 912).».

    Parameters
    ----------
    label : str
        What was measured.
    mean : Mean
        The mean; what has a ``when`` is told in the past.
    language : str
        «nb» or «en».
    unit : str
        What it is counted in, such as «timer per uke».
    who : str
        Who was asked; everybody where it is empty.

    Returns
    -------
    str
        Empty where it is hidden or of nobody.
    """
    if not mean.known:
        return ""
    nb = language == "nb"
    told = f"{_value(mean, label, unit, language)}{inside(mean.when, language)} ({_within(mean, language)})"
    name = lowered_label(label)
    people = (among(who) if nb else f"among {who}") if who else ""
    if mean.group:
        group = f"{'i gruppen' if nb else 'in the group'} {quoted(mean.group, language)}"
        people = f"{people} {group}".strip()
    be = ("var" if mean.when else "er") if nb else ("was" if mean.when else "is")
    if nb:
        begun = f"{people} {be} {name}" if people else f"{name} {be}"
        return sentence(f"{begun} i gjennomsnitt {told}")
    return sentence(f"{f'{people}, ' if people else ''}the mean of {name} {be} {told}")


def mean_change_sentence(
    label: str,
    before: Mean,
    after: Mean,
    p: float | None,
    language: Language = "nb",
    *,
    unit: str = "",
    who: str = "",
    barred: str = "",
) -> str:
    """Say how a mean has changed: «Gjennomsnittet for arbeidstid har falt fra 57,0 timer i 2022 til 52,0 i 2024 (…).».

    Parameters
    ----------
    label : str
        What was measured.
    before, after : Mean
        The earlier and the later wave, each with ``when``.
    p : float or None
        Of the test of the two means; None or NaN where there is none.
    language : str
        «nb» or «en».
    unit : str
        What it is counted in.
    who : str
        Who was asked; everybody where it is empty.
    barred : str
        Why the waves may not be compared.

    Returns
    -------
    str
        Empty where a number is hidden or of nobody.
    """
    if not (before.known and after.known):
        return ""
    nb, tested = language == "nb", p is not None and not math.isnan(p) and not barred
    values = [_value(each, label, unit, language) for each in (before, after)]
    first, second = (
        f"{value} ({told_n(each.n, language)}){inside(each.when, language)}"
        for value, each in zip(values, (before, after), strict=True)
    )
    name = lowered_label(label)
    what = f"gjennomsnittet for {name}" if nb else f"the mean of {name}"
    test = f" ({p_value(p, language)})" if tested else ""
    if tested and p < LEVEL and values[0] != values[1]:
        up = after.value > before.value
        moved = ("økt" if up else "falt") if nb else ("risen" if up else "fallen")
        from_to = f"fra {first} til {second}" if nb else f"from {first} to {second}"
        if nb:
            said = f"{among(who)} har {what} {moved} {from_to}" if who else f"{what} har {moved} {from_to}"
        else:
            said = f"{f'among {who}, ' if who else ''}{what} has {moved} {from_to}"
        return sentence(f"{said}{test}")
    both = f"{first} {'og' if nb else 'and'} {second}"
    said = f"{what} var {both}" if nb else f"{what} was {both}"
    if who:
        said = f"{among(who)} var {what} {both}" if nb else f"among {who}, {said}"
    if tested:
        none = "det er ingen statistisk sikker endring" if nb else "there is no statistically certain change"
        said += f"; {none}{test}" if p >= LEVEL else test
    return sentence(said) + (f" {sentence(barred)}" if barred else "")


def mean_contrast_sentence(
    label: str,
    groups: Sequence[Mean],
    p: float | None,
    language: Language = "nb",
    *,
    background: str = "",
    unit: str = "",
    who: str = "",
) -> str:
    """Say in which group a mean is highest and in which lowest, with n, and whether it varies.

    Parameters
    ----------
    label : str
        What was measured.
    groups : sequence of Mean
        One a group, with its label as ``group``; those of fewer than 10 replies are not named, as long as two
        others are left.
    p : float or None
        Of the test of the groups; None or NaN where there is none.
    language : str
        «nb» or «en».
    background : str
        What the groups are by, such as «driftsform».
    unit : str
        What it is counted in.
    who : str
        Who was asked; everybody where it is empty.

    Returns
    -------
    str
        Empty where fewer than two groups have numbers.
    """
    known = [each for each in groups if each.known]
    large = [each for each in known if each.n >= FEWEST_IN_GROUP]
    named = large if len(large) > 1 else known
    if len(named) < 2:
        return ""
    nb, tested = language == "nb", p is not None and not math.isnan(p)
    high, low = max(named, key=lambda each: each.value), min(named, key=lambda each: each.value)
    name = lowered_label(label)
    what = f"gjennomsnittet for {name}" if nb else f"the mean of {name}"
    by = lowered_label(background) or ("gruppe" if nb else "group")
    ends = [
        f"for {quoted(each.group, language)} ({_value(each, label, unit, language)}, {told_n(each.n, language)})"
        for each in (high, low)
    ]
    told = f"høyest {ends[0]} og lavest {ends[1]}" if nb else f"highest {ends[0]} and lowest {ends[1]}"
    if not tested:
        does = f"{what} {'er' if nb else 'is'} {told}"
    else:
        clear = p < LEVEL
        varies = (
            ("varierer" if clear else "varierer ikke klart") if nb else ("varies" if clear else "does not vary clearly")
        )
        does = f"{what} {varies} {'med' if nb else 'with'} {by} ({p_value(p, language)}): {told}"
    if who and nb:
        verb, _, rest = does.removeprefix(f"{what} ").partition(" ")
        return sentence(f"{among(who)} {verb} {what} {rest}")
    return sentence(f"among {who}, {does}" if who else does)


def _value(mean: Mean, label: str, unit: str, language: Language) -> str:
    for period in _PERIODS:
        if label.endswith(period) and unit.endswith(period):
            unit = unit.removesuffix(period)
    decimals = 0 if abs(mean.value) >= SMALL else 1
    return f"{number(mean.value, language, decimals)}{HARD_SPACE if unit else ''}{unit}"


def _within(mean: Mean, language: Language) -> str:
    """Return «95 % KI 47,6–48,9; n = 912», or n alone."""
    n = told_n(mean.n, language)
    if math.isnan(mean.low) or math.isnan(mean.high):
        return n
    decimals = 0 if abs(mean.value) >= SMALL else 1
    low, high = (number(each, language, decimals) for each in (mean.low, mean.high))
    between = "–" if rounded(mean.low, decimals) >= 0 else (" til " if language == "nb" else " to ")
    return f"{percent(95, language)} {'CI' if language == 'en' else 'KI'} {low}{between}{high}; {n}"
