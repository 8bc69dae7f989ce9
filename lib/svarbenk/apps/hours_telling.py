"""Arbeidstid in words, for chosen weights."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape

import numpy as np

from svarbenk import wording
from svarbenk.apps.hours_turning import change_turns, changes_alike_whatever, same_whatever, turns
from svarbenk.apps.hours_words import part_name, said
from svarbenk.codebook import Language, Text
from svarbenk.wording import HARD_SPACE
from svarbenk.workbench import WeightedHours

_SMALL_DENOMINATOR = 12


@dataclass(frozen=True, eq=False)
class Chosen:
    """Hours with the weights that were chosen; ``labels`` are all of the survey's waves, by which one is named."""

    hours: WeightedHours
    weights: tuple[float, ...]
    labels: tuple[Text, ...]
    background: Text

    @property
    def language(self) -> Language:
        """The language of everything that is told."""
        return self.hours.language

    @property
    def last(self) -> int:
        """The last wave."""
        return len(self.hours.waves) - 1

    def group(self, place: int) -> str:
        """Return the name of a group in quotation marks."""
        return wording.quoted(self.hours.rows.categories[place].label.to(self.language), self.language)

    def part(self, place: int) -> str:
        """Return what a part is called inside a sentence: «bakvakt»."""
        return part_name(self.hours.parts[place], self.language)

    def when(self, wave: int) -> str:
        """Return a wave in words."""
        others = [each.to(self.language) for each in self.labels]
        return wording.when(self.hours.waves[wave].label.to(self.language), others, self.language)

    def weighted(self, without: int | None = None) -> str:
        """Return «bakvakt vektet 1/7 og hjemmevakt vektet 1/4», without one of the parts."""
        told = [
            said("part_weight", self.language).format(self.part(place), weight_text(weight, usual, self.language))
            for place, (weight, usual) in enumerate(zip(self.weights, self.hours.usual, strict=True))
            if place != without
        ]
        return wording.listed(told, self.language)

    @property
    def groups(self) -> list[int]:
        """Groups that are shown in the last wave."""
        return [place for place, value in enumerate(self.hours.fixed[-1]) if math.isfinite(value)]


def weight_text(weight: float, usual: float | None, language: Language) -> str:
    """Write a weight: «1/7» where it is the codebook's, else «0,18».

    Parameters
    ----------
    weight : float
        The weight.
    usual : float or None
        The codebook's.
    language : str
        «nb» or «en».
    """
    if weight == usual:
        simple = Fraction(usual).limit_denominator(_SMALL_DENOMINATOR)
        if 0 < simple < 1 and math.isclose(float(simple), usual):
            return str(simple)
    # what is not quite none or all is not written as none or all
    digits = next((each for each in (2, 3, 4) if 0 < wording.rounded(weight, each) < 1), 2) if 0 < weight < 1 else 0
    return wording.number(weight, language, digits)


def lead(chosen: Chosen) -> str:
    """Say who works most and least in the last wave, and whether that depends on the weights.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    """
    groups, language = chosen.groups, chosen.language
    if len(groups) < 2:
        return ""
    values = chosen.hours.mean(chosen.weights)[-1]
    most, least = max(groups, key=lambda each: values[each]), min(groups, key=lambda each: values[each])
    when = chosen.when(chosen.last)
    begun = f"In {when}" if language == "en" else f"I {when}"
    told = [
        said(name, language).format(
            when=begun, group=chosen.group(group), hours=wording.number(values[group], language, 1),
            within=_within(chosen, chosen.last, group),
        )
        for name, group in (("most", most), ("least", least))
    ]  # fmt: skip
    low, high = _difference(chosen, most, least)
    if low <= 0 <= high:
        told.append(said("uncertain", language))
    turning = any(turns(chosen.hours, -1, part, chosen.weights) for part in range(len(chosen.hours.parts)))
    whether = "same" if same_whatever(chosen.hours, -1) else "turns" if turning else "turns_both"
    told.append(said(whether, language))
    return " ".join(told)


def _difference(chosen: Chosen, one: int, other: int) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two groups in the last wave."""
    hours = chosen.hours
    both = replace(hours, **{
        name: np.stack([getattr(hours, name)[-1, [group]] for group in (other, one)])
        for name in ("n", "fixed", "moving", "spread", "hidden")
    })  # fmt: skip
    _, low, high = both.change(chosen.weights)
    return float(low[0]), float(high[0])


def _within(chosen: Chosen, wave: int, group: int) -> str:
    language = chosen.language
    low, high = (wording.number(end[wave, group], language, 1) for end in chosen.hours.interval(chosen.weights))
    n = wording.number(chosen.hours.n[wave, group], language)
    share = wording.percent(95, language)
    interval = "CI" if language == "en" else "KI"
    return f"{share} {interval} {low}–{high}, n{HARD_SPACE}={HARD_SPACE}{n}"


def turning_html(chosen: Chosen) -> str:
    """Say where the ranking in the last wave turns, and where a change does.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    """
    language, hours = chosen.language, chosen.hours
    told = []
    if len(chosen.groups) > 1:
        when = chosen.when(chosen.last)
        told.append(f"<h3>{escape(said('turn_title', language).format(when))}</h3>")
        told += [_turns_html(chosen, part) for part in range(len(hours.parts))]
    if len(hours.waves) > 1:
        span = said("from_to", language).format(chosen.when(0), chosen.when(chosen.last))
        told.append(f"<h3>{escape(said('change_title', language).format(span))}</h3>")
        lines = change_sentences(chosen)
        told.append(f"<p>{escape(lines[0])}</p>" if len(lines) == 1 else _list(lines))
    return "".join(told)


def _turns_html(chosen: Chosen, part: int) -> str:
    lines, language = turn_sentences(chosen, part), chosen.language
    if not lines:
        told = said("no_turn", language).format(part=chosen.part(part), others=chosen.weighted(without=part))
        return f"<p>{escape(told)}</p>"
    name = chosen.part(part)
    head = said("turn_of", language).format(part=name[:1].upper() + name[1:], others=chosen.weighted(without=part))
    return f"<p>{escape(head)}</p>{_list(lines)}"


def _list(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def turn_sentences(chosen: Chosen, part: int) -> list[str]:
    """Say for each two groups at which weight of a part their order changes.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    part : int
        The part whose weight moves.
    """
    language = chosen.language
    return [
        said("turn", language).format(
            part=chosen.part(part), weight=weight_text(turn.weight, None, language),
            more=chosen.group(turn.more), less=chosen.group(turn.less),
        )
        for turn in turns(chosen.hours, -1, part, chosen.weights)
    ]  # fmt: skip


def change_sentences(chosen: Chosen) -> list[str]:
    """Say in which groups, and at which weights, the change from the first wave to the last gets another sign.

    Parameters
    ----------
    chosen : Chosen
        The hours.
    """
    hours, language = chosen.hours, chosen.language
    if changes_alike_whatever(hours):
        return [said("change_same", language)]
    told = [
        said("change_turn", language).format(
            group=chosen.group(group), part=chosen.part(part), weight=weight_text(weight, None, language),
            first=said("fall" if rises else "rise", language), second=said("rise" if rises else "fall", language),
        )
        for part in range(len(hours.parts))
        for group, weight, rises in change_turns(hours, part, chosen.weights)
    ]  # fmt: skip
    return told or [said("change_same_here", language)]
