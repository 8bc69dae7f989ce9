"""Raw exports in, clean answers out: every row accounted for, every change by a rule."""

from svarbenk.responses.account import REASONS, RULES, ChangedCell, DroppedRow, RowAccount
from svarbenk.responses.cleaning import clean, clean_export
from svarbenk.responses.decisions import Decision, read_decisions
from svarbenk.responses.export import find_exports, read_export
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
    "RawExport",
    "Responses",
    "RowAccount",
    "clean",
    "clean_export",
    "find_exports",
    "fingerprint",
    "option_column",
    "range_columns",
    "read_clean",
    "read_decisions",
    "read_export",
    "schema",
    "validate",
    "write_clean",
]
