"""Checks: our numbers, and what texts claim of them, against the printed ones."""

from svarbenk.kontroll.against_ledger import Comparison, compare, summary
from svarbenk.kontroll.claims import ClaimFinding, check_claims, claim_summary, claim_verdicts
from svarbenk.kontroll.everything import Findings, hold_against_print
from svarbenk.kontroll.shown import conflicts, corrections, listed

__all__ = [
    "ClaimFinding",
    "Comparison",
    "Findings",
    "check_claims",
    "claim_summary",
    "claim_verdicts",
    "compare",
    "conflicts",
    "corrections",
    "hold_against_print",
    "listed",
    "summary",
]
