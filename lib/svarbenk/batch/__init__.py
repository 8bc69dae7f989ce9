"""Whole reports: plans, notebook runs and the manifest."""

from svarbenk.batch.build import build
from svarbenk.batch.plan import Plan, PlannedChapter, chapter_parameters, folder_name, project_folder, read_plan
from svarbenk.batch.running import Ran, read_document, run_chapter

__all__ = [
    "Plan",
    "PlannedChapter",
    "Ran",
    "build",
    "chapter_parameters",
    "folder_name",
    "project_folder",
    "read_document",
    "read_plan",
    "run_chapter",
]
