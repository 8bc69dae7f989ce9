"""A register table from its definition and the printed numbers: levels as printed, everything else reckoned."""

from collections.abc import Callable
from dataclasses import dataclass, field

from svarbenk import stats
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger
from svarbenk.register.comparison import precision, verdict
from svarbenk.register.definition import PERCENT, POINTS, Check, Line, Row, TableDefinition, TestDefinition
from svarbenk.register.formula import Reference, read_formula
from svarbenk.register.quantity import Quantity
from svarbenk.register.table import Cell, Difference, RegisterRow, RegisterTable, Tested

CHANGE = Text(nb="Endring", en="Change")
PROSE = "tekst"
"""What the ledger, and formulas, call the running text as a table."""


def recompute(
    definition: TableDefinition, ledger: Ledger, other: Callable[[str], RegisterTable], where: str = ""
) -> RegisterTable:
    """Reckon a table.

    Parameters
    ----------
    definition : TableDefinition
        What it is made of.
    ledger : Ledger
        The printed numbers of its document.
    other : callable
        From what formulas call another table («tabell_3_1») to that table.
    where : str
        The file of the definition, for messages.

    Raises
    ------
    InputError
        If a level is not among the printed numbers, or formulas lead back to themselves.
    """
    return _Making(definition, ledger, other, where).table()


@dataclass
class _Making:
    """A table in the making: cells are reckoned when they are first asked for."""

    definition: TableDefinition
    ledger: Ledger
    other: Callable[[str], RegisterTable]
    where: str
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    under_way: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = {row.id: row for row in self.definition.rows}
        self.changes = {row.change_id: row for row in self.definition.rows if row.change}
        self.columns = {column.id: column for column in self.definition.columns}

    def table(self) -> RegisterTable:
        rows = []
        for row in self.definition.rows:
            rows.append(RegisterRow(row.id, row.label, row.role))
            if row.change:
                rows.append(RegisterRow(row.change_id, CHANGE, "change", of=row.id))
        for each in rows:
            for column in self.columns if each.role != "group" else ():
                if self._has(each.of or each.id, column):
                    self._cell(each.id, column)
        cells = {
            (row.id, column): self.cells[row.id, column]
            for row in rows
            for column in self.columns
            if (row.id, column) in self.cells
        }
        tests = tuple(map(self._tested, self.definition.tests))
        found = [*self._in_cells(cells), *map(self._elsewhere, self.definition.checks), *map(self._p, tests)]
        differences = tuple(each for each in found if each)
        return RegisterTable(self.definition, tuple(rows), self.definition.columns, cells, differences, tests)

    def _has(self, row: str, column: str) -> bool:
        return column in (self.rows[row].columns or self.columns)

    def _cell(self, row: str, column: str) -> Cell:
        place = row, column
        if place not in self.cells:
            if place in self.under_way:
                raise InputError(f"{self._named(*place)}: formelen fører tilbake til seg selv")
            self.under_way.append(place)
            try:
                self.cells[place] = (
                    self._change(self.changes[row], column) if row in self.changes else self._level(row, column)
                )
            finally:
                self.under_way.pop()
        return self.cells[place]

    def _level(self, row_id: str, column_id: str) -> Cell:
        row, column = self.rows[row_id], self.columns[column_id]
        formula = self.definition.formula(row, column)
        unit = row.unit if row.unit and not column.unit else column.unit or row.unit
        entry = self._entry(row, column, needed=formula is None)
        unit = unit or (entry.unit if entry else "")
        unit = POINTS if column.aside and unit == PERCENT else unit
        decimals = next(
            (each for each in (column.decimals, row.decimals) if each is not None),
            entry.number.decimals if entry else 0,
        )
        if formula is None:
            return Cell(self._printed(entry, row, column, unit), decimals, unit, "printed", entry)
        reckoned = formula.reckon(lambda cell: self._look_up(cell, row_id, column_id), self.definition.data_rows)
        return self._reckoned(reckoned, entry, row, column, decimals, unit)

    def _change(self, row: Row, column_id: str) -> Cell:
        column, places = self.columns[column_id], list(self.columns)
        name = row.change if isinstance(row.change, str) else None
        entry = self._entry(row.model_copy(update={"printed": name}), column, needed=False) if name else None
        level, before = self._cell(row.id, column_id), places.index(column_id) - 1
        unit = POINTS if level.unit == PERCENT else level.unit
        if before < 0:
            return self._reckoned(Quantity.missing(), entry, row, column, level.decimals, unit)
        earlier = self._cell(row.id, places[before])
        now, then = level.quantity, earlier.quantity
        change = Quantity(now.value - then.value, now.low - then.high, now.high - then.low)
        return self._reckoned(change, entry, row, column, level.decimals, unit)

    def _reckoned(
        self, reckoned: Quantity, entry: Entry | None, row: Row, column: Line, decimals: int, unit: str
    ) -> Cell:
        if entry is None or entry.number.value is None:
            return Cell(reckoned, decimals, unit, "reckoned", entry)
        if reckoned.known:
            if row.prefer_printed and verdict(entry.number, reckoned) == "rounding":
                printed = self._printed(entry, row, column, unit)
                return Cell(printed, decimals, unit, "printed_within", entry, within=reckoned)
            return Cell(reckoned, decimals, unit, "reckoned", entry)
        return Cell(self._printed(entry, row, column, unit, rounded=True), decimals, unit, "printed_change", entry)

    def _printed(self, entry: Entry, row: Row, column: Line, unit: str, rounded: bool | None = None) -> Quantity:
        number = entry.number
        if number.value is None:
            return Quantity.missing()
        if rounded is None:
            rounded = next((each for each in (row.rounded, column.rounded) if each is not None), None)
        if rounded is None:
            rounded = bool(number.decimals) or number.percent or unit == PERCENT
        return Quantity.rounded(number.value, number.decimals) if rounded else Quantity.exact(number.value)

    def _entry(self, row: Row, column: Line, *, needed: bool) -> Entry | None:
        definition = self.definition
        named = {definition.rows_are: row.key, definition.columns_are: column.key}
        if definition.rows_are == definition.columns_are:
            named = {definition.rows_are: f"{row.key}_{column.key}"}
        fields = {"survey": "", "table": definition.printed_table, **definition.where, **named}
        fields |= {**column.where, **row.where, **row.at.get(column.id, {})}
        found = self.ledger.select(**fields).entries
        if len(found) > 1 and (wanted := column.unit or row.unit):
            found = tuple(each for each in found if each.unit == wanted)
        if len(found) == 1 or not (found or needed):
            return found[0] if found else None
        raise InputError(
            f"{self._named(row.id, column.id)}: fant {len(found)} trykte tall med "
            f"{', '.join(f'{name} = «{value}»' for name, value in fields.items() if value != '')}; "
            "ventet ett"
        )

    def _look_up(self, cell: Reference, row: str, column: str) -> Quantity:
        if cell.table == PROSE:
            return self._in_prose(cell, column)
        if cell.table:
            there = self.other(cell.table)
            places, column_named = [each.id for each in there.columns], cell.name in {each.id for each in there.columns}
        else:
            there, places, column_named = None, list(self.columns), cell.name in self.columns
        row, column = (cell.other or row, cell.name) if column_named else (cell.name, cell.other or column)
        if not row or not column:
            raise InputError(f"{self.where}, tabell {self.definition.number}: «{cell.name}» mangler rad eller kolonne")
        if column not in places or places.index(column) < cell.back:
            return Quantity.missing()
        column = places[places.index(column) - cell.back]
        if there is not None:
            return there.cell(row, column).quantity
        of = self.changes[row].id if row in self.changes else row
        return self._cell(row, column).quantity if self._has(of, column) else Quantity.missing()

    def _in_prose(self, cell: Reference, column: str) -> Quantity:
        found = self.ledger.select(survey="", table=PROSE, question=cell.name, wave=cell.other or column).entries
        if not found or found[0].number.value is None:
            at = f"«{cell.name}» for «{cell.other or column}»"
            raise InputError(
                f"{self.where}, tabell {self.definition.number}: fant ingen {at} i teksten; ventet et trykt tall"
            )
        number = found[0].number
        return Quantity.rounded(number.value, precision(number, prose=True))

    def _in_cells(self, cells: dict[tuple[str, str], Cell]) -> list[Difference]:
        found = []
        for (row, column), cell in cells.items():
            if cell.entry is None or cell.entry.number.value is None:
                continue
            reckoned = cell.within or cell.quantity
            if (
                cell.origin in {"reckoned", "printed_within"}
                and (said := verdict(cell.entry.number, reckoned)) != "same"
            ):
                decimals = precision(cell.entry.number)
                where = row, column, None, self.columns[column].label
                found.append(Difference(self._label(row), cell.entry, reckoned, decimals, said == "rounding", *where))
        return found

    def _tested(self, test: TestDefinition) -> Tested:
        counts = [[self._cell(row, column).value for column in test.columns] for row in test.rows]
        try:
            return Tested(test, stats.choose(counts))
        except (stats.DegenerateTable, ValueError):
            return Tested(test, None)

    def _p(self, tested: Tested) -> Difference | None:
        if tested.result is None or tested.definition.printed is None:
            return None
        printed = {name: value for name, value in tested.definition.printed if value is not None}
        entry = self.ledger.entry(survey="", statistic="p", **{"table": self.definition.printed_table, **printed})
        reckoned = Quantity.exact(tested.result.p_value)
        if entry.number.value is None or verdict(entry.number, reckoned) == "same":
            return None
        label = tested.definition.label
        named = Text(nb=f"p-verdien for {label.nb.lower()}", en=f"p-value of {label.to('en').lower()}")
        return Difference(named, entry, reckoned, entry.number.decimals + 1)

    def _label(self, row: str) -> Text:
        of = self.changes.get(row)
        if of is None:
            return self.rows[row].label
        nb, en = (f"{of.label.to(each)}, {CHANGE.to(each).lower()}" for each in ("nb", "en"))
        return Text(nb=nb, en=en)

    def _elsewhere(self, check: Check) -> Difference | None:
        printed = {name: value for name, value in check.printed if value is not None}
        entry = self.ledger.entry(survey="", **printed)
        reckoned = read_formula(check.formula).reckon(
            lambda cell: self._look_up(cell, "", ""), self.definition.data_rows
        )
        prose = entry.table != self.definition.printed_table and not entry.table.startswith("Tabell")
        if not reckoned.known or (said := verdict(entry.number, reckoned, prose=prose)) == "same":
            return None
        decimals = max(check.decimals, entry.number.decimals)
        return Difference(check.label, entry, reckoned, decimals, said == "rounding", why=check.why)

    def _named(self, row: str, column: str) -> str:
        start = f"{self.where}, " if self.where else ""
        return f"{start}tabell {self.definition.number}, rad «{row}», kolonne «{column}»"
