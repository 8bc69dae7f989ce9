"""Checks: our numbers, and what texts claim of them, against the printed ones."""

from svarbenk.kontroll.against_ledger import Comparison, compare, summary
from svarbenk.kontroll.against_report import BuiltComparison, Difference, ReportFindings, hold_report_against_print
from svarbenk.kontroll.builds import BuildChanges, Reason, compare_builds
from svarbenk.kontroll.claims import ClaimFinding, check_claims, claim_summary, claim_verdicts
from svarbenk.kontroll.everything import Findings, hold_against_print
from svarbenk.kontroll.moved import ChapterChanges, Moved
from svarbenk.kontroll.shown import conflicts, corrections, listed
from svarbenk.kontroll.telling import change_lines

__all__ = [
    "BuildChanges",
    "BuiltComparison",
    "ChapterChanges",
    "ClaimFinding",
    "Comparison",
    "Difference",
    "Findings",
    "Moved",
    "Reason",
    "ReportFindings",
    "change_lines",
    "check_claims",
    "claim_summary",
    "claim_verdicts",
    "compare",
    "compare_builds",
    "conflicts",
    "corrections",
    "hold_against_print",
    "hold_report_against_print",
    "listed",
    "summary",
]
