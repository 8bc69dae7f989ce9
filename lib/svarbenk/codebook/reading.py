"""Codebooks in: YAML to a checked model, with errors that name file, line and question."""

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError

from svarbenk.codebook.folder import DataFolder
from svarbenk.codebook.survey import Codebook, Misplaced
from svarbenk.codebook.text import nearest
from svarbenk.errors import InputError


def read_codebook(survey: str | Path, data: DataFolder | None = None) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    survey : str or Path
        The survey's id (its codebook is then found in the data folder), or the path of a YAML file.
    data : DataFolder, optional
        The data folder; found from the working folder by default.

    Returns
    -------
    Codebook

    Raises
    ------
    InputError
        If the file is missing or is no codebook: names file, line, question, what was found and expected.
        All mistakes are collected; the first three are told.
    """
    path = survey if isinstance(survey, Path) else (data or DataFolder.find()).codebook(survey)
    document = _load(path)
    _use_scales(document, path)
    try:
        return Codebook.model_validate(_plain(document))
    except ValidationError as error:
        raise InputError(_explain(error, document, path)) from None


def _load(path: Path) -> CommentedMap:
    yaml = YAML(typ="rt")
    yaml.allow_duplicate_keys = False
    try:
        document = yaml.load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: filen finnes ikke; ventet en kodebok i YAML") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} er ikke UTF-8; ventet en kodebok lagret som UTF-8") from None
    except DuplicateKeyError as error:
        problem = (
            (error.problem or "").split(" with value")[0].replace("found duplicate key", "nøkkelen finnes to ganger:")
        )
        raise InputError(f"{path}, linje {_line(error)}: {problem}; ventet hver nøkkel én gang") from None
    except MarkedYAMLError as error:
        raise InputError(f"{path}, linje {_line(error)}: kan ikke leses som YAML ({error.problem})") from None
    if not isinstance(document, CommentedMap):
        raise InputError(f"{path}: tom eller uten nøkler; ventet en kodebok (codebook, title, questions …)")
    return document


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _use_scales(document: CommentedMap, path: Path) -> None:
    """Write a scale's categories into the questions that name it, so that the model sees one form only."""
    scales = document.get("scales") or {}
    for question in document.get("questions") or []:
        if not isinstance(question, CommentedMap) or "scale" not in question:
            continue
        name = question["scale"]
        where = f"{path}, linje {question.lc.key('scale')[0] + 1}, spørsmål «{question.get('id')}»"
        if name not in scales:
            known = ", ".join(scales) or "ingen er laget"
            raise InputError(f"{where}: ukjent skala «{name}»; ventet en av {known}{nearest(str(name), scales)}")
        if "categories" in question:
            raise InputError(f"{where}: både «scale» og «categories»; ventet én av dem")
        question["categories"] = scales[name]


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _explain(error: ValidationError, document: CommentedMap, path: Path) -> str:
    """Tell the first three findings, a mistake in a shared scale once."""
    lines: dict[str, str] = {}
    for finding in error.errors():
        cause = finding.get("ctx", {}).get("error")
        place = cause.place if isinstance(cause, Misplaced) else finding["loc"]
        line, question = _place(document, place)
        where = f"{path}, linje {line}" + (f", spørsmål «{question}»" if question else "")
        message = _message(finding)
        lines.setdefault(message, f"{where}: {message}")
    told = list(lines.values())[:3]
    # an unknown key and the missing key it was meant for are one mistake
    typos = [each for each in told if "ukjent nøkkel" in each]
    return "\n".join(typos or told)


def _place(document: CommentedMap, location: tuple) -> tuple[int, str | None]:
    """Walk as far as the location goes into the YAML; give the line there and the question passed on the way."""
    node: Any = document
    line, question = 1, None
    for step in location:
        if isinstance(node, CommentedMap) and step in node:
            line = node.lc.key(step)[0] + 1 if step in node.lc.data else line
            node = node[step]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0] + 1
            node = node[step]
        else:
            break
        if isinstance(node, CommentedMap) and "variable" in node and "id" in node:
            question = node["id"]
    return line, question


_EXPECTED = {
    "string_type": "tekst",
    "int_type": "et helt tall",
    "int_parsing": "et helt tall",
    "int_from_float": "et helt tall",
    "float_type": "et tall",
    "float_parsing": "et tall",
    "bool_type": "true eller false",
    "bool_parsing": "true eller false",
    "tuple_type": "en liste",
    "dict_type": "nøkler med verdier",
    "model_type": "nøkler med verdier",
    "date_type": "en dato som 2019-05-01",
    "date_from_datetime_parsing": "en dato som 2019-05-01",
    "string_pattern_mismatch": "små bokstaver a–z, tall og _ (begynn med en bokstav)",
    "too_short": "minst én",
}


def _message(finding: dict) -> str:
    key = finding["loc"][-1] if finding["loc"] else ""
    kind, found = finding["type"], finding.get("input")
    if kind == "extra_forbidden":
        known = _keys_at(finding["loc"][:-1])
        return f"ukjent nøkkel «{key}»{nearest(str(key), known) or '; ventet en av ' + ', '.join(known)}"
    if kind == "missing":
        return f"nøkkelen «{key}» mangler"
    if kind == "value_error":
        return str(finding["ctx"]["error"])
    if kind == "literal_error":
        known = finding["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"«{key}» er «{found}»; ventet en av {', '.join(known)}{nearest(str(found), known)}"
    shown = "" if isinstance(found, dict | list) else f" er «{found}»"
    return f"«{key}»{shown}; ventet {_EXPECTED.get(kind, finding['msg'])}"


def _keys_at(location: tuple) -> list[str]:
    """Return the keys that the model knows at a place, by following field types from ``Codebook`` down."""
    model: type[BaseModel] = Codebook
    for step in location:
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        if isinstance(step, str) and step in fields:
            model = _model_in(fields[step].annotation) or model
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside a type such as ``tuple[Question, ...]`` or ``Text | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for each in get_args(annotation) if (model := _model_in(each))), None)
