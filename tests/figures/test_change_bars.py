"""Change over time: both percentages and their difference."""

import pytest
from printed_tables import DRIFTSFORM, KONKURRANSE, counted
from reading_sheets import beside, collisions, words
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import change_bars
from svarbenk.figures.change import change_sheet
from svarbenk.figures.sheet import Dot
from svarbenk.tables import Axis, CountTable


def sheet_of(table, language="nb", width_mm=160):
    return change_sheet(table, language, title=None, width_mm=width_mm)


# by hand: 62/96 = 64.58, 49/99 = 49.49; 9/96 = 9.38, 16/99 = 16.16; 14/96 = 14.58, 13/99 = 13.13
@pytest.mark.parametrize(
    ("answer", "values"),
    [
        ("Næringsdrift", ["49 %", "65 %", "−15"]),
        ("Fastlønn", ["9 %", "16 %", "+7"]),
        ("Vikar eller annet", ["13 %", "15 %", "−1"]),
    ],
)
def test_percentages_and_difference(answer, values):
    assert beside(sheet_of(DRIFTSFORM), answer) == values


def test_a_difference_that_looks_wrong_is_explained():
    explained = "Endringen er regnet ut før prosentene er rundet av."
    assert explained in words(sheet_of(DRIFTSFORM))
    even = counted([[5, 5], [6, 4]], DRIFTSFORM.rows, Axis.of("q", ["Ja", "Nei"]))
    assert explained not in words(sheet_of(even))


def test_the_points_in_time_are_named_with_their_n():
    assert words(sheet_of(DRIFTSFORM))[:2] == ["2015 (n = 96)", "2019 (n = 99)"]


def test_points_in_time_differ_in_shape_and_filling():
    dots = [mark for mark in sheet_of(DRIFTSFORM).marks if isinstance(mark, Dot)]
    assert {(mark.shape, mark.filled) for mark in dots} == {("s", False), ("o", True)}


def test_dots_stand_where_the_percentages_are():
    sheet = sheet_of(DRIFTSFORM)
    zero, twenty = (next(line.x for line in sheet.letters if line.text == text) for text in ("0\u00a0%", "20\u00a0%"))
    dots = [mark.x for mark in sheet.marks if isinstance(mark, Dot)][2:4]
    assert [20 * (x - zero) / (twenty - zero) for x in dots] == pytest.approx([100 * 62 / 96, 100 * 49 / 99])


def test_the_alt_text_has_all_numbers():
    alt = change_bars(DRIFTSFORM).alt.replace("\u00a0", " ")
    assert "fra 2015 (n = 96) til 2019 (n = 99)" in alt
    assert "Næringsdrift fra 65 % til 49 % (−15)" in alt


def test_printed_percentages_are_given_no_n():
    percentages = CountTable.from_counts(
        [[65, 35], [49.5, 50.5]], ["2015", "2019"], ["Næringsdrift", "Annet"],
        unit=Text(nb="prosent", en="per cent"), row_n=[100, 100], exclusive=False,
    )  # fmt: skip
    assert words(sheet_of(percentages))[:2] == ["2015", "2019"]
    assert "n\u00a0=" not in change_bars(percentages).alt


@pytest.mark.parametrize("width_mm", [160, 130, 100, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    assert not collisions(sheet_of(DRIFTSFORM, language, width_mm))


def test_one_point_in_time_is_no_change():
    with pytest.raises(InputError, match="fant 1 tidspunkter"):
        change_bars(KONKURRANSE.total)
