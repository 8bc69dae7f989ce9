"""The dirt of real exports, all of it such that the codebook's cleaning rules clean it away again."""

from typing import Any, Protocol

import numpy as np

from svarbenk.codebook import Category, Codebook, Question
from svarbenk.synthetic.recipe import Recipe
from svarbenk.synthetic.submissions import Submission

HARD_SPACE = "\u00a0"


class Shares(Protocol):
    """How often cells are dirty: shares of the cells that it can fall on."""

    blanks: float
    letter_case: float
    spellings: float


class Dirt:
    """Writes answers the way people and survey tools do.

    Parameters
    ----------
    shares : Shares
        How often.
    rng : numpy.random.Generator
        Chance; one generator a file (or a column), so that the files are dirty in different cells.
    """

    def __init__(self, shares: Shares, rng: np.random.Generator):
        self.dirt = shares
        self.rng = rng

    def label(self, category: Category) -> str:
        """Write a category as its label, or as another spelling of it."""
        text = category.nb
        if category.spellings and self._now(self.dirt.spellings):
            text = category.spellings[int(self.rng.integers(len(category.spellings)))]
        if self._now(self.dirt.letter_case):
            text = text.upper() if self._now(0.5) else text.lower()
        return self.blanks(text)

    def unit(self, name: str) -> str:
        """Write the name of a unit, sometimes with other blanks or letters."""
        if self._now(self.dirt.letter_case):
            name = name.upper()
        return self.blanks(name)

    def blanks(self, text: str) -> str:
        """Put a blank, perhaps a hard one, before or after a text or in it."""
        if not text or not self._now(self.dirt.blanks):
            return text
        way = int(self.rng.integers(4))
        if way == 3:
            return text.replace(" ", HARD_SPACE, 1) if " " in text else f"{text}{HARD_SPACE}"
        return (f" {text}", f"{text} ", f"{text}{HARD_SPACE}")[way]

    def _now(self, share: float) -> bool:
        return bool(self.rng.random() < share)


def typed_numbers(
    rows: tuple[Submission, ...], codebook: Codebook, recipe: Recipe, rng: np.random.Generator
) -> dict[tuple[str, str], str]:
    """Return how a number was typed, by reply and question, where it was not typed in digits alone.

    The same in every file, since a respondent types once. Ranges can only be typed.
    """
    words: dict[float, str] = {}
    for word, value in codebook.cleaning.numbers.words.items():
        words.setdefault(value, word)
    typed: dict[tuple[str, str], str] = {}
    for row in rows:
        for question in codebook.asked():
            answer = row.answers[question.id]
            if question.kind != "numeric" or answer is None:
                continue
            low, high = answer
            if low != high:
                typed[row.id, question.id] = f"{number(low)}{'-' if rng.random() < 0.5 else '–'}{number(high)}"
                continue
            ways = recipe.dirt.numbers_as_text.get(question.id, ())
            if ways and rng.random() < 0.2:
                way = ways[int(rng.integers(len(ways)))]
                plain = way == "{}" or low == 0
                typed[row.id, question.id] = words.get(low, number(low)) if plain else way.format(number(low))
    return typed


def number(value: float) -> str:
    """Write a number with decimal comma."""
    return f"{value:g}".replace(".", ",")


def ticked(question: Question, answer: Any) -> list[Category]:
    """Return the ticked options of a multiple-response answer in the order of the scale."""
    return [category for category in question.categories if answer and category.id in answer]
