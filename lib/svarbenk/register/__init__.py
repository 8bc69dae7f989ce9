"""Registers: printed tables reckoned anew, series of published points, the evaluator's own extracts."""

from svarbenk.register.book import RegisterBook, read_register
from svarbenk.register.comparison import precision, verdict
from svarbenk.register.definition import CHANGE, Check, Definitions, Line, Row, TableDefinition
from svarbenk.register.formula import Formula, Reference, read_formula
from svarbenk.register.quantity import Quantity
from svarbenk.register.recompute import recompute
from svarbenk.register.table import Cell, Difference, RegisterRow, RegisterTable

__all__ = [
    "CHANGE",
    "Cell",
    "Check",
    "Definitions",
    "Difference",
    "Formula",
    "Line",
    "Quantity",
    "Reference",
    "RegisterBook",
    "RegisterRow",
    "RegisterTable",
    "Row",
    "TableDefinition",
    "precision",
    "read_formula",
    "read_register",
    "recompute",
    "verdict",
]
