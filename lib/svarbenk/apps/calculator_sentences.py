"""What the calculator says of its results, ready to be put into a text."""

import re

import numpy as np

from svarbenk import stats, wording
from svarbenk.apps.calculator_results import LARGE, QUICKLY, Outcome
from svarbenk.codebook import Language
from svarbenk.wording import HARD_SPACE, Share

POWER, LEVEL = 0.80, 0.05
_TIME = re.compile(r"(?:[a-zæøå]+ )?(?:19|20)\d\d", re.IGNORECASE)


def sentence(outcome: Outcome, answer: int) -> str:
    """Say how an answer differs between the groups, or has changed; nothing where there is nothing to compare.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    answer : int
        The answer, from 0.
    """
    table, language = outcome.table, outcome.language
    if table is None:
        return ""
    label, counts = outcome.answers[answer], table.shown.counts
    n = table.shown.row_n
    if outcome.paired:
        return _paired(outcome, answer)
    if len(outcome.groups) == 1:
        return wording.level_sentence(label, Share(counts[0, answer], n[0]), language)
    p = option_p(outcome, answer)
    unsettled = _unsettled(outcome, answer)
    if unsettled:
        p = None  # whether it is certain is for the rounding to say
    if len(outcome.groups) == 2 and all(map(_TIME.fullmatch, outcome.groups)):
        before, after = (Share(counts[i, answer], n[i], when=outcome.groups[i]) for i in range(2))
        return f"{wording.change_sentence(label, before, after, p, language)}{unsettled}"
    groups = [Share(x, size, group=group) for x, size, group in zip(counts[:, answer], n, outcome.groups, strict=True)]
    told = wording.contrast_sentence(label, groups, p, language, background=outcome.reading.corner)
    return f"{told}{unsettled}"


def _unsettled(outcome: Outcome, answer: int) -> str:
    """Say that rounding decides whether a difference is certain; nothing where it is or is not, however rounded."""
    found = outcome.range_of(answer)
    if found is None or found.smallest is None or not found.smallest.p_value < LEVEL <= found.largest.p_value:
        return ""
    ends = _between(found, outcome.language)
    if outcome.language == "en":
        return f" The percentages are rounded too far to tell whether the difference is statistically certain ({ends})."
    return f" Prosentene er avrundet for mye til å si om forskjellen er statistisk sikker ({ends})."


def option_p(outcome: Outcome, answer: int) -> float | None:
    """Return p of an answer against all others between the groups; None where there is nothing to test."""
    if len(outcome.answers) == 2 and outcome.result:
        return outcome.result.p_value
    counts = outcome.counts
    try:
        alone = np.column_stack([counts[:, answer], counts.sum(axis=1) - counts[:, answer]])
        return stats.choose(alone, **({} if len(counts) <= LARGE else QUICKLY)).p_value
    except stats.DegenerateTable:
        return None


def _paired(outcome: Outcome, answer: int) -> str:
    counts, language, nb = outcome.counts, outcome.language, outcome.language == "nb"
    n, kept = counts.sum(), counts[answer, answer]
    first, second = counts[answer].sum(), counts[:, answer].sum()
    label = wording.quoted(outcome.answers[answer], language)
    shares = [wording.percent_words(x, n, language) for x in (first, second)]
    left, came = (wording.number(x, language) for x in (first - kept, second - kept))
    size = f"n{HARD_SPACE}={HARD_SPACE}{wording.number(n, language)}"
    if nb:
        told = f"Andelen som svarer {label}, var {shares[0]} første gang og {shares[1]} andre gang ({size})."
        told += f" {left} skiftet fra {label}, og {came} skiftet til {label}."
    else:
        told = f"The share answering {label} was {shares[0]} the first time and {shares[1]} the second ({size})."
        told += f" {left} changed from {label}, and {came} changed to {label}."
    if outcome.result is None:
        return told
    p = wording.p_value(outcome.result.p_value, language)
    if outcome.result.p_value < LEVEL:
        return f"{told} {'Endringen er statistisk sikker' if nb else 'The change is statistically certain'} ({p})."
    none = "Det er ingen statistisk sikker endring" if nb else "There is no statistically certain change"
    return f"{told} {none} ({p})."


def test_line(outcome: Outcome) -> str:
    """Return the test in one line with the reason for it.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    """
    if outcome.result is None:
        return ""
    if not outcome.paired:
        whole = "All answers together: " if outcome.language == "en" else "Alle svarene under ett: "
        return (whole if len(outcome.answers) > 2 else "") + outcome.table.test_text().rstrip(".") + "."
    reason = wording.reason_sentence(outcome.result.reason, outcome.language)
    chosen = "Valgt" if outcome.language == "nb" else "Chosen"
    return f"{wording.test_sentence(outcome.result, outcome.language)}. {chosen} {reason}."


def range_sentence(outcome: Outcome, answer: int) -> str:
    """Say which p-values the printed percentages allow, and how that was found; nothing of counts.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    answer : int
        The answer that the sentence is about, from 0.
    """
    possible, language = outcome.possible, outcome.language
    if possible is None or possible.smallest is None:
        return ""
    told = _range(possible, language)
    alone = outcome.range_of(answer)
    if alone is not None and alone is not possible and alone.smallest is not None:
        label = wording.quoted(outcome.answers[answer], language)
        ends = _between(alone, language)
        told += (
            f" Tested against all other answers, {label} has {ends}."
            if language == "en"
            else f" Testet mot alle andre svar gir {label} {ends}."
        )
    return told


def _range(possible: stats.PossibleTables, language: Language) -> str:
    nb = language == "nb"
    if possible.number == 1:
        return (
            "Bare én tabell av antall gir disse prosentene, så avrundingen betyr ingenting for p."
            if nb else "Only one table of counts gives these percentages, so rounding does not matter for p."
        )  # fmt: skip
    number = wording.number(float(possible.number), language) if possible.number < 10**9 else _power_of_ten(possible)
    ends = _between(possible, language)
    if nb:
        begun = f"{number} ulike tabeller av antall gir disse prosentene, med {ends}"
        how = (
            " (alle tabellene er prøvd)." if possible.complete
            else ". Så mange kan ikke prøves hver for seg: Ytterpunktene er søkt fram og kan ligge litt lenger ut."
        )  # fmt: skip
    else:
        begun = f"{number} different tables of counts give these percentages, with {ends}"
        how = (
            " (every table was tried)." if possible.complete
            else ". So many cannot be tried one by one: the ends were searched for, and may lie a little further out."
        )  # fmt: skip
    return f"{begun}{how} {_settled(possible.smallest.p_value, possible.largest.p_value, language)}"


def _between(possible: stats.PossibleTables, language: Language) -> str:
    """Return «p fra 0,031 til 0,069», or «p = 0,097» where the ends are written the same."""
    low, high = (
        wording.p_value(each.p_value, language, symbol=False) for each in (possible.smallest, possible.largest)
    )
    if low == high:
        return wording.p_value(possible.smallest.p_value, language)
    return f"p from {low} to {high}" if language == "en" else f"p fra {low} til {high}"


def _settled(low: float, high: float, language: Language) -> str:
    nb, level = language == "nb", wording.number(LEVEL, language, 2)
    if high < LEVEL:
        return (
            f"p er under {level} hvordan det enn er avrundet." if nb
            else f"p is below {level} however the numbers were rounded."
        )  # fmt: skip
    if low >= LEVEL:
        return (
            f"p er ikke under {level} hvordan det enn er avrundet." if nb
            else f"p is not below {level} however the numbers were rounded."
        )  # fmt: skip
    return (
        f"De trykte prosentene alene avgjør ikke om p er under {level}." if nb
        else f"The printed percentages alone do not settle whether p is below {level}."
    )  # fmt: skip


def _power_of_ten(possible: stats.PossibleTables) -> str:
    digits = len(str(possible.number)) - 1
    return f"10{str(digits).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def power_sentence(outcome: Outcome, answer: int) -> str:
    """Say what difference so many answers would have found, four times of five.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    answer : int
        The answer that shares are told of, from 0.
    """
    if outcome.counts is None or len(outcome.groups) < 2:
        return ""
    language, nb = outcome.language, outcome.language == "nb"
    n = [wording.number(float(size), language) for size in outcome.counts.sum(axis=1)]
    sure = (
        f"med {wording.percent(100 * POWER, language)} sannsynlighet" if nb
        else f"with a probability of {wording.percent(100 * POWER, language)}"
    )  # fmt: skip
    level = wording.percent(100 * LEVEL, language)
    if outcome.paired:
        return _paired_power(outcome, sure, level)
    if len(outcome.groups) == 2:
        return _two_group_power(outcome, answer, n, sure, level)
    total = wording.number(float(outcome.counts.sum()), language)
    used = (outcome.counts.sum(axis=1) > 0).sum(), (outcome.counts.sum(axis=0) > 0).sum()
    if min(used) < 2:
        return ""
    groups = wording.number(len(outcome.groups), language)
    v = stats.smallest_cramers_v(used, int(outcome.counts.sum()), power=POWER, level=LEVEL)
    if v is None:
        return _too_few(language)
    least = wording.number(v, language, 2)
    v_name = f"V{HARD_SPACE}={HARD_SPACE}{least}"
    if nb:
        return (
            f"Med {total} svar i {groups} grupper ville en kjikvadrattest {sure} ha vist "
            f"en sammenheng på Cramérs {v_name} eller mer (nivå {level}). 0 er ingen sammenheng, 1 er fullstendig."
        )
    return (
        f"With {total} replies in {groups} groups, a chi-square test would {sure} have "
        f"shown an association of Cramér's {v_name} or more (level {level}). 0 is no association, 1 is complete."
    )


def _two_group_power(outcome: Outcome, answer: int, n: list[str], sure: str, level: str) -> str:
    language, nb = outcome.language, outcome.language == "nb"
    sizes, share = outcome.counts.sum(axis=1), outcome.counts[0, answer] / outcome.counts[0].sum()
    below, above = stats.smallest_difference(float(share), int(sizes[0]), int(sizes[1]), power=POWER, level=LEVEL)
    if below is None and above is None:
        return _too_few(language)
    label = wording.quoted(outcome.answers[answer], language)
    known = wording.percent(100 * share, language, 1)
    ends = []
    for value, nb_word, en_word in ((below, "høyst", "at most"), (above, "minst", "at least")):
        if value is not None:
            ends.append(f"{nb_word if nb else en_word} {wording.percent(100 * value, language, 1)}")
    either = wording.listed(ends, language, either=True)
    names = [wording.quoted(group, language) for group in outcome.groups]
    test = {(True, True): "testen", (True, False): f"en test av {label} mot alle andre svar",
            (False, True): "the test", (False, False): f"a test of {label} against all other answers"}[
        nb, len(outcome.answers) == 2
    ]  # fmt: skip
    if nb:
        return (
            f"Med n = {n[0]} og {n[1]} ville {test} {sure} ha vist en forskjell hvis andelen som svarer {label}, var "
            f"{known} i {names[0]} og {either} i {names[1]} (nivå {level})."
        ).replace("n = ", f"n{HARD_SPACE}={HARD_SPACE}")
    return (
        f"With n = {n[0]} and {n[1]}, {test} would {sure} have shown a difference if the share answering {label} was "
        f"{known} in {names[0]} and {either} in {names[1]} (level {level})."
    ).replace("n = ", f"n{HARD_SPACE}={HARD_SPACE}")


def _paired_power(outcome: Outcome, sure: str, level: str) -> str:
    language, nb = outcome.language, outcome.language == "nb"
    counts = outcome.counts
    n = counts.sum()
    if len(counts) > 2:
        return ""
    changed = float((n - np.trace(counts)) / n)
    least = stats.smallest_paired_difference(changed, int(n), power=POWER, level=LEVEL) if changed else None
    if least is None:
        return _too_few(language)
    size, share = wording.number(float(n), language), wording.percent(100 * changed, language)
    points = wording.number(100 * least, language, 1)
    if nb:
        return (
            f"Med {size} personer, der {share} skifter svar, ville testen {sure} ha vist en endring på minst {points} "
            f"prosentpoeng (nivå {level})."
        )
    return (
        f"With {size} people, {share} of whom change their answer, the test would {sure} have shown a change of at "
        f"least {points} percentage points (level {level})."
    )


def _too_few(language: Language) -> str:
    if language == "en":
        return "So few replies would not show even the largest possible difference with a probability of 80%."
    return f"Så få svar ville ikke vist selv den største mulige forskjellen med 80{HARD_SPACE}% sannsynlighet."
