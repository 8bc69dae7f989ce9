"""What the apps' tests share: the stand-in survey, one server and one browser for them all, tables read out of HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import svarbenk as sb
from served import Served, serve
from svarbenk.apps import Explorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUIET = ["--no-sandbox", "--headless=new", "--disable-background-networking", "--disable-gpu"]


@pytest.fixture(scope="session")
def kommuner(data_folder, stand_in):
    return sb.open_survey("helse-nord-kommune", data=data_folder.root)


@pytest.fixture
def explorer(kommuner):
    return Explorer(kommuner)


@pytest.fixture(scope="session")
def served(clean_answers) -> Iterator[Served]:
    """The server over all apps, for every test: each opens its own pages."""
    server = serve(clean_answers.root)
    yield server
    status, out, err = server.stop()
    assert (status, err) == (0, ""), f"Ctrl-C stops quietly; {err[-2000:]}"
    assert "Stoppet." in out


@pytest.fixture(scope="module")
def browser(program) -> Iterator["Browser"]:
    # of a file of tests: while Playwright runs, no other event loop can, and files of other rooms may come between
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("browser"), args=QUIET)
        yield chromium
        chromium.close()


@dataclass
class Seen:
    """What a page asked for, said and was told, from when it was opened."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def watch(self, page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: told.type == "error" and self.errors.append(told.text))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self.frames.append(str(frame))))


@pytest.fixture(scope="module")
def open_app(browser, served):
    """Open an app in a window of its own: ``page, seen = open_app("utforsker", sporsmal="…")``; close it yourself."""
    from playwright.sync_api import TimeoutError as Unready

    def open_one(app: str, *, viewport: tuple[int, int] = (1280, 900), **state: str):
        width, height = viewport
        page = browser.new_context(locale="nb-NO", viewport={"width": width, "height": height}).new_page()
        seen = Seen()
        seen.watch(page)
        for patience in (20_000, 40_000):  # the first page after starting hangs at times; Voilà's own suite retries too
            page.goto(served.link_to(app, **state))
            try:
                page.locator(".svb-status").first.wait_for(timeout=patience)
                break
            except Unready:
                seen.errors.clear()
        return page, seen

    return open_one


class _Rows(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in {"th", "td"}

    def handle_data(self, text):
        if self.inside:
            self.rows[-1][-1] += text


@pytest.fixture(scope="session")
def counts_in():
    """Read the counts of a table in HTML: one list a row, None where a count is hidden; headings left out."""

    def read(html: str, columns: int) -> list[list[float | None]]:
        parser = _Rows()
        parser.feed(html)
        body = [row[1 : columns + 1] for row in parser.rows[1:] if len(row) > columns]
        return [[_count(cell) for cell in row] for row in body]

    return read


def _count(cell: str) -> float | None:
    text = re.sub(r"\s", "", cell.split("(")[0]).replace(",", ".")
    return None if text == ":" else float(text)
