"""A number as reports print it: «5,9%», «< 0,001», «12 (8%)», «1 234», «seks», «mer enn halvparten»."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from svarbenk.errors import InputError
from svarbenk.ledger.quantity import ABOUT_NUMBER, ABOUT_SHARE, WORDS, share, span, split_modifier

_NUMBER = re.compile(
    r"(?:p\s*=?\s*)?(?P<bound>[<>]?)\s*(?P<sign>[-−+]?)\s*"
    r"(?P<whole>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+)(?:[,.](?P<decimals>\d+))?"
    r"\s*(?:(?P<percent>%(?: prosent)?|prosent)|mill\. kr\.|kroner|timer|sekunder)?"
)
_RANGE = re.compile(r"(.*\d)\s*[-–]\s*(\d.*)")
_EXPECTED = "et tall som 49, 1 234, 5,9%, 12 (8%), < 0,001, «seks» eller «mer enn halvparten»"


@dataclass(frozen=True)
class PrintedNumber:
    """A printed number with the precision it was printed in.

    ``value`` is ``None`` where the place was left blank. ``decimals`` is the number of printed decimals,
    ``bound`` is «<», «>», «≤» or «≥» where only a bound was printed and «=» where none is meant («ingen»),
    ``percent`` tells that it was a percentage, ``tolerance`` how far from ``value`` a rough quantity goes.
    """

    text: str
    value: float | None
    decimals: int = 0
    bound: str = ""
    percent: bool = False
    tolerance: float = 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and highest number that agree; whether an end itself does, ``agrees`` tells."""
        if self.value is None:
            return math.inf, -math.inf
        if self.bound in {"<", "≤"}:
            return -math.inf, self.value
        if self.bound in {">", "≥"}:
            return self.value, math.inf
        room = 0.0 if self.bound == "=" else self.tolerance or 0.5 / 10**self.decimals
        return self.value - room, self.value + room

    def agrees(self, computed: float) -> bool:
        """Tell whether ``computed`` is this number, rounded half up as it was printed, or keeps to its words."""
        if self.value is None or not math.isfinite(computed):
            return False
        # Ten decimals first: 62.5 that was computed as 62.49999999999999 is meant to be 62.5.
        exact, value = Decimal(f"{computed:.10f}"), Decimal(str(self.value))
        if self.bound:
            held = {"<": exact < value, ">": exact > value, "≤": exact <= value, "≥": exact >= value}
            return held.get(self.bound, exact == value)
        if self.tolerance:
            return abs(exact - value) <= Decimal(f"{self.tolerance:.10f}")
        step = Decimal(1).scaleb(-self.decimals)
        return exact.quantize(step, ROUND_HALF_UP) == value.quantize(step, ROUND_HALF_UP)


def read_printed(text: str, percentage: bool = False, *, end: int | None = None, unit: str = "") -> PrintedNumber:
    """Read a printed number.

    Parameters
    ----------
    text : str
        The number as printed. A cell may hold two: «12 (8%)» is a number and its percentage.
    percentage : bool
        Whether the percentage of such a cell is meant, rather than the number before it.
    end : int, optional
        Which end of a range such as «979–982» is meant: 0 the lowest, 1 the highest. A single number is both.
    unit : str
        The unit of the cell, in which durations are read: «7 minutter og 3 sekunder» is 423 «sekunder».

    Returns
    -------
    PrintedNumber

    Raises
    ------
    InputError
        If the text is no number; the message quotes it.
    """
    plain = " ".join(text.split())
    if plain in {"", "*"}:
        return PrintedNumber(text, None, percent=percentage)
    pair = re.fullmatch(r"(.+?)\s*\((.+)\)", plain)
    if pair:
        plain = pair.group(2 if percentage else 1)
    if end is not None and (ends := _RANGE.fullmatch(plain)):
        plain = ends.group(end + 1)
    found = _read(text, plain.casefold(), unit)
    if found is None:
        raise InputError(f"det trykte tallet «{text}» forstås ikke; ventet {_EXPECTED}")
    return found


def _read(text: str, plain: str, unit: str) -> PrintedNumber | None:
    if (duration := span(plain, unit)) is not None:
        value, tolerance = duration
        return PrintedNumber(text, value, tolerance=tolerance)
    plain, bound, about = split_modifier(plain)
    if plain in WORDS:
        return PrintedNumber(text, float(WORDS[plain]), bound=bound, tolerance=ABOUT_NUMBER if about else 0.0)
    if (rough := share(plain)) is not None:
        value, own, wide = rough
        limit = bound or own
        return PrintedNumber(
            text, value, bound=limit, percent=True, tolerance=ABOUT_SHARE if wide and not limit else 0.0
        )
    match = _NUMBER.fullmatch(plain)
    if match is None or (bound and match["bound"]):
        return None
    whole, decimals = re.sub(r"[ .]", "", match["whole"]), match["decimals"] or ""
    value = float(f"{'-' if match['sign'] in {'-', '−'} else ''}{whole}.{decimals or 0}")
    return PrintedNumber(
        text,
        value,
        len(decimals),
        bound or match["bound"],
        match["percent"] is not None,
        ABOUT_NUMBER if about else 0.0,
    )
