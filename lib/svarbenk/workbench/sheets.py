"""The counts and means behind tables and figures, as they go into the Excel file and the results."""

import math
from collections.abc import Sequence

from svarbenk import wording
from svarbenk.documents import CountSheet
from svarbenk.responses import WAVE
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.captions import sources
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.table import Table


def parts_of(table: Table | BannerTable) -> list[Table]:
    """Return a banner's tables, everybody's first; of a ``table`` itself."""
    return [table.total, *table.by] if isinstance(table, BannerTable) else [table]


def row_key(table: Table | MeanTable, place: int) -> str:
    """Return in ids whom a row is of: «runde=IV,driftsform=fastlonn»; nothing of everybody.

    Parameters
    ----------
    table : Table or MeanTable
        The table.
    place : int
        The row, from 0.
    """
    rows, waves = table.shown.rows, table.shown.waves
    pairs = [(WAVE, waves[0].id)] if len(waves) == 1 and len(table.about.waves) > 1 and rows.id != WAVE else []
    if isinstance(table, Table) and not table.shown.grouped:
        pairs.append(("question", rows.ids[place]))
    elif rows.id:
        pairs.append((rows.id, rows.ids[place]))
    if table.about.selection:
        pairs.append(("utvalg", table.about.selected))
    return ",".join(f"{name}={value}" for name, value in pairs)


def sheets(table: Table | BannerTable | MeanTable, chart: str = "") -> tuple[CountSheet, ...]:
    """Return the counts or means behind a table, a sheet's worth for each of its parts.

    Parameters
    ----------
    table : Table, BannerTable or MeanTable
        The table.
    chart : str
        How a figure of it is drawn: stacked or clustered; of no figure nothing.
    """
    if isinstance(table, MeanTable):
        return tuple(_mean_sheet(part, chart) for part in (table, *table.by))
    return tuple(_sheet(part, chart) for part in parts_of(table))


def _sheet(table: Table, chart: str) -> CountSheet:
    shown, language = table.shown, table.language
    return CountSheet(
        title=shown.columns.label.to(language),
        row_header=shown.rows.label.to(language) if len(shown.rows) > 1 else "",
        rows=tuple(table.labels(shown.rows)),
        columns=tuple(table.labels(shown.columns)),
        counts=known(shown.counts),
        # a single column is all of itself
        percent=known(shown.percent()) if len(shown.columns) > 1 or shown.exclusive else None,
        row_n=known(shown.row_n[None, :])[0],
        unit=shown.unit.to(language),
        base=wording.base_line(shown, language),
        source=sources([table], language),
        question=shown.question.to(language),
        test=table.test_text() or None,
        synthetic=table.synthetic,
        survey=table.about.survey,
        question_id=table.about.question or shown.columns.id,
        by=shown.rows.id,
        row_keys=shown.rows.ids,
        column_keys=shown.columns.ids,
        chart=chart,
    )


def _mean_sheet(table: MeanTable, chart: str) -> CountSheet:
    shown, language = table.shown, table.language
    return CountSheet(
        title=shown.columns.label.to(language),
        row_header=shown.rows.label.to(language) if shown.rows.id else "",
        rows=tuple(table.labels(shown.rows)),
        columns=tuple(table.labels(shown.columns)),
        counts=known(shown.mean),
        percent=None,
        row_n=known(shown.row_n[None, :])[0],
        unit=shown.unit.to(language),
        base=wording.base_line([shown], language),
        source=sources([table], language),
        question=shown.question.to(language),
        test=table.test_text() or None,
        synthetic=table.synthetic,
        survey=table.about.survey,
        question_id=table.about.question,
        by=shown.rows.id,
        row_keys=shown.rows.ids,
        column_keys=shown.columns.ids,
        chart=chart,
    )


def known(values: Sequence) -> tuple[tuple[float | None, ...], ...]:
    """Return ``values`` as the results model has them: None for what is hidden."""
    return tuple(tuple(None if math.isnan(value) else float(value) for value in row) for row in values)
