"""Bars side by side: each as long as its share, named once beside the bars, with stars where the change has them."""

from dataclasses import replace

import numpy as np
import pytest
from colour_vision import seen
from made_tables import JOBB, JOBB_STARS, PASTANDER, WAVES, item, table, veiled, waves
from reading_sheets import collisions, words
from svarbenk.codebook import Merge, Text
from svarbenk.errors import InputError
from svarbenk.figures import Option, clustered_bars, palette
from svarbenk.figures.clustered import clustered_sheet
from svarbenk.figures.sheet import Block
from svarbenk.tables import Axis

AGREE = [Option(each.columns.id, each.columns.label, each, ("litt_enig", "helt_enig")) for each in PASTANDER]


def four_waves(**about):
    counts = [JOBB.counts[0], JOBB.counts[1], 0.9 * JOBB.counts[0], 1.1 * JOBB.counts[1]]
    return table(np.floor(counts), waves(*WAVES), JOBB.columns, row_n=[1063, 940, 1000, 980], exclusive=False, **about)


def sheet_of(given, language="nb", width_mm=160, **more):
    return clustered_sheet(given, language, title=None, width_mm=width_mm, **more)


def bars(sheet):
    return [mark for mark in sheet.marks if isinstance(mark, Block) and mark.height > 9.5 and not mark.hatched]


def test_bars_are_as_long_as_the_shares():
    sheet = sheet_of(JOBB)
    shares = [share for pair in zip(*JOBB.percent(), strict=True) for share in pair if share]
    lengths = [bar.width for bar in bars(sheet)]
    assert lengths == pytest.approx([share * lengths[0] / shares[0] for share in shares])
    assert len({bar.x for bar in bars(sheet)}) == 1


def test_values_have_stars_and_noughts_are_written():
    found = words(sheet_of(JOBB, stars=JOBB_STARS))
    # 205 of 1 063 and 318 of 940
    assert found.index("19 %") < found.index("34 % ***")
    assert "0 % ***" in found
    assert "9 % **" in found


def test_the_legend_has_the_n_of_each_wave():
    assert words(sheet_of(JOBB))[:2] == ["januar 2022 (n = 1 063)", "november–desember 2024 (n = 940)"]
    # items differ in their n; nobody was asked the third in wave I
    assert words(sheet_of(AGREE))[:2] == ["januar 2022 (n = 1 140–1 163)", "november–desember 2024 (n = 984–1 010)"]


def test_the_names_stand_once_beside_bars():
    found = words(sheet_of(four_waves()))
    assert found.count("desember 2023") == 1
    assert found.count("november–desember 2024") == 1


def test_bars_get_a_little_shorter_where_their_names_would_have_no_room():
    long = table(
        [[800, 700], [850, 690]], waves("I", "IV"), Axis.of("q", ["A", "B"]), row_n=[1000, 1000], exclusive=False
    )
    sheet = sheet_of(long)
    assert words(sheet).count("januar 2022") == 1
    lengths = [bar.width for bar in bars(sheet)]
    assert lengths == pytest.approx([share * lengths[0] / 80 for share in (80, 85, 70, 69)])


@pytest.mark.parametrize("size", range(1, 9))
def test_points_in_time_get_darker(size):
    fills = palette.rows_of(Axis.of("runde", [str(place) for place in range(size)], ordered=True))
    lightness = [seen(fill, "normal")[0] for fill in fills]
    assert lightness == sorted(lightness, reverse=size < 6)


def test_pale_bars_have_an_edge_that_can_be_seen():
    fills = palette.rows_of(waves(*WAVES))
    for fill in fills:
        edge = palette.edge_of(fill)
        assert palette.contrast(edge or fill, palette.PAPER) >= 3


def test_options_can_be_merges_of_several_tables():
    sheet = sheet_of(AGREE, stars={("IV", "krevende"): "***"})
    found = words(sheet)
    # 310 + 720 of 1 163; 330 + 480 of 984; 120 + 40 of 1 140; 160 + 80 of 1 010; 320 + 260 of 985
    assert [text for text in found if "%" in text] == ["89 %", "82 % ***", "14 %", "24 %", "59 %"]
    assert found.count("ingen svar") == 1
    merged = replace(PASTANDER[0], merges={"enig": Merge(nb="Enig", of=["litt_enig", "helt_enig"])})
    one = Option("krevende", Text(nb="Krevende"), merged, ("enig",))
    assert [text for text in words(sheet_of([one])) if "%" in text] == ["89 %", "82 %"]


def test_a_wave_that_did_not_ask_is_said_not_to_have():
    later = item("nye", "Nye", "New", PASTANDER[2].counts[1:], waves("IV"))
    options = [AGREE[0], Option("nye", Text(nb="Nye"), later, ("helt_enig",))]
    assert words(sheet_of(options)).count("ikke spurt") == 1
    assert "Nye ikke spurt, 26\u00a0%" in clustered_bars(options).alt


def test_options_can_stand_in_order_of_size():
    found = words(sheet_of(JOBB, sort=True))
    assert found.index("Forskning og/eller undervisning") < found.index("Vikar") < found.index("Kommunelege eller")


def test_hidden_shares_are_hatched_from_end_to_end():
    sheet = sheet_of(veiled(JOBB, (0, 2)))
    hatched = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.hatched and mark.height > 9.5]
    assert [mark.width for mark in hatched] == pytest.approx([max(bar.width for bar in bars(sheet))])
    assert words(sheet).count(":") == 1
    assert "Skjult (:)" in words(sheet)
    assert "rusbehandling skjult, 32\u00a0%" in clustered_bars(veiled(JOBB, (0, 2))).alt
    # a merge is hidden where one of its columns is
    part = Option("krevende", Text(nb="K"), veiled(PASTANDER[0], (1, 4)), ("litt_enig", "helt_enig"))
    assert [text for text in words(sheet_of([part])) if "%" in text or text == ":"] == ["89 %", ":"]


def test_the_alt_text_has_all_numbers_and_what_was_tested():
    alt = clustered_bars(JOBB, stars=JOBB_STARS, tested="Testet mot 2022.").alt.replace("\u00a0", " ")
    assert "Vikar 11 %, 10 %" in alt
    assert "** Lege i utlandet (november–desember 2024); *" in alt
    assert alt.endswith("Testet mot 2022.")
    assert clustered_bars(four_waves(synthetic=True), "en").alt.endswith("Synthetic data.")


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    for given in (JOBB, AGREE, four_waves(synthetic=True), veiled(four_waves(), (1, 2), (0, 0))):
        sheet = sheet_of(given, language, width_mm, stars=JOBB_STARS)
        assert not collisions(sheet)
        assert min(line.size for line in sheet.letters) >= 8


def test_nothing_to_draw_is_refused():
    with pytest.raises(InputError, match="ingen svar"):
        clustered_bars([])
    with pytest.raises(InputError, match="ingen svar"):
        clustered_bars(table([[0, 0]], waves("I"), Axis.of("q", ["a", "b"]), exclusive=False))
