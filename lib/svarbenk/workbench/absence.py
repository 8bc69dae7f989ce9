"""Why there is no table of a question: who was asked it, when, and what a selection left."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Question
from svarbenk.responses import Responses
from svarbenk.tables import worded_condition


def why_absent(responses: Responses, question: Question, waves: Sequence[str], language: Language) -> str:
    """Return why nobody here has answered a question, as a clause.

    Parameters
    ----------
    responses : Responses
        The answers in play.
    question : Question
        What was or was not asked.
    waves : sequence of str
        Ids of the waves in play that there are replies of.
    language : str
        «nb» or «en».
    """
    codebook = responses.codebook
    labels = {wave.id: wave.label.to(language) for wave in codebook.waves}
    every = list(labels.values())
    when = lambda ids: [wording.when(labels[each], every, language) for each in ids]  # noqa: E731
    selection = worded_condition(responses.narrowed, codebook).to(language) if responses.narrowed else ""
    if not waves:
        if selection and responses.accounts:
            return wording.nobody_answered_reason(language, selection=selection)
        return wording.no_wave_reason(language, waves=when(wave.id for wave in codebook.with_answers))
    asked = codebook.waves_of(question.id)
    if not set(asked) & set(waves):
        return wording.not_asked_reason(language, waves=when(waves), asked=when(asked))
    if not responses.asked(question).any():
        if selection:
            return wording.not_asked_reason(language, selection=selection)
        return wording.not_asked_reason(language, waves=when(waves), asked=when(asked))
    return wording.nobody_answered_reason(language, selection=selection)
