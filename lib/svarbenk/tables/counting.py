"""Counting clean answers: one question, by a background, by wave."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from svarbenk.codebook import Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import MEMBERS, WAVE, Responses, range_columns
from svarbenk.tables.count_table import EVERYBODY, Axis, AxisCategory, CountTable


def count(
    responses: Responses, question: str, by: str | None = None, *, shown: Sequence[str] | None = None
) -> CountTable:
    """Count the answers to a closed question.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    question : str
        Id of a single, ordinal or multiple question, or of a battery with closed items (one row an item).
    by : str, optional
        Id of a single or ordinal question to group by, or ``"runde"``. Everybody in one row by default.
    shown : sequence of str, optional
        Category and merge ids for the columns; the codebook's ``shown_as`` by default.

    Returns
    -------
    CountTable
        Groups × answers; the base is those asked, percentages are of those who answered.

    Raises
    ------
    InputError
        If there is no such question, or its kind cannot be counted.
    """
    asked = responses.codebook.question(question)
    if asked.kind == "battery" and asked.item_kind != "numeric":
        return _battery(responses, asked, shown)
    if asked.kind not in {"single", "ordinal", "multiple"}:
        raise InputError(
            f"spørsmålet «{question}» er av slaget «{asked.kind}» og kan ikke telles; bruk totals for tall"
        )
    rows, group = grouping(responses, by)
    names = tuple(shown) if shown else asked.shown()
    base = responses.in_base(asked.base)
    if asked.kind == "multiple":
        options = responses.options(asked)
        ticked = np.column_stack([options[list(asked.members(name))].any(axis=1, skipna=True) for name in names])
        answered = base & options.notna().any(axis=1)
    else:
        answers = responses.answers(asked)
        ticked = np.column_stack([answers.isin(list(asked.members(name))) for name in names])
        answered = base & answers.notna()
    answered &= group.ge(0)
    weight = _weights(responses)
    membership = _membership(group, len(rows), answered, weight)
    columns = Axis(
        asked.id, asked.name, tuple(AxisCategory(n, asked.label_of(n)) for n in names), asked.kind == "ordinal"
    )
    counted = ticked & answered.to_numpy()[:, None]
    return CountTable(
        counts=membership @ counted,
        rows=rows,
        columns=columns,
        # of everybody who answered, also where some categories are not shown
        row_n=membership.sum(axis=1),
        base_n=float(weight[(base & group.ge(0)).to_numpy()].sum()),
        item_n=float(weight[answered.to_numpy()].sum()),
        exclusive=asked.kind != "multiple",
        **_about(responses, asked, answered),
    )


def any_option(responses: Responses, question: str, by: str | None = None) -> CountTable:
    """Count who ticked at least one option of a multiple-response question, and who ticked none.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    question : str
        Id of a multiple-response question.
    by : str, optional
        Background to group by.

    Returns
    -------
    CountTable
        Groups × («minst én», «ingen»).
    """
    asked = responses.codebook.question(question)
    rows, group = grouping(responses, by)
    options = responses.options(asked)
    answered = responses.in_base(asked.base) & options.notna().any(axis=1) & group.ge(0)
    some = options.any(axis=1, skipna=True)
    weight = _weights(responses)
    membership = _membership(group, len(rows), answered, weight)
    columns = Axis(
        asked.id,
        asked.name,
        (
            AxisCategory("minst_en", Text(nb="Minst én", en="At least one")),
            AxisCategory("ingen", Text(nb="Ingen", en="None")),
        ),
    )
    n = float(weight[answered.to_numpy()].sum())
    return CountTable(
        membership @ np.column_stack([some, ~some]), rows, columns, membership.sum(axis=1), n, n,
        **_about(responses, asked, answered),
    )  # fmt: skip


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
        Clean answers.
    questions : sequence of str
        Ids of numeric questions, or one battery of numbers. A question that keeps ranges gives two columns,
        the sum of the lowest and of the highest numbers.
    by : str, optional
        Background to group by.
    of : str, optional
        Id of the numeric question whose sum the percentages are of. By default the columns are parts of a
        whole and percentages are of the row's sum.
    title : Text, optional
        What the columns are together; the first question's wording by default.

    Returns
    -------
    CountTable
        Groups × questions; the unit is that of the answers, ``item_n`` the replies that answered any.

    Raises
    ------
    InputError
        If a question is not numeric.
    """
    asked = [
        each
        for name in questions
        for question in [responses.codebook.question(name)]
        for each in (question.item_questions() if question.kind == "battery" else [question])
    ]
    for question in asked:
        if question.kind != "numeric":
            raise InputError(f"spørsmålet «{question.id}» er av slaget «{question.kind}»; ventet et tallspørsmål")
    rows, group = grouping(responses, by)
    numbers: list[tuple[AxisCategory, pd.Series]] = []
    for question in asked:
        if question.ranges:
            low, high = range_columns(question.id)
            numbers.append((AxisCategory(low, Text(nb="Lavest", en="Lowest")), responses.frame[low]))
            numbers.append((AxisCategory(high, Text(nb="Høyest", en="Highest")), responses.frame[high]))
        else:
            numbers.append((AxisCategory(question.id, question.name), responses.answers(question)))
    base = responses.in_base(asked[0].base) & group.ge(0)
    values = np.column_stack([series.astype("Float64").fillna(0).to_numpy(float) for _, series in numbers])
    answered = base & pd.concat([series for _, series in numbers], axis=1).notna().any(axis=1)
    weight = _weights(responses)
    membership = _membership(group, len(rows), base, weight)
    sums = membership @ values
    if of is None:
        row_n = sums.sum(axis=1)
    else:
        row_n = membership @ responses.answers(responses.codebook.question(of)).astype("Float64").fillna(0).to_numpy(
            float
        )
    about = _about(responses, asked[0], answered)
    whole = responses.codebook.question(questions[0])
    named = title or (whole.text if whole.kind == "battery" or len(questions) == 1 else asked[0].text)
    about |= {"unit": asked[0].unit or about["unit"], "respondent": about["unit"], "question": named}
    return CountTable(
        counts=sums,
        rows=rows,
        columns=Axis(whole.id, title or whole.name, tuple(category for category, _ in numbers)),
        row_n=row_n,
        base_n=float(weight[base.to_numpy()].sum()),
        item_n=float(weight[answered.to_numpy()].sum()),
        # posts of one kommune are not independent of each other: sums are shown, not tested
        exclusive=False,
        **about,
    )


def grouping(responses: Responses, by: str | None) -> tuple[Axis, pd.Series]:
    """Return the axis of a background and each reply's place on it (−1 where it is missing).

    Raises
    ------
    InputError
        If ``by`` is no question with one answer out of several.
    """
    if by is None:
        return EVERYBODY, pd.Series(0, index=responses.frame.index)
    if by == WAVE:
        waves = tuple(AxisCategory(wave.id, wave.label) for wave in responses.codebook.waves)
        return Axis(WAVE, Text(nb="Runde", en="Wave"), waves, ordered=True), responses.frame[WAVE].cat.codes
    question = responses.codebook.question(by)
    if question.kind not in {"single", "ordinal"}:
        raise InputError(
            f"kan ikke dele opp etter «{by}», som er av slaget «{question.kind}»; ventet single eller ordinal"
        )
    names = question.shown()
    places = {member: place for place, name in enumerate(names) for member in question.members(name)}
    group = responses.answers(question).map(places).astype("Float64").fillna(-1).astype(int)
    categories = tuple(AxisCategory(name, question.label_of(name)) for name in names)
    return Axis(by, question.name, categories, question.kind == "ordinal"), group


def _battery(responses: Responses, battery: Question, shown: Sequence[str] | None) -> CountTable:
    tables = [count(responses, item.id, shown=shown) for item in battery.item_questions()]
    rows = Axis(
        battery.id,
        battery.name,
        tuple(AxisCategory(item.id, item.name) for item in battery.item_questions()),
    )
    return CountTable(
        counts=np.vstack([table.counts for table in tables]),
        rows=rows,
        columns=tables[0].columns,
        row_n=np.concatenate([table.row_n for table in tables]),
        base_n=tables[0].base_n,
        item_n=max(table.item_n for table in tables),
        **(_about(responses, battery, responses.in_base(battery.base)) | {"joint": tables[0].joint}),
    )


def _weights(responses: Responses) -> np.ndarray:
    if responses.weights is None:
        return np.ones(len(responses))
    return responses.weights.to_numpy(float)


def _membership(group: pd.Series, groups: int, included: pd.Series, weight: np.ndarray) -> np.ndarray:
    """Return groups × replies: the reply's weight where it belongs to the group and is included, else nought."""
    inside = group.to_numpy()[None, :] == np.arange(groups)[:, None]
    return inside * (weight * included.to_numpy())[None, :]


def _about(responses: Responses, question: Question, answered: pd.Series) -> dict:
    base = responses.codebook.bases[question.base].label if question.base else None
    if responses.narrowed:
        both = f"{base.nb}, " if base else ""
        base = Text(nb=f"{both}der {responses.narrowed}", en=f"{both}where {responses.narrowed}")
    return {
        "question": question.text,
        "unit": responses.codebook.unit.many,
        "base": base,
        "source": responses.codebook.source,
        "joint": int((answered & (responses.frame[MEMBERS] > 1)).sum()),
        "member": responses.codebook.member.many if responses.codebook.member else None,
        "weighted": responses.weights is not None,
        "synthetic": responses.synthetic,
    }
