"""A share then and now in a sentence: risen, fallen, or no change that can be told from chance."""

import math

from svarbenk.codebook import Language
from svarbenk.wording.numbers import p_value, rounded
from svarbenk.wording.shares import (
    TELL_N,
    Share,
    Verb,
    among,
    inside,
    sentence,
    share_decimals,
    subject,
    told_n,
    told_percent,
)

LEVEL = 0.05
"""A p below it is a change; from it on there is none that can be told from chance."""


def change_sentence(
    label: str,
    before: Share,
    after: Share,
    p: float | None,
    language: Language = "nb",
    *,
    who: str = "",
    verb: Verb = "answer",
    about: str = "",
    barred: str = "",
) -> str:
    """Say how a share has changed: «Andelen som svarer «ja», har økt fra 22 prosent i 2022 til 51 prosent i 2025 (…).».

    «Har økt» and «har falt» stand only where p is below 0.05 and the share is greater or smaller; otherwise both
    levels, and that there is no change that is statistically certain. Where no test can be made, or the waves may not
    be compared, the levels only. n is told where it is below 100 or not everybody was asked.

    Parameters
    ----------
    label : str
        The answer or merge, in the language of the sentence.
    before, after : Share
        The earlier and the later wave, each with ``when``.
    p : float or None
        Of the test of the two shares; None or NaN where there is none.
    language : str
        «nb» or «en».
    who : str
        Who was asked, such as «leger under spesialisering»; everybody where it is empty.
    verb : str
        ``answer``, ``tick`` or ``be``.
    about : str
        Short name of the question, set before a colon.
    barred : str
        Why the waves may not be compared.

    Returns
    -------
    str
        Empty where a number is hidden or there is nobody.
    """
    if not (before.known and after.known):
        return ""
    tested = p is not None and not math.isnan(p) and not barred
    moved = (after.exact > before.exact) - (after.exact < before.exact)
    certain = tested and moved != 0 and p < LEVEL
    told = _Told(before, after, language, who, apart=certain)
    what = subject(label, verb, language)
    if certain and told.differ:
        text = _moved(what, told, moved > 0, p, language)
    elif tested:
        text = _level(what, told, language) + _uncertain(certain, p, language)
    else:
        text = _level(what, told, language)
    return sentence(text, about) + (f" {sentence(barred)}" if barred else "")


class _Told:
    """The two shares as the sentence writes them."""

    def __init__(self, before: Share, after: Share, language: Language, who: str, *, apart: bool):
        self.before, self.after = before, after
        self.who = who
        decimals = _decimals(before, after) if apart else None
        self.shares = [told_percent(each, language, decimals) for each in (before, after)]
        self.differ = self.shares[0] != self.shares[1]
        few = bool(who) or min(before.n, after.n) < TELL_N
        self.n = [f" ({told_n(each.n, language)})" if few else "" for each in (before, after)]
        self.when = [inside(each.when, language) for each in (before, after)]

    def each(self, place: int) -> str:
        return f"{self.shares[place]}{self.n[place]}{self.when[place]}"


def _decimals(before: Share, after: Share) -> int | None:
    """Return with how many decimals two shares that differ are written differently; None for the usual number."""
    usual = [rounded(each.percent, share_decimals(each)) for each in (before, after)]
    if usual[0] != usual[1]:
        return None
    return next((each for each in (1, 2) if rounded(before.percent, each) != rounded(after.percent, each)), None)


def _moved(what: str, told: _Told, up: bool, p: float, language: Language) -> str:
    tail = f"({p_value(p, language)})"
    if language == "en":
        verb = "has risen" if up else "has fallen"
        begun = f"among {told.who}, {what}" if told.who else what
        return f"{begun} {verb} from {told.each(0)} to {told.each(1)} {tail}"
    verb = "økt" if up else "falt"
    begun = f"{among(told.who)} har {what}, {verb}" if told.who else f"{what}, har {verb}"
    return f"{begun} fra {told.each(0)} til {told.each(1)} {tail}"


def _level(what: str, told: _Told, language: Language) -> str:
    if told.differ:
        both = f"{told.each(0)} {'and' if language == 'en' else 'og'} {told.each(1)}"
    elif language == "en":
        both = f"{told.shares[0]} both{told.when[0]}{told.n[0]} and{told.when[1]}{told.n[1]}"
    else:
        both = f"{told.shares[0]} både{told.when[0]}{told.n[0]} og{told.when[1]}{told.n[1]}"
    if language == "en":
        return f"among {told.who}, {what} was {both}" if told.who else f"{what} was {both}"
    return f"{among(told.who)} var {what}, {both}" if told.who else f"{what}, var {both}"


def _uncertain(certain: bool, p: float, language: Language) -> str:
    if certain:
        # certain and so small that two decimals do not show it
        told = "the change is very small" if language == "en" else "endringen er svært liten"
    else:
        told = (
            "there is no statistically certain change" if language == "en" else "det er ingen statistisk sikker endring"
        )
    return f"; {told} ({p_value(p, language)})"
