"""The row account: what became of every row and every cell on the way from raw export to clean answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from svarbenk.codebook import Text

Reason = Literal["test_row", "no_consent", "not_completed", "nearly_empty", "duplicate", "decision"]
Rule = Literal[
    "whitespace",
    "case",
    "spelling",
    "number_word",
    "approximate",
    "range",
    "unit",
    "midpoint",
    "out_of_range",
]
MaskRule = Literal["email", "link", "national_id", "phone", "address", "name"]

REASONS: dict[Reason, Text] = {
    "test_row": Text(nb="prøverader fra før feltperioden", en="test rows from before the field period"),
    "no_consent": Text(nb="svar uten samtykke", en="replies without consent"),
    "not_completed": Text(nb="svar som ble påbegynt og forlatt", en="replies that were started and left"),
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
    "unit": Text(nb="enhet etter et tall, som «50 t»", en="a unit after a number, such as “50 t”"),
    "midpoint": Text(nb="intervall lest som midten, som «45-50»", en="a range read as its middle, such as “45-50”"),
    "out_of_range": Text(nb="tall utenfor det mulige, satt til ikke besvart", en="an impossible number, made missing"),
}
"""By which rule cells were changed, in words."""

MASKS: dict[MaskRule, Text] = {
    "email": Text(nb="e-postadresser", en="e-mail addresses"),
    "link": Text(nb="nettadresser", en="web addresses"),
    "national_id": Text(nb="fødselsnumre", en="national identity numbers"),
    "phone": Text(nb="telefonnumre", en="telephone numbers"),
    "address": Text(nb="gateadresser", en="street addresses"),
    "name": Text(nb="navn", en="names"),
}
"""What was masked in free text, by rule, in words."""


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A row that was not kept: its number in the file, its reply id, the reason and what it rests on."""

    row: int
    reply: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
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
    export that no codebook entry names (not read). ``masked`` counts the contact details masked in free text by
    rule, ``accepted`` is what the evaluator has accepted although it looks wrong, ``notes`` is
    what could not be checked.
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
    masked: dict[MaskRule, int] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self):
        if self.read != self.kept + len(self.dropped):
            raise AssertionError(
                f"row account of {self.file}: {self.read} rows read, {self.kept} kept and {len(self.dropped)} dropped"
            )

    def reasons(self) -> dict[Reason, int]:
        """Return how many rows each reason dropped, in the order they were applied."""
        counts = Counter(row.reason for row in self.dropped)
        return {reason: counts[reason] for reason in REASONS if reason in counts}

    def rules(self) -> dict[Rule, int]:
        """Return how many cells each rule changed, most first."""
        return dict(Counter(cell.rule for cell in self.changed).most_common())


def combined(accounts: Sequence[RowAccount]) -> RowAccount:
    """Return the row ``accounts`` of several waves as one; of a single one, that one itself."""
    if len(accounts) == 1:
        return accounts[0]
    outside: Counter[str] = Counter()
    masked: Counter[MaskRule] = Counter()
    for account in accounts:
        outside.update(account.outside_base)
        masked.update(account.masked)
    return RowAccount(
        survey=accounts[0].survey if accounts else "",
        wave=", ".join(account.wave for account in accounts),
        file=", ".join(account.file for account in accounts),
        sheet=None,
        read=sum(account.read for account in accounts),
        kept=sum(account.kept for account in accounts),
        dropped=tuple(row for account in accounts for row in account.dropped),
        changed=tuple(cell for account in accounts for cell in account.changed),
        outside_base=dict(outside),
        unknown_columns=tuple(dict.fromkeys(name for account in accounts for name in account.unknown_columns)),
        masked=dict(masked),
        accepted=tuple(each for account in accounts for each in account.accepted),
        notes=tuple(f"{account.wave}: {each}" for account in accounts for each in account.notes),
    )
