"""Why a number, a figure or a selection is not there, in words."""

from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.numbers import listed, number


def not_asked_reason(
    language: Language = "nb", *, waves: Sequence[str] = (), asked: Sequence[str] = (), selection: str = ""
) -> str:
    """Return why there are no answers to a question, as a clause: «spørsmålet ble ikke stilt i november 2022 (…)».

    Parameters
    ----------
    language : str
        «nb» or «en».
    waves : sequence of str
        The waves in play, in words.
    asked : sequence of str
        The waves that did ask it, in words.
    selection : str
        The selection in words, where it is what left nobody who was asked.
    """
    if language == "en":
        if selection:
            return f"nobody in the selection ({selection}) was asked the question"
        then = f" (it was asked in {listed(asked, language)})" if asked else ""
        where = f" in {listed(waves, language, either=True)}" if waves else ""
        return f"the question was not asked{where}{then}"
    if selection:
        return f"ingen i utvalget ({selection}) ble stilt spørsmålet"
    then = f" (det ble stilt i {listed(asked, language)})" if asked else ""
    where = f" i {listed(waves, language, either=True)}" if waves else ""
    return f"spørsmålet ble ikke stilt{where}{then}"


def nobody_answered_reason(language: Language = "nb", *, selection: str = "") -> str:
    """Return that nobody answered, as a clause.

    Parameters
    ----------
    language : str
        «nb» or «en».
    selection : str
        The selection in words; nobody at all where it is empty.
    """
    if language == "en":
        return f"nobody in the selection ({selection}) answered" if selection else "nobody answered the question"
    return f"ingen i utvalget ({selection}) svarte på spørsmålet" if selection else "ingen svarte på spørsmålet"


def all_hidden_reason(threshold: int, language: Language = "nb") -> str:
    """Return that every number is hidden, as a clause.

    Parameters
    ----------
    threshold : int
        Counts below it are hidden.
    language : str
        «nb» or «en».
    """
    limit = number(threshold, language)
    if language == "en":
        return f"so many counts are below {limit} and hidden that nothing is left to show"
    return f"så mange antall er under {limit} og skjult at det ikke er noe igjen å vise"


def no_wave_reason(language: Language = "nb", *, waves: Sequence[str] = ()) -> str:
    """Return that a survey has none of the waves in play, as a clause.

    Parameters
    ----------
    language : str
        «nb» or «en».
    waves : sequence of str
        The waves that the survey has, in words.
    """
    told = listed(waves, language)
    if language == "en":
        return "the survey was not made in the chosen waves" + (f" (it was made in {told})" if told else "")
    return "undersøkelsen ble ikke gjort i de valgte rundene" + (f" (den ble gjort i {told})" if told else "")


def left_out_note(label: str, reason: str, language: Language = "nb", *, title: str = "", last: str = "") -> str:
    """Say that a figure or table is not there, and why: «Figur 4-12 («Fastlege om 5 år») er ikke med: spørsmålet …».

    Parameters
    ----------
    label : str
        «Figur 4-12».
    reason : str
        A clause, such as one of ``not_asked_reason``.
    language : str
        «nb» or «en».
    title : str
        What it would have been of.
    last : str
        Number of the last, where several in a row are left out: «Tabell C-4 til C-8 er ikke med: …».
    """
    told, title = reason.rstrip("."), title.rstrip(" :")
    if language == "en":
        many = label.replace("Table", "Tables", 1) + f" to {last}" if last else label
        return f"{many}{f' (“{title}”)' if title else ''} {'are' if last else 'is'} left out: {told}."
    return f"{label}{f' til {last}' if last else ''}{f' («{title}»)' if title else ''} er ikke med: {told}."


def selection_note(selection: str, language: Language = "nb") -> str:
    """Say that a selection does not apply to a survey, which lacks what it is made by.

    Parameters
    ----------
    selection : str
        The selection in words, such as «driftsform er «kommunalt ansatt»».
    language : str
        «nb» or «en».
    """
    if language == "en":
        return (
            f"The selection ({selection}) does not apply to this survey, which did not ask about it; all replies count."
        )
    return f"Utvalget ({selection}) gjelder ikke denne undersøkelsen, som ikke spurte om det; alle svar er med."
