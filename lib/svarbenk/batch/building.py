"""Builds reports: runs the chapters that have to run, writes what is finished, and goes on after a failure."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from svarbenk.batch import manifest, places
from svarbenk.batch.engine import Stopped
from svarbenk.batch.inputs import Inputs
from svarbenk.batch.local import LocalRunners
from svarbenk.batch.plan import Plan
from svarbenk.batch.running import LIMITS, Limits
from svarbenk.batch.spanning import PlannedReport
from svarbenk.batch.store import Kept, Store
from svarbenk.batch.watch import Watch
from svarbenk.batch.work import STORE, Build, Run, look
from svarbenk.batch.writing import Order, WrittenChapter, write_report
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.documents import open_template
from svarbenk.errors import BuildFailed, InputError
from svarbenk.responses import refresh

_A_WHILE = 1.5
"""Seconds after which it is told that nothing can begin."""


class Runners(Protocol):
    """Who runs chapters: threads on this machine, or a cluster."""

    def open(self, surveys: Sequence[str]) -> None: ...  # noqa: D102
    def waits_for(self) -> str: ...  # noqa: D102
    def submit(self, run: Run) -> Future[Kept]: ...  # noqa: D102
    def call(self, function: Any, *arguments: Any, little: bool) -> Future[Any]: ...  # noqa: D102


@dataclass
class Outcome:
    """How a report went: its manifest, or the errors of its chapters; neither where it was there already."""

    build: Build
    facts: dict[str, Any] | None = None
    errors: list[Exception] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether the report is in its place."""
        return self.build.current or self.facts is not None


def build(
    plan: Plan,
    project: Path,
    out: Path,
    data: DataFolder,
    *,
    watch: Watch | None = None,
    limits: Limits = LIMITS,
    jobs: int = 0,
    fresh: bool = False,
) -> dict[str, Any]:
    """Build one report into a folder.

    Parameters
    ----------
    plan : Plan
        The report.
    project : Path
        The project's folder.
    out : Path
        The finished report: ``index.html``, ``kapitler/``, Word, PDF, ``figurdata.xlsx``, ``manifest.json``.
        It is replaced when everything has succeeded; until then, and after a failure, the old one stays.
    data : DataFolder
        Where the answers are; given to each chapter.
    watch : Watch, optional
        Is told how it goes.
    limits : Limits
        How long a cell and a notebook may take.
    jobs : int
        How many chapters run at once; 0 is one a processor.
    fresh : bool
        Whether to run what has run before.

    Returns
    -------
    dict
        The manifest, as written.

    Raises
    ------
    BuildFailed
        If a chapter fails: names chapter, cell and error.
    InputError
        If answers are missing or ``out`` is a folder of something else.
    """
    inputs = Inputs(data, project)
    (outcome,) = build_reports(
        [(PlannedReport(plan), out)], project, inputs, watch=watch, limits=limits, jobs=jobs, fresh=fresh
    )
    wrong = [error for error in outcome.errors if isinstance(error, InputError)]
    if wrong:
        raise InputError("\n".join(map(str, wrong)))
    if outcome.errors:
        raise BuildFailed("\n".join(map(str, outcome.errors)))
    return outcome.facts if outcome.facts is not None else manifest.read(out)


def build_reports(
    reports: Sequence[tuple[PlannedReport, Path]],
    project: Path,
    inputs: Inputs,
    *,
    watch: Watch | None = None,
    limits: Limits = LIMITS,
    jobs: int = 0,
    fresh: bool = False,
    scheduler: str = "",
) -> list[Outcome]:
    """Build reports; a chapter that fails stops no other.

    Parameters
    ----------
    reports : sequence of (PlannedReport, Path)
        The reports and where each goes.
    project : Path
        The project's folder.
    inputs : Inputs
        The files that chapters rest on.
    watch : Watch, optional
        Is told how it goes.
    limits : Limits
        How long a cell and a notebook may take.
    jobs : int
        How many chapters run at once on this machine; 0 is one a processor.
    fresh : bool
        Whether to run what has run before.
    scheduler : str
        Address of a Dask scheduler whose workers run the chapters, such as «tcp://10.0.0.5:8786».

    Returns
    -------
    list of Outcome
        In the order of the reports.

    Raises
    ------
    InputError
        If answers are missing, or a folder is of something else.
    """
    watch = watch or Watch()
    for _, out in reports:
        places.refuse_foreign(out)
    store = Store(project / STORE)
    started = datetime.now(UTC)

    def tidy() -> None:
        store.sweep()
        places.sweep_sockets()
        for _, out in reports:
            places.put_right(out)

    with places.in_use(store.folder, tidy):
        builds = look(list(reports), project, inputs, store, fresh=fresh)
        outcomes = [Outcome(each) for each in builds]
        left = [each for each in builds if not each.current]
        watch.planned(builds)
        for template in {each.template for each in left if each.template}:
            open_template(template, "nb-NO")  # found out now, and not when all chapters have run
        running = any(run.kept is None for each in left for run in each.runs)
        for survey in sorted({name for each in left for run in each.runs if not run.kept for name in run.surveys}):
            # once, rather than in every kernel
            if refresh(codebook := read_codebook(survey, inputs.data), inputs.data):
                watch.cleaned(codebook.id)
        if left:
            try:
                with _runners(store, inputs, jobs, limits, scheduler if running else "") as runners:
                    _Night(outcomes, runners, watch, started).work()
            except BaseException:
                for each in left:  # those that were being put in their place
                    places.put_right(each.out)
                raise
    return outcomes


def _runners(store: Store, inputs: Inputs, jobs: int, limits: Limits, scheduler: str) -> Any:
    if not scheduler:
        return LocalRunners(store, inputs, jobs=jobs, limits=limits)
    from svarbenk.batch.cluster import ClusterRunners

    return ClusterRunners(scheduler, store, inputs, limits=limits)


class _Night:
    """A build under way: runs that are out, reports that wait for them, reports that are being written."""

    def __init__(self, outcomes: list[Outcome], runners: Runners, watch: Watch, started: datetime):
        self.runners, self.watch, self.started = runners, watch, started
        self.outcomes = [each for each in outcomes if not each.build.current]
        self.kept: dict[str, Kept] = {}
        self.of_run: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            for digest in {run.key.digest for run in outcome.build.runs}:
                self.of_run.setdefault(digest, []).append(outcome)
        self.waiting: dict[Future, Any] = {}

    def work(self) -> None:
        """Run and write until nothing is left."""
        runs = self._to_run()
        self.runners.open(sorted({survey for run in runs for survey in run.surveys}))
        self.waiting = {self.runners.submit(run): run for run in runs}
        for outcome in self.outcomes:
            self._write_if_ready(outcome)
        look = time.monotonic() + _A_WHILE
        while self.waiting:
            if look and time.monotonic() > look:
                look = 0.0  # once
                if lacking := self.runners.waits_for():
                    self.watch.waits(lacking)
            done, _ = wait(self.waiting, timeout=0.5, return_when=FIRST_COMPLETED)
            for future in done:
                self._take(future, self.waiting.pop(future))

    def _to_run(self) -> list[Run]:
        """Return each run once, in the order of the reports, of a report the longest first."""
        runs: dict[str, Run] = {}
        for outcome in self.outcomes:
            for run in sorted(outcome.build.runs, key=lambda run: -(run.expected or 1e9)):
                if run.kept:
                    self.kept[run.key.digest] = run.kept
                else:
                    runs.setdefault(run.key.digest, run)
        return [run for digest, run in runs.items() if digest not in self.kept]

    def _take(self, future: Future, what: Run | Outcome) -> None:
        error = future.exception()
        if error is not None and not isinstance(error, BuildFailed | InputError | Stopped):
            raise error
        if isinstance(what, Outcome):
            if error:
                what.errors.append(error)
                self.watch.failed(what.build.report.title, str(error))
            else:
                what.facts = future.result()
                self.watch.wrote(what.build, what.facts)
            return
        if error is None:
            self.kept[what.key.digest] = future.result()
            self.watch.ran(what, future.result())
        else:
            self.watch.failed(what.report, str(error))
        for outcome in self.of_run[what.key.digest]:
            if error is not None:
                outcome.errors.append(error)
            self._write_if_ready(outcome)

    def _write_if_ready(self, outcome: Outcome) -> None:
        build = outcome.build
        if outcome.errors or any(run.key.digest not in self.kept for run in build.runs):
            return
        chapters = tuple(
            WrittenChapter(
                run.chapter.slug,
                self.kept[run.key.digest].notebook,
                self.kept[run.key.digest].seconds,
                run.written | run.given,
            )
            for run in build.runs
        )
        report = build.report
        order = Order(
            report.plan, report.slug, build.key, build.facts, chapters, build.out, build.template, self.started
        )
        self.waiting[self.runners.call(write_report, order, little=not order.plan.formats)] = outcome


def failures(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return those of some ``outcomes`` whose reports are not in their place."""
    return [each for each in outcomes if not each.done]
