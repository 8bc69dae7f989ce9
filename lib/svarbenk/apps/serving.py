"""Serving the apps with Voilà: on this machine only, behind a token, without code, files or tracebacks."""

import ast
import logging
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from svarbenk.codebook import DataFolder, nearest
from svarbenk.errors import InputError
from svarbenk.workbench import open_survey

ADDRESS = "127.0.0.1"
PORT = 8866
TEMPLATE = "svarbenk"
SHARE = Path(__file__).with_name("share")
# of all that JupyterLab can be extended with, the page needs what draws widgets; the rest asks for another
# version of JupyterLab than Voilà brings, and says so on the browser's console
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8")
# nothing is loaded from elsewhere, even if a library asked for it; widgets need eval
_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; form-action 'self'"
)


def app_names(folder: Path) -> list[str]:
    """Return the names of the apps: the notebooks in a ``folder``, in order."""
    return sorted(path.stem for path in folder.glob("*.ipynb"))


def serve(
    folder: Path,
    name: str | None = None,
    *,
    port: int | None = None,
    data: str | os.PathLike | None = None,
    ready: Callable[[str], None],
) -> None:
    """Serve the apps until interrupted.

    Parameters
    ----------
    folder : Path
        Where the app notebooks are; nothing else is served.
    name : str, optional
        The app that the link opens; by default the only one, or the list of them.
    port : int, optional
        By default 8866, or any free one where that is taken.
    data : path, optional
        The data folder.
    ready : callable
        Called with the link, which has the token in it, when the server listens.

    Raises
    ------
    InputError
        If there is no such app, its survey cannot be opened, or the port is taken.
    """
    names = app_names(folder)
    if not names or (name and name not in names):
        known = ", ".join(names) or "ingen"
        raise InputError(
            f"appen «{name or ''}» finnes ikke i {folder}{nearest(name or '', names)}; det finnes: {known}"
        )
    found = DataFolder.find(data)
    for each in [name] if name else names:
        # what is wrong is told here, where paths may be shown, and before a browser waits for it
        open_survey(survey_of(folder / f"{each}.ipynb"), data=found.root)
    number = _port(port)
    os.environ["SVARBENK_DATA"] = str(found.root)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(SHARE), os.environ.get("JUPYTER_PATH"))))
    token = secrets.token_urlsafe(24)
    first = name or (names[0] if len(names) == 1 else "")
    place = f"voila/render/{first}.ipynb" if first else ""
    _run(folder, number, token, lambda: ready(f"http://{ADDRESS}:{number}/{place}?token={token}"))


def survey_of(notebook: Path) -> str:
    """Return the survey that a ``notebook`` names among its parameters.

    Raises
    ------
    InputError
        If it names none.
    """
    import papermill

    survey = papermill.inspect_notebook(str(notebook)).get("survey")
    if survey is None:
        raise InputError(f"{notebook}: ingen parameter «survey»; ventet undersøkelsen som appen viser")
    return ast.literal_eval(survey["default"])


def _port(wanted: int | None) -> int:
    """Return a port that nobody listens on: the one wanted, else the usual one or any."""
    for each in [wanted] if wanted else [PORT, 0]:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((ADDRESS, each))
            except (OSError, OverflowError):
                continue
            return trial.getsockname()[1]
    raise InputError(f"--port {wanted}: porten er i bruk eller finnes ikke; ventet en ledig port")


def keep_xsrf(handler, notebook, cwd):
    """Touch the token that lets a page shut its kernel down when it is left; Voilà never sets its cookie.

    Parameters
    ----------
    handler : RequestHandler
        Of the page that is asked for.
    notebook : NotebookNode
        The app, which is left as it is.
    cwd : str
        Its folder.
    """
    _ = handler.xsrf_token
    return notebook


def settings(folder: Path, port: int, token: str) -> dict[str, dict]:
    """Return what Voilà is told, class by class.

    Parameters
    ----------
    folder : Path
        Where the app notebooks are.
    port : int
        Where it listens.
    token : str
        Without it nothing is shown.
    """
    closed = "Siden kan ikke vises nå. / The page cannot be shown now."
    return {
        "Voila": {
            "ip": ADDRESS,
            "port": port,
            "port_retries": 0,
            "token": token,
            "open_browser": False,
            "root_dir": str(folder),
            "config_file_paths": [],
            "log_level": "ERROR",
            "tornado_settings": {
                "ws_ping_timeout": 30_000,  # the server's own is longer than its interval, and tornado complains
                "headers": {
                    "Content-Security-Policy": _CSP,
                    "X-Content-Type-Options": "nosniff",
                    "Referrer-Policy": "same-origin",
                },
            },
        },
        "VoilaConfiguration": {
            "template": TEMPLATE,
            "classic_tree": True,
            "strip_sources": True,
            "show_tracebacks": False,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "file_allowlist": [],
            "extension_allowlist": list(_EXTENSIONS),
            "prelaunch_hook": keep_xsrf,
        },
        "VoilaExecutor": {"timeout": 60, "cell_error_instruction": closed, "cell_timeout_instruction": closed},
        "HTMLExporter": {"language_code": "nb"},
        # a page that was left without telling is idle: its kernel goes after five minutes
        "MappingKernelManager": {"cull_interval": 60, "cull_idle_timeout": 300},
        # sockets in a folder of their own: no port is open but the server's
        "KernelManager": {"transport": "ipc"} if os.name == "posix" else {},
    }


def _run(folder: Path, port: int, token: str, ready: Callable[[], None]) -> None:
    from tornado.ioloop import IOLoop
    from traitlets.config import Config
    from voila.app import Voila
    from voila.tornado.contentshandler import VoilaContentsHandler

    class Server(Voila):
        """Voilà without the address that lists and describes files."""

        def init_handlers(self):
            return [each for each in super().init_handlers() if each[1] is not VoilaContentsHandler]

    # what was asked for and not found is no news; what failed is
    logging.getLogger("tornado").setLevel(logging.ERROR)
    server = Server(config=Config(settings(folder, port, token)))
    server.initialize([])
    IOLoop.current().add_callback(ready)
    server.start()
