"""Other answers that would show the same: numbers that differ from the true counts and agree with all that is seen.

A count is safe while somebody who knows everything that is shown cannot tell it from another. So for every hidden count
a *world* is looked for: counts that people could have given, in which the hidden one is another and every shown one the
same. Where there is none, more has to be hidden, and the programme says what costs least: it is the integer programme
of complementary cell suppression for one cell (Fischetti and Salazar-González, Models and algorithms for optimizing
cell suppression in tabular data with linear constraints, JASA 95 (2000)), solved by HiGHS.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from svarbenk.disclosure.cells import Cells

MOST = 3.0
"""By how much a count may differ in a world; near worlds are the easiest to keep up in finer tables."""
NODES = 200
"""How many branches are tried before a table is given up: a number, as everybody must find the same, fast or slow."""
GAP = 0.1
_SPEAKING = threading.Lock()
Equations = tuple[np.ndarray, np.ndarray]
"""Rows over the counts, and by how much each row's sum differs from the truth."""


def find_world(
    cells: Cells,
    cost: np.ndarray,
    equations: Sequence[Equations],
    goal: tuple[np.ndarray, int] | None = None,
    *,
    hiding: bool = False,
) -> np.ndarray | None:
    """Find a world, as differences from the true counts: the nearest, or the one for which least has to be hidden.

    Parameters
    ----------
    cells : Cells
        The table, with what is hidden of it so far. A hidden count may be a nought: noughts are hidden beside others
        too.
    cost : numpy.ndarray
        What it costs to hide each cell; infinite where that may not be.
    equations : sequence of (numpy.ndarray, numpy.ndarray)
        What must hold of the differences besides.
    goal : tuple of numpy.ndarray and int, optional
        A row over the counts whose sum must be higher (1) or lower (−1) than the truth.
    hiding : bool
        Whether shown cells may differ, at their cost.

    Returns
    -------
    numpy.ndarray or None
        Whole numbers, one a count; None where there is no such world, or none was found in few steps.
    """
    hidden = cells.hidden.ravel()
    counts = cells.counts.ravel()
    may = ~hidden & np.isfinite(cost) & hiding
    # of the counts themselves, those that are shown and may not be hidden do not move
    free = np.flatnonzero((hidden | may)[cells.atoms])
    still = cells.belongs[np.ix_(~hidden & ~may, free)]
    rows, wanted = [still], [np.zeros(len(still))]
    for matrix, sums in equations:
        rows.append(matrix[:, free])
        wanted.append(sums)
    equal, wanted = np.vstack(rows), np.concatenate(wanted)
    touched = equal.any(axis=1)
    if np.abs(wanted[~touched]).any():
        return None
    world = np.zeros(counts.size, int)
    if free.size == 0:
        return world if goal is None else None
    equal, first = np.unique(np.column_stack([equal, wanted])[touched], axis=0, return_index=True)
    equal, wanted = equal[:, :-1], wanted[touched][first]
    # a count pays for itself; a merge or size has a variable that is as large as its difference
    own = np.full(free.size, 0.01)
    alone = may & (cells.belongs.sum(axis=1) == 1)
    own += cost[alone] @ cells.belongs[np.ix_(alone, free)]
    paid, prices = cells.belongs[np.ix_(may & ~alone, free)], cost[may & ~alone]
    n, extra = free.size, len(prices)
    blocks = [np.hstack([equal, -equal, np.zeros((len(equal), extra))])]
    low, high = [wanted], [wanted]
    if extra:
        most = np.eye(extra)
        blocks += [np.hstack([paid, -paid, -most]), np.hstack([-paid, paid, -most])]
        low.append(np.full(2 * extra, -np.inf))
        high.append(np.zeros(2 * extra))
    if goal is not None:
        line = goal[0][free] * goal[1]
        if not line.any():
            return None
        blocks.append(np.concatenate([line, -line, np.zeros(extra)])[None])
        low.append(np.ones(1))
        high.append(np.full(1, np.inf))
    differences = _solved(
        np.concatenate([own, own, prices]),
        LinearConstraint(csc_array(np.vstack(blocks)), np.concatenate(low), np.concatenate(high)),
        np.concatenate([np.full(n, MOST), np.minimum(counts, MOST)[free], np.full(extra, np.inf)]),
        n,
    )
    if differences is None:
        return None
    world[free] = differences
    return world


def _solved(cost: np.ndarray, constraints: LinearConstraint, most: np.ndarray, n: int) -> np.ndarray | None:
    """Return n differences in whole numbers: those of the linear programme where they are whole, as they mostly are."""
    for whole in (0, 1):
        with _quiet():
            found = milp(
                cost,
                constraints=constraints,
                bounds=Bounds(0, most),
                integrality=np.full(cost.size, whole),
                options={"node_limit": NODES, "mip_rel_gap": GAP},
            )
        if found.x is None:
            return None
        differences = found.x[:n] - found.x[n : 2 * n]
        if np.abs(differences - np.rint(differences)).max(initial=0) < 1e-6:
            return np.rint(differences).astype(int)
    return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep HiGHS from telling the terminal of its inner workings, which it does whatever it is asked."""
    with _SPEAKING:
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
