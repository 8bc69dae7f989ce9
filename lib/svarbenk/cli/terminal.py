"""What every command writes to, and the option that all of them take."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

DataPath = Annotated[
    Path | None, typer.Option("--data", help="Datamappen; ellers $SVARBENK_DATA eller data/ i prosjektet.")
]
