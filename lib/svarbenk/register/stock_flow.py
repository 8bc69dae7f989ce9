"""Who stayed, who came and who left between two snapshots of a register, and what they had on their lists."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from svarbenk.errors import InputError


@dataclass(frozen=True)
class Flow:
    """Doctors between two snapshots.

    ``stayed`` are in both, ``came`` in the closing one only, ``left`` in the opening one only. ``opening_sum`` and
    ``closing_sum`` are a number that is theirs, such as list capacity, summed for each of the three.
    """

    stayed: int
    came: int
    left: int
    opening_sum: Mapping[str, float] = field(default_factory=dict)
    closing_sum: Mapping[str, float] = field(default_factory=dict)

    @property
    def opening(self) -> int:
        """Doctors in the opening snapshot."""
        return self.stayed + self.left

    @property
    def closing(self) -> int:
        """Doctors in the closing snapshot."""
        return self.stayed + self.came

    @property
    def turnover_of_opening(self) -> float:
        """Who left, in per cent of the opening snapshot."""
        return turnover(self.left, self.opening)

    @property
    def turnover_of_closing(self) -> float:
        """Who left, in per cent of the closing snapshot."""
        return turnover(self.left, self.closing)

    @property
    def change(self) -> dict[str, float]:
        """What each of the three did to the sum: who came added theirs, who left took theirs along."""
        return {
            "came": self.closing_sum.get("came", 0.0),
            "left": -self.opening_sum.get("left", 0.0),
            "stayed": self.closing_sum.get("stayed", 0.0) - self.opening_sum.get("stayed", 0.0),
        }

    @property
    def net(self) -> float:
        """The change of the sum of everybody."""
        return sum(self.change.values())


def turnover(left: float, stock: float) -> float:
    """Return who left in per cent of a stock: the opening one, as rates are defined, or the closing one.

    Parameters
    ----------
    left : float
        How many left.
    stock : float
        How many there were.

    Raises
    ------
    InputError
        If there was nobody, or more left than there were where the stock is the opening one.
    """
    if stock <= 0 or left < 0:
        raise InputError(f"turnover av {left:g} som sluttet av {stock:g}; ventet en bestand over null")
    return 100 * left / stock


def flow(opening: Iterable[Hashable], closing: Iterable[Hashable]) -> Flow:
    """Return who stayed, came and left between two snapshots.

    Parameters
    ----------
    opening, closing : iterable
        The ids of the doctors; one that stands twice, as with two lists, counts once.
    """
    before, after = set(opening), set(closing)
    return Flow(stayed=len(before & after), came=len(after - before), left=len(before - after))


def flow_of_extract(
    frame: pd.DataFrame, opening: Hashable, closing: Hashable, *, doctor: str, snapshot: str, amount: str | None = None
) -> Flow:
    """Return who stayed, came and left, from an extract with a row for each doctor (or list) and snapshot.

    Parameters
    ----------
    frame : DataFrame
        The extract.
    opening, closing : hashable
        The two snapshots, as they stand in the column ``snapshot``.
    doctor, snapshot : str
        The columns with the doctor's id and the snapshot.
    amount : str, optional
        The column with a number to be accounted for, such as list capacity; summed over a doctor's lists.

    Raises
    ------
    InputError
        If a column is missing or a snapshot has no rows; the message names what there is.
    """
    for column in (doctor, snapshot, *([amount] if amount else [])):
        if column not in frame.columns:
            raise InputError(f"uttrekket: kolonnen «{column}» mangler; det har {', '.join(map(str, frame.columns))}")
    parts = {}
    for name in (opening, closing):
        part = frame[frame[snapshot] == name]
        if part.empty:
            known = ", ".join(str(each) for each in frame[snapshot].drop_duplicates())
            raise InputError(f"uttrekket: ingen rader med {snapshot} «{name}»; det har {known}")
        parts[name] = part.groupby(doctor)[amount].sum() if amount else part.groupby(doctor).size()
    before, after = parts[opening], parts[closing]
    stayed, came, left = (
        before.index.intersection(after.index), after.index.difference(before.index),
        before.index.difference(after.index),
    )  # fmt: skip
    sums: tuple[dict, dict] = ({}, {})
    if amount:
        sums = (
            {"stayed": float(before[stayed].sum()), "left": float(before[left].sum())},
            {"stayed": float(after[stayed].sum()), "came": float(after[came].sum())},
        )
    return Flow(len(stayed), len(came), len(left), *sums)
