"""``svarbenk build``: reports from their plans."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.cli.terminal import DataPath, err, out
from svarbenk.errors import BuildFailed, InputError


def build(
    plans: Annotated[
        list[str], typer.Argument(metavar="PLAN…", help="For eksempel helse-nord (reports/plans/helse-nord.yaml).")
    ],
    to: Annotated[
        Path | None,
        typer.Option("--out", help="Mappen rapporten legges i, av flere en mappe i den; ellers reports/build/<plan>."),
    ] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("-p", help="Parameter, som threshold=5 eller language=en.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Bare dette kapitlet, som 04; kan gis flere ganger.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, help="Kapitler som kjøres samtidig; 0 er ett per prosessor.")
    ] = 0,
    timeout: Annotated[int, typer.Option("--timeout", min=1, help="Sekunder en celle får ta.")] = 600,
    data: DataPath = None,
) -> None:
    """Bygg en rapport: kjør kapitlene og skriv HTML, Word, PDF, Excel og manifest."""
    from svarbenk.batch import build as build_report
    from svarbenk.batch import folder_name, project_folder, read_plan
    from svarbenk.codebook import DataFolder
    from svarbenk.wording import protection_statement

    folder = DataFolder.find(data)
    project = project_folder()
    given = _parameters(parameter or [])
    planned = [read_plan(name, project, given).only(only or []) for name in plans]
    failed: list[BuildFailed] = []
    ready: list[Path] = []
    for each in planned:
        name = folder_name(each, given, only or [])
        target = (project / "reports" / "build" / name if not to else to / name if len(planned) > 1 else to).resolve()
        try:
            with _progress() as tell:
                facts = build_report(each, project, target, folder, progress=tell, timeout=timeout, jobs=jobs)
        except BuildFailed as error:
            failed.append(BuildFailed(f"{each.plan}: {error}"))
            continue
        ready.append(target / "index.html")
        for chapter in facts["chapters"]:
            out.print(f"{chapter['chapter']}: ok, {chapter['seconds']:.1f} s".replace(".", ",", 1), markup=False)
    if ready:
        out.print(protection_statement(planned[0].threshold), markup=False)
    for page in ready:
        out.print(f"Ferdig. Åpne {page}", markup=False, soft_wrap=True)
    if failed:
        raise BuildFailed("\n".join(map(str, failed)))


def _parameters(given: list[str]) -> dict[str, Any]:
    """Read ``name=value`` pairs; values are read as YAML, so that 5 is a number and [a, b] a list."""
    found = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name:
            raise InputError(f"-p {each}: ventet navn=verdi, som threshold=5")
        try:
            found[name] = YAML(typ="safe").load(value)
        except YAMLError:
            raise InputError(
                f"-p {each}: verdien kan ikke leses; ventet et tall, en tekst eller en liste [a, b]"
            ) from None
    return found


class _progress:
    """A bar on a terminal, one line a step elsewhere."""

    def __enter__(self):
        if not err.is_terminal:
            return lambda what, done, total: err.print(f"[{done}/{total}] {what}", markup=False)
        self.bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=err, transient=True,
        )  # fmt: skip
        self.bar.start()
        task = self.bar.add_task("starter", total=None)
        return lambda what, done, total: self.bar.update(task, description=what, completed=done, total=total)

    def __exit__(self, *exception):
        if hasattr(self, "bar"):
            self.bar.stop()
