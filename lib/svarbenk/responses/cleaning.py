"""Raw export to clean answers: every cell by a rule, every row accounted for."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from svarbenk.codebook import Codebook, DataFolder, Wave
from svarbenk.errors import InputError
from svarbenk.responses.account import RowAccount
from svarbenk.responses.cells import CellCleaner
from svarbenk.responses.decisions import Decision, read_decisions
from svarbenk.responses.duplicates import settle_duplicates
from svarbenk.responses.export import find_exports, read_export
from svarbenk.responses.frame import build_frame
from svarbenk.responses.labels import check_labels
from svarbenk.responses.raw_export import RawExport
from svarbenk.responses.responses import Responses
from svarbenk.responses.sifting import find_nearly_empty, find_test_rows
from svarbenk.responses.validation import validate


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
    """Clean an export that has been read; see ``clean``.

    Parameters
    ----------
    export : RawExport
        The export.
    codebook : Codebook
        The survey.
    wave : Wave
        The wave that the replies belong to.
    decisions : iterable of Decision
        What counts where the replies of one unit differ.

    Raises
    ------
    InputError
        As ``clean``; also if no row is left.
    """
    check_labels(export, codebook)
    cleaning = CellCleaner(export, codebook)
    dropped = find_test_rows(export, codebook, wave)
    gone = {row.row for row in dropped}
    places = [place for place, row in enumerate(export.rows) if row not in gone]
    answers = {place: cleaning.row(place) for place in places}
    cleaning.refuse_unknown()
    dropped += find_nearly_empty(export, codebook, answers)
    gone = {row.row for row in dropped}
    answers = {place: answer for place, answer in answers.items() if export.rows[place] not in gone}
    if not answers:
        counts = Counter(row.reason for row in dropped)
        raise InputError(
            f"{export.place}: ingen av {len(export.rows)} rader er et svar som kan beholdes "
            f"({counts['test_row']} fra før feltperioden, {counts['nearly_empty']} nesten tomme); ventet minst ett svar"
        )
    dropped += settle_duplicates(export, codebook, answers, tuple(decisions))
    gone = {row.row for row in dropped}
    answers = {place: answer for place, answer in answers.items() if export.rows[place] not in gone}
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
