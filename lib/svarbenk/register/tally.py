"""How the printed numbers of a register table stand: as reckoned, within rounding, or something else."""

from dataclasses import dataclass

from svarbenk.register.table import RegisterTable


@dataclass(frozen=True)
class Tally:
    """Counts of printed numbers.

    ``levels`` are taken as they are. Of those that can be reckoned, in the table and printed elsewhere, ``same`` agree,
    ``rounding`` agree within what rounding allows and ``differs`` do not. ``kept`` cannot be reckoned, as the level
    before is not in print.
    """

    levels: int = 0
    same: int = 0
    rounding: int = 0
    differs: int = 0
    kept: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.levels + other.levels,
            self.same + other.same,
            self.rounding + other.rounding,
            self.differs + other.differs,
            self.kept + other.kept,
        )


def tally(table: RegisterTable) -> Tally:
    """Count the printed numbers of a table, and those elsewhere that are held against it.

    Parameters
    ----------
    table : RegisterTable
        The table, reckoned.
    """
    printed = [cell for cell in table.cells.values() if cell.entry is not None and cell.entry.number.value is not None]
    held = sum(cell.origin in {"reckoned", "printed_within"} for cell in printed)
    held += len(table.definition.checks) + sum(each.definition.printed is not None for each in table.tests)
    rounding = sum(each.rounding for each in table.differences)
    differs = len(table.differences) - rounding
    return Tally(
        levels=sum(cell.origin == "printed" for cell in printed),
        same=held - rounding - differs,
        rounding=rounding,
        differs=differs,
        kept=sum(cell.origin == "printed_change" for cell in printed),
    )
