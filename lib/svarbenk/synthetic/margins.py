"""What is printed, as linear rules over the number of replies that gave each answer in each background cell."""

from itertools import product

from svarbenk.codebook import CLOSED, Codebook, Question
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger
from svarbenk.synthetic.programme import Programme, Terms, add, times
from svarbenk.synthetic.recipe import Recipe

Cell = tuple[str, ...]
"""One category of each background."""


_KINDS = {
    "count": CLOSED,
    "n": (*CLOSED, "battery"),
    "any": ("multiple", "numeric"),
    "none": ("multiple", "numeric"),
    "missing": ("battery",),
    **dict.fromkeys(("sum", "sum_low", "sum_high", "percent", "share"), ("numeric",)),
}


class Margins:
    """The unknowns of a survey and what ties them together.

    For every background cell: ``replies`` in it, ``answers`` by question and printed category (or merge),
    ``sums`` of numbers (and ``highest`` of those with ranges), ``positive`` replies with one or more, ``any``
    option ticked, ``missing`` answers and the ``places`` (such as offices) that a battery of numbers is about.
    """

    def __init__(self, codebook: Codebook, ledger: Ledger, recipe: Recipe, wave: str):
        self.codebook = codebook
        self.recipe = recipe
        self.programme = Programme()
        self.backgrounds = codebook.backgrounds
        self.cells: list[Cell] = list(product(*(question.category_ids for question in self.backgrounds)))
        self.entries = tuple(
            entry
            for entry in ledger.select(survey=codebook.id, wave=wave)
            if entry.question and entry.statistic != "p" and entry.number.value is not None
        )
        self._outside = ledger.select(survey="").select(statistic="count")
        self._wave = wave
        self.replies = {cell: self.programme.variable(recipe.analysed) for cell in self.cells}
        self.programme.equal(add(*({each: 1.0} for each in self.replies.values())), recipe.analysed)
        self.answers: dict[tuple[str, str], dict[Cell, int]] = {}
        self.sums: dict[str, dict[Cell, int]] = {}
        self.highest: dict[str, dict[Cell, int]] = {}
        self.positive: dict[str, dict[Cell, int]] = {}
        self.any: dict[str, dict[Cell, int]] = {}
        self.missing: dict[str, dict[Cell, int]] = {}
        self.places: dict[str, dict[Cell, int]] = {}
        self._open: set[str] = set()
        self._battery = {
            item.id: question.id
            for question in codebook.questions
            if question.kind == "battery"
            for item in question.item_questions()
        }
        for entry in self.entries:
            for name in entry.questions:
                self._check(entry, codebook.question(name))
        for name in dict.fromkeys(name for entry in self.entries for name in entry.questions):
            self._introduce(name)
        for limit in recipe.at_most:
            if limit.of in self.known and all(name in self.known for name in limit.sum):
                for cell in self.cells:
                    rule = add(*(self.total(name, cell) for name in limit.sum), times(-1, self.total(limit.of, cell)))
                    self.programme.rule(rule, high=0)

    @property
    def known(self) -> set[str]:
        """The numeric questions that something is printed about."""
        return set(self.sums) | {q.id for q in self.codebook.questions if q.sum_of and set(q.sum_of) <= set(self.sums)}

    def total(self, name: str, cell: Cell) -> Terms:
        """Return the sum of a numeric question in a cell."""
        question = self.codebook.question(name)
        if question.sum_of:
            return add(*({self.sums[part][cell]: 1.0} for part in question.sum_of))
        return {self.sums[name][cell]: 1.0}

    def base(self, question: Question, cell: Cell) -> Terms:
        """Return the number of replies in a cell that were asked a question."""
        if question.base is None:
            return {self.replies[cell]: 1.0}
        condition = self.codebook.bases[question.base].condition
        if len(condition.comparisons) == 1:
            (comparison,) = condition.comparisons
            asked = self.codebook.question(comparison.question)
            self._introduce(asked.id)
            if asked.kind in CLOSED and comparison.operator in {"==", "in"}:
                wanted = [comparison.value] if comparison.operator == "==" else comparison.value
                return add(*({self.answers[asked.id, value][cell]: 1.0} for value in wanted))
            if asked.kind == "numeric" and (comparison.operator, comparison.value) == (">", 0):
                return {self._positive(asked)[cell]: 1.0}
        raise InputError(
            f"basen «{question.base}» for spørsmålet «{question.id}»: «{condition.text}» kan ikke rekonstrueres; "
            "ventet én sammenlikning av et lukket spørsmål med == eller in, eller av et tall med > 0"
        )

    def inside(self, entry: Entry) -> list[Cell]:
        """Return the cells that a printed number is about."""
        if not entry.group:
            return self.cells
        position = [question.id for question in self.backgrounds].index(entry.background)
        return [cell for cell in self.cells if cell[position] in entry.groups]

    def says(self, entry: Entry) -> Terms:
        """Return what a printed count or sum counts, as a linear expression."""
        cells = self.inside(entry)
        return add(*(self._says(entry, name, cell) for name in entry.questions for cell in cells))

    def ratio(self, entry: Entry) -> tuple[Terms, Terms, float]:
        """Return numerator, denominator and constant part of the denominator of a printed percentage."""
        cells = self.inside(entry)
        above = add(*(self.total(name, cell) for name in entry.questions for cell in cells))
        if entry.statistic == "share":
            return above, add(*(self.total(name, cell) for name in entry.questions for cell in self.cells)), 0.0
        below, constant = {}, 0.0
        for name in entry.denominator:
            if name in self.known:
                below = add(below, *(self.total(name, cell) for cell in cells))
            else:
                constant += self._register(entry, name)
        return above, below, constant

    def offset(self, entry: Entry) -> float:
        """Return how many of a printed count are replies that the tables leave out."""
        if entry.statistic != "count" or entry.question not in self.recipe.received:
            return 0.0
        return float(sum(each.answers.get(entry.question) == entry.category for each in self.recipe.incomplete))

    def _register(self, entry: Entry, name: str) -> float:
        """Return the printed number of a register, for the wave's year."""
        found = [each for each in self._outside.select(question=name) if each.wave.startswith(self._wave)]
        if len(found) != 1:
            raise InputError(
                f"tabell {entry.table}, linje {entry.line}: «of» nevner «{name}», fant {len(found)} slike tall for "
                f"{self._wave}; ventet et tallspørsmål med trykte summer, eller ett trykt antall"
            )
        return found[0].number.value or 0.0

    def _check(self, entry: Entry, question: Question) -> None:
        kinds = _KINDS[entry.statistic]
        where = f"tabell {entry.table}, linje {entry.line}"
        if question.kind not in kinds:
            raise InputError(
                f"{where}: «{entry.statistic}» for spørsmålet «{question.id}» av typen {question.kind}; "
                f"ventet et spørsmål av typen {' eller '.join(kinds)}"
            )
        if entry.statistic == "count" and entry.category not in (*question.category_ids, *question.merges):
            raise InputError(
                f"{where}: spørsmålet «{question.id}» har ikke kategorien «{entry.category}»; "
                f"ventet en av {', '.join((*question.category_ids, *question.merges))}"
            )

    def _says(self, entry: Entry, name: str, cell: Cell) -> Terms:
        question = self.codebook.question(name)
        statistic = entry.statistic
        if statistic == "count":
            return {self.answers[name, entry.category][cell]: 1.0}
        if statistic == "sum":
            return self.total(name, cell)
        if statistic == "sum_low":
            return {self.sums[name][cell]: 1.0}
        if statistic == "sum_high":
            return {self.highest[name][cell]: 1.0}
        if statistic == "missing":
            return {self.missing[name][cell]: 1.0}
        if statistic == "n":
            if question.kind == "battery":
                return {self.places[name][cell]: 1.0}
            if question.kind == "multiple":
                return self.base(question, cell)
            return add(*({by[cell]: 1.0} for (asked, _), by in self.answers.items() if asked == name))
        if statistic in {"any", "none"} and question.kind == "multiple":
            any_ = {self.any[name][cell]: 1.0}
            return any_ if statistic == "any" else add(self.base(question, cell), times(-1, any_))
        if statistic == "any":
            return {self._positive(question)[cell]: 1.0}
        return add(self.base(question, cell), times(-1, {self._positive(question)[cell]: 1.0}))

    def _introduce(self, name: str) -> None:
        question = self.codebook.question(name)
        if name in self._open or question.background:
            return
        self._open.add(name)
        if question.sum_of:
            for part in question.sum_of:
                self._introduce(part)
            if name in self.recipe.at_least_one:
                for cell in self.cells:
                    self.programme.rule(add(self.total(name, cell), times(-1, {self.replies[cell]: 1.0})), low=0)
        elif question.kind == "battery":
            self._introduce_battery(question)
        elif question.kind == "numeric":
            self._introduce_number(question)
        else:
            self._introduce_closed(question)

    def _introduce_closed(self, question: Question) -> None:
        make = self.programme.variable
        most = self.recipe.analysed
        printed = dict.fromkeys(e.category for e in self.entries if e.question == question.id and e.category)
        for category in printed:
            self.answers[question.id, category] = {cell: make(most) for cell in self.cells}
        if question.kind == "multiple":
            self.any[question.id] = {cell: make(most) for cell in self.cells}
        for cell in self.cells:
            base = self.base(question, cell)
            given = [{self.answers[question.id, category][cell]: 1.0} for category in printed]
            if question.kind != "multiple":
                self.programme.rule(add(*given, times(-1, base)), high=0)
                continue
            any_ = {self.any[question.id][cell]: 1.0}
            lowest = 0 if question.id in self.recipe.answered_by_all else -float("inf")
            self.programme.rule(add(any_, times(-1, base)), low=lowest, high=0)
            self.programme.rule(add(*given, times(-1, any_)), low=0)
            for each in given:
                self.programme.rule(add(each, times(-1, any_)), high=0)

    def _introduce_number(self, question: Question) -> None:
        make = self.programme.variable
        largest = question.maximum or 1000
        self.sums[question.id] = {cell: make(largest * self.recipe.analysed) for cell in self.cells}
        if question.ranges:
            self.highest[question.id] = {cell: make(largest * self.recipe.analysed) for cell in self.cells}
        battery = self._battery.get(question.id)
        if battery is not None:
            self._introduce(battery)
        for cell in self.cells:
            base = self.base(question, cell)
            total = {self.sums[question.id][cell]: 1.0}
            self.programme.rule(add(total, times(-largest, base)), high=0)
            if question.id in self.recipe.at_least_one:
                self.programme.rule(add(total, times(-1, base)), low=0)
            if question.ranges:
                spread = add({self.highest[question.id][cell]: 1.0}, times(-1, total))
                self.programme.rule(spread, low=0)
                # a range is one number wide, so that a reply needs one range at most
                self.programme.rule(add(spread, times(-1, base)), high=0)
            if battery is not None:
                self.programme.rule(add(total, times(-1, {self.places[battery][cell]: 1.0})), high=0)

    def _introduce_battery(self, question: Question) -> None:
        make = self.programme.variable
        largest = question.maximum or 1000
        self.missing[question.id] = {cell: make(self.recipe.analysed) for cell in self.cells}
        self.places[question.id] = {cell: make(largest * self.recipe.analysed) for cell in self.cells}
        for cell in self.cells:
            missing = {self.missing[question.id][cell]: 1.0}
            answered = add(self.base(question, cell), times(-1, missing))
            self.programme.rule(answered, low=0)
            self.programme.rule(add({self.places[question.id][cell]: 1.0}, times(-1, answered)), low=0)
            self.programme.rule(add({self.places[question.id][cell]: 1.0}, times(-largest, answered)), high=0)
        if not any(entry.question == question.id and entry.statistic == "missing" for entry in self.entries):
            for cell in self.cells:
                self.programme.equal({self.missing[question.id][cell]: 1.0}, 0)

    def _positive(self, question: Question) -> dict[Cell, int]:
        if question.id not in self.positive:
            self._introduce(question.id)
            largest = question.maximum or 1000
            self.positive[question.id] = {cell: self.programme.variable(self.recipe.analysed) for cell in self.cells}
            for cell in self.cells:
                positive = {self.positive[question.id][cell]: 1.0}
                total = {self.sums[question.id][cell]: 1.0}
                self.programme.rule(add(total, times(-1, positive)), low=0)
                self.programme.rule(add(total, times(-largest, positive)), high=0)
                self.programme.rule(add(positive, times(-1, self.base(question, cell))), high=0)
        return self.positive[question.id]
