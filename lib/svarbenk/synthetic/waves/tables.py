"""One question over the cells of its backgrounds, sizes known: as near as can be to what the scores would give."""

from fractions import Fraction

import numpy as np

from svarbenk.codebook import Codebook, Question
from svarbenk.synthetic.programme import Programme, Terms
from svarbenk.synthetic.waves.people import People

Group = tuple[str, tuple[str, ...]] | None
Cells = dict[tuple, np.ndarray]


class CellTable:
    """How many give each answer in each cell, as variables; it is ``printed.Counted`` for one question.

    Parameters
    ----------
    question : Question
        A closed question or a multiple-response one.
    people : People
        Who they are; backgrounds are placed already.
    cells : dict
        Cell to the respondents in it who were asked.
    natural : dict
        (cell, category) to how many the scores would give; "" is no answer.
    """

    def __init__(self, question: Question, people: People, cells: Cells, natural: dict[tuple, int]):
        self.question = question
        self.view: Codebook = people.view
        self.people = people
        self.programme = Programme()
        self.cells = cells
        self.sizes = {cell: len(members) for cell, members in cells.items()}
        self.natural = natural
        self.variables: dict[tuple, int] = {}
        self.objective: Terms = {}
        self._inside: dict[Group, list[tuple]] = {}
        for cell, size in self.sizes.items():
            for name in (*question.category_ids, ""):
                variable = self.variables[cell, name] = self.programme.variable(size)
                self._near(variable, natural.get((cell, name), 0), 4.0 if name == "" else 1.0)
            self._add_up(cell, size)

    def _add_up(self, cell: tuple, size: int) -> None:
        own = {name: self.variables[cell, name] for name in (*self.question.category_ids, "")}
        if self.question.kind != "multiple":
            self.programme.equal(dict.fromkeys(own.values(), 1.0), size)
            return
        alone = {category.id for category in self.question.categories if category.role}
        beside = {own[name]: 1.0 for name in (*alone, "")}
        some: Terms = {}
        for name in self.question.category_ids:
            if name not in alone:
                self.programme.rule({own[name]: 1.0, **beside}, high=size)
                some[own[name]] = 1.0
        self.programme.rule({**some, **beside}, size)

    def _near(self, variable: int, expected: int, weight: float) -> None:
        step = max(1.0, 0.12 * expected)
        sides: Terms = {variable: 1.0}
        for sign in (-1.0, 1.0):
            for width, cost in ((step, 1.0), (step, 3.0), (1e5, 8.0)):
                off = self.programme.variable(width, whole=False)
                sides[off] = sign
                self.objective[off] = weight * cost / step
        self.programme.equal(sides, expected)

    def inside(self, group: Group) -> list[tuple]:
        """Return the cells that lie in a ``group``."""
        if group not in self._inside:
            if group is None:
                self._inside[group] = list(self.cells)
            else:
                question = self.view.question(group[0])
                members = {member for name in group[1] for member in question.members(name)}
                given = self.people.given(group[0])
                self._inside[group] = [cell for cell, who in self.cells.items() if given[who[0]] in members]
        return self._inside[group]

    def at(self, mask: np.ndarray) -> list[tuple]:
        """Return the cells whose respondents are marked in ``mask``."""
        return [cell for cell, who in self.cells.items() if mask[who[0]]]

    def size(self, group: Group) -> Terms:
        """Refuse: sizes are settled before tables are made, and no rule of a table rests on them."""
        raise TypeError(f"{group}: the size of a group is no unknown of a table")

    def answers(self, question: Question, categories: tuple[str, ...], group: Group = None) -> Terms:
        """Return how many of a ``group`` gave one of the ``categories``."""
        return {self.variables[cell, name]: 1.0 for cell in self.inside(group) for name in categories}

    def answered(self, question: Question, group: Group = None) -> Terms:
        """Return how many of a ``group`` answered."""
        if question.kind != "multiple":
            return self.answers(question, question.category_ids, group)
        fixed = self.programme.variable(1, 1)
        cells = self.inside(group)
        asked = sum(self.sizes[cell] for cell in cells)
        return {fixed: float(asked), **{self.variables[cell, ""]: -1.0 for cell in cells}}

    def total_of(self, question: Question, group: Group = None) -> dict[int, Fraction]:
        """Refuse: numbers are shared out by ``hours``, not by a table of answers."""
        raise TypeError(f"{question.id}: sums of numbers are no unknowns of a table")

    def any(self, question: Question, group: Group = None) -> Terms:
        """Refuse: numbers are shared out by ``hours``, not by a table of answers."""
        raise TypeError(f"{question.id}: sums of numbers are no unknowns of a table")

    def solve(self) -> dict[tuple, int] | None:
        """Return how many give each answer in each cell, or None where the rules leave nothing."""
        # a fixed cost beside the real one: near enough is then the same step for small tables as for large ones
        fixed = self.programme.variable(1, 1)
        values = self.programme.nearest({**self.objective, fixed: 100.0 + 4.0 * len(self.cells)})
        if values is None:
            return None
        return {key: round(float(values[variable])) for key, variable in self.variables.items()}
