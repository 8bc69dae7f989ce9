"""Sayings: the texts of an app in both languages, by name."""

from collections.abc import Mapping

from svarbenk.codebook import Language, Text


class Sayings:
    """Texts by name; called with a name and a language, it says one.

    Parameters
    ----------
    texts : mapping of str to Text
        Name to text.
    """

    def __init__(self, texts: Mapping[str, Text]):
        self.texts = texts

    def __call__(self, name: str, language: Language) -> str:
        """Return the text of a ``name``, such as «question», in a ``language``: «nb» or «en»."""
        return self.texts[name].to(language)
