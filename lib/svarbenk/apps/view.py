"""View: what an app shows for a choice, as words, a picture and a table."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from svarbenk.apps.picture import Picture, picture
from svarbenk.codebook import Language
from svarbenk.tables import CountTable

__all__ = ["Download", "Picture", "View", "picture"]


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
    less to see than was asked for. ``figure`` is one or several pictures or their HTML, ``table`` is HTML; both are
    empty where there is nothing to show. ``notes`` explain hidden numbers. ``shown`` are the counts behind it all,
    after protection: everybody's first, then the groups'. ``downloads`` are made of what is shown and nothing else.
    """

    title: str
    language: Language
    by: str = ""
    sentence: str = ""
    message: str = ""
    figure: Picture | str | tuple[Picture | str, ...] = ""
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

    def body_html(self, narrow: bool = False) -> str:
        """Return what is looked at: the figure with its base and test, the table with its notes.

        Parameters
        ----------
        narrow : bool
            Whether the figure is for a phone.
        """
        figures = self.figure if isinstance(self.figure, tuple) else (self.figure,)
        return self._part(
            *(each if isinstance(each, str) else each.html(narrow) for each in figures),
            _paragraph("svb-base", self.base),
            _paragraph("svb-test", self.test),
            self.table,
            *(_paragraph("svb-note", note) for note in self.notes),
        )

    def _part(self, *parts: str) -> str:
        return f'<div lang="{self.language}">{"".join(parts)}</div>'


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>' if text else ""
