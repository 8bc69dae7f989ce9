"""Claims in words held against the answers: whether what the text says of them holds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats as scipy_stats

from svarbenk import stats
from svarbenk.codebook import Question
from svarbenk.kontroll.reckoning import CannotTell, Reckoning
from svarbenk.ledger import ANY, Claim, Side
from svarbenk.responses import Responses

Verdict = Literal["holds", "listed", "does_not_hold", "not_computable"]
ClaimVerdict = Literal["holds", "partly", "listed", "does_not_hold", "not_computable"]

SIMILAR_SHARES = 5.0
"""Shares at most so many points apart are similar."""
SIMILAR_MEANS = 0.15
"""Means at most so much of the larger one apart are similar."""
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class ClaimFinding:
    """One comparison of a claim beside what the answers say.

    ``verdict``: ``holds``, ``does_not_hold``, ``listed`` (does not hold, and ``conflicts.csv`` shows that it
    cannot), ``not_computable`` (``why`` is the code of the reason). ``values`` are the shares or means compared,
    left first; ``p`` the p-value where the text says something about significance.
    """

    claim: Claim
    verdict: Verdict
    values: tuple[float, ...] = ()
    p: float | None = None
    why: str = ""


def check_claims(responses: Mapping[str, Responses], claims: Iterable[Claim]) -> tuple[ClaimFinding, ...]:
    """Hold claims in words against clean answers.

    Where the text calls a difference significant, or not: Pearson's chi-square of the whole distribution on the two
    sides (of ticked and not ticked, for an option of several), Welch's t of means, and McNemar's test where both
    sides are of the same replies. Below 0.05 is significant, as in the report.

    Parameters
    ----------
    responses : mapping
        Survey id to its clean answers, of all waves.
    claims : iterable of Claim
        The comparisons.

    Returns
    -------
    tuple of ClaimFinding
        In the order of the claims.
    """
    checked = _Checked(responses)
    return tuple(checked.finding(claim) for claim in claims)


def claim_verdicts(findings: Iterable[ClaimFinding]) -> dict[tuple[str, str], ClaimVerdict]:
    """Return the verdict on each claim, by document and id; one of several comparisons has the worst of theirs.

    ``partly``: some of its comparisons cannot be made, and the others hold.

    Parameters
    ----------
    findings : iterable of ClaimFinding
        From ``check_claims``.
    """
    of_claim: dict[tuple[str, str], set[Verdict]] = {}
    for each in findings:
        of_claim.setdefault((each.claim.document, each.claim.id), set()).add(each.verdict)
    settled: dict[tuple[str, str], ClaimVerdict] = {}
    for key, verdicts in of_claim.items():
        if verdicts == {"holds", "not_computable"}:
            settled[key] = "partly"
        else:
            settled[key] = next(
                each for each in ("does_not_hold", "listed", "holds", "not_computable") if each in verdicts
            )
    return settled


def claim_summary(findings: Iterable[ClaimFinding]) -> dict[ClaimVerdict, int]:
    """Return how many claims have each verdict (``claim_verdicts``).

    Parameters
    ----------
    findings : iterable of ClaimFinding
        From ``check_claims``.
    """
    counts = Counter(claim_verdicts(findings).values())
    return {verdict: counts[verdict] for verdict in get_args(ClaimVerdict)}


class _Group:
    """The replies of one side of a comparison."""

    def __init__(self, wave: Reckoning, side: Side):
        self.wave = wave
        self.side = side
        self.question: Question = wave.question(side.question)
        self.inside = wave.holds(side.where)

    @property
    def is_mean(self) -> bool:
        return not self.side.category

    def value(self, category: str | None = None) -> float:
        name = self.side.category if category is None else category
        if not name:
            return self.wave.mean(self.question, self.inside)
        if name == ANY and self.question.kind == "numeric":
            return 100 * self.chosen().mean()
        return self.wave.share(self.question, name, self.inside)

    def chosen(self) -> pd.Series:
        """Whether each reply that answered gave the category."""
        kept = self.wave.answered(self.question) & self.inside
        if not kept.any():
            raise CannotTell("nobody")
        if self.side.category == ANY and self.question.kind == "numeric":
            return self.wave.some(self.question)[kept]
        return self.wave.gave(self.question, self.side.category)[kept]

    def counts(self) -> np.ndarray:
        """Count the whole distribution of one answer, else how many gave the category and how many did not."""
        if self.question.kind in {"single", "ordinal"}:
            given = self.wave.given(self.question)[self.inside].astype("object")
            return np.array([int((given == name).sum()) for name in self.question.category_ids])
        chosen = self.chosen()
        return np.array([int(chosen.sum()), int((~chosen).sum())])

    def scores(self) -> np.ndarray:
        return self.wave.scores(self.question)[self.inside].dropna().astype(float).to_numpy()


class _Checked:
    def __init__(self, responses: Mapping[str, Responses]):
        self.responses = responses
        self._waves: dict[tuple[str, str], Reckoning] = {}

    def finding(self, claim: Claim) -> ClaimFinding:
        if claim.kind == "not_checkable":
            return ClaimFinding(claim, "not_computable", why="not_checkable")
        try:
            holds, values = getattr(self, f"_{claim.kind}")(claim)
            p = self._p(claim) if claim.significance else None
        except CannotTell as reason:
            return ClaimFinding(claim, "not_computable", why=reason.why)
        if p is not None:
            holds = holds and (p < SIGNIFICANT) is (claim.significance == "yes")
        broken: Verdict = "listed" if claim.conflicts else "does_not_hold"
        return ClaimFinding(claim, "holds" if holds else broken, values, p)

    def _wave(self, survey: str, wave: str) -> Reckoning:
        if survey not in self.responses:
            raise CannotTell("no_answers")
        if (survey, wave) not in self._waves:
            self._waves[survey, wave] = Reckoning(self.responses[survey], wave)
        return self._waves[survey, wave]

    def _group(self, claim: Claim, side: Side) -> _Group:
        return _Group(self._wave(claim.survey, side.wave), side)

    def _values(self, claim: Claim) -> tuple[float, float]:
        return self._group(claim, claim.left).value(), self._group(claim, claim.right).value()

    def _greater(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        left, right = self._values(claim)
        return left > right, (left, right)

    def _less(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        left, right = self._values(claim)
        return left < right, (left, right)

    def _similar(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        left, right = self._values(claim)
        room = SIMILAR_MEANS * max(left, right) if not claim.left.category else SIMILAR_SHARES
        return abs(left - right) <= room + 1e-9, (left, right)

    def _majority(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        left = self._group(claim, claim.left).value()
        return left > 50, (left,)

    def _minority(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        left = self._group(claim, claim.left).value()
        return left < 50, (left,)

    def _largest(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        group = self._group(claim, claim.left)
        own = group.question.members(claim.left.category)
        others = [group.value(name) for name in group.question.category_ids if name not in own]
        left = group.value()
        return left > max(others, default=0.0), (left, max(others, default=0.0))

    def _trend(self, claim: Claim) -> list[float]:
        if claim.survey not in self.responses:
            raise CannotTell("no_answers")
        codebook = self.responses[claim.survey].codebook
        if claim.left.question not in codebook.by_id:
            raise CannotTell("not_asked")
        asked = codebook.waves_of(claim.left.question)
        side = claim.left
        return [
            self._group(claim, Side(wave.id, side.question, side.category, side.where)).value()
            for wave in codebook.with_answers
            if wave.id in asked
        ]

    def _trend_up(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        values = self._trend(claim)
        return all(later > earlier for earlier, later in pairwise(values)), tuple(values)

    def _trend_down(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        values = self._trend(claim)
        return all(later < earlier for earlier, later in pairwise(values)), tuple(values)

    def _bigger_change(self, claim: Claim) -> tuple[bool, tuple[float, ...]]:
        left, right = (
            self._rise(
                claim, Side("", side.question or claim.left.question, side.category or claim.left.category, side.where)
            )
            for side in (claim.left, claim.right)
        )
        return left > right, (left, right)

    def _rise(self, claim: Claim, side: Side) -> float:
        before, after = (
            self._group(claim, Side(wave, side.question, side.category, side.where)).value()
            for wave in (claim.left.wave, claim.right.wave)
        )
        return after - before

    def _p(self, claim: Claim) -> float:
        if not claim.right.question:
            raise CannotTell("kind")
        left, right = self._group(claim, claim.left), self._group(claim, claim.right)
        if left.is_mean:
            return _welch(left.scores(), right.scores())
        same = (claim.left.wave, claim.left.where) == (claim.right.wave, claim.right.where)
        try:
            if same:
                return stats.mcnemar(_paired(left.chosen(), right.chosen())).p_value
            counts = [left.counts(), right.counts()]
            if left.question.id != right.question.id:
                counts = [[int(each.chosen().sum()), int((~each.chosen()).sum())] for each in (left, right)]
            return stats.chi_square(counts).p_value
        except stats.DegenerateTable:
            raise CannotTell("nobody") from None


def _paired(left: pd.Series, right: pd.Series) -> list[list[int]]:
    both = left.index.intersection(right.index)
    one, other = left[both], right[both]
    return [
        [int((one & other).sum()), int((one & ~other).sum())],
        [int((~one & other).sum()), int((~one & ~other).sum())],
    ]


def _welch(left: np.ndarray, right: np.ndarray) -> float:
    if min(len(left), len(right)) < 2:
        raise CannotTell("nobody")
    p = float(scipy_stats.ttest_ind(left, right, equal_var=False).pvalue)
    return 1.0 if np.isnan(p) else p
