"""``svarbenk app``: the apps in a browser."""

import os
from pathlib import Path
from typing import Annotated

import typer

from svarbenk.cli.terminal import DataPath, err, out


def default_log() -> Path:
    """Return where it is noted what was opened, when nothing is said: with what else programs note of this user."""
    state = os.environ.get("XDG_STATE_HOME", "")
    return (Path(state) if state else Path.home() / ".local" / "state") / "svarbenk" / "apper.jsonl"


def serve_apps(
    name: Annotated[
        str, typer.Argument(metavar="[NAVN]", help="For eksempel utforsker; alle, om ingen er nevnt.")
    ] = "",
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Ellers 8866, eller en ledig.")] = None,
    ip: Annotated[str, typer.Option("--ip", help="Adressen det lyttes på.")] = "127.0.0.1",
    base_url: Annotated[str, typer.Option("--base-url", help="Stien bak en mellomtjener, som /svarbenk/.")] = "/",
    no_token: Annotated[
        bool, typer.Option("--no-token", help="Uten nøkkel i lenken; bare med en adresse på denne maskinen.")
    ] = False,
    sessions: Annotated[int, typer.Option("--sessions", help="Så mange sider kan være åpne samtidig.")] = 40,
    pool: Annotated[int, typer.Option("--pool", help="Så mange står klare for hver app.")] = 1,
    threshold: Annotated[
        int | None, typer.Option("--threshold", help="Antall under dette skjules; ellers det appene sier.")
    ] = None,
    log: Annotated[
        str | None, typer.Option("--log", help="Filen som sier hva som er åpnet; «» for ingen.", show_default=False)
    ] = None,
    ordinary: Annotated[bool, typer.Option("--ordinary-kernels", hidden=True)] = False,
    data: DataPath = None,
) -> None:
    """Vis appene i en nettleser, bare på denne maskinen når ikke annet er sagt."""
    from svarbenk.apps import serve
    from svarbenk.batch import project_folder

    serve(
        project_folder() / "notebooks" / "apps",
        name or None,
        ready=lambda link: out.print(f"{link}\nCtrl-C stopper.", markup=False),
        data=data,
        port=port,
        ip=ip,
        base_url=base_url,
        token=not no_token,
        sessions=sessions,
        pool=pool,
        threshold=threshold,
        log=default_log() if log is None else log or None,
        forked=not ordinary,
        left_out=lambda reason: err.print(f"svarbenk: uten appen {reason}", markup=False, soft_wrap=True),
    )
    out.print("Stoppet.", markup=False)
