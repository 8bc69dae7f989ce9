"""A survey as its codebook describes it: waves, how a reply is known, cleaning rules, bases, questions."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from pydantic import ConfigDict, Field, PrivateAttr, model_validator

from svarbenk.codebook.condition import Condition
from svarbenk.codebook.consistency import check_codebook, check_comparison, index_questions
from svarbenk.codebook.derived import sources
from svarbenk.codebook.naming import understood
from svarbenk.codebook.part import Part
from svarbenk.codebook.question import Column, Question
from svarbenk.codebook.scale import Category, Merge
from svarbenk.codebook.text import Text, fold, nearest
from svarbenk.codebook.wave_view import view
from svarbenk.codebook.waves import ExportRules, Reply, Wave
from svarbenk.errors import InputError


class Noun(Part):
    """A unit in the singular and the plural, such as «svar» or «kommune / kommuner»."""

    one: Text
    many: Text


class NumberRules(Part):
    """How numbers are typed.

    Words that stand for a number, words that mean «about», units after a number («50 t»), and whether a range
    («45-50») is read as its midpoint where the question does not keep ranges.
    """

    words: dict[str, float] = {}
    approximate: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    midpoint: bool = False


class CleaningRules(Part):
    """The rules by which a raw export becomes clean answers."""

    missing: tuple[str, ...] = ()
    nearly_empty_below: float = Field(default=0.0, ge=0, le=1)
    test_rows: Literal["before_field_period", "keep"] = "keep"
    numbers: NumberRules = NumberRules()


class Base(Part):
    """A named base: who was asked, as a condition with a label of its own."""

    where: str
    label: Text

    @cached_property
    def condition(self) -> Condition:
        """The condition, parsed."""
        return Condition(self.where)


class Codebook(Part):
    """A survey: title, waves, population, questions. Made by ``read_codebook`` from YAML."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    codebook: str
    version: int
    title: Text
    source: Text
    document: str | None = None
    unit: Noun
    member: Noun | None = None
    waves: tuple[Wave, ...] = Field(min_length=1)
    reply: Reply
    contact: tuple[Column, ...] = ()
    ignored: tuple[Column, ...] = ()
    exports: ExportRules = ExportRules()
    cleaning: CleaningRules = CleaningRules()
    baseline: str | None = None
    scales: dict[str, tuple[Category, ...]] = {}
    merges: dict[str, dict[str, Merge]] = {}
    bases: dict[str, Base] = {}
    questions: tuple[Question, ...] = Field(min_length=1)

    _by_id: dict[str, Question] = PrivateAttr(default_factory=dict)
    _asked: tuple[Question, ...] = PrivateAttr(default=())
    _views: dict[str, "Codebook"] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> "Codebook":
        self._by_id.update(index_questions(self))
        own = (question for question in self._by_id.values() if question.kind != "battery")
        self._asked = tuple(question for question in own if not question.derived)
        check_codebook(self)
        return self

    @property
    def by_id(self) -> Mapping[str, Question]:
        """Every question and battery item by id."""
        return MappingProxyType(self._by_id)

    @property
    def id(self) -> str:
        """The survey's id, which is also the name of its codebook file and folders."""
        return self.codebook

    @property
    def backgrounds(self) -> tuple[Question, ...]:
        """The questions to group by."""
        return tuple(question for question in self.questions if question.background)

    def question(self, name: str) -> Question:
        """Return the question or battery item whose id is ``name``.

        Raises
        ------
        InputError
            If the survey has none; the message names the nearest ids.
        """
        if name not in self._by_id:
            raise InputError(f"undersøkelsen «{self.id}» har ikke spørsmålet «{name}»{nearest(name, self._by_id)}")
        return self._by_id[name]

    def wave(self, name: str | None = None) -> Wave:
        """Return the wave whose id or alias is ``name`` (letter case aside), or the only one that has answers.

        Raises
        ------
        InputError
            If there is no such wave, or several and none was named; the message names the nearest.
        """
        if name is None and len(self.with_answers) == 1:
            return self.with_answers[0]
        for wave in self.waves:
            if name is not None and fold(name) in map(fold, (wave.id, *wave.aliases)):
                return wave
        known = ", ".join(wave.id for wave in self.waves)
        if name is None:
            raise InputError(f"undersøkelsen «{self.id}» har flere runder; ventet en av {known}")
        # of roman numerals every one is near every other
        names = [each for wave in self.waves for each in (wave.id, *wave.aliases) if len(each) > 3]
        close = nearest(name, names)
        raise InputError(f"undersøkelsen «{self.id}» har ikke runden «{name}»; ventet en av {known}{close}")

    @property
    def with_answers(self) -> tuple[Wave, ...]:
        """The waves that there are answers of, not printed numbers only."""
        return tuple(wave for wave in self.waves if not wave.published_only)

    def in_wave(self, name: str | None = None) -> "Codebook":
        """Return the codebook of one wave as its file is: the questions asked, its columns, codes, labels, options.

        Category ids are the same in every wave.

        Parameters
        ----------
        name : str, optional
            The wave's id or alias; the only one by default.

        Raises
        ------
        InputError
            If there is no such wave, or what it says of its questions does not fit together.
        """
        wave = self.wave(name)
        if wave.id not in self._views:
            self._views[wave.id] = view(self, wave)
        return self._views[wave.id]

    def waves_of(self, question: str) -> tuple[str, ...]:
        """Return the ids of the waves that asked a ``question`` (by its id), in order.

        A derived question was asked where everything that it is made from was.

        Raises
        ------
        InputError
            If there is no such question.
        """
        asked = self.question(question)
        if asked.waves:
            return tuple(wave.id for wave in self.waves if wave.id in asked.waves)
        if asked.derived:
            parts = [self.waves_of(name) for name in sources(asked)]
            return tuple(wave.id for wave in self.waves if all(wave.id in part for part in parts))
        return tuple(wave.id for wave in self.with_answers)

    def baseline_of(self, question: str) -> str:
        """Return the id of the wave that changes in a ``question`` (by its id) are counted from.

        The question's own, else the survey's where it was asked then, else the first wave that asked it and has
        answers.

        Raises
        ------
        InputError
            If there is no such question.
        """
        asked, waves = self.question(question), self.waves_of(question)
        chosen = asked.baseline or self.baseline
        with_answers = [wave.id for wave in self.with_answers if wave.id in waves]
        return chosen if chosen in waves else (with_answers or list(waves))[0]

    def check_comparable(self, question: str, waves: Iterable[str]) -> None:
        """Refuse to compare a question between waves where that may not be done.

        Parameters
        ----------
        question : str
            The question's id.
        waves : iterable of str
            Ids of the waves that would be compared.

        Raises
        ------
        InputError
            If a wave did not ask the question, or the codebook says that it may not be compared; with the reason.
        """
        wanted = list(dict.fromkeys(waves))
        known = self.waves_of(question)
        for wave in wanted:
            if wave not in known:
                raise InputError(
                    f"spørsmålet «{question}» ble ikke stilt i runde {wave}; ventet noen av {', '.join(known)}"
                )
        barred = self.why_not_comparable(question, wanted)
        if barred is not None:
            raise InputError(f"spørsmålet «{question}»: {barred.nb}")

    def why_not_comparable(self, question: str, waves: Iterable[str]) -> Text | None:
        """Return why a question may not be compared between waves, in words; None where it may.

        Parameters
        ----------
        question : str
            The question's id.
        waves : iterable of str
            Ids of waves that asked it.

        Raises
        ------
        InputError
            If there is no such question.
        """
        asked, wanted = self.question(question), set(waves)
        barred = (each for name in (asked.id, *sources(asked)) for each in self.question(name).not_comparable)
        for each in barred if len(wanted) > 1 else ():
            for wave in each.waves:
                if wave in wanted:
                    why = each.reason
                    return Text(
                        nb=f"runde {wave} kan ikke sammenlignes med andre runder: {why.nb}",
                        en=f"wave {wave} cannot be compared with other waves: {why.to('en')}",
                    )
        return None

    def condition(self, text: str) -> Condition:
        """Parse the ``text`` of a condition and hold it against this survey's questions and categories.

        Categories and merges may be named by id or label, with blanks for underscores: «kommunalt ansatt».

        Raises
        ------
        InputError
            If it cannot be read or names what the survey does not have.
        """
        Condition(text)  # one that cannot be read says so in its own words
        try:
            condition = Condition(text, lambda comparison: understood(comparison, self._by_id))
            for comparison in condition.comparisons:
                check_comparison(comparison, self._by_id, self.waves)
        except InputError as error:
            raise InputError(f"vilkåret «{text}»: {error}") from None
        return condition

    def barred_waves(self, question: str, waves: Iterable[str]) -> tuple[str, ...]:
        """Return those of some waves that a question may not be compared with the others of.

        Parameters
        ----------
        question : str
            The question's id.
        waves : iterable of str
            Ids of waves.

        Raises
        ------
        InputError
            If there is no such question.
        """
        names = (question, *sources(self.question(question)))
        barred = {wave for name in names for each in self.question(name).not_comparable for wave in each.waves}
        return tuple(wave for wave in waves if wave in barred)

    def asked(self) -> tuple[Question, ...]:
        """Return every question that has answers of its own: batteries as their items, derived ones left out."""
        return self._asked
