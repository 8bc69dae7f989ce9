"""A survey as its codebook describes it: waves, how a reply is known, cleaning rules, bases, questions."""

import codecs
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from pydantic import ConfigDict, Field, PrivateAttr, field_validator, model_validator

from svarbenk.codebook.condition import Condition
from svarbenk.codebook.consistency import check_codebook, check_comparison, index_questions
from svarbenk.codebook.part import Part
from svarbenk.codebook.question import Column, Question
from svarbenk.codebook.scale import Category
from svarbenk.codebook.text import Text, nearest
from svarbenk.errors import InputError


class Noun(Part):
    """A unit in the singular and the plural, such as «svar» or «kommune / kommuner»."""

    one: Text
    many: Text


class FieldPeriod(Part):
    """When a wave was in the field. ``deadline`` is what respondents were told; late replies count."""

    start: date
    deadline: date | None = None
    end: date | None = None


class Wave(Part):
    """One round of a survey."""

    id: str
    label: Text
    field_period: FieldPeriod
    status_date: date | None = None
    population: int | None = None


class UnitColumn(Column):
    """The column that names whom a reply speaks for; ``separators`` split a joint reply's name."""

    separators: tuple[str, ...] = ()


class Reply(Part):
    """The columns by which a reply is known: its id, its unit, when it was started, where it comes from."""

    id: Column
    unit: UnitColumn | None = None
    started: Column | None = None
    provenance: Column | None = None


class NumberRules(Part):
    """How numbers are typed: words that stand for a number, and words that mean «about»."""

    words: dict[str, float] = {}
    approximate: tuple[str, ...] = ()


class CsvRules(Part):
    """How the survey tool writes CSV files; a file that is written otherwise is refused, not guessed at."""

    encoding: str = "windows-1252"
    separator: str = ";"

    @field_validator("encoding")
    @classmethod
    def _known(cls, encoding: str) -> str:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise ValueError(f"ukjent tegnkoding «{encoding}»; ventet for eksempel windows-1252 eller utf-8") from None
        return encoding

    @field_validator("separator")
    @classmethod
    def _one_character(cls, separator: str) -> str:
        if len(separator) != 1 or separator in '"\r\n':
            raise ValueError(f"skilletegnet er «{separator}»; ventet ett tegn, for eksempel «;»")
        return separator


class ExportRules(Part):
    """How the survey tool writes its exports."""

    csv: CsvRules = CsvRules()


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
    scales: dict[str, tuple[Category, ...]] = {}
    bases: dict[str, Base] = {}
    questions: tuple[Question, ...] = Field(min_length=1)

    _by_id: dict[str, Question] = PrivateAttr(default_factory=dict)
    _asked: tuple[Question, ...] = PrivateAttr(default=())

    @model_validator(mode="after")
    def _consistent(self) -> "Codebook":
        self._by_id.update(index_questions(self))
        own = (question for question in self._by_id.values() if question.kind != "battery")
        self._asked = tuple(question for question in own if not question.sum_of)
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
        """Return the wave whose id is ``name``, or the only one.

        Raises
        ------
        InputError
            If there is no such wave, or several and none was named.
        """
        ids = [wave.id for wave in self.waves]
        if name is None and len(ids) == 1:
            return self.waves[0]
        if name not in ids:
            raise InputError(f"undersøkelsen «{self.id}» har ikke runden «{name}»; ventet en av {', '.join(ids)}")
        return self.waves[ids.index(name)]

    def condition(self, text: str) -> Condition:
        """Parse the ``text`` of a condition and hold it against this survey's questions and categories.

        Raises
        ------
        InputError
            If it cannot be read or names what the survey does not have.
        """
        condition = Condition(text)
        try:
            for comparison in condition.comparisons:
                check_comparison(comparison, self._by_id)
        except InputError as error:
            raise InputError(f"vilkåret «{text}»: {error}") from None
        return condition

    def asked(self) -> tuple[Question, ...]:
        """Return every question that has answers of its own: batteries as their items, sums left out."""
        return self._asked
