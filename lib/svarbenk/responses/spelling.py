"""What a cell says: categories and numbers as people and survey tools write them, by rules and never by guess."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from svarbenk.codebook import Category, NumberRules, Question
from svarbenk.responses.account import Rule


class Unknown(Exception):
    """No rule knows this answer; ``expected`` says what would have been understood."""

    def __init__(self, found: str, expected: str):
        super().__init__(found)
        self.found = found
        self.expected = expected


@dataclass(frozen=True)
class Reading:
    """What a cell was read as, and the rule that it took, if any."""

    value: Any
    rule: Rule | None = None


def squeeze(cell: Any) -> str:
    """Return a cell as text with outer blanks gone and inner ones single; hard spaces are blanks too."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


class CategoryReader:
    """Reads the answers to one closed question.

    An answer is known as the category's label in bokmål or English, its code, or one of its spellings;
    blanks and letter case do not matter. Everything else raises ``Unknown`` with the nearest spellings.
    """

    def __init__(self, question: Question):
        self.question = question
        self._exact: dict[str, str] = {}
        self._label: dict[str, str] = {}
        self._spelling: dict[str, str] = {}
        for category in question.categories:
            self._learn(category)

    def _learn(self, category: Category) -> None:
        labels = [category.nb, *([category.en] if category.en else [])]
        if category.code is not None:
            labels.append(str(category.code))
        for label in labels:
            self._exact.setdefault(label, category.id)
            self._label.setdefault(squeeze(label).casefold(), category.id)
        for spelling in category.spellings:
            self._spelling.setdefault(squeeze(spelling).casefold(), category.id)

    def read(self, cell: Any) -> Reading:
        """Return the category id that a cell says, and the rule that was needed."""
        raw = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
        if raw in self._exact:
            return Reading(self._exact[raw])
        text = squeeze(cell)
        if text in self._exact:
            return Reading(self._exact[text], "whitespace")
        folded = text.casefold()
        if folded in self._label:
            return Reading(self._label[folded], "case")
        if folded in self._spelling:
            return Reading(self._spelling[folded], "spelling")
        raise Unknown(text, self._nearest(folded))

    def _nearest(self, folded: str) -> str:
        labels = [category.nb for category in self.question.categories]
        spelled = {
            squeeze(each).casefold(): each
            for category in self.question.categories
            for each in (category.nb, *category.spellings)
        }
        close = get_close_matches(folded, spelled, n=3, cutoff=0.5)
        names = [spelled[each] for each in close] or labels
        return ("nærmeste kjente er " if close else "ventet ") + ", ".join(f"«{name}»" for name in names)


_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:-|–|til) ?(\d+(?:[.,]\d+)?)")


class NumberReader:
    """Reads the answers to one numeric question.

    Gives ``(low, high)``, equal unless the question keeps ranges. Knows the codebook's number words and
    words for «about»; a decimal comma or point; nothing else.
    """

    def __init__(self, question: Question, rules: NumberRules):
        self.question = question
        self._words = {word.casefold(): value for word, value in rules.words.items()}
        about = sorted((re.escape(word.casefold()) for word in rules.approximate), key=len, reverse=True)
        self._about = re.compile(rf"(?:{'|'.join(about)}) ?(?=\S)") if about else None

    def read(self, cell: Any) -> Reading:
        """Return ``(low, high)`` of a cell, and the rule that was needed."""
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return Reading(self._checked(float(cell), float(cell), cell))
        raw = str(cell)
        text = squeeze(cell)
        rule: Rule | None = None if raw == text else "whitespace"
        folded = text.casefold()
        if self._about and (match := self._about.match(folded)):
            folded, rule = folded[match.end() :], "approximate"
        if folded in self._words:
            value = self._words[folded]
            return Reading(self._checked(value, value, text), "number_word")
        if _NUMBER.fullmatch(folded):
            value = float(folded.replace(",", "."))
            return Reading(self._checked(value, value, text), rule)
        if self.question.ranges and (match := _RANGE.fullmatch(folded)):
            low, high = (float(part.replace(",", ".")) for part in match.groups())
            return Reading(self._checked(min(low, high), max(low, high), text), "range")
        raise Unknown(text, self._expectation())

    def _checked(self, low: float, high: float, cell: Any) -> tuple[float, float]:
        smallest, largest = self.question.minimum, self.question.maximum
        outside = (smallest is not None and low < smallest) or (largest is not None and high > largest)
        broken = self.question.whole and (low % 1 or high % 1)
        if outside or broken:
            raise Unknown(squeeze(cell), self._expectation())
        return low, high

    def _expectation(self) -> str:
        kind = "et helt tall" if self.question.whole else "et tall"
        smallest, largest = self.question.minimum, self.question.maximum
        if smallest is not None and largest is not None:
            kind += f" fra {smallest:g} til {largest:g}"
        elif smallest is not None:
            kind += f" fra {smallest:g}"
        return f"ventet {kind}" + (", eller et intervall som «2-3»" if self.question.ranges else "")
