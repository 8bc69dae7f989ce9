"""A numeric question in an appendix: its mean for everybody by wave, then by each background then and now."""

from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.codebook import Question
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.workbench.mean_blocks import MEAN_KEYS, cells_of, mean_words, scale_or_unit
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.protected_means import protected_means

if TYPE_CHECKING:
    from svarbenk.workbench.appendix import Appendix


def mean_table(appendix: "Appendix", question: Question, *, label: str, number: str, caption: str) -> TableBlock | None:
    """Lay out a numeric question; None where nobody answered it.

    Parameters
    ----------
    appendix : Appendix
        The appendix.
    question : Question
        A numeric question.
    label, number, caption : str
        «Tabell B-7», «B-7» and the title.
    """
    survey, language = appendix.survey, appendix.language
    asked, told = survey.asked_in(question.id), appendix.waves_told(question)
    if question.ranges:
        return None

    def table(wave: str, by: str | None) -> MeanTable:
        found = protected_means(survey.scope, appendix.means(wave, by)[question.id], [question.id], survey.threshold)
        return MeanTable(found, language=language, threshold=survey.threshold)

    lines: list[tuple[MeanTable, int, str, str]] = []
    rows: list[TableRow] = []

    def add(part: MeanTable, place: int, name: str, key: str, role: str) -> None:
        lines.append((part, place, name, key))
        rows.append(TableRow(role=role, label=name, cells=tuple(cells_of(part, place, True, None)), key=key))

    for wave in asked:
        when = appendix.when(wave)
        add(table(wave, None), 0, when[:1].upper() + when[1:], appendix.key(wave), "total")
    if not any(part.n > 0 for part, *_ in lines):
        return None
    for background in appendix.backgrounds:
        parts = {wave: table(wave, background) for wave in told}
        last = parts[told[-1]]
        p = f" ({last.p_text()})" if last.result else ""
        name = survey.question(background).name.to(language)
        rows.append(TableRow(role="group", label=name + p, key=background))
        ids = dict.fromkeys(id for wave in reversed(told) for id in parts[wave].shown.rows.ids)
        for id in ids:
            for wave in told:
                axis = parts[wave].shown.rows
                if id in axis.ids and parts[wave].shown.row_n[axis.ids.index(id)] != 0:
                    group = axis.label_of(id).to(language)
                    group += f", {appendix.when(wave)}" if len(told) > 1 else ""
                    add(parts[wave], axis.ids.index(id), group, appendix.key(wave, f"{background}={id}"), "data")
    shown = [part.shown for part, *_ in lines]
    base = wording.base_line(shown[: len(asked)], language)
    notes = list(appendix.notes(question, base, scale_or_unit(shown[0], language)))
    if any(each.is_protected for each in shown):
        notes.append(wording.hidden_note(survey.threshold, language))
    return TableBlock(
        label=label,
        number=number,
        caption=caption,
        columns=mean_words(language),
        rows=tuple(rows),
        notes=tuple(notes),
        source=appendix.source(question),
        synthetic=survey.synthetic,
        survey=survey.codebook.id,
        question=question.id,
        column_keys=MEAN_KEYS,
        sheets=(_sheet(appendix, question, lines, caption),),
    )


def _sheet(
    appendix: "Appendix", question: Question, lines: list[tuple[MeanTable, int, str, str]], caption: str
) -> CountSheet:
    language = appendix.language
    names = ("mean", "low", "high", "sd")

    def value(part: MeanTable, place: int, name: str) -> float | None:
        found = float(getattr(part.shown, name)[place][0])
        return found if found == found else None

    return CountSheet(
        title=caption,
        row_header="",
        rows=tuple(name for _, _, name, _ in lines),
        columns=tuple(mean_words(language, names)),
        counts=tuple(tuple(value(part, place, name) for name in names) for part, place, *_ in lines),
        row_n=tuple(value(part, place, "n") for part, place, *_ in lines),
        unit=lines[0][0].shown.unit.to(language),
        base=wording.base_line([lines[0][0].shown], language),
        source=appendix.source(question),
        question=question.text.to(language),
        synthetic=appendix.survey.synthetic,
        survey=appendix.survey.codebook.id,
        question_id=question.id,
        row_keys=tuple(key for *_, key in lines),
        column_keys=names,
    )
