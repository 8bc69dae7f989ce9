"""A register's posts split as a survey's answers are, as table 7-2 does: from a survey table in hand to a block."""

import math
from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.errors import InputError
from svarbenk.register import Calibrated, RegisterBook, calibrate
from svarbenk.responses import Margin, read_population
from svarbenk.tables import CountTable
from svarbenk.wording import register_notes as words
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.captions import sources
from svarbenk.workbench.table import Table

_POSTS = Text(nb="Fastlegehjemler", en="GP posts")
_TOTAL = Text(nb="Totalt, hjemler", en="Total, posts")
_SHARE = Text(nb="Totalt, prosent", en="Total, per cent")


class NotSplit(Exception):
    """The answers cannot split the register's posts; ``why`` is the worded reason."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def calibrated_block(
    book: RegisterBook, number: str, table: Table | BannerTable, language: Language, notes: Sequence[str] = ()
) -> TableBlock:
    """Return the register's posts by type of practice and size of municipality, split as the answers are.

    Parameters
    ----------
    book : RegisterBook
        The report's register; ``populasjon.csv`` beside it has the posts.
    number : str
        The printed table, such as «7-2».
    table : Table or BannerTable
        Types of practice (columns) by size of municipality (rows) in one wave.
    language : str
        «nb» or «en».
    notes : sequence of str
        Notes after those on the method.

    Raises
    ------
    NotSplit
        If the register has no posts for the wave, or nobody in the selection is of one of its kinds.
    InputError
        If the table has no rows by a background that the register has posts by.
    """
    part, margin, kinds = _fitting(book, table, language)
    shown = part.shown
    place = margin.backgrounds.index(shown.rows.id)
    counted = {
        (ids[1 - place], ids[place]): float(size) for ids, size in margin.counts.items() if ids[place] in shown.rows.ids
    }
    answers = {
        (column, row): float(shown.counts[i, j])
        for i, row in enumerate(shown.rows.ids)
        for j, column in enumerate(shown.columns.ids)
    }
    for kind, members in kinds.items():
        if not any(n for (name, _), n in answers.items() if name in members):
            raise NotSplit(words.nobody_of_kind(shown.merges[kind].label.to(language), language))
    found = calibrate(counted, answers, kinds)
    definition = book.tables[number]
    groups = [each for each in shown.rows.ids if any(group == each for _, group in counted)]
    labels = dict(zip(shown.rows.ids, part.labels(shown.rows), strict=True))
    columns = [name for members in kinds.values() for name in members]
    names = dict(zip(shown.columns.ids, part.labels(shown.columns), strict=True))
    posts = sum(counted.values())
    wave = f"runde={shown.waves[-1].id}" if shown.waves else ""
    rows = [
        TableRow(
            label=labels[group],
            cells=(
                *(wording.percent(_share(found, name, group), language) for name in columns),
                wording.number(found.of_group(group) if not _hidden(found, group) else _of(counted, group), language),
            ),
            key=f"{wave}{',' if wave else ''}{shown.rows.id}={group}",
        )
        for group in groups
    ]
    totals = {name: found.total(name) for name in columns}
    rows.append(
        TableRow(
            role="total",
            label=_TOTAL.to(language),
            cells=(*(wording.number(value, language) for value in totals.values()), wording.number(posts, language)),
            key="rad=antall",
        )
    )
    rows.append(
        TableRow(
            role="total",
            label=_SHARE.to(language),
            cells=(
                *(wording.percent(100 * value / posts, language) for value in totals.values()),
                wording.percent(100, language),
            ),
            key=wave,
        )
    )
    borrowed = [
        f"{shown.merges[kind].label.to(language)} ({wording.lowered(labels[group])})" for kind, group in found.borrowed
    ]
    printed = [words.printed_estimates_note(_printed(book, number, columns, names, language), language)]
    hidden = [wording.hidden_note(part.threshold, language)] if shown.is_protected else []
    return TableBlock(
        label=wording.table_label(number, language),
        number=number,
        caption=definition.title.to(language),
        stub=shown.rows.label.to(language),
        columns=(*(names[name] for name in columns), _POSTS.to(language)),
        rows=tuple(rows),
        notes=tuple(
            each
            for each in (
                words.calibration_note(int(shown.item_n), language),
                words.borrowed_note(borrowed, language),
                *printed,
                *hidden,
                *notes,
            )
            if each
        ),
        source=f"{definition.source.to(language)}; {sources([part], language)}",
        synthetic=part.synthetic,
        sheets=(_sheet(found, part, groups, labels, columns, names, posts, definition.title, language),),
        survey=part.about.survey,
        question=shown.columns.id,
        column_keys=(*(f"estimated:{name}" for name in columns), ""),
    )


def _fitting(
    book: RegisterBook, table: Table | BannerTable, language: Language
) -> tuple[Table, Margin, dict[str, tuple[str, ...]]]:
    """Return the part of the table, the register's margin and the kinds that fit together."""
    parts = [*table.by, table.total] if isinstance(table, BannerTable) else [table]
    first = parts[0]
    waves = first.shown.waves
    populations = read_population(book.data, first.about.survey)
    population = populations.get(waves[-1].id if waves else "")
    margins = [each for each in population.margins.values() if len(each.backgrounds) == 2] if population else []
    if not margins:
        raise NotSplit(words.no_posts([each.label.to(language) for each in waves], language))
    for part in parts:
        kinds = _kinds(part.shown)
        for margin in margins:
            others = set(margin.backgrounds) - {part.shown.rows.id}
            if len(others) != 1:
                continue
            at = margin.backgrounds.index(next(iter(others)))
            named = {ids[at] for ids in margin.counts}
            if named <= kinds.keys():
                return part, margin, {kind: kinds[kind] for kind in kinds if kind in named}
    raise InputError(
        f"tabellen av «{first.shown.columns.id}» etter «{first.shown.rows.id}»: registeret er ikke delt slik; "
        "ventet driftsform etter kommunestorrelse"
    )


def _kinds(shown: CountTable) -> dict[str, tuple[str, ...]]:
    """Return the merges of the columns that registers know, such as private practice."""
    columns = set(shown.columns.ids)
    return {name: tuple(merge.of) for name, merge in shown.merges.items() if set(merge.of) <= columns}


def _share(found: Calibrated, name: str, group: str) -> float:
    whole = found.of_group(group)
    return 100 * found.numbers[name, group] / whole if whole else math.nan


def _hidden(found: Calibrated, group: str) -> bool:
    return math.isnan(found.of_group(group))


def _of(counted: dict[tuple[str, str], float], group: str) -> float:
    return sum(size for (_, name), size in counted.items() if name == group)


def _printed(
    book: RegisterBook, number: str, columns: Sequence[str], names: dict[str, str], language: Language
) -> list[str]:
    """Return what the report printed for the whole, where its table has the same columns."""
    known = {column.id for column in book.tables[number].columns}
    if not set(columns) <= known or "antall" not in {row.id for row in book.tables[number].rows}:
        return []
    cells = book.table(number)
    told = []
    for name in columns:
        entry = cells.cell("antall", name).entry
        if entry is not None and entry.number.value is not None:
            told.append(f"{wording.lowered(names[name])} {wording.number(entry.number.value, language)}")
    return told


def _sheet(
    found: Calibrated,
    part: Table,
    groups: Sequence[str],
    labels: dict[str, str],
    columns: Sequence[str],
    names: dict[str, str],
    posts: float,
    title: Text,
    language: Language,
) -> CountSheet:
    def known(value: float, decimals: int = 0) -> float | None:
        return None if math.isnan(value) else float(wording.rounded(value, decimals))

    numbers = [tuple(known(found.numbers[name, group]) for name in columns) for group in groups]
    totals = tuple(known(found.total(name)) for name in columns)
    share = [tuple(known(_share(found, name, group), 1) for name in columns) for group in groups]
    share.append(tuple(known(100 * found.total(name) / posts, 1) for name in columns))
    return CountSheet(
        title=title.to(language),
        row_header=part.shown.rows.label.to(language),
        rows=(*(labels[group] for group in groups), wording.word("total", language)),
        columns=tuple(names[name] for name in columns),
        counts=(*numbers, totals),
        percent=tuple(share),
        row_n=(*(known(found.of_group(group)) for group in groups), posts),
        unit=wording.lowered(_POSTS.to(language)) if language == "nb" else _POSTS.to(language),
        base=words.calibration_note(int(part.shown.item_n), language),
        source=sources([part], language),
        synthetic=part.synthetic,
        survey=part.about.survey,
        question_id=part.shown.columns.id,
        by=part.shown.rows.id,
        row_keys=(*(f"{part.shown.rows.id}={group}" for group in groups), ""),
        column_keys=tuple(columns),
    )
