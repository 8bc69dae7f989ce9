"""Every chapter runs top to bottom as JupyterLab runs it: cell by cell, from its own folder, no papermill."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from svarbenk.documents import MIME

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted(path for path in (ROOT / "notebooks").glob("*/*.ipynb") if path.parent.name != "apps")


@pytest.mark.batch
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_runs_as_in_jupyterlab(chapter, data_folder, stand_in, monkeypatch):
    monkeypatch.setenv("SVARBENK_DATA", str(data_folder.root))
    notebook = nbformat.read(chapter, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": chapter.parent}}
    )
    client.execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", []) if MIME in output.get("data", {})]
    assert len(shown) >= 20
    # what a reader sees in JupyterLab is HTML, with words for those who read plain text
    assert all("text/html" in output["data"] and output["data"]["text/plain"] for output in shown)
    assert not [
        output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ]


def test_there_are_chapters():
    assert [chapter.name for chapter in CHAPTERS] == ["10-kommunene.ipynb"]
