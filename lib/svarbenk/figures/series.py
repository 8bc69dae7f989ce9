"""Series of numbers over time, as register figures have them, and the panels that they are drawn in."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError


@dataclass(frozen=True)
class Span:
    """A number of a whole period, or a range: from ``start`` to ``end``, between ``low`` and ``high``.

    Equal ends make it a level. ``words`` are written at it.
    """

    start: float
    end: float
    low: float
    high: float
    words: str = ""


@dataclass(frozen=True)
class Series:
    """Numbers at points on an axis.

    Parameters
    ----------
    name : Text
        What they are of.
    x : tuple of float
        Years; quarters and months are parts of a year, so the second quarter of 2021 is 2021.25. Or places of
        categories.
    y : tuple of float
        One an x; NaN where it is not published.
    id : str
        Its name in code.
    rough : tuple of float
        Those of ``x`` whose number is only known roughly: hollow, and joined to nothing.
    words : mapping of float to str or tuple of str
        What is written at a point instead of its number, such as «om lag 350»; with «» nothing is. Of several the
        first is meant, and the others are for less room.
    spans : tuple of Span
        Numbers of a whole period.
    """

    name: Text
    x: tuple[float, ...]
    y: tuple[float, ...]
    id: str = ""
    rough: tuple[float, ...] = ()
    words: Mapping[float, str | tuple[str, ...]] = field(default_factory=dict, hash=False)
    spans: tuple[Span, ...] = ()

    def points(self) -> list[tuple[float, float]]:
        """Return x and y of what is published, in order of x."""
        return sorted((x, y) for x, y in zip(self.x, self.y, strict=True) if math.isfinite(y))

    def is_rough(self, x: float) -> bool:
        """Whether the number at ``x`` is only known roughly."""
        return any(abs(place - x) < 1e-6 for place in self.rough)

    def wordings(self, x: float) -> tuple[str, ...] | None:
        """Return what can be written at ``x`` instead of the number, the shortest last; None where the number is."""
        text = next((text for place, text in self.words.items() if abs(place - x) < 1e-6), None)
        return (text,) if isinstance(text, str) else text

    def worded(self, x: float) -> str | None:
        """Return what is written at ``x`` instead of the number; None where the number is."""
        words = self.wordings(x)
        return None if words is None else words[0]

    def at(self, x: float) -> float:
        """Return the value at ``x``; NaN where none is published."""
        return next((y for place, y in self.points() if abs(place - x) < 1e-6), math.nan)


@dataclass(frozen=True)
class Scale:
    """What the y axis measures: ``unit`` stands over it.

    ``percent`` values are 0–100. ``decimals`` are those of written values. Without ``zero`` the axis may begin higher.
    """

    unit: Text
    percent: bool = False
    decimals: int = 0
    zero: bool = True

    def written(self, value: float, language: Language, decimals: int | None = None) -> str:
        """Write a value: «58 %», «1 341».

        Parameters
        ----------
        value : float
            NaN is a hidden one.
        language : str
            «nb» or «en».
        decimals : int, optional
            The scale's own by default.
        """
        write = wording.percent if self.percent else wording.number
        return write(value, language, self.decimals if decimals is None else decimals)


@dataclass(frozen=True)
class Event:
    """Something that happened, such as a reform: a dashed line at ``x`` with its ``label``."""

    x: float
    label: Text


@dataclass(frozen=True)
class Panel:
    """Series that share a scale, under a ``heading`` where there are several panels."""

    series: tuple[Series, ...]
    scale: Scale
    heading: Text | None = None


def panels_of(panels: Panel | Sequence[Panel], most: int) -> list[Panel]:
    """Return the panels that have something to show.

    Parameters
    ----------
    panels : Panel or sequence of Panel
        What is to be drawn.
    most : int
        How many series can be told from each other.

    Raises
    ------
    InputError
        If nothing is published, there are too many series, or a series has not one y an x.
    """
    found = [panels] if isinstance(panels, Panel) else list(panels)
    for series in (series for panel in found for series in panel.series):
        if len(series.x) != len(series.y):
            raise InputError(f"serien «{series.name.nb}»: fant {len(series.y)} verdier; ventet {len(series.x)}")
    if not any(series.points() or series.spans for panel in found for series in panel.series):
        raise InputError("registerfigur: fant ingen publiserte punkter; ventet minst ett")
    names = dict.fromkeys(series.name for panel in found for series in panel.series)
    if len(names) > most:
        raise InputError(f"registerfigur: fant {len(names)} serier; ventet høyst {most}")
    return found


def names_of(panels: Sequence[Panel]) -> list[Text]:
    """Return the names of all series, each once, in order."""
    return list(dict.fromkeys(series.name for panel in panels for series in panel.series))
