"""A register's numbers split as a survey's answers are: what the register does not know, taken from who answered."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from svarbenk.errors import InputError


@dataclass(frozen=True)
class Calibrated:
    """The register's number of each kind in each group, split into the kind's categories.

    ``numbers`` is by (category, group). ``borrowed`` are the (kind, group) that nobody who answered belongs to and that
    were split as the kind is in all groups together.
    """

    numbers: Mapping[tuple[str, str], float]
    borrowed: tuple[tuple[str, str], ...]

    def total(self, category: str) -> float:
        """Return a category's number over all groups; NaN where one is hidden."""
        return sum(number for (name, _), number in self.numbers.items() if name == category)

    def of_group(self, group: str) -> float:
        """Return a group's number over all categories."""
        return sum(number for (_, name), number in self.numbers.items() if name == group)


def calibrate(
    counted: Mapping[tuple[str, str], float],
    answers: Mapping[tuple[str, str], float],
    kinds: Mapping[str, Sequence[str]],
) -> Calibrated:
    """Split a register's numbers as answers are, within each group.

    Parameters
    ----------
    counted : mapping
        (kind, group) to the register's number, such as those in private practice in the smallest kommuner.
    answers : mapping
        (category, group) to how many answered so; NaN is hidden.
    kinds : mapping
        Each kind to the categories that it consists of.

    Raises
    ------
    InputError
        If a kind of the register is not told what it consists of, or nobody at all is of it.
    """
    numbers, borrowed = {}, []
    for (kind, group), size in counted.items():
        if kind not in kinds:
            raise InputError(f"registeret har «{kind}», som ikke er delt i noe; ventet en av {', '.join(kinds)}")
        there = {name: answers.get((name, group), 0.0) for name in kinds[kind]}
        if not sum(there.values()) and size:
            there = {name: sum(n for (each, _), n in answers.items() if each == name) for name in kinds[kind]}
            borrowed.append((kind, group))
        whole = sum(there.values())
        if not whole and size:
            raise InputError(f"ingen av dem som svarte, er «{kind}»; registerets {size:g} kan ikke deles")
        for name, n in there.items():
            share = n / whole if whole and not math.isnan(whole) else (math.nan if size else 0.0)
            numbers[name, group] = size * share
    return Calibrated(numbers, tuple(borrowed))
