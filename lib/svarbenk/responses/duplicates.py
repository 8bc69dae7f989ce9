"""Units that replied twice: the same reply once, differing replies by a reviewed decision."""

from dataclasses import dataclass

import numpy as np

from svarbenk.codebook import Codebook, fold, squeeze
from svarbenk.errors import InputError
from svarbenk.responses.account import DroppedRow
from svarbenk.responses.coded import Cells
from svarbenk.responses.decisions import Decision
from svarbenk.responses.raw_export import RawExport
from svarbenk.responses.raw_export import squeeze as squeeze_cell

_NOTHING = (None, frozenset())  # an empty cell of ticks is «nothing ticked», a code for missing «not asked»

Answers = dict[str, Cells]
"""Question id to the column of cleaned answers, over all rows of the export."""


def unit_members(name: str, separators: tuple[str, ...]) -> frozenset[str]:
    """Split the ``name`` of a unit into its members, folded so that blanks and letter case do not matter.

    ``separators`` are what stands between members: «, », « og ».
    """
    parts = [fold(name)]
    for separator in separators:
        parts = [piece for part in parts for piece in part.split(separator.casefold())]
    return frozenset(squeeze(part) for part in parts if part.strip())


def settle_duplicates(
    export: RawExport, codebook: Codebook, answers: Answers, places: np.ndarray, decisions: tuple[Decision, ...]
) -> list[DroppedRow]:
    """Find units with more than one reply and say which rows go.

    Replies that are the same after cleaning are one reply: the first stays. Replies that differ need a
    decision.

    Parameters
    ----------
    export : RawExport
        Gives each row's reply id and unit.
    codebook : Codebook
        Says which columns these are.
    answers : dict
        Question id to the column of cleaned answers, over all rows.
    places : numpy.ndarray
        The rows that are replies.
    decisions : tuple of Decision
        What the evaluator has decided.

    Raises
    ------
    InputError
        If a row has no reply id or no unit, two replies of one unit differ and no decision names them, or a
        decision names replies that the export does not have or that belong to another unit.
    """
    settling = _Settling(export, codebook, answers, places, decisions)
    settling.settle()
    return settling.dropped


@dataclass
class _Settling:
    export: RawExport
    codebook: Codebook
    answers: Answers
    places: np.ndarray
    decisions: tuple[Decision, ...]

    def __post_init__(self):
        column = self.codebook.reply.id.variable
        cells = self.export.cells[column]
        self.ids = cells.recoded(squeeze_cell)
        blank = self.ids.each(lambda reply: not reply, bool)
        if blank.any():
            where = self.export.where(self.export.rows[int(blank.argmax())], column)
            raise InputError(f"{where}: tomt; ventet svarets id")
        self.units = self._units()
        self.dropped: list[DroppedRow] = []

    def settle(self) -> None:
        """Drop the same reply sent twice, then what decisions say."""
        self._check_decisions()
        places = self._once_each()
        if self.codebook.reply.unit is None:
            return
        codes = self.units.codes[places]
        order = np.argsort(codes, kind="stable")
        ends = np.flatnonzero(np.diff(codes[order])) + 1
        units = {self.units[int(each[0])]: each.tolist() for each in np.split(places[order], ends)}
        self._refuse_overlap(units)
        for each in sorted((each for each in units.values() if len(each) > 1), key=lambda each: self._order(each[0])):
            self._settle_unit(each)

    def _units(self) -> Cells:
        column = self.codebook.reply.unit
        if column is None:
            return Cells(np.zeros(len(self.export.rows), dtype=int), [frozenset()])
        units = self.export.cells[column.variable].recoded(
            lambda name: unit_members(squeeze_cell(name), column.separators)
        )
        nobody = units.each(lambda members: not members, bool)[self.places]
        if nobody.any():
            row = self.export.rows[int(self.places[nobody.argmax()])]
            raise InputError(f"{self.export.where(row, column.variable)}: tomt; ventet hvem svaret gjelder")
        return units

    def _order(self, place: int) -> tuple[int, str, int]:
        return len(self.ids[place]), self.ids[place], place

    def _differing(self, first: int, second: int) -> list[str]:
        """Return the questions that two rows answered differently."""
        return [
            name
            for name, column in self.answers.items()
            if column.codes[first] != column.codes[second]
            and not (column[first] in _NOTHING and column[second] in _NOTHING)
        ]

    def _drop(self, place: int, reason, detail: str) -> None:
        self.dropped.append(DroppedRow(self.export.rows[place], self.ids[place], reason, detail))

    def _once_each(self) -> np.ndarray:
        """Return the rows by reply id; the same row twice is one, the same id for different replies a mistake."""
        rank = np.empty(len(self.ids.distinct), dtype=int)
        rank[sorted(range(len(rank)), key=lambda code: (len(self.ids.distinct[code]), self.ids.distinct[code]))] = (
            np.arange(len(rank))
        )
        ranks = rank[self.ids.codes[self.places]]
        order = np.lexsort((self.places, ranks))
        places, ranks = self.places[order], ranks[order]
        again = np.flatnonzero(ranks[1:] == ranks[:-1]) + 1
        first: dict[int, int] = {}
        for number in again.tolist():
            other = first.setdefault(int(ranks[number]), int(places[number - 1]))
            place = int(places[number])
            rows = self.export.rows[other], self.export.rows[place]
            if self._differing(other, place) or self.units.codes[other] != self.units.codes[place]:
                raise InputError(
                    f"{self.export.place}, rad {rows[0]} og {rows[1]}: svar-id {self.ids[place]} står for to ulike "
                    f"svar; ventet hver id én gang"
                )
            self._drop(place, "duplicate", f"samme rad som rad {rows[0]}")
        return np.delete(places, again)

    def _settle_unit(self, places: list[int]) -> None:
        decision = next((each for each in self.decisions if each.keep in {self.ids[place] for place in places}), None)
        kept = [place for place in places if decision and self.ids[place] == decision.keep]
        for place in places:
            if place in kept:
                continue
            twin = next((other for other in kept if not self._differing(other, place)), None)
            if twin is not None:
                detail = f"samme svar som svar-id {self.ids[twin]} (rad {self.export.rows[twin]})"
                self._drop(place, "duplicate", detail)
            elif decision and self.ids[place] in decision.drop:
                review = f"{decision.reviewed.by}, {decision.reviewed.on:%d.%m.%Y}"
                self._drop(place, "decision", f"svar-id {decision.keep} gjelder: {decision.reason} ({review})")
            else:
                kept.append(place)
        if len(kept) > 1:
            self._refuse_undecided(*kept[:2])

    def _refuse_undecided(self, first: int, second: int) -> None:
        differing = self._differing(first, second)
        raise InputError(
            f"{self.export.place}, rad {self.export.rows[first]} og {self.export.rows[second]}: svar-id "
            f"{self.ids[first]} og {self.ids[second]} gjelder samme enhet og er ulike i {len(differing)} spørsmål "
            f"({', '.join(differing[:3])}{' …' if len(differing) > 3 else ''}).\n"
            f"Ventet en avgjørelse i {self._decisions_file}: unit, keep, drop, reason, reviewed (by, on)."
        )

    @property
    def _decisions_file(self):
        return self.export.path.parent / "decisions.yaml"

    def _check_decisions(self) -> None:
        if not self.decisions:
            return
        rows = dict(zip(self.ids, range(len(self.ids)), strict=True))
        alive = set(self.places.tolist())
        unit = self.codebook.reply.unit
        for decision in self.decisions:
            said = unit_members(decision.unit, unit.separators if unit else ())
            for reply in (decision.keep, *decision.drop):
                if reply not in rows:
                    raise InputError(
                        f"{self._decisions_file}, avgjørelsen for «{decision.unit}»: svar-id {reply} finnes ikke i "
                        f"{self.export.path.name}; ventet id-er fra eksporten"
                    )
                if rows[reply] in alive:
                    if unit and self.units[rows[reply]] != said:
                        raise InputError(
                            f"{self._decisions_file}, avgjørelsen for «{decision.unit}»: svar-id {reply} gjelder en "
                            f"annen enhet; ventet svar-id-er for «{decision.unit}»"
                        )
                elif reply == decision.keep:
                    raise InputError(
                        f"{self._decisions_file}, avgjørelsen for «{decision.unit}»: svar-id {reply} skal gjelde, men "
                        f"er en testrad eller nesten tom; ventet et svar som kan beholdes"
                    )

    def _refuse_overlap(self, units: dict[frozenset[str], list[int]]) -> None:
        """Refuse a member that replied alone and also in a joint reply: it would be counted twice."""
        owner: dict[str, frozenset[str]] = {}
        for members, places in units.items():
            for member in members:
                if member in owner:
                    rows = sorted(self.export.rows[each] for each in (units[owner[member]][0], places[0]))
                    what = self.codebook.member.one.nb if self.codebook.member else "enhet"
                    raise InputError(
                        f"{self.export.place}, rad {rows[0]} og {rows[1]}: svarer begge for samme {what}, minst ett "
                        f"av dem i et felles svar; ventet ett svar for hver"
                    )
                owner[member] = members
