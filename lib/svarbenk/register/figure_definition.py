"""A register figure as ``registerfigurer.yaml`` describes it: series, the printed numbers behind them, extract."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from svarbenk.codebook import Part, Text
from svarbenk.register.moment import STEPS, Moment, moment, years

Step = Literal["year", "quarter", "month"]
Chart = Literal["lines", "columns", "stacked", "bars", "stacked_bars", "share", "correlations", "scatter", "timeline"]
FORMULAS = ("value", "sum", "difference", "ratio", "percent", "change", "rest", "range")
"""How a number is made of printed ones: as printed; all added; the first minus the others; the first over the second,
and that in per cent; by how many per cent the second is above the first; what is left of a hundred; from the first to
the second.
"""
_REFERENCE = re.compile(
    r"(?:(?P<table>(?:Tabell|Figur) \d+-\d+)/)?(?P<question>[a-z0-9_]+)(?:@(?P<wave>[^#]+))?(?:#(?P<line>\d+))?"
)
PROSE = "tekst"
"""The table of the ledger that printed numbers of the running text stand in."""


class Reference(Part):
    """A printed number of the ledger: «Tabell 3-1/fastleger_niva@2024»; one without a table stands in the text.

    «#» is its line, needed where the same thing is printed differently in two places.
    """

    table: str = PROSE
    question: str
    wave: str | None = None
    line: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = _REFERENCE.fullmatch(value.strip())
        if match is None:
            raise ValueError(f"«{value}» er ingen henvisning; ventet «spørsmål@periode» eller «Tabell 3-1/spørsmål@år»")
        return {name: found for name, found in match.groupdict().items() if found is not None}

    def at(self, wave: str) -> "Reference":
        """Return the same number of another ``wave``, where none is named."""
        return self if self.wave else self.model_copy(update={"wave": wave})


class Term(Part):
    """Printed numbers that are added before anything else: «a@2024 + b@2024»; most often one."""

    references: tuple[Reference, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"references": value.split(" + ")} if isinstance(value, str) else value

    def at(self, wave: str) -> "Term":
        """Return the same numbers of another ``wave``, where none is named."""
        return self.model_copy(update={"references": tuple(each.at(wave) for each in self.references)})


class Rule(Part):
    """One number made of printed ones; ``at`` is where it stands on the axis, ``each`` several years at once."""

    at: str = ""
    each: str = ""
    formula: Literal["value", "sum", "difference", "ratio", "percent", "change", "rest", "range"] = "value"
    of: tuple[Term, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """Take «nye@2024» for its value, and ``{ratio: [a, b]}`` for ``{formula: ratio, of: [a, b]}``."""
        if isinstance(value, str):
            return {"of": [value]}
        if not isinstance(value, dict) or "of" in value:
            return value
        named = [name for name in FORMULAS if name in value]
        if len(named) != 1:
            raise ValueError(f"fant {', '.join(named) or 'ingen formel'}; ventet én av {', '.join(FORMULAS)}")
        of = value[named[0]]
        rest = {name: found for name, found in value.items() if name != named[0]}
        return {**rest, "formula": named[0], "of": [of] if isinstance(of, str) else of}

    @model_validator(mode="after")
    def _complete(self) -> "Rule":
        wanted = {"value": 1, "ratio": 2, "percent": 2, "change": 2, "range": 2}.get(self.formula)
        if wanted is not None and len(self.of) != wanted:
            raise ValueError(f"«{self.formula}» av {len(self.of)} tall; ventet {wanted}")
        return self

    def steps(self) -> tuple[tuple[str, tuple[Term, ...]], ...]:
        """Return where each number stands, and the printed ones that it is made of."""
        if not self.each:
            return ((self.at or self.of[0].references[0].wave or "", self.of),)
        return tuple((wave, tuple(each.at(wave) for each in self.of)) for wave in years(self.each))


class SeriesDefinition(Part):
    """A series: its printed points, and the column (and group) of the extract that it is.

    ``subject`` is what a sentence on it begins with («Antall nye fastleger»); its name by default.
    """

    id: str
    nb: str
    en: str
    subject: Text | None = None
    points: tuple[Rule, ...] = ()
    column: str = ""
    group: str = ""

    @property
    def label(self) -> Text:
        """Its name."""
        return Text(nb=self.nb, en=self.en)


class CategoryDefinition(Part):
    """A place on an axis that is not time."""

    id: str
    nb: str
    en: str

    @property
    def label(self) -> Text:
        """Its name."""
        return Text(nb=self.nb, en=self.en)


class PanelDefinition(Part):
    """Series that share an axis; ``zero`` tells whether the axis must begin at nought."""

    heading: Text | None = None
    unit: Text
    percent: bool = False
    decimals: int = 0
    zero: bool = True
    series: tuple[SeriesDefinition, ...] = Field(min_length=1)


class View(Part):
    """What is drawn: from print, or from the extract."""

    chart: Chart
    period: str = ""
    step: Step = "year"
    categories: tuple[CategoryDefinition, ...] = ()
    panels: tuple[PanelDefinition, ...] = ()
    beside: bool = False
    rule: float | None = None

    @field_validator("period")
    @classmethod
    def _period(cls, value: str) -> str:
        if value:
            moment(value)
        return value

    @property
    def span(self) -> tuple[float, float] | None:
        """The first and the last step of the axis; None where it is not time."""
        if not self.period:
            return None
        found: Moment = moment(self.period)
        return found.start, found.end + (1 - STEPS[self.step] if self.step != "year" else 0)

    @property
    def series(self) -> tuple[SeriesDefinition, ...]:
        """All series, panel by panel."""
        return tuple(series for panel in self.panels for series in panel.series)

    def key(self, place: float) -> float | str:
        """Return what a ``place`` of the axis is, wherever it stands: the id of a category, or the time."""
        return self.categories[round(place)].id if self.categories else round(place, 6)

    def place(self, at: str) -> Moment:
        """Return where on the axis ``at`` is.

        Raises
        ------
        InputError
            If it is neither one of the categories nor a time.
        """
        names = [category.id for category in self.categories]
        if at in names:
            return Moment(float(names.index(at)), float(names.index(at)))
        return moment(at)


class EventDefinition(Part):
    """A reform or a break: a dashed line at a time («2023-05»)."""

    at: str
    nb: str
    en: str


class ToldDefinition(Part):
    """A sentence of printed numbers under the figure: ``nb`` and ``en`` name them in braces.

    A number whose name begins with «bare_» is written without its unit, as in «mellom 50 og 60 prosent».
    """

    nb: str
    en: str
    of: dict[str, Rule]


class CheckDefinition(Part):
    """A printed number that other printed numbers give too; the difference is told where they do not agree."""

    nb: str
    en: str
    printed: Reference
    by: Rule
    percent: bool = False


Kind = Literal["year", "quarter", "month", "category", "text", "number", "count", "percent"]


class ExtractColumn(Part):
    """A column of an extract; ``values`` are the spellings that a category may have, with their labels."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    unit: str = ""
    nb: str
    en: str
    values: dict[str, Text] = {}
    low: float | None = None
    high: float | None = None
    blank: bool = False

    @model_validator(mode="after")
    def _values(self) -> "ExtractColumn":
        if (self.kind == "category") != bool(self.values):
            raise ValueError(f"kolonnen «{self.name}»: «values» hører til kind: category, og bare der")
        return self

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers that can be drawn."""
        return self.kind in {"number", "count", "percent"}


class ExtractDefinition(Part):
    """The evaluator's own extract for a figure: a file in ``data/raw/register``, its columns, and which is the axis.

    ``x`` is the column along the axis, ``group`` the one that tells the series apart. ``rows`` says what a row is;
    where ``one`` is set, a row is one kommune or doctor and no two rows need differ. ``listed`` rows are names that are
    listed by group under what is drawn from print.
    """

    file: str = Field(pattern=r"^[a-z0-9-]+\.csv$")
    rows: Text
    columns: tuple[ExtractColumn, ...] = Field(min_length=2)
    x: str
    group: str = ""
    one: bool = False
    listed: bool = False
    view: View | None = None

    @model_validator(mode="after")
    def _known(self) -> "ExtractDefinition":
        names = [column.name for column in self.columns]
        for name in (self.x, self.group):
            if name and name not in names:
                raise ValueError(f"uttrekket {self.file}: «{name}» er ingen av kolonnene {', '.join(names)}")
        return self

    def column(self, name: str) -> ExtractColumn:
        """Return the column called ``name``."""
        return next(column for column in self.columns if column.name == name)


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) else value


class FigureDefinition(Part):
    """A register figure of a report: what it is, what is printed of it, and the extract that has all of it.

    ``measures`` is the file of a timeline of ``period``; such a figure has neither series nor extract.
    """

    number: Annotated[str, BeforeValidator(_text)]
    line: int
    title: Text
    source: Text
    note: Text | None = None
    printed: View | None = None
    events: tuple[EventDefinition, ...] = ()
    told: tuple[ToldDefinition, ...] = ()
    checks: tuple[CheckDefinition, ...] = ()
    extract: ExtractDefinition | None = None
    measures: str = ""
    period: str = ""

    @model_validator(mode="after")
    def _drawn(self) -> "FigureDefinition":
        if self.extract and self.extract_view:
            columns = {column.name for column in self.extract.columns}
            lost = [series.id for series in self.extract_view.series if series.column not in columns]
            if lost:
                raise ValueError(f"seriene {', '.join(lost)} nevner ingen kolonne av uttrekket {self.extract.file}")
        return self

    @property
    def extract_view(self) -> View | None:
        """What is drawn from the extract: its own view, or the one that is drawn from print."""
        return (self.extract.view or self.printed) if self.extract and not self.extract.listed else None


class RegisterFigures(Part):
    """All register figures of a report; ``shared`` holds parts that several of them name."""

    document: str
    shared: tuple[Any, ...] = ()
    figures: tuple[FigureDefinition, ...]

    @model_validator(mode="after")
    def _once(self) -> "RegisterFigures":
        numbers = [figure.number for figure in self.figures]
        twice = {number for number in numbers if numbers.count(number) > 1}
        if twice:
            raise ValueError(f"figur {', '.join(sorted(twice))} står to ganger; ventet hver figur én gang")
        return self
