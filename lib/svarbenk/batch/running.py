"""Runs a chapter notebook under papermill, in a kernel of its own, and tells what went wrong where."""

import contextlib
import logging
import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from svarbenk.batch.engine import NAME as ENGINE
from svarbenk.batch.engine import Stopped, Turn
from svarbenk.batch.kernels import ForkedKernelManager
from svarbenk.batch.reading import read_document
from svarbenk.codebook import Language
from svarbenk.documents import ChapterDocument
from svarbenk.errors import BuildFailed

# it warns of every parameter whose comment has an equals sign in it; the plan has checked them all
logging.getLogger("papermill").setLevel(logging.ERROR)
logging.getLogger("nbclient").setLevel(logging.CRITICAL)

KERNEL = "python3"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TRIES = 2
"""How often a chapter is begun: once more when its kernel dies, which a cell's error or a time limit is not."""


@dataclass(frozen=True)
class Limits:
    """How long things may take, in seconds: one cell, and all cells of a notebook together."""

    cell: int = 600
    notebook: int = 3600


LIMITS = Limits()


@dataclass(frozen=True)
class Ran:
    """A chapter that ran: its document, the executed notebook, how long it and its cells took, and at which try."""

    document: ChapterDocument
    notebook: Path
    seconds: float
    cells: float = 0.0
    tries: int = 1


class KernelDied(BuildFailed):
    """The kernel of a chapter died at every try."""


def run_chapter(
    notebook: Path,
    output: Path,
    parameters: dict[str, Any],
    *,
    language: Language = "nb",
    limits: Limits = LIMITS,
    turn: Turn | None = None,
) -> Ran:
    """Run a chapter notebook under papermill.

    Parameters
    ----------
    notebook : Path
        The chapter, with a cell tagged ``parameters``.
    output : Path
        Where the executed notebook goes; its folder must exist. Nothing is there if the run fails.
    parameters : dict
        What is injected after the parameters cell.
    language : str
        Markdown cells tagged with the other language are left out of the document.
    limits : Limits
        How long a cell, and the notebook, may take.
    turn : Turn, optional
        When its cells may run; at once by default.

    Returns
    -------
    Ran

    Raises
    ------
    BuildFailed
        If a cell raises, a kernel dies twice, or a cell or the notebook takes too long; names chapter, cell and error.
    InputError
        If the prose of the chapter cannot be used.
    Stopped
        If everything is to stop.
    """
    turn = turn or Turn()
    turn.limit = limits.notebook
    started = time.perf_counter()
    beside = output.with_name(f".{output.stem}.part.ipynb")
    try:
        for tried in range(1, TRIES + 1):
            try:
                executed = _execute(notebook, beside, parameters, limits, turn)
                break
            except KernelDied:
                if turn.stopped.is_set():
                    raise Stopped from None
                if tried == TRIES:
                    raise
        document = read_document(executed, notebook.stem, language)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
    return Ran(document, output, time.perf_counter() - started, turn.seconds, tried)


def _execute(
    notebook: Path, beside: Path, parameters: dict[str, Any], limits: Limits, turn: Turn
) -> nbformat.NotebookNode:
    where = f"kapittel {notebook.stem}"
    with _sockets() as config:
        try:
            return papermill.execute_notebook(
                str(notebook),
                str(beside),
                parameters=parameters,
                engine_name=ENGINE,
                kernel_name=KERNEL,
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                execution_timeout=limits.cell,
                start_timeout=120,
                config=config,
                kernel_manager_class=ForkedKernelManager,
                # an interrupted kernel would log that on the terminal, and history is for those who type
                extra_arguments=["--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"],
                turn=turn,
            )
        except PapermillExecutionError as error:
            raise BuildFailed(_failure(notebook, error, injected=bool(parameters))) from None
        except TimeoutError:
            raise BuildFailed(f"{where}: en celle tok mer enn {limits.cell} sekunder") from None
        except (DeadKernelError, RuntimeError, OSError) as error:
            if isinstance(error, BuildFailed):
                raise
            if turn.expired:
                raise BuildFailed(f"{where}: cellene tok mer enn {limits.notebook} sekunder i alt") from None
            if isinstance(error, DeadKernelError) or "kernel" in str(error).casefold():
                raise KernelDied(f"{where}: kjernen døde under kjøringen, to ganger (for lite minne?)") from None
            raise


@contextlib.contextmanager
def _sockets():
    """Keep a kernel's traffic off the network: sockets in a folder of its own, where the system has them.

    Without the folder every kernel would put the same sockets into the working folder.
    """
    config = Config()
    with tempfile.TemporaryDirectory(prefix=f"svarbenk-{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        if os.name == "posix":
            config.KernelManager.transport = "ipc"
            config.KernelManager.ip = f"{folder}/k"
            config.KernelManager.connection_file = f"{folder}/kernel.json"
        yield config


def _failure(notebook: Path, error: PapermillExecutionError, *, injected: bool) -> str:
    """Word a cell's failure; the cell is counted as in the notebook that the evaluator opens."""
    told = str(error.evalue).strip().splitlines()
    first = told[0] if told else "uten melding"
    where = f"kapittel {notebook.stem}, celle {error.cell_index + 1 - injected}"
    return f"{where}: {error.ename}: {first}\n  {_line(error)[:100]}"


def _line(error: PapermillExecutionError) -> str:
    """Return the line of the cell that failed: the arrow of the traceback points at it; else the first of the cell."""
    for frame in error.traceback:
        frame = _COLOUR.sub("", frame)
        pointed = re.search(r"^-+> *\d+ (.*)$", frame, re.MULTILINE)
        if frame.startswith("Cell In") and pointed:
            return pointed[1].strip()
    lines = (line.strip() for line in error.source.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")
