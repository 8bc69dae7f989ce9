"""Utforsker as a stakeholder meets it: the real server, the real browser, invented answers."""

import csv
import io
import re
import zipfile
from urllib.parse import parse_qs, urlsplit

import docx
import numpy as np
import openpyxl
import pytest
import svarbenk as sb
from PIL import Image
from playwright.sync_api import expect
from served import ROOT
from svarbenk.tables import count

pytestmark = pytest.mark.browser

SECURE = "okonomisk_trygghet"
GPS = "Spørreundersøkelse til fastleger og fastlegevikarer"


@pytest.fixture(scope="module")
def gps(every_survey):
    return sb.open_survey("fastlege", data=every_survey.root, threshold=5)


@pytest.fixture(scope="module")
def window(open_app):
    """The app in a window that the tests share: a page takes seconds to open, as each has a kernel of its own."""
    page, seen = open_app("utforsker")
    page.locator(".svb-figure").wait_for()
    yield page, seen
    page.context.close()


@pytest.fixture
def page(window):
    shared, _ = window
    shared.set_viewport_size({"width": 1280, "height": 900})
    shared.get_by_label(re.compile("^(Språk|Language)$")).select_option("Norsk")
    expect(shared.get_by_label("Søk etter spørsmål")).to_be_visible()
    shared.get_by_label("Undersøkelse").select_option(label=GPS)
    return shared


def choose(page, question: str, *, by: str = "") -> None:
    """Choose as a reader does: words, a hit, a background."""
    page.get_by_label("Søk etter spørsmål").fill(question)
    hits = page.get_by_role("listbox", name="Spørsmål")
    expect(hits.get_by_role("option", name=question, exact=True)).to_have_count(1)
    hits.select_option(label=question)
    ticked = page.locator(".svb-sla_sammen input:checked")
    while ticked.count():
        ticked.first.uncheck()
    background = page.get_by_label("Fordel svarene etter")
    background.select_option(label=by or "Alle samlet")
    if by:
        expect(page.get_by_role("status")).to_contain_text(f"fordelt etter {by.lower()}")
    expect(page.locator(".svb-result.svb-busy")).to_have_count(0)


def table_of(page, counts_in, columns: int):
    return counts_in(page.locator("table").evaluate("table => table.outerHTML"), columns)


def told(page) -> str:
    return page.get_by_role("status").inner_text()


def query(page) -> dict[str, str]:
    return {name: value[0] for name, value in parse_qs(urlsplit(page.url).query).items()}


def test_a_choice_shows_the_protected_numbers(page, gps, counts_in):
    choose(page, "Økonomisk trygghet", by="Alder")
    expect(page.locator("figure img")).to_have_attribute(
        "alt", re.compile(r"Stablede søyler.*Syntetiske data", re.DOTALL)
    )
    latest = gps.of_waves("IV")
    shown = latest.table(SECURE, ["alder"]).shown
    everybody, groups = shown.total, shown.by[0]
    found = table_of(page, counts_in, len(everybody.columns))
    assert found == [[None if np.isnan(x) else x for x in row] for row in (*everybody.counts, *groups.counts)]
    assert any(None in row for row in found), "nothing was hidden: try a smaller group"
    # and what is shown is what was answered
    raw = [*count(latest.responses, SECURE).counts, *count(latest.responses, SECURE, "alder").counts]
    assert all(
        one in (None, other)
        for row, right in zip(found, raw, strict=True)
        for one, other in zip(row, right, strict=True)
    )
    expect(page.locator(".svb-base")).to_contain_text("fastleger")
    expect(page.locator(".svb-test")).to_have_text("Ingen test vises, fordi antall er skjult.")
    expect(page.locator(".svb-note").first).to_contain_text("«:»")


def test_rounds_stand_under_each_other_and_one_can_be_left_out(page, gps, counts_in):
    choose(page, "Økonomisk trygghet")
    expect(page.locator("table tbody tr")).to_have_count(4)
    page.get_by_label("II: november 2022").uncheck()
    expect(page.locator("table tbody tr")).to_have_count(3)
    page.wait_for_url(re.compile("runder=I,III,IV"))
    shown = gps.of_waves("I", "III", "IV").table(SECURE, "runde").shown
    assert table_of(page, counts_in, len(shown.columns)) == shown.counts.tolist()
    assert query(page)["runder"] == "I,III,IV"
    expect(page.locator(".svb-test")).to_contain_text(re.compile("Kjikvadrattest.*Valgt fordi"))
    page.get_by_label("II: november 2022").check()
    expect(page.locator("table tbody tr")).to_have_count(4)


def test_merged_answers_are_the_sum(page, gps, counts_in):
    choose(page, "Økonomisk trygghet")
    for answer in ("Litt enig", "Helt enig"):
        page.get_by_role("checkbox", name=answer, exact=True).check()
    expect(page.get_by_role("columnheader", name="Litt enig eller helt enig")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("«litt enig eller helt enig»")
    page.wait_for_url(re.compile("sla_sammen=[a-z_]+,[a-z_]+"))
    counts = gps.table(SECURE, "runde").shown.counts
    assert table_of(page, counts_in, 5) == [[*row[:3], row[3] + row[4], row[5]] for row in counts.tolist()]
    for answer in ("Litt enig", "Helt enig"):
        page.get_by_role("checkbox", name=answer, exact=True).uncheck()
    expect(page.get_by_role("columnheader", name="Helt enig", exact=True)).to_be_visible()


def test_a_filter_shows_one_group_only(page, gps, counts_in):
    choose(page, "Økonomisk trygghet")
    page.get_by_label("Vis bare").select_option(label="Kjønn: kvinne")
    expect(page.get_by_role("status")).to_contain_text("bare kjønn: kvinne")
    page.wait_for_url(re.compile("der=kjonn:kvinne"))
    shown = gps.within("kjonn", "kvinne").table(SECURE, "runde").shown
    expected = [[None if np.isnan(x) else x for x in row] for row in shown.counts]
    assert table_of(page, counts_in, len(shown.columns)) == expected
    page.get_by_label("Vis bare").select_option(label="Alle")
    expect(page.get_by_role("status")).not_to_contain_text("bare")


def test_another_survey_is_chosen_and_a_message_stands_where_a_chart_would_be_empty(page):
    survey = page.get_by_label("Undersøkelse")
    survey.select_option(label="Spørreundersøkelse til ledere av legetjenesten i kommunene i Nord-Norge")
    choose(page, "Utfyllers stilling")
    expect(page.get_by_role("status")).to_contain_text("ingen figur")
    expect(page.locator("figure")).to_have_count(0)
    assert page.get_by_role("button", name="Figur (PNG)").count() == 0
    page.get_by_label("Søk etter spørsmål").fill("finnes ikke noe sted")
    expect(page.locator(".svb-search .svb-help")).to_contain_text("Ingen treff")
    page.get_by_label("Søk etter spørsmål").fill("")
    survey.select_option(label=GPS)
    expect(page.locator(".svb-figure")).to_be_visible()


def test_the_page_says_whose_numbers_they_are_and_nothing_of_the_machine(page, gps):
    expect(page.get_by_text("Syntetiske data. Tallene er laget")).to_be_visible()
    expect(page.get_by_text(re.compile("Antall under 5 er skjult"))).to_be_visible()
    assert page.title() == "Utforsker – svarbenk"
    text = page.content()
    assert str(ROOT) not in text
    assert "show_app(" not in text, "code on the page"
    words = set(page.locator("main").inner_text().split())
    assert not words & {reply for reply in gps.responses.frame["svar_id"] if len(reply) > 4}
    assert page.locator("main").count() == 1
    assert "token" not in page.url


def test_keyboard_only(page):
    def focused() -> str:
        return page.evaluate(
            "(e => e.labels && e.labels.length ? e.labels[0].textContent.trim() : e.getAttribute('aria-label')"
            " || e.textContent.trim())(document.activeElement)"
        )

    def go_to(name: str, most: int = 25) -> None:
        for _ in range(most):
            if focused() == name:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"«{name}» is not reached; at «{focused()}»")

    page.get_by_label("Språk").focus()
    go_to("Søk etter spørsmål")
    page.keyboard.press("Control+A")
    page.keyboard.type("TRYGGHET okonomisk")
    expect(page.locator('[data-words="TRYGGHET okonomisk"]')).to_contain_text("Treff")
    go_to("Spørsmål")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_contain_text("økonomisk trygghet i min arbeidssituasjon")
    assert focused() == "Spørsmål", "the focus was lost when the choice was shown"
    go_to("Fordel svarene etter")
    page.keyboard.type("Kj")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("fordelt etter kjønn")
    assert focused() == "Fordel svarene etter"
    for answer in ("Litt enig", "Helt enig"):
        go_to(answer)
        page.keyboard.press("Space")
        expect(page.locator(".svb-result.svb-busy")).to_have_count(0)
        assert focused() == answer
    expect(page.get_by_role("columnheader", name="Litt enig eller helt enig")).to_be_visible()
    go_to("Tabell, kan rulles sidelengs")
    go_to("CSV")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "fastlege-okonomisk_trygghet-kjonn.csv"
    page.keyboard.press("Shift+Tab")
    assert focused() == "Excel"


def test_on_a_phone_and_in_english(page):
    choose(page, "Økonomisk trygghet", by="Alder")
    wide = page.locator("figure img").get_attribute("src")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("figure img")).not_to_have_attribute("src", wide)
    assert page.evaluate("document.documentElement.scrollWidth") == 390, "the page scrolls sideways"
    region = page.get_by_role("region", name="Tabell, kan rulles sidelengs")
    inside, outside = region.evaluate("part => [part.scrollWidth, part.clientWidth]")
    assert inside > outside, "a wide table scrolls inside its own region"
    region.focus()
    assert region.evaluate("part => part === document.activeElement")
    assert not violations(page)
    page.get_by_label("Språk").select_option("English")
    expect(page.get_by_label("Break down by")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("by age")
    page.wait_for_function("document.documentElement.lang == 'en'")
    expect(page).to_have_title("Explorer – svarbenk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Explorer")
    words = page.locator("main").inner_text()
    assert not re.findall(r"\b(svar|skjult|fordelt|runde|Tabell|Kilde|Last ned|Syntetiske)\b", words)


def test_no_serious_violations(page):
    choose(page, "Økonomisk trygghet", by="Alder")
    assert not violations(page)


def violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in {"serious", "critical"}
    ]


def taken(page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as started:
        page.get_by_role("button", name=name).click()
    return started.value.suggested_filename, started.value.path().read_bytes()


def test_every_file_can_be_opened_and_tells_n_base_source_and_what_is_hidden(page, gps):
    choose(page, "Økonomisk trygghet", by="Alder")
    shown = gps.of_waves("IV").table(SECURE, ["alder"]).shown
    hidden = int(shown.by[0].hidden.sum())

    name, content = taken(page, "Figur (PNG)")
    assert name == "fastlege-okonomisk_trygghet-alder.png"
    picture = Image.open(io.BytesIO(content))
    assert picture.width > 1000

    _, content = taken(page, "Figur (SVG)")
    drawing = content.decode()
    assert drawing.startswith("<svg")
    assert "Syntetiske data" in drawing

    _, content = taken(page, "Excel")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[-1]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    text = " ".join(map(str, cells))
    assert cells.count(":") >= 2 * hidden, "counts and percentages"
    for wanted in ("Oslo Economics", "Syntetiske data", "fastleger", "Ingen test vises", "skjult"):
        assert wanted in text
    assert [cell for cell in cells if cell == shown.total.counts[0][0]]

    _, content = taken(page, "CSV")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == shown.total.counts.size + shown.by[0].counts.size
    assert sum(line["Tall"] == ":" for line in lines) == hidden
    assert lines[0]["Prosent"] == f"{shown.total.percent()[0][0]:.1f}".replace(".", ",")
    assert all(
        line["n"] and line["Utvalg"] and line["Kilde"] and "Syntetiske data" in line["Merknad"] for line in lines
    )

    _, content = taken(page, "Word")
    document = docx.Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert told(page).split("\n")[-1].replace("\u00a0", " ") in text.replace("\u00a0", " "), "the sentence"
    for wanted in ("Oslo Economics", "Syntetiske data", "fastleger"):
        assert wanted in text
    assert [cell.text for row in document.tables[0].rows for cell in row.cells].count(":") >= hidden
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert re.search(r'descr="Stablede søyler', xml)


def test_english_files_are_english(page):
    choose(page, "Økonomisk trygghet", by="Kjønn")
    page.get_by_label("Språk").select_option("English")
    expect(page.get_by_role("status")).to_contain_text("by sex")
    _, content = taken(page, "CSV")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {line["Group"] for line in lines} >= {"All", "Female"} or {line["Group"] for line in lines} >= {
        "All",
        "Woman",
    }
    assert "." in lines[0]["Per cent"]
    _, content = taken(page, "Word")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Synthetic data" in text
    assert not re.findall(r"\b(svar|skjult|fordelt|Tabell|Kilde)\b", text)


def test_a_pasted_link_reproduces_the_view(page, served, window):
    choose(page, "Økonomisk trygghet", by="Kjønn")
    page.get_by_label("Runde", exact=True).select_option(label="I: januar 2022")
    expect(page.get_by_role("status")).to_contain_text("januar 2022")
    page.wait_for_url(re.compile(r"runde=I(&|$)"))  # told last, when all is drawn
    before, body, link = told(page), page.locator("table").inner_html(), page.url
    state = query(page)
    assert (state["sporsmal"], state["etter"], state["runde"]) == (SECURE, "kjonn", "I")
    page.goto("about:blank")
    page.goto(link)
    page.locator(".svb-figure").wait_for(timeout=60_000)
    expect(page.get_by_role("status")).to_contain_text("fordelt etter kjønn")
    assert told(page) == before
    assert page.locator("table").inner_html() == body
    assert page.get_by_label("Runde", exact=True).input_value()
    assert page.url == link
    # what is chosen replaces the address: back leaves the app, and does not step through every choice
    page.get_by_label("Runde", exact=True).select_option(label="IV: november–desember 2024")
    expect(page.get_by_role("status")).to_contain_text("november–desember 2024")
    page.wait_for_url(re.compile(r"runde=IV(&|$)"))
    page.go_back()
    page.wait_for_url("about:blank")


def test_nothing_left_this_machine_and_nothing_failed(window, served):
    _, seen = window
    assert seen.requests
    assert seen.frames
    assert not [url for url in seen.requests if not url.startswith((served.origin, "data:", "blob:", "about:"))]
    assert not seen.errors
    text = "".join(seen.frames)
    assert not re.findall(r"Traceback|File \"/|\.py\", line", text)
    assert str(ROOT) not in text
