"""A register table as it was reckoned: its cells, and where print says something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from svarbenk.codebook import Text, nearest
from svarbenk.errors import InputError
from svarbenk.ledger import Entry
from svarbenk.register.definition import Line, TableDefinition, TestDefinition
from svarbenk.register.quantity import Quantity
from svarbenk.stats import TestResult

Origin = Literal["printed", "reckoned", "printed_change", "printed_within"]


@dataclass(frozen=True)
class Cell:
    """A cell.

    ``origin``: ``printed`` a level as printed, ``reckoned`` from printed levels, ``printed_change`` what should be
    reckoned and is shown as printed because what it rests on is not in print, ``printed_within`` one where rounding
    allows the printed number and that is kept; ``within`` is then what was reckoned. ``decimals`` is how it is written,
    ``entry`` the printed cell, if there is one.
    """

    quantity: Quantity
    decimals: int
    unit: str
    origin: Origin
    entry: Entry | None = None
    within: Quantity | None = None

    @property
    def value(self) -> float:
        """The number; NaN where the place was left blank."""
        return self.quantity.value


@dataclass(frozen=True)
class RegisterRow:
    """A row: its id, label and role; ``change`` tells that it is of changes, ``of`` which row's."""

    id: str
    label: Text
    role: Literal["data", "total", "group", "change"]
    of: str = ""


@dataclass(frozen=True)
class Difference:
    """A printed number that is not what was reckoned.

    ``row`` and ``column`` are the cell, whose row and column ``label`` and ``column_label`` name; they are empty for a
    number printed elsewhere, which ``label`` then names.
    ``rounding`` tells that numbers rounding to the printed ones may give it; ``decimals`` is what both are told with.
    """

    label: Text
    entry: Entry
    quantity: Quantity
    decimals: int
    rounding: bool = False
    row: str = ""
    column: str = ""
    why: Text | None = None
    column_label: Text | None = None

    @property
    def whole_label(self) -> Text:
        """What it is of, row and column."""
        if self.column_label is None:
            return self.label
        nb, en = (f"{self.label.to(each)}, {self.column_label.to(each)}" for each in ("nb", "en"))
        return Text(nb=nb, en=en)

    @property
    def elsewhere(self) -> bool:
        """Whether it is printed outside the table."""
        return not self.row


@dataclass(frozen=True)
class Tested:
    """A test of counts of the table; ``result`` is None where there is nothing to test."""

    definition: TestDefinition
    result: TestResult | None


@dataclass(frozen=True)
class RegisterTable:
    """A register table, reckoned; what is shown of it and written about it is made from its cells."""

    definition: TableDefinition
    rows: tuple[RegisterRow, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[str, str], Cell] = field(repr=False)
    differences: tuple[Difference, ...] = ()
    tests: tuple[Tested, ...] = ()

    @property
    def number(self) -> str:
        """Its number in the report."""
        return self.definition.number

    def row(self, row: str) -> RegisterRow:
        """Return the row of an id.

        Raises
        ------
        InputError
            If there is none; the message names the nearest.
        """
        found = {each.id: each for each in self.rows}
        if row not in found:
            raise InputError(
                f"tabell {self.number}: ingen rad «{row}»; ventet en av {', '.join(found)}{nearest(row, found)}"
            )
        return found[row]

    def column(self, column: str | int) -> Line:
        """Return the column of an id, such as a year.

        Raises
        ------
        InputError
            If there is none; the message names the columns there are.
        """
        found = {each.id: each for each in self.columns}
        if str(column) not in found:
            raise InputError(f"tabell {self.number}: ingen kolonne «{column}»; ventet en av {', '.join(found)}")
        return found[str(column)]

    def cell(self, row: str, column: str | int) -> Cell:
        """Return a cell.

        Parameters
        ----------
        row : str
            The row's id; rows of changes end with «_endring».
        column : str or int
            The column's id, such as a year.

        Raises
        ------
        InputError
            If there is no such row or column, or the row has no cell there.
        """
        place = self.row(row).id, self.column(column).id
        if place not in self.cells:
            raise InputError(f"tabell {self.number}: raden «{row}» har ingen rute i kolonnen «{column}»")
        return self.cells[place]

    def value(self, row: str, column: str | int) -> float:
        """Return a cell's number; NaN where the place was left blank.

        Parameters
        ----------
        row : str
            The row's id; rows of changes end with «_endring».
        column : str or int
            The column's id, such as a year.

        Raises
        ------
        InputError
            As ``cell`` does.
        """
        return self.cell(row, column).value
