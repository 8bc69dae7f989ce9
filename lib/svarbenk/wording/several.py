"""Several answers in one sentence: which shares rose, which fell, which did not change; or their levels at one time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.codebook import Language
from svarbenk.wording.changes import LEVEL, change_sentence
from svarbenk.wording.levels import level_sentence
from svarbenk.wording.numbers import HARD_SPACE, listed, number, p_value, span
from svarbenk.wording.ranks import FEWEST
from svarbenk.wording.shares import TELL_N, Share, Verb, among, inside, quoted, sentence, told_percent

# who give an answer, in the past; what stands before each answer after the first
_THOSE = {
    ("nb", "answer"): ("som svarte", ""),
    ("nb", "tick"): ("som krysset av for", "for "),
    ("nb", "be"): ("som var", ""),
    ("en", "answer"): ("answering", ""),
    ("en", "tick"): ("ticking", ""),
    ("en", "be"): ("who were", ""),
}
_DID = {
    ("nb", "answer"): ("svarte", ""),
    ("nb", "tick"): ("krysset", "av for "),
    ("nb", "be"): ("var", ""),
    ("en", "answer"): ("answered", ""),
    ("en", "tick"): ("ticked", ""),
    ("en", "be"): ("were", ""),
}


@dataclass(frozen=True)
class Change:
    """The share of one answer, its ``label``, ``before`` and ``after``; ``p`` of the test, None where there is none."""

    label: str
    before: Share
    after: Share
    p: float | None = None

    @property
    def tested(self) -> bool:
        """Whether there is a p."""
        return self.p is not None and not math.isnan(self.p)

    @property
    def direction(self) -> int:
        """1 of a share that has risen, −1 of one that has fallen, 0 where neither is statistically certain."""
        moved = (self.after.exact > self.before.exact) - (self.after.exact < self.before.exact)
        return moved if self.tested and self.p < LEVEL else 0


def changes_sentence(
    changes: Sequence[Change],
    language: Language = "nb",
    *,
    verb: Verb = "answer",
    who: str = "",
    about: str = "",
    answer: str = "",
    barred: str = "",
) -> str:
    """Say how the shares of several answers to a question, or of one to several items, have changed between waves.

    «Fra 2022 til 2025 økte andelene som krysset av for «fastlege» (fra 29 til 43 prosent) og for «vet ikke» (fra 4 til
    16 prosent; begge p < 0,001). Samtidig falt andelen … For «helprivat» (27 og 30 prosent; p = 0,117) er det ingen
    statistisk sikker endring.» Each answer by the rule of ``change_sentence``, which one answer alone gets.

    Parameters
    ----------
    changes : sequence of Change
        One an answer, in the order in which they are told.
    language : str
        «nb» or «en».
    verb : str
        ``answer``, ``tick`` or ``be``.
    who : str
        Who was asked; everybody where it is empty.
    about : str
        Short name of the question, set before a colon.
    answer : str
        The one answer, where each label is an item of a battery: «som svarte «enig» på «faglig utvikling»».
    barred : str
        Why the waves may not be compared.

    Returns
    -------
    str
        Without the answers of which a number is hidden; empty where that leaves none.
    """
    known = [each for each in changes if each.before.known and each.after.known]
    if not known:
        return ""
    if len(known) == 1:
        one = known[0]
        if answer:
            about = f"{about}, {quoted(one.label, language)}" if about else one.label
        return change_sentence(
            answer or one.label, one.before, one.after, one.p, language, who=who, verb=verb, about=about, barred=barred
        )
    story = _Story(known, language, verb, who, answer)
    if barred or not any(each.tested for each in known):
        return sentence(story.levels(), about) + (f" {sentence(barred)}" if barred else "")
    risen, fallen, still = ([each for each in known if each.direction == way] for way in (1, -1, 0))
    moved = sorted((each for each in (risen, fallen) if each), key=lambda group: known.index(group[0]))
    told = [story.moved(group, first=place == 0) for place, group in enumerate(moved)]
    if still:
        told.append(story.still(still, first=not moved))
    return " ".join(sentence(text, about if place == 0 else "") for place, text in enumerate(told))


def levels_sentence(
    shares: Sequence[Share],
    language: Language = "nb",
    *,
    verb: Verb = "answer",
    who: str = "",
    about: str = "",
) -> str:
    """Say how many gave each of several answers: «I 2023 svarte 20 prosent «alltid» og 40 prosent «aldri» (n = 421).».

    Parameters
    ----------
    shares : sequence of Share
        One an answer of the same question, with the answer as ``group``.
    language : str
        «nb» or «en».
    verb : str
        ``answer``, ``tick`` or ``be``.
    who : str
        Who was asked; everybody where it is empty.
    about : str
        Short name of the question, set before a colon.

    Returns
    -------
    str
        Without the answers of which a number is hidden; empty where that leaves none.
    """
    known = [each for each in shares if each.known]
    if not known:
        return ""
    first = known[0]
    if len(known) == 1:
        alone = Share(first.count, first.n, first.when)
        return level_sentence(first.group, alone, language, verb=verb, who=who, about=about)
    when, n = inside(first.when, language).strip(), _n(known, language)
    people = (f"among {who}" if language == "en" else among(who)) if who else ""
    did, joint = _DID[language, verb]
    opened = ", ".join(part for part in (when, people) if part) if language == "en" else people or when
    # in Norwegian the verb comes second, after what opens the sentence; otherwise it follows the first number
    early = f"{did} " if opened and language == "nb" else ""
    inner = "" if early else f"{did} "
    before = [inner + joint, *[_THOSE[language, verb][1]] * (len(known) - 1)]
    parts = [
        f"{_size(each, language)} {lead}{quoted(each.group, language)}"
        for lead, each in zip(before, known, strict=True)
    ]
    late = f" {when}" if language == "nb" and people and when else ""
    opened = f"{opened}, " if opened and language == "en" else f"{opened} " if opened else ""
    return sentence(f"{opened}{early}{listed(parts, language)}{late} ({n})", about)


class _Story:
    """The parts of ``changes_sentence`` for one question and two waves."""

    def __init__(self, changes: Sequence[Change], language: Language, verb: Verb, who: str, answer: str = ""):
        self.language, self.who = language, who
        self.those, self.joint = _THOSE[language, verb]
        self.of = "for"
        if answer:
            self.of = "på" if language == "nb" else "to"
            self.those, self.joint = f"{self.those} {quoted(answer, language)} {self.of}", f"{self.of} "
        self.nb = language == "nb"
        self.changes = changes
        few = bool(who) or min(min(each.before.n, each.after.n) for each in changes) < TELL_N
        ends = [[each.before for each in changes], [each.after for each in changes]]
        self.times = [f"{shares[0].when}{f' ({_n(shares, language)})' if few else ''}" for shares in ends]

    def moved(self, group: Sequence[Change], *, first: bool) -> str:
        """Say of some answers that they have risen, or that they have fallen."""
        up = group[0].direction > 0
        nb = self.nb
        did = ("økte" if up else "falt") if nb else ("rose" if up else "fell")
        when = self._between() if first else "samtidig" if nb else "at the same time"
        who, one = self._who() if first else "", group[0]
        p = [p_value(each.p, self.language) for each in group]
        those, joint = self.those, self.joint
        if len(group) == 1:
            told = f"{self._levels(one, *self._from())} ({p[0]})"
            answer = f"{those} {quoted(one.label, self.language)}"
            if nb:
                return f"{when} {did} andelen{who} {answer}, {told}"
            return f"{when} the share{who} {answer} {did} {told}"
        shared = self._shared(p)
        parts = []
        for place, each in enumerate(group):
            tail = (f"; {shared}" if place == len(group) - 1 else "") if shared else f"; {p[place]}"
            levels = self._levels(each, *self._from())
            parts.append(f"{joint if place else ''}{quoted(each.label, self.language)} ({levels}{tail})")
        answers = listed(parts, self.language)
        if nb:
            return f"{when} {did} andelene{who} {those} {answers}"
        return f"{when} there was {'a rise' if up else 'a fall'} in the shares{who} {those} {answers}"

    def _between(self) -> str:
        start, end = self._from()
        return f"{start} {self.times[0]} {end} {self.times[1]}"

    def _from(self) -> tuple[str, str]:
        return ("fra", "til") if self.nb else ("from", "to")

    def _who(self) -> str:
        if not self.who:
            return ""
        return f" {among(self.who)}" if self.nb else f" among {self.who}"

    def _shared(self, p: Sequence[str]) -> str:
        """Return «begge p < 0,001» where every p of several is written the same; else nothing."""
        if len(p) < 2 or len(set(p)) > 1:
            return ""
        both = ("begge" if self.nb else "both") if len(p) == 2 else ("alle" if self.nb else "all")
        return f"{both} {p[0]}"

    def still(self, group: Sequence[Change], *, first: bool) -> str:
        """Say of some answers that there is no change that can be told from chance."""
        parts = []
        for each in group:
            tail = f"; {p_value(each.p, self.language)}" if each.tested else ""
            levels = self._levels(each, "", "og" if self.nb else "and")
            parts.append(f"{quoted(each.label, self.language)} ({levels}{tail})")
        answers = listed(parts, self.language)
        if not first:
            told = "er det ingen statistisk sikker endring" if self.nb else "there is no statistically certain change"
            return f"for {answers} {told}"
        those = f"{self._who()} {self.those}"
        share = ("andelen" if len(group) == 1 else "andelene") if self.nb else "the shares"
        if self.nb:
            return f"{self._between()} er det ingen statistisk sikker endring i {share}{those} {answers}"
        return f"{self._between()} there is no statistically certain change in {share}{those} {answers}"

    def levels(self) -> str:
        """Say the two levels of every answer, where they are not tested."""
        those = self.those
        first, *rest = self.changes
        before, after = (told_percent(each, self.language) for each in (first.before, first.after))
        if self.nb:
            both = f"{before}{inside(self.times[0], 'nb')} og {after}{inside(self.times[1], 'nb')}"
            what = f"andelen {those} {quoted(first.label, 'nb')},"
            told = f"{among(self.who)} var {what} {both}" if self.who else f"{what} var {both}"
            return "; ".join(
                [told, *(f"{self.of} {quoted(e.label, 'nb')} var den {self._levels(e, '', 'og')}" for e in rest)]
            )
        both = f"{before}{inside(self.times[0], 'en')} and {after}{inside(self.times[1], 'en')}"
        what = f"the share {those} {quoted(first.label, 'en')} was {both}"
        told = f"among {self.who}, {what}" if self.who else what
        more = [f"{self.of} {quoted(each.label, 'en')} it was {self._levels(each, '', 'and')}" for each in rest]
        return "; ".join([told, *more])

    def _levels(self, change: Change, begin: str, between: str) -> str:
        """Return «fra 29 til 43 prosent», «27 og 30 prosent»; one number where both are written the same."""
        before, after = (told_percent(each, self.language) for each in (change.before, change.after))
        if before == after:
            return before
        unit = f"{HARD_SPACE}{'prosent' if self.nb else 'per cent'}"
        return f"{f'{begin} ' if begin else ''}{before.removesuffix(unit)} {between} {after}"


def _n(shares: Sequence[Share], language: Language) -> str:
    """Return «n = 935», or «n = 935–942» where it differs."""
    low, high = min(each.n for each in shares), max(each.n for each in shares)
    return f"n{HARD_SPACE}={HARD_SPACE}{span(low, high, language)}"


def _size(share: Share, language: Language) -> str:
    """Return «20 prosent», or «3 av 12» of few."""
    if share.n < FEWEST:
        return f"{number(share.count, language)} {'of' if language == 'en' else 'av'} {number(share.n, language)}"
    return told_percent(share, language)
