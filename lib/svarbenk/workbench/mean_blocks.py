"""Means in hand to a block of the results model."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import TableBlock, TableRow
from svarbenk.responses import WAVE
from svarbenk.tables import Means
from svarbenk.workbench.captions import remarks, sources
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.sheets import row_key, sheets

_WORDS = {
    "mean": Text(nb="Gjennomsnitt", en="Mean"),
    "interval": Text(nb="95 % konfidensintervall", en="95% confidence interval"),
    "sd": Text(nb="Standardavvik", en="Standard deviation"),
    "n": Text(nb="n", en="n"),
    "low": Text(nb="KI, nedre", en="CI, lower"),
    "high": Text(nb="KI, øvre", en="CI, upper"),
}

MEAN_KEYS = ("mean", "interval", "sd", "n")
"""Ids of the columns of a table of means."""


def mean_block(
    table: MeanTable,
    *,
    label: str,
    number: str,
    caption: str,
    notes: Sequence[str] = (),
    decimals: int | None = None,
    everybody: str | None = None,
    source: str | None = None,
) -> TableBlock:
    """Lay out means for print: of one question with interval, standard deviation and n; of several a column each.

    Parameters
    ----------
    table : MeanTable
        The means.
    label, number, caption : str
        «Tabell 6-1», «6-1» and the title.
    notes : sequence of str
        Notes after those about base, tests and hidden means.
    decimals : int, optional
        Digits after the comma; none of means from 100 on, else one.
    everybody : str, optional
        Label of the row for everybody.
    source : str, optional
        The source line; the answers' own by default.
    """
    language = table.language
    parts = (table, *table.by)
    first = table.shown
    single = len(first.columns) == 1
    columns = list(mean_words(language))
    if not single:
        columns = [*table.labels(first.columns), "n"]
    rows: list[TableRow] = []
    for part in parts:
        if part is not table and len(part.shown.rows) == 1:
            continue  # the one group that a selection left is everybody
        alone = len(part.shown.rows) == 1 and not part.shown.rows.id
        if len(parts) > 1 and not alone:
            p = f" ({part.p_text()})" if part.result and single else ""
            rows.append(TableRow(role="group", label=part.shown.rows.label.to(language) + p, key=part.shown.rows.id))
        names = [everybody or _everybody(part)] if alone else part.labels(part.shown.rows)
        groups = bool(part.shown.rows.id) and part.shown.rows.id != WAVE
        rows += [
            TableRow(
                role="total" if alone and len(parts) > 1 else "data",
                label=name,
                cells=tuple(cells_of(part, place, single, decimals)),
                key=row_key(part, place),
            )
            for place, name in enumerate(names)
            if part.shown.row_n[place] != 0 or not groups  # a group that nobody is in says nothing
        ]
    return TableBlock(
        label=label,
        number=number,
        caption=caption,
        stub=first.rows.label.to(language) if first.rows.id else "",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(note for note in (*_notes(table), *notes) if note),
        source=source or sources([table], language),
        synthetic=table.synthetic,
        sheets=sheets(table),
        survey=table.about.survey,
        question=table.about.question,
        column_keys=MEAN_KEYS if single else (*(f"mean:{question}" for question in first.columns.ids), "n"),
    )


def _everybody(table: MeanTable) -> str:
    language = table.language
    who = table.shown.base or table.shown.respondents
    return f"{wording.word('all', language)} {who.to(language)}"


def mean_words(language: Language, keys: Sequence[str] = MEAN_KEYS) -> tuple[str, ...]:
    """Return the headers of a table of means.

    Parameters
    ----------
    language : str
        «nb» or «en».
    keys : sequence of str
        Ids of the columns.
    """
    return tuple(_WORDS[name].to(language) for name in keys)


def scale_or_unit(shown: Means, language: Language) -> str:
    """Return what the means of ``shown`` are counted in: «Gjennomsnitt, timer per uke.»."""
    return _unit_note(shown.unit.to(language), language)


def cells_of(table: MeanTable, place: int, single: bool, decimals: int | None) -> list[str]:
    """Return the worded cells of a row of means.

    Parameters
    ----------
    table : MeanTable
        The means.
    place : int
        The row, from 0.
    single : bool
        Whether they are of one question, and told with interval, spread and n.
    decimals : int or None
        Digits after the comma; none of means from 100 on, else one.
    """
    shown, language = table.shown, table.language
    digits = decimals
    if digits is None:
        top = [abs(each) for each in shown.mean[place] if each == each]
        digits = 0 if top and max(top) >= 100 else 1

    def told(value: float) -> str:
        if value == value:
            return wording.number(value, language, digits)
        return wording.HIDDEN if shown.hidden[place].any() else "–"

    if not single:
        return [*(told(value) for value in shown.mean[place]), wording.number(shown.row_n[place], language)]
    low, high = shown.low[place][0], shown.high[place][0]
    interval = f"{told(low)}–{told(high)}" if low == low else told(low)
    return [
        told(shown.mean[place][0]),
        interval,
        told(shown.sd[place][0]),
        wording.number(shown.n[place][0], language),
    ]


def _notes(table: MeanTable) -> list[str]:
    shown, language = table.shown, table.language
    unit = shown.unit.to(language)
    notes = [wording.base_line([shown], language), _unit_note(unit, language)]
    for part in (table, *table.by):
        for place, question in enumerate(part.shown.columns.ids):
            told = part.test_text(question)
            if told:
                name = part.labels(part.shown.columns)[place] if len(part.shown.columns) > 1 else ""
                by = part.shown.rows.label.to(language) if table.by else ""
                about = ", ".join(each for each in (by, name) if each)
                notes.append(f"{about}: {told}." if about else f"{told}.")
    if shown.scale is not None:
        notes.append(_scale_note(shown.scale, language))
    if shown.barred is not None:
        why = shown.barred.to(language)
        notes.append(f"{why[:1].upper()}{why[1:]}.")
    if table.is_protected:
        notes.append(wording.hidden_note(table.threshold, language))
    return [" ".join(notes[:2]), *notes[2:], *remarks([shown], language)]


def _unit_note(unit: str, language: Language) -> str:
    return f"Mean, {unit}." if language == "en" else f"Gjennomsnitt, {unit}."


def _scale_note(scale: tuple[float, float], language: Language) -> str:
    low, high = (wording.number(each, language) for each in scale)
    if language == "en":
        return f"Answers are counted from {low} (lowest) to {high}; don't know is left out."
    return f"Svarene er regnet fra {low} (lavest) til {high}; vet ikke er holdt utenfor."
