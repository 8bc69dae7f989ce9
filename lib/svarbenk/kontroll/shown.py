"""What the checks found, as numbered tables of a chapter."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.kontroll.against_ledger import Comparison
from svarbenk.workbench import Chapter, Shown

_WHERE = Text(nb="Tabell og celle", en="Table and cell")
_PRINTED = Text(nb="Trykt", en="Printed")
_BLANK = Text(nb="(ikke fylt inn)", en="(blank)")


def corrections(chapter: Chapter, number: str, found: Sequence[Comparison]) -> Shown:
    """Return a numbered table of the printed cells that contradict the others, and what was used instead.

    Parameters
    ----------
    chapter : Chapter
        Gives language and numbering.
    number : str
        Number of the table.
    found : sequence of Comparison
        From ``compare``; those that were corrected are listed.
    """
    rows = [
        [_cell(each), each.entry.printed, each.entry.correction.used, each.entry.correction.why]
        for each in found
        if each.status == "corrected"
    ]
    return chapter.listing(
        number,
        Text(nb="Trykte tall som er rettet", en="Printed figures that were corrected"),
        [_WHERE, _PRINTED, Text(nb="Brukt", en="Used"), Text(nb="Hvorfor", en="Why")],
        rows,
    )


def conflicts(chapter: Chapter, number: str, found: Sequence[Comparison]) -> Shown:
    """Return a numbered table of the printed numbers that the answers do not give.

    Parameters
    ----------
    chapter : Chapter
        Gives language, numbering and threshold: where small counts are hidden, no computed number of a
        hidden table may be shown, and the list is left out with a sentence.
    number : str
        Number of the table.
    found : sequence of Comparison
        From ``compare``; those in conflict are listed.
    """
    if chapter.survey.threshold > 1:
        return chapter.note(wording.no_tests_note(chapter.language))
    rows = [
        [_cell(each), each.entry.printed or _BLANK, _ours(each, chapter.language)]
        for each in found
        if each.status == "conflict"
    ]
    return chapter.listing(
        number,
        Text(nb="Trykte tall som svarene ikke gir", en="Printed figures that the answers do not give"),
        [_WHERE, _PRINTED, Text(nb="Beregnet", en="Computed")],
        rows,
    )


def _cell(comparison: Comparison) -> Text:
    entry = comparison.entry
    cell = entry.cell.replace(" / ", ", ")
    if entry.table == "tekst":
        return Text(nb=f"I teksten: {cell}", en=f"In the text: {cell}")
    return Text(nb=f"{entry.table}: {cell}")


def _ours(comparison: Comparison, language: Language) -> str:
    if comparison.entry.statistic == "p":
        return wording.p_value(comparison.ours, language, symbol=False)
    return wording.number(comparison.ours, language, comparison.entry.number.decimals)
