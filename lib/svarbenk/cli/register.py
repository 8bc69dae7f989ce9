"""``svarbenk register``: the register figures of a report, their extracts, and empty ones to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from svarbenk.cli.terminal import DataPath, out

register = typer.Typer(help="Registerfigurer og evaluators egne uttrekk.", no_args_is_help=True)

Document = Annotated[str, typer.Option("--document", help="Rapporten de trykte tallene er fra.")]


@register.command("list")
def list_figures(document: Document = "rapport-iv", data: DataPath = None) -> None:
    """List registerfigurene: hva som er trykt, og uttrekket som har hele serien."""
    from svarbenk.codebook import DataFolder
    from svarbenk.register import read_register
    from svarbenk.register.extracts import extract_path, is_unfilled
    from svarbenk.register.figures_file import read_figures
    from svarbenk.register.series import published

    folder = DataFolder.find(data)
    book = read_register(document, folder)
    for figure in read_figures(book.folder).figures:
        found = published(figure, book.ledger)
        points = len(found.points) if found else 0
        path = extract_path(figure, folder)
        state = (
            ""
            if path is None or not path.is_file()
            else " (uten rader)"
            if is_unfilled(figure, folder)
            else " (finnes)"
        )
        there = "ikke uttrekk" if path is None else f"{path.name}{state}"
        out.print(f"{figure.number:>5}  {points:>3} trykte punkter  {there:<28}  {figure.title.nb}", markup=False)


@register.command()
def template(
    number: Annotated[str, typer.Argument(metavar="FIGUR", help="For eksempel 4-1.")],
    to: Annotated[Path | None, typer.Option("--out", help="Filen; ellers den i data/raw/register/.")] = None,
    document: Document = "rapport-iv",
    data: DataPath = None,
) -> None:
    """Skriv et tomt uttrekk med kolonnene som figuren trenger."""
    from svarbenk.codebook import DataFolder
    from svarbenk.errors import InputError
    from svarbenk.register import read_register
    from svarbenk.register.extracts import extract_path
    from svarbenk.register.extracts import template as empty
    from svarbenk.register.figures_file import find_figure, read_figures

    folder = DataFolder.find(data)
    figure = find_figure(read_figures(read_register(document, folder).folder), number)
    path = to or extract_path(figure, folder)
    if figure.extract is None or path is None:
        raise InputError(f"figur {number}: har ikke noe uttrekk; den tegnes av {figure.measures}")
    if path.exists():
        raise InputError(f"{path}: finnes fra før; ventet en ny fil (velg en annen med --out)")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(empty(figure.extract), encoding="utf-8")
    where = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    out.print(f"{where}: {len(figure.extract.columns)} kolonner; én rad er {figure.extract.rows.nb}", markup=False)
    for column in figure.extract.columns:
        out.print(f"  {column.name}: {column.nb}", markup=False)


@register.command()
def check(document: Document = "rapport-iv", data: DataPath = None) -> None:
    """Les uttrekkene som finnes, og hold dem mot de trykte tallene."""
    from svarbenk.codebook import DataFolder
    from svarbenk.register import read_register
    from svarbenk.register.extracted import deviations, extracted
    from svarbenk.register.extracts import is_unfilled, read_extract
    from svarbenk.register.figures_file import read_figures
    from svarbenk.register.series import published

    folder = DataFolder.find(data)
    book = read_register(document, folder)
    read = off = unfilled = 0
    for figure in read_figures(book.folder).figures:
        extract = read_extract(figure, folder)
        if extract is None:
            if figure.extract and is_unfilled(figure, folder):
                unfilled += 1
                out.print(f"{figure.extract.file}: bare overskrifter, ikke fylt ut ennå", markup=False)
            continue
        read += 1
        found = () if extract.definition.listed else deviations(
            published(figure, book.ledger), extracted(figure, extract)
        )  # fmt: skip
        off += bool(found)
        out.print(f"{extract.file}: {extract.rows} rader; {len(found)} avvik fra trykte tall", markup=False)
        for each in found:
            [entry] = each.printed.number.entries
            out.print(
                f"  linje {entry.line}: {entry.cell}: trykt {entry.printed}, uttrekket {each.value:g}", markup=False
            )
    if read or unfilled:
        out.print(f"{read} uttrekk lest{f', {unfilled} uten rader' if unfilled else ''}", markup=False)
    else:
        out.print("Ingen uttrekk i data/raw/register/", markup=False)
    if off:
        raise typer.Exit(1)


@register.command()
def columns(
    to: Annotated[Path | None, typer.Option("--out", help="Filen; ellers til skjermen.")] = None,
    document: Document = "rapport-iv",
    data: DataPath = None,
) -> None:
    """Skriv siden som beskriver kolonnene i alle uttrekkene (docs/registeruttrekk.md)."""
    from svarbenk.codebook import DataFolder
    from svarbenk.register import read_register
    from svarbenk.register.figures_file import read_figures
    from svarbenk.register.manual import manual

    text = manual(read_figures(read_register(document, DataFolder.find(data)).folder))
    if to is None:
        out.print(text, markup=False, end="")
    else:
        to.write_text(text, encoding="utf-8")
