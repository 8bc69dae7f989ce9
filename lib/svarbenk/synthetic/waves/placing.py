"""Answers to respondents: in every background cell the printed number of each answer, given by rank of a score."""

from collections.abc import Sequence

import numpy as np

from svarbenk.codebook import Question


def split(counts: Sequence[float], total: int) -> list[int]:
    """Return whole numbers that add up to ``total`` in proportion to ``counts``, by largest remainders."""
    weights = np.asarray(counts, dtype=float)
    if weights.sum() <= 0:
        weights = np.ones(len(weights))
    exact = weights / weights.sum() * total
    whole = np.floor(exact).astype(int)
    for place in np.argsort(-(exact - whole), kind="stable")[: total - int(whole.sum())]:
        whole[place] += 1
    return whole.tolist()


def by_rank(
    question: Question, counts: dict[str, int], members: np.ndarray, score: np.ndarray, aside: np.ndarray
) -> dict[int, str | None]:
    """Give each of the ``members`` an answer.

    Parameters
    ----------
    question : Question
        What was asked.
    counts : dict
        How many give each category; "" for no answer. They add up to the members.
    members : array of int
        The respondents.
    score : array
        The lower a respondent's, the earlier the category on the scale.
    aside : array
        The lower a respondent's, the sooner no answer or one beside the scale, such as «vet ikke».

    Returns
    -------
    dict
        Respondent to category id, None for no answer.
    """
    beside = [""] + [category.id for category in question.categories if category.role]
    order = members[np.argsort(aside[members], kind="stable")]
    given: dict[int, str | None] = {}
    start = 0
    for name in beside:
        for member in order[start : start + counts.get(name, 0)]:
            given[int(member)] = name or None
        start += counts.get(name, 0)
    rest = order[start:]
    rest = rest[np.argsort(score[rest], kind="stable")]
    start = 0
    for name in question.category_ids:
        if name in beside:
            continue
        for member in rest[start : start + counts.get(name, 0)]:
            given[int(member)] = name
        start += counts.get(name, 0)
    return given


def by_option(
    question: Question, counts: dict[str, int], members: np.ndarray, scores: np.ndarray, ticked: np.ndarray
) -> None:
    """Tick options for the ``members``, who all answered, in place; nobody is left without one where that can be.

    Parameters
    ----------
    question : Question
        What was asked.
    counts : dict
        How many tick each option.
    members : array of int
        The respondents.
    scores : array, respondents × options
        The higher, the sooner ticked.
    ticked : array of bool, respondents × options
        Filled in.
    """
    names = list(question.category_ids)
    alone = [category.id for category in question.categories if category.role]
    free = members
    for name in alone:
        place = names.index(name)
        order = free[np.argsort(-scores[free, place], kind="stable")]
        ticked[order[: counts[name]], place] = True
        free = order[counts[name] :]
    places = [place for place, name in enumerate(names) if name not in alone]
    for place in places:
        order = free[np.argsort(-scores[free, place], kind="stable")]
        ticked[order[: counts[names[place]]], place] = True
    empty = [int(member) for member in free if not ticked[member].any()]
    several = sorted((int(member) for member in free if ticked[member].sum() > 1), key=lambda m: -ticked[m].sum())
    for member in empty:
        wanted = sorted(places, key=lambda place: -scores[member, place])
        for place in wanted:
            donors = [other for other in several if ticked[other, place] and ticked[other].sum() > 1]
            if donors:
                donor = min(donors, key=lambda other: scores[other, place])
                ticked[donor, place], ticked[member, place] = False, True
                break
