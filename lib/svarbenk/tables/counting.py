"""Counting clean answers: one closed question, for everybody, by a background or by wave."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from svarbenk.codebook import Question, Text, nearest
from svarbenk.errors import InputError
from svarbenk.responses import MEMBERS, WAVE, Responses
from svarbenk.tables.axis import Axis, AxisCategory
from svarbenk.tables.count_table import CountTable
from svarbenk.tables.groups import grouping, membership, weights
from svarbenk.tables.narrowing import base_label


def count(
    responses: Responses,
    question: str,
    by: str | None = None,
    *,
    shown: Sequence[str] | None = None,
    rows: Sequence[str] | None = None,
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
    rows : sequence of str, optional
        Category and merge ids of ``by`` for the rows; likewise.

    Returns
    -------
    CountTable
        Groups × answers; the base is those asked, percentages are of those who answered, whatever is shown.

    Raises
    ------
    InputError
        If there is no such question, category or background, the question's kind cannot be counted, or a
        battery is to be grouped.
    """
    asked = responses.codebook.question(question)
    if asked.kind == "battery" and asked.item_kind != "numeric":
        if by is not None:
            raise InputError(
                f"batteriet «{question}» kan ikke deles opp etter «{by}»; ventet ett ledd om gangen: "
                f"{', '.join(item.id for item in asked.item_questions())}"
            )
        return _battery(responses, asked, shown)
    if asked.kind not in {"single", "ordinal", "multiple"}:
        raise InputError(
            f"spørsmålet «{question}» er av slaget «{asked.kind}» og kan ikke telles; bruk totals for tall"
        )
    names = tuple(shown) if shown else asked.shown()
    given, chosen = chosen_answers(responses, asked, names)
    members = [member for name in names for member in asked.members(name)]
    columns = tuple(AxisCategory(name, asked.label_of(name)) for name in names)
    exclusive = asked.kind != "multiple" and len(members) == len(set(members))
    merges = {name: merge for name, merge in asked.merges.items() if set(merge.of) <= set(names)} if exclusive else {}
    table = tally(
        responses,
        asked,
        grouping(responses, by, asked, rows),
        Axis(asked.id, asked.name, columns, asked.kind == "ordinal"),
        given=given,
        chosen=chosen,
        exclusive=exclusive,
    )
    return replace(table, merges=merges)


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

    Raises
    ------
    InputError
        If the question is not one with several answers.
    """
    asked = responses.codebook.question(question)
    if asked.kind != "multiple":
        raise InputError(f"spørsmålet «{question}» er av slaget «{asked.kind}»; ventet ett med flere svar (multiple)")
    given, chosen = chosen_answers(responses, asked, asked.category_ids)
    some = chosen.any(axis=1)
    columns = Axis(
        asked.id,
        asked.name,
        (
            AxisCategory("minst_en", Text(nb="Minst én", en="At least one")),
            AxisCategory("ingen", Text(nb="Ingen", en="None")),
        ),
    )
    ticked = np.column_stack([some, ~some])
    return tally(responses, asked, grouping(responses, by, asked), columns, given=given, chosen=ticked, exclusive=True)


def tally(
    responses: Responses,
    question: Question,
    groups: tuple[Axis, pd.Series],
    columns: Axis,
    *,
    given: pd.Series,
    chosen: np.ndarray,
    exclusive: bool,
) -> CountTable:
    """Add up who chose what in each group, among those who were asked and answered.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    question : Question
        What was asked, of whom.
    groups : tuple of Axis and Series
        From ``grouping``.
    columns : Axis
        The answers.
    given : Series of bool
        Who answered.
    chosen : array of bool, replies × columns
        Who chose what.
    exclusive : bool
        Whether no reply stands in two columns.
    """
    rows, group = groups
    base = (responses.asked(question) & group.ge(0)).to_numpy(bool)
    answered = base & given.to_numpy(bool)
    inside = membership(group, len(rows), answered)
    weighted = inside * weights(responses)
    elsewhere = (responses.asked(question) & group.lt(0) & given).to_numpy(float) if rows.id not in {"", WAVE} else None
    return CountTable(
        outside=() if elsewhere is None else (*map(float, elsewhere @ chosen), float(elsewhere.sum())),
        counts=weighted @ chosen,
        rows=rows,
        columns=columns,
        row_n=weighted.sum(axis=1),
        replies=inside @ chosen,
        row_replies=inside.sum(axis=1),
        base_n=float(base.sum()),
        item_n=float(answered.sum()),
        exclusive=exclusive,
        barred=responses.codebook.why_not_comparable(question.id, rows.ids) if rows.id == WAVE else None,
        barred_rows=responses.codebook.barred_waves(question.id, rows.ids) if rows.id == WAVE else (),
        **about(responses, question, answered),
    )


def about(responses: Responses, question: Question, answered: np.ndarray) -> dict[str, Any]:
    """Return what a count table of ``responses`` says of itself.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    question : Question
        What was asked.
    answered : array of bool
        Who answered.
    """
    codebook = responses.codebook
    return {
        "question": question.text,
        "unit": codebook.unit.many,
        "base": base_label(responses, question),
        "source": codebook.source,
        "joint": int((answered & responses.frame[MEMBERS].gt(1).to_numpy(bool)).sum()),
        "member": codebook.member.many if codebook.member else None,
        "weighted": responses.weights is not None,
        "synthetic": responses.synthetic,
        "waves": waves_of(responses, answered),
        "remarks": responses.remarks,
    }


def waves_of(responses: Responses, answered: np.ndarray) -> tuple[AxisCategory, ...]:
    """Return the waves that some replies are of, in order.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    answered : array of bool
        Which of them.
    """
    present = set(responses.frame[WAVE][answered].unique())
    return tuple(AxisCategory(wave.id, wave.label) for wave in responses.codebook.waves if wave.id in present)


def chosen_answers(responses: Responses, asked: Question, names: Sequence[str]) -> tuple[pd.Series, np.ndarray]:
    """Return who answered, and replies × names: who gave the category, or one of the merge's.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    asked : Question
        A closed question.
    names : sequence of str
        Category and merge ids.

    Raises
    ------
    InputError
        If the question does not have one of them.
    """
    for name in names:
        if name not in asked.category_ids and name not in asked.merges:
            known = (*asked.category_ids, *asked.merges)
            raise InputError(
                f"spørsmålet «{asked.id}» har ikke kategorien «{name}»{nearest(name, known)}; "
                f"ventet noen av {', '.join(known)}"
            )
    if asked.kind == "multiple":
        options = responses.options(asked)
        ticked = options.fillna(False).astype(bool)
        return options.notna().any(axis=1), np.column_stack(
            [ticked[list(asked.members(name))].any(axis=1) for name in names]
        )
    answers = responses.answers(asked)
    return answers.notna(), np.column_stack([answers.isin(list(asked.members(name))) for name in names])


def _battery(responses: Responses, battery: Question, shown: Sequence[str] | None) -> CountTable:
    """Put the tables of a battery's items under each other; every reply stands in every row."""
    items = battery.item_questions()
    tables = [count(responses, item.id, shown=shown) for item in items]
    most = max(tables, key=lambda table: table.item_n)
    answered = np.any([responses.answers(item).notna().to_numpy(bool) for item in items], axis=0)
    told = about(responses, battery, answered & responses.asked(battery).to_numpy(bool))
    return CountTable(
        counts=np.vstack([table.counts for table in tables]),
        rows=Axis(battery.id, battery.name, tuple(AxisCategory(item.id, item.name) for item in items)),
        columns=most.columns,
        row_n=np.concatenate([table.row_n for table in tables]),
        replies=np.vstack([table.replies for table in tables]),
        row_replies=np.concatenate([table.row_replies for table in tables]),
        base_n=most.base_n,
        item_n=most.item_n,
        exclusive=most.exclusive,
        grouped=False,
        merges=most.merges,
        **told,
    )
