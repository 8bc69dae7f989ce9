"""HTML, Word, PDF and Excel from one results model."""

from svarbenk.documents.empty_sections import empty_sections_told
from svarbenk.documents.excel import write_excel
from svarbenk.documents.fragment import block_html
from svarbenk.documents.html import write_html
from svarbenk.documents.model import (
    MIME,
    Block,
    BulletList,
    ChapterDocument,
    CountSheet,
    FigureBlock,
    Heading,
    Paragraph,
    Report,
    Run,
    TableBlock,
    TableRow,
    Value,
)
from svarbenk.documents.pdf import write_pdf
from svarbenk.documents.prose import VALUE_BEGINS, VALUE_ENDS, blocks_from_markdown, marked_value, runs_from_markdown
from svarbenk.documents.report import write_all
from svarbenk.documents.results import RESULTS, read_results, write_results
from svarbenk.documents.word import word_excerpt, write_word
from svarbenk.documents.word_sample import write_template
from svarbenk.documents.word_template import open_template

__all__ = [
    "MIME",
    "RESULTS",
    "VALUE_BEGINS",
    "VALUE_ENDS",
    "Block",
    "BulletList",
    "ChapterDocument",
    "CountSheet",
    "FigureBlock",
    "Heading",
    "Paragraph",
    "Report",
    "Run",
    "TableBlock",
    "TableRow",
    "Value",
    "block_html",
    "blocks_from_markdown",
    "empty_sections_told",
    "marked_value",
    "open_template",
    "read_results",
    "runs_from_markdown",
    "word_excerpt",
    "write_all",
    "write_excel",
    "write_html",
    "write_pdf",
    "write_results",
    "write_template",
    "write_word",
]
