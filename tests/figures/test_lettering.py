"""Lines break where Norwegian breaks, and never run over."""

from hypothesis import given
from hypothesis import strategies as st
from svarbenk.figures.lettering import lines_of, text_width


def test_a_line_that_fits_is_left_alone():
    assert lines_of("Nivå 3", 100, 9) == ["Nivå 3"]


def test_a_label_breaks_evenly_and_after_a_stroke():
    assert lines_of("Leger i KAD/intermediære tilbud", 110, 9) == ["Leger i KAD/", "intermediære tilbud"]


def test_a_number_stays_with_its_word():
    assert lines_of("Vanskelig å få lege i LIS 1", 105, 9)[-1].endswith("LIS 1")
    assert all("–" not in line[-1] for line in lines_of("10 000–19 999 innb.", 60, 9))


def test_a_word_too_long_for_a_line_is_cut():
    lines = lines_of("spesialiseringsutdanningskandidat", 60, 9)
    assert "".join(lines) == "spesialiseringsutdanningskandidat"
    assert len(lines) > 1


@given(st.text(alphabet="abæøåABC 0123/-–\u00a0", max_size=60), st.floats(20, 200))
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(text, width):
    lines = lines_of(text, width, 9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 9) <= width + 0.01 or len(line) == 1 for line in lines)
