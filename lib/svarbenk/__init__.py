"""svarbenk: a survey-analysis notebook workbench for evaluators of the Norwegian GP scheme.

import svarbenk as sb
kommuner = sb.open_survey("helse-nord-kommune")
kommuner.table("tilstrekkelig_hjemler", by="sentralitet")
"""

from svarbenk import kontroll, stats
from svarbenk.codebook import Text
from svarbenk.errors import BuildFailed, InputError
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
