"""What a notebook cell displays: blocks as HTML for the reader and as data for the build."""

import json
import math
from dataclasses import dataclass
from html import escape

from pydantic import TypeAdapter

from svarbenk.codebook import Language
from svarbenk.documents import MIME, Block, block_html
from svarbenk.workbench.origins import as_data, origin_of
from svarbenk.workbench.templates import fill

_BLOCKS = TypeAdapter(tuple[Block, ...])
VALUES_MIME = "application/vnd.svarbenk.values+json"
ORIGINS_MIME = "application/vnd.svarbenk.origins+json"


@dataclass(frozen=True)
class Shown:
    """Blocks of a chapter, displayed as HTML; the build finds them again as data in the executed notebook."""

    blocks: tuple[Block, ...]
    language: Language = "nb"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {
            "text/html": "\n".join(block_html(block, self.language) for block in self.blocks),
            "text/plain": "\n".join(_plain(block) for block in self.blocks),
            MIME: json.loads(_BLOCKS.dump_json(self.blocks)),
        }


@dataclass(frozen=True)
class Values:
    """Computed values that the chapter's prose names in braces, displayed as a small table."""

    values: dict[str, float | str]
    language: Language

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        worded = {name: fill(f"{{{name}}}", self.values, self.language) for name in self.values}
        rows = "".join(
            f"<tr><td><code>{{{name}}}</code></td><td>{escape(text)}</td></tr>" for name, text in worded.items()
        )
        return {
            "text/html": f"<table>{rows}</table>",
            "text/plain": "\n".join(f"{{{name}}} = {text}" for name, text in worded.items()),
            VALUES_MIME: {name: _plain_value(value) for name, value in self.values.items()},
            ORIGINS_MIME: as_data({name: origin_of(value) for name, value in self.values.items()}),
        }


def _plain_value(value: float | str) -> float | str | None:
    """Return a value as JSON can carry it; a hidden count is null."""
    if isinstance(value, str):
        return str(value)
    return None if math.isnan(value) else float(value)


def read_values(data: dict[str, float | str | None]) -> dict[str, float | str]:
    """Return the values that a cell displayed, from the data in its output."""
    return {name: math.nan if value is None else value for name, value in data.items()}


def read_blocks(data: list) -> tuple[Block, ...]:
    """Return the blocks that a cell displayed, from the data in its output."""
    return _BLOCKS.validate_python(data)


def _plain(block: Block) -> str:
    if block.kind in {"table", "figure"}:
        return f"{block.label}: {block.caption}"
    if block.kind == "heading":
        return block.text
    runs = block.runs if block.kind == "paragraph" else [run for item in block.items for run in item]
    return "".join(run.text for run in runs)
