"""Sizes of effects and how sure a study, or several together, can be of them.

Proportions are in percent, differences in percentage points. Intervals use the normal approximation, so they serve
groups of about twenty or more; where a study saw no event at all, `highest_risk` gives the exact limit.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks, words
from helpers.checks import Floats
from helpers.statistics.distributions import beta_quantile, t_limit
from helpers.statistics.intervals import Z_95, Estimate, around


class RiskRatios(NamedTuple):
    """Risk ratios of several studies: estimates, ends of the 95 % intervals, and standard errors of the logarithms."""

    value: Floats
    low: Floats
    high: Floats
    log_error: Floats


class Pooled(NamedTuple):
    """A pooled ratio with its 95 % interval, the studies' shares of the weight, and how far they disagree.

    `between` is the variance between the studies' true logarithms (DerSimonian & Laird), `i_squared` the share of the
    spread that chance does not explain, 0 to 1.
    """

    estimate: Estimate
    weights: Floats
    between: float
    i_squared: float


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
    return around(float(treated_pct) - float(control_pct), 100 * math.sqrt(variance))


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
    points = checks.number("points", points, unit="percentage points")
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
    events = checks.whole("events", events, low=0)
    people = checks.number("people", people, low=0)
    if events > people:
        raise ValueError(
            f"events = {events} among people = {people:g}: there cannot be more events than people."
        )
    if events == people:
        return 100.0
    if events == 0:
        return 100 * -math.expm1(math.log(0.05) / people)
    return 100 * beta_quantile(0.95, events + 1, people - events)


_GROUPS = ("neither", "first", "second", "both")


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
    means = (
        checks.number(name, each) for name, each in zip(_GROUPS, (neither, first, second, both), strict=True)
    )
    none, one, other, together = means
    return around(together - one - other + none, 2 * spread / math.sqrt(people))


def risk_ratios(events: ArrayLike, people: ArrayLike, events_0: ArrayLike, people_0: ArrayLike) -> RiskRatios:
    """Return each study's risk ratio with its 95 % interval on the logarithmic scale.

    A study without events in one group has half an event added to both, and one person.

    Parameters
    ----------
    events, people
        Events and people in the exposed or treated group, one entry a study.
    events_0, people_0
        The same for the comparison group.

    Raises
    ------
    ValueError
        If a number is negative, there are more events than people, or lengths differ.

    Source: Katz D et al., Biometrics 1978;34:469-474 (the logarithmic interval).

    Examples
    --------
    >>> ratio = risk_ratios([55], [443], [87], [413])
    >>> print(f"{ratio.value[0]:.2f} ({ratio.low[0]:.2f} to {ratio.high[0]:.2f})")
    0.59 (0.43 to 0.80)
    """
    a, n, c, m = (
        checks.series(name, row, low=0)
        for name, row in (
            ("events", events),
            ("people", people),
            ("events_0", events_0),
            ("people_0", people_0),
        )
    )
    if len({len(a), len(n), len(c), len(m)}) > 1:
        raise ValueError("events, people, events_0 and people_0: each needs one entry a study.")
    if (a > n).any() or (c > m).any():
        raise ValueError("There are more events than people; are the arguments in order?")
    empty = (a == 0) | (c == 0)
    a, c = a + 0.5 * empty, c + 0.5 * empty
    n, m = n + empty, m + empty
    log = np.log(a / n) - np.log(c / m)
    error = np.sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return RiskRatios(np.exp(log), np.exp(log - Z_95 * error), np.exp(log + Z_95 * error), error)


def pool(ratios: ArrayLike, log_errors: ArrayLike, *, random: bool = False, few: bool = False) -> Pooled:
    """Return the pooled ratio of several studies, weighted by the inverse of their variance.

    Parameters
    ----------
    ratios
        Risk ratios, odds ratios or hazard ratios, one a study.
    log_errors
        Standard errors of their logarithms.
    random
        Whether studies may differ in truth (DerSimonian & Laird's random effects) or share one true ratio.
    few
        With `random`, whether the interval is Hartung & Knapp's, for few studies: from how far the studies lie
        apart, with Student's t. It needs two studies or more.

    Raises
    ------
    ValueError
        If a ratio or error is not positive, lengths differ, or one study is pooled as few.

    Source: DerSimonian R, Laird N, Control Clin Trials 1986;7:177-188, doi:10.1016/0197-2456(86)90046-2; for few,
    IntHout J et al., BMC Med Res Methodol 2014;14:25, doi:10.1186/1471-2288-14-25.

    Examples
    --------
    >>> both = pool([2.0, 2.0], [0.2, 0.2])
    >>> print(f"{both.estimate.value:.2f} ({both.estimate.low:.2f} to {both.estimate.high:.2f})")
    2.00 (1.52 to 2.64)
    >>> five = pool(np.exp([-0.2, -0.1, 0.0, -0.4, -0.1]), [0.1] * 5, random=True, few=True)
    >>> print(f"{five.estimate.value:.2f} ({five.estimate.low:.2f} to {five.estimate.high:.2f})")
    0.85 (0.71 to 1.03)
    """
    values = checks.series("ratios", ratios, low=1e-12, hint="A ratio is positive.")
    errors = checks.series("log_errors", log_errors, low=1e-12, hint="A standard error is positive.")
    if len(values) != len(errors):
        raise ValueError(f"log_errors: needs {len(values)} values, one a study, not {len(errors)}.")
    logs, weights = np.log(values), errors**-2.0
    mean = weights @ logs / weights.sum()
    spread, free = float(weights @ (logs - mean) ** 2), len(logs) - 1
    scale = weights.sum() - (weights @ weights) / weights.sum()
    between = max(0.0, float((spread - free) / scale)) if free else 0.0
    random, few = words.truth("random", random), words.truth("few", few)
    if random:
        weights = 1 / (errors**2 + between)
        mean = weights @ logs / weights.sum()
    half = Z_95 / np.sqrt(weights.sum())
    if random and few:
        if not free:
            raise ValueError("few = True: the interval for few studies needs two of them or more.")
        half = t_limit(0.05, free) * np.sqrt(weights @ (logs - mean) ** 2 / free / weights.sum())
    estimate = Estimate(float(np.exp(mean)), float(np.exp(mean - half)), float(np.exp(mean + half)))
    return Pooled(
        estimate, weights / weights.sum(), between, max(0.0, 1 - free / spread) if spread > 0 else 0.0
    )
