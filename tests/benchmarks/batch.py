"""A hundred runs of a chapter through a plan against `xargs papermill` on the same runs, in time and memory.

`python -m tests.benchmarks batch`; `SVARBENK_BENCH_RUNS=20` for fewer runs. Chapter 8 of report IV is run for every
size of kommune in every wave, with five thresholds. Overhead is wall time less the time of the cells, which is added up
over all runs and divided by how many run at once. It is told twice: by the time that each way says its own cells took,
and by the time of the cells where the libraries are imported already, since importing them is no work of the chapter.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from ruamel.yaml import YAML
from svarbenk.batch import STORE, Inputs, project_folder, read_plan, reports_of
from svarbenk.batch.plan import chapter_parameters
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.responses import refresh
from svarbenk.synthetic import synthesise

CHAPTER = "rapport-iv/08-kvalitetsarbeid-og-tjenesteutvikling.ipynb"
SURVEYS = ("fastlege", "kommune")
RUNS = int(os.environ.get("SVARBENK_BENCH_RUNS", "100"))
PLAN = """\
plan: maaling
title: {{nb: Måling}}
surveys: [fastlege, kommune]
formats: [{formats}]
for_each: {{runde: [IV, III, II, I], kommunestorrelse: all, threshold: [0, 3, 5, 8, 10]}}
chapters: [{{notebook: {chapter}}}]
"""


@dataclass(frozen=True)
class Measured:
    """What one way of running took: seconds, seconds of its cells, of processors, and the most memory."""

    wall: float
    cells: float
    processor: float
    memory: float


def run() -> None:
    """Print each way's times, and the ratios."""
    jobs = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data, runs = _prepare(folder)
        found = {
            "papermill, one process a run": _papermill(folder, data, runs, jobs),
            "a plan, notebooks alone": _plan(folder, data, "", jobs),
            "a plan with HTML, Word, PDF, Excel": _plan(folder, data, "html, word, pdf, excel", jobs),
        }
    print(f"  {len(runs)} runs of chapter 8, {jobs} at once")
    print(f"  {'':<36}{'wall':>8}{'cells':>8}{'overhead':>10}{'processor':>11}{'memory':>10}")
    for name, each in found.items():
        overhead = each.wall - each.cells / jobs
        print(
            f"  {name:<36}{each.wall:>6.0f} s{each.cells / jobs:>6.0f} s{overhead:>8.0f} s{each.processor:>9.0f} s"
            f"{each.memory / 1e6:>7.0f} MB"
        )
    old, *ours = found.values()
    for name, each in zip(list(found)[1:], ours, strict=True):
        own = (each.wall - each.cells / jobs) / (old.wall - old.cells / jobs)
        same = (each.wall - each.cells / jobs) / (old.wall - each.cells / jobs)
        print(f"  {name}: whole time {each.wall / old.wall:.3f} of papermill's")
        print(f"    overhead {own:.3f} of its overhead; {same:.3f} where imports are overhead too")


def _prepare(folder: Path) -> tuple[DataFolder, list[tuple[str, dict]]]:
    """Make the project and the data; return the data and the name and parameters of each run."""
    root = project_folder()
    data = DataFolder(folder / "data")
    for part in (root / "data").iterdir():
        if part.is_dir() and part.name not in {"raw", "clean"}:
            shutil.copytree(part, data.root / part.name)
    for survey in SURVEYS:
        synthesise(survey, data)
        refresh(read_codebook(survey, data), data)
    (folder / "notebooks").symlink_to(root / "notebooks")
    (folder / "reports" / "plans").mkdir(parents=True)
    runs = []
    _write_plan(folder, "")
    inputs = Inputs(data, folder)
    for report in reports_of(read_plan("maaling", folder, None, inputs), folder, inputs)[:RUNS]:
        runs.append((report.name, chapter_parameters(report.plan, report.plan.chapters[0], folder)))
    return data, runs


def _write_plan(folder: Path, formats: str) -> None:
    path = folder / "reports" / "plans" / "maaling.yaml"
    path.write_text(PLAN.format(formats=formats, chapter=CHAPTER), encoding="utf-8")
    if RUNS >= 100:
        return
    table = "\n".join(f"{wave};{size};{at}" for wave, size, at in _first()[:RUNS])
    (path.parent / "rader.csv").write_text(f"runde;kommunestorrelse;threshold\n{table}\n", encoding="utf-8")
    text = "".join(
        "for_each: rader.csv\n" if line.startswith("for_each") else line for line in path.read_text().splitlines(True)
    )
    path.write_text(text, encoding="utf-8")


def _first() -> list[tuple[str, str, int]]:
    sizes = [each.id for each in read_codebook("fastlege").question("kommunestorrelse").categories]
    return [(wave, size, at) for wave in ("IV", "III", "II", "I") for size in sizes for at in (0, 3, 5, 8, 10)]


def _papermill(folder: Path, data: DataFolder, runs: list[tuple[str, dict]], jobs: int) -> Measured:
    out = folder / "papermill"
    out.mkdir()
    for name, given in runs:
        with (out / f"{name}.yaml").open("w", encoding="utf-8") as file:
            YAML().dump(given, file)
    names = "\n".join(name for name, _ in runs).encode()
    papermill = Path(sys.executable).with_name("papermill")
    line = f"{papermill} {folder}/notebooks/{CHAPTER} {out}/{{}}.ipynb -f {out}/{{}}.yaml -k python3 --no-progress-bar"
    wall, processor, memory = _measured(["xargs", f"-P{jobs}", "-I{}", *line.split()], folder, data, names)
    cells = 0.0
    for name, _ in runs:
        executed = nbformat.read(out / f"{name}.ipynb", as_version=4)
        durations = (cell.metadata["papermill"]["duration"] for cell in executed.cells if cell.cell_type == "code")
        cells += sum(filter(None, durations))
    return Measured(wall, cells, processor, memory)


def _plan(folder: Path, data: DataFolder, formats: str, jobs: int) -> Measured:
    _write_plan(folder, formats)
    command = [sys.executable, "-m", "svarbenk.cli", "build", "maaling", "--fresh", "--jobs", str(jobs)]
    wall, processor, memory = _measured(command, folder, data)
    records = (json.loads(path.read_text(encoding="utf-8")) for path in (folder / STORE).glob("*/kjoring.json"))
    cells = sum(record["cells"] for record in records)
    return Measured(wall, cells, processor, memory)


def _measured(command: list[str], folder: Path, data: DataFolder, told: bytes = b"") -> tuple[float, float, float]:
    """Run a command to its end; seconds, processor seconds of it and all below it, and the most memory at once."""
    environment = {**os.environ, "SVARBENK_DATA": str(data.root), "OPENBLAS_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with (folder / "logg").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log)
        peak = _Peak(process.pid)
        process.communicate(told)
    wall = time.perf_counter() - started
    peak.ended.set()
    if process.returncode:
        raise RuntimeError((folder / "logg").read_text(encoding="utf-8")[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak.most


class _Peak(threading.Thread):
    """Looks twice a second at the memory of a process and all below it; shared memory counts once (PSS)."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.5):
            with suppress(psutil.Error):
                root = psutil.Process(self.pid)
                self.most = max(self.most, sum(map(_memory, [root, *root.children(recursive=True)])))


def _memory(process: psutil.Process) -> float:
    try:
        return process.memory_full_info().pss
    except (psutil.Error, AttributeError):
        return 0.0
