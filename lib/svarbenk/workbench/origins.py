"""Values that know which table they were taken from, so that a number in the prose can lead to it.

Both kinds behave as plain numbers and texts; arithmetic and joining lose the origin, and a value without one
is still a value.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Origin:
    """Where a value was taken from: ids of survey, question, background, row and category, or a register table.

    ``source`` is in words, for what was taken from print and stands in no table.
    """

    survey: str = ""
    question: str = ""
    by: str = ""
    row: str = ""
    category: str = ""
    register_table: str = ""
    source: str = ""

    @property
    def address(self) -> str:
        """What ``Run.value`` of a block that a cell displays is set to, so that its numbers lead to their table."""
        parts = (self.survey, self.question, self.by, self.row, self.category, self.register_table)
        return "@" + "/".join(parts).rstrip("/") if any(parts) else ""

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return bool(self.question or self.register_table or self.source)


class _Number(float):
    origin: Origin


class _Said(str):
    origin: Origin


def number(value: float, origin: Origin) -> float:
    """Return a number that knows its origin.

    Parameters
    ----------
    value : float
        The number.
    origin : Origin
        Where it was taken from.
    """
    made = _Number(value)
    made.origin = origin
    return made


def said(text: str, origin: Origin) -> str:
    """Return a text that knows its origin.

    Parameters
    ----------
    text : str
        A sentence or a part of one.
    origin : Origin
        Where its numbers were taken from.
    """
    made = _Said(text)
    made.origin = origin
    return made


def origin_of(value: Any) -> Origin:
    """Return where a value was taken from; an empty origin where it does not know."""
    found = getattr(value, "origin", None)
    return found if isinstance(found, Origin) else Origin()


def as_data(origins: dict[str, Origin]) -> dict[str, dict[str, str]]:
    """Return origins as JSON can carry them; those that say nothing are left out."""
    return {
        name: {key: text for key, text in asdict(origin).items() if text}
        for name, origin in origins.items()
        if origin.known
    }
