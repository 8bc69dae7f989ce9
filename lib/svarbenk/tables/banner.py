"""A banner: one question for everybody and by several backgrounds, as reports print it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from svarbenk.responses import Responses
from svarbenk.tables.count_table import CountTable
from svarbenk.tables.counting import count


@dataclass(frozen=True)
class Banner:
    """The table of everybody (``total``) and one table a background (``by``); all have the same columns."""

    total: CountTable
    by: tuple[CountTable, ...]

    def __post_init__(self):
        for table in self.by:
            if table.columns.ids != self.total.columns.ids:
                raise ValueError(
                    f"banner of «{self.total.columns.id}»: the table by «{table.rows.id}» has other columns"
                )

    @property
    def tables(self) -> tuple[CountTable, ...]:
        """Every table, the total first."""
        return (self.total, *self.by)


def banner(
    responses: Responses,
    question: str,
    by: Sequence[str],
    *,
    shown: Sequence[str] | None = None,
    counting: Callable[..., CountTable] | None = None,
) -> Banner:
    """Count a question for everybody and by each of several backgrounds.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    question : str
        Id of the question.
    by : sequence of str
        Backgrounds, in the order of the printed table.
    shown : sequence of str, optional
        Category and merge ids for the columns.
    counting : callable, optional
        What counts, called with ``(responses, by)``; ``count`` by default. ``totals`` of several questions
        goes in here.
    """
    if counting is None:
        counting = lambda answers, background: count(answers, question, background, shown=shown)  # noqa: E731
    return Banner(counting(responses, None), tuple(counting(responses, background) for background in by))
