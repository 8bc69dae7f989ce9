"""The opening of a chapter: its largest certain changes, topped up with differences between groups."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import Block, BulletList, Paragraph, Run
from svarbenk.workbench.findings import Finding, Findings, joined
from svarbenk.workbench.origins import Origin

FEWEST = 3
"""With fewer changes than this, differences between groups are told too."""

_NOTHING = Text(
    nb="I spørsmålene her kunne ingen endring mellom runder eller forskjell mellom grupper prøves.",
    en="Of the questions here, no change between waves or difference between groups could be tested.",
)
_ONE = Text(nb="Av hvert spørsmål er bare den største tatt med.", en="Of each question only the largest is told.")
_MEANS = Text(nb="Endringer i gjennomsnitt er målt med Cohens d.", en="Changes of means are measured by Cohen's d.")


def summary_blocks(several: Sequence[Findings], language: Language, most: int = 7) -> tuple[Block, ...]:
    """Return the bullets of a summary and the note on what they were chosen from.

    Parameters
    ----------
    several : sequence of Findings
        From ``Survey.changes`` and ``Survey.contrasts``; each kind is one family.
    language : str
        «nb» or «en».
    most : int
        At most so many bullets.
    """
    changed, differing = (_of_kind(several, kind) for kind in ("change", "contrast"))
    told = changed.largest(most)
    notes = []
    if len(changed):
        notes.append(_note(changed, "change", len(told), language))
    if len(told) < FEWEST:
        if not len(differing) and changed.more is not None:
            differing = changed.more()
        extra = differing.largest(min(most, FEWEST if len(changed) else 5) - len(told))
        if len(differing):
            notes.append(_note(differing, "contrast", len(extra), language))
        told += extra
    elif len(differing) and len(told) < most:
        extra = differing.largest(most - len(told))
        notes.append(_note(differing, "contrast", len(extra), language))
        told += extra
    several_surveys = len({finding.survey for finding, _ in told}) > 1
    said = [
        (_whose(finding, language) if several_surveys else "", Run(text=text, value=_origin(finding).address))
        for finding, p in told
        if (text := finding.sentence(p))
    ]
    if said:
        notes.append(_ONE.to(language))
    if any(finding.effect_name == "cohens_d" for finding, _ in told):
        notes.append(_MEANS.to(language))
    small = Paragraph(style="note", runs=(Run(text=" ".join(notes) or _NOTHING.to(language)),))
    if not said:
        return (small,)
    items = tuple((*((Run(text=who, bold=True),) if who else ()), run) for who, run in said)
    return BulletList(style="lead", items=items), small


def _origin(finding: Finding) -> Origin:
    """Return the table of a finding, so that the numbers of its sentence lead there."""
    by = finding.background if finding.kind == "contrast" else "runde"
    return Origin(survey=finding.survey, question=finding.question, by=by, category=finding.category)


def _whose(finding: Finding, language: Language) -> str:
    who = finding.who.to(language)
    return f"{who[:1].upper()}{who[1:]}. "


def _of_kind(several: Sequence[Findings], kind: str) -> Findings:
    """Return the findings of a kind as one family; those that could give more keep that, though they are none."""
    of_kind = [each for each in several if any(finding.kind == kind for finding in each)]
    if kind == "change":
        of_kind += [each for each in several if not len(each) and each.more is not None]
    return joined(of_kind)


def _note(found: Findings, kind: str, shown: int, language: Language) -> str:
    since = found.since if kind == "change" else ""
    return wording.family_note(len(found), language, kind=kind, shown=shown, below=found.below(), since=since)
