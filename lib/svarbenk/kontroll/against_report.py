"""A built report against the printed numbers: read back from its Word document and its pages, not from the code."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from svarbenk import wording
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.documents import read_results
from svarbenk.errors import InputError
from svarbenk.kontroll.builds import read_manifest
from svarbenk.kontroll.built_numbers import BuiltNumbers, Found
from svarbenk.kontroll.built_prose import BuiltText, page_texts, word_texts
from svarbenk.kontroll.built_registers import register_numbers
from svarbenk.kontroll.built_tables import BuiltTable, page_tables, word_tables
from svarbenk.ledger import Entry, printed_surveys, read_ledger
from svarbenk.register import read_register

BuiltStatus = Literal["reproduced", "corrected", "noted", "listed", "conflict", "absent"]
DOCUMENTS = ("Word", "HTML")
REGISTER_TABLES = "registertabeller.yaml"


@dataclass(frozen=True)
class BuiltComparison:
    """One printed cell beside what stands in a built report.

    ``status``: ``reproduced`` (equal at the coarser rounding of the two), ``corrected`` (equal to the corrected
    number), ``noted`` (reckoned anew, and the table tells that print has another number), ``listed``
    (another number, and ``conflicts.csv`` shows that the printed one cannot hold), ``conflict`` (another number),
    ``absent`` (the report has no such number). ``found`` is the number that decided, the first that does not agree
    where there are several.
    """

    entry: Entry
    found: Found | None
    status: BuiltStatus


@dataclass(frozen=True)
class Difference:
    """A cell or paragraph that is not the same in the Word document and on the page: where, and its two texts."""

    place: str
    row: str
    column: str
    word: str
    page: str


@dataclass(frozen=True)
class ReportFindings:
    """What became of the printed numbers in a built report.

    ``comparisons`` are by survey and document («Word», «HTML»), ``differences`` what is not the same in both,
    ``tables``, ``cells`` and ``texts`` how many were compared. ``synthetic`` says that the report rests on stand-in
    data, ``selection`` is the condition that it was built for, empty for everybody.
    """

    name: str
    comparisons: dict[str, dict[str, tuple[BuiltComparison, ...]]]
    differences: tuple[Difference, ...]
    tables: int
    cells: int
    texts: int
    synthetic: bool
    selection: str = ""

    @property
    def wrong(self) -> bool:
        """Whether a number disagrees with print and is not listed, or the two documents disagree."""
        return bool(self.differences or self._conflicts())

    def summary(self, survey: str) -> dict[str, dict[BuiltStatus, int]]:
        """Return how many of a ``survey``'s printed numbers have each status, by document."""
        counted = {
            document: Counter(each.status for each in found) for document, found in self.comparisons[survey].items()
        }
        return {
            document: {status: counts[status] for status in get_args(BuiltStatus)}
            for document, counts in counted.items()
        }

    def lines(self, *, agreeing: bool = False) -> Iterator[str]:
        """Give what was found in lines; what agrees, and what the report does not have, is counted.

        Parameters
        ----------
        agreeing : bool
            Whether to list those too.
        """
        yield f"{self.name} · Syntetiske data" if self.synthetic else self.name
        read = f"{self.tables} tabeller med {self.cells} celler og {self.texts} avsnitt og noter"
        yield f"{read} er lest tilbake fra Word og fra HTML: {len(self.differences) or 'ingen'} ulike"
        if self.selection:
            yield f"bygget for utvalget {self.selection}: teksten holdes ikke mot trykte tall, som gjelder alle"
        for each in self.differences:
            where = ", ".join(part for part in (each.place, each.row, each.column) if part)
            yield f"  {where}: Word «{each.word}», HTML «{each.page}»"
        for survey, documents in self.comparisons.items():
            yield survey
            for status_line in self._survey_lines(documents, agreeing=agreeing):
                yield f"  {status_line}"
            sums = self.summary(survey)
            yield f"{'Word':>7}{'HTML':>7}"
            for status in get_args(BuiltStatus):
                if status == "noted" and not any(sums[document][status] for document in DOCUMENTS):
                    continue
                counts = "".join(f"{sums[document][status]:>7}" for document in DOCUMENTS)
                yield f"{counts}  {wording.built_status_label(status)}"
            if not agreeing and (absent := _absent(documents["Word"])):
                yield f"  ikke i rapporten: {absent}"

    def closing(self) -> str:
        """Return one line that says what is wrong and where, or that nothing is."""
        told = []
        if conflicts := self._conflicts():
            where = ", ".join(f"{survey} ({count})" for survey, count in conflicts.items())
            told.append(f"{sum(conflicts.values())} tall i rapporten er i strid med de trykte: {where}")
        if self.differences:
            told.append(f"{len(self.differences)} ulike celler og avsnitt i Word og HTML")
        return "; ".join(told) or "Ingenting i rapporten er i strid med de trykte tallene"

    def _conflicts(self) -> dict[str, int]:
        found = {
            survey: max(sum(each.status == "conflict" for each in some) for some in documents.values())
            for survey, documents in self.comparisons.items()
        }
        return {survey: count for survey, count in found.items() if count}

    @staticmethod
    def _survey_lines(documents: dict[str, tuple[BuiltComparison, ...]], *, agreeing: bool) -> Iterator[str]:
        """Give a line a number and document; one for both where they say the same."""
        for word, page in zip(documents["Word"], documents["HTML"], strict=True):
            same = word.status == page.status and (word.found and word.found.value) == (page.found and page.found.value)
            for name, each in (("", word),) if same else (("Word: ", word), ("HTML: ", page)):
                quiet = each.status in {"reproduced", "absent", "noted"} and same
                if agreeing or not quiet:
                    ours = each.found and each.found.value
                    where = each.found.place if each.found else ""
                    line = wording.built_line(each.entry, ours, each.status, where=where)
                    yield f"{name}{line}"


def hold_report_against_print(build: Path, data: DataFolder, survey: str = "") -> ReportFindings:
    """Hold the numbers of a built report against the printed ones.

    Parameters
    ----------
    build : Path
        The folder of the build.
    data : DataFolder
        Where codebooks and printed numbers are.
    survey : str
        Only this survey; all that the report has tables of where it is empty.

    Returns
    -------
    ReportFindings

    Raises
    ------
    InputError
        If the build cannot be read, or has no table of the survey named.
    """
    report = read_results(build)
    files = sorted(build.glob("*.docx"))
    if len(files) != 1:
        raise InputError(f"{build}: fant {len(files)} Word-dokumenter; ventet ett")
    word, pages = word_tables(report, files[0]), page_tables(report, build)
    texts, paragraphs = word_texts(report, files[0]), page_texts(report, build)
    printed = printed_surveys(data)
    codebooks = {name: read_codebook(name, data) for name in printed if not survey or name == survey}
    selection = str(read_manifest(build).get("parameters", {}).get("where") or "")
    indexed = {
        name: BuiltNumbers(tables, () if selection else prose, codebooks, report.language)
        for name, tables, prose in zip(DOCUMENTS, (word, pages), (texts, paragraphs), strict=True)
    }
    known = [name for name in codebooks if name in indexed["Word"].surveys]
    registers = {} if survey else _registers(dict(zip(DOCUMENTS, (word, pages), strict=True)), data, report.language)
    if survey and survey not in known:
        there = ", ".join(dict.fromkeys(table.block.survey for table in word if table.block.survey)) or "ingen"
        raise InputError(f"{build}: ingen tabell fra «{survey}»; det er tabeller fra: {there}")
    entries = {name: read_ledger(data, survey=name).select(survey=name) for name in known}
    return ReportFindings(
        report.slug,
        {
            name: {document: tuple(_judge(each, numbers) for each in found) for document, numbers in indexed.items()}
            for name, found in entries.items()
        }
        | registers,
        (*_cell_differences(word, pages), *_text_differences(texts, paragraphs)),
        len(word),
        sum(len(row) - 1 for table in word for row in table.rows),
        len(texts),
        report.synthetic,
        selection,
    )


def _registers(
    tables: dict[str, tuple[BuiltTable, ...]], data: DataFolder, language: str
) -> dict[str, dict[str, tuple[BuiltComparison, ...]]]:
    """Hold register tables against the printed cells that they are of, by the document those are printed in."""
    found: dict[str, dict[str, tuple[BuiltComparison, ...]]] = {}
    for folder in sorted(path.parent for path in data.published.glob(f"*/{REGISTER_TABLES}")):
        book = read_register(folder.name, data)
        held = {
            name: tuple(_noted(*each) for each in register_numbers(some, book, language))
            for name, some in tables.items()
        }
        if any(held.values()):
            found[f"{book.document.id}, registertabeller"] = held
    return found


def _noted(entry: Entry, found: Found | None, noted: bool) -> BuiltComparison:
    if found is None:
        return BuiltComparison(entry, None, "absent")
    if found.agrees(entry.number):
        return BuiltComparison(entry, found, "reproduced")
    if entry.correction is not None and found.agrees(entry.corrected):
        return BuiltComparison(entry, found, "corrected")
    return BuiltComparison(entry, found, "noted" if noted else "listed" if entry.conflicts else "conflict")


def _judge(entry: Entry, numbers: BuiltNumbers) -> BuiltComparison:
    found = numbers.find(entry)
    if not found:
        return BuiltComparison(entry, None, "absent")
    astray = next((each for each in found if not each.agrees(entry.number)), None)
    if astray is None:
        return BuiltComparison(entry, found[0], "reproduced")
    if entry.correction is not None and all(each.agrees(entry.corrected) for each in found):
        return BuiltComparison(entry, found[0], "corrected")
    return BuiltComparison(entry, astray, "noted" if astray.noted else "listed" if entry.conflicts else "conflict")


def _cell_differences(word: tuple[BuiltTable, ...], pages: tuple[BuiltTable, ...]) -> Iterator[Difference]:
    """Give the cells that are not the same; labels count as cells."""
    for one, other in zip(word, pages, strict=True):
        headers = ("", *one.block.columns)
        for left, right in zip(one.rows, other.rows, strict=True):
            width = max(len(left), len(right))
            for place in range(width):
                texts = [row[place] if place < len(row) else "" for row in (left, right)]
                if texts[0] != texts[1]:
                    column = headers[place] if place < len(headers) else ""
                    yield Difference(one.place, left[0], column, *texts)


def _text_differences(word: tuple[BuiltText, ...], pages: tuple[BuiltText, ...]) -> Iterator[Difference]:
    """Give the paragraphs and notes that are not the same, or that one of the documents lacks."""
    for one, other in zip(word, pages, strict=True):
        if one.text != other.text or one.text is None:
            texts = (each.text if each.text is not None else f"(mangler: {each.expected})" for each in (one, other))
            yield Difference(one.chapter, one.heading, "", *texts)


def _absent(found: tuple[BuiltComparison, ...]) -> str:
    """Return which questions the report lacks numbers of, with how many."""
    counted = Counter(each.entry.question or each.entry.statistic for each in found if each.status == "absent")
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in counted.items())
