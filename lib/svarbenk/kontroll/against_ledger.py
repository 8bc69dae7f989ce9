"""Our numbers against the printed ones: every cell of the ledger recomputed from clean answers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
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
    number), ``not_computable`` (the form does not ask for it, or the wave is not ours).
    """

    entry: Entry
    ours: float | None
    status: Status


def compare(responses: Responses, ledger: Ledger) -> tuple[Comparison, ...]:
    """Recompute every printed cell of a survey.

    Parameters
    ----------
    responses : Responses
        Clean answers of the survey.
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
    """Return how many cells have each status."""
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
    """Computes what a printed cell says, from the answers; None where they cannot tell."""

    def __init__(self, responses: Responses, ledger: Ledger):
        self.responses = responses
        self.ledger = ledger
        self.codebook = responses.codebook
        self.wave = responses.account.wave
        self._ids = {each.id for question in self.codebook.questions for each in (question, *question.item_questions())}

    def value(self, entry: Entry) -> float | None:
        compute: Callable[[Entry], float | None] | None = getattr(self, f"_{entry.statistic}", None)
        known = all(name in self._ids for name in entry.questions)
        if compute is None or entry.wave != self.wave or not known or not self._in_group(entry).any():
            return None
        try:
            return compute(entry)
        except InputError:
            return None

    def _in_group(self, entry: Entry) -> pd.Series:
        if not entry.background:
            return pd.Series(True, index=self.responses.frame.index)
        if not entry.groups:
            return pd.Series(True, index=self.responses.frame.index)
        answers = self.responses.answers(self.codebook.question(entry.background))
        return answers.isin(list(entry.groups))

    def _question(self, entry: Entry) -> Question | None:
        return self.codebook.question(entry.questions[0]) if len(entry.questions) == 1 else None

    def _count(self, entry: Entry) -> float | None:
        question = self._question(entry)
        if question is None or not entry.category:
            return None
        inside = self.responses.in_base(question.base) & self._in_group(entry)
        members = list(question.members(entry.category))
        if question.kind == "multiple":
            return float((self.responses.options(question)[members].any(axis=1) & inside).sum())
        return float((self.responses.answers(question).isin(members) & inside).sum())

    def _n(self, entry: Entry) -> float | None:
        question = self._question(entry)
        if question is None or question.kind == "battery":
            return None
        inside = self.responses.in_base(question.base) & self._in_group(entry)
        if question.kind == "multiple":
            return float((self.responses.options(question).notna().any(axis=1) & inside).sum())
        return float((self.responses.answers(question).notna() & inside).sum())

    def _any(self, entry: Entry) -> float | None:
        question = self._question(entry)
        if question is None:
            return None
        inside = self.responses.in_base(question.base) & self._in_group(entry)
        if question.kind == "numeric":
            return float((self.responses.answers(question).gt(0).fillna(False) & inside).sum())
        return float((self.responses.options(question).any(axis=1) & inside).sum())

    def _none(self, entry: Entry) -> float | None:
        asked, some = self._n(entry), self._any(entry)
        return None if asked is None or some is None else asked - some

    def _total(self, names: tuple[str, ...], inside: pd.Series) -> float:
        return float(sum(self.responses.answers(self.codebook.question(name))[inside].sum() for name in names))

    def _sum(self, entry: Entry) -> float | None:
        return self._total(entry.questions, self._in_group(entry))

    def _sum_low(self, entry: Entry) -> float | None:
        return float(self.responses.frame[range_columns(entry.question)[0]].sum())

    def _sum_high(self, entry: Entry) -> float | None:
        return float(self.responses.frame[range_columns(entry.question)[1]].sum())

    def _share(self, entry: Entry) -> float | None:
        everybody = pd.Series(True, index=self.responses.frame.index)
        return 100 * self._sum(entry) / self._total(entry.questions, everybody)

    def _percent(self, entry: Entry) -> float | None:
        if not entry.denominator:
            return None
        if all(name in self._ids for name in entry.denominator):
            whole = self._total(entry.denominator, self._in_group(entry))
        else:
            whole = self._registered(entry.denominator)
        return None if not whole else 100 * self._sum(entry) / whole

    def _registered(self, names: tuple[str, ...]) -> float | None:
        """Return the newest printed register numbers added up."""
        values = []
        for name in names:
            cells = self.ledger.select(question=name, survey="").entries
            if not cells:
                return None
            values.append(max(cells, key=lambda cell: cell.wave).corrected.value)
        return sum(values)

    def _p(self, entry: Entry) -> float | None:
        question = self._question(entry)
        if question is None or question.kind not in {"single", "ordinal"}:
            return None
        table = count(self.responses, question.id, entry.background)
        try:
            return stats.choose(table).p_value
        except stats.DegenerateTable:
            return None
