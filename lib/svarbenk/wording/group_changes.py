"""How one answer has changed in each of several groups, in a sentence."""

import math
from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.changes import LEVEL
from svarbenk.wording.contrasts import FEWEST_IN_GROUP
from svarbenk.wording.numbers import HARD_SPACE, listed, p_value
from svarbenk.wording.several import Change
from svarbenk.wording.shares import Verb, lowered_label, quoted, sentence, told_percent

_THOSE = {
    ("nb", "answer"): "som svarte",
    ("nb", "tick"): "som krysset av for",
    ("nb", "be"): "som var",
    ("en", "answer"): "answering",
    ("en", "tick"): "ticking",
    ("en", "be"): "who were",
}


def group_changes_sentence(
    label: str,
    changes: Sequence[Change],
    language: Language = "nb",
    *,
    background: str,
    verb: Verb = "answer",
    differ: float | None = None,
) -> str:
    """Say in which groups the share of an answer has risen, fallen or not changed for certain.

    «Etter studietrinn økte andelen som krysset av for «fastlege», fra 2022 til 2025 for «1.–5. år» (fra 31 til 45
    prosent; p < 0,001) … For «LIS1» (20 og 24 prosent; p = 0,431) er det ingen statistisk sikker endring.» Where it is
    certain and one way in three groups or more and in all of them, only those with the largest and the smallest change.

    Parameters
    ----------
    label : str
        The answer or merge.
    changes : sequence of Change
        One a group, with the group's label and p corrected for their number.
    language : str
        «nb» or «en».
    background : str
        What the groups are by, such as «studietrinn».
    verb : str
        ``answer``, ``tick`` or ``be``.
    differ : float, optional
        p of the test of equal changes in the groups.

    Returns
    -------
    str
        Groups with hidden numbers or fewer than 10 replies are passed over; empty where fewer than two are left.
    """
    known = [each for each in changes if each.before.known and each.after.known and each.tested]
    large = [each for each in known if min(each.before.n, each.after.n) >= FEWEST_IN_GROUP]
    if len(large) < 2:
        return ""
    story = _Groups(large, label, language, background, verb)
    ways = {each.direction for each in large}
    if len(large) > 2 and len(large) == len(changes) and len(ways) == 1 and 0 not in ways:
        told = [story.everywhere(large)]
    else:
        groups = [[each for each in large if each.direction == way] for way in (1, -1, 0)]
        told = [story.part(group, first=not any(groups[:place])) for place, group in enumerate(groups) if group]
    return " ".join([*map(sentence, told), *story.differ(differ)])


class _Groups:
    def __init__(self, changes: Sequence[Change], label: str, language: Language, background: str, verb: Verb):
        self.language, self.nb = language, language == "nb"
        by = lowered_label(background)
        self.by = f"etter {by}" if self.nb else f"by {by}"
        self.share = f"{'andelen' if self.nb else 'the share'} {_THOSE[language, verb]} {quoted(label, language)}"
        first = changes[0]
        start, end = ("fra", "til") if self.nb else ("from", "to")
        self.when = f"{start} {first.before.when} {end} {first.after.when}" if first.before.when else ""

    def everywhere(self, changes: Sequence[Change]) -> str:
        """Say of all groups that the share has risen or fallen, and where most and least."""
        ordered = sorted(changes, key=lambda each: -abs(each.after.exact - each.before.exact))
        most, least = ordered[0], ordered[-1]
        up = most.direction > 0
        top = max(each.p for each in changes)
        p = p_value(top, self.language)
        test = (f"alle {p}" if self.nb else f"all {p}") if top < 0.001 else f"{'største' if self.nb else 'largest'} {p}"
        if self.nb:
            return (
                f"{self.by} {'økte' if up else 'falt'} {self.share}, {self.when} i alle gruppene ({test}), mest for "
                f"{self._group(most)} og minst for {self._group(least)}"
            )
        return (
            f"{self.by}, {self.share} {'rose' if up else 'fell'} {self.when} in all groups ({test}), most for "
            f"{self._group(most)} and least for {self._group(least)}"
        )

    def part(self, group: Sequence[Change], *, first: bool) -> str:
        """Say of some groups that the share has risen, fallen, or not changed for certain."""
        way = group[0].direction
        answers = listed([self._group(each, p=True) for each in group], self.language)
        none = "ingen statistisk sikker endring" if self.nb else "no statistically certain change"
        if way == 0 and not first:
            return f"for {answers} {'er det' if self.nb else 'there is'} {none}"
        if way == 0:
            there = "er det" if self.nb else "there is"
            of = "i" if self.nb else "in"
            comma = "," if self.nb else ""
            opened = f"{self.by} {there}" if self.nb else f"{self.by}, {there}"
            return f"{opened} {none} {of} {self.share}{comma} {self.when}: {answers}"
        did = ("økte" if way > 0 else "falt") if self.nb else ("rose" if way > 0 else "fell")
        if not first:
            return f"den {did} for {answers}" if self.nb else f"it {did} for {answers}"
        if self.nb:
            return f"{self.by} {did} {self.share}, {self.when} for {answers}"
        return f"{self.by}, {self.share} {did} {self.when} for {answers}"

    def differ(self, p: float | None) -> list[str]:
        """Say whether the changes are alike in the groups."""
        if p is None or math.isnan(p):
            return []
        test = p_value(p, self.language)
        certain = p < LEVEL
        if self.nb:
            told = "endringen er ulik i gruppene" if certain else "det er ikke sikkert at endringen er ulik i gruppene"
        elif certain:
            told = "the change differs between the groups"
        else:
            told = "it is not certain that the change differs between the groups"
        return [sentence(f"{told} ({test})")]

    def _group(self, change: Change, *, p: bool = False) -> str:
        before, after = (told_percent(each, self.language) for each in (change.before, change.after))
        unit = f"{HARD_SPACE}{'prosent' if self.nb else 'per cent'}"
        start, end = ("fra", "til") if self.nb else ("from", "to")
        if change.direction == 0:
            start, end = "", "og" if self.nb else "and"
        levels = before if before == after else f"{start} {before.removesuffix(unit)} {end} {after}".strip()
        tail = f"; {p_value(change.p, self.language)}" if p else ""
        return f"{quoted(change.label, self.language)} ({levels}{tail})"
