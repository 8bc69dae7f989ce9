"""Shares in words – «om lag halvparten», «et flertall», «to av tre» – by rule from the counts.

The reports use such words beside their percentages, rather freely. In Evalueringsrapport IV «om lag halvparten» is
51 per cent (l. 1653), «omtrent halvparten» 46 (l. 990) and «over halvparten» more than 50 (l. 142, 740, 1801); in the
report of Bergen «nesten halvparten» is 46.2 (l. 1145), «om lag halvparten» 51 (l. 1203), «to av fem» 40 (l. 1204),
«om lag 90 prosent» 89.7 (l. 1145), «nærmere tre av fire» 73 (l. 2879). The rule here is tighter than that use:

* «ingen» and «alle» are 0 and all, by count; «nesten ingen» is below 5 per cent, «nesten alle» above 95.
* A fraction is said where the share is at most 2.5 percentage points from it; of two, the nearer one. «Om lag» stands
  before it unless the share is that very fraction.
* «Et flertall» is more than half of the replies by count, and above what «om lag halvparten» reaches. It is never said
  of half or less. From 82.5 per cent it is «et stort flertall».
* Otherwise there is no word, and of fewer than 20 replies there is none but «ingen» and «alle».
"""

import math
from fractions import Fraction

from svarbenk.codebook import Language

TOLERANCE = Fraction(5, 2)
"""How many percentage points from a fraction its words may stand."""
ALMOST = 5
"""Below so many per cent is «nesten ingen»; as many from the top is «nesten alle»."""
LARGE_MAJORITY = Fraction(165, 2)
FEWEST = 20
"""Of fewer replies a share has no words: one reply more or less would change them."""

# the fractions that have words: of 100
_FRACTIONS = (
    (Fraction(100, 10), "om lag en av ti", "about one in ten"),
    (Fraction(100, 5), "om lag en av fem", "about one in five"),
    (Fraction(100, 4), "om lag en firedel", "about a quarter"),
    (Fraction(100, 3), "om lag en tredel", "about a third"),
    (Fraction(200, 5), "om lag to av fem", "about two in five"),
    (Fraction(100, 2), "om lag halvparten", "about half"),
    (Fraction(300, 5), "om lag tre av fem", "about three in five"),
    (Fraction(200, 3), "om lag to av tre", "about two in three"),
    (Fraction(300, 4), "om lag tre av fire", "about three in four"),
    (Fraction(400, 5), "om lag fire av fem", "about four in five"),
    (Fraction(900, 10), "om lag ni av ti", "about nine in ten"),
)


def rank_words(count: float, n: float, language: Language = "nb") -> str:
    """Return a share in words by rule: «om lag halvparten», «et flertall», «ingen»; nothing where no word fits.

    See the module for the rule and for what the reports write.

    Parameters
    ----------
    count, n : float
        So many of so many; a hidden one has no words.
    language : str
        «nb» or «en».
    """
    if math.isnan(count) or math.isnan(n) or n <= 0:
        return ""
    pair = _pair(Fraction(count), Fraction(n))
    return pair[language == "en"]


def _pair(count: Fraction, n: Fraction) -> tuple[str, str]:
    share = 100 * count / n
    if count == 0:
        return "ingen", "none"
    if count == n:
        return "alle", "all"
    if n < FEWEST:
        return "", ""
    if share < ALMOST:
        return "nesten ingen", "almost none"
    if share > 100 - ALMOST:
        return "nesten alle", "almost all"
    away, nb, en = min((abs(share - point), nb, en) for point, nb, en in _FRACTIONS)
    if away == 0:
        return nb.removeprefix("om lag "), en.removeprefix("about ")
    if away <= TOLERANCE:
        return nb, en
    if share >= LARGE_MAJORITY:
        return "et stort flertall", "a large majority"
    return ("et flertall", "a majority") if share > 50 else ("", "")
