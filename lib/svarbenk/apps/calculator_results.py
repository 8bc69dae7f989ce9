"""What is worked out of pasted numbers: the table, its test, what rounding allows and what n could have found."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from svarbenk import stats, wording
from svarbenk.apps.calculator_reading import REST, Reading
from svarbenk.apps.calculator_words import axis_label, said, text_of
from svarbenk.codebook import Language, Text
from svarbenk.tables import Axis
from svarbenk.workbench import Table

LARGE = 20
"""Of more degrees of freedom an exact p may take half a minute."""
QUICKLY = {"budget": 3e6, "resamples": 10_000}
INDEPENDENT, ORDERED, PAIRED = "", "ordnet", "paret"


class PastedTable(Table):
    """A table in hand whose test does not keep a reader waiting: of a large table p is estimated from fewer tables."""

    @cached_property
    def result(self) -> stats.TestResult | None:
        """The test that the rule chooses, as any table's; None where there is nothing to test."""
        rows, columns = self.shown.shape
        if (rows - 1) * (columns - 1) <= LARGE:
            return super().result
        ordering = {"ordered_rows": self.shown.rows.ordered, "ordered_columns": self.shown.columns.ordered}
        try:
            return stats.choose(self.shown, **ordering, **QUICKLY) if self.shown.testable else None
        except stats.DegenerateTable:
            return None


@dataclass(frozen=True)
class Outcome:
    """Pasted numbers with what follows from them.

    ``counts`` are groups × answers; of percentages those that come nearest. ``possible`` is all that rounding allows,
    of percentages alone. ``result`` is the test, None where ``message`` says why there is none. ``table`` draws and
    writes; of paired answers its rows are the first and the second time.
    """

    reading: Reading
    language: Language
    groups: tuple[str, ...]
    answers: tuple[str, ...]
    pairing: str = INDEPENDENT
    scale: bool = False
    counts: np.ndarray | None = None
    possible: stats.PossibleTables | None = None
    table: Table | None = None
    result: stats.TestResult | None = None
    message: str = ""

    @property
    def paired(self) -> bool:
        """Whether the same people were asked twice."""
        return self.pairing == PAIRED

    def range_of(self, answer: int) -> stats.PossibleTables | None:
        """Return all that rounding allows for an answer against all others; None of counts, which are not rounded.

        Parameters
        ----------
        answer : int
            The answer, from 0.
        """
        reading = self.reading
        if self.possible is None or len(self.answers) == 2 or answer >= len(reading.answers) - reading.rest:
            return self.possible
        values = [(row[answer], 100 - row[answer]) for row in reading.values]
        return stats.possible_tables(values, reading.n, reading.decimals, rest=True)


def work_out(reading: Reading, language: Language, *, pairing: str = INDEPENDENT, scale: bool = False) -> Outcome:
    """Work out all that follows from a reading.

    Parameters
    ----------
    reading : Reading
        The numbers.
    language : str
        «nb» or «en».
    pairing : str
        «» of different people, «ordnet» where their groups stand in order, «paret» of the same people.
    scale : bool
        Whether the answers stand on a scale.
    """
    groups = tuple(axis_label(name, language) for name in reading.groups)
    answers = tuple(axis_label(name, language) for name in reading.answers)
    bare = {"reading": reading, "language": language, "groups": groups, "answers": answers}
    bare |= {"pairing": pairing, "scale": scale}
    if pairing == PAIRED:
        return _paired(reading, bare, language)
    if reading.kind == "count":
        counts, possible = np.array(reading.values, dtype=float), None
    else:
        ordering = {"ordered_rows": pairing == ORDERED, "ordered_columns": scale}
        possible = _possible(reading, ordering)
        if possible.nearest is None:
            return Outcome(**bare, possible=possible, message=_impossible(reading, possible, groups, language))
        counts = possible.nearest.astype(float)
        if counts.shape[1] > len(answers):
            bare["answers"] = answers = (*answers, axis_label(REST, language))
    rows = _axis("group", groups, ordered=pairing == ORDERED)
    table = PastedTable.from_counts(
        counts, rows, _axis("response", answers, ordered=scale), language=language, unit=text_of("unit")
    )
    message = "" if table.result else said("one_group" if len(groups) < 2 else "nothing_to_test", language)
    return Outcome(**bare, counts=counts, possible=possible, table=table, result=table.result, message=message)


def _possible(reading: Reading, ordering: dict[str, bool]) -> stats.PossibleTables:
    found = stats.possible_tables(reading.values, reading.n, reading.decimals, rest=reading.rest, **ordering)
    short = [note.values["high"] < note.values["n"] for note in found.notes if note.code == "no_such_sum"]
    if reading.rest or not short or len(short) < len(found.notes) or not all(short):
        return found
    # «33, 33 og 33 prosent» of 100: somebody gave an answer that is not printed
    values = [(*row, max(Fraction(0), 100 - sum(row))) for row in reading.values]
    return stats.possible_tables(values, reading.n, reading.decimals, rest=True, **ordering)


def _axis(name: str, labels: tuple[str, ...], *, ordered: bool) -> Axis:
    of = Axis.of(
        name, [Text(nb=label) for label in labels], [f"{name}{i}" for i in range(len(labels))], ordered=ordered
    )
    return Axis(name, text_of(name), of.categories, ordered)


def _paired(reading: Reading, bare: dict, language: Language) -> Outcome:
    if reading.kind == "percent":
        return Outcome(**bare, message=said("paired_counts", language))
    counts = np.array(reading.values, dtype=float)
    rows, columns = counts.shape
    if rows != columns or reading.rest:
        told = {"rows": rows, "columns": columns - reading.rest}
        return Outcome(**bare, message=said("not_square", language).format(**told))
    times = _axis("group", (said("first", language), said("second", language)), ordered=True)
    both = [counts.sum(axis=1), counts.sum(axis=0)]
    answers = _axis("response", bare["answers"], ordered=False)
    table = Table.from_counts(both, times, answers, language=language, unit=text_of("unit"))
    try:
        result, message = stats.choose(counts, paired=True), ""
    except stats.DegenerateTable:
        result, message = None, said("nobody_changed", language)
    return Outcome(**bare, counts=counts, table=table, result=result, message=message)


def _impossible(reading: Reading, possible: stats.PossibleTables, groups: tuple[str, ...], language: Language) -> str:
    told = []
    for note in possible.notes[:3]:
        values, group = note.values, groups[note.values["group"]]
        n = wording.number(values["n"], language)
        if note.code == "no_such_sum":
            ends = {name: wording.number(values[name], language) for name in ("low", "high")}
            told.append(said("no_such_sum", language).format(group=group, n=n, **ends))
            continue
        share = float(reading.values[values["group"]][values["answer"]])
        # one decimal more where the counts around would be written as the percentage that is not possible
        digits = reading.decimals + 1
        of = "of" if language == "en" else "av"
        is_ = "is" if language == "en" else "er"
        around = [
            f"{wording.number(x, language)} {of} {n} {is_} {wording.percent(100 * x / values['n'], language, digits)}"
            for x in values["counts"]
        ]
        told.append(
            said("impossible", language).format(
                group=group, n=n, share=wording.percent(share, language, reading.decimals),
                counts=wording.listed(around, language),
            )
        )  # fmt: skip
    return " ".join(told)
