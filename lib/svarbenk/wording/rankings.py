"""Items of a battery, or options of one question, in order: which most and which fewest gave the answer to."""

from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.numbers import HARD_SPACE, listed, span
from svarbenk.wording.shares import TELL_N, Share, Verb, among, inside, quoted, sentence, told_n, told_percent

# what joins the answer and the item: «svarer flest «helt enig» på …», «krysser flest av for …», «er flest …»
_DOES = {
    ("nb", "answer"): ("svarer", "svarte", " på"),
    ("nb", "tick"): ("krysser", "krysset", " av for"),
    ("nb", "be"): ("er", "var", ""),
    ("en", "answer"): ("answer", "answered", " to"),
    ("en", "tick"): ("tick", "ticked", ""),
    ("en", "be"): ("are", "were", ""),
}


def ranking_sentence(
    items: Sequence[Share],
    label: str,
    language: Language = "nb",
    *,
    verb: Verb = "answer",
    who: str = "",
    most: int = 3,
) -> str:
    """Say which items or options come highest, and which lowest, each with its percentage.

    «Flest svarer «svært viktig» på «veiledning» (75 prosent) og «faglig utvikling» (62 prosent), færrest på
    «arbeidsmengde» (48 prosent).». Items that are level with the last one named are named too.

    Parameters
    ----------
    items : sequence of Share
        One an item or option, with its label as ``group``.
    label : str
        The answer, of a battery; «» for the options of one question.
    language : str
        «nb» or «en».
    verb : str
        ``answer``, ``tick`` or ``be``.
    who : str
        Who was asked; everybody where it is empty.
    most : int
        How many of the highest are named.

    Returns
    -------
    str
        Empty where fewer than two items have numbers.
    """
    order = sorted((each for each in items if each.known), key=lambda each: -each.exact)
    if len(order) < 2 or order[0].exact == order[-1].exact:
        return ""
    high, low = _ends(order, most)
    nb = language == "nb"
    time = order[0].when if len({each.when for each in order}) == 1 else ""
    present, past, joint = _DOES[language, verb]
    does = past if time else present
    small = min(each.n for each in order) < TELL_N
    tops, bottoms = (listed([_told(each, language, small) for each in some], language) for some in (high, low))
    size = "" if small else f"; n{HARD_SPACE}={HARD_SPACE}{_sizes(order, language)}"
    answer = f" {quoted(label, language)}{joint}" if label else "" if verb == "answer" else joint
    two = len(order) == 2
    than = ("enn" if nb else "than") if two else ("færrest" if nb else "fewest")
    fewest = f"{' ' if two else ', '}{than}{_again(verb, label, language)} {bottoms}" if low else ""
    many = ("flere" if nb else "more") if two else ("flest" if nb else "most")
    when = inside(time, language).strip()
    if nb:
        opened = f"{among(who)} {does} {many}" if who else f"{when} {does} {many}" if when else f"{many} {does}"
        late = f" {when}" if who and when else ""
        return sentence(f"{opened}{answer} {tops}{fewest}{late}{size}")
    opened = ", ".join(part for part in (when, f"among {who}" if who else "") if part)
    return sentence(f"{f'{opened}, ' if opened else ''}{many} {does}{answer} {tops}{fewest}{size}")


def _ends(order: Sequence[Share], most: int) -> tuple[list[Share], list[Share]]:
    """Return the highest and the lowest, with those that are level with the last of them; never one in both."""
    wanted = max(1, min(most, (len(order) + 1) // 2 if len(order) > 2 else 1))
    high = [each for each in order if each.exact >= order[wanted - 1].exact]
    low = [each for each in order if each.exact == order[-1].exact]
    if high[-1].exact == low[0].exact or len(low) > most:
        low = []
    return high, low


def _told(share: Share, language: Language, small: bool) -> str:
    size = f", {told_n(share.n, language)}" if small else ""
    return f"{quoted(share.group, language)} ({told_percent(share, language)}{size})"


def _sizes(order: Sequence[Share], language: Language) -> str:
    return span(min(each.n for each in order), max(each.n for each in order), language)


def _again(verb: Verb, label: str, language: Language) -> str:
    """Return the preposition that stands before the lowest ones."""
    if verb == "answer" and label:
        return " to" if language == "en" else " på"
    if verb == "tick":
        return " tick" if language == "en" else " for"
    return ""
