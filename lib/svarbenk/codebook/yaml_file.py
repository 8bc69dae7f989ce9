"""Files that people write in YAML: to a checked model, with mistakes told by file and line."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from svarbenk.codebook.part import Misplaced
from svarbenk.codebook.text import nearest
from svarbenk.errors import InputError

Model = TypeVar("Model", bound=BaseModel)

# A part of a list is named by one of its keys: what it is called, and the key.
_PARTS = {"questions": ("spørsmål", "id"), "decisions": ("avgjørelsen for", "unit")}


def load_yaml(path: Path, wanted: str) -> CommentedMap:
    """Load the YAML file at ``path``, keeping lines.

    Parameters
    ----------
    path : Path
        The file.
    wanted : str
        What it should be, in words, for messages: «en kodebok (codebook, title, questions …)».

    Raises
    ------
    InputError
        If the file is missing, empty, not UTF-8, no YAML, or has a key twice.
    """
    yaml = YAML(typ="rt")
    yaml.allow_duplicate_keys = False
    try:
        document = yaml.load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: filen finnes ikke; ventet {wanted}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}, linje {line}: et tegn er ikke UTF-8; ventet en fil lagret som UTF-8") from None
    except OSError as error:
        raise InputError(f"{path}: filen kan ikke åpnes ({error.strerror}); ventet {wanted}") from None
    except DuplicateKeyError as error:
        key = (error.problem or "").split(" with value")[0].replace("found duplicate key", "").strip().strip("\"'")
        raise InputError(
            f"{path}, linje {_line(error)}: nøkkelen «{key}» finnes to ganger; ventet hver nøkkel én gang"
        ) from None
    except MarkedYAMLError as error:
        raise InputError(
            f"{path}, linje {_line(error)}: kan ikke leses som YAML ({error.problem}); "
            f"ventet nøkkel: verdi, med samme innrykk for nøkler på samme nivå"
        ) from None
    except YAMLError as error:
        raise InputError(f"{path}: kan ikke leses som YAML ({str(error).splitlines()[0]}); ventet {wanted}") from None
    if not isinstance(document, CommentedMap):
        raise InputError(f"{path}: tom eller uten nøkler; ventet {wanted}")
    return document


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def line_of(node: CommentedMap, key: Any) -> int:
    """Return the line of a ``key`` of a ``node``, or of the node where the key came in by a merge."""
    return (node.lc.key(key)[0] if key in (node.lc.data or {}) else node.lc.line) + 1


def fill(model: type[Model], document: CommentedMap, path: Path) -> Model:
    """Make a ``model`` of a loaded ``document``; ``path`` is its file.

    Raises
    ------
    InputError
        If the document is not such a model. Tells the first three mistakes, a line each: file, line, what was
        found and what was expected.
    """
    try:
        return model.model_validate(_plain(document))
    except ValidationError as error:
        raise InputError(_explain(error, document, path, model)) from None


def read_as(model: type[Model], path: Path, wanted: str) -> Model:
    """Read a YAML file as a model, once for what the file holds: reading takes longer than most that is done with it.

    Parameters
    ----------
    model : type
        A model that cannot be changed.
    path : Path
        The file.
    wanted : str
        What it should be, in words, for messages.

    Raises
    ------
    InputError
        As ``load_yaml`` and ``fill``.
    """
    return _read_as(model, path, wanted, path.read_bytes() if path.is_file() else b"")


@lru_cache(maxsize=64)
def _read_as(model: type[Model], path: Path, wanted: str, content: bytes) -> Model:
    return fill(model, load_yaml(path, wanted), path)


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _explain(error: ValidationError, document: CommentedMap, path: Path, model: type[BaseModel]) -> str:
    """Tell the first three findings; a mistake in a shared scale once."""
    told: dict[tuple[int, str], str] = {}
    for finding in error.errors():
        cause = finding.get("ctx", {}).get("error")
        place = (*finding["loc"], *cause.place) if isinstance(cause, Misplaced) else finding["loc"]
        line, part = _place(document, place)
        message = _message(finding, model)
        told.setdefault((line, message), f"{path}, linje {line}{part}: {message}")
    # an unknown key and the missing key it was meant for are one mistake
    typos = [each for (_, message), each in told.items() if message.startswith("ukjent nøkkel")]
    return "\n".join((typos or list(told.values()))[:3])


def _place(document: CommentedMap, location: tuple) -> tuple[int, str]:
    """Walk as far as the location goes into the YAML; give the line there and the part passed on the way."""
    node: Any = document
    line, part = 1, ""
    for depth, step in enumerate(location):
        if isinstance(node, CommentedMap) and step in node:
            line = line_of(node, step)
            node = node[step]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0] + 1
            node = node[step]
        else:
            break
        if depth == 1 and location[0] in _PARTS and isinstance(node, CommentedMap):
            what, key = _PARTS[location[0]]
            part = f", {what} «{node[key]}»" if key in node else ""
    return line, part


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
    "string_too_short": "tekst som ikke er tom",
    "too_short": "minst én",
    "date_parsing": "en dato som 2019-05-01",
    "date_from_datetime_inexact": "en dato som 2019-05-01",
    "greater_than_equal": "et tall fra 0 til 1",
    "less_than_equal": "et tall fra 0 til 1",
    "finite_number": "et endelig tall",
}


def _message(finding: dict, model: type[BaseModel]) -> str:
    key = finding["loc"][-1] if finding["loc"] else ""
    kind, found = finding["type"], finding.get("input")
    if kind == "extra_forbidden":
        known = _keys_at(finding["loc"][:-1], model)
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


def _keys_at(location: tuple, model: type[BaseModel]) -> list[str]:
    """Return the keys that the model knows at a place, by following field types down."""
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
