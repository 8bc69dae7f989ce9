"""A JSON Schema of codebooks, so that an editor completes and checks what an author writes.

Made from the models that read a codebook, and true to the YAML rather than to the model: a question may name a
``scale`` instead of listing its categories, weights may be fractions, and short numbers and dates need no quotes.
What only shows when parts are held together, such as an unknown base, is told by ``svarbenk codebook check``.
"""

import inspect
import json
from typing import Any

from pydantic import BaseModel

from svarbenk.codebook.survey import Codebook

_ABOUT: dict[tuple[str, str], str] = {
    ("Codebook", "codebook"): "Undersøkelsens id, som også er filens navn uten .yaml. The survey's id.",
    ("Codebook", "version"): "Øk med én når kodeboken endres. Raise by one when the codebook changes.",
    ("Codebook", "title"): "Hva undersøkelsen heter. What the survey is called.",
    ("Codebook", "source"): "Kilden under tabeller og figurer. The source below tables and figures.",
    ("Codebook", "document"): "Id til dokumentet med de trykte tallene. Document with the printed numbers.",
    ("Codebook", "unit"): "Hva én rad er, i entall og flertall. What one row is.",
    ("Codebook", "member"): "Hva ett svar kan gjelde flere av. What a reply may speak for several of.",
    ("Codebook", "waves"): "Rundene, i rekkefølge. The waves, in order.",
    ("Codebook", "reply"): "Kolonnene et svar kjennes igjen på. The columns that a reply is known by.",
    ("Codebook", "contact"): "Kolonner med kontaktopplysninger: leses aldri. Contact columns: never read.",
    ("Codebook", "ignored"): "Kolonner som ikke trengs. Columns that are not needed.",
    ("Codebook", "exports"): "Hvordan verktøyet skriver filene. How the survey tool writes its files.",
    ("Codebook", "cleaning"): "Vaskereglene. The rules of cleaning.",
    ("Codebook", "baseline"): "Runden endringer regnes fra. The wave that changes are counted from.",
    ("Codebook", "scales"): "Svarskalaer som flere spørsmål bruker. Scales that several questions use.",
    ("Codebook", "merges"): "Sammenslåinger per skala. Merges of each scale.",
    ("Codebook", "bases"): "Filtre med navn: hvem som ble spurt. Named filters: who was asked.",
    ("Codebook", "questions"): "Spørsmålene, i skjemaets rekkefølge. The questions, in the form's order.",
    ("Question", "id"): "Små bokstaver a–z, tall og _. ASCII slug.",
    ("Question", "kind"): "single: ett svar · ordinal: ett svar på en skala · multiple: flere svar · battery: flere "
    "ledd på samme skala · numeric: tall · text: fritekst",
    ("Question", "text"): "Ordlyden i skjemaet. The wording of the form.",
    ("Question", "label"): "Kort navn til tabeller og figurer. Short name for tables and figures.",
    ("Question", "variable"): "Kolonnens navn i CSV og SPSS. The column's name in CSV and SPSS.",
    ("Question", "header"): "Kolonnens tekst i Excel, ellers ordlyden. The column's text in Excel.",
    ("Question", "scale"): "Navnet på en skala i «scales», i stedet for «categories». Name of a scale.",
    ("Question", "base"): "Navnet på en base i «bases», når ikke alle ble spurt. Name of a base.",
    ("Question", "background"): "Om tabeller kan deles opp etter spørsmålet. A variable to group by.",
    ("Question", "inferred"): "Rekonstruert, ikke lest av skjemaet: se over. Reconstructed: to be reviewed.",
    ("Question", "shown_as"): "Kategorier og sammenslåinger tabeller viser. What tables show.",
    ("Question", "sum_of"): "Tallspørsmål som legges sammen; ingen ble spurt om summen. A sum of others.",
    ("Category", "code"): "Tallet i kodede filer. Its number in coded files.",
    ("Category", "is"): "«Vet ikke» eller «ikke relevant»: svar, men ingen mening. Don't know, not relevant.",
    ("Category", "spellings"): "Andre skrivemåter i filene. Other spellings in files.",
    ("Reply", "weight"): "Kolonnen med vekter, der undersøkelsen har dem. The column of weights.",
}


def codebook_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the YAML that a codebook is written in."""
    made = Codebook.model_json_schema(by_alias=True)
    parts = made["$defs"] | {"Codebook": made}
    models = _models(Codebook)
    for name, part in parts.items():
        part.pop("title", None)
        part["description"] = _summary(models[name]) if name in models else part.get("description", name)
        for key, value in part.get("properties", {}).items():
            value.pop("title", None)
            if (name, key) in _ABOUT:
                value["description"] = _ABOUT[name, key]
    _as_written(parts)
    _dates(made)
    rest = {key: value for key, value in made.items() if key not in {"$defs", "title"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kodebok for svarbenk",
        **rest,
        "$defs": dict(sorted(made["$defs"].items())),
    }


def schema_text() -> str:
    """Return the schema as the text of ``data/codebooks/kodebok.schema.json``."""
    return json.dumps(codebook_schema(), ensure_ascii=False, indent=2) + "\n"


def _as_written(parts: dict[str, Any]) -> None:
    """Change what the YAML allows and the resolved model does not say."""
    question = parts["Question"]
    closed = {"properties": {"kind": {"enum": ["single", "ordinal", "multiple"]}}, "required": ["kind"]}
    # a closed question has its categories itself or names a scale, never both
    question["allOf"] = [
        {"if": closed, "then": {"oneOf": [{"required": ["categories"]}, {"required": ["scale"]}]}},
        {"not": {"required": ["categories", "scale"]}},
        {
            "if": {"properties": {"kind": {"const": "battery"}}, "required": ["kind"]},
            "then": {"required": ["items", "item_kind"]},
            "else": {"not": {"required": ["items"]}},
        },
    ]
    # a fraction such as 1/7
    question["properties"]["sum_weights"]["additionalProperties"] = {
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\s*\d+\s*/\s*\d+\s*$"}]
    }


def _dates(node: Any) -> None:
    """Give every date a pattern: editors need not check formats."""
    if isinstance(node, dict):
        if node.get("format") == "date":
            node["pattern"] = r"^\d{4}-\d{2}-\d{2}$"
        for each in node.values():
            _dates(each)
    elif isinstance(node, list):
        for each in node:
            _dates(each)


def _models(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return every model that a codebook is made of, by name."""
    found: dict[str, type[BaseModel]] = {}

    def walk(each: Any) -> None:
        if isinstance(each, type) and issubclass(each, BaseModel):
            if each.__name__ not in found:
                found[each.__name__] = each
                for info in each.model_fields.values():
                    walk(info.annotation)
            return
        for part in getattr(each, "__args__", ()):
            walk(part)

    walk(model)
    return found


def _summary(model: type[BaseModel]) -> str:
    return " ".join(inspect.cleandoc(model.__doc__ or model.__name__).split())
