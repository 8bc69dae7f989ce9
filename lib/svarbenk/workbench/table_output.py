"""What a table in hand is shown as: in a notebook, a terminal, a file."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from svarbenk import stats, wording
from svarbenk.codebook import Language
from svarbenk.tables import Axis, CountTable
from svarbenk.workbench import output


class TableOutput:
    """The ways out of a table; ``shown`` are its counts after protection."""

    shown: CountTable
    language: Language
    result: stats.TestResult | None

    def to_excel(self, path: str | Path) -> Path:
        """Write counts, percentages, base and test to an Excel file and return its path."""
        from svarbenk.documents import Report, write_excel
        from svarbenk.workbench.blocks import standalone_chapter

        chapter = standalone_chapter(self)
        date = pd.Timestamp.now().date().isoformat()
        return write_excel(
            Report(
                slug="tabell",
                title=chapter.title,
                language=self.language,
                date=date,
                protection="",
                chapters=(chapter,),
            ),
            Path(path),
        )

    def as_text(self) -> str:
        """Return the table for a terminal: counts with row per cent, base and test."""
        return output.as_text(
            self.shown, self.labels(self.shown.rows), self.labels(self.shown.columns), self.test_text(), self.language
        )

    def as_csv(self) -> str:
        """Return the counts as CSV with a header; a hidden count is empty, and stand-in data say so in each row."""
        counts = self.counts
        if self.synthetic:
            counts = counts.assign(datakilde=wording.synthetic_mark(self.language))
        return counts.to_csv()

    def as_dict(self, survey: str, question: str, by: str | None) -> dict[str, Any]:
        """Return the table as one JSON-ready object; see ``svarbenk.workbench.output.as_dict``.

        Parameters
        ----------
        survey, question, by : str
            Ids that it names itself by; ``by`` is None for everybody.
        """
        labels = self.labels(self.shown.rows), self.labels(self.shown.columns)
        return output.as_dict(self.shown, *labels, self.result, survey, question, by, self.language)

    def title(self) -> str:
        """Return what the table is of, in its language: the wording, or the label of one that answers complete."""
        wording_ = self.shown.question.to(self.language).rstrip()
        if wording_.endswith(":") and self.shown.grouped:
            return self.shown.columns.label.to(self.language)
        return wording_.rstrip(" :")

    def labels(self, axis: Axis) -> list[str]:
        """Return the labels of ``axis``, its rows or its columns, in its language."""
        return [category.label.to(self.language) for category in axis.categories]

    def _frame(self, values: np.ndarray) -> pd.DataFrame:
        rows = pd.Index(self.labels(self.shown.rows), name=self.shown.rows.label.to(self.language))
        columns = pd.Index(self.labels(self.shown.columns), name=self.shown.columns.label.to(self.language))
        frame = pd.DataFrame(values, index=rows, columns=columns)
        whole = np.isfinite(values).all() and (values % 1 == 0).all()
        return frame.astype(int) if whole and not self.shown.weighted else frame

    def _repr_html_(self) -> str:
        from svarbenk.workbench.blocks import table_block
        from svarbenk.workbench.shown import block_html

        return block_html(
            table_block(self, label=wording.word("table", self.language), number="", caption=self.title()),
            self.language,
        )

    def __repr__(self) -> str:
        told = [self.title(), self.counts.to_string(), wording.base_line(self.shown, self.language), self.test_text()]
        mark = wording.synthetic_mark(self.language) if self.synthetic else ""
        return "\n".join(each for each in (*told, mark) if each)
