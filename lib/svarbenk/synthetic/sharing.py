"""Numbers shared out over replies: so many to each, as many in all as the cell has."""

from collections.abc import Sequence

import numpy as np


def share_out(
    total: int,
    weights: Sequence[float],
    rng: np.random.Generator,
    least: Sequence[int] | int = 0,
    most: float = np.inf,
) -> list[int]:
    """Share ``total`` out, one by one and by chance, so that each gets between ``least`` and ``most``.

    Parameters
    ----------
    total : int
        What is shared out; at least the sum of ``least``.
    weights : sequence of float
        How likely each is to get the next one.
    rng : numpy.random.Generator
        Chance.
    least : sequence of int or int
        What each has to begin with.
    most : float
        What each has at most.

    Returns
    -------
    list of int
    """
    shares = [least] * len(weights) if isinstance(least, int) else list(least)
    for _ in range(total - sum(shares)):
        open_ = np.array([weight if share < most else 0.0 for weight, share in zip(weights, shares, strict=True)])
        shares[int(rng.choice(len(shares), p=open_ / open_.sum()))] += 1
    return shares


def tick(counts: dict[str, int], replies: Sequence[int], rng: np.random.Generator) -> dict[int, set[str]]:
    """Tick options so that each has its count and every reply has one at least.

    ``counts`` sum to the number of replies or more, and none is larger than it; so options go to replies
    without a tick first.
    """
    ticked: dict[int, set[str]] = {reply: set() for reply in replies}
    for option in rng.permutation(sorted(counts)):
        shuffled = [replies[place] for place in rng.permutation(len(replies))]
        shuffled.sort(key=lambda reply: bool(ticked[reply]))
        for reply in shuffled[: counts[str(option)]]:
            ticked[reply].add(str(option))
    return ticked


class Slots:
    """A number in a reply as places that can be taken, so that parts never exceed the whole."""

    def __init__(self, sizes: dict[int, int]):
        self.owners = [reply for reply, size in sizes.items() for _ in range(size)]
        self.taken: dict[str, set[int]] = {}

    def in_blocks(self, parts: dict[str, int], rng: np.random.Generator) -> dict[str, dict[int, int]]:
        """Fill all places with parts, one part after another, so that a reply mostly has places of one part."""
        names = [name for name in rng.permutation(sorted(parts)) for _ in range(parts[str(name)])]
        shared: dict[str, dict[int, int]] = {name: dict.fromkeys(self.owners, 0) for name in parts}
        for owner, name in zip(self.owners, names, strict=True):
            shared[str(name)][owner] += 1
        return shared

    def take(self, name: str, count: int, beside: Sequence[str], rng: np.random.Generator) -> dict[int, int]:
        """Let ``name`` take ``count`` places at random that those ``beside`` it have not taken."""
        closed = set().union(*(self.taken.get(other, set()) for other in beside))
        free = [place for place in range(len(self.owners)) if place not in closed]
        chosen = sorted(int(place) for place in rng.choice(free, size=count, replace=False)) if count else []
        self.taken[name] = set(chosen)
        shares = dict.fromkeys(self.owners, 0)
        for place in chosen:
            shares[self.owners[place]] += 1
        return shares
