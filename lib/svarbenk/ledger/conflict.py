"""Printed numbers that cannot hold together: ``conflicts.csv`` beside the tables."""

import csv
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from svarbenk.errors import InputError

CLAIM = "claim"
"""The ``statistic`` of a row that names a claim in words; its id then stands in ``printed``."""


@dataclass(frozen=True)
class Conflict:
    """One printed number of a set that cannot hold together.

    Rows with the same number in ``conflict`` are a smallest contradicting set: leave any one of them out, and
    the others can hold. ``why`` is the same sentence in all of them. A number that the document repeats is
    listed once, at its first line.
    """

    conflict: int
    document: str
    line: int
    question: str
    category: str
    background: str
    group: str
    statistic: str
    wave: str
    printed: str
    why: str

    @property
    def place(self) -> tuple:
        """What names the number wherever the document prints it: all but number, line and reason."""
        return (
            self.document,
            self.question,
            self.category,
            self.background,
            self.group,
            self.statistic,
            self.wave,
            self.printed,
        )


_COLUMNS = [field.name for field in fields(Conflict)]
_WHOLE = ("conflict", "line")


def read_conflicts(path: Path) -> tuple[Conflict, ...]:
    """Read the conflicts in the file at ``path``; none where there is no such file.

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
            if None in row or None in row.values() or not all(row[name].isdigit() for name in _WHOLE):
                raise InputError(
                    f"{path}, linje {reader.line_num}: fant {list(row.values())[:4]} …; ventet "
                    f"{len(_COLUMNS)} verdier med hele tall i «conflict» og «line»"
                )
            found.append(Conflict(**{**row, **{name: int(row[name]) for name in _WHOLE}}))
    return tuple(found)


def write_conflicts(conflicts: tuple[Conflict, ...], path: Path) -> Path:
    """Write conflicts, whole or not at all, and return the path."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(astuple(conflict) for conflict in conflicts)
    return beside.replace(path)
