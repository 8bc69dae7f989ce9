"""What a table in hand knows of the survey that it was counted from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from svarbenk.codebook import Language, Text
from svarbenk.tables import AxisCategory, CountTable, Means
from svarbenk.wording import Verb, when, whens


@dataclass(frozen=True)
class About:
    """Where a table is from: ids of the survey, the question and the wave that changes are counted from.

    ``waves`` are the labels of all of the survey's waves, by which a sentence knows how to name one of them; ``verb``
    says what people do with an answer. ``battery`` is the wording of the battery that an item is of, ``part`` and
    ``part_label`` what tells this table from others in one figure, such as a group. ``means`` gives the means of the
    number that intervals were made of. ``selection`` is the condition that the answers were narrowed by.
    """

    survey: str = ""
    question: str = ""
    baseline: str = ""
    waves: tuple[Text, ...] = ()
    verb: Verb = "answer"
    battery: Text | None = None
    part: str = ""
    part_label: Text | None = None
    selection: str = ""
    means: Callable[[], Any] | None = field(default=None, compare=False, repr=False)

    @property
    def selected(self) -> str:
        """The selection as keys can hold it: without commas and equals signs."""
        return " ".join(self.selection.replace(",", " ").replace("=", " ").split())

    def origin(self, shown: CountTable | Means, row: str | None) -> tuple[str, str]:
        """Return what a value is by and the row it stands in: of a selection that, of everybody in one wave the wave.

        Parameters
        ----------
        shown : CountTable or Means
            The table that it was taken from.
        row : str or None
            Id of its row.
        """
        if self.selection:
            return "utvalg", self.selected
        if not shown.rows.id and len(shown.waves) == 1 and len(self.waves) > 1:
            return "runde", shown.waves[0].id
        return shown.rows.id, row or ""

    def when(self, label: Text, language: Language) -> str:
        """Return a wave as a sentence names it.

        Parameters
        ----------
        label : Text
            The wave's label.
        language : str
            «nb» or «en».
        """
        return when(label.to(language), [each.to(language) for each in self.waves], language)

    def whens(self, waves: tuple[AxisCategory, ...], language: Language) -> str:
        """Return several waves as a sentence names them; nothing of a survey with one wave.

        Parameters
        ----------
        waves : tuple of AxisCategory
            The waves.
        language : str
            «nb» or «en».
        """
        if len(self.waves) < 2:
            return ""
        others = [each.to(language) for each in self.waves]
        return whens([each.label.to(language) for each in waves], others, language)
