"""Measures with a date: the facts behind the timeline, each with document and line."""

from dataclasses import dataclass
from pathlib import Path

from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.ledger import Document
from svarbenk.ledger.rows import read_rows
from svarbenk.register.moment import STEPS, moment

LANES = {
    "plan": Text(nb="Planer og utredninger", en="Plans and reviews"),
    "penger": Text(nb="Finansiering", en="Funding"),
    "utdanning": Text(nb="Utdanning", en="Training"),
    "tjeneste": Text(nb="Tjenesten", en="The service"),
}
"""The groups of measures, in the order they are drawn."""


@dataclass(frozen=True)
class MeasureRow:
    """A row of ``tiltak.csv``: ``start`` and ``end`` are years or months; without an ``end`` the measure goes on."""

    document: str
    line: int
    id: str
    lane: str
    start: str
    end: str
    nb: str
    en: str

    @property
    def label(self) -> Text:
        """What it is called."""
        return Text(nb=self.nb, en=self.en)

    @property
    def begins(self) -> float:
        """When it began, as a year and a fraction."""
        return moment(self.start).start

    @property
    def ends(self) -> float | None:
        """When it ended: a year, or the end of a month; when it began, of a single month; None where it goes on."""
        if not self.end:
            return None
        if _is_year(self.end):
            return moment(self.end).end
        return self.begins if self.end == self.start else moment(self.end).end + STEPS["month"]


def read_measures(path: Path, document: Document) -> tuple[MeasureRow, ...]:
    """Read the measures of a document, lane by lane and by when they began.

    Parameters
    ----------
    path : Path
        ``tiltak.csv``.
    document : Document
        What they are mentioned in.

    Raises
    ------
    InputError
        If a row cannot be used: names file, row, what was found and what was expected.
    """
    rows = read_rows(path, MeasureRow, ("line",))
    for row in rows:
        where = f"{path}, {row.id}"
        if row.document != document.id:
            raise InputError(f"{where}, kolonne «document»: fant «{row.document}»; ventet «{document.id}»")
        if row.lane not in LANES:
            raise InputError(f"{where}, kolonne «lane»: fant «{row.lane}»; ventet en av {', '.join(LANES)}")
        try:
            ends = row.ends
            begins = row.begins
        except InputError as error:
            raise InputError(f"{where}: {error}") from None
        if ends is not None and ends < begins - (begins % 1 if _is_year(row.end) else 0):
            raise InputError(f"{where}, kolonne «end»: fant «{row.end}»; ventet en tid etter «{row.start}»")
    order = list(LANES)
    return tuple(sorted(rows, key=lambda row: (order.index(row.lane), row.begins)))


def _is_year(text: str) -> bool:
    return text.strip().isdigit()
