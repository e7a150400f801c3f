"""An estimate with its interval, and the quantile that makes one."""

from __future__ import annotations

from typing import NamedTuple

from helpers.statistics.distributions import NORMAL, beta_quantile

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


def share_interval(hits: int, of: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a share (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404).

    Examples
    --------
    >>> print("%.3f to %.3f" % share_interval(38, 44))
    0.726 to 0.948
    """
    low = 0.0 if hits == 0 else beta_quantile(0.025, hits, of - hits + 1)
    high = 1.0 if hits == of else beta_quantile(0.975, hits + 1, of - hits)
    return low, high
