"""Run the benchmarks: `python -m tests.benchmarks [name …]`, all of them where no name is given.

A benchmark is a module in this folder with a function `run`, which prints a table.
"""

import sys
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """Benchmarks there are: the modules of this folder."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main(wanted: list[str]) -> int:
    """Run the benchmarks of these names."""
    known = names()
    for name in wanted:
        if name not in known:
            print(f"no benchmark called {name}; there are: {', '.join(known)}", file=sys.stderr)
            return 2
    for name in wanted or known:
        print(f"── {name}")
        import_module(f"{__package__}.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
