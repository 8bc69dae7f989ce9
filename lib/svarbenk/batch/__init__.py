"""Whole reports: plans, notebook runs and the manifest."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from svarbenk.batch.building import Outcome, build, build_reports, failures
    from svarbenk.batch.inputs import Inputs
    from svarbenk.batch.plan import Plan, PlannedChapter, chapter_parameters, folder_name, project_folder, read_plan
    from svarbenk.batch.reading import read_document
    from svarbenk.batch.running import Limits, Ran, run_chapter
    from svarbenk.batch.spanning import PlannedReport, reports_of
    from svarbenk.batch.store import Store
    from svarbenk.batch.watch import Watch
    from svarbenk.batch.work import STORE, look

__all__ = [
    "STORE",
    "Inputs",
    "Limits",
    "Outcome",
    "Plan",
    "PlannedChapter",
    "PlannedReport",
    "Ran",
    "Store",
    "Watch",
    "build",
    "build_reports",
    "chapter_parameters",
    "failures",
    "folder_name",
    "look",
    "project_folder",
    "read_document",
    "read_plan",
    "reports_of",
    "run_chapter",
]

_PARTS = {
    "building": ("Outcome", "build", "build_reports", "failures"),
    "inputs": ("Inputs",),
    "plan": ("Plan", "PlannedChapter", "chapter_parameters", "folder_name", "project_folder", "read_plan"),
    "reading": ("read_document",),
    "running": ("Limits", "Ran", "run_chapter"),
    "spanning": ("PlannedReport", "reports_of"),
    "store": ("Store",),
    "watch": ("Watch",),
    "work": ("STORE", "look"),
}


def __getattr__(name: str) -> Any:
    """Fetch a name when it is first used: the process that forks kernels need not import what runs notebooks."""
    for part, names in _PARTS.items():
        if name in names:
            return getattr(import_module(f"svarbenk.batch.{part}"), name)
    raise AttributeError(f"module {__name__} has no name {name!r}")
