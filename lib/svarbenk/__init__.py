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
    from svarbenk.workbench import (
        BannerTable,
        Chapter,
        ScaleMeans,
        Survey,
        Table,
        adjusted_changes,
        adjusted_figure,
        adjusted_listing,
        against_standard,
        decomposed_change,
        decomposition_listing,
        dependences,
        open_register,
        open_survey,
        response_rates,
        sample_figure,
        sample_groups,
        standards_figure,
        trend_listing,
        weighting_changes,
        weights_used,
    )

__all__ = [
    "BannerTable",
    "BuildFailed",
    "Chapter",
    "InputError",
    "ScaleMeans",
    "Survey",
    "Table",
    "Text",
    "adjusted_changes",
    "adjusted_figure",
    "adjusted_listing",
    "against_standard",
    "decomposed_change",
    "decomposition_listing",
    "dependences",
    "kontroll",
    "open_register",
    "open_survey",
    "response_rates",
    "sample_figure",
    "sample_groups",
    "standards_figure",
    "stats",
    "trend_listing",
    "weighting_changes",
    "weights_used",
]

_FACE = (
    "BannerTable",
    "Chapter",
    "ScaleMeans",
    "Survey",
    "Table",
    "adjusted_changes",
    "weights_used",
    "weighting_changes",
    "sample_groups",
    "sample_figure",
    "response_rates",
    "trend_listing",
    "decomposition_listing",
    "adjusted_listing",
    "adjusted_figure",
    "against_standard",
    "decomposed_change",
    "dependences",
    "open_register",
    "open_survey",
    "standards_figure",
)
_ROOMS = {"Text": "codebook"} | dict.fromkeys(_FACE, "workbench")


def __getattr__(name: str) -> Any:
    """Fetch a name of the face when it is first used: a short command need not import what draws figures."""
    if name in {"kontroll", "stats"}:
        return import_module(f"svarbenk.{name}")
    if name in _ROOMS:
        return getattr(import_module(f"svarbenk.{_ROOMS[name]}"), name)
    raise AttributeError(f"module svarbenk has no name {name!r}")


def __dir__() -> list[str]:
    return __all__
