"""The manifest of a build: what went in, with which parameters and versions, and how each chapter went."""

import json
import platform
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from svarbenk.batch.inputs import Inputs, versions
from svarbenk.batch.plan import Plan
from svarbenk.batch.store import FILES, Key
from svarbenk.codebook import read_codebook
from svarbenk.responses import fingerprint

NAME = "manifest.json"


def gather(plan: Plan, project: Path, inputs: Inputs, keys: Iterable[Key]) -> dict[str, Any]:
    """Gather what a build rests on.

    Parameters
    ----------
    plan : Plan
        The report.
    project : Path
        The project's folder, for its git commit and notebooks.
    inputs : Inputs
        The files that chapters rest on.
    keys : iterable of Key
        What the runs of its chapters are known by.

    Returns
    -------
    dict
        ``plan``, ``parameters``, ``protection``, ``inputs`` (name to sha256), ``codebooks`` (id to version),
        ``packages``, ``python``, ``git``. No path of a machine is in it.

    Raises
    ------
    InputError
        If a survey of the plan has no answers.
    """
    files: dict[str, str] = {}
    codebooks: dict[str, int] = {}
    for survey in plan.surveys:
        codebook = read_codebook(survey, inputs.data)
        codebooks[survey] = codebook.version
        files |= inputs.of_survey(codebook)
    for key in keys:
        files |= {name: digest for name, digest in key.parts.items() if name.startswith(FILES)}
    for chapter in plan.chapters:
        files[f"notebooks/{chapter.notebook}"] = inputs.digest(project / "notebooks" / chapter.notebook)
    return {
        "plan": plan.plan,
        "title": plan.title.nb,
        "parameters": plan.parameters,
        "protection": {"threshold": plan.threshold, "on": plan.threshold > 1},
        "inputs": dict(sorted(files.items())),
        "codebooks": codebooks,
        "packages": versions(),
        "python": platform.python_version(),
        "git": commit(project),
    }


@cache
def commit(project: Path) -> dict[str, Any] | None:
    """Return the commit and whether files that git tracks were changed since; None outside a checkout (``project``)."""
    run = lambda *command: subprocess.run(  # noqa: E731
        ["git", "-C", str(project), *command], capture_output=True, text=True, check=False
    )
    try:
        head = run("rev-parse", "HEAD")
    except OSError:
        return None
    if head.returncode:
        return None
    changed = run("status", "--porcelain", "--untracked-files=no").stdout.strip()
    return {"commit": head.stdout.strip(), "changed": bool(changed)}


def write(manifest: dict[str, Any], path: Path) -> Path:
    """Write a manifest as JSON and return its path."""
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True, default=str), encoding="utf-8")
    return path


def read(out: Path) -> dict[str, Any]:
    """Return the manifest of the report in ``out``."""
    return json.loads((out / NAME).read_text(encoding="utf-8"))


def why_not_current(out: Path, key: str) -> str:
    """Say why a report has to be written: there is none, it is of something else, or a file was touched; else nothing.

    Parameters
    ----------
    out : Path
        Where the report is.
    key : str
        What it would be known by now.
    """
    try:
        told = read(out)
    except (OSError, ValueError):
        return "ikke bygget før"
    if not isinstance(told, dict) or told.get("key") != key:
        return "noe den bygger på, er endret"
    for name, digest in told.get("files", {}).items():
        path = out / name
        if not path.is_file():
            return f"{name} mangler"
        if fingerprint(path) != digest:
            return f"{name} er endret etter byggingen"
    return ""
