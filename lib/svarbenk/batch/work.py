"""What a build has to do: which reports, which of their chapters have run already, and why the others must."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from svarbenk.batch import manifest
from svarbenk.batch.inputs import Inputs
from svarbenk.batch.plan import PlannedChapter, chapter_parameters, default_parameters
from svarbenk.batch.spanning import PlannedReport
from svarbenk.batch.store import Kept, Key, Store, digest_of, key_of

STORE = Path("reports") / "build" / ".kjoringer"
"""Where runs are kept, below the project's folder; like everything that is built, never committed."""


@dataclass(frozen=True)
class Run:
    """A chapter to be run for a report: with which parameters, what it is known by, and what is kept of it.

    ``why`` says why it has to run; it is empty where it has run.
    """

    report: str
    chapter: PlannedChapter
    notebook: Path
    given: dict[str, Any]
    written: dict[str, Any]
    language: str
    key: Key
    surveys: tuple[str, ...]
    kept: Kept | None
    why: str
    expected: float | None = None

    @property
    def name(self) -> str:
        """Report and chapter."""
        return f"{self.report}/{self.chapter.slug}"

    @property
    def differing(self) -> dict[str, Any]:
        """The parameters that are not as they stand in the notebook."""
        return {name: value for name, value in self.given.items() if value != self.written.get(name)}


@dataclass(frozen=True)
class Build:
    """A report to be built: where it goes, its runs, what it is known by, and why it has to be written."""

    report: PlannedReport
    out: Path
    runs: tuple[Run, ...]
    key: str
    facts: dict[str, Any]
    template: Path | None
    why: str

    @property
    def current(self) -> bool:
        """Whether the report is there already, of the same things and with every file as it was written."""
        return not self.why


def look(
    reports: list[tuple[PlannedReport, Path]], project: Path, inputs: Inputs, store: Store, *, fresh: bool = False
) -> list[Build]:
    """Look at what has to be done; nothing is written.

    Parameters
    ----------
    reports : list of (PlannedReport, Path)
        The reports and where each goes.
    project : Path
        The project's folder.
    inputs : Inputs
        The files that chapters rest on.
    store : Store
        The runs there are.
    fresh : bool
        Whether to run everything again.

    Raises
    ------
    InputError
        If a survey has no answers, or a codebook cannot be read.
    """
    inputs.look_again()
    return [_build(report, out, project, inputs, store, fresh) for report, out in reports]


def _build(report: PlannedReport, out: Path, project: Path, inputs: Inputs, store: Store, fresh: bool) -> Build:
    plan = report.plan
    runs = tuple(_run(report, chapter, project, inputs, store, fresh) for chapter in plan.chapters)
    template = project / "reports" / plan.template if plan.template else None
    facts = manifest.gather(plan, project, inputs, [run.key for run in runs])
    key = digest_of(
        [
            plan.model_dump(mode="json"),
            [run.key.digest for run in runs],
            [run.written | run.given for run in runs],
            inputs.digest(template) if template else "",
        ]
    )
    why = "--fresh" if fresh else manifest.why_not_current(out, key)
    return Build(report, out, runs, key, facts, template, why)


def _run(
    report: PlannedReport, chapter: PlannedChapter, project: Path, inputs: Inputs, store: Store, fresh: bool
) -> Run:
    plan = report.plan
    notebook = project / "notebooks" / chapter.notebook
    given = chapter_parameters(plan, chapter, project)
    written = default_parameters(chapter, project)
    key = key_of(notebook, given, inputs, plan.surveys)
    kept = None if fresh else store.get(key)
    name = f"{report.title}/{chapter.slug}"
    why = "" if kept else "--fresh" if fresh else store.why_stale(name, key)
    surveys = inputs.surveys_of(notebook, given, plan.surveys)
    expected = store.expected(name)
    return Run(report.title, chapter, notebook, given, written, plan.language, key, surveys, kept, why, expected)
