"""Scatter: dots where both values are."""

import pytest
from made_series import NONE, series, text
from reading_sheets import collisions, words
from svarbenk.errors import InputError
from svarbenk.figures import Scale, scatter
from svarbenk.figures.scatter import scatter_sheet
from svarbenk.figures.sheet import Dot

ONE = [series("Kommuner", (0.0, 12.5, 40.0, 100.0, 60.0), (3.0, 12.0, 8.5, 21.0, NONE))]
TWO = [*ONE, series("Andre kommuner", (5.0, 80.0), (18.0, 11.0))]
SCALES = {
    "x_scale": Scale(text("Andel fastlønn"), percent=True),
    "y_scale": Scale(text("Turnover-rate"), percent=True),
}


def sheet_of(points=ONE, language="nb", width_mm=160):
    return scatter_sheet(points, language, synthetic=True, width_mm=width_mm, note="Spearmans rho = 0,28", **SCALES)


def test_dots_stand_where_both_values_are():
    sheet = sheet_of()
    across = {line.text.replace("\u00a0", " "): line.x for line in sheet.letters if line.align == "center"}
    up = {line.text.replace("\u00a0", " "): line.y for line in sheet.letters if line.align == "right"}
    dots = [mark for mark in sheet.marks if isinstance(mark, Dot)]
    unit = (across["80 %"] - across["0 %"]) / 80
    assert [(mark.x - across["0 %"]) / unit for mark in dots] == pytest.approx([0, 12.5, 40, 100])
    unit = (up["20 %"] - up["0 %"]) / 20
    assert [(mark.y - up["0 %"]) / unit for mark in dots] == pytest.approx([3, 12, 8.5, 21])


def test_groups_differ_in_shape():
    shapes = {mark.shape for mark in sheet_of(TWO).marks if isinstance(mark, Dot)}
    assert shapes == {"o", "s"}
    assert {"Kommuner", "Andre kommuner", "Spearmans rho = 0,28", "Andel fastlønn"} <= set(words(sheet_of(TWO)))


@pytest.mark.parametrize("width_mm", [160, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    assert not collisions(sheet_of(TWO, language, width_mm))


def test_the_alt_text_says_how_many_and_how_far():
    alt = scatter(TWO, synthetic=True, note="Spearmans rho = 0,28.", **SCALES).alt.replace("\u00a0", " ")
    assert alt == (
        "Spredningsplott: 6 punkter (Kommuner 4, Andre kommuner 2), Andel fastlønn fra 0 % til 100 % "
        "og Turnover-rate fra 3 % til 21 %. Spearmans rho = 0,28. Syntetiske data."
    )


def test_nothing_to_draw_is_refused():
    with pytest.raises(InputError, match="ingen publiserte punkter"):
        scatter([], synthetic=False, **SCALES)
