"""Printed numbers that cannot hold together: smallest contradicting sets, and the fewest numbers to leave out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from svarbenk.codebook import Codebook
from svarbenk.ledger import Entry
from svarbenk.synthetic.programme import Programme
from svarbenk.synthetic.waves.printed import apply, is_population
from svarbenk.synthetic.waves.quantities import Quantities

MOST = 6000
"""More replies than any of the surveys can have: there are fewer fastleger in the country."""


def can_hold(entries: Iterable[Entry], view: Codebook) -> bool:
    """Tell whether printed numbers of one wave can hold together, whatever the size of groups and item non-response.

    Parameters
    ----------
    entries : iterable of Entry
        The numbers; see ``printed.usable``.
    view : Codebook
        The wave.
    """
    entries = list(entries)
    programme = Programme()
    quantities = Quantities(view, programme, MOST)
    population = next((entry.number.value for entry in entries if is_population(entry, view)), None)
    for entry in entries:
        apply(entry, quantities, population)
    return programme.attempt({}) is not None


def smallest_set(entries: Sequence[Entry], holds: Callable[[Sequence[Entry]], bool]) -> tuple[Entry, ...]:
    """Return a smallest contradicting set of ``entries`` that do not hold: without any one of it, the rest does.

    Parameters
    ----------
    entries : sequence of Entry
        Numbers that do not hold together; earlier ones are kept rather than later ones.
    holds : callable
        Tells whether numbers can hold together.
    """

    def search(known: list[Entry], added: bool, rest: list[Entry]) -> list[Entry]:
        if added and not holds(known):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        second = search(known + rest[:half], True, rest[half:])
        first = search(known + second, bool(second), rest[:half])
        return first + second

    found = search([], False, list(entries))
    return tuple(entry for entry in entries if entry in found)


def find_contradictions(
    entries: Sequence[Entry],
    view: Codebook,
    doubtful: Callable[[Entry], float] | None = None,
    suffices: Callable[[Sequence[Entry]], bool] | None = None,
) -> tuple[tuple[tuple[Entry, ...], ...], frozenset[tuple]]:
    """Find the smallest contradicting sets among the printed numbers of a wave, and the numbers to leave out.

    Parameters
    ----------
    entries : sequence of Entry
        The printed numbers of the wave, each once.
    view : Codebook
        The wave.
    doubtful : callable
        Among equally few numbers the most doubtful are left out.
    suffices : callable
        Tells that numbers hold together by finding an example; it may miss one. It is asked first about all
        questions together, since an example with likely sizes is found sooner than any example.

    Returns
    -------
    sets : tuple of tuple of Entry
        Each contradicts itself; each without one of its numbers does not.
    left_out : frozenset
        ``Entry.place`` of as few numbers as make the others hold together.
    """
    doubtful = doubtful or doubt

    def holds(some: Sequence[Entry]) -> bool:
        return can_hold(some, view)

    sets: list[tuple[Entry, ...]] = []
    blocks = list(dict.fromkeys(entry.question for entry in entries))
    # numbers of one question first: a contradiction among few numbers is found and understood more easily
    for block in (*([each] for each in blocks), blocks):
        own = [entry for entry in entries if entry.question in block]
        while True:
            left = fewest(sets, doubtful)
            rest = [entry for entry in own if entry.place not in left]
            if not rest or (block is blocks and suffices and suffices(rest)) or holds(rest):
                break
            sets.append(smallest_set(rest, holds))
    return tuple(sets), fewest(sets, doubtful)


def doubt(entry: Entry) -> float:
    """Return how doubtful a number is beside others: a rate before a share, a share before a number of replies."""
    return {"response_rate": 3.0, "percent": 1.0}.get(entry.statistic, 0.0) + entry.line / 10_000


def fewest(sets: Sequence[tuple[Entry, ...]], doubtful: Callable[[Entry], float]) -> frozenset[tuple]:
    """Return as few numbers as there can be with one in each of the ``sets``, the most ``doubtful`` ones."""
    if not sets:
        return frozenset()
    known = {entry.place: entry for each in sets for entry in each}
    for size in range(1, len(sets) + 1):
        found = [
            chosen
            for chosen in combinations(known, size)
            if all(any(entry.place in chosen for entry in each) for each in sets)
        ]
        if found:
            return frozenset(max(found, key=lambda chosen: sum(doubtful(known[place]) for place in chosen)))
    return frozenset()
