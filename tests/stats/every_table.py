"""List every table with given margins, the slow and obvious way: what the exact tests are held against."""

from fractions import Fraction
from math import factorial, prod

import numpy as np


def every_table(row_totals, column_totals):
    """Yield every table of counts with these margins, as tuples of rows."""
    if len(row_totals) == 1:
        yield (tuple(column_totals),)
        return
    for row in _rows(row_totals[0], column_totals):
        rest = [total - x for total, x in zip(column_totals, row, strict=True)]
        for below in every_table(row_totals[1:], rest):
            yield (row, *below)


def _rows(total, bounds):
    if len(bounds) == 1:
        if total <= bounds[0]:
            yield (total,)
        return
    for x in range(min(total, bounds[0]) + 1):
        for rest in _rows(total - x, bounds[1:]):
            yield (x, *rest)


def probability(table):
    """Probability of the table given its margins, as a fraction: no rounding anywhere."""
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    above = prod(map(factorial, rows)) * prod(map(factorial, columns))
    return Fraction(above, factorial(sum(rows)) * prod(factorial(x) for row in table for x in row))


def exact_p_by_listing(table, statistic=None):
    """P-value by going through every table; ordered by probability unless a statistic is given."""
    table = tuple(tuple(int(x) for x in row) for row in table)
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    if statistic is not None:
        observed = statistic(np.array(table))
        return float(
            sum(probability(t) for t in every_table(rows, columns) if statistic(np.array(t)) >= observed - 1e-9)
        )
    observed = probability(table)
    p, everything = Fraction(0), Fraction(0)
    for other in every_table(rows, columns):
        chance = probability(other)
        everything += chance
        if chance <= observed * (1 + Fraction(1, 10**7)):
            p += chance
    assert everything == 1
    return float(p)
