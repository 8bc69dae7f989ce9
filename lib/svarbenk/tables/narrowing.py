"""The base of a table in words: who was asked, and which of their replies ``where`` kept."""

import re

from svarbenk.codebook import Codebook, Comparison, Language, Question, Text
from svarbenk.responses import WAVE, Responses

_SIGNS = {
    "==": ("er", "is"),
    "in": ("er", "is"),
    "!=": ("ikke er", "is not"),
    "<": ("er under", "is below"),
    "<=": ("er høyst", "is at most"),
    ">": ("er over", "is above"),
    ">=": ("er minst", "is at least"),
}


def base_label(responses: Responses, question: Question) -> Text | None:
    """Return who was asked a question: its base, and the condition of ``where`` in words; None for everybody.

    Parameters
    ----------
    responses : Responses
        Clean answers, narrowed or not.
    question : Question
        The question.
    """
    codebook = responses.codebook
    base = codebook.bases[question.base].label if question.base else None
    if not responses.narrowed:
        return base
    who, told = base or codebook.unit.many, worded_condition(responses.narrowed, codebook)
    joint = "," if base else ""
    return Text(nb=f"{who.nb}{joint} der {told.nb}", en=f"{who.to('en')}{joint} where {told.to('en')}")


def worded_condition(text: str, codebook: Codebook) -> Text:
    """Return a condition in words: «sentralitet er «Nivå 6» og LIS1 er over 2».

    Parameters
    ----------
    text : str
        The condition; one with ``or`` or ``not`` is quoted as it is.
    codebook : Codebook
        Gives the labels.
    """
    if re.search(r"\b(or|not)\b", re.sub(r"'[^']*'|\"[^\"]*\"", "", text)):
        return Text(nb=_quoted(text, "nb"), en=_quoted(text, "en"))
    comparisons = codebook.condition(text).comparisons
    return Text(
        nb=" og ".join(_worded(each, codebook, "nb") for each in comparisons),
        en=" and ".join(_worded(each, codebook, "en") for each in comparisons),
    )


def _worded(comparison: Comparison, codebook: Codebook, language: Language) -> str:
    values = comparison.value if isinstance(comparison.value, list | tuple) else [comparison.value]
    either = " eller " if language == "nb" else " or "
    if comparison.question == WAVE:
        waves = [codebook.wave(value).label.to(language) for value in values]
        name = "runden" if language == "nb" else "the wave"
        return f"{name} {_SIGNS[comparison.operator][language == 'en']} {either.join(waves)}"
    question = codebook.question(comparison.question)
    name = question.name.to(language)
    if name.endswith("?"):
        name = _quoted(name, language)
    elif not name[1:2].isupper():
        name = name[:1].lower() + name[1:]
    written = [_value(value, question, language) for value in values]
    return f"{name} {_SIGNS[comparison.operator][language == 'en']} {either.join(written)}"


def _value(value, question: Question, language: Language) -> str:
    if question.kind == "numeric":
        return f"{value:g}".replace(".", "," if language == "nb" else ".")
    return _quoted(question.label_of(value).to(language), language)


def _quoted(text: str, language: Language) -> str:
    return f"“{text}”" if language == "en" else f"«{text}»"
