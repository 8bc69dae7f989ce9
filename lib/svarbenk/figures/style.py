"""House style: sizes, and matplotlib's settings while a figure is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib

WIDTH_MM = 160.0
"""The text column of a Word page."""
NARROW_MM = 125.0
"""Below this, as on a phone, labels stand above what they name."""
NARROWEST_MM = 70.0
MARGIN = 2.5
"""Paper on either side, in points: a «j» and a diamond reach out to the left of where they stand."""
DPI = 200
POINTS_PER_MM = 72 / 25.4

TEXT = 9.0
VALUE = 8.5
SMALL = 8.0
TITLE = 10.5

BAR = 15.0
GAP = 6.0
HAIRLINE = 0.6
HATCH_LINE = 0.7

_SETTINGS = {
    "svg.fonttype": "path",
    "svg.hashsalt": "svarbenk",
    "svg.image_inline": True,
    "hatch.linewidth": HATCH_LINE,
    "path.simplify": False,
    "text.usetex": False,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "savefig.transparent": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house's style whatever the notebook has set, and leave the notebook's settings as they were."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield
