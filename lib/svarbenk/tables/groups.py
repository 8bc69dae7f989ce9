"""Rows of a table: the groups of a background or the waves, and which replies belong to each."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from svarbenk.codebook import Question, Text, nearest
from svarbenk.errors import InputError
from svarbenk.responses import WAVE, Responses
from svarbenk.tables.axis import EVERYBODY, Axis, AxisCategory


def grouping(
    responses: Responses, by: str | None, question: Question | None = None, rows: Sequence[str] | None = None
) -> tuple[Axis, pd.Series]:
    """Return the axis of a background and each reply's place on it.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    by : str or None
        Id of a single or ordinal question, or ``"runde"``; None puts everybody in one row.
    question : Question, optional
        What will be counted: only waves that asked it are on the axis of waves.
    rows : sequence of str, optional
        Category and merge ids of the background; those that the codebook shows by default.

    Returns
    -------
    axis : Axis
        The background's categories or merges, as the codebook shows them.
    places : pandas.Series
        Place on the axis, one a reply; −1 where the background is missing, not asked of the reply, or not
        shown. Such replies are in no row.

    Raises
    ------
    InputError
        If ``by`` is no question with one answer out of several, or ``rows`` has none of its categories or one twice.
    """
    if by is None:
        return EVERYBODY, pd.Series(0, index=responses.frame.index)
    if by == WAVE:
        return _waves(responses, question)
    codebook = responses.codebook
    if by not in codebook.by_id:
        # the axis of waves is no question, so that the codebook would not suggest it
        close = nearest(by, [WAVE, *codebook.by_id])
        raise InputError(f"kan ikke dele opp etter «{by}», som ikke er et spørsmål i «{codebook.id}»{close}")
    background = codebook.question(by)
    if background.kind not in {"single", "ordinal"}:
        raise InputError(
            f"kan ikke dele opp etter «{by}», som er av slaget «{background.kind}»; ventet single eller ordinal"
        )
    answers = responses.answers(background).where(responses.asked(background))
    names = tuple(rows) if rows else background.shown()
    _check_rows(background, names)
    present = set(answers.dropna().unique())
    if responses.narrowed:
        # groups that a selection leaves nobody in
        names = tuple(name for name in names if present & set(background.members(name))) or names
    places = {member: place for place, name in enumerate(names) for member in background.members(name)}
    group = answers.map(places).astype("Float64").fillna(-1).astype(int)
    axis = Axis(
        by,
        background.name,
        tuple(AxisCategory(name, background.label_of(name)) for name in names),
        background.kind == "ordinal",
        merges={name: merge for name, merge in background.merges.items() if _is_sum(merge.of, names, present)},
        absent=tuple(name for name in (*background.category_ids, *background.merges) if name not in names),
    )
    return axis, group


def _is_sum(members: Sequence[str], names: Sequence[str], present: set[str]) -> bool:
    """Tell whether the rows of a merge are here, all of them that anybody is in."""
    return any(member in names for member in members) and present & set(members) <= set(names)


def _check_rows(background: Question, names: Sequence[str]) -> None:
    known = (*background.category_ids, *background.merges)
    for name in names:
        if name not in known:
            raise InputError(
                f"spørsmålet «{background.id}» har ikke kategorien «{name}»{nearest(name, known)}; "
                f"ventet noen av {', '.join(known)}"
            )
    members = [member for name in names for member in background.members(name)]
    if len(members) != len(set(members)):
        raise InputError(f"radene {', '.join(names)} av «{background.id}» overlapper; ventet hver kategori én gang")


def _waves(responses: Responses, question: Question | None) -> tuple[Axis, pd.Series]:
    """Return the axis of the waves that have replies and asked the question, with their years as scores."""
    codebook, given = responses.codebook, responses.frame[WAVE]
    known = codebook.waves_of(question.id) if question else tuple(wave.id for wave in codebook.waves)
    present = set(given.unique())
    waves = [wave for wave in codebook.waves if wave.id in known and wave.id in present]
    places = {wave.id: place for place, wave in enumerate(waves)}
    axis = Axis(
        WAVE,
        Text(nb="Runde", en="Wave"),
        tuple(AxisCategory(wave.id, wave.label) for wave in waves),
        ordered=True,
        scores=tuple(wave.field_period.year for wave in waves),
        absent=tuple(wave.id for wave in codebook.waves if wave not in waves),
    )
    return axis, given.astype(object).map(places).astype("Float64").fillna(-1).astype(int)


def membership(group: pd.Series, groups: int, included: np.ndarray) -> np.ndarray:
    """Return groups × replies: 1 where the reply belongs to the group and is included, else 0.

    Parameters
    ----------
    group : Series of int
        Place of each reply, from ``grouping``.
    groups : int
        Number of rows.
    included : array of bool
        Which replies count.
    """
    return ((group.to_numpy()[None, :] == np.arange(groups)[:, None]) & included[None, :]).astype(float)


def weights(responses: Responses) -> np.ndarray:
    """Return the weight of each reply; 1 where ``responses`` have none."""
    return np.ones(len(responses)) if responses.weights is None else responses.weights.to_numpy(float)
