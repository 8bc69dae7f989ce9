"""What is handed out: equal bytes, nothing left behind, words for those who cannot see it."""

import hashlib
import subprocess
import sys
from dataclasses import FrozenInstanceError
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
import seaborn
from made_series import LISTETAK, REFORM, STARTET
from made_tables import ARBEIDSTID, JOBB, JOBB_STARS, OM_5_AR, PASTANDER, STARS, battery
from matplotlib._pylab_helpers import Gcf
from PIL import Image
from printed_tables import DRIFTSFORM, KONKURRANSE, LIS1_BIDRAR, OMSETNING, SAMARBEID, stand_in
from svarbenk.codebook import Text
from svarbenk.figures import (
    Dependence,
    Figure,
    change_bars,
    clustered_bars,
    dependence_dots,
    grouped_bars,
    histogram,
    item_bars,
    mean_bars,
    panel_bars,
    point_ranges,
    scatter,
    series_columns,
    series_lines,
    stacked_bars,
    timeline,
)
from test_estimates import ODDS
from test_mean_bars import BARS, PARTS, UNIT
from test_scatter import SCALES, TWO
from test_timeline import MEASURES

SVG = "{http://www.w3.org/2000/svg}"
DEPENDENCE = Dependence(Text(nb="Spørsmål"), Text(nb="Sentralitet"), 0.4, 0.1, 0.6, 0.01)
DRAWN = {
    "stacked": lambda: stacked_bars(KONKURRANSE, muted=["usikker"]),
    "stacked-titled": lambda: stacked_bars(LIS1_BIDRAR, "en", title="Tittel med <tegn> & $x$"),
    "grouped": lambda: grouped_bars(SAMARBEID),
    "dots": lambda: dependence_dots([DEPENDENCE], synthetic=True),
    "change": lambda: change_bars(DRIFTSFORM),
    "starred": lambda: stacked_bars(OM_5_AR, stars=STARS, tested="Testet mot januar 2022."),
    "clustered": lambda: clustered_bars(JOBB, stars=JOBB_STARS),
    "items": lambda: item_bars(PASTANDER[:1], muted=["vet_ikke"]),
    "panels": lambda: panel_bars([battery(), battery(row=0)], ["a) En", "b) To"], "en", muted=["vet_ikke"]),
    "histogram": lambda: histogram(ARBEIDSTID),
    "means": lambda: mean_bars(BARS[:3], PARTS, synthetic=True, unit=UNIT),
    "forest": lambda: point_ranges(ODDS, synthetic=True, measure=Text(nb="Oddsforhold")),
    "lines": lambda: series_lines(LISTETAK, synthetic=False, period=(2001, 2024), events=[REFORM]),
    "columns": lambda: series_columns(STARTET, synthetic=True, period=(2017, 2024)),
    "timeline": lambda: timeline(MEASURES, "en", period=(2020, 2025)),
    "scatter": lambda: scatter(TWO, synthetic=True, **SCALES),
}
every = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)


@every
def test_equal_input_gives_equal_bytes(draw):
    one, other = draw(), draw()
    assert one == other
    assert one is not other


def test_another_process_gives_the_same_bytes():
    program = (
        "from printed_tables import KONKURRANSE; from svarbenk.figures import stacked_bars; import hashlib;"
        "f = stacked_bars(KONKURRANSE); print(hashlib.sha256(f.svg.encode() + f.png).hexdigest())"
    )
    here = stacked_bars(KONKURRANSE)
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "PATH": "", "HOME": "/nonexistent", "MPLCONFIGDIR": "/tmp"},
    )  # fmt: skip
    assert found.stdout.strip() == hashlib.sha256(here.svg.encode() + here.png).hexdigest()


@every
def test_settings_stay_as_they_were_and_no_figure_is_left_open(draw):
    before, figures = matplotlib.rcParams.copy(), Gcf.get_num_fig_managers()
    draw()
    assert dict(matplotlib.rcParams) == dict(before)
    assert Gcf.get_num_fig_managers() == figures


def test_a_notebooks_own_style_changes_nothing():
    plain = stacked_bars(KONKURRANSE)
    with matplotlib.rc_context():
        seaborn.set_theme(style="darkgrid", font_scale=3)
        matplotlib.rcParams.update({"hatch.linewidth": 5, "axes.xmargin": 0.3, "savefig.dpi": 50})
        assert stacked_bars(KONKURRANSE) == plain


@every
def test_nothing_says_when_or_with_what_it_was_drawn(draw):
    figure = draw()
    assert "<metadata" not in figure.svg
    assert "dc:date" not in figure.svg
    picture = Image.open(BytesIO(figure.png))
    assert set(picture.info) <= {"dpi"}


@every
def test_the_picture_has_200_dots_an_inch_and_the_width_on_paper(draw):
    figure = draw()
    picture = Image.open(BytesIO(figure.png))
    assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)
    assert picture.width == pytest.approx(figure.width_mm / 25.4 * 200, abs=1)


@every
def test_the_drawing_can_be_read_aloud(draw):
    figure = draw()
    root = ElementTree.fromstring(figure.svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text == figure.alt
    assert root.get("width") == f"{figure.width_mm / 25.4 * 72:.6f}pt"


@every
def test_the_drawing_needs_no_font_and_has_no_style_that_reaches_the_page(draw):
    root = ElementTree.fromstring(draw().svg)
    assert not list(root.iter(f"{SVG}text"))
    assert not list(root.iter(f"{SVG}style"))


@every
def test_the_alt_text_is_some_sentences(draw):
    alt = draw().alt
    assert 30 < len(alt) < 1300
    assert alt.endswith(".")
    assert ".." not in alt
    assert "  " not in alt


def test_a_notebook_shows_an_image_with_its_words():
    figure = Figure("<svg/>", b"png", 'sier «Ja» & "nei" <b>', 160)
    html = figure._repr_html_()
    assert html.startswith("<figure")
    assert 'alt="sier «Ja» &amp; &quot;nei&quot; &lt;b&gt;"' in html
    assert "data:image/svg+xml;base64,PHN2Zy8+" in html
    assert repr(figure) == f"Figure: {figure.alt}"
    assert figure.png_base64 == "cG5n"


def test_a_figure_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        stacked_bars(KONKURRANSE).alt = ""


@pytest.mark.parametrize(
    "draw",
    [
        lambda banner: stacked_bars(banner, muted=["vet_ikke", "ikke_relevant"]),
        lambda banner: stacked_bars(banner.by[0], width_mm=90),
        lambda banner: grouped_bars(banner),
        lambda banner: change_bars(banner.by[0]),
    ],
    ids=["stacked", "narrow", "grouped", "change"],
)
def test_stand_in_data_are_marked_and_others_are_not(draw):
    real, synthetic = draw(OMSETNING), draw(stand_in(OMSETNING))
    assert "<!-- Syntetiske data -->" in synthetic.svg
    assert synthetic.alt.endswith("Syntetiske data.")
    assert "Syntetiske" not in real.svg + real.alt
    assert real.png != synthetic.png
