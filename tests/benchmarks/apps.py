"""The apps as a service: time to the first chart, from click to chart, memory a session; and clicking for long.

`python -m tests.benchmarks apps` measures with real Chromium pages how long the first chart takes, by an ordinary
kernel and by one that waited, and how long a click takes on one page. With 1, 5 and 20 sessions at once each clicks
every five seconds: by a client without a browser, which gets the page and speaks with the kernel message by message as
the page's script does, but draws nothing (20 Chromium pages would measure Chromium). Memory is told twice: a kernel's
share of all (PSS), and what goes away with it (USS), which is what one more session costs.

`python -m tests.benchmarks apps_hour` clicks for long, see there.
"""

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svarbenk.batch import project_folder
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.responses import refresh
from svarbenk.synthetic import synthesise

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps"))
from served import Served, serve
from visitor import Visitor

APP = "utforsker"
SURVEYS = ("fastlege", "kommune")
VISITS = int(os.environ.get("SVARBENK_BENCH_VISITS", "9"))
SECONDS = float(os.environ.get("SVARBENK_BENCH_SECONDS", "60"))
PAUSE = 5.0
ARRIVAL = 2.3
"""Seconds between two who come, so that their clicks do not fall together."""
QUIET = ["--no-sandbox", "--headless=new", "--disable-background-networking", "--disable-gpu"]
FIGURE = ".svb-figure img"


def run() -> None:
    """Print the times and the memory, each with what it is to be at most."""
    with answers() as data:
        cold = first_charts(data, "--ordinary-kernels", "--pool", "0")
        waited = first_charts(data)
        print(f"  {'first chart, Chromium':<44}{'median':>9}{'slowest':>9}")
        for name, found in (("an ordinary kernel, started on demand", cold), ("a session that waited", waited)):
            print(f"  {name:<44}{statistics.median(found):>7.2f} s{max(found):>7.2f} s")
        print("  to be at most 2 s at the median, where a session waited")
        print(f"\n  {'click to chart':<36}{'clicks':>6}{'median':>10}{'p95':>9}{'memory':>10}{'of its own':>12}")
        for sessions in (1, 5, 20):
            clicks, shares, own = asyncio.run(clicking(data, sessions))
            memory = f"{statistics.mean(shares):>7.0f} MB{statistics.mean(own):>9.0f} MB"
            print(f"{_row(f'{sessions} sessions, a click every 5 s', clicks)}{memory}")
        pages = in_a_browser(data)
        print(_row("1 Chromium page, a click a second", pages))
        print("  to be at most 300 ms at the median with 5 sessions, and 100 MB a session")


@contextmanager
def answers() -> Iterator[Path]:
    """A data folder with stand-in answers of two surveys, cleaned as a build leaves them."""
    with tempfile.TemporaryDirectory(prefix="svarbenk-") as temporary:
        data = DataFolder(Path(temporary) / "data")
        for part in (project_folder() / "data").iterdir():
            if part.is_dir() and part.name not in {"raw", "clean"}:
                shutil.copytree(part, data.root / part.name)
        for survey in SURVEYS:
            synthesise(survey, data)
            refresh(read_codebook(survey, data), data)
        yield data.root


def first_charts(data: Path, *arguments: str) -> list[float]:
    """Seconds from asking for the page to the chart on it, each in a window that knows nothing of the visit before."""
    from playwright.sync_api import sync_playwright

    server = serve(data, APP, *arguments)
    found = []
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            for _ in range(VISITS):
                if "--ordinary-kernels" not in arguments:
                    server.settle(1)
                time.sleep(2.0)  # the session that waits has run its notebook by then
                window = chromium.new_context()
                page = window.new_page()
                started = time.perf_counter()
                page.goto(server.link, wait_until="commit")
                page.locator(FIGURE).first.wait_for(timeout=60_000)
                found.append(time.perf_counter() - started)
                page.goto("about:blank")
                window.close()
            chromium.close()
    finally:
        server.stop()
    return found


def in_a_browser(data: Path) -> list[float]:
    """Seconds from choosing another background to the chart of it, on one real page."""
    from playwright.sync_api import sync_playwright

    server, found = serve(data, APP), []
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            page = chromium.new_page()
            page.goto(server.link)
            page.locator(FIGURE).first.wait_for(timeout=60_000)
            choice = page.locator(".svb-etter select")
            offered = choice.evaluate("part => Array.from(part.options, option => option.value)")
            for each in (offered[1:] + offered[:1]) * 3:
                before = page.locator(".svb-result").inner_html()
                started = time.perf_counter()
                choice.select_option(each)
                page.wait_for_function(
                    "before => document.querySelector('.svb-result').innerHTML !== before"
                    " && !document.querySelector('.svb-busy')"
                    " && [...document.querySelectorAll('.svb-figure img')].every(img => img.complete)",
                    arg=before,
                    polling=10,
                )
                found.append(time.perf_counter() - started)
                page.wait_for_timeout(1000)
            chromium.close()
    finally:
        server.stop()
    return found


async def clicking(data: Path, sessions: int) -> tuple[list[float], list[float], list[float]]:
    """Click in so many sessions for a while: seconds of each click, MB that each kernel shares in, MB of its own."""
    server = serve(data, APP, "--sessions", str(sessions + 2))
    try:
        visitors = [Clicker(server) for _ in range(sessions)]
        arrived = time.monotonic() + ARRIVAL * sessions
        await asyncio.gather(*(_stay(visitor, place, arrived) for place, visitor in enumerate(visitors)))
        kernels = server.kernels()
        shares = [process.memory_full_info().pss / 1e6 for process in kernels]
        own = [process.memory_full_info().uss / 1e6 for process in kernels]
        for visitor in visitors:
            await visitor.leave()
    finally:
        server.stop()
    return [seconds for visitor in visitors for seconds in visitor.clicks], shares, own


async def _stay(visitor: "Clicker", place: int, arrived: float) -> None:
    """Arrive one after the other, and click from then on; what is clicked before all are there does not count."""
    await asyncio.sleep(ARRIVAL * place)
    await visitor.enter()
    await visitor.go_on(arrived, 0.0)
    visitor.clicks.clear()
    await visitor.go_on(arrived + SECONDS, 0.0)


class Clicker(Visitor):
    """A visitor who chooses one question after the other, and now and then another background."""

    def __init__(self, server: Served):
        super().__init__(server.origin, server.token)
        self.clicks: list[float] = []
        self.unanswered = 0

    async def enter(self) -> None:
        """Open the page and tell it how wide the screen is, as its script does."""
        await self.open(APP)
        await self.begin()
        await self.change(self.widget("svb-inbox"), value='{"query": "", "narrow": false}')
        await self.quiet()

    async def go_on(self, until: float, delay: float) -> None:
        """Click every five seconds until a time."""
        await asyncio.sleep(delay)
        turn = 0
        while time.monotonic() < until:
            started = time.monotonic()
            await self.click("svb-etter" if turn % 4 == 3 else "svb-sporsmal", turn)
            turn += 1
            await asyncio.sleep(max(0.0, PAUSE - (time.monotonic() - started)))

    async def click(self, name: str, turn: int) -> None:
        """Choose the next option of a control, and wait until chart and table of it have come."""
        field = self.widget(name, "DropdownModel") or self.widget(name, "SelectModel")
        state = self.states[field]
        options = len(state["_options_labels"])
        wanted = ((state.get("index") or 0) + 1 + turn % 3) % options
        started = time.perf_counter()
        await self.change(field, index=wanted)
        state["index"] = wanted
        answered = await self.hear(lambda message: self._is_answer(message), patience=20)
        if answered is None:
            self.unanswered += 1
        else:
            self.clicks.append(time.perf_counter() - started)
        await self.quiet()
        del self.told[:]

    async def quiet(self) -> None:
        """Hear what else comes, until nothing does."""
        while await self.hear(lambda message: True, patience=0.15):
            pass

    def _is_answer(self, message: dict) -> bool:
        """Tell whether a message is the last of an answer: chart and table are there, and no longer dimmed."""
        state = message["content"].get("data", {}).get("state", {})
        shown = message["content"].get("comm_id") == self.widget("svb-result")
        return shown and "_dom_classes" in state and "svb-busy" not in state["_dom_classes"]


def _row(name: str, clicks: list[float]) -> str:
    return f"  {name:<36}{len(clicks):>6}{statistics.median(clicks) * 1e3:>7.0f} ms{p95(clicks) * 1e3:>6.0f} ms"


def p95(values: list[float]) -> float:
    """The value that one in twenty is above."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
