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
from .proportional_odds import ProportionalOdds, proportional_odds
from .ranks import kruskal_wallis, mann_whitney, spearman
from .result import Effect, Note, Reason, TestResult
from .trend import cochran_armitage, jonckheere_terpstra, linear_by_linear

__all__ = [
    "DegenerateTable",
    "Effect",
    "Note",
    "ProportionalOdds",
    "Reason",
    "TestResult",
    "adjust_p",
    "chi_square",
    "choose",
    "cochran_armitage",
    "cramers_v",
    "expected_counts",
    "fisher_exact",
    "jonckheere_terpstra",
    "kruskal_wallis",
    "linear_by_linear",
    "mann_whitney",
    "proportional_odds",
    "spearman",
    "standardised_residuals",
    "stars",
    "wilson_interval",
]
