"""What can be taken along from an app: figure, table and sentence as files, made of what is shown and nothing else."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from svarbenk import wording
from svarbenk.apps.downloads_csv import csv_bytes
from svarbenk.apps.picture import Picture
from svarbenk.apps.view import Download
from svarbenk.codebook import Language
from svarbenk.documents import (
    Block,
    ChapterDocument,
    FigureBlock,
    Paragraph,
    Report,
    Run,
    TableBlock,
    word_excerpt,
    write_excel,
)

PNG, SVG, CSV = "image/png", "image/svg+xml", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Taken:
    """What an app shows, for its files.

    ``slug`` is what they are called, ``title`` stands over them, ``sentence`` is the finding in words, ``table`` has
    the counts (its ``sheets``), notes and source. ``figure`` is what is drawn, if anything is.
    ``protection`` is the worded statement of the disclosure threshold.
    """

    slug: str
    title: str
    language: Language
    sentence: str
    table: TableBlock
    figure: Picture | None = None
    protection: str = ""

    def chapter(self) -> ChapterDocument:
        """Return sentence, figure and table as a chapter without number."""
        blocks: list[Block] = []
        if self.sentence:
            blocks.append(Paragraph(runs=(Run(text=self.sentence),)))
        if self.figure is not None:
            blocks.append(self._figure(self.figure))
        blocks.append(
            self.table.model_copy(update={"label": f"{wording.word('table', self.language)} 1", "number": "1"})
        )
        return ChapterDocument(slug="utdrag", number="", title=self.title, language=self.language, blocks=tuple(blocks))

    def _figure(self, picture: Picture) -> FigureBlock:
        drawn = picture.figure()
        return FigureBlock(
            label=f"{wording.word('figure', self.language)} 1",
            number="1",
            caption=self.table.caption,
            alt=drawn.alt,
            svg=drawn.svg,
            png=drawn.png_base64,
            width_mm=drawn.width_mm,
            notes=self.table.notes[:1],
            source=self.table.source,
            synthetic=self.table.synthetic,
        )

    def report(self) -> Report:
        """Return the chapter as a report of today."""
        return Report(
            slug=self.slug,
            title=self.title,
            language=self.language,
            date=date.today().isoformat(),
            protection=self.protection,
            chapters=(self.chapter(),),
        )


def downloads(taken: Taken) -> tuple[Download, ...]:
    """Return the files of what is shown: PNG and SVG where there is a figure, Excel, CSV and Word.

    Parameters
    ----------
    taken : Taken
        What is shown.
    """
    return (*figure_downloads(taken), excel_download(taken), csv_download(taken), word_download(taken))


def figure_downloads(taken: Taken) -> tuple[Download, ...]:
    """Return the figure as PNG and SVG, with title and source in it.

    Parameters
    ----------
    taken : Taken
        What is shown.
    """
    figure = taken.figure
    if figure is None:
        return ()
    word = wording.word("figure", taken.language)
    return (
        Download(f"{word} (PNG)", f"{taken.slug}.png", PNG, lambda: figure.alone().png),
        Download(f"{word} (SVG)", f"{taken.slug}.svg", SVG, lambda: figure.alone().svg.encode()),
    )


def excel_download(taken: Taken) -> Download:
    """Return the counts as a workbook.

    Parameters
    ----------
    taken : Taken
        What is shown.
    """

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            return write_excel(taken.report(), Path(folder) / "t.xlsx").read_bytes()

    return Download("Excel", f"{taken.slug}.xlsx", XLSX, make)


def csv_download(taken: Taken, more: Sequence[TableBlock] = ()) -> Download:
    """Return the counts as CSV, a line a count.

    Parameters
    ----------
    taken : Taken
        What is shown.
    more : sequence of TableBlock
        Tables whose counts follow.
    """
    sheets = tuple(sheet for block in (taken.table, *more) for sheet in block.sheets)
    return Download("CSV", f"{taken.slug}.csv", CSV, lambda: csv_bytes(sheets, taken.language))


def word_download(taken: Taken) -> Download:
    """Return sentence, figure and table as a Word document to paste from.

    Parameters
    ----------
    taken : Taken
        What is shown.
    """
    return Download("Word", f"{taken.slug}.docx", DOCX, lambda: word_excerpt(taken.report()))
