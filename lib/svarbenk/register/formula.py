"""How a derived cell is reckoned from others: «folkemengde / fastleger», «fastleger - previous(fastleger)»."""

import ast
import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from svarbenk.errors import InputError
from svarbenk.register.quantity import Quantity

_SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_ROW_FUNCTIONS = ("sum_rows", "weighted_rows")
_EXPECTED = (
    'ventet tall og navn på rader og kolonner med + - * /, previous(rad), rad["kolonne"], tabell_3_1.rad, '
    "sum_rows() eller weighted_rows(kolonne)"
)


@dataclass(frozen=True)
class Reference:
    """A cell that a formula names.

    ``name`` is a row or a column of ``table`` («» is the formula's own); ``other`` the column or row that goes with
    it where it is not the cell's own; ``back`` how many columns before that.
    """

    name: str
    other: str = ""
    back: int = 0
    table: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula, read and checked; ``text`` as it was written."""

    text: str
    tree: ast.expr

    def references(self, rows: tuple[str, ...] = ()) -> tuple[Reference, ...]:
        """Return the cells it names, each once.

        Parameters
        ----------
        rows : tuple of str
            The rows that ``sum_rows()`` and ``weighted_rows()`` run over.
        """
        return tuple(dict.fromkeys(_named(self.tree, rows)))

    def reckon(self, lookup: Callable[[Reference], Quantity], rows: tuple[str, ...] = ()) -> Quantity:
        """Reckon the formula, and between what it may lie where something in it was rounded.

        Every rounded number is pushed to the end that makes the result lowest, and highest. That is the whole truth
        as long as each of them pulls the result one way only, as in sums, shares and ratios.

        Parameters
        ----------
        lookup : callable
            Reference to number.
        rows : tuple of str
            The rows that ``sum_rows()`` and ``weighted_rows()`` run over.
        """
        cells = {each: lookup(each) for each in self.references(rows)}
        middle = {each: cell.value for each, cell in cells.items()}
        value = _reckon(self.tree, middle, rows)
        if not math.isfinite(value):
            return Quantity.missing()
        lowest, highest = dict(middle), dict(middle)
        for each, cell in cells.items():
            if cell.is_exact:
                continue
            down = _reckon(self.tree, middle | {each: cell.low}, rows)
            up = _reckon(self.tree, middle | {each: cell.high}, rows)
            lowest[each], highest[each] = (cell.low, cell.high) if down <= up else (cell.high, cell.low)
        return Quantity(value, _reckon(self.tree, lowest, rows), _reckon(self.tree, highest, rows))


def read_formula(text: str) -> Formula:
    """Read a formula.

    Parameters
    ----------
    text : str
        Sums, differences, products and ratios of numbers and of row and column names.

    Raises
    ------
    InputError
        If it holds anything else; the message quotes it.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise InputError(f"formelen «{text}» kan ikke leses; {_EXPECTED}") from None
    for node in _parts(tree):
        if not _allowed(node):
            raise InputError(f"formelen «{text}»: «{ast.unparse(node)}» forstås ikke; {_EXPECTED}")
    return Formula(text, tree)


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Give the parts of a formula down to the names of cells."""
    yield node
    if isinstance(node, ast.BinOp):
        yield from _parts(node.left)
        yield from _parts(node.right)
    elif isinstance(node, ast.UnaryOp):
        yield from _parts(node.operand)


def _allowed(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return type(node.op) in _SIGNS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    return _row_function(node) is not None or _reference(node) is not None


def _row_function(node: ast.expr) -> tuple[str, str] | None:
    """Return the function over rows that a part is, and the column it is weighted by."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ROW_FUNCTIONS):
        return None
    names = [each.id for each in node.args if isinstance(each, ast.Name)]
    wanted = 0 if node.func.id == "sum_rows" else 1
    if node.keywords or len(names) != len(node.args) or len(names) != wanted:
        return None
    return node.func.id, "".join(names)


def _reference(node: ast.expr) -> Reference | None:
    """Return the cell that a part names; None where it names none."""
    if isinstance(node, ast.Name):
        return Reference(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return Reference(node.attr, table=node.value.id)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        inner = _reference(node.value)
        return replace(inner, other=node.slice.value) if inner and not inner.other else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "previous":
        inner = _reference(node.args[0]) if len(node.args) == 1 and not node.keywords else None
        return replace(inner, back=inner.back + 1) if inner else None
    return None


def _terms(column: str, rows: tuple[str, ...]) -> list[tuple[Reference, ...]]:
    """Return what is added up: a cell a row, or a cell times the row's weight."""
    if not column:
        return [(Reference(row),) for row in rows]
    return [(Reference(row), Reference(row, other=column)) for row in rows]


def _named(node: ast.expr, rows: tuple[str, ...]) -> Iterator[Reference]:
    for part in _parts(node):
        if (over := _row_function(part)) is not None:
            yield from (cell for term in _terms(over[1], rows) for cell in term)
        elif (cell := _reference(part)) is not None:
            yield cell


def _reckon(node: ast.expr, values: dict[Reference, float], rows: tuple[str, ...]) -> float:
    if isinstance(node, ast.BinOp):
        left, right = _reckon(node.left, values, rows), _reckon(node.right, values, rows)
        if isinstance(node.op, ast.Div) and right == 0:
            return math.nan
        return _SIGNS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp):
        return -_reckon(node.operand, values, rows)
    if isinstance(node, ast.Constant):
        return float(node.value)
    if (over := _row_function(node)) is not None:
        return sum(math.prod(values[cell] for cell in term) for term in _terms(over[1], rows))
    return values[_reference(node)]
