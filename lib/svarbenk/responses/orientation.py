"""A scale reversed without notice: each wave's answers held against those of its neighbours and against their mirror.

The rule. Of a question with at least three ordered answers (don't-know and not-relevant left aside) that two waves
in a row asked and may compare, take the shares in both, and the distance between them (half the sum of the
differences, 0-100 per cent) straight and with one of the two turned round. The question looks reversed between them
when both waves have at least 30 answers, the distance turned round is at most a third of the straight one (half of it
where that is 45 points or more), the straight one is at least 15 points, and it is at least a million times likelier
that both come from one distribution with one of them turned round than as they stand. A real change does not pass: it
is not the mirror of what was.

Questions with the same scale that turn round together strengthen each other: where at least three do, the mean
straight distance need only be 8 points, with the mean distance turned round at most half of it.

A wave between two others is reversed also where it fits both better turned round: each a million times likelier so, the
mean straight distance at least 15 points and the mean distance turned round at most half of it. That finds a reversed
wave in a row of waves that change; a change that goes one way never fits the mirror better on both sides.

A wave is reversed where it is turned round against the majority of the waves; where they are even, both are named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from svarbenk.codebook import Codebook, DataFolder, Question
from svarbenk.errors import InputError
from svarbenk.responses.decisions import acceptance, read_decisions
from svarbenk.responses.export import wave_folder
from svarbenk.responses.raw_export import told_path
from svarbenk.responses.responses import Responses

FEWEST = 30
STRAIGHT, STRAIGHT_TOGETHER = 0.15, 0.08
MIRRORED, MIRRORED_TOGETHER = 1 / 3, 1 / 2
FAR, MIRRORED_FAR = 0.45, 1 / 2
TOGETHER = 3
LIKELIER = float(np.log(1_000_000))


@dataclass(frozen=True)
class Turn:
    """How far two distributions are from each other straight and turned round, and how much likelier the latter is."""

    straight: float
    mirrored: float
    log_ratio: float

    @property
    def alone(self) -> bool:
        """Whether one question alone shows that a scale was reversed."""
        near = MIRRORED_FAR if self.straight >= FAR else MIRRORED
        return self.straight >= STRAIGHT and self.mirrored <= near * self.straight and self.log_ratio >= LIKELIER


@dataclass(frozen=True)
class Reversed:
    """A question that looks reversed in a ``wave`` against ``rest``, of which ``near`` is nearest; each with counts.

    ``even`` where as many waves are on either side, so that the answers do not show which is reversed.
    """

    question: Question
    wave: str
    counts: np.ndarray
    near: str
    seen: np.ndarray
    rest: tuple[str, ...]
    even: bool


def between_turned(before: Turn, after: Turn) -> bool:
    """Tell whether a wave is reversed by how it compares with the wave before it and the one after it."""
    return (
        min(before.log_ratio, after.log_ratio) >= LIKELIER
        and (before.straight + after.straight) / 2 >= STRAIGHT
        and before.mirrored + after.mirrored <= MIRRORED_TOGETHER * (before.straight + after.straight)
    )


def compare_turned(counts: Sequence[int], neighbour: Sequence[int]) -> Turn | None:
    """Compare a distribution with a neighbour's, straight and turned round; None where it cannot be told.

    Parameters
    ----------
    counts : sequence of int
        Answers by category, in the order of the scale.
    neighbour : sequence of int
        The same of the wave before or after.
    """
    here, there = np.asarray(counts, float), np.asarray(neighbour, float)
    if len(here) < 3 or here.sum() < FEWEST or there.sum() < FEWEST:
        return None
    share, seen = here / here.sum(), there / there.sum()
    return Turn(
        straight=float(np.abs(share - seen).sum() / 2),
        mirrored=float(np.abs(share - seen[::-1]).sum() / 2),
        log_ratio=_same(here, there[::-1]) - _same(here, there),
    )


def _same(here: np.ndarray, there: np.ndarray) -> float:
    """Return the log-likelihood of two samples from one distribution, less what is the same for every pairing."""
    both = here + there
    share = both[both > 0] / both.sum()
    return float((both[both > 0] * np.log(share)).sum())


def check_orientation(
    codebook: Codebook, waves: Sequence[Responses], data: DataFolder | None = None, *, only: str | None = None
) -> None:
    """Stop if a scale looks reversed in one of several waves.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    waves : sequence of Responses
        The clean answers of each wave, in any order.
    data : DataFolder, optional
        Where what the evaluator has accepted stands.
    only : str, optional
        Id of the wave to judge; every one by default.

    Raises
    ------
    InputError
        Names the question, the wave, both distributions in per cent, and how to accept it.
    """
    if len(waves) < 2:
        return
    order = [wave.id for wave in codebook.waves]
    waves = sorted(waves, key=lambda each: order.index(each.accounts[0].wave))
    found = [
        each
        for each in _turned(codebook, waves)
        if only is None or only == each.wave or (each.even and only == each.near)
    ]
    accepted = (
        {wave: _accepted(codebook, data, wave) for each in found for wave in (each.wave, each.near)} if data else {}
    )
    found = [each for each in found if not _is_accepted(each, accepted)]
    if not found:
        return
    first = found[0]
    others = [each.question.id for each in found[1:] if each.wave == first.wave]
    more = f" Det gjelder også {', '.join(others[:3])}{' …' if len(others) > 3 else ''}." if others else ""
    files = {each.accounts[0].wave: each.accounts[0].file for each in waves}
    here, there = (_place(first.question, wave, files[wave], codebook, data) for wave in (first.wave, first.near))
    likelier = "" if first.even else f", helst i {first.wave}"
    where = f"{first.wave} eller {first.near}" if first.even else first.wave
    raise InputError(
        f"{here}: skalaen til «{first.question.id}» i runde {first.wave} ser ut til å være snudd, enten i runde "
        f"{first.wave} eller i runde {' og '.join(first.rest)}{likelier}; {_told(first.counts)} i runde {first.wave} "
        f"mot {_told(first.seen)} i runde {first.near} (prosent, i skalaens rekkefølge).{more}\n"
        f"Hold filen mot {there} og skjemaene, og rett kodene i kodeboken for runden som er snudd (waves, scales).\n"
        f"Er ingen av dem snudd, godta det i decisions.yaml for runde {where}: "
        f"{acceptance('reversed', first.question.id)}"
    )


def _place(question: Question, wave: str, file: str, codebook: Codebook, data: DataFolder | None) -> str:
    path = wave_folder(codebook, data, codebook.wave(wave)) / file if data else Path(file)
    return f"{told_path(path)}, kolonne «{codebook.in_wave(wave).question(question.id).column().variable}»"


def _is_accepted(found: Reversed, accepted: dict[str, set[str]]) -> bool:
    name = found.question.id
    return name in accepted.get(found.wave, ()) or (found.even and name in accepted.get(found.near, ()))


def _told(counts: np.ndarray) -> str:
    return " – ".join(str(int(100 * count / counts.sum() + 0.5)) for count in counts)


def _accepted(codebook: Codebook, data: DataFolder, wave: str) -> set[str]:
    path = wave_folder(codebook, data, codebook.wave(wave)) / "decisions.yaml"
    return {each.question for each in read_decisions(path, codebook.id).accepted if each.what == "reversed"}


def _turned(codebook: Codebook, waves: Sequence[Responses]) -> list[Reversed]:
    """Return what looks reversed."""
    pairs: dict[tuple[str, str], list[tuple[Question, Turn]]] = {}
    counts: dict[str, dict[str, np.ndarray]] = {}
    for question in codebook.asked():
        if question.kind == "ordinal":
            counts[question.id] = opinion_counts(question, codebook, waves)
            asked = list(counts[question.id].items())
            for (before, earlier), (after, later) in pairwise(asked):
                if codebook.why_not_comparable(question.id, (before, after)) is None:
                    turn = compare_turned(later, earlier)
                    if turn is not None:
                        pairs.setdefault((before, after), []).append((question, turn))
    turned: dict[str, set[tuple[str, str]]] = {}
    for pair, compared in pairs.items():
        for name in _turned_round(compared):
            turned.setdefault(name, set()).add(pair)
    for name, asked in counts.items():
        compared = {pair: turn for pair, each in pairs.items() for question, turn in each if question.id == name}
        for before, after in pairwise(pairwise(asked)):
            if before in compared and after in compared and between_turned(compared[before], compared[after]):
                turned.setdefault(name, set()).update((before, after))
    found = []
    for name, between in turned.items():
        asked = list(counts[name])
        side = [False]
        for pair in pairwise(asked):
            side.append(side[-1] ^ (pair in between))
        minority = sum(side) * 2 <= len(side)
        for wave, turned_round in zip(asked, side, strict=True):
            if turned_round == minority:
                near = min(
                    (other for other, way in zip(asked, side, strict=True) if way != minority),
                    key=lambda other: abs(asked.index(other) - asked.index(wave)),
                )
                even = sum(side) * 2 == len(side)
                rest = tuple(other for other, way in zip(asked, side, strict=True) if way != minority)
                seen = counts[name]
                found.append(Reversed(codebook.question(name), wave, seen[wave], near, seen[near], rest, even))
    return found


def opinion_counts(question: Question, codebook: Codebook, waves: Sequence[Responses]) -> dict[str, np.ndarray]:
    """Return by wave how many gave each opinion to a question, in the order of its scale.

    Parameters
    ----------
    question : Question
        An ordinal question; don't-know and not-relevant are no opinions.
    codebook : Codebook
        The survey.
    waves : sequence of Responses
        The clean answers of each wave.
    """
    ids = [category.id for category in question.categories if category.role is None]
    found = {}
    for each in waves:
        wave = each.accounts[0].wave
        if wave in codebook.waves_of(question.id):
            column = each.frame[question.id]
            often = np.bincount(column.cat.codes[column.notna()], minlength=len(column.cat.categories))
            found[wave] = often[[list(column.cat.categories).index(name) for name in ids]]
    return found


def _turned_round(compared: list[tuple[Question, Turn]]) -> list[str]:
    """Return the questions that were turned round between two waves, each alone or with others of its scale."""
    found = [question.id for question, turn in compared if turn.alone]
    scales: dict[tuple[str, ...], list[tuple[str, Turn]]] = {}
    for question, turn in compared:
        scales.setdefault(question.category_ids, []).append((question.id, turn))
    for group in scales.values():
        leaning = [(name, turn) for name, turn in group if turn.mirrored < turn.straight and turn.log_ratio > 0]
        if len(leaning) < max(TOGETHER, len(group) * 2 / 3):
            continue
        straight = np.mean([turn.straight for _, turn in leaning])
        mirrored = np.mean([turn.mirrored for _, turn in leaning])
        certain = sum(turn.log_ratio for _, turn in leaning) >= LIKELIER
        if straight >= STRAIGHT_TOGETHER and mirrored <= MIRRORED_TOGETHER * straight and certain:
            found += [name for name, _ in leaning if name not in found]
    return found
