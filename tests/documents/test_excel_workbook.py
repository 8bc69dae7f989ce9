import openpyxl
import pytest
from svarbenk.documents import write_excel


@pytest.fixture(scope="module")
def book(written):
    return openpyxl.load_workbook(written / "figurdata.xlsx")


def row_of(sheet, label, after=0):
    return next(number for number in range(after + 1, sheet.max_row + 1) if sheet.cell(number, 1).value == label)


def column(sheet):
    return [str(row[0].value) for row in sheet.iter_rows() if row[0].value is not None]


def test_one_sheet_for_each_table_and_figure(book):
    assert book.sheetnames == ["Innhold", "Figur 10.1", "Tabell 10.2", "Tabell 10.3", "Tabell A.1"]


def test_contents_lead_to_the_sheets_and_back(book):
    contents = book["Innhold"]
    targets = [row[0].hyperlink.location for row in contents.iter_rows() if row[0].hyperlink]
    assert targets == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    for name in book.sheetnames[1:]:
        assert book[name]["A1"].hyperlink.location == "'Innhold'!A1"
        assert book[name].freeze_panes == "B3"
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
