"""Files beside the printed tables: one frozen record a row, its fields as columns, written whole or not at all."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path
from typing import TypeVar

from svarbenk.errors import InputError

Record = TypeVar("Record")


def read_rows(path: Path, record: type[Record], whole: tuple[str, ...]) -> tuple[Record, ...]:
    """Read the records in the file at ``path``; none where there is no such file.

    Parameters
    ----------
    path : Path
        The file.
    record : type
        A dataclass; its fields are the columns.
    whole : tuple of str
        Fields that are whole numbers; the others are text.

    Raises
    ------
    InputError
        If a row cannot be used: names file, line, what was found and what was expected.
    """
    if not path.is_file():
        return ()
    columns = [field.name for field in fields(record)]
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames != columns:
            raise InputError(
                f"{path}, linje 1: fant kolonnene {', '.join(reader.fieldnames or ())}; ventet {', '.join(columns)}"
            )
        found = []
        for row in reader:
            if None in row or None in row.values() or not all(row[name].isdigit() for name in whole):
                numbers = " og ".join(f"«{name}»" for name in whole)
                raise InputError(
                    f"{path}, linje {reader.line_num}: fant {list(row.values())[:4]} …; ventet {len(columns)} verdier "
                    f"med {'et helt tall' if len(whole) == 1 else 'hele tall'} i {numbers}"
                )
            found.append(record(**{**row, **{name: int(row[name]) for name in whole}}))
    return tuple(found)


def write_rows(records: Iterable[Record], path: Path, record: type[Record]) -> Path:
    """Write ``records`` of the type ``record`` to ``path``, whole or not at all, and return the path."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([field.name for field in fields(record)])
        writer.writerows(astuple(each) for each in records)
    return beside.replace(path)
