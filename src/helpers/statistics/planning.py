"""What a trial of a given size can find: its interval, its power, and how far significant results overstate."""

from __future__ import annotations

import math

from helpers.checks import number
from helpers.statistics.distributions import NORMAL
from helpers.statistics.intervals import Z_95


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
    number("n_per_group", n_per_group, low=1, unit="people")
    return Z_95 * _standard_error(1.0, n_per_group)


def power_at(effect: float, error: float, *, alpha: float = 0.05) -> float:
    """Return how often a study with this standard error finds an effect: its interval leaves out zero.

    Parameters
    ----------
    effect, error
        The true effect and the standard error of its estimate, in one unit.
    alpha
        Two-sided level of significance.

    Raises
    ------
    ValueError
        If the error is not positive, or alpha is not between 0 and 1.

    Examples
    --------
    >>> round(power_at(2.8, 1.0), 2), round(power_at(0, 1.0), 2)
    (0.8, 0.05)
    """
    z, limit = abs(number("effect", effect)) / number("error", error, above=0), _limit(alpha)
    return NORMAL.cdf(z - limit) + NORMAL.cdf(-z - limit)


def wrong_direction(effect: float, error: float) -> float:
    """Return how often the estimate has the wrong sign; a half where there is no true effect.

    Parameters
    ----------
    effect, error
        The true effect and the standard error of its estimate, in one unit.

    Raises
    ------
    ValueError
        If the error is not positive.

    Examples
    --------
    >>> round(wrong_direction(-1.0, 1.0), 2), wrong_direction(0, 1.0)
    (0.16, 0.5)
    """
    return NORMAL.cdf(-abs(number("effect", effect)) / number("error", error, above=0))


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
    return power_at(effect, _standard_error(sd, per_arm), alpha=alpha)


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
    size = _size(effect)
    z = _limit(alpha) + NORMAL.inv_cdf(number("wanted", wanted, above=0, high=0.999))
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
    size = _size(effect)
    error = _standard_error(sd, per_arm)
    z, limit = size / error, _limit(alpha)
    above = z * NORMAL.cdf(z - limit) + NORMAL.pdf(limit - z)
    below = -z * NORMAL.cdf(-z - limit) + NORMAL.pdf(limit + z)
    return (above + below) / (z * power(effect, sd, per_arm, alpha=alpha))


def wrong_direction_of_found(effect: float, sd: float, per_arm: float, *, alpha: float = 0.05) -> float:
    """Return which share of significant results has the wrong sign (the type S error).

    Parameters
    ----------
    effect, sd, per_arm, alpha
        As for `power`.

    Raises
    ------
    ValueError
        As for `power`, and if the effect is zero: then no sign is the right one.

    References
    ----------
    Gelman A, Carlin J, Perspect Psychol Sci 2014;9:641-651, doi:10.1177/1745691614551642.

    Examples
    --------
    >>> round(wrong_direction_of_found(0.05, 0.42, 10), 3), round(wrong_direction_of_found(0.2, 0.42, 100), 3)
    (0.224, 0.0)
    """
    size = _size(effect)
    z = size / _standard_error(sd, per_arm)
    return NORMAL.cdf(-z - _limit(alpha)) / power(effect, sd, per_arm, alpha=alpha)


def _size(effect: float) -> float:
    return number("effect (its size)", abs(number("effect", effect)), above=1e-100)


def _standard_error(sd: float, per_arm: float) -> float:
    return number("sd", sd, above=0) * math.sqrt(2 / number("per_arm", per_arm, above=0))


def _limit(alpha: float) -> float:
    return -NORMAL.inv_cdf(number("alpha", alpha, above=0, high=0.999) / 2)
