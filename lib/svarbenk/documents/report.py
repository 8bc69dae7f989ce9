"""A whole report in all its formats, in one folder."""

from collections.abc import Sequence
from pathlib import Path

from svarbenk.documents.excel import WORKBOOK, write_excel
from svarbenk.documents.html import write_html
from svarbenk.documents.model import Report
from svarbenk.documents.pdf import write_pdf
from svarbenk.documents.results import RESULTS, write_results
from svarbenk.documents.word import write_word


def write_all(
    report: Report,
    folder: Path,
    template: Path | None = None,
    formats: Sequence[str] = ("html", "word", "pdf", "excel"),
) -> tuple[Path, ...]:
    """Write a report as web pages, Word, PDF and Excel, and as data.

    Parameters
    ----------
    report : Report
        The report to write.
    folder : Path
        Where to write; made if missing.
    template : Path, optional
        The template of the Word document; see ``write_word``.
    formats : sequence of str
        Which of «html», «word», «pdf» and «excel» are written.

    Returns
    -------
    tuple of Path
        ``index.html``, ``<slug>.docx``, ``<slug>.pdf``, ``figurdata.xlsx`` as far as they are asked for, and
        ``results.json``.

    Raises
    ------
    InputError
        If the report cannot be laid out, or the template lacks styles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    if "word" in formats:
        written.append(write_word(report, folder / f"{report.slug}.docx", template))
    if "pdf" in formats:
        written.append(write_pdf(report, folder / f"{report.slug}.pdf"))
    if "excel" in formats:
        written.append(write_excel(report, folder / WORKBOOK))
    written.append(write_results(report, folder / RESULTS))
    # the pages link to the files that stand beside them, so they come last
    return (write_html(report, folder), *written) if "html" in formats else tuple(written)
