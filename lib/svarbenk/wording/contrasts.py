"""Groups beside each other in a sentence: where a share is highest and lowest, and whether it varies."""

import math
from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.changes import LEVEL
from svarbenk.wording.numbers import listed, number, p_value
from svarbenk.wording.shares import (
    Share,
    Verb,
    among,
    inside,
    lowered_label,
    quoted,
    sentence,
    subject,
    told_n,
    told_percent,
)

FEWEST_IN_GROUP = 10
"""A group of fewer replies is not named as the highest or the lowest."""


def contrast_sentence(
    label: str,
    groups: Sequence[Share],
    p: float | None,
    language: Language = "nb",
    *,
    background: str = "",
    verb: Verb = "answer",
    who: str = "",
    about: str = "",
) -> str:
    """Say how an answer differs between groups: the highest and the lowest share with n, and p.

    «Andelen som svarer «ja», varierer med driftsform (p < 0,001): høyest for «fastlønn med bonus» (60 prosent,
    n = 35) og lavest for «næringsdrift» (31 prosent, n = 512).». From p = 0.05 on it «varierer ikke klart». Groups of
    fewer than 10 replies are not named, as long as two others are left.

    Parameters
    ----------
    label : str
        The answer or merge.
    groups : sequence of Share
        One a group, with its label as ``group``.
    p : float or None
        Of the test of the groups; None or NaN where there is none.
    language : str
        «nb» or «en».
    background : str
        What the groups are by, such as «driftsform».
    verb : str
        ``answer``, ``tick`` or ``be``.
    who : str
        Who was asked; everybody where it is empty.
    about : str
        Short name of the question, set before a colon.

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
    high, low = max(named, key=lambda each: each.exact), min(named, key=lambda each: each.exact)
    tested = p is not None and not math.isnan(p)
    does = "is" if not tested else "varies" if p < LEVEL else "varies_not"
    when = high.when if len({each.when for each in named}) == 1 else ""
    by = lowered_label(background) or ("group" if language == "en" else "gruppe")
    test = f" ({p_value(p, language)})" if tested else ""
    begun = _begun(subject(label, verb, language), who, when, by, does, language) + test
    alike = _written(high, language) == _written(low, language)
    if alike and (high.exact == low.exact or does != "varies"):
        told = f"{_written(high, language)} {'in every group' if language == 'en' else 'i alle gruppene'}"
    else:
        told = _ends(known, high, low, 1 if alike else None, language, two=tested and len(known) == 2)
    least = _least(language) if len(named) < len(known) else ""
    return sentence(f"{begun}{':' if tested else ''} {least}{told}", about)


def _begun(what: str, who: str, when: str, by: str, does: str, language: Language) -> str:
    past, time = bool(when), inside(when, language)
    if language == "en":
        verb = {
            "varies": ("varies", "varied"),
            "varies_not": ("does not vary clearly", "did not vary clearly"),
            "is": ("is", "was"),
        }[does][past]
        said = f"{f'among {who}, ' if who else ''}{what} {verb}"
        return f"{said}{time}" if does == "is" else f"{said} with {by}{time}"
    verb = ("er", "var")[past] if does == "is" else ("varierer", "varierte")[past]
    said = f"{among(who)} {verb} {what}," if who else f"{what}, {verb}"
    return f"{said}{time}" if does == "is" else f"{said}{' ikke klart' if does == 'varies_not' else ''} med {by}{time}"


def _ends(
    known: Sequence[Share], high: Share, low: Share, decimals: int | None, language: Language, *, two: bool
) -> str:
    """Return «høyest for «a» (60 prosent, n = 35) og lavest for «b» (…)», or two groups as they are."""
    if two:
        both = [
            (told_percent(each, language, decimals), quoted(each.group, language), told_n(each.n, language))
            for each in known
        ]
        return listed([f"{told} for {group} ({n})" for told, group, n in both], language)
    ends = [
        f"for {quoted(each.group, language)} ({told_percent(each, language, decimals)}, {told_n(each.n, language)})"
        for each in (high, low)
    ]
    return f"highest {ends[0]} and lowest {ends[1]}" if language == "en" else f"høyest {ends[0]} og lavest {ends[1]}"


def _written(share: Share, language: Language) -> str:
    return told_percent(share, language)


def _least(language: Language) -> str:
    fewest = number(FEWEST_IN_GROUP, language)
    if language == "en":
        return f"among groups of at least {fewest} replies "
    return f"blant grupper med minst {fewest} svar "
