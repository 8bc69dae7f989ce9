"""A small report built from printed tables of Helse Nord 2019, with its documents, to be read back."""

import json
from pathlib import Path

from svarbenk.documents import (
    BulletList,
    ChapterDocument,
    FigureBlock,
    Heading,
    Paragraph,
    Report,
    Run,
    TableBlock,
    TableRow,
    write_html,
    write_results,
    write_word,
)

from tests.documents.sample_report import count_sheet, draw

SURVEY = "helse-nord-kommune"
HARD = "\u00a0"

# Helse Nord 2019, table 10.2 (lines 1855–1879): enough posts? yes, no, unsure; by sentralitet and folketall
ENOUGH = {
    "": {"": (47, 25, 6)},
    "sentralitet": {"niva_3": (0, 2, 0), "niva_4": (0, 9, 0), "niva_5": (7, 9, 2), "niva_6": (40, 5, 4)},
    "folketall": {
        "fra_20000": (0, 5, 0),
        "fra_10000": (1, 5, 1),
        "fra_5000": (4, 6, 0),
        "fra_2000": (17, 6, 4),
        "under_2000": (25, 3, 1),
    },
}
# table 10.3 (lines 1903–1913): LIS1 posts, in all and by sentralitet
LIS1 = {"": 108, "niva_3": 7, "niva_4": 29, "niva_5": 31, "niva_6": 41}


def cell(count: int, n: int) -> str:
    """Word a cell as the report does, its percentage rounded half up."""
    return f"{count} ({(200 * count + n) // (2 * n)}{HARD}%)"


def enough_table(counts: dict = ENOUGH) -> TableBlock:
    """Lay out table 10.2 with the ids that the workbench gives its rows and columns."""
    rows = []
    for background, groups in counts.items():
        if background:
            rows.append(TableRow(role="group", label=f"{background.title()} (p < 0,001)", key=background))
        for group, answers in groups.items():
            n = sum(answers)
            cells = (*(cell(count, n) for count in answers), str(n))
            key = f"{background}={group}" if background else ""
            rows.append(TableRow(role="data" if background else "total", label=group or "Alle", cells=cells, key=key))
    return TableBlock(
        label=f"Tabell{HARD}10.2",
        number="10.2",
        caption="Er det nok hjemler?",
        columns=("Ja", "Nei", "Usikker", "Totalt"),
        rows=tuple(rows),
        notes=(f"n{HARD}={HARD}78 svar.",),
        source="Spørreskjema",
        survey=SURVEY,
        question="tilstrekkelig_hjemler",
        column_keys=("ja", "nei", "usikker", "n"),
        synthetic=True,
    )


def posts_table(sums: dict = LIS1) -> TableBlock:
    """Lay out table 10.3, sums of a numeric answer."""
    return TableBlock(
        label=f"Tabell{HARD}10.3",
        number="10.3",
        caption="LIS1-stillinger",
        columns=("LIS1",),
        rows=tuple(
            TableRow(label=group or "Alle", cells=(str(count),), key=f"sentralitet={group}" if group else "")
            for group, count in sums.items()
        ),
        survey=SURVEY,
        column_keys=("lis1",),
    )


def sentence(percent: str) -> Paragraph:
    """Write a paragraph with one computed value and a sentence that somebody typed."""
    return Paragraph(
        runs=(
            Run(text="Det er ikke nok hjemler i alle kommuner. I alt svarer "),
            Run(text=f"{percent} prosent", value="andel_ja"),
            Run(text=" av kommunene ja."),
        )
    )


def report(*blocks, slug: str = "helse-nord") -> Report:
    """Return a report of one chapter."""
    chapter = ChapterDocument(slug="10-kommunene", number="10", title="Kommunene", blocks=blocks)
    return Report(
        slug=slug,
        title="Fastleger i nord",
        date="2025-11-25",
        protection="Ingen antall er skjult.",
        chapters=(chapter,),
    )


def blocks(percent: str = "60", counts: dict = ENOUGH, sums: dict = LIS1, figure_count: int = 47) -> tuple:
    """Return the chapter's blocks: prose, two tables and a figure."""
    svg, png = draw()
    sheet = count_sheet("Er det nok hjemler?").model_copy(update={"survey": SURVEY})
    first = (float(figure_count), *sheet.counts[0][1:])
    sheet = sheet.model_copy(update={"counts": (first, *sheet.counts[1:])})
    return (
        Heading(level=2, text="10.1 Hjemler"),
        sentence(percent),
        enough_table(counts),
        posts_table(sums),
        FigureBlock(
            label=f"Figur{HARD}10.1",
            number="10.1",
            caption="Hjemler",
            alt="Et bilde.",
            svg=svg,
            png=png,
            sheets=(sheet,),
        ),
        BulletList(items=((Run(text="Et punkt uten tall."),),)),
    )


def write_build(folder: Path, what: Report, **manifest) -> Path:
    """Write what reading back needs of a build: results, Word, pages, manifest."""
    folder.mkdir(parents=True)
    write_results(what, folder / "results.json")
    write_word(what, folder / f"{what.slug}.docx")
    write_html(what, folder)
    facts = {"plan": what.slug, "built": "2025-11-25T12:00:00+00:00", "inputs": {}, "parameters": {}, **manifest}
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder
