"""The mother process: imports the libraries once, then forks a kernel for every request.

Run as ``python -P nursery.py FD`` with one end of a socket pair. A request is a line of JSON
and so is the answer:

``{"start": {"arguments": [...], "env": {...}, "cwd": "..."}}`` gives ``{"pid": 123}`` or ``{"error": "..."}``;
``{"poll": 123}`` gives ``{"code": null}`` while the kernel runs, then its exit status as ``subprocess`` words it, and
the seconds of processor time it took;
``{"call": "..."}`` calls in a fork the function that is pickled in the file «inn» of that folder, gives its pid, and
leaves in «ut» whether it went well and what came of it;
``{"open": {"data": "...", "surveys": [...]}}`` reads these surveys, so that forks have them, and gives ``{}``;
``{"rehearse": {"module": "...", "function": "...", "arguments": [...]}}`` calls a function here, so that forks have
what it read and imported, and gives ``{}``; it must start no thread.

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
import pickle
import random
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

# what a chapter and an app need; pyplot may be among it as long as nobody asks it for its backend before the fork
STACK = (
    "numpy", "pandas", "scipy.stats", "matplotlib", "matplotlib.figure", "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg", "pyarrow.parquet", "statsmodels.miscmodels.ordinal_model", "pydantic",
    "ruamel.yaml", "ipywidgets", "IPython", "IPython.core.completerlib", "IPython.core.debugger",
    "IPython.core.oinspect", "IPython.utils.wildcard", "IPython.extensions.storemagic", "ipykernel.kernelapp",
    "ipykernel.zmqshell", "ipykernel.debugger", "sqlite3", "tornado.platform.asyncio", "faulthandler",
    "encodings.idna", "svarbenk.workbench", "svarbenk.workbench.register_figures", "svarbenk.kontroll",
    "svarbenk.batch.writing", "typst", "pingouin",
)  # fmt: skip
_PR_SET_PDEATHSIG = 1


def serve(connection: socket.socket) -> None:
    """Answer requests until the other end is closed.

    Parameters
    ----------
    connection : socket
        This process's end of the socket pair.
    """
    children: dict[int, dict | None] = {}
    try:
        _answer(connection, children)
    finally:
        for pid, ended in children.items():
            if ended is None:
                with contextlib.suppress(OSError):
                    os.killpg(pid, signal.SIGKILL)


def _answer(connection: socket.socket, children: dict[int, dict | None]) -> None:
    with connection.makefile("rwb", buffering=0) as lines:
        for line in lines:
            request = json.loads(line)
            if "start" in request:
                answer = _fork(lambda asked=request["start"]: _be_kernel(asked), children, connection)
            elif "call" in request:
                answer = _fork(lambda folder=request["call"]: _call(Path(folder)), children, connection)
            elif "open" in request:
                answer = _open(request["open"], connection)
            elif "rehearse" in request:
                answer = _rehearse(request["rehearse"])
            else:
                answer = _poll(request["poll"], children)
            lines.write(json.dumps(answer).encode() + b"\n")


def _fork(task: Callable[[], None], children: dict[int, dict | None], connection: socket.socket) -> dict:
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
        with contextlib.suppress(OSError):
            os.setsid()
        _die_with_parent()
        task()
    except BaseException as error:  # a fork must never run on as a second mother
        print(f"svarbenk: en prosess kunne ikke starte: {type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def _call(folder: Path) -> None:
    try:
        function, arguments = pickle.loads((folder / "inn").read_bytes())
        answer = (True, function(*arguments))
    except Exception as error:
        answer = (False, error)
    (folder / "halv").write_bytes(pickle.dumps(answer, protocol=5))
    (folder / "halv").rename(folder / "ut")


def _be_kernel(asked: dict) -> None:
    """Turn the forked process into a kernel, with nothing of its mother but the imported modules."""
    mother = os.getppid()
    os.environ.clear()
    os.environ.update(asked["env"], JPY_PARENT_PID=str(mother))
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.chdir(asked["cwd"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _reseed()
    from ipykernel.kernelapp import IPKernelApp

    # the class took its parent from the environment that it was imported in
    arguments = [*asked["arguments"], f"--IPKernelApp.parent_handle={mother}"]
    # imported before there was a kernel, ipywidgets has told none where a page is to ask for all widgets at once
    arguments += ["--IPKernelApp.extra_extensions=ipywidgets"]
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


def _poll(pid: int, children: dict[int, dict | None]) -> dict:
    if children.get(pid, {}) is None:
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done:
            seconds = round(used.ru_utime + used.ru_stime, 3)
            children[pid] = {"code": os.waitstatus_to_exitcode(status), "seconds": seconds}
    return children.get(pid, {"code": 0}) or {"code": None}


def _open(asked: dict, connection: socket.socket) -> dict:
    """Read surveys; files of answers in a fork, since reading them takes threads, which a mother must not have."""
    with contextlib.suppress(Exception):  # what cannot be read is for the chapter to tell
        rehearsal = importlib.import_module("svarbenk.workbench.rehearsal")
        data = Path(asked["data"])
        rehearsal.read_descriptions(data)
        ours, theirs = os.pipe()
        pid = os.fork()
        if not pid:
            try:
                connection.close()
                _die_with_parent()
                with os.fdopen(theirs, "wb") as way_back:
                    way_back.write(rehearsal.read_answers(data, tuple(asked["surveys"])))
            finally:
                os._exit(0)
        os.close(theirs)
        with os.fdopen(ours, "rb") as answers:
            found = answers.read()
        os.waitpid(pid, 0)
        rehearsal.remember(found, data)
        _settle()
    return {}


def _rehearse(asked: dict) -> dict:
    with contextlib.suppress(Exception):  # whoever calls the function in a fork is told what is wrong
        getattr(importlib.import_module(asked["module"]), asked["function"])(*asked["arguments"])
    _settle()
    return {}


def _settle() -> None:
    """Have forks share what is there now: collecting garbage would copy it."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Import the libraries, say that all is ready, and serve."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # it would print a warning of its own
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C on the terminal is for the owner to pass on
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    connection = socket.socket(fileno=int(sys.argv[1]))
    for name in STACK:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    with contextlib.suppress(Exception):  # it is only for speed
        importlib.import_module("svarbenk.workbench.rehearsal").rehearse()
    _settle()
    with contextlib.suppress(ConnectionError):  # the owner may have gone, as with a misspelt plan: nobody waits
        connection.sendall(b'{"ready": true}\n')
        serve(connection)


if __name__ == "__main__":
    main()
