"""Registers: printed tables reckoned anew, series of published points, the evaluator's own extracts."""

from svarbenk.register.book import RegisterBook, read_register
from svarbenk.register.calibrated import Calibrated, calibrate
from svarbenk.register.comparison import precision, verdict
from svarbenk.register.definition import (
    CHANGE,
    Check,
    CorrelationDefinition,
    CorrelationTable,
    Definitions,
    Line,
    Row,
    TableDefinition,
)
from svarbenk.register.doctors import Doctors, RankTest, read_doctors
from svarbenk.register.formula import Formula, Reference, read_formula
from svarbenk.register.prices import deflate, implied_deflator
from svarbenk.register.published_rank import Correlation, correlation, rank_correlation, rank_difference, spearman_of
from svarbenk.register.quantity import Quantity
from svarbenk.register.recompute import recompute
from svarbenk.register.stock_flow import Flow, flow, flow_of_extract, turnover
from svarbenk.register.table import Cell, Difference, RegisterRow, RegisterTable, Tested
from svarbenk.register.tally import Tally, tally

__all__ = [
    "CHANGE",
    "Calibrated",
    "Cell",
    "Check",
    "Correlation",
    "CorrelationDefinition",
    "CorrelationTable",
    "Definitions",
    "Difference",
    "Doctors",
    "Flow",
    "Formula",
    "Line",
    "Quantity",
    "RankTest",
    "Reference",
    "RegisterBook",
    "RegisterRow",
    "RegisterTable",
    "Row",
    "TableDefinition",
    "Tally",
    "Tested",
    "calibrate",
    "correlation",
    "deflate",
    "flow",
    "flow_of_extract",
    "implied_deflator",
    "precision",
    "rank_correlation",
    "rank_difference",
    "read_doctors",
    "read_formula",
    "read_register",
    "recompute",
    "spearman_of",
    "tally",
    "turnover",
    "verdict",
]
