"""The evaluator's reviewed decisions: which of two replies counts, and what is right although it looks wrong."""

import re
from datetime import date
from pathlib import Path
from typing import Literal

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


What = Literal["replies", "column", "labels", "reversed"]


class Accepted(_Part):
    """A notice that the evaluator accepts: what (of which ``question``), why, and who reviewed it.

    ``replies`` (another number of replies than the codebook expects; ``found`` is the number that is accepted, so that
    a later loss is not accepted with it), ``column`` (a question's column is not in
    the file), ``labels`` (the file's value labels do not fit the codebook), ``reversed`` (a scale looks reversed).
    """

    what: What
    question: str | None = None
    found: int | None = None
    reason: str = Field(min_length=1)
    reviewed: Review

    @property
    def told(self) -> str:
        """What is accepted, why, by whom and when, as the row account tells it."""
        of = f" ({self.question or self.found})"
        return f"{self.what}{of}: {self.reason} ({self.reviewed.by}, {self.reviewed.on:%d.%m.%Y})"

    @model_validator(mode="after")
    def _of_a_question(self) -> "Accepted":
        if (self.question is None) != (self.what == "replies"):
            raise ValueError(f"«question» {'mangler' if self.question is None else 'hører ikke til'} for «{self.what}»")
        if (self.found is None) == (self.what == "replies"):
            found = "mangler (antallet svar som godtas)" if self.found is None else "hører ikke til"
            raise ValueError(f"«found» {found} for «{self.what}»")
        return self


class Decisions(_Part):
    """The decisions of one survey, or of one wave of it."""

    survey: str
    decisions: tuple[Decision, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def replies(self) -> int | None:
        """The number of replies that is accepted, if any."""
        return next((each.found for each in self.accepted if each.what == "replies"), None)

    def without(self) -> frozenset[str]:
        """Return the questions whose columns may be missing."""
        return frozenset(each.question for each in self.accepted if each.what == "column" and each.question)

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
        known: set[tuple] = set()
        for place, each in enumerate(self.accepted):
            if (each.what, each.question) in known:
                raise Misplaced(("accepted", place), f"«{each.what}» er godtatt to ganger; ventet én gang")
            known.add((each.what, each.question))
        return self


_ACCEPTED_KEYS = "what, question (for replies: found), reason og reviewed (by, on)"


def acceptance(what: What, question: str | None = None, found: int | None = None) -> str:
    """Return the line that accepts a notice in ``decisions.yaml``, the reason and the review left to fill in.

    Parameters
    ----------
    what : str
        The notice.
    question : str, optional
        Of which question.
    found : int, optional
        The number of replies, where that is what is accepted.
    """
    of = f"found: {found}" if question is None else f"question: {question}"
    return f"accepted: [{{what: {what}, {of}, reason: …, reviewed: {{by: …, on: ÅÅÅÅ-MM-DD}}}}]"


def read_decisions(path: Path, survey: str) -> Decisions:
    """Read the decisions about a ``survey`` at ``path``; no file means no decisions.

    Parameters
    ----------
    path : Path
        The file ``decisions.yaml`` beside the export.
    survey : str
        The survey's id.

    Raises
    ------
    InputError
        If the file cannot be read, belongs to another survey, names a reply twice or lacks a key: every
        decision needs ``unit``, ``keep``, ``drop``, ``reason`` and ``reviewed`` (``by``, ``on``).
    """
    if not path.is_file():
        return Decisions(survey=survey)
    wanted = "survey og decisions, hver med unit, keep, drop, reason og reviewed (by, on)"
    document = load_yaml(path, wanted)
    try:
        decisions = fill(Decisions, document, path)
    except InputError as error:
        first = str(error).splitlines()[:2]
        if _is_in_accepted(first[0], document):
            wanted = f"accepted, hver med {_ACCEPTED_KEYS}"
        raise InputError("\n".join([*first, f"Ventet {wanted}."])) from None
    if decisions.survey != survey:
        raise InputError(f"{path}: gjelder «{decisions.survey}»; ventet «{survey}»")
    return decisions


def _is_in_accepted(message: str, document: dict) -> bool:
    """Tell whether the line that a ``message`` names is below the key ``accepted``."""
    line = re.search(r", linje (\d+)", message)
    above = [key for key in document if line and document.lc.key(key)[0] < int(line[1])]
    return max(above, key=lambda key: document.lc.key(key)[0], default=None) == "accepted"
