"""What an evaluator waits for: cleaning, counting, comparing with print, building; and how each grows with rows."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
from svarbenk.batch import build, project_folder, read_plan
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.kontroll import compare
from svarbenk.ledger import read_ledger
from svarbenk.responses import RawExport, Responses, clean, clean_export, read_export
from svarbenk.synthetic import synthesise
from svarbenk.tables import count
from svarbenk.workbench import Survey, open_survey

SURVEY = "helse-nord-kommune"


def run() -> None:
    """Print seconds, and ratios to the smallest of the same kind measured in this run."""
    with tempfile.TemporaryDirectory() as temporary:
        data = _stand_in(Path(temporary))
        codebook = read_codebook(SURVEY, data)
        exports = {path.suffix: path for path in data.raw(SURVEY).glob(f"{SURVEY}.*")}
        responses = clean(codebook, data)
        print("cleaning one export (83 rows, 68 columns)")
        _table({suffix: partial(clean, codebook, data, file=path) for suffix, path in exports.items()})
        print("cleaning by rows")
        export = read_export(exports[".csv"], codebook)
        larger = [_many(export, codebook, times) for times in (1, 10, 100)]
        wave = codebook.wave()
        _table({f"{len(each.rows):>7} rows": partial(clean_export, each, codebook, wave) for each in larger})
        print("one crosstab by rows")
        copies = [_copies(responses, times) for times in (1, 100, 1000)]
        _table({f"{len(each):>7} rows": partial(count, each, "tilstrekkelig_hjemler", "folketall") for each in copies})
        print("by questions (two backgrounds each, with tests), all printed numbers, and the report")
        survey = open_survey(SURVEY, data=data.root)
        closed = [each.id for each in codebook.questions if each.kind in {"single", "ordinal"} and not each.background]
        ledger = read_ledger(data, survey=SURVEY)
        project = project_folder()
        plan = read_plan("helse-nord", project)
        _table(
            {
                "1 question": partial(_tests, survey, closed[:1]),
                f"{len(closed)} questions": partial(_tests, survey, closed),
                f"{len(ledger)} printed numbers": partial(compare, responses, ledger),
                "the report": partial(build, plan, project, Path(temporary) / "ut", data, fresh=True),
            }
        )


def _tests(survey: Survey, questions: list[str]) -> list:
    return [survey.table(each, by=["sentralitet", "folketall"]).tests() for each in questions]


def _stand_in(folder: Path) -> DataFolder:
    source = DataFolder.find()
    for part in ("codebooks", "published", "synthetic"):
        shutil.copytree(source.root / part, folder / "data" / part)
    data = DataFolder(folder / "data")
    synthesise(SURVEY, data)
    return data


def _many(export: RawExport, codebook, times: int) -> RawExport:
    """Repeat an export's rows with reply ids and units of their own."""
    unit, reply = codebook.reply.unit.variable, codebook.reply.id.variable
    cells = {name: list(column) * times for name, column in export.cells.items()}
    size = len(export.rows)
    cells[unit] = [f"Enhet {place}" for place in range(size * times)]
    cells[reply] = [str(1000 + place) for place in range(size * times)]
    return replace(export, rows=tuple(range(2, 2 + size * times)), cells=cells)


def _copies(responses: Responses, times: int) -> Responses:
    return replace(responses, frame=pd.concat([responses.frame] * times, ignore_index=True))


def _table(work: dict[str, Callable[[], object]]) -> None:
    first = None
    for name, task in work.items():
        seconds = min(_seconds(task) for _ in range(1 if name == "the report" else 3))
        first = first or seconds
        print(f"  {name:<26}{seconds:>9.3f} s  x {seconds / first:.1f}")


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started
