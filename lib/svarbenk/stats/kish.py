"""What unequal weights cost: Kish's design effect and effective n."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class DesignEffect:
    """What unequal weights cost: the design effect and the size of the equally weighted sample that is as good.

    Attributes
    ----------
    value : float
        Design effect, at least 1.
    effective_n : float
        n / value.
    n : int
        Number of persons with a weight above 0.
    """

    value: float
    effective_n: float
    n: int


def design_effect(weights: Any) -> DesignEffect:
    """Work out what unequal weights cost (Kish): design effect and effective n.

    Parameters
    ----------
    weights : sequence of float
        One per person, none negative. Persons with weight 0 count as not in the sample.

    Returns
    -------
    DesignEffect

    Raises
    ------
    ValueError
        If there are no weights, or one is negative, missing or infinite, or all are 0.

    Notes
    -----
    n Σw² / (Σw)², that is 1 + the squared coefficient of variation of the weights; the effective n is
    (Σw)² / Σw². It holds for answers that have nothing to do with the weights, and is too pessimistic where
    raking explains the answer; ``rao_scott`` measures the effect on a table itself.

    References
    ----------
    Kish, L. (1965). Kish, L. (1992).
    """
    values = read_weights(weights)
    values = values[values > 0] / values.max()
    effective = float(values.sum() ** 2 / np.sum(values**2))
    return DesignEffect(len(values) / effective, effective, len(values))


def read_weights(weights: Any) -> np.ndarray:
    """Check weights: numbers, none negative, some above 0."""
    try:
        values = np.asarray(weights, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"weights that are not numbers ({error}); expected one number per person") from error
    if values.ndim != 1 or not values.size:
        raise ValueError(f"weights of shape {values.shape}; expected a list of one or more")
    wrong = ~np.isfinite(values) | (values < 0)
    if wrong.any():
        i = int(np.argmax(wrong))
        raise ValueError(f"weight {values[i]:g} of person {i + 1}; expected a number from 0")
    if not values.any():
        raise ValueError("weights that are all 0; expected some above 0")
    return values
