"""From what is printed to background cells: how many replies gave each answer in each cell, plausibly."""

from collections import defaultdict

import numpy as np

from svarbenk.codebook import Question
from svarbenk.synthetic.contradictions import Agreed
from svarbenk.synthetic.margins import Cell, Margins
from svarbenk.synthetic.programme import Terms

_STATISTIC = {"answers": "count", "sums": "sum", "any": "any", "missing": "missing", "places": "n", "positive": "any"}


def fill_cells(margins: Margins, agreed: tuple[Agreed, ...], rng: np.random.Generator) -> np.ndarray:
    """Choose, among everything that agrees with the printed numbers, a plausible and reproducible table.

    First the replies are laid out over the background cells so that the backgrounds named ``alike`` in the
    recipe go together; then every answer comes as near as it can to being spread over the cells in
    proportion to its printed margins. Small random weights make the choice one of a kind.

    Returns
    -------
    numpy.ndarray
        One value a variable of ``margins.programme``.
    """
    programme = margins.programme
    layout: Terms = {
        variable: _distance(margins, cell) + 0.001 * rng.random() for cell, variable in margins.replies.items()
    }
    values = programme.solve(layout, "svar etter bakgrunn")
    replies = {cell: float(values[variable]) for cell, variable in margins.replies.items()}
    for cell, variable in margins.replies.items():
        programme.equal({variable: 1.0}, replies[cell])
    objective: Terms = {}
    expectation = _Expected(margins, replies, agreed)
    groups = [
        *((name, category, by, "answers") for (name, category), by in margins.answers.items()),
        *(
            (name, "", by, kind)
            for kind in ("sums", "any", "missing", "places", "positive")
            for name, by in getattr(margins, kind).items()
        ),
    ]
    for name, category, by, kind in groups:
        statistic = "sum_low" if name in margins.highest else _STATISTIC[kind]
        expected = expectation.of(name, category, statistic)
        for cell, variable in by.items():
            if replies[cell]:
                objective |= _deviation(margins, variable, expected.get(cell, 0.0), 1.0 + 0.01 * rng.random())
    for by in margins.highest.values():
        objective |= {variable: 0.01 * rng.random() for variable in by.values()}
    return programme.solve(objective, "svarfordelinger etter bakgrunn")


def _distance(margins: Margins, cell: Cell) -> float:
    """Tell how far apart the ranks of two alike backgrounds are in a cell, from 0 to 1."""
    ranks = [
        question.category_ids.index(category) / (len(question.category_ids) - 1)
        for question, category in zip(margins.backgrounds, cell, strict=True)
        if question.id in margins.recipe.alike
    ]
    return (max(ranks) - min(ranks)) ** 2 if ranks else 0.0


def _deviation(margins: Margins, variable: int, expected: float, weight: float) -> Terms:
    """Cost of being off what is expected: each step further off costs more, so that what is off is spread."""
    programme = margins.programme
    step = max(1.0, 0.15 * expected)
    costs: Terms = {}
    sides: Terms = {variable: 1.0}
    for sign in (-1.0, 1.0):
        for width, factor in ((step, 1.0), (step, 3.0), (2 * step, 6.0), (1e5, 12.0)):
            off = programme.variable(width, whole=False)
            sides[off] = sign
            costs[off] = factor * weight / step
    programme.equal(sides, expected)
    return costs


class _Expected:
    """What every answer would be in each cell if it were spread in proportion to its printed margins."""

    def __init__(self, margins: Margins, replies: dict[Cell, float], agreed: tuple[Agreed, ...]):
        self.margins = margins
        self.replies = replies
        self.wholes = {each.entry.question: each.entry.of for each in agreed if each.entry.statistic == "percent"}
        self.printed: dict[tuple[str, str, str], dict[tuple[str, str], float]] = defaultdict(dict)
        for each in agreed:
            entry = each.entry
            self.printed[entry.question, entry.category, entry.statistic][entry.background, entry.group] = each.value

    def of(self, name: str, category: str, statistic: str) -> dict[Cell, float]:
        """Return the expected numbers of a printed statistic by cell."""
        seed = self._asked(self.margins.codebook.question(name))
        size = self.margins.recipe.size
        if statistic in {"sum", "sum_low", "n"} and size and size != name:
            seed = {cell: count * weight for (cell, count), weight in zip(seed.items(), self._sizes(size), strict=True)}
        leaning = self.margins.recipe.leaning.get(name, {})
        seed = {
            cell: count * float(np.prod([leaning.get(group, 1.0) for group in cell])) for cell, count in seed.items()
        }
        values = self.printed[name, category, statistic]
        if not values and name in self.wholes:
            share = self.printed[name, "", "percent"].get(("", ""), 0.0)
            whole = self.printed[self.wholes[name], "", "sum"].get(("", ""), 0.0)
            values = {("", ""): share / 100 * whole}
        return self._fitted(seed, values)

    def _sizes(self, size: str) -> list[float]:
        total = self._fitted(dict(self.replies), self.printed[size, "", "sum"])
        return [total[cell] / count if count else 0.0 for cell, count in self.replies.items()]

    def _asked(self, question: Question) -> dict[Cell, float]:
        if question.base is None:
            return dict(self.replies)
        (comparison,) = self.margins.codebook.bases[question.base].condition.comparisons
        if comparison.operator == "==":
            return self.of(comparison.question, comparison.value, "count")
        return self.of(comparison.question, "", "any") if comparison.operator == ">" else dict(self.replies)

    def _fitted(self, seed: dict[Cell, float], values: dict[tuple[str, str], float]) -> dict[Cell, float]:
        """Fit a seed to printed margins, one background after the other until they agree."""
        total = values.get(("", ""), 0.0)
        spread = {cell: total * count / (sum(seed.values()) or 1.0) for cell, count in seed.items()}
        for _ in range(30):
            for position, question in enumerate(self.margins.backgrounds):
                for group in question.category_ids:
                    if (question.id, group) not in values:
                        continue
                    inside = [cell for cell in self.margins.cells if cell[position] == group]
                    now = sum(spread[cell] for cell in inside)
                    for cell in inside:
                        spread[cell] *= values[question.id, group] / now if now else 0.0
        return spread
