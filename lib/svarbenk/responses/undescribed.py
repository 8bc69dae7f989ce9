"""A file that no codebook describes yet: its columns, labels and missing codes, nothing interpreted."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
from openpyxl import load_workbook

from svarbenk.codebook import fold, squeeze
from svarbenk.errors import InputError
from svarbenk.responses.excel_file import DATA, LABELS

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "ß": "ss"})
SEPARATORS = (";", ",", "\t", "|")
_LABEL_COLUMNS = (("variabel", "variable"), ("kode", "code"), ("etikett", "label"))
# statistics programs write whole numbers with decimals where a column has missing ones
_WHOLE = re.compile(r"^(-?\d+)\.0+$")
_QUESTION = ("spørsmål", "spoersmaal", "question", "tekst")


@dataclass(frozen=True)
class RawColumn:
    """A column: what files call it, its text where there is one, its cells, and what the file says of its codes.

    ``cells`` are texts without outer blanks; an empty one is «». ``labels`` are by code, ``missing`` are the codes
    that the file itself calls missing.
    """

    name: str
    text: str
    cells: tuple[str, ...]
    labels: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def filled(self) -> list[str]:
        """The cells with something in them."""
        return [cell for cell in self.cells if cell]

    @property
    def values(self) -> Counter:
        """How often each value stands there, the file's missing codes left out."""
        return Counter(cell for cell in self.filled if cell not in self.missing)


@dataclass(frozen=True)
class Undescribed:
    """A file's columns, and how it is written where that must be told: encoding and separator of a CSV file."""

    path: Path
    columns: tuple[RawColumn, ...]
    rows: int
    encoding: str | None = None
    separator: str | None = None
    coded: bool = False


def read_undescribed(path: Path) -> Undescribed:
    """Read a file without a codebook.

    Parameters
    ----------
    path : Path
        An ``.xlsx``, ``.csv`` or ``.sav`` file.

    Returns
    -------
    Undescribed

    Raises
    ------
    InputError
        If the file is missing, cannot be read, or has no replies.
    """
    if not path.is_file():
        raise InputError(f"{path}: filen finnes ikke; ventet en .sav-, .xlsx- eller .csv-fil")
    readers = {".sav": _spss, ".xlsx": _excel, ".csv": _csv}
    if path.suffix.lower() not in readers:
        raise InputError(f"{path}: ukjent filtype «{path.suffix}»; ventet .sav, .xlsx eller .csv")
    try:
        found = readers[path.suffix.lower()](path)
    except InputError:
        raise
    except Exception as error:  # a damaged file can make a reader raise anything
        raise InputError(f"{path}: kan ikke leses ({type(error).__name__}); ventet en hel fil uten passord") from None
    if not found.rows or not found.columns:
        raise InputError(f"{path}: ingen svar; ventet en rad med overskrifter og en rad per svar")
    names = Counter(column.name for column in found.columns)
    if twice := [name for name, count in names.items() if count > 1]:
        raise InputError(f"{path}: kolonnen «{twice[0]}» finnes to ganger; ventet hver kolonne én gang")
    return found


def slug(text: str, longest: int = 40) -> str:
    """Return ``text`` as an id of at most about ``longest`` characters: a–z, digits and «_» only."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(text).translate(_LETTERS)).strip("_")
    if len(plain) > longest:
        plain = plain[:longest].rsplit("_", 1)[0] or plain[:longest]
    return plain


def as_cell(value: Any) -> str:
    """Return a ``value`` as the text of a cell: whole numbers without decimals, nothing as «»."""
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return squeeze(str(value))


def _spss(path: Path) -> Undescribed:
    frame, meta = pyreadstat.read_sav(str(path), apply_value_formats=False, user_missing=True)
    columns = []
    for name in frame.columns:
        labels = {as_cell(code): squeeze(label) for code, label in meta.variable_value_labels.get(name, {}).items()}
        cells = tuple(as_cell(value) for value in frame[name].astype(object))
        gone = meta.missing_ranges.get(name, [])
        inside = {cell for cell in {*cells, *labels} if any(_between(cell, each["lo"], each["hi"]) for each in gone)}
        text = squeeze(meta.column_names_to_labels.get(name) or "")
        columns.append(RawColumn(name, text, cells, labels, tuple(sorted(inside))))
    return Undescribed(path, tuple(columns), len(frame), coded=True)


def _between(cell: str, low: Any, high: Any) -> bool:
    try:
        return float(low) <= float(cell) <= float(high)
    except (TypeError, ValueError):
        return cell != "" and cell == as_cell(low)


def _excel(path: Path) -> Undescribed:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        sheets = {
            sheet.title: [[as_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        }
    finally:
        book.close()
    data = next((title for title in sheets if fold(title) in DATA), next(iter(sheets)))
    told = next((rows for title, rows in sheets.items() if fold(title) in LABELS and title != data), [])
    labels, texts = _labels_sheet(told)
    columns, rows = _columns(sheets[data], labels, texts)
    return Undescribed(path, columns, rows, coded=bool(labels))


def _labels_sheet(rows: list[list[str]]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    header = [fold(cell) for cell in rows[0]] if rows else []
    places = [next((header.index(name) for name in names if name in header), None) for names in _LABEL_COLUMNS]
    if None in places:
        return {}, {}
    asked = next((header.index(name) for name in _QUESTION if name in header), None)
    labels: dict[str, dict[str, str]] = {}
    texts: dict[str, str] = {}
    for row in rows[1:]:
        padded = [*row, *[""] * len(header)]
        variable, code, label = (padded[place] for place in places)
        if variable and code:
            labels.setdefault(variable, {})[code] = label
        if variable and asked is not None and padded[asked]:
            texts[variable] = padded[asked]
    return labels, texts


def _csv(path: Path) -> Undescribed:
    raw = path.read_bytes()
    encoding = "windows-1252"
    for candidate in ("utf-8", "windows-1252", "latin-1"):
        try:
            text = raw.decode("utf-8-sig" if candidate == "utf-8" else candidate)
        except UnicodeDecodeError:
            continue
        # plain ASCII reads the same either way
        encoding = "utf-8" if candidate == "utf-8" else candidate
        break
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(SEPARATORS, key=first.count)
    table = [
        [_WHOLE.sub(r"\1", squeeze(cell)) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    ]
    columns, rows = _columns(table, {}, {})
    return Undescribed(path, columns, rows, encoding, separator)


def _columns(
    table: list[list[str]], labels: dict[str, dict[str, str]], texts: dict[str, str]
) -> tuple[tuple[RawColumn, ...], int]:
    header = table[0] if table else []
    body = [row for row in table[1:] if any(row)]
    columns = tuple(
        RawColumn(
            name,
            texts.get(name, ""),
            tuple(row[place] if place < len(row) else "" for row in body),
            labels.get(name, {}),
        )
        for place, name in enumerate(header)
        if name
    )
    return columns, len(body)
