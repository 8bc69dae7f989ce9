"""Every kind of printed number, recomputed from clean answers."""

from collections.abc import Callable, Mapping

import pandas as pd

from svarbenk import stats
from svarbenk.codebook import Question
from svarbenk.errors import InputError
from svarbenk.kontroll.reckoning import CannotTell, Reckoning
from svarbenk.ledger import Entry, Ledger
from svarbenk.responses import Responses
from svarbenk.tables import count


class Recomputed:
    """Computes what a printed cell says, from the answers of its wave.

    Parameters
    ----------
    responses : Responses
        Clean answers of one or more waves.
    ledger : Ledger
        Where the register numbers that percentages rest on are printed.
    populations : mapping
        Wave id to its population, for what is estimated from answers and register; may be empty.
    """

    def __init__(self, responses: Responses, ledger: Ledger, populations: Mapping):
        self.responses = responses
        self.ledger = ledger
        self.populations = populations
        self._waves: dict[str, Reckoning | CannotTell] = {}

    def value(self, entry: Entry) -> float:
        """Return what the answers give for the cell ``entry``.

        Raises
        ------
        CannotTell
            If they cannot tell.
        """
        if entry.counts_received:
            raise CannotTell("received")
        compute: Callable[[Entry, Reckoning], float] | None = getattr(self, f"_{entry.statistic}", None)
        if compute is None:
            raise CannotTell("statistic")
        wave = self._wave(entry.wave)
        for name in entry.questions:
            wave.question(name)
        if not self._inside(entry, wave).any():
            raise CannotTell("nobody")
        try:
            return compute(entry, wave)
        except InputError:
            raise CannotTell("kind") from None

    def _wave(self, name: str) -> Reckoning:
        if name not in self._waves:
            try:
                self._waves[name] = Reckoning(self.responses, name)
            except CannotTell as error:
                self._waves[name] = error
        found = self._waves[name]
        if isinstance(found, CannotTell):
            raise found
        return found

    @staticmethod
    def _inside(entry: Entry, wave: Reckoning) -> pd.Series:
        """Return which replies a cell is about."""
        if not entry.groups:
            return wave.everybody
        return wave.gave(wave.question(entry.background), *entry.groups)

    @staticmethod
    def _only(entry: Entry, wave: Reckoning) -> Question:
        if len(entry.questions) != 1:
            raise CannotTell("kind" if entry.questions else "not_asked")
        return wave.question(entry.questions[0])

    def _count(self, entry: Entry, wave: Reckoning) -> float:
        return float((wave.gave(self._only(entry, wave), entry.category) & self._inside(entry, wave)).sum())

    def _n(self, entry: Entry, wave: Reckoning) -> float:
        return float((wave.answered(self._only(entry, wave)) & self._inside(entry, wave)).sum())

    def _missing(self, entry: Entry, wave: Reckoning) -> float:
        question = self._only(entry, wave)
        return float((wave.asked(question) & ~wave.answered(question) & self._inside(entry, wave)).sum())

    def _each_n(self, entry: Entry, wave: Reckoning) -> list[float]:
        inside = self._inside(entry, wave)
        questions = [wave.question(name) for name in entry.questions]
        asked = [each for question in questions for each in (question.item_questions() or (question,))]
        if not asked:
            raise CannotTell("kind")
        then = [each for each in asked if wave.wave in wave.codebook.waves_of(each.id)]
        return [float((wave.answered(each) & inside).sum()) for each in then]

    def _n_low(self, entry: Entry, wave: Reckoning) -> float:
        return min(self._each_n(entry, wave))

    def _n_high(self, entry: Entry, wave: Reckoning) -> float:
        return max(self._each_n(entry, wave))

    def _replies(self, entry: Entry, wave: Reckoning) -> float:
        if entry.category:
            return self._count(entry, wave)
        return float(self._inside(entry, wave).sum())

    def _response_rate(self, entry: Entry, wave: Reckoning) -> float:
        population = wave.codebook.wave(wave.wave).population
        if not population:
            raise CannotTell("no_population")
        return 100 * self._replies(entry, wave) / population

    def _any(self, entry: Entry, wave: Reckoning) -> float:
        return float((wave.some(self._only(entry, wave)) & self._inside(entry, wave)).sum())

    def _none(self, entry: Entry, wave: Reckoning) -> float:
        question = self._only(entry, wave)
        none = wave.answered(question) & ~wave.some(question)
        return float((none & self._inside(entry, wave)).sum())

    def _percent_any(self, entry: Entry, wave: Reckoning) -> float:
        return _per_cent(self._any(entry, wave), self._n(entry, wave))

    def _percent(self, entry: Entry, wave: Reckoning) -> float:
        inside = self._inside(entry, wave)
        if entry.category:
            return wave.share(self._only(entry, wave), entry.category, inside)
        if entry.denominator and all(name in wave.codebook.by_id for name in entry.denominator):
            return _per_cent(self._sum(entry, wave), self._total(entry.denominator, wave, inside))
        return _per_cent(self._sum(entry, wave), self._registered(entry.denominator))

    def _registered(self, names: tuple[str, ...]) -> float | None:
        """Return the newest printed register numbers added up."""
        values = []
        for name in names:
            # of everybody at a time; what is not a time is a part of them, such as those who came new
            cells = [cell for cell in self.ledger.select(question=name, survey="", group="") if cell.wave[:1].isdigit()]
            values.append(max(cells, key=lambda cell: cell.wave).corrected.value if cells else None)
        return None if None in values else sum(values)

    def _share(self, entry: Entry, wave: Reckoning) -> float:
        return _per_cent(self._sum(entry, wave), self._total(entry.questions, wave, wave.everybody))

    def _mean(self, entry: Entry, wave: Reckoning) -> float:
        return wave.mean(self._only(entry, wave), self._inside(entry, wave))

    def _extreme(self, entry: Entry, wave: Reckoning, which: str) -> float:
        numbers = wave.numbers(self._only(entry, wave))[self._inside(entry, wave)].dropna()
        if numbers.empty:
            raise CannotTell("nobody")
        return float(getattr(numbers, which)())

    def _min(self, entry: Entry, wave: Reckoning) -> float:
        return self._extreme(entry, wave, "min")

    def _max(self, entry: Entry, wave: Reckoning) -> float:
        return self._extreme(entry, wave, "max")

    @staticmethod
    def _total(names: tuple[str, ...], wave: Reckoning, inside: pd.Series) -> float:
        questions = [wave.question(name) for name in names]
        if not questions:
            raise CannotTell("not_asked")
        return float(sum(wave.numbers(question)[inside].sum() for question in questions))

    def _sum(self, entry: Entry, wave: Reckoning) -> float:
        return self._total(entry.questions, wave, self._inside(entry, wave))

    def _end(self, entry: Entry, wave: Reckoning, side: int) -> float:
        question = self._only(entry, wave)
        if not question.ranges:
            return self._sum(entry, wave)
        return float(wave.ends(question)[self._inside(entry, wave)].iloc[:, side].sum())

    def _sum_low(self, entry: Entry, wave: Reckoning) -> float:
        return self._end(entry, wave, 0)

    def _sum_high(self, entry: Entry, wave: Reckoning) -> float:
        return self._end(entry, wave, 1)

    def _rank(self, entry: Entry, wave: Reckoning) -> tuple[float, list[float]]:
        """Return the cell's own share or mean, and those of everything that it is ranked among."""
        question, inside = self._only(entry, wave), self._inside(entry, wave)
        if entry.category:
            others = {name: wave.share(question, name, inside) for name in question.category_ids}
            return wave.share(question, entry.category, inside), list(others.values())
        batteries = [each for each in wave.codebook.questions if each.kind == "battery"]
        named = [each for each in batteries if each.id in entry.denominator] or [
            each for each in batteries if question.id in {item.id for item in each.item_questions()}
        ]
        items = [item for battery in named for item in battery.item_questions()]
        if not items:
            raise CannotTell("kind")
        return wave.mean(question, inside), [wave.mean(item, inside) for item in items]

    def _rank_high(self, entry: Entry, wave: Reckoning) -> float:
        own, all_ = self._rank(entry, wave)
        return 1.0 + sum(other > own + 1e-9 for other in all_)

    def _rank_low(self, entry: Entry, wave: Reckoning) -> float:
        own, all_ = self._rank(entry, wave)
        return 1.0 + sum(other < own - 1e-9 for other in all_)

    def _estimate(self, entry: Entry, wave: Reckoning) -> tuple[float, int]:
        """Return the estimated number with the cell's category, and the register's number of everybody.

        In each size of kommune, the register's number of each kind of practice is split as its answers are.
        """
        question = self._only(entry, wave)
        kind, background, counts = self._register_split(question, entry, wave)
        groups = wave.members(background, entry.groups) if entry.groups else list(dict.fromkeys(g for _, g in counts))
        types = [name for name, of in kind.grouped.groups.items() if entry.category in of]
        if len(types) != 1:
            raise CannotTell("no_category")
        number = 0.0
        for group in groups:
            inside = wave.gave(background, group)
            alike = int((wave.gave(kind, types[0]) & inside).sum())
            registered = counts.get((types[0], group), 0)
            if registered and not alike:
                raise CannotTell("nobody")
            number += registered * int((wave.gave(question, entry.category) & inside).sum()) / max(alike, 1)
        return number, sum(size for (_, group), size in counts.items() if group in groups)

    def _register_split(self, question: Question, entry: Entry, wave: Reckoning) -> tuple[Question, Question, dict]:
        population = self.populations.get(wave.wave)
        for margin in population.margins.values() if population else ():
            if len(margin.backgrounds) != 2 or not set(margin.backgrounds) <= wave.codebook.by_id.keys():
                continue
            kind, background = (wave.codebook.question(name) for name in margin.backgrounds)
            if kind.grouped and kind.grouped.of == question.id and entry.background in {"", background.id}:
                return kind, background, margin.counts
        raise CannotTell("no_population")

    def _estimated(self, entry: Entry, wave: Reckoning) -> float:
        return _per_cent(*self._estimate(entry, wave))

    def _estimated_count(self, entry: Entry, wave: Reckoning) -> float:
        return self._estimate(entry, wave)[0]

    def _p(self, entry: Entry, wave: Reckoning) -> float:
        question = self._only(entry, wave)
        if question.kind not in {"single", "ordinal"} or not entry.background:
            raise CannotTell("kind")
        try:
            return stats.choose(count(wave.responses, question.id, entry.background)).p_value
        except stats.DegenerateTable:
            raise CannotTell("nobody") from None


def _per_cent(part: float, whole: float | None) -> float:
    if not whole:
        raise CannotTell("no_whole")
    return 100 * part / whole
