"""The face: Survey, Table and Chapter, the objects that notebooks hold in their hands."""

from svarbenk.responses import answers, input_files
from svarbenk.workbench.adjusted import adjusted_changes, decomposed_change
from svarbenk.workbench.analyses import (
    adjusted_figure,
    adjusted_listing,
    decomposition_listing,
    trend_listing,
)
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.blocks import figure_block, table_block
from svarbenk.workbench.chapter import Chapter
from svarbenk.workbench.dependence import dependences
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.opening import check_selection, open_survey
from svarbenk.workbench.protection import by_itself
from svarbenk.workbench.registered import Register, open_register
from svarbenk.workbench.sample import (
    response_rates,
    sample_figure,
    sample_groups,
    weighting_changes,
    weights_used,
)
from svarbenk.workbench.scale_means import ScaleMeans
from svarbenk.workbench.shown import ORIGINS_MIME, VALUES_MIME, Shown, Values, read_blocks, read_values
from svarbenk.workbench.standards import against_standard, standards_figure
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table
from svarbenk.workbench.templates import fill, prose
from svarbenk.workbench.typed_numbers import typed_numbers
from svarbenk.workbench.weighted_hours import WeightedHours, weighted_hours

__all__ = [
    "ORIGINS_MIME",
    "VALUES_MIME",
    "BannerTable",
    "Chapter",
    "MeanTable",
    "NotAsked",
    "Register",
    "ScaleMeans",
    "Shown",
    "Survey",
    "Table",
    "Values",
    "WeightedHours",
    "adjusted_changes",
    "adjusted_figure",
    "adjusted_listing",
    "against_standard",
    "answers",
    "by_itself",
    "check_selection",
    "decomposed_change",
    "decomposition_listing",
    "dependences",
    "figure_block",
    "fill",
    "input_files",
    "open_register",
    "open_survey",
    "prose",
    "read_blocks",
    "read_values",
    "response_rates",
    "sample_figure",
    "sample_groups",
    "standards_figure",
    "table_block",
    "trend_listing",
    "typed_numbers",
    "weighted_hours",
    "weighting_changes",
    "weights_used",
]
