"""Notes under register figures: what is printed and what not, what was reckoned, what disagrees."""

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.ledger import Entry, Ledger
from svarbenk.register.extracted import Deviation, deviations
from svarbenk.register.figure_definition import FigureDefinition, PanelDefinition
from svarbenk.register.series import (
    Discrepancy,
    Number,
    Published,
    PublishedSeries,
    discrepancies,
    number_of,
    published_points,
)
from svarbenk.wording import register_figures as words
from svarbenk.workbench.register_drawing import is_cut
from svarbenk.workbench.register_sheets import When, when

_MOST = 6


def print_notes(figure: FigureDefinition, found: Published, ledger: Ledger, language: Language) -> list[str]:
    """Return the notes of a figure that is drawn from print.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    found : Published
        What is printed of it.
    ledger : Ledger
        The printed numbers.
    language : str
        «nb» or «en».
    """
    rough = found.view.chart != "correlations" and any(
        point.number.rough or not point.is_level for point in found.points
    )
    return [
        figure.note.to(language) if figure.note else "",
        _missing(found, language),
        words.computed_note(_computed(found, language), language),
        words.rough_note(language) if rough else "",
        *told(figure, ledger, language),
        *(_contradiction(each, language) for each in discrepancies(figure, ledger)),
    ]


def extract_notes(
    figure: FigureDefinition, found: Published, printed: Published | None, language: Language
) -> list[str]:
    """Return the notes of a figure that is drawn from an extract.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    found : Published
        What the extract has.
    printed : Published or None
        What is printed of the figure.
    language : str
        «nb» or «en».
    """
    off = deviations(printed, found)
    named = when(printed or found, language)
    parts = [_deviation(each, found, named, language) for each in off[:_MOST]]
    held = _held(printed, found)
    return [
        figure.note.to(language) if figure.note else "",
        words.deviation_note(parts, max(0, len(off) - _MOST), language) or words.agreement_note(held, language),
    ]


def told(figure: FigureDefinition, ledger: Ledger, language: Language) -> list[str]:
    """Return the sentences of printed numbers under a figure.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    ledger : Ledger
        The printed numbers.
    language : str
        «nb» or «en».
    """
    sentences = []
    for each in figure.told:
        values = {
            name: in_words(number_of(rule, ledger, figure.line), language, bare=name.startswith("bare_"))
            for name, rule in each.of.items()
        }
        sentences.append((each.en if language == "en" else each.nb).format(**values))
    return sentences


def in_words(number: Number, language: Language, *, bare: bool = False) -> str:
    """Return a printed number in words: «om lag 350», «19 prosent», «453 milliarder kroner».

    Parameters
    ----------
    number : Number
        As printed.
    language : str
        «nb» or «en».
    bare : bool
        Whether to leave the unit out.
    """
    entry = number.entries[0]
    return words.quantity(number.value, number.decimals, entry.unit, entry.printed, language, bare=bare)


def lines(entries: list[Entry], language: Language) -> str:
    """Return the lines of the extracted text that ``entries`` stand in, for the sheet behind a figure."""
    numbers = sorted({entry.line for entry in entries})
    return f"{words.word('lines', language)}: {', '.join(map(str, numbers))}" if numbers else ""


def _contradiction(found: Discrepancy, language: Language) -> str:
    check = found.check
    unit = "prosent" if check.percent else found.printed.unit
    plain = found.printed.number
    printed = words.quantity(plain.value or 0.0, plain.decimals, unit, found.printed.printed, language)
    computed = words.quantity(found.computed.value, plain.decimals, unit, "", language)
    return words.contradiction(check.en if language == "en" else check.nb, printed, computed, language)


def _missing(found: Published, language: Language) -> str:
    """Say which years are printed of each series, where the axis is cut; else the figure says so itself."""
    view = found.view
    if view.categories or view.span is None or not is_cut(found):
        return ""
    parts = [series for series in found.series if series.points]
    if view.step != "year":
        named = when(found, language)
        told = [wording.listed([named(point.start) for point in series.points], language) for series in parts]
        whole = False
    else:
        every = {float(year) for year in range(int(view.span[0]), int(view.span[1]) + 1)}
        told = [words.runs([f"{year:.0f}" for year in sorted(_known(series))], language) for series in parts]
        whole = all(every <= _known(series) for series in parts)
    pairs = [(series.definition.label.to(language), text) for series, text in zip(parts, told, strict=True)]
    if len(set(told)) == 1:
        pairs = [("", told[0])]
    return words.printed_note(pairs, whole, language, years=view.step == "year")


def _known(series: PublishedSeries) -> set[float]:
    """Return the years that a series has a number for, alone or as a part of a period."""
    return {float(year) for point in series.points for year in range(int(point.start), int(point.end) + 1)}


def _computed(found: Published, language: Language) -> list[tuple[str, str]]:
    """Return what was reckoned: series and places, or the series alone where all of it was."""
    named = when(found, language)
    parts = []
    heads = {
        panel.series[0].definition.id: panel.definition.heading for panel in found.panels if len(panel.series) == 1
    }
    for series in found.series:
        reckoned = [point for point in series.points if not point.number.is_printed]
        if not reckoned:
            continue
        places = "" if len(reckoned) == len(series.points) else words.runs(
            [named(point.start) for point in reckoned], language
        )  # fmt: skip
        label = heads.get(series.definition.id) or series.definition.label
        parts.append((label.to(language), places))
    return parts


def _deviation(each: Deviation, found: Published, named: When, language: Language) -> tuple[str, str, str]:
    panel = _panel_of(each, found)
    entry = each.printed.number.entries[0]
    decimals = max(entry.number.decimals, panel.decimals if panel else 0)
    name = f"{each.series.label.to(language)} {named(each.printed.start)}"
    printed = words.quantity(each.printed.number.value, entry.number.decimals, "", entry.printed, language)
    return name, wording.number(each.value, language, decimals), printed


def _panel_of(each: Deviation, found: Published) -> PanelDefinition | None:
    for panel in found.panels:
        if any(series.definition.id == each.series.id for series in panel.series):
            return panel.definition
    return None


def _held(printed: Published | None, found: Published) -> int:
    """Return how many printed points there were to hold an extract against."""
    if printed is None or bool(printed.view.categories) != bool(found.view.categories):
        return 0
    known = {(series.definition.id, found.view.key(point.start)) for series, point in published_points(found)}
    return sum(
        point.number.formula == "value"
        and point.is_level
        and (series.definition.id, printed.view.key(point.start)) in known
        for series, point in published_points(printed)
    )
