"""The mother process: imports the libraries once, then forks a kernel for every request.

Run as ``python -P nursery.py FD`` with one end of a socket pair. A request is a line of JSON
and so is the answer:

``{"start": {"arguments": [...], "env": {...}, "cwd": "..."}}`` gives ``{"pid": 123}`` or ``{"error": "..."}``;
``{"poll": 123}`` gives ``{"code": null}`` while the kernel runs, then its exit status as ``subprocess`` words it.

It ends, and its kernels with it, when the other end of the socket is closed: when its owner ends, however that
happens. It has one thread and no BLAS threads, so that forking is safe.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys

# what a chapter and an app need; pyplot is left out, as it must be imported where the inline backend is
STACK = (
    "numpy", "pandas", "scipy.stats", "matplotlib", "matplotlib.figure", "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg", "pyarrow.parquet", "statsmodels.miscmodels.ordinal_model", "pydantic",
    "ruamel.yaml", "ipywidgets", "IPython", "ipykernel.kernelapp", "ipykernel.zmqshell", "svarbenk",
)  # fmt: skip
_PR_SET_PDEATHSIG = 1


def serve(connection: socket.socket) -> None:
    """Answer requests until the other end is closed.

    Parameters
    ----------
    connection : socket
        This process's end of the socket pair.
    """
    children: dict[int, int | None] = {}
    with connection.makefile("rwb", buffering=0) as lines:
        for line in lines:
            request = json.loads(line)
            if "start" in request:
                answer = _start(request["start"], children, connection)
            else:
                answer = {"code": _poll(request["poll"], children)}
            lines.write(json.dumps(answer).encode() + b"\n")
    for pid, code in children.items():
        if code is None:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)


def _start(asked: dict, children: dict[int, int | None], connection: socket.socket) -> dict:
    try:
        pid = os.fork()
    except OSError as error:
        return {"error": str(error)}
    if pid:
        children[pid] = None
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)  # both sides do it, so that it is done whoever comes first
        return {"pid": pid}
    try:
        connection.close()
        _be_kernel(asked)
    except BaseException as error:  # a fork must never run on as a second mother
        print(f"svarbenk: kjernen kunne ikke starte: {type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def _be_kernel(asked: dict) -> None:
    """Turn the forked process into a kernel, with nothing of its mother but the imported modules."""
    mother = os.getppid()
    with contextlib.suppress(OSError):
        os.setsid()
    _die_with_parent()
    os.environ.clear()
    os.environ.update(asked["env"], JPY_PARENT_PID=str(mother))
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.chdir(asked["cwd"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _reseed()
    from ipykernel.kernelapp import IPKernelApp

    # the class took its parent from the environment that it was imported in
    arguments = [*asked["arguments"], f"--IPKernelApp.parent_handle={mother}"]
    sys.argv = ["ipykernel_launcher", *arguments]
    IPKernelApp.launch_instance(argv=arguments)


def _reseed() -> None:
    """Give each kernel random numbers of its own: forks would otherwise all have their mother's."""
    import numpy as np

    random.seed()
    np.random.seed()


def _die_with_parent() -> None:
    """Have the kernel killed when the mother ends; the kernel's own watch on its parent takes seconds."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _poll(pid: int, children: dict[int, int | None]) -> int | None:
    if children.get(pid, 0) is None:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            children[pid] = os.waitstatus_to_exitcode(status)
    return children.get(pid, 0)


def main() -> None:
    """Import the libraries, say that all is ready, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C on the terminal is for the owner to pass on
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    connection = socket.socket(fileno=int(sys.argv[1]))
    for name in STACK:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # forks share what is there now, and collecting garbage would copy it
    connection.sendall(b'{"ready": true}\n')
    serve(connection)


if __name__ == "__main__":
    main()
