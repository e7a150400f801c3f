"""Statistics for appraising a study and a grading: chance, power and agreement.

What a second measurement of selected people is expected to show (`regression_to_mean`), how sure a trial of a given
size is (`power`, `people_per_arm`, `exaggeration`), whether people differ in their response (`response_sd`), and how
far two graders agree beyond chance (`cohens_kappa`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

from helpers.checks import number, whole

_NORMAL = NormalDist()


class Selected(NamedTuple):
    """People chosen for a high value: their share, their mean when chosen, and their mean when measured again."""

    share: float
    first: float
    again: float


def regression_to_mean(
    threshold: float, *, mean: float, between_sd: float, within_sd: float, readings: int = 1
) -> Selected:
    """Return what is expected of people chosen for a value above a threshold, if nothing is done to them.

    Parameters
    ----------
    threshold
        Who has a first value of at least this is chosen.
    mean, between_sd
        Mean and standard deviation of people's usual values, normally distributed (take logarithms of what is skewed).
    within_sd
        Standard deviation of one person's values about the usual one.
    readings
        How many readings the first value averages.

    Raises
    ------
    ValueError
        If a standard deviation is negative or not a number, both are zero, or `readings` is not 1 or more.

    References
    ----------
    Barnett AG, van der Pols JC, Dobson AJ, Int J Epidemiol 2005;34:215-220, doi:10.1093/ije/dyh299.

    Examples
    --------
    Half of the variance is noise, so the chosen fall back half of the way to the mean:

    >>> found = regression_to_mean(1.0, mean=0.0, between_sd=1.0, within_sd=1.0)
    >>> round(found.first, 3), round(found.again, 3)
    (1.833, 0.916)
    """
    number("threshold", threshold)
    number("mean", mean)
    between = number("between_sd", between_sd, low=0)
    within = number("within_sd", within_sd, low=0) / math.sqrt(whole("readings", readings, low=1))
    spread = math.hypot(between, within)
    number("between_sd and within_sd together", spread, above=0)
    z = (threshold - mean) / spread
    share = _NORMAL.cdf(-z)
    # Far out the share underflows; the mean of the tail then lies at its edge.
    excess = spread * (_NORMAL.pdf(z) / share if share > 1e-12 else z)
    return Selected(share, mean + excess, mean + excess * (between / spread) ** 2)


def power(effect: float, sd: float, per_arm: float, *, alpha: float = 0.05) -> float:
    """Return the probability that a trial of two equal arms finds a difference of means significant.

    Parameters
    ----------
    effect
        The true difference of the two means.
    sd
        Standard deviation of the outcome within an arm, in the unit of the effect.
    per_arm
        People in each arm.
    alpha
        Two-sided level of significance.

    Raises
    ------
    ValueError
        If the standard deviation, the number of people or alpha is not positive, or alpha is 1 or more.

    Notes
    -----
    The usual normal approximation, which is a little too hopeful below about 15 people an arm.

    Examples
    --------
    >>> round(power(0.5, 1.0, 64), 2)
    0.81
    """
    z = abs(number("effect", effect)) / _standard_error(sd, per_arm)
    limit = _limit(alpha)
    return _NORMAL.cdf(z - limit) + _NORMAL.cdf(-z - limit)


def people_per_arm(effect: float, sd: float, *, wanted: float = 0.8, alpha: float = 0.05) -> int:
    """Return how many people each of two equal arms needs.

    Parameters
    ----------
    effect, sd
        The difference of means to be found and the standard deviation within an arm, in one unit.
    wanted
        The power to be had.
    alpha
        Two-sided level of significance.

    Raises
    ------
    ValueError
        If the effect is zero, the standard deviation is not positive, or `wanted` or `alpha` is no probability
        between 0 and 1.

    Notes
    -----
    n = 2 ((z_alpha/2 + z_power) sd / effect)^2, rounded up.

    Examples
    --------
    >>> people_per_arm(0.5, 1.0)
    63
    """
    size = number("effect (its size)", abs(effect), above=0)
    z = _limit(alpha) + _NORMAL.inv_cdf(number("wanted", wanted, above=0, high=0.999))
    return math.ceil(2 * (z * number("sd", sd, above=0) / size) ** 2)


def exaggeration(effect: float, sd: float, per_arm: float, *, alpha: float = 0.05) -> float:
    """Return by what factor significant results overstate the true effect on average.

    Parameters
    ----------
    effect, sd, per_arm, alpha
        As for `power`.

    Raises
    ------
    ValueError
        As for `power`, and if the effect is zero: nothing can be overstated then.

    References
    ----------
    Gelman A, Carlin J, Perspect Psychol Sci 2014;9:641-651, doi:10.1177/1745691614551642 (the type M error).

    Examples
    --------
    >>> round(exaggeration(0.2, 1.0, 20), 1), round(exaggeration(0.2, 1.0, 1000), 2)
    (3.8, 1.0)
    """
    size = number("effect (its size)", abs(effect), above=0)
    error = _standard_error(sd, per_arm)
    z, limit = size / error, _limit(alpha)
    above = z * _NORMAL.cdf(z - limit) + _NORMAL.pdf(limit - z)
    below = -z * _NORMAL.cdf(-z - limit) + _NORMAL.pdf(limit + z)
    return (above + below) / (z * power(effect, sd, per_arm, alpha=alpha))


def response_sd(treated_sd: float, control_sd: float) -> float:
    """Return how far people differ in their true response to a treatment, as a standard deviation.

    Parameters
    ----------
    treated_sd, control_sd
        Standard deviations of the changes in the treated and in the control arm.

    Returns
    -------
    float
        The root of the difference of the two variances; negative where the control arm varies more, which speaks
        against any difference in response.

    Raises
    ------
    ValueError
        If a standard deviation is negative or not a number.

    References
    ----------
    Atkinson G, Batterham AM, Exp Physiol 2015;100:577-588, doi:10.1113/EP085070.

    Examples
    --------
    >>> response_sd(5.0, 4.0), response_sd(4.0, 5.0)
    (3.0, -3.0)
    """
    difference = number("treated_sd", treated_sd, low=0) ** 2 - number("control_sd", control_sd, low=0) ** 2
    return math.copysign(math.sqrt(abs(difference)), difference)


def cohens_kappa(first: Sequence[object], second: Sequence[object]) -> float:
    """Return how far two graders agree beyond what their habits alone would give: 1 is perfect, 0 is chance.

    Parameters
    ----------
    first, second
        The grades that each gave, in one order.

    Returns
    -------
    float
        NaN where both gave one and the same grade throughout: chance alone then gives full agreement.

    Raises
    ------
    ValueError
        If the two are not of one length, or empty.

    References
    ----------
    Cohen J, Educ Psychol Meas 1960;20:37-46, doi:10.1177/001316446002000104.

    Examples
    --------
    >>> cohens_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    0.5
    """
    if len(first) != len(second) or not len(first):
        raise ValueError(
            f"first and second: {len(first)} and {len(second)} grades. Both must grade the same things, one or more."
        )
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    habits, others = Counter(first), Counter(second)
    by_chance = sum(habits[grade] * others[grade] for grade in habits) / n**2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else math.nan


def _standard_error(sd: float, per_arm: float) -> float:
    return number("sd", sd, above=0) * math.sqrt(2 / number("per_arm", per_arm, above=0))


def _limit(alpha: float) -> float:
    return -_NORMAL.inv_cdf(number("alpha", alpha, above=0, high=0.999) / 2)
