"""What a dot of the dot plot stands for."""

from dataclasses import dataclass

from svarbenk.codebook import Text


@dataclass(frozen=True)
class Dependence:
    """How strongly the answers to a question depend on a background.

    Parameters
    ----------
    question, background : Text
        Their names.
    effect : float
        Cramér's V.
    low, high : float or None
        Its 95 % interval.
    p_value : float
        Of the test of independence.
    adjusted_p : float or None
        The same, corrected for the number of tests.
    n : float or None
        How many answers it rests on.
    """

    question: Text
    background: Text
    effect: float
    low: float | None
    high: float | None
    p_value: float
    adjusted_p: float | None = None
    n: float | None = None
