"""Tables with small and with large chi-square among very many: found by exchanging answers within groups."""

from __future__ import annotations

from itertools import product

import numpy as np

# Of so many answers every corner of a group's possible counts is tried; of more, exchanges of two answers.
MOST_ANSWERS = 8
ROUNDS = 50


def steepest(boxes: list[list[range]], sizes: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    """Return tables with large chi-square: group by group the best corner of its counts, until nothing is gained.

    Parameters
    ----------
    boxes : list of lists of ranges
        Possible counts, groups × answers.
    sizes : int array
        Size of each group.
    start : int array
        A possible table.
    """
    corners = [_corners(box, int(size)) for box, size in zip(boxes, sizes, strict=True)]
    answers = start.shape[1]
    # from the table itself, and from all groups leaning one way or every other the other way
    starts = [start]
    for answer in range(answers):
        for lean in (1, -1):
            signs = [lean * (-1) ** group for group in range(len(boxes))]
            starts.append(np.array([
                each[np.argmax(sign * each[:, answer])] for each, sign in zip(corners, signs, strict=True)
            ]))  # fmt: skip
    found = []
    for table in starts:
        best = table.copy()
        value = _chi_square(best[None])[0]
        for _ in range(ROUNDS):
            before = value
            for group, tried in enumerate(corners):
                tables = np.repeat(best[None], len(tried), axis=0)
                tables[:, group] = tried
                values = _chi_square(tables)
                if values.max() > value + 1e-12:
                    best, value = tables[int(values.argmax())], float(values.max())
            if value <= before + 1e-12:
                break
        found.append(best)
    return found


def flattest(boxes: list[list[range]], sizes: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    """Return tables with small chi-square: each group as near to all together as its counts allow, again and again.

    Parameters
    ----------
    boxes, sizes, start
        As for ``steepest``.
    """
    best, value = start.copy(), float(_chi_square(start[None])[0])
    found = [best]
    for _ in range(ROUNDS):
        shares = best.sum(axis=0) / sizes.sum()
        table = np.array([_towards(box, int(size), shares) for box, size in zip(boxes, sizes, strict=True)])
        told = float(_chi_square(table[None])[0])
        if told >= value - 1e-12:
            break
        best, value = table, told
    for _ in range(10 * ROUNDS):
        tables = np.array(list(_exchanged(best, boxes)) or [best])
        values = _chi_square(tables)
        if values.min() >= value - 1e-12:
            break
        best, value = tables[int(values.argmin())], float(values.min())
    return [*found, best]


def _towards(box: list[range], size: int, shares: np.ndarray) -> list[int]:
    """Return the counts of a group that are nearest to what the shares of all would give it."""
    counts = [each[0] for each in box]
    wanted = size * shares
    weight = np.where(shares > 0, 1 / np.maximum(shares, 1e-12), 1e12)
    for _ in range(size - sum(counts)):
        room = [place for place, each in enumerate(box) if counts[place] < each[-1]]
        counts[min(room, key=lambda place: (2 * (counts[place] - wanted[place]) + 1) * weight[place])] += 1
    return counts


def _exchanged(table: np.ndarray, boxes: list[list[range]]):
    """Yield the tables in which one answer of a group is another."""
    for group, box in enumerate(boxes):
        for less, more in product(range(len(box)), repeat=2):
            if less != more and table[group, less] > box[less][0] and table[group, more] < box[more][-1]:
                other = table.copy()
                other[group, less] -= 1
                other[group, more] += 1
                yield other


def _corners(box: list[range], size: int) -> np.ndarray:
    """Return the corners of a group's possible counts: all answers but one at an end."""
    answers = len(box)
    if answers > MOST_ANSWERS:
        orders = [np.roll(np.arange(answers), turn) for turn in range(answers)]
        return np.array([_filled(box, size, order) for each in orders for order in (each, each[::-1])])
    found = set()
    for free in range(answers):
        others = [place for place in range(answers) if place != free]
        for ends in product((0, -1), repeat=answers - 1):
            counts = [0] * answers
            for place, end in zip(others, ends, strict=True):
                counts[place] = box[place][end]
            counts[free] = size - sum(counts)
            if counts[free] in box[free]:
                found.add(tuple(counts))
    return np.array(sorted(found))


def _filled(box: list[range], size: int, order: np.ndarray) -> list[int]:
    counts = [each[0] for each in box]
    left = size - sum(counts)
    for place in order:
        more = min(left, box[place][-1] - counts[place])
        counts[place] += more
        left -= more
    return counts


def _chi_square(tables: np.ndarray) -> np.ndarray:
    values = tables.astype(float)
    rows, columns = values.sum(axis=2), values.sum(axis=1)
    expected = rows[:, :, None] * columns[:, None, :] / rows.sum(axis=1)[:, None, None]
    terms = np.divide((values - expected) ** 2, expected, out=np.zeros_like(values), where=expected > 0)
    return terms.sum(axis=(1, 2))
