"""Our numbers against the printed ones: every cell of the ledger recomputed from clean answers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from svarbenk import stats
from svarbenk.codebook import Question
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger
from svarbenk.responses import Responses, range_columns
from svarbenk.tables import count

Status = Literal["reproduced", "corrected", "conflict", "not_computable"]


@dataclass(frozen=True)
class Comparison:
    """One printed cell beside what the answers give.

    ``status``: ``reproduced`` (equal at the printed precision), ``corrected`` (equal to the corrected
    number, and the printed one is listed in ``corrections.csv``), ``conflict`` (the answers give another
    number, or one where print is blank), ``not_computable`` (the form does not ask for it, or the wave is not
    ours). ``ours`` is what the answers give, None where they cannot tell; ``entry`` is the printed cell.
    """

    entry: Entry
    ours: float | None
    status: Status


def compare(responses: Responses, ledger: Ledger) -> tuple[Comparison, ...]:
    """Recompute every printed cell of a survey.

    Parameters
    ----------
    responses : Responses
        Clean answers of the survey. Print counts replies, so that weights are left aside.
    ledger : Ledger
        Printed cells; those of other surveys are left out.

    Returns
    -------
    tuple of Comparison
        In the ledger's order.
    """
    recompute = _Recomputed(responses, ledger)
    return tuple(_judge(entry, recompute.value(entry)) for entry in ledger if entry.survey == responses.codebook.id)


def summary(comparisons: tuple[Comparison, ...]) -> dict[Status, int]:
    """Return how many of the comparisons have each status."""
    counts = Counter(comparison.status for comparison in comparisons)
    return {status: counts[status] for status in ("reproduced", "corrected", "conflict", "not_computable")}


def _judge(entry: Entry, ours: float | None) -> Comparison:
    if ours is None:
        return Comparison(entry, None, "not_computable")
    if entry.number.value is not None and entry.number.agrees(ours):
        return Comparison(entry, ours, "reproduced")
    if entry.correction is not None and entry.corrected.agrees(ours):
        return Comparison(entry, ours, "corrected")
    return Comparison(entry, ours, "conflict")


class _Recomputed:
    """Computes what a printed cell says, from the answers; None where they cannot tell.

    Only answers of those who were asked count, as in the tables.
    """

    def __init__(self, responses: Responses, ledger: Ledger):
        self.responses = replace(responses, weights=None)
        self.ledger = ledger
        self.codebook = responses.codebook
        self.wave = responses.account.wave

    def value(self, entry: Entry) -> float | None:
        """Return what the answers give for a cell."""
        compute: Callable[[Entry], float | None] | None = getattr(self, f"_{entry.statistic}", None)
        known = all(name in self.codebook.by_id for name in entry.questions)
        if compute is None or entry.wave != self.wave or not known or entry.counts_received:
            return None
        try:
            return compute(entry) if self._in_group(entry).any() else None
        except InputError:
            return None

    def _in_group(self, entry: Entry) -> pd.Series:
        """Return which replies a cell is about; nobody where the background is no such question."""
        if not entry.groups:
            return pd.Series(True, index=self.responses.frame.index)
        question = self.codebook.question(entry.background)
        return self._given(question).isin(self._members(question, entry.groups))

    @staticmethod
    def _members(question: Question, names: tuple[str, ...]) -> list[str]:
        """Return the categories behind ids of categories and merges."""
        for name in names:
            if name not in question.category_ids and name not in question.merges:
                raise InputError(f"spørsmålet «{question.id}» har ikke kategorien «{name}»")
        return [member for name in names for member in question.members(name)]

    def _given(self, question: Question) -> pd.Series:
        """Return the answers of those who were asked; missing for the others."""
        if question.kind in {"multiple", "battery"} or question.ranges:
            raise InputError(f"spørsmålet «{question.id}» har ikke ett svar")
        return self.responses.answers(question).where(self.responses.in_base(question.base))

    def _ticked(self, question: Question) -> pd.DataFrame:
        """Return the options of those who were asked; missing for the others."""
        return self.responses.options(question).where(self.responses.in_base(question.base))

    def _question(self, entry: Entry) -> Question:
        if len(entry.questions) != 1:
            raise InputError(f"{len(entry.questions)} spørsmål; ventet ett")
        return self.codebook.question(entry.questions[0])

    def _count(self, entry: Entry) -> float:
        question = self._question(entry)
        members = self._members(question, (entry.category,))
        if question.kind == "multiple":
            chosen = self._ticked(question)[members].any(axis=1)
        else:
            chosen = self._given(question).isin(members)
        return float((chosen & self._in_group(entry)).sum())

    def _answered(self, question: Question) -> pd.Series:
        if question.kind == "multiple":
            return self._ticked(question).notna().any(axis=1)
        return self._given(question).notna()

    def _n(self, entry: Entry) -> float:
        return float((self._answered(self._question(entry)) & self._in_group(entry)).sum())

    def _some(self, question: Question) -> pd.Series:
        if question.kind == "multiple":
            return self._ticked(question).any(axis=1)
        if question.kind != "numeric":
            raise InputError(f"spørsmålet «{question.id}» er verken et tall eller flere svar")
        return self._given(question).gt(0).fillna(False)

    def _any(self, entry: Entry) -> float:
        return float((self._some(self._question(entry)) & self._in_group(entry)).sum())

    def _none(self, entry: Entry) -> float:
        question = self._question(entry)
        none = self._answered(question) & ~self._some(question)
        return float((none & self._in_group(entry)).sum())

    def _total(self, names: tuple[str, ...], inside: pd.Series) -> float | None:
        questions = [self.codebook.question(name) for name in names]
        if not questions or any(question.kind != "numeric" for question in questions):
            return None
        return float(sum(self._given(question)[inside].sum() for question in questions))

    def _sum(self, entry: Entry) -> float | None:
        return self._total(entry.questions, self._in_group(entry))

    def _end(self, entry: Entry, side: int) -> float | None:
        question = self._question(entry)
        if not question.ranges:
            return self._sum(entry)
        inside = self._in_group(entry) & self.responses.in_base(question.base)
        return float(self.responses.frame[range_columns(question.id)[side]][inside].sum())

    def _sum_low(self, entry: Entry) -> float | None:
        return self._end(entry, 0)

    def _sum_high(self, entry: Entry) -> float | None:
        return self._end(entry, 1)

    def _share(self, entry: Entry) -> float | None:
        everybody = pd.Series(True, index=self.responses.frame.index)
        return _per_cent(self._sum(entry), self._total(entry.questions, everybody))

    def _percent(self, entry: Entry) -> float | None:
        if all(name in self.codebook.by_id for name in entry.denominator):
            return _per_cent(self._sum(entry), self._total(entry.denominator, self._in_group(entry)))
        return _per_cent(self._sum(entry), self._registered(entry.denominator))

    def _registered(self, names: tuple[str, ...]) -> float | None:
        """Return the newest printed register numbers added up."""
        values = []
        for name in names:
            cells = self.ledger.select(question=name, survey="").entries
            values.append(max(cells, key=lambda cell: cell.wave).corrected.value if cells else None)
        return None if None in values else sum(values)

    def _p(self, entry: Entry) -> float | None:
        question = self._question(entry)
        if question.kind not in {"single", "ordinal"} or not entry.background:
            return None
        try:
            return stats.choose(count(self.responses, question.id, entry.background)).p_value
        except stats.DegenerateTable:
            return None


def _per_cent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else 100 * part / whole
