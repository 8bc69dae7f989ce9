"""BannerTable: one question for everybody and by several backgrounds, with a test for each."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.figures import Figure, grouped_bars, stacked_bars
from svarbenk.stats import TestResult
from svarbenk.tables import Banner
from svarbenk.workbench.about import About
from svarbenk.workbench.table import Table


class BannerTable:
    """A banner in hand: ``total`` is everybody's table, ``by`` one table a background.

    Parameters
    ----------
    banner : Banner
        The counts as they are, or protected.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.
    muted : sequence of str
        Ids of don't-know and not-relevant columns, drawn in grey.
    about, protected
        As of a ``Table``.
    """

    def __init__(
        self,
        banner: Banner,
        *,
        language: Language = "nb",
        threshold: int = 0,
        muted: Sequence[str] = (),
        about: About | None = None,
        protected: bool = False,
    ):
        def table(counts):
            told = {"language": language, "threshold": threshold, "muted": muted, "about": about}
            return Table(counts, protected=protected, **told)

        self.total = table(banner.total)
        self.by = tuple(map(table, banner.by))
        self.about = self.total.about
        self.language: Language = language
        self.threshold = threshold
        self.muted = tuple(muted)

    def __getitem__(self, background: str) -> Table:
        """Return the table of one background."""
        for table in self.by:
            if table.shown.rows.id == background:
                return table
        raise KeyError(f"no table by «{background}»; there are: {', '.join(table.shown.rows.id for table in self.by)}")

    @property
    def shown(self) -> Banner:
        """The counts after protection."""
        return Banner(self.total.shown, tuple(table.shown for table in self.by))

    @property
    def n(self) -> float:
        """How many answered."""
        return self.total.n

    @property
    def item_n(self) -> float:
        """How many of those asked answered."""
        return self.total.item_n

    @property
    def synthetic(self) -> bool:
        """Whether the counts are of stand-in data."""
        return self.total.synthetic

    @property
    def is_protected(self) -> bool:
        """Whether any count is hidden."""
        return any(table.shown.is_protected for table in (self.total, *self.by))

    def count(self, column: str) -> float:
        """Return everybody's count of a column id."""
        return self.total.count(column)

    def share(self, column: str) -> float:
        """Return everybody's percentage (0–100) of a column id."""
        return self.total.share(column)

    def part(self, column: str) -> str:
        """Return everybody's «47 av 78 (60 %)» of a column id."""
        return self.total.part(column)

    def sentence(
        self, category: str | None = None, row: str | None = None, *, about: str | Text | bool = "", most: int = 3
    ) -> str:
        """Return a sentence on everybody's share of an answer; of the groups, ``banner["driftsform"].sentence(…)``.

        Parameters
        ----------
        category, row, about, most
            As for ``Table.sentence``.
        """
        return self.total.sentence(category, row, about=about, most=most)

    def tests(self) -> dict[str, TestResult]:
        """Return background to test, where there is one."""
        return {table.shown.rows.id: table.result for table in self.by if table.result is not None}

    def p_text(self, background: str) -> str:
        """Return «p = 0,045» of one background; nothing where no test is shown."""
        result = self[background].result
        return wording.p_value(result.p_value, self.language) if result else ""

    def association(self) -> str:
        """Return a sentence on which backgrounds the answers vary with; nothing where no test is shown."""
        found = {
            table.shown.rows.label.to(self.language).lower(): table.result.p_value for table in self.by if table.result
        }
        return wording.association_sentence(found, self.language)

    def title(self) -> str:
        """Return what the banner is of."""
        return self.total.title()

    def figure(self) -> Figure:
        """Draw everybody and the groups: 100 % stacked bars, or bars per option.

        A background with hidden counts in more than half of its groups is left to the table: a figure of
        hatched bars says nothing.
        """
        if not self.total.shown.exclusive:
            return grouped_bars(self.total.shown, self.language)
        notes = {table.shown.rows.id: text for table in self.by if (text := self.p_text(table.shown.rows.id))}
        legible = [table.shown for table in self.by if table.shown.hidden.any(axis=1).mean() <= 0.5]
        return stacked_bars(
            Banner(self.total.shown, tuple(legible)), self.language, muted=self.muted, group_notes=notes
        )

    def _repr_html_(self) -> str:
        from svarbenk.workbench.blocks import table_block
        from svarbenk.workbench.shown import block_html

        return block_html(
            table_block(self, label=wording.word("table", self.language), number="", caption=self.title()),
            self.language,
        )
