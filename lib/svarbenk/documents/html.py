"""A report as web pages that need nothing but themselves: no request leaves the folder."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from svarbenk.documents.columns import numeric_columns, row_groups
from svarbenk.documents.drawing import inline_svg
from svarbenk.documents.labels import Labels, labels_for, with_prefix, worded_date
from svarbenk.documents.model import Report
from svarbenk.documents.outline import Outline, Placed, outline_of

WORKBOOK = "figurdata.xlsx"
MANIFEST = "manifest.json"


def write_html(report: Report, folder: Path) -> Path:
    """Write a report as ``index.html`` and ``kapitler/<chapter>.html``.

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
    pages = environment()
    chapters = folder / "kapitler"
    chapters.mkdir(parents=True, exist_ok=True)
    workbook = f"../{WORKBOOK}" if (folder / WORKBOOK).is_file() else None
    for index, chapter in enumerate(outline.chapters):
        labels = labels_for(chapter.chapter.language)
        page = pages.get_template("chapter.html").render(
            report=report,
            outline=outline,
            chapter=chapter,
            previous=outline.chapters[index - 1] if index else None,
            following=outline.chapters[index + 1] if index + 1 < len(outline.chapters) else None,
            language=chapter.chapter.language,
            labels=labels,
            synthetic=chapter.synthetic,
            workbook=workbook,
        )
        (chapters / f"{chapter.chapter.slug}.html").write_text(page, encoding="utf-8")
    front = folder / "index.html"
    front.write_text(_front_page(pages, outline, folder), encoding="utf-8")
    return front


def _front_page(pages: Environment, outline: Outline, folder: Path) -> str:
    report = outline.report
    labels = labels_for(report.language)
    return pages.get_template("index.html").render(
        report=report,
        outline=outline,
        date=worded_date(report.date, report.language),
        language=report.language,
        labels=labels,
        synthetic=outline.synthetic,
        downloads=_downloads(report, labels, folder),
        lists=(
            (labels.tables, outline.tables, "tabeller"),
            (labels.figures, outline.figures, "figurer"),
        ),
    )


def _downloads(report: Report, labels: Labels, folder: Path) -> list[tuple[str, str]]:
    offered = (
        (labels.pdf, f"{report.slug}.pdf"),
        (labels.word, f"{report.slug}.docx"),
        (labels.excel, WORKBOOK),
        (labels.manifest, MANIFEST),
    )
    return [(name, file) for name, file in offered if (folder / file).is_file()]


def environment() -> Environment:
    """Return the templates with what they call; made for each report, so that nothing is shared."""
    made = Environment(
        loader=PackageLoader("svarbenk.documents", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = made.loader.get_source(made, "report.css")[0]
    made.globals.update(
        css=Markup(css),
        numeric_columns=numeric_columns,
        row_groups=row_groups,
        with_prefix=with_prefix,
        drawing=_drawing,
    )
    return made


def _drawing(placed: Placed) -> Markup:
    block = placed.block
    return Markup(inline_svg(block.svg, block.label, block.alt, placed.anchor))
