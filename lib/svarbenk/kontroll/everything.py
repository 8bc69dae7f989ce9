"""Every printed number and claim of one survey or all of them, held against the answers there are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from svarbenk import wording
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.kontroll.against_ledger import Comparison, compare, summary
from svarbenk.kontroll.claims import ClaimFinding, check_claims, claim_summary
from svarbenk.ledger import claims_about, printed_surveys
from svarbenk.responses import read_population
from svarbenk.workbench import open_survey


@dataclass(frozen=True)
class Findings:
    """What became of the printed numbers of each survey, and of the claims in words about them.

    ``unopened`` are the surveys whose answers could not be opened, with the message.
    """

    comparisons: dict[str, tuple[Comparison, ...]]
    claims: tuple[ClaimFinding, ...]
    unopened: dict[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        """Whether a number or claim does not agree and is not listed, or a survey could not be opened."""
        conflicts = any(each.status == "conflict" for found in self.comparisons.values() for each in found)
        return conflicts or any(each.verdict == "does_not_hold" for each in self.claims) or bool(self.unopened)

    def lines(self, *, agreeing: bool = False) -> Iterator[str]:
        """Give what was found in lines; what agrees is only counted, unless ``agreeing``."""
        for survey, found in self.comparisons.items():
            yield survey
            for each in found:
                if agreeing or each.status != "reproduced":
                    yield f"  {wording.comparison_line(each.entry, each.ours, each.status, why=each.why)}"
            for status, number in summary(found).items():
                yield f"{number:>5}  {wording.status_label(status)}"
        if self.claims:
            yield "påstander i ord"
        for each in self.claims:
            if agreeing or each.verdict != "holds":
                yield f"  {wording.claim_line(each.claim, each.verdict, each.values, each.p, why=each.why)}"
        if self.claims:
            for verdict, number in claim_summary(self.claims).items():
                yield f"{number:>5}  {wording.verdict_label(verdict)}"


def hold_against_print(
    data: DataFolder, survey: str | None = None, *, wave: str | None = None, file: Path | None = None
) -> Findings:
    """Hold answers against everything that is printed about them.

    Parameters
    ----------
    data : DataFolder
        Where codebooks, answers and printed numbers are.
    survey : str, optional
        Only this survey; all that there are printed numbers of by default.
    wave, file : optional
        Only this wave, and a raw export to read instead, of the one survey named.

    Returns
    -------
    Findings

    Raises
    ------
    InputError
        If the survey named cannot be opened, or ``wave`` or ``file`` is given for all.
    """
    if not survey and (file or wave):
        raise InputError("--file og --wave: gjelder én undersøkelse; ventet navnet på den")
    answers, comparisons, unopened = {}, {}, {}
    for name in [survey] if survey else printed_surveys(data):
        try:
            opened = open_survey(name, data=data.root, wave=wave, file=file)
        except InputError as error:
            if survey:
                raise
            unopened[name] = str(error)
            continue
        answers[name] = opened.responses
        comparisons[name] = compare(opened.responses, opened.ledger(), read_population(data, name))
    return Findings(comparisons, check_claims(answers, claims_about(data, answers)), unopened)
