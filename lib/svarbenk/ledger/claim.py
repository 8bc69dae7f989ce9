"""Claims in words, as comparisons that answers can be held against: ``claims.csv`` beside the tables."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger.conflict import CLAIM, Conflict, read_conflicts
from svarbenk.ledger.reading import documents, find_document

ClaimKind = Literal[
    "greater",
    "less",
    "similar",
    "majority",
    "minority",
    "largest",
    "trend_up",
    "trend_down",
    "bigger_change",
    "not_checkable",
]
CLAIM_KINDS: tuple[str, ...] = get_args(ClaimKind)
"""How the two sides of a claim compare.

greater, less: left above or below right · similar: shares at most five points apart, means at most 15 per cent ·
majority, minority: left above or below 50 per cent · largest: the left category has the largest share of its
question · trend_up, trend_down: left rises or falls from wave to wave, over every wave that asked ·
bigger_change: from left_wave to right_wave left rises more where ``left_where`` than where ``right_where`` ·
not_checkable: ``why_not`` says why.
"""
ANY = "noe"
"""The category of a numeric question that stands for more than nought."""
_ONE_SIDED = ("majority", "minority", "largest", "trend_up", "trend_down")
_SIGNIFICANCE = ("", "yes", "no")
_COLUMNS = (
    "claim", "line", "survey", "text", "kind", "left_wave", "left_question", "left_category", "left_where",
    "right_wave", "right_question", "right_category", "right_where", "significance", "why_not",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    The per cent, of those who answered ``question``, who gave ``category`` (a category or merge), or the mean of
    a numeric question where ``category`` is empty («noe», ``ANY``, is the share with more than nought).
    ``where`` is a condition in the codebook's language.
    """

    wave: str
    question: str
    category: str
    where: str


@dataclass(frozen=True)
class Claim:
    """One comparison of a claim in words; a claim of several comparisons has several rows with the same ``id``.

    ``significance`` is what the text says of the difference: «yes», «no», or nothing. ``conflicts`` are the rows
    of ``conflicts.csv`` that name the claim.
    """

    id: str
    document: str
    line: int
    survey: str
    text: str
    kind: ClaimKind
    left: Side
    right: Side
    significance: str = ""
    why_not: str = ""
    conflicts: tuple[Conflict, ...] = ()


def read_claims(data: DataFolder, document: str) -> tuple[Claim, ...]:
    """Read the claims in words of a document; none where it has no ``claims.csv``.

    Parameters
    ----------
    data : DataFolder
        The data folder.
    document : str
        The document's id.

    Raises
    ------
    InputError
        If there is no such document or a row cannot be used: names file, line, column, what was found and what
        was expected.
    """
    folder = find_document(document, data)
    path = folder / "claims.csv"
    if not path.is_file():
        return ()
    listed = [each for each in read_conflicts(folder / "conflicts.csv") if each.statistic == CLAIM]
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise InputError(
                f"{path}, linje 1: fant kolonnene {', '.join(reader.fieldnames or ())}; ventet {', '.join(_COLUMNS)}"
            )
        return tuple(_claim(row, f"{path}, linje {reader.line_num}", document, listed) for row in reader)


def claims_about(data: DataFolder, surveys: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims of every document in ``data`` that are about one of ``surveys`` (their ids).

    A claim that cannot be checked comes along with the others of a document.

    Raises
    ------
    InputError
        If a file cannot be used.
    """
    wanted = set(surveys)
    claims = [claim for document in documents(data) for claim in read_claims(data, document.id)]
    about = {claim.document for claim in claims if claim.survey in wanted}
    return tuple(claim for claim in claims if claim.survey in wanted or (claim.document in about and not claim.survey))


def _claim(row: dict, where: str, document: str, listed: list[Conflict]) -> Claim:
    if None in row or None in row.values():
        raise InputError(f"{where}: fant et annet antall verdier; ventet {len(_COLUMNS)}")
    if not row["line"].isdigit():
        raise InputError(f"{where}, kolonne «line»: fant «{row['line']}»; ventet et helt tall")
    for column, known in (("kind", CLAIM_KINDS), ("significance", _SIGNIFICANCE)):
        if row[column] not in known:
            expected = ", ".join(each or "tom" for each in known)
            raise InputError(f"{where}, kolonne «{column}»: fant «{row[column]}»; ventet en av {expected}")
    kind = row["kind"]
    if kind == "not_checkable":
        needed = ["why_not"]
    else:
        other = "right_wave" if kind == "bigger_change" else "right_question"
        needed = ["survey", "left_question"] + ([] if kind in _ONE_SIDED else [other])
        needed += [] if kind.startswith("trend") else ["left_wave"]
    for column in needed:
        if not row[column]:
            raise InputError(f"{where}, kolonne «{column}»: er tom; «{kind}» trenger den")
    left, right = (
        Side(*(row[f"{side}_{name}"] for name in ("wave", "question", "category", "where")))
        for side in ("left", "right")
    )
    return Claim(
        row["claim"], document, int(row["line"]), row["survey"], row["text"], kind, left, right,
        row["significance"], row["why_not"], tuple(each for each in listed if each.printed == row["claim"]),
    )  # fmt: skip
