"""Register series from print: every point is a printed number, or reckoned from printed numbers, and says which."""

import math
from dataclasses import dataclass

from svarbenk.codebook import nearest
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger
from svarbenk.register.figure_definition import (
    CheckDefinition,
    FigureDefinition,
    PanelDefinition,
    Reference,
    Rule,
    SeriesDefinition,
    Term,
    View,
)


@dataclass(frozen=True)
class Number:
    """A number made of printed ones: from ``low`` to ``high``, which are equal unless a range was printed.

    ``entries`` are the printed cells it rests on, ``rough`` tells that one of them was printed as about, under or over.
    """

    low: float
    high: float
    formula: str
    entries: tuple[Entry, ...]
    rough: bool

    @property
    def value(self) -> float:
        """The number; the middle of a range."""
        return (self.low + self.high) / 2

    @property
    def is_printed(self) -> bool:
        """Whether it is printed as it is, and not reckoned from what is printed."""
        return self.formula in {"value", "range"}

    @property
    def decimals(self) -> int:
        """How many decimals it was printed with."""
        return max(entry.number.decimals for entry in self.entries)


@dataclass(frozen=True)
class Point:
    """A number and where it stands: from ``start`` to ``end`` on the axis, which are equal unless it is of a period."""

    start: float
    end: float
    number: Number

    @property
    def is_level(self) -> bool:
        """Whether it is one number of one time or category, and no range or level of a period."""
        return self.start == self.end and self.number.low == self.number.high


@dataclass(frozen=True)
class PublishedSeries:
    """What is printed of a series."""

    definition: SeriesDefinition
    points: tuple[Point, ...]

    @property
    def levels(self) -> tuple[Point, ...]:
        """The points of one time or category."""
        return tuple(point for point in self.points if point.is_level)

    @property
    def spans(self) -> tuple[Point, ...]:
        """The numbers of a whole period, and the ranges."""
        return tuple(point for point in self.points if not point.is_level)


@dataclass(frozen=True)
class PublishedPanel:
    """What is printed of the series that share an axis."""

    definition: PanelDefinition
    series: tuple[PublishedSeries, ...]


@dataclass(frozen=True)
class Published:
    """What is printed of a figure."""

    view: View
    panels: tuple[PublishedPanel, ...]

    @property
    def series(self) -> tuple[PublishedSeries, ...]:
        """All series, panel by panel."""
        return tuple(series for panel in self.panels for series in panel.series)

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, series by series."""
        return tuple(point for series in self.series for point in series.points)


@dataclass(frozen=True)
class Discrepancy:
    """A printed number, and what other printed numbers give for it."""

    check: CheckDefinition
    printed: Entry
    computed: Number


def published(figure: FigureDefinition, ledger: Ledger) -> Published | None:
    """Return what is printed of a figure; None where nothing of it is.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    ledger : Ledger
        The printed numbers.

    Raises
    ------
    InputError
        If the figure names a number that is not printed, or that is printed differently in two places.
    """
    if figure.printed is None:
        return None
    view = figure.printed
    panels = tuple(
        PublishedPanel(panel, tuple(_series(figure, view, series, ledger) for series in panel.series))
        for panel in view.panels
    )
    found = Published(view, panels)
    return found if found.points else None


def published_points(found: Published) -> tuple[tuple[PublishedSeries, Point], ...]:
    """Return every point that was ``found``, with its series."""
    return tuple((series, point) for series in found.series for point in series.points)


def value_at(found: Published, series: str, at: str) -> Number | None:
    """Return the number of a series at a time or category; None where it is not printed.

    Parameters
    ----------
    found : Published
        What is printed of the figure.
    series : str
        The id of the series.
    at : str
        «2024», «2024K1», «2001-2020» or the id of a category.

    Raises
    ------
    InputError
        If the figure has no such series, or no such place.
    """
    known = [each.definition.id for each in found.series]
    if series not in known:
        raise InputError(f"serien «{series}»: finnes ikke; figuren har {', '.join(known)}{nearest(series, known)}")
    place = found.view.place(at)
    points = next(each for each in found.series if each.definition.id == series).points
    same = [point.number for point in points if (point.start, point.end) == (place.start, place.end)]
    return same[0] if same else None


def number_of(rule: Rule, ledger: Ledger, near: int = 0) -> Number:
    """Reckon the one number of a rule.

    Parameters
    ----------
    rule : Rule
        What it is made of.
    ledger : Ledger
        The printed numbers.
    near : int
        The line of the figure, for numbers that stand in several places.

    Raises
    ------
    InputError
        If a number is not printed, or is printed differently in two places.
    """
    [(_, terms)] = rule.steps()
    return _number(rule, terms, ledger, near)


def discrepancies(figure: FigureDefinition, ledger: Ledger) -> tuple[Discrepancy, ...]:
    """Return the printed numbers of a figure that other printed numbers contradict.

    Parameters
    ----------
    figure : FigureDefinition
        Its ``checks`` are made.
    ledger : Ledger
        The printed numbers.

    Raises
    ------
    InputError
        If a number is not printed, or is printed differently in two places.
    """
    found = []
    for check in figure.checks:
        printed = entry_of(check.printed, ledger, figure.line)
        computed = number_of(check.by, ledger, figure.line)
        if not printed.number.agrees(computed.value):
            found.append(Discrepancy(check, printed, computed))
    return tuple(found)


def entry_of(reference: Reference, ledger: Ledger, near: int = 0) -> Entry:
    """Return the printed cell that a reference names.

    Parameters
    ----------
    reference : Reference
        Table, what is counted, period, and line where several print it.
    ledger : Ledger
        The printed numbers.
    near : int
        Where several lines print the same number, the one nearest to this is meant.

    Raises
    ------
    InputError
        If there is none, if it is blank, or if several lines print different numbers.
    """
    cell = {"table": reference.table, "survey": "", "question": reference.question}
    cell |= {name: value for name in ("wave", "line") if (value := getattr(reference, name)) is not None}
    found = ledger.select(**cell).entries
    told = f"{reference.table}/{reference.question}" + (f"@{reference.wave}" if reference.wave else "")
    if not found:
        raise InputError(f"registerfigurer.yaml: «{told}» er ikke trykt; ventet et tall i dokumentets trykte tall")
    if len({(entry.corrected.value, entry.number.bound, entry.number.tolerance) for entry in found}) > 1:
        lines = "; ".join(f"#{entry.line}: {entry.printed}" for entry in found)
        raise InputError(f"registerfigurer.yaml: «{told}» er trykt ulikt ({lines}); ventet linjen bak, som «{told}#…»")
    if found[0].corrected.value is None:
        raise InputError(f"registerfigurer.yaml: «{told}» står tomt på trykk; ventet et tall")
    return min(found, key=lambda entry: abs(entry.line - near))


def _series(figure: FigureDefinition, view: View, series: SeriesDefinition, ledger: Ledger) -> PublishedSeries:
    points = []
    for rule in series.points:
        for at, terms in rule.steps():
            try:
                place = view.place(at)
                points.append(Point(place.start, place.end, _number(rule, terms, ledger, figure.line)))
            except InputError as error:
                raise InputError(f"figur {figure.number}, serien «{series.id}»: {error}") from None
    return PublishedSeries(series, tuple(sorted(points, key=lambda point: (point.start, point.end))))


def _number(rule: Rule, terms: tuple[Term, ...], ledger: Ledger, near: int) -> Number:
    cells = [[entry_of(each, ledger, near) for each in term.references] for term in terms]
    values = [sum(entry.corrected.value or 0.0 for entry in term) for term in cells]
    low = high = _reckoned(rule.formula, values)
    if rule.formula == "range":
        low, high = values
    entries = tuple(dict.fromkeys(entry for term in cells for entry in term))
    rough = any(entry.number.bound or entry.number.tolerance for entry in entries)
    return Number(low, high, rule.formula, entries, rough)


def _reckoned(formula: str, values: list[float]) -> float:
    if formula in {"value", "sum", "range"}:
        return math.fsum(values)
    first, *others = values
    if formula == "difference":
        return first - math.fsum(others)
    if formula == "rest":
        return 100 - math.fsum(values)
    if formula == "change":
        return 100 * (others[0] - first) / first
    return first / others[0] * (100 if formula == "percent" else 1)
