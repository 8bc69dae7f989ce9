"""``svarbenk ledger`` and ``svarbenk diff``: numbers held against print, and builds against each other."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from svarbenk.cli.terminal import DataPath, err, out
from svarbenk.errors import InputError

_BUILD = "Mappen til en bygget rapport, eller navnet på en i reports/build/."


def ledger(
    survey: Annotated[
        str, typer.Argument(metavar="[UNDERSØKELSE]", help="Alle som det er trykt tall fra, om ingen er nevnt.")
    ] = "",
    wave: Annotated[str | None, typer.Option("--wave", help="Runden, der undersøkelsen har flere.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="En rå eksport å lese i stedet.")] = None,
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="RAPPORT", help=f"Les tallene fra Word og HTML i en rapport. {_BUILD}"),
    ] = None,
    data: DataPath = None,
    verbose: Annotated[bool, typer.Option("--all", help="List også det som går opp.")] = False,
) -> None:
    """Hold tall mot de trykte: våre, regnet av svarene, eller dem som står i en bygget rapport (--report)."""
    from svarbenk.codebook import DataFolder

    folder = DataFolder.find(data)
    if report is not None:
        if wave or file:
            raise InputError("--report: tallene leses fra rapporten; ventet ikke --wave eller --file")
        from svarbenk.kontroll import hold_report_against_print

        built = hold_report_against_print(_build(report), folder, survey)
        for line in built.lines(agreeing=verbose):
            out.print(line, markup=False)
        out.print(built.closing(), markup=False)
        if built.wrong:
            raise typer.Exit(1)
        return
    from svarbenk.kontroll import hold_against_print

    found = hold_against_print(folder, survey, wave=wave, file=file)
    for line in found.lines(agreeing=verbose):
        out.print(line, markup=False)
    for name, message in found.unopened.items():
        err.print(f"{name}: {message}", markup=False, style="red")
    out.print(found.closing(), markup=False)
    if found.wrong:
        raise typer.Exit(1)


def diff(
    before: Annotated[str, typer.Argument(metavar="FØR", help=_BUILD)],
    after: Annotated[str, typer.Argument(metavar="NÅ", help=_BUILD)],
    format: Annotated[str, typer.Option("--format", help="text eller json.")] = "text",
    everything: Annotated[bool, typer.Option("--all", help="Vis alle tall, også der mange er flyttet.")] = False,
) -> None:
    """Vis hvilke tall som er flyttet fra en bygging til en annen, hvilke setninger de står i, og hvorfor."""
    from svarbenk.kontroll import change_lines, compare_builds

    if format not in {"text", "json"}:
        raise InputError(f"--format {format}: ventet text, json")
    changes = compare_builds(_build(before), _build(after))
    if format == "json":
        json.dump(changes.as_dict(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    for line in change_lines(changes, everything=everything):
        out.print(line, markup=False)


def _build(name: str) -> Path:
    """Return the folder of a build that is named by its path, or by its name in ``reports/build``."""
    from svarbenk.batch import project_folder

    given = Path(name)
    if given.is_dir():
        return given
    kept = project_folder() / "reports" / "build"
    if given.name == name and (kept / name).is_dir():
        return kept / name
    there = sorted(each.name for each in kept.glob("*/") if (each / "manifest.json").is_file()) if kept.is_dir() else []
    raise InputError(f"{name}: ingen slik mappe; ventet en bygget rapport, som {', '.join(there) or 'reports/build/…'}")
