"""The JSON Schema that editors use: up to date, true to every committed codebook, and able to refuse."""

import json
import runpy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from svarbenk.codebook import codebook_schema, read_codebook, schema_text

SMALL = runpy.run_path(str(Path(__file__).with_name("conftest.py")))["SMALL"]
BOOKS = Path(__file__).resolve().parents[2] / "data" / "codebooks"
CHECK = Draft202012Validator(codebook_schema())


def as_json(text: str):
    """What an editor's YAML server sees: dates as text."""
    return json.loads(json.dumps(YAML(typ="safe").load(text), default=str))


def complaints(text: str) -> list[str]:
    return [error.message for error in CHECK.iter_errors(as_json(text))]


def test_the_committed_schema_is_up_to_date():
    path = BOOKS / "kodebok.schema.json"
    assert path.read_text("utf-8") == schema_text(), "svarbenk codebook schema --out data/codebooks/kodebok.schema.json"


def test_it_is_a_schema_and_says_what_every_key_of_a_question_is():
    Draft202012Validator.check_schema(codebook_schema())
    question = codebook_schema()["$defs"]["Question"]
    assert "skjemaet" in question["properties"]["text"]["description"]
    assert question["additionalProperties"] is False
    assert "is" in codebook_schema()["$defs"]["Category"]["properties"]


@pytest.mark.parametrize("path", sorted(BOOKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_committed_codebook_validates(path):
    assert not complaints(path.read_text("utf-8"))


def test_a_small_codebook_validates_and_fractions_are_weights():
    assert not complaints(SMALL)
    assert not complaints(SMALL.replace("sum_of: [leger]", "sum_of: [leger]\n    sum_weights: {leger: 1/7}"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kind: numeric", "kind: number"),
        ("variable: q1", "variabel: q1"),
        ("  - id: leger", "  - id: Leger"),
        ("title: {nb: En liten undersøkelse}\n", ""),
        ("    variable: q2\n    scale: enig\n", "    variable: q2\n"),
        ("    scale: enig\n    base", "    scale: enig\n    categories: [{id: ja, nb: Ja}]\n    base"),
        ("    item_kind: ordinal\n", ""),
        ("minimum: 0", "minimum: null og nix"),
        ("code: 1, nb: Helt enig", "code: en, nb: Helt enig"),
        ("spellings: [Ikke enig]", "spellings: Ikke enig"),
        ("start: 2019-05-01", "start: mai"),
        ("sum_of: [leger]", "sum_of: [leger]\n    sum_weights: {leger: en syvendedel}"),
    ],
)
def test_a_broken_codebook_does_not(before, after):
    assert before in SMALL
    assert complaints(SMALL.replace(before, after, 1))


def test_what_the_schema_refuses_the_reader_refuses_too(book):
    with pytest.raises(ValueError, match="kind"):
        book("kind: numeric", "kind: number")
    assert read_codebook(BOOKS / "helse-nord-kommune.yaml")
