"""Numbers as they are typed in a field: «0,5», «0.5» or «1/7»."""

import re

from svarbenk.codebook import Language

_DECIMAL = r"\d{1,12}(?:[.,]\d{0,12})?|[.,]\d{1,12}"
_NUMBER = re.compile(rf"(?P<sign>[-−]?)(?P<above>{_DECIMAL})(?:/(?P<below>{_DECIMAL}))?")
_LONGEST = 30


def read_number(text: str) -> float | None:
    """Return the number in a text; None where it is none.

    Parameters
    ----------
    text : str
        With a comma or a point, or with a slash.
    """
    found = _NUMBER.fullmatch(re.sub(r"\s", "", text))
    if found is None:
        return None
    above, below = (float((found[name] or "1").replace(",", ".")) for name in ("above", "below"))
    if not below:
        return None
    return (-1 if found["sign"] else 1) * above / below


def write_number(value: float, language: Language) -> str:
    """Return a number as it is typed in a language: «0,5» in Norwegian, «0.5» in English.

    Parameters
    ----------
    value : float
        The number.
    language : str
        «nb» or «en».
    """
    written = f"{value:.10g}"
    return written.replace(".", ",") if language == "nb" else written


def shortened(text: str) -> str:
    """Return what was typed, as it is told again: no longer than a line.

    Parameters
    ----------
    text : str
        What was typed.
    """
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
