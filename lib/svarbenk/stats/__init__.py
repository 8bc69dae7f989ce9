"""Statistical tests, intervals, effect sizes and corrections: numbers in, `TestResult` out.

Knows nothing of surveys, files or notebooks. A table is anything two-dimensional that holds counts.
"""

from .chi_square import chi_square, expected_counts, standardised_residuals
from .choice import choose
from .counts import DegenerateTable
from .effects import cramers_v
from .fisher import fisher_exact
from .intervals import wilson_interval
from .multiplicity import adjust_p, stars
from .result import Effect, Note, Reason, TestResult

__all__ = [
    "DegenerateTable",
    "Effect",
    "Note",
    "Reason",
    "TestResult",
    "adjust_p",
    "chi_square",
    "choose",
    "cramers_v",
    "expected_counts",
    "fisher_exact",
    "standardised_residuals",
    "stars",
    "wilson_interval",
]
