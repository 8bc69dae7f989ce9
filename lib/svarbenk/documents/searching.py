"""What the search of the web pages looks through: headings, captions, questions, answers and prose, made beforehand.

The index is a script that sets one variable, because a page opened from a folder may load a script beside it but
may not fetch a file.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from svarbenk.documents.model import BulletList, Paragraph
from svarbenk.documents.outline import ChapterOutline, Outline, Placed

INDEX = "sokeindeks.js"


def write_index(outline: Outline, path: Path) -> Path:
    """Write the index of a report.

    Parameters
    ----------
    outline : Outline
        The report.
    path : Path
        The file to write.

    Returns
    -------
    Path
        The file.
    """
    entries = [
        [place, *entry] for place, chapter in enumerate(outline.chapters) for entry in _entries(chapter) if any(entry)
    ]
    index = {"chapters": [chapter.title for chapter in outline.chapters], "entries": entries}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    # these two end a line in older scripts, though not in JSON
    path.write_text(f"var SVARBENK_INDEX={text.replace(chr(0x2028), ' ').replace(chr(0x2029), ' ')};\n", "utf-8")
    return path


def paragraph_id(place: int) -> str:
    """Return the id of the paragraph or list that stands at a place in its chapter."""
    return f"a{place}"


def _entries(chapter: ChapterOutline) -> Iterator[list[str]]:
    """Find what a chapter says: kind, address, title and text of each part."""
    page = f"kapitler/{chapter.chapter.slug}.html"
    yield ["chapter", page, chapter.title, ""]
    heading = chapter.title
    for place, placed in enumerate(chapter.blocks):
        block = placed.block
        if placed.level:
            heading = block.text
            yield ["heading", f"{page}#{placed.anchor}", heading, ""]
        elif placed.anchor:
            title = f"{block.label}. {block.caption}"
            yield [placed.kind, f"{page}#{placed.anchor}", _plain(title), _plain(" · ".join(_asked(placed)))]
        elif isinstance(block, Paragraph):
            yield ["prose", f"{page}#{paragraph_id(place)}", heading, _plain("".join(run.text for run in block.runs))]
        elif isinstance(block, BulletList):
            text = " · ".join("".join(run.text for run in item) for item in block.items)
            yield ["prose", f"{page}#{paragraph_id(place)}", heading, _plain(text)]


def _asked(placed: Placed) -> list[str]:
    """Find what was asked and answered in a table or figure, each wording once."""
    sheets = placed.block.sheets
    told: dict[str, None] = {}
    for sheet in sheets:
        told |= dict.fromkeys((sheet.question or sheet.title, *sheet.columns, sheet.row_header))
    for sheet in sheets:
        told |= dict.fromkeys(sheet.rows)
    return [text for text in told if text]


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
