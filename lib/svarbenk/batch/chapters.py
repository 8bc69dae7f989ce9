"""Runs the chapters of a plan side by side, each in a kernel of its own."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from svarbenk.batch.plan import Plan, PlannedChapter, chapter_parameters
from svarbenk.batch.running import Ran, run_chapter
from svarbenk.codebook import DataFolder
from svarbenk.errors import BuildFailed, InputError

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Finished:
    """A chapter that ran, with the parameters it was given."""

    chapter: PlannedChapter
    ran: Ran
    given: dict[str, Any]


def run_chapters(
    plan: Plan, project: Path, folder: Path, data: DataFolder, *, jobs: int, timeout: int, tell: Progress
) -> list[Finished]:
    """Run every chapter of a plan, several at once.

    Parameters
    ----------
    plan : Plan
        The report.
    project : Path
        The project's folder, where the notebooks are.
    folder : Path
        Where the executed notebooks go.
    data : DataFolder
        Where the answers are; the kernels are told by their environment, so that no path gets into a notebook.
    jobs : int
        How many run at once.
    timeout : int
        Seconds that one cell may take.
    tell : callable
        Called with (what is going on, chapters done, steps in all); the documents are the last step.

    Returns
    -------
    list of Finished
        In the order of the plan.

    Raises
    ------
    BuildFailed
        If chapters fail: names each with its cell and error, after the others have run.
    InputError
        If the prose of a chapter cannot be used.
    """
    total = len(plan.chapters) + 1
    before = set(psutil.Process().children(recursive=True))
    with _data_at(data), ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        running = {pool.submit(_run, plan, chapter, project, folder, timeout): chapter for chapter in plan.chapters}
        try:
            _follow(running, total, tell)
        except BaseException:
            # interrupted: chapters that have not begun never do, and those that run lose their kernels
            pool.shutdown(wait=False, cancel_futures=True)
            _stop_kernels(before)
            raise
    problems = [error for error in (each.exception() for each in running) if error]
    for error in problems:
        if not isinstance(error, BuildFailed | InputError):
            raise error
    wrong = [error for error in problems if isinstance(error, InputError)]
    if wrong:
        raise InputError("\n".join(map(str, wrong)))
    if problems:
        raise BuildFailed("\n".join(map(str, problems)))
    return [each.result() for each in running]


def _run(plan: Plan, chapter: PlannedChapter, project: Path, folder: Path, timeout: int) -> Finished:
    given = chapter_parameters(plan, chapter, project)
    ran = run_chapter(
        project / "notebooks" / chapter.notebook,
        folder / f"{chapter.slug}.ipynb",
        given,
        language=plan.language,
        timeout=timeout,
    )
    return Finished(chapter, ran, given)


def _follow(running: dict[Future, PlannedChapter], total: int, tell: Progress) -> None:
    """Tell what has finished until everything has."""
    left = set(running)
    tell(f"{len(left)} kapitler" if len(left) > 1 else f"kapittel {running[next(iter(left))].slug}", 0, total)
    while left:
        done, left = wait(left, return_when=FIRST_COMPLETED)
        for each in done:
            failed = " feilet" if each.exception() else ""
            tell(f"kapittel {running[each].slug}{failed}", total - 1 - len(left), total)


def _stop_kernels(before: set[psutil.Process]) -> None:
    for each in set(psutil.Process().children(recursive=True)) - before:
        with suppress(psutil.NoSuchProcess):
            each.kill()


@contextmanager
def _data_at(data: DataFolder) -> Iterator[None]:
    before = os.environ.get("SVARBENK_DATA")
    os.environ["SVARBENK_DATA"] = str(data.root)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SVARBENK_DATA"]
        else:
            os.environ["SVARBENK_DATA"] = before
