"""Numbers as Norwegian and English reports write them; rounding is half up everywhere."""

import math
from collections.abc import Sequence
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
    """Write a number: «1 341», «0,05»; in English «1,341», «0.05». A hidden count (NaN) is «:», infinity «∞».

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
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
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
    """Write a p-value with three decimals: «p = 0,045», «p < 0,001», «p > 0,999».

    Parameters
    ----------
    p : float
        0–1. Whether it is below a level is decided before it is rounded: 0.0496 is «p = 0,050», and below 0,05.
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
    """Write a range: «76–78», or one number where both are written the same.

    Parameters
    ----------
    low, high : float
        Its ends.
    language : str
        «nb» or «en».
    """
    first, last = number(low, language), number(high, language)
    return first if first == last else f"{first}–{last}"


def listed(parts: Sequence[str], language: Language = "nb", *, either: bool = False) -> str:
    """Write a list: «a, b og c»; nothing where there are no parts.

    Parameters
    ----------
    parts : sequence of str
        What to list.
    language : str
        «nb» or «en».
    either : bool
        Whether to join the last two with «eller» instead of «og».
    """
    last = {("nb", False): "og", ("nb", True): "eller", ("en", False): "and", ("en", True): "or"}[language, either]
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def hidden_word(language: Language = "nb") -> str:
    """Return what stands in prose where a number is hidden: «(skjult)»."""
    return "(hidden)" if language == "en" else "(skjult)"
