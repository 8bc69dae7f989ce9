"""Lines: points where their values are, joined only where they follow each other, and gaps that can be seen."""

from itertools import pairwise

import pytest
from made_series import ANDELER, ANTALL, LISTETAK, REFORM, TYPER, series, text
from reading_sheets import collisions, words
from svarbenk.errors import InputError
from svarbenk.figures import Event, Panel, Scale, palette, series_lines
from svarbenk.figures.lines import lines_sheet
from svarbenk.figures.placing import spread
from svarbenk.figures.plot import BAND
from svarbenk.figures.published import gaps, remark, runs, when
from svarbenk.figures.sheet import Block, Dot, Stroke

CASES = {
    "gaps": (LISTETAK, {"period": (2001, 2024)}),
    "one": (ANTALL, {"period": (2017, 2024)}),
    "beside": (TYPER, {"period": (2020, 2024.75), "step": 0.25, "beside": True, "events": [REFORM]}),
    "two": ((ANTALL, ANDELER), {"period": (2010, 2024), "events": [Event(2017, text("ALIS")), REFORM]}),
}


def sheet_of(panels, language="nb", width_mm=160, synthetic=False, **more):
    return lines_sheet(panels, language, synthetic=synthetic, width_mm=width_mm, **more)


def dots(sheet, colour):
    return [mark for mark in sheet.marks if isinstance(mark, Dot) and mark.colour == colour]


def along(sheet, first: str, last: str, axis: str):
    """Read a place on the sheet as the value that the ticks say."""
    ends = {}
    for line in sheet.letters:
        name = line.text.replace("\u00a0", "")
        if name in (first, last) and line.size == 8 and (line.align == "center") == (axis == "x"):
            ends[name] = getattr(line, axis)
    slope = (float(last) - float(first)) / (ends[last] - ends[first])
    return lambda place: float(first) + (place - ends[first]) * slope


def test_points_stand_where_their_values_are():
    sheet = sheet_of(ANTALL, period=(2017, 2024))
    year, many = along(sheet, "2017", "2024", "x"), along(sheet, "0", "6000", "y")
    found = [(year(mark.x), many(mark.y)) for mark in dots(sheet, palette.LINES[0][1])]
    assert [x for x, _ in found] == pytest.approx(list(ANTALL.series[0].x))
    assert [y for _, y in found] == pytest.approx(list(ANTALL.series[0].y))


def test_only_consecutive_points_are_joined():
    sheet = sheet_of(LISTETAK, period=(2001, 2024))
    lines = [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.weight == 1.8]
    assert [len(mark.x) for mark in lines] == [2, 2, 2]  # 2023 and 2024; 2017 stands alone
    assert len(dots(sheet, palette.LINES[0][1])) == 3
    year = along(sheet, "2002", "2024", "x")
    assert year(lines[0].x[0]) == pytest.approx(2023)


def test_years_without_a_value_lie_in_a_band_that_says_so():
    sheet = sheet_of(LISTETAK, period=(2001, 2024))
    year = along(sheet, "2002", "2024", "x")
    bands = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == BAND]
    ends = [(year(mark.x), year(mark.x + mark.width)) for mark in bands]
    assert ends == [pytest.approx((2000.5, 2016.5)), pytest.approx((2017.5, 2022.5))]
    assert words(sheet).count("ikke trykt") == 2
    assert any(line.startswith("Trykt for 2017, 2023 og 2024.") for line in words(sheet))
    assert "Aksen begynner ikke på null." in " ".join(words(sheet))


def test_the_whole_period_is_on_the_axis_without_a_band_where_all_is_published():
    sheet = sheet_of(ANTALL, period=(2017, 2024))
    assert not [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == BAND]
    assert "Trykt" not in " ".join(words(sheet))


def test_the_remark_can_be_left_to_whoever_words_it():
    assert "Trykt" not in " ".join(words(sheet_of(LISTETAK, period=(2001, 2024), told=False)))
    assert "Trykt for" in series_lines(LISTETAK, synthetic=False, period=(2001, 2024), told=False).alt


def test_values_that_a_reform_runs_through_stand_on_paper():
    near = Event(2023.8, text("Reform"))
    sheet = sheet_of(ANTALL, period=(2017, 2024), events=[near], width_mm=85)
    [rule] = [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.dash == (3, 2)]
    [last] = [line for line in sheet.letters if line.text == "5\u00a0547"]
    paper = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == palette.PAPER]
    crossed = last.box[0] <= rule.x[0] <= last.box[2]
    assert not crossed or any(mark.x <= rule.x[0] <= mark.x + mark.width for mark in paper)


def test_lone_points_carry_their_value_and_lines_their_name_and_last_value():
    found = words(sheet_of(LISTETAK, period=(2001, 2024)))
    assert {"952", "1 120", "1 121"} <= set(found)
    told = " ".join(found)
    assert "Stabile gjennom hele året 1 064" in told
    assert "Slutter 1 021" in told


def test_a_short_series_has_all_its_values():
    found = words(sheet_of(ANTALL, period=(2017, 2024)))
    assert {"4 758", "4 832", "4 876", "4 902", "5 002", "5 126", "5 342", "5 547"} <= set(found)


def test_series_differ_by_shape_and_dashes_as_well():
    assert len({shape for shape, _, _ in palette.LINES}) == len(palette.LINES)
    assert len({dash for _, _, dash in palette.LINES[:5]}) == 5
    assert min(palette.contrast(colour, palette.PAPER) for _, colour, _ in palette.LINES) >= 4.5


def test_a_reform_is_a_dashed_line_with_its_name():
    sheet = sheet_of(TYPER, period=(2020, 2024.75), step=0.25, beside=True, events=[REFORM])
    lines = [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.dash == (3, 2)]
    assert len(lines) == 2
    first, last = (min(line.x for line in sheet.letters if line.text == year) for year in ("2020", "2024"))
    assert lines[0].x[0] == pytest.approx(first + (last - first) / 4 * (3 + 4 / 12))
    assert "Pasienttilpasset" in words(sheet)


def test_panels_stand_side_by_side_only_where_there_is_room():
    wide = sheet_of(TYPER, period=(2020, 2024.75), step=0.25, beside=True)
    heads = {line.text: line for line in wide.letters if line.bold}
    assert heads["Andel fastleger"].y == heads["Andel nye fastleger"].y
    narrow = sheet_of(TYPER, period=(2020, 2024.75), step=0.25, beside=True, width_mm=85)
    heads = {line.text: line for line in narrow.letters if line.bold}
    assert heads["Andel fastleger"].y < heads["Andel nye fastleger"].y - 100


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_runs_into_anything(case, language, width_mm):
    panels, more = case
    sheet = sheet_of(panels, language, width_mm, synthetic=True, **more)
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_the_alt_text_has_ends_gaps_and_reforms():
    figure = series_lines(
        (ANTALL, ANDELER), synthetic=True, period=(2010, 2024), events=[REFORM], tested="Ikke testet."
    )
    alt = figure.alt.replace("\u00a0", " ")
    assert "Antall fastleger: Fastleger fra 4 758 (2017) til 5 547 (2024)." in alt
    assert "Andeler – prosent: Kvinner 44 % (2010), 56 % (2024)" in alt
    assert "Stiplet linje: Pasienttilpasset basistilskudd (mai 2023)." in alt
    assert "Fastleger: ikke trykt for 2010–2016." in alt
    assert alt.endswith("Ikke testet. Syntetiske data.")
    assert figure == series_lines(
        (ANTALL, ANDELER), synthetic=True, period=(2010, 2024), events=[REFORM], tested="Ikke testet."
    )


def test_runs_and_gaps():
    one = series("A", (2017.0, 2019.0, 2020.0), (1.0, 2.0, 3.0))
    assert [[x for x, _ in run] for run in runs(one, 1)] == [[2017], [2019, 2020]]
    assert gaps([one], (2016, 2022), 1) == [(2016, 2016), (2018, 2018), (2021, 2022)]
    quarter = series("K", (2020.0, 2020.25, 2020.75), (1.0, 2.0, 3.0))
    assert [len(run) for run in runs(quarter, 0.25)] == [2, 1]
    assert gaps([quarter], (2020, 2020.75), 0.25) == [(2020.5, 2020.5)]


def test_what_is_published_is_said_in_the_shortest_way():
    scale = Scale(text("Antall"))
    nearly = Panel((series("A", range(2010, 2024), range(14)),), scale)
    assert remark([nearly], (2010, 2024), 1, "nb") == "Ikke trykt for 2024."
    assert remark([nearly], (2010, 2024), 1, "en") == "Not printed for 2024."
    few = Panel((series("A", (2010, 2011, 2012, 2019), (1, 2, 3, 4)), series("B", (), ())), scale)
    assert remark([few], (2010, 2024), 1, "nb") == "A: trykt for 2010–2012 og 2019. B: ikke trykt."


def test_points_in_time_have_names():
    assert when(2021.25, 0.25, "nb") == "2. kvartal 2021"
    assert when(2021.25, 0.25, "en") == "Q2 2021"
    assert when(2020 + 2 / 12, 1 / 12, "nb") == "mars 2020"
    assert when(2017.0, 1, "nb") == "2017"


def test_names_at_line_ends_are_pushed_apart():
    found = spread([50, 51, 52, 10], [10, 10, 10, 10], 0, 100)
    inner = sorted(found)
    assert all(below - above >= 9.9 for above, below in pairwise(inner))
    assert found[3] == 10


def test_what_cannot_be_drawn_is_refused():
    nothing = Panel((series("A", (2020.0,), (float("nan"),)),), Scale(text("Antall")))
    with pytest.raises(InputError, match="ingen publiserte punkter"):
        series_lines(nothing, synthetic=False, period=(2020, 2024))
    with pytest.raises(InputError, match="«Fastleger»: fant et punkt i 2017; ventet 2018–2024"):
        series_lines(ANTALL, synthetic=False, period=(2018, 2024))
    with pytest.raises(InputError, match="fant 7 serier; ventet høyst 6"):
        many = tuple(series(f"S{place}", (2020.0,), (1.0,)) for place in range(7))
        series_lines(Panel(many, Scale(text("Antall"))), synthetic=False, period=(2020, 2024))
    with pytest.raises(InputError, match="«A»: fant 1 verdier; ventet 2"):
        series_lines(Panel((series("A", (1.0, 2.0), (1.0,)),), Scale(text("X"))), synthetic=False, period=(1, 2))
