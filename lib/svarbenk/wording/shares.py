"""A share or a mean as sentences take it, and the words for one: percentages, quoted answers, n."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from svarbenk.codebook import Language
from svarbenk.wording.numbers import HARD_SPACE, number, rounded

Verb = Literal["answer", "tick", "be"]
"""What people do with an answer: they give it, tick it among several, or are it (a group they belong to)."""

TELL_N = 100
"""Below so many replies a sentence tells n, whoever was asked."""

# what begins with a capital inside a sentence too: names, and answers that are sentences of their own
_NAMES = frozenset(
    [
        "Arna",
        "Bergen",
        "Bergenhus",
        "Fana",
        "Fyllingsdalen",
        "Laksevåg",
        "Ytrebygda",
        "Årstad",
        "Åsane",
        "Helsenorge",
        "Legeforeningen",
        "Pasientsky",
        "ALIS",
        "LIS1",
        "LIS",
        "SMS",
        "Helse",
        "North",
        "Norwegian",
        "Norway",
    ]
)
# «Jeg har …», “I have …”, and not «I stor grad»
_SPEAKING = re.compile(
    r"(Jeg|Vi|Det er|Det var|We|It is|It was) "
    r"|I (am|can|do|feel|find|get|had|have|know|need|see|shall|think|want|was|will|work|would)\b"
)
_CLAUSE = re.compile(r"\b(som|der)\b")

_SUBJECT = {
    ("nb", "answer"): "andelen som svarer {}",
    ("nb", "tick"): "andelen som krysser av for {}",
    ("nb", "be"): "andelen som er {}",
    ("en", "answer"): "the share answering {}",
    ("en", "tick"): "the share ticking {}",
    ("en", "be"): "the share who are {}",
}


@dataclass(frozen=True)
class Share:
    """So many of so many: ``count`` of ``n``.

    ``when`` is the wave in words (``wording.when``), ``group`` the label of the row, item or option.
    """

    count: float
    n: float
    when: str = ""
    group: str = ""

    @property
    def known(self) -> bool:
        """Whether neither number is hidden and there is anybody."""
        return not (math.isnan(self.count) or math.isnan(self.n)) and self.n > 0

    @property
    def percent(self) -> float:
        """The share as a percentage, 0–100; NaN where it is hidden or of nobody."""
        return 100 * self.count / self.n if self.known else math.nan

    @property
    def exact(self) -> Fraction:
        """The share as a fraction, without rounding; of a known share only."""
        return Fraction(self.count) / Fraction(self.n)


@dataclass(frozen=True)
class Mean:
    """A mean of ``n`` answers with its interval ``low``–``high`` where that is known.

    ``value`` is the mean, ``when`` the wave in words, ``group`` the label of the row.
    """

    value: float
    n: float
    low: float = math.nan
    high: float = math.nan
    when: str = ""
    group: str = ""

    @property
    def known(self) -> bool:
        """Whether neither number is hidden and there is anybody."""
        return not (math.isnan(self.value) or math.isnan(self.n)) and self.n > 0


def quoted(label: str, language: Language = "nb") -> str:
    """Return an answer as it stands in a sentence: «svært sannsynlig», “very likely”; «LIS1» and names as they are.

    Parameters
    ----------
    label : str
        The answer, in the language of the sentence.
    language : str
        «nb» or «en».
    """
    text = lowered_label(label)
    return f"“{text}”" if language == "en" else f"«{text}»"


def lowered_label(label: str) -> str:
    """Return a ``label`` with a small first letter, unless it begins with a name or is a sentence by itself."""
    label = label.strip()
    first = re.split(r"[ /,.-]", label, maxsplit=1)[0]
    keep = first in _NAMES or label[1:2].isupper() or label[1:2].isdigit() or _SPEAKING.match(label)
    return label if keep else label[:1].lower() + label[1:]


def percent_words(count: float, n: float, language: Language = "nb", decimals: int | None = None) -> str:
    """Return a share as prose writes it: «48 prosent», “48 per cent”; nothing where it is hidden or of nobody.

    Rounded half up from the counts. Some that would be written 0, and not quite all that would be written 100,
    get decimals: «0,2 prosent».

    Parameters
    ----------
    count, n : float
        So many of so many.
    language : str
        «nb» or «en».
    decimals : int, optional
        Digits after the comma.
    """
    share = Share(count, n)
    if not share.known:
        return ""
    digits = share_decimals(share) if decimals is None else decimals
    return f"{number(share.percent, language, digits)}{HARD_SPACE}{'per cent' if language == 'en' else 'prosent'}"


def share_decimals(share: Share) -> int:
    """Return with how many decimals a ``share`` is told: none, unless that would say nobody or everybody."""
    if share.count in (0, share.n):
        return 0
    return next((digits for digits in range(3) if 0 < rounded(share.percent, digits) < 100), 3)


def told_percent(share: Share, language: Language, decimals: int | None = None) -> str:
    """Return ``percent_words`` of a ``share``, with ``decimals`` where they are given."""
    return percent_words(share.count, share.n, language, decimals)


def told_n(n: float, language: Language) -> str:
    """Return «n = 912» of ``n``."""
    return f"n{HARD_SPACE}={HARD_SPACE}{number(n, language)}"


def subject(label: str, verb: Verb, language: Language) -> str:
    """Return «andelen som svarer «ja»» of a ``label`` and a ``verb``, without the comma that closes it."""
    return _SUBJECT[language, verb].format(quoted(label, language))


def sentence(text: str, about: str = "") -> str:
    """Return ``text`` with a capital and a full stop, after what it is ``about`` and a colon where that is given."""
    closed = text if text.endswith((".", "!", "?")) else f"{text}."
    told = closed[:1].upper() + closed[1:]
    return f"{about.rstrip(' :?')}: {told}" if about else told


def among(who: str) -> str:
    """Return «blant leger» of ``who`` in bokmål; a clause in it is closed by a comma: «blant leger som …,»."""
    return f"blant {who}{',' if _CLAUSE.search(who) else ''}"


def inside(when: str, language: Language) -> str:
    """Return « i januar 2022» of ``when``, with a space before it; nothing of nothing."""
    return f" {'in' if language == 'en' else 'i'} {when}" if when else ""
