"""Chapters of one wave, of a selection, with small counts hidden and in English: whole, and true to their answers."""

import re
from pathlib import Path

import pytest
from svarbenk.batch.running import run_chapter

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = ("04", "06", "08", "10")
THRESHOLD = 10
VARIANTS = {
    "wave": {"waves": ["II"]},
    "selection": {"where": "driftsform == 'kommunalt ansatt'"},
    "threshold": {"threshold": THRESHOLD},
    "english": {"language": "en"},
}
# Norwegian terms that English keeps (GLOSSARY.md), and names.
KEPT = r"Bokmål|Kåre|Sør|Nordsjø\w*|Trøndelag|Tromsø"
HARD = "\u00a0"

pytestmark = pytest.mark.batch


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request, variant, clean_answers, tmp_path_factory):
    notebook = next((ROOT / "notebooks" / "rapport-iv").glob(f"{request.param}-*.ipynb"))
    given = {"data": str(clean_answers.root), **VARIANTS[variant]}
    out = tmp_path_factory.mktemp("variant") / notebook.name
    ran = run_chapter(notebook, out, given, language=given.get("language", "nb"))
    return notebook, ran.document


def runs(several):
    return "".join(run.text for run in several).replace(HARD, " ")


def told(block):
    """Every text of a block."""
    if block.kind == "heading":
        return [block.text]
    if block.kind == "paragraph":
        return [runs(block.runs)]
    if block.kind == "list":
        return [runs(item) for item in block.items]
    texts = [block.label, block.caption, *block.notes]
    if block.kind == "figure":
        return [each.replace(HARD, " ") for each in (*texts, block.alt)]
    cells = [cell for row in block.rows for cell in (row.label, *row.cells)]
    return [each.replace(HARD, " ") for each in (*texts, *cells, *block.columns)]


def sheets(document):
    """The counts of answers: not of registers, and not hours."""
    every = (sheet for block in document.blocks for sheet in getattr(block, "sheets", ()))
    return [sheet for sheet in every if sheet.survey and not re.search(r"timer|hours", sheet.unit)]


def test_every_figure_is_there_or_a_line_says_why_not(chapter):
    notebook, document = chapter
    source = notebook.read_text(encoding="utf-8")
    wanted = re.findall(r"(?:kap\.draw|reg\.figure)\([\s\\n\",]*?\\\"([\d-]+)\\\"", source)
    drawn = [block.number for block in document.blocks if block.kind == "figure"]
    lines = " ".join(runs(block.runs) for block in document.blocks if block.kind == "paragraph")
    why = r"[^.]*?(?:er ikke med: \w|is left out: \w|: .*?(?:ikke tegnet her|not drawn here))"
    missing = [each for each in wanted if each not in drawn and not re.search(rf"Figure? {each}\b{why}", lines)]
    assert wanted
    assert missing == []


def test_no_figure_is_empty(chapter):
    _, document = chapter
    for block in document.blocks:
        answers = [sheet for sheet in getattr(block, "sheets", ()) if sheet.survey]
        if block.kind == "figure" and answers:
            counts = [each for sheet in answers for row in sheet.counts for each in row if each]
            assert counts, block.label
            assert block.alt


def test_no_text_is_empty_or_unfilled(chapter):
    _, document = chapter
    for block in document.blocks:
        for text in told(block) if block.kind in {"heading", "paragraph", "list"} else ():
            assert text.strip(), block
        for text in told(block):
            assert not re.search(r"\bnan\b|\bNone\b|[{}]", text), text
    kinds = [block.kind for block in document.blocks]
    levels = [getattr(block, "level", 9) for block in document.blocks]
    alone = [
        document.blocks[place].text
        for place, kind in enumerate(kinds)
        if kind == "heading" and (place + 1 == len(kinds) or levels[place + 1] <= levels[place])
    ]
    assert alone == []


@pytest.mark.parametrize("variant", ["threshold"], indirect=True, scope="module")
def test_no_small_count_is_shown(chapter):
    _, document = chapter
    for sheet in sheets(document):
        counts = [each for row in sheet.counts for each in row if each] + [each for each in sheet.row_n or () if each]
        assert min(counts, default=THRESHOLD) >= THRESHOLD, sheet.title
        for row, shares in zip(sheet.counts, sheet.percent or (), strict=bool(sheet.percent)):
            assert all(share is None for count, share in zip(row, shares, strict=True) if count is None), sheet.title
    # how many did not answer is no answer, and is told
    texts = [text for block in document.blocks for text in told(block) if "ikke på spørsmålet" not in text]
    for text in texts:
        assert not re.search(
            r"\bn = [1-9](?![\d ,.]*\d)|\b[1-9] av \d+ (?:svar|leger|kommuner)|\d % \([1-9]\)", text
        ), text


@pytest.mark.parametrize("variant", ["english"], indirect=True, scope="module")
def test_english_is_english(chapter):
    _, document = chapter
    for block in document.blocks:
        for text in told(block):
            assert not re.search(r"[æøåÆØÅ«»]", re.sub(KEPT, "", text)), text
            assert not re.search(r"\d,\d{1,2}(?!\d)", text), text
            assert not re.search(r"\d %", text), text


def test_a_chapter_of_some_replies_says_so(chapter, variant):
    _, document = chapter
    opening = [runs(block.runs) for block in document.blocks[:3] if block.kind == "paragraph"]
    assert any(text.startswith("Kapitlet er laget for noen av svarene.") for text in opening) == (
        variant in {"wave", "selection"}
    )
