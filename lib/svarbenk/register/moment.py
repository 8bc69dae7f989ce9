"""Times on the axis of a register figure: «2024», «2024K1», «2020-12», «2001-2020», as years and fractions of them."""

import re
from dataclasses import dataclass

from svarbenk.errors import InputError

STEPS = {"year": 1.0, "quarter": 0.25, "month": 1 / 12}
"""How long a step of the axis is, in years."""
_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"({_YEAR})\s*[-–/]\s*({_YEAR})")
_QUARTER = re.compile(rf"({_YEAR})\s*[-–. ]?\s*[kKqQ]([1-4])")
_MONTH = re.compile(rf"({_YEAR})\s*[-–./mM ]\s*(0?[1-9]|1[0-2])")
_EXPECTED = "ventet et år (2024), et kvartal (2024K1), en måned (2024-03) eller et tidsrom (2001-2020)"


@dataclass(frozen=True)
class Moment:
    """A time from ``start`` to ``end``, both in years; one number where they are equal."""

    start: float
    end: float

    @property
    def is_span(self) -> bool:
        """Whether it is more than one step."""
        return self.end > self.start


def moment(text: str) -> Moment:
    """Read a time.

    Parameters
    ----------
    text : str
        «2024», «2024K1», «2020-12» or «2001-2020».

    Raises
    ------
    InputError
        If it is none of these.
    """
    plain = text.strip()
    if re.fullmatch(_YEAR, plain):
        return Moment(float(plain), float(plain))
    if match := _SPAN.fullmatch(plain):
        start, end = float(match[1]), float(match[2])
        if end >= start:
            return Moment(start, end)
    if match := _QUARTER.fullmatch(plain):
        at = int(match[1]) + (int(match[2]) - 1) / 4
        return Moment(at, at)
    if match := _MONTH.fullmatch(plain):
        at = month(int(match[1]), int(match[2]))
        return Moment(at, at)
    raise InputError(f"tidspunktet «{text}» forstås ikke; {_EXPECTED}")


def month(year: int, number: int) -> float:
    """Return a month as a year and a fraction.

    Parameters
    ----------
    year, number : int
        The year, and the month 1–12.
    """
    return year + (number - 1) / 12


def years(text: str) -> tuple[str, ...]:
    """Return the years of a span such as «2017-2024», one by one; ``text`` may be several spans and years, with commas.

    Raises
    ------
    InputError
        If one is neither a year nor a span.
    """
    found: list[str] = []
    for part in text.split(","):
        whole = moment(part)
        found += [str(year) for year in range(int(whole.start), int(whole.end) + 1)]
    return tuple(found)
