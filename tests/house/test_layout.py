"""Every room has its tests, no file grows past reading, and no two test files share a name."""

from collections import defaultdict

from checkout import PACKAGE, ROOT, modules, shown

LONGEST = 350


def test_every_room_has_its_mirror_in_tests():
    rooms = sorted({path.relative_to(PACKAGE).parts[0] for path in modules() if path.parent != PACKAGE})
    bare = [room for room in rooms if not list((ROOT / "tests" / room).rglob("test_*.py"))]
    assert not bare, f"rooms without a test: {bare}"


def test_no_file_is_too_long():
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    long = {name: length for name, length in lengths.items() if length > LONGEST}
    assert not long, f"over {LONGEST} lines; these want to be two: {long}"


def test_no_two_test_files_share_a_name():
    places = defaultdict(list)
    for path in modules(ROOT / "tests"):
        if not (path.parent / "__init__.py").exists() and path.name != "conftest.py":
            places[path.stem].append(shown(path))
    twice = [files for files in places.values() if len(files) > 1]
    assert not twice, f"pytest imports test files by their bare names: {twice}"
