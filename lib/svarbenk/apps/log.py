"""What was opened and taken along from the apps, as lines of JSON: no answers, no addresses of machines, no tokens."""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

LOG = "SVARBENK_APP_LOG"
"""The environment variable that names the file; nothing is written where it is not set."""
LARGEST = 5_000_000
"""Bytes that the file may have; then it is kept beside itself with «.1» at its end, and begun anew."""
# ids as they stand in an address: slugs and waves, with commas and colons between them. What is pasted or typed is
# no id, and neither is a token, an e-mail address or the address of a machine
_ID = re.compile(r"(?:[a-z0-9_-]{1,60}|[IVX]{1,6})(?:[,:](?:[a-z0-9_-]{1,60}|[IVX]{1,6})){0,40}")
_SECRET = {"token", "_xsrf"}
_OTHER = "…"


def note(event: str, **what: object) -> None:
    """Append a line to the log: the time, the event and what belongs to it.

    Texts that are no ids are left out as «…», whatever they are. A log that cannot be written stops nobody's work.

    Parameters
    ----------
    event : str
        Such as «opened» or «downloaded».
    **what
        Such as ``app="utforsker"``, ``state={"sporsmal": "kjopt_lister"}``, ``kind="xlsx"``.
    """
    path = os.environ.get(LOG)
    if not path:
        return
    line = {"time": datetime.now(UTC).isoformat(timespec="seconds"), "event": event}
    line |= {name: _safe(value) for name, value in what.items() if name not in _SECRET}
    with suppress(OSError):
        _append(Path(path), json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _safe(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        # names are from an address too, where a visitor may write what they like
        known = {str(name): _safe(each) for name, each in list(value.items())[:50] if name not in _SECRET}
        return {name: each for name, each in known.items() if _ID.fullmatch(name)}
    text = str(value)
    return text if not text or _ID.fullmatch(text) else _OTHER


def _append(path: Path, line: bytes) -> None:
    """Write a line at the end of the file in one go, as several processes do; begin it anew where it is too large."""
    with suppress(FileNotFoundError):
        if path.stat().st_size + len(line) > LARGEST:
            path.replace(path.with_name(path.name + ".1"))
    written = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(written, line)
    finally:
        os.close(written)
