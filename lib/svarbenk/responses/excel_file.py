"""Excel exports: the sheet with the answers, and the sheet with labels if there is one."""

from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from svarbenk.codebook import Codebook, fold
from svarbenk.errors import InputError
from svarbenk.responses.coded import gather_rows
from svarbenk.responses.raw_export import Grid, is_filled, squeeze

DATA = ("data",)
LABELS = ("etiketter", "labels")
_LABEL_COLUMNS = (("variabel", "variable"), ("kode", "code"), ("etikett", "label"))


def read_excel(path: Path, codebook: Codebook) -> Grid:
    """Read the sheet «Data» (else the first one), and the codes and labels of the sheet «Etiketter».

    Parameters
    ----------
    path : Path
        The file.
    codebook : Codebook
        Not needed here: an Excel file says itself how it is written.

    Raises
    ------
    InputError
        If the file is damaged, is no Excel file, or the sheet is empty.
    """
    try:
        sheets = _sheets(path)
    except Exception as error:  # a damaged file can make openpyxl raise anything
        raise InputError(
            f"{path}: kan ikke leses som Excel-fil ({type(error).__name__}); ventet en hel .xlsx-fil uten passord.\n"
            "Er overføringen avbrutt? Last ned eksporten på nytt."
        ) from None
    name = next((title for title in sheets if fold(title) in DATA), next(iter(sheets), None))
    table = sheets.get(name) or []
    if not any(is_filled(cell) for row in table for cell in row):
        raise InputError(f"{path}, ark «{name}»: arket er tomt; ventet en rad med overskrifter og en rad per svar")
    body = ((number, row) for number, row in enumerate(table[1:], start=2) if any(map(is_filled, row)))
    labels = next((rows for title, rows in sheets.items() if fold(title) in LABELS and title != name), [])
    return Grid(path, name, table[0], partial(gather_rows, body), _labels(labels), get_column_letter)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Read every cell of every sheet; what the file says of its own size is not trusted."""
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    finally:
        book.close()


def _labels(rows: list[list[Any]]) -> dict[str, dict[str, str]]:
    """Read a labels sheet: a column for the variable, one for the code, one for the label."""
    header = [fold(squeeze(cell)) for cell in rows[0]] if rows else []
    places = [next((header.index(name) for name in names if name in header), None) for names in _LABEL_COLUMNS]
    if None in places:
        return {}
    labels: dict[str, dict[str, str]] = {}
    for row in rows[1:]:
        if len(row) > max(places):
            variable, code, label = (squeeze(row[place]) for place in places)
            if variable and code:
                labels.setdefault(variable, {})[code] = label
    return labels
