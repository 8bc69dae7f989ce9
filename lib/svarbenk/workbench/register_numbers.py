"""What a chapter says of registers in numbers and words: values, changes, growth, printed numbers, summaries."""

import math

from svarbenk.codebook import Language, nearest
from svarbenk.documents import BulletList, Paragraph, Run
from svarbenk.errors import InputError
from svarbenk.ledger import Document, Entry
from svarbenk.register import RegisterBook
from svarbenk.wording.register_figures import quantity
from svarbenk.wording.registers import Level, counted_note, level_change_sentence, level_text, may_be_equal
from svarbenk.workbench.origins import Origin, origin_of, said
from svarbenk.workbench.origins import number as with_origin
from svarbenk.workbench.register_levels import Levels, levels_of, series_of, split_number
from svarbenk.workbench.shown import Shown


class RegisterNumbers:
    """Numbers and sentences of a report's registers; see ``Register``.

    Parameters
    ----------
    book : RegisterBook
        The printed numbers and how the tables are made of them.
    language : str
        «nb» or «en».
    threshold : int
        Rows of an extract that are one kommune or one doctor are not shown one by one from 2 up.
    """

    def __init__(self, book: RegisterBook, language: Language = "nb", threshold: int = 0):
        self.book = book
        self.language: Language = language
        self.threshold = threshold

    @property
    def document(self) -> Document:
        """What the numbers are printed in."""
        return self.book.document

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the register tables."""
        return self.book.numbers

    def value(self, number: str, row: str, at: str | int | None = None) -> float:
        """Return a number of a table or of a figure's series; NaN where it is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        at : str or int, optional
            The column, or the time or category; the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        found = self._levels(number, row)
        where = at if at is not None else (found.known or [""])[-1]
        return with_origin(found.level(where).value, self._origin(number))

    def text(self, number: str, row: str, at: str | int | None = None) -> str:
        """Return a number in words, as it is printed: «om lag 350», «15–20 prosent»; empty where it is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        at : str or int, optional
            The column, time, span of years («2017-2021») or category; the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        found = self._levels(number, row)
        where = at if at is not None else (found.known or [""])[-1]
        return self._said(level_text(found.level(where), found.unit(where), self.language), number)

    def printed(self, question: str, wave: str | int | None = None, *, line: int | None = None) -> str:
        """Return a number that is printed in the report's text, in words: «72 prosent», «om lag 350 000».

        Parameters
        ----------
        question : str
            What it is of, as in ``registertekst.csv``.
        wave : str or int, optional
            When, where it is printed for several times.
        line : int, optional
            Where, where it is printed differently in two places.

        Raises
        ------
        InputError
            If it is not printed, or differently in two places.
        """
        entry = self._entry(question, wave, line)
        found = entry.number
        unit = "prosent" if entry.statistic == "percent" else entry.unit
        worded = quantity(found.value or 0.0, found.decimals, unit, entry.printed, self.language)
        return said(worded, Origin(source=self._place(entry)))

    def growth(self, number: str, row: str, before: str | int | None = None, after: str | int | None = None) -> float:
        """Return by how many per cent a number is above an earlier one; NaN where one is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        before, after : str or int, optional
            The columns, or times; the first and the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        first, last, _ = self._two(self._levels(number, row), before, after)
        change = 100 * (last.value / first.value - 1) if first.value > 0 else math.nan
        return with_origin(change, self._origin(number))

    def change(self, number: str, row: str, before: str | int | None = None, after: str | int | None = None) -> str:
        """Return a sentence on how a number changed: «Antall fastleger økte fra 5 268 i 2023 til 5 517 i 2024 (…)».

        Empty where one of the two is not in print.

        Parameters
        ----------
        number : str
            «3-1», or «figur 6-1» where a table and a figure share a number.
        row : str
            The id of a row, or of a series.
        before, after : str or int, optional
            The columns, or times; the first and the last with a number by default.

        Raises
        ------
        InputError
            If there is no such table, figure, row or series.
        """
        found = self._levels(number, row)
        first, last, unit = self._two(found, before, after)
        sentence = "" if first == last else level_change_sentence(found.subject, first, last, unit, self.language)
        return self._said(sentence, number)

    def summary(self, *numbers: str, most: int = 5, since: str | int | None = None) -> Shown:
        """Return the largest relative changes of some tables and figures as bullets, noting that they are not tested.

        Parameters
        ----------
        *numbers : str
            The tables («3-1») and figures («figur 2-1»).
        most : int
            How many bullets.
        since : str or int, optional
            The column that changes are reckoned from; by default what the table's definition says, and the first point
            of a figure.

        Raises
        ------
        InputError
            If there is no such table or column.
        """
        changes = [each for number in numbers for each in self._changes(number, since)]
        changes.sort(key=lambda each: -each[0])
        told = [sentence for _, sentence in changes[:most]]
        if not told:
            return Shown((), self.language)
        items = tuple((Run(text=sentence, value=origin_of(sentence).address),) for sentence in told)
        note = counted_note(len(told), len(changes), self.language)
        return Shown((BulletList(items=items), Paragraph(style="note", runs=(Run(text=note),))), self.language)

    def _levels(self, number: str, row: str) -> Levels:
        return levels_of(self.book, number, row, self.language)

    def _two(self, found: Levels, before: str | int | None, after: str | int | None) -> tuple[Level, Level, str]:
        """Return two levels and the unit of the later one; the first and the last in time where none is named."""
        known = found.in_time or [""]
        end = known[-1] if after is None else after
        return found.level(known[0] if before is None else before), found.level(end), found.unit(end)

    def _origin(self, number: str) -> Origin:
        return Origin(register_table=split_number(number)[1])

    def _said(self, text: str, number: str) -> str:
        return said(text, self._origin(number)) if text else ""

    def _changes(self, number: str, since: str | int | None) -> list[tuple[float, str]]:
        """Return each row's or series' relative change and its sentence; rows of changes are not levels."""
        kind, bare = split_number(number)
        if kind != "figur" and bare in self.numbers:
            kind, table = "tabell", self.book.table(bare)
            start = since if since is not None else table.definition.since
            if start is not None:
                table.column(start)
            names = [row.id for row in table.definition.rows if row.role != "group" and row.summary]
        else:
            kind, start = "figur", since
            names = list(series_of(self.book, bare, self.language))
        found = []
        for name in names:
            first, last, _ = self._two(self._levels(f"{kind} {bare}", name), start, None)
            sentence = self.change(f"{kind} {bare}", name, start)
            if sentence and first.value > 0 and last.value > 0 and not may_be_equal(first, last):
                found.append((abs(math.log(last.value / first.value)), sentence))
        return found

    def _place(self, entry: Entry) -> str:
        """Word where a number of the text is printed."""
        document = self.book.document
        line = "linje" if self.language == "nb" else "line"
        return f"{document.publisher} ({document.year}): {document.title}, {line} {entry.line}"

    def _entry(self, question: str, wave: str | int | None, line: int | None) -> Entry:
        wanted = {"survey": "", "question": question}
        wanted |= {"wave": str(wave)} if wave is not None else {}
        wanted |= {"line": line} if line is not None else {}
        entries = self.book.ledger.select(**wanted).entries
        found = [each for each in entries if each.number.value is not None]
        if len({each.number.value for each in found}) == 1:
            return found[0]
        if found:
            places = "; ".join(f"{each.printed} ({each.wave}, linje {each.line})" for each in found[:4])
            raise InputError(f"trykt tall «{question}»: trykt ulikt: {places}; ventet wave= eller line=")
        known = {each.question for each in self.book.ledger.select(survey="")}
        at = f" for {wave}" if wave is not None else ""
        raise InputError(f"trykt tall «{question}»{at}: står ikke i registeret{nearest(question, known)}")
