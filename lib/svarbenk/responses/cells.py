"""Cells to answers by the codebook's rules, with each change noted and each unknown answer kept for the message."""

import re
from typing import Any

from svarbenk.codebook import Codebook, Question, fold
from svarbenk.errors import InputError
from svarbenk.responses.account import ChangedCell, Rule
from svarbenk.responses.raw_export import RawExport, squeeze
from svarbenk.responses.spelling import CategoryReader, NumberReader, Unknown, as_code, written

_BETWEEN_OPTIONS = re.compile("; ?")


class CellCleaner:
    """Reads the cells of an export.

    Parameters
    ----------
    export : RawExport
        The cells.
    codebook : Codebook
        The questions and the rules.
    """

    def __init__(self, export: RawExport, codebook: Codebook):
        self.export = export
        self.codebook = codebook
        self.changed: list[ChangedCell] = []
        self.unknown: list[tuple[int, str, Unknown]] = []
        self._missing = {fold(each) for each in codebook.cleaning.missing}
        numbers = codebook.cleaning.numbers
        self._readers = {
            question.id: NumberReader(question, numbers) if question.kind == "numeric" else CategoryReader(question)
            for question in codebook.asked()
            if question.kind != "text"
        }

    def row(self, place: int) -> dict[str, Any]:
        """Return the answers in the row at ``place`` by question id; None where there is none.

        A category id, ``(low, high)``, text, or a frozenset of the ticked options.
        """
        return {question.id: self._answer(place, question) for question in self.codebook.asked()}

    def refuse_unknown(self) -> None:
        """Stop if an answer was known by no rule.

        Raises
        ------
        InputError
            Tells the first such answer, what was expected, and how many more there are.
        """
        if not self.unknown:
            return
        place, variable, unknown = self.unknown[0]
        message = (
            f"{self.export.where(self.export.rows[place], variable)}: «{unknown.found}» er ikke et kjent svar; "
            f"{unknown.expected}."
        )
        others = len(self.unknown) - 1
        if others:
            columns = len({column for _, column, _ in self.unknown})
            message += f"\n{others} til i filen er ukjente ({columns} kolonne{'r' if columns > 1 else ''} i alt)."
        raise InputError(f"{message}\n{unknown.advice}")

    def _answer(self, place: int, question: Question) -> Any:
        if question.kind == "multiple":
            return self._ticked(place, question)
        variable = question.column().variable
        cell = self.export.cells[variable][place]
        if self._is_missing(cell):
            return None
        if question.kind != "text":
            return self._read(place, question, variable, cell)
        text = squeeze(cell)
        if isinstance(cell, str) and cell != text:
            self._note(place, variable, cell, text, "whitespace")
        return text

    def _is_missing(self, cell: Any) -> bool:
        text = fold(squeeze(cell))
        return text == "" or text in self._missing or as_code(text) in self._missing

    def _read(self, place: int, question: Question, variable: str, cell: Any) -> Any:
        try:
            reading = self._readers[question.id].read(cell)
        except Unknown as unknown:
            self.unknown.append((place, variable, unknown))
            return None
        if reading.rule is not None:
            self._note(place, variable, cell, _worded(question, reading.value), reading.rule)
        return reading.value

    def _note(self, place: int, variable: str, before: Any, after: str, rule: Rule) -> None:
        reply = squeeze(self.export.cells[self.codebook.reply.id.variable][place])
        column = self.export.columns[variable]
        self.changed.append(ChangedCell(self.export.rows[place], reply, column, str(before), after, rule))

    def _ticked(self, place: int, question: Question) -> frozenset[str] | None:
        """Return the ticked options, from one joined column or from a 0/1 column an option.

        An empty joined cell is nothing ticked; a missing code there, or in every column, is no answer.
        """
        own = question.column().variable
        if own in self.export.cells:
            cell = self.export.cells[own][place]
            if self._is_missing(cell):
                return None if squeeze(cell) else frozenset()
            parts = [part for part in _BETWEEN_OPTIONS.split(_as_text(cell)) if part.strip()]
            return frozenset(filter(None, (self._read(place, question, own, part) for part in parts)))
        marks = {category.id: self._mark(place, column.variable) for category, column in question.option_columns()}
        if all(mark is None for mark in marks.values()):
            return None
        return frozenset(option for option, mark in marks.items() if mark)

    def _mark(self, place: int, variable: str) -> bool | None:
        cell = self.export.cells[variable][place]
        if self._is_missing(cell):
            return None
        mark = as_code(squeeze(int(cell) if isinstance(cell, bool) else cell))
        if mark not in {"0", "1"}:
            self.unknown.append((place, variable, Unknown(mark, "ventet 1 (krysset av) eller 0")))
        return mark == "1"


def _as_text(cell: Any) -> str:
    return cell if isinstance(cell, str) else squeeze(cell)


def _worded(question: Question, value: Any) -> str:
    if question.kind != "numeric":
        return question.label_of(value).nb
    low, high = value
    return written(low) if low == high else f"lavest {written(low)}, høyest {written(high)}"
