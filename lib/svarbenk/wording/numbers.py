"""Numbers as Norwegian and English reports write them; rounding is half up everywhere."""

import math
from decimal import ROUND_HALF_UP, Decimal

from svarbenk.codebook import Language

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
HIDDEN = ":"


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Round half up (62.5 → 63), after clearing the last bits of binary noise.

    Parameters
    ----------
    value : float
        Finite.
    decimals : int
        Digits after the comma.
    """
    # 12 significant digits: 0.145 is stored as 0.14499999999999999 and is meant as 0.145
    exact = Decimal(f"{value:.12g}")
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, language: Language = "nb", decimals: int = 0) -> str:
    """Write a number: «1 341», «0,05»; in English «1,341», «0.05». A hidden count (NaN) is «:».

    Parameters
    ----------
    value : float
        Any number; NaN is a hidden one.
    language : str
        «nb» or «en».
    decimals : int
        Digits after the comma.
    """
    if math.isnan(value):
        return HIDDEN
    fixed = rounded(value, decimals)
    whole, _, fraction = f"{abs(fixed):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", HARD_SPACE if language == "nb" else ",")
    sign = MINUS if fixed < 0 else ""
    return sign + groups + (("," if language == "nb" else ".") + fraction if fraction else "")


def percent(value: float, language: Language = "nb", decimals: int = 0) -> str:
    """Write a percentage given as 0–100: «58 %», in English «58%».

    Parameters
    ----------
    value : float
        0–100; NaN is a hidden one.
    language : str
        «nb» or «en».
    decimals : int
        Digits after the comma.
    """
    if math.isnan(value):
        return HIDDEN
    return number(value, language, decimals) + (f"{HARD_SPACE}%" if language == "nb" else "%")


def p_value(p: float, language: Language = "nb", *, symbol: bool = True) -> str:
    """Write a p-value with three decimals: «p = 0,045», «p < 0,001».

    Parameters
    ----------
    p : float
        0–1.
    language : str
        «nb» or «en».
    symbol : bool
        Whether to begin with «p».
    """
    if p < 0.001:
        sign, shown = "<", number(0.001, language, 3)
    elif p > 0.999:
        sign, shown = ">", number(0.999, language, 3)
    else:
        sign, shown = "=", number(p, language, 3)
    if symbol:
        return f"p{HARD_SPACE}{sign}{HARD_SPACE}{shown}"
    return shown if sign == "=" else f"{sign}{HARD_SPACE}{shown}"


def span(low: float, high: float, language: Language = "nb") -> str:
    """Write a range: «76–78», or one number where both are the same.

    Parameters
    ----------
    low, high : float
        Its ends.
    language : str
        «nb» or «en».
    """
    return number(low, language) if low == high else f"{number(low, language)}–{number(high, language)}"


def listed(parts: list[str] | tuple[str, ...], language: Language = "nb") -> str:
    """Write a list: «a, b og c».

    Parameters
    ----------
    parts : sequence of str
        At least one.
    language : str
        «nb» or «en».
    """
    joint = "og" if language == "nb" else "and"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"
