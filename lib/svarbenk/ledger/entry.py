"""One printed cell, and the document it stands in."""

from functools import cached_property
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from svarbenk.ledger.conflict import Conflict
from svarbenk.ledger.correction import Correction
from svarbenk.ledger.number import PrintedNumber, read_printed

Statistic = Literal[
    "count", "n", "n_low", "n_high", "any", "none", "missing", "replies", "response_rate",
    "percent", "percent_any", "share", "mean", "min", "max", "sum", "sum_low", "sum_high",
    "estimated", "estimated_count", "rank_high", "rank_low", "p", "value",
]  # fmt: skip
STATISTICS: tuple[str, ...] = get_args(Statistic)
"""What a printed number can be.

count: units that gave the category · n: the row total as printed · n_low, n_high: the smallest and largest n of the
items of a battery («979–982» is both) · any, none: units with at least one, with none · missing: units whose answer
was left out · replies: replies received, of everybody or of those who gave the category · response_rate: the same
in per cent of the wave's population · percent: of those who answered, who gave the category; where ``of`` names
numbers, of their sum · percent_any: who answered more than nought · share: of everybody's sum · mean, min, max: of
a numeric answer, or of the codes of a scale without don't-know · sum, sum_low, sum_high: sum of a numeric answer, of
its lowest and highest reading · estimated, estimated_count: the category in the register, each kind of practice
(driftstype) in each size of kommune split as its answers are, in per cent and as a number · rank_high, rank_low: the
place from above or below, of the category's share among the others, or of an item's mean in its battery · p: a
p-value · value: anything else, such as a register's number.
"""


RECEIVED = "mottatte svar"
"""The unit of a cell that counts every reply received, also those left out of the analysis."""


class Document(BaseModel):
    """A published document that numbers were taken from; ``tables`` are the files beside it, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    title: str
    publisher: str
    year: int
    language: str = "nb"
    lines: str | None = None
    tables: tuple[str, ...] = ("tabeller.csv",)

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document


class Entry(BaseModel):
    """One printed cell, tied to the ids of a codebook.

    ``question`` is a question or battery item, or several joined with «+» whose numbers are added. ``of``
    names what a percentage is of, in the same way. ``background`` and ``group`` are empty for everybody;
    ``group`` may join categories with «+». ``cell`` is the printed row and column, for the reader.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    document: str
    table: str
    line: int
    survey: str
    wave: str
    question: str
    category: str
    background: str
    group: str
    statistic: Statistic
    of: str
    printed: str
    unit: str
    cell: str
    correction: Correction | None = Field(default=None, repr=False)
    conflicts: tuple[Conflict, ...] = Field(default=(), repr=False)

    @model_validator(mode="after")
    def _complete(self) -> "Entry":
        if self.group and not self.background:
            raise ValueError(f"gruppen «{self.group}» uten bakgrunn; ventet for eksempel sentralitet i «background»")
        if self.category and not self.question:
            raise ValueError(f"kategorien «{self.category}» uten spørsmål; ventet et spørsmål i «question»")
        return self

    @property
    def questions(self) -> tuple[str, ...]:
        """The question ids of the cell."""
        return tuple(self.question.split("+")) if self.question else ()

    @property
    def counts_received(self) -> bool:
        """Whether the cell counts every reply received, which clean answers cannot tell."""
        return self.unit == RECEIVED

    @property
    def groups(self) -> tuple[str, ...]:
        """The background categories of the cell; empty for everybody."""
        return tuple(self.group.split("+")) if self.group else ()

    @property
    def denominator(self) -> tuple[str, ...]:
        """The ids whose sum a percentage is of."""
        return tuple(self.of.split("+")) if self.of else ()

    @cached_property
    def number(self) -> PrintedNumber:
        """The number as printed, misprint or not."""
        return self._read(self.printed)

    @cached_property
    def corrected(self) -> PrintedNumber:
        """The number that agrees with the rest of the document: as printed where nothing was corrected."""
        return self._read(self.correction.used) if self.correction else self.number

    @property
    def key(self) -> tuple:
        """What a correction names the cell by."""
        return (
            self.document,
            self.table,
            self.line,
            self.question,
            self.category,
            self.background,
            self.group,
            self.statistic,
        )

    @property
    def place(self) -> tuple:
        """What ``conflicts.csv`` names the number by, wherever the document prints it."""
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

    def _read(self, text: str) -> PrintedNumber:
        end = {"n_low": 0, "n_high": 1}.get(self.statistic)
        return read_printed(text, self.statistic in {"percent", "share"}, end=end, unit=self.unit)
