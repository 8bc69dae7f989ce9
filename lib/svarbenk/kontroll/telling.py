"""Two builds beside each other, in lines for a terminal: why, then what, chapter by chapter."""

from collections import Counter
from collections.abc import Iterable, Iterator

from svarbenk import wording
from svarbenk.kontroll.builds import BuildChanges, Reason
from svarbenk.kontroll.moved import ChapterChanges, Moved

FEW = 12
"""So many moved numbers of a block are told one by one, unless all are asked for."""
_ALIKE = 2
"""A note that is new under more blocks of a chapter is told once."""


def change_lines(changes: BuildChanges, *, everything: bool = False) -> Iterator[str]:
    """Give what is new from one build to another in lines.

    Parameters
    ----------
    changes : BuildChanges
        From ``compare_builds``.
    everything : bool
        Whether to tell every number of a block, however many.
    """
    yield f"{changes.plan}: bygget {_time(changes.before)} → {_time(changes.after)}"
    if not changes:
        yield "Ingen tall er flyttet, ingen tabeller, figurer eller setninger er nye"
        if changes.reasons:
            yield "Dette er endret uten at det flyttet noe:"
            yield from (f"  {_reason(each)}" for each in changes.reasons)
        return
    yield _account(changes)
    yield "Endret siden forrige bygging:" if changes.reasons else _NO_REASON
    yield from (f"  {_reason(each)}" for each in changes.reasons)
    yield from (f"Nytt kapittel: {title}" for title in changes.added)
    yield from (f"Kapittel som er borte: {title}" for title in changes.removed)
    for chapter in changes.chapters:
        yield ""
        yield f"{chapter.title} ({chapter.slug})"
        yield f"  kan skyldes: {_why(changes.causes(chapter))}"
        yield from (f"  + {label} er ny" for label in chapter.added)
        yield from (f"  − {label} er borte" for label in chapter.removed)
        yield from _moves(chapter, everything=everything)


_NO_REASON = "Verken svar, kodebøker, trykte tall, parametere, notebooker eller kode er endret: se etter tilfeldighet"


def _time(built: str) -> str:
    """Return when a build was made, to the minute."""
    return built[:16].replace("T", " ") or "ukjent"


def _account(changes: BuildChanges) -> str:
    """Return how many numbers, sentences, tables and figures are new."""
    kinds = Counter(each.kind for chapter in changes.chapters for each in chapter.moved)
    added, removed = (sum(len(getattr(each, name)) for each in changes.chapters) for name in ("added", "removed"))
    parts = [
        _plural(kinds["cell"], "tall flyttet", "tall flyttet"),
        _plural(kinds["sentence"], "setning med tall er en annen", "setninger med tall er andre"),
        _plural(kinds["prose"], "setning er skrevet om", "setninger er skrevet om"),
        _plural(kinds["note"], "note er en annen", "noter er andre"),
        _plural(added, "tabell eller figur er ny", "tabeller og figurer er nye"),
        _plural(removed, "tabell eller figur er borte", "tabeller og figurer er borte"),
    ]
    where = _plural(len(changes.chapters), "kapittel", "kapitler")
    told = ", ".join(part for part in parts if part)
    return f"{told}, i {where}" if told and where else told or "Kapitler er kommet til eller borte"


def _plural(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _reason(reason: Reason) -> str:
    where = f" i {reason.chapter}" if reason.cause == "parameter" and reason.chapter else ""
    change = wording.from_to(reason.before, reason.after)
    return f"{wording.cause_label(reason.cause)} {reason.what}{where}: {change}"


def _why(reasons: Iterable[Reason]) -> str:
    """Return what may have moved a chapter, by kind; what bears on it alone comes first."""
    order = sorted(reasons, key=lambda each: not (each.survey or each.chapter))
    found: dict[str, list[str]] = {}
    for each in order:
        name = each.survey or each.what.rpartition("/")[2]
        names = found.setdefault(wording.cause_label(each.cause), [])
        if name not in names:
            names.append(name)
    told = (f"{cause} ({', '.join(names)})" for cause, names in found.items())
    return "; ".join(told) or "ingen endring som er kjent"


def _moves(chapter: ChapterChanges, *, everything: bool) -> Iterator[str]:
    blocks: dict[str, list[Moved]] = {}
    prose: list[Moved] = []
    notes: dict[tuple[str, str], list[str]] = {}
    for each in chapter.moved:
        if each.kind == "note":
            notes.setdefault((each.before, each.after), []).append(each.where)
    shared = {texts: labels for texts, labels in notes.items() if len(labels) > _ALIKE}
    for (before, after), labels in shared.items():
        yield f"  {len(labels)} tabeller og figurer, fra {labels[0]} til {labels[-1]}"
        yield f"    {wording.from_to(before, after)}"
    for each in chapter.moved:
        if each.kind in {"sentence", "prose"}:
            prose.append(each)
        elif each.kind != "note" or (each.before, each.after) not in shared:
            blocks.setdefault(each.where, []).append(each)
    for label, some in blocks.items():
        yield f"  {label}"
        told = some if everything else some[:FEW]
        for each in told:
            cell = ", ".join(part for part in (each.row, each.column) if part)
            name = f"{cell}: " if cell else ""
            yield f"    {name}{wording.from_to(each.before, each.after)}"
        if len(some) > len(told):
            yield f"    … og {len(some) - len(told)} til (--all viser dem)"
    for each in prose:
        typed = " (skrevet for hånd)" if each.kind == "prose" else ""
        yield f"  Tekst{f' under «{each.where}»' if each.where else ''}{typed}"
        if each.before:
            yield f"    før: {each.before}"
        yield f"    nå:  {each.after or '(borte)'}"
