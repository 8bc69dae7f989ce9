"""Which surveys and registers a notebook opens, read off its code without running it."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

_OPENERS = {"open_survey": "surveys", "open_register": "registers"}


@dataclass(frozen=True)
class Opened:
    """What a notebook opens: surveys and registers, None where nobody can know without running it; and texts in it."""

    surveys: tuple[str, ...] | None
    registers: tuple[str, ...] | None
    texts: tuple[str, ...] = ()


def opened(notebook: Path, parameters: Mapping[str, Any] | None = None) -> Opened:
    """Return what a notebook opens by name.

    A name may be written where it is used, stand in a variable or a loop over names, or be a parameter.

    Parameters
    ----------
    notebook : Path
        The chapter.
    parameters : mapping, optional
        What it is given.
    """
    nodes: list[ast.AST] = []
    parents: dict[int, ast.AST] = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            lines = cell.source.splitlines()
            code = "\n".join("pass" if line.startswith(("%", "!")) else line for line in lines)
            try:
                nodes += ast.walk(ast.parse(code))
            except SyntaxError:
                return Opened(None, None)
    for node in nodes:
        parents |= {id(child): node for child in ast.iter_child_nodes(node)}
    bound = _bound(nodes) | {
        name: {value} if isinstance(value, str) else None for name, value in (parameters or {}).items()
    }
    found: dict[str, set[str] | None] = {"surveys": set(), "registers": set()}
    for node in nodes:
        for name, kind in _OPENERS.items():
            if not _mentions(node, name):
                continue
            names = _names(parents.get(id(node)), node, parents, bound)
            found[kind] = None if names is None or found[kind] is None else found[kind] | names
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    surveys, registers = (None if each is None else tuple(sorted(each)) for each in found.values())
    return Opened(surveys, registers, tuple(sorted(text for text in texts if 0 < len(text) < 200)))


def _mentions(node: ast.AST, name: str) -> bool:
    return (
        (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.alias) and node.name == name and node.asname not in {None, name})
        or (isinstance(node, ast.Constant) and node.value == name)
    )


def _names(
    call: ast.AST | None, opener: ast.AST, parents: dict[int, ast.AST], bound: dict[str, set[str] | None]
) -> set[str] | None:
    """Return the names that a call opens; None where they cannot be known, as when the opener is not called."""
    if not isinstance(call, ast.Call) or call.func is not opener:
        return None
    given = call.args[0] if call.args else next((each.value for each in call.keywords if each.arg == "name"), None)
    if given is not None and (text := _text(given)) is not None:
        return {text}
    if not isinstance(given, ast.Name):
        return None
    around = parents.get(id(call))
    while around is not None:  # the loop that the call stands in says what the name is there
        for loop in [around] if isinstance(around, ast.For) else getattr(around, "generators", ()):
            if isinstance(loop.target, ast.Name) and loop.target.id == given.id:
                return _texts(loop.iter)
        around = parents.get(id(around))
    return bound.get(given.id)


def _bound(nodes: list[ast.AST]) -> dict[str, set[str] | None]:
    """Return the texts that each name is set to; None where it is set to something else as well."""
    bound: dict[str, set[str] | None] = {}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.setdefault(node.id, set())
    for node in nodes:
        targets, values = [], None
        if isinstance(node, ast.comprehension | ast.For):
            targets, values = [node.target], _texts(node.iter)
        elif isinstance(node, ast.Assign):
            targets, values = node.targets, None if _text(node.value) is None else {_text(node.value)}
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
            targets = [node.target]
        for target in targets:
            for each in ast.walk(target):
                if isinstance(each, ast.Name):
                    known = bound.get(each.id)
                    whole = each is target and values is not None and known is not None
                    bound[each.id] = known | values if whole else None
    return bound


def _texts(node: ast.AST) -> set[str] | None:
    if not isinstance(node, ast.Tuple | ast.List | ast.Set):
        return None
    values = {_text(each) for each in node.elts}
    return None if None in values else values


def _text(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
