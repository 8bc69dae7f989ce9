"""Statsmodels' ordered logit with its derivatives worked out, which it otherwise finds by many small steps."""

from __future__ import annotations

import numpy as np
from scipy import special
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.tools.numdiff import approx_fprime


class OrderedLogit(OrderedModel):
    """The proportional-odds model of answers on a background.

    Parameters
    ----------
    codes : int array, one per person
        Answers, 0 … k - 1, all in use.
    design : float array, shape (persons, columns)
        The background.
    """

    def __init__(self, codes: np.ndarray, design: np.ndarray):
        super().__init__(codes, design, distr="logit")

    def score(self, params: np.ndarray) -> np.ndarray:
        """Return the derivative of the log-likelihood by each of the ``params``.

        Slopes come first, then the lowest threshold, then the logarithms of the steps between thresholds.
        """
        params = np.asarray(params, dtype=float)
        slopes, steps = params[: self.k_vars], params[self.k_vars :]
        codes, design = np.asarray(self.endog, dtype=int), np.asarray(self.exog)
        thresholds = np.concatenate([[-np.inf], self.transform_threshold_params(params)[1:-1], [np.inf]])
        predicted = design @ slopes
        upper, lower = thresholds[codes + 1] - predicted, thresholds[codes] - predicted
        above, below = special.expit(upper), special.expit(lower)
        chance = np.maximum(above - below, np.finfo(float).tiny)
        at_upper, at_lower = above * (1 - above) / chance, below * (1 - below) / chance
        by_slope = -(at_upper - at_lower) @ design
        count = len(steps)
        by_threshold = np.bincount(codes, at_upper, count + 1)[:count] - np.bincount(codes, at_lower, count + 1)[1:]
        # a step moves its own threshold and all above it
        from_step = by_threshold[::-1].cumsum()[::-1]
        return np.concatenate([by_slope, from_step[:1], from_step[1:] * np.exp(steps[1:])])

    def hessian(self, params: np.ndarray) -> np.ndarray:
        """Return the second derivatives by the ``params``, from differences of the first."""
        found = approx_fprime(np.asarray(params, dtype=float), self.score, centered=True)
        return (found + found.T) / 2
