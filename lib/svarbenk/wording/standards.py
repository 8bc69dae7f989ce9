"""Sentences about a share held against a standard, and about means on a scale of numbers."""

from svarbenk.codebook import Language
from svarbenk.stats import TestResult
from svarbenk.wording.numbers import HARD_SPACE, number, p_value, percent, span
from svarbenk.wording.sentences import part_of


def standard_sentence(label: str, result: TestResult, required: float, language: Language = "nb") -> str:
    """Say how large a share is, with its exact interval, and whether it differs from what is required.

    «Besvart innen to minutter: 25 av 40 (63 %), eksakt 95 %-intervall fra 46 % til 77 %. Det er under kravet …»

    Parameters
    ----------
    label : str
        What the share is of.
    result : TestResult
        From ``stats.binomial_test``: the share is its effect.
    required : float
        What is required, in per cent.
    language : str
        «nb» or «en».
    """
    effect = result.effect
    x = round(effect.value * result.n)
    low, high = (percent(100 * limit, language) for limit in (effect.low, effect.high))
    level, wanted = percent(100 * effect.level, language), percent(required, language)
    part, p = part_of(x, result.n, language), p_value(result.p_value, language)
    below = 100 * effect.value < required
    if language == "en":
        test = f"({p}, exact binomial test)"
        verdict = (
            f"The difference from the standard of {wanted} is within chance {test}."
            if result.p_value >= 0.05
            else f"That is {'below' if below else 'above'} the standard of {wanted} {test}."
        )
        return f"{label}: {part}, exact {level} interval {low} to {high}. {verdict}"
    test = f"({p}, eksakt binomialtest)"
    verdict = (
        f"Avviket fra kravet på {wanted} er ikke større enn tilfeldigheter kan gi {test}."
        if result.p_value >= 0.05
        else f"Det er {'under' if below else 'over'} kravet på {wanted} {test}."
    )
    return f"{label}: {part}, eksakt {level}-intervall fra {low} til {high}. {verdict}"


def scale_means_sentence(
    highest: tuple[str, float], lowest: tuple[str, float], language: Language = "nb"
) -> str:  # fmt: skip
    """Say which items have the highest and the lowest mean.

    Parameters
    ----------
    highest, lowest : (str, float)
        Label and mean.
    language : str
        «nb» or «en».
    """
    ends = (label.lower() if label[1:2].islower() else label for label in (highest[0], lowest[0]))
    top, bottom = (f"«{label}»" if language == "nb" else f"“{label}”" for label in ends)
    means = [number(mean, language, 1) for mean in (highest[1], lowest[1])]
    if language == "en":
        return f"The highest mean is that of {top} ({means[0]}), the lowest that of {bottom} ({means[1]})."
    return f"Høyest gjennomsnitt har {top} ({means[0]}), lavest har {bottom} ({means[1]})."


def scale_means_note(points: int, fewest: float, most: float, language: Language = "nb") -> str:
    """Say how means on a scale were made: its ends, the interval, and that don't-know is left out.

    Parameters
    ----------
    points : int
        How many numbers the scale has.
    fewest, most : float
        How many gave a number, from item to item.
    language : str
        «nb» or «en».
    """
    top, level = number(points, language), percent(95, language)
    n = f"n{HARD_SPACE}={HARD_SPACE}{span(fewest, most, language)}"
    if language == "en":
        return (
            f"Means on the scale from 1 to {top} with {level} intervals (t distribution). “Don't know” is left out of "
            f"the means; {n} gave a number."
        )
    return (
        f"Gjennomsnitt på skalaen fra 1 til {top} med {level}-intervall (t-fordelingen). «Vet ikke» er utelatt av "
        f"gjennomsnittene; {n} ga et tall."
    )
