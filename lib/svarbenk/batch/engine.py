"""How papermill runs a chapter here: in its turn, within a limit for the whole notebook, without a trace of the run."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import nbformat
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

NAME = "svarbenk"


class Stopped(Exception):
    """Everything is to stop: the run was given up before its cells ran."""


class Turn:
    """One run of a notebook: when it may use the processor, how long it may take, and how it is stopped.

    Parameters
    ----------
    places : threading.Semaphore, optional
        As many as cells may run at once. Kernels start and end outside it, while others compute.
    stopped : threading.Event, optional
        Set when everything is to stop.

    Attributes
    ----------
    limit : float
        Seconds that all cells together may take; 0 is no limit.
    expired : bool
        Whether the kernel was killed because the limit was reached.
    seconds : float
        How long the cells took in all.
    """

    def __init__(self, places: threading.Semaphore | None = None, stopped: threading.Event | None = None):
        self.places = places or nullcontext()
        self.stopped = stopped or threading.Event()
        self.limit = 0.0
        self.expired = False
        self.seconds = 0.0
        self._client: ChapterClient | None = None

    def stop(self) -> None:
        """Kill the kernel, and have no other started."""
        self.stopped.set()
        self._kill()

    @contextmanager
    def limited(self, client: "ChapterClient") -> Iterator[None]:
        """Have the kernel of a ``client`` killed at the limit."""
        self._client = client
        timer = threading.Timer(self.limit, self._expire) if self.limit else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            self._client = None
            if timer:
                timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        self._kill()

    def _kill(self) -> None:
        process = getattr(getattr(getattr(self._client, "km", None), "provisioner", None), "process", None)
        if process is not None:
            process.kill()


class ChapterClient(PapermillNotebookClient):
    """Runs the cells of a notebook when it is its turn."""

    turn = Turn()

    async def async_start_new_kernel(self, **kwargs: Any) -> None:
        """Start the kernel, unless everything is to stop.

        Parameters
        ----------
        **kwargs
            What the kernel manager takes.

        Raises
        ------
        Stopped
            If it is.
        """
        if self.turn.stopped.is_set():
            raise Stopped
        await super().async_start_new_kernel(**kwargs)

    start_new_kernel = run_sync(async_start_new_kernel)

    def papermill_execute_cells(self) -> None:
        """Wait for the turn, and run the cells within its limit."""
        with self.turn.places, self.turn.limited(self):
            if self.turn.stopped.is_set():
                raise Stopped
            self.turn.seconds = 0.0
            self._execute_code()

    async def _async_execute_code(self) -> None:
        """Run the cells of code; as papermill does it, but for the times that it keeps of every cell."""
        for index, cell in enumerate(self.nb.cells):
            if cell.cell_type != "code":
                continue
            started = time.perf_counter()
            try:
                await self.async_execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                break
            finally:
                self.turn.seconds += time.perf_counter() - started

    _execute_code = run_sync(_async_execute_code)


class ChapterEngine(NBClientEngine):
    """papermill's own engine, with a ``turn``, and without what it writes about the run into the notebook."""

    @classmethod
    def execute_notebook(cls, nb: nbformat.NotebookNode, kernel_name: str, **kwargs: Any) -> nbformat.NotebookNode:
        """Run a notebook and take out times and paths, so that the same run gives the same file.

        Parameters
        ----------
        nb : NotebookNode
            The notebook with its parameters.
        kernel_name : str
            Its kernel.
        **kwargs
            What papermill hands on; ``turn`` is the run's own.
        """
        executed = super().execute_notebook(nb, kernel_name, **kwargs)
        if not executed.metadata.papermill.get("exception"):  # papermill looks for what it wrote of a failure
            _scrub(executed)
        return executed

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Run the cells; called by papermill.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            papermill's record of the run.
        kernel_name : str
            The kernel.
        **kwargs
            ``turn``, ``execution_timeout``, ``start_timeout``, and what the client takes.
        """
        turn, execution_timeout = kwargs.pop("turn"), kwargs.pop("execution_timeout", None)
        for unused in ("input_path", "log_output", "stdout_file", "stderr_file"):
            kwargs.pop(unused, None)
        client = ChapterClient(
            nb_man,
            kernel_name=kernel_name,
            timeout=execution_timeout,
            startup_timeout=kwargs.pop("start_timeout", 60),
            # everything has been said when the last cell has ended
            shutdown_kernel="immediate",
            **kwargs,
        )
        client.turn = turn
        client.execute()


def _scrub(executed: nbformat.NotebookNode) -> None:
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell["id"] = "parametere-fra-planen"  # papermill draws one by lot


papermill_engines.register(NAME, ChapterEngine)
