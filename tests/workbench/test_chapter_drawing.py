"""Chapter.draw: the chart that fits, what stands around it, and what is told where there is nothing to draw."""

import pytest
import svarbenk as sb
from svarbenk.workbench.drawing import chart_of

HARD = "\u00a0"


@pytest.fixture(scope="module")
def kap(studenter, leger):
    return sb.Chapter("4", studenter, leger)


def the_figure(shown):
    (block,) = shown.blocks
    assert block.kind == "figure"
    return block


def test_bars_by_wave_have_stars_base_source_and_note(kap, leger):
    block = the_figure(kap.draw("4-12", leger.table("fastlege_om_5_ar", by="runde")))
    assert block.label == f"Figur{HARD}4-12"
    assert block.caption == "Hvor sannsynlig er det at du er fastlege om 5 år?"
    # n by wave in pandas: 1 111, 1 426, 1 116 and 977
    assert block.notes[0].replace(HARD, " ") == "n = 977–1 426 fastleger."
    assert block.notes[1].startswith("Stjerner: forskjell fra januar 2022")
    assert block.source.endswith("januar 2022, november 2022, desember 2023 og november–desember 2024")
    assert "***" in block.svg
    assert block.sheets[0].chart == "stacked"
    assert block.sheets[0].row_keys == ("I", "II", "III", "IV")


@pytest.mark.parametrize(
    ("made", "chart"),
    [
        (lambda leger, lis1: [leger.table("fastlege_om_5_ar", by="runde")], "stacked"),
        (lambda leger, lis1: [lis1.table("jobb_etter_lis1", by="runde")], "clustered"),
        (lambda leger, lis1: leger.each("tid_til", by="runde"), "items"),
        (lambda leger, lis1: [leger.last("basis_takst", by=["driftsform"])], "stacked"),
    ],
)
def test_the_chart_fits_the_table(leger, studenter, made, chart):
    assert chart_of(made(leger, studenter)) == chart


def test_items_are_captioned_by_the_battery(kap, leger):
    block = the_figure(kap.draw("8-3", leger.each("tid_til", by="runde")))
    assert block.caption == "Hvor enig eller uenig er du i følgende påstander"
    assert len(block.sheets) == 4
    assert "4 tester" in block.notes[1].replace(HARD, " ")


def test_one_answer_of_each_item_by_wave(kap, studenter):
    block = the_figure(kap.draw("4-8", studenter.each("trygg_karriere", by="runde"), category="enig"))
    table = studenter.table("trygg_karriere_fastlege", by="runde")
    # Evalueringsrapport IV, figure 4-8 (l. 630): from 32 to 66 per cent
    assert f"{table.share('enig', 'IV'):.0f}{HARD}%" in block.alt
    assert "2 tester" in block.notes[1].replace(HARD, " ")


def test_what_may_not_be_compared_is_told_and_has_no_stars(kap, studenter):
    block = the_figure(kap.draw("5-2", studenter.each("lis1_opphold", by="runde"), category="enig"))
    assert not any(note.startswith("Stjerner") for note in block.notes)
    assert any("kan ikke sammenlignes" in note for note in block.notes)


def test_a_histogram_has_the_means_in_its_legend(kap, leger):
    block = the_figure(kap.draw("6-3", leger.table("arbeidstid_intervall", by="runde"), chart="histogram"))
    mean = leger.means("arbeidstid_vektet", by="runde").mean("I")
    assert f"gjennomsnitt{HARD}" in block.svg or "gjennomsnitt" in block.svg
    assert f"{mean:.1f}".replace(".", ",") in block.alt + block.svg


def test_questions_with_the_same_options_stand_in_clusters(kap, leger):
    pair = [leger.last("kvalitetsarbeid"), leger.last("kvalitetsarbeid_onsket")]
    block = the_figure(kap.draw("8-2", pair, headings=["Gjennomført", "Ønsket"]))
    for table, name in zip(pair, ("Gjennomført", "Ønsket"), strict=True):
        assert name in block.alt
        assert f"{table.share('kurs'):.0f}{HARD}%" in block.alt
    with pytest.raises(sb.InputError, match="samme svaralternativer"):
        kap.draw("8-2", [leger.last("kvalitetsarbeid"), leger.last("team_personell")], headings=["a", "b"])


def test_panels_have_a_heading_each(kap, studenter):
    pair = [studenter.last("inntrykk_fastlege"), studenter.last("inntrykk_sykehuslege")]
    block = the_figure(kap.draw("4-9", pair, "Inntrykk", headings=["a) Fastlege", "b) Sykehus"]))
    assert "a) Fastlege" in block.alt
    with pytest.raises(sb.InputError, match="1 overskrifter til 2 paneler"):
        kap.draw("4-9", pair, "Inntrykk", headings=["a)"])


def test_where_all_is_hidden_a_note_says_so(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, threshold=2000)
    kap = sb.Chapter("4", few)
    for shown in (
        kap.draw("4-12", few.table("fastlege_om_5_ar", by="runde")),
        kap.draw("6-5", few.means("arbeidstid")),
    ):
        assert "skjult" in shown.blocks[0].runs[0].text
        assert shown.blocks[0].kind == "paragraph"


def test_unknown_charts_are_refused(kap, leger):
    with pytest.raises(sb.InputError, match="ukjent figurslag «kake»"):
        kap.draw("4-12", leger.table("fastlege_om_5_ar", by="runde"), chart="kake")
