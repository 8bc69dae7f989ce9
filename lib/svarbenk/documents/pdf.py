"""A report as a tagged PDF (PDF/UA-1), set by typst."""

import importlib.resources
import json
import tempfile
from pathlib import Path
from typing import Any

from svarbenk.documents.columns import (
    column_shares,
    fits_a_page,
    is_wide,
    numeric_columns,
    row_groups,
    type_size,
    unbroken,
)
from svarbenk.documents.drawing import printable_svg
from svarbenk.documents.labels import labels_for, moment, with_prefix, worded_date
from svarbenk.documents.model import FigureBlock, Report, TableBlock
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of

# matplotlib brings this face wherever the bench is installed, so that a figure looks the same on all machines
_DRAWING_FONT = "DejaVu Sans"


def write_pdf(report: Report, path: Path) -> Path:
    """Write a report as PDF/UA-1; equal reports give equal bytes.

    Parameters
    ----------
    report : Report
        The report to write.
    path : Path
        The file to write.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        If the report cannot be laid out.
    """
    import matplotlib
    import typst

    outline = outline_of(report)
    fonts = typst.Fonts(
        include_system_fonts=False,
        font_paths=[Path(matplotlib.get_data_path()) / "fonts" / "ttf"],
    )
    template = importlib.resources.files("svarbenk.documents") / "templates" / "report.typ"
    with tempfile.TemporaryDirectory(prefix="svarbenk-pdf-") as place:
        root = Path(place)
        (root / "report.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        data = _data(outline, root)
        (root / "report.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        pdf = typst.compile(
            root / "report.typ",
            root=root,
            font_paths=fonts,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=moment(report.date),
        )
    path.write_bytes(pdf)
    return path


def _data(outline: Outline, root: Path) -> dict[str, Any]:
    report = outline.report
    labels = labels_for(report.language)
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "date": worded_date(report.date, report.language),
        "language": report.language,
        "region": labels.locale.partition("-")[2],
        "synthetic": outline.synthetic,
        "protection": report.protection,
        "facts": [*report.facts, (labels.protection, report.protection)],
        "labels": vars(labels),
        "has_tables": bool(outline.tables),
        "has_figures": bool(outline.figures),
        "chapters": [_chapter(chapter, f"{number}", root) for number, chapter in enumerate(outline.chapters, start=1)],
    }


def _chapter(chapter: ChapterOutline, prefix: str, root: Path) -> dict[str, Any]:
    language = chapter.chapter.language
    return {
        "title": chapter.title,
        "language": language,
        "region": labels_for(language).locale.partition("-")[2],
        "blocks": [_block(placed, language, prefix, root) for placed in chapter.blocks],
    }


def _block(placed: Placed, language: str, prefix: str, root: Path) -> dict[str, Any]:
    block = placed.block
    if isinstance(block, TableBlock):
        return _table(block) | _surroundings(placed, language)
    if isinstance(block, FigureBlock):
        file = f"{prefix}-{placed.anchor}.svg"
        (root / file).write_text(printable_svg(block.svg, block.label, _DRAWING_FONT), encoding="utf-8")
        figure = {"file": file, "alt": block.alt, "width": block.width_mm}
        return figure | _surroundings(placed, language)
    return block.model_dump() | {"level": placed.level}


def _table(table: TableBlock) -> dict[str, Any]:
    cells = len(table.columns)
    numeric = numeric_columns(table)
    return {
        "stub": table.stub,
        "columns": table.columns,
        "shares": column_shares(table),
        "numeric": numeric,
        "type_size": type_size(table),
        "wide": is_wide(table),
        "whole": fits_a_page(table),
        "groups": [
            {
                "heading": group.heading,
                "rows": [
                    {
                        "role": row.role,
                        "label": row.label,
                        "cells": [
                            unbroken(cell) if number else cell
                            for cell, number in zip([*row.cells, *[""] * cells], numeric, strict=False)
                        ],
                    }
                    for row in group.rows
                ],
            }
            for group in row_groups(table)
        ],
    }


def _surroundings(placed: Placed, language: str) -> dict[str, Any]:
    """Collect what stands around a table or figure: caption, notes, source, stand-in mark."""
    block = placed.block
    labels = labels_for(language)
    notes = [with_prefix(labels.note, note) if not index else note for index, note in enumerate(block.notes)]
    return {
        "kind": block.kind,
        "label": block.label,
        "caption": block.caption,
        "foot": notes,
        "source": with_prefix(labels.source, block.source) if block.source else None,
        "synthetic": placed.synthetic,
    }
