"""Endringer and Representativitet as a stakeholder meets them: the real server and the real browser."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest
import svarbenk as sb
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from svarbenk.disclosure import protect
from svarbenk.responses import WAVE
from svarbenk.tables import count

pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def fastleger(every_survey):
    return sb.open_survey("fastlege", data=every_survey.root)


@pytest.fixture(scope="module")
def changes(open_app):
    page, seen = open_app("endringer", undersokelse="fastlege")
    yield page, seen
    page.context.close()


@pytest.fixture(scope="module")
def sample(open_app):
    page, seen = open_app("representativitet", undersokelse="fastlege")
    yield page, seen
    page.context.close()


@pytest.fixture
def page(changes) -> Page:
    changes[0].set_viewport_size(WIDE)
    return changes[0]


@pytest.fixture
def other(sample) -> Page:
    sample[0].set_viewport_size(WIDE)
    return sample[0]


def rows(page: Page, place: int = 0) -> list[list[str]]:
    """The cells of a table on the page, as they are read."""
    script = "table => [...table.tBodies].flatMap(b => [...b.rows]).map(r => [...r.cells].map(c => c.innerText))"
    return page.locator(".svb-result table").nth(place).evaluate(script)


def numbers(text: str) -> list[float]:
    plain = re.sub(r"(?<=\d)\s(?=\d{3})", "", text.replace("\u00a0", " ")).replace(",", ".").replace("−", "-")
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", plain)]


def pick(choice: Locator, word: str) -> None:
    names = choice.locator("option").all_inner_texts()
    choice.select_option(index=next(place for place, name in enumerate(names) if word in name))


def settle(page: Page) -> None:
    """Wait until nothing is drawn any more: what is on its way out is pale."""
    page.wait_for_timeout(400)
    expect(page.locator(".svb-busy")).to_have_count(0)
    page.wait_for_timeout(300)


def barriers(page: Page) -> list[str]:
    axe = Axe()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:120]}"
        for each in axe.run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_every_row_has_the_protected_numbers(page, fastleger):
    expect(page.get_by_role("status")).to_contain_text("prøvde endringer")
    links = page.locator(".svb-result table a")
    shown = rows(page)
    assert len(shown) == links.count() == 10
    met = 0
    for row, address in zip(shown, links.evaluate_all("all => all.map(each => each.href)"), strict=True):
        question = re.search(r"sporsmal=([a-z0-9_]+)", address)[1]
        counts = protect(count(fastleger.responses, question, WAVE), 5)
        places = [counts.rows.ids.index(wave) for wave in re.search("runder=([^&]+)", address)[1].split(",")]
        told = [numbers(row[1]), numbers(row[2])]
        assert [each[1] for each in told] == counts.row_n[places].tolist()
        percent = [
            100 * counts.column(each)[places] / counts.row_n[places] for each in (*counts.columns.ids, *counts.merges)
        ]
        met += any(np.floor(each + 0.5).tolist() == [each_[0] for each_ in told] for each in percent)
        assert row[7] in {"økt", "falt"}
    assert met == 10
    alt = page.locator(".svb-figure img").get_attribute("alt")
    assert all(row[1].partition(" (")[0] in alt for row in shown)


def test_the_keyboard_is_enough(page):
    order = page.get_by_label("Rekkefølge")
    order.focus()
    page.keyboard.press("End")
    expect(page.locator(".svb-result table a").first).to_contain_text("Listelengde: gjennomsnitt")
    expect(order).to_be_focused()
    page.wait_for_url(re.compile("rekkefolge=skjema"))
    page.keyboard.press("Home")
    holds = page.get_by_label("Bare endringer som holder")
    holds.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("holder=1"))
    expect(holds).to_be_focused()
    word = page.get_by_label("Inneholder ordet")
    word.focus()
    page.keyboard.type("fastlege om 5")
    page.wait_for_url(re.compile("ord=fastlege"))
    expect(page.locator(".svb-result table a").first).to_contain_text("Fastlege om 5 år: svært sannsynlig")
    assert all("Fastlege om 5 år" in row[0] for row in rows(page))
    expect(page.get_by_role("status")).to_contain_text("prøvde endringer")  # of the whole family
    word.fill("finnes ikke")
    expect(page.get_by_role("status")).to_contain_text("passer til det du har valgt")
    expect(page.locator(".svb-figure")).to_have_count(0)
    word.fill("")
    holds.uncheck()
    expect(page.locator(".svb-result table a")).to_have_count(10)


def test_a_link_gives_the_same_view_and_a_row_opens_the_explorer(page, fastleger):
    page.get_by_label("Inneholder ordet").fill("svært sannsynlig")
    row = page.locator(".svb-result tr", has_text="Fastlege om 5 år: svært sannsynlig")
    expect(page.locator(".svb-result table a").first).to_contain_text("svært sannsynlig")
    page.get_by_label("Korreksjon for mange tester").select_option("Benjamini–Hochberg (mildere)")
    page.wait_for_url(re.compile("korreksjon=bh"))
    address, told = page.url, row.inner_text()
    assert "/voila/render/endringer.ipynb?" in address
    row.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/voila/render/utforsker\.ipynb\?.*sporsmal=fastlege_om_5_ar"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Utforsker")
    expect(page.locator(".svb-result table").first).to_be_visible(timeout=30_000)
    counts = protect(count(fastleger.responses, "fastlege_om_5_ar", WAVE), 5)
    first, last = (counts.count("svaert_sannsynlig", wave) for wave in ("I", "IV"))
    expect(page.locator(".svb-result")).to_contain_text(re.compile(rf"{first:.0f}\s\(22\s?%?\)"))
    expect(page.locator(".svb-result")).to_contain_text(re.compile(rf"{last:.0f}\s\(51\s?%?\)"))
    page.goto(address)
    expect(row).to_be_visible(timeout=30_000)
    assert row.inner_text() == told
    page.get_by_label("Inneholder ordet").fill("")
    expect(page.locator(".svb-result table a")).to_have_count(10)


def test_a_file_is_handed_over(page):
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV").click()
    path = Path(waited.value.path())
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert waited.value.suggested_filename == "endringer-fastlege.csv"
    assert [line[1] for line in lines[1:]] == [row[0].partition("\n")[0] for row in rows(page)]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_no_barrier_and_nothing_cut_off(page, other, size):
    for each in (page, other):
        each.set_viewport_size(size)
        expect(each.locator(".svb-figure img")).to_be_visible()
        settle(each)
        assert each.evaluate("document.documentElement.scrollWidth") <= size["width"], "the page scrolls sideways"
        assert barriers(each) == []


def test_english_and_a_survey_of_one_wave(page):
    page.get_by_label("Språk").select_option("English")
    expect(page.get_by_role("status")).to_contain_text("tested changes")
    page.wait_for_function("document.documentElement.lang == 'en'")
    pick(page.get_by_label("Survey"), "municipalities")
    expect(page.get_by_role("status")).to_contain_text("The survey has answers of one wave only")
    expect(page.locator(".svb-figure, .svb-result table")).to_have_count(0)
    page.get_by_label("Language").select_option("Norsk")
    expect(page.get_by_role("status")).to_contain_text("Undersøkelsen har svar fra bare én runde")


def test_the_sample_is_that_of_the_answers(other, fastleger):
    expect(other.get_by_role("status")).to_contain_text(re.compile(r"av 5\s517 i populasjonen svarte"))
    doctors = fastleger.of_waves("IV").where("stilling == 'fastlege'")
    counts = protect(count(doctors.responses, "kjonn"), 5)
    found = {row[0]: row for row in rows(other) if len(row) == 8}
    for name, label in {"kvinne": "Kvinne", "mann": "Mann"}.items():
        assert numbers(found[label][3]) == [counts.count(name)]
    assert numbers(found["Kvinne"][1]) == [2744]  # report IV
    other.get_by_label("Runde").select_option("november 2022")
    expect(other.get_by_role("status")).to_contain_text("ligner populasjonen på den ene bakgrunnen")
    other.get_by_label("Runde").select_option("november–desember 2024")
    expect(other.get_by_role("status")).to_contain_text("skiller seg fra populasjonen")


def test_what_weighting_does_is_found_by_words(other, fastleger):
    other.get_by_label("Søk etter spørsmål").focus()
    other.keyboard.type("arbeidsbel")
    choice = other.get_by_label("Se hva vektingen gjør med")
    expect(choice.locator("option", has_text="Veileder for ALIS")).to_have_count(0)
    other.keyboard.press("Tab")
    expect(choice).to_be_focused()
    other.keyboard.press("Home")
    choice.select_option("Arbeidsbelastning")
    expect(other.get_by_role("status")).to_contain_text("av «Arbeidsbelastning»")
    other.wait_for_url(re.compile("sporsmal=arbeidsbelastning"))  # told last, when all is drawn
    doctors = fastleger.of_waves("IV").where("stilling == 'fastlege'")
    counts = count(doctors.responses, "arbeidsbelastning")
    found = {row[0]: row[1:] for row in rows(other, 2)}
    for name in counts.columns.ids:
        cells = found[counts.label_of(name).nb]
        assert numbers(cells[0]) == [np.floor(100 * counts.count(name) / counts.row_n[0] + 0.5)]
        assert all(re.fullmatch(r"\d+\s%", cell) for cell in cells[:2])


def test_a_survey_without_population_says_so(other):
    pick(other.get_by_label("Undersøkelse"), "LIS1")
    expect(other.get_by_role("status")).to_contain_text("ingen populasjonstall for denne runden")
    expect(other.locator(".svb-figure, .svb-result table")).to_have_count(0)


def test_nothing_failed_and_nothing_left_the_machine(changes, sample, served):
    for _, seen in (changes, sample):
        assert not seen.errors
        assert not [url for url in seen.requests if not url.startswith((served.origin, "data:", "blob:"))]
        assert not re.findall(r"Traceback|File \"/|\.py\", line", "".join(seen.frames))
