"""Fifty million answers in a Parquet file, counted and tested in little memory; and pandas on as many as it can hold.

Each way is run in a process of its own, so that its memory is its own. `SVARBENK_BENCH_ROWS=5000000` for fewer rows.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROWS = int(os.environ.get("SVARBENK_BENCH_ROWS", "50_000_000"))
HELD = ROWS // 10
LIMIT = 2e9
ASKED = 'columns="svar", rows="region", where="alder >= 40", order={"svar": [f"svar_{i}" for i in range(1, 6)]}'

MAKE = """
import duckdb
database = duckdb.connect(config={{"memory_limit": "1GB"}})
database.execute('''
    copy (
        select 'region_' || (1 + hash(i) % 5) as region, cast(18 + hash(i + 1) % 80 as smallint) as alder,
            'svar_' || (1 + (hash(i * 7) % 100 + (hash(i) % 5)) % 5) as svar,
            0.5 + (hash(i * 3) % 1000) / 1000.0 as vekt, uuid() as pasient
        from range({rows}) as made(i)
    ) to '{path}' (format parquet, row_group_size 250000)
''')
"""
OURS = """
from svarbenk.tables import CountTable
from svarbenk import stats
table = CountTable.from_parquet({path!r}, {asked})
weighted = CountTable.from_parquet({path!r}, {asked}, weight="vekt")
tested = stats.chi_square(table)
told = [table.counts.tolist(), float(weighted.counts.sum()), tested.statistic, tested.p_value]
"""
PANDAS = """
import pandas as pd
from scipy.stats import chi2_contingency
frame = pd.read_parquet({path!r}, columns=["region", "alder", "svar", "vekt"])
frame = frame[frame.alder >= 40]
counts = pd.crosstab(frame.region, frame.svar)
weighted = frame.groupby(["region", "svar"]).vekt.sum()
statistic, p, *_ = chi2_contingency(counts, correction=False)
told = [counts.to_numpy().astype(float).tolist(), float(weighted.sum()), float(statistic), float(p)]
"""
MEASURED = """
import json, resource, time
started = time.perf_counter()
{code}
seconds = time.perf_counter() - started
print(json.dumps([told, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))
"""


def run() -> None:
    """Print seconds and the most memory of each way, and hold what they count against each other."""
    with tempfile.TemporaryDirectory() as folder:
        many, held = Path(folder) / "mange.parquet", Path(folder) / "faerre.parquet"
        for path, rows in ((many, ROWS), (held, HELD)):
            _python(MAKE.format(rows=rows, path=path))
        _, seconds, memory = _measured(OURS, many)
        verdict = "under" if memory < LIMIT else "OVER"
        print(f"  {ROWS:>11,} rows ({many.stat().st_size / 1e9:.1f} GB) counted, counted with weights, tested:")
        print(f"    DuckDB  {seconds:>6.1f} s, at most {memory / 1e6:>6.0f} MB in memory, {verdict} 2 GB")
        ours, seconds, memory = _measured(OURS, held)
        theirs, pandas_seconds, pandas_memory = _measured(PANDAS, held)
        assert ours[0] == theirs[0], "the counts differ"
        assert abs(ours[1] / theirs[1] - 1) < 1e-9, "the weighted counts differ"
        assert abs(ours[2] / theirs[2] - 1) < 1e-9, "the statistics differ"
        print(f"  {HELD:>11,} rows, the same counts and the same statistic both ways:")
        print(f"    DuckDB  {seconds:>6.1f} s, {memory / 1e6:>6.0f} MB")
        print(f"    pandas  {pandas_seconds:>6.1f} s, {pandas_memory / 1e6:>6.0f} MB")
        print(f"    time {seconds / pandas_seconds:.2f} of that of pandas, memory {memory / pandas_memory:.2f}")


def _measured(code: str, path: Path) -> tuple[list, float, float]:
    return json.loads(_python(MEASURED.format(code=code.format(path=str(path), asked=ASKED))))


def _python(code: str) -> str:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout
