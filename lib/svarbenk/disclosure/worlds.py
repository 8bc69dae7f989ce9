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
from scipy.sparse import csr_array, eye_array, hstack, vstack

from svarbenk.disclosure.cells import Cells

MOST = 3.0
"""By how much a count may differ in a world; near worlds are the easiest to keep up in finer tables."""
NODES = 200
"""How many branches are tried before a table is given up: a number, as everybody must find the same, fast or slow."""
GAP = 0.1
_SPEAKING = threading.Lock()
Equations = tuple[csr_array, np.ndarray]
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
    equations : sequence of (csr_array, numpy.ndarray)
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
    shown = np.flatnonzero(~cells.hidden.ravel())
    counts = cells.counts.ravel()
    size = counts.size
    room = np.minimum(counts, MOST)
    # of the counts themselves, those that are shown and may not be hidden do not move
    rows = csr_array(cells.belongs[shown])
    may = hiding & np.isfinite(cost[shown])
    single = np.asarray(rows.sum(axis=1)).ravel() == 1
    still = np.zeros(size, bool)
    still[rows[np.flatnonzero(single & ~may)].indices] = True
    free = np.flatnonzero(~still)
    lines = [(rows[np.flatnonzero(~single & ~may)], None), *equations]
    parts, wanted = [], []
    for matrix, sums in lines:
        sums = np.zeros(matrix.shape[0]) if sums is None else sums
        within = csr_array(matrix[:, free])
        touched = np.diff(within.indptr) > 0
        if np.abs(sums[~touched]).any():
            return None
        parts.append(within[np.flatnonzero(touched)])
        wanted.append(sums[touched])
    equal, wanted = vstack(parts, format="csr"), np.concatenate(wanted)
    paid = csr_array(rows[np.flatnonzero(may)][:, free])
    prices = cost[shown][may]
    n, extra = free.size, paid.shape[0]
    if n == 0:
        return None if goal is not None or np.abs(wanted).any() else np.zeros(size, int)
    constraints = []
    if equal.shape[0]:
        none = csr_array((equal.shape[0], extra))
        constraints.append(LinearConstraint(hstack([equal, -equal, none], format="csr"), wanted, wanted))
    if extra:
        most = MOST * eye_array(extra)
        above = hstack([paid, -paid, -most], format="csr")
        below = hstack([-paid, paid, -most], format="csr")
        constraints.append(LinearConstraint(vstack([above, below], format="csr"), -np.inf, 0))
    if goal is not None:
        line = goal[0][free] * goal[1]
        if not line.any():
            return None
        constraints.append(LinearConstraint(np.concatenate([line, -line, np.zeros(extra)])[None], 1, np.inf))
    with _quiet():
        found = milp(
            np.concatenate([np.full(2 * n, 0.01), prices]),
            constraints=constraints,
            bounds=Bounds(0, np.concatenate([np.full(n, MOST), room[free], np.ones(extra)])),
            integrality=np.ones(2 * n + extra),
            options={"node_limit": NODES, "mip_rel_gap": GAP},
        )
    if found.x is None:
        return None
    differences = np.zeros(size, int)
    differences[free] = np.rint(found.x[:n]).astype(int) - np.rint(found.x[n : 2 * n]).astype(int)
    return differences


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
