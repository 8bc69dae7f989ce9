"""Cells of a built report: the numbers in them, and the rows they stand in."""

import re
from dataclasses import dataclass, replace

from svarbenk.ledger import PrintedNumber

_NUMBER = {
    "nb": re.compile(r"[−-]?\d{1,3}(?: \d{3})+(?:,\d+)?|[−-]?\d+(?:,\d+)?"),
    "en": re.compile(r"[−-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[−-]?\d+(?:\.\d+)?"),
}


@dataclass(frozen=True)
class Figure:
    """A number as it stands in a cell: its value, its decimals, and whether a per cent sign follows."""

    value: float
    decimals: int
    percent: bool = False


def figures_in(text: str, language: str) -> tuple[Figure, ...]:
    """Return the numbers in the ``text`` of a cell, such as the two of «47 (60 %)».

    Parameters
    ----------
    text : str
        With single blanks.
    language : str
        «nb» or «en».
    """
    found = []
    for match in _NUMBER[language].finditer(text):
        plain = match.group().replace("−", "-")
        plain = plain.replace(" ", "").replace(",", ".") if language == "nb" else plain.replace(",", "")
        decimals = len(plain.partition(".")[2])
        percent = text[match.end() :].lstrip().startswith(("%", "prosent", "per cent"))
        found.append(Figure(float(plain), decimals, percent))
    return tuple(found)


@dataclass(frozen=True)
class Found:
    """A number of the report: its value, how far rounding may have moved it, its decimals, and where it stands.

    ``noted`` tells that the table says under it that print has another number.
    """

    value: float
    half: float
    decimals: int
    place: str
    noted: bool = False

    def agrees(self, number: PrintedNumber) -> bool:
        """Tell whether the ledger's ``number`` can be this one, at the coarser rounding of the two."""
        if number.value is None:
            return False
        if self.half and not (number.bound or number.tolerance) and self.decimals < number.decimals:
            return replace(number, value=self.value, decimals=self.decimals).agrees(number.value)
        inside = (self.value, self.value - self.half, self.value + self.half * (1 - 1e-9))
        return any(number.agrees(each) for each in inside)


@dataclass(frozen=True)
class Row:
    """The cells of one row, or of one column where the answers are rows, by the id of their column."""

    cells: dict[str, str]
    language: str
    place: str

    def figures(self, column: str) -> tuple[Figure, ...]:
        """Return the numbers in the cell of a ``column``; none where there is no such cell."""
        return figures_in(self.cells.get(column, ""), self.language)

    def count(self, column: str) -> float | None:
        """Return the first number of a ``column`` that is no percentage."""
        return next((each.value for each in self.figures(column) if not each.percent), None)

    def percent(self, column: str) -> Figure | None:
        """Return the first percentage of a ``column``."""
        return next((each for each in self.figures(column) if each.percent), None)


def rounded(figure: Figure, place: str) -> Found:
    """Return a number of a cell at a ``place`` as it was found: as close as it is written.

    Parameters
    ----------
    figure : Figure
        The number.
    place : str
        Chapter and table.
    """
    return Found(figure.value, 0.5 / 10**figure.decimals, figure.decimals, place)


def key_parts(key: str) -> dict[str, str]:
    """Return the names and ids of a row's ``key``, «runde=IV,driftsform=fastlonn»."""
    return dict(part.partition("=")[::2] for part in key.split(",") if part)


def joined_key(names: dict[str, str]) -> str:
    """Return names and ids as a row's key, the other way round."""
    return ",".join(f"{name}={value}" for name, value in names.items())
