"""Cells to answers by the codebook's rules: each distinct cell of a column is read once, every change is noted."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, Question, fold
from svarbenk.errors import InputError
from svarbenk.responses.account import ChangedCell, MaskRule, Rule
from svarbenk.responses.coded import Cells
from svarbenk.responses.masking import mask
from svarbenk.responses.raw_export import RawExport, squeeze
from svarbenk.responses.spelling import CategoryReader, NumberReader, Unknown, as_code, written

_BETWEEN_OPTIONS = re.compile("; ?")
_MOST_OPTIONS = 39  # 3 ** 39 fits in a 64-bit number


@dataclass(frozen=True)
class _Note:
    """What a rule did to one distinct cell of a column; ``order`` is the question's, then the part's in the cell."""

    variable: str
    code: int
    order: tuple[int, int]
    before: str
    after: str
    rule: Rule


@dataclass(frozen=True)
class _Stranger:
    variable: str
    code: int
    order: tuple[int, int]
    unknown: Unknown


class CellCleaner:
    """Reads the cells of an export, column by column.

    ``answers`` has one column of answers a question, over all rows of the export: a category id,
    ``(low, high)``, text with contact details masked, a frozenset of the ticked options, or None.

    Parameters
    ----------
    export : RawExport
        The cells.
    codebook : Codebook
        The questions and the rules of this export's wave.
    """

    def __init__(self, export: RawExport, codebook: Codebook):
        self.export = export
        self.codebook = codebook
        self._missing = {fold(each) for each in codebook.cleaning.missing}
        self._notes: list[_Note] = []
        self._strangers: list[_Stranger] = []
        self._masked: list[tuple[str, dict[int, dict[MaskRule, int]]]] = []
        self.answers: dict[str, Cells] = {
            question.id: self._answers(question, order) for order, question in enumerate(codebook.asked())
        }

    def refuse_unknown(self, places: np.ndarray) -> None:
        """Stop if an answer in the rows at ``places`` was known by no rule.

        Raises
        ------
        InputError
            Tells the first such answer, what was expected, and how many more there are.
        """
        found = [(places[self._codes(each.variable)[places] == each.code], each) for each in self._strangers]
        found = [(rows, each) for rows, each in found if len(rows)]
        if not found:
            return
        rows, first = min(found, key=lambda pair: (pair[0][0], pair[1].order))
        message = (
            f"{self.export.where(self.export.rows[rows[0]], first.variable)}: «{first.unknown.found}» er ikke et "
            f"kjent svar; {first.unknown.expected}."
        )
        others = sum(len(rows) for rows, _ in found) - 1
        if others:
            columns = len({each.variable for _, each in found})
            message += f"\n{others} til i filen er ukjente ({columns} kolonne{'r' if columns > 1 else ''} i alt)."
        raise InputError(f"{message}\n{first.unknown.advice}")

    def changed(self, places: np.ndarray) -> tuple[ChangedCell, ...]:
        """Return each cell in the rows at ``places`` (in file order) that a rule changed."""
        found: list[tuple[int, tuple[int, int], _Note]] = []
        by_variable: dict[str, list[_Note]] = {}
        for note in self._notes:
            by_variable.setdefault(note.variable, []).append(note)
        for variable, notes in by_variable.items():
            codes = self._codes(variable)[places]
            touched = np.zeros(len(self.export.cells[variable].distinct), dtype=bool)
            touched[[note.code for note in notes]] = True
            by_code: dict[int, list[_Note]] = {}
            for note in notes:
                by_code.setdefault(note.code, []).append(note)
            hits = np.flatnonzero(touched[codes])
            for place, code in zip(places[hits].tolist(), codes[hits].tolist(), strict=True):
                found += [(place, note.order, note) for note in by_code[code]]
        found.sort(key=lambda each: each[:2])
        ids = self.export.cells[self.codebook.reply.id.variable]
        rows, columns = self.export.rows, self.export.columns
        return tuple(
            ChangedCell(rows[place], squeeze(ids[place]), columns[note.variable], note.before, note.after, note.rule)
            for place, _, note in found
        )

    def masked(self, places: np.ndarray) -> dict[MaskRule, int]:
        """Return how many contact details each rule masked in the texts of the rows at ``places``."""
        total: Counter[MaskRule] = Counter()
        for variable, counts in self._masked:
            often = np.bincount(self._codes(variable)[places], minlength=len(self.export.cells[variable].distinct))
            for code, rules in counts.items():
                for rule, count in rules.items():
                    total[rule] += count * int(often[code])
        return {rule: count for rule, count in total.most_common() if count}

    def _codes(self, variable: str) -> np.ndarray:
        return self.export.cells[variable].codes

    def _answers(self, question: Question, order: int) -> Cells:
        if question.kind == "multiple":
            return self._ticked(question, order)
        cells = self.export.cells.get(question.column().variable)
        if cells is None:  # accepted by the evaluator; a column that is just not there has stopped the reading
            return self._nothing()
        if question.kind == "text":
            return self._texts(question, cells, order)
        reader = self._reader(question)
        found = [
            None if self._is_missing(cell) else self._read(question, reader, code, cell, (order, 0))
            for code, cell in enumerate(cells.distinct)
        ]
        return _answers_of(cells, found)

    def _nothing(self) -> Cells:
        return Cells(np.zeros(len(self.export.rows), dtype=int), [None])

    def _reader(self, question: Question) -> CategoryReader | NumberReader:
        if question.kind == "numeric":
            return NumberReader(question, self.codebook.cleaning.numbers)
        return CategoryReader(question)

    def _is_missing(self, cell: Any) -> bool:
        text = fold(squeeze(cell))
        return text == "" or text in self._missing or as_code(text) in self._missing

    def _read(
        self,
        question: Question,
        reader: CategoryReader | NumberReader,
        code: int,
        cell: Any,
        order: tuple[int, int],
    ) -> Any:
        variable = question.column().variable
        try:
            reading = reader.read(cell)
        except Unknown as unknown:
            self._strangers.append(_Stranger(variable, code, order, unknown))
            return None
        if reading.rule is not None:
            after = _worded(question, reading.value)
            self._notes.append(_Note(variable, code, order, str(cell), after, reading.rule))
        return reading.value

    def _texts(self, question: Question, cells: Cells, order: int) -> Cells:
        variable = question.column().variable
        found: list[str | None] = []
        counts: dict[int, dict[MaskRule, int]] = {}
        for code, cell in enumerate(cells.distinct):
            text = None if self._is_missing(cell) else squeeze(cell)
            if text is not None:
                clean, rules = mask(text)
                if rules:
                    counts[code] = rules  # the cell itself is told nowhere: it is what was to be masked
                elif isinstance(cell, str) and cell != text:
                    self._notes.append(_Note(variable, code, (order, 0), cell, text, "whitespace"))
                text = clean
            found.append(text)
        if counts:
            self._masked.append((variable, counts))
        return _answers_of(cells, found)

    def _ticked(self, question: Question, order: int) -> Cells:
        """Return the ticked options, from one joined column or from a 0/1 column an option.

        An empty joined cell is nothing ticked; a missing code there, or in every column, is no answer.
        """
        joined = self.export.cells.get(question.column().variable)
        if joined is not None:
            reader = self._reader(question)
            return _answers_of(
                joined,
                [self._parts(question, reader, code, cell, order) for code, cell in enumerate(joined.distinct)],
            )
        marks: dict[str, np.ndarray] = {}
        for number, (category, column) in enumerate(question.option_columns()):
            cells = self.export.cells.get(column.variable)
            if cells is None:
                continue
            found = [
                self._mark(column.variable, code, cell, (order, number)) for code, cell in enumerate(cells.distinct)
            ]
            marks[category.id] = np.array(found, dtype=np.int8)[cells.codes]
        if not marks:
            return self._nothing()
        if len(marks) <= _MOST_OPTIONS:
            pattern = np.zeros(len(self.export.rows), dtype=np.int64)
            for mark in marks.values():
                pattern = pattern * 3 + (mark + 1)
        else:
            _, pattern = np.unique(np.stack(list(marks.values()), axis=1), axis=0, return_inverse=True)
        codes, _ = pd.factorize(pattern.ravel())
        _, first = np.unique(codes, return_index=True)
        found = []
        for place in first:
            row = {option: mark[place] for option, mark in marks.items()}
            answered = any(mark >= 0 for mark in row.values())
            found.append(frozenset(option for option, mark in row.items() if mark == 1) if answered else None)
        return _answers_of(Cells(codes, found), found)

    def _parts(self, question: Question, reader: Any, code: int, cell: Any, order: int) -> frozenset[str] | None:
        if self._is_missing(cell):
            return None if squeeze(cell) else frozenset()
        text = cell if isinstance(cell, str) else squeeze(cell)
        parts = [part for part in _BETWEEN_OPTIONS.split(text) if part.strip()]
        read = (self._read(question, reader, code, part, (order, number)) for number, part in enumerate(parts))
        return frozenset(filter(None, read))

    def _mark(self, variable: str, code: int, cell: Any, order: tuple[int, int]) -> int:
        """Return 1 for a tick, 0 for none, -1 for no answer."""
        if self._is_missing(cell):
            return -1
        mark = as_code(squeeze(int(cell) if isinstance(cell, bool) else cell))
        if mark not in {"0", "1"}:
            self._strangers.append(_Stranger(variable, code, order, Unknown(mark, "ventet 1 (krysset av) eller 0")))
        return int(mark == "1")


def _answers_of(cells: Cells, found: list[Any]) -> Cells:
    """Return the column of the answers ``found`` to the distinct cells, equal answers held once."""
    known: dict[Any, int] = {}
    codes = np.array([known.setdefault(each, len(known)) for each in found], dtype=np.int64)
    return Cells(codes[cells.codes], list(known))


def _worded(question: Question, value: Any) -> str:
    if value is None:
        return "(ikke besvart)"
    if question.kind != "numeric":
        return question.label_of(value).nb
    low, high = value
    return written(low) if low == high else f"lavest {written(low)}, høyest {written(high)}"
