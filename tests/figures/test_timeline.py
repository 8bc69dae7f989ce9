"""Timeline: measures as long as they lasted, under their lanes."""

import pytest
from made_series import text
from reading_sheets import collisions, words
from svarbenk.errors import InputError
from svarbenk.figures import Measure, timeline
from svarbenk.figures.sheet import Block, Dot
from svarbenk.figures.timeline import timeline_sheet

RAMMER, PENGER, LEGER = text("Rammer"), text("Finansiering"), text("Rekruttering")
MEASURES = [
    Measure(text("Handlingsplan for allmennlegetjenesten"), 2020, 2024, RAMMER),
    Measure(text("Pasienttilpasset basistilskudd"), 2023.25, None, PENGER, text("innført våren 2023")),
    Measure(text("Grunntilskudd til næringsdrivende i kommuner med få innbyggere"), 2020.5, None, PENGER),
    Measure(text("Nasjonal ALIS"), 2022, 2023.5, LEGER),
    Measure(text("Tiltakspakke"), 2024.4, 2024.4, LEGER),
]


def sheet_of(measures=MEASURES, language="nb", width_mm=160):
    return timeline_sheet(measures, language, period=(2020, 2025), width_mm=width_mm)


def test_bars_last_as_long_as_their_measures():
    sheet = sheet_of()
    first, last = (next(line.x for line in sheet.letters if line.text == year) for year in ("2020", "2025"))
    year = (last - first) / 5  # names stand in the middle of their years
    start = first - year / 2
    bars = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.height == 7]
    found = [(2020 + (mark.x - start) / year, 2020 + (mark.x + mark.width - start) / year) for mark in bars]
    assert found == [pytest.approx(ends) for ends in ((2020, 2025), (2020.5, 2026), (2023.25, 2026), (2022, 2023.5))]
    assert [mark.shape for mark in sheet.marks if isinstance(mark, Dot)] == [">", ">", "o"]


def test_measures_stand_under_their_lane_in_order_of_time():
    found = words(sheet_of())
    order = ["Rammer", "Finansiering", "Grunntilskudd til næringsdrivende", "Pasienttilpasset basistilskudd"]
    places = [next(place for place, line in enumerate(found) if line.startswith(name)) for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    sheet = sheet_of(language=language, width_mm=width_mm)
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_the_alt_text_says_when():
    alt = timeline(MEASURES, period=(2020, 2025)).alt
    assert "Rammer: Handlingsplan for allmennlegetjenesten (2020–2024)." in alt
    assert "Pasienttilpasset basistilskudd (fra 2023)" in alt
    assert "Nasjonal ALIS (2022–2023); Tiltakspakke (2024)." in alt
    assert "(from 2023)" in timeline(MEASURES, "en", period=(2020, 2025)).alt


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(InputError, match="fant ingen tiltak"):
        timeline([], period=(2020, 2025))
    with pytest.raises(InputError, match=r"«ALIS»: fant 2019–2021; ventet en tid i 2020–2025"):
        timeline([Measure(text("ALIS"), 2019, 2021, LEGER)], period=(2020, 2025))
