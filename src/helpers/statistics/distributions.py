"""Quantiles of the beta distribution, of Student's t and of chi-square, and the power of Student's test."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from helpers.checks import Floats
from helpers.roots import root

NORMAL = NormalDist()
"""The standard normal distribution."""

_PARTS = 200  # of a continued fraction
_TINY = 1e-300
_NODES = 80
_STEPS = 60
_FEWEST = 5


@lru_cache(maxsize=4096)
def beta_quantile(share: float, a: float, b: float) -> float:
    """Return the place below which a share of the beta distribution lies.

    Parameters
    ----------
    share
        Between 0 and 1.
    a, b
        The distribution's shapes, above 0.

    Examples
    --------
    >>> print(f"{beta_quantile(0.5, 2, 3):.4f}")
    0.3857
    """
    return root(lambda place: _beta_below(place, a, b) - share, 0.0, 1.0)


def t_limit(beyond: float, free: float) -> float:
    """Return the limit beyond which a share of Student's t lies, on both sides together.

    Parameters
    ----------
    beyond
        Above 0 and at most 0.5: 0.05 for the limits of a 95 % interval.
    free
        Degrees of freedom, above 0.

    Examples
    --------
    >>> print(f"{t_limit(0.05, 16):.3f}")
    2.120
    """
    place = beta_quantile(beyond, free / 2, 0.5)
    return math.sqrt(free * (1 - place) / place)


def chi_square_quantile(above: Floats, free: float) -> Floats:
    """Return the places above which shares of chi-square lie.

    Parameters
    ----------
    above
        Between 0 and 1.
    free
        Degrees of freedom, above 0.

    Examples
    --------
    >>> chi_square_quantile(np.array([0.05, 0.5]), 1).round(3).tolist()
    [3.841, 0.455]
    """
    # The cube root is nearly normal (Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684): from there by Newton's steps.
    width = 2 / (9 * free)
    normal = np.array([NORMAL.inv_cdf(1 - share) for share in above])
    cube = np.maximum(1 - width + normal * math.sqrt(width), 0.05)
    for _ in range(_STEPS):
        place = free * cube**3
        density = np.exp((free / 2 - 1) * np.log(place / 2) - place / 2 - math.lgamma(free / 2)) / 2
        step = (_chi_square_below(place, free) - (1 - above)) / (density * 3 * free * cube**2)
        # A share near 0 or 1 has hardly any slope: no step may pass the end or double the place.
        cube -= np.clip(step, -cube, cube / 2)
        if (np.abs(step) < 1e-8 * cube).all():  # the next would be below rounding
            break
    return np.asarray(free * cube**3)


def t_power(shift: Floats, limit: Floats, free: Floats) -> Floats:
    """Return how often Student's t lies beyond a limit on either side, where its truth is not zero.

    Parameters
    ----------
    shift
        The true effect in standard errors.
    limit
        The limit of t.
    free
        Degrees of freedom, at least 5; one of each of the three for every trial.

    Raises
    ------
    ValueError
        If there are fewer degrees of freedom: the integral is too coarse for them.

    Examples
    --------
    >>> t_power(np.array([0.0, 2.8]), np.array([2.12, 2.12]), np.array([16.0, 16.0])).round(2).tolist()
    [0.05, 0.75]
    """
    if float(np.min(free)) < _FEWEST:
        raise ValueError(
            f"free = {np.min(free):g}: the power of Student's test needs {_FEWEST} or more here."
        )
    # The estimated over the true standard deviation is spread as chi over the root of its freedom; given that, the
    # share beyond the limit is the normal distribution's.
    nodes, weights = _gauss()
    spread = 10 / np.sqrt(2 * free)
    low, high = np.maximum(1 - spread, 0), 1 + spread
    ratio = low[:, None] + np.outer(high - low, (nodes + 1) / 2)
    log_density = (free - 1)[:, None] * np.log(ratio) - free[:, None] * ratio**2 / 2
    density = np.exp(log_density - log_density.max(axis=1, keepdims=True)) * weights
    far = limit[:, None] * ratio
    beyond = _normal_below(shift[:, None] - far) + _normal_below(-shift[:, None] - far)
    return np.asarray((density * beyond).sum(axis=1) / density.sum(axis=1))


@lru_cache(maxsize=1)
def _gauss() -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(_NODES)


def _normal_below(places: Floats) -> Floats:
    erfc = math.erfc
    values = [erfc(place) for place in (-places.ravel() / math.sqrt(2)).tolist()]
    return np.array(values).reshape(places.shape) / 2


def _beta_below(place: float, a: float, b: float) -> float:
    """Return the share of the beta distribution below a place (the regularised incomplete beta function)."""
    if place <= 0 or place >= 1:
        return float(place >= 1)
    if place > (a + 1) / (a + b + 2):  # there the fraction converges for the other side
        return 1 - _beta_below(1 - place, b, a)
    logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(place) + b * math.log1p(-place)
    return math.exp(logs) / (a * _fraction(place, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    value, above, below = 1.0, 1.0, 0.0
    for m in range(_PARTS):
        for part in (
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            (m + 1) * (b - m - 1) * x / ((a + 2 * m + 1) * (a + 2 * m + 2)),
        ):
            above = 1 + part / above or _TINY
            below = 1 / (1 + part * below or _TINY)
            value *= above * below
        if abs(above * below - 1) < 1e-16:
            break
    return value


def _chi_square_below(places: Floats, free: float) -> Floats:
    """Return the shares of chi-square below places: the series of the incomplete gamma function (DLMF 8.11.4)."""
    a, half = free / 2, places / 2
    largest = float(half.max())
    terms = half[:, None] / (a + 1 + np.arange(60 + int(largest + 10 * math.sqrt(largest))))
    total = 1 + np.cumprod(terms, axis=1).sum(axis=1)
    return np.asarray(np.exp(a * np.log(half) - half - math.lgamma(a + 1)) * total)
