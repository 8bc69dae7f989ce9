"""A number and the interval it may lie in, since what is printed is often rounded."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """A number with the lowest and highest it may be; the three are the same where it is exact."""

    value: float
    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> "Quantity":
        """Return a number that is what it is, such as a count.

        Parameters
        ----------
        value : float
            The number.
        """
        return cls(value, value, value)

    @classmethod
    def rounded(cls, value: float, decimals: int) -> "Quantity":
        """Return a number that was rounded when it was printed.

        Parameters
        ----------
        value : float
            As printed.
        decimals : int
            How many decimals it was printed with; negative where it was rounded to tens or thousands.
        """
        half = 0.5 / 10.0**decimals
        return cls(value, value - half, value + half)

    @classmethod
    def missing(cls) -> "Quantity":
        """Return the number of a place that was left blank."""
        return cls(math.nan, math.nan, math.nan)

    @property
    def is_exact(self) -> bool:
        """Whether nothing in it was rounded."""
        return self.low == self.high

    @property
    def known(self) -> bool:
        """Whether there is a number."""
        return math.isfinite(self.value)
