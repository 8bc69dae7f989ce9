"""Replies that agree with every printed number at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, Question
from svarbenk.ledger import Correction, Ledger
from svarbenk.responses import option_column, range_columns
from svarbenk.synthetic.cells import fill_cells
from svarbenk.synthetic.contradictions import corrections, find_contradictions, keep_agreed
from svarbenk.synthetic.margins import Margins
from svarbenk.synthetic.placing import Placing, draw
from svarbenk.synthetic.recipe import Drawn, Recipe

UNIT = "enhet"
"""Column of the reconstruction with the (stand-in) name of whom a reply speaks for."""
MEMBERS = "enheter"
"""Column with how many members, such as kommuner, it speaks for."""
ANALYSED = "i_analysen"
"""Column that tells whether a reply is in the printed tables; a nearly empty one is not."""


@dataclass(frozen=True)
class Reconstruction:
    """Stand-in replies that agree with the printed numbers, and the corrections these needed.

    ``replies`` has one row a reply: ``enhet``, ``enheter``, ``i_analysen``, then columns as in clean answers:
    category ids, numbers, text, ``<question>_lav`` and ``_hoy`` for ranges, ``<question>__<option>`` for
    multiple response (missing where the question was not asked).
    """

    replies: pd.DataFrame
    corrections: tuple[Correction, ...]


def reconstruct(codebook: Codebook, ledger: Ledger, recipe: Recipe) -> Reconstruction:
    """Reconstruct replies from printed numbers.

    The printed cells become an integer programme over the answers in each background cell. Where they
    contradict each other the smallest change is found and handed back as corrections. What is not printed
    comes from the recipe; which single reply has which answer is seeded chance. The names of units are
    invented, since invented answers must not be held against a real kommune.

    Parameters
    ----------
    codebook : Codebook
        The survey; its last wave is reconstructed.
    ledger : Ledger
        The printed numbers, uncorrected ones are used.
    recipe : Recipe
        Number of replies, joint replies, answers that nothing is printed about.

    Returns
    -------
    Reconstruction
        The same for the same input.

    Raises
    ------
    InputError
        If the codebook has bases that cannot be reconstructed, or nothing agrees with the printed numbers.
    """
    rng = np.random.default_rng(recipe.seed)
    margins = Margins(codebook, ledger, recipe, codebook.waves[-1].id)
    agreed = find_contradictions(margins)
    keep_agreed(margins, agreed)
    placing = Placing(margins, fill_cells(margins, agreed, rng), rng)
    answers = placing.place()
    for name, drawn in recipe.unpublished.items():
        if name not in answers:
            question = codebook.question(name)
            answers[name] = _drawn(question, drawn, placing.asked(question), answers, rng)
    rows = [_row(codebook, {name: by.get(reply) for name, by in answers.items()}) for reply in range(recipe.analysed)]
    rows += [_row(codebook, dict(each.answers)) for each in recipe.incomplete]
    frame = pd.DataFrame(rows)
    frame.insert(0, ANALYSED, [place < recipe.analysed for place in range(recipe.replies)])
    units = _units(recipe, rng)
    frame.insert(0, MEMBERS, [len(unit) for unit in units])
    frame.insert(0, UNIT, [_joined(unit) for unit in units])
    return Reconstruction(_typed(frame, codebook), corrections(margins, agreed))


def _drawn(question: Question, drawn: Drawn, asked: list[int], answers: dict, rng: np.random.Generator) -> dict:
    if drawn.of is not None:
        low, high = drawn.between
        whole = answers[drawn.of]
        return {
            reply: None if whole[reply] is None else round(float(whole[reply]) * float(rng.uniform(low, high)))
            for reply in asked
        }
    if drawn.values:
        given = {reply: draw(drawn.values, rng) for reply in asked}
        if question.kind != "numeric":
            return given
        return {reply: None if answer is None else float(answer) for reply, answer in given.items()}
    writers = [reply for reply in asked if rng.random() < drawn.share]
    return {reply: drawn.texts[place % len(drawn.texts)] for place, reply in enumerate(writers)}


def _row(codebook: Codebook, given: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for question in codebook.asked():
        answer = given.get(question.id)
        if question.kind == "multiple":
            ticked = {option: None if answer is None else option in answer for option in question.category_ids}
            row |= {option_column(question.id, option): each for option, each in ticked.items()}
        elif question.kind == "numeric" and question.ranges:
            pair = answer if isinstance(answer, tuple) else (answer, answer)
            row |= dict(zip(range_columns(question.id), pair, strict=True))
        else:
            row[question.id] = answer
    return row


def _typed(frame: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    for question in codebook.asked():
        if question.kind == "multiple":
            for option in question.category_ids:
                name = option_column(question.id, option)
                frame[name] = frame[name].astype("boolean")
        elif question.kind == "numeric":
            for name in range_columns(question.id) if question.ranges else (question.id,):
                frame[name] = frame[name].astype("Float64").astype("Int64" if question.whole else "Float64")
        elif question.kind == "text":
            frame[question.id] = frame[question.id].astype("string")
        else:
            kind = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
            frame[question.id] = frame[question.id].astype(kind)
    return frame


def _units(recipe: Recipe, rng: np.random.Generator) -> list[list[str]]:
    """Name whom each reply speaks for; the joint replies are some of those in the analysis."""
    singles = recipe.replies - len(recipe.joint)
    names = [recipe.unit_name.format(number + 1) for number in range(singles + sum(recipe.joint))]
    joint, following = [], singles
    for count in recipe.joint:
        joint.append(names[following : following + count])
        following += count
    order = [int(place) for place in rng.permutation(recipe.analysed)[: len(recipe.joint)]]
    alone = [[names[int(place)]] for place in rng.permutation(singles)]
    units: list[list[str]] = []
    for reply in range(recipe.replies):
        units.append(joint[order.index(reply)] if reply in order else alone.pop())
    return units


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"
