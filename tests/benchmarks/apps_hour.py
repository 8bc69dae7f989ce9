"""An hour of clicking in the apps by a script: is memory bounded, is a kernel left behind, is a session stuck?

`python -m tests.benchmarks apps_hour`; `SVARBENK_BENCH_MINUTES=5` for fewer minutes. Five visitors click every five
seconds. Each stays for two minutes, leaves and comes again; in runs of ten minutes or more one in ten pages is left
without a word, as when a telephone is put away, and the server has to notice.
"""

import asyncio
import os
import statistics
import sys
import time
from pathlib import Path

import psutil

from tests.benchmarks.apps import APP, Clicker, answers, p95

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps"))
from served import Served, serve

MINUTES = float(os.environ.get("SVARBENK_BENCH_MINUTES", "60"))
VISITORS, STAY, POOL = 5, 120.0, 1
LEAVE_WITHOUT_A_WORD = 10
NOTICED = 420.0
"""Seconds within which a page that was left without a word has lost its kernel: five minutes, and the next look."""


def run() -> None:
    """Print what was clicked, what it took and what is left when all have gone."""
    with answers() as data:
        server = serve(data, APP, "--pool", str(POOL))
        try:
            clicks, unanswered, visits, memory = asyncio.run(_an_hour(server))
            left = server.settle(POOL, patience=NOTICED if MINUTES >= LEAVE_WITHOUT_A_WORD else 20)
        finally:
            server.stop()
    quarter = max(1, len(memory) // 4)
    early, late = statistics.mean(memory[1 : quarter + 1] or memory), statistics.mean(memory[-quarter:])
    print(
        f"  {MINUTES:.0f} minutes, {VISITORS} visitors: {visits} visits, {len(clicks)} clicks, {unanswered} unanswered"
    )
    print(f"  click to chart: {statistics.median(clicks) * 1e3:.0f} ms at the median, p95 {p95(clicks) * 1e3:.0f} ms")
    print(f"  server and all kernels (PSS): {early:.0f} MB in the first quarter, {late:.0f} MB in the last")
    print(f"  kernels when all have gone: {left}, of which {POOL} waits for the next visitor")


async def _an_hour(server: Served) -> tuple[list[float], int, int, list[float]]:
    until = time.monotonic() + MINUTES * 60
    memory: list[float] = []
    watching = asyncio.create_task(_watch(server, memory))
    told = await asyncio.gather(*(_come_and_go(server, until, place) for place in range(VISITORS)))
    watching.cancel()
    gone = [visitor for visitors in told for visitor in visitors]
    clicks = [seconds for visitor in gone for seconds in visitor.clicks]
    return clicks, sum(visitor.unanswered for visitor in gone), len(gone), memory


async def _come_and_go(server: Served, until: float, place: int) -> list[Clicker]:
    """Visit the app, again and again."""
    await asyncio.sleep(place)
    visitors = []
    while time.monotonic() < until:
        visitor = Clicker(server)
        visitors.append(visitor)
        await visitor.enter()
        await visitor.go_on(min(until, time.monotonic() + STAY), 0.0)
        if MINUTES >= LEAVE_WITHOUT_A_WORD and len(visitors) % LEAVE_WITHOUT_A_WORD == place:
            visitor.socket.close()
        else:
            await visitor.leave()
    return visitors


async def _watch(server: Served, memory: list[float]) -> None:
    """Note the memory of the server and all that is below it, shared parts once, four times a minute."""
    root = psutil.Process(server.process.pid)
    while True:
        total = 0.0
        for process in [root, *root.children(recursive=True)]:
            try:
                total += process.memory_full_info().pss / 1e6
            except psutil.Error:
                continue
        memory.append(total)
        await asyncio.sleep(15)
