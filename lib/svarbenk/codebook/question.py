"""What was asked: a question with its kind, categories, merges and the columns it is found in."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, field_validator, model_validator

from svarbenk.codebook.derived import Cut, Grouped, parse_weight
from svarbenk.codebook.part import Misplaced, Part
from svarbenk.codebook.scale import Category, Merge, check_scale
from svarbenk.codebook.text import Text

Kind = Literal["single", "ordinal", "multiple", "battery", "numeric", "text"]
CLOSED = ("single", "ordinal", "multiple")


class Column(Part):
    """A column of a raw export: ``variable`` in CSV and SPSS files, ``header`` in Excel."""

    variable: str
    header: str


class Item(Part):
    """One row of a battery; ``waves`` are those that asked it, where not all that asked the battery did."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    variable: str
    nb: str
    en: str | None = None
    header: str | None = None
    waves: tuple[str, ...] = ()
    inferred: bool = False


class Incomparable(Part):
    """Waves that a question may not be compared with, and why: other options, another filter, too few replies."""

    waves: tuple[str, ...] = Field(min_length=1)
    reason: Text


class WaveForm(Part):
    """How one wave asked a question and what its file calls it, where that differs; the rest is as ever.

    ``codes`` and ``labels`` are by category id, ``items`` are the variables of a battery's items,
    ``not_offered`` are answers that the wave's form did not have.
    """

    variable: str | None = None
    header: str | None = None
    text: Text | None = None
    base: str | None = None
    codes: dict[str, int] = {}
    labels: dict[str, str] = {}
    not_offered: tuple[str, ...] = ()
    items: dict[str, str] = {}


class Question(Part):
    """A question of a survey.

    ``label`` is the short name for tables and captions, ``text`` the wording of the form. ``base`` names the
    base (filter) of the question; without it everybody was asked. ``shown_as`` lists the categories and
    merges that tables show unless told otherwise. ``background`` marks a variable to group by. ``ranges`` keeps
    «2-3» as lowest and highest; ``beyond`` says what a number outside ``minimum``–``maximum`` is. ``inferred``
    marks what was reconstructed rather than read off a form.

    Nobody was asked a question with ``sum_of`` (weighted by ``sum_weights``), ``cut`` or ``grouped``: it is worked
    out from others. ``waves`` are those that asked it (all by default), ``baseline`` the one that changes are
    counted from, ``not_comparable`` waves that it may not be compared with, ``in_wave`` what is different where.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    text: Text
    label: Text | None = None
    note: Text | None = None
    variable: str | None = None
    header: str | None = None
    scale: str | None = None
    categories: tuple[Category, ...] = ()
    merges: dict[str, Merge] = {}
    shown_as: tuple[str, ...] = ()
    base: str | None = None
    background: bool = False
    inferred: bool = False
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = True
    ranges: bool = False
    unit: Text | None = None
    beyond: Literal["stop", "missing"] = "stop"
    sum_of: tuple[str, ...] = ()
    sum_weights: dict[str, float] = {}
    cut: Cut | None = None
    grouped: Grouped | None = None
    waves: tuple[str, ...] = ()
    baseline: str | None = None
    not_comparable: tuple[Incomparable, ...] = ()
    in_wave: dict[str, WaveForm] = {}
    item_kind: Literal["single", "ordinal", "numeric"] | None = None
    items: tuple[Item, ...] = ()

    @field_validator("sum_weights", mode="before")
    @classmethod
    def _fractions(cls, weights):
        if not isinstance(weights, dict):
            return weights
        return {name: parse_weight(weight) for name, weight in weights.items()}

    @model_validator(mode="after")
    def _complete(self) -> "Question":
        if self.kind == "battery":
            if not self.items or self.item_kind is None:
                raise ValueError("et batteri trenger «item_kind» og «items»")
        elif self.items:
            raise ValueError(f"«items» hører til et batteri, ikke til slaget «{self.kind}»")
        if self.kind != "battery" and not self.derived and self.variable is None:
            raise ValueError("«variable» mangler: ventet kolonnens navn i CSV og SPSS")
        if self.sum_of and self.kind != "numeric":
            raise ValueError("«sum_of» hører til slaget numeric")
        for key in ("cut", "grouped"):
            if getattr(self, key) is not None and self.kind not in {"single", "ordinal"}:
                raise Misplaced((key,), f"«{key}» hører til slagene single og ordinal, ikke til «{self.kind}»")
        if sum((bool(self.sum_of), self.cut is not None, self.grouped is not None)) > 1:
            raise ValueError("flere av «sum_of», «cut» og «grouped»; ventet én av dem")
        if unknown := set(self.sum_weights) - set(self.sum_of):
            name = min(unknown)
            raise Misplaced(("sum_weights",), f"vekt for «{name}», som ikke er i «sum_of»; ventet bare dens ledd")
        needs_scale = self.kind in CLOSED or self.item_kind in CLOSED
        if needs_scale and not self.categories:
            raise ValueError("«categories» eller «scale» mangler")
        if not needs_scale and self.categories:
            raise ValueError(f"«categories» hører ikke til slaget «{self.kind}»")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise Misplaced(("minimum",), f"«minimum» {self.minimum:g} er over «maximum» {self.maximum:g}")
        if self.ranges and self.kind != "numeric":
            raise Misplaced(("ranges",), f"«ranges» hører til slaget numeric, ikke til «{self.kind}»")
        check_scale(self.categories, self.merges, self.shown_as)
        return self

    @property
    def derived(self) -> bool:
        """Whether nobody was asked, and the answers are worked out from other questions."""
        return bool(self.sum_of or self.cut or self.grouped)

    @property
    def name(self) -> Text:
        """The short label, or the wording where there is none."""
        return self.label or self.text

    @property
    def category_ids(self) -> tuple[str, ...]:
        """Ids of the categories in scale order."""
        return tuple(category.id for category in self.categories)

    def members(self, name: str) -> tuple[str, ...]:
        """Return the category ids behind the ``name`` of a category or merge."""
        return self.merges[name].of if name in self.merges else (name,)

    def label_of(self, name: str) -> Text:
        """Return the label behind the ``name`` (id) of a category or merge."""
        if name in self.merges:
            return self.merges[name].label
        return next(category.label for category in self.categories if category.id == name)

    def shown(self) -> tuple[str, ...]:
        """Category and merge ids that tables show: ``shown_as``, else every category."""
        return self.shown_as or self.category_ids

    def column(self) -> Column:
        """Return the column of a raw export that holds the answer."""
        return Column(variable=self.variable or self.id, header=self.header or self.text.nb)

    def option_columns(self) -> Iterator[tuple[Category, Column]]:
        """Return each option of a multiple-response question with its own 0/1 column.

        The variable is ``<variable>_<code>`` (the id where there is no code) and the Excel header
        ``<header> - <label>``.
        """
        own = self.column()
        for category in self.categories:
            mark = category.id if category.code is None else category.code
            yield category, Column(variable=f"{own.variable}_{mark}", header=f"{own.header} - {category.nb}")

    def item_questions(self) -> tuple["Question", ...]:
        """Return a battery's items as questions of their own, with ids ``<battery>_<item>``."""
        return tuple(
            Question(
                id=f"{self.id}_{item.id}",
                kind=self.item_kind,
                text=Text(nb=item.header or f"{self.text.nb} - {item.nb}", en=item.en),
                label=Text(nb=item.nb, en=item.en),
                variable=item.variable,
                header=item.header or f"{self.text.nb} - {item.nb}",
                categories=self.categories,
                merges=self.merges,
                shown_as=self.shown_as,
                base=self.base,
                inferred=self.inferred or item.inferred,
                minimum=self.minimum,
                maximum=self.maximum,
                whole=self.whole,
                beyond=self.beyond,
                unit=self.unit,
                scale=self.scale,
                waves=item.waves or self.waves,
                baseline=self.baseline,
                not_comparable=self.not_comparable,
            )
            for item in self.items
        )
