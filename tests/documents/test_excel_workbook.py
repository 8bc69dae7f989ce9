import re
import zipfile

import openpyxl
import pytest
from svarbenk.documents import write_excel

NUMBERS = "Tall i teksten"


@pytest.fixture(scope="module")
def book(written):
    return openpyxl.load_workbook(written / "figurdata.xlsx")


def row_of(sheet, label, after=0):
    return next(number for number in range(after + 1, sheet.max_row + 1) if sheet.cell(number, 1).value == label)


def column(sheet):
    return [str(row[0].value) for row in sheet.iter_rows() if row[0].value is not None]


def test_one_sheet_for_each_table_and_figure(book):
    assert book.sheetnames == [*("Innhold", "Figur 10.1", "Tabell 10.2", "Tabell 10.3", "Tabell A.1"), NUMBERS]


def test_contents_lead_to_the_sheets_and_back(book):
    contents = book["Innhold"]
    targets = [row[0].hyperlink.location for row in contents.iter_rows() if row[0].hyperlink]
    assert targets == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    for name in book.sheetnames[1:]:
        assert book[name]["A1"].hyperlink.location == "'Innhold'!A1"
        assert book[name].freeze_panes == ("A5" if name == NUMBERS else "B3")
    assert "Tall for færre enn tre kommuner" in " ".join(str(row[1].value) for row in contents.iter_rows())


def test_numbers_are_numbers_and_equal_to_the_model(book, report):
    table = next(block for block in report.chapters[0].blocks if block.kind == "table")
    sheet = book["Tabell 10.2"]
    assert sheet["A2"].value == f"Tabell 10.2. {table.caption}"
    after = 0
    for part in table.sheets:
        after = row_of(sheet, part.title, after)
        header = row_of(sheet, part.row_header, after)
        shown = [cell.value for cell in sheet[header]]
        assert shown == [part.row_header, *part.columns, "n", *part.columns]
        for line, name in enumerate(part.rows):
            values = [cell.value for cell in sheet[header + 1 + line]]
            expected = (*part.counts[line], part.row_n[line], *part.percent[line])
            assert values[0] == name
            assert values[1:] == [
                # the file holds 16 digits
                ":" if value is None else pytest.approx(value, rel=1e-15)
                for value in expected
            ]
        assert sheet.cell(header + 2, 6).number_format == "0.0"


def test_what_was_asked_stands_over_the_numbers(book):
    lines = column(book["Tabell 10.2"])
    assert "Spørsmål: Har kommunen, eller utarbeider kommunen, en plan for legetjenesten?" in lines
    assert "Base: Alle kommuner som svarte" in lines
    assert "Enhet: kommuner" in lines
    assert "Kilde: Spørreundersøkelse til kommuner, 2019, spørsmål 8.2." in lines
    assert any(line.startswith("Test: Fishers eksakte test: p\u00a0=\u00a00,361") for line in lines)
    assert any(line.startswith("Merk: ") for line in lines)
    assert any(line.startswith("«:» betyr") for line in lines)


def test_stand_in_mark_follows_the_data(book):
    for name in ("Innhold", "Figur 10.1", "Tabell 10.2"):
        assert any(cell.value == "Syntetiske data" for row in book[name].iter_rows() for cell in row)
    for name in ("Tabell 10.3", "Tabell A.1"):
        assert not any(cell.value == "Syntetiske data" for row in book[name].iter_rows() for cell in row)


def test_text_that_looks_like_a_formula_stays_text(report, tmp_path):
    table = next(block for block in report.chapters[0].blocks if block.kind == "table")
    part = table.sheets[0].model_copy(
        update={"rows": ("=1+1", *table.sheets[0].rows[1:]), "percent": None, "row_n": None}
    )
    chapter = report.chapters[0].model_copy(update={"blocks": (table.model_copy(update={"sheets": (part,)}),)})
    path = write_excel(report.model_copy(update={"chapters": (chapter,)}), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(path)["Tabell 10.2"]
    cell = sheet.cell(row_of(sheet, "Sentralitet") + 1, 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_one_column_and_no_numbers_at_all(report, tmp_path):
    table = next(block for block in report.chapters[0].blocks if block.kind == "table")
    part = table.sheets[0].model_copy(
        update={"rows": ("a",), "columns": ("Ja",), "counts": ((3,),), "percent": ((100.0,),), "row_n": (3,)}
    )
    chapter = report.chapters[0].model_copy(update={"blocks": (table.model_copy(update={"sheets": (part,)}),)})
    path = write_excel(report.model_copy(update={"chapters": (chapter,)}), tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(path)["Tabell 10.2"]
    empty = report.model_copy(update={"chapters": ()})
    assert openpyxl.load_workbook(write_excel(empty, tmp_path / "tom.xlsx")).sheetnames == ["Innhold"]


def test_equal_reports_give_equal_bytes(report, written, tmp_path):
    path = write_excel(report, tmp_path / "r.xlsx")
    assert path.read_bytes() == (written / "figurdata.xlsx").read_bytes()


def test_the_numbers_of_the_prose_are_listed_with_their_sheets(book):
    rows = list(book[NUMBERS].iter_rows(min_row=5))
    assert [row[1].value for row in rows] == [
        *("47 av 78 (60\u00a0%)", "Andelen som svarer «svært sannsynlig», er 52\u00a0% i 2024", "86", "1 930"),
    ]
    assert [row[2].value for row in rows] == [None, None, 86, None]
    assert [row[3].value for row in rows] == ["Tabell 10.2", "Figur 10.1", None, None]
    assert rows[3][4].value == "Rapporten (2019), linje 40"
    assert [row[3].hyperlink and row[3].hyperlink.location for row in rows] == [
        "'Tabell 10.2'!A1",
        "'Figur 10.1'!A1",
        None,
        None,
    ]


def charts(path) -> dict[str, str]:
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if "/charts/chart" in name}


def chart_of(report, tmp_path, **more) -> str:
    figure = next(block for block in report.chapters[0].blocks if block.kind == "figure")
    part = figure.sheets[0].model_copy(update=more)
    chapter = report.chapters[0].model_copy(update={"blocks": (figure.model_copy(update={"sheets": (part,)}),)})
    path = write_excel(report.model_copy(update={"chapters": (chapter,)}), tmp_path / "r.xlsx")
    return next(iter(charts(path).values()), "")


def test_a_figure_has_a_native_chart_of_its_percentages(written):
    (chart,) = charts(written / "figurdata.xlsx").values()
    assert '<c:grouping val="percentStacked"/>' in chart
    assert '<c:barDir val="bar"/>' in chart
    # the first row on top, and the scale below
    categories, values = re.findall(r"<c:(?:cat|val)Ax>.*?</c:(?:cat|val)Ax>", chart)
    assert '<c:orientation val="maxMin"/>' in categories
    assert '<c:orientation val="minMax"/>' in values
    assert '<c:crosses val="max"/>' in values
    # three answers, five rows; the percentages stand right of the counts and n
    formulas = re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>", chart)
    assert formulas == [f"'Figur 10.1'!${column}$12:${column}$16" for column in "FGH"]
    sheet = openpyxl.load_workbook(written / "figurdata.xlsx")["Figur 10.1"]
    assert [sheet["F11"].value, sheet["A12"].value, sheet["F16"].value] == ["Ja", "Nivå 3", pytest.approx(60.256410256)]
    with zipfile.ZipFile(written / "figurdata.xlsx") as parts:
        assert "Liggende stolper for fire runder" in parts.read("xl/drawings/drawing1.xml").decode()


@pytest.mark.parametrize(
    ("chart", "series", "sign"),
    [
        ("clustered", 5, '<c:grouping val="clustered"/>'),
        ("line", 3, "<c:lineChart>"),
        ("column_share", 3, "percentStacked"),
    ],
)
def test_charts_by_kind(report, tmp_path, chart, series, sign):
    drawn = chart_of(report, tmp_path, chart=chart)
    assert drawn.count("<c:ser>") == series
    assert sign in drawn


def test_no_chart_where_everything_is_hidden_or_none_is_wanted(report, tmp_path):
    hidden = {"counts": ((None,) * 3,) * 5, "percent": ((None,) * 3,) * 5}
    assert chart_of(report, tmp_path, **hidden) == ""
    assert chart_of(report, tmp_path, chart="") == ""
