"""What goes together: correlation, before and after other variables are taken into account."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks
from helpers.checks import Floats
from helpers.statistics.intervals import Z_95, Estimate


def residuals(values: ArrayLike, *covariates: ArrayLike) -> Floats:
    """Return what is left of `values` after a straight-line fit to the covariates.

    Parameters
    ----------
    values
        One number a person.
    covariates
        What is taken into account, one row of the same length each; with none, the mean alone.

    Raises
    ------
    ValueError
        If a row has another length, or a number is not finite.

    Examples
    --------
    >>> residuals([1, 2, 3]).tolist()
    [-1.0, 0.0, 1.0]
    >>> print(abs(residuals([1, 2, 3], [10, 20, 30])).max() < 1e-9)
    True
    """
    y = checks.series("values", values, at_least=2)
    rows = [checks.series("covariate", row, at_least=2) for row in covariates]
    if any(len(row) != len(y) for row in rows):
        raise ValueError(f"covariates: each needs {len(y)} values, one for each of `values`.")
    design = np.column_stack([np.ones(len(y)), *(row - row.mean() for row in rows)])
    return np.asarray(y - design @ np.linalg.lstsq(design, y, rcond=None)[0])


def partial_correlation(x: ArrayLike, y: ArrayLike, *covariates: ArrayLike) -> float:
    """Return the correlation of what is left of `x` and `y` after the covariates; without any, Pearson's.

    Parameters
    ----------
    x, y
        One number a person each.
    covariates
        What is taken into account, in straight lines.

    Raises
    ------
    ValueError
        If lengths differ, a number is not finite, or nothing is left of `x` or `y`.

    Examples
    --------
    >>> round(partial_correlation([1, 2, 3, 4], [2, 4, 6, 9]), 3)
    0.994
    """
    left, right = residuals(x, *covariates), residuals(y, *covariates)
    if len(left) != len(right):
        raise ValueError(f"x has {len(left)} values and y {len(right)}; they need the same people.")
    size = float(np.sqrt((left @ left) * (right @ right)))
    if size < 1e-12:
        raise ValueError("x or y does not vary once the covariates are taken into account.")
    return float(left @ right / size)


def rank_correlation(x: ArrayLike, y: ArrayLike) -> float:
    """Return Spearman's correlation: that of the ranks, where equal values share the mean of theirs.

    Parameters
    ----------
    x, y
        One number a person each.

    Raises
    ------
    ValueError
        If lengths differ, a number is not finite, or `x` or `y` does not vary.

    Examples
    --------
    >>> round(rank_correlation([1, 2, 3, 4], [1, 10, 100, 50]), 3)
    0.8
    """
    return partial_correlation(_ranks(checks.series("x", x)), _ranks(checks.series("y", y)))


def _ranks(values: Floats) -> Floats:
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[place])


def correlation_interval(r: float, n: int, *, covariates: int = 0) -> Estimate:
    """Return a correlation with its 95 % interval, by Fisher's transformation.

    Parameters
    ----------
    r
        The correlation, or the partial correlation.
    n
        Number of people.
    covariates
        Number of variables taken into account.

    Raises
    ------
    ValueError
        If `r` is not between -1 and 1 or there are too few people.

    Examples
    --------
    >>> print("%.2f (%.2f to %.2f)" % correlation_interval(0.4, 100))
    0.40 (0.22 to 0.55)
    """
    r = checks.number("r", r, low=-1 + 1e-12, high=1 - 1e-12)
    covariates = checks.whole("covariates", covariates, low=0)
    n = checks.whole("n", n, low=4 + covariates, hint="Fisher's interval needs more people than variables.")
    half = Z_95 / math.sqrt(n - 3 - covariates)
    return Estimate(r, float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half)))
