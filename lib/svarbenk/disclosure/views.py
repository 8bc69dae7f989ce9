"""Views: every table of one question in one wave that somebody can click together, hidden so that none tells another.

The tables are those of everybody, by each background, and by each background within a group of another (a filter). Each
is made safe on its own, with what is coarser – the same without one of its backgrounds, or by a coarser background, as
«driftstype» is of «driftsform» – as things that are known.

**Two views cannot tell together what is hidden in either.** Call two tables of the question T and U, and M the table by
the backgrounds that they have in common; M is a margin of both. Take a count that is hidden in T.

1. If M does not have it, T has a world of its own for it: counts in which it is another, all that T shows is the same,
   and every margin, M too, is the same to the last count (``secure``). People can have answered so and U be as it is:
   for each combination of the common backgrounds and answer, the people of T's world and of U are as many, so that they
   can be paired off, whichever their other backgrounds are. Then everything that T and U show is as it is.
2. If M has it (U is finer than T, say), M has a world for it, and both T and U have one that adds up to it, in which
   what they show is the same; paired off in the same way.

The same holds for any number of tables in which one of two backgrounds is always the same filter, or that have one
background each (their common margins then separate them one after the other, a decomposable set of margins: Dobra and
Fienberg, Bounds for cell entries in contingency tables given marginal totals and decomposable graphs, PNAS 97 (2000)).
The same argument holds with who was asked (``Filter``): a question and one that was asked of
those who gave some of its answers have in common how many of each group did.

Not covered: three or more tables by pairs of the same three backgrounds, held against each other; tables of several
questions, where two of them and two backgrounds are held against each other at once; questions asked by the answers to
several others, or by a number; questions worked out from others, held against these; means and sums, which
``small_means`` and ``small_sums`` protect beside each other and within a filter. Backgrounds of which some combinations
are known not to exist, other than one that follows from another, tell more than the argument allows for, as does what
somebody knows of a respondent, or that a count was hidden because of others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from svarbenk.disclosure.cells import Cells, Members, Scale
from svarbenk.disclosure.securing import Margin, Secured, secure


@dataclass(frozen=True, eq=False)
class Background:
    """A background: each reply's category, −1 where it is not known, and the axis."""

    places: np.ndarray
    scale: Scale


class Backgrounds:
    """All that answers of one wave can be broken down by, and which of it follows from which.

    Parameters
    ----------
    named : mapping of str to Background
        By name; the same replies in the same order.
    """

    def __init__(self, named: Mapping[str, Background]):
        self.places: dict[str, np.ndarray] = {}
        self.scales: dict[str, Scale] = {}
        for name, each in named.items():
            unknown = bool((each.places < 0).any())
            # those whose background is not known follow from everybody's total
            self.places[name] = np.where(each.places < 0, each.scale.size, each.places)
            self.scales[name] = Scale(each.scale.size + unknown, each.scale.merges, int(unknown))

    @cached_property
    def coarser(self) -> dict[str, dict[str, np.ndarray]]:
        """For each background those whose group follows from its own, and how: a group to each of its groups."""
        found: dict[str, dict[str, np.ndarray]] = {name: {} for name in self.places}
        for fine, coarse in product(self.places, self.places):
            pairs = np.unique(self.places[fine] * self.scales[coarse].size + self.places[coarse])
            groups, follows = np.divmod(pairs, self.scales[coarse].size)
            used = len(np.unique(follows))
            one = len(pairs) == len(np.unique(groups)) and used > 1
            if fine == coarse or not one or (used == len(pairs) and coarse > fine):
                continue
            found[fine][coarse] = np.zeros(self.scales[fine].size, int)
            found[fine][coarse][groups] = follows
        return found


@dataclass(frozen=True, eq=False)
class Filter:
    """What decides who was asked: the views of another question, or a background, and its categories to be asked.

    ``question`` are the views of the question; None where it is a ``background``, by name.
    """

    question: "Views | None"
    background: str
    asked: Members


class Views:
    """Every table of one question in one wave.

    Parameters
    ----------
    answers : numpy.ndarray
        The answer of each reply, from 0; −1 where it gave none or was not asked.
    scale : Scale
        The axis of the answers.
    backgrounds : Backgrounds
        What the answers can be broken down by, of the same replies.
    threshold : int
        Counts of 1 to below it are hidden.
    plain : collection of int
        Answers whose being everybody's is no news, such as «not ticked».
    sizes : Views, optional
        How many replies there are, from ``sizes_of``; a group whose size is hidden there is hidden here.
    asked : Filter, optional
        Who was asked, where not everybody was: how many were, by group, is told by that question too.
    """

    def __init__(
        self,
        answers: np.ndarray,
        scale: Scale,
        backgrounds: Backgrounds,
        threshold: int,
        plain: frozenset[int] = frozenset(),
        sizes: "Views | None" = None,
        asked: Filter | None = None,
    ):
        self.threshold = threshold
        self.plain = plain
        self._sizes = sizes
        self._asked = asked
        self._backgrounds = backgrounds
        self._name = "asked" if sizes is None else "answered"
        self._secured: dict[tuple[str, ...], Secured] = {}
        # those who gave no answer stand last: who was asked, then those who were not, by what they said instead
        others = np.zeros(len(answers), int)
        self._filtering: np.ndarray | None = None
        if asked is not None:
            instead = backgrounds.places[asked.background] if asked.question is None else asked.question.answers
            self._filtering = np.array([0, *(each for each in np.unique(instead) if each not in asked.asked)])
            others = np.array(
                [1 + list(self._filtering[1:]).index(each) if each not in asked.asked else 0 for each in instead]
            )
        silent = (answers < 0).any() or asked is not None
        extra = 0 if not silent else 1 if asked is None else len(self._filtering)
        self.scale = Scale(scale.size + extra, scale.merges, extra)
        self.answers = np.where(answers < 0, scale.size + others, answers)

    def table(self, *names: str) -> Secured:
        """Return the table by some backgrounds, secured.

        Parameters
        ----------
        *names : str
            None for everybody, one background, or several.
        """
        key = tuple(sorted(names))
        if key not in self._secured:
            scales = tuple(self._backgrounds.scales[name] for name in key)
            places = [self._backgrounds.places[name] for name in key]
            counts = np.zeros((*(scale.size for scale in scales), self.scale.size), int)
            np.add.at(counts, (*places, self.answers), 1)
            cells = Cells(counts, scales, self.scale, self.plain)
            margins = [Margin(self.table(*each), self._sums(key, each)) for each in self._above(key)]
            if self._sizes is not None:
                everybody = self._sizes.table(*key)
                cells.hidden[everybody.cells.hidden[:, -1]] = True
                groups = counts.size // self.scale.size
                margins.append(Margin(everybody, np.kron(np.eye(groups), np.ones((1, self.scale.size)))))
            if self._asked is not None:
                margins.append(self._filtered(key, counts.shape))
            self._secured[key] = secure((self._name, key), cells, self.threshold, margins)
        return self._secured[key]

    def _filtered(self, key: tuple[str, ...], shape: tuple[int, ...]) -> Margin:
        """Return what the table has in common with that of who was asked: how many were, and what the others said."""
        own = np.zeros(shape[-1], int)
        own[self.scale.size - self.scale.unknown :] = np.arange(self.scale.unknown)
        groups, classes = int(np.prod(shape[:-1])), self.scale.unknown
        sums = np.kron(np.eye(groups), np.eye(classes)[:, own])
        asked = self._asked
        kinds = list(self._filtering)
        if asked.question is not None:
            table = asked.question.table(*key)
            codes = np.array(
                [kinds.index(each, 1) if each in kinds[1:] else 0 for each in range(table.cells.answers.size)]
            )
            return Margin(table, sums, np.kron(np.eye(groups), np.eye(classes)[:, codes]))
        wide = tuple(sorted({*key, asked.background}))
        table = self._sizes.table(*wide)
        # each group of the finer table of sizes is in a group here, and of a kind
        sizes = [scale.size for scale in table.cells.groups]
        places = np.indices(sizes).reshape(len(sizes), -1)
        kind = places[wide.index(asked.background)]
        codes = np.array([kinds.index(each, 1) if each in kinds[1:] else 0 for each in kind])
        here = (
            np.ravel_multi_index([places[wide.index(name)] for name in key], shape[:-1])
            if key
            else np.zeros(len(codes), int)
        )
        theirs = np.zeros((groups * classes, len(codes)))
        theirs[here * classes + codes, np.arange(len(codes))] = 1
        return Margin(table, sums, theirs)

    def hidden(
        self, groups: Mapping[str, Sequence[Members]], answers: Sequence[Members]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what is hidden of a table, as its rows and columns stand.

        Parameters
        ----------
        groups : mapping of str to sequence of tuple of int
            A background to the members of each group that is wanted; the rows are their combinations, in order.
        answers : sequence of tuple of int
            The members of each column.

        Returns
        -------
        counts, sizes : numpy.ndarray
            Rows × columns, and one a row. A union that is no category or merge is hidden where a part of it is.
        """
        key = tuple(sorted(groups))
        cells = self.table(*key).cells
        flags = cells.hidden.reshape(*(len(scale.parts) for scale in cells.groups), -1)
        order = [list(groups).index(name) for name in key]
        everything = tuple(range(self.scale.size - self.scale.unknown))
        columns = [[-1] if sorted(each) == list(everything) else _parts(self.scale, each) for each in answers]
        counts, sizes = [], []
        for row in product(*groups.values()):
            place = [_parts(scale, row[number]) for scale, number in zip(cells.groups, order, strict=True)]
            counts.append([bool(flags[np.ix_(*place, column)].any()) for column in columns])
            sizes.append(bool(flags[np.ix_(*place, [-1])].any()))
        return np.array(counts, bool).reshape(-1, len(columns)), np.array(sizes, bool)

    def _above(self, key: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the coarser tables of a table: without a background or by a coarser one, and those above them."""
        found: dict[tuple[str, ...], None] = {}
        for name in key:
            rest = tuple(each for each in key if each != name)
            for other in (None, *self._backgrounds.coarser[name]):
                above = tuple(sorted({*rest, *([other] if other else [])}))
                if above not in found:
                    found |= dict.fromkeys([*self._above(above), above])
        found.pop(key, None)
        return list(found)

    def _sums(self, key: tuple[str, ...], above: tuple[str, ...]) -> np.ndarray:
        """Return how a coarser table's counts are added up: its counts × those of the finer one."""
        scales, coarser = self._backgrounds.scales, self._backgrounds.coarser
        shape = (*(scales[name].size for name in key), self.scale.size)
        places = np.indices(shape).reshape(len(shape), -1)
        coarse = []
        for name in above:
            if name in key:
                coarse.append(places[key.index(name)])
            else:
                finer = next(each for each in key if name in coarser[each])
                coarse.append(coarser[finer][name][places[key.index(finer)]])
        wide = (*(scales[name].size for name in above), self.scale.size)
        rows = np.ravel_multi_index((*coarse, places[-1]), wide)
        sums = np.zeros((int(np.prod(wide)), rows.size))
        sums[rows, np.arange(rows.size)] = 1
        return sums


def sizes_of(backgrounds: Backgrounds, replies: int, threshold: int) -> Views:
    """Return the views of how many were asked.

    Parameters
    ----------
    backgrounds : Backgrounds
        What they can be broken down by.
    replies : int
        How many there are.
    threshold : int
        Sizes of 1 to below it are hidden.
    """
    return Views(np.zeros(replies, int), Scale(1), backgrounds, threshold, frozenset({0}))


def _parts(scale: Scale, members: Members) -> list[int]:
    """Return the place of a union among the parts of an axis, or those of its categories where it is none."""
    wanted = tuple(sorted(set(members)))
    return [scale.parts.index(wanted)] if wanted in scale.parts else list(wanted)
