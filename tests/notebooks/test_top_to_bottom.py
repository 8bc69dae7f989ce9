"""Every chapter runs top to bottom as JupyterLab runs it: cell by cell, from its own folder, no papermill."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from svarbenk.batch.kernels import ForkedKernelManager
from svarbenk.documents import MIME

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted(path for path in (ROOT / "notebooks").glob("*/*.ipynb") if path.parent.name != "apps")


@pytest.mark.batch
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_chapter_runs_as_in_jupyterlab(chapter, clean_answers, monkeypatch):
    monkeypatch.setenv("SVARBENK_DATA", str(clean_answers.root))
    notebook = nbformat.read(chapter, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        kernel_manager_class=ForkedKernelManager,
        resources={"metadata": {"path": chapter.parent}},
    )
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type in {"error", "stream"}]
    # a table that rests on the evaluator's own extract shows nothing until there is one
    shown = [output for output in outputs if output.get("data", {}).get(MIME)]
    assert shown
    # what a reader sees in JupyterLab is HTML, with words for those who read plain text
    assert all("text/html" in output["data"] and output["data"]["text/plain"] for output in shown)


def test_there_are_chapters():
    assert {chapter.parent.name for chapter in CHAPTERS} == {"helse-nord", "rapport-iv", "bergen"}
