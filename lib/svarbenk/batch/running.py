"""Runs a chapter notebook and reads what it computed back as data."""

import logging
import os
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from svarbenk.batch.kernels import ForkedKernelManager
from svarbenk.batch.traces import Traces
from svarbenk.codebook import Language
from svarbenk.documents import MIME, Block, ChapterDocument, Heading, Paragraph, blocks_from_markdown
from svarbenk.errors import BuildFailed, InputError
from svarbenk.workbench import ORIGINS_MIME, VALUES_MIME, prose, read_blocks, read_values

# it warns of every parameter whose comment has an equals sign in it; the plan has checked them all
logging.getLogger("papermill").setLevel(logging.ERROR)

KERNEL = "python3"
_NUMBERED = re.compile(r"(?P<number>(?:vedlegg|appendix|annex) \w{1,2}|\d+(?:\.\d+)*\.?)[.:]? +(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Ran:
    """A chapter that ran: its document, the executed notebook and how long it took."""

    document: ChapterDocument
    notebook: Path
    seconds: float


def run_chapter(
    notebook: Path,
    output: Path,
    parameters: dict[str, Any],
    *,
    language: Language = "nb",
    timeout: int = 600,
    on_cell: Callable[[int, int], None] | None = None,
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
    timeout : int
        Seconds that one cell may take.
    on_cell : callable, optional
        Called with (cells done, cells in all) as the run goes on.

    Returns
    -------
    Ran

    Raises
    ------
    BuildFailed
        If a cell raises, a kernel dies or a cell takes too long; names chapter, cell and error.
    """
    started = time.perf_counter()
    beside = output.with_name(f".{output.stem}.part.ipynb")
    sockets = tempfile.TemporaryDirectory(prefix="svarbenk-")
    try:
        executed = papermill.execute_notebook(
            str(notebook),
            str(beside),
            parameters=parameters,
            kernel_name=KERNEL,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            execution_timeout=timeout,
            start_timeout=120,
            config=_transport(sockets.name),
            kernel_manager_class=ForkedKernelManager,
            # an interrupted kernel would log that on the terminal; the message here says it
            extra_arguments=["--IPKernelApp.log_level=50"],
        )
    except PapermillExecutionError as error:
        raise BuildFailed(_failure(notebook, error, injected=bool(parameters))) from None
    except DeadKernelError:
        raise BuildFailed(f"kapittel {notebook.stem}: kjernen døde under kjøringen (for lite minne?)") from None
    except TimeoutError:
        raise BuildFailed(f"kapittel {notebook.stem}: en celle tok mer enn {timeout} sekunder") from None
    finally:
        beside.unlink(missing_ok=True)
        sockets.cleanup()
    _scrub(executed)
    nbformat.write(executed, output)
    document = read_document(executed, notebook.stem, language)
    return Ran(document, output, time.perf_counter() - started)


def _transport(folder: str) -> Config:
    """Keep a kernel's traffic off the network: sockets in a folder of its own, where the system has them.

    Without the folder every kernel would put the same sockets into the working folder.
    """
    config = Config()
    if os.name == "posix":
        config.KernelManager.transport = "ipc"
        config.KernelManager.ip = f"{folder}/k"
        config.KernelManager.connection_file = f"{folder}/kernel.json"
    return config


def _failure(notebook: Path, error: PapermillExecutionError, *, injected: bool) -> str:
    """Word a cell's failure; the cell is counted as in the notebook that the evaluator opens."""
    told = str(error.evalue).strip().splitlines()
    first = told[0] if told else "uten melding"
    line = next((part for part in error.source.splitlines() if part.strip() and not part.strip().startswith("#")), "")
    where = f"kapittel {notebook.stem}, celle {error.cell_index + 1 - injected}"
    return f"{where}: {error.ename}: {first}\n  {line.strip()[:100]}"


def _scrub(executed: nbformat.NotebookNode) -> None:
    """Take out what papermill writes about the machine, so that the same run gives the same file."""
    executed.metadata.get("papermill", {}).clear()
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)


def read_document(executed: nbformat.NotebookNode, slug: str, language: Language = "nb") -> ChapterDocument:
    """Read the chapter out of an executed notebook.

    Markdown cells are prose (one tagged with the other language is left out; one tagged ``lead``, ``note`` or
    ``quote`` is set in that style) and take the values that ``Chapter.let`` gave above them. Outputs of code
    cells that carry blocks are tables and figures, in the order of the notebook.

    Parameters
    ----------
    executed : NotebookNode
        The notebook with its outputs.
    slug : str
        The chapter's name in file names.
    language : str
        «nb» or «en».

    Raises
    ------
    InputError
        If a markdown cell holds what a report cannot carry, a number typed by hand or a name without value; or
        if no heading of level 1 opens the chapter.
    """
    other = "en" if language == "nb" else "nb"
    blocks: list[Block] = []
    values: dict[str, float | str] = {}
    origins: dict[str, dict[str, str]] = {}
    traces = Traces()
    place = 0
    for cell in executed.cells:
        tags = cell.metadata.get("tags", [])
        place += "injected-parameters" not in tags
        if cell.cell_type == "markdown" and other not in tags:
            try:
                written = blocks_from_markdown(prose(cell.source, values, language, marked=True))
            except InputError as error:
                raise InputError(f"kapittel {slug}, celle {place}: {error}") from None
            blocks += traces.follow((_styled(block, tags) for block in written), values, origins)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            named = read_values(data.get(VALUES_MIME, {}))
            values |= named
            # a name that is given anew has a new origin, or none
            origins = {name: told for name, told in origins.items() if name not in named}
            origins |= data.get(ORIGINS_MIME, {})
            blocks += traces.follow(read_blocks(data.get(MIME, [])))
    title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    if title is None:
        raise InputError(f"kapittel {slug}: ingen overskrift på øverste nivå; ventet en tittel, som «# 10 Kommunene»")
    blocks.remove(title)
    number, name = _numbered(title.text)
    return ChapterDocument(
        slug=slug, number=number, title=name, language=language, blocks=tuple(blocks), values=traces.values
    )


def _numbered(title: str) -> tuple[str, str]:
    """Divide «10 Kommunene» and «Vedlegg A Utvalg» into number and name."""
    found = _NUMBERED.match(title)
    return (found["number"], title[found.end() :]) if found else ("", title)


def _styled(block: Block, tags: list[str]) -> Block:
    """Give a paragraph the style that its cell is tagged with."""
    style = next((tag for tag in tags if tag in {"lead", "note", "quote"}), None)
    return block.model_copy(update={"style": style}) if style and isinstance(block, Paragraph) else block
