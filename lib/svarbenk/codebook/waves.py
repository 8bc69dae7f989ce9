"""Waves: when a survey was in the field, and what the files of each wave call things."""

import codecs
from datetime import date

from pydantic import Field, field_validator

from svarbenk.codebook.part import Part
from svarbenk.codebook.question import Column
from svarbenk.codebook.text import Text


class FieldPeriod(Part):
    """When a wave was in the field. ``deadline`` is what respondents were told; late replies count."""

    start: date
    deadline: date | None = None
    end: date | None = None

    @property
    def year(self) -> float:
        """The middle of the period as a year with decimals, the score of a trend test."""
        last = self.end or self.deadline or self.start
        middle = (self.start.toordinal() + last.toordinal()) / 2
        first = date(self.start.year, 1, 1).toordinal()
        return self.start.year + (middle - first) / (date(self.start.year + 1, 1, 1).toordinal() - first)


class UnitColumn(Column):
    """The column that names whom a reply speaks for; ``separators`` split a joint reply's name."""

    separators: tuple[str, ...] = ()


class ConsentColumn(Column):
    """The column that tells whether the respondent agreed to take part; ``given`` are the cells that mean yes."""

    given: tuple[str, ...] = Field(min_length=1)


class CompletedColumn(Column):
    """The column that tells how far a reply came; ``values`` are the cells that mean that it was sent in."""

    values: tuple[str, ...] = Field(min_length=1)


class Reply(Part):
    """The columns by which a reply is known.

    Its id, its unit, when it was started, where it comes from, consent, how far it came, and its weight where
    the survey has one.
    """

    id: Column
    unit: UnitColumn | None = None
    started: Column | None = None
    provenance: Column | None = None
    consent: ConsentColumn | None = None
    completed: CompletedColumn | None = None
    weight: Column | None = None


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


class WaveScale(Part):
    """What one wave's form and file made of a scale, by category id.

    ``codes`` and ``labels`` are the wave's own (a reversed scale has the codes turned round), ``not_offered``
    are answers that its form did not have.
    """

    codes: dict[str, int] = {}
    labels: dict[str, str] = {}
    not_offered: tuple[str, ...] = ()


class Wave(Part):
    """One round of a survey.

    ``aliases`` are what texts call it. ``population`` is how many there are to ask, ``replies`` how many clean
    replies are expected. ``reply``, ``exports``, ``contact``, ``ignored`` and ``scales`` say where this wave's
    files differ. Of a ``published_only`` wave there are printed numbers and no answers.
    """

    id: str
    label: Text
    aliases: tuple[str, ...] = ()
    field_period: FieldPeriod
    status_date: date | None = None
    population: int | None = None
    replies: int | None = None
    published_only: bool = False
    reply: Reply | None = None
    exports: ExportRules | None = None
    contact: tuple[Column, ...] | None = None
    ignored: tuple[Column, ...] | None = None
    scales: dict[str, WaveScale] = {}
