"""Bars for several ticks say what the printed table says."""

import re

import pytest
from printed_tables import DRIFTSFORM, KONKURRANSE, SAMARBEID, counted
from reading_sheets import beside, collisions, words
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import grouped_bars
from svarbenk.figures.grouped import grouped_sheet
from svarbenk.figures.sheet import Block
from svarbenk.tables import Axis, CountTable


def sheet_of(*tables, language="nb", width_mm=160):
    return grouped_sheet(tables, language, title=None, width_mm=width_mm)


# by hand from table 10.17, of 78: 62.8, 25.6, 17.9, 15.4, 10.3, 9.0
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("Legevakt", "63 % (49)"),
        ("Leger i KAD/intermediære tilbud", "26 % (20)"),
        ("Smittevern/folkehelsearbeid o.l.", "18 % (14)"),
        ("Kommuneoverlege", "15 % (12)"),
        ("Fastlegearbeid på dagtid", "10 % (8)"),
        ("Veiledning av LIS-leger", "9 % (7)"),
    ],
)
def test_percentages_and_counts_are_those_of_table_10_17(option, value):
    assert beside(sheet_of(SAMARBEID.total), option) == [value]


def test_the_base_stands_over_the_bars():
    assert words(sheet_of(SAMARBEID.total))[0] == "Prosent av n = 78 svar"


def test_groups_have_a_panel_each_with_its_n():
    found = words(sheet_of(SAMARBEID.by[0]))
    for level, n in ((3, 2), (4, 9), (5, 18), (6, 49)):
        assert found.index(f"Nivå {level}") < found.index(f"n = {n}")
    assert "33 % (6)" in found  # level 5, kommuneoverlege: 6 of 18


def test_all_panels_of_a_background_have_one_scale():
    sheet = sheet_of(SAMARBEID.by[1])
    bars = [mark for mark in sheet.marks if isinstance(mark, Block)]
    assert len({mark.y for mark in bars}) == 12  # two lines of panels, six options each
    table = SAMARBEID.by[1]
    shares = sorted(share for share in (table.counts / table.row_n[:, None]).flat if share)
    lengths = sorted(mark.width for mark in bars)
    assert lengths == pytest.approx([share * lengths[-1] / shares[-1] for share in shares])


def test_the_alt_text_has_the_numbers():
    alt = grouped_bars(SAMARBEID).alt.replace("\u00a0", " ")
    assert "flere svar mulig" in alt
    assert "Alle svar (n = 78): Legevakt 63 %, Leger i KAD/intermediære tilbud 26 %" in alt
    assert "«Legevakt» er lavest med 50 % (Nivå 3, n = 2) og høyest med 89 % (Nivå 4, n = 9)." in alt


@pytest.mark.parametrize("width_mm", [160, 130, 100, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    for tables in ([SAMARBEID.total], [SAMARBEID.by[1]], SAMARBEID.tables, [DRIFTSFORM]):
        assert not collisions(sheet_of(*tables, language=language, width_mm=width_mm))


def test_a_banner_is_the_same_as_its_tables():
    assert grouped_bars(SAMARBEID).svg == grouped_bars(SAMARBEID.tables).svg


def test_a_group_without_answers_is_said_to_have_none():
    table = counted([[0, 0], [3, 2]], Axis.of("g", ["Tom", "Full"]), Axis.of("q", ["A", "B"]))
    assert words(sheet_of(table)).count("ingen svar") == 1


def test_printed_percentages_are_given_no_n():
    percentages = CountTable.from_counts(
        [[65, 35], [49.5, 50.5]], ["2015", "2019"], ["Næringsdrift", "Annet"],
        unit=Text(nb="prosent", en="per cent"), row_n=[100, 100], exclusive=False,
    )  # fmt: skip
    figure = grouped_bars(percentages)
    assert not re.search(r"n\u00a0=|100|\(65\)", figure.alt + "".join(re.findall("<!-- .* -->", figure.svg)))


def test_nothing_to_draw_and_tables_that_do_not_belong_together_are_refused():
    with pytest.raises(InputError, match="minst én tabell"):
        grouped_bars([])
    with pytest.raises(InputError, match="samme kolonner"):
        grouped_bars([SAMARBEID.total, KONKURRANSE.total])
