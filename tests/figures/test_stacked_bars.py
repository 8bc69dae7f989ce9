"""Stacked bars say what the printed tables say."""

import re
from dataclasses import replace

import numpy as np
import pytest
from made_tables import OM_5_AR, battery
from printed_tables import KONKURRANSE, LIS1_BIDRAR, OMSETNING, counted
from reading_sheets import beside, collisions, segment_under, words
from svarbenk.errors import InputError
from svarbenk.figures import palette, stacked_bars
from svarbenk.figures.sheet import Block
from svarbenk.figures.stacked import stacked_sheet
from svarbenk.tables import Axis

GREYS = ["usikker", "vet_ikke", "ikke_relevant"]


def sheet_of(table, language="nb", *, title=None, muted=GREYS, notes=None, width_mm=160):
    return stacked_sheet(table, language, title=title, muted=muted, group_notes=notes or {}, width_mm=width_mm)


# by hand from table 10.2: 47/78, 25/78, 6/78; 7/18, 9/18, 2/18; 40/49, 5/49, 4/49; 25/29, 3/29, 1/29 (3 %: no room)
@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ("Alle svar", ["60 %", "32 %", "8 %", "n = 78"]),
        ("Nivå 3", ["100 %", "n = 2"]),
        ("Nivå 4", ["100 %", "n = 9"]),
        ("Nivå 5", ["39 %", "50 %", "11 %", "n = 18"]),
        ("Nivå 6", ["82 %", "10 %", "8 %", "n = 49"]),
        ("10 000–19 999 innb.", ["14 %", "71 %", "14 %", "n = 7"]),
        ("5 000–9 999 innb.", ["40 %", "60 %", "n = 10"]),
        ("2 000–4 999 innb.", ["63 %", "22 %", "15 %", "n = 27"]),
        ("Under 2 000 innb.", ["86 %", "10 %", "3", "n = 29"]),
    ],
)
def test_percentages_and_n_are_those_of_table_10_2(row, labels):
    assert beside(sheet_of(KONKURRANSE), row) == labels


def test_half_a_per_cent_is_rounded_up():
    table = counted([[5, 3]], Axis.of("g", ["A"]), Axis.of("q", ["Ja", "Nei"]))
    assert beside(sheet_of(table), "A") == ["63 %", "38 %", "n = 8"]  # 62.5 and 37.5


def test_the_percentages_are_also_in_the_svg_and_the_alt_text():
    figure = stacked_bars(KONKURRANSE, muted=GREYS, group_notes={"sentralitet": "p < 0,001"})
    drawn = re.findall(r"<!-- (\d+)\u00a0% -->", figure.svg)
    assert drawn[:3] == ["60", "32", "8"]
    plain = figure.alt.replace("\u00a0", " ")
    assert "Alle svar (n = 78): Ja 60 %, Nei 32 %, Usikker 8 %." in plain
    assert "sentralitet (p < 0,001) og folketall" in plain
    assert "og høyest med 86 % (Under 2 000 innb., n = 29)" in plain


def test_english_is_english():
    figure = stacked_bars(LIS1_BIDRAR, "en")
    assert "n\u00a0=\u00a061): Large or very large extent 18%, Neither/nor 18%" in figure.alt
    assert "60\u00a0%" not in figure.svg
    assert not re.search("[æøå]", re.sub(r"Cramér", "", figure.alt))


def test_segments_are_as_long_as_the_shares_and_in_the_order_of_the_scale():
    sheet = sheet_of(LIS1_BIDRAR.total)
    bars = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.height == 15]
    assert [mark.width / sum(bar.width for bar in bars) for mark in bars] == pytest.approx([11 / 61, 11 / 61, 39 / 61])
    assert [mark.fill for mark in bars] == list(palette.fills(LIS1_BIDRAR.total.columns))
    assert [mark.x for mark in bars] == sorted(mark.x for mark in bars)


def test_the_legend_has_the_answers_in_order_and_comes_first():
    sheet = sheet_of(OMSETNING)
    assert words(sheet)[:5] == ["Stor grad", "Middels grad", "Liten grad", "Vet ikke", "Ikke relevant"]


def test_every_label_in_a_segment_can_be_read_and_stays_inside():
    for table in (KONKURRANSE, LIS1_BIDRAR, OMSETNING):
        sheet = sheet_of(table)
        top = next(line.y for line in sheet.letters if line.bold) - 10
        for line in sheet.letters:
            if line.align == "center" and line.size == 8.5 and line.y > top:
                under = segment_under(sheet, line)
                assert palette.contrast(line.colour, under.fill) >= 4.5
                assert under.x <= line.box[0]
                assert line.box[2] <= under.x + under.width


def test_every_n_ends_at_the_same_place():
    sheet = sheet_of(KONKURRANSE)
    ends = {round(line.box[2], 6) for line in sheet.letters if line.text.startswith("n\u00a0=")}
    assert len(ends) == 1


def test_headings_carry_their_notes():
    sheet = sheet_of(KONKURRANSE, notes={"sentralitet": "p < 0,001", "folketall": "p = 0,004"})
    assert beside(sheet, "Sentralitet") == ["p < 0,001"]
    assert beside(sheet, "Folketall") == ["p = 0,004"]


def test_the_base_is_named_with_everybody_and_otherwise_below():
    assert " ".join(words(sheet_of(LIS1_BIDRAR))[3:5]) == "Alle svar fra kommuner med LIS1 per 1.1.2019"
    assert "n = 61 svar fra kommuner med LIS1 per 1.1.2019." in words(sheet_of(LIS1_BIDRAR.by[0]))


@pytest.mark.parametrize("width_mm", [160, 130, 100, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("table", [KONKURRANSE, LIS1_BIDRAR, OMSETNING, OMSETNING.by[1]], ids=["2", "4", "7", "7by"])
def test_nothing_runs_into_anything(table, language, width_mm):
    title = table.total.question.nb if hasattr(table, "total") else None
    notes = {"sentralitet": "p < 0,001", "folketall": "p = 0,637"}
    sheet = sheet_of(table, language, title=title, notes=notes, width_mm=width_mm)
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_a_row_without_answers_has_no_bar():
    table = counted([[0, 0, 0], [3, 2, 1]], Axis.of("g", ["Tom", "Full"]), KONKURRANSE.total.columns)
    sheet = sheet_of(table)
    assert beside(sheet, "Tom") == ["ingen svar", "n = 0"]
    assert len([mark for mark in sheet.marks if isinstance(mark, Block) and mark.height == 15]) == 3
    assert "Ingen svar fra Tom." in stacked_bars(table).alt


def test_a_table_of_several_ticks_is_refused():
    with pytest.raises(InputError, match="grouped_bars"):
        stacked_bars(replace(KONKURRANSE.total, exclusive=False))


def test_a_printed_row_that_adds_up_to_more_than_its_n_is_refused():
    level_6_as_printed = replace(OMSETNING.by[0], row_n=np.array([2, 9, 18, 36]))
    with pytest.raises(InputError, match=r"«Nivå 6».* 46.* 36"):
        stacked_bars(level_6_as_printed)


def test_a_sheet_too_narrow_to_read_is_refused():
    with pytest.raises(InputError, match="width_mm"):
        stacked_bars(KONKURRANSE, width_mm=50)


def test_the_alt_text_of_waves_tells_the_first_and_the_last_in_order_of_time():
    alt = stacked_bars(OM_5_AR).alt.replace("\u00a0", " ")
    first, last = OM_5_AR.rows.categories[0].label.nb, OM_5_AR.rows.categories[-1].label.nb
    assert alt.index(f"{first} (n = ") < alt.index(f"{last} (n = ")
    assert "lavest" not in alt


def test_the_alt_text_of_a_battery_is_of_the_battery():
    told = battery()
    alt = stacked_bars(told).alt
    assert f"«{told.rows.label.nb.rstrip(' :')}»" in alt
    assert " etter " not in alt.split(".")[0]
