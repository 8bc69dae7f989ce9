"""How Jupyter finds forked kernels: a provisioner for kernel.json, and a manager that needs no kernel.json."""

import os
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from svarbenk.batch.kernels.mother import Mother, can_fork

PROVISIONER = "svarbenk-forked"
_LAUNCHER = "ipykernel_launcher"


def forked_kernel() -> KernelSpec:
    """Return what Jupyter is told of the kernel: Python as it runs here, provisioned by forking."""
    return KernelSpec(
        argv=["python", "-m", _LAUNCHER, "-f", "{connection_file}"],
        display_name="svarbenk",
        language="python",
        metadata={"debugger": False, "kernel_provisioner": {"provisioner_name": PROVISIONER}},
    )


class ForkedProvisioner(LocalProvisioner):
    """Forks the kernel where that can be done, and starts it as usual elsewhere; ``forked`` says which it was."""

    forked = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel.

        Parameters
        ----------
        cmd : list of str
            The command that would start it as usual: ``python -m ipykernel_launcher …``.
        **kwargs
            ``env``, ``cwd`` and what else ``subprocess.Popen`` takes.
        """
        self.forked = False
        if not can_fork() or _LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index(_LAUNCHER) + 1 :]
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            self.process = Mother.shared().start(arguments, dict(kwargs.get("env") or os.environ), cwd)
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.forked = True
        self.pid = self.pgid = self.process.pid
        self.cwd = cwd
        return self.connection_info


class ForkedKernelManager(AsyncKernelManager):
    """A kernel manager whose kernels are forks; it knows its kernel without a kernel.json on this machine."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel: Python as it runs here, provisioned by forking."""
        return forked_kernel()
