"""The cells of a table that somebody may see: counts, merges of them and sizes of groups."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np

Members = tuple[int, ...]
UNANIMOUS = 2
"""A group in which all gave the same answer is small below so many times the threshold."""


@dataclass(frozen=True)
class Scale:
    """An axis of a table: how many categories it has, and which of them its named merges unite.

    ``unknown`` is how many of the last categories are of those whose group is not known, or who did not answer. They
    are shown in no table, and follow from everybody's. Nobody can be known to be among them, so that they are not
    protected as a group: disclosure control lets a missing key match every group (Templ, Kowarik and Meindl,
    Statistical Disclosure Control for Micro-Data Using the R Package sdcMicro, J. Stat. Software 67(4), 2015, on
    missing keys).
    """

    size: int
    merges: tuple[Members, ...] = ()
    unknown: int = 0

    @cached_property
    def parts(self) -> tuple[Members, ...]:
        """Categories, then merges of several but not all of them."""
        unions = dict.fromkeys(tuple(sorted(merge)) for merge in self.merges if 1 < len(set(merge)) < self.size)
        return (*((each,) for each in range(self.size)), *unions)


@dataclass(frozen=True, eq=False)
class Cells:
    """Every cell of a table of groups × answers, and which of them are hidden.

    ``counts`` has the finest counts (whole numbers of replies): one dimension a background, the answers last; a table
    of everybody has one dimension. ``groups`` and ``answers`` are the axes. ``plain`` are answers whose being
    everybody's is no news, such as «not ticked».

    A cell is a union of counts: of the groups a category or merge of each background, of the answers a category, a
    merge or all that are known (how many of the group answered). ``belongs`` (cells × counts) says which counts are in
    which cell.
    """

    counts: np.ndarray
    groups: tuple[Scale, ...]
    answers: Scale
    plain: frozenset[int] = frozenset()
    hidden: np.ndarray = field(default=None)  # type: ignore[assignment]

    def __post_init__(self):
        if self.hidden is None:
            object.__setattr__(self, "hidden", np.zeros(self.shape, bool))
            self.hidden[self.unknown, :-1] = True
            self.hidden[:, self._silent] = True

    @cached_property
    def group_parts(self) -> tuple[tuple[Members, ...], ...]:
        """The members of every group that is shown, one tuple a background."""
        return tuple(product(*(scale.parts for scale in self.groups)))

    @cached_property
    def answer_parts(self) -> tuple[Members, ...]:
        """The members of every answer that is shown; all that are known, last."""
        return (*self.answers.parts, tuple(range(self.answers.size - self.answers.unknown)))

    @cached_property
    def unknown(self) -> np.ndarray:
        """Which groups are of those whose group is not known; their answers are hidden and no secret."""
        known = [scale.size - scale.unknown for scale in self.groups]
        return np.array(
            [any(max(one) >= most for one, most in zip(parts, known, strict=True)) for parts in self.group_parts], bool
        )

    @cached_property
    def single(self) -> np.ndarray:
        """The groups that are one category of each background, in the order of the counts."""
        return np.array([all(len(one) == 1 for one in parts) for parts in self.group_parts], bool).nonzero()[0]

    @cached_property
    def secret(self) -> np.ndarray:
        """Which cells are not to be told, if they are hidden: groups × answers. A nought stands for nobody."""
        kept = ~self.unknown[:, None] & (self.values > 0)
        kept[:, self._silent] = False
        return kept

    @property
    def _silent(self) -> slice:
        """Where those stand who gave no answer that is shown."""
        return slice(self.answers.size - self.answers.unknown, self.answers.size)

    @property
    def shape(self) -> tuple[int, int]:
        """Groups × answers with the size of the group last, merges included."""
        return len(self.group_parts), len(self.answer_parts)

    @cached_property
    def belongs(self) -> np.ndarray:
        """Cells × counts: 1 where a count is in a cell."""
        places = np.arange(self.counts.size).reshape(self.counts.shape)
        found = np.zeros((len(self.group_parts) * len(self.answer_parts), self.counts.size))
        for number, (groups, answers) in enumerate(product(self.group_parts, self.answer_parts)):
            found[number, places[np.ix_(*groups, answers)].ravel()] = 1
        return found

    @cached_property
    def values(self) -> np.ndarray:
        """What stands in each cell, groups × answers."""
        return (self.belongs @ self.counts.ravel()).reshape(self.shape)

    @cached_property
    def atoms(self) -> np.ndarray:
        """Where each finest count stands among the cells, flat."""
        found = np.empty(self.counts.size, int)
        single = self.belongs.sum(axis=1) == 1
        # an axis of one category: the size of the group is the count as well, and stands later
        for cell in np.flatnonzero(single)[::-1]:
            found[self.belongs[cell].argmax()] = cell
        return found

    @property
    def hidden_atoms(self) -> np.ndarray:
        """Which of the finest counts are hidden, flat."""
        return self.hidden.ravel()[self.atoms]

    def hide_small(self, threshold: int) -> None:
        """Hide what few replies stand behind, in the groups that are known.

        Counts and merges of 1 to below the ``threshold``; groups that are themselves so small, whole and with their
        size; and every answer of a group below twice the threshold in which all gave the same.
        """
        values = self.values
        small = (values < threshold) & self.secret
        self.hidden[:] |= small
        self.hidden[:] |= small[:, -1:]
        categories = values[:, : self.answers.size - self.answers.unknown].copy()
        categories[:, list(self.plain)] = 0
        sizes = values[:, -1]
        same = (sizes > 0) & (sizes < UNANIMOUS * threshold) & (categories.max(axis=1, initial=0) == sizes)
        same &= ~self.unknown
        self.hidden[same, :-1] = True
