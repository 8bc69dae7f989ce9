"""Printed numbers that cannot hold together: ``conflicts.csv`` beside the tables."""

from dataclasses import dataclass
from pathlib import Path

from svarbenk.ledger.rows import read_rows, write_rows

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


def read_conflicts(path: Path) -> tuple[Conflict, ...]:
    """Read the conflicts in the file at ``path``; none where there is no such file.

    Raises
    ------
    InputError
        If a row cannot be used: names file, line, what was found and what was expected.
    """
    return read_rows(path, Conflict, whole=("conflict", "line"))


def write_conflicts(conflicts: tuple[Conflict, ...], path: Path) -> Path:
    """Write conflicts, whole or not at all, and return the path."""
    return write_rows(conflicts, path, Conflict)
