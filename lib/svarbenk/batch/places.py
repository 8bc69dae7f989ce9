"""Finished reports in their place: swapped in whole, and put right after an interruption."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from svarbenk.errors import InputError

try:
    import fcntl
except ImportError:
    fcntl = None

MANIFEST = "manifest.json"
MADE, OLD = "rapport", "forrige"


def beside(out: Path) -> Path:
    """Make a folder beside ``out`` for a report to be made in, on the same disk, and return it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.ny-"))


def refuse_foreign(out: Path) -> None:
    """Never replace a folder that is not an earlier build.

    Parameters
    ----------
    out : Path
        Where a report is to go.

    Raises
    ------
    InputError
        If there is a file, or a folder of something else.
    """
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise InputError(
            f"{out}: mappen finnes og er ikke en tidligere rapport (ingen manifest.json); velg en annen --out"
        )
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: er en fil; ventet en mappe, eller ingenting")


def put_in_place(made: Path, out: Path) -> None:
    """Put a finished report in the place of the old one.

    Parameters
    ----------
    made : Path
        The folder that ``beside`` returned, the report in ``rapport`` below it.
    out : Path
        Where the report goes.
    """
    old = made / OLD
    if out.exists():
        out.rename(old)
    try:
        (made / MADE).rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(made, ignore_errors=True)


def put_right(out: Path) -> bool:
    """Remove what an interrupted build left beside ``out``, and put the old report back where it was being replaced.

    Returns
    -------
    bool
        Whether the old report was put back. Only to be called while nothing else builds it.
    """
    restored = False
    for left in sorted(out.parent.glob(f".{out.name}.ny-*")):
        if (left / OLD).is_dir() and not out.exists():
            (left / OLD).rename(out)
            restored = True
        shutil.rmtree(left, ignore_errors=True)
    return restored


def sweep_sockets() -> None:
    """Remove the folders of sockets that processes which are no more left in the folder for temporary files."""
    for left in Path(tempfile.gettempdir()).glob("svarbenk-*-*"):
        number = left.name.split("-")[1]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def in_use(folder: Path, tidy: Callable[[], None]) -> Iterator[None]:
    """Say to other builds that a folder is in use; the system forgets it when the process ends, however it does.

    Parameters
    ----------
    folder : Path
        The folder of runs that the builds share; made if missing.
    tidy : callable
        Called first, but only where no other build is at work: what lies about is then left by one that is no more.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / ".i-bruk", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise InputError(f"{folder}: kan ikke skrive ({error.strerror}); ventet en mappe som kan skrives i") from None
    try:
        if _alone(file):
            tidy()
        _with_others(file)
        yield
    finally:
        os.close(file)


def _alone(file: int) -> bool:
    """Take the folder for this process, if no other uses it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    except AttributeError:  # not a Unix: who builds twice at once there is on their own
        return True
    return True


def _with_others(file: int) -> None:
    with contextlib.suppress(AttributeError):
        fcntl.flock(file, fcntl.LOCK_SH)
