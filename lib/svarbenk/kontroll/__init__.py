"""Checks: our numbers against the printed ones."""

from svarbenk.kontroll.against_ledger import Comparison, compare, summary
from svarbenk.kontroll.shown import conflicts, corrections

__all__ = ["Comparison", "compare", "conflicts", "corrections", "summary"]
