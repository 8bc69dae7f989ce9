"""How long cleaning takes by rows, without and with reading: a wave's export repeated up to a million rows."""

import csv
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from svarbenk.codebook import Codebook, DataFolder, read_codebook
from svarbenk.responses import clean_export, read_decisions, read_export
from svarbenk.synthetic import synthesise

SIZES = (1_000, 10_000, 100_000, 1_000_000)
WAVES = (("fastlege", "II"), ("helse-nord-kommune", "2019"))


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Print seconds per 1 000 rows, each size measured once, and the ratio to the smallest."""
    with tempfile.TemporaryDirectory() as temporary:
        data = _copy_of_data(Path(temporary))
        codebook, wave, export = _export(data)
        codebook = _any_number(codebook)
        view = codebook.in_wave(wave)
        columns = len(read_export(export, view).cells)
        print(f"{codebook.id} {wave}, {columns} columns, repeated (seconds per 1 000 rows; x = ratio to the smallest)")
        print(f"  {'rows':>9}{'cleaning':>12}{'':>8}{'with reading':>14}{'':>8}{'largest memory':>17}")
        # once before the clock starts, so that no import is counted
        decisions = read_decisions(export.parent / "decisions.yaml", codebook.id)
        clean_export(read_export(export, view), codebook, codebook.wave(wave), decisions)
        first = None
        for size in sizes:
            path = Path(temporary) / "stor.csv"
            _repeat(export, path, view, size)
            started = time.perf_counter()
            large = read_export(path, view)
            read = time.perf_counter()
            cleaned = clean_export(large, codebook, codebook.wave(wave))
            done = time.perf_counter()
            del large, cleaned
            alone, both = (1000 * seconds / size for seconds in (done - read, done - started))
            first = first or (alone, both)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"  {size:>9}{alone:>10.4f} s  x {alone / first[0]:<4.1f}{both:>12.4f} s  x {both / first[1]:<4.1f}"
                f"{memory:>13.0f} MB",
                flush=True,
            )


def _copy_of_data(folder: Path) -> DataFolder:
    source = DataFolder.find()
    for part in ("codebooks", "published", "synthetic"):
        shutil.copytree(source.root / part, folder / "data" / part)
    return DataFolder(folder / "data")


def _export(data: DataFolder) -> tuple[Codebook, str, Path]:
    """Return the first survey whose stand-in export is there as CSV."""
    for survey, wave in WAVES:
        if (data.root / "synthetic" / f"{survey}.yaml").is_file():
            made = [path for path in synthesise(survey, data) if path.suffix == ".csv"]
            if made:
                return read_codebook(survey, data), wave, made[0]
    raise FileNotFoundError("no stand-in export as CSV")


def _any_number(codebook: Codebook) -> Codebook:
    """Return the codebook without the number of replies that it expects."""
    waves = tuple(wave.model_copy(update={"replies": None}) for wave in codebook.waves)
    return codebook.model_copy(update={"waves": waves})


def _repeat(export: Path, target: Path, view: Codebook, size: int) -> None:
    """Write an export's rows again and again, each with a reply id and a unit of its own."""
    rules, unit = view.exports.csv, view.reply.unit
    with export.open(encoding=rules.encoding, newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=rules.separator)
    own = [(header.index(view.reply.id.variable), "{}")]
    own += [(header.index(unit.variable), "Enhet {}")] if unit else []

    def more() -> Iterator[list[str]]:
        for number in range(size):
            row = list(rows[number % len(rows)])
            for place, text in own:
                row[place] = text.format(number)
            yield row

    with target.open("w", encoding=rules.encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=rules.separator)
        writer.writerow(header)
        writer.writerows(more())
