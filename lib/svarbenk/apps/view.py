"""View: what an app shows for a choice, as words, a picture and a table."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from svarbenk.codebook import Language
from svarbenk.figures import Figure, grouped_bars, stacked_bars
from svarbenk.tables import CountTable
from svarbenk.workbench import BannerTable, Table

NARROW_MM = 90.0
NARROW_SCREEN = "40rem"


@dataclass(frozen=True)
class Download:
    """A file to take along: its ``label`` on the button, its ``name`` and what makes it, when it is asked for."""

    label: str
    name: str
    media: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class View:
    """What is shown for a choice.

    ``title`` is the question as it was asked, ``by`` what it is broken down by. ``message`` says why there is
    less to see than was asked for. ``figure`` and ``table`` are HTML, empty where there is nothing to show.
    ``notes`` explain hidden numbers. ``shown`` are the counts behind it all, after protection: everybody's
    first, then the groups'. ``downloads`` are made of what is shown and nothing else.
    """

    title: str
    language: Language
    by: str = ""
    sentence: str = ""
    message: str = ""
    figure: str = ""
    base: str = ""
    test: str = ""
    table: str = ""
    notes: tuple[str, ...] = ()
    shown: tuple[CountTable, ...] = ()
    downloads: tuple[Download, ...] = ()

    def head_html(self) -> str:
        """Return what is read aloud when the choice changes: title, sentence, message."""
        by = f' <span class="svb-by">{escape(self.by)}</span>' if self.by else ""
        return self._part(
            f"<h2>{escape(self.title)}{by}</h2>",
            _paragraph("svb-lead", self.sentence),
            _paragraph("svb-message", self.message),
        )

    def body_html(self) -> str:
        """Return what is looked at: the figure with its base and test, the table with its notes."""
        return self._part(
            self.figure,
            _paragraph("svb-base", self.base),
            _paragraph("svb-test", self.test),
            self.table,
            *(_paragraph("svb-note", note) for note in self.notes),
        )

    def _part(self, *parts: str) -> str:
        return f'<div lang="{self.language}">{"".join(parts)}</div>'


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def picture(table: Table | BannerTable) -> str:
    """Draw a table for a wide screen and for a phone, in one element with alt text.

    Parameters
    ----------
    table : Table or BannerTable
        The counts after protection.
    """
    wide, narrow = _drawn(table), _drawn(table, width_mm=NARROW_MM)
    return (
        '<figure class="svb-figure"><picture>'
        f'<source media="(max-width: {NARROW_SCREEN})" srcset="{_source(narrow)}">'
        f'<img src="{_source(wide)}" alt="{escape(wide.alt)}"></picture></figure>'
    )


def _drawn(table: Table | BannerTable, **size: float) -> Figure:
    banner = isinstance(table, BannerTable)
    if not (table.total if banner else table).shown.exclusive:
        return grouped_bars(table.shown, table.language, **size)
    notes = {each.shown.rows.id: table.p_text(each.shown.rows.id) for each in table.by} if banner else None
    return stacked_bars(table.shown, table.language, muted=table.muted, group_notes=notes, **size)


def _source(figure: Figure) -> str:
    return f"data:image/svg+xml;base64,{b64encode(figure.svg.encode()).decode('ascii')}"
