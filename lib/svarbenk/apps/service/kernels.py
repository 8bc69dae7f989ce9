"""Kernels: the one that apps run in."""

import os

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from traitlets import Bool

from svarbenk.batch.kernels import forked_kernel

NAME = "python3"


class OneKernel(KernelSpecManager):
    """Knows one kernel and no other that may be installed: Python as it runs here, forked where that can be done."""

    forked = Bool(True).tag(config=True)

    def find_kernel_specs(self):
        """Return the kernel's name with its folder, which holds nothing."""
        return {NAME: os.devnull}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernel.

        Parameters
        ----------
        kernel_name : str
            Its name.

        Raises
        ------
        NoSuchKernel
            If it is another's.
        """
        if kernel_name != NAME:
            raise NoSuchKernel(kernel_name)
        spec = forked_kernel()
        if not self.forked:
            spec.metadata.pop("kernel_provisioner")
        return spec

    def get_all_specs(self):
        """Return the kernel as Voilà reads it."""
        return {NAME: {"resource_dir": "", "spec": self.get_kernel_spec(NAME).to_dict()}}
