"""From background cells to single replies: who gave which answer, by seeded chance."""

from typing import Any

import numpy as np

from svarbenk.codebook import Question
from svarbenk.synthetic.margins import Cell, Margins
from svarbenk.synthetic.recipe import NO_ANSWER
from svarbenk.synthetic.sharing import Slots, share_out, tick


class Placing:
    """Answers of single replies, filled in question by question.

    ``answers[question][reply]`` is a category id, a set of options, a number, ``(lowest, highest)`` or None.
    """

    def __init__(self, margins: Margins, values: np.ndarray, rng: np.random.Generator):
        self.margins = margins
        self.codebook = margins.codebook
        self.recipe = margins.recipe
        self.rng = rng
        self._values = values
        self._slots: dict[tuple[str, Cell], Slots] = {}
        self.cells: dict[Cell, list[int]] = {}
        following = 0
        for cell in margins.cells:
            count = self._value(margins.replies, cell)
            self.cells[cell] = list(range(following, following + count))
            following += count
        self.answers: dict[str, dict[int, Any]] = {
            question.id: {reply: cell[place] for cell, replies in self.cells.items() for reply in replies}
            for place, question in enumerate(margins.backgrounds)
        }

    def place(self) -> dict[str, dict[int, Any]]:
        """Place every question that something is printed about, and return the answers."""
        limited = [name for limit in self.recipe.at_most for name in limit.sum]
        for question in self.codebook.questions:
            if question.sum_of:
                self._place_sum(question)
        for limit in self.recipe.at_most:
            self._place_limited(limit.of, [name for name in limit.sum if name in self.margins.sums])
        for question in self.codebook.questions:
            if question.kind == "battery":
                self._place_battery(question)
        for name in self.margins.sums:
            if name not in limited:
                self._ready(name)
        for name in dict.fromkeys(name for name, _ in self.margins.answers):
            self._ready(name)
        return self.answers

    def asked(self, question: Question) -> list[int]:
        """Return the replies that were asked a question."""
        if question.base is None:
            return sorted(reply for replies in self.cells.values() for reply in replies)
        condition = self.codebook.bases[question.base].condition
        (comparison,) = condition.comparisons
        self._ready(comparison.question)
        given = self.answers[comparison.question]
        if comparison.operator in {"==", "in"}:
            wanted = [comparison.value] if comparison.operator == "==" else comparison.value
            return sorted(reply for reply, answer in given.items() if answer in wanted)
        return sorted(reply for reply, answer in given.items() if answer is not None and answer > comparison.value)

    def _value(self, by: dict[Cell, int], cell: Cell) -> int:
        return round(float(self._values[by[cell]]))

    def _ready(self, name: str) -> None:
        if name in self.answers:
            return
        question = self.codebook.question(name)
        if question.kind == "numeric":
            self._place_number(question)
        else:
            self._place_closed(question)

    def _weights(self, replies: list[int]) -> list[float]:
        """Return how large replies are: by the recipe's ``size`` where that is known, with some chance in it."""
        sizes = self.answers.get(self.recipe.size or "", {})
        return [float(sizes.get(reply) or 1.0) * float(self.rng.gamma(3.0)) for reply in replies]

    def _place_sum(self, question: Question) -> None:
        if not set(question.sum_of) <= set(self.margins.sums):
            return
        for name in (question.id, *question.sum_of):
            self.answers[name] = {}
        for cell, replies in self.cells.items():
            if not replies:
                continue
            parts = {name: self._value(self.margins.sums[name], cell) for name in question.sum_of}
            least = int(question.id in self.recipe.at_least_one)
            sizes = share_out(sum(parts.values()), self._weights(replies), self.rng, least)
            self.answers[question.id] |= dict(zip(replies, sizes, strict=True))
            slots = Slots(dict(zip(replies, sizes, strict=True)))
            for name, shared in slots.in_blocks(parts, self.rng).items():
                self.answers[name] |= {reply: shared.get(reply, 0) for reply in replies}

    def _place_limited(self, whole: str, parts: list[str]) -> None:
        """Place numbers that together are at most another; one placed by an earlier limit keeps its places."""
        for part in parts:
            fresh = part not in self.answers
            self.answers.setdefault(part, {})
            for cell, replies in self.cells.items():
                if not replies:
                    continue
                slots = self._slots.setdefault((whole, cell), Slots({r: self.answers[whole][r] for r in replies}))
                if fresh:
                    count = self._value(self.margins.sums[part], cell)
                    shared = slots.take(part, count, [other for other in parts if other != part], self.rng)
                    self.answers[part] |= {reply: shared.get(reply, 0) for reply in replies}

    def _place_battery(self, question: Question) -> None:
        if question.id not in self.margins.places:
            return
        items = [item for item in question.item_questions() if item.id in self.margins.sums]
        for item in items:
            self.answers[item.id] = {reply: None for replies in self.cells.values() for reply in replies}
        for cell, replies in self.cells.items():
            missing = self._value(self.margins.missing[question.id], cell)
            silent = {replies[int(place)] for place in self.rng.permutation(len(replies))[:missing]}
            answering = [reply for reply in replies if reply not in silent]
            if not answering:
                continue
            places = self._value(self.margins.places[question.id], cell)
            sizes = share_out(places, self._weights(answering), self.rng, 1, question.maximum or np.inf)
            slots = Slots(dict(zip(answering, sizes, strict=True)))
            for item in items:
                shared = slots.take(item.id, self._value(self.margins.sums[item.id], cell), (), self.rng)
                self.answers[item.id] |= {reply: shared.get(reply, 0) for reply in answering}

    def _place_number(self, question: Question) -> None:
        asked = set(self.asked(question))
        given: dict[int, Any] = {reply: None for replies in self.cells.values() for reply in replies}
        most = question.maximum or np.inf
        for cell, replies in self.cells.items():
            answering = [reply for reply in replies if reply in asked]
            if not answering:
                continue
            total = self._value(self.margins.sums[question.id], cell)
            having = answering
            if question.id in self.margins.positive:
                count = self._value(self.margins.positive[question.id], cell)
                having = [answering[int(place)] for place in self.rng.permutation(len(answering))[:count]]
            least = int(question.id in self.recipe.at_least_one or question.id in self.margins.positive)
            shares = share_out(total, self._weights(having), self.rng, least, most) if having else []
            given |= dict.fromkeys(answering, 0) | dict(zip(having, shares, strict=True))
            if question.ranges:
                wider = self._value(self.margins.highest[question.id], cell) - total
                wide = {answering[int(place)] for place in self.rng.permutation(len(answering))[:wider]}
                given |= {reply: (given[reply], given[reply] + (reply in wide)) for reply in answering}
        self.answers[question.id] = given

    def _place_closed(self, question: Question) -> None:
        asked = set(self.asked(question))
        given: dict[int, Any] = {reply: None for replies in self.cells.values() for reply in replies}
        printed = [category for name, category in self.margins.answers if name == question.id]
        for cell, replies in self.cells.items():
            answering = [reply for reply in replies if reply in asked]
            counts = {category: self._value(self.margins.answers[question.id, category], cell) for category in printed}
            shuffled = [answering[int(place)] for place in self.rng.permutation(len(answering))]
            if question.kind == "multiple":
                given |= {reply: set() for reply in answering}
                given |= tick(counts, shuffled[: self._value(self.margins.any[question.id], cell)], self.rng)
                continue
            answers = [category for category in printed for _ in range(counts[category])]
            given |= {reply: self._within(question, answer) for reply, answer in zip(shuffled, answers, strict=False)}
            if question.id in self.recipe.rest:
                for reply in shuffled[len(answers) :]:
                    given[reply] = draw(self.recipe.rest[question.id], self.rng)
        self.answers[question.id] = given

    def _within(self, question: Question, name: str) -> str:
        """Spread a printed merge over its categories by the recipe's weights, evenly without them."""
        members = question.members(name)
        if len(members) == 1:
            return members[0]
        weights = self.recipe.within.get(question.id, {})
        return draw({member: weights.get(member, 1.0) for member in members}, self.rng)


def draw(weights: dict[str, float], rng: np.random.Generator) -> Any:
    """Draw one of the keys by weight; «ubesvart» is None."""
    names = list(weights)
    shares = np.array([weights[name] for name in names], dtype=float)
    chosen = names[int(rng.choice(len(names), p=shares / shares.sum()))]
    return None if chosen == NO_ANSWER else chosen
