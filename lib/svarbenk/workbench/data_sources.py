"""The table of data sources: registers, every wave of the surveys with its replies and response rate, interviews."""

from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.register import RegisterBook
from svarbenk.register.series import number_of
from svarbenk.register.sources_file import DataSource, read_sources
from svarbenk.responses import belongs, read_population
from svarbenk.workbench.shown import Shown
from svarbenk.workbench.survey import Survey

_CAPTION = Text(nb="Datakilder", en="Data sources")
_HEADS = (
    Text(nb="Datakilde", en="Source"),
    Text(nb="Når", en="When"),
    Text(nb="Omfang", en="Size"),
    Text(nb="Svarprosent", en="Response rate"),
)
_GROUPS = (
    Text(nb="Registre", en="Registers"),
    Text(nb="Intervjuer", en="Interviews"),
    Text(nb="Annet", en="Other"),
)
_BASE = Text(
    nb="Svarprosenten teller bare svar fra {many}, som andel av alle {many} i registeret da runden var i felt.",
    en="The response rate counts replies from {many} only, out of all {many} in the register at the time of the wave.",
)
_UNKNOWN = Text(
    nb="Der svarprosenten mangler, er det ikke oppgitt hvor mange som ble spurt.",
    en="Where there is no response rate, it is not told how many were asked.",
)
_NARROWED = Text(
    nb="Tabellen gjelder et utvalg av svarene, og svarprosenter er ikke regnet ut.",
    en="The table is of a selection of replies, and response rates are not reckoned.",
)
_PRINTED = Text(
    nb="Den trykte rapporten oppgir {printed} prosent for {wave}; svarene gir {ours}.",
    en="The printed report gives {printed} per cent for {wave}; the replies give {ours}.",
)


@dataclass(frozen=True)
class _Wave:
    """A wave of a survey: replies, those of them that belong to the population, and its size."""

    id: str
    label: str
    replies: int
    inside: int | None
    size: int | None

    @property
    def rate(self) -> float | None:
        """The response rate in per cent."""
        return None if self.inside is None or not self.size else 100 * self.inside / self.size


def sources_table(number: str, book: RegisterBook, surveys: Sequence[Survey], language: Language = "nb") -> Shown:
    """Return the numbered table of a report's data sources.

    Parameters
    ----------
    number : str
        «1-1».
    book : RegisterBook
        The document, for registers and interviews.
    surveys : sequence of Survey
        The surveys in hand; one row each of their waves.
    language : str
        «nb» or «en».

    Raises
    ------
    InputError
        If the document does not describe its sources.
    """
    found = read_sources(book.folder)
    waves = {survey: _waves(survey, language) for survey in surveys}
    rows = _group(_GROUPS[0], found.registers, book, language)
    for survey in (survey for survey in surveys if waves[survey]):
        rows.append(TableRow(role="group", label=survey.codebook.title.to(language)))
        rows += [_row(survey, wave, language) for wave in waves[survey]]
    rows += _group(_GROUPS[1], found.interviews, book, language)
    rows += _group(_GROUPS[2], found.others, book, language)
    block = TableBlock(
        label=wording.table_label(number, language),
        number=number,
        caption=_CAPTION.to(language),
        stub=_HEADS[0].to(language),
        columns=tuple(head.to(language) for head in _HEADS[1:]),
        rows=tuple(rows),
        notes=tuple(_notes(book, surveys, waves, language)),
        source=f"{book.document.title} ({book.document.publisher}, {book.document.year})",
        synthetic=any(survey.synthetic for survey in surveys),
        sheets=tuple(_sheet(survey, waves[survey], language) for survey in surveys if waves[survey]),
    )
    return Shown((block,), language)


def _waves(survey: Survey, language: Language) -> list[_Wave]:
    populations = read_population(survey.data, survey.codebook.id)
    found = []
    for wave in survey.codebook.with_answers:
        if wave.id not in survey.waves:
            continue
        here = survey.of_waves(wave.id).responses
        known = populations.get(wave.id) if not here.narrowed else None
        inside = int(belongs(here, known).sum()) if known else None
        found.append(_Wave(wave.id, wave.label.to(language), len(here), inside, known.size if known else None))
    return found


def _row(survey: Survey, wave: _Wave, language: Language) -> TableRow:
    replies = f"{wording.number(wave.replies, language)} {'replies' if language == 'en' else 'svar'}"
    if wave.inside is not None and wave.inside != wave.replies:
        many = survey.codebook.unit.many.to(language)
        inside = wording.number(wave.inside, language)
        replies += f", {inside} of them {many}" if language == "en" else f", {inside} av dem {many}"
    rate = "–"
    if wave.rate is not None and wave.size is not None:
        whole = wording.number(wave.size, language)
        share = wording.percent(wave.rate, language, 1)
        rate = f"{share} of {whole}" if language == "en" else f"{share} av {whole}"
    return TableRow(
        label=f"{'Wave' if language == 'en' else 'Runde'} {wave.id}",
        key=f"runde={wave.id}",
        cells=(wave.label, replies, rate),
    )


def _group(title: Text, sources: Sequence[DataSource], book: RegisterBook, language: Language) -> list[TableRow]:
    if not sources:
        return []
    rows = [TableRow(role="group", label=title.to(language))]
    for source in sources:
        what = f": {source.what.to(language)}" if source.what else ""
        size = "–"
        if source.count:
            number = number_of(source.count, book.ledger)
            size = f"{wording.number(number.value, language)} {'interviews' if language == 'en' else 'intervjuer'}"
        when = source.when.to(language) if source.when else "–"
        rows.append(TableRow(label=f"{source.label.to(language)}{what}", cells=(when, size, "–")))
    return rows


def _notes(
    book: RegisterBook, surveys: Sequence[Survey], waves: dict[Survey, list[_Wave]], language: Language
) -> list[str]:
    every = [wave for found in waves.values() for wave in found]
    notes = []
    if any(survey.responses.narrowed for survey in surveys):
        notes.append(_NARROWED.to(language))
    elif any(wave.rate is not None for wave in every):
        notes += [
            _BASE.to(language).format(many=survey.codebook.unit.many.to(language))
            for survey, found in waves.items()
            if any(wave.rate is not None and wave.inside != wave.replies for wave in found)
        ]
        if any(wave.rate is None for wave in every):
            notes.append(_UNKNOWN.to(language))
        notes += [note for survey in surveys for note in _printed(book, survey, language)]
    return notes


def _printed(book: RegisterBook, survey: Survey, language: Language) -> list[str]:
    """Say where the report prints another response rate than its base gives."""
    rates = dict(zip(survey.waves, _waves(survey, language), strict=True))
    notes = []
    for entry in book.ledger.select(survey=survey.codebook.id, statistic="response_rate"):
        wave = rates.get(entry.wave)
        if wave is None or wave.rate is None or entry.number.agrees(wave.rate):
            continue
        told = _PRINTED.to(language).format(
            printed=wording.number(entry.number.value or 0.0, language, entry.number.decimals),
            wave=wave.label,
            ours=wording.number(wave.rate, language, entry.number.decimals),
        )
        notes.append(told)
    return list(dict.fromkeys(notes))


def _sheet(survey: Survey, waves: list[_Wave], language: Language) -> CountSheet:
    heads = (
        Text(nb="Svar", en="Replies"),
        Text(nb="Svar fra populasjonen", en="Replies from the population"),
        Text(nb="Populasjon", en="Population"),
        Text(nb="Svarprosent", en="Response rate"),
    )
    return CountSheet(
        title=survey.codebook.title.to(language),
        row_header=Text(nb="Runde", en="Wave").to(language),
        rows=tuple(wave.label for wave in waves),
        columns=tuple(head.to(language) for head in heads),
        counts=tuple((float(wave.replies), wave.inside, wave.size, wave.rate) for wave in waves),
        unit=Text(nb="svar", en="replies").to(language),
        base="",
        source=survey.codebook.source.to(language),
        synthetic=survey.synthetic,
        survey=survey.codebook.id,
    )
