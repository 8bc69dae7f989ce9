"""The row account: what became of every row and every cell on the way from raw export to clean answers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from svarbenk.codebook import Text

Reason = Literal["test_row", "nearly_empty", "duplicate", "decision"]
Rule = Literal["whitespace", "case", "spelling", "number_word", "approximate", "range"]

REASONS: dict[Reason, Text] = {
    "test_row": Text(nb="prøverader fra før feltperioden", en="test rows from before the field period"),
    "nearly_empty": Text(nb="svar som er nesten tomme", en="replies that are nearly empty"),
    "duplicate": Text(nb="samme svar sendt to ganger", en="the same reply sent twice"),
    "decision": Text(nb="svar som viker for et annet etter avgjørelse", en="replies that gave way by decision"),
}
"""Why rows were dropped, in words."""

RULES: dict[Rule, Text] = {
    "whitespace": Text(nb="blanke tegn fjernet", en="blanks removed"),
    "case": Text(nb="store og små bokstaver", en="letter case"),
    "spelling": Text(nb="annen skrivemåte av samme svar", en="another spelling of the same answer"),
    "number_word": Text(nb="tall skrevet med ord", en="a number in words"),
    "approximate": Text(nb="«ca.» foran et tall", en="“about” before a number"),
    "range": Text(nb="intervall, som «2-3»", en="a range, such as “2-3”"),
}
"""By which rule cells were changed, in words."""


@dataclass(frozen=True)
class DroppedRow:
    """A row that was not kept: its number in the file, its reply id, the reason and what it rests on."""

    row: int
    reply: str
    reason: Reason
    detail: str


@dataclass(frozen=True)
class ChangedCell:
    """A cell that a rule changed: where, what stood there, what stands in the clean data, and the rule."""

    row: int
    reply: str
    column: str
    before: str
    after: str
    rule: Rule


@dataclass(frozen=True)
class RowAccount:
    """Account of a cleaning: rows read = kept + dropped, and each changed cell.

    ``file`` is the export's name, ``outside_base`` counts answers given by replies that the question's
    base leaves out (they stay in the data and out of the tables), ``unknown_columns`` are columns of the
    export that no codebook entry names (not read).
    """

    survey: str
    wave: str
    file: str
    sheet: str | None
    read: int
    kept: int
    dropped: tuple[DroppedRow, ...] = ()
    changed: tuple[ChangedCell, ...] = ()
    outside_base: dict[str, int] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()

    def __post_init__(self):
        if self.read != self.kept + len(self.dropped):
            raise AssertionError(
                f"row account of {self.file}: {self.read} rows read, {self.kept} kept and {len(self.dropped)} dropped"
            )

    def reasons(self) -> dict[Reason, int]:
        """Return how many rows each reason dropped, in the order they were applied."""
        counts = Counter(row.reason for row in self.dropped)
        return {
            reason: counts[reason]
            for reason in ("test_row", "nearly_empty", "duplicate", "decision")
            if reason in counts
        }

    def rules(self) -> dict[Rule, int]:
        """Return how many cells each rule changed, most first."""
        return dict(Counter(cell.rule for cell in self.changed).most_common())
