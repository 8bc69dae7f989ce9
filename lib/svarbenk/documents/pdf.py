"""A report as a tagged PDF (PDF/UA-1), set by typst."""

import importlib.resources
import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from svarbenk.documents.columns import layout_of, on_their_side, unbroken
from svarbenk.documents.drawing import drawing_shape, printable_svg
from svarbenk.documents.labels import labels_for, moment, with_prefix, worded_date
from svarbenk.documents.model import BulletList, FigureBlock, Paragraph, Report, Run, TableBlock
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of
from svarbenk.documents.references import References, Target
from svarbenk.documents.sources import sources_of

# matplotlib brings this face wherever the bench is installed, so that a figure looks the same on all machines
_DRAWING_FONT = "DejaVu Sans"
_TEXT_MM, _TALLEST_MM = 160.0, 195.0


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
    path.write_bytes(_compressed(pdf))
    return path


def _compressed(pdf: bytes) -> bytes:
    """Put the tags of the document into compressed streams: written out, those of long tables are most of the file."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _data(outline: Outline, root: Path) -> dict[str, Any]:
    report = outline.report
    labels = labels_for(report.language)
    references = References(outline)
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "date": worded_date(report.date, report.language),
        "language": report.language,
        "region": labels.locale.partition("-")[2],
        "synthetic": outline.synthetic,
        "protection": report.protection,
        "method": report.method,
        "sources": sources_of(report),
        "facts": [*report.facts, (labels.protection, report.protection)],
        "labels": vars(labels),
        "has_tables": bool(outline.tables),
        "has_figures": bool(outline.figures),
        "chapters": [_Chapter(chapter, references, root).data() for chapter in outline.chapters],
    }


@dataclass(frozen=True)
class _Chapter:
    """One chapter as typst takes it."""

    chapter: ChapterOutline
    references: References
    root: Path

    def data(self) -> dict[str, Any]:
        """Return the chapter, its blocks in groups that stand on upright pages or on their side."""
        language = self.chapter.chapter.language
        groups: list[dict[str, Any]] = []
        for placed, wide in zip(self.chapter.blocks, on_their_side(self.chapter.blocks), strict=True):
            if not groups or groups[-1]["wide"] != wide:
                groups.append({"wide": wide, "items": []})
            groups[-1]["items"].append(self._block(placed))
        return {
            "id": _label(Target(self.chapter)),
            "title": self.chapter.title,
            "language": language,
            "region": labels_for(language).locale.partition("-")[2],
            "groups": groups,
        }

    def _block(self, placed: Placed) -> dict[str, Any]:
        block = placed.block
        if isinstance(block, TableBlock):
            return _table(block) | self._surroundings(placed)
        if isinstance(block, FigureBlock):
            return self._figure(block, placed) | self._surroundings(placed)
        if isinstance(block, Paragraph):
            return {"kind": block.kind, "style": block.style, "runs": self._runs(block.runs)}
        if isinstance(block, BulletList):
            items = [self._runs(item) for item in block.items]
            return {"kind": block.kind, "ordered": block.ordered, "style": block.style, "items": items}
        return {"kind": block.kind, "level": placed.level, "text": block.text, "id": self._id(placed)}

    def _runs(self, runs: tuple[Run, ...]) -> list[dict[str, Any]]:
        return [
            {
                "text": piece.text,
                "bold": piece.run.bold,
                "italic": piece.run.italic,
                "code": piece.run.code,
                "href": piece.run.href,
                # computed numbers lead nowhere on paper; «tabell 3-1» does
                "to": _label(piece.target) if piece.number and piece.target else None,
            }
            for piece in self.references.pieces(runs, self.chapter)
        ]

    def _figure(self, block: FigureBlock, placed: Placed) -> dict[str, Any]:
        drawing = printable_svg(block.svg, block.label, _DRAWING_FONT)
        (self.root / f"{placed.file}.svg").write_text(drawing, encoding="utf-8")
        width = min(block.width_mm, _TEXT_MM, _TALLEST_MM * drawing_shape(drawing))
        return {"file": f"{placed.file}.svg", "alt": block.alt, "width": width}

    def _surroundings(self, placed: Placed) -> dict[str, Any]:
        """Collect what stands around a table or figure: caption, notes, source, stand-in mark."""
        block = placed.block
        labels = labels_for(self.chapter.chapter.language)
        notes = [with_prefix(labels.note, note) if not index else note for index, note in enumerate(block.notes)]
        return {
            "kind": block.kind,
            "id": self._id(placed),
            "label": block.label,
            "caption": block.caption,
            "foot": notes,
            "source": with_prefix(labels.source, block.source) if block.source else None,
            "synthetic": placed.synthetic,
        }

    def _id(self, placed: Placed) -> str:
        return _label(Target(self.chapter, placed))


def _label(target: Target) -> str:
    return f"{target.chapter.chapter.slug}/{target.placed.anchor if target.placed else ''}"


def _table(table: TableBlock) -> dict[str, Any]:
    cells = len(table.columns)
    layout = layout_of(table)
    return {
        "stub": table.stub,
        "columns": table.columns,
        "shares": layout.shares,
        "numeric": layout.numeric,
        "type_size": layout.type_size,
        "whole": layout.whole,
        "groups": [
            {
                "heading": group.heading,
                "rows": [
                    {
                        "role": row.role,
                        "label": row.label,
                        "cells": [
                            unbroken(cell) if number else cell
                            for cell, number in zip([*row.cells, *[""] * cells], layout.numeric, strict=False)
                        ],
                    }
                    for row in group.rows
                ],
            }
            for group in layout.groups
        ],
    }
