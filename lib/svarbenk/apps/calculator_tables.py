"""The calculator's tables: how the numbers were read, shares with intervals, differences."""

import math

from svarbenk import stats, wording
from svarbenk.apps.calculator_reading import Reading
from svarbenk.apps.calculator_results import Outcome
from svarbenk.apps.calculator_sentences import test_line
from svarbenk.apps.calculator_words import axis_label, said
from svarbenk.codebook import Language
from svarbenk.documents import CountSheet, TableBlock, TableRow


def reading_block(reading: Reading, language: Language) -> TableBlock:
    """Lay out the numbers as they were read, with n.

    Parameters
    ----------
    reading : Reading
        The numbers.
    language : str
        «nb» or «en».
    """
    percent = reading.kind == "percent"
    write = (
        (lambda value: wording.percent(float(value), language, reading.decimals)) if percent
        else (lambda value: wording.number(float(value), language))
    )  # fmt: skip
    rows = [
        TableRow(
            label=axis_label(group, language),
            cells=(*map(write, values), wording.number(float(n), language)),
        )
        for group, values, n in zip(reading.groups, reading.values, reading.n, strict=True)
    ]
    return TableBlock(
        label=said("reading", language),
        number="",
        caption=said(reading.kind, language),
        stub=reading.corner or said("group", language),
        columns=(*(axis_label(answer, language) for answer in reading.answers), "n"),
        rows=tuple(rows),
    )


def shares_block(outcome: Outcome) -> TableBlock:
    """Lay out each share with Wilson's interval.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    """
    language, shown = outcome.language, outcome.table.shown
    rows = []
    for label, counts, n in zip(outcome.table.labels(shown.rows), shown.counts, shown.row_n, strict=True):
        cells = []
        for count in counts:
            low, high = stats.wilson_interval(int(count), int(n))
            ends = wording.number(100 * low, language, 1), wording.number(100 * high, language, 1)
            cells.append(f"{wording.percent(100 * count / n, language, 1)} ({ends[0]}–{ends[1]})")
        rows.append(TableRow(label=label, cells=(*cells, wording.number(n, language))))
    return TableBlock(
        label=said("shares_label", language),
        number="",
        caption=said("shares", language),
        stub=outcome.reading.corner or said("group", language),
        columns=(*outcome.answers, "n"),
        rows=tuple(rows),
    )


def differences_block(outcome: Outcome) -> TableBlock | None:
    """Lay out the difference of each share between two groups with Newcombe's interval; None of more or fewer groups.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    """
    language = outcome.language
    if outcome.paired or len(outcome.groups) != 2:
        return None
    (first, second), (n1, n2) = outcome.table.shown.counts, outcome.table.shown.row_n
    rows = []
    for label, x1, x2 in zip(outcome.answers, first, second, strict=True):
        low, high = stats.newcombe_interval(int(x2), int(n2), int(x1), int(n1))
        ends = [signed(100 * end, language) for end in (low, high)]
        to = " to " if language == "en" else " til "
        rows.append(TableRow(label=label, cells=(signed(100 * (x2 / n2 - x1 / n1), language), to.join(ends))))
    interval = "95% interval" if language == "en" else f"95{wording.HARD_SPACE}% intervall"
    return TableBlock(
        label=said("differences_label", language),
        number="",
        caption=said("differences", language).format(outcome.groups[1], outcome.groups[0]),
        stub=said("response", language),
        columns=(said("difference", language), interval),
        rows=tuple(rows),
    )


def counts_sheet(outcome: Outcome) -> CountSheet:
    """Return the counts and percentages of the groups, or of the two times, for a file.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    """
    language, table, shown = outcome.language, outcome.table, outcome.table.shown
    return CountSheet(
        title=said("shares_label", language),
        row_header=outcome.reading.corner or said("group", language),
        rows=tuple(table.labels(shown.rows)),
        columns=outcome.answers,
        counts=tuple(tuple(map(float, row)) for row in shown.counts),
        percent=tuple(tuple(map(float, row)) for row in shown.percent()),
        row_n=tuple(map(float, shown.row_n)),
        unit=said("unit", language),
        base=wording.base_line(shown, language),
        source=said("source", language),
        question=said("own_numbers", language),
        test=test_line(outcome) or None,
        chart="stacked",
    )


def signed(value: float, language: Language) -> str:
    """Write a number with one decimal and its sign.

    Parameters
    ----------
    value : float
        The number.
    language : str
        «nb» or «en».
    """
    told = wording.number(value, language, 1)
    return told if told.startswith("−") or math.isclose(float(wording.rounded(value, 1)), 0) else f"+{told}"
