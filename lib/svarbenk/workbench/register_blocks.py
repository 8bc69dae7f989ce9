"""Register tables in hand to blocks of the results model: worded, with their values and differences beside them."""

import math
from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.ledger import Document
from svarbenk.register import Cell, Correlation, CorrelationTable, Difference, Line, RegisterRow, RegisterTable
from svarbenk.wording import register_notes as words
from svarbenk.wording.register_figures import print_source
from svarbenk.wording.registers import PERCENT

BLANK = "–"
_PRINTED = Text(nb="Trykt", en="Printed")
_RECKONED = Text(nb="Regnet", en="Reckoned")
_LOWEST = Text(nb="Laveste", en="Lowest")
_HIGHEST = Text(nb="Høyeste", en="Highest")
_DIFFERENCES = Text(nb="Trykt og regnet", en="Printed and reckoned")
_MIXED = Text(nb="enheten står ved raden", en="the unit is at the row")
_NAMES = Text(nb="Rangkorrelasjon", en="Rank correlation")
_COLUMNS = (Text(nb="ρ", en="ρ"), Text(nb="95 % KI", en="95% CI"), Text(nb="Antall par", en="Pairs"))
_P_PRINTED, _P_RECKONED = Text(nb="p, trykt", en="p, printed"), Text(nb="p, regnet", en="p, reckoned")


def register_block(
    table: RegisterTable, document: Document, language: Language, columns: Sequence[Line] | None = None
) -> TableBlock:
    """Lay out a register table for print.

    Parameters
    ----------
    table : RegisterTable
        The table, reckoned.
    document : Document
        What it was printed in.
    language : str
        «nb» or «en».
    columns : sequence of Line, optional
        The columns to show; all by default.
    """
    shown = tuple(table.columns if columns is None else columns)
    definition = table.definition
    rows = [
        TableRow(
            role=row.role if row.role in {"total", "group"} else "data",
            label=_label(table, row, language),
            cells=() if row.role == "group" else tuple(_text(table, row.id, column, language) for column in shown),
            key=f"rad={row.id}",
        )
        for row in table.rows
    ]
    return TableBlock(
        label=wording.table_label(table.number, language),
        number=table.number,
        caption=definition.title.to(language),
        stub=definition.stub.to(language) if definition.stub else "",
        columns=tuple(column.label.to(language) for column in shown),
        rows=tuple(rows),
        notes=tuple(_notes(table, shown, language)),
        source=_source(definition.source, definition.printed_table, document, language),
        sheets=_sheets(table, shown, document, language),
        column_keys=tuple(column.id for column in shown),
    )


def _label(table: RegisterTable, row: RegisterRow, language: Language) -> str:
    label = row.label.to(language)
    if row.role == "change":
        return f"– {wording.lowered(label)}"
    tests = [each.result for each in table.tests if row.role == "group" and each.definition.group == row.id]
    p = [wording.p_value(each.p_value, language) for each in tests if each]
    return f"{label} ({p[0]})" if p else label


def correlation_block(
    definition: CorrelationTable, found: Sequence[Correlation], document: Document, language: Language
) -> TableBlock:
    """Lay out printed rank correlations, tested anew.

    Parameters
    ----------
    definition : CorrelationTable
        Title, source and notes.
    found : sequence of Correlation
        The correlations.
    document : Document
        What they were printed in.
    language : str
        «nb» or «en».
    """
    rows = []
    for each in found:
        effect = each.result.effect
        low, high = ("", "") if effect is None else (wording.number(effect.low or 0, language, 3), effect.high)
        label = each.definition.label.to(language)
        rows.append(
            TableRow(
                label=_capital(label),
                cells=(
                    wording.number(each.rho.number.value or 0.0, language, each.rho.number.decimals),
                    f"{low} {'til' if language == 'nb' else 'to'} {wording.number(high or 0, language, 3)}",
                    wording.number(each.n, language),
                    _p_as_printed(each, language),
                    wording.p_value(each.result.p_value, language, symbol=False),
                ),
                key=f"rad={each.definition.id}",
            )
        )
    taken = dict.fromkeys(each.definition.assumed.to(language) for each in found if each.definition.assumed)
    differences = [each.difference for each in found if each.difference]
    headers = tuple(each.to(language) for each in (*_COLUMNS, _P_PRINTED, _P_RECKONED))
    return TableBlock(
        label=wording.table_label(definition.number, language),
        number=definition.number,
        caption=definition.title.to(language),
        stub=_NAMES.to(language),
        columns=headers,
        rows=tuple(rows),
        notes=(
            words.pairs_note(list(taken), language),
            *(each.to(language) for each in definition.notes),
            *words.difference_notes(differences, language),
        ),
        source=_source(definition.source, found[0].rho.table, document, language),
    )


def register_source(table: RegisterTable, document: Document) -> Text:
    """Return the source line of a register table: the register, who printed it, and where.

    Parameters
    ----------
    table : RegisterTable
        The table.
    document : Document
        What it was printed in.
    """
    definition = table.definition
    nb, en = (_source(definition.source, definition.printed_table, document, each) for each in ("nb", "en"))
    return Text(nb=nb, en=en)


def _p_as_printed(each: Correlation, language: Language) -> str:
    if each.p is None or each.p.number.value is None:
        return BLANK
    bound = each.p.number.bound
    written = wording.number(each.p.number.value, language, each.p.number.decimals)
    return f"{bound} {written}".strip() if bound else written


def _text(table: RegisterTable, row: str, column: Line, language: Language) -> str:
    cell = table.cells.get((row, column.id))
    if cell is None or not math.isfinite(cell.value):
        return BLANK
    written = wording.percent if cell.unit == PERCENT else wording.number
    return written(cell.value, language, cell.decimals)


def _notes(table: RegisterTable, columns: Sequence[Line], language: Language) -> list[str]:
    ids = {column.id for column in columns}
    kept = [
        column.label.to(language)
        for column in columns
        if any(cell.origin == "printed_change" for (_, at), cell in table.cells.items() if at == column.id)
    ]
    differences = [each for each in table.differences if each.elsewhere or each.column in ids]
    notes = [note.to(language) for note in table.definition.notes]
    notes += [
        f"{each.definition.label.to(language)}: {wording.test_sentence(each.result, language)}."
        for each in table.tests
        if each.result
    ]
    notes += [words.as_printed_note(kept, language), *words.difference_notes(differences, language)]
    return [note for note in notes if note]


def _source(source: Text, table: str, document: Document, language: Language) -> str:
    where = _place(table, language)
    return print_source(source.to(language), document.publisher, document.year, [where], language)


def _place(table: str, language: Language) -> str:
    """Say which printed table a ledger's table is: «tabell 3-1», «teksten»."""
    kind, _, number = table.partition(" ")
    if kind == "tekst":
        return "teksten" if language == "nb" else "the text"
    if not number:
        kind, number = "Tabell", table
    words = {"Tabell": ("tabell", "table"), "Figur": ("figur", "figure")}
    return f"{words.get(kind, (kind, kind))[language == 'en']} {number}"


def _sheets(
    table: RegisterTable, columns: Sequence[Line], document: Document, language: Language
) -> tuple[CountSheet, ...]:
    definition = table.definition
    rows = [row for row in table.rows if row.role != "group"]
    units = {cell.unit for cell in table.cells.values()}
    source = _source(definition.source, definition.printed_table, document, language)
    values = CountSheet(
        title=definition.title.to(language),
        row_header=definition.stub.to(language) if definition.stub else "",
        rows=tuple(_sheet_label(table, row.id, len(units) > 1, language) for row in rows),
        columns=tuple(column.label.to(language) for column in columns),
        counts=tuple(tuple(_rounded(table.cells.get((row.id, column.id))) for column in columns) for row in rows),
        unit=_MIXED.to(language) if len(units) > 1 else words.unit_name("".join(units), language),
        base=words.register_base(language),
        source=source,
        row_keys=tuple(row.id for row in rows),
        column_keys=tuple(column.id for column in columns),
    )
    ids = {column.id for column in columns}
    told = [each for each in table.differences if each.elsewhere or each.column in ids]
    if not told:
        return (values,)
    differences = CountSheet(
        title=_DIFFERENCES.to(language),
        row_header="",
        rows=tuple(_capital(each.whole_label.to(language)) for each in told),
        columns=tuple(each.to(language) for each in (_PRINTED, _RECKONED, _LOWEST, _HIGHEST)),
        counts=tuple((each.entry.number.value, *_values(each)) for each in told),
        unit=_MIXED.to(language),
        base=words.register_base(language),
        source=source,
    )
    return (values, differences)


def _values(each: Difference) -> tuple[float, float, float]:
    """Return what was reckoned and between what it lies, with a decimal more where that is a range."""
    wide = each.decimals + (not each.quantity.is_exact)
    quantity = each.quantity
    return _at(quantity.value, each.decimals), _at(quantity.low, wide), _at(quantity.high, wide)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _at(value: float, decimals: int) -> float:
    return float(wording.rounded(value, max(decimals, 0)))


def _rounded(cell: Cell | None) -> float | None:
    if cell is None or not math.isfinite(cell.value):
        return None
    return _at(cell.value, cell.decimals)


def _sheet_label(table: RegisterTable, row: str, with_unit: bool, language: Language) -> str:
    found = table.row(row)
    label = found.label.to(language)
    if found.of:
        label = f"{table.row(found.of).label.to(language)}: {wording.lowered(label)}"
    units = {cell.unit for (at, _), cell in table.cells.items() if at == row}
    unit = words.unit_name(units.pop(), language) if with_unit and len(units) == 1 else ""
    return f"{label} ({unit})" if unit and unit.casefold() not in label.casefold() else label
