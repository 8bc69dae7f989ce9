"""What a condition's words mean: category and merge ids, their spellings and labels, blanks for underscores."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from svarbenk.codebook.condition import ORDERED, Comparison
from svarbenk.codebook.question import Question
from svarbenk.codebook.text import fold
from svarbenk.errors import InputError


def named(question: Question, written: Any) -> Any:
    """Return the id of the category or merge that is ``written``; what names none is returned as it is.

    Parameters
    ----------
    question : Question
        Whose categories and merges are looked through.
    written : str
        An id, with blanks for underscores or not, a label in either language, or a spelling; letter case aside.
    """
    if not isinstance(written, str) or written in question.category_ids or written in question.merges:
        return written
    names: dict[str, str] = {}
    for category in question.categories:
        for each in (category.id.replace("_", " "), category.nb, category.en, *category.spellings):
            if each:
                names.setdefault(fold(each), category.id)
    for name, merge in question.merges.items():
        for each in (name, name.replace("_", " "), merge.nb, merge.en):
            if each:
                names.setdefault(fold(each), name)
    return names.get(fold(written), written)


def understood(comparison: Comparison, questions: Mapping[str, Question]) -> Comparison:
    """Return a comparison with ids for what it writes otherwise, and the categories that merges stand for.

    Parameters
    ----------
    comparison : Comparison
        As it was written.
    questions : mapping
        The survey's questions by id; a comparison with another is returned as it is.

    Raises
    ------
    InputError
        If a merge is held against the order of a scale.
    """
    question = questions.get(comparison.question)
    if question is None or not question.categories:
        return comparison
    several = isinstance(comparison.value, list | tuple)
    values = [named(question, each) for each in (comparison.value if several else [comparison.value])]
    merged = [each for each in values if isinstance(each, str) and each in question.merges]
    if merged and comparison.operator in ORDERED:
        raise InputError(
            f"«{merged[0]}» er flere kategorier av «{question.id}» sammen; "
            f"ventet én kategori etter «{comparison.operator}»"
        )
    members = [member for each in values for member in (question.merges[each].of if each in merged else (each,))]
    return replace(comparison, value=values if several else values[0], members=tuple(members) if merged else ())
