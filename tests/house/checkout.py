"""The checkout as the tests of the house see it: its root, its rooms in order, its files."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lib" / "svarbenk"

# A room may import the rooms before it, never those after it.
ROOMS = (
    "stats",
    "codebook",
    "ledger",
    "register",
    "responses",
    "synthetic",
    "tables",
    "disclosure",
    "wording",
    "figures",
    "documents",
    "workbench",
    "kontroll",
    "batch",
    "apps",
    "cli",
)


def git(*arguments: str) -> list[str]:
    """Ask git about the checkout; one answer a line."""
    command = ["git", "-c", f"safe.directory={ROOT}", "-c", "core.quotepath=off", *arguments]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode in (0, 1), f"{' '.join(command)}: {answer.stderr}"
    return answer.stdout.splitlines()


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that git tracks or would add: what a commit of everything would hold."""
    names = git("ls-files", "--cached", "--others", "--exclude-standard")
    return tuple(ROOT / name for name in sorted(set(names)) if (ROOT / name).is_file())


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every Python file below ``folder``."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def shown(path: Path) -> str:
    """Name a file as seen from the root."""
    return path.relative_to(ROOT).as_posix()
