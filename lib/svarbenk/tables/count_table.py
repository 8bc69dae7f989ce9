"""A count table: counts with labelled axes, their base and their source. It can count and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from svarbenk.codebook import Merge, Text
from svarbenk.tables.axis import Axis, AxisCategory

NO_SOURCE = Text(nb="")


@dataclass(frozen=True, eq=False)
class CountTable:
    """Counts of one question, by one background or for everybody.

    ``counts`` (rows × columns, read-only floats) holds numbers of units, or sums of a numeric answer.
    ``row_n`` (one a row) is what row percentages are of: those who answered, the base of a
    multiple-response question, or a total that sums are shares of. ``base_n`` units were asked, ``item_n``
    of them answered; both are numbers of replies, whatever the weights. ``exclusive`` says that no unit stands
    in two columns, ``grouped`` that none stands in two rows: rows are groups, and not the items of a battery.
    ``barred`` says why the rows may not be compared, where they may not, such as waves with other options, and
    ``barred_rows`` which rows that is. ``merges`` are named unions of columns, ``waves`` those that the answers are of,
    ``remarks`` what is to be told under the table. ``joint`` of those who answered speak for several members, such as
    kommuner. A hidden count is NaN and marked in ``hidden``.

    ``outside`` has the replies that answered but stand in no row, such as those whose background is not known: one
    number a column, then how many they are. They follow from a total shown elsewhere; disclosure control minds them.

    ``replies`` (rows × columns) and ``row_replies`` say how many replies stand behind each count and each row.
    They are the counts themselves, unless those are weighted or sums; disclosure control goes by them.
    """

    counts: np.ndarray
    rows: Axis
    columns: Axis
    row_n: np.ndarray
    base_n: float
    item_n: float
    question: Text
    unit: Text
    base: Text | None = None
    respondent: Text | None = None
    source: Text = NO_SOURCE
    exclusive: bool = True
    joint: int = 0
    member: Text | None = None
    weighted: bool = False
    synthetic: bool = False
    hidden: np.ndarray = field(default=None)  # type: ignore[assignment]
    grouped: bool = True
    replies: np.ndarray = field(default=None)  # type: ignore[assignment]
    row_replies: np.ndarray = field(default=None)  # type: ignore[assignment]
    barred: Text | None = None
    barred_rows: tuple[str, ...] = ()
    merges: Mapping[str, Merge] = field(default_factory=dict)
    waves: tuple[AxisCategory, ...] = ()
    remarks: tuple[Text, ...] = ()
    outside: tuple[float, ...] = ()

    def __post_init__(self):
        shape = (len(self.rows), len(self.columns))
        defaults = {"replies": self.counts, "row_replies": self.row_n, "hidden": np.zeros(shape)}
        for name in ("counts", "row_n", "replies", "row_replies", "hidden"):
            given, wanted = getattr(self, name), shape[:1] if name.startswith("row_") else shape
            kind = bool if name == "hidden" else float
            array = np.array(defaults[name] if given is None else given, dtype=kind)
            if array.shape != wanted:
                raise ValueError(
                    f"count table of «{self.columns.id}»: {name} has shape {array.shape}, expected {wanted}"
                )
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @classmethod
    def from_counts(
        cls,
        counts: Any,
        rows: Axis | Sequence[str],
        columns: Axis | Sequence[str],
        *,
        unit: str | Text = "svar",
        question: str | Text = "",
        base: Text | None = None,
        source: str | Text = "",
        exclusive: bool = True,
        row_n: Any = None,
        synthetic: bool = False,
    ) -> "CountTable":
        """Make a table from counts, such as those of a printed table.

        Parameters
        ----------
        counts : array_like
            Rows × columns, not negative.
        rows, columns : Axis or sequence of str
            The axes, or their labels.
        unit, question, base, source : str or Text
            What is counted, what was asked, of whom, and where the counts come from.
        exclusive : bool
            Whether each unit stands in one column only.
        row_n : array_like, optional
            Base of each row; the row's sum by default.
        synthetic : bool
            Whether the counts are of stand-in data.

        Raises
        ------
        ValueError
            If the shapes do not fit, or a count is missing or negative.
        """
        array = np.array(counts, dtype=float)
        if array.ndim != 2:
            raise ValueError(f"counts: expected rows × columns, found {array.ndim} dimension(s)")
        wrong = array[~(array >= 0)]
        if wrong.size:
            raise ValueError(f"counts: expected numbers from 0, found {wrong[0]:g}")
        text = lambda value: value if isinstance(value, Text) else Text(nb=value)  # noqa: E731
        row_axis = rows if isinstance(rows, Axis) else Axis.of("rader", rows)
        column_axis = columns if isinstance(columns, Axis) else Axis.of("kolonner", columns)
        sums = array.sum(axis=1) if row_n is None else np.array(row_n, dtype=float)
        total = float(sums.sum())
        return cls(
            counts=array,
            rows=row_axis,
            columns=column_axis,
            row_n=sums,
            base_n=total,
            item_n=total,
            question=text(question),
            unit=text(unit),
            base=base,
            source=text(source),
            exclusive=exclusive,
            synthetic=synthetic,
        )

    @classmethod
    def from_parquet(cls, path: Any, *, columns: str | Sequence[str], **more: Any) -> "CountTable":
        """Count in Parquet files that may be too large for memory.

        Parameters
        ----------
        path, columns, **more
            See ``svarbenk.tables.count_parquet``: ``rows``, ``where``, ``weight``, ``order``, ``codebook`` …
        """
        from svarbenk.tables.parquet import count_parquet

        return count_parquet(path, columns=columns, **more)

    def __array__(self, dtype=None, copy=None) -> np.ndarray:
        return np.array(self.counts, dtype=dtype)

    @property
    def respondents(self) -> Text:
        """What ``item_n`` and ``base_n`` count: the unit, or who gave the numbers that were added up."""
        return self.respondent or self.unit

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return self.counts.shape

    @property
    def n(self) -> float:
        """What the whole table's percentages are of: the sum of ``row_n``; NaN where one of them is hidden."""
        return float(self.row_n.sum())

    @property
    def is_protected(self) -> bool:
        """Whether any count is hidden."""
        return bool(self.hidden.any())

    @property
    def sums(self) -> bool:
        """Whether the counts are sums of numeric answers, such as posts."""
        return self.respondent is not None

    @property
    def testable(self) -> bool:
        """Whether tests of independence make sense.

        That is, rows are groups of different units that may be compared, each unit is in one column, and no count is
        hidden or weighted.
        """
        plain = not (self.weighted or self.is_protected or self.barred)
        return self.exclusive and self.grouped and plain and len(self.rows) > 1

    def percent(self) -> np.ndarray:
        """Return row percentages, rows × columns; NaN where a count is hidden or the base is nought."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.row_n[:, None] > 0, 100 * self.counts / self.row_n[:, None], np.nan)

    def count(self, column: str, row: str | None = None) -> float:
        """Return the count of a column id, in one row or over all rows; NaN where it is hidden.

        That of a merge is the sum of its columns, and hidden where one of them is: the sum would tell it.

        Parameters
        ----------
        column : str
            Id of a column or of a merge of columns.
        row : str, optional
            Id of a row or of a merge of rows; one that a selection has left nobody in gives NaN.

        Raises
        ------
        KeyError
            If nobody knows such a row or column.
        """
        counts = self.column(column)
        if row is None:
            return float(counts.sum())
        places = self.rows.places(row)
        return float(counts[places].sum()) if places else float("nan")

    def column(self, name: str) -> np.ndarray:
        """Return the counts of a column or merge, one a row; NaN where they are hidden.

        Parameters
        ----------
        name : str
            Its id.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        if name in self.columns.ids or name not in self.merges:
            return self.counts[:, self.columns.places(name)[0]]
        return self.counts[:, [self.columns.ids.index(member) for member in self.merges[name].of]].sum(axis=1)

    def label_of(self, name: str) -> Text:
        """Return the label of a column or merge.

        Parameters
        ----------
        name : str
            Its id.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        if name in self.columns.ids or name not in self.merges:
            return self.columns.categories[self.columns.places(name)[0]].label
        return self.merges[name].label

    def share(self, column: str, row: str | None = None) -> float:
        """Return the share (0–1) of a column id, in one row or over all rows; NaN where it is hidden or of nobody."""
        n = self.group_n(row)
        return self.count(column, row) / n if n else float("nan")

    def group_n(self, row: str | None = None) -> float:
        """Return what the percentages of one row id are of, or of all rows together; NaN of a row that is not here.

        Parameters
        ----------
        row : str, optional
            Id of a row or of a merge of rows.

        Raises
        ------
        KeyError
            If nobody knows such a row.
        """
        if row is None:
            return self.n
        places = self.rows.places(row)
        return float(self.row_n[places].sum()) if places else float("nan")

    def with_base(self, row_n: Any, base: Text | None, source: Text | None = None) -> "CountTable":
        """Return the table with another base for its percentages, such as one that only a printed table has.

        Parameters
        ----------
        row_n : array_like
            What the percentages of each row are of.
        base : Text or None
            What that is.
        source : Text, optional
            Where it comes from; the table's own source by default.
        """
        values = np.array(row_n, dtype=float)
        return replace(self, row_n=values, base_n=float(values.sum()), base=base, source=source or self.source)
