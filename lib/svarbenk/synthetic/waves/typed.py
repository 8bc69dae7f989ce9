"""Numbers as people type them: with a unit, a word for «about», a range around them, or as a word."""

import re

import numpy as np

from svarbenk.codebook import NumberRules, Question
from svarbenk.responses.spelling import NumberReader, Unknown, written

_HALF_WIDTHS = (2.5, 2.0, 5.0, 1.0, 0.5)
_TOO_MUCH = (168, 999, 9999, 99999)


class Typist:
    """Types the answers to one numeric question so that the codebook's rules read them again.

    Parameters
    ----------
    question : Question
        The question.
    rules : NumberRules
        What the rules read.
    rng : numpy.random.Generator
        Chance.
    """

    def __init__(self, question: Question, rules: NumberRules, rng: np.random.Generator):
        self.question = question
        self.rng = rng
        self.words: dict[float, list[str]] = {}
        for word, value in rules.words.items():
            self.words.setdefault(value, []).append(word)
        unit = question.unit.nb.casefold() if question.unit else ""
        self.units = [each for each in rules.units if unit and unit.startswith(re.split("[ /.]", each.casefold())[0])]
        self.rules = rules
        self._reader = NumberReader(question, rules)

    def type(self, value: float) -> str:
        """Return the ``value`` as somebody typed it; plain digits where no other way comes back as the same."""
        plain = written(value)
        ways = [
            found for each in self._ways(value, plain) if (found := [text for text in each if self._same(text, value)])
        ]
        if not ways:
            return plain
        way = ways[int(self.rng.integers(len(ways)))]
        return way[int(self.rng.integers(len(way)))]

    def range(self, low: float, high: float) -> str:
        """Return a range as typed."""
        return f"{written(low)}{'-' if self.rng.random() < 0.5 else '–'}{written(high)}"

    def too_much(self) -> str | None:
        """Return a number beyond the question's maximum, such as «168»; None where that would not become missing."""
        if self.question.beyond != "missing" or self.question.maximum is None:
            return None
        return next((str(each) for each in _TOO_MUCH if each > self.question.maximum), None)

    def _ways(self, value: float, plain: str) -> list[list[str]]:
        ranges = [
            f"{written(value - half)}-{written(value + half)}"
            for half in _HALF_WIDTHS
            if value - half >= 0 and (value - half) % 1 == 0
        ]
        return [
            [f"{plain}{blank}{unit}" for unit in self.units for blank in (" ", "")],
            [f"{about} {plain}" for about in self.rules.approximate],
            ranges[:2],
            self.words.get(value, []),
            [plain, plain.replace(",", ".")] if "," in plain else [],
            [f"{int(value):,}".replace(",", " ")] if value >= 1000 and value % 1 == 0 else [],
        ]

    def _same(self, text: str, value: float) -> bool:
        try:
            return self._reader.read(text).value == (value, value)
        except Unknown:
            return False
