"""Ticks of axes: round numbers, evenly apart, and on a logarithmic axis those that readers know."""

import math

_STEPS = (1, 2, 2.5, 5, 10)
_RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers evenly apart, the first at or below ``low`` and the last at or above ``high``.

    Parameters
    ----------
    low, high : float
        What has to lie between them.
    most : int
        At most so many steps.
    """
    reach = high - low or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(reach / most))
    step = next(each for size in (power, 10 * power) for each in _sized(size) if _steps(low, high, each) <= most)
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return [round(place * step, 10) for place in range(first, last + 1)]


def _sized(power: float) -> list[float]:
    return [step * power for step in _STEPS]


def _steps(low: float, high: float, step: float) -> int:
    return math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9)


def ratio_ticks(low: float, high: float) -> list[float]:
    """Return ticks of a logarithmic axis around 1 that has room for both ends.

    Parameters
    ----------
    low, high : float
        What has to lie between them, as far as 1 to 100 and 100 to 1.
    """
    first = max((tick for tick in _RATIOS if tick <= min(low, 0.5)), default=_RATIOS[0])
    last = min((tick for tick in _RATIOS if tick >= max(high, 2)), default=_RATIOS[-1])
    return [tick for tick in _RATIOS if first <= tick <= last]


def decimals_of(ticks: list[float]) -> int:
    """Return how many decimals tell the ticks apart.

    Parameters
    ----------
    ticks : list of float
        Of one axis.
    """
    return next((digits for digits in range(4) if all(abs(tick - round(tick, digits)) < 1e-9 for tick in ticks)), 4)
