"""Reads what an executed notebook computed back as data: the document of a chapter."""

import re

import nbformat

from svarbenk.batch.traces import Traces
from svarbenk.codebook import Language
from svarbenk.documents import (
    MIME,
    Block,
    ChapterDocument,
    Heading,
    Paragraph,
    blocks_from_markdown,
    empty_sections_told,
)
from svarbenk.errors import InputError
from svarbenk.workbench import ORIGINS_MIME, VALUES_MIME, prose, read_blocks, read_values

_NUMBERED = re.compile(r"(?P<number>(?:vedlegg|appendix|annex) \w{1,2}|\d+(?:\.\d+)*\.?)[.:]? +(?=\S)", re.IGNORECASE)


def read_document(executed: nbformat.NotebookNode, slug: str, language: Language = "nb") -> ChapterDocument:
    """Read the chapter out of an executed notebook.

    Markdown cells are prose (one tagged with the other language is left out; one tagged ``lead``, ``note`` or
    ``quote`` is set in that style) and take the values that ``Chapter.let`` gave above them. Outputs of code
    cells that carry blocks are tables and figures, in the order of the notebook.

    Parameters
    ----------
    executed : NotebookNode
        The notebook with its outputs.
    slug : str
        The chapter's name in file names.
    language : str
        «nb» or «en».

    Raises
    ------
    InputError
        If a markdown cell holds what a report cannot carry, a number typed by hand or a name without value; or
        if no heading of level 1 opens the chapter.
    """
    other = "en" if language == "nb" else "nb"
    blocks: list[Block] = []
    values: dict[str, float | str] = {}
    origins: dict[str, dict[str, str]] = {}
    traces = Traces()
    place = 0
    for cell in executed.cells:
        tags = cell.metadata.get("tags", [])
        place += "injected-parameters" not in tags
        if cell.cell_type == "markdown" and other not in tags:
            try:
                written = blocks_from_markdown(prose(cell.source, values, language, marked=True))
            except InputError as error:
                raise InputError(f"kapittel {slug}, celle {place}: {error}") from None
            blocks += traces.follow((_styled(block, tags) for block in written), values, origins)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            named = read_values(data.get(VALUES_MIME, {}))
            values |= named
            # a name that is given anew has a new origin, or none
            origins = {name: told for name, told in origins.items() if name not in named}
            origins |= data.get(ORIGINS_MIME, {})
            blocks += traces.follow(read_blocks(data.get(MIME, [])))
    title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    if title is None:
        raise InputError(f"kapittel {slug}: ingen overskrift på øverste nivå; ventet en tittel, som «# 10 Kommunene»")
    blocks.remove(title)
    number, name = _numbered(title.text)
    told = tuple(empty_sections_told(blocks, language))
    return ChapterDocument(slug=slug, number=number, title=name, language=language, blocks=told, values=traces.values)


def _numbered(title: str) -> tuple[str, str]:
    """Divide «10 Kommunene» and «Vedlegg A Utvalg» into number and name."""
    found = _NUMBERED.match(title)
    return (found["number"], title[found.end() :]) if found else ("", title)


def _styled(block: Block, tags: list[str]) -> Block:
    """Give a paragraph the style that its cell is tagged with."""
    style = next((tag for tag in tags if tag in {"lead", "note", "quote"}), None)
    return block.model_copy(update={"style": style}) if style and isinstance(block, Paragraph) else block
