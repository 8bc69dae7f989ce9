"""Conditions over answers: ``driftsform == 'naeringsdrift' and lis1 > 0``.

The same small language writes the filters of a codebook and ``Survey.where``. It is read with Python's own
parser and evaluated by hand, so that a condition can name questions, compare and combine, and nothing else.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pandas as pd

from svarbenk.errors import InputError

_COMPARE: dict[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SIGN = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
ORDERED = ("<", "<=", ">", ">=")
_EXPECTED = "en sammenligning som driftsform == 'naeringsdrift', eventuelt flere med and, or, not"


@dataclass(frozen=True)
class Comparison:
    """One comparison of a condition: question id, operator as text, and the value it is compared with.

    ``members`` are the categories that the value stands for, where it names a merge.
    """

    question: str
    operator: str
    value: Any
    members: tuple[str, ...] = ()


class Condition:
    """A parsed condition.

    Parameters
    ----------
    text : str
        Comparisons of a question id with a category id, a number or a list (``in``), joined with
        ``and``, ``or``, ``not``.
    reading : callable, optional
        Makes of each comparison as written the one that is meant, such as ids of labels.

    Raises
    ------
    InputError
        If the text is not such a condition; the message quotes the part that is not understood.
    """

    def __init__(self, text: str, reading: Callable[[Comparison], Comparison] | None = None):
        self.text = text
        self._reading = reading or (lambda comparison: comparison)
        try:
            self._tree = ast.parse(text.strip(), mode="eval").body
            self.comparisons: tuple[Comparison, ...] = tuple(self._comparisons(self._tree))
        except InputError:
            raise
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise InputError(f"vilkåret «{text[:200]}» kan ikke leses; ventet {_EXPECTED}") from None

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that the condition names, in order, each once."""
        return tuple(dict.fromkeys(comparison.question for comparison in self.comparisons))

    def holds(self, columns: Mapping[str, pd.Series]) -> pd.Series:
        """Evaluate the condition.

        Parameters
        ----------
        columns : mapping
            Question id to its answers, one Series of equal index each; a DataFrame will do.

        Returns
        -------
        pandas.Series
            Boolean, one value a reply. A comparison with a missing answer is unknown, and so is its ``not``; a
            reply for which the whole is unknown does not hold.
        """
        return self._evaluate(self._tree, columns).fillna(False).astype(bool)

    def fold(self, compare: Callable[[Comparison], str], sign: Callable[[str, list[str]], str]) -> str:
        """Write the condition in another language, such as SQL, whose ``and``, ``or`` and ``not`` know the unknown too.

        Parameters
        ----------
        compare : callable
            Writes one comparison.
        sign : callable
            Joins what is written: called with «and», «or» or «not» and the parts.
        """

        def write(node: ast.AST) -> str:
            if isinstance(node, ast.BoolOp):
                return sign("and" if isinstance(node.op, ast.And) else "or", [write(value) for value in node.values])
            if isinstance(node, ast.UnaryOp):
                return sign("not", [write(node.operand)])
            (comparison,) = self._comparisons(node)
            return compare(comparison)

        return write(self._tree)

    def _fail(self, node: ast.AST) -> InputError:
        part = ast.get_source_segment(self.text.strip(), node) or self.text
        return InputError(f"vilkåret «{self.text}»: «{part}» kan ikke leses; ventet {_EXPECTED}")

    def _comparisons(self, node: ast.AST):
        if isinstance(node, ast.BoolOp):
            for value in node.values:
                yield from self._comparisons(value)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield from self._comparisons(node.operand)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.left, ast.Name):
            sign = "in" if isinstance(node.ops[0], ast.In) else _SIGN.get(type(node.ops[0]))
            if sign is None:
                raise self._fail(node)
            yield self._reading(Comparison(node.left.id, sign, self._constant(node.comparators[0], sign)))
        else:
            raise self._fail(node)

    def _constant(self, node: ast.AST, sign: str) -> Any:
        try:
            value = ast.literal_eval(node)
        except (ValueError, SyntaxError):
            raise self._fail(node) from None
        if isinstance(value, list | tuple) != (sign == "in"):
            raise self._fail(node)
        if not all(type(each) in (str, int, float) for each in (value if sign == "in" else [value])):
            raise self._fail(node)
        return value

    def _evaluate(self, node: ast.AST, columns: Mapping[str, pd.Series]) -> pd.Series:
        if isinstance(node, ast.BoolOp):
            join = operator.and_ if isinstance(node.op, ast.And) else operator.or_
            return reduce(join, (self._evaluate(value, columns) for value in node.values))
        if isinstance(node, ast.UnaryOp):
            return ~self._evaluate(node.operand, columns)
        (comparison,) = self._comparisons(node)
        return _compare(columns[comparison.question], comparison)


def _compare(answers: pd.Series, comparison: Comparison) -> pd.Series:
    """Compare answers with a value; missing where the answer is."""
    if comparison.members or comparison.operator == "in":
        inside = answers.isin(list(comparison.members or comparison.value))
        holds = ~inside if comparison.operator == "!=" else inside
    else:
        compare = next(call for kind, call in _COMPARE.items() if _SIGN[kind] == comparison.operator)
        if isinstance(answers.dtype, pd.CategoricalDtype) and comparison.operator in ORDERED:
            holds = compare(answers.cat.codes, answers.cat.categories.get_loc(comparison.value))
        else:
            holds = compare(answers, comparison.value)
    return holds.astype("boolean").mask(answers.isna())
