"""Which scales could be reversed without anybody noticing: what the check of orientation cannot see, told openly."""

from collections.abc import Sequence

from svarbenk.codebook import Codebook
from svarbenk.responses.orientation import compare_turned, opinion_counts
from svarbenk.responses.responses import Responses


def blind_spots(codebook: Codebook, waves: Sequence[Responses]) -> dict[str, tuple[str, ...]]:
    """Return the ordinal questions whose reversal in a wave would pass unnoticed.

    Each wave's answers are turned round in thought and held against every wave that asked the same and may be
    compared, by the rule of ``orientation``. Where it stays silent, because the answers are nearly symmetric, the waves
    differ much, or too few answered, the orientation rests on the codes and labels of the file alone.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    waves : sequence of Responses
        The clean answers of each wave.

    Returns
    -------
    dict
        Question id to the ids of those waves, in order; questions that one wave asked are not there.
    """
    order = [wave.id for wave in codebook.waves]
    sorted_waves = sorted(waves, key=lambda each: order.index(each.accounts[0].wave))
    found = {}
    for question in codebook.asked():
        if question.kind != "ordinal":
            continue
        counts = opinion_counts(question, codebook, sorted_waves)
        blind = [
            wave
            for wave, here in counts.items()
            if (others := [other for other in counts if _may(codebook, question.id, wave, other)])
            and not any(_seen(here[::-1], counts[other]) for other in others)
        ]
        if blind:
            found[question.id] = tuple(blind)
    return found


def _may(codebook: Codebook, question: str, wave: str, other: str) -> bool:
    return other != wave and codebook.why_not_comparable(question, (wave, other)) is None


def _seen(turned_round: Sequence[int], neighbour: Sequence[int]) -> bool:
    turn = compare_turned(turned_round, neighbour)
    return turn is not None and turn.alone
