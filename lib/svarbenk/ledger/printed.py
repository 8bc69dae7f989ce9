"""The ledger: every printed cell, to select from and to take numbers from."""

from dataclasses import dataclass

import pandas as pd

from svarbenk.errors import InputError
from svarbenk.ledger.entry import Document, Entry

_FIELDS = tuple(name for name in Entry.model_fields if name not in {"correction", "conflicts"})


@dataclass(frozen=True)
class Ledger:
    """Printed cells in the order of their files, with the documents they stand in."""

    entries: tuple[Entry, ...]
    documents: tuple[Document, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self):
        return iter(self.entries)

    def select(self, **cell) -> "Ledger":
        """Select the cells whose fields have these values.

        Parameters
        ----------
        **cell
            Fields of ``Entry`` and the value wanted, or several in a list, set or tuple:
            ``select(table="10.2", statistic=["count", "n"])``.

        Raises
        ------
        InputError
            If there is no such field.
        """
        for name in cell:
            if name not in _FIELDS:
                raise InputError(f"trykte tall: ukjent felt «{name}»; ventet ett av {', '.join(_FIELDS)}")
        wanted = {
            name: set(value) if isinstance(value, list | set | tuple) else {value} for name, value in cell.items()
        }
        return Ledger(
            tuple(
                entry
                for entry in self.entries
                if all(getattr(entry, name) in values for name, values in wanted.items())
            ),
            self.documents,
        )

    def entry(self, **cell) -> Entry:
        """Return the one cell whose fields have these values.

        Raises
        ------
        InputError
            If there is none, or more than one; the message names the cells found.
        """
        found = self.select(**cell).entries
        if len(found) != 1:
            asked = ", ".join(f"{name}={value!r}" for name, value in cell.items())
            some = "; ".join(f"tabell {entry.table}, linje {entry.line}: {entry.cell}" for entry in found[:3])
            raise InputError(
                f"trykte tall: {len(found)} ruter med {asked}; ventet én" + (f" ({some} …)" if some else "")
            )
        return found[0]

    def value(self, **cell) -> float | None:
        """Return the one cell's number as printed; ``None`` where the place was left blank."""
        return self.entry(**cell).number.value

    def corrected(self, **cell) -> float | None:
        """Return the one cell's number with ``corrections.csv`` applied."""
        return self.entry(**cell).corrected.value

    def frame(self) -> pd.DataFrame:
        """Return the cells as a table, with ``value`` as printed and ``corrected``."""
        return pd.DataFrame(
            [
                {name: getattr(entry, name) for name in _FIELDS}
                | {"value": entry.number.value, "corrected": entry.corrected.value}
                for entry in self.entries
            ],
            columns=[*_FIELDS, "value", "corrected"],
        )
