"""The last gate: a clean frame held against the codebook as a pandera schema."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.responses import (
    MEMBERS,
    PROVENANCE,
    REPLY_ID,
    WAVE,
    WEIGHT,
    Responses,
    option_column,
    range_columns,
)


def column_types(codebook: Codebook) -> dict[str, Any]:
    """Return the columns of the clean frame of a ``codebook`` in order, each with its pandas type."""
    types: dict[str, Any] = {
        REPLY_ID: pd.StringDtype(),
        WAVE: pd.CategoricalDtype([wave.id for wave in codebook.waves], ordered=True),
        MEMBERS: pd.Int64Dtype(),
        PROVENANCE: pd.StringDtype(),
    }
    if codebook.reply.weight or any(wave.reply is not None and wave.reply.weight for wave in codebook.waves):
        types[WEIGHT] = pd.Float64Dtype()
    for question in codebook.asked():
        if question.kind == "multiple":
            types |= {option_column(question.id, option): pd.BooleanDtype() for option in question.category_ids}
        elif question.kind == "numeric":
            for name in range_columns(question.id) if question.ranges else (question.id,):
                types[name] = pd.Int64Dtype() if question.whole else pd.Float64Dtype()
        elif question.kind != "text":
            types[question.id] = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
    return types


def schema(codebook: Codebook) -> pa.DataFrameSchema:
    """Return the schema of the clean frame of a ``codebook``: columns, kinds, categories, ranges, unique reply ids."""
    limits: dict[str, list[pa.Check]] = {MEMBERS: [pa.Check.ge(1)], WEIGHT: [pa.Check.ge(0)]}
    for question in codebook.asked():
        if question.kind == "numeric":
            checks = [pa.Check.ge(question.minimum)] if question.minimum is not None else []
            checks += [pa.Check.le(question.maximum)] if question.maximum is not None else []
            for name in range_columns(question.id) if question.ranges else (question.id,):
                limits[name] = checks
    required = {REPLY_ID, WAVE, MEMBERS}
    columns = {
        name: pa.Column(dtype, limits.get(name), nullable=name not in required)
        for name, dtype in column_types(codebook).items()
    }
    ranges = [range_columns(question.id) for question in codebook.asked() if question.ranges]
    checks = [
        pa.Check(
            lambda frame, ends=ends: ~(frame[ends[0]] > frame[ends[1]]).fillna(False), name=f"{ends[0]} <= {ends[1]}"
        )
        for ends in ranges
    ]
    return pa.DataFrameSchema(columns, checks, strict=True, unique=[REPLY_ID, WAVE])


def validate(responses: Responses, where: str = "vaskede svar") -> Responses:
    """Hold clean answers against their codebook and return them.

    Parameters
    ----------
    responses : Responses
        The answers.
    where : str
        What they are called in a message, such as their file.

    Raises
    ------
    InputError
        If the frame lacks a column, has one too many, or holds what the codebook does not allow; every
        finding is collected, the first three columns are named.
    """
    wanted = schema(responses.codebook)
    advice = f"Rett kodeboken, eller lag svarene på nytt med: svarbenk clean {responses.codebook.id}"
    book = f"kodeboken «{responses.codebook.id}»"
    there = list(responses.frame.columns)
    missing, more = _but(wanted.columns, there), _but(there, wanted.columns)
    if missing or more:
        found = [f"mangler {_first(missing)}"] if missing else []
        found += [f"har {_first(more)} for mye"] if more else []
        raise InputError(f"{where}: {len(missing) + len(more)} brudd på {book}: {' og '.join(found)}.\n{advice}")
    try:
        wanted.validate(responses.frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases[["column", "check"]].drop_duplicates()
        told = [
            str(case.check) if pd.isna(case.column) else f"{case.column}: {case.check}" for case in cases.itertuples()
        ]
        told = list(dict.fromkeys(told))
        raise InputError(f"{where}: {len(told)} brudd på {book}: {_first(told)}.\n{advice}") from None
    return responses


def _but(names: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [name for name in names if name not in known]


def _first(names: list[str], limit: int = 3) -> str:
    return ", ".join(names[:limit]) + (" …" if len(names) > limit else "")
