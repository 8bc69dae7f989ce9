"""Claims in words as rules for the wave and question that they are about, where they can be said as shares."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from svarbenk.codebook import Codebook, Condition
from svarbenk.ledger import Claim
from svarbenk.synthetic.programme import Terms, add, times
from svarbenk.synthetic.waves.people import People

MARGIN = 0.012
"""How far apart two shares are at least where one is said to be larger, beyond chance."""


class Known:
    """Shares of waves that are made already."""

    def __init__(self) -> None:
        self._people: dict[str, People] = {}

    def remember(self, wave: str, people: People) -> None:
        """Keep the respondents of a ``wave``."""
        self._people[wave] = people

    def has(self, wave: str) -> bool:
        """Tell whether a ``wave`` is made."""
        return wave in self._people

    def waves(self) -> list[str]:
        """Return the waves made so far, in order."""
        return list(self._people)

    def share(self, wave: str, question: str, category: str, where: str) -> tuple[float, int] | None:
        """Return the share of a ``category`` among those who answered, and how many these are."""
        people = self._people.get(wave)
        if people is None or question not in people.view.by_id:
            return None
        return share(people, question, category, where)


def share(people: People, question: str, category: str, where: str) -> tuple[float, int] | None:
    """Return the share of a ``category`` among those who answered a placed ``question``, and how many these are."""
    asked = people.view.question(question)
    inside = np.ones(people.count, dtype=bool) if not where else people.holds(Condition(where))
    members = asked.members(category)
    if asked.kind == "multiple":
        answered = people.answered[question] & inside
        places = [asked.category_ids.index(each) for each in members if each in asked.category_ids]
        chosen = people.answers[question][:, places].any(axis=1)
    elif asked.kind in {"single", "ordinal"}:
        given = people.given(question)
        answered = inside & np.array([each is not None and each == each for each in given])
        chosen = np.isin(given.astype(object), list(members))
    else:
        return None
    return (float((chosen & answered).sum() / max(1, answered.sum())), int(answered.sum()))


def grounds(claim: Claim, view: Codebook, people: People) -> list[str]:
    """Return the backgrounds that the conditions of a claim rest on, as far as they are placed."""
    found = []
    for side in (claim.left, claim.right):
        for name in Condition(side.where).questions if side.where else ():
            question = view.by_id.get(name)
            if question is None or question.kind not in {"single", "ordinal"}:
                continue
            inner = question.grouped.of if question.grouped else name
            if inner in people.answers or view.question(inner).cut is not None:
                found.append(inner)
    return found


def demand_claims(claims: Sequence[Claim], table, known: Known) -> None:
    """Make claims rules of a question's ``table``.

    Parameters
    ----------
    claims : sequence of Claim
        Those that this wave of the question can meet.
    table : CellTable
        The question over its cells.
    known : Known
        The waves before.
    """
    for claim in claims:
        _Said(claim, table, known).demand()


class _Said:
    def __init__(self, claim: Claim, table, known: Known):
        self.claim, self.table, self.known = claim, table, known
        self.wave = table.view.waves[0].id
        self.people = table.people

    def side(self, wave: str, question: str, category: str, where: str) -> tuple[Terms, float, float] | None:
        """Return a share as terms and a constant, and how many it is of."""
        if wave == self.wave and question == self.table.question.id:
            mask = np.ones(self.people.count, dtype=bool) if not where else self.people.holds(Condition(where))
            cells = self.table.at(mask)
            asked = sum(self.table.sizes[cell] for cell in cells)
            silent = sum(self.table.natural.get((cell, ""), 0) for cell in cells)
            n = max(1, asked - silent)
            members = self.table.question.members(category)
            return {self.table.variables[cell, name]: 1.0 / n for cell in cells for name in members}, 0.0, n
        if wave == self.wave:
            found = share(self.people, question, category, where)
        else:
            found = self.known.share(wave, question, category, where)
        return None if found is None else ({}, found[0], found[1])

    def demand(self) -> None:
        """Add the rules."""
        claim = self.claim
        left = self.side(claim.left.wave or self.wave, claim.left.question, claim.left.category, claim.left.where)
        if claim.kind.startswith("trend"):
            self._trend(claim)
            return
        if left is None:
            return
        if claim.kind in {"majority", "minority"}:
            sign = 1.0 if claim.kind == "majority" else -1.0
            self._at_least(times(sign, left[0]), sign * (0.5 - left[1]) + 0.01)
            return
        if claim.kind == "largest":
            for other in self.table.question.category_ids:
                if other != claim.left.category:
                    right = self.side(self.wave, claim.left.question, other, claim.left.where)
                    self._at_least(add(left[0], times(-1.0, right[0])), 0.003)
            return
        if claim.kind == "bigger_change":
            self._change(claim)
            return
        right = self.side(claim.right.wave or self.wave, claim.right.question, claim.right.category, claim.right.where)
        if right is None:
            return
        terms, off = add(left[0], times(-1.0, right[0])), left[1] - right[1]
        chance = 2.3 * sqrt(0.24 / left[2] + 0.24 / right[2])
        if claim.kind == "similar":
            self._at_least(terms, -0.04 - off)
            self._at_least(times(-1.0, terms), -0.04 + off)
        elif claim.kind in {"greater", "less"}:
            sign = 1.0 if claim.kind == "greater" else -1.0
            margin = chance if claim.significance == "yes" else MARGIN
            self._at_least(times(sign, terms), margin - sign * off)

    def _trend(self, claim: Claim) -> None:
        before = [wave for wave in self.known.waves() if wave != self.wave]
        if not before:
            return
        now = self.side(self.wave, claim.left.question, claim.left.category, claim.left.where)
        then = self.known.share(before[-1], claim.left.question, claim.left.category, claim.left.where)
        if now and then:
            sign = 1.0 if claim.kind == "trend_up" else -1.0
            self._at_least(times(sign, now[0]), sign * (then[0] - now[1]) + 0.005)

    def _change(self, claim: Claim) -> None:
        question = claim.left.question
        sides = []
        for where in (claim.left.where, claim.right.where):
            now = self.side(claim.right.wave, question, claim.left.category, where)
            then = self.known.share(claim.left.wave, question, claim.left.category, where)
            if now is None or then is None:
                return
            sides.append((now[0], now[1] - then[0]))
        terms = add(sides[0][0], times(-1.0, sides[1][0]))
        self._at_least(terms, MARGIN - (sides[0][1] - sides[1][1]))

    def _at_least(self, terms: Terms, value: float) -> None:
        if terms:
            self.table.programme.rule(terms, value)
