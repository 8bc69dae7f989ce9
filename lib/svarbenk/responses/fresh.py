"""Clean answers at hand: those on disk while they are fresh, else the raw exports, cleaned on the way."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from svarbenk.codebook import Codebook, DataFolder, Wave
from svarbenk.errors import InputError
from svarbenk.responses.cleaning import clean, clean_wave, combine, neighbours
from svarbenk.responses.export import find_exports, named_wave, wave_folder
from svarbenk.responses.orientation import check_orientation
from svarbenk.responses.responses import Responses
from svarbenk.responses.storage import fingerprint, read_clean, write_clean

REMEMBERED: dict[tuple, Responses] = {}
"""Answers of the last surveys that were read whole, by the digests of the files behind them."""


def answers(codebook: Codebook, data: DataFolder, *, wave: str | None = None, file: Path | None = None) -> Responses:
    """Return clean answers: those on disk if they were made from the same files, else cleaned afresh.

    Free text stays where it is (``Responses.texts`` is None): nothing that shows answers to others can reach it.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        Where its files are.
    wave : str, optional
        One wave; by default all that have answers, put together.
    file : Path, optional
        A raw export of the wave to clean, whatever is on disk.

    Raises
    ------
    InputError
        If there are neither clean answers nor a raw export, the export cannot be cleaned, or a scale looks
        reversed against the neighbouring waves.
    """
    if wave is None and file is None:
        known = _made_from(codebook, data)
        if known is None or known not in REMEMBERED:
            found = combine(codebook, [_of_wave(codebook, data, each) for each in codebook.with_answers], data)
            if known is None or known != _made_from(codebook, data):
                return found
            while len(REMEMBERED) >= 12:
                REMEMBERED.pop(next(iter(REMEMBERED)))
            REMEMBERED[known] = found
        remembered = REMEMBERED[known]
        # whoever gets it may add columns to the frame
        return replace(remembered, codebook=codebook, frame=remembered.frame.copy(deep=False))
    asked = named_wave(codebook, wave)
    found = _of_wave(codebook, data, asked, file)
    near = []
    for each in neighbours(codebook, asked):
        with suppress(InputError):  # a neighbour that cannot be read is no reason to refuse this wave
            stored = _stored(codebook, data, each)
            near += [] if stored is None else [stored]
    check_orientation(codebook, [*near, found], data, only=asked.id)
    return found


def _made_from(codebook: Codebook, data: DataFolder) -> tuple | None:
    """Return what all answers of a survey are known by: the digests of every file behind them; None where one lacks."""
    made_from = {}
    for wave in codebook.with_answers:
        clean = data.clean(codebook.id) / f"{codebook.id}-{wave.id}.parquet"
        if not clean.is_file():
            return None
        with suppress(InputError):  # clean answers without an export
            made_from |= input_files(codebook, data, wave=wave.id)
        made_from[clean.name] = fingerprint(clean)
        made_from[f"{clean.name} regnskap"] = fingerprint(clean.with_name(f"{clean.stem}-radregnskap.json"))
    return (str(data.root), fingerprint(data.codebook(codebook.id)), *sorted(made_from.items()))


def refresh(codebook: Codebook, data: DataFolder) -> bool:
    """Clean a survey and put its answers in ``data/clean``, if those there are not of the files as they are now.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        Where its files are.

    Returns
    -------
    bool
        Whether anything was cleaned.

    Raises
    ------
    InputError
        If a wave has neither clean answers nor a raw export, or the export cannot be cleaned.
    """
    if all(_stored(codebook, data, wave) is not None for wave in codebook.with_answers):
        return False
    cleaned = clean(codebook, data)
    for wave in codebook.with_answers:
        write_clean(cleaned.of_wave(wave.id), data.clean(codebook.id), input_files(codebook, data, wave=wave.id))
    return True


def _of_wave(codebook: Codebook, data: DataFolder, wave: Wave, file: Path | None = None) -> Responses:
    if file is None:
        stored = _stored(codebook, data, wave)
        if stored is not None:
            return stored
    return clean_wave(codebook, data, wave, file).without_texts()


def _stored(codebook: Codebook, data: DataFolder, wave: Wave) -> Responses | None:
    raw, clean = wave_folder(codebook, data, wave), data.clean(codebook.id)
    if not (raw.is_dir() and any(raw.iterdir())):
        # no export to compare with, but answers cleaned by another codebook would get this one's labels
        book = {f"codebooks/{codebook.id}.yaml": fingerprint(data.codebook(codebook.id))}
        stored = read_clean(codebook, clean, wave.id, book, exactly=False)
        if stored is not None:
            return stored
    return read_clean(codebook, clean, wave.id, input_files(codebook, data, wave=wave.id))


def input_files(
    codebook: Codebook, data: DataFolder, file: Path | None = None, *, wave: str | None = None
) -> dict[str, str]:
    """Return name and sha256 of what clean answers are made from: the export, the codebook, the decisions.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        Where its files are.
    file : Path, optional
        The export, where it is not the one in ``data/raw``.
    wave : str, optional
        The wave; by default every one that has answers.

    Raises
    ------
    InputError
        If there is no export.
    """
    found = {f"codebooks/{codebook.id}.yaml": data.codebook(codebook.id)}
    for each in codebook.with_answers if wave is None and file is None else (named_wave(codebook, wave),):
        folder = wave_folder(codebook, data, each)
        export = file or find_exports(folder, codebook.id)[0]
        place = f"raw/{folder.relative_to(data.root / 'raw').as_posix()}"
        found[f"{place}/{export.name}"] = export
        decisions = export.parent / "decisions.yaml"
        if decisions.is_file():
            found[f"{place}/decisions.yaml"] = decisions
    return {name: fingerprint(path) for name, path in found.items() if path.is_file()}
