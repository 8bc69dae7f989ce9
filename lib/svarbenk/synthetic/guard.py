"""Keeps real answers from being overwritten: stand-in files are known by their fingerprints."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from svarbenk.errors import InputError

_MARK = ".syntetisk.json"


def refuse_foreign(folder: Path, names: Iterable[str]) -> None:
    """Refuse to go on where a file that would be written over is not one that was made here.

    Parameters
    ----------
    folder : Path
        The folder of raw exports.
    names : iterable of str
        Names of the files that would be written.

    Raises
    ------
    InputError
        If one of them exists and is not what the last run wrote: it may be somebody's real answers, or a
        decision that somebody has made.
    """
    made = _made(folder)
    for name in names:
        path = folder / name
        if path.is_file() and made.get(name) != _digest(path):
            raise InputError(
                f"{path}: filen er ikke laget av svarbenk synth, eller er endret siden; ventet ingen fil her.\n"
                "Flytt den først, eller skriv over den med --force."
            )


def remember(folder: Path, paths: Iterable[Path]) -> None:
    """Write down the fingerprints of the files that were made.

    Parameters
    ----------
    folder : Path
        The folder of raw exports.
    paths : iterable of Path
        The files in it.
    """
    made = {path.name: _digest(path) for path in paths if path.parent == folder}
    (folder / _MARK).write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _made(folder: Path) -> dict[str, str]:
    try:
        return json.loads((folder / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
