"""A listing of worded cells, before it has a number: what analyses of an appendix hand to a chapter."""

from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.workbench.chapter import Chapter
from svarbenk.workbench.shown import Shown
from svarbenk.workbench.table import Table

_EMPTY = Text(
    nb="det er ikke noe å vise for rundene og utvalget", en="there is nothing to show for these waves and selection"
)


@dataclass(frozen=True)
class Listing:
    """Headers, rows of worded cells and notes; ``behind`` is what they rest on.

    ``survey``, ``column_keys`` and ``row_keys`` say in ids what the cells are of, as in ``TableBlock``.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[str | Text, ...], ...]
    notes: tuple[str | Text, ...] = ()
    behind: tuple[Table, ...] = ()
    survey: str = ""
    column_keys: tuple[str, ...] = ()
    row_keys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def shown(self, chapter: Chapter, number: str, caption: str | Text, why: str | Text = _EMPTY) -> Shown:
        """Return the listing as a numbered table; without rows a line that it is not there.

        Parameters
        ----------
        chapter : Chapter
            The chapter that it stands in.
        number : str
            «A-1».
        caption : str or Text
            Its title.
        why : str or Text
            Why there are no rows, as a clause.
        """
        if self.rows:
            notes = [each for each in self.notes if each]
            return chapter.listing(
                number,
                caption,
                self.columns,
                self.rows,
                behind=self.behind,
                notes=notes,
                survey=self.survey,
                column_keys=self.column_keys,
                row_keys=self.row_keys,
            )
        label = wording.table_label(number, chapter.language)
        reason = why.to(chapter.language) if isinstance(why, Text) else why
        title = caption.to(chapter.language) if isinstance(caption, Text) else caption
        return chapter.note(wording.left_out_note(label, reason, chapter.language, title=title))
