"""Corrections of printed numbers that contradict each other: ``corrections.csv`` beside the tables."""

import csv
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from svarbenk.errors import InputError


@dataclass(frozen=True)
class Correction:
    """The smallest change to one printed cell that makes it agree with the others, and why."""

    document: str
    table: str
    line: int
    question: str
    category: str
    background: str
    group: str
    statistic: str
    printed: str
    used: str
    why: str

    @property
    def key(self) -> tuple:
        """What names the corrected cell."""
        return astuple(self)[:8]


_COLUMNS = [field.name for field in fields(Correction)]


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read the corrections in the file at ``path``; none where there is no such file.

    Raises
    ------
    InputError
        If a row cannot be used: names file, line, what was found and what was expected.
    """
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames != _COLUMNS:
            raise InputError(
                f"{path}, linje 1: fant kolonnene {', '.join(reader.fieldnames or ())}; ventet {', '.join(_COLUMNS)}"
            )
        found = []
        for row in reader:
            if None in row or None in row.values() or not row["line"].isdigit():
                raise InputError(
                    f"{path}, linje {reader.line_num}: fant {list(row.values())[:3]} …; ventet "
                    f"{len(_COLUMNS)} verdier med et helt tall i «line»"
                )
            found.append(Correction(**{**row, "line": int(row["line"])}))
    return tuple(found)


def write_corrections(corrections: tuple[Correction, ...], path: Path) -> Path:
    """Write corrections, whole or not at all, and return the path."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(astuple(correction) for correction in corrections)
    return beside.replace(path)
