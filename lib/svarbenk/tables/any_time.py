"""Who gave a number above 0, such as any time at all on a task."""

import numpy as np

from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.responses import Responses
from svarbenk.tables.axis import Axis, AxisCategory
from svarbenk.tables.count_table import CountTable
from svarbenk.tables.counting import tally
from svarbenk.tables.groups import grouping

_COLUMNS = (
    AxisCategory("noe", Text(nb="Noe tid", en="Some time")),
    AxisCategory("ingen", Text(nb="Ingen tid", en="No time")),
)


def any_time(responses: Responses, question: str, by: str | None = None) -> CountTable:
    """Count who gave a number above 0, and who gave 0.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    question : str
        Id of a numeric question.
    by : str, optional
        Background to group by.

    Returns
    -------
    CountTable
        Groups × («noe», «ingen»).

    Raises
    ------
    InputError
        If the question is not numeric.
    """
    asked = responses.codebook.question(question)
    if asked.kind != "numeric":
        raise InputError(f"spørsmålet «{question}» er av slaget «{asked.kind}»; ventet et tall (numeric)")
    answers = responses.answers(asked).astype(float)
    some = answers.gt(0).to_numpy(bool)
    return tally(
        responses,
        asked,
        grouping(responses, by, asked),
        Axis(asked.id, asked.name, _COLUMNS),
        given=answers.notna(),
        chosen=np.column_stack([some, ~some]),
        exclusive=True,
    )
