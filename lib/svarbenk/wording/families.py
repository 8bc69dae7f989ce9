"""What stands under stars and summaries: what was tested, how many tests, and how p was corrected."""

from dataclasses import dataclass
from typing import Literal

from svarbenk import stats
from svarbenk.codebook import Language
from svarbenk.wording.numbers import HARD_SPACE, listed, number
from svarbenk.wording.tests import name_of_test

_METHODS = {"holm": ("Holms metode", "Holm's method"), "bh": ("Benjamini og Hochbergs metode", "Benjamini–Hochberg")}
_KINDS = {
    ("change", "nb"): ("endring", "endringer"),
    ("contrast", "nb"): ("forskjell mellom grupper", "forskjeller mellom grupper"),
    ("change", "en"): ("change", "changes"),
    ("contrast", "en"): ("difference between groups", "differences between groups"),
}
Kind = Literal["change", "contrast"]


@dataclass(frozen=True)
class StarFamily:
    """The tests behind the stars of a figure.

    ``baseline`` is what rows were tested against, in words; ``size`` how many tests were made; ``tests`` the codes of
    those used; ``what`` whether a test was of the whole distribution of a row or of one share; ``marks`` the stars
    that stand in the figure; ``method`` how p was corrected (None: not); ``small`` how many could not be tested.
    """

    baseline: str
    size: int
    tests: tuple[str, ...] = ()
    what: Literal["distribution", "share"] = "share"
    marks: tuple[str, ...] = ()
    method: Literal["holm", "bh"] | None = None
    small: int = 0


def star_note(tested: StarFamily, language: Language = "nb") -> str:
    """Say what the stars of a figure stand for, from what was really tested; nothing where nothing was.

    Parameters
    ----------
    tested : StarFamily
        The tests behind the stars.
    language : str
        «nb» or «en».
    """
    if not tested.size:
        return ""
    nb = language == "nb"
    names = listed([name_of_test(each, language) for each in dict.fromkeys(tested.tests)], language, either=True)
    if tested.what == "distribution":
        of = "av hele svarfordelingen" if nb else "of the whole distribution"
    else:
        of = "av hver andel" if nb else "of each share"
    how = f"{names} {of}" if names else (f"test {of}")
    size = number(tested.size, language)
    tests = f"{size} {'test' if tested.size == 1 else 'tester' if nb else 'tests'}"
    if tested.method:
        method = _METHODS[tested.method][not nb]
        family = f"{tests}, {f'p korrigert med {method}' if nb else f'p corrected by {method}'}"
    else:
        family = tests if tested.size == 1 else f"{tests}, {'p er ikke korrigert' if nb else 'p is not corrected'}"
    missing = ""
    if tested.small:
        count = number(tested.small, language)
        missing = f"; {count} {'kunne ikke prøves' if nb else 'could not be tested'}"
    if not any(tested.marks):
        weakest = f"p{HARD_SPACE}<{HARD_SPACE}{number(stats.STARS[-1][0], language, 2)}"
        if nb:
            return f"Ingen forskjell fra {tested.baseline} har {weakest} ({how}; {family}{missing})."
        return f"No difference from {tested.baseline} has {weakest} ({how}; {family}{missing})."
    limits = ", ".join(
        f"{mark}{HARD_SPACE}p{HARD_SPACE}<{HARD_SPACE}{number(limit, language, 2)}"
        for limit, mark in reversed(stats.STARS)
    )
    begun = f"Stjerner: forskjell fra {tested.baseline}" if nb else f"Stars: difference from {tested.baseline}"
    return f"{begun}, {limits} ({how}; {family}{missing})."


def family_note(
    size: int,
    language: Language = "nb",
    *,
    kind: Kind = "change",
    shown: int = 0,
    below: int = 0,
    method: Literal["holm", "bh"] = "holm",
    level: float = 0.05,
    since: str = "",
) -> str:
    """Say what a summary was chosen from: how many were tested, how p was corrected, how many are below the level.

    «37 endringer fra januar 2022 er prøvd; p-verdiene er korrigert med Holms metode for alle. 12 av dem har p < 0,05
    etter korreksjonen; de 5 største etter effektstørrelse (Cohens h) står her.»

    Parameters
    ----------
    size : int
        Tests of the family; nothing is said of none.
    language : str
        «nb» or «en».
    kind : str
        ``change`` or ``contrast``.
    shown : int
        How many the summary tells.
    below : int
        How many are below the level after correction.
    method : str
        «holm» or «bh».
    level : float
        The level.
    since : str
        What changes are counted from, such as «januar 2022».
    """
    if not size:
        return ""
    if not below:
        return no_changes_note(size, language, kind=kind, since=since)
    nb = language == "nb"
    told = _family(size, kind, since, language)
    if size == 1:
        return f"{told} er prøvd." if nb else f"{told} was tested."
    limit = f"p{HARD_SPACE}<{HARD_SPACE}{number(level, language, 2)}"
    name, some, count = _METHODS[method][not nb], number(shown, language), number(below, language)
    if nb:
        begun = f"{told} er prøvd; p-verdiene er korrigert med {name} for alle."
        if shown >= below:
            return f"{begun} {_these(below, language)} som har {limit} etter korreksjonen, står her."
        largest = "den største" if shown == 1 else f"de {some} største"
        chosen = f"{largest} etter effektstørrelse (Cohens h) står her"
        return f"{begun} {count} av dem har {limit} etter korreksjonen; {chosen}."
    begun = f"{told} were tested; the p-values are corrected by {name} for all of them."
    if shown >= below:
        return f"{begun} {_these(below, language)} with {limit} after correction {_stand(below)} here."
    largest = "the largest" if shown == 1 else f"the {some} largest"
    chosen = f"{largest} by effect size (Cohen's h) {_stand(shown)} here"
    return f"{begun} {count} of them have {limit} after correction; {chosen}."


def _stand(count: int) -> str:
    return "stands" if count == 1 else "stand"


def no_changes_note(size: int, language: Language = "nb", *, kind: Kind = "change", since: str = "") -> str:
    """Say that none of a family of tests is below 0.05 after Holm's correction; nothing where there are no tests.

    Parameters
    ----------
    size : int
        Tests of the family.
    language : str
        «nb» or «en».
    kind : str
        ``change`` or ``contrast``.
    since : str
        What changes are counted from.
    """
    if not size:
        return ""
    limit = f"p{HARD_SPACE}<{HARD_SPACE}{number(0.05, language, 2)}"
    told = _family(size, kind, since, language)
    if language == "en":
        if size == 1:
            return f"{told} was tested; it does not have {limit}."
        return f"{told} were tested; none has {limit} after Holm's correction."
    if size == 1:
        return f"{told} er prøvd; den har ikke {limit}."
    return f"{told} er prøvd; ingen har {limit} etter Holms korreksjon."


def _family(size: int, kind: Kind, since: str, language: Language) -> str:
    one, many = _KINDS[kind, language]
    first = "Én" if language == "nb" else "One"
    from_ = f" {'fra' if language == 'nb' else 'from'} {since}" if since else ""
    return f"{first} {one}{from_}" if size == 1 else f"{number(size, language)} {many}{from_}"


def _these(below: int, language: Language) -> str:
    count = number(below, language)
    if language == "en":
        return "The one" if below == 1 else f"The {count}"
    return "Den ene" if below == 1 else f"De {count}"
