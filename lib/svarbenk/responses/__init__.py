"""Raw exports in, clean answers out: every row accounted for, every change by a rule."""

from svarbenk.responses.account import REASONS, RULES, ChangedCell, DroppedRow, RowAccount
from svarbenk.responses.cleaning import clean, clean_export
from svarbenk.responses.decisions import Decision, read_decisions
from svarbenk.responses.export import find_exports, read_export
from svarbenk.responses.population import Margin, Population, population_of, read_population
from svarbenk.responses.raw_export import RawExport
from svarbenk.responses.responses import (
    MEMBERS,
    PROVENANCE,
    REPLY_ID,
    WAVE,
    Responses,
    option_column,
    range_columns,
)
from svarbenk.responses.storage import fingerprint, read_clean, write_clean
from svarbenk.responses.validation import schema, validate
from svarbenk.responses.weighting import (
    WaveRaking,
    WeightedResponses,
    belongs,
    groups_of,
    rake_responses,
    usable_margins,
)

__all__ = [
    "MEMBERS",
    "PROVENANCE",
    "REASONS",
    "REPLY_ID",
    "RULES",
    "WAVE",
    "ChangedCell",
    "Decision",
    "DroppedRow",
    "Margin",
    "Population",
    "RawExport",
    "Responses",
    "RowAccount",
    "WaveRaking",
    "WeightedResponses",
    "belongs",
    "clean",
    "clean_export",
    "find_exports",
    "fingerprint",
    "groups_of",
    "option_column",
    "population_of",
    "rake_responses",
    "range_columns",
    "read_clean",
    "read_decisions",
    "read_export",
    "read_population",
    "schema",
    "usable_margins",
    "validate",
    "write_clean",
]
