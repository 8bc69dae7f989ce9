"""The columns that tell of the reply: id, time, consent, how far it came, and the columns that are never read."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from svarbenk.codebook import Codebook, Column, fold
from svarbenk.responses.responses import WEIGHT
from svarbenk.responses.spelling import written
from svarbenk.synthetic.dirt import Dirt
from svarbenk.synthetic.spss import Variable
from svarbenk.synthetic.submissions import STAMP
from svarbenk.synthetic.waves.columns import ColumnWriter
from svarbenk.synthetic.waves.dirt import WaveDirt
from svarbenk.synthetic.waves.rows import Row, members_of

_GIVES_CONTACT = 0.3
_INVENTED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("post", "mail"), "testperson{number}@eksempel.no"),
    (("mobil", "tlf", "telefon"), "000 00 0{last:02d}"),
    (("navn", "utfylt", "person"), "Testperson {number}"),
)
_MADE_BY_TOOLS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("sek",), (150.0, 2400.0)),
    (("varighet", "minutt"), (3.0, 40.0)),
    (("nettleser",), ("Nettleser A", "Nettleser B", "Nettleser C")),
    (("enhet",), ("Mobil", "Nettbrett", "PC")),
    (("sprak", "språk"), ("nb", "nn")),
    (("lenke",), ("http://eksempel.no/s/1",)),
)


class AboutReplies:
    """Writes the columns of a file that are no questions.

    Parameters
    ----------
    replies : pandas.DataFrame
        The true replies.
    view : Codebook
        The codebook of the wave.
    dirt : WaveDirt
        The format, and how dirty the cells are.
    writer : ColumnWriter
        How the format writes codes and labels.
    rows : sequence of Row
        The rows of the file.
    """

    def __init__(
        self, replies: pd.DataFrame, view: Codebook, dirt: WaveDirt, writer: ColumnWriter, rows: Sequence[Row]
    ):
        self.replies = replies
        self.view = view
        self.dirt = dirt
        self.writer = writer
        self.rows = rows

    def column(self, column: Column) -> Variable:
        """Return the ``column``, whatever it tells."""
        reply = self.view.reply
        rng = self.writer.chance(column.variable)
        dirt = Dirt(self.dirt, rng)
        labels: dict[int | float, str] | None = None
        if column is reply.id:
            cells: list[Any] = [self._id(row) for row in self.rows]
        elif column is reply.started:
            text = self.dirt.format == "csv"
            cells = [row.started.strftime(STAMP) if text else row.started for row in self.rows]
        elif column is reply.provenance:
            cells = [self.dirt.provenance] * len(self.rows)
        elif column is reply.unit:
            cells = [dirt.unit(self._unit(row)) for row in self.rows]
        elif column is reply.weight:
            cells = [self._weight(row) for row in self.rows]
        elif column is reply.consent:
            cells, labels = self._yes_or_no(dirt, reply.consent.given, [row.consent for row in self.rows], "Nei")
        elif column is reply.completed:
            done = [row.completed for row in self.rows]
            cells, labels = self._yes_or_no(dirt, reply.completed.values, done, "Påbegynt")
        else:
            cells = self._never_read(column, dirt)
        return Variable(column.variable, column.header, cells, labels)

    def _id(self, row: Row) -> Any:
        return int(row.id) if row.id.isdigit() and str(int(row.id)) == row.id and self.dirt.format != "csv" else row.id

    def _unit(self, row: Row) -> str:
        if row.only is not None:
            return f"Oppdiktet enhet {row.id}"
        members = members_of(self.replies, row.place)
        if members == 1:
            return f"Enhet {row.id}"
        separator = next(iter(self.view.reply.unit.separators), ", ")
        return separator.join(f"Enhet {row.id} nr. {number + 1}" for number in range(members))

    def _weight(self, row: Row) -> Any:
        weight = float(self.replies[WEIGHT].iloc[row.place]) if WEIGHT in self.replies else 1.0
        return written(weight) if self.dirt.format == "csv" else weight

    def _yes_or_no(
        self, dirt: Dirt, yes: tuple[str, ...], said: list[bool], no: str
    ) -> tuple[list[Any], dict[int | float, str] | None]:
        """Write a yes as one of the words for it, and a no as anything else; coded where both can be."""
        codes = [int(each) for each in yes if each.isdigit()]
        words = [each for each in yes if not each.isdigit()]
        code = codes[0] if codes else None
        word = words[0] if words else str(code)
        if "Ja" in words:
            no = "Nei"
        other = next(each for each in (2, 1, 0, 9) if each not in codes)
        cells = []
        for each in said:
            if not each and dirt.rng.random() < 0.2:
                cells.append(None if self.dirt.format == "sav" and code is not None else "")
            elif each and not self.writer.labels and code is not None:
                cells.append(self.writer.cell(dirt, code, word))
            elif each:
                text = word.upper() if dirt.rng.random() < self.dirt.letter_case else word
                cells.append(dirt.blanks(text))
            else:
                cells.append(self.writer.cell(dirt, None if code is None else other, no))
        coded = code is not None and not self.writer.labels
        return cells, {code: word, other: no} if coded and fold(word) != fold(no) else None

    def _never_read(self, column: Column, dirt: Dirt) -> list[Any]:
        """Fill a column of contact details, or one that the survey tool adds. All of it is invented."""
        name = f"{column.variable} {column.header}".casefold()
        if column in self.view.contact:
            pattern = self.dirt.contact.get(column.variable) or _first(_INVENTED, name, "Testperson {number}")
            return [
                pattern.format(number=number, last=number % 100) if dirt.rng.random() < _GIVES_CONTACT else ""
                for number in range(1, len(self.rows) + 1)
            ]
        made = self.dirt.ignored.get(column.variable, None)
        made = _first(_MADE_BY_TOOLS, name, "") if made is None else made
        if isinstance(made, str):
            return [made] * len(self.rows)
        if isinstance(made[0], str):
            return [made[int(dirt.rng.integers(len(made)))] for _ in self.rows]
        numbers = [round(float(dirt.rng.uniform(*made)), 1) for _ in self.rows]
        return [written(each) for each in numbers] if self.dirt.format == "csv" else numbers


def _first(known: Sequence[tuple[tuple[str, ...], Any]], name: str, otherwise: Any) -> Any:
    return next((made for parts, made in known if any(part in name for part in parts)), otherwise)
