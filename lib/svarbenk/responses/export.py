"""Raw exports in: Excel, CSV and SPSS files as cells under the codebook's variables, nothing interpreted."""

from collections.abc import Collection
from pathlib import Path

from svarbenk.codebook import Codebook, DataFolder, Wave
from svarbenk.errors import InputError
from svarbenk.responses.columns import match_columns
from svarbenk.responses.csv_file import read_csv
from svarbenk.responses.excel_file import read_excel
from svarbenk.responses.raw_export import RawExport
from svarbenk.responses.spss_file import read_spss

SUFFIXES = (".xlsx", ".sav", ".csv")


def named_wave(codebook: Codebook, name: str | None) -> Wave:
    """Return the wave that a file belongs to.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    name : str or None
        The wave's id or alias; None where there is only one.

    Raises
    ------
    InputError
        If there is no such wave, or several and none was named.
    """
    if name is None and len(codebook.with_answers) > 1:
        waves = ", ".join(wave.id for wave in codebook.with_answers)
        raise InputError(f"undersøkelsen «{codebook.id}» har flere runder ({waves}); ventet --wave med filens runde")
    return codebook.wave(name)


def wave_folder(codebook: Codebook, data: DataFolder, wave: Wave) -> Path:
    """Return where the export of a wave is.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    data : DataFolder
        The data folder.
    wave : Wave
        The wave; it has a folder of its own where several waves have answers.
    """
    folder = data.raw(codebook.id)
    return folder / wave.id if len(codebook.with_answers) > 1 else folder


def find_exports(folder: Path, survey: str) -> tuple[Path, ...]:
    """Return the exports of a ``survey`` in ``folder``, Excel before SPSS before CSV.

    Raises
    ------
    InputError
        If there is none, or several of the kind that comes first: which one counts is not guessed.
    """
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [
        path
        for suffix in SUFFIXES
        for path in files
        if path.suffix.lower() == suffix and path.is_file() and not path.name.startswith(("~", "."))
    ]
    if not found:
        raise InputError(
            f"{folder}: ingen eksport av «{survey}» her; ventet en fil som ender på {', '.join(SUFFIXES)}.\n"
            "Legg eksporten der, eller lag stedfortredere med: svarbenk synth"
        )
    rivals = [path.name for path in found if path.suffix.lower() == found[0].suffix.lower()]
    if len(rivals) > 1:
        raise InputError(
            f"{folder}: flere eksporter av «{survey}» ({', '.join(rivals[:3])}{' …' if len(rivals) > 3 else ''}); "
            f"ventet én {found[0].suffix.lower()}-fil.\nFlytt de andre, eller velg fil med --file."
        )
    return tuple(found)


def read_export(path: Path, codebook: Codebook, without: Collection[str] = ()) -> RawExport:
    """Read an export.

    Parameters
    ----------
    path : Path
        An ``.xlsx``, ``.csv`` or ``.sav`` file.
    codebook : Codebook
        Says which columns to expect. Contact columns and unknown columns are never read into memory
        beyond the file's own parsing, and are not in the result. Of a survey with several waves, the
        codebook of the wave (``codebook.in_wave``).
    without : collection of str
        Ids of the questions whose columns may be missing, as the evaluator has accepted.

    Returns
    -------
    RawExport

    Raises
    ------
    InputError
        If the file is missing, empty, damaged, in another encoding than the codebook says, lacks a column
        or has one twice.
    """
    if not path.is_file():
        raise InputError(f"{path}: filen finnes ikke; ventet en eksport av «{codebook.id}»")
    try:
        with path.open("rb") as file:
            first = file.read(1)
    except OSError as error:
        raise InputError(f"{path}: filen kan ikke åpnes ({error.strerror}); er den åpen i et annet program?") from None
    if not first:
        raise InputError(f"{path}: filen er tom (0 byte); ventet en eksport av «{codebook.id}»")
    readers = {".xlsx": read_excel, ".csv": read_csv, ".sav": read_spss}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: ukjent filtype «{path.suffix}»; ventet {', '.join(SUFFIXES)}")
    return match_columns(reader(path, codebook), codebook, without)
