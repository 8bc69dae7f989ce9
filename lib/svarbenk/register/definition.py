"""What a register table is made of: rows, columns, which cells are printed levels, and how the others are reckoned."""

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field, field_validator, model_validator

from svarbenk.codebook import Misplaced, Part, Text, nearest
from svarbenk.errors import InputError
from svarbenk.register.formula import Formula, read_formula

_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
CHANGE = "_endring"
"""What the id of a row of changes ends with; the row of levels has the rest of it."""
PERCENT, POINTS = "prosent", "prosentpoeng"


def _read(text: str | None) -> str | None:
    """Refuse a formula that cannot be read."""
    if text:
        try:
            read_formula(text)
        except InputError as error:
            raise ValueError(str(error)) from None
    return text


class Line(Part):
    """A row or a column.

    ``printed`` is what the ledger calls it, where that is not its id; ``where`` are further fields of its cells in
    the ledger. ``formula`` tells how its cells are reckoned. ``unit``, ``decimals`` and ``rounded`` tell what the
    numbers are of, how they are written and whether they were rounded before they were printed; by default a number
    with decimals was, and a percentage, and a whole number was counted. ``when`` is how a sentence says a column:
    «i 2024» where nothing is said. ``aside`` is a column that is not in time among others that are, such as a sum.
    """

    id: str
    nb: str = ""
    en: str | None = None
    printed: str | None = None
    where: dict[str, str | int] = Field(default_factory=dict)
    formula: str | None = None
    unit: str = ""
    decimals: int | None = Field(default=None, ge=0)
    rounded: bool | None = None
    when: Text | None = None
    aside: bool = False

    _formula = field_validator("formula")(_read)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given):
        """Take a column that is written as its id alone, such as a year."""
        if isinstance(given, str | int):
            return {"id": str(given)}
        if isinstance(given, dict) and isinstance(given.get("id"), int):
            return given | {"id": str(given["id"])}
        return given

    @property
    def label(self) -> Text:
        """What it is called, with hard spaces in its numbers; its id where nobody named it."""
        en = self.en if self.nb else self.id
        return Text(nb=_THOUSANDS.sub("\u00a0", self.nb or self.id), en=en)

    @property
    def key(self) -> str:
        """What the ledger calls it."""
        return self.id if self.printed is None else self.printed


class Row(Line):
    """A row.

    ``role`` is ``data``, ``total`` (everybody, the sum) or ``group`` (a heading without cells). ``subject`` is what a
    sentence begins with («Antall fastleger»); the label by default; ``summary`` whether a chapter's summary may tell of
    the row. ``change`` asks for a
    row of changes from the column before: the id that the ledger has for the printed ones, or true where none are.
    ``cells`` are formulas of single cells, by column, and ``at`` where single cells are printed, such as in the text.
    ``columns`` are those that the row has cells in; all by default. ``prefer_printed`` keeps what is printed where
    rounding allows it, as in a sum of many rounded shares.
    """

    role: Literal["data", "total", "group"] = "data"
    subject: Text | None = None
    summary: bool = True
    change: str | bool = False
    cells: dict[str, str] = Field(default_factory=dict)
    at: dict[str, dict[str, str | int]] = Field(default_factory=dict)
    columns: tuple[str, ...] = ()
    prefer_printed: bool = False

    @field_validator("cells")
    @classmethod
    def _cells(cls, cells: dict[str, str]) -> dict[str, str]:
        for text in cells.values():
            _read(text)
        return cells

    @property
    def change_id(self) -> str:
        """The id of its row of changes."""
        return f"{self.id}{CHANGE}"


class Printed(Part):
    """Where a number stands in print outside the cell that it is compared with: fields of the ledger."""

    line: int
    question: str | None = None
    wave: str | None = None
    printed: str | None = None
    table: str | None = None


class Check(Part):
    """A number that is printed elsewhere, in the text or in another table, with how the table gives it.

    ``why`` tells what the two need not have in common, such as the date; ``decimals`` is what the difference is told
    with.
    """

    nb: str
    en: str | None = None
    formula: str
    printed: Printed
    decimals: int = 0
    unit: str = ""
    why: Text | None = None

    _formula = field_validator("formula")(_read)

    @property
    def label(self) -> Text:
        """What is compared."""
        return Text(nb=self.nb, en=self.en)


class TestDefinition(Part):
    """A test of some rows by some columns of counts, and where its p-value is printed.

    ``group`` is the heading over the rows, which then tells p.
    """

    __test__ = False  # pytest would collect it

    nb: str
    en: str | None = None
    rows: tuple[str, ...] = Field(min_length=2)
    columns: tuple[str, ...] = Field(min_length=2)
    group: str = ""
    printed: Printed | None = None

    @property
    def label(self) -> Text:
        """What is tested."""
        return Text(nb=self.nb, en=self.en)


class TableDefinition(Part):
    """A table: its number, title, source and cells.

    ``rows_are`` and ``columns_are`` are the fields of the ledger that the rows' and columns' names stand in; where
    it is the same field, the names are joined with «_».
    ``ordered`` columns are in time, so that there are changes from one to the next; ``since`` is the one that summaries
    reckon changes from.
    """

    number: str
    printed: str = ""
    title: Text
    stub: Text | None = None
    source: Text
    where: dict[str, str | int] = Field(default_factory=dict)
    rows_are: str = "question"
    columns_are: str = "wave"
    ordered: bool = True
    columns: tuple[Line, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    notes: tuple[Text, ...] = ()
    checks: tuple[Check, ...] = ()
    tests: tuple[TestDefinition, ...] = ()
    since: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> "TableDefinition":
        ids = [each.id for each in (*self.columns, *self.rows)]
        ids += [row.change_id for row in self.rows if row.change]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"«{twice[0]}» er brukt to ganger; ventet en egen id til hver rad og kolonne")
        columns = [each.id for each in self.columns]
        for place, row in enumerate(self.rows):
            for name in (*row.cells, *row.at, *row.columns):
                if name not in columns:
                    raise Misplaced(("rows", place), f"«{name}» er ingen kolonne{nearest(name, columns)}")
        for place, test in enumerate(self.tests):
            for name in (*test.rows, *test.columns, *([test.group] if test.group else [])):
                if name not in ids:
                    raise Misplaced(("tests", place), f"«{name}» er verken rad eller kolonne{nearest(name, ids)}")
        if self.since is not None and self.since not in columns:
            raise Misplaced(("since",), f"«since» er «{self.since}»; ventet en av {', '.join(columns)}")
        for place, formula in self.formulas():
            for cell in formula.references(self.data_rows):
                for name in (cell.name, cell.other) if not cell.table else ():
                    if name and name not in ids:
                        raise Misplaced(
                            place,
                            f"formelen «{formula.text}» nevner «{name}», som verken er rad eller kolonne"
                            f"{nearest(name, ids)}",
                        )
        return self

    def formulas(self) -> Iterator[tuple[tuple, Formula]]:
        """Give every formula of the table, and where it stands."""
        for part, lines in (("columns", self.columns), ("rows", self.rows), ("checks", self.checks)):
            for place, line in enumerate(lines):
                if line.formula:
                    yield (part, place, "formula"), read_formula(line.formula)
        for place, row in enumerate(self.rows):
            for column, text in row.cells.items():
                yield ("rows", place, "cells", column), read_formula(text)

    @property
    def alias(self) -> str:
        """What formulas of other tables call it."""
        return f"tabell_{self.number.replace('-', '_').replace('.', '_')}"

    @property
    def printed_table(self) -> str:
        """What the ledger calls the table."""
        return self.printed or f"Tabell {self.number}"

    @property
    def data_rows(self) -> tuple[str, ...]:
        """The rows that ``sum_rows()`` adds up."""
        return tuple(row.id for row in self.rows if row.role == "data")

    def formula(self, row: Row, column: Line) -> Formula | None:
        """Return how a cell is reckoned; None where it is a level, as printed.

        Parameters
        ----------
        row, column : Row, Line
            The cell.
        """
        text = row.cells.get(column.id) or column.formula or row.formula
        return read_formula(text) if text else None


class CorrelationDefinition(Part):
    """A printed rank correlation: where rho, p and the number of pairs stand; fields of the ledger each.

    ``assumed`` tells that the number of pairs is not printed with it, and what was taken for it.
    """

    id: str
    nb: str
    en: str | None = None
    rho: dict[str, str | int]
    p: dict[str, str | int] | None = None
    n: dict[str, str | int]
    assumed: Text | None = None

    @property
    def label(self) -> Text:
        """What is correlated."""
        return Text(nb=self.nb, en=self.en)


class CorrelationTable(Part):
    """A table of printed rank correlations, tested anew."""

    number: str
    title: Text
    source: Text
    correlations: tuple[CorrelationDefinition, ...] = Field(min_length=1)
    notes: tuple[Text, ...] = ()


class Definitions(Part):
    """The register tables of a document, and the tables of its rank correlations."""

    document: str
    tables: tuple[TableDefinition, ...] = Field(min_length=1)
    correlations: tuple[CorrelationTable, ...] = ()

    @model_validator(mode="after")
    def _numbers(self) -> "Definitions":
        numbers = [each.number for each in self.tables]
        twice = sorted({each for each in numbers if numbers.count(each) > 1})
        if twice:
            raise ValueError(f"tabell {twice[0]} er beskrevet to ganger; ventet en beskrivelse av hver tabell")
        names = [*(each.alias for each in self.tables), "tekst"]
        for index, table in enumerate(self.tables):
            for place, formula in table.formulas():
                for cell in formula.references(table.data_rows):
                    if cell.table and cell.table not in names:
                        raise Misplaced(
                            ("tables", index, *place),
                            f"formelen «{formula.text}» nevner «{cell.table}», som ikke er beskrevet"
                            f"{nearest(cell.table, names)}",
                        )
        return self
