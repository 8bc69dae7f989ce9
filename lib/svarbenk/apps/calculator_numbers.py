"""Numbers as reports print them, Norwegian or English: «1 234,5», «1,234.5», «12,5 %», «47 (60 %)», «47 av 78»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Form = Literal["", "nb", "en"]
"""How numbers are written: decimal comma, decimal point, or found from the numbers themselves."""

_BLANK = "[ \u00a0\u202f\u2009]"
_WHOLE = rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+|[0-9]+"
_PLAIN = re.compile(rf"(?P<whole>{_WHOLE})(?:(?P<mark>[.,])(?P<rest>[0-9]+))?")
_GROUPED = {
    "en": re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<rest>[0-9]+))?"),
    "nb": re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?P<rest>[0-9]+))?"),
}
_PER_CENT = re.compile(rf"{_BLANK}*(?:%|prosent|pst\.?|per cent|percent)$", re.IGNORECASE)
_N = re.compile(r"^[nN]\s*=\s*")
_BOTH = re.compile(r"(?P<first>[^()]+?)\s*\((?P<second>[^()]+)\)")
_OF = re.compile(r"(?P<part>[^/]+?)\s*(?:/|\bav\b|\bof\b)\s*(?P<whole>[^/]+)")


@dataclass(frozen=True)
class Number:
    """A number that was read.

    ``decimals`` are those that were written, ``percent`` whether a percent sign followed, ``is_n`` whether «n =» stood
    before it. ``doubt`` says that «1.234» or «1,234» could be read in two ways, and that nothing but ``value`` itself
    tells which.
    """

    value: Fraction
    decimals: int = 0
    percent: bool = False
    is_n: bool = False
    doubt: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a number of people."""
        return self.value.denominator == 1


@dataclass(frozen=True)
class Pair:
    """A count with its percentage, «47 (60 %)», or with what it is of, «47 av 78»."""

    count: Number
    percent: Number | None = None
    of: Number | None = None


def read_number(text: str, form: Form = "") -> Number | None:
    """Read a number; None where there is none.

    Parameters
    ----------
    text : str
        A cell of a table.
    form : str
        «nb» where a comma is before decimals, «en» where a point is; «» where it is not known, and what is then in
        doubt is read as thousands, or as decimals where a percent sign follows.
    """
    body = text.strip()
    named = _N.match(body)
    body = body[named.end() :] if named else body
    sign = _PER_CENT.search(body)
    body = body[: sign.start()] if sign else body
    marks = {"percent": bool(sign), "is_n": bool(named)}
    found = _PLAIN.fullmatch(body)
    if found and not (found["mark"] and _doubtful(found)):
        return _number(found["whole"], found["rest"], **marks)
    if found:
        mark = found["mark"]
        decimal = bool(sign) if not form else (mark == ",") == (form == "nb")
        whole, rest = (found["whole"], found["rest"]) if decimal else (found["whole"] + found["rest"], None)
        return _number(whole, rest, doubt=not form, **marks)
    for grouped in _GROUPED.values():
        if found := grouped.fullmatch(body):
            return _number(re.sub("[.,]", "", found["whole"]), found["rest"], **marks)
    return None


def read_cell(text: str, form: Form = "") -> Number | Pair | None:
    """Read a cell that may hold a number, or a count with its percentage or with what it is of.

    Parameters
    ----------
    text, form : str
        As for ``read_number``.
    """
    if (number := read_number(text, form)) is not None:
        return number
    if found := _BOTH.fullmatch(text.strip()):
        first, second = read_number(found["first"], form), read_number(found["second"], form)
        if first and second and first.percent != second.percent:
            count, share = (second, first) if first.percent else (first, second)
            return Pair(count, percent=share)
        if first and second and second.is_n:
            return Pair(first, of=second) if not first.percent else None
    if found := _OF.fullmatch(text.strip()):
        part, whole = read_number(found["part"], form), read_number(found["whole"], form)
        if part and whole and not (part.percent or whole.percent):
            return Pair(part, of=whole)
    return None


def form_of(texts: Iterable[str]) -> Form:
    """Return how numbers are written, from those that can be read in one way only; «» where they do not tell.

    Parameters
    ----------
    texts : iterable of str
        Cells of a table.
    """
    found: set[Form] = set()
    for text in texts:
        body = _PER_CENT.sub("", _N.sub("", text.strip()))
        if (plain := _PLAIN.fullmatch(body)) and plain["mark"] and not _doubtful(plain):
            found.add("nb" if plain["mark"] == "," else "en")
        for form, grouped in _GROUPED.items():
            if not plain and grouped.fullmatch(body):
                found.add(form)
    return found.pop() if len(found) == 1 else ""


def _doubtful(found: re.Match) -> bool:
    """Tell whether the mark may be before thousands: three digits after it and one to three before."""
    whole = found["whole"]
    return len(found["rest"]) == 3 and len(whole) <= 3 and not whole.startswith("0")


def _number(whole: str, rest: str | None, **marks: bool) -> Number:
    digits = re.sub(r"[^0-9]", "", whole)
    decimals = len(rest or "")
    return Number(Fraction(int(digits + (rest or "")), 10**decimals), decimals, **marks)
