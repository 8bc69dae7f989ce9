"""The real server for a test: ``svarbenk app`` on a free port, asked over HTTP or by a browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, build_opener, urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@dataclass
class Served:
    """A running server: its link with the token, and what it has printed."""

    process: subprocess.Popen
    link: str
    told: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return re.match(r"http://[^/]+", self.link)[0]

    @property
    def token(self) -> str:
        return self.link.partition("token=")[2]

    def answer(self, path: str, *, token: str | None = None) -> tuple[int, str]:
        """Ask for a path; status and text, after redirections."""
        request = Request(self.origin + path, headers={"Authorization": f"token {token}"} if token else {})
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8")

    def headers(self, path: str) -> dict[str, str]:
        """Ask for a path without following where it sends one."""
        with build_opener().open(Request(self.origin + path, method="GET"), timeout=PATIENCE) as answer:
            return {name.lower(): value for name, value in answer.headers.items()}

    def stop(self) -> tuple[int, str, str]:
        """Press Ctrl-C; exit status and what was printed after the link."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def serve(data: Path) -> Served:
    """Start the server as a user does and wait for its link."""
    command = [sys.executable, "-m", "svarbenk.cli", "app", "utforsker", "--port", str(free_port())]
    environment = {**os.environ, "SVARBENK_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    started = time.monotonic()
    line = process.stdout.readline().strip()
    assert line.startswith("http://127.0.0.1:"), f"{line}\n{process.stderr.read() if process.poll() else ''}"
    assert time.monotonic() - started < PATIENCE
    return Served(process, line)
