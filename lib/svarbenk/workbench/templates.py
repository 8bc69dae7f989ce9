"""Prose with computed numbers: templates that refuse a number typed by hand."""

import math
import re
import string
from typing import Any

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import VALUE_BEGINS, VALUE_ENDS, marked_value
from svarbenk.errors import InputError
from svarbenk.workbench.typed_numbers import typed_numbers

# the marks of computed values may stand on both sides of the space
_SENTENCE_END = re.compile(rf"(?:(?<=[.!?])|(?<=[.!?]{VALUE_ENDS}))\s+(?={VALUE_BEGINS}[A-ZÆØÅ0-9«“])")
_PIECES = re.compile(r"(\n+|(?<=[.!?])\s+(?=[A-ZÆØÅ0-9«“]))")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_ITEMS = re.compile(r"\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])")


class _Worded(string.Formatter):
    """Formats values as the wording room writes them: ``{n}`` a number, ``{n:1}`` decimals, ``{x:%}``, ``{p:p}``."""

    def __init__(self, language: Language):
        self.language: Language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Text):
            value = value.to(self.language)
        if isinstance(value, str):
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            try:
                value = float(value)
            except (TypeError, ValueError):
                raise InputError(f"tekst: verdien {value!r} er verken tekst eller tall") from None
        if math.isnan(value):
            return wording.hidden_word(self.language)
        if format_spec == "p":
            return wording.p_value(value, self.language)
        if format_spec.endswith("%"):
            return wording.percent(value, self.language, int(format_spec[:-1] or 0))
        return wording.number(value, self.language, int(format_spec or 0))


class _Marked(_Worded):
    """Marks what it formats with its name, a sentence at a time, since a sentence of a value can fall away."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        self.name = field_name
        return super().get_field(field_name, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        text = super().format_field(value, format_spec)
        return "".join(
            marked_value(self.name, part) if place % 2 == 0 else part for place, part in enumerate(_PIECES.split(text))
        )


def worded(name: str, value: Any, language: Language = "nb") -> float | str:
    """Return a value as prose can hold it: a number, a text, or NaN for one that is not known (None).

    Raises
    ------
    InputError
        If it is neither.
    """
    if value is None:
        return math.nan
    if isinstance(value, Text):
        return value.to(language)
    if isinstance(value, str | float):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InputError(f"verdien «{name}» er {type(value).__name__}; ventet et tall eller en tekst") from None


def prose(template: str, values: dict[str, Any], language: Language = "nb", *, marked: bool = False) -> str:
    """Fill a chapter's prose; a sentence that names a hidden number falls away, and what is then empty with it.

    Parameters
    ----------
    template : str
        Markdown with ``{name}``; see ``fill``.
    values : dict
        Name to number or text.
    language : str
        «nb» or «en».
    marked : bool
        Whether to mark the values for ``documents.blocks_from_markdown``.

    Raises
    ------
    InputError
        As ``fill`` does.
    """
    filled = fill(template, values, language, marked=marked)
    hidden = wording.hidden_word(language)
    return "\n\n".join(part for part in (_told(each, hidden) for each in _PARAGRAPHS.split(filled)) if part.strip())


def _told(paragraph: str, hidden: str) -> str:
    """Return a paragraph without the sentences that name a hidden number, and without bullets that say nothing."""
    items = _ITEMS.split(paragraph)
    kept = []
    for item in items:
        marker = _MARKER.match(item)
        text = item[marker.end() :] if marker else item
        if hidden in text:
            text = " ".join(each for each in _SENTENCE_END.split(text) if hidden not in each)
        if text.strip():
            kept.append((marker.group() if marker else "") + text.strip("\n"))
    return "\n".join(kept)


def fill(template: str, values: dict[str, Any], language: Language = "nb", *, marked: bool = False) -> str:
    """Fill a template with computed values.

    Parameters
    ----------
    template : str
        Prose with ``{name}`` for a number or text, ``{name:1}`` for one decimal, ``{name:%}`` for a percentage
        given as 0–100, ``{name:p}`` for a p-value. Attributes work: ``{table.n}``.
    values : dict
        Name to number, text or object.
    language : str
        «nb» or «en».
    marked : bool
        Whether to mark the values; see ``prose``.

    Raises
    ------
    InputError
        If the template has a number typed in it (names such as LIS1, years, labels of the codebooks and references
        such as «tabell 10.2» are allowed), or names a value that was not given.
    """
    literal = "".join(text for text, *_ in string.Formatter().parse(template))
    typed = typed_numbers(literal)
    if typed:
        raise InputError(
            f"tekst: «{typed[0]}» er et tall skrevet for hånd; ventet en beregnet verdi i klammer, som {{navn}}"
        )
    try:
        filled = (_Marked if marked else _Worded)(language).vformat(template, (), values)
    except (KeyError, AttributeError) as error:
        raise InputError(f"tekst: ingen verdi for {error}; det finnes: {', '.join(values) or 'ingen'}") from None
    # a value may be empty, such as a sentence about tests that are not shown
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", filled)
