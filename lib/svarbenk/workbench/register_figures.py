"""Register figures under their number: drawn from print or from the evaluator's extract, with what is missing told."""

from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.documents import CountSheet, FigureBlock, Paragraph, Run
from svarbenk.figures import Figure
from svarbenk.ledger import Entry
from svarbenk.register import RegisterBook
from svarbenk.register.extracted import extracted
from svarbenk.register.extracts import Extract, is_unfilled, read_extract
from svarbenk.register.figure_definition import FigureDefinition
from svarbenk.register.figures_file import find_figure, read_figures
from svarbenk.register.measures import LANES, read_measures
from svarbenk.register.moment import moment
from svarbenk.register.series import Published, published
from svarbenk.wording import register_figures as words
from svarbenk.workbench.register_drawing import draw, draw_measures
from svarbenk.workbench.register_notes import extract_notes, lines, print_notes, told
from svarbenk.workbench.register_rows import RowPicture, row_pictures
from svarbenk.workbench.register_sheets import series_sheets
from svarbenk.workbench.shown import Shown


def register_figure(book: RegisterBook, number: str, *, language: Language = "nb", threshold: int = 0) -> Shown:
    """Return a register figure of a report.

    It is drawn from the evaluator's extract where that is in ``data/raw/register``, else from what is printed of it;
    where nothing is, its number stands with a note that says so.

    Parameters
    ----------
    book : RegisterBook
        The report's printed numbers.
    number : str
        «3-2».
    language : str
        «nb» or «en».
    threshold : int
        From 2, rows that are one kommune or one doctor are not drawn one by one.

    Raises
    ------
    InputError
        If the report has no such register figure, or its extract cannot be used.
    """
    figure = find_figure(read_figures(book.folder), number)
    if figure.measures:
        return _timeline(book, figure, language)
    maker = _Maker(book, figure, language, threshold)
    extract = read_extract(figure, book.data)
    printed = published(figure, book.ledger)
    if extract is not None and extract.definition.one:
        parts = row_pictures(figure, extract, language, threshold)
        return Shown(tuple(maker.of_rows(part, extract) for part in parts), language)
    if extract is not None and not extract.definition.listed:
        return Shown((maker.from_extract(extract, printed),), language)
    if printed is None:
        return Shown((maker.note(),), language)
    block = maker.from_print(printed)
    listed = _listed(extract, language) if extract is not None else ()
    return Shown((block, *listed), language)


@dataclass(frozen=True)
class _Maker:
    """What the blocks of one figure have in common."""

    book: RegisterBook
    figure: FigureDefinition
    language: Language
    threshold: int

    @property
    def title(self) -> str:
        """The figure's title."""
        return self.figure.title.to(self.language)

    def from_print(self, found: Published) -> FigureBlock:
        """Return the figure as it can be drawn from print."""
        entries = [entry for point in found.points for entry in point.number.entries]
        source = self._source(entries)
        picture = draw(found, self.figure, self.language)
        sheets = tuple(
            sheet.model_copy(update={"question": lines(entries, self.language)})
            for sheet in series_sheets(found, self.title, source, self.language, synthetic=False)
        )
        notes = [*print_notes(self.figure, found, self.book.ledger, self.language), self._unfilled()]
        return self.block(picture, notes, source, sheets)

    def from_extract(self, extract: Extract, printed: Published | None) -> FigureBlock:
        """Return the figure as its extract has it."""
        found = extracted(self.figure, extract)
        source = words.extract_source(self.figure.source.to(self.language), extract.file, extract.rows, self.language)
        picture = draw(found, self.figure, self.language, synthetic=extract.synthetic)
        sheets = series_sheets(found, self.title, source, self.language, extract.synthetic)
        notes = extract_notes(self.figure, found, printed, self.language)
        return self.block(picture, notes, source, sheets, extract.synthetic)

    def of_rows(self, part: RowPicture, extract: Extract) -> FigureBlock:
        """Return a part of the figure that is drawn from single rows."""
        source = words.extract_source(self.figure.source.to(self.language), extract.file, extract.rows, self.language)
        notes = [self.figure.note.to(self.language) if self.figure.note else "", *part.notes]
        sheets = tuple(sheet.model_copy(update={"source": source}) for sheet in part.sheets)
        return self.block(part.picture, notes, source, sheets, extract.synthetic, part.heading)

    def block(
        self,
        picture: Figure,
        notes: list[str],
        source: str,
        sheets: tuple[CountSheet, ...],
        synthetic: bool = False,
        part: str = "",
    ) -> FigureBlock:
        """Return a block; ``part`` is its letter and heading where the figure is several pictures."""
        letter = part[:1] if part else ""
        return FigureBlock(
            label=wording.figure_label(self.figure.number, self.language) + letter,
            number=self.figure.number + letter,
            caption=self.title + (f". {part[2:].strip()}" if part else ""),
            alt=picture.alt,
            svg=picture.svg,
            png=picture.png_base64,
            width_mm=picture.width_mm,
            notes=tuple(note for note in notes if note),
            source=source,
            synthetic=synthetic,
            sheets=sheets,
        )

    def note(self) -> Paragraph:
        """Return the place of a figure that cannot be drawn."""
        parts = [words.not_drawn_note(self.figure.number, self.title, self.language)]
        parts += told(self.figure, self.book.ledger, self.language)
        if self.figure.extract and self.threshold <= 1:
            parts.append(self._unfilled() or words.extract_hint(self.figure.extract.file, self.language))
        return Paragraph(style="note", runs=(Run(text=" ".join(parts)),))

    def _unfilled(self) -> str:
        """Say that the extract has no rows yet, to the evaluator only."""
        if self.figure.extract is None or self.threshold > 1 or not is_unfilled(self.figure, self.book.data):
            return ""
        return words.unfilled_note(self.figure.extract.file, self.language)

    def _source(self, entries: list[Entry]) -> str:
        document = self.book.document
        return words.print_source(
            self.figure.source.to(self.language),
            document.publisher,
            document.year,
            words.places([(entry.table, entry.line) for entry in entries], self.language),
            self.language,
        )


def _timeline(book: RegisterBook, figure: FigureDefinition, language: Language) -> Shown:
    rows = read_measures(book.folder / figure.measures, book.document)
    span = moment(figure.period)
    picture = draw_measures(rows, (int(span.start), int(span.end)), language)
    maker = _Maker(book, figure, language, 0)
    document = book.document
    source = f"{figure.source.to(language)} ({document.publisher}, {document.year})"
    sheet = CountSheet(
        title=maker.title,
        row_header=words.word("measure", language),
        rows=tuple(row.label.to(language) for row in rows),
        columns=tuple(words.word(name, language) for name in ("begins", "ends")),
        counts=tuple((row.begins, row.ends) for row in rows),
        unit=words.word("year", language),
        base=", ".join(lane.to(language) for lane in LANES.values()),
        source=source,
        question=f"{words.word('lines', language)}: {', '.join(str(row.line) for row in rows)}",
    )
    notes = [figure.note.to(language)] if figure.note else []
    return Shown((maker.block(picture, notes, source, (sheet,)),), language)


def _listed(extract: Extract, language: Language) -> tuple[Paragraph, ...]:
    """Return the names in an extract by group, a paragraph each."""
    definition = extract.definition
    found = []
    for name, label in definition.column(definition.group).values.items():
        names = sorted(extract.frame.loc[extract.frame[definition.group] == name, definition.x])
        if names:
            count = wording.number(len(names), language)
            runs = (Run(text=f"{label.to(language)} ({count}): ", bold=True), Run(text=", ".join(names) + "."))
            found.append(Paragraph(style="note", runs=runs))
    return tuple(found)
