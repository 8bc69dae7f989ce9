"""The evaluator's reviewed decisions about replies that contradict each other."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.errors import InputError


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Review(_Part):
    """Who looked at a decision, by role, and when."""

    by: str = Field(min_length=1)
    on: date


class Decision(_Part):
    """Which of a unit's replies counts: ``keep`` one, ``drop`` the others, why, and who reviewed it."""

    unit: str
    keep: str
    drop: tuple[str, ...] = Field(min_length=1)
    reason: str = Field(min_length=1)
    reviewed: Review


class Decisions(_Part):
    """The decisions of one survey."""

    survey: str
    decisions: tuple[Decision, ...] = ()


def read_decisions(path: Path, survey: str) -> tuple[Decision, ...]:
    """Read ``decisions.yaml``; no file means no decisions.

    Raises
    ------
    InputError
        If the file cannot be read, belongs to another survey or lacks a key: every decision needs
        ``unit``, ``keep``, ``drop``, ``reason`` and ``reviewed`` (``by``, ``on``).
    """
    if not path.is_file():
        return ()
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        decisions = Decisions.model_validate(document)
    except (YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: kan ikke leses som YAML ({str(error).splitlines()[0]})") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"])
        raise InputError(
            f"{path}, {place}: {first['msg']}; "
            f"ventet survey og decisions med unit, keep, drop, reason og reviewed (by, on)"
        ) from None
    if decisions.survey != survey:
        raise InputError(f"{path}: gjelder «{decisions.survey}»; ventet «{survey}»")
    return decisions.decisions
