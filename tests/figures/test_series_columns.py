"""Columns as tall as their values, parts that add up, and no total where a part is not published."""

import pytest
from made_series import DIAGNOSER, KONSULTASJONER, NETTO, NONE, REFORM, STARTET, TILTAK, YEARS, series, text
from reading_sheets import beside, collisions, words
from svarbenk.errors import InputError
from svarbenk.figures import Panel, Scale, palette, series_columns
from svarbenk.figures.columns import columns_sheet
from svarbenk.figures.plot import BAND
from svarbenk.figures.sheet import Block

KLASSER = Panel(
    tuple(series(f"Klasse {k}", YEARS, [(k * 7 + place * 3) % 11 + 4.0 for place in range(8)]) for k in range(1, 7)),
    Scale(text("Prosent av nye fastleger")),
)
CASES = {
    "grouped": (STARTET, {"period": (2017, 2024)}),
    "negative": (NETTO, {"period": (2017, 2024), "events": [REFORM]}),
    "share": (KLASSER, {"period": (2017, 2024), "arrangement": "share"}),
    "stacked": ((TILTAK, STARTET), {"period": (2017, 2024), "arrangement": "stacked"}),
    "categories": (KONSULTASJONER, {"ticks": DIAGNOSER}),
    "lying": (KONSULTASJONER, {"ticks": DIAGNOSER, "horizontal": True}),
    "lying-parts": (KONSULTASJONER, {"ticks": DIAGNOSER, "horizontal": True, "arrangement": "stacked"}),
}


def sheet_of(panels, language="nb", width_mm=160, synthetic=False, **more):
    return columns_sheet(panels, language, synthetic=synthetic, width_mm=width_mm, **more)


def columns(sheet, fill):
    legend = next(mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == fill)
    return [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == fill and mark is not legend]


def test_columns_are_as_tall_as_their_values():
    sheet = sheet_of(STARTET, period=(2017, 2024))
    first, second = palette._STEPS[2]
    values = [380, 401, 463, 480, 612, 655]
    heights = [mark.height for mark in columns(sheet, first)]
    assert heights == pytest.approx([value * heights[0] / 380 for value in values])
    assert columns(sheet, second)[0].height == pytest.approx(310 * heights[0] / 380)
    assert {"380", "655", "290"} <= set(words(sheet))


def test_years_without_a_value_lie_in_a_band():
    sheet = sheet_of(STARTET, period=(2017, 2024))
    assert len([mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == BAND]) == 1
    assert "ikke trykt" in words(sheet)
    assert "Ikke trykt for 2018 og 2019." in words(sheet)


def test_negative_values_hang_from_nought():
    sheet = sheet_of(NETTO, period=(2017, 2024))
    zero = next(line.y for line in sheet.letters if line.text == "0")
    bars = columns(sheet, palette._STEPS[2][0])
    assert [mark.y + mark.height == pytest.approx(zero) for mark in bars] == [True] * 4 + [False] + [True] * 3
    assert bars[4].y == pytest.approx(zero)
    assert "−35" in words(sheet)


def test_parts_stand_on_each_other_under_their_total():
    sheet = sheet_of(TILTAK, period=(2020, 2024), arrangement="stacked")
    low, middle, high = (columns(sheet, fill)[0] for fill in palette._STEPS[3])
    assert low.y == pytest.approx(middle.y + middle.height)
    assert middle.y == pytest.approx(high.y + high.height)
    assert low.height / middle.height == pytest.approx(233 / 120)
    assert {"378", "1 391"} <= set(words(sheet))  # 233 + 120 + 25; 1 100 + 260 + 31
    assert "378" not in words(sheet_of(TILTAK, period=(2020, 2024), arrangement="stacked", total=False))


def test_parts_of_a_hundred_fill_the_axis():
    sheet = sheet_of(TILTAK, period=(2020, 2024), arrangement="share")
    heights = [columns(sheet, fill)[0].height for fill in palette._STEPS[3]]
    top, bottom = (next(line.y for line in sheet.letters if line.text == text) for text in ("100\u00a0%", "0\u00a0%"))
    assert sum(heights) == pytest.approx(bottom - top)
    assert heights[0] / sum(heights) == pytest.approx(233 / 378)
    assert "62 %" in words(sheet)  # 233 of 378


def test_there_is_no_whole_where_a_part_is_not_published():
    part = Panel((series("A", (2020, 2021), (3.0, 4.0)), series("B", (2020, 2021), (NONE, 6.0))), Scale(text("Antall")))
    stacked = words(sheet_of(part, period=(2020, 2021), arrangement="stacked"))
    assert stacked.count("3") == 1  # in its part, not over it
    assert "10" in stacked
    share = words(sheet_of(part, period=(2020, 2021), arrangement="share"))
    assert "100 %" in share
    assert share.count("100 %") == 1  # on the axis
    assert {"40 %", "60 %"} <= set(share)
    lying = sheet_of(KONSULTASJONER, ticks=DIAGNOSER, horizontal=True, arrangement="stacked")
    assert beside(lying, "Luftveier") == ["14 %", "22 %", "36 %"]
    assert beside(lying, "Hjerte og kar") == ["7 %"]


def test_lying_bars_have_names_and_values():
    sheet = sheet_of(KONSULTASJONER, ticks=DIAGNOSER, horizontal=True)
    found = words(sheet)
    assert found.index("Muskel og skjelett") < found.index("21 %") < found.index("Luftveier")
    assert found.count("ikke trykt") == 1
    assert "Legevakt: ikke trykt for Hjerte og kar." in found


def test_categories_lie_on_a_phone():
    phone = sheet_of(KONSULTASJONER, ticks=DIAGNOSER, width_mm=85)
    bars = columns(phone, palette._STEPS[2][0])
    assert len({mark.x for mark in bars}) == 1
    assert [mark.width for mark in bars] == pytest.approx([v * bars[0].width / 21 for v in (21, 14, 9, 7)])


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_runs_into_anything(case, language, width_mm):
    panels, more = case
    sheet = sheet_of(panels, language, width_mm, synthetic=True, **more)
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_the_alt_text_has_the_values():
    alt = series_columns(KONSULTASJONER, synthetic=True, ticks=DIAGNOSER).alt.replace("\u00a0", " ")
    assert "Fastlege 21 % (Muskel og skjelett), 14 % (Luftveier)" in alt
    assert alt.endswith("Legevakt: ikke trykt for Hjerte og kar. Syntetiske data.")


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(InputError, match="verken period eller ticks"):
        series_columns(STARTET, synthetic=False)
    with pytest.raises(InputError, match="«Kommunehelsetjenesten»: fant −35 i 2021"):
        series_columns(NETTO, synthetic=False, period=(2017, 2024), arrangement="stacked")
