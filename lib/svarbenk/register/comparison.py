"""Whether a printed number is what was reckoned: the same, within what rounding allows, or another."""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from svarbenk.ledger import PrintedNumber
from svarbenk.register.quantity import Quantity

Verdict = Literal["same", "rounding", "differs"]
_TOUCH = 1e-10
_ROUND_ENDS = 2  # «152 000» in prose may stand for 152 027; «1 010» is what it says


def verdict(printed: PrintedNumber, reckoned: Quantity, *, prose: bool = False) -> Verdict:
    """Tell whether a printed number agrees with what was reckoned.

    ``same``: rounded half up as it was printed. ``rounding``: not so, but what it was reckoned from was rounded, and
    numbers that round to the same give it. ``differs``: neither.

    Parameters
    ----------
    printed : PrintedNumber
        From the ledger; with a value.
    reckoned : Quantity
        What the printed levels give.
    prose : bool
        Whether it stands in running text, where whole numbers are rounded and «om lag» stands before them.
    """
    if printed.bound:
        return "same" if printed.agrees(reckoned.value) else _by_ends(printed, reckoned)
    decimals = precision(printed, prose=prose)
    if _rounded(reckoned.value, decimals) == Decimal(str(printed.value)):
        return "same"
    span = Quantity.rounded(printed.value, decimals)
    # an end that only touches is no overlap: 10,35 is printed as 10,4, not as 10,3
    touch = _TOUCH * max(abs(span.value), abs(reckoned.value), 1.0)
    if not reckoned.is_exact and reckoned.low < span.high - touch and span.low < reckoned.high - touch:
        return "rounding"
    return "differs"


def precision(printed: PrintedNumber, *, prose: bool = False) -> int:
    """Return how many decimals a printed number says; below nought where its last figures are noughts.

    Parameters
    ----------
    printed : PrintedNumber
        From the ledger; with a value.
    prose : bool
        Whether it stands in running text.
    """
    if printed.decimals or not prose or not printed.value or not float(printed.value).is_integer():
        return printed.decimals
    figures = str(int(abs(printed.value)))
    noughts = len(figures) - len(figures.rstrip("0"))
    return -noughts if noughts >= _ROUND_ENDS or printed.tolerance else 0


def _by_ends(printed: PrintedNumber, reckoned: Quantity) -> Verdict:
    return "rounding" if any(printed.agrees(end) for end in (reckoned.low, reckoned.high)) else "differs"


def _rounded(value: float, decimals: int) -> Decimal:
    if not math.isfinite(value):
        return Decimal("NaN")
    # 12 figures first: 62.5 that was reckoned as 62.49999999999999 is meant to be 62.5
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
