"""The chapters of evalueringsrapport IV as they are written: parameters, short cells, both languages, every figure."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "rapport-iv"
CHAPTERS = sorted(FOLDER.glob("*.ipynb"))
PARAMETERS = {"data": "", "waves": [], "baseline": "", "where": "", "threshold": 0, "language": "nb"}
REGISTER_ONLY = {"data", "threshold", "language"}

# Figures and tables as evalueringsrapport IV numbers them (its lists of figures and tables; survey figures first).
DRAWN = {
    "04": ("4-5", "4-6", "4-7", "4-8", "4-9", "4-10", "4-11", "4-12", "4-13"),
    "05": ("5-2", "5-4"),
    "06": ("6-3", "6-4", "6-5", "6-6"),
    "07": ("7-3", "7-4", "7-6", "7-19", "7-20", "7-22", "7-23", "7-24"),
    "08": ("8-1", "8-2", "8-3"),
    "09": (),
    "10": ("10-2", "10-3", "10-4"),
    "11": (),
}
REGISTER_FIGURES = {"04": ("4-1", "4-2", "4-3", "4-4"), "05": ("5-1", "5-3"), "06": ("6-1", "6-2", "6-7")}
REGISTER_FIGURES |= {
    "07": ("7-1", "7-2", "7-5", *(f"7-{number}" for number in range(7, 19)), "7-21"),
    "08": (),
    "09": (),
    "10": ("10-1",),
    "11": (),
}
REGISTER_TABLES = {"04": (), "05": ("5-1", "5-2"), "06": ("6-1",)}
REGISTER_TABLES |= {"07": ("7-1", "7-3", "7-4", "7-5"), "08": (), "09": (), "10": (), "11": ()}
# Headings of the report's table of contents, l. 48–77, and of the chapters themselves.
SECTIONS = {
    "04": "4 4.1 4.2 4.2.1 4.2.2 4.3 4.3.1 4.3.2 4.4",
    "05": "5 5.1 5.2 5.2.1 5.2.2 5.2.3 5.2.4",
    "06": "6 6.1 6.1.1 6.1.2 6.2 6.2.1 6.2.2 6.2.3 6.2.4",
    "07": "7 7.1 7.1.1 7.1.2 7.1.3 7.2 7.2.1 7.2.2 7.2.3 7.2.4 7.2.5",
    "08": "8 8.1 8.2 8.2.1 8.2.2 8.2.3 8.3 8.4",
    "09": "9 9.1 9.2 9.3",
    "10": "10 10.1 10.1.1 10.2 10.2.1",
    "11": "11 11.1 11.2 11.2.1 11.2.2 11.2.3 11.3",
}


def read(number):
    return nbformat.read(next(FOLDER.glob(f"{number}-*.ipynb")), as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def calls(notebook, method):
    """First arguments of the calls of a method."""
    trees = [ast.walk(ast.parse(cell.source)) for cell in code(notebook)]
    found = [each for tree in trees for each in tree if isinstance(each, ast.Call) and each.args]
    named = [each for each in found if isinstance(each.func, ast.Attribute) and ast.unparse(each.func) == method]
    return [ast.literal_eval(each.args[0]) for each in named]


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request):
    return nbformat.read(request.param, as_version=4)


def test_parameters_are_those_of_every_chapter(chapter):
    cell = next(cell for cell in code(chapter) if "parameters" in cell.metadata.get("tags", []))
    given = {ast.unparse(each.targets[0]): ast.literal_eval(each.value) for each in ast.parse(cell.source).body}
    assert set(given) >= REGISTER_ONLY
    if "open_survey" in "".join(cell.source for cell in code(chapter)):
        assert set(given) >= set(PARAMETERS)
    assert {name: value for name, value in given.items() if name in PARAMETERS} == {
        name: value for name, value in PARAMETERS.items() if name in given
    }


def test_cells_define_nothing(chapter):
    for cell in code(chapter):
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not [each for each in nodes if isinstance(each, ast.FunctionDef | ast.ClassDef | ast.Lambda)], (
            cell.source
        )
        assert not cell.outputs


def test_texts_come_in_both_languages_with_the_same_values(chapter):
    """A bokmål cell is followed by its English twin: same headings, same tags, same values."""
    texts = [cell for cell in chapter.cells if cell.cell_type == "markdown"]
    tags = [cell.metadata.get("tags", []) for cell in texts]
    assert [each[:1] for each in tags] == [["nb"], ["en"]] * (len(texts) // 2)
    for nb, en in zip(texts[::2], texts[1::2], strict=True):
        assert nb.metadata.tags[1:] == en.metadata.tags[1:]
        assert set(re.findall(r"\{(\w+)", nb.source)) == set(re.findall(r"\{(\w+)", en.source)), en.source
        numbers = [re.findall(r"^(#+ [\d.]*)", cell.source, re.MULTILINE) for cell in (nb, en)]
        assert numbers[0] == numbers[1]


@pytest.mark.parametrize("number", DRAWN)
def test_every_survey_figure_is_drawn_under_its_number_in_order(number):
    assert [each for each in calls(read(number), "kap.draw") if each in DRAWN[number]] == list(DRAWN[number])


@pytest.mark.parametrize("number", DRAWN)
def test_every_register_figure_and_table_is_there(number):
    assert set(calls(read(number), "reg.figure")) == set(REGISTER_FIGURES[number])
    assert set(calls(read(number), "reg.table")) == set(REGISTER_TABLES[number])


@pytest.mark.parametrize("number", DRAWN)
def test_numbers_of_tables_are_used_once(number):
    tables = [*calls(read(number), "kap.table"), *calls(read(number), "reg.table")]
    figures = [*calls(read(number), "kap.draw"), *calls(read(number), "reg.figure")]
    assert len(set(tables)) == len(tables)
    assert len(set(figures)) == len(figures)


@pytest.mark.parametrize("number", DRAWN)
def test_it_opens_with_what_changed(number):
    sources = [cell.source for cell in read(number).cells]
    first = next(place for place, source in enumerate(sources) if source.startswith("## "))
    assert any("kap.summary(" in source for source in sources[:first])


@pytest.mark.parametrize("number", SECTIONS)
def test_headings_are_numbered_as_in_the_report(number):
    cells = [cell for cell in read(number).cells if cell.metadata.get("tags", [])[:1] == ["nb"]]
    found = [re.match(r"#+ ([\d.]+)", cell.source) for cell in cells]
    assert [each[1] for each in found if each] == SECTIONS[number].split()


def test_the_plan_has_every_chapter_in_order():
    plan = YAML(typ="safe").load((ROOT / "reports" / "plans" / "rapport-iv.yaml").read_text(encoding="utf-8"))
    planned = [Path(each["notebook"]).name for each in plan["chapters"]]
    assert planned == [path.name for path in CHAPTERS]
    assert {**PARAMETERS, **plan["parameters"]} == PARAMETERS
