"""Kernels that start at once: one process imports the libraries, and every kernel is a fork of it."""

from svarbenk.batch.kernels.manager import ForkedKernelManager, forked_kernel
from svarbenk.batch.kernels.mother import Mother, can_fork

__all__ = ["ForkedKernelManager", "Mother", "can_fork", "forked_kernel"]
