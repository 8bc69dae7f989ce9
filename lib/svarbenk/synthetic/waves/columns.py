"""The columns of a wave's file: true answers as cells, in the way of the file's format, with dirt."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from svarbenk.codebook import Category, Codebook, Question, fold
from svarbenk.responses.spelling import written
from svarbenk.synthetic.columns import NOT_ASKED, UNANSWERED
from svarbenk.synthetic.dirt import Dirt, ticked
from svarbenk.synthetic.spss import Variable, measure_of
from svarbenk.synthetic.waves.dirt import WaveDirt
from svarbenk.synthetic.waves.typed import Typist

SPAN = (float(UNANSWERED.code), float(NOT_ASKED.code))
"""The codes that an SPSS file calls missing."""

_UNTICKED_LEFT_BLANK = 0.05


@dataclass(frozen=True)
class Given:
    """What the rows of a file say to one question.

    ``answers`` are as in ``svarbenk.synthetic.submissions``, None for no answer; ``asked`` tells who was asked.
    """

    answers: list[Any]
    asked: Sequence[bool]


class ColumnWriter:
    """Writes the columns of questions.

    Parameters
    ----------
    view : Codebook
        The codebook of the wave.
    dirt : WaveDirt
        The format, and how dirty the cells are.
    dirt_seed : int
        Other dirt in other cells.
    """

    def __init__(self, view: Codebook, dirt: WaveDirt, dirt_seed: int):
        self.view = view
        self.dirt = dirt
        self.seed = dirt_seed
        self.labels = dirt.format == "xlsx_labels"
        self._missing = {fold(each) for each in view.cleaning.missing}

    def chance(self, name: str) -> np.random.Generator:
        """Return the generator of chance of the column or purpose ``name``, whatever else is drawn."""
        key = zlib.crc32(f"{self.view.id}/{self.view.waves[0].id}/{name}".encode())
        return np.random.default_rng([self.dirt.seed, self.seed, key])

    def columns(self, question: Question, given: Given, beyond: frozenset[int] = frozenset()) -> list[Variable]:
        """Return the columns of a ``question``: one, or one an option.

        Parameters
        ----------
        question : Question
            A question that was asked.
        given : Given
            What the rows say.
        beyond : frozenset of int
            The rows, without an answer, where a number out of range was typed.
        """
        if question.kind == "multiple":
            told = bool(self._told(UNANSWERED)) or all(answer is not None for answer in given.answers)
            return [self._joined(question, given)] if self.labels and told else list(self._options(question, given))
        if question.kind == "numeric":
            return [self._numbers(question, given, beyond)]
        if question.kind == "text":
            dirt = self._dirt(question.id)
            return [self._variable(question, [dirt.blanks(answer or "") for answer in given.answers])]
        return [self._categories(question, given)]

    def cell(self, dirt: Dirt, code: int | None, label: str | Callable[[], str]) -> Any:
        """Return how the format writes a category that has a ``code`` and a ``label``."""
        if self.labels or code is None:
            return label() if callable(label) else dirt.blanks(label)
        if self.dirt.format == "xlsx_codes":  # now and then a number stored as text
            return dirt.blanks(str(code)) if dirt.rng.random() < self.dirt.blanks else code
        if self.dirt.format == "sav":
            return float(code)
        # «3,0» is what a file becomes that has been through a spreadsheet
        return dirt.blanks(f"{code},0" if dirt.rng.random() < self.dirt.spellings / 5 else str(code))

    def _dirt(self, name: str) -> Dirt:
        return Dirt(self.dirt, self.chance(name))

    def _variable(self, question: Question, cells: list[Any], labels=None, numbers: bool = False) -> Variable:
        own = question.column()
        span = SPAN if numbers else None
        return Variable(own.variable, own.header, cells, labels, measure_of(question), span)

    def _told(self, code) -> list[str]:
        """Return the ways in which the codebook reads that there is no answer, in text."""
        return [text for text in (code.label, str(code.code)) if fold(text) in self._missing]

    def _absent(self, dirt: Dirt, asked: bool, numbers: bool) -> Any:
        """Write that there is no answer, in one of several ways."""
        code = UNANSWERED if asked else NOT_ASKED
        known = self._told(code)
        chance = dirt.rng.random()
        if self.dirt.format == "sav" and numbers:
            return float(code.code) if chance < 0.8 else None
        if not known or chance < (0.5 if self.labels else 0.2):
            return "" if asked or not known or chance < 0.45 else known[0]
        if (self.labels and chance < 0.95) or chance < 0.3:
            return known[0]
        return int(known[-1]) if self.dirt.format == "xlsx_codes" and known[-1] == str(code.code) else known[-1]

    def _missing_labels(self) -> dict[int | float, str]:
        return {each.code: each.label for each in (UNANSWERED, NOT_ASKED) if self._told(each)}

    def _categories(self, question: Question, given: Given) -> Variable:
        dirt = self._dirt(question.id)
        by_id = {category.id: category for category in question.categories}
        numbers = not self.labels and all(category.code is not None for category in question.categories)
        cells = [
            self._absent(dirt, asked, numbers)
            if answer is None
            else self.cell(dirt, by_id[answer].code if numbers else None, lambda each=by_id[answer]: dirt.label(each))
            for answer, asked in zip(given.answers, given.asked, strict=True)
        ]
        labels = {each.code: each.nb for each in question.categories} | self._missing_labels() if numbers else None
        return self._variable(question, cells, labels, numbers)

    def _numbers(self, question: Question, given: Given, beyond: frozenset[int]) -> Variable:
        dirt = self._dirt(question.id)
        typist = Typist(question, self.view.cleaning.numbers, dirt.rng)
        typed: dict[int, str] = {}
        for place, answer in enumerate(given.answers):
            if answer is None:
                if place in beyond and (much := typist.too_much()):
                    typed[place] = much
            elif answer[0] != answer[1]:
                typed[place] = typist.range(*answer)
            elif dirt.rng.random() < self.dirt.typed:
                typed[place] = typist.type(answer[0])
        as_text = self.dirt.format == "csv" or (self.dirt.format == "sav" and bool(typed))
        cells: list[Any] = []
        for place, (answer, asked) in enumerate(zip(given.answers, given.asked, strict=True)):
            # Excel keeps sixteen digits; a number with more is written as text
            if place in typed:
                cells.append(dirt.blanks(typed[place]))
            elif answer is None:
                cells.append(self._absent(dirt, asked, not as_text))
            else:
                cut = self.dirt.format.startswith("xlsx") and float(f"{answer[0]:.16G}") != answer[0]
                cells.append(dirt.blanks(written(answer[0])) if as_text or cut else answer[0])
        return self._variable(question, cells, None if as_text else self._missing_labels(), not as_text)

    def _joined(self, question: Question, given: Given) -> Variable:
        """Write the ticked options in one cell; an empty one is nothing ticked."""
        dirt = self._dirt(question.id)
        # one way a column: to the cleaning, empty and «Ikke stilt» are different answers of a reply exported twice
        empty = dirt.rng.random() < 0.5
        cells = []
        for answer, asked in zip(given.answers, given.asked, strict=True):
            if answer is None:
                known = self._told(UNANSWERED if asked else NOT_ASKED)
                blank = not asked and (not known or empty)
                cells.append("" if blank else known[int(dirt.rng.integers(len(known)))])
            else:
                cells.append("; ".join(map(dirt.label, ticked(question, answer))))
        return self._variable(question, cells)

    def _options(self, question: Question, given: Given) -> Iterator[Variable]:
        chance = self.chance(f"{question.id} tomme")
        blank = [bool(answer) and chance.random() < _UNTICKED_LEFT_BLANK for answer in given.answers]
        if self.dirt.format == "sav":
            blank = [False] * len(blank)
        for category, column in question.option_columns():
            dirt = self._dirt(f"{question.id}__{category.id}")
            cells: list[Any] = []
            for place, (answer, asked) in enumerate(zip(given.answers, given.asked, strict=True)):
                if answer is None:
                    cells.append(self._absent(dirt, asked, True))
                elif category.id not in answer and blank[place]:
                    cells.append("")
                else:
                    mark = int(category.id in answer)
                    cells.append(self.cell(dirt, mark, str(mark)))
            labels = {0: "Nei", 1: _shown(category, self.dirt.format)} | self._missing_labels()
            yield Variable(column.variable, column.header, cells, labels, measure_of(question), SPAN)


def _shown(category: Category, file_format: str) -> str:
    """Return what the mark 1 of an option is called: the option itself where there is a sheet of labels."""
    return category.nb if file_format == "xlsx_codes" else "Ja"
