"""An estimate with its interval, and the quantile that makes one."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

NORMAL = NormalDist()
"""The standard normal distribution."""

Z_95 = NORMAL.inv_cdf(0.975)
"""Standard normal quantile that leaves 2.5 % on either side: 1.96."""


class Estimate(NamedTuple):
    """An estimate with the ends of its 95 % interval.

    Examples
    --------
    >>> Estimate(0.5, -0.1, 1.1).excludes_zero
    False
    """

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether no effect at all is outside the interval."""
        return self.low > 0 or self.high < 0


def around(value: float, standard_error: float) -> Estimate:
    """Return an estimate with its 95 % interval by the normal approximation.

    Examples
    --------
    >>> print("%.0f (%.2f to %.2f)" % around(1, 0.5))
    1 (0.02 to 1.98)
    """
    return Estimate(value, value - Z_95 * standard_error, value + Z_95 * standard_error)
