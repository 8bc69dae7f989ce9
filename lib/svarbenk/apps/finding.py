"""Finding what was meant by a few words, whatever the letter case and the diacritics."""

import unicodedata
from collections.abc import Mapping

from svarbenk.codebook import fold


def folded(text: str) -> str:
    """Return a text so that letter case and diacritics make no difference: «Fødeår» is «fodear».

    Parameters
    ----------
    text : str
        Any text.
    """
    plain = fold(text).translate(str.maketrans({"ø": "o", "æ": "ae", "å": "a", "đ": "d", "ł": "l"}))
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def hits_of(words: str, texts: Mapping[str, str]) -> set[str]:
    """Return the ids of the texts in which every word is found; of no words all.

    Parameters
    ----------
    words : str
        What was typed.
    texts : mapping
        Id to text, ``folded``.
    """
    wanted = folded(words).split()
    return {each for each, text in texts.items() if all(word in text for word in wanted)}
