"""The one-way quantities of a survey wave as variables: who was asked, who answered what in which group, sums."""

from fractions import Fraction

from svarbenk.codebook import Codebook, Comparison, Question
from svarbenk.synthetic.programme import Programme, Terms, add, times

MISSING = ""
"""The category of those who were asked and did not answer, and the group of those without a background."""
Group = tuple[str, tuple[str, ...]] | None
HALVES = 2
"""Hours are counted in halves."""


class Quantities:
    """Variables of a wave's one-way numbers, made when they are first asked for.

    Nothing is assumed beyond what a survey is: every category and group holds a whole number of replies, those
    add up, and answers come from those who were asked.

    Parameters
    ----------
    view : Codebook
        The wave as it was asked.
    programme : Programme
        Gets the variables and how they add up.
    most : int
        The largest number of replies that can be meant.
    """

    def __init__(self, view: Codebook, programme: Programme, most: int):
        self.view = view
        self.programme = programme
        self.most = most
        self.register = ""
        self.total = programme.variable(most)
        self.counts: dict[tuple, int] = {}
        self.free: dict[tuple, int] = {}
        self._closed: set[tuple] = set()

    # ── who was asked ────────────────────────────────────────────────────────────────────────────
    def asked(self, question: Question, group: Group = None) -> Terms:
        """Return how many were asked ``question``, in a ``group``."""
        if question.base is None:
            return self.size(group)
        comparison = self._last(question.base)
        if comparison is None:
            return {self._free("base", question.base, group): 1.0}
        filtered = self.view.question(comparison.question)
        if filtered.kind == "numeric":
            return self.any(filtered, group)
        values = comparison.value if comparison.operator == "in" else [comparison.value]
        if comparison.operator == "!=":
            values = [each for each in filtered.category_ids if each != comparison.value]
        return self.answers(filtered, tuple(values), group)

    def _last(self, base: str) -> Comparison | None:
        """Return the comparison that the whole base comes down to, or None where there is no such one."""
        comparisons = self.view.bases[base].condition.comparisons
        text = self.view.bases[base].where
        if " or " in text or "not " in text.replace("not in", ""):
            return None
        simple = [each for each in comparisons if each.operator in {"==", "in", "!="} or each.value == 0]
        if len(simple) != len(comparisons):
            return None
        nested = [each for each in comparisons if self.view.question(each.question).base is not None]
        if len(comparisons) == 1:
            return comparisons[0]
        return nested[0] if len(nested) == 1 else None

    def size(self, group: Group) -> Terms:
        """Return how many replies there are in a ``group``."""
        if group is None:
            return {self.total: 1.0}
        question, members = self.underlying(*group)
        return self.answers(question, members, None)

    def underlying(self, background: str, names: tuple[str, ...]) -> tuple[Question, tuple[str, ...]]:
        """Return the question that a background rests on, and the categories behind the ``names`` of its groups."""
        question = self.view.question(background)
        members = tuple(member for name in names for member in question.members(name))
        if question.grouped is not None:
            inner = tuple(each for name in members for each in question.grouped.groups[name])
            return self.view.question(question.grouped.of), inner
        return question, members

    # ── who answered what ────────────────────────────────────────────────────────────────────────
    def answers(self, question: Question, categories: tuple[str, ...], group: Group = None) -> Terms:
        """Return how many of a ``group`` gave one of the ``categories``."""
        if question.grouped is not None:
            question, categories = self.underlying(question.id, categories)
        if group is None:
            self._close(question, None)
            return {self.counts[question.id, each, None]: 1.0 for each in categories}
        background, members = self.underlying(*group)
        if background.id == question.id:
            both = tuple(each for each in categories if each in members)
            return self.answers(question, both)
        self._close(question, background)
        return {
            self.counts[question.id, each, (background.id, member)]: 1.0 for each in categories for member in members
        }

    def answered(self, question: Question, group: Group = None) -> Terms:
        """Return how many of a ``group`` answered ``question``."""
        if question.kind == "battery":
            return self._any_item(question, group)
        if question.kind == "numeric":
            return {self.numeric(question, group)["n"]: 1.0}
        if question.kind == "multiple":
            self.answers(question, question.category_ids[:1], group)
            return self._multiple(question, group)
        return self.answers(question, question.category_ids, group)

    def _any_item(self, battery: Question, group: Group) -> Terms:
        """Return how many answered at least one item of a battery."""
        key = ("some", battery.id, group)
        if key not in self.free:
            some = self.free[key] = self.programme.variable(self.most)
            self.programme.rule(add(self.asked(battery, group), {some: -1.0}), 0.0)
            for item in battery.item_questions():
                self.programme.rule(add({some: 1.0}, times(-1.0, self.answered(item, group))), 0.0)
        return {self.free[key]: 1.0}

    def _close(self, question: Question, background: Question | None) -> None:
        """Make the variables of a question, whole or by a background, and let them add up."""
        key = (question.id, background.id if background else None)
        if key in self._closed:
            return
        self._closed.add(key)
        groups = (
            [None] if background is None else [(background.id, each) for each in (*background.category_ids, MISSING)]
        )
        for each in (*question.category_ids, MISSING):
            for group in groups:
                self.counts[question.id, each, group] = self.programme.variable(self.most)
        for group in groups:
            within = None if group is None else (group[0], (group[1],))
            if group is not None and group[1] == MISSING:
                continue
            asked = self.asked(question, within)
            missing = {self.counts[question.id, MISSING, group]: 1.0}
            if question.kind == "multiple":
                given = add(asked, times(-1.0, missing))
                for each in question.category_ids:
                    self.programme.rule(add(given, {self.counts[question.id, each, group]: -1.0}), 0.0)
                some = {self.counts[question.id, each, group]: 1.0 for each in question.category_ids}
                self.programme.rule(add(some, times(-1.0, given)), 0.0)
                self.programme.rule(given, 0.0)
            else:
                every = {self.counts[question.id, each, group]: 1.0 for each in (*question.category_ids, MISSING)}
                self.programme.equal(add(every, times(-1.0, asked)), 0.0)
        if background is not None:
            self._close(question, None)
            for each in (*question.category_ids, MISSING):
                parts = {self.counts[question.id, each, group]: 1.0 for group in groups}
                self.programme.equal(add(parts, {self.counts[question.id, each, None]: -1.0}), 0.0)

    def _multiple(self, question: Question, group: Group) -> Terms:
        background, members = self.underlying(*group) if group else (None, ())
        keys = [None] if background is None else [(background.id, member) for member in members]
        silent = {self.counts[question.id, MISSING, key]: -1.0 for key in keys}
        return add(self.asked(question, group), silent)

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────
    def total_of(self, question: Question, group: Group = None) -> dict[int, Fraction]:
        """Return the sum of a numeric question in a ``group``, as an expression of whole variables."""
        if question.sum_of:
            found: dict[int, Fraction] = {}
            for name in question.sum_of:
                weight = Fraction(question.sum_weights.get(name, 1.0)).limit_denominator(1000)
                for variable, value in self.total_of(self.view.question(name), group).items():
                    found[variable] = found.get(variable, Fraction(0)) + weight * value
            return found
        scale = 1 if question.whole else HALVES
        return {self.numeric(question, group)["sum"]: Fraction(1, scale)}

    def any(self, question: Question, group: Group = None) -> Terms:
        """Return how many of a ``group`` gave a number above nought."""
        return {self.numeric(question, group)["any"]: 1.0}

    def numeric(self, question: Question, group: Group) -> dict[str, int]:
        """Return the variables of a numeric question in a ``group``: its sum, how many have any, how many answered."""
        key = (self._battery(question), group)
        n = self.free.get(("n", *key))
        if n is None:
            n = self.free["n", *key] = self.programme.variable(self.most)
            self.programme.rule(add(self.asked(question, group), {n: -1.0}), 0.0)
        if ("sum", question.id, group) not in self.free and not question.sum_of:
            scale = 1 if question.whole else HALVES
            top = scale * (question.maximum or 10_000)
            total = self.free["sum", question.id, group] = self.programme.variable(top * self.most)
            some = self.free["any", question.id, group] = self.programme.variable(self.most)
            self.programme.rule({n: 1.0, some: -1.0}, 0.0)
            self.programme.rule({some: float(top), total: -1.0}, 0.0)
            self.programme.rule({total: 1.0, some: -1.0}, 0.0)
            if group is not None:
                self._sum_up(question, group)
        if question.sum_of and ("any", question.id, group) not in self.free:
            some = self.free["any", question.id, group] = self.programme.variable(self.most)
            self.programme.rule({n: 1.0, some: -1.0}, 0.0)
        return {kind: self.free.get((kind, question.id, group), -1) for kind in ("sum", "any")} | {"n": n}

    def _sum_up(self, question: Question, group: Group) -> None:
        """Let the groups of a background, and those without one, make up everybody."""
        background, members = self.underlying(*group)
        mark = ("parts", question.id, background.id)
        own = (background.id, members)
        singles = [(background.id, (each,)) for each in background.category_ids]
        if mark not in self.free:
            self.free[mark] = 1
            whole = self.numeric(question, None)
            parts = [self.numeric(question, single) for single in singles]
            for kind in ("sum", "any", "n"):
                expression = add({whole[kind]: 1.0}, *({part[kind]: -1.0} for part in parts))
                rest = self._free(f"rest {kind}", question.id, (background.id, (MISSING,)))
                if kind == "n":
                    without = self.size((background.id, background.category_ids))
                    self.programme.rule(add({self.total: 1.0}, times(-1.0, without), {rest: -1.0}), 0.0)
                self.programme.equal(add(expression, {rest: -1.0}), 0.0)
            number, some, total = (
                self._free(f"rest {kind}", question.id, (background.id, (MISSING,))) for kind in ("n", "any", "sum")
            )
            top = (1 if question.whole else HALVES) * (question.maximum or 10_000)
            self.programme.rule({number: 1.0, some: -1.0}, 0.0)
            self.programme.rule({some: float(top), total: -1.0}, 0.0)
            self.programme.rule({total: 1.0, some: -1.0}, 0.0)
        if group not in singles:
            for kind in ("sum", "any", "n"):
                parts = [{self.numeric(question, (background.id, (each,)))[kind]: -1.0} for each in own[1]]
                self.programme.equal(add({self.numeric(question, group)[kind]: 1.0}, *parts), 0.0)

    def _battery(self, question: Question) -> str:
        """Return what a number is answered together with: the items of a battery are left out all or none."""
        for each in self.view.questions:
            if each.kind == "battery" and any(question.id == item.id for item in each.item_questions()):
                return each.id
        if question.sum_of:
            return self._battery(self.view.question(question.sum_of[0]))
        return question.id

    def _free(self, kind: str, name: str, group: Group) -> int:
        key = (kind, name, group)
        if key not in self.free:
            top = self.most * (400 if kind.endswith("sum") else 1)
            self.free[key] = self.programme.variable(top)
            if kind == "base":
                self.programme.rule(add(self.size(group), {self.free[key]: -1.0}), 0.0)
                if group is not None:
                    self.programme.rule({self._free(kind, name, None): 1.0, self.free[key]: -1.0}, 0.0)
        return self.free[key]
