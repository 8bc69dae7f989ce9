"""What the checks found, as numbered tables of a chapter."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Text
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
        Gives language, numbering and threshold: where small counts are hidden, the list would show some, and
        a sentence stands in its place.
    number : str
        Number of the table.
    found : sequence of Comparison
        From ``compare``; those that were corrected are listed, or a sentence says that there are none.
    """
    rows = [
        [_cell(each), each.entry.printed, each.entry.correction.used, each.entry.correction.why]
        for each in found
        if each.status == "corrected"
    ]
    title = Text(nb="Trykte tall som er rettet", en="Printed figures that were corrected")
    return _listing(chapter, number, title, [Text(nb="Brukt", en="Used"), Text(nb="Hvorfor", en="Why")], rows)


def conflicts(chapter: Chapter, number: str, found: Sequence[Comparison]) -> Shown:
    """Return a numbered table of the printed numbers that the answers do not give.

    Parameters
    ----------
    chapter : Chapter
        Gives language, numbering and threshold: where small counts are hidden, no computed number of a
        hidden table may be shown; ``corrections`` says so, and nothing stands here.
    number : str
        Number of the table.
    found : sequence of Comparison
        From ``compare``; those in conflict are listed, or a sentence says that there are none.
    """
    if chapter.survey.threshold > 1:
        return Shown((), chapter.language)
    rows = [
        [_cell(each), each.entry.printed or _BLANK, wording.computed_cell(each.entry, each.ours, chapter.language)]
        for each in found
        if each.status == "conflict"
    ]
    title = Text(nb="Trykte tall som svarene ikke gir", en="Printed figures that the answers do not give")
    return _listing(chapter, number, title, [Text(nb="Beregnet", en="Computed")], rows)


def listed(chapter: Chapter, number: str, found: Sequence[Comparison]) -> Shown:
    """Return a numbered table of the printed numbers that cannot hold together with others, each with the reason.

    Parameters
    ----------
    chapter : Chapter
        Gives language, numbering and threshold: where small counts are hidden, nothing stands here, since
        ``corrections`` says so.
    number : str
        Number of the table.
    found : sequence of Comparison
        From ``compare``; those that ``conflicts.csv`` lists and the answers do not give, or a sentence says that
        there are none.
    """
    if chapter.survey.threshold > 1:
        return Shown((), chapter.language)
    rows = [
        [
            _cell(each),
            each.entry.printed,
            wording.computed_cell(each.entry, each.ours, chapter.language),
            " ".join(dict.fromkeys(conflict.why for conflict in each.entry.conflicts)),
        ]
        for each in found
        if each.status == "listed"
    ]
    title = Text(nb="Trykte tall som ikke går sammen", en="Printed figures that cannot hold together")
    columns = [Text(nb="Beregnet", en="Computed"), Text(nb="Hvorfor", en="Why")]
    return _listing(chapter, number, title, columns, rows)


def _listing(chapter: Chapter, number: str, title: Text, columns: list[Text], rows: list) -> Shown:
    if chapter.survey.threshold > 1:
        return chapter.note(wording.no_comparison_note(chapter.language))
    if not rows:
        return chapter.note(f"{title.to(chapter.language)}: {wording.none_found_note(chapter.language)}")
    return chapter.listing(number, title, [_WHERE, _PRINTED, *columns], rows)


def _cell(comparison: Comparison) -> Text:
    entry = comparison.entry
    cell = entry.cell.replace(" / ", ", ")
    if entry.table == "tekst":
        return Text(nb=f"I teksten: {cell}", en=f"In the text: {cell}")
    return Text(nb=f"{entry.table}: {cell}")
