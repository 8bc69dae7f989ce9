"""Sentences on register numbers: how they changed between two dates; counts of everybody, and so not tested."""

import math
import re
from dataclasses import dataclass

from svarbenk.codebook import Language
from svarbenk.wording.numbers import number, rounded

PERCENT, POINTS = "prosent", "prosentpoeng"
_WORDS = {
    "prosent": ("prosent", "per cent"),
    "mill. kr": ("millioner kroner", "million kroner"),
    "mrd. kr": ("milliarder kroner", "billion kroner"),
    "1 000 kr": ("tusen kroner", "thousand kroner"),
    "kr": ("kroner", "kroner"),
    "kr per listeinnbygger": ("kroner", "kroner"),
    "mill. konsultasjoner": ("millioner", "million"),
    "år": ("år", "years"),
}
_SCALES = {
    "mill. kr": ("millioner kroner", "million kroner"),
    "mrd. kr": ("milliarder kroner", "billion kroner"),
    "1 000 kr": ("tusen kroner", "thousand kroner"),
    "kr": ("kroner", "kroner"),
    "mill. konsultasjoner": ("millioner", "million"),
}
_TENFOLD = 10
_MONEY = frozenset(("mill. kr", "mrd. kr", "1 000 kr", "kr"))
_CLAUSE = re.compile(r"\bsom\b")  # a subject with a relative clause; Norwegian sets a comma where it ends
_WIDE = 1.2  # a ratio whose ends lie further apart is not told
_MANY = 3.0  # a level that is so many times the earlier one is told by times, not by per cent


@dataclass(frozen=True)
class Level:
    """A level at one time: the number, what it may lie between where it is rounded, and how it is written.

    ``when`` is a phrase such as «i 2024»; ``about`` stands before a number that is printed as rough («om lag»), and
    ``span`` tells that it is printed as a range.
    """

    value: float
    when: str
    decimals: int = 0
    low: float | None = None
    high: float | None = None
    about: str = ""
    span: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        """Between what it may lie."""
        return (self.value if self.low is None else self.low, self.value if self.high is None else self.high)


def level_change_sentence(subject: str, before: Level, after: Level, unit: str = "", language: Language = "nb") -> str:
    """Write how a register number changed: «Antall fastleger økte fra 5 268 i 2023 til 5 517 i 2024».

    No test is named: registers count everybody. A change that the decimals do not show is «om lag uendret», and no
    ratio is told that rests on the rounding of the levels. Empty where one of the two is not known.

    Parameters
    ----------
    subject : str
        What the sentence begins with.
    before, after : Level
        The two levels.
    unit : str
        Of the ledger; tells whether there are more, or it is higher.
    language : str
        «nb» or «en».
    """
    if not (math.isfinite(before.value) and math.isfinite(after.value)):
        return ""
    begins = subject[:1].upper() + subject[1:]
    if language == "nb" and _CLAUSE.search(subject):
        begins += ","
    first, last = level_text(before, unit, language), level_text(after, unit, language)
    decimals = max(before.decimals, after.decimals)
    said = _told(before.value, decimals, language), _told(after.value, decimals, language)
    change = after.value - before.value
    if said[0] == said[1] and before.about == after.about and not change:
        still = "was unchanged from" if language == "en" else "var uendret fra"
        return f"{begins} {still} {_bare(before)} {'to' if language == 'en' else 'til'} {_bare(after)} ({last})."
    if may_be_equal(before, after) or not float(rounded(change, decimals)):
        same, both = ("was about unchanged", "and") if language == "en" else ("var om lag uendret", "og")
        return f"{begins} {same}: {first} {before.when} {both} {last} {after.when}."
    verb, fra, til = _VERBS[language][change > 0], *(("from", "to") if language == "en" else ("fra", "til"))
    told = _how_much(before, after, unit, decimals, language)
    return f"{begins} {verb} {fra} {first} {before.when} {til} {last} {after.when}{f' ({told})' if told else ''}."


_VERBS = {"nb": ("falt", "økte"), "en": ("fell", "rose")}


def level_text(level: Level, unit: str = "", language: Language = "nb") -> str:
    """Write a level: «5 517», «om lag 350», «15–20 prosent»; nothing where it is not known.

    Parameters
    ----------
    level : Level
        The level; one that is printed as a range has both ends.
    unit : str
        Of the ledger; money and per cent are written out.
    language : str
        «nb» or «en».
    """
    if not math.isfinite(level.value):
        return ""
    low, high = level.ends
    written = _told(level.value, level.decimals, language)
    if level.span:
        written = f"{_told(low, level.decimals, language)}–{_told(high, level.decimals, language)}"
    words = _WORDS.get(unit)
    return " ".join(part for part in (level.about, written, words[language == "en"] if words else "") if part)


def _told(value: float, decimals: int, language: Language) -> str:
    return number(value, language, decimals)


def _bare(level: Level) -> str:
    """Return when a level was, without the preposition."""
    for word in ("i ", "in "):
        if level.when.startswith(word):
            return level.when.removeprefix(word)
    return level.when


def may_be_equal(before: Level, after: Level) -> bool:
    """Tell whether two levels may be the same before they were rounded.

    Parameters
    ----------
    before, after : Level
        The levels.
    """
    (first_low, first_high), (last_low, last_high) = before.ends, after.ends
    rounded = first_low < first_high or last_low < last_high
    return rounded and last_low < first_high and first_low < last_high


def _how_much(before: Level, after: Level, unit: str, decimals: int, language: Language) -> str:
    """Say the difference, and by how many per cent or times it is; nothing where that is too uncertain to be told."""
    change = after.value - before.value
    amount = number(abs(change), language, decimals)
    if unit == PERCENT:
        one = amount == "1"
        points = (POINTS, POINTS) if language == "nb" else ("percentage points", "percentage point")
        return f"{amount} {points[one]}"
    if unit in _SCALES:
        amount = f"{amount} {_SCALES[unit][language == 'en']}"
    told = f"{amount} {_kind(unit, language)[change > 0]}"
    if before.value <= 0:
        return told
    times = after.value / before.value
    if times >= _MANY:
        if _is_loose(before, after, unit):
            return ""
        many = number(times, language, 0 if times >= _TENFOLD else 1)
        return f"{told}, {many} {'ganger så mye' if language == 'nb' else 'times as much'}"
    share = abs(times - 1) * 100
    return f"{told}, {number(share, language, 1 if share < _TENFOLD else 0)} {_WORDS[PERCENT][language == 'en']}"


def _is_loose(before: Level, after: Level, unit: str) -> bool:
    """Tell whether the ratio of two levels may be far from what their printed numbers give."""
    if before.about or after.about:
        return True
    (first_low, first_high), (last_low, last_high) = _rounding(before, unit), _rounding(after, unit)
    return first_low <= 0 or last_low <= 0 or (last_high / first_low) / (last_low / first_high) > _WIDE


def _rounding(level: Level, unit: str) -> tuple[float, float]:
    """Return between what a level may lie: one that is known to its decimals only was rounded to them."""
    low, high = level.ends
    if low < high or not (level.decimals or unit in _SCALES):
        return low, high
    if not math.isclose(level.value, float(rounded(level.value, level.decimals))):
        return low, high
    half = 0.5 / 10**level.decimals
    return low - half, high + half


def _kind(unit: str, language: Language) -> tuple[str, str]:
    """Return how a smaller and a larger number of a unit are called."""
    if unit in _MONEY:
        return ("less", "more") if language == "en" else ("mindre", "mer")
    if "per" in unit.split() or unit == "år":
        return ("lower", "higher") if language == "en" else ("lavere", "høyere")
    return ("fewer", "more") if language == "en" else ("færre", "flere")


def counted_note(shown: int, of: int, language: Language = "nb") -> str:
    """Say under a summary of register numbers that they are counts of everybody and were not tested.

    Parameters
    ----------
    shown, of : int
        How many changes are told, of how many that were reckoned.
    language : str
        «nb» or «en».
    """
    if language == "en":
        largest = f"The {number(shown, language)} largest relative changes of {number(of, language)}. "
        rest = "Registers count everybody: there is no sampling error, and the changes are not tested."
    else:
        largest = f"De {number(shown, language)} største relative endringene av {number(of, language)}. "
        rest = "Registrene teller alle: det er ingen utvalgsfeil, og endringene er ikke prøvd."
    return (largest if 1 < shown < of else "") + rest
