"""What can be chosen in a survey: its questions with the words that find them, groups, waves and filters."""

from functools import cached_property

import numpy as np

from svarbenk.apps.explorer_words import said
from svarbenk.codebook import Language, Question, Text
from svarbenk.responses import WAVE
from svarbenk.tables import CountTable
from svarbenk.workbench import Survey

LETTERS = 300
"""So much of a label is enough to know a question by."""
_CLOSED = {"single", "ordinal", "multiple"}


class Choices:
    """The choices of a survey, in its language.

    Parameters
    ----------
    survey : Survey
        The survey; free text in it cannot be chosen.
    """

    def __init__(self, survey: Survey):
        self.survey = survey
        self.language: Language = survey.language

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions that can be counted, items of batteries after their battery, backgrounds last."""
        found = {}
        for question in sorted(self.survey.codebook.questions, key=lambda each: each.background):
            if question.kind == "text" or not self.survey.asked_in(question.id):
                continue
            found[question.id] = question
            if question.kind == "battery":
                found |= {item.id: item for item in question.item_questions() if self.survey.asked_in(item.id)}
        return found

    @cached_property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Ids of the questions with what they are called; items stand indented under their battery."""
        names = {each: question.name.to(self.language).rstrip(" :") for each, question in self.questions.items()}
        called = list(names.values())
        found = []
        for each, question in self.questions.items():
            name = names[each]
            if self.survey.battery_of(each) is not None:
                name = f"– {name}"
            elif question.background:
                name = f"{said('background_question', self.language)}: {_inside(name)}"
            elif called.count(name) > 1:
                name = f"{name} ({said('mean' if question.kind == 'numeric' else 'in_groups', self.language)})"
            found.append((each, name[:LETTERS]))
        return tuple(found)

    @cached_property
    def words(self) -> dict[str, str]:
        """What else each question is found by: wording, labels and answers in both languages."""
        found = {}
        for each, question in self.questions.items():
            texts: list[Text | None] = [question.text, question.label, question.name]
            texts += [Text(nb=category.nb, en=category.en) for category in question.categories]
            if question.kind == "battery":  # found by its items too, which would stand there without it
                texts += [text for item in question.item_questions() for text in (item.name, item.text)]
            said_ = [text.to(language) for text in texts if text is not None for language in ("nb", "en")]
            found[each] = " ".join(dict.fromkeys((each, *said_)))
        return found

    @cached_property
    def first(self) -> str:
        """The question to begin with: the first that has a figure, of those that most rounds asked."""
        asked = {
            each: len(self.survey.asked_in(each))
            for each, question in self.questions.items()
            if question.kind in _CLOSED and not question.background
        }
        for each in sorted(asked, key=lambda name: -asked[name]):
            table = self.survey.latest(each).table(each)
            if table and has_bars(table.shown):
                return each
        return next(iter(self.questions))

    def is_whole_battery(self, name: str) -> bool:
        """Tell whether a question (``name``) is a battery of answers, whose items stand under each other."""
        question = self.questions[name]
        return question.kind == "battery" and question.item_kind != "numeric"

    def is_numeric(self, name: str) -> bool:
        """Tell whether a question (``name``) is answered with a number."""
        return "numeric" in {self.questions[name].kind, self.questions[name].item_kind}

    def is_sum(self, name: str) -> bool:
        """Tell whether the numbers of a question (``name``) are added up: those of a kommune's posts, of no person."""
        question = self.questions[name]
        return self.is_numeric(name) and (self.survey.codebook.member is not None or question.ranges)

    def waves(self, name: str) -> tuple[str, ...]:
        """Return ids of the waves that a question (``name``) was asked in."""
        return self.survey.asked_in(name)

    def wave_label(self, wave: str) -> str:
        """Return the ``wave`` in words, with its number where there are several."""
        label = self.survey.codebook.wave(wave).label.to(self.language)
        return label if len(self.survey.waves) == 1 else f"{wave}: {label}"

    def backgrounds(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return ids and names of what a question (``name``) can be broken down by: no background by another."""
        if self.questions[name].background or self.is_whole_battery(name):
            return ()
        asked = self.survey.codebook.backgrounds
        return tuple((each.id, each.name.to(self.language)) for each in asked if each.id in self.questions)

    def filters(self, name: str, by: str = "") -> tuple[tuple[str, str], ...]:
        """Return what a question can be narrowed to: «background:group» with its label.

        Parameters
        ----------
        name : str
            The question.
        by : str
            What it is broken down by; a number can have either.
        """
        if self.questions[name].background or (by and self.is_numeric(name)):
            return ()
        found = []
        for background in self.survey.codebook.backgrounds:
            if background.id == by or background.id not in self.questions or background.kind not in _CLOSED:
                continue
            told = background.name.to(self.language)
            found += [
                (f"{background.id}:{each.id}", f"{told}: {_inside(Text(nb=each.nb, en=each.en).to(self.language))}")
                for each in background.categories
                if each.role is None
            ]
        return tuple(found)

    def narrowed(self, waves: tuple[str, ...], within: str) -> Survey:
        """Return the survey of some waves, and of a group.

        Parameters
        ----------
        waves : tuple of str
            Ids; all for none.
        within : str
            «background:group», or nothing.

        Raises
        ------
        InputError
            If nobody is in the group.
        """
        survey = self.survey.of_waves(*waves) if waves and waves != self.survey.waves else self.survey
        background, _, group = within.partition(":")
        return survey.within(background, group) if within else survey


def has_bars(shown: CountTable) -> bool:
    """Tell whether any row has a bar: one without hidden counts, or any count where several could be ticked.

    Parameters
    ----------
    shown : CountTable
        Counts after protection.
    """
    answered = np.nan_to_num(shown.row_n) > 0
    hidden = shown.hidden.any(axis=1) if shown.exclusive else shown.hidden.all(axis=1)
    return bool((answered & ~hidden).any())


def by_wave(waves: tuple[str, ...], by: str) -> bool:
    """Tell whether rows are waves: several are chosen, and no background.

    Parameters
    ----------
    waves : tuple of str
        Those chosen.
    by : str
        The background.
    """
    return len(waves) > 1 and by in {"", WAVE}


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
