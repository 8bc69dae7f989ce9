"""The evaluator's own extract of doctors: a row for each list and snapshot, for accounts and rank statistics."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from svarbenk import stats
from svarbenk.codebook import DataFolder, Text
from svarbenk.errors import InputError
from svarbenk.register.extracts import read_extract
from svarbenk.register.figure_definition import ExtractColumn, ExtractDefinition, FigureDefinition
from svarbenk.register.published_rank import rank_correlation, rank_difference
from svarbenk.register.stock_flow import Flow, flow_of_extract

SNAPSHOT, DOCTOR, SEX, CAPACITY, LENGTH, CAPITATION = (
    "tidspunkt", "lege", "kjonn", "listetak", "listelengde", "basistilskudd",
)  # fmt: skip
_AMOUNT = {"kind": "number", "low": 0.0, "blank": True}
EXTRACT = ExtractDefinition(
    file="leger.csv",
    rows=Text(nb="én liste på ett tidspunkt", en="one list at one time"),
    columns=(
        ExtractColumn(name=SNAPSHOT, kind="month", nb="Måneden uttrekket er fra", en="Month of the snapshot"),
        ExtractColumn(name=DOCTOR, kind="text", nb="Legens løpenummer, uten navn", en="The doctor's number, no name"),
        ExtractColumn(
            name=SEX, kind="category", nb="Legens kjønn", en="The doctor's sex", blank=True,
            values={"kvinne": Text(nb="Kvinne", en="Woman"), "mann": Text(nb="Mann", en="Man")},
        ),
        ExtractColumn(name=CAPACITY, nb="Listetak", en="List capacity", **_AMOUNT),
        ExtractColumn(name=LENGTH, nb="Innbyggere på listen", en="Residents on the list", **_AMOUNT),
        ExtractColumn(name=CAPITATION, nb="Basistilskudd i måneden (kr)", en="Capitation in the month", **_AMOUNT),
    ),
    x=SNAPSHOT,
    one=True,
    listed=True,
)  # fmt: skip
"""What ``data/raw/register/leger.csv`` holds."""
_HOLDER = FigureDefinition(
    number="leger", line=0, title=Text(nb="Leger"), source=Text(nb="Fastlegeregisteret"), extract=EXTRACT
)


@dataclass(frozen=True)
class RankTest:
    """A rank statistic of doctors: what it is of, the ids of a printed one, and the result."""

    id: str
    label: Text
    result: stats.TestResult


@dataclass(frozen=True)
class Doctors:
    """The extract, read: ``frame`` has a row for each list and snapshot."""

    frame: pd.DataFrame
    synthetic: bool

    @property
    def snapshots(self) -> tuple[float, ...]:
        """The snapshots in order, as years and fractions."""
        return tuple(sorted(self.frame[SNAPSHOT].unique()))

    def flows(self) -> dict[tuple[float, float], Flow]:
        """Return who stayed, came and left between each snapshot and the next, with list capacity where all have it."""
        amount = CAPACITY if self.frame[CAPACITY].notna().all() else None
        return {
            (opening, closing): flow_of_extract(
                self.frame, opening, closing, doctor=DOCTOR, snapshot=SNAPSHOT, amount=amount
            )
            for opening, closing in pairwise(self.snapshots)
        }

    def ranks(self) -> tuple[RankTest, ...]:
        """Return the rank statistics of capitation per resident in the last snapshot that have enough doctors."""
        last = self._by_doctor(self.snapshots[-1])
        per_resident = last[CAPITATION] / last[LENGTH].where(last[LENGTH] > 0)
        found = []
        if last[SEX].nunique() > 1:
            groups = [per_resident[last[SEX] == sex].to_numpy() for sex in ("kvinne", "mann")]
            found.append(("kjonn", _LABELS["kjonn"], rank_difference, *groups))
        columns = {"listetak": last[CAPACITY], "listelengde": last[LENGTH]}
        if len(self.snapshots) > 1:
            before = self._by_doctor(self.snapshots[-2])
            columns |= {
                "endring_listetak": last[CAPACITY] - before[CAPACITY].reindex(last.index),
                "endring_listelengde": last[LENGTH] - before[LENGTH].reindex(last.index),
            }
        found += [(name, _LABELS[name], rank_correlation, per_resident, other) for name, other in columns.items()]
        tests = []
        for name, label, test, first, second in found:
            try:
                tests.append(RankTest(name, label, test(first, second)))
            except InputError:
                continue  # too few doctors have both numbers
        return tuple(tests)

    def _by_doctor(self, snapshot: float) -> pd.DataFrame:
        rows = self.frame[self.frame[SNAPSHOT] == snapshot]
        sums = rows.groupby(DOCTOR)[[CAPACITY, LENGTH, CAPITATION]].sum(min_count=1)
        return sums.assign(**{SEX: rows.groupby(DOCTOR)[SEX].first()})


_LABELS = {
    "kjonn": Text(
        nb="basistilskudd per listeinnbygger, kvinner mot menn (Mann–Whitney)",
        en="capitation per person on the list, women against men (Mann–Whitney)",
    ),
    "listetak": Text(
        nb="basistilskudd per listeinnbygger og listetak (Spearman)",
        en="capitation per person on the list and list capacity (Spearman)",
    ),
    "listelengde": Text(
        nb="basistilskudd per listeinnbygger og listelengde (Spearman)",
        en="capitation per person on the list and list length (Spearman)",
    ),
    "endring_listetak": Text(
        nb="basistilskudd per listeinnbygger og endring i listetak (Spearman)",
        en="capitation per person on the list and change in list capacity (Spearman)",
    ),
    "endring_listelengde": Text(
        nb="basistilskudd per listeinnbygger og endring i listelengde (Spearman)",
        en="capitation per person on the list and change in list length (Spearman)",
    ),
}


def read_doctors(data: DataFolder) -> Doctors | None:
    """Read the extract of doctors; None where there is no such file.

    Parameters
    ----------
    data : DataFolder
        The data folder.

    Raises
    ------
    InputError
        If the file cannot be used: file, row, column, what was found and what was expected.
    """
    extract = read_extract(_HOLDER, data)
    return Doctors(extract.frame, extract.synthetic) if extract is not None else None
