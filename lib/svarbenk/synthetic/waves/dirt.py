"""How dirty the file of one wave is, as its recipe says; all of it is cleaned away again by the codebook's rules."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FileFormat = Literal["xlsx_labels", "csv", "sav", "xlsx_codes"]

SUFFIXES: dict[str, str] = {"xlsx_labels": ".xlsx", "csv": ".csv", "sav": ".sav", "xlsx_codes": ".xlsx"}
"""How the name of a file ends, by its format."""


class WaveDirt(BaseModel):
    """The format of a wave's file, its rows that are no replies, and the shares of its cells that are dirty.

    ``no_consent``, ``left``, ``tests``, ``nearly_empty`` and ``same_twice`` count rows: without consent, started and
    left, from before the field period, almost without answers, and one reply exported twice. ``beyond`` counts
    missing numbers that were typed out of range. ``typed`` is the share of numbers that were typed as people do
    («50 t»), ``remarks`` the share of replies with an invented remark where the replies have no text themselves.
    ``contact`` and ``ignored`` say what stands in columns that are never read; what is not named, is made up.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: FileFormat
    seed: int = 1
    provenance: str = "Syntetiske data (svarbenk)"
    no_consent: int = Field(default=12, ge=0)
    left: int = Field(default=18, ge=0)
    tests: int = Field(default=2, ge=0)
    nearly_empty: int = Field(default=3, ge=0)
    same_twice: int = Field(default=3, ge=0)
    beyond: int = Field(default=2, ge=0)
    typed: float = Field(default=0.04, ge=0, le=1)
    blanks: float = Field(default=0.02, ge=0, le=1)
    letter_case: float = Field(default=0.02, ge=0, le=1)
    spellings: float = Field(default=0.05, ge=0, le=1)
    remarks: float = Field(default=0.08, ge=0, le=1)
    contact: dict[str, str] = {}
    ignored: dict[str, str | tuple[float, float]] = {}
