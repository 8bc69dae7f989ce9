"""The drawing for a screen: to the eye the same as on paper, well formed, with its words, and equal every time."""

from base64 import b64encode
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from svarbenk.figures import stacked_bars
from test_figure_output import DRAWN, every

SVG = "{http://www.w3.org/2000/svg}"
WIDE = 900


@every
def test_it_is_well_formed_and_says_what_it_shows(draw):
    figure = draw()
    root = ElementTree.fromstring(figure.screen_svg)
    assert root.find(f"{SVG}desc").text == figure.alt
    assert root.get("role") == "img"
    defined = {each.get("id") for each in root.iter() if each.get("id")}
    used = {each.get("href")[1:] for each in root.iter(f"{SVG}use")}
    assert used
    assert used <= defined
    assert "nan" not in figure.screen_svg.partition("</desc>")[2]
    assert draw().screen_svg == figure.screen_svg


def test_a_hidden_row_is_hatched():
    from made_tables import OM_5_AR
    from svarbenk.disclosure import protect

    assert "<pattern" in stacked_bars(protect(OM_5_AR, 90)).screen_svg
    assert "<pattern" not in stacked_bars(OM_5_AR).screen_svg


@pytest.mark.browser
def test_it_looks_as_on_paper(program):
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--headless=new", "--disable-background-networking", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("browser"), args=arguments)
        page = browser.new_page(viewport={"width": WIDE, "height": 800})

        def seen(svg: str) -> np.ndarray:
            source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
            page.set_content(f'<img style="display:block;width:{WIDE}px" src="{source}">')
            page.locator("img").evaluate("image => image.decode()")
            picture = Image.open(BytesIO(page.locator("img").screenshot())).convert("L")
            return np.asarray(picture.resize((WIDE // 3, 400)), dtype=float)

        for name, draw in DRAWN.items():
            figure = draw()
            apart = np.abs(seen(figure.screen_svg) - seen(figure.svg))
            assert apart.mean() < 1.5, name
            assert (apart > 100).mean() < 0.001, name
        browser.close()
