"""Least squares with many starts, for the models that are fitted."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from helpers.checks import Floats

_SAME_PLACE = 0.05  # difference of logarithms


class Best(NamedTuple):
    """The estimates that leave least, the covariance of their logarithms, other places as good, and limits met."""

    names: tuple[str, ...]
    estimates: Floats
    covariance: Floats
    residuals: Floats
    others: tuple[tuple[dict[str, float], float], ...]
    at_limit: tuple[str, ...]

    @property
    def rmse(self) -> float:
        """What is left, on average."""
        return root_mean_square(self.residuals)

    def fields(self) -> dict[str, Any]:
        """Return the estimates by name."""
        return dict(zip(self.names, self.estimates.tolist(), strict=True))

    def fractional_sd(self) -> dict[str, float]:
        """Return the standard errors as shares of the estimates."""
        return dict(zip(self.names, np.sqrt(np.diag(self.covariance)).tolist(), strict=True))


def best_fit(
    residuals: Callable[[Floats], Floats], starts: Sequence[Floats], limits: Floats, names: tuple[str, ...]
) -> Best:
    """Minimise from every start, keep the best, and say how well the logarithms are known."""
    from scipy.optimize import least_squares

    low, high = limits.T
    runs = [
        least_squares(
            residuals,
            np.clip(start, low + 1e-6, high - 1e-6),
            bounds=(low, high),
            diff_step=[1e-6] * len(names),
            x_scale=1.0,
            max_nfev=200,
        )
        for start in starts
    ]
    ranked = sorted(runs, key=lambda run: float(run.cost))
    best = least_squares(
        residuals, ranked[0].x, bounds=(low, high), jac="3-point", xtol=1e-12, ftol=1e-12, gtol=1e-12
    )
    left = len(best.fun) - len(best.x)
    variance = 2 * best.cost / left if left else math.inf
    try:
        slopes = np.asarray(best.jac)
        covariance = np.linalg.inv(slopes.T @ slopes) * variance
    except np.linalg.LinAlgError:
        covariance = np.full((len(names), len(names)), math.inf)
    stuck = (best.x - low < 1e-3) | (high - best.x < 1e-3)
    seen, others = [best.x], []
    for run in ranked:
        if run.status > 0 and all(np.abs(run.x - place).max() > _SAME_PLACE for place in seen):
            seen.append(run.x)
            others.append((dict(zip(names, np.exp(run.x).tolist(), strict=True)), root_mean_square(run.fun)))
    return Best(
        names=names,
        estimates=np.exp(best.x),
        covariance=covariance,
        residuals=np.asarray(best.fun),
        others=tuple(others),
        at_limit=tuple(name for name, flag in zip(names, stuck, strict=True) if flag),
    )


def root_mean_square(differences: Any) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(differences))))
