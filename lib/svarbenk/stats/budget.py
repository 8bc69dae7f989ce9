"""How much work an exact computation may do before it gives up."""

from __future__ import annotations

from dataclasses import dataclass

# More elements than this at one time would take a gigabyte of memory.
LARGEST_BLOCK = 8_000_000


class BudgetSpentError(Exception):
    """The enumeration needs more elements than it was allowed."""


@dataclass
class Budget:
    """How many elements an enumeration may still make.

    Elements are counted, not seconds, so that the same table always ends the same way.
    """

    remaining: float

    def spend(self, elements: float) -> None:
        """Take `elements` off what remains, before they are made."""
        self.remaining -= elements
        if self.remaining < 0 or elements > LARGEST_BLOCK:
            raise BudgetSpentError
