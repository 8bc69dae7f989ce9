"""Histogram: a column an interval and wave, as tall as its share, the mean in the legend."""

import pytest
from made_tables import ARBEIDSTID, table, veiled, waves
from reading_sheets import collisions, words
from svarbenk.errors import InputError
from svarbenk.figures import histogram, palette
from svarbenk.figures.histogram import histogram_sheet
from svarbenk.figures.sheet import Block

NOTES = {"I": "gjennomsnitt 56,1 timer", "IV": "gjennomsnitt 52,2 timer"}
ONE = table([ARBEIDSTID.counts[3]], waves("IV"), ARBEIDSTID.columns)
HIDDEN = veiled(ARBEIDSTID, (0, 0), (3, 7))


def sheet_of(given=ARBEIDSTID, language="nb", width_mm=160, **more):
    return histogram_sheet(given, language, title=None, width_mm=width_mm, **more)


def columns(sheet, fill):
    return [mark for mark in sheet.marks if isinstance(mark, Block) and mark.fill == fill and mark.width != 9]


def test_columns_are_as_tall_as_the_shares():
    sheet = sheet_of()
    for fill, shares in zip(palette.rows_of(ARBEIDSTID.rows), ARBEIDSTID.percent(), strict=True):
        heights = [mark.height for mark in columns(sheet, fill)]
        assert heights == pytest.approx([share * heights[0] / shares[0] for share in shares])
    first, last = (columns(sheet, palette.rows_of(ARBEIDSTID.rows)[place])[0] for place in (0, 3))
    assert first.height / last.height == pytest.approx((35 / 1141) / (40 / 985))


def test_waves_stand_beside_each_other_over_their_interval():
    sheet = sheet_of()
    fills = palette.rows_of(ARBEIDSTID.rows)
    lefts = [columns(sheet, fill)[3].x for fill in fills]
    assert lefts == sorted(lefts)
    [under] = [line for line in sheet.letters if line.text == "45–49,9"]
    assert lefts[0] < under.x < lefts[3] + columns(sheet, fills[3])[3].width


def test_the_legend_has_n_and_mean():
    found = words(sheet_of(row_notes=NOTES, stars={"IV": "***"}))
    assert found[0] == "januar 2022 (n = 1 141; gjennomsnitt 56,1 timer)"
    assert found[1] == "november 2022 (n = 921)"
    assert "november–desember 2024 *** (n = 985; gjennomsnitt 52,2 timer)" in found


def test_values_stand_over_every_column_without_a_sign_where_there_is_no_room():
    found = words(sheet_of())
    # 260 of 1 141, 240 of 921, 210 of 766, 290 of 985
    assert [text for text in ("23", "26", "27", "29") if text in found] == ["23", "26", "27", "29"]
    assert "29 %" in words(sheet_of(ONE))


def test_bars_lie_on_a_phone():
    sheet = sheet_of(width_mm=85)
    bars = columns(sheet, palette.rows_of(ARBEIDSTID.rows)[3])
    shares = ARBEIDSTID.percent()[3]
    assert [mark.width for mark in bars] == pytest.approx([share * bars[0].width / shares[0] for share in shares])
    assert "29 %" in words(sheet)


def test_a_hidden_share_is_hatched_from_end_to_end():
    sheet = sheet_of(HIDDEN)
    hatched = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.hatched and mark.width != 9]
    assert len({mark.height for mark in hatched}) == 1
    assert len(hatched) == 2
    assert words(sheet).count(":") == 2
    assert "skjult, 5\u00a0%" in histogram(HIDDEN).alt


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("given", [ARBEIDSTID, ONE, HIDDEN], ids=["four", "one", "hidden"])
def test_nothing_runs_into_anything(given, language, width_mm):
    sheet = sheet_of(given, language, width_mm, row_notes=NOTES, stars={"IV": "**"})
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_the_alt_text_has_all_numbers():
    alt = histogram(ARBEIDSTID, row_notes=NOTES, stars={"IV": "***"}, tested="Testet.").alt.replace("\u00a0", " ")
    assert "januar 2022 (n = 1 141; gjennomsnitt 56,1 timer): 3 %, 5 %, 11 %, 23 %" in alt
    assert alt.endswith("Stjerner: *** november–desember 2024. Testet.")


def test_nothing_to_draw_is_refused():
    with pytest.raises(InputError, match="«timer_i_alt»: fant ingen svar"):
        histogram(table([[0] * 8], waves("I"), ARBEIDSTID.columns))
