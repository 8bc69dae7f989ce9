"""A small integer programme: variables, linear rules, and a solution that is the same every time."""

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from svarbenk.errors import InputError

Terms = dict[int, float]
"""A linear expression: variable number to coefficient."""


def add(*expressions: Terms) -> Terms:
    """Return the sum of linear expressions."""
    total: Terms = {}
    for expression in expressions:
        for variable, coefficient in expression.items():
            total[variable] = total.get(variable, 0.0) + coefficient
    return total


def times(factor: float, expression: Terms) -> Terms:
    """Return a linear expression multiplied by a number."""
    return {variable: factor * coefficient for variable, coefficient in expression.items()}


_INFEASIBLE = 2  # scipy.optimize.milp's status


class Programme:
    """Variables and rules of an integer programme, solved with HiGHS."""

    def __init__(self) -> None:
        self._upper: list[float] = []
        self._lower: list[float] = []
        self._whole: list[int] = []
        self._rules: list[tuple[Terms, float, float]] = []

    def variable(self, upper: float, lower: float = 0, whole: bool = True) -> int:
        """Add a variable between ``lower`` and ``upper`` and return its number."""
        self._upper.append(upper)
        self._lower.append(lower)
        self._whole.append(int(whole))
        return len(self._upper) - 1

    def upper(self, variable: int) -> float:
        """Return a variable's upper bound."""
        return self._upper[variable]

    def rule(self, terms: Terms, low: float = -np.inf, high: float = np.inf) -> None:
        """Demand that a linear expression lies between ``low`` and ``high``."""
        self._rules.append((terms, low, high))

    def equal(self, terms: Terms, value: float) -> None:
        """Demand that a linear expression has a value."""
        self.rule(terms, value, value)

    @property
    def mark(self) -> int:
        """Where the rules end now; ``forget`` takes later ones away."""
        return len(self._rules)

    def forget(self, mark: int) -> None:
        """Take away the rules that were added since ``mark``."""
        del self._rules[mark:]

    def solve(self, objective: Terms, what: str) -> np.ndarray:
        """Return the values that keep every rule and make ``objective`` smallest.

        Parameters
        ----------
        objective : dict
            The expression to minimise.
        what : str
            What is being looked for, for the message if there is none.

        Raises
        ------
        InputError
            If no values keep all rules.
        """
        solution = self.attempt(objective)
        if solution is None:
            raise InputError(
                f"{what}: ingen svar stemmer med alle trykte tall og oppskriften; ventet et antall svar og grenser i "
                "oppskriften som gir rom for det som er trykt"
            )
        return solution

    def attempt(self, objective: Terms, gap: float = 0.0) -> np.ndarray | None:
        """Return such values, or ``None`` where there are none; ``gap`` is how far from the best is near enough.

        There is no time limit: an answer that depends on the machine would not be the same twice.
        """
        return self._solved(objective, np.array(self._whole), np.array(self._lower), np.array(self._upper), gap)

    def nearest(self, objective: Terms, gap: float = 0.1, rooms: Iterable[float] = (2, 8)) -> np.ndarray | None:
        """Return whole values near the best fractional ones, or ``None`` where there are none.

        Whole values next to the best fractional ones are found much sooner than the best of all. The ``rooms`` are
        how far off they may be, one tried after the other; at last everything. ``gap`` is as in ``attempt``.
        """
        lower, upper = np.array(self._lower, dtype=float), np.array(self._upper, dtype=float)
        whole = np.array(self._whole)
        best = self._solved(objective, np.zeros_like(whole), lower, upper, 0.0)
        if best is None:
            return None
        for room in rooms:
            low = np.where(whole, np.maximum(lower, np.floor(best + 1e-6) - room), lower)
            high = np.where(whole, np.minimum(upper, np.ceil(best - 1e-6) + room), upper)
            found = self._solved(objective, whole, low, np.maximum(low, high), gap)
            if found is not None:
                return found
        return self._solved(objective, whole, lower, upper, gap)

    def _solved(self, objective: Terms, whole: np.ndarray, lower, upper, gap: float) -> np.ndarray | None:
        cost = np.zeros(len(self._upper))
        for variable, coefficient in objective.items():
            cost[variable] = coefficient
        result = milp(
            cost,
            integrality=whole,
            bounds=Bounds(np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)),
            constraints=self._matrix(self._rules),
            options={"mip_rel_gap": gap},
        )
        if result.status == _INFEASIBLE:
            return None
        if result.status != 0 or result.x is None:
            raise InputError(f"heltallsprogrammet ble ikke løst ({result.message}); ventet en løsning")
        return np.where(whole.astype(bool), np.round(result.x), result.x)

    def _matrix(self, rules: Iterable[tuple[Terms, float, float]]) -> LinearConstraint:
        row, column, value, low, high = [], [], [], [], []
        for number, (terms, least, most) in enumerate(rules):
            for variable, coefficient in terms.items():
                row.append(number)
                column.append(variable)
                value.append(coefficient)
            low.append(least)
            high.append(most)
        matrix = csr_array((value, (row, column)), shape=(len(low), len(self._upper)))
        return LinearConstraint(matrix, np.array(low), np.array(high))
