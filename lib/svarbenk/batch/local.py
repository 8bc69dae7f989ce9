"""Runs chapters on this machine: each in a kernel of its own, several at once."""

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from svarbenk.batch.engine import Stopped, Turn
from svarbenk.batch.inputs import Inputs
from svarbenk.batch.kernels import Mother, can_fork
from svarbenk.batch.running import LIMITS, Limits, run_chapter
from svarbenk.batch.store import Kept, Store, key_of
from svarbenk.batch.work import Run
from svarbenk.codebook import DataFolder
from svarbenk.errors import BuildFailed


class LocalRunners:
    """Threads that each have a chapter run by a kernel; ``jobs`` of the kernels compute at once.

    Kernels start, and what they made is put away, while others compute.

    Parameters
    ----------
    store : Store
        Where runs are kept.
    inputs : Inputs
        The files that chapters rest on.
    jobs : int
        How many compute at once; 0 is one a processor.
    limits : Limits
        How long a cell and a notebook may take.
    """

    at_once: int | None = None
    """How many chapters are begun at once; a few more than compute, by default."""

    def __init__(self, store: Store, inputs: Inputs, *, jobs: int = 0, limits: Limits = LIMITS):
        self.store, self.inputs, self.limits = store, inputs, limits
        self.jobs = jobs or processors()
        self.places = threading.Semaphore(self.jobs)
        self.stopped = threading.Event()
        self._before = set(psutil.Process().children(recursive=True))
        at_once = self.at_once or self.jobs + max(2, self.jobs // 2)
        self._chapters = ThreadPoolExecutor(at_once, thread_name_prefix="kapittel")
        self._others = ThreadPoolExecutor(max(1, self.jobs), thread_name_prefix="dokument")
        self._looking = threading.Lock()
        self._data = contextlib.ExitStack()

    def __enter__(self) -> "LocalRunners":
        self._data.enter_context(_data_at(self.inputs.data))
        return self

    def __exit__(self, kind: Any, *_: Any) -> None:
        self.stopped.set()
        for pool in (self._chapters, self._others):
            pool.shutdown(wait=kind is None, cancel_futures=True)
        if kind is not None:
            self._end_everything()
        self._data.close()

    def open(self, surveys: Sequence[str]) -> None:
        """Have the kernels find ``surveys`` read."""
        if can_fork() and surveys:
            self._others.submit(lambda: Mother.shared().open(self.inputs.data.root, surveys))

    def waits_for(self) -> str:
        """Say what the runs wait for before any can begin: nothing on this machine."""
        return ""

    def submit(self, run: Run) -> Future[Kept]:
        """Have a chapter run; what it made is in the store when that is done."""
        return self._chapters.submit(self._run, run)

    def call(self, function: Callable[..., Any], *arguments: Any, little: bool = False) -> Future[Any]:
        """Have a function called.

        Parameters
        ----------
        function : callable
            A function of a module; it is called in a process of its own where that can be done.
        *arguments
            What it is given.
        little : bool
            Whether it does so little that it is called in this process.
        """
        if little:
            return self._others.submit(function, *arguments)
        return self._others.submit(self._call, function, arguments)

    def _run(self, run: Run) -> Kept:
        if self.stopped.is_set():
            raise Stopped
        self.store.folder.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.store.folder, prefix=".ny-"))
        try:
            ran = run_chapter(
                run.notebook,
                folder / f"{run.chapter.slug}.ipynb",
                run.given,
                language=run.language,
                limits=self.limits,
                turn=Turn(self.places, self.stopped),
            )
            self.check_unchanged(run)
            return self.store.put(run.key, run.name, ran.notebook, ran.seconds, ran.cells)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def check_unchanged(self, run: Run) -> None:
        """Refuse a run whose files changed while it ran: nobody can know which of them it read."""
        with self._looking:
            self.inputs.look_again()
            now = key_of(run.notebook, run.given, self.inputs, run.surveys)
        if now.digest != run.key.digest:
            changed = sorted(
                name for name in {**now.parts, **run.key.parts} if now.parts.get(name) != run.key.parts.get(name)
            )
            raise BuildFailed(
                f"kapittel {run.chapter.slug}: {', '.join(changed[:3])} ble endret mens det kjørte; "
                f"kjør samme kommando igjen"
            )

    def _call(self, function: Callable[..., Any], arguments: tuple) -> Any:
        with self.places:
            if self.stopped.is_set():
                raise Stopped
            return Mother.shared().call(function, *arguments) if can_fork() else function(*arguments)

    def _end_everything(self) -> None:
        Mother.end_shared()
        for each in set(psutil.Process().children(recursive=True)) - self._before:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _data_at(data: DataFolder) -> Iterator[None]:
    """Tell kernels by their environment where the data are, so that no path gets into a notebook."""
    before = os.environ.get("SVARBENK_DATA")
    os.environ["SVARBENK_DATA"] = str(data.root)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("SVARBENK_DATA", None)
        else:
            os.environ["SVARBENK_DATA"] = before
