"""The terminal: ``svarbenk …``. Each command is a few lines that call a room."""

import json
import os
import sys
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer
from rich.markup import escape

from svarbenk.cli import register_tables as register_tables
from svarbenk.cli.apps import serve_apps
from svarbenk.cli.checks import diff, ledger
from svarbenk.cli.codebooks import codebooks
from svarbenk.cli.register import register
from svarbenk.cli.reports import build
from svarbenk.cli.templates import template
from svarbenk.cli.terminal import DataPath, err, out
from svarbenk.cli.weights import weights
from svarbenk.errors import BuildFailed, InputError, Interrupted

app = typer.Typer(
    help="svarbenk: fra rå eksport til ferdig kapittel.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

SurveyName = Annotated[str, typer.Argument(metavar="UNDERSØKELSE", help="For eksempel helse-nord-kommune.")]
WaveName = Annotated[str | None, typer.Option("--wave", help="Runden, der undersøkelsen har flere.")]


@app.command()
def synth(
    survey: Annotated[
        str, typer.Argument(metavar="[UNDERSØKELSE]", help="Alle som har en oppskrift, om ingen er nevnt.")
    ] = "",
    data: DataPath = None,
    force: Annotated[bool, typer.Option("--force", help="Skriv over filer som ikke er syntetiske.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Bare undersøkelser uten filer i data/raw/.")] = False,
) -> None:
    """Lag syntetiske eksporter i data/raw/ (samme filer hver gang)."""
    from svarbenk.codebook import DataFolder, read_codebook
    from svarbenk.synthetic import recipes, synthesise

    folder = DataFolder.find(data)
    names = [survey] if survey else recipes(folder)
    if missing:
        names = [name for name in names if not any(folder.raw(name).rglob("*.*"))]
    for place, name in enumerate(names, start=1):
        waves = [wave.id for wave in read_codebook(name, folder).with_answers]
        rounds = f", runde {', '.join(waves)}" if len(waves) > 1 else ""
        message = f"[{place}/{len(names)}] {name}{rounds}: rekonstruerer svar …"
        started = monotonic()
        if not err.is_terminal:  # where a status would show nothing
            err.print(message, markup=False)
        with err.status(escape(message)):
            written = synthesise(name, folder, overwrite=force)
        err.print(f"{name}: ferdig på {monotonic() - started:.0f} s", markup=False)
        for path in written:
            out.print(
                f"{path.relative_to(folder.root.parent) if path.is_relative_to(folder.root.parent) else path}",
                markup=False,
            )


@app.command()
def clean(
    survey: SurveyName,
    wave: WaveName = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Eksporten; ellers den i data/raw/<undersøkelse>/.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--out", help="Mappen det skrives til; ellers data/clean/<undersøkelse>/.")
    ] = None,
    format: Annotated[
        list[str] | None, typer.Option("--format", help="Også med etiketter: sav, parquet, csv. Kan gis flere ganger.")
    ] = None,
    data: DataPath = None,
) -> None:
    """Vask en rå eksport, eller alle rundenes, og skriv radregnskapet."""
    from svarbenk.codebook import DataFolder, read_codebook
    from svarbenk.responses import FORMATS, blind_spots, write_clean, write_labelled
    from svarbenk.responses import clean as clean_answers
    from svarbenk.workbench import input_files

    for each in format or ():
        _one_of("--format", each, FORMATS)
    folder = DataFolder.find(data)
    codebook = read_codebook(survey, folder)
    responses = clean_answers(codebook, folder, wave=wave, file=file)
    target = to or folder.clean(survey)
    written = []
    for account in responses.accounts:
        one = responses.of_wave(account.wave)
        written += write_clean(one, target, input_files(codebook, folder, file, wave=account.wave))
        _print_account(one)
    blind = blind_spots(codebook, [responses.of_wave(each.wave) for each in responses.accounts])
    if blind:
        named = ", ".join(f"{question} ({', '.join(waves)})" for question, waves in blind.items())
        out.print(f"Snudd skala ville ikke blitt oppdaget av fordelingen alene for: {named}", markup=False)
    if format:
        written += write_labelled(responses, target, tuple(format))
    for path in written:
        out.print(f"  {path}", markup=False)


def _print_account(responses) -> None:
    from svarbenk.wording import mask_label, reason_label, rule_label

    account = responses.account
    if len(responses.codebook.with_answers) > 1:
        out.print(f"Runde {account.wave}", markup=False)
    out.print(
        f"{account.file}: {account.read} rader lest = {account.kept} beholdt + {len(account.dropped)} tatt ut",
        markup=False,
    )
    for reason, count in account.reasons().items():
        out.print(f"  {count:>4}  {reason_label(reason)}", markup=False)
    out.print(f"{len(account.changed)} celler endret", markup=False)
    for rule, count in account.rules().items():
        out.print(f"  {count:>4}  {rule_label(rule)}", markup=False)
    if account.masked:
        out.print(f"{sum(account.masked.values())} opplysninger maskert i fritekst", markup=False)
    for rule, count in account.masked.items():
        out.print(f"  {count:>4}  {mask_label(rule)}", markup=False)
    for question, count in account.outside_base.items():
        out.print(f"  {count:>4}  svarte på {question} uten å være i basen (telles ikke)", markup=False)
    if account.unknown_columns:
        out.print(f"{len(account.unknown_columns)} kolonner står ikke i kodeboken og er ikke lest", markup=False)
    for each in account.accepted:
        out.print(f"Godtatt: {each}", markup=False)
    for each in account.notes:
        out.print(f"Merk: {each}", markup=False)
    if responses.joint:
        out.print(
            f"{responses.joint} svar gjelder flere; {len(responses)} svar for {responses.members} i alt", markup=False
        )
    if responses.synthetic:
        out.print("Syntetiske data", markup=False)


@app.command()
def table(
    survey: SurveyName,
    question: Annotated[str, typer.Argument(metavar="SPØRSMÅL", help="For eksempel tilstrekkelig_hjemler.")],
    by: Annotated[str | None, typer.Option("--by", help="Bakgrunn å dele opp etter.")] = None,
    wave: WaveName = None,
    where: Annotated[str | None, typer.Option("--where", help="Vilkår, som \"sentralitet == 'niva_6'\".")] = None,
    format: Annotated[str, typer.Option("--format", help="text, csv, json eller xlsx.")] = "text",
    threshold: Annotated[int, typer.Option("--threshold", min=0, help="Skjul antall under dette.")] = 0,
    language: Annotated[str, typer.Option("--language", help="nb eller en.")] = "nb",
    file: Annotated[Path | None, typer.Option("--file", help="En rå eksport å lese i stedet.")] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Filen det skrives til (trengs for xlsx).")] = None,
    data: DataPath = None,
) -> None:
    """Skriv en tabell med test."""
    from svarbenk.workbench import open_survey

    _one_of("--format", format, ("text", "csv", "json", "xlsx"))
    _one_of("--language", language, ("nb", "en"))
    opened = open_survey(survey, data=data, wave=wave, file=file, language=language, threshold=threshold)
    counted = (opened.where(where) if where else opened).table(question, by)
    if not counted:
        raise InputError(f"{question}: {counted.why}")
    if format == "xlsx":
        if to is None:
            raise InputError("--format xlsx: ingen fil å skrive til; ventet --out FIL.xlsx")
        out.print(str(counted.to_excel(to)), markup=False)
        return
    text = {
        "text": counted.as_text,
        "csv": counted.as_csv,
        "json": lambda: _json(counted.as_dict(survey, question, by)),
    }[format]()
    if to is None:
        sys.stdout.write(text.rstrip("\n") + "\n")
    else:
        to.write_text(text, encoding="utf-8")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InputError(f"{option} {value}: ventet {', '.join(known)}")


app.command("app")(serve_apps)
app.command()(weights)
app.command()(build)
app.command()(ledger)
app.command()(diff)
app.command()(template)
app.add_typer(codebooks, name="codebook")
app.add_typer(register, name="register")


def main() -> None:
    """Run the command line; 0 fine, 1 work done and something wrong with it, 2 wrong input, 130 interrupted."""
    # kernels of a build inherit this: two of them with two BLAS threads each are slower than with one
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except InputError as error:
        err.print(f"svarbenk: {error}", markup=False, style="red")
        sys.exit(2)
    except BuildFailed as error:
        err.print(f"svarbenk: {error}", markup=False, style="red")
        sys.exit(1)
    except Interrupted as error:
        err.print(f"svarbenk: {error}", markup=False)
        sys.exit(130)
    except SystemExit as stop:
        # the terminal library turns an interruption into this status without a word
        if stop.code == 130:
            err.print("svarbenk: avbrutt; ingenting er endret", markup=False)
        raise
    except KeyboardInterrupt:
        err.print("svarbenk: avbrutt; ingenting er endret", markup=False)
        sys.exit(130)


if __name__ == "__main__":
    main()
