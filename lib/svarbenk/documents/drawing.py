"""A figure's SVG, made fit to stand inside a page or a PDF.

A drawing comes from a plotting library with names that clash with those of the next drawing, with
addresses of metadata vocabularies, and with fonts that the reader may not have.
"""

import base64
import binascii
import re

from lxml import etree

from svarbenk.errors import InputError

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DROPPED = {"metadata", "script", "foreignObject"}
_POINTER = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")


def inline_svg(svg: str, title: str, alt: str, prefix: str) -> str:
    """Make an SVG that stands in an HTML page and that a screen reader can read.

    Parameters
    ----------
    svg : str
        The drawing.
    title : str
        Its name, such as «Figur 10.1».
    alt : str
        What it shows, in words.
    prefix : str
        An id that is unique on the page; the drawing's own ids are put under it.

    Returns
    -------
    str
        The ``<svg>`` element, as wide as what it stands in.

    Raises
    ------
    InputError
        If the text is no SVG.
    """
    root = _parsed(svg, title)
    _rename_ids(root, prefix)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    for name, text in (("desc", alt), ("title", title)):
        element = etree.Element(f"{{{_SVG}}}{name}", id=f"{prefix}-{name}")
        element.text = text
        root.insert(0, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    return etree.tostring(root, encoding="unicode")


def printable_svg(svg: str, title: str, font: str) -> str:
    """Make an SVG whose text can be set with a font that is known to be there.

    Parameters
    ----------
    svg : str
        The drawing.
    title : str
        Its name, for the error message.
    font : str
        The family that stands in for all others.

    Returns
    -------
    str
        The drawing.

    Raises
    ------
    InputError
        If the text is no SVG.
    """
    root = _parsed(svg, title)
    for element in root.iter():
        if element.get("font-family"):
            element.set("font-family", font)
        style = element.get("style")
        if style and "font" in style:
            element.set("style", _with_font(style, font))
    return etree.tostring(root, encoding="unicode")


def image_bytes(png: str, title: str) -> bytes:
    """Decode the PNG of a figure.

    Parameters
    ----------
    png : str
        The picture in base64.
    title : str
        Its name, for the error message.

    Returns
    -------
    bytes
        The picture.

    Raises
    ------
    InputError
        If it is no PNG in base64.
    """
    try:
        picture = base64.b64decode(png, validate=True)
    except binascii.Error:
        picture = b""
    if not picture.startswith(b"\x89PNG"):
        raise InputError(f"{title}: bildet er «{png[:20]}…»; ventet en PNG i base64")
    return picture


def drawing_shape(svg: str) -> float:
    """Return how many times wider than high an SVG is; 1.6 where it does not say."""
    found = re.search(r'viewBox="[\d.+-]+[ ,]+[\d.+-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"', svg)
    return float(found[1]) / float(found[2]) if found and float(found[2]) else 1.6


def image_size(picture: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels."""
    return int.from_bytes(picture[16:20], "big") or 1, int.from_bytes(picture[20:24], "big") or 1


def _parsed(svg: str, title: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{title}: tegningen er ikke SVG ({error}); ventet et <svg>-element") from None
    if etree.QName(root).localname != "svg":
        found = etree.QName(root).localname
        raise InputError(f"{title}: tegningen er <{found}>; ventet et <svg>-element")
    for element in list(root.iter()):
        if element is not root and etree.QName(element).localname in _DROPPED:
            element.getparent().remove(element)
    for name in ("title", "desc"):
        for element in root.findall(f"{{{_SVG}}}{name}"):
            root.remove(element)
    for element in root.iter():
        for name in list(element.attrib):
            local = etree.QName(name).localname
            outside = local == "href" and not element.get(name).startswith(("#", "data:"))
            if outside or local.lower().startswith("on"):
                del element.attrib[name]
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    return root


def _rename_ids(root: etree._Element, prefix: str) -> None:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif etree.QName(name).localname == "href" and value.startswith("#"):
                element.set(name, f"#{prefix}-{value[1:]}")
            elif "url(" in value:
                element.set(name, _POINTER.sub(rf"url(#{prefix}-\1)", value))


def _with_font(style: str, font: str) -> str:
    """Put ``font`` in the place of the families, in the long form and in matplotlib's short one."""
    style = re.sub(r"font-family:[^;]*", f"font-family: '{font}'", style)
    # the short form ends in its families: «font: 8px 'DejaVu Sans', sans-serif», sizes before them
    return re.sub(r"(?<![\w-])font:([^;]*?\d(?:px|pt|em|%)?(?:\s*/\s*[\d.]+\w*)?)\s+[^;]*", rf"font:\1 '{font}'", style)
