"""A room may import the rooms before it, never those after it."""

import ast

import pytest
from checkout import PACKAGE, ROOMS, modules, shown

OUTSIDE = {"__init__", "__main__", "errors"}
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "core", "base"}
FACE = "workbench"  # what `import svarbenk` hands out comes from there


def imported_rooms(source: str, package: str) -> list[tuple[int, str]]:
    """Line and room of each import of svarbenk in ``source``, a module of the dotted ``package``.

    Imports inside functions, relative ones and importlib.import_module("…") count too.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{start}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            names = [word.value for word in node.args[:1] if isinstance(word, ast.Constant)]
        else:
            continue
        found += [(node.lineno, room) for room in map(room_of, names) if room]
    return found


def room_of(name: str) -> str | None:
    """Room that the dotted ``name`` stands in; None when it is not ours."""
    head, _, rest = str(name).partition(".")
    if head != "svarbenk" or rest == "__version__":
        return None
    first = rest.split(".")[0]
    known = first in ROOMS or first in OUTSIDE or (PACKAGE / first).exists() or (PACKAGE / f"{first}.py").exists()
    return first if first and known else FACE


def may_import(room: str, other: str) -> bool:
    """Tell whether ``room`` may import ``other``."""
    if room == "errors":
        return False
    if other in {room, "errors"}:
        return True
    place = {"__init__": ROOMS.index("kontroll") + 1, "__main__": len(ROOMS)}.get(room)  # hands out sb.kontroll
    place = ROOMS.index(room) if place is None else place
    return other in ROOMS[:place]


def test_every_import_obeys_the_order_of_the_rooms():
    wrong = []
    for path in modules():
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        package = ".".join(["svarbenk", *parts[:-1]])
        for line, other in imported_rooms(path.read_text("utf-8"), package):
            if not may_import(parts[0], other):
                wrong.append(f"{shown(path)}:{line}: {parts[0]} imports {other}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import svarbenk.tables.count", ["tables"]),
        ("import svarbenk as sb", ["workbench"]),
        ("from svarbenk import Survey, stats", ["workbench", "stats"]),
        ("from svarbenk import __version__", []),
        ("def f():\n    from ..figures import draw", ["figures"]),
        ("from . import wilson", ["stats"]),
        ("from .. import wording", ["wording"]),
        ('importlib.import_module("svarbenk.batch")', ["batch"]),
        ("from pandas import DataFrame", []),
    ],
)
def test_no_way_of_importing_escapes(source, rooms):
    assert [room for _, room in imported_rooms(source, "svarbenk.stats")] == rooms


@pytest.mark.parametrize(
    ("room", "other", "allowed"),
    [
        ("tables", "codebook", True),
        ("codebook", "tables", False),
        ("stats", "errors", True),
        ("errors", "stats", False),
        ("__init__", "kontroll", True),
        ("__init__", "batch", False),
        ("cli", "batch", True),
        ("stats", "workbench", False),
    ],
)
def test_the_order_holds_both_ways(room, other, allowed):
    assert may_import(room, other) is allowed


def test_the_rooms_are_the_folders_that_exist():
    folders = {path.relative_to(PACKAGE).parts[0] for path in modules() if path.parent != PACKAGE}
    files = {path.stem for path in modules() if path.parent == PACKAGE}
    assert folders <= set(ROOMS), f"not a room: {sorted(folders - set(ROOMS))}"
    empty = sorted(set(ROOMS) - {"apps", "cli"} - folders)
    assert not empty, f"rooms with nothing in them: {empty}"
    assert files <= OUTSIDE | {"cli"}, f"stands outside the rooms: {sorted(files - OUTSIDE - {'cli'})}"


def test_there_is_no_drawer_for_odds_and_ends():
    drawers = [shown(path) for path in modules() if DRAWERS & {path.stem.strip("_"), path.parent.name}]
    assert not drawers
