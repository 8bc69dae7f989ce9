"""A report as web pages that need nothing but themselves: no request leaves the folder."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from svarbenk.documents.behind import Behind, behind
from svarbenk.documents.columns import numeric_columns, row_groups
from svarbenk.documents.drawing import inline_svg
from svarbenk.documents.excel import WORKBOOK
from svarbenk.documents.figure_files import Download, downloads, keys, write_files
from svarbenk.documents.html_inline import address, has_number, inline_html, value_anchor
from svarbenk.documents.labels import Labels, labels_for, with_prefix, worded_date
from svarbenk.documents.model import Report, Run
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of
from svarbenk.documents.references import References, Traced
from svarbenk.documents.searching import INDEX, paragraph_id, write_index
from svarbenk.documents.sources import sources_of
from svarbenk.wording import lowered

MANIFEST = "manifest.json"
SCRIPT = "rapport.js"
_FIGURES, _TABLES, _SEARCH = "figurer.html", "tabeller.html", "sok.html"


def write_html(report: Report, folder: Path) -> Path:
    """Write a report as ``index.html``, ``kapitler/<chapter>.html``, lists, a search and files of single figures.

    The pages link to the Word, PDF and Excel files, and to the manifest, that already stand in the folder:
    write those first.

    Parameters
    ----------
    report : Report
        The report to write.
    folder : Path
        Where to write; made if missing.

    Returns
    -------
    Path
        The front page.

    Raises
    ------
    InputError
        If the report cannot be laid out.
    """
    outline = outline_of(report)
    (folder / "kapitler").mkdir(parents=True, exist_ok=True)
    _Site(outline, References(outline), environment(), folder).write()
    return folder / "index.html"


@dataclass(frozen=True)
class Setting:
    """What the blocks of one chapter need to know of the report around them."""

    chapter: ChapterOutline
    references: References
    labels: Labels
    workbook: str | None
    root: str = "../"

    def behind(self, placed: Placed) -> Behind:
        """Return what is behind a table or figure."""
        return behind(placed, self.labels, self.chapter.chapter.language)

    def downloads(self, placed: Placed) -> tuple[Download, ...]:
        """Return the files of a table or figure."""
        return downloads(placed)

    def sheet_named(self, placed: Placed) -> str:
        """Word which sheet of the workbook has the numbers of a table or figure."""
        return self.labels.sheet_named.format(sheet=placed.sheet)


@dataclass(frozen=True)
class _Line:
    """A line of the list of the chapter's numbers."""

    anchor: str
    text: str
    exact: str
    name: str
    address: str
    label: str
    source: str
    near: Placed | None


@dataclass(frozen=True)
class _Site:
    """The pages of one report as they are written."""

    outline: Outline
    references: References
    pages: Environment
    folder: Path

    def write(self) -> None:
        write_files(self.outline, self.folder)
        write_index(self.outline, self.folder / INDEX)
        (self.folder / SCRIPT).write_text(_source(self.pages, SCRIPT), encoding="utf-8")
        for place in range(len(self.outline.chapters)):
            self._chapter(place)
        report, labels = self.outline.report, labels_for(self.outline.report.language)
        self._page(
            "index.html",
            "index.html",
            date=worded_date(report.date, report.language),
            files=self._files(labels),
            sources=sources_of(report),
        )
        self._page("sok.html", _SEARCH)
        lists = (
            (labels.figure_list, _FIGURES, [(each, each.figures) for each in self.outline.chapters], True),
            (labels.table_list, _TABLES, [(each, each.tables) for each in self.outline.chapters], False),
        )
        for heading, file, chapters, pictures in lists:
            if any(found for _, found in chapters):
                shown = [each for each in chapters if each[1]]
                self._page("list.html", file, heading=heading, chapters=shown, pictures=pictures, downloads=downloads)

    def _page(self, template: str, file: str, *, language: str | None = None, **more: object) -> None:
        report = self.outline.report
        spoken = language or report.language
        labels = labels_for(spoken)
        context = {
            "report": report,
            "outline": self.outline,
            "language": spoken,
            "labels": labels,
            "synthetic": self.outline.synthetic,
            "menu": self._menu(labels),
            "root": "../" * file.count("/"),
            "current": file,
        }
        page = self.pages.get_template(template).render(context | more)
        (self.folder / file).write_text(page, encoding="utf-8")

    def _menu(self, labels: Labels) -> list[tuple[str, str]]:
        entries = [(labels.contents, "index.html")]
        if self.outline.figures:
            entries.append((labels.figure_list, _FIGURES))
        if self.outline.tables:
            entries.append((labels.table_list, _TABLES))
        return [*entries, (labels.search_button, _SEARCH)]

    def _chapter(self, place: int) -> None:
        chapters = self.outline.chapters
        chapter = chapters[place]
        slug, language = chapter.chapter.slug, chapter.chapter.language
        labels = labels_for(language)
        workbook = f"../{WORKBOOK}" if (self.folder / WORKBOOK).is_file() else None
        has_notebook = (self.folder / "kapitler" / f"{slug}.ipynb").is_file()
        self._page(
            "chapter.html",
            f"kapitler/{slug}.html",
            language=language,
            chapter=chapter,
            previous=chapters[place - 1] if place else None,
            following=chapters[place + 1] if place + 1 < len(chapters) else None,
            synthetic=chapter.synthetic,
            setting=Setting(chapter, self.references, labels, workbook),
            listed=[placed for placed in chapter.blocks if placed.file],
            traced=[self._line(each, chapter) for each in self._shown_values(chapter)],
            notebook=f"{slug}.ipynb" if has_notebook else None,
        )

    def _shown_values(self, chapter: ChapterOutline) -> list[Traced]:
        return [each for each in self.references.values(chapter) if has_number(each.value.text)]

    def _line(self, traced: Traced, chapter: ChapterOutline) -> _Line:
        value, target = traced.value, traced.target
        exact = "" if value.number is None else f"{value.number:.12g}"
        if chapter.chapter.language == "nb":
            exact = exact.replace(".", ",")
        where = label = ""
        if target is not None and target.placed is not None:
            block = target.placed.block
            where, label = address(target, chapter, counts=True), f"{block.label}. {block.caption}"
        return _Line(value_anchor(value), value.text, exact, value.name, where, label, value.source, traced.near)

    def _files(self, labels: Labels) -> list[tuple[str, str]]:
        slug = self.outline.report.slug
        offered = (
            (labels.pdf, f"{slug}.pdf"),
            (labels.word, f"{slug}.docx"),
            (labels.excel, WORKBOOK),
            (labels.manifest, MANIFEST),
        )
        return [(name, file) for name, file in offered if (self.folder / file).is_file()]


def environment() -> Environment:
    """Return the templates with what they call; made for each report, so that nothing is shared."""
    made = Environment(
        loader=PackageLoader("svarbenk.documents", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        css=Markup(_source(made, "report.css")),
        numeric_columns=numeric_columns,
        row_groups=row_groups,
        with_prefix=with_prefix,
        drawing=_drawing,
        inline=_inline,
        keys_of=keys,
        lowered=lowered,
        paragraph_id=paragraph_id,
    )
    return made


def _source(pages: Environment, name: str) -> str:
    return pages.loader.get_source(pages, name)[0]


def _inline(runs: tuple[Run, ...], setting: Setting | None) -> Markup:
    if setting is None:
        return inline_html(runs, None, None)
    return inline_html(runs, setting.chapter, setting.references)


def _drawing(placed: Placed) -> Markup:
    block = placed.block
    return Markup(inline_svg(block.svg, block.label, block.alt, placed.anchor))
