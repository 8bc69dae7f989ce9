"""The explorer's face: what is chosen and where it is shown, as ipywidgets."""

from collections.abc import Callable
from contextlib import contextmanager
from html import escape

import ipywidgets

from svarbenk.apps.explorer import Explorer
from svarbenk.apps.view import View
from svarbenk.apps.words import LANGUAGES, said
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.workbench import Survey

EVERYBODY = ""


class ExplorerFace(ipywidgets.VBox):
    """Question, background and language to choose; title, figure and table of what was chosen.

    The page template gives the part of class ``svb-status`` the role of a status, so that a screen reader
    tells the sentence when the choice changes.

    Parameters
    ----------
    explorer : Explorer
        What can be chosen and what is shown for it.
    """

    def __init__(self, explorer: Explorer):
        self.explorer = explorer
        self.failure: Exception | None = None
        self._quiet = False
        self.about = ipywidgets.HTML()
        self.question = ipywidgets.Dropdown()
        self.background = ipywidgets.Dropdown()
        self.language = ipywidgets.Dropdown(
            options=[(name, code) for code, name in LANGUAGES.items()], value=explorer.language
        )
        self.head = ipywidgets.HTML()
        self.body = ipywidgets.HTML()
        choices = ipywidgets.Box([self.question, self.background, self.language])
        super().__init__([self.about, choices, self.head, self.body])
        for part, name in (
            (self, "svb-app"), (self.about, "svb-about"), (choices, "svb-choices"), (self.question, "svb-question"),
            (self.language, "svb-language"), (self.head, "svb-status"), (self.body, "svb-result"),
        ):  # fmt: skip
            part.add_class(name)
        self._speak()
        self.question.observe(self._chosen, "value")
        self.background.observe(self._chosen, "value")
        self.language.observe(self._spoken, "value")

    def _spoken(self, change: dict) -> None:
        self.explorer = self.explorer.to(change["new"])
        self._speak()

    def _chosen(self, change: dict) -> None:
        if not self._quiet:
            self._show()

    def _speak(self) -> None:
        """Say everything in the explorer's language; what was chosen stays chosen."""
        explorer, language = self.explorer, self.explorer.language
        self.about.value = about_html(explorer)
        with self._quietly():
            _fill(self.question, said("question", language), explorer.questions(), explorer.first)
            everybody = {EVERYBODY: said("everybody", language)}
            _fill(self.background, said("background", language), everybody | explorer.backgrounds(), lambda: EVERYBODY)
            self.language.description = said("language", language)
        self._show()

    def _show(self) -> None:
        self.body.add_class("svb-busy")
        try:
            view = self.explorer.show(self.question.value, self.background.value or None)
        except Exception as error:
            # an error that left this method would be sent to the browser with its traceback
            self.failure = error
            language = self.explorer.language
            name = self.explorer.questions().get(self.question.value, "")
            view = View(name, language, message=said("failed", language))
        self.head.value, self.body.value = view.head_html(), view.body_html()
        self.body.remove_class("svb-busy")

    @contextmanager
    def _quietly(self):
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False


def about_html(explorer: Explorer) -> str:
    """Return what stands above the choices: the mark of stand-in data, the survey, what is hidden.

    Parameters
    ----------
    explorer : Explorer
        The survey in its language.
    """
    mark, _, meaning = explorer.synthetic.partition(". ")
    banner = f'<p class="svb-banner"><strong>{escape(mark)}.</strong> {escape(meaning)}</p>' if mark else ""
    return (
        f'<div lang="{explorer.language}">{banner}<p class="svb-survey">{escape(explorer.title)}</p>'
        f'<p class="svb-protection">{escape(explorer.protection)}</p></div>'
    )


def explore(survey: str | Survey, language: Language = "nb", threshold: int = 5) -> ipywidgets.Widget:
    """Return the explorer of a survey, for the last line of a notebook.

    Parameters
    ----------
    survey : str or Survey
        The survey, or its id.
    language : str
        «nb» or «en», to begin with.
    threshold : int
        Counts below it are hidden.

    Returns
    -------
    Widget
        A text that it cannot be shown, where the survey cannot be opened: the reason has paths in it, which are
        for the terminal; ``svarbenk app`` tells it there before anything is served.
    """
    try:
        return ExplorerFace(Explorer(survey, language, threshold))
    except InputError:
        closed = ipywidgets.HTML(f'<p class="svb-message">{escape(said("closed", language))}</p>')
        closed.add_class("svb-status")
        return closed


def _fill(choice: ipywidgets.Dropdown, description: str, names: dict[str, str], first: Callable[[], str]) -> None:
    """Give a dropdown its options by name; its value stays, or is the first where there was none."""
    kept = choice.value
    choice.description = description
    choice.options = [(name, each) for each, name in names.items()]
    choice.value = first() if kept is None else kept
