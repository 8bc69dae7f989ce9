"""The web pages in a real browser: no barriers that axe finds, a search that works from a folder, nothing cut off."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "index.html",
    "figurer.html",
    "tabeller.html",
    "sok.html",
    "kapitler/10-kommunene.html",
    "kapitler/vedlegg-a.html",
)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser(program) -> Iterator[Browser]:
    # for this module only: while Playwright runs, no other event loop can
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("browser"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, written):
    """Open a page of the report from its folder; what it asks for and what goes wrong is kept."""
    opened = []

    def open_(name: str, size=DESK) -> Page:
        page = browser.new_page(viewport=size)
        opened.append(page)
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("requestfailed", lambda request: page.wrong.append(request.url))
        page.goto(f"{written.as_uri()}/{name}")
        return page

    yield open_
    for page in opened:
        assert page.wrong == []
        assert all(url.startswith((written.as_uri(), "data:")) for url in page.asked)
        page.close()


def barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:120]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_barrier(open_page, name, size):
    page = open_page(name, size)
    # what is folded away is read too
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert barriers(page) == []


def test_a_barrier_would_be_found(open_page):
    page = open_page("sok.html")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><input>')")
    assert {each.partition(" ")[0] for each in barriers(page)} == {"image-alt", "label"}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(open_page, name):
    page = open_page(name, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for region in page.locator(".scroll").all():
        assert region.get_attribute("tabindex") == "0"
        assert region.get_attribute("aria-label") or region.get_attribute("aria-labelledby")


def results(page: Page) -> list[str]:
    return page.locator("#treff a").all_inner_texts()


def test_the_search_finds_headings_captions_questions_and_prose(open_page):
    page = open_page("index.html")
    status = page.get_by_role("status")
    for words, first, told in (
        ("vikarer", "10.2 Planer for legetjenesten", "1 treff på «vikarer»"),
        ("figur 10.1", "Figur 10.1. Om fastlegene tror", "treff på «figur 10.1»"),
        ("utarbeider kommunen", "Tabell 10.2. Om kommunen har", "4 treff"),
        ("frafall", "Frafall", "2 treff"),
        ("POLITISK vedtatt", "10.1 Fastlegenes planer", "1 treff"),
        ("finnes ikke her", None, "Ingen treff på «finnes ikke her»"),
    ):
        page.get_by_label("Søk i rapporten").fill(words)
        page.get_by_role("button", name="Søk").click()
        assert told in status.inner_text(), words
        found = results(page)
        assert found[0].startswith(first) if first else not found, (words, found)
    assert status.get_attribute("aria-live") == "polite"


def test_the_search_is_used_with_the_keyboard_alone(open_page):
    page = open_page("sok.html")
    field = page.get_by_label("Søk i rapporten")
    field.focus()
    page.keyboard.type("kommuner")
    page.wait_for_function("document.getElementById('sokestatus').textContent")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#treff a')[1]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "sok"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement === document.querySelector('#treff a')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kapitler/*.html*")


def test_a_chapter_asks_the_search_and_a_result_leads_to_its_place(open_page):
    page = open_page("kapitler/10-kommunene.html")
    page.get_by_label("Søk i rapporten").fill("legevaktbelastning")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok.html?q=legevaktbelastning")
    assert "1 treff" in page.get_by_role("status").inner_text()
    assert page.locator("#treff mark").first.inner_text() == "legevaktbelastning"
    page.locator("#treff a").first.click()
    page.wait_for_url("**/kapitler/10-kommunene.html#*")
    assert page.locator(":target").inner_text().count("legevaktbelastning") == 1


def test_a_number_of_the_prose_leads_to_its_counts_in_one_click(open_page):
    page = open_page("kapitler/10-kommunene.html")
    page.get_by_role("link", name="52\u00a0%").click()
    behind = page.locator("#figur-10-1-tall")
    assert behind.is_visible()
    told = behind.inner_text()
    for part in (
        "Har kommunen, eller utarbeider kommunen",
        "Alle kommuner som svarte",
        "p\u00a0=\u00a00,361",
        "47 (60\u00a0%)",
    ):
        assert part in told
    page.get_by_role("link", name="47 av 78 (60\u00a0%)").click()
    assert page.locator("#tabell-10-2 details").evaluate("each => each.open")
    page.get_by_role("link", name="86", exact=True).click()
    assert page.locator(":target").inner_text().startswith("86")


def test_files_of_a_figure_can_be_taken(open_page, written):
    page = open_page("figurer.html")
    addresses = [link.get_attribute("href") for link in page.locator("a[download]").all()]
    assert [address.rpartition(".")[2] for address in addresses] == ["csv", "xlsx", "svg", "png"]
    assert all((written / address).stat().st_size > 200 for address in addresses)
    picture = page.locator("main img").first
    assert picture.evaluate("each => each.complete && each.naturalWidth > 0")
