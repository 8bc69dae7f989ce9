"""``svarbenk codebook …``: check a codebook, start one from a file, write the schema that editors use."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Grid

from svarbenk.cli.terminal import DataPath, out

codebooks = typer.Typer(help="Kodebøker: kontroller en, begynn på en ny, skjema til redigering.", no_args_is_help=True)


@codebooks.command("check")
def check_codebook(
    survey: Annotated[str, typer.Argument(metavar="UNDERSØKELSE", help="Id, eller stien til en YAML-fil.")],
    strict: Annotated[bool, typer.Option("--strict", help="Feil (status 1) når noe står igjen å avgjøre.")] = False,
    data: DataPath = None,
) -> None:
    """Kontroller en kodebok, list spørsmålene og si hva som står igjen å avgjøre."""
    from svarbenk.codebook import DataFolder, read_codebook, review

    path = Path(survey)
    known = read_codebook(path) if path.suffix in {".yaml", ".yml"} else read_codebook(survey, DataFolder.find(data))
    for wave in known.with_answers:
        known.in_wave(wave.id)  # what a wave says of its questions must fit together too
    grid = Grid(box=None, pad_edge=False)
    for name in ("spørsmål", "slag", "svar", "base"):
        grid.add_column(name)
    for question in known.questions:
        size = len(question.items) or len(question.categories)
        grid.add_row(question.id, question.kind, str(size or ""), question.base or "")
    out.print(grid)
    out.print(f"{known.id}, versjon {known.version}: {len(known.questions)} spørsmål, ingen feil", markup=False)
    remarks = review(known)
    left = [remark for remark in remarks if remark.open]
    for title, some in (("Å avgjøre", left), ("Til orientering", [each for each in remarks if not each.open])):
        if some:
            out.print(f"{title}:", markup=False)
            for remark in some:
                out.print(f"  {remark}", markup=False)
    if not left:
        out.print("Ingenting står igjen å avgjøre", markup=False)
    elif strict:
        raise typer.Exit(1)


@codebooks.command("import")
def import_codebook(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En .sav-, .xlsx- eller .csv-fil ingen har beskrevet.")],
    survey: Annotated[str | None, typer.Option("--id", help="Undersøkelsens id; ellers av filens navn.")] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Kodeboken eller mappen; ellers data/codebooks/.")] = None,
    data: DataPath = None,
) -> None:
    """Begynn på en kodebok ut fra en fil; alt er gjettet og merket slik."""
    from svarbenk.codebook import DataFolder, read_codebook, review
    from svarbenk.responses import draft_codebook

    book = draft_codebook(file, to or DataFolder.find(data).codebooks, survey)
    known = read_codebook(book)
    columns = f"{len(known.questions)} spørsmål, {len(known.contact)} kontaktkolonner som ikke leses"
    out.print(f"{book}: utkast med {columns}", markup=False)
    out.print(f"{sum(each.open for each in review(known))} ting står igjen å avgjøre, se:", markup=False)
    out.print(f"  svarbenk codebook check {known.id if to is None else book}", markup=False)
    out.print(f"Legg filen i data/raw/{known.id}/ og vask den med: svarbenk clean {known.id}", markup=False)


@codebooks.command("schema")
def write_schema(
    to: Annotated[Path | None, typer.Option("--out", help="Filen det skrives til; ellers til skjermen.")] = None,
) -> None:
    """Skriv JSON-skjemaet som redigeringsprogrammer fullfører og kontrollerer kodebøker med."""
    from svarbenk.codebook import schema_text
    from svarbenk.errors import InputError

    if to is None:
        sys.stdout.write(schema_text())
        return
    try:
        to.write_text(schema_text(), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{to}: kan ikke skrives ({error.strerror}); ventet en mappe som kan skrives i") from None
    out.print(str(to), markup=False)
