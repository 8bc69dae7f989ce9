"""Every printed number and claim of one survey or all of them, held against the answers there are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from svarbenk import wording
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.kontroll.against_ledger import Comparison, compare, summary
from svarbenk.kontroll.claims import ClaimFinding, check_claims, claim_summary, claim_verdicts
from svarbenk.ledger import claims_about, printed_surveys, read_ledger
from svarbenk.responses import read_population
from svarbenk.workbench import open_survey


@dataclass(frozen=True)
class Findings:
    """What became of the printed numbers of each survey, and of the claims in words about them.

    ``unopened`` are the surveys whose answers could not be opened, with the message, ``synthetic`` those whose
    answers are stand-ins. ``elsewhere`` counts, by document, the printed numbers that no survey here can give: (those
    of other surveys, those of registers).
    """

    comparisons: dict[str, tuple[Comparison, ...]]
    claims: tuple[ClaimFinding, ...]
    unopened: dict[str, str] = field(default_factory=dict)
    synthetic: frozenset[str] = frozenset()
    elsewhere: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        """Whether a number or claim does not agree and is not listed, or a survey could not be opened."""
        return bool(self._faults())

    def closing(self) -> str:
        """Return one line that says what is wrong and where, or that nothing is."""
        return "; ".join(self._faults()) or "Ingenting er i strid med svarene"

    def _faults(self) -> list[str]:
        told = []
        # the plus leaves out those without any
        conflicts = +Counter({name: summary(found)["conflict"] for name, found in self.comparisons.items()})
        if number := conflicts.total():
            several = len(conflicts) > 1
            where = ", ".join(f"{name} ({count})" if several else name for name, count in conflicts.items())
            told.append(f"{number} {'trykt' if number == 1 else 'trykte'} tall er i strid med svarene: {where}")
        broken = [name for (_, name), verdict in claim_verdicts(self.claims).items() if verdict == "does_not_hold"]
        if broken:
            claims = "påstand" if len(broken) == 1 else "påstander"
            told.append(f"{len(broken)} {claims} holder ikke: {', '.join(broken)}")
        if number := len(self.unopened):
            surveys = "undersøkelse" if number == 1 else "undersøkelser"
            told.append(f"{number} {surveys} kunne ikke åpnes: {', '.join(self.unopened)}")
        return told

    def lines(self, *, agreeing: bool = False) -> Iterator[str]:
        """Give what was found in lines; what agrees is only counted, unless ``agreeing``."""
        for survey, found in self.comparisons.items():
            yield f"{survey} · Syntetiske data" if survey in self.synthetic else survey
            for each in found:
                if agreeing or each.status != "reproduced":
                    yield f"  {wording.comparison_line(each.entry, each.ours, each.status, why=each.why)}"
            for status, number in summary(found).items():
                yield f"{number:>5}  {wording.status_label(status)}"
        for document, (surveys, registers) in self.elsewhere.items():
            told = f"{surveys} trykte tall fra andre undersøkelser og {registers} fra registre og prosjektdata"
            yield f"{document}: {told} kan ikke regnes ut; det er ingen svar bak dem her"
        if self.claims:
            yield from self._claim_lines(agreeing=agreeing)

    def _claim_lines(self, *, agreeing: bool) -> Iterator[str]:
        verdicts = claim_verdicts(self.claims)
        sizes = [(len(verdicts), "påstand", "påstander"), (len(self.claims), "sammenligning", "sammenligninger")]
        claims, comparisons = (f"{size} {one if size == 1 else many}" for size, one, many in sizes)
        yield f"{claims} i ord, {comparisons} (en linje hver)"
        for each in self.claims:
            if not agreeing and each.verdict == "holds":
                continue
            # a line of a claim that is counted as held in part says so
            left_out = each.verdict == "not_computable" and verdicts[each.claim.document, each.claim.id] == "partly"
            verdict = "partly" if left_out else each.verdict
            yield f"  {wording.claim_line(each.claim, verdict, each.values, each.p, why=each.why)}"
        yield "av påstandene"
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
    synthetic = frozenset(name for name, each in answers.items() if each.synthetic)
    claims = check_claims(answers, claims_about(data, answers))
    return Findings(comparisons, claims, unopened, synthetic, {} if survey else _elsewhere(data))


def _elsewhere(data: DataFolder) -> dict[str, tuple[int, int]]:
    """Count the printed numbers of no survey here: of others' surveys, and of registers."""
    found: dict[str, list[int]] = {}
    for entry in read_ledger(data).select(survey=""):
        found.setdefault(entry.document, [0, 0])[entry.statistic in {"value", "count"}] += 1
    return {document: (surveys, registers) for document, (surveys, registers) in found.items()}
