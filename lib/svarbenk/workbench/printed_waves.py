"""A wave of which only percentages are in print, as a table that can stand in a figure beside our own."""

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.ledger import Ledger
from svarbenk.tables import Axis, AxisCategory, CountTable
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.table import Table

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey

# figures and tables leave n out of what has this unit
PERCENTAGES = Text(nb="prosent", en="per cent")


def printed_wave(survey: "Survey", question: str, wave: str) -> Table | NotAsked:
    """Return the printed percentages of everybody in a wave; see ``Survey.printed``.

    Parameters
    ----------
    survey : Survey
        The survey in hand.
    question : str
        Id of a question with one answer.
    wave : str
        Id of the wave.

    Raises
    ------
    InputError
        If there is no such question or wave.
    """
    asked, when = survey.question(question), survey.codebook.wave(wave)
    language, name = survey.language, survey.question(question).name
    missing = NotAsked(
        question,
        wording.not_asked_reason(language, waves=[when.label.to(language)]),
        language=language,
        title=name.to(language),
    )
    # what is printed is of everybody and of no other wave: it says nothing of a selection or of chosen waves
    chosen = survey.waves != tuple(each.id for each in survey.codebook.with_answers)
    ours = survey.latest(question).table(question)
    if not isinstance(ours, Table):
        return ours
    if chosen or survey.responses.narrowed:
        return missing
    columns = ours.shown.columns
    printed = survey.ledger().select(wave=when.id, question=question, statistic="percent", background="", of="")
    shares = {entry.category: entry.number.value for entry in printed.entries}
    if any(shares.get(each) is None for each in columns.ids):
        return missing
    row = Axis("runde", Text(nb="Runde", en="Wave"), (AxisCategory(when.id, when.label),), ordered=True)
    counts = CountTable.from_counts(
        [[shares[each] for each in columns.ids]],
        row,
        columns,
        unit=PERCENTAGES,
        question=asked.text,
        source=_source(survey, printed),
    )
    unknown = replace(counts, base_n=math.nan, item_n=math.nan)
    return Table(unknown, language=language, muted=ours.muted)


def _source(survey: "Survey", printed: Ledger) -> Text:
    ids = {entry.document for entry in printed}
    document = next(each for each in survey.ledger().documents if each.id in ids)
    return Text(
        nb=f"trykte prosenter uten n i «{document.title}» ({document.year})",
        en=f"printed percentages without n in “{document.title}” ({document.year})",
    )
