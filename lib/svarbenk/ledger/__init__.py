"""Printed numbers as data: what a report says, cell by cell, with table and line."""

from svarbenk.ledger.claim import ANY, CLAIM_KINDS, Claim, Side, claims_about, read_claims
from svarbenk.ledger.conflict import CLAIM, Conflict, read_conflicts, write_conflicts
from svarbenk.ledger.correction import Correction, read_corrections, write_corrections
from svarbenk.ledger.entry import STATISTICS, Document, Entry
from svarbenk.ledger.number import PrintedNumber, read_printed
from svarbenk.ledger.printed import Ledger
from svarbenk.ledger.reading import documents, find_document, printed_surveys, read_ledger

__all__ = [
    "ANY",
    "CLAIM",
    "CLAIM_KINDS",
    "STATISTICS",
    "Claim",
    "Conflict",
    "Correction",
    "Document",
    "Entry",
    "Ledger",
    "PrintedNumber",
    "Side",
    "claims_about",
    "documents",
    "find_document",
    "printed_surveys",
    "read_claims",
    "read_conflicts",
    "read_corrections",
    "read_ledger",
    "read_printed",
    "write_conflicts",
    "write_corrections",
]
