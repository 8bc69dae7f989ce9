"""Whatever a room hands out says what it does, what it takes and how it fails."""

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from checkout import PACKAGE, ROOMS, shown

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
EVERYWHERE = {"self", "cls", "language"}  # parameters that mean the same in every room


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def handed_out(module: ast.Module) -> list[str]:
    """Names in ``__all__``."""
    for node in module.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return []


def definition(path: Path, name: str):
    """Follow ``name`` from the module at ``path`` to where it is defined: (file, node), or None if it is not ours."""
    for node in statements(parsed(path)):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node.name == name:
            return path, node
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    source = module_file(path, node)
                    whole = source is None or (source.parent / alias.name).is_dir()  # another's, or a room as a whole
                    return None if whole else definition(source, alias.name)
    return None


def statements(module: ast.Module) -> list[ast.stmt]:
    """Return what stands in a module, and what it imports for those who read its types only."""
    looked_up = [node for node in module.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    return [*module.body, *(each for node in looked_up for each in node.body)]


def module_file(path: Path, node: ast.ImportFrom) -> Path | None:
    """File of the module that ``node``, an import in the file ``path``, takes names from."""
    words = (node.module or "").split(".") if node.module else []
    if node.level:
        folder = path.parents[node.level - 1]
    elif words[:1] == ["svarbenk"]:
        folder, words = PACKAGE, words[1:]
    else:
        return None
    target = folder.joinpath(*words)
    return next((each for each in (target.with_suffix(".py"), target / "__init__.py") if each.is_file()), None)


def complaints(node: ast.AST, owner: ast.ClassDef | None = None) -> list[str]:
    """What is missing in the docstring of a function or class, and of the class's public methods."""
    name = f"{node.lineno}: {owner.name}.{node.name}" if owner else f"{node.lineno}: {node.name}"
    text = inspect.cleandoc(ast.get_docstring(node) or "")
    if not text:
        found = [f"{name} has no docstring"]
    else:
        found = [f"{name}: {complaint}" for complaint in (*summary(text), *(contents(node, text)))]
    if isinstance(node, ast.ClassDef):
        for each in node.body:
            if isinstance(each, FUNCTIONS) and not each.name.startswith("_") and not machinery(each):
                found += complaints(each, node)
    return found


def machinery(node: ast.AST) -> bool:
    """Tell whether a method is called by a library, not by people: validators, setters, overloads."""
    return any(
        re.search(r"(validator|serializer|setter|overload)\b", ast.unparse(mark)) for mark in node.decorator_list
    )


def summary(text: str) -> list[str]:
    lines = text.splitlines()
    if len(lines) > 1 and lines[1].strip():
        return ["the summary is not one line"]
    return [] if lines[0].rstrip("»\"'`)").endswith((".", "?", ":")) else ["the summary does not end in a full stop"]


def contents(node: ast.AST, text: str) -> list[str]:
    """Parameters that ``text`` never names and exceptions that it does not own up to."""
    body = node
    if isinstance(node, ast.ClassDef):
        body = next((each for each in node.body if isinstance(each, FUNCTIONS) and each.name == "__init__"), None)
        if body is None:
            return []
        text = f"{text}\n{inspect.cleandoc(ast.get_docstring(body) or '')}"
    found = []
    unnamed = [name for name in parameters(body) if not named(name, text)]
    if unnamed:
        found.append(f"says nothing of {', '.join(unnamed)}")
    section = re.search(r"^Raises\n-+\n(.*?)(?=^\w[\w ]*\n-+$|\Z)", text, re.MULTILINE | re.DOTALL)
    for error in sorted(raised(body)):
        if not section or (error[:1].isupper() and error not in section[1]):
            found.append(f"raises {error} and has no Raises section that says when")
    return found


def named(parameter: str, text: str) -> bool:
    """Tell whether ``text`` names the parameter, as it is written or in words: row_n, row n."""
    words = re.escape(parameter.strip("_")).replace("_", "[_ ]")
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None


def parameters(node: ast.AST) -> list[str]:
    every = node.args
    names = [
        each.arg for each in (*every.posonlyargs, *every.args, every.vararg, *every.kwonlyargs, every.kwarg) if each
    ]
    return [name for name in names if name not in EVERYWHERE and not name.startswith("_")]


def raised(node: ast.AST) -> set[str]:
    """Names of what the function itself raises; a bare ``raise`` and NotImplementedError do not count."""
    found, waiting = set(), list(node.body)
    while waiting:
        each = waiting.pop()
        if isinstance(each, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            continue
        if isinstance(each, ast.Raise) and each.exc is not None:
            error = each.exc.func if isinstance(each.exc, ast.Call) else each.exc
            found.add(ast.unparse(error).rsplit(".", 1)[-1])
        waiting += ast.iter_child_nodes(each)
    return found - {"NotImplementedError"}


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "cli"])
def test_what_a_room_hands_out_is_explained(room):
    entrance = PACKAGE / room / "__init__.py"
    assert entrance.exists(), f"{shown(entrance)} is missing"
    names = handed_out(parsed(entrance))
    assert names, f"{shown(entrance)} hands out nothing: no __all__"
    found = []
    for name in names:
        where = definition(entrance, name)
        if where:
            path, node = where
            found += [f"{shown(path)}:{complaint}" for complaint in complaints(node)]
    assert not found, "\n".join(found)


def test_the_face_of_the_package_is_explained():
    entrance = PACKAGE / "__init__.py"
    names = handed_out(parsed(entrance))
    assert {"open_survey", "Survey", "Table", "stats"} <= set(names)
    defined = [each for each in (definition(entrance, name) for name in names) if each]
    found = [f"{shown(path)}:{complaint}" for path, node in defined for complaint in complaints(node)]
    assert not found, "\n".join(found)


GOOD = '''
def share(count, n):
    """Share of ``count`` in ``n``.

    Raises
    ------
    ValueError
        If ``n`` is nought.
    """
    if not n:
        raise ValueError("nought")
    return count / n
'''


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("", ""), None),
        (("Share of ``count`` in ``n``.", "Share of ``count`` in ``n``"), "full stop"),
        (("in ``n``.\n\n", "in ``n``.\n"), "not one line"),
        (("Share of ``count``", "Share"), "says nothing of count"),
        (("Raises\n    ------\n    ValueError\n        If ``n`` is nought.", "``n`` is not nought."), "no Raises"),
        (("    ValueError\n        If", "    TypeError\n        If"), "no Raises"),
    ],
    ids=["good", "full stop", "summary", "parameter", "raises", "other error"],
)
def test_the_check_can_fail(change, complaint):
    found = complaints(ast.parse(GOOD.replace(*change)).body[0])
    assert (complaint is None) == (not found), found
    assert complaint is None or any(complaint in each for each in found), found


def test_a_missing_docstring_is_found():
    assert complaints(ast.parse("def share(count): ...").body[0]) == ["1: share has no docstring"]


def test_methods_are_checked_and_private_ones_are_not():
    source = (
        'class Box:\n    """A box."""\n    def open(self, key):\n        """Open."""\n    def _turn(self, key): ...\n'
    )
    assert complaints(ast.parse(source).body[0]) == ["3: Box.open: says nothing of key"]
