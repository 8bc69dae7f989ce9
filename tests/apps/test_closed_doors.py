"""What the server refuses: every way to files, code and kernels that a page of an app does not need."""

import json
import re
import socket
import time
import uuid

import psutil
import pytest
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from served import ROOT, serve
from visitor import PATIENCE, PROTOCOL, Visitor, alone

WRONG_PATHS = [
    "/voila/render/../helse-nord/10-kommunene.ipynb",
    "/voila/render/..%2Fhelse-nord%2F10-kommunene.ipynb",
    "/voila/render/..%252Fhelse-nord%252F10-kommunene.ipynb",
    "/voila/render/%2e%2e/helse-nord/10-kommunene.ipynb",
    "/voila/render//etc/passwd",
    "/voila/render/utforsker",
    "/voila/render/finnes-ikke.ipynb",
    "/voila/render/utforsker.ipynb/",
    "/voila/files/utforsker.ipynb",
    "/voila/files/..%2F..%2Fdata/codebooks/helse-nord-kommune.yaml",
    "/voila/api/contents",
    "/voila/api/contents/utforsker.ipynb",
    "/voila/tree/",
    "/voila/tree/..%2F",
    "/voila/static/..%2F..%2F..%2Fetc/passwd",
    "/voila/static/%2e%2e/%2e%2e/conf.json",
    "/voila/templates/svarbenk/static/..%2F..%2Fconf.json",
    "/voila/templates/..%2F..%2F/static/x",
    "/voila/templates/lab/static/../index.html.j2",
    "/voila/labextensions/..%2F..%2F..%2Fetc/passwd",
    "/voila/api/themes/..%2F..%2Fpasswd",
    "/voila/query/00000000-0000-0000-0000-000000000000",
    "/voila/execution/00000000-0000-0000-0000-000000000000",
    "/api",
    "/api/status",
    "/api/contents",
    "/api/contents/utforsker.ipynb",
    "/api/sessions",
    "/api/terminals",
    "/api/kernelspecs",
    "/api/kernels",
    "/api/config/notebook",
    "/terminals/1",
    "/nbconvert/html/utforsker.ipynb",
    "/files/utforsker.ipynb",
    "/edit/utforsker.ipynb",
    "/lab",
    "/tree",
    "/metrics",
]
REFUSED = [
    ("execute_request", "shell"),
    ("execute_request", "control"),
    ("execute_request", "stdin"),
    ("execute_request", "iopub"),
    ("inspect_request", "shell"),
    ("complete_request", "shell"),
    ("history_request", "shell"),
    ("is_complete_request", "shell"),
    ("input_reply", "stdin"),
    ("debug_request", "control"),
    ("debug_request", "shell"),
    ("interrupt_request", "control"),
    ("shutdown_request", "control"),
    ("shutdown_request", "shell"),
    ("create_subshell_request", "control"),
    ("usage_request", "control"),
    ("comm_msg", "control"),
]


@pytest.mark.parametrize("token", [None, "feil"])
@pytest.mark.parametrize("path", ["/", "/voila/render/utforsker.ipynb", "/voila/tree"])
def test_without_the_token_nothing_is_shown(served, token, path):
    status, text = served.answer(path, token=token)
    assert status == 200  # the form that asks for the token
    assert 'type="password"' in text
    assert "jupyter-config-data" not in text
    assert "Utforsker" not in text
    assert "Jupyter" not in text


@pytest.mark.parametrize("token", [None, "feil"])
def test_without_the_token_no_kernel_answers(served, token):
    assert served.answer("/api/kernels/00000000-0000-0000-0000-000000000000", token=token)[0] == 403


@pytest.mark.parametrize("path", WRONG_PATHS)
def test_only_the_apps_are_served(served, path):
    status, text = served.answer(path, token=served.token)
    assert status in {403, 404}
    for word in ("root:", "codebook", "kernelspec", "Traceback", "base_template", "{%", str(ROOT), "site-packages"):
        assert word not in text


@pytest.mark.parametrize("path", ["/api/kernels", "/api/sessions", "/api/contents/x.ipynb", "/api/terminals"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_made_or_started_over_the_api(served, path, method):
    before = len(served.kernels())
    status, _ = served.answer(path, token=served.token, method=method)
    assert status in {403, 404, 405}
    assert len(served.kernels()) == before


@pytest.mark.parametrize("asked", ["template=lab", "template=../../x", "theme=dark", "classic-tree=false"])
def test_an_address_chooses_no_template(served, asked):
    async def ask():
        visitor = Visitor(served.origin, served.token)
        status = await visitor.open("utforsker", f"&{asked}")
        return status, visitor.page, await visitor.leave()

    status, text, left = alone(ask())
    assert (status, left) == (200, 204)
    assert 'class="jp-Notebook svb"' in text
    assert "cdn.jsdelivr.net" not in text
    assert "https://" not in served.answer(f"/?{asked}", token=served.token)[1]


@pytest.mark.parametrize("header", [{"Sec-Fetch-Dest": "iframe"}, {"Sec-Purpose": "prefetch;prerender"}])
def test_a_page_that_nobody_looks_at_gets_no_kernel(served, header):
    async def ask():
        visitor = Visitor(served.origin, served.token)
        await visitor.fetch(f"/?token={served.token}")
        return await visitor.fetch("/voila/render/utforsker.ipynb", headers=header)

    status, text, _ = alone(ask())
    assert status in {404, 503}
    assert "jupyter-config-data" not in text


def test_the_token_does_not_stay_in_the_address(served):
    async def ask():
        visitor = Visitor(served.origin, served.token)
        return await visitor.fetch(f"/voila/render/utforsker.ipynb?sprak=en&token={served.token}")

    status, _, headers = alone(ask())
    assert (status, headers["Location"]) == (302, "/voila/render/utforsker.ipynb?sprak=en")
    assert "httponly" in headers["Set-Cookie"].lower()
    assert "samesite=lax" in headers["Set-Cookie"].lower()


@pytest.mark.parametrize("path", ["/login", "/voila/static/voila.js", "/finnes-ikke", "/api/kernels", "/voila/api/x"])
def test_every_answer_has_the_headers(served, path):
    headers = served.headers(path)
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_the_page_has_no_code_no_path_and_nothing_from_elsewhere(served):
    async def ask():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        await visitor.leave()
        return visitor.page

    page = alone(ask())
    assert "jupyter-config-data" in page
    for word in ("import ", "show_app(", "explore(", "threshold", "site-packages", str(ROOT)):
        assert word not in page.partition("<body")[2], word
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_a_hand_made_message_runs_no_code(served, tmp_path):
    """What a visitor sends on any channel, other than what a page sends, is neither run nor answered."""
    proof = tmp_path / "bevis"
    content = {
        "code": f"open({str(proof)!r}, 'w').write('x')", "silent": False, "user_expressions": {}, "value": "x",
        "allow_stdin": False, "stop_on_error": False, "cursor_pos": 0, "hist_access_type": "tail", "n": 5,
        "detail_level": 1, "command": "initialize", "restart": False,
    }  # fmt: skip

    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        await visitor.begin()
        del visitor.told[:]
        for kind, channel in REFUSED:
            await visitor.send(kind, content, channel)
        # the kernel answers what a page asks, and has by then done all that came before
        asked = await visitor.send("kernel_info_request", {})
        answered = await visitor.hear(lambda message: message["parent"].get("msg_id") == asked and _is_reply(message))
        told = list(visitor.told)
        await visitor.leave()
        return answered, told

    answered, told = alone(attack())
    assert answered["header"]["msg_type"] == "kernel_info_reply"
    assert not proof.exists()
    # what the page asked for before may still be told to have ended
    answered_to = {message["parent"].get("msg_type", "kernel_info_request") for message in told}
    assert answered_to <= {"kernel_info_request", "comm_msg"}
    turned = [line for line in map(json.loads, served.log.read_text("utf-8").splitlines()) if "turned" in line["event"]]
    assert {line["kind"] for line in turned} >= {kind for kind, _ in REFUSED}


def _is_reply(message: dict) -> bool:
    return message["header"]["msg_type"].endswith("_reply")


@pytest.mark.parametrize("target", ["jupyter.widget", "matplotlib", "vår.egen"])
def test_a_visitor_makes_no_widgets(served, target):
    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        await visitor.begin()
        before = set(visitor.states)
        state = {"_model_module": "@jupyter-widgets/controls", "_model_name": "HTMLModel", "value": "x"}
        await visitor.send("comm_open", {"comm_id": "ny", "target_name": target, "data": {"state": state}})
        await visitor.send("comm_info_request", {})
        reply = await visitor.hear(lambda message: message["header"]["msg_type"] == "comm_info_reply")
        await visitor.leave()
        return before, reply["content"]["comms"]

    before, comms = alone(attack())
    assert before
    assert "ny" not in comms


FRAME = b"".join(each.to_bytes(8, "little") for each in (6, 56, 61, 63, 65, 67, 69)) + b"shell" + b"{}" * 4
NO_MESSAGES = {
    "nothing": b"",
    "no parts": b"\x00" * 8,
    "a length that keeps jupyter's reader busy for ever": b"\xff" * 64,
    "parts beyond the end": FRAME.replace(b"\x45", b"\x99"),
    "parts in no order": FRAME.replace(b"\x3d", b"\x01"),
    "no type": FRAME,
    "text": "{}",
    "text as the old protocol has it": '{"channel": "shell", "header": {"msg_type": "execute_request"}}',
}


@pytest.mark.parametrize("name", NO_MESSAGES)
def test_what_is_no_message_ends_the_connection(served, name):
    raw = NO_MESSAGES[name]

    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        await visitor.connect()
        await visitor.socket.write_message(raw, binary=isinstance(raw, bytes))
        await visitor.hear(lambda message: False, patience=5)
        code = visitor.socket.close_code
        await visitor.leave()
        return code

    assert alone(attack()) == 1003


def test_a_page_that_asks_and_does_not_read_is_cut_off(served):
    """Every question is answered with the states of all widgets: the server must not keep what nobody reads."""

    async def enter():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        return visitor

    visitor = alone(enter())
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    host = served.origin.removeprefix("http://")
    request = (
        f"GET /api/kernels/{visitor.kernel}/channels?session_id=x HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: {PROTOCOL}\r\n\r\n"
    )
    name, port = host.split(":")
    cut_off = False
    with socket.create_connection((name, int(port)), timeout=PATIENCE) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(request.encode())
        assert b" 101 " in line.recv(200)
        time.sleep(1)  # until the kernel listens
        line.sendall(_frame("comm_open", {"comm_id": "alt", "target_name": "jupyter.widget.control", "data": {}}))
        try:
            for _ in range(300):
                line.sendall(_frame("comm_msg", {"comm_id": "alt", "data": {"method": "request_states"}}))
                time.sleep(0.02)
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                line.sendall(_frame("kernel_info_request", {}))
                time.sleep(0.2)
        except OSError:
            cut_off = True
    alone(visitor.leave())
    assert cut_off
    assert psutil.Process(served.process.pid).memory_info().rss < 600_000_000


def test_a_flood_of_messages_ends_the_connection(served):
    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        await visitor.connect()
        for _ in range(1000):
            try:
                await visitor.send("history_request", {})
            except Exception:
                break
        await visitor.hear(lambda message: False, patience=5)
        code = visitor.socket.close_code
        await visitor.leave()
        return code

    assert alone(attack()) == 1008


def _frame(kind: str, content: dict) -> bytes:
    """A websocket frame with a message in it, masked with noughts."""
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "username": "",
        "session": "x",
        "date": "",
        "version": "5.2",
    }
    parts = [json.dumps(each).encode() for each in (header, {}, {"version": "1.0.0"}, content)]
    payload = serialize_msg_to_ws_v1(parts, "shell")
    return b"\x82\xfe" + len(payload).to_bytes(2, "big") + b"\x00" * 4 + payload


def test_the_old_protocol_is_not_spoken(served):
    from tornado.httpclient import HTTPRequest
    from tornado.websocket import websocket_connect

    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        address = f"{served.origin.replace('http', 'ws', 1)}/api/kernels/{visitor.kernel}/channels"
        socket = await websocket_connect(HTTPRequest(address, headers={"Cookie": cookie}))
        told = await socket.read_message()
        await visitor.leave()
        return told, socket.close_code

    assert alone(attack()) == (None, 1002)


def test_an_error_in_the_kernel_tells_the_browser_nothing(served):
    """A change that no page makes fails in the kernel: the browser gets no traceback, and the page works on."""

    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        await visitor.begin()
        choice = visitor.widget("svb-language") or next(
            each for each, state in visitor.states.items() if state.get("_model_name") == "DropdownModel"
        )
        await visitor.change(choice, index=10_000)
        asked = await visitor.send("kernel_info_request", {})
        await visitor.hear(lambda message: message["parent"].get("msg_id") == asked and _is_reply(message))
        told = json.dumps(visitor.told)
        await visitor.leave()
        return told

    told = alone(attack())
    assert "Traceback" not in told
    assert str(ROOT) not in told
    assert '"msg_type": "error"' not in told


def test_a_page_of_another_site_cannot_speak_with_a_kernel_nor_end_it(served):
    async def attack():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        refused = []
        try:
            await visitor.connect(Origin="https://eksempel.no")
        except Exception as error:
            refused.append(getattr(error, "code", None))
        path, there = f"/voila/api/shutdown/{visitor.kernel}", {"Origin": "https://eksempel.no"}
        key = visitor.cookies["_xsrf"]
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        refused.append((await visitor.fetch(path, method="POST", body=f"_xsrf={key}", headers=there | form))[0])
        refused.append((await visitor.fetch(path, method="POST", body="", headers=form))[0])
        refused.append((await visitor.fetch(f"/api/kernels/{visitor.kernel}", method="DELETE"))[0])
        alive = (await visitor.fetch(f"/api/kernels/{visitor.kernel}"))[0]
        return refused, alive, await visitor.leave()

    refused, alive, left = alone(attack())
    assert all(status in {403, 404, 405} for status in refused), refused
    assert (alive, left) == (200, 204)


def test_a_kernel_of_nobody_is_not_there(served):
    unknown = "00000000-0000-0000-0000-000000000000"
    assert served.answer(f"/api/kernels/{unknown}", token=served.token)[0] == 404


def test_a_page_that_is_left_takes_its_kernel_along_and_another_waits(served):
    """The kernel of a page is ended by the page's own call, which needs ``_xsrf``; the pool is filled again."""

    async def visit():
        visitor = Visitor(served.origin, served.token)
        await visitor.open("utforsker")
        alive = (await visitor.fetch(f"/api/kernels/{visitor.kernel}"))[0]
        left = await visitor.leave()
        return alive, left, (await visitor.fetch(f"/api/kernels/{visitor.kernel}"))[0]

    apps = len(list((ROOT / "notebooks" / "apps").glob("*.ipynb")))
    deadline = time.monotonic() + PATIENCE
    while len(served.kernels()) < apps and time.monotonic() < deadline:
        time.sleep(0.1)
    waiting = {kernel.pid for kernel in served.kernels()}
    assert alone(visit()) == (200, 204, 404)
    assert served.settle(len(waiting)) == len(waiting)
    assert {kernel.pid for kernel in served.kernels()} != waiting
    opened = [line for line in map(json.loads, served.log.read_text("utf-8").splitlines()) if "waited" in line]
    assert opened[-1]["waited"], "the page had a kernel that was there before it"


def test_when_all_places_are_taken_a_page_says_so(clean_answers):
    server = serve(clean_answers.root, "utforsker", "--sessions", "2", "--pool", "0")
    try:

        async def visit():
            visitors = [Visitor(server.origin, server.token) for _ in range(3)]
            statuses = [await visitor.open("utforsker", "&sprak=nb") for visitor in visitors]
            path = "/voila/render/utforsker.ipynb?sprak=en"
            _, english, headers = await visitors[2].fetch(path)
            await visitors[0].leave()
            deadline = time.monotonic() + PATIENCE
            again = 503
            while again == 503 and time.monotonic() < deadline:
                again = await visitors[2].open("utforsker")
            for visitor in visitors[1:]:
                await visitor.leave()
            return statuses, visitors[0].page, english, headers, again

        statuses, _, english, headers, again = alone(visit())
        assert statuses == [200, 200, 503]
        assert headers["Retry-After"] == "30"
        assert '<html lang="en">' in english
        assert "All places are taken" in english
        assert "Alle plassene er opptatt" in english
        assert again == 200
        log = [json.loads(line) for line in server.log.read_text("utf-8").splitlines()]
        assert [line["event"] for line in log].count("refused") >= 2
        assert server.settle(0) == 0
    finally:
        server.stop()


def test_without_a_token_only_addresses_of_this_machine_are_answered(clean_answers):
    server = serve(clean_answers.root, "utforsker", "--no-token", "--pool", "0", "--base-url", "/tall")
    try:
        assert "token" not in server.link
        assert server.link.endswith("/tall/voila/render/utforsker.ipynb")
        assert server.answer("/tall/")[0] == 200
        assert server.answer("/")[0] == 404

        async def elsewhere():
            return await Visitor(server.origin, "").fetch("/tall/", headers={"Host": "eksempel.no"})

        assert alone(elsewhere())[0] == 403
    finally:
        server.stop()


def test_the_start_page_names_the_apps_in_both_languages(served):
    names = [path.stem for path in (ROOT / "notebooks" / "apps").glob("*.ipynb")]
    status, norwegian = served.answer("/", token=served.token)
    _, english = served.answer("/?sprak=en", token=served.token)
    assert status == 200
    assert '<html lang="nb">' in norwegian
    assert '<html lang="en">' in english
    for name in names:
        assert f"/voila/render/{name}.ipynb" in norwegian
    assert "Utforsker" in norwegian
    assert "Explorer" in english
    assert "https://" not in norwegian
    assert "Sider der du selv velger hva du vil se" in norwegian
    assert "Pages where you choose for yourself" in english
    assert "Syntetiske data" in norwegian
    assert "Synthetic data" in english
    assert '<nav class="svb-home"><a href="/"' in served.answer("/voila/render/arbeidstid.ipynb", token=served.token)[1]
