"""A visitor without a browser: gets the page of an app, and speaks with its kernel as the page's script does."""

import asyncio
import html
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PATIENCE = 20


def alone(work: Coroutine) -> object:
    """Run to the end in a thread of its own: while Playwright runs, this thread's event loop is taken."""
    found: list = []

    def run() -> None:
        try:
            found.append((True, asyncio.run(work)))
        except BaseException as error:
            found.append((False, error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    good, value = found[0]
    if not good:
        raise value
    return value


@dataclass
class Visitor:
    """Who opens an app: cookies, the page, the states of its widgets by id, and every message that came."""

    origin: str
    token: str
    cookies: dict[str, str] = field(default_factory=dict)
    page: str = ""
    kernel: str = ""
    states: dict[str, dict] = field(default_factory=dict)
    told: list[dict] = field(default_factory=list)
    socket: WebSocketClientConnection | None = None

    async def fetch(self, path: str, **request) -> tuple[int, str, dict]:
        """Ask for a path with the cookies, following no redirection; status, text and headers."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= request.pop("headers", {})
        asked = HTTPRequest(
            self.origin + path, headers=headers, follow_redirects=False, request_timeout=PATIENCE, **request
        )
        AsyncHTTPClient.configure("tornado.simple_httpclient.SimpleAsyncHTTPClient", max_clients=100)
        answer = await AsyncHTTPClient().fetch(asked, raise_error=False)
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.code, answer.body.decode("utf-8"), dict(answer.headers)

    async def open(self, app: str, query: str = "") -> int:
        """Open the page of an app with the link, up to its kernel's id; return the status."""
        status, text, headers = await self.fetch(f"/voila/render/{app}.ipynb?token={self.token}{query}")
        if status == 302:
            status, text, _ = await self.fetch(headers["Location"])
        self.page = text
        found = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', text, re.DOTALL)
        if found:
            self.kernel = json.loads(html.unescape(found[1]))["kernelId"]
        return status

    async def connect(self, **headers: str) -> None:
        """Open the websocket."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        address = f"{self.origin.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels?session_id={uuid.uuid4()}"
        request = HTTPRequest(address, headers={"Cookie": cookie, **headers})
        self.socket = await websocket_connect(request, subprotocols=[PROTOCOL])

    async def send(self, kind: str, content: dict, channel: str = "shell", metadata: dict | None = None) -> str:
        """Send a message; return its id."""
        header = {
            "msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s", "date": "", "version": "5.2",
        }  # fmt: skip
        parts = [json.dumps(each).encode() for each in (header, {}, metadata or {}, content)]
        await self.socket.write_message(serialize_msg_to_ws_v1(parts, channel), binary=True)
        return header["msg_id"]

    async def hear(self, until: Callable[[dict], bool], patience: float = PATIENCE) -> dict | None:
        """Read messages until one that is waited for; None where it does not come in time."""
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            try:
                raw = await asyncio.wait_for(self.socket.read_message(), left)
            except TimeoutError:
                return None
            if raw is None:
                return None
            _, parts = deserialize_msg_from_ws_v1(raw)
            message = {
                "header": json.loads(parts[0]), "parent": json.loads(parts[1]), "content": json.loads(parts[3]),
            }  # fmt: skip
            self.told.append(message)
            self._keep(message)
            if until(message):
                return message
        return None

    def _keep(self, message: dict) -> None:
        content = message["content"]
        data = content.get("data", {})
        if message["header"]["msg_type"] == "comm_open":
            self.states[content["comm_id"]] = dict(data.get("state", {}))
        elif message["header"]["msg_type"] == "comm_msg" and data.get("method") == "update":
            self.states.setdefault(content["comm_id"], {}).update(data["state"])
        elif message["header"]["msg_type"] == "comm_msg" and data.get("method") == "update_states":
            self.states |= {each: dict(known["state"]) for each, known in data["states"].items()}

    async def begin(self) -> None:
        """Do what the page does once its script runs: ask for the kernel, its widgets and their states."""
        await self.connect()
        asked = await self.send("kernel_info_request", {})
        await self.hear(lambda message: message["parent"].get("msg_id") == asked)
        asked = await self.send("comm_info_request", {"target_name": "jupyter.widget"})
        await self.hear(lambda message: message["header"]["msg_type"] == "comm_info_reply")
        control = uuid.uuid4().hex
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await self.send("comm_open", opened, metadata={"version": "1.0.0"})
        await self.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        await self.hear(lambda message: message["content"].get("data", {}).get("method") == "update_states")

    def widget(self, name: str, model: str = "") -> str:
        """Return the id of the widget with a class of the house's, or of the first of a model in it."""
        [found] = [each for each, state in self.states.items() if name in state.get("_dom_classes", ())][:1] or [""]
        if not found or not model or self.states[found]["_model_name"] == model:
            return found
        return next((each for each in self._below(found) if self.states[each]["_model_name"] == model), "")

    def _below(self, parent: str) -> list[str]:
        found = []
        for child in self.states[parent].get("children", ()):
            known = child.removeprefix("IPY_MODEL_")
            found += [known, *self._below(known)]
        return found

    async def change(self, widget: str, **state: object) -> None:
        """Change a widget as somebody who clicks does."""
        await self.send(
            "comm_msg", {"comm_id": widget, "data": {"method": "update", "state": state, "buffer_paths": []}}
        )

    async def leave(self) -> int:
        """Leave the page, as its script does: end the kernel, close the websocket."""
        if self.socket is not None:
            self.socket.close()
        key = self.cookies.get("_xsrf", "")
        path = f"/voila/api/shutdown/{self.kernel}"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _, _ = await self.fetch(path, method="POST", body=f"_xsrf={key}", headers=headers)
        return status
