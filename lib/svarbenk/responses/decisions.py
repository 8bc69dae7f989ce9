"""The evaluator's reviewed decisions about replies that contradict each other."""

from datetime import date
from pathlib import Path

from pydantic import ConfigDict, Field, model_validator

from svarbenk.codebook import Misplaced, Part, fill, load_yaml
from svarbenk.errors import InputError


class _Part(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Review(_Part):
    """Who looked at a decision, by role, and when."""

    by: str = Field(min_length=1)
    on: date


class Decision(_Part):
    """Which of a unit's replies counts: ``keep`` one, ``drop`` the others, why, and who reviewed it."""

    unit: str = Field(min_length=1)
    keep: str = Field(min_length=1)
    drop: tuple[str, ...] = Field(min_length=1)
    reason: str = Field(min_length=1)
    reviewed: Review


class Decisions(_Part):
    """The decisions of one survey."""

    survey: str
    decisions: tuple[Decision, ...] = ()

    @model_validator(mode="after")
    def _settle_once(self) -> "Decisions":
        settled: dict[str, str] = {}
        for place, decision in enumerate(self.decisions):
            for reply in (decision.keep, *decision.drop):
                if reply in settled:
                    raise Misplaced(
                        ("decisions", place),
                        f"svar-id {reply} er nevnt to ganger (keep, drop); ventet hver svar-id én gang",
                    )
                settled[reply] = decision.unit
        return self


def read_decisions(path: Path, survey: str) -> tuple[Decision, ...]:
    """Read the decisions about a ``survey`` at ``path``; no file means no decisions.

    Raises
    ------
    InputError
        If the file cannot be read, belongs to another survey, names a reply twice or lacks a key: every
        decision needs ``unit``, ``keep``, ``drop``, ``reason`` and ``reviewed`` (``by``, ``on``).
    """
    if not path.is_file():
        return ()
    wanted = "survey og decisions, hver med unit, keep, drop, reason og reviewed (by, on)"
    document = load_yaml(path, wanted)
    try:
        decisions = fill(Decisions, document, path)
    except InputError as error:
        first = str(error).splitlines()[:2]
        raise InputError("\n".join([*first, f"Ventet {wanted}."])) from None
    if decisions.survey != survey:
        raise InputError(f"{path}: gjelder «{decisions.survey}»; ventet «{survey}»")
    return decisions.decisions
