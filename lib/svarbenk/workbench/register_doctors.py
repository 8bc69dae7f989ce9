"""Accounts and rank statistics of the evaluator's extract of doctors, as numbered tables."""

import math
from collections.abc import Callable

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.register import Flow
from svarbenk.register.doctors import EXTRACT, Doctors
from svarbenk.wording.register_figures import extract_source

_REGISTER = Text(nb="Fastlegeregisteret", en="The GP register")
_FLOW = Text(
    nb="Leger som ble, kom og sluttet mellom tidspunktene, og listetaket deres",
    en="Doctors who stayed, came and left between snapshots, and their list capacity",
)
_RANKS = Text(
    nb="Rangstatistikk av basistilskuddet, siste tidspunkt", en="Rank statistics of capitation, last snapshot"
)
_UNITS = {
    "n": Text(nb="leger", en="doctors"),
    "%": Text(nb="prosent", en="per cent"),
    "p": Text(nb="plasser", en="places"),
}
_Take = Callable[[Flow], float]
_LINES: tuple[tuple[Text, str, _Take], ...] = (
    (Text(nb="Ved starten", en="At the start"), "n", lambda flow: flow.opening),
    (Text(nb="Ble", en="Stayed"), "n", lambda flow: flow.stayed),
    (Text(nb="Kom", en="Came"), "n", lambda flow: flow.came),
    (Text(nb="Sluttet", en="Left"), "n", lambda flow: flow.left),
    (Text(nb="Ved slutten", en="At the end"), "n", lambda flow: flow.closing),
    (
        Text(nb="Sluttet av dem ved starten", en="Left, of those at the start"),
        "%",
        lambda flow: flow.turnover_of_opening,
    ),
    (Text(nb="Sluttet av dem ved slutten", en="Left, of those at the end"), "%", lambda flow: flow.turnover_of_closing),
)
_SUMS: tuple[tuple[Text, str, _Take], ...] = (
    (Text(nb="Listetak hos dem som kom", en="Capacity of those who came"), "p", lambda flow: flow.change["came"]),
    (Text(nb="Listetak hos dem som sluttet", en="Capacity of those who left"), "p", lambda flow: flow.change["left"]),
    (Text(nb="Endring hos dem som ble", en="Change among those who stayed"), "p", lambda flow: flow.change["stayed"]),
    (Text(nb="Endring i alt", en="Change in all"), "p", lambda flow: flow.net),
)
_HIDDEN = Text(
    nb="Perioder der færre enn {n} leger kom eller sluttet, er skjult («:»).",
    en="Periods in which fewer than {n} doctors came or left are hidden (“:”).",
)  # fmt: skip


def flow_block(doctors: Doctors, number: str, language: Language, threshold: int = 0) -> TableBlock:
    """Lay out who stayed, came and left between snapshots.

    Parameters
    ----------
    doctors : Doctors
        The extract.
    number : str
        The table's number.
    language : str
        «nb» or «en».
    threshold : int
        Periods in which fewer came or left are hidden.
    """
    flows = doctors.flows()
    columns = [f"{_month(opening)}–{_month(closing)}" for opening, closing in flows]
    whole = all(flow.opening_sum for flow in flows.values())
    lines = _LINES + (_SUMS if whole else ())
    values = [
        [math.nan if min(flow.came, flow.left, flow.stayed) < threshold else take(flow) for flow in flows.values()]
        for _, _, take in lines
    ]
    hidden = any(math.isnan(value) for row in values for value in row)
    source = extract_source(_REGISTER.to(language), EXTRACT.file, len(doctors.frame), language)
    labels = [label.to(language) for label, *_ in lines]
    return TableBlock(
        label=wording.table_label(number, language),
        number=number,
        caption=_FLOW.to(language),
        columns=tuple(columns),
        rows=tuple(
            TableRow(label=label, cells=tuple(_cell(value, unit, language) for value in row))
            for label, (_, unit, _), row in zip(labels, lines, values, strict=True)
        ),
        notes=(_HIDDEN.to(language).format(n=threshold),) if hidden else (),
        source=source,
        synthetic=doctors.synthetic,
        sheets=(
            CountSheet(
                title=_FLOW.to(language),
                row_header="",
                rows=tuple(
                    f"{label} ({_UNITS[unit].to(language)})" for label, (_, unit, _) in zip(labels, lines, strict=True)
                ),
                columns=tuple(columns),
                counts=tuple(tuple(None if math.isnan(value) else float(value) for value in row) for row in values),
                unit=_UNITS["n"].to(language),
                base="",
                source=source,
                synthetic=doctors.synthetic,
            ),
        ),
    )


def ranks_block(doctors: Doctors, number: str, language: Language) -> TableBlock:
    """Lay out the rank statistics of capitation in the last snapshot.

    Parameters
    ----------
    doctors : Doctors
        The extract.
    number : str
        The table's number.
    language : str
        «nb» or «en».
    """
    rows = []
    for each in doctors.ranks():
        effect = each.result.effect
        label = each.label.to(language)
        value = wording.number(effect.value, language, 2) if effect else ""
        ends = [] if effect is None else [end for end in (effect.low, effect.high) if end is not None]
        rows.append(
            TableRow(
                label=label[:1].upper() + label[1:],
                cells=(
                    value,
                    (" to " if language == "en" else " til ").join(wording.number(end, language, 2) for end in ends),
                    wording.number(each.result.n, language),
                    wording.p_value(each.result.p_value, language, symbol=False),
                ),
                key=f"rad={each.id}",
            )
        )
    heads = ("ρ eller P", "95 % KI", "Leger", "p") if language == "nb" else ("ρ or P", "95% CI", "Doctors", "p")
    return TableBlock(
        label=wording.table_label(number, language),
        number=number,
        caption=_RANKS.to(language),
        columns=heads,
        rows=tuple(rows),
        notes=(_SUPERIORITY.to(language),),
        source=extract_source(_REGISTER.to(language), EXTRACT.file, len(doctors.frame), language),
        synthetic=doctors.synthetic,
    )


_SUPERIORITY = Text(
    nb="ρ er Spearmans rangkorrelasjon. P er sannsynligheten for at en tilfeldig mann har mer enn en tilfeldig kvinne.",
    en="ρ is Spearman's rank correlation. P is the chance that a man taken at random has more than a woman so taken.",
)


def _cell(value: float, unit: str, language: Language) -> str:
    return wording.percent(value, language, 1) if unit == "%" else wording.number(value, language)


def _month(at: float) -> str:
    year = int(at + 1e-6)
    return f"{round((at - year) * 12) + 1:02}.{year}"
