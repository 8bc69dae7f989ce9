"""``svarbenk weights``: how a survey is weighted to its population, and how far it is off without and with that."""

import math
from typing import Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text as Plain

from svarbenk.cli.terminal import DataPath, out


def weights(
    survey: Annotated[str, typer.Argument(metavar="UNDERSØKELSE", help="For eksempel fastlege.")],
    wave: Annotated[str | None, typer.Option("--wave", help="Bare denne runden.")] = None,
    margins: Annotated[
        list[str] | None, typer.Option("--margin", help="Margin å veie til, som kjonn; flere: gjenta.")
    ] = None,
    trim: Annotated[
        tuple[float, float] | None, typer.Option("--trim", help="Laveste og høyeste vekt, som 0.3 3.")
    ] = None,
    threshold: Annotated[int, typer.Option("--threshold", min=0, help="Skjul antall under dette.")] = 0,
    language: Annotated[str, typer.Option("--language", help="nb eller en.")] = "nb",
    data: DataPath = None,
) -> None:
    """Vei svarene til populasjonen og hold utvalget mot den, før og etter."""
    from svarbenk.errors import InputError
    from svarbenk.workbench import open_survey

    if language not in ("nb", "en"):
        raise InputError(f"--language {language}: ventet nb, en")
    opened = open_survey(survey, data=data, wave=wave, language=language, threshold=threshold)
    weighted = opened.weighted(margins or None, trim=trim)
    for raking in weighted.responses.rakings:
        out.print(raking.summary.to(language), markup=False)
    for raking in weighted.responses.rakings:
        _print(weighted.representativeness(raking.wave), raking.wave, language)
    if opened.synthetic:
        out.print("Syntetiske data" if language == "nb" else "Synthetic data", markup=False)
    if not all(raking.raking.converged for raking in weighted.responses.rakings):
        raise typer.Exit(1)


# broken where they are, so that a table fits into 80 columns
_HEADS = {
    "nb": ("n", "utvalg\n%", "popul.\n%", "avvik", "st.\ndiff.", "vektet\n%", "vektet\nst. diff."),
    "en": ("n", "sample\n%", "popul.\n%", "points\noff", "std.\ndiff.", "weighted\n%", "weighted\nstd. diff."),
}
_LABEL = 26
_LEGEND = {
    "nb": "avvik: utvalg minus populasjon (poeng) · st. diff.: standardisert differanse",
    "en": "points off: sample minus population · std. diff.: standardised difference",
}
_STATUS = {
    "printed": {"nb": "", "en": ""},
    "derived": {"nb": "avledet", "en": "derived"},
    "estimated": {"nb": "anslått av rapporten", "en": "estimated by the report"},
}


def _print(found, wave: str, language: str) -> None:
    out.print(f"\n{'Runde' if language == 'nb' else 'Wave'} {wave}", markup=False)
    for margin, rows in found.groupby("margin", sort=False):
        _print_margin(str(margin), rows, language)
    out.print(_LEGEND[language], markup=False)


def _print_margin(margin: str, rows, language: str) -> None:
    told = [_STATUS[status][language] for status in rows.status]
    mixed = len(set(told)) > 1
    population = "populasjonen" if language == "nb" else "the population is"
    out.print(f"{margin} ({population} {told[0]})" if told[0] and not mixed else margin, markup=False)
    grid = Grid(box=None, pad_edge=False)
    grid.add_column("", width=_LABEL)
    for name in _HEADS[language]:
        grid.add_column(name, justify="right", no_wrap=True)
    for row, status in zip(rows.itertuples(), told, strict=True):
        numbers = [
            (row.n, 0), (row.sample_percent, 1), (row.population_percent, 1), (row.difference, 1),
            (row.std_difference, 2), (row.weighted_percent, 1), (row.weighted_std_difference, 2),
        ]  # fmt: skip
        shown = [_number(value, decimals, language) for value, decimals in numbers]
        # the parts of a crossing are broken between, not within their numbers
        label = row.label if len(row.label) <= _LABEL else row.label.replace(" × ", " ×\n")
        grid.add_row(Plain(f"{label} ({status})" if mixed and status else label), *shown)
    out.print(grid)
    out.print()


def _number(value: float, decimals: int, language: str) -> str:
    if math.isnan(value):
        return ":"
    # no minus before a nought
    text = f"{round(value, decimals) + 0.0:.{decimals}f}"
    return text.replace(".", ",").replace("-", "−") if language == "nb" else text
