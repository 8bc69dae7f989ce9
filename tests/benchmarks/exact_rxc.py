"""Exact r×c test against R's fisher.test: 26 tables of Helse Nord, 40 random ones, and some on which R gives up.

R (Debian's r-base-core) is given, for each table, the smallest workspace that works, and measures itself: its
start-up is not counted. A run of R may take a minute.
"""

import shutil
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from statistics import median

import numpy as np
from svarbenk.stats import TestResult, fisher_exact

from tests.stats.helse_nord import PRINTED

# random tables from the smallest to the largest shape
SHAPES = ((3, 3), (4, 3), (5, 3), (4, 4), (6, 3), (5, 4), (6, 4))
RANDOM_TABLES = 40
SMALLEST_N, LARGEST_N = 60, 300
SEED = 3

# shapes and n on which R aborts or runs for hours
LARGE = (((6, 3), 551), ((4, 4), 784))

# bytes for R, in its unit of four: doubled from the first to the last
SMALLEST_WORKSPACE, LARGEST_WORKSPACE = 2_000, 2**31 - 1
R_SECONDS = 60

R_SCRIPT = """
given <- commandArgs(TRUE)
x <- matrix(as.numeric(strsplit(given[1], ",")[[1]]), nrow = as.integer(given[2]), byrow = TRUE)
test <- function() fisher.test(x, workspace = as.numeric(given[3]))$p.value
took <- system.time(p <- test())[["elapsed"]]
if (took < 0.1) took <- system.time(for (i in 1:20) test())[["elapsed"]] / 20
cat(sprintf("%.15g %.6g", p, took))
"""


@dataclass(frozen=True)
class Measured:
    """One table: what R and what we came to, in how many seconds."""

    name: str
    r_outcome: str
    r_seconds: float
    r_p: float
    ours: TestResult
    our_seconds: float


def random_tables() -> list[np.ndarray]:
    """Seeded random tables under independence, with equally probable rows and columns."""
    rng = np.random.default_rng(SEED)
    tables = []
    while len(tables) < RANDOM_TABLES:
        done = len(tables)
        rows, columns = SHAPES[done * len(SHAPES) // RANDOM_TABLES]
        n = round(SMALLEST_N + (LARGEST_N - SMALLEST_N) * done / (RANDOM_TABLES - 1))
        table = rng.multinomial(n, np.full(rows * columns, 1 / (rows * columns))).reshape(rows, columns)
        if table.sum(axis=0).all() and table.sum(axis=1).all():
            tables.append(table)
    return tables


def large_tables() -> list[np.ndarray]:
    """Tables of the sizes that make R's fisher.test abort."""
    rng = np.random.default_rng(7)
    return [rng.multinomial(n, np.full(r * c, 1 / (r * c))).reshape(r, c) for (r, c), n in LARGE]


def by_r(table: np.ndarray) -> tuple[str, float, float]:
    """What R came to ("exact", "time-out" or "abort"), in how many seconds, and its p-value."""
    cells = ",".join(str(x) for x in table.ravel())
    workspace = SMALLEST_WORKSPACE
    while workspace <= LARGEST_WORKSPACE:
        command = ["Rscript", "--vanilla", "-e", R_SCRIPT, cells, str(len(table)), str(workspace)]
        try:
            # the script runs the test twice where it is fast, and R's start takes a moment
            attempt = subprocess.run(command, capture_output=True, text=True, timeout=R_SECONDS + 5, check=False)
        except subprocess.TimeoutExpired:
            return "time-out", np.nan, np.nan
        if attempt.returncode == 0:
            p, seconds = (float(word) for word in attempt.stdout.split())
            return ("exact", seconds, p) if seconds <= R_SECONDS else ("time-out", np.nan, np.nan)
        if not any(word in attempt.stderr for word in ("LDSTP", "LDKEY", "workspace")):
            return "abort", np.nan, np.nan
        workspace *= 2
    return "abort", np.nan, np.nan


def by_us(table: np.ndarray) -> tuple[TestResult, float]:
    """Our result, and seconds: the mean of 20 runs where it is fast, as for R."""
    started = time.perf_counter()
    result = fisher_exact(table)
    seconds = time.perf_counter() - started
    if seconds < 0.1:
        started = time.perf_counter()
        for _ in range(20):
            fisher_exact(table)
        seconds = (time.perf_counter() - started) / 20
    return result, seconds


def measure(name: str, table: np.ndarray) -> Measured:
    """Have both work out one table."""
    return Measured(name, *by_r(table), *by_us(table))


def run() -> None:
    """Print the comparison."""
    if shutil.which("Rscript") is None:
        print("exact r×c against R: skipped, there is no Rscript here (Debian: apt install r-base-core)")
        return
    tables = [(" ".join(key), np.array(table)) for key, (table, _) in PRINTED.items()]
    # R does not take empty columns
    tables = [(name, table[:, table.sum(axis=0) > 0]) for name, table in tables]
    for i, table in enumerate(random_tables()):
        tables.append((f"random {i + 1}: {table.shape[0]}×{table.shape[1]} n={table.sum()}", table))
    for table in large_tables():
        tables.append((f"large: {table.shape[0]}×{table.shape[1]} n={table.sum()}", table))
    fisher_exact([[3, 1, 2], [1, 3, 2]])
    measured = []
    print(f"{'table':32} {'R':>9} {'ours':>9} {'ratio':>7}   p")
    for name, table in tables:
        one = measure(name, table)
        measured.append(one)
        r = f"{one.r_seconds:9.4f}" if one.r_outcome == "exact" else f"{one.r_outcome:>9}"
        both = one.r_outcome == one.ours.method == "exact"
        ratio = f"{one.our_seconds / one.r_seconds:7.2f}" if both else " " * 7
        p = f"{one.ours.p_value:.6g} {one.ours.method if one.ours.method != 'exact' else ''}"
        print(f"{name:32} {r} {one.our_seconds:9.4f} {ratio}   {p}", flush=True)
    summary(measured)


def summary(measured: list[Measured]) -> None:
    """Print totals and ratios over the tables that both solved exactly; count the others."""
    both = [one for one in measured if one.r_outcome == one.ours.method == "exact"]
    ratios = [one.our_seconds / one.r_seconds for one in both]
    ours, theirs = sum(one.our_seconds for one in both), sum(one.r_seconds for one in both)
    furthest = max(abs(one.ours.p_value / one.r_p - 1) for one in both)
    print(f"exact by both: {len(both)} tables, R {theirs:.2f} s, ours {ours:.2f} s in total: ratio {ours / theirs:.3f}")
    print(f"  ratio by table: median {median(ratios):.2f}, worst {max(ratios):.2f}")
    print(f"  p-values differ by {furthest:.1e} relatively at most (R takes paths of nearly equal length as one)")
    for (r, method), count in sorted(Counter((one.r_outcome, one.ours.method) for one in measured).items()):
        print(f"  R {r}, ours {method.replace('_', ' ')}: {count}")
