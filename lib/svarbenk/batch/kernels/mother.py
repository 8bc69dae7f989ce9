"""The owner's side of the mother process: starts it, and asks it for kernels."""

import atexit
import contextlib
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

# numeric libraries start threads at import, and a process with threads must not fork; two kernels with two threads
# each are also slower than two with one
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


def can_fork() -> bool:
    """Tell whether kernels can be forked on this system; elsewhere they start as ordinary ones do."""
    return sys.platform == "linux" and hasattr(os, "fork")


class Mother:
    """A process that has imported the libraries and forks kernels; one is shared by everything in this process.

    Attributes
    ----------
    pid : int
        Its process id.
    """

    _shared: ClassVar["Mother | None"] = None
    _sharing: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self):
        self._speaking = threading.Lock()
        ours, theirs = socket.socketpair()
        # as a script: as a module it would import this package, and with it all that runs reports
        command = [sys.executable, "-P", str(Path(__file__).with_name("nursery.py")), str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD},
                start_new_session=True,
            )
        self.pid = self._process.pid
        self._socket = ours
        self._lines = ours.makefile("rb")
        self._ready = False

    @classmethod
    def shared(cls) -> "Mother":
        """Return the mother of this process, started on first use and again should it have ended."""
        with cls._sharing:
            if cls._shared is None or not cls._shared.alive:
                cls._shared = cls()
                atexit.register(cls._shared.end)
            return cls._shared

    @classmethod
    def prepare(cls) -> None:
        """Start the mother of this process, where kernels can be forked, without waiting until it is ready."""
        if can_fork():
            cls.shared()

    @classmethod
    def end_shared(cls) -> None:
        """End the mother of this process, if there is one, and every process that it forked."""
        with cls._sharing:
            if cls._shared is not None:
                cls._shared.end()
                cls._shared = None

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def start(self, arguments: list[str], env: dict[str, str], cwd: str) -> "ForkedKernel":
        """Fork a kernel.

        Parameters
        ----------
        arguments : list of str
            Those of ``python -m ipykernel_launcher``.
        env : dict
            The kernel's whole environment.
        cwd : str
            Its working folder.

        Raises
        ------
        OSError
            If the mother has ended or cannot fork.
        """
        answer = self._ask({"start": {"arguments": arguments, "env": env, "cwd": cwd}})
        if "pid" not in answer:
            raise OSError(answer.get("error", "no kernel"))
        return ForkedKernel(answer["pid"], self)

    def poll(self, pid: int) -> tuple[int | None, float]:
        """Return the exit status of a kernel (its ``pid``), None while it runs, and its seconds of processor time."""
        try:
            answer = self._ask({"poll": pid})
        except OSError:
            return -signal.SIGKILL, 0.0  # kernels end with their mother
        return answer["code"], answer.get("seconds", 0.0)

    def open(self, data: Path, surveys: Sequence[str]) -> None:
        """Read surveys once, so that kernels that are forked later have them in memory while their files are the same.

        Parameters
        ----------
        data : Path
            The data folder.
        surveys : sequence of str
            Ids of surveys; what cannot be read is left to the chapters.
        """
        with contextlib.suppress(OSError):
            self._ask({"open": {"data": str(data), "surveys": list(surveys)}})

    def rehearse(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call a function in the mother itself, so that kernels that are forked later have what it read and imported.

        It must start no thread, since a mother must have none; what it raises is left to the kernels.

        Parameters
        ----------
        function : callable
            A function of a module, by whose name the mother finds it.
        *arguments
            What it is given; as JSON knows it.
        """
        asked = {"module": function.__module__, "function": function.__qualname__, "arguments": arguments}
        with contextlib.suppress(OSError):
            self._ask({"rehearse": asked})

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function in a fork and return what it returns.

        Parameters
        ----------
        function : callable
            A function of a module, by whose name the fork finds it.
        *arguments
            What it is given; pickled.

        Raises
        ------
        OSError
            If the fork or the mother ends before the function does.
        """
        with tempfile.TemporaryDirectory(prefix=f"svarbenk-{os.getpid()}-", ignore_cleanup_errors=True) as folder:
            (Path(folder) / "inn").write_bytes(pickle.dumps((function, arguments), protocol=5))
            answer = self._ask({"call": folder})
            if "pid" not in answer:
                raise OSError(answer.get("error", "no process"))
            process = ForkedKernel(answer["pid"], self)
            while process.poll() is None:
                time.sleep(0.02)
            try:
                good, value = pickle.loads((Path(folder) / "ut").read_bytes())
            except FileNotFoundError:
                raise OSError(f"the process ended with {process.poll()} before it was done") from None
        if not good:
            raise value
        return value

    def end(self) -> None:
        """End the process and its kernels; no harm is done by ending it twice."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
            return
        self._process.kill()
        self._process.wait()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._speaking:
            if not self._ready:
                self._read()
                self._ready = True
            self._socket.sendall(json.dumps(request).encode() + b"\n")
            return self._read()

    def _read(self) -> dict[str, Any]:
        line = self._lines.readline()
        if not line:
            raise OSError("the process that forks kernels has ended")
        return json.loads(line)


class ForkedKernel:
    """A forked kernel, with what of ``subprocess.Popen`` a kernel provisioner calls."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, mother: Mother):
        self.pid = pid
        self._mother = mother
        self._code: int | None = None
        self.seconds = 0.0

    def poll(self) -> int | None:
        """Return the exit status; None while it runs. When it has ended, ``seconds`` is the processor time it took."""
        if self._code is None:
            self._code, self.seconds = self._mother.poll(self.pid)
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit status.

        Parameters
        ----------
        timeout : float, optional
            Seconds to wait at most.

        Raises
        ------
        subprocess.TimeoutExpired
            If it runs on.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("kernel", timeout)
            time.sleep(0.01)
        return self._code

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)
