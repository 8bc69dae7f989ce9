"""``svarbenk build``: reports from their plans."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.cli.terminal import DataPath, out
from svarbenk.errors import BuildFailed, InputError, Interrupted


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
    resume: Annotated[
        bool,
        typer.Option("--resume/--fresh", help="Kjør bare det som mangler eller er endret (som ellers), eller alt."),
    ] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Vis hva som ville kjøres, og hvorfor.")] = False,
    timeout: Annotated[int, typer.Option("--timeout", min=1, help="Sekunder en celle får ta.")] = 600,
    notebook_timeout: Annotated[
        int, typer.Option("--notebook-timeout", min=1, help="Sekunder alle cellene i et kapittel får ta til sammen.")
    ] = 3600,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="La en Dask-klynge kjøre kapitlene, som tcp://10.0.0.5:8786.")
    ] = "",
    data: DataPath = None,
) -> None:
    """Bygg en eller flere rapporter: kjør kapitlene og skriv HTML, Word, PDF, Excel og manifest."""
    from svarbenk.batch.kernels import Mother

    if not dry_run and not scheduler:
        Mother.prepare()  # it imports libraries while this process does
    from svarbenk.batch import Inputs, Limits, build_reports, project_folder
    from svarbenk.cli.watching import Watched, counted
    from svarbenk.codebook import DataFolder

    if scheduler:
        from svarbenk.batch.cluster import check_address

        check_address(scheduler)
    project = project_folder()
    inputs = Inputs(DataFolder.find(data), project)
    reports = _reports(plans, _parameters(parameter or []), only or [], to, project, inputs)
    if dry_run:
        _tell_what_would_run(reports, project, inputs, fresh=not resume)
        return
    watched, started = Watched(), time.time()
    try:
        with watched:
            outcomes = build_reports(
                reports, project, inputs, watch=watched, limits=Limits(timeout, notebook_timeout), jobs=jobs,
                fresh=not resume, scheduler=scheduler,
            )  # fmt: skip
    except KeyboardInterrupt:
        manifests = [folder / "manifest.json" for _, folder in reports]
        written = sum(path.is_file() and path.stat().st_mtime >= started - 1 for path in manifests)
        raise Interrupted(
            f"avbrutt; {written} av {counted(len(reports), 'rapport', 'rapporter')} ble skrevet, og det som er kjørt, "
            f"er tatt vare på.\n{_same_command(resume)} går videre derfra"
        ) from None
    _tell_outcomes(outcomes, resume=resume)


def _same_command(resume: bool) -> str:
    """Return which command goes on: with --fresh it would begin anew."""
    return "Samme kommando" if resume else "Samme kommando uten --fresh"


def _reports(
    plans: Sequence[str], given: dict[str, Any], only: Sequence[str], to: Path | None, project: Path, inputs: Any
) -> list[tuple[Any, Path]]:
    """Return every report of the plans with the folder that it goes to."""
    from svarbenk.batch import folder_name, read_plan, reports_of

    found: list[tuple[Any, Path]] = []
    for name in plans:
        plan = read_plan(name, project, given, inputs).only(only)
        own = folder_name(plan, given, only)
        root = (project / "reports" / "build" / own if not to else to / own if len(plans) > 1 else to).resolve()
        for report in reports_of(plan, project, inputs, given):
            if report.name and (root / "manifest.json").is_file():
                raise InputError(
                    f"{root}: er en ferdig rapport, ikke en mappe for flere; flytt den, eller velg en annen --out"
                )
            target = root / report.name if report.name else root
            if any(target == other for _, other in found):
                raise InputError(f"{target}: to rapporter skal dit; ventet planer med ulike navn")
            found.append((replace(report, folder=own), target))
    return found


def _tell_what_would_run(reports: list[tuple[Any, Path]], project: Path, inputs: Any, *, fresh: bool) -> None:
    from svarbenk.batch import STORE, Store, look
    from svarbenk.cli.watching import counted

    builds = look(reports, project, inputs, Store(project / STORE), fresh=fresh)
    runs = {run.key.digest: run for build in builds for run in build.runs}
    rows = []
    first: dict[str, str] = {}
    for build in builds:
        for run in build.runs:
            other = first.setdefault(run.key.digest, run.name)
            what = f"kjøres ({run.why})" if run.why else "er kjørt"
            what = f"som {other}" if other != run.name else what
            given = " ".join(f"{name}={_written(value)}" for name, value in run.differing.items())
            rows.append((build.report.title, run.chapter.slug, given or "–", what))
        rows.append((build.report.title, "rapporten", "–", f"skrives ({build.why})" if build.why else "er oppdatert"))
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, (*widths, 0), strict=True))
        out.print("  ".join(cells).rstrip(), markup=False, soft_wrap=True)
    todo = sum(not run.kept for run in runs.values())
    current = sum(build.current for build in builds)
    out.print(
        f"{counted(len(builds), 'rapport', 'rapporter')}, "
        f"{counted(len(rows) - len(builds), 'kapittel', 'kapitler')}: {counted(todo, 'kjøring', 'kjøringer')}; "
        f"{counted(len(builds) - current, 'rapport', 'rapporter')} skrives, "
        f"{current} er {'oppdatert' if current == 1 else 'oppdaterte'}. Ingenting er gjort",
        markup=False,
    )


def _written(value: Any) -> str:
    return f"[{','.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _tell_outcomes(outcomes: Sequence[Any], *, resume: bool) -> None:
    from svarbenk.batch import failures
    from svarbenk.cli.watching import counted
    from svarbenk.wording import protection_statement
    from svarbenk.workbench import by_itself

    done = [each for each in outcomes if each.done]
    for each in done if len(outcomes) <= 4 else ():
        of = f"{each.build.report.title}/" if len(outcomes) > 1 else ""
        for chapter in (each.facts or {}).get("chapters", ()):
            seconds = f"{chapter['seconds']:.1f}".replace(".", ",")
            out.print(f"{of}{chapter['chapter']}: ok, {seconds} s", markup=False, soft_wrap=True)
    plans = [each.build.report.plan for each in done]
    for threshold, alone in sorted({(plan.threshold, by_itself(plan.parameters.get("where", ""))) for plan in plans}):
        out.print(protection_statement(threshold, alone=alone), markup=False)
    if len(done) <= 4:
        for each in done:
            page = each.build.out / ("index.html" if "html" in each.build.report.plan.formats else "")
            out.print(f"Ferdig. Åpne {page}", markup=False, soft_wrap=True)
    else:
        for folder in dict.fromkeys(each.build.out.parent for each in done):
            count = sum(each.build.out.parent == folder for each in done)
            out.print(f"Ferdig. {counted(count, 'rapport', 'rapporter')} i {folder}", markup=False, soft_wrap=True)
    failed = failures(outcomes)
    if not failed:
        return
    if len(outcomes) == 1:
        errors = failed[0].errors
        kind = InputError if any(isinstance(error, InputError) for error in errors) else BuildFailed
        raise kind("\n".join(f"{failed[0].build.report.title}: {error}" for error in errors))
    named = ", ".join(each.build.report.title for each in failed[:5])
    more = f" og {len(failed) - 5} til" if len(failed) > 5 else ""
    raise BuildFailed(
        f"{len(failed)} av {len(outcomes)} rapporter ble ikke bygget: {named}{more}.\n"
        f"Feilene står over; når de er rettet, kjører {_same_command(resume).casefold()} bare det som mangler"
    )


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
