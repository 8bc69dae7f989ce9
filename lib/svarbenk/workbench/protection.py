"""Protection of a survey's tables: the same counts are hidden however a table is reached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from svarbenk.codebook import CLOSED, Codebook, Question
from svarbenk.disclosure import Background, Backgrounds, Filter, Scale, Views, hide, protect, sizes_of
from svarbenk.responses import WAVE, Responses
from svarbenk.tables import CountTable

Members = tuple[int, ...]
_NOT_TICKED = frozenset({1})
_GROUP = re.compile(r"""\s*(?P<name>\w+)\s*==\s*(?P<quote>['"])(?P<group>[^'"]+)(?P=quote)\s*""")


@dataclass(frozen=True)
class Asked:
    """What a table is of: ids of the question and its background, and whether it is one that ``Views`` knows."""

    question: str
    by: str | None = None
    plain: bool = True


@dataclass(eq=False)
class Protection:
    """What may be shown of a survey, wave by wave.

    Every wave's replies are others', so that each has its own views; where a table adds waves up, a count is hidden
    that is hidden in one of them.

    Parameters
    ----------
    responses : Responses
        All answers of the survey, narrowed to nothing.
    threshold : int
        Counts of 1 to below it are hidden.
    """

    responses: Responses
    threshold: int
    _views: dict[tuple[str, str, str], Views] = field(default_factory=dict)
    _populations: dict[tuple[str, str | None], tuple[Responses, Backgrounds, Views]] = field(default_factory=dict)

    def hidden(self, table: CountTable, asked: Asked, inside: tuple[str, str] | None) -> CountTable | None:
        """Return a table without what must be hidden; None where it is of a kind that is only protected by itself.

        Parameters
        ----------
        table : CountTable
            The counts as they are.
        asked : Asked
            What they are of.
        inside : (str, str), optional
            Background and group that the survey was narrowed to.
        """
        question = self.responses.codebook.question(asked.question)
        if question.kind == "battery" and asked.by is None and question.item_kind in CLOSED:
            return self._battery(table, question, inside)
        if not asked.plain or table.sums or question.kind not in CLOSED or not self.known(asked.by, inside):
            return None
        waves = [wave.id for wave in table.waves if wave.id in self._waves] or list(self._waves)
        counts, sizes = np.zeros(table.shape, bool), np.zeros(table.shape[0], bool)
        if asked.by == WAVE:
            for row, wave in enumerate(table.rows.ids):
                found = self.flags(question, wave, None, inside, table.columns.ids)
                counts[row], sizes[row] = found[0][0], found[1][0]
        else:
            by = (asked.by, table.rows.ids) if asked.by is not None else None
            for wave in waves:
                found = self.flags(question, wave, by, inside, table.columns.ids)
                counts, sizes = counts | found[0], sizes | found[1]
        everybody = any(self.flags(question, wave, None, inside, table.columns.ids)[1][0] for wave in waves)
        return hide(table, counts, sizes, self.threshold, everybody=everybody)

    def _battery(self, table: CountTable, battery: Question, inside: tuple[str, str] | None) -> CountTable:
        """Hide of each item what is hidden of it by itself."""
        counts, sizes = np.zeros(table.shape, bool), np.zeros(table.shape[0], bool)
        for row, item in enumerate(battery.item_questions()):
            for wave in (wave.id for wave in table.waves if wave.id in self._waves):
                found = self.flags(item, wave, None, inside, table.columns.ids)
                counts[row] |= found[0][0]
                sizes[row] |= found[1][0]
        return hide(table, counts, sizes, self.threshold)

    def known(self, by: str | None, inside: tuple[str, str] | None) -> bool:
        """Tell whether tables ``by`` a background within a filter (``inside``) are among the views."""
        names = {each.id for each in self.responses.codebook.backgrounds if each.kind in {"single", "ordinal"}}
        return {by, inside[0] if inside else None} - {None, WAVE} <= names

    def coarser(self, by: str, waves: Sequence[str]) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return the groups of backgrounds that follow from another: background, group, and the groups it unites.

        Parameters
        ----------
        by : str
            The other background.
        waves : sequence of str
            Ids of the waves.
        """
        found = {}
        names = {each.id: each for each in self.responses.codebook.backgrounds}
        for wave in waves if by in names else ():
            _, backgrounds, _ = self._population(wave, None)
            for name, groups in backgrounds.coarser.get(by, {}).items():
                for place, group in enumerate(names[name].category_ids):
                    ids = tuple(
                        each for each, where in zip(names[by].category_ids, groups, strict=False) if where == place
                    )
                    if len(ids) > 1:
                        found[name, group] = ids
        return [(name, group, ids) for (name, group), ids in found.items()]

    def flags(
        self,
        question: Question,
        wave: str,
        by: tuple[str, Sequence[str]] | None,
        inside: tuple[str, str] | None,
        columns: Sequence[str],
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what is hidden of a table of one wave: counts and sizes of groups.

        Parameters
        ----------
        question : Question
            What was asked.
        wave : str
            Id of the wave.
        by : (str, sequence of str), optional
            Background, and the groups or merges that are the rows; everybody by default.
        inside : (str, str), optional
            Background and group of the filter.
        columns : sequence of str
            Answers and merges.
        """
        wanted: dict[str, list[Members]] = {}
        if inside is not None:
            wanted[inside[0]] = [self._members_of(*inside)]
        if by is not None:
            groups = [self._members_of(by[0], name) for name in by[1]]
            if inside is not None and by[0] == inside[0]:
                # one group is left, and its merges are it too
                kept = set(wanted[by[0]][0])
                groups = [tuple(kept & set(each)) or each for each in groups]
            wanted[by[0]] = groups
        if question.background and question.kind in {"single", "ordinal"}:
            return self._background(question, wave, wanted, columns)
        if question.kind != "multiple":
            return self._of(question, wave, "").hidden(wanted, [self._members(question, name) for name in columns])
        found = [self._of(question, wave, option).hidden(wanted, [(0,)]) for option in columns]
        return np.column_stack([each[0] for each in found]), np.any([each[1] for each in found], axis=0)

    def _background(
        self, question: Question, wave: str, wanted: dict[str, list[Members]], columns: Sequence[str]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what is hidden of a background itself, which are sizes of groups; by two others, everything."""
        if len({*wanted, question.id}) > 2:
            rows = int(np.prod([len(groups) for groups in wanted.values()]))
            return np.ones((rows, len(columns)), bool), np.ones(rows, bool)
        _, _, sizes = self._population(wave, question.base)
        groups, everybody = sizes.hidden(wanted, [(0,)])
        own = [self._members(question, name) for name in columns]
        if question.id in wanted:
            return np.repeat(groups, len(columns), axis=1), everybody
        _, cells = sizes.hidden({**wanted, question.id: own}, [(0,)])
        return cells.reshape(len(everybody), len(columns)), everybody

    def _of(self, question: Question, wave: str, option: str) -> Views:
        key = (question.id, wave, option)
        if key not in self._views:
            asked = self._filter(question, wave)
            # where no one question decides who was asked, those who were are a population of their own
            alone = question.base is not None and asked is None
            here, backgrounds, sizes = self._population(wave, question.base if alone else None)
            if question.kind == "multiple":
                options = here.options(question)
                given = (here.asked(question) & options.notna().any(axis=1)).to_numpy(bool)
                chosen = options[list(question.members(option))]
                ticked = chosen.fillna(False).astype(bool).any(axis=1).to_numpy(bool)
                answers, scale, plain = np.where(given, np.where(ticked, 0, 1), -1), Scale(2), _NOT_TICKED
            else:
                answers, scale = self._coded(here, question)
                plain = frozenset()
                # those who were asked another question for their answer to this are a merge that is shown there
                scale = Scale(scale.size, (*scale.merges, *self._asked_for(question, wave)))
            self._views[key] = Views(answers, scale, backgrounds, self.threshold, plain, sizes, asked)
        return self._views[key]

    def _filter(self, question: Question, wave: str) -> Filter | None:
        """Return who was asked a question, where that is by the answers to one other; None where it is not."""
        if question.base is None:
            return None
        condition = self.responses.codebook.bases[question.base].condition
        if len(condition.questions) != 1:
            return None
        other = self.responses.codebook.question(condition.questions[0])
        if other.kind not in {"single", "ordinal"} or other.id == question.id:
            return None
        asked = self._inside(other, wave, question.base)
        if asked is None:
            return None
        if other.background:
            return Filter(None, other.id, asked)
        return Filter(self._of(other, wave, ""), "", asked)

    def _asked_for(self, question: Question, wave: str) -> list[Members]:
        """Return the answers to a question that other questions were asked for."""
        found = []
        for other in self.responses.codebook.questions:
            base = self.responses.codebook.bases.get(other.base or "")
            if base is not None and base.condition.questions == (question.id,):
                inside = self._inside(question, wave, other.base)
                found += [inside] if inside else []
        return list(dict.fromkeys(found))

    def _inside(self, question: Question, wave: str, base: str) -> Members | None:
        """Return the answers to a question by which replies are in a base; None where it is not by them alone."""
        here = self._waves[wave]
        codes, _ = self._coded(here, question)
        inside = here.in_base(base).to_numpy(bool)
        asked = tuple(sorted(set(codes[inside & (codes >= 0)].tolist())))
        return None if (inside & (codes < 0)).any() or (~inside & np.isin(codes, asked)).any() else asked

    def _population(self, wave: str, base: str | None) -> tuple[Responses, Backgrounds, Views]:
        """Return those of a wave who are in a base: replies, backgrounds, and the views of how many they are."""
        if (wave, base) not in self._populations:
            here = self._waves[wave]
            if base is not None:
                here = here.where(self.responses.codebook.bases[base].where, empty=True)
            asked = [each for each in here.codebook.backgrounds if each.kind in {"single", "ordinal"}]
            backgrounds = Backgrounds({each.id: Background(*self._coded(here, each)) for each in asked})
            self._populations[wave, base] = here, backgrounds, sizes_of(backgrounds, len(here), self.threshold)
        return self._populations[wave, base]

    @cached_property
    def _waves(self) -> dict[str, Responses]:
        present = set(self.responses.frame[WAVE].unique())
        names = [wave.id for wave in self.responses.codebook.waves if wave.id in present]
        return {name: self.responses.of_waves([name]) if len(names) > 1 else self.responses for name in names}

    def _coded(self, here: Responses, question: Question) -> tuple[np.ndarray, Scale]:
        places = {name: place for place, name in enumerate(question.category_ids)}
        answers = here.answers(question).where(here.asked(question))
        coded = answers.map(places).astype("Float64").fillna(-1).astype(int).to_numpy()
        return coded, Scale(len(places), tuple(self._members(question, name) for name in question.merges))

    def _members_of(self, question: str, name: str) -> Members:
        return self._members(self.responses.codebook.question(question), name)

    def _members(self, question: Question, name: str) -> Members:
        return tuple(question.category_ids.index(each) for each in question.members(name))


def by_itself(condition: str) -> bool:
    """Tell whether tables of a selection are protected one by one, as it is not one group of a background.

    Parameters
    ----------
    condition : str
        The selection; «» selects everybody.
    """
    return bool(condition) and _GROUP.fullmatch(condition) is None


@dataclass(frozen=True, eq=False)
class Scope:
    """What a survey in hand was narrowed from, and to.

    ``whole`` protects the whole survey's views; None where nothing is protected, or the survey was narrowed in a way
    that no view knows, so that tables are protected one by one. ``inside`` is the background and group that it was
    narrowed to.
    """

    whole: Protection | None = None
    inside: tuple[str, str] | None = None

    def narrowed(self, condition: str, codebook: Codebook) -> "Scope":
        """Return the scope of a survey narrowed by a condition.

        Parameters
        ----------
        condition : str
            Such as ``"sentralitet == 'niva_6'"``, which is a group of a background, or any other.
        codebook : Codebook
            Of the survey.
        """
        found = _GROUP.fullmatch(condition)
        if self.whole is None or self.inside is not None or found is None:
            return Scope()
        name, group = found["name"], found["group"]
        background = {each.id: each for each in codebook.backgrounds}.get(name)
        if background is None or group not in (*background.category_ids, *background.merges):
            return Scope()
        return Scope(self.whole, (name, group))

    def hide(self, table: CountTable, asked: Asked, threshold: int) -> CountTable:
        """Return a table without what must be hidden.

        Parameters
        ----------
        table : CountTable
            The counts as they are.
        asked : Asked
            What they are of.
        threshold : int
            Counts of 1 to below it are hidden; 0 and 1 hide nothing.
        """
        if threshold <= 1:
            return table
        found = self.whole.hidden(table, asked, self.inside) if self.whole is not None else None
        return protect(table, threshold) if found is None else found
