"""Findings as a numbered table and as a figure: one row an indicator, then and now."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, FigureBlock, TableBlock, TableRow
from svarbenk.figures import Estimate, point_ranges
from svarbenk.wording import Mean, Share
from svarbenk.wording.shares import lowered_label
from svarbenk.workbench.findings import Finding, Findings

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey

_WORDS = {
    "indicator": Text(nb="Indikator", en="Indicator"),
    "before": Text(nb="Først", en="First"),
    "after": Text(nb="Sist", en="Last"),
    "change": Text(nb="Endring (95 % KI)", en="Change (95% CI)"),
    "n": Text(nb="n", en="n"),
    "adjusted": Text(nb="p", en="p"),
    "points": Text(nb="prosentpoeng", en="percentage points"),
}


def finding_block(
    found: Findings, language: Language, *, label: str, number: str, caption: str, notes: Sequence[str] = ()
) -> TableBlock:
    """Lay out findings: first and last share with n, the change with its interval, p before and after correction.

    Parameters
    ----------
    found : Findings
        The findings.
    language : str
        «nb» or «en».
    label, number, caption : str
        «Tabell 11-1», «11-1» and the title.
    notes : sequence of str
        Notes under it.
    """
    rows: list[TableRow] = []
    times: tuple[str, str, str] | None = None
    for finding, p in zip(found, found.adjusted, strict=True):
        told = (finding.survey, _when(finding.before), _when(finding.after))
        if told != times:
            times = told
            rows.append(TableRow(role="group", label=_times(finding, language)))
        rows.append(TableRow(label=named(finding, language), cells=_cells(finding, float(p), language)))
    size, below = wording.number(len(found), language), wording.number(found.below(), language)
    if language == "en":
        shown = f"p is corrected by Holm's method for the {size} tests of the table; below 0.05 in {below} of them."
    else:
        shown = f"p er korrigert med Holms metode for de {size} testene i tabellen; under 0,05 i {below} av dem."
    return TableBlock(
        label=label,
        number=number,
        caption=caption,
        stub=_WORDS["indicator"].to(language),
        columns=tuple(_WORDS[name].to(language) for name in ("before", "after", "n", "change", "adjusted")),
        rows=tuple(rows),
        notes=tuple(note for note in (shown, *notes, *(each.to(language) for each in found.remarks)) if note),
        source=found.source,
        synthetic=found.synthetic,
    )


def finding_figure_block(
    found: Findings, language: Language, *, label: str, number: str, caption: str, notes: Sequence[str] = ()
) -> FigureBlock | None:
    """Draw the changes of shares as dots with their intervals, in percentage points; None where there are none.

    Parameters
    ----------
    found : Findings
        The findings; means have another unit and are left out.
    language : str
        «nb» or «en».
    label, number, caption : str
        «Figur 11-1», «11-1» and the title.
    notes : sequence of str
        Notes under it.
    """
    shares = [finding for finding in found if isinstance(finding.before, Share)]
    if not shares:
        return None
    estimates = [
        Estimate(
            Text(nb=_spanned(finding, language)),
            finding.difference,
            *finding.interval(),
            n=min(finding.before.n, finding.after.n),
            p_value=finding.p_value,
            id=f"{finding.question}:{finding.category}",
        )
        for finding in shares
    ]
    measure = Text(nb="Endring i prosentpoeng", en="Change in percentage points")
    figure = point_ranges(
        estimates, language, synthetic=found.synthetic, measure=measure, kind="number", decimals=0, rule=0
    )
    told = Text(
        nb="Prikkene er endringen i prosentpoeng, med 95 % konfidensintervall (Newcombe); n er den minste rundens.",
        en="Dots are the change in percentage points, with 95% intervals (Newcombe); n is that of the smaller wave.",
    ).to(language)
    return FigureBlock(
        label=label,
        number=number,
        caption=caption,
        alt=figure.alt,
        svg=figure.svg,
        png=figure.png_base64,
        width_mm=figure.width_mm,
        notes=tuple(note for note in (told, *notes, *(each.to(language) for each in found.remarks)) if note),
        source=found.source,
        synthetic=found.synthetic,
        sheets=(_sheet(shares, found, language, caption),),
    )


def _spanned(finding: Finding, language: Language) -> str:
    """Return what a finding is of, with its two levels: «Arbeidsbelastning: for stor (80 → 51 %)»."""
    before, after = (wording.number(each.percent, language) for each in (finding.before, finding.after))
    sign = "%" if language == "en" else f"{wording.HARD_SPACE}%"
    return f"{named(finding, language)} ({before} → {after}{sign})"


def _sheet(shares: Sequence[Finding], found: Findings, language: Language, title: str) -> CountSheet:
    columns = [
        Text(nb="først", en="first"),
        Text(nb="sist", en="last"),
        Text(nb="n først", en="n first"),
        Text(nb="n sist", en="n last"),
    ]
    return CountSheet(
        title=title,
        row_header=_WORDS["indicator"].to(language),
        rows=tuple(named(finding, language) for finding in shares),
        columns=tuple(each.to(language) for each in columns),
        counts=tuple((each.before.count, each.after.count, each.before.n, each.after.n) for each in shares),
        unit=Text(nb="svar", en="replies").to(language),
        base="",
        source=found.source,
        synthetic=found.synthetic,
    )


def nothing_tested(surveys: "Sequence[Survey]", language: Language) -> str:
    """Return why there are no findings, as a clause.

    Parameters
    ----------
    surveys : sequence of Survey
        Those of the chapter.
    language : str
        «nb» or «en».
    """
    if all(len(survey.waves) < 2 for survey in surveys):
        if language == "en":
            return "a change takes two waves, and none of the surveys has more than one here"
        return "en endring krever to runder, og ingen av undersøkelsene har mer enn én her"
    return "ingenting her kunne prøves" if language == "nb" else "nothing here could be tested"


def named(finding: Finding, language: Language) -> str:
    """Return what a ``finding`` is of: «Økonomisk trygghet: helt eller litt enig»."""
    label = lowered_label(finding.label.to(language))
    return f"{finding.name.to(language)}: {label}"


def _when(value: Share | Mean) -> str:
    return value.when or value.group


def _times(finding: Finding, language: Language) -> str:
    """Return whose answers a row has, and when: «Fastleger og fastlegevikarer, januar 2022 → desember 2024»."""
    who = finding.who.to(language)
    return f"{who[:1].upper()}{who[1:]}, {_when(finding.before)} → {_when(finding.after)}"


def _cells(finding: Finding, adjusted: float, language: Language) -> tuple[str, ...]:
    before, after = (wording.number(each.n, language) for each in (finding.before, finding.after))
    return (
        _level(finding.before, language),
        _level(finding.after, language),
        f"{before} / {after}",
        _change(finding, language),
        wording.p_value(adjusted, language, symbol=False),
    )


def _level(value: Share | Mean, language: Language) -> str:
    if isinstance(value, Mean):
        return wording.number(value.value, language, 1)
    return wording.percent(value.percent, language)


def _change(finding: Finding, language: Language) -> str:
    digits = 1 if isinstance(finding.before, Mean) else 0
    told = _signed(finding.difference, language, digits)
    low, high = finding.interval()
    if math.isnan(low):
        return told
    between = "to" if language == "en" else "til"
    return f"{told} ({_signed(low, language, 0)} {between} {_signed(high, language, 0)})"


def _signed(value: float, language: Language, digits: int) -> str:
    told = wording.number(value, language, digits)
    return f"+{told}" if wording.rounded(value, digits) > 0 else told
