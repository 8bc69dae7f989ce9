"""Raw export to clean answers: every cell by a rule, every row accounted for."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from svarbenk.codebook import Codebook, DataFolder, Question, Wave
from svarbenk.errors import InputError
from svarbenk.responses.account import ChangedCell, DroppedRow, RowAccount
from svarbenk.responses.decisions import Decision, read_decisions
from svarbenk.responses.duplicates import settle_duplicates
from svarbenk.responses.export import RawExport, find_exports, read_export
from svarbenk.responses.frame import build_frame
from svarbenk.responses.labels import check_labels
from svarbenk.responses.responses import Responses
from svarbenk.responses.spelling import CategoryReader, NumberReader, Unknown, squeeze
from svarbenk.responses.validation import validate

_STAMPS = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d",
)


def clean(codebook: Codebook, data: DataFolder, *, wave: str | None = None, file: Path | None = None) -> Responses:
    """Clean one export of a survey.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        Where raw exports and ``decisions.yaml`` are.
    wave : str, optional
        The wave; needed where the survey has several.
    file : Path, optional
        The export. By default the one in ``data/raw/<survey>/`` (Excel before SPSS before CSV).

    Returns
    -------
    Responses
        Kept replies sorted by reply id, with the row account. The same replies give the same frame
        from whatever format they were exported to.

    Raises
    ------
    InputError
        If the file cannot be read, an answer is known by no rule (file, sheet, row, column, value and
        the nearest known spellings), or two replies for one unit differ without a decision.
    """
    round_ = codebook.wave(wave)
    path = file or find_exports(data.raw(codebook.id), codebook.id)[0]
    decisions = read_decisions(path.parent / "decisions.yaml", codebook.id)
    return clean_export(read_export(path, codebook), codebook, round_, decisions)


def clean_export(export: RawExport, codebook: Codebook, wave: Wave, decisions: Iterable[Decision] = ()) -> Responses:
    """Clean an export that has been read; see ``clean``."""
    check_labels(export, codebook)
    cleaning = _Cleaning(export, codebook)
    dropped = _test_rows(export, codebook, wave)
    gone = {row.row for row in dropped}
    places = [place for place, row in enumerate(export.rows) if row not in gone]
    answers = {place: cleaning.row(place) for place in places}
    cleaning.refuse_unknown()
    dropped += _nearly_empty(export, codebook, answers)
    gone = {row.row for row in dropped}
    answers = {place: answer for place, answer in answers.items() if export.rows[place] not in gone}
    dropped += settle_duplicates(export, codebook, answers, tuple(decisions))
    gone = {row.row for row in dropped}
    answers = {place: answer for place, answer in answers.items() if export.rows[place] not in gone}
    if not answers:
        raise InputError(f"{export.path.name}: ingen av {len(export.rows)} rader er et svar som kan beholdes")
    frame, outside = build_frame(export, codebook, wave, answers)
    account = RowAccount(
        survey=codebook.id,
        wave=wave.id,
        file=export.path.name,
        sheet=export.sheet,
        read=len(export.rows),
        kept=len(frame),
        dropped=tuple(sorted(dropped, key=lambda row: row.row)),
        changed=tuple(change for change in cleaning.changed if change.row not in gone),
        outside_base=outside,
        unknown_columns=export.unknown_columns,
    )
    return validate(Responses(frame, codebook, account))


class _Cleaning:
    """Reads cells by the codebook's rules; keeps the changes made and the answers that no rule knows."""

    def __init__(self, export: RawExport, codebook: Codebook):
        self.export = export
        self.codebook = codebook
        self.changed: list[ChangedCell] = []
        self.unknown: list[tuple[int, str, Unknown]] = []
        self._missing = {squeeze(each).casefold() for each in codebook.cleaning.missing}
        numbers = codebook.cleaning.numbers
        self._readers = {
            question.id: NumberReader(question, numbers) if question.kind == "numeric" else CategoryReader(question)
            for question in codebook.asked()
            if question.kind != "text"
        }

    def row(self, place: int) -> dict[str, Any]:
        return {question.id: self._answer(place, question) for question in self.codebook.asked()}

    def _answer(self, place: int, question: Question) -> Any:
        if question.kind == "multiple":
            return self._ticked(place, question)
        cell = self.export.cells[question.column().variable][place]
        if self._is_missing(cell):
            return None
        if question.kind == "text":
            return squeeze(cell)
        return self._read(place, question, question.column().variable, cell)

    def _is_missing(self, cell: Any) -> bool:
        return cell is None or (text := squeeze(cell).casefold()) == "" or text in self._missing

    def _read(self, place: int, question: Question, variable: str, cell: Any) -> Any:
        try:
            reading = self._readers[question.id].read(cell)
        except Unknown as unknown:
            self.unknown.append((place, variable, unknown))
            return None
        if reading.rule is not None:
            self._note(place, variable, cell, self._worded(question, reading.value), reading.rule)
        return reading.value

    def _worded(self, question: Question, value: Any) -> str:
        if question.kind != "numeric":
            return question.label_of(value).nb
        low, high = value
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"

    def _note(self, place: int, variable: str, before: Any, after: str, rule) -> None:
        reply = squeeze(self.export.cells[self.codebook.reply.id.variable][place])
        column = self.export.columns[variable]
        self.changed.append(ChangedCell(self.export.rows[place], reply, column, str(before), after, rule))

    def _ticked(self, place: int, question: Question) -> frozenset[str]:
        """Return the ticked options, from one joined column or from a 0/1 column an option."""
        own = question.column().variable
        if own in self.export.cells:
            cell = self.export.cells[own][place]
            if self._is_missing(cell):
                return frozenset()
            parts = [part for part in str(cell).split(";") if part.strip()]
            return frozenset(filter(None, (self._read(place, question, own, part) for part in parts)))
        ticked = set()
        for category, column in question.option_columns():
            cell = self.export.cells[column.variable][place]
            mark = "" if self._is_missing(cell) else squeeze(cell)
            if mark == "1":
                ticked.add(category.id)
            elif mark not in {"", "0"}:
                self.unknown.append((place, column.variable, Unknown(mark, "ventet 1 (krysset av) eller 0")))
        return frozenset(ticked)

    def refuse_unknown(self) -> None:
        if not self.unknown:
            return
        place, variable, unknown = self.unknown[0]
        message = f"{self.export.where(self.export.rows[place], variable)}: «{unknown.found}» er ikke et kjent svar; "
        f"{unknown.expected}"
        others = len(self.unknown) - 1
        if others:
            columns = dict.fromkeys(self.export.columns[each] for _, each, _ in self.unknown)
            message += f"\n{others} til i {len(columns)} kolonne{'r' if len(columns) > 1 else ''}."
        raise InputError(message + "\nRett kilden, eller legg skrivemåten til i kodeboken (spellings).")


def _test_rows(export: RawExport, codebook: Codebook, wave: Wave) -> list[DroppedRow]:
    if codebook.cleaning.test_rows == "keep" or codebook.reply.started is None:
        return []
    variable = codebook.reply.started.variable
    start = wave.field_period.start
    dropped = []
    for place, cell in enumerate(export.cells[variable]):
        started = _moment(cell)
        if started is None:
            raise InputError(
                f"{export.where(export.rows[place], variable)}: «{squeeze(cell) if cell is not None else ''}» er "
                f"ikke et tidspunkt; "
                "ventet for eksempel 14.05.2019 09:30"
            )
        if started.date() < start:
            reply = squeeze(export.cells[codebook.reply.id.variable][place])
            detail = f"startet {started:%d.%m.%Y}, før feltperioden fra {start:%d.%m.%Y}"
            dropped.append(DroppedRow(export.rows[place], reply, "test_row", detail))
    return dropped


def _moment(cell: Any) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    text = squeeze(cell) if cell is not None else ""
    for stamp in _STAMPS:
        try:
            return datetime.strptime(text, stamp)
        except ValueError:
            continue
    return None


def _nearly_empty(export: RawExport, codebook: Codebook, answers: dict[int, dict[str, Any]]) -> list[DroppedRow]:
    """Drop replies that answered less than the codebook's share of the questions; backgrounds do not count."""
    limit = codebook.cleaning.nearly_empty_below
    questions = [each for each in codebook.asked() if each.kind != "text" and not each.background]
    dropped = []
    for place, answer in answers.items():
        answered = sum(answer[question.id] not in (None, frozenset()) for question in questions)
        if answered / len(questions) < limit:
            reply = squeeze(export.cells[codebook.reply.id.variable][place])
            detail = f"{answered} av {len(questions)} spørsmål besvart, under grensen på {limit * 100:g} %"
            dropped.append(DroppedRow(export.rows[place], reply, "nearly_empty", detail))
    return dropped
