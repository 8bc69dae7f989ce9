"""Numbers typed by hand: every digit that is no name, year, reference or part of a label in a codebook."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError

_PLACES = (
    "kapitlene|kapitlet|kapittel|kap\\.|tabellene|tabeller|tabell|figurene|figurer|figur|vedlegg|avsnitt|fotnote"
    "|chapters|chapter|tables|table|figures|figure|annex|appendices|appendix|sections|section|footnote"
)
_NUMBER = r"[A-Z]?-?\d+(?:[.-]\d+)*[a-d]?"
_NAMES = re.compile(
    rf"""
      ^\#+[ ][A-Z]?\d[\d.-]*                                  # the number of a heading
    | ^[ \t]*\d+[.)][ ]                                       # the marker of a list
    | LIS[ ]?\d
    | \b8\.2\b(?:-avtale\w*)?(?!\s*(?:%|prosent|per[ ]cent))  # the municipal lease
    | \b(?:nivå|level)[ ]\d+
    | \b(?:19|20)\d\d(?:[–/-](?:19|20)?\d\d)?\b(?!\s*(?:%|prosent|per[ ]cent))   # years
    | \b(?:{_PLACES})\s{_NUMBER}(?:(?:\s?[,–]\s?|\s(?:og|til|eller|and|to|or)\s){_NUMBER})*   # places in the report
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
# a number as labels write it, with the word before and the word after it where there are any
_IN_LABEL = re.compile(r"(?:[^\W\d_]+ )?\d[\d  .,–-]*\d(?: ?[^\W\d_.]+)?|(?:[^\W\d_]+ )?\d(?: ?[^\W\d_.]+)?")


def typed_numbers(text: str, data: str | Path | None = None) -> list[str]:
    """Return the numbers in a text that no code has computed.

    Years, references such as «figur 4-12», list markers, names such as «LIS1» and «8.2-avtale», and numbers that stand
    in a label or wording of a codebook with the same words around them («om 5 år») are names and not numbers.

    Parameters
    ----------
    text : str
        The text, without what stands in braces.
    data : str or Path, optional
        The data folder whose codebooks are read; found from the working folder by default.
    """
    left = _NAMES.sub(" ", text)
    if not re.search(r"\d", left):
        return []
    labels = _labels(data)
    if labels is not None:
        left = labels.sub(" ", left)
    return re.findall(r"\S*\d\S*", left)


def _labels(data: str | Path | None) -> re.Pattern | None:
    try:
        return _pattern(DataFolder.find(data or None).codebooks)
    except InputError:
        return None


@lru_cache(maxsize=4)
def _pattern(codebooks: Path) -> re.Pattern | None:
    phrases = {phrase.strip() for path in sorted(codebooks.glob("*.yaml")) for phrase in _phrases(path)}
    named = sorted((each for each in phrases if re.search(r"[^\W\d_]", each)), key=len, reverse=True)
    if not named:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_flexible, named)) + r")(?!\w)", re.IGNORECASE)


@cache
def _phrases(path: Path) -> tuple[str, ...]:
    document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return tuple(found for text in _texts(document) for found in _IN_LABEL.findall(text))


def _flexible(phrase: str) -> str:
    """Return a phrase as a pattern: any blank for a blank, any dash for a dash."""
    parts = (r"\s+" if part.isspace() else "[–-]" if part in "–-" else re.escape(part) for part in _pieces(phrase))
    return "".join(parts)


def _pieces(phrase: str) -> Iterable[str]:
    return re.findall(r"\s+|[–-]|[^\s–-]+", phrase)


def _texts(part: object, key: str = "") -> Iterator[str]:
    """Return the labels and wordings of a codebook."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _texts(value, str(name))
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value, key)
    elif isinstance(part, str) and key in {"nb", "en", "spellings", "header", "labels"}:
        yield part
