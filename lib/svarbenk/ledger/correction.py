"""Corrections of printed numbers that contradict each other: ``corrections.csv`` beside the tables."""

from dataclasses import astuple, dataclass
from pathlib import Path

from svarbenk.ledger.rows import read_rows, write_rows


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


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read the corrections in the file at ``path``; none where there is no such file.

    Raises
    ------
    InputError
        If a row cannot be used: names file, line, what was found and what was expected.
    """
    return read_rows(path, Correction, whole=("line",))


def write_corrections(corrections: tuple[Correction, ...], path: Path) -> Path:
    """Write corrections, whole or not at all, and return the path."""
    return write_rows(corrections, path, Correction)
