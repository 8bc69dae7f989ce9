"""Pictures beside stored ones: each new chart, one wave, a selection, a threshold of ten, English, a phone.

What changes on purpose is stored anew with ``pytest tests/figures/test_pictures.py --mpl-generate-path=…``, where … is
``tests/figures/baseline``, and looked at before it is committed. All counts are made up by hand.
"""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from made_series import ANDELER, ANTALL, DIAGNOSER, KONSULTASJONER, LISTETAK, NETTO, REFORM, TYPER
from made_tables import (
    ARBEIDSTID,
    JOBB,
    JOBB_STARS,
    OM_5_AR,
    PASTANDER,
    PASTANDER_STARS,
    STARS,
    battery,
    table,
    waves,
)
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from PIL import Image
from svarbenk.codebook import Text
from svarbenk.disclosure import protect
from svarbenk.figures import (
    clustered_bars,
    histogram,
    item_bars,
    mean_bars,
    panel_bars,
    point_ranges,
    ranked_means,
    series_columns,
    series_lines,
    stacked_bars,
    timeline,
)
from test_estimates import MEANS, ODDS, PHONES
from test_mean_bars import BARS, PARTS, UNIT
from test_timeline import MEASURES

MUTED = ["vet_ikke"]
MANY = Text(nb="kommunalt ansatte leger", en="doctors employed by the municipality")
RULE = Text(nb="krav: 80 %", en="standard: 80%")
HOURS = {"I": "gjennomsnitt 56,1 timer", "IV": "gjennomsnitt 52,2 timer"}
WAVE_II = table([OM_5_AR.counts[1]], waves("II"), OM_5_AR.columns, synthetic=True)
EMPLOYED = replace(
    table([[4, 3, 9, 11, 6], [2, 1, 5, 8, 16]], waves("I", "IV"), OM_5_AR.columns, synthetic=True), base=MANY
)
FEW = table(np.round(JOBB.counts / 25), waves("I", "IV"), JOBB.columns, row_n=[43, 38], exclusive=False, synthetic=True)
PICTURES = {
    "clustered": lambda: clustered_bars(JOBB, stars=JOBB_STARS),
    "clustered-threshold-10": lambda: clustered_bars(protect(FEW, 10)),
    "items": lambda: item_bars(PASTANDER, stars=PASTANDER_STARS, muted=MUTED),
    "panels-english": lambda: panel_bars(
        [battery(), battery(row=0)], ["a) The GP's job", "b) The hospital doctor's job"], "en", muted=MUTED
    ),
    "stacked-wave-ii": lambda: stacked_bars(WAVE_II),
    "stacked-employed": lambda: stacked_bars(EMPLOYED, stars={"IV": "**"}),
    "stacked-threshold-10-phone": lambda: stacked_bars(protect(EMPLOYED, 10), width_mm=85),
    "stacked-phone": lambda: stacked_bars(OM_5_AR, stars=STARS, width_mm=85),
    "histogram": lambda: histogram(ARBEIDSTID, row_notes=HOURS, stars={"IV": "***"}),
    "means": lambda: mean_bars(BARS, PARTS, synthetic=True, unit=UNIT),
    "odds": lambda: point_ranges(ODDS, synthetic=True, measure=Text(nb="Oddsforhold")),
    "rule-and-means": lambda: [
        point_ranges(PHONES, synthetic=True, measure=Text(nb="Andel"), kind="percent", rule=80, rule_label=RULE),
        ranked_means(MEANS, synthetic=True, low_end=Text(nb="1 = liten"), high_end=Text(nb="5 = stor betydning")),
    ],
    "lines": lambda: [
        series_lines(LISTETAK, synthetic=False, period=(2001, 2024)),
        series_lines((ANTALL, ANDELER), synthetic=False, period=(2010, 2024), events=[REFORM], width_mm=85),
        series_lines(TYPER, "en", synthetic=True, period=(2020, 2024.75), step=0.25, beside=True, events=[REFORM]),
    ],
    "columns": lambda: [
        series_columns(NETTO, synthetic=True, period=(2017, 2024), events=[REFORM]),
        series_columns(KONSULTASJONER, synthetic=False, ticks=DIAGNOSER, horizontal=True, arrangement="stacked"),
    ],
    "timeline-english": lambda: timeline(MEASURES, "en", period=(2020, 2025)),
}  # fmt: skip


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 100, "metadata": {"Software": None}}, tolerance=3)
@pytest.mark.parametrize("name", PICTURES)
def test_picture(name):
    figures = PICTURES[name]()
    pictures = [
        Image.open(BytesIO(each.png)).convert("RGB").reduce(2)
        for each in (figures if isinstance(figures, list) else [figures])
    ]
    return drawing(pictures)


def drawing(pictures) -> Drawing:
    """Pictures under each other on one of matplotlib's figures, dot for dot, as pytest-mpl wants it."""
    size = max(each.width for each in pictures), sum(each.height for each in pictures)
    sheet, top = Image.new("RGB", size, "white"), 0
    for each in pictures:
        sheet.paste(each, (0, top))
        top += each.height
    found = Drawing(figsize=(size[0] / 100, size[1] / 100), dpi=100)
    FigureCanvasAgg(found)
    found.figimage(np.asarray(sheet))
    return found
