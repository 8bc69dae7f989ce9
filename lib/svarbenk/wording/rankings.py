"""Items of a battery, or options of one question, in order: which most and which fewest gave the answer to."""

from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.numbers import HARD_SPACE, listed, span
from svarbenk.wording.shares import TELL_N, Share, Verb, among, inside, quoted, sentence, told_n, told_percent

# what joins the answer and the item: «svarer flest «helt enig» på …», «krysser flest av for …», «er flest …»
_DOES = {
    "answer": ("svarer", "svarte", " på"),
    "tick": ("krysser", "krysset", " av for"),
    "be": ("er", "var", ""),
}
# done, do, did; of the highest in English: “most” would say more than half
_DONE = {
    "answer": ("answered", "answer", "answered"),
    "tick": ("ticked", "tick", "ticked"),
    "be": ("found", "are", "were"),
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
    time = order[0].when if len({each.when for each in order}) == 1 else ""
    sizes = {each.n for each in order}
    # of few replies each item's own n, unless all have the same
    small = min(sizes) < TELL_N and len(sizes) > 1
    ends = [listed([_told(each, language, small) for each in some], language) for some in (high, low)]
    size = "" if small else f"; n{HARD_SPACE}={HARD_SPACE}{_sizes(order, language)}"
    if language == "en":
        text = _english(ends, label, verb, past=bool(time), several=len(high) > 1, two=len(order) == 2)
        opened = ", ".join(part for part in (inside(time, "en").strip(), f"among {who}" if who else "") if part)
        return sentence(f"{opened}, {text}{size}" if opened else f"{text}{size}")
    return sentence(f"{_norwegian(ends, label, verb, time, who, two=len(order) == 2)}{size}")


def _norwegian(ends: Sequence[str], label: str, verb: Verb, time: str, who: str, *, two: bool) -> str:
    present, past, joint = _DOES[verb]
    does = past if time else present
    tops, bottoms = ends
    answer = f" {quoted(label)}{joint}" if label else "" if verb == "answer" else joint
    again = f"{joint if label and verb == 'answer' else ' for' if verb == 'tick' else ''}"
    fewest = f"{' enn' if two else ', færrest'}{again} {bottoms}" if bottoms else ""
    many, when = "flere" if two else "flest", inside(time, "nb").strip()
    opened = f"{among(who)} {does} {many}" if who else f"{when} {does} {many}" if when else f"{many} {does}"
    return f"{opened}{answer} {tops}{fewest}{f' {when}' if who and when else ''}"


def _english(ends: Sequence[str], label: str, verb: Verb, *, past: bool, several: bool, two: bool) -> str:
    tops, bottoms = ends
    done, does, did = _DONE[verb]
    if label:
        be, often = ("was" if past else "is"), "more often" if two else "most often"
        rest = f"{' than' if two else ', least often'} to {bottoms}" if bottoms else ""
        return f"the answer {quoted(label, 'en')} {be} given {often} to {tops}{rest}"
    if two:
        return f"more {did if past else does} {tops} than {bottoms}"
    be = ("were" if several else "was") if past else ("are" if several else "is")
    return f"most often {done} {be} {tops}{f', least often {bottoms}' if bottoms else ''}"


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
