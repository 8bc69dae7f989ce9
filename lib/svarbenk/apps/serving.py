"""Serving the apps with Voilà: on this machine unless told otherwise, behind a token, no code, no files."""

import ast
import ipaddress
import os
import re
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from svarbenk.apps.log import LOG
from svarbenk.batch.kernels import Mother, can_fork
from svarbenk.codebook import DataFolder, nearest
from svarbenk.errors import InputError

ADDRESS = "127.0.0.1"
PORT = 8866
SESSIONS, POOL = 40, 1
TOKEN = "SVARBENK_APP_TOKEN"
"""The environment variable with a token that stays the same from start to start, for a proxy that knows it."""
LEAST_THRESHOLD = 3
_SHARE = Path(__file__).with_name("share")


def app_names(folder: Path) -> list[str]:
    """Return the names of the apps: the notebooks in a ``folder``, in order."""
    return sorted(path.stem for path in folder.glob("*.ipynb"))


def serve(
    folder: Path,
    name: str | None = None,
    *,
    ready: Callable[[str], None],
    data: str | os.PathLike | None = None,
    port: int | None = None,
    ip: str = ADDRESS,
    base_url: str = "/",
    token: bool = True,
    sessions: int = SESSIONS,
    pool: int = POOL,
    threshold: int | None = None,
    log: str | os.PathLike | None = None,
    forked: bool = True,
    left_out: Callable[[str], None] = lambda reason: None,
) -> None:
    """Serve the apps until interrupted.

    Parameters
    ----------
    folder : Path
        Where the app notebooks are; nothing else is served.
    name : str, optional
        The app that the link opens, and the only one that sessions wait for; by default the only one there is, or
        the list of them all.
    ready : callable
        Called with the link when the server listens; the token is in it, unless the environment gave it.
    data : path, optional
        The data folder.
    port : int, optional
        By default 8866, or any free one where that is taken.
    ip : str
        The address of this machine that is listened on.
    base_url : str
        What stands before every path, such as «/svarbenk/» behind a proxy.
    token : bool
        Without a token whoever can reach the address sees the apps; only for an address of this machine alone.
    sessions : int
        How many pages may be open at once.
    pool : int
        How many sessions of each app wait for somebody to come.
    threshold : int, optional
        Counts below it are hidden; by default what the notebooks say.
    log : path, optional
        The file that tells what was opened and taken along; by default none.
    forked : bool
        Start kernels by forking, where that can be done.
    left_out : callable
        Called with the reason for each app that has no answers here, and is not served.

    Raises
    ------
    InputError
        If there is no such app, its answers cannot be opened, or the address, the port or a number will not do.
    """
    names = app_names(folder)
    if not names or (name and name not in names):
        known = ", ".join(names) or "ingen"
        raise InputError(
            f"appen «{name or ''}» finnes ikke i {folder}{nearest(name or '', names)}; det finnes: {known}"
        )
    _check_address(ip, base_url, token)
    _check_numbers(sessions, pool, threshold)
    secret = token and bool(os.environ.get(TOKEN))
    key = _token() if token else ""
    found = DataFolder.find(data)
    os.environ["SVARBENK_DATA"] = str(found.root)
    forked = forked and can_fork()
    heated = _open_all(folder, (name,) if name else tuple(names), found.root, threshold, forked, left_out)
    names = names if name else list(heated)
    number = _port(port, ip)
    _begin_log(log)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(_SHARE), os.environ.get("JUPYTER_PATH"))))
    # Voilà takes seconds to import, which those who made a mistake above need not wait for
    from svarbenk.apps.service.plan import Plan
    from svarbenk.apps.service.rehearsal import rehearse
    from svarbenk.apps.service.server import run

    if forked:
        Mother.shared().rehearse(rehearse, str(found.root), list(heated), threshold)
    first = name or (names[0] if len(names) == 1 else "")
    base = f"/{base_url.strip('/')}/".replace("//", "/")
    host = f"[{ip}]" if ":" in ip else ip
    link = f"http://{host}:{number}{base}{f'voila/render/{first}.ipynb' if first else ''}"
    plan = Plan(
        folder, tuple(names), number, key, ip=ip, base_url=base, heated=heated if pool else (), pool=pool,
        sessions=sessions, threshold=threshold, forked=forked, synthetic=_synthetic(str(found.root), forked),
    )  # fmt: skip
    try:
        run(plan, lambda: ready(f"{link}?token={key}" if key and not secret else link))
    finally:
        Mother.end_shared()


def survey_of(notebook: Path) -> str | None:
    """Return the survey that a ``notebook`` names among its parameters; None where it names none."""
    import papermill

    survey = papermill.inspect_notebook(str(notebook)).get("survey")
    return survey and ast.literal_eval(survey["default"])


def open_apps(folder: str, names: tuple[str, ...], data: str, threshold: int | None) -> None:
    """Open the answers of some apps, to be told what is wrong with them.

    Parameters
    ----------
    folder : str
        Where the notebooks are.
    names : tuple of str
        The apps.
    data : str
        The data folder.
    threshold : int, optional
        Counts below it are hidden.

    Raises
    ------
    InputError
        If the answers of one cannot be opened.
    """
    from svarbenk.apps.catalogue import APPS, make_app
    from svarbenk.workbench import open_survey

    for name in names:
        survey = survey_of(Path(folder) / f"{name}.ipynb")
        if survey:
            open_survey(survey, data=data)
        elif name in APPS:
            make_app(name, data=data, **({} if threshold is None else {"threshold": threshold}))


def _open_all(
    folder: Path,
    names: tuple[str, ...],
    data: Path,
    threshold: int | None,
    forked: bool,
    left_out: Callable[[str], None],
) -> tuple[str, ...]:
    """Open the answers here, where paths may be shown, before a browser waits; return the apps that have some."""
    if forked:
        Mother.shared().open(data, [path.stem for path in sorted(DataFolder(data).codebooks.glob("*.yaml"))])
    opened, reasons = [], []
    for name in names:
        asked = (str(folder), (name,), str(data), threshold)
        try:
            try:
                Mother.shared().call(open_apps, *asked) if forked else open_apps(*asked)
            except OSError:
                open_apps(*asked)
            opened.append(name)
        except InputError as error:
            reasons.append(error)
            if len(names) > 1:
                left_out(f"{name}: {error}")
    # the calculator needs no answers; without any, nobody wants it alone
    if reasons and (len(names) == 1 or not any(each != "kalkulator" for each in opened)):
        Mother.end_shared()
        raise reasons[0]
    return tuple(opened)


def _synthetic(data: str, forked: bool) -> bool:
    """Tell whether all answers are stand-in data; where it cannot be told, it is not said."""
    from svarbenk.apps.opened import all_synthetic

    try:
        return Mother.shared().call(all_synthetic, data) if forked else all_synthetic(data)
    except OSError:
        return False


def _check_address(ip: str, base_url: str, token: bool) -> None:
    try:
        loopback = ipaddress.ip_address("127.0.0.1" if ip == "localhost" else ip).is_loopback
    except ValueError:
        raise InputError(f"--ip {ip}: ventet en adresse til denne maskinen, for eksempel {ADDRESS}") from None
    if not token and not loopback:
        raise InputError(
            f"--no-token --ip {ip}: uten nøkkel kan alle som når adressen, se appene; "
            f"ventet {ADDRESS}, eller en start uten --no-token"
        )
    if not re.fullmatch(r"/?(?:[A-Za-z0-9_.~-]+/?)*", base_url) or ".." in base_url:
        raise InputError(f"--base-url {base_url}: ventet en sti, for eksempel /svarbenk/")


def _check_numbers(sessions: int, pool: int, threshold: int | None) -> None:
    if sessions < 1:
        raise InputError(f"--sessions {sessions}: ventet minst 1")
    if pool < 0:
        raise InputError(f"--pool {pool}: ventet 0 eller mer")
    if threshold is not None and threshold < LEAST_THRESHOLD:
        raise InputError(
            f"--threshold {threshold}: appene er for andre enn dem som har svarene; ventet minst {LEAST_THRESHOLD}"
        )


def _token() -> str:
    """Return the token: the one in the environment, which kernels then do not inherit, or a new one."""
    given = os.environ.pop(TOKEN, "")
    if given and not re.fullmatch(r"[\w.~-]{16,}", given):
        raise InputError(f"{TOKEN}: ventet minst 16 tegn av bokstaver, tall, _ . ~ og -")
    return given or secrets.token_urlsafe(24)


def _begin_log(log: str | os.PathLike | None) -> None:
    """Have what is noted written to a file; without one, to that of the environment, if any."""
    if log is None:
        return
    path = Path(log).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("a").close()
    except OSError as error:
        raise InputError(f"--log {log}: kan ikke skrives: {error.strerror}") from None
    os.environ[LOG] = str(path)


def _port(wanted: int | None, ip: str) -> int:
    """Return a port that nobody listens on: the one wanted, else the usual one or any."""
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    for each in [wanted] if wanted else [PORT, 0]:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((ip, each))
            except (OSError, OverflowError):
                continue
            return trial.getsockname()[1]
    raise InputError(f"--port {wanted}: porten er i bruk eller finnes ikke; ventet en ledig port")
