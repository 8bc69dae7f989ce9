"""A raw export as read: cells under the codebook's variables, nothing interpreted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from svarbenk.codebook import squeeze as squeeze_text
from svarbenk.responses.coded import Cells


@dataclass(frozen=True)
class RawExport:
    """An export as read: one column of cells a variable, in file order.

    ``cells[variable][i]`` belongs to ``rows[i]``, the row number that a person sees in the file (an Excel row, a
    line of a CSV, a case of an SPSS file). Where an export is made by hand, a list of cells will do.
    ``columns[variable]`` is what the column is called there.
    ``value_labels[variable]`` maps codes to labels where the file says so.
    """

    path: Path
    sheet: str | None
    rows: tuple[int, ...]
    cells: dict[str, Cells]
    columns: dict[str, str]
    value_labels: dict[str, dict[str, str]]
    unknown_columns: tuple[str, ...]

    def __post_init__(self):
        object.__setattr__(self, "cells", {name: Cells.of(column) for name, column in self.cells.items()})

    @property
    def place(self) -> str:
        """The file and its sheet, if any."""
        return told_path(self.path) + (f", ark «{self.sheet}»" if self.sheet else "")

    def where(self, row: int, variable: str) -> str:
        """Say where the cell of a ``variable`` in a ``row`` is: file, sheet, row and column."""
        return f"{self.place}, rad {row}, kolonne «{self.columns.get(variable, variable)}»"


@dataclass(frozen=True)
class Grid:
    """What a reader of one file format hands on: a header, and a way to the columns below it.

    ``gather`` gives, once, the row numbers and the columns at the places asked for, without blank rows; no other
    column is kept. ``labels`` are value labels by variable, ``position`` words a column's position as people see it.
    """

    path: Path
    sheet: str | None
    header: list[Any]
    gather: Callable[[Sequence[int]], tuple[list[int], list[Cells]]]
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    position: Callable[[int], str] = str


def told_path(path: Path) -> str:
    """Return a ``path`` as messages tell it: from below ``raw``, since files of several waves share a name."""
    parts = path.parts[:-1]
    below = len(parts) - parts[::-1].index("raw") if "raw" in parts else len(parts)
    return "/".join((*parts[below:], path.name))


def squeeze(cell: Any) -> str:
    """Return a ``cell`` as text with outer blanks gone and inner ones single; an empty one is no text."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return squeeze_text(str(cell))


def shorten(text: str, limit: int = 70) -> str:
    """Return ``text`` with at most ``limit`` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def is_filled(cell: Any) -> bool:
    """Tell whether there is anything in a ``cell``."""
    return squeeze(cell) != ""


def is_moment(cell: Any) -> bool:
    """Tell whether a ``cell`` is a date or a time to the program that wrote it."""
    return isinstance(cell, datetime | date | time)
