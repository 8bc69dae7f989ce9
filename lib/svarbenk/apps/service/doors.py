"""Doors: of Jupyter's ways into a kernel, those that a page needs; the rest is closed."""

import json
import time
from itertools import pairwise

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform
from tornado.websocket import WebSocketClosedError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler, read_header_from_binary_message

from svarbenk.apps.log import note
from svarbenk.apps.service.settings import HEADERS

PROTOCOL = "v1.kernel.websocket.jupyter.org"
# what a page sends: changes of widgets, and questions about which there are
IN = frozenset({"comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
# what a page is told: no printed text, no error with its traceback, no code
OUT = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_reply", "kernel_info_reply", "status"})
# the one thing a page may open: the channel on which all widgets tell their state; a widget is made by the app only
OPENED = "jupyter.widget.control"
# where channel, header, parent, metadata, content and buffers begin, and where the last of them ends
FEWEST_OFFSETS, MOST_OFFSETS = 6, 70
# a page that asks and does not read what it is told is cut off, before it fills the memory of the server
MOST_UNREAD = 20_000_000
# messages that may come at once, and a second after that; a page sends some thirty when it is opened
AT_ONCE, A_SECOND = 400, 40


def let_in(channel: str, kind: str, content: bytes) -> bool:
    """Tell whether a message from a browser may reach the kernel.

    Parameters
    ----------
    channel : str
        Where it is sent.
    kind : str
        Its type, such as «comm_msg».
    content : bytes
        What it says, as JSON.
    """
    if channel != "shell":
        return False
    if kind == "comm_open":
        return json.loads(content).get("target_name") == OPENED
    return kind in IN


def read_frame(message: bytes) -> tuple[str, list[bytes]]:
    """Return the channel and the parts of a message: header, parent, metadata, content and buffers.

    Jupyter's own reader believes what a message says of its length: eight bytes of 255 keep it busy for ever.

    Parameters
    ----------
    message : bytes
        As it came from a browser.

    Raises
    ------
    ValueError
        If it is no message.
    """
    if not isinstance(message, bytes):
        raise ValueError("text")
    count = int.from_bytes(message[:8], "little")
    if not FEWEST_OFFSETS <= count <= MOST_OFFSETS or len(message) < 8 * (count + 1):
        raise ValueError("length")
    places = [int.from_bytes(message[8 * each : 8 * (each + 1)], "little") for each in range(1, count + 1)]
    if places != sorted(places) or places[0] != 8 * (count + 1) or places[-1] != len(message):
        raise ValueError("places")
    channel, *parts = (message[start:end] for start, end in pairwise(places))
    return channel.decode(), parts


def same_origin(handler) -> bool:
    """Tell whether a request comes from a page of this server, or from no page at all; a token is no excuse.

    Parameters
    ----------
    handler : RequestHandler
        Of the request.
    """
    origin = handler.request.headers.get("Origin")
    return origin is None or origin.partition("://")[2].lower() == handler.request.host.lower()


class Channels(VoilaKernelWebsocketHandler):
    """The websocket between a page and its kernel."""

    begun = False
    left, counted = float(AT_ONCE), 0.0

    def check_origin(self, origin: str = "") -> bool:
        """Let pages of this server in, and no other's."""
        return same_origin(self)

    def select_subprotocol(self, subprotocols):
        """Speak the one protocol whose messages are looked at."""
        return PROTOCOL if PROTOCOL in subprotocols else None

    async def open(self, kernel_id):
        """Begin, where the other side speaks that protocol."""
        if self.selected_subprotocol != PROTOCOL:
            self.close(1002, "protocol")
            return
        self.begun = True
        await super().open(kernel_id)

    def on_message(self, message):
        """Pass on what a page may say; the rest goes no further than the log."""
        now = time.monotonic()
        self.left = min(AT_ONCE, self.left + A_SECOND * (now - self.counted)) - 1
        self.counted = now
        if self.left < 0:
            self.close(1008, "rate")
            return
        try:
            channel, parts = read_frame(message)
            header = json.loads(parts[0])
            kind = header["msg_type"]
            # what is looked at is what is sent on, whoever reads it afterwards
            parts[0] = json.dumps(header).encode()
            welcome = let_in(channel, kind, parts[3])
        except Exception:  # it is no message
            self.close(1003, "message")
            return
        if not welcome:
            note("turned_away", kind=kind)
            return
        super().on_message(serialize_msg_to_ws_v1(parts, channel))

    def write_message(self, message, binary=False):
        """Tell a page what it may know."""
        header = read_header_from_binary_message(message) if isinstance(message, bytes) else None
        if header and header.get("msg_type") in OUT:
            if self.unread > MOST_UNREAD:
                self.ws_connection.stream.close()
                return None
            try:
                return super().write_message(message, binary)
            except WebSocketClosedError:  # the page has gone while its kernel was speaking
                return None
        return None

    @property
    def unread(self) -> int:
        """Bytes that wait for a page that does not read them."""
        stream = getattr(self.ws_connection, "stream", None)
        return len(getattr(stream, "_write_buffer", None) or ())

    def on_close(self):
        """End, where it was begun."""
        if self.begun:
            super().on_close()


class KernelState(KernelHandler):
    """Tells a page that its kernel lives; ends none."""

    @web.authenticated
    async def get(self, kernel_id):
        """Tell whether the kernel is there."""
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        await super().get(kernel_id)

    async def delete(self, kernel_id):
        """Refuse: ``Leave`` ends a kernel, with more asked of the page that wants it."""
        raise web.HTTPError(405)


class Leave(VoilaShutdownKernelHandler):
    """Ends the kernel of a page that is left."""

    @web.authenticated
    async def post(self, kernel_id):
        """End the kernel; it is no mistake that it has ended."""
        if not same_origin(self):
            raise web.HTTPError(403)
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))
        self.set_status(204)
        self.finish()


class Headers(OutputTransform):
    """Gives every answer the headers, whoever answers: handlers of static files and tornado itself have none."""

    def transform_first_chunk(self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool):
        """Set the headers of an answer before its first bytes are sent.

        Parameters
        ----------
        status_code : int
            Of the answer.
        headers : HTTPHeaders
            Those it has.
        chunk : bytes
            Its first bytes.
        finishing : bool
            Whether they are all.
        """
        for name, value in HEADERS.items():
            headers[name] = value
        headers.pop("Server", None)
        return status_code, headers, chunk
