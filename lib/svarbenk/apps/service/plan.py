"""Plan: what is served, where and to how many."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Plan:
    """What the server is told.

    ``heated`` are the apps for which ``pool`` sessions wait; ``sessions`` is how many there may be in use at once.
    ``threshold`` replaces that of the notebooks, None leaves it. ``forked`` kernels start at once and share memory.
    ``synthetic`` is whether all answers are stand-in data.
    """

    folder: Path
    names: tuple[str, ...]
    port: int
    token: str
    ip: str = "127.0.0.1"
    base_url: str = "/"
    heated: tuple[str, ...] = ()
    pool: int = 1
    sessions: int = 40
    threshold: int | None = None
    forked: bool = True
    synthetic: bool = False
