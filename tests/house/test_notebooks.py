"""A notebook is a short text with parameters: no outputs, no code that belongs in lib/, no typed numbers."""

import ast
import io
import re
import tokenize

import nbformat
import pytest
from checkout import ROOT, shown
from ruamel.yaml import YAML

NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
LONGEST = 15

# Digits that are names rather than findings.
NAMES = re.compile(
    r"""
      ^\#+[ ]\d+(\.\d+)*\b                                    # the number of a heading
    | `[^`\s]*[a-zæøå_][^`\s]*`                               # code: `lis1`
    | \{[a-zæøå_][^{}\s]*\}                                  # the name of a computed value: {klasse_5}
    | \]\([^)\s]*\)                                           # where a link goes
    | \[\^?\d+\]                                              # a note
    | \b(19|20)\d\d([–/-](19|20)?\d\d)?\b(?!\s*(%|prosent|percent))   # years
    | \b\d{1,2}\.?[ ](?=(jan|feb|mar|apr|mai|may|jun|jul|aug|sep|o[kc]t|nov|de[sc])[a-z]*\b)   # 1. januar
    | \bLIS[ ]?\d\b
    | \b\d+\.\d+-avtale\w*
    | \b(nivå|level)(er|et|ene|s)?[ ]\d+(\s?(,|–|-|og|til|and|to)\s?\d+)*
    | \b(kapittel|chapter|figur|figure|tabell|table|vedlegg|appendix|avsnitt|section|spørsmål|question|side|page|runde|
         wave|punkt|note|fotnote|§)[ ](?:[A-E]-)?\d+([.-]\d+)*(\s?(,|–|og|til|and|to)\s?\d+([.-]\d+)*)*
    | (?<![\d,])\b\d{1,2}\.\d{1,2}(\.\d{1,2})?\b(?!\s*(%|prosent|percent))   # 10.7: a place in the report
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


# A number with the word before and the word after it, as in «om 10–15 år».
PHRASE = re.compile(r"[^\W\d_]+[ \u00a0]\d+(?:[ .–-]\d+)*[ \u00a0][^\W\d_]+", re.IGNORECASE)


def label_phrases() -> frozenset[str]:
    """Phrases with a number in the labels and wordings of the codebooks: what was asked, and not what was answered."""
    yaml = YAML(typ="safe")
    books = [yaml.load(path.read_text(encoding="utf-8")) for path in (ROOT / "data" / "codebooks").glob("*.yaml")]
    return frozenset(phrase.casefold() for text in texts_of(books) for phrase in PHRASE.findall(text))


def texts_of(part: object) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in texts_of(value)]
    if isinstance(part, list):
        return [text for value in part for text in texts_of(value)]
    return [part] if isinstance(part, str) else []


LABELS = label_phrases()


def typed_numbers(markdown: str) -> list[str]:
    """Numbers in a text that no code has computed."""
    named = PHRASE.sub(lambda found: " " if found.group().casefold() in LABELS else found.group(), markdown)
    return re.findall(r"\S*\d\S*", NAMES.sub(" ", named))


def report_texts(source: str) -> list[str]:
    """Texts that code puts into the report, ``nb=…``, ``en=…`` and ``pick(…)``, without their fields in braces."""
    found = []
    for call in (node for node in ast.walk(ast.parse(python(source))) if isinstance(node, ast.Call)):
        words = [each.value for each in call.keywords if each.arg in {"nb", "en"}]
        words += call.args if ast.unparse(call.func).endswith("pick") else []
        strings = [each.value for each in words if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        found += [re.sub(r"\{[^{}]*\}", " ", text) for text in strings]
    return found


def python(source: str) -> str:
    """Code of a cell without its magics."""
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())


def parameters_without_help(source: str) -> list[str]:
    """Statements of a parameters cell that are not ``name = literal  # help``."""
    comments = {
        token.start[0]: token.string.strip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    wrong = []
    for node in ast.parse(source).body:
        text = " ".join(comments.get(line, "") for line in range(node.lineno, node.end_lineno + 1))
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not is_literal(node.value) or len(text.strip()) < 3:
            wrong.append(ast.unparse(node))
    return wrong


def is_literal(node: ast.AST | None) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError):
        return False
    return True


def test_there_are_notebooks():
    assert NOTEBOOKS, "no notebook under notebooks/"


@pytest.fixture(params=NOTEBOOKS, ids=shown)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_it_is_a_valid_notebook(notebook):
    nbformat.validate(notebook)


def test_it_carries_no_outputs(notebook):
    ran = [cell.source for cell in code(notebook) if cell.outputs or cell.execution_count is not None]
    assert not ran, "cells with outputs or execution counts; clear them before committing"
    assert "papermill" not in notebook.metadata, "this is a run by papermill, not its source"
    assert not notebook.metadata.get("widgets"), "widget state is an output too"


def test_it_begins_with_a_title(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# \S", first.source), "the first cell is not a title: «# …»"


def test_its_parameters_are_explained(notebook):
    tagged = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1, "one cell, tagged «parameters»"
    assert not parameters_without_help(tagged[0].source), "a parameter is `name = literal  # help`"


def test_its_code_is_calls_not_definitions(notebook):
    for cell in code(notebook):
        nodes = ast.walk(ast.parse(python(cell.source)))
        defined = [
            each.name for each in nodes if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        ]
        assert not defined, f"belongs in lib/svarbenk: {defined}"


def test_its_cells_are_short(notebook):
    long = [cell.source for cell in notebook.cells if len(cell.source.splitlines()) > LONGEST]
    assert not long, f"cells over {LONGEST} lines:\n" + "\n----\n".join(long)


def test_its_text_has_no_typed_numbers(notebook):
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    texts += [text for cell in code(notebook) for text in report_texts(cell.source)]
    typed = [number for text in texts for number in typed_numbers(text)]
    assert not typed, f"compute these instead of typing them: {typed}"


@pytest.mark.parametrize(
    "text",
    [
        "# 10 Kommunene",
        "## 10.2.1 Rekruttering",
        "Evalueringen fra 2019–2020, med LIS1 og 8.2-avtale, på nivå 4 og 5.",
        "Se figur 10.7, tabell 3-2 og kapittel 10; spørsmålet heter `lis1_tilbud`.",
        "Per 1. januar 2019, or 31 December.",
        "Som i [rapporten](https://eksempel.no/2019/a4.pdf).",
        "Er du fastlege om 5 år, og hva vil du gjøre om 10–15 år?",
        "Se figur 4-12, vedlegg B og tabell 3-1.",
    ],
)
def test_names_with_digits_are_no_numbers(text):
    assert typed_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("I alt 78 kommuner svarte.", ["78"]),
        ("Andelen er 62,5 prosent.", ["62,5"]),
        ("Andelen er 62.5 % av 1 930.", ["62.5", "1", "930."]),
        ("Tallet `62` er skjult.", ["`62`"]),
        ("## 10.2 De 47 som svarte", ["47"]),
        ("De har ventet 5 år og vil slutte om 6 år.", ["5", "6"]),
    ],
)
def test_typed_numbers_are_found(text, numbers):
    assert typed_numbers(text) == numbers


def test_texts_in_code_are_read_too():
    source = 'kap.text(nb="{n} av 78 svarte.", en="{n:%2} replied.", n=t.n)\nkap.pick("De 12", "All")'
    assert [number for text in report_texts(source) for number in typed_numbers(text)] == ["78", "12"]


def test_parameters_need_help_and_literals():
    source = 'runde = "IV"  # runden som vises\nskjul: bool = True\nsti = Path("x")  # hvor\nimport os\n'
    assert parameters_without_help(source) == ["skjul: bool = True", "sti = Path('x')", "import os"]
