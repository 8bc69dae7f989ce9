"""Printed numbers as linear rules in whole numbers: 51 per cent is at least 50,5 and below 51,5."""

from fractions import Fraction
from math import lcm
from typing import NamedTuple

from svarbenk.ledger import PrintedNumber
from svarbenk.synthetic.programme import Programme, Terms


class Limits(NamedTuple):
    """Where the number behind a printed one lies; a limit that is ``strict`` is itself outside."""

    low: Fraction | None
    high: Fraction | None
    low_strict: bool = False
    high_strict: bool = False


def limits(number: PrintedNumber) -> Limits:
    """Return where the number behind a printed ``number`` lies, rounding half up."""
    value = Fraction(number.value).limit_denominator(10_000)
    if number.bound in {">", "≥"}:
        return Limits(value, None, low_strict=number.bound == ">")
    if number.bound in {"<", "≤"}:
        return Limits(None, value, high_strict=number.bound == "<")
    if number.bound == "=":
        return Limits(value, value)
    if number.tolerance:
        wide = Fraction(number.tolerance).limit_denominator(10_000)
        return Limits(value - wide, value + wide)
    half = Fraction(1, 2 * 10**number.decimals)
    return Limits(value - half, value + half, high_strict=True)


def demand(programme: Programme, part: dict[int, Fraction], whole: Terms | None, factor: int, within: Limits) -> None:
    """Demand that ``factor`` × part ∕ whole lies within limits.

    Parameters
    ----------
    programme : Programme
        Gets the rules.
    part : dict
        The numerator, with whole or fractional coefficients of whole variables.
    whole : dict or None
        The denominator; None for a number that is no ratio.
    factor : int
        100 for a percentage.
    within : Limits
        The limits. Everything is multiplied until all coefficients are whole, so that «below» is «at most −1».
    """
    for limit, strict, sign in ((within.low, within.low_strict, 1), (within.high, within.high_strict, -1)):
        if limit is None:
            continue
        row = {variable: sign * factor * Fraction(coefficient) for variable, coefficient in part.items()}
        edge = Fraction(0)
        if whole is None:
            edge = sign * limit
        else:
            for variable, coefficient in whole.items():
                row[variable] = row.get(variable, Fraction(0)) - sign * limit * Fraction(coefficient)
        scale = lcm(*(Fraction(value).denominator for value in (*row.values(), edge)))
        terms = {variable: float(coefficient * scale) for variable, coefficient in row.items() if coefficient}
        programme.rule(terms, float(edge * scale) + (1.0 if strict else 0.0))
    if whole is not None:
        programme.rule({variable: float(coefficient) for variable, coefficient in whole.items()}, 0.5)
