"""Pages: the start page, the page of an app, and what is shown instead of one."""

from collections.abc import AsyncIterator
from contextlib import suppress

from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.httputil import url_concat
from voila.tornado.handler import TornadoVoilaHandler

from svarbenk.apps.controls import read_address
from svarbenk.apps.log import note
from svarbenk.apps.service.listing import Listed
from svarbenk.apps.service.sessions import Begun, Sessions
from svarbenk.apps.words import said
from svarbenk.wording import synthetic_mark

WAIT = 30
"""Seconds after which a visitor who found all sessions taken may try again."""
LANGUAGES = ("nb", "en")


class _Page(JupyterHandler):
    """A page made of one of our own templates."""

    def initialize(self, listed: tuple[Listed, ...] = (), synthetic: bool = False) -> None:
        self.listed, self.synthetic = listed, synthetic

    def get_template(self, name):
        return self.settings["voila_jinja2_env"].get_template(name)

    def show(self, template: str, **values: object) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(self.get_template(template).render(base_url=self.base_url, language=language_of(self), **values))

    def write_error(self, status_code, **kwargs):
        self.show("error.html")


class StartPage(_Page):
    """The apps with a line on each."""

    @web.authenticated
    async def get(self):
        """Show the list."""
        if self.get_query_argument("token", ""):
            self.redirect(without_token(self))
            return
        words = {name: said(name, language_of(self)) for name in ("start", "synthetic")}
        mark = synthetic_mark(language_of(self)) if self.synthetic else ""
        self.show("tree.html", listed=self.listed, words=words, mark=mark)


class Missing(_Page):
    """Whatever is not there: whoever asks is told no more than that."""

    async def prepare(self):
        """Say that nothing is here."""
        raise web.HTTPError(404)


class Login(LoginFormHandler):
    """The form that asks for the key in the link."""

    def _render(self, message=None):
        page = self.settings["voila_jinja2_env"].get_template("login.html")
        following = self.get_argument("next", default=self.base_url)
        self.set_header("Cache-Control", "no-store")
        self.finish(
            page.render(
                base_url=self.base_url,
                next=following,
                wrong=bool(message),
                xsrf=self.xsrf_form_html(),
                language=language_of(self),
            )
        )


class AppPage(TornadoVoilaHandler):
    """The page of an app: one of the notebooks that are served, by the name it is listed under, and nothing else."""

    def initialize(self, listed: tuple[Listed, ...], **kwargs) -> None:
        """Take what the server tells every page of this kind."""
        super().initialize(**kwargs)
        self.names = {each.name for each in listed}

    @property
    def sessions(self) -> Sessions:
        """The kernels of all pages."""
        return self.kernel_manager

    @web.authenticated
    async def get(self, path=None):
        """Show the page of the app whose notebook the ``path`` names, if there is room."""
        name = (path or "").removesuffix(".ipynb")
        # a page of another site that frames this one, or a browser that looks ahead, gets no kernel
        asked_as = self.request.headers.get("Sec-Fetch-Dest", "document")
        if path != f"{name}.ipynb" or name not in self.names or asked_as != "document":
            raise web.HTTPError(404)
        if "prefetch" in self.request.headers.get("Sec-Purpose", ""):
            raise web.HTTPError(503)
        if self.get_query_argument("token", ""):
            self.redirect(without_token(self))
            return
        state = read_address(self.request.query)
        if self.sessions.full:
            note("refused", app=name, state=state)
            self._show("full.html", 503, wait=WAIT)
            return
        # the page's call that ends its kernel needs the cookie, which Voilà never sets (voila#1458)
        _ = self.xsrf_token
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        begun = await self.sessions.begin(name, path)
        note("opened", app=name, state=state, waited=begun.waited)
        try:
            async for part in _parts(begun):
                self.write(part)
                await self.flush()
        except BaseException:
            # whoever asked has gone, or the kernel failed: no page has this kernel
            with suppress(Exception):
                await self.sessions.shutdown_kernel(begun.kernel, now=True)
            raise

    def _show(self, template: str, status: int, **values: object) -> None:
        self.set_status(status)
        if status == 503:
            self.set_header("Retry-After", str(WAIT))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        page = self.settings["voila_jinja2_env"].get_template(template)
        self.finish(page.render(base_url=self.base_url, language=language_of(self), **values))

    def write_error(self, status_code, **kwargs):
        """Show the page that says no more than that there is nothing."""
        self._show("error.html", status_code)


async def _parts(begun: Begun) -> AsyncIterator[str]:
    ready = list(begun.ready)
    if ready:
        yield "".join(ready)
    rendered, rest = await begun.task
    if len(rendered) > len(ready):
        yield "".join(rendered[len(ready) :])
    async for part, _ in rest:
        yield part


def language_of(handler) -> str:
    """Return the language that an address asks for, Norwegian where it does not.

    Parameters
    ----------
    handler : RequestHandler
        Of the page that is asked for.
    """
    asked = handler.get_query_argument("sprak", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def without_token(handler) -> str:
    """Return the address of a page without the token, which a cookie has replaced: it is for nobody to copy.

    Parameters
    ----------
    handler : RequestHandler
        Of the page that is asked for.
    """
    kept = [(name, value) for name in handler.request.query_arguments for value in handler.get_query_arguments(name)]
    return url_concat(handler.request.path, [(name, value) for name, value in kept if name != "token"])
