"""Means that add up: parts as long as they are, their total behind them."""

import math

import pytest
from made_series import text
from reading_sheets import beside, collisions, words
from svarbenk.errors import InputError
from svarbenk.figures import MeanBar, mean_bars, palette
from svarbenk.figures.mean_bars import means_sheet
from svarbenk.figures.sheet import Block

PARTS = [text("Tilstedevakt"), text("Bakvakt"), text("Hjemmevakt")]
UNIT = text("Timer per uke")
BARS = [
    MeanBar(text("Alle fastleger"), (5.1, 1.2, 0.9), 978),
    MeanBar(text("Næringsdrift uten kommunal leieavtale"), (5.25, 1.1, 0.8), 611),
    MeanBar(text("Fastlønn"), (4.1, 0.9, 2.2), 103, note="**"),
    MeanBar(text("Vikar"), (math.nan, 0.9, 2.2), 8),
    MeanBar(text("ALIS"), (0.0, 0.0, 0.0), 0),
]


def sheet_of(bars=BARS, language="nb", width_mm=160, synthetic=False):
    return means_sheet(bars, PARTS, language, synthetic=synthetic, unit=UNIT, width_mm=width_mm)


def test_parts_are_as_long_as_the_means_and_the_total_stands_behind():
    sheet = sheet_of()
    assert beside(sheet, "Alle fastleger") == ["n = 978", "5,1", "1,2", "0,9", "7,2"]
    assert beside(sheet, "Fastlønn") == ["n = 103", "4,1", "0,9", "2,2", "7,2 **"]
    fills = palette._STEPS[3]
    parts = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill in fills and mark.height == 15]
    assert [mark.width for mark in parts[:3]] == pytest.approx(
        [size * parts[0].width / 5.1 for size in (5.1, 1.2, 0.9)]
    )
    assert parts[1].x == pytest.approx(parts[0].x + parts[0].width)


def test_a_hidden_part_hides_the_bar_and_its_total():
    sheet = sheet_of()
    assert beside(sheet, "Vikar") == ["n = 8", ":"]
    assert beside(sheet, "ALIS") == ["n = 0", "ingen svar"]
    assert "Skjult (:)" in words(sheet)


def test_the_alt_text_has_all_numbers():
    alt = mean_bars(BARS, PARTS, synthetic=True, unit=UNIT, tested="Welch.").alt.replace("\u00a0", " ")
    assert "Alle fastleger (n = 978): 7,2 (Tilstedevakt 5,1, Bakvakt 1,2, Hjemmevakt 0,9)" in alt
    assert "Vikar (n = 8): skjult; ALIS (n = 0): ingen svar" in alt
    assert alt.endswith("Welch. Syntetiske data.")


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    sheet = sheet_of(language=language, width_mm=width_mm, synthetic=True)
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(InputError, match="fant ingen svar"):
        mean_bars(BARS[4:], PARTS, synthetic=False, unit=UNIT)
    with pytest.raises(InputError, match="«Alle fastleger»: fant 3 gjennomsnitt; ventet 2"):
        mean_bars(BARS, PARTS[:2], synthetic=False, unit=UNIT)
    with pytest.raises(InputError, match="negativt"):
        mean_bars([MeanBar(text("A"), (1.0, -1.0, 1.0), 5)], PARTS, synthetic=False, unit=UNIT)
    with pytest.raises(TypeError, match="synthetic"):
        mean_bars(BARS, PARTS, unit=UNIT)
