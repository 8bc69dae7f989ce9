"""The manifest of a build: what went in, with which parameters and versions, and how each chapter went."""

import json
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from svarbenk.batch.plan import Plan
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.responses import fingerprint
from svarbenk.workbench import input_files

PACKAGES = (
    "svarbenk", "pandas", "numpy", "scipy", "statsmodels", "pingouin", "seaborn", "matplotlib", "papermill",
    "ipykernel", "nbclient", "pydantic", "pandera", "typst", "python-docx", "xlsxwriter",
)  # fmt: skip


def gather(plan: Plan, project: Path, data: DataFolder) -> dict[str, Any]:
    """Gather what a build rests on.

    Parameters
    ----------
    plan : Plan
        The report.
    project : Path
        The project's folder, for its git commit and notebooks.
    data : DataFolder
        Where the inputs are.

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
    inputs: dict[str, str] = {}
    codebooks: dict[str, int] = {}
    for survey in plan.surveys:
        codebook = read_codebook(survey, data)
        codebooks[survey] = codebook.version
        inputs |= input_files(codebook, data)
    for path in sorted(data.published.rglob("*.csv")):
        inputs[f"published/{path.relative_to(data.published).as_posix()}"] = fingerprint(path)
    for chapter in plan.chapters:
        inputs[f"notebooks/{chapter.notebook}"] = fingerprint(project / "notebooks" / chapter.notebook)
    return {
        "plan": plan.plan,
        "title": plan.title.nb,
        "parameters": plan.parameters,
        "protection": {"threshold": plan.threshold, "on": plan.threshold > 1},
        "inputs": inputs,
        "codebooks": codebooks,
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
        "python": platform.python_version(),
        "git": _commit(project),
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _commit(project: Path) -> dict[str, Any] | None:
    """Return the commit and whether files that git tracks were changed since; None outside a checkout."""
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
