"""The dot plot of dependences."""

import pytest
from reading_sheets import beside, collisions, words
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import Dependence, dependence_dots
from svarbenk.figures.dots import dependence_sheet
from svarbenk.figures.sheet import Dot, Stroke

SENTRALITET, FOLKETALL = Text(nb="Sentralitet", en="Centrality"), Text(nb="Folketall", en="Population")
ALIS = Text(nb="Behov for samarbeid med helseforetak om ALIS", en="Need to cooperate on ALIS")
LEGER = Text(nb="Konkurranse om leger", en="Competition for doctors")
# p of table 10.10 and 10.2 as printed; effects for the drawing
RESULTS = [
    Dependence(ALIS, SENTRALITET, 0.35, 0.0, 0.56, 0.045, 0.18, n=61),
    Dependence(ALIS, FOLKETALL, 0.31, 0.0, 0.49, 0.245, 0.49, n=61),
    Dependence(LEGER, SENTRALITET, 0.49, 0.29, 0.62, 0.0000001, 0.000001, n=78),
    Dependence(LEGER, FOLKETALL, 0.45, None, None, 0.0004, 0.001, n=78),
]


def sheet_of(results=RESULTS, language="nb", width_mm=160, synthetic=False):
    return dependence_sheet(results, language, synthetic=synthetic, title=None, width_mm=width_mm)


def test_the_strongest_question_is_on_top():
    found = words(sheet_of())
    assert found.index("Konkurranse om leger") < found.index("Behov for samarbeid med")


def test_p_values_stand_in_columns_under_their_background():
    sheet = sheet_of()
    assert beside(sheet, "p = 0,045") == ["p = 0,245"]
    [head] = [line for line in sheet.letters if line.text == "Folketall" and line.align == "right"]
    ends = {line.box[2] for line in sheet.letters if line.text.startswith("p\u00a0") and line.box[2] > head.box[0]}
    assert max(ends) == pytest.approx(min(ends)) == pytest.approx(head.box[2])


def test_dots_are_filled_where_p_is_below_five_per_cent():
    dots = [mark for mark in sheet_of().marks if isinstance(mark, Dot)][4:]  # after the legend
    assert [(mark.shape, mark.filled) for mark in dots] == [("o", True), ("s", True), ("o", True), ("s", False)]
    assert "fylt: p < 0,05" in words(sheet_of())


def test_dots_and_intervals_stand_at_their_effects():
    sheet = sheet_of()
    zero, most = (next(line.x for line in sheet.letters if line.text == text) for text in ("0,0", "0,6"))
    scale = (most - zero) / 0.6
    dots = [mark for mark in sheet.marks if isinstance(mark, Dot)][4:]
    assert [(mark.x - zero) / scale for mark in dots] == pytest.approx([0.49, 0.45, 0.35, 0.31])
    lines = [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.weight > 1]
    assert [tuple((x - zero) / scale for x in mark.x) for mark in lines] == [
        pytest.approx(ends) for ends in ((0.29, 0.62), (0.0, 0.56), (0.0, 0.49))
    ]


def test_p_is_bold_where_it_survives_the_correction():
    bold = {line.text.replace("\u00a0", " ") for line in sheet_of().letters if line.bold}
    assert bold == {"p < 0,001"}
    assert "Fet p: under 0,05 også etter korreksjon for mange tester." in words(sheet_of())
    plain = [Dependence(LEGER, SENTRALITET, 0.4, 0.2, 0.5, 0.01)]
    assert not any("Fet p" in line for line in words(sheet_of(plain)))


def test_every_question_carries_its_n():
    assert {"n = 78", "n = 61"} <= set(words(sheet_of()))


def test_the_alt_text_counts():
    alt = dependence_dots(RESULTS, synthetic=False).alt.replace("\u00a0", " ")
    assert "«Konkurranse om leger» og sentralitet (V = 0,49, p < 0,001)" in alt
    assert "3 av 4 sammenhenger har p < 0,05." in alt
    english = dependence_dots(RESULTS, "en", synthetic=False).alt.replace("\u00a0", " ")
    assert "3 of 4 dependences have p < 0.05." in english


@pytest.mark.parametrize("width_mm", [160, 130, 100])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_runs_into_anything(language, width_mm):
    assert not collisions(sheet_of(language=language, width_mm=width_mm, synthetic=True))


def test_whether_data_are_stand_in_ones_must_be_said():
    with pytest.raises(TypeError, match="synthetic"):
        dependence_dots(RESULTS)
    assert "Syntetiske data" in words(sheet_of(synthetic=True))
    assert "Syntetiske data" not in words(sheet_of())


def test_nothing_to_draw_is_refused():
    with pytest.raises(InputError, match="fant 0 bakgrunner"):
        dependence_dots([], synthetic=False)
