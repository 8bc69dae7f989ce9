"""ruff finds nothing, in code, tests and notebooks."""

import subprocess
import sys

import pytest
from checkout import ROOT

PLACES = [name for name in ("lib", "tests", "notebooks") if (ROOT / name).is_dir()]


@pytest.mark.parametrize("task", [("check", "--output-format=concise"), ("format", "--check")], ids=["check", "format"])
def test_ruff_is_content(task):
    command = [sys.executable, "-m", "ruff", *task, *PLACES]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
