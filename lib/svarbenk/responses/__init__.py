"""Raw exports in, clean answers out: every row accounted for, every change by a rule."""

from svarbenk.responses.account import MASKS, REASONS, RULES, ChangedCell, DroppedRow, RowAccount
from svarbenk.responses.blind_spots import blind_spots
from svarbenk.responses.cleaning import clean, clean_export, clean_wave, combine
from svarbenk.responses.coded import Cells
from svarbenk.responses.decisions import Decision, Decisions, read_decisions
from svarbenk.responses.drafting import draft_codebook
from svarbenk.responses.export import find_exports, read_export, wave_folder
from svarbenk.responses.formula_safe import neutral, neutral_frame
from svarbenk.responses.fresh import answers, input_files, refresh
from svarbenk.responses.labelled import FORMATS, write_labelled
from svarbenk.responses.masking import mask
from svarbenk.responses.orientation import check_orientation, compare_turned
from svarbenk.responses.population import Margin, Population, population_of, read_population
from svarbenk.responses.raw_export import RawExport
from svarbenk.responses.responses import (
    MEMBERS,
    PROVENANCE,
    QUESTION,
    REPLY_ID,
    TEXT,
    WAVE,
    WEIGHT,
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
    "FORMATS",
    "MASKS",
    "MEMBERS",
    "PROVENANCE",
    "QUESTION",
    "REASONS",
    "REPLY_ID",
    "RULES",
    "TEXT",
    "WAVE",
    "WEIGHT",
    "Cells",
    "ChangedCell",
    "Decision",
    "Decisions",
    "DroppedRow",
    "Margin",
    "Population",
    "RawExport",
    "Responses",
    "RowAccount",
    "WaveRaking",
    "WeightedResponses",
    "answers",
    "belongs",
    "blind_spots",
    "check_orientation",
    "clean",
    "clean_export",
    "clean_wave",
    "combine",
    "compare_turned",
    "draft_codebook",
    "find_exports",
    "fingerprint",
    "groups_of",
    "input_files",
    "mask",
    "neutral",
    "neutral_frame",
    "option_column",
    "population_of",
    "rake_responses",
    "range_columns",
    "read_clean",
    "read_decisions",
    "read_export",
    "read_population",
    "refresh",
    "schema",
    "usable_margins",
    "validate",
    "wave_folder",
    "write_clean",
    "write_labelled",
]
