import csv
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from lxml import html
from sample_report import draw, sample_report
from svarbenk.documents import Paragraph, Run, write_html
from svarbenk.documents.drawing import image_bytes, inline_svg, printable_svg
from svarbenk.errors import InputError

FETCHED = ("src", "srcset", "poster", "data", "background")


@pytest.fixture(scope="module")
def pages(written) -> dict[Path, html.HtmlElement]:
    names = ("index.html", "figurer.html", "tabeller.html", "sok.html")
    files = [*(written / name for name in names), *sorted((written / "kapitler").glob("*.html"))]
    return {file: html.document_fromstring(file.read_text(encoding="utf-8")) for file in files}


@pytest.fixture(scope="module")
def chapter(pages, written) -> html.HtmlElement:
    return pages[written / "kapitler" / "10-kommunene.html"]


def test_pages_stand(pages, written):
    found = {file.relative_to(written).as_posix() for file in written.rglob("*.html")}
    assert found == {file.relative_to(written).as_posix() for file in pages}
    assert {"kapitler/10-kommunene.html", "kapitler/vedlegg-a.html"} <= found


def test_landmarks_and_language(pages):
    for page in pages.values():
        assert page.get("lang") == "nb"
        assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
        skip = page.xpath("//body/*[1][self::a][@class='skip']")[0]
        assert page.get_element_by_id(skip.get("href")[1:]).tag == "main"
        assert page.xpath("//title")[0].text.strip()
        assert all(nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.xpath("//nav"))


def test_nothing_leaves_the_folder(pages, written):
    for file, page in pages.items():
        for element in page.iter(html.etree.Element):
            fetched = [element.get(name) for name in FETCHED if element.get(name)]
            if element.tag == "form":
                fetched.append(element.get("action"))
            for address in fetched:
                assert element.tag in ("script", "img", "form"), (file.name, element.tag)
                assert ":" not in address
                target = (file.parent / address).resolve()
                assert target.is_file(), (file.name, address)
                assert target.is_relative_to(written.resolve())
            if element.tag in ("link", "image", "use"):
                target = element.get("href") or element.get("xlink:href")
                assert target.startswith(("#", "data:")), (file.name, target)
            assert element.tag not in ("iframe", "metadata")
        # a style sheet could fetch as well
        text = file.read_text(encoding="utf-8")
        assert "@import" not in text
        assert not re.search(r"url\(\s*['\"]?(?!#|data:)", text)
    for script in written.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"fetch\(|XMLHttpRequest|import\(|https?://|sendBeacon", text)


def test_every_link_leads_somewhere(pages):
    for file, page in pages.items():
        for address in page.xpath("//a/@href"):
            if address.startswith("http"):
                continue
            place, _, anchor = address.partition("#")
            target = (file.parent / place).resolve() if place else file
            assert target.is_file(), (file.name, address)
            if anchor and target in pages:
                assert pages[target].xpath("//*[@id=$name]", name=anchor), (file.name, address)


def test_ids_are_unique(pages):
    for page in pages.values():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))


def test_front_page_lists_everything(pages, written):
    page = pages[written / "index.html"]
    links = page.xpath("//a/@href")
    for file in ("helse-nord-2019.docx", "helse-nord-2019.pdf", "figurdata.xlsx"):
        assert file in links
    assert "manifest.json" not in links
    for file, labels in (("tabeller", ("Tabell 10.2", "Tabell 10.3", "Tabell A.1")), ("figurer", ("Figur 10.1",))):
        assert f"{file}.html" in links
        listed = pages[written / f"{file}.html"]
        assert [span.text for span in listed.xpath("//main//li//span[@class='label']")] == list(labels)
    assert "kapitler/10-kommunene.html#10-2-planer-for-legetjenesten" in links
    text = page.text_content()
    assert "Tall for færre enn tre kommuner vises ikke." in text
    assert "helse-nord-kommune.yaml" in text


def test_tables_can_be_read_aloud(chapter):
    tables = chapter.xpath("//div[@class='table']/div/table")
    assert len(tables) == 2
    for table in tables:
        assert table.xpath("caption")[0].text_content().startswith("Tabell 10.")
        assert all(head.get("scope") == "col" for head in table.xpath("thead//th"))
        assert all(head.get("scope") in ("row", "rowgroup") for head in table.xpath("tbody//th"))
        region = table.getparent()
        assert region.get("tabindex") == "0"
        assert region.get("role") == "region"
        assert region.get("aria-label")
    bodies = tables[0].xpath("tbody")
    assert len(bodies) == 4
    group = bodies[1].xpath("tr[1]/th")[0]
    assert group.get("scope") == "rowgroup"
    assert group.get("colspan") == "5"
    assert group.text_content() == "Sentralitet (p\u00a0<\u00a00,001)"
    assert tables[0].xpath("string(tbody[1]/tr[1]/td[1])") == "47 (60\u00a0%)"
    assert "number" in tables[0].xpath("tbody[1]/tr[1]/td[1]")[0].get("class")


def test_figure_has_a_name_and_a_description(chapter):
    (drawing,) = chapter.xpath("//figure//*[local-name()='svg']")
    assert drawing.get("role") == "img"
    named = [chapter.get_element_by_id(name).text for name in drawing.get("aria-labelledby").split()]
    assert named[0] == "Figur 10.1"
    assert named[1].startswith("Liggende stolper")
    assert chapter.xpath("//figure/figcaption")[0].text_content().startswith("Figur 10.1. Om fastlegene")


def test_notes_source_mark_and_numbers_follow_the_table(chapter):
    foot = [line.text_content().split() for line in chapter.xpath("//*[@id='tabell-10-2']//div[@class='foot']/p")]
    lines = [" ".join(words) for words in foot]
    assert lines[0].startswith("Merk: «:» er skjermet")
    assert lines[2] == "Kilde: Spørreundersøkelse til kommuner, 2019, spørsmål 8.2. Syntetiske data"
    assert chapter.xpath("//*[@id='tabell-10-2']//a/@href") == ["../data/tabell-10-2.csv", "../figurdata.xlsx"]


def test_stand_in_mark_follows_the_data(pages, written, chapter):
    assert chapter.xpath("//*[@class='banner']")
    assert pages[written / "index.html"].xpath("//*[@class='banner']")
    clean = pages[written / "kapitler" / "vedlegg-a.html"]
    assert "Syntetiske data" not in clean.text_content()
    assert "Syntetiske data" not in chapter.xpath("//*[@id='tabell-10-3']")[0].text_content()


def test_english_pages_speak_english(report, tmp_path):
    chapters = tuple(chapter.model_copy(update={"language": "en"}) for chapter in report.chapters)
    front = write_html(report.model_copy(update={"language": "en", "chapters": chapters}), tmp_path)
    page = html.document_fromstring(front.read_text(encoding="utf-8"))
    assert page.get("lang") == "en"
    assert "Contents" in page.text_content()
    assert "Synthetic data" in page.text_content()
    assert not page.xpath("//*[@class='downloads']")
    assert page.xpath("//form//label")[0].text == "Search the report"
    chapter = (tmp_path / "kapitler" / "10-kommunene.html").read_text(encoding="utf-8")
    assert "Source: Spørreundersøkelse" in chapter
    assert "Synthetic data" in chapter
    for word in ("Kilde:", "Merk:", "Innhold<", "Syntetiske"):
        assert word not in chapter


def test_text_cannot_become_markup(report, tmp_path):
    chapter = report.chapters[0].model_copy(update={"title": "<script>alert(1)</script>"})
    write_html(report.model_copy(update={"chapters": (chapter,)}), tmp_path)
    assert "<script>" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    index = (tmp_path / "sokeindeks.js").read_text(encoding="utf-8")
    assert json.loads(index.removeprefix("var SVARBENK_INDEX=").rstrip(";\n"))["chapters"][0].endswith("</script>")


def test_drawings_are_made_safe():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt">'
        '<metadata>x</metadata><script>alert(1)</script><defs><path id="m1"/></defs>'
        '<image xlink:href="https://example.org/a.png"/><use xlink:href="#m1" clip-path="url(#m1)" onclick="x"/></svg>'
    )
    safe = inline_svg(svg, "Figur 1", "Alt & «mer»", "figur-1")
    assert "example.org" not in safe
    assert "script" not in safe
    assert "onclick" not in safe
    assert 'href="#figur-1-m1"' in safe
    assert "url(#figur-1-m1)" in safe
    assert ET.fromstring(safe).get("width") is None


def test_a_broken_drawing_is_refused():
    with pytest.raises(InputError, match=r"Figur 1: tegningen er ikke SVG"):
        inline_svg("<svg", "Figur 1", "", "f")
    with pytest.raises(InputError, match="tegningen er <html>"):
        printable_svg("<html/>", "Figur 1", "Sans")
    with pytest.raises(InputError, match="ventet en PNG i base64"):
        image_bytes("ikke base64", "Figur 1")


def test_fonts_of_drawings_are_replaced_and_sizes_kept():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text style="font: 8px \'Fira\', sans-serif; fill: red" '
        'font-family="Fira">a</text><text style="font-size: 9px; font-family: Fira, serif">b</text></svg>'
    )
    shown = printable_svg(svg, "Figur 1", "DejaVu Sans")
    assert "Fira" not in shown
    assert "font: 8px 'DejaVu Sans'; fill: red" in shown
    assert "font-size: 9px; font-family: 'DejaVu Sans'" in shown


def test_sample_drawing_has_living_text():
    assert "<text" in draw()[0]
    assert sample_report().synthetic


def test_the_manifest_is_offered_when_it_is_there(report, tmp_path):
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    page = html.document_fromstring(write_html(report, tmp_path).read_text(encoding="utf-8"))
    assert page.xpath("//*[@class='downloads']//a/@href") == ["manifest.json"]


def test_tables_and_figures_carry_their_ids(chapter):
    table = chapter.xpath("//*[@id='tabell-10-2']//table")[0]
    assert (table.get("data-survey"), table.get("data-question")) == ("kommune", "plan")
    assert [head.get("data-key") for head in table.xpath("thead//th[@data-key]")] == ["ja", "nei", "usikker", "totalt"]
    row = table.xpath("tbody/tr[th='Nivå 4']")[0]
    assert row.get("data-key") == "gruppe=3"
    figure = chapter.get_element_by_id("figur-10-1")
    assert (figure.get("data-survey"), figure.get("data-question")) == ("lege", "om_5")


def test_numbers_of_the_prose_lead_to_what_they_were_taken_from(chapter):
    links = {link.get("data-value"): link for link in chapter.xpath("//a[@class='tall']")}
    assert {name: link.get("href") for name, link in links.items()} == {
        "med_plan": "#tabell-10-2",
        "setning": "#figur-10-1-tall",
        "spurt": "#tall-spurt",
        "trykt": "#tall-trykt",
    }
    # a year is no finding, and neither is a quoted answer
    assert links["setning"].text == "52\u00a0%"
    lines = [[cell.text_content() for cell in row] for row in chapter.xpath("//section[@class='traced']//tbody/tr")]
    assert lines[0][:2] == ["47 av 78 (60\u00a0%)", ""]
    assert lines[0][2].startswith("Tabell 10.2. Om kommunen har")
    assert lines[3] == ["1 930", "", "Rapporten (2019), linje 40"]
    assert lines[2] == ["86", "86", "Regnet ut i kapitlets notatbok som spurt (nærmest Figur 10.1)"]


def test_references_lead_to_tables_and_sections(report, tmp_path):
    text = "Se tabell 10.3, figurene 10.1 og 10.9, vedlegg A, kapittel 10.2 og Tabell A.1."
    chapter = report.chapters[0]
    blocks = (*chapter.blocks, Paragraph(runs=(Run(text=text),)))
    chapters = (chapter.model_copy(update={"blocks": blocks}), report.chapters[1])
    write_html(report.model_copy(update={"chapters": chapters}), tmp_path)
    page = html.document_fromstring((tmp_path / "kapitler" / "10-kommunene.html").read_text(encoding="utf-8"))
    (paragraph,) = page.xpath("//p[contains(., 'figurene')]")
    assert paragraph.text_content() == text
    assert {link.text: link.get("href") for link in paragraph.xpath("a")} == {
        "tabell 10.3": "#tabell-10-3",
        "figurene 10.1": "#figur-10-1",
        "vedlegg A": "vedlegg-a.html#innhold",
        "kapittel 10.2": "#10-2-planer-for-legetjenesten",
        "Tabell A.1": "vedlegg-a.html#tabell-a-1",
    }


def test_counts_behind_a_figure_as_csv(written, report):
    figure = next(block for block in report.chapters[0].blocks if block.kind == "figure")
    with (written / "data" / "figur-10-1.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    (part,) = figure.sheets
    assert len(lines) == 15
    assert [line["count"] for line in lines[:3]] == ["", "", "0"]
    assert [float(line["percent"]) for line in lines[3:6]] == list(part.percent[1])
    assert (lines[3]["row"], lines[3]["column"], lines[3]["column_id"]) == ("Nivå 4", "Ja", "ja")
    assert lines[3]["question"] == part.question
    assert (lines[3]["synthetic"], lines[3]["survey"], lines[3]["question_id"]) == ("true", "lege", "om_5")


def test_counts_are_shown_behind_what_does_not_print_them(chapter):
    assert chapter.xpath("//*[@id='figur-10-1-tall']//table")
    assert not chapter.xpath("//*[@id='tabell-10-2-tall']//table")
    told = chapter.get_element_by_id("tabell-10-2-tall").text_content()
    assert "Alle kommuner som svarte" in told
    assert told.count("Fishers eksakte test") == 2
