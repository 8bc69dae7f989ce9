"""The apps as a stakeholder meets them: the real server, the real browser, invented answers."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as Unready
from served import ROOT, Served, serve
from svarbenk.disclosure import protect
from svarbenk.tables import count

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--headless=new", "--disable-background-networking", "--disable-gpu"]
QUESTION, BACKGROUND = "Har kjøpt eller planlegger å kjøpe legelister", "Folketall"


@pytest.fixture(scope="module")
def served(data_folder, stand_in) -> Iterator[Served]:
    server = serve(data_folder.root)
    yield server
    status, out, err = server.stop()
    assert (status, err) == (0, ""), "Ctrl-C stops quietly"
    assert "Stoppet." in out


@pytest.fixture(scope="module")
def browser(program) -> Iterator[Browser]:
    # for this module only: while Playwright runs, no other event loop can
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

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: told.type == "error" and self.errors.append(told.text))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self.frames.append(str(frame))))


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.fixture(scope="module")
def opened(browser, served, seen) -> Iterator[Page]:
    """The app in a window that the tests share: a page takes seconds to open, as each has a kernel of its own."""
    window = browser.new_context(locale="nb-NO")
    page = window.new_page()
    seen.watch(page)
    for patience in (20_000, 40_000):  # the first page after starting hangs at times; Voilà's own suite retries too
        page.goto(served.link)
        try:
            page.get_by_label("Spørsmål").wait_for(timeout=patience)
            break
        except Unready:
            seen.errors.clear()
    expect(page.get_by_label("Spørsmål")).to_be_visible()
    yield page
    window.close()


@pytest.fixture
def page(opened) -> Page:
    opened.set_viewport_size({"width": 1280, "height": 900})
    return opened


def choose(page: Page, question: str, by: str) -> None:
    page.get_by_label("Spørsmål").select_option(label=question)
    page.get_by_label("Fordel svarene etter").select_option(label=by)
    expect(page.get_by_role("status")).to_contain_text(f"fordelt etter {by.lower()}")


def test_a_choice_shows_the_protected_numbers(page, kommuner, counts_in):
    choose(page, QUESTION, BACKGROUND)
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\(93\sprosent, n\s=\s75\) svarer «nei»\."))
    expect(page.locator("figure img")).to_have_attribute("alt", re.compile(r"Stablede søyler.*Syntetiske data"))
    expect(page.locator(".svb-base")).to_contain_text("n\u00a0=\u00a075 svar")
    expect(page.locator(".svb-test")).to_have_text("Ingen test vises, fordi antall er skjult.")

    # what stands in the table is what may be shown of the counts, and no more
    everybody, groups = (protect(count(kommuner.responses, "kjopt_lister", by), 5) for by in (None, "folketall"))
    found = counts_in(page.locator("table").evaluate("table => table.outerHTML"), 2)
    expected = [[None if np.isnan(x) else x for x in row] for row in (*everybody.counts, *groups.counts)]
    assert found == expected
    assert [None, None] in found


def test_the_page_says_whose_numbers_they_are_and_nothing_of_the_machine(page, kommuner):
    expect(page.get_by_text("Syntetiske data. Tallene er laget")).to_be_visible()
    expect(page.get_by_text("Antall under 5 er skjult av hensyn til dem som svarte.")).to_be_visible()
    assert page.title() == "Utforsker – svarbenk"
    text = page.content()
    assert str(ROOT) not in text
    assert "explore(" not in text, "code on the page"
    replies = [reply for reply in kommuner.responses.frame["svar_id"] if len(reply) > 4]
    assert not [reply for reply in replies if reply in text]
    assert page.locator("main").count() == 1


def test_on_a_phone_and_in_english(page):
    page.set_viewport_size({"width": 390, "height": 844})
    choose(page, QUESTION, BACKGROUND)
    assert page.evaluate("document.documentElement.scrollWidth") == 390, "the page scrolls sideways"
    page.get_by_label("Språk").select_option("English")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\(93\sper\scent, n\s=\s75\) answer “no”\."))
    expect(page.get_by_label("Break down by")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_label("Language").select_option("Norsk")
    expect(page.get_by_label("Spørsmål")).to_be_visible()


def test_a_message_stands_where_a_chart_would_be_empty(page):
    choose(page, "Sentralitet", "Sentralitet")
    expect(page.get_by_role("status")).to_contain_text("Et spørsmål kan ikke fordeles etter seg selv.")
    assert page.locator("figure").count() == 0


def test_nothing_left_this_machine_and_nothing_failed(page, served, seen):
    assert seen.requests
    assert seen.frames
    assert not [url for url in seen.requests if not url.startswith((served.origin, "data:", "blob:"))]
    assert not seen.errors
    told = "".join(seen.frames)
    assert not re.findall(r"Traceback|File \"/|\.py\", line", told)
    assert str(ROOT) not in told


def test_a_page_that_is_left_takes_its_kernel_along(page, served):
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    alive = f"/api/kernels/{kernel}"
    assert served.answer(alive, token=served.token)[0] == 200
    page.goto("about:blank")
    deadline = time.monotonic() + 15
    while served.answer(alive, token=served.token)[0] == 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert served.answer(alive, token=served.token)[0] == 404


@pytest.mark.parametrize("token", [None, "feil"])
def test_without_the_token_nothing_is_shown(served, token):
    for path in ("/", "/voila/render/utforsker.ipynb", "/voila/tree"):
        status, text = served.answer(path, token=token)
        assert "jupyter-config-data" not in text
        assert "Utforsker" not in text
        assert status in {200, 403}  # 200 is the form that asks for the token
        assert status == 403 or 'type="password"' in text
    assert served.answer("/api/kernels/00000000-0000-0000-0000-000000000000", token=token)[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/voila/render/../helse-nord/10-kommunene.ipynb",
        "/voila/render/..%2Fhelse-nord%2F10-kommunene.ipynb",
        "/voila/render/%2e%2e/helse-nord/10-kommunene.ipynb",
        "/voila/files/utforsker.ipynb",
        "/voila/files/..%2F..%2Fdata/codebooks/helse-nord-kommune.yaml",
        "/voila/api/contents",
        "/voila/api/contents/utforsker.ipynb",
        "/api/contents",
        "/api/kernels",
        "/voila/tree/..%2F",
    ],
)
def test_only_the_apps_are_served(served, path):
    status, text = served.answer(path, token=served.token)
    assert status in {403, 404, 500}
    assert "10-kommunene" not in re.sub(r"10-kommunene\.ipynb", "", text) or status != 200
    assert "codebook" not in text
    assert str(ROOT) not in text
    assert "Traceback" not in text


def test_the_list_of_apps_names_the_apps_only(served):
    status, text = served.answer("/", token=served.token)
    assert status == 200
    assert re.findall(r"<a [^>]*>([^<]*)</a>", text) == ["Utforsker"]
    assert "https://" not in text


def test_a_browser_is_told_to_load_nothing_from_elsewhere(served):
    headers = served.headers("/login")
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
