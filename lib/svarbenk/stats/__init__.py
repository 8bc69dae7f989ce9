"""Statistical tests, intervals, effect sizes and corrections: numbers in, `TestResult` out.

Knows nothing of surveys, files or notebooks. A table is anything two-dimensional that holds counts.
"""

from .binomial import binomial_test
from .chi_square import chi_square, expected_counts, likelihood_ratio, standardised_residuals
from .choice import choose
from .counts import DegenerateTable
from .decomposition import Change, decompose_change
from .effects import cramers_v
from .equal_differences import equal_differences
from .fisher import fisher_exact
from .intervals import clopper_pearson_interval, wilson_interval
from .kish import DesignEffect, design_effect
from .many import many
from .mcnemar import marginal_homogeneity, mcnemar
from .multiplicity import STARS, Family, adjust_p, stars
from .odds import odds_ratio
from .populations import PopulationShare, share_of_population
from .power import power_of_two_shares, smallest_cramers_v, smallest_difference, smallest_paired_difference
from .printed import PrintedTest, from_percentages, possible_counts
from .printed_tables import PossibleTables, possible_tables
from .proportional_odds import ProportionalOdds, proportional_odds
from .proportions import miettinen_nurminen_interval, newcombe_interval, two_proportions
from .ranks import kruskal_wallis, mann_whitney, spearman, spearman_from_rho
from .result import Effect, Note, Reason, TestResult
from .trend import cochran_armitage, jonckheere_terpstra, linear_by_linear
from .weighted_tests import WeightedTest, rao_scott
from .weighting import Raking, rake
from .welch import WelchTest, welch

__all__ = [
    "STARS",
    "Change",
    "DegenerateTable",
    "DesignEffect",
    "Effect",
    "Family",
    "Note",
    "PopulationShare",
    "PossibleTables",
    "PrintedTest",
    "ProportionalOdds",
    "Raking",
    "Reason",
    "TestResult",
    "WeightedTest",
    "WelchTest",
    "adjust_p",
    "binomial_test",
    "chi_square",
    "choose",
    "clopper_pearson_interval",
    "cochran_armitage",
    "cramers_v",
    "decompose_change",
    "design_effect",
    "equal_differences",
    "expected_counts",
    "fisher_exact",
    "from_percentages",
    "jonckheere_terpstra",
    "kruskal_wallis",
    "likelihood_ratio",
    "linear_by_linear",
    "mann_whitney",
    "many",
    "marginal_homogeneity",
    "mcnemar",
    "miettinen_nurminen_interval",
    "newcombe_interval",
    "odds_ratio",
    "possible_counts",
    "possible_tables",
    "power_of_two_shares",
    "proportional_odds",
    "rake",
    "rao_scott",
    "share_of_population",
    "smallest_cramers_v",
    "smallest_difference",
    "smallest_paired_difference",
    "spearman",
    "spearman_from_rho",
    "standardised_residuals",
    "stars",
    "two_proportions",
    "welch",
    "wilson_interval",
]
