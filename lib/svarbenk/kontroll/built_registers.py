"""Register tables of a built report against the printed cells that each of theirs is of."""

from collections.abc import Iterable, Iterator

from svarbenk.kontroll.built_cells import Found, figures_in, key_parts, rounded
from svarbenk.kontroll.built_tables import BuiltTable
from svarbenk.ledger import Entry
from svarbenk.register import RegisterBook, RegisterTable


def register_numbers(
    tables: Iterable[BuiltTable], book: RegisterBook, language: str
) -> Iterator[tuple[Entry, Found | None, bool]]:
    """Give each printed cell of the register tables in a report, what the report has there, and whether it is noted.

    Noted are cells that are reckoned and not as printed, and whose difference the table tells under it.

    Parameters
    ----------
    tables : iterable of BuiltTable
        As read back from a document.
    book : RegisterBook
        The register tables of the document that the numbers were printed in.
    language : str
        «nb» or «en», the report's.
    """
    for table in tables:
        if table.block.survey or table.block.number not in book.tables:
            continue
        known = book.table(table.block.number)
        noted = {(each.row, each.column) for each in known.differences}
        for row, texts in zip(table.block.rows, table.rows, strict=True):
            name = key_parts(row.key).get("rad", "")
            for column, text in zip(table.block.column_keys, texts[1:], strict=False):
                entry = _entry(known, name, column)
                if entry is not None and entry.number.value is not None:
                    figures = figures_in(text, language)
                    found = rounded(figures[0], table.place) if figures else None
                    yield entry, found, (name, column) in noted


def _entry(table: RegisterTable, row: str, column: str) -> Entry | None:
    """Return the printed cell of a row and column of a register table; None where nothing is printed."""
    cell = table.cells.get((row, column))
    return None if cell is None else cell.entry
