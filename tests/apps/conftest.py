"""The explorer on the stand-in survey, and tables read back out of its HTML."""

import re
from html.parser import HTMLParser

import pytest
import svarbenk as sb
from svarbenk.apps import Explorer


@pytest.fixture(scope="session")
def kommuner(data_folder, stand_in):
    return sb.open_survey("helse-nord-kommune", data=data_folder.root)


@pytest.fixture
def explorer(kommuner):
    return Explorer(kommuner)


class _Rows(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in {"th", "td"}

    def handle_data(self, text):
        if self.inside:
            self.rows[-1][-1] += text


@pytest.fixture(scope="session")
def counts_in():
    """Read the counts of a table in HTML: one list a row, None where a count is hidden; headings left out."""

    def read(html: str, columns: int) -> list[list[float | None]]:
        parser = _Rows()
        parser.feed(html)
        body = [row[1 : columns + 1] for row in parser.rows[1:] if len(row) > columns]
        return [[_count(cell) for cell in row] for row in body]

    return read


def _count(cell: str) -> float | None:
    text = re.sub(r"\s", "", cell.split("(")[0]).replace(",", ".")
    return None if text == ":" else float(text)
