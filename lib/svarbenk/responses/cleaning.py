"""Raw export to clean answers: every cell by a rule, every row accounted for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, DataFolder, Wave
from svarbenk.errors import InputError
from svarbenk.responses.account import RowAccount
from svarbenk.responses.cells import CellCleaner
from svarbenk.responses.columns import absent_questions
from svarbenk.responses.decisions import Accepted, Decision, Decisions, acceptance, read_decisions
from svarbenk.responses.duplicates import settle_duplicates
from svarbenk.responses.export import find_exports, named_wave, read_export, wave_folder
from svarbenk.responses.frame import build_frame
from svarbenk.responses.labels import check_labels, unchecked_codes
from svarbenk.responses.orientation import check_orientation
from svarbenk.responses.raw_export import RawExport
from svarbenk.responses.responses import Responses, own_weights
from svarbenk.responses.sifting import find_nearly_empty, find_refused, find_test_rows
from svarbenk.responses.validation import validate


def clean(codebook: Codebook, data: DataFolder, *, wave: str | None = None, file: Path | None = None) -> Responses:
    """Clean the exports of a survey: of one wave, or of every wave put together.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        Where raw exports and ``decisions.yaml`` are, those of each wave in a folder of its own where there are
        several.
    wave : str, optional
        The wave; by default every one that has answers.
    file : Path, optional
        The export of the wave. By default the one in its folder (Excel before SPSS before CSV).

    Returns
    -------
    Responses
        Kept replies by wave and reply id, with the row account of each wave. The same replies give the same
        frame from whatever format they were exported to.

    Raises
    ------
    InputError
        If a file cannot be read, an answer is known by no rule (file, sheet, row, column, value and the nearest
        known spellings), two replies for one unit differ without a decision, or something looks wrong that the
        evaluator has not accepted (another number of replies than expected, labels, a reversed scale). Whether a
        scale is reversed shows between waves: ``check_orientation`` looks, where several waves are at hand.
    """
    if wave is None and file is None:
        return combine(codebook, [clean_wave(codebook, data, each) for each in codebook.with_answers], data)
    asked = named_wave(codebook, wave)
    found = clean_wave(codebook, data, asked, file)
    near = []
    for each in neighbours(codebook, asked) if file is None else ():
        with suppress(InputError):  # a neighbour that cannot be read is no reason to refuse this wave
            near.append(clean_wave(codebook, data, each))
    check_orientation(codebook, [*near, found], data, only=asked.id)
    return found


def neighbours(codebook: Codebook, wave: Wave) -> tuple[Wave, ...]:
    """Return the two waves with answers that are nearest to one; two, so that they outvote it if it is reversed.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    wave : Wave
        The wave.
    """
    waves = codebook.with_answers
    place = [each.id for each in waves].index(wave.id)
    others = [number for number in range(len(waves)) if number != place]
    return tuple(waves[number] for number in sorted(others, key=lambda number: abs(number - place))[:2])


def clean_wave(codebook: Codebook, data: DataFolder, wave: Wave, file: Path | None = None) -> Responses:
    """Clean the export of one wave, its neighbours not looked at.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        Where the export and ``decisions.yaml`` are.
    wave : Wave
        The wave.
    file : Path, optional
        The export, where it is not the one in the wave's folder.

    Raises
    ------
    InputError
        As ``clean``.
    """
    path = file or find_exports(wave_folder(codebook, data, wave), codebook.id)[0]
    decisions = read_decisions(path.parent / "decisions.yaml", codebook.id)
    export = read_export(path, codebook.in_wave(wave.id), decisions.without())
    return clean_export(export, codebook, wave, decisions)


def combine(codebook: Codebook, waves: Sequence[Responses], data: DataFolder | None = None) -> Responses:
    """Put the clean answers of several waves together.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    waves : sequence of Responses
        The answers of each wave, in the order of the codebook.
    data : DataFolder, optional
        Where what the evaluator has accepted stands.

    Raises
    ------
    InputError
        If a scale looks reversed in a wave and the evaluator has not accepted it.
    """
    check_orientation(codebook, waves, data)
    if len(waves) == 1:
        return waves[0]
    frame = pd.concat([each.frame for each in waves], ignore_index=True)
    texts = [each.texts for each in waves]
    together = Responses(
        frame,
        codebook,
        tuple(account for each in waves for account in each.accounts),
        own_weights(frame),
        texts=None if any(each is None for each in texts) else pd.concat(texts, ignore_index=True),
    )
    return validate(together)


def clean_export(
    export: RawExport, codebook: Codebook, wave: Wave, decisions: Decisions | Iterable[Decision] = ()
) -> Responses:
    """Clean an export that has been read; see ``clean``.

    Parameters
    ----------
    export : RawExport
        The export, read by the codebook of its wave.
    codebook : Codebook
        The survey.
    wave : Wave
        The wave that the replies belong to.
    decisions : Decisions or iterable of Decision
        What counts where the replies of one unit differ, and what the evaluator has accepted.

    Raises
    ------
    InputError
        As ``clean``; also if no row is left.
    """
    if not isinstance(decisions, Decisions):
        decisions = Decisions(survey=codebook.id, decisions=tuple(decisions))
    view = codebook.in_wave(wave.id)
    for each in decisions.accepted:
        if each.question is not None:
            try:
                codebook.question(each.question)
            except InputError as unknown:
                raise InputError(f"{export.path.parent / 'decisions.yaml'}, accepted: {unknown}") from None
    misfits = check_labels(export, view, {each.question for each in decisions.accepted if each.what == "labels"})
    dropped = find_test_rows(export, view, wave)
    numbers = np.array(export.rows)
    places = _without(numbers, dropped)
    gone = {row.row for row in dropped}
    dropped += [row for row in find_refused(export, view) if row.row not in gone]
    places = _without(numbers, dropped)
    cleaning = CellCleaner(export, view)
    cleaning.refuse_unknown(places)
    dropped += find_nearly_empty(export, view, cleaning.answers, places)
    places = _without(numbers, dropped)
    if not len(places):
        counts = Counter(row.reason for row in dropped)
        refused = counts["no_consent"] + counts["not_completed"]
        raise InputError(
            f"{export.place}: ingen av {len(export.rows)} rader er et svar som kan beholdes "
            f"({counts['test_row']} fra før feltperioden, {counts['nearly_empty']} nesten tomme"
            f"{f', {refused} uten samtykke eller ikke fullført' if refused else ''}); ventet minst ett svar"
        )
    dropped += settle_duplicates(export, view, cleaning.answers, places, decisions.decisions)
    places = _without(numbers, dropped)
    frame, texts, outside = build_frame(export, codebook, wave, cleaning.answers, places)
    account = RowAccount(
        survey=codebook.id,
        wave=wave.id,
        file=export.path.name,
        sheet=export.sheet,
        read=len(export.rows),
        kept=len(frame),
        dropped=tuple(sorted(dropped, key=lambda row: row.row)),
        changed=cleaning.changed(places),
        outside_base=outside,
        unknown_columns=export.unknown_columns,
        masked=cleaning.masked(places),
        accepted=tuple(
            each.told + ("" if _is_needed(each, export, view, wave, len(frame), misfits) else "; ikke lenger nødvendig")
            for each in decisions.accepted
        ),
        notes=unchecked_codes(export, view),
    )
    _check_replies(export, wave, account, decisions)
    return validate(Responses(frame, codebook, (account,), own_weights(frame), texts=texts))


def _without(numbers: np.ndarray, dropped: list) -> np.ndarray:
    return np.flatnonzero(~np.isin(numbers, [row.row for row in dropped]))


def _is_needed(each: Accepted, export: RawExport, view: Codebook, wave: Wave, kept: int, misfits: set[str]) -> bool:
    """Tell whether what is accepted is still so; of a reversed scale ``check_orientation`` knows, from other waves."""
    if each.what == "replies":
        return wave.replies not in (None, kept)
    if each.what == "labels":
        return each.question in misfits
    if each.what == "column":
        return each.question in absent_questions(export, view)
    return True


def _check_replies(export: RawExport, wave: Wave, account: RowAccount, decisions: Decisions) -> None:
    if wave.replies is None or account.kept in (wave.replies, decisions.replies):
        return
    accepted = "" if decisions.replies is None else f"; godtatt er {decisions.replies}"
    raise InputError(
        f"{export.place}, runde {wave.id}: {account.kept} svar etter vasking ({account.read} rader lest, "
        f"{len(account.dropped)} tatt ut); ventet {wave.replies}, som kodeboken sier (waves, replies){accepted}.\n"
        f"Hent hele eksporten, eller godta det i {export.path.parent / 'decisions.yaml'}: "
        f"{acceptance('replies', found=account.kept)}"
    )
