"""A share held against a standard that it is to meet, such as «80 per cent of calls within two minutes»."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk import stats, wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import Estimate, Figure, point_ranges
from svarbenk.workbench.table import Table


@dataclass(frozen=True)
class Standard:
    """One answer's share with its exact interval, and the exact test against the standard; see ``against_standard``.

    ``required`` is in per cent. ``result`` is None where the count is hidden or nobody answered.
    """

    table: Table
    category: str
    label: Text
    required: float
    result: stats.TestResult | None

    @property
    def language(self) -> Language:
        """The language of the table."""
        return self.table.language

    @property
    def met(self) -> bool | None:
        """Whether the share reaches the standard as it stands; None where it is not known."""
        return None if self.result is None else self.table.share(self.category) >= self.required

    def sentence(self) -> str:
        """Return the share with its exact interval, and whether it differs from the standard; nothing if unknown."""
        if self.result is None:
            return ""
        return wording.standard_sentence(self.label.to(self.language), self.result, self.required, self.language)

    def estimate(self) -> Estimate:
        """Return the share as a figure draws it."""
        effect = self.result.effect
        return Estimate(
            self.label,
            100 * effect.value,
            100 * effect.low,
            100 * effect.high,
            n=self.result.n,
            p_value=self.result.p_value,
            id=self.category,
        )


def against_standard(table: Table, category: str, required: float, label: Text) -> Standard:
    """Hold the share of one answer against a standard.

    Parameters
    ----------
    table : Table
        One row: everybody.
    category : str
        Id of the answer that meets the standard.
    required : float
        The share that is required, in per cent (0–100).
    label : Text
        What the answer means: «Besvart innen to minutter».

    Raises
    ------
    InputError
        If the table has several rows, or the standard is no percentage between 0 and 100.

    Notes
    -----
    Clopper and Pearson's exact interval, and the exact two-sided binomial test; see ``stats.binomial_test``.
    """
    if not 0 < required < 100:
        raise InputError(f"kravet er {required:g}; ventet prosent mellom 0 og 100")
    if len(table.shown.rows) > 1:
        raise InputError(f"{table.title()}: tabellen har {len(table.shown.rows)} rader; ventet én, for alle")
    x, n = table.count(category), table.n
    unknown = math.isnan(x) or math.isnan(n) or not n or table.shown.weighted
    return Standard(
        table, category, label, required, None if unknown else stats.binomial_test(int(x), int(n), required / 100)
    )


def standards_figure(standards: Sequence[Standard], measure: Text) -> Figure | None:
    """Draw several shares with their exact intervals against a common standard; None where none is known.

    Parameters
    ----------
    standards : sequence of Standard
        All with the same required share.
    measure : Text
        What the axis is: «Prosent av legekontorene».

    Raises
    ------
    InputError
        If they have different standards.
    """
    if len({each.required for each in standards}) > 1:
        raise InputError("krav: ventet samme krav for alle i figuren")
    known = [each for each in standards if each.result is not None]
    if not known:
        return None
    required = wording.percent(known[0].required, "nb"), wording.percent(known[0].required, "en")
    return point_ranges(
        [each.estimate() for each in known],
        known[0].language,
        synthetic=any(each.table.synthetic for each in known),
        measure=measure,
        kind="percent",
        rule=known[0].required,
        rule_label=Text(nb=f"Krav: {required[0]}", en=f"Standard: {required[1]}"),
    )
