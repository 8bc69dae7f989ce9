"""Our numbers against the printed ones: every cell of the ledger recomputed from clean answers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from svarbenk.kontroll.reckoning import CannotTell
from svarbenk.kontroll.recomputed import Recomputed
from svarbenk.ledger import Entry, Ledger
from svarbenk.responses import Responses

Status = Literal["reproduced", "corrected", "listed", "conflict", "not_computable"]


@dataclass(frozen=True)
class Comparison:
    """One printed cell beside what the answers give.

    ``status``: ``reproduced`` (equal at the printed precision), ``corrected`` (equal to the corrected
    number, and the printed one is listed in ``corrections.csv``), ``listed`` (the answers give another number,
    and ``conflicts.csv`` shows that the printed one cannot hold together with others), ``conflict`` (the answers
    give another number, or one where print is blank), ``not_computable`` (the answers cannot tell; ``why`` is the
    code of the reason). ``ours`` is what the answers give, None where they cannot tell; ``entry`` is the printed
    cell.
    """

    entry: Entry
    ours: float | None
    status: Status
    why: str = ""


def compare(responses: Responses, ledger: Ledger, populations: Mapping | None = None) -> tuple[Comparison, ...]:
    """Recompute every printed cell of a survey, each from the answers of its wave.

    Parameters
    ----------
    responses : Responses
        Clean answers of the survey, of one or more waves. Print counts replies, so that weights are left aside.
    ledger : Ledger
        Printed cells; those of other surveys are left out.
    populations : mapping, optional
        Wave id to its population (``responses.read_population``), for what is estimated from answers and register.

    Returns
    -------
    tuple of Comparison
        In the ledger's order.
    """
    recompute = Recomputed(responses, ledger, populations or {})
    return tuple(_judge(entry, recompute) for entry in ledger if entry.survey == responses.codebook.id)


def summary(comparisons: tuple[Comparison, ...]) -> dict[Status, int]:
    """Return how many of the comparisons have each status."""
    counts = Counter(comparison.status for comparison in comparisons)
    return {status: counts[status] for status in get_args(Status)}


def _judge(entry: Entry, recompute: Recomputed) -> Comparison:
    try:
        ours = recompute.value(entry)
    except CannotTell as reason:
        return Comparison(entry, None, "not_computable", reason.why)
    if entry.number.value is not None and entry.number.agrees(ours):
        return Comparison(entry, ours, "reproduced")
    if entry.correction is not None and entry.corrected.agrees(ours):
        return Comparison(entry, ours, "corrected")
    return Comparison(entry, ours, "listed" if entry.conflicts else "conflict")
