"""An attacker: somebody who writes down every number on some pages, and solves for those that are not there.

The unknowns are how many people there are of every kind: of every answer, and every group of every background that the
pages are by. Each number that is shown is an equation. A hidden count is found when its smallest and its largest value,
in whole people, are the same (`scipy.optimize.milp`). Nothing here knows how counts are hidden.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Kind = Mapping[str, Sequence[str]]
"""Name of a question or background to the values that are meant; a name that is not there means every value."""


@dataclass
class Attacker:
    """Who knows the values of each name, and that they are exclusive; «» is not answered or not known."""

    values: Mapping[str, Sequence[str]]
    impossible: Sequence[Kind] = ()
    rows: list[np.ndarray] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)
    wanted: dict[tuple, tuple[np.ndarray, float]] = field(default_factory=dict)

    def __post_init__(self):
        self.names = list(self.values)
        self.people = list(product(*([*self.values[name], ""] for name in self.names)))
        possible = np.ones(len(self.people))
        for kind in self.impossible:
            possible -= self._of(kind)
        self.most = np.where(possible > 0, np.inf, 0)

    def _of(self, kind: Kind) -> np.ndarray:
        places = [(self.names.index(name), set(wanted)) for name, wanted in kind.items()]
        return np.array([all(person[place] in wanted for place, wanted in places) for person in self.people], float)

    def see(self, name: tuple, kind: Kind, shown: float, truth: float) -> None:
        """Write down a number that is shown, or that it is hidden (NaN), for later."""
        row = self._of(kind)
        if np.isnan(shown):
            self.wanted[name] = (row, truth)
        else:
            self.rows.append(row)
            self.sums.append(shown)

    def found(self) -> dict[tuple, float]:
        """Return the hidden counts of somebody that can only be one number, by name."""
        if not self.rows:
            return {}
        _, first = np.unique(np.column_stack([self.rows, self.sums]), axis=0, return_index=True)
        rows, sums = np.array(self.rows)[first], np.array(self.sums)[first]
        equations = LinearConstraint(rows, sums, sums)
        left = {name: each for name, each in self.wanted.items() if each[1] > 0}
        draw = np.random.default_rng(1)
        for _ in range(8):  # a few far corners show at once that most counts can be others
            if not left:
                return {}
            corner = self._solve(draw.normal(size=len(self.people)), equations)
            left = {name: (row, truth) for name, (row, truth) in left.items() if abs(row @ corner - truth) < 0.5}
        told = {}
        for name, (row, truth) in left.items():
            ends = [round(row @ self._solve(sign * row, equations)) for sign in (1, -1)]
            if ends[0] == ends[1]:
                assert ends[0] == truth
                told[name] = truth
        return told

    def _solve(self, cost: np.ndarray, equations: LinearConstraint) -> np.ndarray:
        bounds = Bounds(0, np.minimum(self.most, 1000))
        found = milp(cost, constraints=equations, bounds=bounds, integrality=np.ones(len(self.people)))
        assert found.x is not None, "what is shown cannot be true"
        return found.x
