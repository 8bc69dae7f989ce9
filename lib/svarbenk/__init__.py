"""svarbenk: a survey-analysis notebook workbench for evaluators of the Norwegian GP scheme.

import svarbenk as sb
kommuner = sb.open_survey("helse-nord-kommune")
kommuner.table("tilstrekkelig_hjemler", by="sentralitet")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from svarbenk.errors import BuildFailed, InputError

if TYPE_CHECKING:
    from svarbenk import kontroll, stats
    from svarbenk.codebook import Text
    from svarbenk.workbench import BannerTable, Chapter, Survey, Table, dependences, open_survey

__all__ = [
    "BannerTable",
    "BuildFailed",
    "Chapter",
    "InputError",
    "Survey",
    "Table",
    "Text",
    "dependences",
    "kontroll",
    "open_survey",
    "stats",
]

_ROOMS = {"Text": "codebook"} | dict.fromkeys(
    ("BannerTable", "Chapter", "Survey", "Table", "dependences", "open_survey"), "workbench"
)


def __getattr__(name: str) -> Any:
    """Fetch a name of the face when it is first used: a short command need not import what draws figures."""
    if name in {"kontroll", "stats"}:
        return import_module(f"svarbenk.{name}")
    if name in _ROOMS:
        return getattr(import_module(f"svarbenk.{_ROOMS[name]}"), name)
    raise AttributeError(f"module svarbenk has no name {name!r}")


def __dir__() -> list[str]:
    return __all__
