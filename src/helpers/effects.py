"""Sizes of effects and how sure a study can be of them: formulas for reading trials.

Proportions are in percent, differences in percentage points. Intervals use the normal approximation, so they serve
groups of about twenty or more; where a study saw no event at all, the exact limit is used.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from helpers import checks

Z_95 = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""


class Estimate(NamedTuple):
    """An effect with the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether no effect at all is outside the interval."""
        return self.low > 0 or self.high < 0


def difference(treated_pct: float, control_pct: float, n_treated: float, n_control: float) -> Estimate:
    """Return the difference of two proportions, percentage points, with its 95 % interval.

    Parameters
    ----------
    treated_pct, control_pct
        Proportions, percent.
    n_treated, n_control
        People in each group.

    Raises
    ------
    ValueError
        If a proportion is not within 0-100 % or a group is empty.

    Examples
    --------
    >>> found = difference(25, 17, 596, 606)
    >>> print(f"{found.value:.0f} ({found.low:.1f} to {found.high:.1f})")
    8 (3.4 to 12.6)
    """
    variance = 0.0
    for name, pct, n in (("treated_pct", treated_pct, n_treated), ("control_pct", control_pct, n_control)):
        share = checks.number(name, pct, low=0, high=100, unit="%") / 100
        people = checks.number(f"n_{name.split('_')[0]}", n, low=1, unit="people")
        variance += share * (1 - share) / people
    return _around(treated_pct - control_pct, 100 * math.sqrt(variance))


def number_needed(points: float) -> float:
    """Return how many people have to be treated for one more event: 100 / percentage points.

    Raises
    ------
    ValueError
        If the difference is zero: then no number of people is enough.

    Examples
    --------
    >>> number_needed(8)
    12.5
    """
    if points == 0:
        raise ValueError("points = 0 percentage points: with no difference there is no number needed.")
    return 100 / abs(points)


def highest_risk(events: int, people: float) -> float:
    """Return the highest risk, percent, that still fits what was seen: the exact one-sided 95 % limit.

    With no event among n people it is 100 (1 - 0.05^(1/n)), close to 300/n: the "rule of three". With nobody
    observed it is 100 %.

    Parameters
    ----------
    events
        How many had the event.
    people
        How many were observed.

    Raises
    ------
    ValueError
        If a number is negative, or there are more events than people.

    Examples
    --------
    >>> print(f"{highest_risk(0, 12):.0f} %, {highest_risk(0, 300):.2f} %, {highest_risk(0, 0):.0f} %")
    22 %, 0.99 %, 100 %
    """
    checks.number("events", events, low=0)
    checks.number("people", people, low=0)
    if events > people:
        raise ValueError(
            f"events = {events} among people = {people:g}: there cannot be more events than people."
        )
    if events == people:
        return 100.0
    if events == 0:
        return 100 * -math.expm1(math.log(0.05) / people)
    from scipy.special import betaincinv

    return 100 * float(betaincinv(events + 1, people - events, 0.95))


def half_width(n_per_group: float) -> float:
    """Return how far a 95 % interval reaches either side of a difference between two means, in standard deviations.

    Raises
    ------
    ValueError
        If a group is empty.

    Examples
    --------
    >>> print(f"{half_width(100):.2f}")
    0.28
    """
    people = checks.number("n_per_group", n_per_group, low=1, unit="people")
    return Z_95 * math.sqrt(2 / people)


def interaction(neither: float, first: float, second: float, both: float, *, sd: float, n: float) -> Estimate:
    """Return what two treatments do together beyond the sum of what each does alone, with its 95 % interval.

    Parameters
    ----------
    neither, first, second, both
        Means of the four groups of a factorial trial.
    sd
        Standard deviation between the people of a group.
    n
        People in each of the four groups.

    Returns
    -------
    Estimate
        (both - second) - (first - neither), in the unit of the means.

    Raises
    ------
    ValueError
        If the standard deviation is not positive or a group is empty.

    Examples
    --------
    >>> found = interaction(0, -10, -10, -30, sd=20, n=100)
    >>> print(f"{found.value:.0f} ({found.low:.1f} to {found.high:.1f})")
    -10 (-17.8 to -2.2)
    """
    spread = checks.number("sd", sd, above=0)
    people = checks.number("n", n, low=1, unit="people")
    return _around(both - first - second + neither, 2 * spread / math.sqrt(people))


def share_above(threshold: float, mean: float, sd: float) -> float:
    """Return the percentage of a normal distribution that lies above a threshold.

    Raises
    ------
    ValueError
        If the standard deviation is not positive.

    Examples
    --------
    >>> print(f"{share_above(140, 120, 10):.2f} %")
    2.28 %
    """
    spread = checks.number("sd", sd, above=0)
    return 50 * math.erfc((threshold - mean) / (spread * math.sqrt(2)))


def _around(value: float, standard_error: float) -> Estimate:
    return Estimate(value, value - Z_95 * standard_error, value + Z_95 * standard_error)
