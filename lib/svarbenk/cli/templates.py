"""``svarbenk template``: the Word template of reports, for an evaluator to change."""

from pathlib import Path
from typing import Annotated

import typer

from svarbenk.cli.terminal import out
from svarbenk.errors import InputError


def template(
    to: Annotated[Path, typer.Option("--out", help="Filen som skrives; den slutter på .docx.")],
    force: Annotated[bool, typer.Option("--force", help="Skriv over filen om den finnes.")] = False,
) -> None:
    """Skriv Word-malen som rapportene settes etter, så den kan endres og nevnes i en plan (template: …)."""
    from svarbenk.documents import write_template

    if to.suffix.casefold() != ".docx":
        raise InputError(f"{to}: ventet et filnavn som slutter på .docx")
    if to.exists() and not force:
        raise InputError(f"{to}: finnes fra før; velg et annet navn, eller skriv over med --force")
    write_template(to)
    out.print(f"{to}", markup=False)
