"""A sheet as SVG for a screen: the same drawing as on paper, written without matplotlib's canvas, which is slow.

A click in an app waits for it. What is costly, the outlines of letters, is worked out once for each of them.
"""

from functools import lru_cache
from html import escape

from matplotlib.font_manager import get_font
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from svarbenk.figures import palette, style
from svarbenk.figures.lettering import face, text_width
from svarbenk.figures.sheet import HALF_CAPITAL, Block, Dot, Letters, Sheet, Stroke

_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}
_HATCH = 6.0
"""Distance of the lines of a hatching."""
_EDGE = 1.3
_OUTLINES: dict[str, str] = {}
"""Letter of a face, as matplotlib names it, to its outline; filled as letters are met."""


def screen_svg(sheet: Sheet, name: str, told: str) -> str:
    """Return a sheet as SVG, its letters as outlines; equal sheets give equal texts.

    Parameters
    ----------
    sheet : Sheet
        Everything that is drawn.
    name, told : str
        What the figure is called and what it shows, for those who cannot see it.
    """
    width, height = sheet.width + 2 * style.MARGIN, sheet.foot + 3
    used: dict[str, None] = {}
    hatchings: dict[tuple[str, str], str] = {}
    marks = [_mark(mark, hatchings) for mark in sheet.marks]
    letters = [_letters(line, used) for line in sheet.letters]
    defined = [f'<path id="{each}" d="{_OUTLINES[each]}"/>' for each in used]
    defined += [_hatching(fill, edge, each) for (fill, edge), each in hatchings.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.6g}pt" height="{height:.6g}pt" '
        f'viewBox="{-style.MARGIN:g} 0 {width:.6g} {height:.6g}" role="img" stroke-linejoin="round">\n'
        f"<title>{escape(name, quote=False)}</title>\n<desc>{escape(told, quote=False)}</desc>\n"
        f"<defs>{''.join(defined)}</defs>\n"
        f'<rect x="{-style.MARGIN:g}" width="{width:.6g}" height="{height:.6g}" fill="{palette.PAPER}"/>\n'
        f"{chr(10).join(marks)}\n{chr(10).join(letters)}\n</svg>\n"
    )


def _mark(mark: Block | Stroke | Dot, hatchings: dict[tuple[str, str], str]) -> str:
    if isinstance(mark, Block):
        fill = mark.fill
        if mark.hatched:
            key = mark.fill, mark.edge or palette.INK
            fill = f"url(#{hatchings.setdefault(key, f'h{len(hatchings)}')})"
        edge = f' stroke="{mark.edge}" stroke-width="0.8" stroke-linejoin="miter"' if mark.edge else ""
        place = f'x="{mark.x:.6g}" y="{mark.y:.6g}" width="{mark.width:.6g}" height="{mark.height:.6g}"'
        return f'<rect {place} fill="{fill}"{edge}/>'
    if isinstance(mark, Stroke):
        points = " ".join(f"{x:.6g},{y:.6g}" for x, y in zip(mark.x, mark.y, strict=True))
        dash = f' stroke-dasharray="{" ".join(f"{each * mark.weight:g}" for each in mark.dash)}"' if mark.dash else ""
        return f'<polyline points="{points}" fill="none" stroke="{mark.colour}" stroke-width="{mark.weight:g}"{dash}/>'
    fill = mark.colour if mark.filled else palette.PAPER
    return (
        f'<path d="{_marker(mark.shape, mark.size)}" transform="translate({mark.x:.6g} {mark.y:.6g})" '
        f'fill="{fill}" stroke="{mark.colour}" stroke-width="{_EDGE}"/>'
    )


def _letters(line: Letters, used: dict[str, None]) -> str:
    left = line.x - _SHIFT[line.align] * text_width(line.text, line.size, line.bold)
    foot = line.y + HALF_CAPITAL * line.size
    scale = line.size / text_to_path.FONT_SCALE
    placed = _placed(line.text, line.bold)
    used.update(dict.fromkeys(name for name, _ in placed))
    letters = "".join(f'<use href="#{name}" x="{x:.6g}"/>' for name, x in placed)
    place = f"translate({left:.6g} {foot:.6g}) scale({scale:g} {-scale:g})"
    return f'<g fill="{line.colour}" transform="{place}">{letters}</g>'


@lru_cache(maxsize=8192)
def _placed(text: str, bold: bool) -> tuple[tuple[str, float], ...]:
    """Return which letters stand where in a line, in the units of ``FONT_SCALE``; their outlines are kept."""
    font = get_font(face(bold).get_file())
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    placed, new, _ = text_to_path.get_glyphs_with_font(font, text, glyph_map=_OUTLINES, return_new_glyphs_only=True)
    _OUTLINES.update({name: _path(Path(*outline)) for name, outline in new.items()})
    return tuple((name, x) for name, x, _, _ in placed)


@lru_cache(maxsize=64)
def _marker(shape: str, size: float) -> str:
    drawn = MarkerStyle(shape)
    return _path(drawn.get_path().transformed(drawn.get_transform().scale(size, -size)))


def _path(path: Path) -> str:
    signs = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
    written = []
    for points, code in path.iter_segments(simplify=False, curves=True):
        numbers = "" if code == Path.CLOSEPOLY else " ".join(f"{each:.5g}" for each in points)
        written.append(f"{signs[code]}{numbers}")
    return "".join(written)


def _hatching(fill: str, edge: str, name: str) -> str:
    lines = f"M-1 1L1 -1M0 {_HATCH}L{_HATCH} 0M{_HATCH - 1} {_HATCH + 1}L{_HATCH + 1} {_HATCH - 1}"
    return (
        f'<pattern id="{name}" width="{_HATCH:g}" height="{_HATCH:g}" patternUnits="userSpaceOnUse">'
        f'<rect width="{_HATCH:g}" height="{_HATCH:g}" fill="{fill}"/>'
        f'<path d="{lines}" stroke="{edge}" stroke-width="{style.HATCH_LINE}"/></pattern>'
    )
