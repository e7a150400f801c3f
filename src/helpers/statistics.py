"""Statistics that the lessons teach with: partial correlation, risk ratios, pooling of studies."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks

Row = NDArray[np.float64]

Z_95 = 1.959964
"""Standard normal quantile that leaves 2.5 % on either side."""


class Estimate(NamedTuple):
    """An estimate and its 95 % interval."""

    value: float
    low: float
    high: float


class RiskRatios(NamedTuple):
    """Risk ratios of several studies: estimates, ends of the 95 % intervals, and standard errors of the logarithms."""

    value: Row
    low: Row
    high: Row
    log_error: Row


class Pooled(NamedTuple):
    """A pooled ratio with its 95 % interval, the studies' shares of the weight, and how far they disagree.

    `between` is the variance between the studies' true logarithms (DerSimonian & Laird), `i_squared` the share of the
    spread that chance does not explain, 0 to 1.
    """

    estimate: Estimate
    weights: Row
    between: float
    i_squared: float


def residuals(values: ArrayLike, *covariates: ArrayLike) -> Row:
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
    n = checks.whole("n", n, low=4 + covariates, hint="Fisher's interval needs more people than variables.")
    half = Z_95 / np.sqrt(n - 3 - covariates)
    return Estimate(r, float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half)))


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


def pool(ratios: ArrayLike, log_errors: ArrayLike, *, random: bool = False) -> Pooled:
    """Return the pooled ratio of several studies, weighted by the inverse of their variance.

    Parameters
    ----------
    ratios
        Risk ratios, odds ratios or hazard ratios, one a study.
    log_errors
        Standard errors of their logarithms.
    random
        Whether studies may differ in truth (DerSimonian & Laird's random effects) or share one true ratio.

    Raises
    ------
    ValueError
        If a ratio or error is not positive, or lengths differ.

    Source: DerSimonian R, Laird N, Control Clin Trials 1986;7:177-188, doi:10.1016/0197-2456(86)90046-2.

    Examples
    --------
    >>> both = pool([2.0, 2.0], [0.2, 0.2])
    >>> print(f"{both.estimate.value:.2f} ({both.estimate.low:.2f} to {both.estimate.high:.2f})")
    2.00 (1.52 to 2.64)
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
    if random:
        weights = 1 / (errors**2 + between)
        mean = weights @ logs / weights.sum()
    half = Z_95 / np.sqrt(weights.sum())
    estimate = Estimate(float(np.exp(mean)), float(np.exp(mean - half)), float(np.exp(mean + half)))
    return Pooled(
        estimate, weights / weights.sum(), between, max(0.0, 1 - free / spread) if spread > 0 else 0.0
    )
