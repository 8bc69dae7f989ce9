"""The last gate: a clean frame held against the codebook as a pandera schema."""

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
    Responses,
    option_column,
    range_columns,
)


def schema(codebook: Codebook) -> pa.DataFrameSchema:
    """Return the schema of a survey's clean frame: columns, kinds, categories, ranges, unique reply ids."""
    columns: dict[str, pa.Column] = {
        REPLY_ID: pa.Column("string", unique=True),
        WAVE: pa.Column(pd.CategoricalDtype([wave.id for wave in codebook.waves], ordered=True)),
        MEMBERS: pa.Column("Int64", pa.Check.ge(1)),
        PROVENANCE: pa.Column("string", nullable=True),
    }
    for question in codebook.asked():
        if question.kind == "multiple":
            for option in question.category_ids:
                columns[option_column(question.id, option)] = pa.Column("boolean", nullable=True)
        elif question.kind == "text":
            columns[question.id] = pa.Column("string", nullable=True)
        elif question.kind == "numeric":
            checks = [pa.Check.ge(question.minimum)] if question.minimum is not None else []
            checks += [pa.Check.le(question.maximum)] if question.maximum is not None else []
            for name in range_columns(question.id) if question.ranges else (question.id,):
                columns[name] = pa.Column("Int64" if question.whole else "Float64", checks, nullable=True)
        else:
            dtype = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
            columns[question.id] = pa.Column(dtype, nullable=True)
    return pa.DataFrameSchema(columns, strict=True)


def validate(responses: Responses, where: str = "vaskede svar") -> Responses:
    """Hold clean answers against their codebook and return them.

    Raises
    ------
    InputError
        If the frame lacks a column, has one too many, or holds what the codebook does not allow; every
        finding is collected, the first three columns are named.
    """
    try:
        schema(responses.codebook).validate(responses.frame, lazy=True)
    except SchemaErrors as error:
        found = error.failure_cases[["column", "check"]].drop_duplicates()
        first = "; ".join(f"{row.column}: {row.check}" for row in found.head(3).itertuples())
        raise InputError(f"{where}: {len(found)} brudd på kodeboken «{responses.codebook.id}» ({first})") from None
    return responses
