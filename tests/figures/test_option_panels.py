"""Panels of options: one scale, bars that begin at one place, n of each panel."""

from dataclasses import replace

import pytest
from made_tables import ALLE, JOBB, JOBB_STARS, table, veiled
from reading_sheets import beside, collisions, words
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import option_panels
from svarbenk.figures.option_panels import panels_sheet
from svarbenk.figures.sheet import Block
from svarbenk.tables import Axis

GREP = Axis.of("grep", ["Felles kompetanseheving", "Samarbeidsutvalg", "Annet"])
HINDER = Axis.of("hinder", ["Tid", "Finansiering av kvalitetsarbeid som tar mer enn en kveld", "Vet ikke"])
ONE = table([[300, 210, 30]], ALLE, GREP, row_n=[400], exclusive=False)
OTHER = table([[390, 120, 7]], ALLE, HINDER, row_n=[410], exclusive=False)
HEADS = ["a) Grep", "b) Hindringer"]


def sheet_of(panels=(ONE, OTHER), language="nb", width_mm=160, **more):
    return panels_sheet(panels, HEADS, language, title=None, width_mm=width_mm, **more)


def test_all_panels_have_one_scale_and_one_left_edge():
    sheet = sheet_of()
    bars = [mark for mark in sheet.marks if isinstance(mark, Block)]
    assert len({mark.x for mark in bars}) == 1
    shares = [300 / 400, 210 / 400, 30 / 400, 390 / 410, 120 / 410, 7 / 410]
    assert [mark.width for mark in bars] == pytest.approx([share * bars[0].width / shares[0] for share in shares])


def test_each_panel_has_its_heading_and_n():
    sheet = sheet_of()
    found = words(sheet)
    assert found[:2] == ["a) Grep", "Alle leger (n = 400)"]
    assert found.index("b) Hindringer") + 1 == found.index("Alle leger (n = 410)")
    assert beside(sheet, "Tid") == ["95 %"]


def test_panels_by_wave_have_a_legend_each_and_stars():
    stars = {(1, row, option): mark for (row, option), mark in JOBB_STARS.items()}
    found = words(sheet_of([JOBB, JOBB], stars=stars))
    assert found.count("januar 2022 (n = 1 063)") == 2
    assert found.count("34 %") == 1
    assert found.count("34 % ***") == 1


def test_the_alt_text_has_the_numbers_of_each_panel():
    alt = option_panels([ONE, replace(OTHER, synthetic=True)], HEADS, tested="Ikke testet.").alt.replace("\u00a0", " ")
    assert "a) Grep, Alle leger (n = 400). Felles kompetanseheving 75 %; Samarbeidsutvalg 53 %" in alt
    assert alt.endswith("Ikke testet. Syntetiske data.")


def test_a_base_is_named_once():
    base = Text(nb="leger som ønsker å delta")
    whole = words(sheet_of([replace(ONE, base=base)] * 2))
    assert whole[1] == "Alle leger som ønsker å delta (n = 400)"
    assert "Av leger som ønsker å delta." in words(sheet_of([replace(JOBB, base=base)] * 2))
    assert not any("ønsker å delta" in line for line in words(sheet_of([replace(JOBB, base=base), JOBB])))


@pytest.mark.parametrize("width_mm", [160, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    for panels in ((ONE, OTHER), (veiled(ONE, (0, 1)), JOBB)):
        sheet = sheet_of(panels, language, width_mm)
        assert not collisions(sheet)


def test_nothing_to_draw_is_refused():
    with pytest.raises(InputError, match="fant ingen tabell"):
        option_panels([], [])
