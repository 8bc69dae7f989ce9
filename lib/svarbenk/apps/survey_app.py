"""SurveyApp: what the apps over all surveys have in common, where the data are and which surveys have answers."""

from contextlib import suppress
from os import PathLike
from typing import get_args

from svarbenk.apps.opened import survey_names
from svarbenk.codebook import DataFolder, Language
from svarbenk.errors import InputError


class SurveyApp:
    """An app over every survey that has answers, with small counts hidden.

    Parameters
    ----------
    data : path, optional
        The data folder.
    language : str
        «nb» or «en», where the address does not say.
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If the language is another, or no survey has answers.
    """

    def __init__(self, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5):
        if language not in get_args(Language):
            raise InputError(f"language: fant «{language}»; ventet nb eller en")
        self.data = str(DataFolder.find(data).root)
        self.language: Language = language
        self.threshold = threshold
        self.surveys = survey_names(data)
        if not self.surveys:
            raise InputError(
                "ingen undersøkelse har svar i datamappen; ventet eksporter i data/raw, "
                "eller syntetiske svar fra «svarbenk synth»"
            )


def warm_surveys(app: type, data: str | PathLike | None, threshold: int) -> None:
    """Make the first view of every survey in both languages, so that kernels forked from this process have it.

    Parameters
    ----------
    app : type
        A ``SurveyApp`` that shows views.
    data : path or None
        The data folder.
    threshold : int
        Counts below it are hidden.
    """
    for language in get_args(Language):
        made = app(data, language, threshold)
        for survey in made.surveys:
            # a survey that cannot be opened must not keep the others from being warm
            with suppress(InputError):
                view = made.show(made.settled({"undersokelse": survey}))
                if view.figure:
                    view.figure.html()
                    view.figure.html(narrow=True)
