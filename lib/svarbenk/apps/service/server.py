"""Server: Voilà with only the addresses that the apps need, and with handlers of our own behind them."""

import asyncio
import logging
from collections.abc import Callable

from jupyter_server.auth.logout import LogoutHandler
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError
from traitlets import Any
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler

from svarbenk.apps.service.doors import Channels, Headers, KernelState, Leave
from svarbenk.apps.service.listing import listed, read
from svarbenk.apps.service.pages import AppPage, Login, Missing, StartPage
from svarbenk.apps.service.plan import Plan
from svarbenk.apps.service.settings import TEMPLATE, settings

_KERNEL = r"(?P<kernel_id>\w{8}-\w{4}-\w{4}-\w{4}-\w{12})"


class AppNotebooks(LargeFileManager):
    """Hands out the notebooks of the apps, by name, and no other file; nothing is listed."""

    plan = Any()

    def get(self, path, content=True, type=None, format=None, **_):
        """Return the notebook of an app.

        Parameters
        ----------
        path : str
            The app's name with «.ipynb».
        content, type, format
            As Jupyter asks; the notebook is handed out whole.
        """
        name = path.strip("/").removesuffix(".ipynb")
        if name not in self.plan.names:
            raise HTTPError(404)
        notebook = read(self.plan.folder, name, self.plan.threshold)
        return {"name": f"{name}.ipynb", "path": path, "type": "notebook", "format": "json", "content": notebook}


class Server(Voila):
    """Voilà as this house serves it.

    Attributes
    ----------
    plan : Plan
        What is served.
    """

    plan = Any()

    def init_settings(self):
        """Return tornado's settings: the notebooks, the headers and what is shown for a wrong address are ours."""
        found = super().init_settings()
        self.contents_manager = found["contents_manager"] = AppNotebooks(parent=self, plan=self.plan)
        found["jinja2_env"] = found["voila_jinja2_env"]  # Jupyter's own pages need files that are not served here
        # without a token, only addresses of this machine are answered: a page elsewhere cannot pretend to be here
        found["allow_remote_access"] = bool(self.plan.token)
        return found | {"transforms": [Headers], "default_handler_class": Missing, "log_function": lambda handler: None}

    def init_handlers(self):
        """Return the addresses that are answered; all others are missing."""
        apps = listed(self.plan.folder, self.plan.names)
        start = {"listed": apps, "synthetic": self.plan.synthetic}
        told = {"voila_configuration": self.voila_configuration}
        page = {**told, "listed": apps, "template_paths": self.template_paths, "config": self.config}
        extensions = {"path": self.labextensions_path, "no_cache_paths": ["/"]}
        themes = {"themes_url": "/voila/api/themes", "path": self.themes_dir, "no_cache_paths": ["/"]}
        themes["labextensions_path"] = self.labextensions_path
        found = [
            ("/", StartPage, start),
            (r"/voila/tree", StartPage, start),
            (r"/voila/render/(.*)", AppPage, page),
            (rf"/api/kernels/{_KERNEL}", KernelState),
            (rf"/api/kernels/{_KERNEL}/channels", Channels),
            (rf"/voila/api/shutdown/{_KERNEL}", Leave),
            (rf"/voila/templates/({TEMPLATE}/static/[\w./-]+)", TemplateStaticFileHandler),
            (r"/voila/static/(.+)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (r"/voila/api/themes/(.*)", ThemesHandler, themes),
            (r"/voila/labextensions/(.*)", FileFindHandler, extensions),
            (r"/login", Login),
            (r"/logout", LogoutHandler),
        ]
        return [(url_path_join(self.server_url, address), *rest) for address, *rest in found]


def run(plan: Plan, ready: Callable[[], None]) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    plan : Plan
        What is served.
    ready : callable
        Called when the server listens.
    """
    # what was asked for and not found is no news; what failed is
    logging.getLogger("tornado").setLevel(logging.ERROR)
    server = Server(config=Config(settings(plan)), plan=plan)
    server.initialize([])
    IOLoop.current().asyncio_loop.set_exception_handler(_report)
    IOLoop.current().add_callback(ready)
    server.start()


def _report(loop: asyncio.AbstractEventLoop, failure: dict) -> None:
    """Report what failed, other than what Jupyter had begun for a page that has gone in the meantime."""
    error = failure.get("exception")
    if not isinstance(error, WebSocketClosedError | StreamClosedError) and str(error) != "Stream is closed":
        loop.default_exception_handler(failure)
