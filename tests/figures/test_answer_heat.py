"""The heat map: row per cent of several answers, printed tables 10.2 and 10.9 of Helse Nord 2019 worked out by hand."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
import seaborn
from colour_vision import MATRICES, seen
from matplotlib._pylab_helpers import Gcf
from printed_tables import KONKURRANSE, MED_LIS1, SAMARBEID, axis, printed, stand_in
from reading_sheets import beside, collisions, words
from svarbenk.codebook import Text
from svarbenk.disclosure import protect
from svarbenk.errors import InputError
from svarbenk.figures import Answer, answer_heat, palette
from svarbenk.figures.heat import _SHADES, heat_sheet
from svarbenk.figures.sheet import Block
from svarbenk.tables import Banner

# table 10.9, lines 2422–2446
PLAN = printed(
    axis(
        "plan", ("Plan for legetjenesten", "Plan for the medical service"), [("ja", "Ja", "Yes"), ("nei", "Nei", "No")]
    ),
    [15, 63],
    [[1, 1], [1, 8], [5, 13], [8, 41]],
    [[1, 4], [2, 5], [2, 8], [5, 22], [5, 24]],
)
# table 10.10, lines 2458–2482: of those without a plan
UTEN_PLAN = Text(nb="svar fra kommuner uten plan for legetjenesten", en="replies from municipalities without a plan")
UNDER_ARBEID = printed(
    axis(
        "plan_under_arbeid",
        ("Plan under utarbeidelse", "Plan being drawn up"),
        [("ja", "Ja", "Yes"), ("nei", "Nei", "No")],
    ),
    [27, 34],
    [[0, 1], [6, 2], [8, 5], [13, 26]],
    [[3, 1], [4, 1], [4, 4], [9, 13], [7, 15]],
    base=UTEN_PLAN,
)


def answer(banner: Banner, nb: str, en: str, category="ja") -> Answer:
    return Answer(Text(nb=nb, en=en), banner.tables, category)


def answers(change=lambda banner: banner):
    return [
        answer(change(KONKURRANSE), "Nok hjemler: Ja", "Enough posts: Yes"),
        answer(change(PLAN), "Plan: Ja", "Plan: Yes"),
        answer(change(UNDER_ARBEID), "Under arbeid: Ja", "Being drawn up: Yes"),
    ]


def protected(threshold: int):
    return lambda banner: Banner(
        protect(banner.total, threshold), tuple(protect(each, threshold) for each in banner.by)
    )  # fmt: skip


def sheet_of(found=None, language="nb", width_mm=160.0, title=None):
    return heat_sheet(answers() if found is None else found, language, title=title, width_mm=width_mm)


def hatched(sheet) -> list[Block]:
    return [mark for mark in sheet.marks if isinstance(mark, Block) and mark.hatched]


def test_the_cells_are_row_per_cent_of_the_printed_tables():
    sheet = sheet_of()
    # 47/78; 0/2 0/9 7/18 40/49; 0/5 1/7 4/10 17/27 25/29
    assert beside(sheet, "Nok hjemler: Ja") == ["60", "0", "0", "39", "82", "0", "14", "40", "63", "86"]
    # 15/78; 1/2 1/9 5/18 8/49; 1/5 2/7 2/10 5/27 5/29
    assert beside(sheet, "Plan: Ja") == ["19", "50", "11", "28", "16", "20", "29", "20", "19", "17"]
    # 27/61; 0/1 6/8 8/13 13/39; 3/4 4/5 4/8 9/22 7/22; 62,5 would be 63, 8/13 is 61,5
    assert beside(sheet, "Under arbeid: Ja¹") == ["44", "0", "75", "62", "33", "75", "80", "50", "41", "32"]


def test_seaborn_colours_what_is_written():
    sheet = sheet_of()
    assert [shares.shape for _, shares in sheet.maps] == [(3, 1), (3, 4), (3, 5)]
    assert sheet.maps[1][1][0] == pytest.approx([0, 0, 100 * 7 / 18, 100 * 40 / 49])
    drawing = sheet._drawing()
    meshes = [axes.collections[0] for axes in drawing.axes[1:]]
    assert [mesh.get_clim() for mesh in meshes] == [(0, 100)] * 3
    assert [mesh.get_array().size for mesh in meshes] == [3, 12, 15]
    left, right = (axes.get_position() for axes in drawing.axes[2:])
    assert left.x1 < right.x0  # a gap between the backgrounds


def test_columns_stand_under_their_background_everybody_first():
    sheet = sheet_of()
    at = {line.text.replace("\u00a0", " "): line for line in sheet.letters}
    everybody, first, second = (place for place, _ in sheet.maps)
    assert everybody.x < at["svar"].x < everybody.x + everybody.width < first.x < at["Nivå 3"].x
    assert at["Sentralitet"].x == pytest.approx(first.x + first.width / 2)
    assert at["Folketall"].x == pytest.approx(second.x + second.width / 2)
    assert at["Sentralitet"].bold
    assert at["Folketall"].y < at["Nivå 3"].y < everybody.y
    bold = [line.text for line in sheet.letters if line.bold and line.text.isdigit()]
    assert bold == ["60", "19", "44"]


def test_n_is_one_number_where_all_rows_have_the_same_and_a_range_otherwise():
    same = sheet_of(answers()[:2])
    assert beside(same, "n =") == ["78", "2", "9", "18", "49", "5", "7", "10", "27", "29"]
    assert beside(sheet_of(), "n =") == [
        "61–78", "1–2", "8–9", "13–18", "39–49", "4–5", "5–7", "8–10", "22–27", "22–29",
    ]  # fmt: skip


def test_a_base_that_is_not_everybody_is_named():
    sheet = sheet_of()
    assert "¹ Av svar fra kommuner uten plan for legetjenesten." in words(sheet)
    assert "Nok hjemler: Ja" in words(sheet)
    shared = [replace(each, tables=tuple(replace(t, base=MED_LIS1) for t in each.tables)) for each in answers()]
    assert "Av svar fra kommuner med LIS1 per 1.1.2019." in words(sheet_of(shared))
    assert not any("¹" in line for line in words(sheet_of(shared)))
    assert not any(line.startswith(("Av ", "¹")) for line in words(sheet_of(answers()[:2])))


def test_options_of_a_multiple_response_question_can_be_rows():
    sheet = sheet_of([answer(SAMARBEID, "Legevakt", "Out-of-hours", "legevakt")])
    # table 10.17: 49/78; 1/2 8/9 11/18 29/49; 4/5 6/7 7/10 16/27 17/29
    assert beside(sheet, "Legevakt") == ["63", "50", "89", "61", "59", "80", "86", "70", "59", "59"]


@pytest.mark.parametrize("share", range(0, 101))
def test_numbers_can_be_read_on_every_shade(share):
    fill = matplotlib.colors.to_hex(_SHADES(share / 100))
    assert palette.contrast(fill, palette.lettering_on(fill)) >= 4.5


def test_the_lettering_is_the_one_for_its_cell():
    sheet = sheet_of()
    inks = {line.text: line.colour for line in sheet.letters if line.text in {"0", "86"}}
    assert inks == {"0": palette.BLACK, "86": palette.PAPER}


@pytest.mark.parametrize("sight", MATRICES)
def test_more_is_darker_for_every_reader(sight):
    lightness = [seen(matplotlib.colors.to_hex(_SHADES(share / 100)).upper(), sight)[0] for share in range(0, 101, 5)]
    assert min(np.diff(lightness[::-1])) > 1.5


def test_hidden_counts_are_not_in_the_figure():
    # threshold 5 hides levels 3 (n = 2) and, so that it does not follow, 4; of level 5 the «5» is next to a shown n
    sheet = sheet_of([answer(protected(5)(PLAN), "Plan: Ja", "Plan: Yes")])
    hidden = [np.isnan(shares) for _, shares in sheet.maps]
    written = beside(sheet, "Plan: Ja")
    assert [text == ":" for text in written] == [bool(cell) for each in hidden for cell in each[0]]
    assert written[0] == "19"
    assert written[1] == ":"
    assert "1" not in written
    assert "50" not in written
    assert len(hatched(sheet)) == written.count(":") > 0
    assert "«:» er skjult." in words(sheet)
    assert "«:» er skjult." not in words(sheet_of())


def veiled(one: int, other: int):
    """Table 10.9 by centrality with two secrets of known sum, hidden."""
    by = PLAN.by[0]
    counts, n = by.counts.copy(), by.row_n.copy()
    counts[:2, 0] = one, other
    hidden = np.zeros(by.shape, bool)
    hidden[:2] = True
    return replace(by, counts=counts, row_n=n, hidden=hidden)


def test_two_secrets_give_one_figure():
    draw = lambda table: answer_heat([Answer(Text(nb="Plan: Ja"), (PLAN.total, table), "ja")])  # noqa: E731
    assert draw(veiled(1, 1)) == draw(veiled(0, 2))
    bare = veiled(1, 1)
    assert draw(replace(bare, counts=np.where(bare.hidden, np.nan, bare.counts))) == draw(bare)


def test_a_hidden_n_hides_the_range():
    table = replace(veiled(1, 1), row_n=[np.nan, 9, 18, 49])
    found = [Answer(Text(nb="A"), (PLAN.total, table), "ja"), Answer(Text(nb="B"), PLAN.tables[:2], "ja")]
    assert beside(sheet_of(found), "n =") == ["78", ":", "9", "18", "49"]


def test_a_group_that_nobody_answered_in_has_a_dash():
    counts = PLAN.by[0].counts.copy()
    counts[0] = 0
    table = replace(PLAN.by[0], counts=counts, row_n=[0, 9, 18, 49])
    sheet = sheet_of([Answer(Text(nb="Plan: Ja"), (PLAN.total, table), "ja")])
    assert beside(sheet, "Plan: Ja") == ["19", "–", "11", "28", "16"]
    assert not hatched(sheet)
    assert "«–» er ingen svar." in words(sheet)
    assert np.isnan(sheet.maps[1][1][0, 0])


def test_the_alt_text_is_computed():
    alt = answer_heat(answers()).alt.replace("\u00a0", " ")
    assert alt == (
        "Varmekart i prosent: 3 svar etter sentralitet og folketall. "
        "Alle svar: høyest er «Nok hjemler: Ja» med 60 % (n = 78), lavest «Plan: Ja» med 19 % (n = 78). "
        "Mest skiller gruppene seg på «Nok hjemler: Ja»: fra 0 % (20 000 innb. eller mer, n = 5) "
        "til 86 % (Under 2 000 innb., n = 29)."
    )
    english = answer_heat(answers()[1:2], "en").alt.replace("\u00a0", " ")
    assert english == (
        "Heat map in per cent: 1 answer by centrality and population. All replies: “Plan: Yes” 19% (n = 78). "
        "Groups differ most on “Plan: Yes”: from 11% (Level 4, n = 9) to 50% (Level 3, n = 2)."
    )
    hidden = answer_heat(answers(protected(5))).alt
    assert re.search(r"\d+ av 30 tall er skjult\.", hidden)


def test_stand_in_data_are_marked_and_others_are_not():
    real, synthetic = answer_heat(answers()), answer_heat(answers(stand_in))
    assert "<!-- Syntetiske data -->" in synthetic.svg
    assert synthetic.alt.endswith("Syntetiske data.")
    assert "Syntetiske" not in real.svg + real.alt
    assert real.png != synthetic.png
    one = [answers()[0], answers(stand_in)[1]]
    assert "Syntetiske data" in words(sheet_of(one))


def test_equal_input_gives_equal_bytes_here_and_in_another_process():
    here = answer_heat(answers())
    assert answer_heat(answers()) == here
    program = (
        "from test_answer_heat import answers; from svarbenk.figures import answer_heat; import hashlib;"
        "f = answer_heat(answers()); print(hashlib.sha256(f.svg.encode() + f.png).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "PATH": "", "HOME": "/nonexistent", "MPLCONFIGDIR": "/tmp"},
    )  # fmt: skip
    assert found.stdout.strip() == hashlib.sha256(here.svg.encode() + here.png).hexdigest()


def test_seaborn_leaves_nothing_behind():
    before, figures = matplotlib.rcParams.copy(), Gcf.get_num_fig_managers()
    plain = answer_heat(answers())
    assert dict(matplotlib.rcParams) == dict(before)
    assert Gcf.get_num_fig_managers() == figures
    with matplotlib.rc_context():
        seaborn.set_theme(style="darkgrid", font_scale=3)
        assert answer_heat(answers()) == plain


def test_the_drawing_can_be_read_aloud_and_reaches_nothing_else_on_the_page():
    figure = answer_heat(answers(), title="Svar & <tall>")
    root = ElementTree.fromstring(figure.svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "Svar & <tall>"
    assert root.find(f"{space}desc").text == figure.alt
    assert not [*root.iter(f"{space}text"), *root.iter(f"{space}style")]
    assert "dc:date" not in figure.svg


@pytest.mark.parametrize("width_mm", [160, 130, 100, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    found = answers(lambda banner: protected(3)(stand_in(banner)))
    long = replace(found[1], label=Text(nb="Behov for samarbeid med helseforetak om ALIS og rekruttering av leger: Ja"))
    assert not collisions(sheet_of([*found, long, long, found[0]], language, width_mm, title="Tittel"))


def test_on_a_phone_answers_stand_above_and_backgrounds_under_each_other():
    sheet = sheet_of(width_mm=90)
    assert words(sheet).count("Plan: Ja") == 2
    assert words(sheet).count("n =") == 11  # everybody twice
    first, second = (place for place, shares in sheet.maps if shares.shape[1] > 1)
    assert first.y + first.height < second.y
    assert [bool(np.isnan(line).all()) for line in sheet.maps[1][1]] == [True, False] * 3


def test_columns_that_do_not_fit_beside_each_other_go_below():
    many = [replace(each, tables=(*each.tables, *each.tables[1:])) for each in answers()]
    assert len(sheet_of(many).maps) == 8
    assert not collisions(sheet_of(many))


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(InputError, match="fant ingen svar"):
        answer_heat([])
    with pytest.raises(InputError, match=r"«Plan»: fant svaret «kanskje»; ventet ett av ja, nei"):
        answer_heat([answer(PLAN, "Plan", "Plan", "kanskje")])
    with pytest.raises(InputError, match="«Plan» er ikke delt etter de samme gruppene som «Nok hjemler: Ja»"):
        answer_heat([answers()[0], Answer(Text(nb="Plan"), PLAN.tables[:2], "ja")])
    with pytest.raises(InputError, match="ventet minst 70"):
        answer_heat(answers(), width_mm=60)
    names = [f"k{place}" for place in range(40)]
    wide = replace(
        PLAN.by[0], rows=axis("k", ("K", "K"), [(name, name, name) for name in names]),
        counts=np.ones((40, 2)), row_n=[2] * 40, hidden=None, replies=None, row_replies=None,
    )  # fmt: skip
    with pytest.raises(InputError, match="for smalt for så mange grupper"):
        answer_heat([Answer(Text(nb="Plan"), (PLAN.total, wide), "ja")])
