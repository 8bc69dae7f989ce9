"""Findings: what was tested, how large it is, and a sentence; the material of a chapter's summary."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from svarbenk import stats
from svarbenk.codebook import Text
from svarbenk.wording import Mean, Share

LEVEL = 0.05
NOBODY = Text(nb="")


@dataclass(frozen=True)
class Finding:
    """One tested change or difference between groups.

    ``question`` is the id of the question or battery item, ``category`` that of the answer or merge («» of a mean),
    ``background`` what groups are by. ``before`` and ``after`` are the shares or means of the two waves, or of the
    lowest and the highest group. ``effect`` is Cohen's h, of means Cohen's d. ``sentence`` words it with a p-value;
    ``who`` are those whom the survey is of, for a summary of several surveys, ``waves`` the ids of those compared.
    """

    kind: Literal["change", "contrast"]
    survey: str
    question: str
    category: str
    name: Text
    label: Text
    before: Share | Mean
    after: Share | Mean
    p_value: float
    effect: float
    sentence: Callable[[float], str] = field(repr=False)
    background: str = ""
    who: Text = field(default=NOBODY)
    waves: tuple[str, ...] = ()
    effect_name: Literal["cohens_h", "cohens_d"] = "cohens_h"
    test: str = ""

    @property
    def difference(self) -> float:
        """The change in percentage points, or of the mean."""
        if isinstance(self.before, Mean):
            return self.after.value - self.before.value
        return self.after.percent - self.before.percent

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the interval of the change of a share, in percentage points (Newcombe); NaN of a mean.

        Parameters
        ----------
        level : float
            The confidence level.
        """
        if isinstance(self.before, Mean):
            return math.nan, math.nan
        sizes = (int(self.after.count), int(self.after.n), int(self.before.count), int(self.before.n))
        low, high = stats.newcombe_interval(*sizes, level)
        return 100 * low, 100 * high


class Findings(Sequence):
    """Findings of one call, corrected by Holm's method as one family.

    Parameters
    ----------
    found : sequence of Finding
        What was tested.
    since : str
        What changes are counted from, in words, where it is the same for all.
    more : callable, optional
        Gives the differences between groups of the same questions, for a summary with few changes.
    remarks : sequence of Text
        What is to be told under all that is made of the answers.
    synthetic : bool
        Whether the answers are stand-in data.
    source : str
        Where they are from.
    """

    def __init__(
        self,
        found: Sequence[Finding],
        *,
        since: str = "",
        more: "Callable[[], Findings] | None" = None,
        remarks: Sequence[Text] = (),
        synthetic: bool = False,
        source: str = "",
    ):
        self.found = tuple(found)
        self.since = since
        self.more = more
        self.remarks = tuple(remarks)
        self.synthetic = synthetic
        self.source = source

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, place):
        return self.found[place]

    def __add__(self, other: "Findings") -> "Findings":
        """Return the findings of both as one family."""
        return joined([self, other])

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)

    @cached_property
    def adjusted(self) -> np.ndarray:
        """p-values after Holm's correction over all of them, in order."""
        return stats.adjust_p([each.p_value for each in self.found])

    def largest(self, most: int, level: float = LEVEL) -> list[tuple[Finding, float]]:
        """Return the largest findings that are certain after correction, one a question, each with its adjusted p.

        Parameters
        ----------
        most : int
            At most so many.
        level : float
            Below it an adjusted p is certain.
        """
        certain = [(each, float(p)) for each, p in zip(self.found, self.adjusted, strict=True) if p < level]
        best: dict[tuple[str, str], tuple[Finding, float]] = {}
        for each, p in sorted(certain, key=lambda pair: -abs(pair[0].effect)):
            best.setdefault((each.survey, each.question), (each, p))
        return list(best.values())[:most]

    def below(self, level: float = LEVEL) -> int:
        """Return how many are below a level after correction.

        Parameters
        ----------
        level : float
            The level.
        """
        return int((self.adjusted < level).sum())


def joined(several: Sequence[Findings]) -> Findings:
    """Return several calls' findings as one family.

    Parameters
    ----------
    several : sequence of Findings
        Of one kind.
    """
    since = {each.since for each in several if len(each)}
    every = [finding for each in several for finding in each]

    def more() -> Findings:
        return joined([each.more() for each in several if each.more is not None])

    return Findings(
        every,
        since=since.pop() if len(since) == 1 else "",
        more=more,
        remarks=tuple(dict.fromkeys(remark for each in several for remark in each.remarks)),
        synthetic=any(each.synthetic for each in several),
        source="; ".join(dict.fromkeys(each.source for each in several if each.source)),
    )


def cohens_h(before: float, after: float) -> float:
    """Return Cohen's h of two shares.

    Parameters
    ----------
    before, after : float
        Shares, 0–1.

    References
    ----------
    Cohen, J. (1988), Statistical Power Analysis for the Behavioral Sciences, chapter 6.
    """
    return 2 * math.asin(math.sqrt(after)) - 2 * math.asin(math.sqrt(before))


def cohens_d(before: np.ndarray, after: np.ndarray) -> float:
    """Return Cohen's d of two samples, with their pooled spread; NaN where there is none.

    Parameters
    ----------
    before, after : array of float
        Their values.

    References
    ----------
    Cohen, J. (1988), chapter 2.
    """
    n = len(before) + len(after) - 2
    if n < 1:
        return math.nan
    pooled = math.sqrt((before.var() * len(before) + after.var() * len(after)) / n)
    return float((after.mean() - before.mean()) / pooled) if pooled else math.nan
