"""Adding up numeric answers, such as posts, over groups of replies."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from svarbenk.codebook import Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import Responses, range_columns
from svarbenk.tables.axis import Axis, AxisCategory
from svarbenk.tables.count_table import CountTable
from svarbenk.tables.counting import about
from svarbenk.tables.groups import grouping, membership, weights


class _Column(NamedTuple):
    """One column of sums; ``part`` says that it is a part of the row's whole."""

    category: AxisCategory
    values: pd.Series
    part: bool = True


def totals(
    responses: Responses,
    questions: Sequence[str],
    by: str | None = None,
    *,
    of: str | None = None,
    title: Text | None = None,
) -> CountTable:
    """Add up numeric answers, such as posts, over groups of replies.

    Parameters
    ----------
    responses : Responses
        Clean answers. Those given outside a question's base are left out.
    questions : sequence of str
        Ids of numeric questions, or one battery of numbers. A question that keeps ranges gives two columns,
        the sum of the lowest and of the highest numbers.
    by : str, optional
        Background to group by.
    of : str, optional
        Id of the numeric question whose sum the percentages are of. By default the columns are parts of a
        whole and percentages are of the row's sum; of ranges, of the highest numbers.
    title : Text, optional
        What the columns are together; the first question's wording by default.

    Returns
    -------
    CountTable
        Groups × questions; the unit is that of the answers, ``item_n`` the replies that answered any,
        ``replies`` those that answered more than nought.

    Raises
    ------
    InputError
        If no question is named, one is not numeric, or one with ranges is not alone.
    """
    asked = [
        each
        for name in questions
        for question in [responses.codebook.question(name)]
        for each in (question.item_questions() if question.kind == "battery" else [question])
    ]
    if not asked:
        raise InputError("ingen spørsmål å summere; ventet id-en til minst ett tallspørsmål")
    ranges = [question.id for question in asked if question.ranges]
    if ranges and len(asked) > 1:
        raise InputError(f"spørsmålet «{ranges[0]}» har laveste og høyeste tall; ventet at det summeres for seg")
    rows, group = grouping(responses, by, asked[0])
    columns = [column for question in asked for column in _columns(responses, question)]
    whole = None if of is None else _numbers(responses, responses.codebook.question(of))
    asked_of = np.any([responses.asked(question).to_numpy(bool) for question in asked], axis=0)
    base = asked_of & group.ge(0).to_numpy(bool)
    answered = base & np.any([column.values.notna().to_numpy(bool) for column in columns], axis=0)
    inside = membership(group, len(rows), base)
    weighted = inside * weights(responses)
    values = np.column_stack([_filled(column.values) for column in columns])
    sums = weighted @ values
    row_n = sums[:, [column.part for column in columns]].sum(axis=1) if whole is None else weighted @ _filled(whole)
    first = responses.codebook.question(questions[0])
    one_base = len({question.base for question in asked}) == 1
    told = about(responses, asked[0] if one_base else asked[0].model_copy(update={"base": None}), answered)
    wording = first.text if first.kind == "battery" or len(asked) == 1 else asked[0].text
    told |= {"unit": asked[0].unit or told["unit"], "respondent": told["unit"], "question": title or wording}
    return CountTable(
        counts=sums,
        rows=rows,
        columns=Axis(first.id, title or first.name, tuple(column.category for column in columns)),
        row_n=row_n,
        replies=inside @ (values > 0),
        row_replies=(inside * answered).sum(axis=1),
        base_n=float(base.sum()),
        item_n=float(answered.sum()),
        # posts of one kommune are not independent of each other: sums are shown, not tested
        exclusive=False,
        **told,
    )


def _columns(responses: Responses, question: Question) -> list[_Column]:
    if question.kind == "numeric" and question.ranges:
        inside = responses.asked(question)
        low, high = range_columns(question.id)
        return [
            _Column(AxisCategory(low, Text(nb="Lavest", en="Lowest")), responses.frame[low].where(inside), part=False),
            _Column(AxisCategory(high, Text(nb="Høyest", en="Highest")), responses.frame[high].where(inside)),
        ]
    return [_Column(AxisCategory(question.id, question.name), _numbers(responses, question))]


def _numbers(responses: Responses, question: Question) -> pd.Series:
    if question.kind != "numeric" or question.ranges:
        kind = "numeric med ranges" if question.ranges else question.kind
        raise InputError(f"spørsmålet «{question.id}» er av slaget «{kind}»; ventet et tallspørsmål")
    return responses.answers(question).where(responses.asked(question))


def _filled(values: pd.Series) -> np.ndarray:
    return values.astype("Float64").fillna(0).to_numpy(float)
