"""What each printed statistic says of the quantities of a wave."""

from fractions import Fraction
from typing import Protocol

from svarbenk.codebook import Codebook, Question
from svarbenk.errors import InputError
from svarbenk.ledger import Entry
from svarbenk.synthetic.programme import Programme, Terms
from svarbenk.synthetic.waves.limits import demand, limits

Group = tuple[str, tuple[str, ...]] | None

STATISTICS = frozenset(
    ("count", "n", "percent", "n_low", "n_high", "mean", "percent_any", "replies", "response_rate", "rank_high")
)
"""The statistics that become rules here; Tabell 7-2's estimates have a file of their own."""


class Counted(Protocol):
    """Anything that gives quantities as linear expressions."""

    view: Codebook
    programme: Programme

    def size(self, group: Group) -> Terms: ...  # noqa: D102
    def answers(self, question: Question, categories: tuple[str, ...], group: Group) -> Terms: ...  # noqa: D102
    def answered(self, question: Question, group: Group) -> Terms: ...  # noqa: D102
    def total_of(self, question: Question, group: Group) -> dict[int, Fraction]: ...  # noqa: D102
    def any(self, question: Question, group: Group) -> Terms: ...  # noqa: D102


def usable(entry: Entry, view: Codebook) -> bool:
    """Tell whether a printed number speaks of answers of the wave ``view``, and is a number at all."""
    if is_population(entry, view):
        return True
    if entry.survey != view.id or entry.wave != view.waves[0].id or entry.statistic not in STATISTICS:
        return False
    if entry.number.value is None:
        return False
    return all(name in view.by_id for name in (*entry.questions, *entry.denominator)) and (
        not entry.background or entry.background in view.by_id
    )


def is_population(entry: Entry, view: Codebook) -> bool:
    """Tell whether a printed ``entry`` is the register's number that the wave's response rate is of."""
    return (
        not entry.survey
        and entry.statistic == "value"
        and entry.unit == "fastleger"
        and entry.number.value == view.waves[0].population
    )


def apply(entry: Entry, counted: Counted, population: float | None = None) -> None:
    """Make a printed number a rule of the programme.

    Parameters
    ----------
    entry : Entry
        The printed number.
    counted : Counted
        The quantities that it speaks of.
    population : float, optional
        What a response rate is of; without it a response rate says nothing.

    Raises
    ------
    InputError
        If the number says something that cannot be said of its question.
    """
    if entry.statistic == "value":
        return
    view, programme = counted.view, counted.programme
    group = (entry.background, entry.groups) if entry.groups else None
    question = view.question(entry.questions[0]) if entry.questions else None
    within = limits(entry.number)
    if entry.statistic in {"replies", "response_rate"}:
        members = counted.size(None)
        if question is not None and entry.category:
            members = counted.answers(question, question.members(entry.category), None)
        if entry.statistic == "replies":
            demand(programme, _whole(members), None, 1, within)
        elif population:
            demand(programme, _per(members, int(population)), None, 100, within)
        return
    if question is None:
        raise InputError(f"trykte tall, linje {entry.line}: «{entry.statistic}» uten spørsmål; ventet ett")
    if entry.statistic in {"n_low", "n_high"}:
        _outermost(entry, counted)
    elif entry.statistic == "n":
        demand(programme, _whole(counted.answered(question, group)), None, 1, within)
    elif entry.statistic == "mean" and question.kind == "numeric":
        demand(programme, counted.total_of(question, group), counted.answered(question, group), 1, within)
    elif entry.statistic == "percent_any":
        demand(programme, _whole(counted.any(question, group)), counted.answered(question, group), 100, within)
    elif entry.statistic == "percent" and entry.of:
        whole: dict[int, Fraction] = {}
        for name in entry.denominator:
            for variable, value in counted.total_of(view.question(name), group).items():
                whole[variable] = whole.get(variable, Fraction(0)) + value
        demand(programme, counted.total_of(question, group), whole, 100, within)
    elif entry.statistic in {"percent", "count"} and question.kind != "numeric":
        part = _whole(counted.answers(question, question.members(entry.category), group))
        if entry.statistic == "count":
            demand(programme, part, None, 1, within)
        else:
            demand(programme, part, counted.answered(question, group), 100, within)
    elif entry.statistic == "rank_high" and entry.category and entry.number.value == 1:
        own = counted.answers(question, (entry.category,), group)
        for other in question.category_ids:
            if other != entry.category:
                rival = counted.answers(question, (other,), group)
                programme.rule({**own, **{key: -value for key, value in rival.items()}}, 1.0)


def _whole(terms: Terms) -> dict[int, Fraction]:
    return {variable: Fraction(value) for variable, value in terms.items()}


def _per(terms: Terms, population: int) -> dict[int, Fraction]:
    return {variable: Fraction(value) / population for variable, value in terms.items()}


def items_of(entry: Entry, view: Codebook) -> list[Question]:
    """Return the items that a smallest or largest item n is taken over."""
    found: list[Question] = []
    for name in entry.questions:
        question = view.question(name)
        found += question.item_questions() if question.kind == "battery" else [question]
    return found


def _outermost(entry: Entry, counted: Counted) -> None:
    programme = counted.programme
    end = float(entry.number.value)
    chosen = []
    for item in items_of(entry, counted.view):
        given = counted.answered(item, None)
        here = programme.variable(1)
        chosen.append(here)
        if entry.statistic == "n_low":
            programme.rule(given, end)
            programme.rule({**given, here: float(6000)}, high=end + 6000)
        else:
            programme.rule(given, high=end)
            programme.rule({**given, here: -float(6000)}, end - 6000)
    programme.rule(dict.fromkeys(chosen, 1.0), 1.0)
