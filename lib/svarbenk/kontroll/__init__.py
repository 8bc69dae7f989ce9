"""Checks: our numbers, and what texts claim of them, against the printed ones."""

from svarbenk.kontroll.against_ledger import Comparison, compare, summary
from svarbenk.kontroll.claims import ClaimFinding, check_claims, claim_summary
from svarbenk.kontroll.shown import conflicts, corrections

__all__ = [
    "ClaimFinding",
    "Comparison",
    "check_claims",
    "claim_summary",
    "compare",
    "conflicts",
    "corrections",
    "summary",
]
