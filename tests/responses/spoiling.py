"""Ways to spoil a copy of the stand-in exports, one cell, column or label at a time."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pyreadstat
import pytest
from svarbenk.errors import InputError
from svarbenk.responses import clean

SURVEY = "helse-nord-kommune"


@dataclass
class Spoiled:
    """A copy of the exports that a test may change; rows and columns are named as a person sees them."""

    folder: Path
    data: object
    codebook: object

    def path(self, suffix: str) -> Path:
        return self.folder / f"{SURVEY}{suffix}"

    def clean(self, suffix: str, codebook=None):
        return clean(codebook or self.codebook, self.data, file=self.path(suffix))

    def excel(self, change, sheet: str = "Data") -> None:
        """Let ``change`` change a sheet."""
        book = openpyxl.load_workbook(self.path(".xlsx"))
        change(book[sheet])
        book.save(self.path(".xlsx"))

    def delimited(self, change, encoding: str = "windows-1252") -> None:
        """Let ``change`` change the list of lines."""
        with self.path(".csv").open(encoding="windows-1252", newline="") as stream:
            rows = list(csv.reader(stream, delimiter=";"))
        change(rows)
        with self.path(".csv").open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)

    def spss(self, change=None, labels=None) -> None:
        """Let ``change`` change the frame and ``labels`` the value labels by variable; labels stay with what stays."""
        path = str(self.path(".sav"))
        frame, meta = pyreadstat.read_sav(path, user_missing=True)
        values = dict(meta.variable_value_labels)
        if labels:
            labels(values)
        frame = frame if change is None else change(frame)
        kept = set(frame.columns)
        pyreadstat.write_sav(
            frame,
            path,
            column_labels={name: label for name, label in meta.column_names_to_labels.items() if name in kept},
            variable_value_labels={name: each for name, each in values.items() if name in kept},
            missing_ranges={name: each for name, each in meta.missing_ranges.items() if name in kept},
        )


def column(sheet, header: str) -> int:
    """Number of the Excel column under a header."""
    return next(cell.column for cell in sheet[1] if " ".join(str(cell.value).split()) == header)


def set_cell(row: int, header: str, value):
    """A change to one Excel cell."""
    return lambda sheet: sheet.cell(row, column(sheet, header), value)


def set_field(line: int, variable: str, value: str):
    """A change to one CSV field."""

    def change(rows):
        rows[line - 1][rows[0].index(variable)] = value

    return change


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(spoiled, suffix, *parts, codebook=None):
    """Clean a spoiled export; hold the message against what it must say."""
    before = contents(spoiled.folder)
    with pytest.raises(InputError) as caught:
        spoiled.clean(suffix, codebook)
    message = str(caught.value)
    assert 1 <= len(message.splitlines()) <= 3, message
    for part in (f"{SURVEY}{suffix}", *parts):
        assert part in message, f"{part!r} is not in {message!r}"
    assert not re.search(r"testperson|eksempel\.no|000 00", message, re.IGNORECASE)
    assert contents(spoiled.folder) == before
    return message
