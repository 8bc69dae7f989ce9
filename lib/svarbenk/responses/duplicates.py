"""Units that replied twice: the same reply once, differing replies by a reviewed decision."""

from collections import defaultdict
from typing import Any

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.account import DroppedRow
from svarbenk.responses.decisions import Decision
from svarbenk.responses.export import RawExport
from svarbenk.responses.spelling import squeeze


def unit_members(name: str, separators: tuple[str, ...]) -> frozenset[str]:
    """Split the name of a unit into its members, folded so that blanks and letter case do not matter."""
    parts = [squeeze(name).casefold()]
    for separator in separators:
        parts = [piece for part in parts for piece in part.split(separator)]
    return frozenset(squeeze(part) for part in parts if part.strip())


def settle_duplicates(
    export: RawExport, codebook: Codebook, answers: dict[int, dict[str, Any]], decisions: tuple[Decision, ...]
) -> list[DroppedRow]:
    """Find units with more than one reply and say which rows go.

    Replies that are the same after cleaning are one reply: the first stays. Replies that differ need a
    decision.

    Raises
    ------
    InputError
        If two replies of one unit differ and no decision names them, or a decision names replies that the
        export does not have.
    """
    if codebook.reply.unit is None:
        return []
    replies = {place: squeeze(export.cells[codebook.reply.id.variable][place]) for place in answers}
    _check_decisions(decisions, set(replies.values()), export)
    units: dict[frozenset[str], list[int]] = defaultdict(list)
    for place in answers:
        cell = export.cells[codebook.reply.unit.variable][place]
        members = unit_members("" if cell is None else str(cell), codebook.reply.unit.separators)
        if not members:
            raise InputError(
                f"{export.where(export.rows[place], codebook.reply.unit.variable)}: tomt; ventet hvem svaret gjelder"
            )
        units[members].append(place)
    _refuse_overlap(units, export, codebook)
    dropped: list[DroppedRow] = []
    for places in units.values():
        dropped += _settle(
            sorted(places, key=lambda place: _order(replies[place])),
            export,
            codebook,
            answers,
            replies,
            decisions,
        )
    return dropped


def _order(reply: str) -> tuple[int, str]:
    return (int(reply), "") if reply.isdigit() else (0, reply)


def _settle(places, export: RawExport, codebook, answers, replies, decisions) -> list[DroppedRow]:
    dropped, kept = [], places[:1]
    for place in places[1:]:
        twin = next((other for other in kept if answers[other] == answers[place]), None)
        if twin is None:
            kept.append(place)
        else:
            detail = f"samme svar som svar-id {replies[twin]} (rad {export.rows[twin]})"
            dropped.append(DroppedRow(export.rows[place], replies[place], "duplicate", detail))
    if len(kept) == 1:
        return dropped
    ids = {replies[place]: place for place in kept}
    decision = next((each for each in decisions if each.keep in ids and set(ids) - {each.keep} <= set(each.drop)), None)
    if decision is None:
        first, second = kept[:2]
        differing = [name for name in answers[first] if answers[first][name] != answers[second][name]]
        raise InputError(
            f"{export.path.name}: rad {export.rows[first]} og {export.rows[second]} (svar-id {replies[first]} og "
            f"{replies[second]}) "
            f"gjelder samme enhet og er ulike i {len(differing)} spørsmål "
            f"({', '.join(differing[:3])}{' …' if len(differing) > 3 else ''}).\n"
            f"Ventet en avgjørelse i {export.path.parent / 'decisions.yaml'}: unit, keep, drop, reason, reviewed "
            f"(by, on)."
        )
    for reply, place in ids.items():
        if reply != decision.keep:
            detail = f"svar-id {decision.keep} gjelder: {decision.reason} ({decision.reviewed.by}, "
            f"{decision.reviewed.on:%d.%m.%Y})"
            dropped.append(DroppedRow(export.rows[place], reply, "decision", detail))
    return dropped


def _check_decisions(decisions: tuple[Decision, ...], known: set[str], export: RawExport) -> None:
    for decision in decisions:
        for reply in (decision.keep, *decision.drop):
            if reply not in known:
                raise InputError(
                    f"{export.path.parent / 'decisions.yaml'}: svar-id {reply} finnes ikke i {export.path.name}; "
                    "ventet id-er fra eksporten"
                )


def _refuse_overlap(units: dict[frozenset[str], list[int]], export: RawExport, codebook: Codebook) -> None:
    """Refuse a member that replied alone and also in a joint reply: it would be counted twice."""
    owner: dict[str, frozenset[str]] = {}
    for members, places in units.items():
        for member in members:
            if member in owner:
                first, second = units[owner[member]][0], places[0]
                raise InputError(
                    f"{export.path.name}: rad {export.rows[first]} og {export.rows[second]} svarer begge for samme "
                    f"{codebook.member.one.nb if codebook.member else 'enhet'}, den ene i et felles svar; "
                    f"ventet ett svar for hver"
                )
            owner[member] = members
