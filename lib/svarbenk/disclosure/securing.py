"""Hiding as much of a table as it takes: until for everything hidden there is another world that shows the same."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Optional

import numpy as np

from svarbenk.disclosure.cells import Cells
from svarbenk.disclosure.worlds import Equations, find_world


@dataclass(frozen=True)
class World:
    """The name of a world: the table that it was found for, its number, and the coarser table's world it keeps up."""

    table: Hashable
    number: int
    base: Optional["World"] = None


@dataclass(eq=False)
class Secured:
    """A table with what is hidden of it, and its worlds: differences from the true counts by the world's name.

    In a world of another table, such as of everybody's, the differences are those that this table has in it.
    ``closed`` says that nothing of the table is shown.
    """

    cells: Cells
    worlds: dict[World, np.ndarray] = field(default_factory=dict)
    closed: bool = False

    def in_world(self, world: World | None) -> np.ndarray:
        """Return the differences that the table has in a ``world``; none in one that it has no part in."""
        while world is not None:
            if world in self.worlds:
                return self.worlds[world]
            world = world.base
        return np.zeros(self.cells.counts.size, int)


@dataclass(frozen=True, eq=False)
class Margin:
    """Another table that is shown as well, and what the two have in common.

    ``sums`` (lines × these counts) and ``theirs`` (lines × its counts) are the same numbers. Without ``theirs`` the
    lines are its counts: it is a coarser table, added up from this one.
    """

    table: Secured
    sums: np.ndarray
    theirs: np.ndarray | None = None

    def in_world(self, world: World | None) -> np.ndarray:
        """Return the differences that the lines have in a ``world`` of the other table."""
        found = self.table.in_world(world)
        return found if self.theirs is None else self.theirs @ found


def secure(name: Hashable, cells: Cells, threshold: int, margins: Sequence[Margin] = ()) -> Secured:
    """Hide small counts, and others with them, until none of what is hidden can be told.

    Parameters
    ----------
    name : hashable
        The table's name, which its worlds begin with.
    cells : Cells
        The table; it is changed in place.
    threshold : int
        Counts of 1 to below it are hidden.
    margins : sequence of Margin
        The coarser tables that are shown too, secured before.

    Returns
    -------
    Secured
        For everything hidden in it there is a world, in which everything that this table and its margins show is the
        same. In each of them the margins are the same to the last count, hidden or not, or as in one of their own
        worlds; and every world of a margin is kept up here. Where that takes too much, nothing of the table is shown.
    """
    cells.hide_small(threshold)
    if any(margin.table.closed for margin in margins):
        return _closed(cells)
    inherited = list(dict.fromkeys(world for margin in margins for world in margin.table.worlds))
    work = _Work(cells, margins)
    worlds: dict[World, np.ndarray] = {}
    safe = np.zeros(cells.hidden.size, bool)
    for world in inherited:
        found = work.first([world])
        if found is None:
            return _closed(cells)
        worlds[world] = found[1]
        safe |= work.differing(found[1])
    while (left := np.flatnonzero((cells.hidden & cells.secret).ravel() & ~safe)).size:
        found = work.first([None, *inherited], int(left[0]))
        if found is None:
            return _closed(cells)
        worlds[World(name, len(worlds), found[0])] = found[1]
        safe |= work.differing(found[1])
    return Secured(cells, worlds)


def _closed(cells: Cells) -> Secured:
    cells.hidden[:] = True
    return Secured(cells, closed=True)


class _Work:
    def __init__(self, cells: Cells, margins: Sequence[Margin]):
        self.cells = cells
        self.margins = margins
        cost = 1 + np.log1p(cells.values)
        # a group whose size is hidden is hidden whole
        cost[:, -1] = cost.sum(axis=1)
        cost[cells.unknown, -1] = np.inf
        self.cost = cost.ravel()

    def first(self, bases: Iterable[World | None], target: int | None = None) -> tuple[World | None, np.ndarray] | None:
        """Find a world that keeps up one of some, and in which a cell is another; hide what that takes."""
        line = None if target is None else self.cells.belongs[target]
        goals = [None] if line is None else [(line, 1), (line, -1)]
        for base in bases:
            for hiding in (False, True):
                for goal in goals:
                    found = find_world(self.cells, self.cost, self._equations(base), goal, hiding=hiding)
                    if found is not None:
                        self._hide(found)
                        return base, found
        return None

    def _equations(self, base: World | None) -> list[Equations]:
        return [(margin.sums, margin.in_world(base)) for margin in self.margins]

    def differing(self, world: np.ndarray) -> np.ndarray:
        """Return which cells are another in a world."""
        return self.cells.belongs @ world != 0

    def _hide(self, world: np.ndarray) -> None:
        hidden = self.cells.hidden
        hidden |= self.differing(world).reshape(hidden.shape)
        hidden |= hidden[:, -1:]
