"""Labels in bokmål and English."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["nb", "en"]


class Text(BaseModel):
    """A label in bokmål, and in English where somebody has written it.

    Falls back to bokmål: a missing translation must never leave a table without labels.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    nb: str
    en: str | None = None

    def to(self, language: Language) -> str:
        """Return the label in ``language`` («nb» or «en»)."""
        return self.en if language == "en" and self.en else self.nb

    def __str__(self) -> str:
        return self.nb


def squeeze(text: str) -> str:
    """Return ``text`` with outer blanks gone and inner ones single; hard spaces and line breaks are blanks too."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return ``text`` so that blanks and letter case make no difference."""
    return squeeze(text).casefold()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return «; mente du …?» with the ``known`` names nearest to ``name``, or nothing; letter case does not matter."""
    folded = {fold(each): each for each in known}
    close = get_close_matches(fold(name), folded, n=3, cutoff=0.6)
    return f"; mente du {' eller '.join(f'«{folded[each]}»' for each in close)}?" if close else ""
