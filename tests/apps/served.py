"""The real server for a test: ``svarbenk app`` on a free port, asked over HTTP or by a browser."""

import contextlib
import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, build_opener, urlopen

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@dataclass
class Served:
    """A running server: its link with the token, and the file that it writes its log to."""

    process: subprocess.Popen
    link: str
    log: Path
    told: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return re.match(r"http://[^/]+", self.link)[0]

    @property
    def token(self) -> str:
        return self.link.partition("token=")[2]

    def link_to(self, app: str, **state: str) -> str:
        """Return the link that opens an app, with a state."""
        return f"{self.origin}/voila/render/{app}.ipynb?{urlencode({'token': self.token, **state})}"

    def answer(self, path: str, *, token: str | None = None, method: str = "GET") -> tuple[int, str]:
        """Ask for a path; status and text, after redirections."""
        request = Request(
            self.origin + path, headers={"Authorization": f"token {token}"} if token else {}, method=method
        )
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def headers(self, path: str) -> dict[str, str]:
        """Ask for a path; the headers of the answer, whatever its status."""
        try:
            with build_opener().open(Request(self.origin + path, method="GET"), timeout=PATIENCE) as answer:
                return {name.lower(): value for name, value in answer.headers.items()}
        except HTTPError as error:
            return {name.lower(): value for name, value in error.headers.items()}

    def kernels(self) -> list[psutil.Process]:
        """Return the processes of kernels, in use or waiting: whatever was forked, or started as a kernel."""
        found = []
        for process in psutil.Process(self.process.pid).children(recursive=True):
            try:
                command = " ".join(process.cmdline())
                forked = "nursery.py" in command and process.ppid() != self.process.pid
            except psutil.Error:
                continue
            if forked or "ipykernel_launcher" in command:
                found.append(process)
        return found

    def settle(self, kernels: int, patience: float = 20) -> int:
        """Wait until there are so many kernels; return how many there are."""
        deadline = time.monotonic() + patience
        while len(self.kernels()) != kernels and time.monotonic() < deadline:
            time.sleep(0.1)
        return len(self.kernels())

    def stop(self) -> tuple[int, str, str]:
        """Press Ctrl-C; exit status and what was printed after the link."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _end_with_us() -> None:
    """Have a server end with the tests, however they end."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def serve(data: Path, *arguments: str, environment: dict[str, str] | None = None) -> Served:
    """Start the server as a user does and wait for its link; over all apps where none is named."""
    log = Path(tempfile.mkdtemp(prefix="svarbenk-logg-")) / "apper.jsonl"
    port = () if "--port" in arguments else ("--port", str(free_port()))
    command = [sys.executable, "-m", "svarbenk.cli", "app", *arguments, *port, "--log", str(log)]
    around = {**os.environ, "SVARBENK_DATA": str(data), "PYTHONUNBUFFERED": "1", **(environment or {})}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=around,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_end_with_us,
    )
    started = time.monotonic()
    line = process.stdout.readline().strip()
    assert line.startswith("http://"), f"{line}\n{process.stderr.read() if process.poll() else ''}"
    assert time.monotonic() - started < PATIENCE
    return Served(process, line, log)
