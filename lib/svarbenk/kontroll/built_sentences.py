"""Shares that computed sentences tell: of which answer, wave and group each percentage is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Codebook, Language, Question
from svarbenk.documents import Value
from svarbenk.kontroll.built_tables import squeezed

_PERCENT = r"(\d+(?:[.,]\d+)?) (?:prosent|per cent)"
_N = r"n = (\d[\d ,]*)"
_QUOTED = r"[«“]([^»”]+)[»”]"


@dataclass(frozen=True)
class Told:
    """A share that a sentence tells: the ``question``, the ``category``, ``names`` of wave and group, its ``cells``."""

    question: str
    names: dict[str, str]
    cells: dict[str, str]


def shares_told(value: Value, text: str, after: str, codebook: Codebook, language: Language) -> Iterator[Told]:
    """Give the shares that a computed value tells, as it stands in a document.

    Parameters
    ----------
    value : Value
        What it was taken from; one that does not know its question tells nothing here.
    text : str
        The value as the document has it, with single blanks.
    after : str
        What follows it in its paragraph.
    codebook : Codebook
        Of its survey.
    language : str
        «nb» or «en».
    """
    question = codebook.by_id.get(value.question)
    if question is None:
        return
    told = _Sentence(value, text, question, codebook, language)
    if len(text) <= _SHORT:
        yield from told.number(after)
    elif value.category:
        yield from told.change() or told.groups() or told.level()
    else:
        yield from told.changes() or told.levels()


_SHORT = 24  # characters: a longer value is a sentence


class _Sentence:
    def __init__(self, value: Value, text: str, question: Question, codebook: Codebook, language: Language):
        self.value, self.text, self.question = value, text, question
        self.codebook, self.language = codebook, language
        labels = [wave.label.to(language) for wave in codebook.waves]
        # a wave by its year, where its survey or table allows that, or by its whole label
        self.waves = {
            name: wave.id
            for wave in codebook.with_answers
            for name in (wording.when(wave.label.to(language), labels, language), wave.label.to(language))
        }

    def number(self, after: str) -> Iterator[Told]:
        """Give a number that stands by itself: «47 av 78 (60 %)», «60 %», «60» before «prosent», or a count."""
        if not self.value.category:
            return
        text, number = self.text, self.value.number
        cells = {self.value.category: text}
        if part := re.fullmatch(r".+ (?:av|of) (.+) \(.+\)", text):
            cells["n"] = part[1]
        elif "%" not in text:
            rest = re.split(r"[.;:!?](?: |$)", after, maxsplit=1)[0]
            close = re.match(r"(?:,? (?:og|and)? ?\d+)* ?(?:%|prosent\b|per cent)", rest)
            if close or (number is not None and not float(number).is_integer()):
                cells = {self.value.category: f"{text} %"}
            elif number is None or re.search(r"%|prosent|per cent", rest):
                return
        yield self._told(self._own(), cells)

    def change(self) -> list[Told]:
        """Return the ends of a change: «… fra 22 prosent i 2022 til 51 prosent i 2025», or the same at both."""
        if self.value.row and self.value.by != "utvalg":
            return []
        found = []
        for name, wave in self.waves.items():
            time = rf"(?:i|in) {re.escape(name)}\b"
            match = re.search(rf"{_PERCENT}(?: \({_N}\))? {time}", self.text)
            if match is None:
                match = re.search(rf"{_PERCENT} (?:både|both) .*?{time}(?: \({_N}\))?", self.text)
            if match:
                found.append(self._told(self._at(wave), self._cells(self.value.category, *match.groups())))
        # one end alone is a level, with its own way of telling n
        return found if len(found) > 1 else []

    def changes(self) -> list[Told]:
        """Return the ends of several changes between two waves: «… andelen som svarte «ja», fra 66 til 43 prosent»."""
        times = "|".join(map(re.escape, sorted(self.waves, key=len, reverse=True)))
        between = re.search(rf"[Ff](?:ra|rom) ({times})(?: \([^)]*\))? (?:til|to) ({times})\b", self.text)
        if between is None:
            return []
        pairs = rf"{_QUOTED},? \(?(?:(?:fell|rose) )?(?:(?:fra|from) )?(\d+(?:[.,]\d+)?) (?:til|to|og|and) {_PERCENT}"
        return [
            self._told(self._at(self.waves[time]), self._cells(category, percent, None))
            for label, *ends in re.findall(pairs, self.text)
            if (category := self._category(label))
            for time, percent in zip(between.groups(), ends, strict=True)
        ]

    def groups(self) -> list[Told]:
        """Return the groups of a contrast: «høyest for «fastlønn» (60 prosent, n = 35) og lavest for …»."""
        background = self.codebook.by_id.get(self.value.by)
        if background is None or self.value.row:
            return []
        found = re.findall(rf"for {_QUOTED} \({_PERCENT}, {_N}\)", self.text)
        pairs = re.findall(rf"{_PERCENT} for {_QUOTED} \({_N}\)", self.text)
        found += [(label, percent, n) for percent, label, n in pairs]
        ids = {self._said(background, name): name for name in (*background.category_ids, *background.merges)}
        return [
            self._told({self.value.by: ids[label], **self._wave()}, self._cells(self.value.category, percent, n))
            for label, percent, n in found
            if label in ids
        ]

    def level(self) -> list[Told]:
        """Return a level: «Om lag halvparten (48 prosent, n = 912) svarer «ja».»."""
        match = re.search(rf"{_PERCENT}.{{0,60}}?{_N}\)", self.text)
        return [self._told(self._own(), self._cells(self.value.category, *match.groups()))] if match else []

    def levels(self) -> list[Told]:
        """Return the levels of several answers: «… svarte 20 prosent «alltid» og 40 prosent «aldri» (n = 421).»."""
        size = re.search(rf"\({_N}\)", self.text)
        pairs = re.findall(rf"{_PERCENT} (?:\w+ ){{0,3}}{_QUOTED}", self.text)
        return [
            self._told(self._own(), self._cells(category, percent, size and size[1]))
            for percent, label in pairs
            if (category := self._category(label))
        ]

    def _at(self, wave: str) -> dict[str, str]:
        """Return the names of one of several waves in a sentence, with the selection that the sentence is of."""
        value = self.value
        return {"runde": wave, **({value.by: value.row} if value.by == "utvalg" else {})}

    def _own(self) -> dict[str, str]:
        """Return what the value says of its row; the wave that is named, or the last one, where it says none."""
        value = self.value
        names = {value.by: value.row} if value.by and value.row else {}
        if value.by == self.question.id and value.row:
            names = {"question": value.row}
        return names if "runde" in names else {**names, **self._wave()}

    def _wave(self) -> dict[str, str]:
        named = [wave for name, wave in self.waves.items() if re.search(rf"\b[iI]n? {re.escape(name)}\b", self.text)]
        asked = [wave.id for wave in self.codebook.with_answers if wave.id in self.codebook.waves_of(self.question.id)]
        return {"runde": (named or asked)[-1]} if named or asked else {}

    def _category(self, label: str) -> str:
        """Return the category or merge that a sentence names by its ``label``."""
        names = (*self.question.category_ids, *self.question.merges)
        return next((name for name in names if self._said(self.question, name) == label), "")

    def _said(self, question: Question, name: str) -> str:
        """Return the label of a category as a sentence writes it."""
        return squeezed(wording.quoted(question.label_of(name).to(self.language), self.language))[1:-1]

    @staticmethod
    def _cells(category: str, percent: str, n: str | None) -> dict[str, str]:
        return {category: f"{percent} %", **({"n": n.strip(" ,")} if n else {})}

    def _told(self, names: dict[str, str], cells: dict[str, str]) -> Told:
        return Told(self.question.id, names, cells)
