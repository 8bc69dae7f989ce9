"""Batteries over time and panels: bars as long as the shares, items named, stars where they belong."""

import pytest
from made_tables import OM_5_AR, PASTANDER, PASTANDER_STARS, STARS, battery, item, table, veiled, waves
from reading_sheets import beside, collisions, words
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import is_drawable, item_bars, panel_bars, stacked_bars
from svarbenk.figures.items import items_sheet
from svarbenk.figures.sheet import Block
from svarbenk.figures.stacked import stacked_sheet

MUTED = ["vet_ikke"]


def sheet_of(panels, language="nb", width_mm=160, stars=None, names=None):
    return items_sheet(
        panels, language, title=None, muted=MUTED, stars=stars or {}, names=names or {}, remark="", width_mm=width_mm
    )


def bars(sheet):
    """Lengths of the segments of each bar, as shares of it, from the top."""
    found = {}
    for mark in sheet.marks:
        if isinstance(mark, Block) and mark.height == 15 and not mark.hatched and mark.edge:
            found.setdefault(mark.y, []).append(mark.width)
    return [[width / sum(widths) for width in widths] for _, widths in sorted(found.items())]


def test_every_item_has_a_block_with_a_bar_a_wave():
    sheet = sheet_of([("", PASTANDER)], stars=PASTANDER_STARS)
    found = words(sheet)
    assert found.index("Arbeidsmengden er krevende") < found.index("januar 2022")
    assert found.index("Økt basistilskudd gjør det enklere å rekruttere") > found.index("november–desember 2024 **")
    # 720 of 1 163 and 480 of 984
    assert [bar[4] for bar in bars(sheet)[:2]] == pytest.approx([720 / 1163, 480 / 984])
    assert len(bars(sheet)) == 5  # nobody answered the last item in wave I
    assert found.count("ingen svar") == 1


def test_segments_too_narrow_for_a_sign_have_the_bare_number():
    # 35, 60, 71, 330, 480, 8 of 984 in wave IV: 3.6, 6.1, 7.2, 33.5, 48.8, 0.8 per cent
    [one] = [battery(PASTANDER[:1])]
    sheet = stacked_sheet(one, "nb", title=None, muted=MUTED, group_notes={}, width_mm=160)
    found = beside(sheet, "Arbeidsmengden er krevende")
    assert [text.rstrip(" %") for text in found[:5]] == ["4", "6", "7", "34", "49"]
    assert found[3:] == ["34 %", "49 %", "n = 984"]


def test_stars_follow_the_label_of_the_row():
    sheet = stacked_sheet(OM_5_AR, "nb", title=None, muted=(), group_notes={}, stars=STARS, width_mm=160)
    assert {"januar 2022", "november 2022 ***", "desember 2023 ***"} <= set(words(sheet))
    alt = stacked_bars(OM_5_AR, stars=STARS, tested="Testet mot januar 2022.").alt
    assert alt.endswith("Stjerner: *** november 2022, desember 2023 og november–desember 2024. Testet mot januar 2022.")


def test_items_of_one_wave_are_rows():
    one = [item(each.columns.id, each.columns.label.nb, "", [each.counts[1]], waves("IV")) for each in PASTANDER]
    sheet = sheet_of([("", one)])
    assert "november–desember 2024" not in words(sheet)
    assert beside(sheet, "Arbeidsmengden er krevende")[-1] == "n = 984"


def test_one_item_is_named():
    assert "Arbeidsmengden er krevende" in words(sheet_of([("", PASTANDER[:1])]))
    other = {PASTANDER[0]: Text(nb="Eget navn")}
    assert "Eget navn" in words(sheet_of([("", PASTANDER[:1])], names=other))


def test_panels_share_one_legend_and_one_scale():
    sheet = sheet_of(
        [("a) Fastlege", [battery()]), ("b) Sykehuslege", [battery(row=0)])], stars={(1, "krevende"): "**"}
    )
    found = words(sheet)
    assert found.count("Helt enig") == 1
    assert found.index("a) Fastlege") < found.index("b) Sykehuslege")
    assert found.index("b) Sykehuslege") < found.index("Arbeidsmengden er krevende **")
    assert len({mark.x for mark in sheet.marks if isinstance(mark, Block) and mark.height == 15 and mark.x > 30}) > 5


def test_the_alt_text_has_both_ends_of_every_row():
    alt = item_bars(PASTANDER, muted=MUTED, stars=PASTANDER_STARS, tested="Testet.").alt.replace("\u00a0", " ")
    assert "Arbeidsmengden er krevende: 2 % og 62 % (januar 2022, n = 1 163); 4 % og 49 %" in alt
    assert "ingen svar (januar 2022, n = 0)" in alt
    assert "Stjerner: *** Arbeidsmengden er krevende (november–desember 2024); **" in alt
    assert alt.endswith("Testet.")
    both = panel_bars([battery(), battery(row=0)], ["a) Fastlege", "b) Sykehuslege"], "en", muted=MUTED).alt
    assert "a) Fastlege: 4% and 49% (The workload is demanding, n\u00a0=\u00a0984)" in both


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    hidden = veiled(PASTANDER[1], (0, 1), (0, 2))
    for panels in ([("", PASTANDER)], [("a) Fastlege", [battery()]), ("b) Sykehuslege", [hidden, *PASTANDER[:1]])]):
        sheet = sheet_of(panels, language, width_mm, stars=PASTANDER_STARS)
        assert not collisions(sheet)
        assert min(line.size for line in sheet.letters) >= 8


def test_what_is_hidden_or_stand_in_is_marked():
    hidden = veiled(item("a", "Påstand", "Statement", [[5, 6, 7, 8, 9, 1], [4, 5, 6, 7, 8, 9]], synthetic=True), (0, 1))
    figure = item_bars([hidden], muted=MUTED)
    assert figure.alt.endswith("Syntetiske data.")
    assert "skjult (januar 2022" in figure.alt
    assert figure == item_bars([hidden], muted=MUTED)


def test_what_cannot_be_drawn_is_refused():
    nothing = item("a", "Påstand", "Statement", [[0] * 6, [0] * 6])
    with pytest.raises(InputError, match="ingen svar"):
        item_bars([nothing])
    with pytest.raises(InputError, match="ingen svar"):
        stacked_bars(nothing)
    with pytest.raises(InputError, match="fant ingen tabell"):
        item_bars([])
    with pytest.raises(InputError, match=r"«fastlege_om_5_ar».*ventet de samme som for «krevende»"):
        item_bars([PASTANDER[0], OM_5_AR])


def test_whether_anything_could_be_seen():
    assert is_drawable(PASTANDER)
    assert not is_drawable(item("a", "P", "S", [[0] * 6, [0] * 6]))
    assert not is_drawable(veiled(table([[3, 4]], waves("IV"), OM_5_AR.columns.of("q", ["Ja", "Nei"])), (0, 0), (0, 1)))
