"""Numbers that are only known roughly are hollow, joined to nothing and said in words; periods are bands."""

import pytest
from made_series import text
from reading_sheets import words
from svarbenk.figures import Panel, Scale, Series, Span, palette, series_columns, series_lines
from svarbenk.figures.columns import columns_sheet
from svarbenk.figures.lines import lines_sheet
from svarbenk.figures.plot import BAND
from svarbenk.figures.sheet import Block, Dot, Stroke

VENTELISTE = Panel(
    (
        Series(
            text("Venteliste"), (2017.0, 2022.0, 2023.0, 2024.0), (50.0, 310.0, 350.0, 330.0),
            rough=(2017.0, 2023.0), words={2017.0: "under 50", 2023.0: "nesten 350"},
        ),
    ),
    Scale(text("Antall")),
)  # fmt: skip
APNE = Panel(
    (
        Series(
            text("Åpne lister"), (2021.0, 2022.0), (41.0, 29.0),
            spans=(Span(2001, 2020, 70, 70, "rundt 70 %"), Span(2023, 2024, 15, 20, "15–20 %")),
        ),
    ),
    Scale(text("Prosent"), percent=True),
)  # fmt: skip
ONLY_SPANS = Panel((Series(text("Forhold"), (), (), spans=(Span(2017, 2021, 2, 4, "2–4"),)),), Scale(text("Ganger")))


def lines(panel, period, **more):
    return lines_sheet(panel, "nb", synthetic=False, period=period, width_mm=160, **more)


def test_rough_points_are_hollow_and_joined_to_nothing():
    sheet = lines(VENTELISTE, (2017, 2024))
    dots = [mark for mark in sheet.marks if isinstance(mark, Dot)]
    assert [dot.filled for dot in dots] == [False, True, False, True]
    colour = dots[0].colour
    assert not [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.colour == colour]
    assert {"under 50", "310", "nesten 350", "330"} <= set(words(sheet))
    assert "50" not in words(sheet)


def test_rough_columns_have_an_edge_and_no_filling():
    sheet = columns_sheet(VENTELISTE, "nb", synthetic=False, width_mm=160, period=(2017, 2024))
    fill = palette.MARKERS[0][1]
    full = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == fill]
    hollow = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == palette.PAPER and mark.edge]
    assert (len(full), len(hollow)) == (2, 2)
    assert hollow[0].height / full[0].height == pytest.approx(50 / 310)
    assert {"under 50", "nesten 350"} <= set(words(sheet))


@pytest.mark.parametrize(("years", "told"), [(1, "om lag 350"), (5, "≈ 350"), (9, "350")])
def test_words_over_columns_are_as_long_as_there_is_room(years, told):
    span = tuple(float(year) for year in range(2017, 2017 + years))
    many = tuple(
        Series(text(f"Serie {k}"), span, (350.0,) * years, rough=span,
               words=dict.fromkeys(span, ("om lag 350", "≈ 350")))
        for k in range(2)
    )  # fmt: skip
    panel = Panel(many, Scale(text("Antall")))
    sheet = columns_sheet(panel, "nb", synthetic=False, width_mm=160, period=(span[0], span[-1]))
    assert {each for each in words(sheet) if "350" in each} == {told}


def test_words_may_be_left_out():
    series = Series(
        text("a"), (2017.0, 2018.0), (1.0, 1.0), rough=(2017.0, 2018.0), words={2017.0: "om lag 1", 2018.0: ""}
    )
    sheet = columns_sheet(Panel((series,), Scale(text("b"))), "nb", synthetic=False, width_mm=160, period=(2017, 2018))
    assert [text for text in words(sheet) if "om lag" in text or "≈" in text] == ["om lag 1"]


def test_a_level_of_a_period_is_dashed_and_a_range_is_a_band():
    sheet = lines(APNE, (2001, 2024))
    dashed = [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.dash and mark.weight > 1]
    assert len(dashed) == 1
    assert dashed[0].x[0] < dashed[0].x[1]
    hollow = [mark for mark in sheet.marks if isinstance(mark, Dot) and not mark.filled]
    assert len(hollow) == 2
    band = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == palette.PAPER and mark.edge]
    assert len(band) == 1
    assert {"rundt 70 %", "15–20 %"} <= set(words(sheet))


def test_periods_count_as_printed():
    sheet = lines(APNE, (2001, 2024))
    assert not [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == BAND]
    assert not [text for text in words(sheet) if "rykt" in text]


def test_periods_alone_can_be_drawn_and_are_told():
    figure = series_lines(ONLY_SPANS, "nb", synthetic=False, period=(2017, 2021))
    assert "2–4 (2017–2021)" in figure.alt
    assert "<svg" in figure.svg


@pytest.mark.parametrize(("language", "about"), [("nb", "nesten 350 (2023)"), ("en", "nesten 350 (2023)")])
def test_alt_text_says_what_is_rough(language, about):
    assert about in series_columns(VENTELISTE, language, synthetic=False, period=(2017, 2024)).alt
