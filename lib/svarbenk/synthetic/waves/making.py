"""A wave's replies: sizes, backgrounds, then question by question, each where the printed numbers want it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, Question
from svarbenk.errors import InputError
from svarbenk.ledger import Claim, Entry
from svarbenk.synthetic.waves.asking import in_order, item_numbers
from svarbenk.synthetic.waves.claims import Known, demand_claims, grounds
from svarbenk.synthetic.waves.hours import place_hours
from svarbenk.synthetic.waves.nearness import shares_of
from svarbenk.synthetic.waves.people import People
from svarbenk.synthetic.waves.placing import by_option, by_rank, split
from svarbenk.synthetic.waves.printed import apply
from svarbenk.synthetic.waves.recipe import WaveRecipe, at_wave
from svarbenk.synthetic.waves.sizes import Sizes
from svarbenk.synthetic.waves.tables import CellTable


@dataclass
class Making:
    """One wave being made."""

    view: Codebook
    recipe: WaveRecipe
    sizes: Sizes
    entries: Sequence[Entry]
    claims: Sequence[Claim]
    known: Known
    waves: tuple[str, ...]

    def replies(self) -> pd.DataFrame:
        """Return one row a reply, in columns as clean answers have them.

        Raises
        ------
        InputError
            If the printed numbers of a question cannot be hit with the sizes of this wave.
        """
        wave = self.view.waves[0].id
        self.people = People(self.view, self.sizes.total, self.recipe.seed + self.waves.index(wave))
        self.item_n = item_numbers(self.entries, self.view)
        hours = self.recipe.hours
        battery = self.view.by_id.get(hours.battery) if hours else None
        inside = {item.id for item in battery.item_questions()} if battery else set()
        for question in in_order(self.view, self.recipe):
            if question.id in inside:
                if question.id not in self.people.answers:
                    place_hours(self.people, self.recipe, self.sizes, self.waves)
            elif question.kind in {"single", "ordinal", "multiple"}:
                self._closed(question)
            elif question.kind == "numeric":
                self._number(question)
        self.known.remember(wave, self.people)
        return self.people.frame()

    # ── closed questions ─────────────────────────────────────────────────────────────────────────
    def _closed(self, question: Question) -> None:
        people = self.people
        members = np.flatnonzero(people.asked(question))
        own = [e for e in self.entries if e.questions == (question.id,) and e.statistic in _PLACED]
        claims = [each for each in self.claims if self._concerns(each, question)]
        pins = {key: value for key, value in self.sizes.counts.items() if key[0] == question.id}
        weights = self._weights(question, len(members))
        scores, aside = self._scores(question)
        if not len(members):
            self._give(question, {}, {}, scores, aside)
            return
        plain = {(): members}
        start = self._whole(question, weights, len(members))
        whole = [e for e in own if not e.groups]
        table = CellTable(question, people, plain, {((), name): value for name, value in start.items()})
        self._rules(table, whole, {k: v for k, v in pins.items() if k[2] is None}, question)
        counts = table.solve()
        if counts is None:
            raise self._stuck(question)
        backgrounds = sorted(
            {self._ground(e.background) for e in own if e.groups}
            | {key[2][0] for key in pins if key[2] is not None}
            | {name for each in claims for name in grounds(each, self.view, people)}
        )
        backgrounds = [name for name in backgrounds if name != question.id]
        if not backgrounds:
            self._give(question, plain, counts, scores, aside)
            return
        cells = self._cells(members, backgrounds)
        natural = self._natural(question, plain, counts, scores, aside, cells)
        held = list(claims)
        while True:
            table = CellTable(question, people, cells, natural)
            self._rules(table, own, pins, question)
            demand_claims(held, table, self.known)
            solved = table.solve()
            if solved is not None:
                break
            if not held:
                raise self._stuck(question)
            held = self._without_one(held, question, cells, natural, own, pins)
        self._give(question, cells, solved, scores, aside)

    def _without_one(self, held, question, cells, natural, own, pins) -> list[Claim]:
        """Leave out the first claim without which the rest can hold, or the last one."""
        for each in held:
            rest = [other for other in held if other is not each]
            table = CellTable(question, self.people, cells, natural)
            self._rules(table, own, pins, question)
            demand_claims(rest, table, self.known)
            if table.programme.attempt({}) is not None:
                return rest
        return held[:-1]

    def _rules(self, table: CellTable, own: Sequence[Entry], pins: Mapping, question: Question) -> None:
        for entry in own:
            apply(entry, table)
        for (_, name, group), value in pins.items():
            if group is None:
                table.programme.equal(table.answers(question, (name,)), value)
            elif group[0] != question.id and (group[1] or name):
                inside = table.inside((group[0], (group[1],))) if group[1] else table.at(self._without(group[0]))
                table.programme.equal({table.variables[cell, name]: 1.0 for cell in inside}, value)
        if question.id in self.item_n:
            table.programme.equal(table.answered(question), self.item_n[question.id])

    def _without(self, background: str) -> np.ndarray:
        return np.array([each is None for each in self.people.given(background)])

    def _ground(self, background: str) -> str:
        question = self.view.question(background)
        return question.grouped.of if question.grouped else background

    def _cells(self, members: np.ndarray, backgrounds: list[str]) -> dict[tuple, np.ndarray]:
        given = [self.people.given(name) for name in backgrounds]
        cells: dict[tuple, list[int]] = {}
        for member in members:
            cells.setdefault(tuple(values[member] for values in given), []).append(int(member))
        return {cell: np.array(who) for cell, who in sorted(cells.items(), key=lambda each: str(each[0]))}

    def _weights(self, question: Question, asked: int) -> list[float]:
        return shares_of(question, self.recipe, self.view.waves[0].id, self.waves)

    def _assumed(self, question: Question):
        assumed = self.recipe.questions.get(question.id)
        if assumed is None:
            battery = self._battery(question)
            assumed = self.recipe.questions.get(battery) if battery else None
        return assumed or self.recipe.assumed(question.id)

    def _battery(self, question: Question) -> str | None:
        for each in self.view.questions:
            if each.kind == "battery" and any(question.id == item.id for item in each.item_questions()):
                return each.id
        return None

    def _whole(self, question: Question, weights: list[float], asked: int) -> dict[str, int]:
        assumed = self._assumed(question)
        missing = round(assumed.missing * asked)
        if assumed.answered is not None:
            missing = asked - min(asked, assumed.answered)
        if question.id in self.item_n:
            missing = max(0, asked - self.item_n[question.id])
        if question.kind == "multiple":
            counts = {
                name: round(min(weight, 100) / 100 * (asked - missing))
                for name, weight in zip(question.category_ids, weights, strict=True)
            }
        else:
            counts = dict(zip(question.category_ids, split(weights, asked - missing), strict=True))
        return {**counts, "": missing}

    def _scores(self, question: Question) -> tuple[np.ndarray, np.ndarray]:
        assumed = self._assumed(question)
        on = dict(assumed.on)
        battery = self._battery(question)
        if battery:
            on.setdefault(f"batteri {battery}", 0.75)
        aside = self.people.noise(f"ved siden av {battery or question.id}") + 0.6 * self.people.noise(question.id)
        if question.kind == "multiple":
            shared = self.people.score(f"{question.id} felles", on)
            columns = [
                0.4 * shared + self.people.noise(f"{question.id} {name}") + self._leaning(question.id, name)
                for name in question.category_ids
            ]
            return np.column_stack(columns), aside
        return self.people.score(question.id, on), aside

    def _leaning(self, question: str, option: str) -> np.ndarray:
        on = self.recipe.assumed(f"{question}__{option}").on
        return sum((weight * self.people.factor(key) for key, weight in on.items()), np.zeros(self.people.count))

    def _natural(self, question, plain, counts, scores, aside, cells) -> dict[tuple, int]:
        given, ticked, silent = self._answers(question, plain, counts, scores, aside)
        natural: dict[tuple, int] = {}
        for cell, who in cells.items():
            if question.kind == "multiple":
                for place, name in enumerate(question.category_ids):
                    natural[cell, name] = int(ticked[who, place].sum())
                natural[cell, ""] = int(silent[who].sum())
            else:
                for member in who:
                    key = (cell, given[int(member)] or "")
                    natural[key] = natural.get(key, 0) + 1
        return natural

    def _answers(self, question, cells, counts, scores, aside):
        count = self.people.count
        ticked = np.zeros((count, len(question.category_ids)), dtype=bool)
        silent = np.ones(count, dtype=bool)
        given: dict[int, str | None] = {}
        for cell, members in cells.items():
            own = {name: counts[cell, name] for name in (*question.category_ids, "")}
            if question.kind == "multiple":
                order = members[np.argsort(aside[members], kind="stable")]
                answering = np.sort(order[own[""] :])
                silent[answering] = False
                by_option(question, own, answering, scores, ticked)
            else:
                given |= by_rank(question, own, members, scores, aside)
        return given, ticked, silent

    def _give(self, question, cells, counts, scores, aside) -> None:
        given, ticked, silent = self._answers(question, cells, counts, scores, aside)
        if question.kind == "multiple":
            self.people.answers[question.id] = ticked
            self.people.answered[question.id] = ~silent
        else:
            values = np.full(self.people.count, None, dtype=object)
            for member, answer in given.items():
                values[member] = answer
            self.people.answers[question.id] = values

    def _concerns(self, claim: Claim, question: Question) -> bool:
        wave = self.view.waves[0].id
        sides = [side for side in (claim.left, claim.right) if side.question]
        if claim.kind == "not_checkable" or claim.survey != self.view.id:
            return False
        if claim.kind.startswith("trend"):
            return claim.left.question == question.id and bool(claim.left.category)
        last = max((self.waves.index(side.wave) for side in sides if side.wave in self.waves), default=-1)
        mine = [side for side in sides if side.question == question.id and side.category and side.wave == wave]
        if claim.kind == "bigger_change":
            return claim.left.question == question.id and claim.right.wave == wave and bool(claim.left.category)
        if not mine or (last >= 0 and self.waves[last] != wave):
            return False
        return all(
            side.question == question.id or side.wave != wave or side.question in self._placed() for side in sides
        )

    def _placed(self) -> set[str]:
        return set(self.people.answers)

    def _stuck(self, question: Question) -> InputError:
        return InputError(
            f"undersøkelsen «{self.view.id}», runde {self.view.waves[0].id}, spørsmålet «{question.id}»: de trykte "
            "tallene går ikke opp med gruppene som er lagt ut; ventet en oppskrift som gir rom for dem"
        )

    # ── numbers ────────────────────────────────────────────────────────────────────────
    def _number(self, question: Question) -> None:
        people, assumed = self.people, self._assumed(question)
        members = np.flatnonzero(people.asked(question))
        values = np.full(people.count, np.nan)
        score = people.score(question.id, assumed.on)
        if assumed.exactly:
            listed = sorted(each for each in assumed.exactly if each is not None)
            order = members[np.argsort(score[members], kind="stable")]
            for member, value in zip(order[len(order) - len(listed) :], listed, strict=True):
                values[member] = value
        else:
            mean = at_wave(assumed.mean, self.view.waves[0].id, self.waves) if assumed.mean else 0.0
            drawn = np.clip(mean + assumed.spread * score, assumed.low, assumed.high)
            values[members] = np.round(drawn[members], -1 if assumed.spread > 50 else 0)
            aside = people.noise(f"uten {question.id}")
            silent = members[np.argsort(aside[members], kind="stable")[: round(assumed.missing * len(members))]]
            values[silent] = np.nan
        people.answers[question.id] = values


_PLACED = frozenset(("count", "n", "percent", "rank_high"))
