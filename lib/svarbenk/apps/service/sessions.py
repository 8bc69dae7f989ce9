"""Sessions: a kernel for each page that is open, those that wait for a page, and when they go."""

import asyncio
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from traitlets import Int

from svarbenk.apps.log import note


@dataclass(frozen=True)
class Visit:
    """A page that is open: which app's, and since when."""

    app: str
    since: float


@dataclass(frozen=True)
class Begun:
    """The kernel of a page that is begun: what of the page is ready, and the task that has the rest."""

    kernel: str
    task: asyncio.Task
    ready: list[str]
    waited: bool


class AppKernel(ServerKernelManager):
    """A kernel that is ended without being interrupted first: it would say so on the terminal."""

    async def _async_interrupt_kernel(self):
        pass

    interrupt_kernel = _async_interrupt_kernel


class Sessions(AsyncMappingKernelManager):
    """The kernels of all pages; Voilà puts its pool of kernels that wait on top of this class.

    Attributes
    ----------
    most : int
        Pages that may be open at once.
    idle_page : int
        Seconds after which a page that is open, with nobody clicking, loses its kernel.
    stuck : int
        Seconds after which a kernel that is still busy with one thing is ended.
    visits : dict
        Id of the kernel to the page.
    """

    most = Int(40).tag(config=True)
    idle_page = Int(3600).tag(config=True)
    stuck = Int(300).tag(config=True)

    def __init__(self, **kwargs):
        self.visits: dict[str, Visit] = {}
        self._coming = 0
        super().__init__(**kwargs)

    @property
    def full(self) -> bool:
        """Whether as many pages are open as may be."""
        return len(self.visits) + self._coming >= self.most

    async def begin(self, app: str, notebook: str) -> Begun:
        """Return a kernel for a page, with what renders it: one that waited, else a new one.

        Parameters
        ----------
        app : str
            Name of the app.
        notebook : str
            Its file.
        """
        self._coming += 1
        try:
            begun = await self._waiting(notebook)
            if begun is None:
                made = await self._initialize(notebook, None, path="", env=dict(os.environ))
                made["renderer"].stop_generator = True  # cells are rendered as the page asks for them
                begun = Begun(made["kernel_id"], made["task"], made["renderer"].rendered_cache, waited=False)
            self.visits[begun.kernel] = Visit(app, time.monotonic())
        finally:
            self._coming -= 1
        return begun

    async def _waiting(self, notebook: str) -> Begun | None:
        """Take a kernel out of the pool, which is filled again; none where there is none that lives."""
        while self.get_pool_size(notebook):
            try:
                task, ready, kernel = await self.get_rendered_notebook(notebook_name=notebook)
            except Exception:  # it could not be started; the next one may be
                continue
            if kernel in self and await ensure_async(self.get_kernel(kernel).is_alive()):
                return Begun(kernel, task, ready, waited=True)
        return None

    async def shutdown_kernel(self, kernel_id, now=True, restart=False):
        """End a kernel at once: it has nothing to save."""
        return await super().shutdown_kernel(kernel_id, now=True, restart=restart)

    async def shutdown_all(self, now=True):
        """End all kernels at once, those too that were about to wait for somebody."""
        for pool in self._pools.values():
            for task in pool:
                task.cancel()
        self._pools.clear()
        for kernel_id in self.list_kernel_ids():
            with suppress(Exception):  # its page may be ending it at the same moment
                await self.shutdown_kernel(kernel_id)

    def remove_kernel(self, kernel_id):
        """Forget a kernel that has ended, and say in the log how long its page was open."""
        visit = self.visits.pop(kernel_id, None)
        if visit is not None:
            note("closed", app=visit.app, seconds=round(time.monotonic() - visit.since))
        return super().remove_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id):
        """End a kernel whose page has gone, has stood unused for long or hangs; and those that ended by themselves."""
        kernel = self._kernels.get(kernel_id)
        if kernel is None:
            return
        if await ensure_async(kernel.is_alive()):
            quiet = utcnow() - kernel.last_activity
            open_page = self._kernel_connections.get(kernel_id, 0) > 0
            limit = self.idle_page if open_page else self.cull_idle_timeout
            if getattr(kernel, "execution_state", "") == "busy":
                limit = self.stuck
            if quiet <= timedelta(seconds=limit):
                return
        await ensure_async(self.shutdown_kernel(kernel_id))
