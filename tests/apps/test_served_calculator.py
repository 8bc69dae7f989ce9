"""Kalkulator and Arbeidstid in the real browser: pasted and clicked through, their numbers held against our own."""

import re
from collections.abc import Iterator

import pytest
import svarbenk as sb
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from svarbenk import stats
from svarbenk.tables import CountTable
from svarbenk.workbench import weighted_hours

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PASTED = "\tJa\tNei\tn\n2022\t44 %\t56 %\t310\n2025\t36 %\t64 %\t287"


@pytest.fixture(scope="module")
def calculator(open_app) -> Iterator[tuple]:
    page, seen = open_app("kalkulator")
    yield page, seen
    page.context.close()


@pytest.fixture(scope="module")
def hours_page(open_app) -> Iterator[tuple]:
    page, seen = open_app("arbeidstid")
    yield page, seen
    page.context.close()


@pytest.fixture
def page(calculator) -> Page:
    page, _ = calculator
    page.set_viewport_size(DESK)
    return page


@pytest.fixture
def hours(hours_page) -> Page:
    page, _ = hours_page
    page.set_viewport_size(DESK)
    return page


def status(page: Page):
    return page.get_by_role("status")


def table(page: Page, caption: str) -> list[list[str]]:
    """The rows of the table with a caption, as they can be read."""
    found = page.locator("table", has=page.locator("caption", has_text=caption))
    expect(found).to_be_visible()
    rows = found.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(each => each.innerText))"
    )
    return [[cell.replace("\u00a0", " ").strip() for cell in row] for row in rows]


def barriers(page: Page) -> list[str]:
    # the page tells that its screen is another, and what is drawn anew is pale
    page.wait_for_timeout(700)
    expect(page.locator(".svb-result.svb-busy")).to_have_count(0)
    page.wait_for_function("getComputedStyle(document.querySelector('.svb-result')).opacity === '1'")
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in found if each["impact"] in ("serious", "critical")
    ]


def paste(page: Page, text: str) -> None:
    page.get_by_label("Tallene dine").fill(text)


def test_pasted_percentages_are_read_tested_and_told(page):
    paste(page, PASTED)
    expect(status(page)).to_contain_text(re.compile(r"«ja», var 44\sprosent i 2022 og 36\sprosent i 2025"))
    counts = CountTable.from_counts([[136, 174], [103, 184]], ["2022", "2025"], ["Ja", "Nei"])
    p = stats.choose(counts).p_value
    expect(page.locator(".svb-test")).to_contain_text(f"p\u00a0=\u00a0{p:.3f}".replace(".", ","))
    shares = table(page, "(Wilson)")
    for row, (name, *cells) in enumerate(shares):
        assert name == ["2022", "2025"][row]
        for column in range(2):
            low, high = stats.wilson_interval(int(counts.counts[row, column]), int(counts.row_n[row]))
            written = [f"{100 * x:.1f}".replace(".", ",") for x in (counts.percent()[row, column] / 100, low, high)]
            assert cells[column] == f"{written[0]} % ({written[1]}–{written[2]})"
    assert table(page, "Slik leste vi tallene") == [["2022", "44 %", "56 %", "310"], ["2025", "36 %", "64 %", "287"]]
    ends = [stats.choose([[x, 310 - x], [y, 287 - y]]).p_value for x in (135, 136, 137) for y in (102, 103, 104)]
    low, high = (f"{f(ends):.3f}".replace(".", ",") for f in (min, max))
    expect(page.locator(".svb-result")).to_contain_text(f"med p fra {low} til {high}")
    expect(page.locator("figure img")).to_have_attribute("alt", re.compile("2022.*2025"))


def test_the_address_opens_the_same_and_a_long_table_is_not_in_it(page):
    paste(page, PASTED)
    expect(status(page)).to_contain_text("2025")
    page.wait_for_url("**tall=**")
    long = "\n".join(f"Gruppe {i}\t{20 + i}\t{30 - i}" for i in range(25))
    paste(page, long)
    expect(status(page)).to_contain_text("Andelen som svarer «svar 1»")
    page.wait_for_url(lambda address: "tall=" not in address)
    page.set_viewport_size(PHONE)
    expect(page.locator(".svb-result table").first).to_be_visible()
    assert page.get_by_label("Tallene dine").input_value() == long, "a smaller screen took the numbers away"


def test_a_bad_paste_is_told_with_its_line(page):
    paste(page, "Nord\t12\tmange\nSør\t10\t20")
    expect(status(page)).to_contain_text("Linje 1, kolonne 3: Fant «mange»; ventet et tall.")
    expect(page.locator("figure")).to_have_count(0)
    paste(page, "<img src=x>\tJa\nNord\t12\t45\nSør\t10\t20")
    expect(status(page)).to_contain_text("Andelen som svarer «<img src=x>»")
    assert page.locator("img[src=x]").count() == 0


def test_by_keyboard_alone(page):
    box = page.get_by_label("Tallene dine")
    box.fill("")
    box.focus()
    page.keyboard.type("Ja 59 6")
    page.keyboard.press("Enter")
    page.keyboard.type("Nei 16 80")
    expect(status(page)).to_contain_text("Andelen som svarer «svar 1»")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.labels?.[0]?.innerText || ''").startswith("Gruppene er"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", "the focus cannot be seen"
    page.keyboard.type("De samme")
    expect(status(page)).to_contain_text("6 skiftet fra «svar 1», og 16 skiftet til «svar 1»")
    expect(page.locator(".svb-test")).to_contain_text("McNemars eksakte test")
    page.get_by_label("Gruppene er").select_option(index=0)


def test_an_example_and_english(page):
    page.get_by_label("Hent et eksempel").select_option(index=1)
    expect(page.locator(".svb-test")).to_contain_text("p\u00a0=\u00a00,045")  # Helse Nord 2019, table 10.10
    assert "Nivå 6" in page.get_by_label("Tallene dine").input_value()
    page.get_by_label("Språk").select_option("English")
    expect(status(page)).to_contain_text("The share answering “ja” varies with sentralitet")
    expect(page.get_by_label("Your numbers")).to_be_visible()
    page.get_by_label("Language").select_option("Norsk")
    expect(page.get_by_label("Tallene dine")).to_be_visible()


def test_a_file_comes_along(page):
    paste(page, PASTED)
    expect(status(page)).to_contain_text("2025")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    assert taken.value.suggested_filename == "kalkulator.csv"
    assert "2022;Ja;136;43,9;310" in taken.value.path().read_text("utf-8-sig")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_calculator_has_no_barriers(page, size):
    page.set_viewport_size(size)
    paste(page, PASTED)
    expect(status(page)).to_contain_text("2025")
    expect(page.locator("figure img")).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "the page scrolls sideways"


def test_weights_are_chosen_and_the_numbers_are_ours(hours, every_survey):
    survey = sb.open_survey("fastlege", data=every_survey.root, threshold=5)
    ours = weighted_hours(survey, "arbeidstid_vektet", "driftsform")
    field = hours.get_by_label("En time bakvakt teller").first
    for written, weights in (("0.9", (0.9, 1 / 4)), ("0.14", (1 / 7, 1 / 4))):
        field.fill(written)
        field.press("Tab")
        told = "bakvakt vektet 1/7" if written == "0.14" else "bakvakt vektet 0,90"
        expect(status(hours)).to_contain_text(told)
        rows = [row for row in table(hours, f"per uke, {told}") if len(row) == 4]
        mean, n = ours.mean(weights), ours.n
        expected = [
            [f"{int(10 * mean[wave, group] + 0.5) / 10:.1f}".replace(".", ","), f"{n[wave, group]:.0f}"]
            for group in range(len(ours.rows))
            for wave in range(len(ours.waves))
        ]
        assert [[row[1], row[3]] for row in rows if row[0] != "Endring"] == expected
    expect(hours.locator("figure img")).to_have_attribute("alt", re.compile("Syntetiske data"))


def test_what_is_hidden_is_hidden_in_the_browser_too(hours):
    hours.get_by_label("Fordel timene etter").select_option(label="Sentralitet")
    expect(status(hours)).to_contain_text("fordelt etter sentralitet")
    expect(hours.locator(".svb-result")).to_contain_text("Klasse 1")
    rows = table(hours, "Gjennomsnittlige timer")
    first = rows.index(["Klasse 1"])
    assert [row[1:] for row in rows[first + 1 : first + 5]] == [[":", ":", ":"]] * 4
    expect(hours.locator(".svb-note")).to_contain_text("«:» er et tall som er skjult")
    hours.get_by_label("Fordel timene etter").select_option(label="Driftsform")
    expect(status(hours)).to_contain_text("fordelt etter driftsform")


def test_a_weight_by_keyboard_on_the_slider(hours):
    slider = hours.get_by_role("slider").nth(1)
    slider.focus()
    hours.keyboard.press("ArrowRight")
    expect(status(hours)).to_contain_text("hjemmevakt vektet 0,26")
    hours.keyboard.press("ArrowLeft")
    expect(status(hours)).to_contain_text("hjemmevakt vektet 1/4")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_hours_have_no_barriers(hours, size):
    hours.set_viewport_size(size)
    expect(hours.locator("figure img")).to_be_visible()
    assert barriers(hours) == []
    assert hours.evaluate("document.documentElement.scrollWidth") <= size["width"], "the page scrolls sideways"


def test_nothing_left_this_machine_and_nothing_failed(calculator, hours_page, served):
    for _, seen in (calculator, hours_page):
        assert seen.frames
        assert not [url for url in seen.requests if not url.startswith((served.origin, "data:", "blob:"))]
        assert not seen.errors
        assert not re.findall(r"Traceback|File \"/|\.py\", line", "".join(seen.frames))
