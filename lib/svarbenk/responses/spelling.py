"""What a cell says: categories and numbers as people and survey tools write them, by rules and never by guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from svarbenk.codebook import NumberRules, Question, fold
from svarbenk.responses.account import Rule
from svarbenk.responses.raw_export import is_moment, shorten, squeeze


class Unknown(Exception):
    """No rule knows this answer.

    Parameters
    ----------
    found : str
        The answer.
    expected : str
        What would have been understood, in words.
    advice : str, optional
        What can be done about it.
    """

    def __init__(self, found: str, expected: str, advice: str = "Rett kilden."):
        super().__init__(found)
        self.found = shorten(found)
        self.expected = expected
        self.advice = advice


@dataclass(frozen=True)
class Reading:
    """What a cell was read as, and the rule that it took, if any."""

    value: Any
    rule: Rule | None = None


_WHOLE_CODE = re.compile(r"([+-]?\d+)[.,]0+")


_WHOLE = re.compile(r"[+-]?\d+")


def spans(codes: Sequence[int]) -> str:
    """Return ascending ``codes`` in words, three or more in a row as a span: «1–5, 9»."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][-1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def as_code(text: str) -> str:
    """Return the code that ``text`` is, also where a program has written 3 as «3.0» or «3,0»."""
    match = _WHOLE_CODE.fullmatch(text)
    return match[1] if match else text


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
            for text in category.written:
                known = self._spelling if text in category.spellings else self._label
                known.setdefault(fold(text), category.id)
                if known is self._label:
                    self._exact.setdefault(text, category.id)

    def read(self, cell: Any) -> Reading:
        """Return the category id that a ``cell`` says, and the rule that was needed.

        Raises
        ------
        Unknown
            If no rule knows the answer.
        """
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
        if as_code(text) in self._exact:
            return Reading(self._exact[as_code(text)], "spelling")
        codes = sorted(category.code for category in self.question.categories if category.code is not None)
        if codes and _WHOLE.fullmatch(as_code(text)):
            advice = "Rett kilden, eller gi kategorien som mangler, i kodeboken (categories, code)."
            raise Unknown(text, f"ventet en av kodene {spans(codes)}", advice)
        raise Unknown(text, self._nearest(folded), "Rett kilden, eller legg skrivemåten til i kodeboken (spellings).")

    def _nearest(self, folded: str) -> str:
        labels = [category.nb for category in self.question.categories]
        spelled = {fold(each): each for category in self.question.categories for each in category.written}
        close = get_close_matches(folded, spelled, n=3, cutoff=0.5)
        names = [spelled[each] for each in close] or labels
        return ("nærmeste kjente er " if close else "ventet ") + ", ".join(f"«{name}»" for name in names)


_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:,\d+)?", re.ASCII)
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:-|–|til) ?(\d+(?:[.,]\d+)?)", re.ASCII)


class NumberReader:
    """Reads the answers to one numeric question.

    Gives ``(low, high)``, equal unless the question keeps ranges. Knows the codebook's number words, words for
    «about» and units; a decimal comma or point; thousands set apart by blanks («1 200»); a range as its middle
    where the codebook says so; nothing else. A number out of range is None where the question says so.
    """

    def __init__(self, question: Question, rules: NumberRules):
        self.question = question
        self._words = {fold(word): value for word, value in rules.words.items()}
        about = sorted((re.escape(fold(word)) for word in rules.approximate), key=len, reverse=True)
        self._about = re.compile(rf"(?:{'|'.join(about)}) ?(?=\S)") if about else None
        units = sorted((re.escape(fold(unit)) for unit in rules.units), key=len, reverse=True)
        self._unit = re.compile(rf"(?<=\d) ?(?:{'|'.join(units)})\.?(?=\W|$)") if units else None
        self._midpoint = rules.midpoint and not question.ranges

    def read(self, cell: Any) -> Reading:
        """Return ``(low, high)`` of a ``cell``, and the rule that was needed.

        Raises
        ------
        Unknown
            If no rule knows the answer, or the number is out of the question's range.
        """
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._checked(float(cell), float(cell), cell, None)
        raw = str(cell)
        text = squeeze(cell)
        rule: Rule | None = None if raw == text else "whitespace"
        folded = text.casefold()
        if self._about and (match := self._about.match(folded)):
            folded, rule = folded[match.end() :], "approximate"
        if folded in self._words:
            value = self._words[folded]
            return self._checked(value, value, text, "number_word")
        if self._unit and (bare := self._unit.sub("", folded)) != folded:
            folded, rule = bare, "unit"
        if _NUMBER.fullmatch(folded):
            value = float(folded.replace(",", "."))
            return self._checked(value, value, text, rule)
        if _GROUPED.fullmatch(folded):
            value = float(folded.replace(" ", "").replace(",", "."))
            return self._checked(value, value, text, rule if rule in {"approximate", "unit"} else "spelling")
        if (self.question.ranges or self._midpoint) and (match := _RANGE.fullmatch(folded)):
            low, high = sorted(float(part.replace(",", ".")) for part in match.groups())
            if self.question.ranges:
                return self._checked(low, high, text, "range")
            middle = (low + high) / 2
            return self._checked(middle, middle, text, "midpoint")
        raise self._unknown(cell)

    def _unknown(self, cell: Any) -> Unknown:
        hint = "; Excel har gjort svaret til en dato, skriv det som tekst" if is_moment(cell) else ""
        advice = "Rett kilden, eller endre hva kodeboken godtar (minimum, maximum, whole, ranges, numbers)."
        return Unknown(squeeze(cell), self._expectation() + hint, advice)

    def _checked(self, low: float, high: float, cell: Any, rule: Rule | None) -> Reading:
        smallest, largest = self.question.minimum, self.question.maximum
        if (smallest is not None and low < smallest) or (largest is not None and high > largest):
            if self.question.beyond == "missing":
                return Reading(None, "out_of_range")
            raise self._unknown(cell)
        if self.question.whole and (low % 1 or high % 1):
            raise self._unknown(cell)
        return Reading((low, high), rule)

    def _expectation(self) -> str:
        kind = "et helt tall" if self.question.whole else "et tall"
        smallest, largest = self.question.minimum, self.question.maximum
        if smallest is not None and largest is not None:
            kind += f" fra {written(smallest)} til {written(largest)}"
        elif smallest is not None:
            kind += f" fra {written(smallest)}"
        elif largest is not None:
            kind += f" til {written(largest)}"
        return f"ventet {kind}" + (", eller et intervall som «2-3»" if self.question.ranges or self._midpoint else "")


def written(value: float) -> str:
    """Return a number as a person would write it: no needless decimals, decimal comma."""
    return str(int(value)) if value % 1 == 0 else repr(float(value)).replace(".", ",")
