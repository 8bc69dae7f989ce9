"""The same people's answers to two questions, in a sentence: to which of them more give an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.codebook import Language
from svarbenk.wording.changes import LEVEL
from svarbenk.wording.numbers import HARD_SPACE, listed, number, p_value
from svarbenk.wording.shares import Share, Verb, quoted, sentence, told_n, told_percent


@dataclass(frozen=True)
class Pairing:
    """The same people's answers to two questions: the share ``first`` and ``second``; ``p`` of McNemar's test.

    ``label`` is the item that both questions are of, «» of two questions by themselves.
    """

    first: Share
    second: Share
    p: float | None
    label: str = ""

    @property
    def direction(self) -> int:
        """1 where the second share is higher for certain, −1 where it is lower, else 0."""
        moved = (self.second.count > self.first.count) - (self.second.count < self.first.count)
        return moved if self.p is not None and self.p < LEVEL else 0


def pairings_sentence(
    pairs: Sequence[Pairing],
    answer: str,
    names: tuple[str, str],
    language: Language = "nb",
    *,
    verb: Verb = "answer",
    most: int = 3,
) -> str:
    """Say whether the same people give an answer more often to one of two questions than to the other.

    Parameters
    ----------
    pairs : sequence of Pairing
        One, or one an item of two batteries.
    answer : str
        The answer or merge.
    names : tuple of two str
        Short names of the two questions or batteries.
    language : str
        «nb» or «en».
    verb : str
        ``answer`` or ``tick``.
    most : int
        How many items are named each way, those with the largest differences.

    Returns
    -------
    str
        Empty where nothing is known.
    """
    known = [each for each in pairs if each.first.known and each.second.known and each.p is not None]
    if not known:
        return ""
    nb = language == "nb"
    first, second = (quoted(name, language) for name in names)
    present = {"answer": ("som svarer", "answering"), "tick": ("som krysser av for", "ticking")}[verb][not nb]
    share = f"{'andelen' if nb else 'the share'} {present} {quoted(answer, language)}"
    comma = "," if nb else ""
    if len(known) == 1 and not known[0].label:
        return _one(known[0], f"{share}{comma}", first, second, language)
    told = []
    for way, (word, other) in {1: (second, first), -1: (first, second)}.items():
        certain = sorted((each for each in known if each.direction == way), key=_gap)
        if not certain:
            continue
        items = listed([_item(each, way, language) for each in certain[:most]], language)
        few, every = number(len(certain), language), number(len(known), language)
        if nb:
            on = f"på {few} av {every} utsagn, mest på" if len(certain) > most else "på"
            told.append(f"{share}, er høyere for {word} enn for {other} {on} {items}")
        else:
            on = f"on {few} of {every} statements, most on" if len(certain) > most else "on"
            told.append(f"{share} is higher for {word} than for {other} {on} {items}")
    alike = [each for each in known if each.direction == 0]
    if alike:
        items = listed([quoted(each.label, language) for each in alike], language)
        none = "er forskjellen ikke statistisk sikker" if nb else "the difference is not statistically certain"
        told.append(f"{'på' if nb else 'on'} {items} {none}")
    return " ".join(map(sentence, told))


def _one(pair: Pairing, share: str, first: str, second: str, language: Language) -> str:
    nb = language == "nb"
    a, b = (told_percent(each, language) for each in (pair.first, pair.second))
    n = told_n(pair.first.n, language)
    test = p_value(pair.p, language)
    when = f"{'i' if nb else 'in'} {pair.first.when}" if pair.first.when else ""
    both = "svarte på begge spørsmålene" if nb else "answered both questions"
    opened = " ".join(part for part in (f"blant dem som {both}" if nb else f"among those who {both}", when) if part)
    if pair.direction == 0:
        none = "forskjellen er ikke statistisk sikker" if nb else "the difference is not statistically certain"
        middle = f"{a} for {first} og {b} for {second}" if nb else f"{a} for {first} and {b} for {second}"
        told = f"{opened}, er {share} {middle}; {none}" if nb else f"{opened}, {share} is {middle}; {none}"
        return sentence(f"{told} ({test}, {n})")
    high, low = (second, first) if pair.direction > 0 else (first, second)
    more, less = (b, a) if pair.direction > 0 else (a, b)
    if nb:
        told = f"{opened}, er {share} høyere for {high} ({more}) enn for {low} ({less}; {test}, {n})"
    else:
        told = f"{opened}, {share} is higher for {high} ({more}) than for {low} ({less}; {test}, {n})"
    return sentence(told)


def _gap(pair: Pairing) -> float:
    return -abs(pair.second.percent - pair.first.percent)


def _item(pair: Pairing, way: int, language: Language) -> str:
    a, b = (told_percent(each, language) for each in (pair.first, pair.second))
    unit = f"{HARD_SPACE}{'prosent' if language == 'nb' else 'per cent'}"
    high, low = (b, a) if way > 0 else (a, b)
    joint = "mot" if language == "nb" else "against"
    return f"{quoted(pair.label, language)} ({high.removesuffix(unit)} {joint} {low})"
