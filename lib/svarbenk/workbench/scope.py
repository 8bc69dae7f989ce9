"""What a chapter was made for: some of the waves, or a selection, and which of its surveys that applies to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.tables import worded_condition
from svarbenk.workbench.differences import who_of

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey


def scope_note(surveys: "Sequence[Survey]", language: Language) -> str:
    """Say which replies a chapter is of, survey by survey; nothing of a chapter that is of all replies.

    Parameters
    ----------
    surveys : sequence of Survey
        Those of the chapter.
    language : str
        «nb» or «en».
    """
    told = [f"{who[:1].upper()}{who[1:]}: {text}" for who, text in (_told(each, language) for each in surveys) if text]
    if not told:
        return ""
    if language == "en":
        return " ".join(("This chapter is made for some of the replies.", *told, "Register figures are of everybody."))
    return " ".join(("Kapitlet er laget for noen av svarene.", *told, "Registertall gjelder alle."))


def _told(survey: "Survey", language: Language) -> tuple[str, str]:
    """Return whom a survey is of, and which of their replies count."""
    who = who_of(survey).to(language)
    answered = survey.codebook.with_answers
    if not survey.waves and not survey.responses.narrowed:
        labels = [wave.label.to(language) for wave in survey.codebook.waves]
        when = [wording.when(wave.label.to(language), labels, language) for wave in answered]
        return who, f"{wording.no_wave_reason(language, waves=when)}."
    labels = [wave.label.to(language) for wave in answered if wave.id in survey.waves]
    chosen = wording.listed(labels, language) if len(survey.waves) < len(answered) and survey.waves else ""
    where = survey.responses.narrowed
    condition = worded_condition(where, survey.codebook).to(language) if where else ""
    remarks = " ".join(remark.to(language) for remark in survey.responses.remarks)
    only = _only(chosen, condition, language)
    return who, " ".join(part for part in (only, remarks) if part)


def _only(chosen: str, condition: str, language: Language) -> str:
    if not (chosen or condition):
        return ""
    if language == "en":
        return f"only replies{f' from {chosen}' if chosen else ''}{f' where {condition}' if condition else ''} count."
    if condition:
        return f"bare svar{f' fra {chosen}' if chosen else ''} der {condition}, er med."
    return f"bare svar fra {chosen} er med."
