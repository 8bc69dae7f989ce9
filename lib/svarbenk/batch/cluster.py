"""Runs chapters on a Dask cluster: notebooks are sent to the workers, data folders are shared with them.

Answers never travel through the scheduler. A worker finds the data folder by its own $SVARBENK_DATA, or at the same
path as here, and refuses a chapter whose files, program or packages are not the same as here.
"""

import contextlib
import os
import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as LateError
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from svarbenk.batch.engine import Stopped, Turn
from svarbenk.batch.inputs import Inputs
from svarbenk.batch.kernels import Mother, can_fork
from svarbenk.batch.local import LocalRunners
from svarbenk.batch.running import LIMITS, Limits, run_chapter
from svarbenk.batch.store import Kept, Store, key_of, told_part
from svarbenk.batch.work import Run
from svarbenk.codebook import DataFolder
from svarbenk.errors import BuildFailed, InputError

_NEEDED = "svarbenk[cluster]"
_ADDRESS = re.compile(r"(?P<protocol>[a-z]+)://(?P<host>\[[0-9a-fA-F:.%]+\]|[^\s/:\[\]@]+):(?P<port>\d{1,5})/?")
_PROTOCOLS = ("tcp", "tls", "ws", "wss", "ucx")
_PATIENCE = 5.0
"""Seconds that a scheduler may take to answer; one that is being started takes a few."""
_opening = threading.Lock()
_opened: set[tuple] = set()


def check_address(scheduler: str) -> tuple[str, int]:
    """Hold the form of a scheduler's address against what Dask can use; return its host and port.

    Parameters
    ----------
    scheduler : str
        The address, such as «tcp://10.0.0.5:8786».

    Raises
    ------
    InputError
        If it is no such address.
    """
    found = _ADDRESS.fullmatch(scheduler)
    if not found or found["protocol"] not in _PROTOCOLS or not 0 < int(found["port"]) < 65536:
        raise InputError(f"--scheduler {scheduler}: ventet en adresse med protokoll og port, som tcp://10.0.0.5:8786")
    return found["host"].strip("[]"), int(found["port"])


def _wait_until_heard(scheduler: str) -> None:
    """Wait until a scheduler speaks at an address: Dask's own waiting for one that never does leaves noise or hangs."""
    place, until = check_address(scheduler), time.monotonic() + _PATIENCE
    while True:
        try:
            with socket.create_connection(place, timeout=max(0.1, until - time.monotonic())) as heard:
                # over plain TCP a scheduler speaks first, which a web server, or one that is stuck, does not
                if scheduler.startswith("tcp:") and not heard.recv(1):
                    raise ConnectionResetError
            return
        except OSError:
            if time.monotonic() + 0.5 > until:
                raise
            time.sleep(0.5)


@dataclass(frozen=True)
class Sent:
    """What a worker is sent: a chapter with its source, what it is given, and what its run is known by."""

    slug: str
    source: bytes
    given: dict[str, Any]
    language: str
    surveys: tuple[str, ...]
    parts: dict[str, str]
    limits: dict[str, int]
    data: str


@dataclass(frozen=True)
class Returned:
    """What a worker returns: the executed notebook, and how long it and its cells took."""

    notebook: bytes
    seconds: float
    cells: float


class ClusterRunners(LocalRunners):
    """Has chapters run by the workers of a Dask cluster; reports are written here.

    A worker that dies is Dask's to replace, and the chapter is run by another.

    Parameters
    ----------
    scheduler : str
        The scheduler's address.
    store : Store
        Where runs are kept, on this machine.
    inputs : Inputs
        The files that chapters rest on.
    limits : Limits
        How long a cell and a notebook may take.
    """

    at_once = 128

    def __init__(self, scheduler: str, store: Store, inputs: Inputs, *, limits: Limits = LIMITS):
        super().__init__(store, inputs, limits=limits)
        self.scheduler = scheduler
        self.client: Any = None
        self._out: set[Any] = set()

    def __enter__(self) -> "ClusterRunners":
        try:
            from distributed import Client
        except ImportError:
            raise InputError(f"--scheduler: trenger pakken distributed; ventet pip install '{_NEEDED}'") from None
        try:
            _wait_until_heard(self.scheduler)
            self.client = Client(self.scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, LateError) as error:
            raise InputError(
                f"--scheduler {self.scheduler}: ingen Dask-planlegger svarer ({type(error).__name__}); "
                f"ventet en adresse som tcp://10.0.0.5:8786"
            ) from None
        super().__enter__()
        return self

    def __exit__(self, kind: Any, *rest: Any) -> None:
        self.stopped.set()
        if kind is not None:
            self.client.cancel(list(self._out), force=True)
        super().__exit__(kind, *rest)
        self.client.close(timeout=5)

    def open(self, surveys: Sequence[str]) -> None:
        """Do nothing: each worker reads ``surveys`` when its first chapter needs them."""

    def waits_for(self) -> str:
        """Say that there are no workers, where there are none."""
        with contextlib.suppress(Exception):  # what is wrong with the cluster, the runs tell
            if not self.client.scheduler_info()["workers"]:
                return f"venter på arbeidere: planleggeren på {self.scheduler} har ingen ennå"
        return ""

    def _run(self, run: Run) -> Kept:
        if self.stopped.is_set():
            raise Stopped
        sent = Sent(
            run.chapter.slug,
            run.notebook.read_bytes(),
            run.given,
            run.language,
            run.surveys,
            run.key.parts,
            asdict(self.limits),
            str(self.inputs.data.root),
        )
        future = self.client.submit(run_sent, sent, pure=False, key=f"{run.chapter.slug}-{run.key.digest[:12]}")
        self._out.add(future)
        try:
            returned = future.result()
        except (BuildFailed, InputError):
            raise
        except (CancelledError, ModuleNotFoundError) as error:
            if self.stopped.is_set():
                raise Stopped from None
            raise InputError(_lost(run, error)) from None
        except Exception as error:
            if self.stopped.is_set():
                raise Stopped from None
            if type(error).__name__ == "KilledWorker":
                raise BuildFailed(
                    f"kapittel {run.chapter.slug}: arbeiderne som kjørte det, døde hver gang (for lite minne?)"
                ) from None
            raise
        finally:
            self._out.discard(future)
            future.release()
        return self._keep(run, returned)

    def _keep(self, run: Run, returned: Returned) -> Kept:
        self.store.folder.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.store.folder, prefix=".ny-"))
        try:
            (folder / "kapittel.ipynb").write_bytes(returned.notebook)
            return self.store.put(run.key, run.name, folder / "kapittel.ipynb", returned.seconds, returned.cells)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _lost(run: Run, error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"arbeiderne har ikke {error.name}; ventet samme utgave av svarbenk og pakkene som her"
    return f"kapittel {run.chapter.slug}: klyngen mistet kjøringen ({type(error).__name__}); kjør samme kommando igjen"


def run_sent(sent: Sent) -> Returned:
    """Run a chapter; called on a worker.

    Parameters
    ----------
    sent : Sent
        The chapter.

    Raises
    ------
    BuildFailed
        If it fails.
    InputError
        If the worker has other files, another program or other packages.
    Stopped
        If nobody waits for it any more.
    """
    data = _data_folder(sent)
    os.environ["SVARBENK_DATA"] = str(data.root)
    with tempfile.TemporaryDirectory(prefix=f"svarbenk-{os.getpid()}-", ignore_cleanup_errors=True) as place:
        notebook = Path(place) / f"{sent.slug}.ipynb"
        notebook.write_bytes(sent.source)
        inputs = Inputs(data, Path(place))
        _refuse_other(sent, key_of(notebook, sent.given, inputs, sent.surveys).parts)
        _open(data, sent.surveys, sent.parts)
        turn = Turn()
        with _watched(turn):
            ran = run_chapter(
                notebook,
                Path(place) / "kjort.ipynb",
                sent.given,
                language=sent.language,
                limits=Limits(**sent.limits),
                turn=turn,
            )
        inputs.look_again()
        _refuse_other(sent, key_of(notebook, sent.given, inputs, sent.surveys).parts)
        return Returned(ran.notebook.read_bytes(), ran.seconds, ran.cells)


def _data_folder(sent: Sent) -> DataFolder:
    if "SVARBENK_DATA" in os.environ or not (Path(sent.data) / "codebooks").is_dir():
        return DataFolder.find()
    return DataFolder(Path(sent.data))


def _refuse_other(sent: Sent, parts: dict[str, str]) -> None:
    other = sorted(name for name in {**parts, **sent.parts} if parts.get(name) != sent.parts.get(name))
    if other:
        told = ", ".join(told_part(name) for name in other[:4])
        raise InputError(
            f"kapittel {sent.slug}: arbeideren på {socket.gethostname()} har ikke det samme som her: {told}; "
            f"ventet samme datamappe (SVARBENK_DATA), samme svarbenk og samme pakker"
        )


def _open(data: DataFolder, surveys: tuple[str, ...], parts: dict[str, str]) -> None:
    """Have the kernels of this worker find surveys read, once while their files are the same."""
    known = (data.root, surveys, *sorted(parts.items()))
    with _opening:
        if can_fork() and known not in _opened:
            Mother.shared().open(data.root, surveys)
            _opened.add(known)


class _watched:
    """Stops a run when the scheduler has taken it back, as when the one who asked has gone."""

    def __init__(self, turn: Turn):
        self.turn = turn
        self.ended = threading.Event()

    def __enter__(self) -> None:
        from distributed import get_worker

        worker = get_worker()
        key = worker.get_current_task()

        def look() -> None:
            while not self.ended.wait(1):
                task = worker.state.tasks.get(key)
                if task is None or task.state == "cancelled":
                    self.turn.stop()
                    return

        threading.Thread(target=look, daemon=True, name="avlyst").start()

    def __exit__(self, *_: Any) -> None:
        self.ended.set()
