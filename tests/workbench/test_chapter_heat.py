"""Chapter.heat: answers of several questions in one numbered figure, with the counts behind it."""

import re

import pytest
import svarbenk as sb
from svarbenk.documents import MIME
from svarbenk.workbench import read_blocks

BACKGROUNDS = ["sentralitet", "folketall"]


def rows(survey, *names):
    return [(survey.table(name, by=BACKGROUNDS), "ja") for name in names]


def the_block(shown):
    (block,) = read_blocks(shown._repr_mimebundle_()[MIME])
    return block


def test_heat_is_a_numbered_figure_with_its_counts(kommuner):
    block = the_block(sb.Chapter("10", kommuner).heat("10.8", rows(kommuner, "tilstrekkelig_hjemler", "plan")))
    assert block.label == "Figur\u00a010.8"
    assert block.caption == "Svar i prosent. Totalt og fordelt etter sentralitet og folketall"
    # tables 10.2 and 10.9 (lines 1855 and 2422): 47 of 78 and 15 of 78
    assert "«Tilstrekkelig antall fastlegehjemler: Ja» med 60\u00a0% (n\u00a0=\u00a078)" in block.alt
    assert "«Plan for legetjenesten: Ja» med 19\u00a0%" in block.alt
    assert [note.partition(",")[0].rstrip(".") for note in block.notes] == ["n\u00a0=\u00a078 svar"]
    assert [sheet.counts for sheet in block.sheets if len(sheet.rows) == 1] == [((47, 25, 6),), ((15, 63),)]
    assert len(block.sheets) == 6
    assert block.synthetic
    assert "<!-- Syntetiske data -->" in block.svg


def test_two_answers_of_one_question_have_one_set_of_counts(kommuner):
    banner = kommuner.table("tilstrekkelig_hjemler", by=BACKGROUNDS)
    block = the_block(sb.Chapter("10", kommuner).heat("10.8", [(banner, "ja"), (banner, "nei")], "Hjemler"))
    assert block.caption == "Hjemler"
    assert len(block.sheets) == 3
    assert "«Tilstrekkelig antall fastlegehjemler: Nei» med 32\u00a0%" in block.alt  # 25 of 78


def test_heat_speaks_the_language_of_the_chapter(kommuner_en):
    block = the_block(sb.Chapter("10", kommuner_en).heat("10.8", rows(kommuner_en, "hjelpepersonell_ansatt", "plan")))
    assert block.caption == "Answers in per cent. In total and by centrality and population"
    assert "“Is the staff employed by the municipality? Yes”" in block.alt
    assert "“Plan for the medical service: Yes”" in block.alt


def test_heat_is_made_of_protected_counts_alone(kommuner, protected):
    block = the_block(sb.Chapter("10", protected).heat("10.8", rows(protected, "plan")))
    assert "«:» er skjult." in block.svg
    assert "tall er skjult" in block.alt
    # level 3: 1 of 2
    shown = re.findall(r"<!-- (\d+) -->", block.svg)
    assert "50" in re.findall(
        r"<!-- (\d+) -->", the_block(sb.Chapter("10", kommuner).heat("10.8", rows(kommuner, "plan"))).svg
    )
    assert "50" not in shown


def test_an_unknown_answer_is_refused_by_name(kommuner):
    with pytest.raises(sb.InputError, match="«Plan for legetjenesten: kanskje»: fant svaret «kanskje»"):
        sb.Chapter("10", kommuner).heat("10.8", [(kommuner.table("plan", by=BACKGROUNDS), "kanskje")])
