"""A number as reports print it: «5,9%», «< 0,001», «12 (8%)», «1 234», «seks»."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from svarbenk.errors import InputError

_WORDS = {
    word: value
    for value, words in enumerate(
        ("null", "én en ett", "to", "tre", "fire", "fem", "seks", "sju syv", "åtte", "ni", "ti", "elleve", "tolv")
    )
    for word in words.split()
}
_NUMBER = re.compile(r"(?P<bound>[<>]?)\s*(?P<digits>-?\d+(?: \d{3})*(?:,\d+)?)\s*(?P<percent>%|prosent)?")
_EXPECTED = "et tall som 49, 1 234, 5,9%, 12 (8%), < 0,001 eller «seks»"


@dataclass(frozen=True)
class PrintedNumber:
    """A printed number with the precision it was printed in.

    ``value`` is ``None`` where the place was left blank. ``decimals`` is the number of printed decimals,
    ``bound`` is «<» or «>» where only a bound was printed, ``percent`` tells that it was a percentage.
    """

    text: str
    value: float | None
    decimals: int = 0
    bound: str = ""
    percent: bool = False

    def agrees(self, computed: float) -> bool:
        """Tell whether ``computed``, rounded half up as it was printed, is this number (or keeps its bound)."""
        if self.value is None or not math.isfinite(computed):
            return False
        if self.bound == "<":
            return computed < self.value
        if self.bound == ">":
            return computed > self.value
        step = Decimal(1).scaleb(-self.decimals)
        # Ten decimals first: 62.5 that was computed as 62.49999999999999 is meant to be 62.5.
        exact = Decimal(f"{computed:.10f}")
        return exact.quantize(step, ROUND_HALF_UP) == Decimal(str(self.value)).quantize(step)


def read_printed(text: str, percentage: bool = False) -> PrintedNumber:
    """Read a printed number.

    Parameters
    ----------
    text : str
        The number as printed. A cell may hold two: «12 (8%)» is a number and its percentage.
    percentage : bool
        Whether the percentage of such a cell is meant, rather than the number before it.

    Returns
    -------
    PrintedNumber

    Raises
    ------
    InputError
        If the text is no number; the message quotes it.
    """
    plain = " ".join(text.split())
    if not plain:
        return PrintedNumber(text, None, percent=percentage)
    pair = re.fullmatch(r"(.+?)\s*\((.+)\)", plain)
    if pair:
        plain = pair.group(2 if percentage else 1)
    if plain.casefold() in _WORDS:
        return PrintedNumber(text, float(_WORDS[plain.casefold()]))
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise InputError(f"det trykte tallet «{text}» forstås ikke; ventet {_EXPECTED}")
    digits = match["digits"].replace(" ", "")
    return PrintedNumber(
        text,
        float(digits.replace(",", ".")),
        len(digits.partition(",")[2]),
        match["bound"],
        match["percent"] is not None,
    )
