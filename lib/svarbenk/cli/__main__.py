"""``python -m svarbenk.cli`` is the same as ``svarbenk``."""

from svarbenk.cli import main

main()
