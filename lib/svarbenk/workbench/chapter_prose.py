"""The prose of a chapter: values that its markdown names, texts with numbers in them, small print."""

from collections.abc import Sequence
from typing import Any

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import Paragraph, Run
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.saying_several import items_told
from svarbenk.workbench.shown import Shown, Values
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table
from svarbenk.workbench.templates import fill, worded


class ChapterProse:
    """What a chapter says in words.

    Parameters
    ----------
    number : str
        The chapter's number in the report, such as «10».
    *surveys : Survey
        The surveys that it is about, in any order; the first gives language and threshold.
    """

    def __init__(self, number: str, *surveys: Survey):
        self.number = number
        self.surveys = surveys
        self.survey = surveys[0]

    @property
    def language(self) -> Language:
        """The language of the chapter."""
        return self.survey.language

    @property
    def threshold(self) -> int:
        """Counts below it are hidden."""
        return self.survey.threshold

    def let(self, **values: Any) -> Values:
        """Name computed values for the prose: a markdown cell further down writes ``{name}``.

        Parameters
        ----------
        **values
            Name to number or text. In the prose ``{name}`` is the number rounded to a whole, ``{name:1}`` one
            decimal, ``{name:%}`` a percentage of a value given as 0–100, ``{name:p}`` a p-value.

        Raises
        ------
        InputError
            If a value is neither number nor text.
        """
        return Values({name: worded(name, value, self.language) for name, value in values.items()}, self.language)

    def worded(self, value: float, form: str = "") -> str:
        """Return a number as the prose would write it.

        Parameters
        ----------
        value : float
            The number; NaN is a hidden one.
        form : str
            What stands after the colon in the prose: «», «1», «%», «1%» or «p».
        """
        return fill(f"{{value:{form}}}", {"value": value}, self.language)

    def fill(self, template: Text, **values: Any) -> str:
        """Return a text with computed values in it, such as a note; see ``let`` for the forms.

        Parameters
        ----------
        template : Text
            With ``{name}``.
        **values
            What the names stand for.

        Raises
        ------
        InputError
            If a number is typed in the template or a value is missing.
        """
        return fill(template.to(self.language), values, self.language)

    def backgrounds_text(self, names: Sequence[str]) -> str:
        """Return backgrounds in words: «sentralitet og folketall».

        Parameters
        ----------
        names : sequence of str
            Their ids.
        """
        return wording.listed(
            [wording.lowered(self.survey.question(name).name.to(self.language)) for name in names], self.language
        )

    def told(self, items: Sequence[Table | NotAsked], category: str, *, about: str | Text = "") -> str:
        """Return one sentence on an answer to several items of a battery: how it has changed, or which most gave it to.

        Parameters
        ----------
        items : sequence of Table or NotAsked
            A table an item, from ``Survey.each``; by wave for changes.
        category : str
            Id of the answer or merge.
        about : str or Text
            Short name of the battery, set before a colon.

        Raises
        ------
        InputError
            If there is no such answer.
        """
        return items_told(items, category, about=about)

    def note(self, text: str | Text) -> Shown:
        """Return a paragraph of small print.

        Parameters
        ----------
        text : str or Text
            What it says.
        """
        return Shown((Paragraph(style="note", runs=(Run(text=self._worded(text)),)),), self.language)

    def _worded(self, text: str | Text | None) -> str:
        return text.to(self.language) if isinstance(text, Text) else text or ""
