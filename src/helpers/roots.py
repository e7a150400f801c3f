"""Where a function crosses zero."""

from __future__ import annotations

import math
from collections.abc import Callable

_MOST = 200
_SMALLEST = 1e-300


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return a zero of a continuous function between two places where its signs differ, to rounding error.

    Halving, or the parabola through the last three places where it can be trusted (Chandrupatla 1997,
    doi:10.1016/S0965-9978(96)00051-8).

    Parameters
    ----------
    function
        A function of one number.
    low, high
        The two places; the zero may be one of them.

    Raises
    ------
    ValueError
        If the signs are the same.

    Examples
    --------
    >>> print(f"{root(math.cos, 0, 3):.12f}")
    1.570796326795
    """
    b, a = float(low), float(high)
    at_b, at_a = function(b), function(a)
    if at_a * at_b > 0:
        raise ValueError(f"The function is {at_b:g} at {low:g} and {at_a:g} at {high:g}: no change of sign.")
    share = 0.5
    for _ in range(_MOST):
        best = a if abs(at_a) < abs(at_b) else b
        least = (math.ulp(best) + _SMALLEST) / abs(b - a) if b != a else 1.0
        if least > 0.5 or at_a == 0 or at_b == 0:
            return best
        c, at_c = a, at_a
        a += min(1 - least, max(least, share)) * (b - a)
        at_a = function(a)
        if (at_a > 0) != (at_c > 0):
            b, at_b, c, at_c = c, at_c, b, at_b
        across, up = (a - b) / (c - b), (at_a - at_b) / (at_c - at_b)
        share = 0.5
        if up**2 < across and (1 - up) ** 2 < 1 - across:
            share = at_a / (at_b - at_a) * at_c / (at_b - at_c)
            share += (c - a) / (b - a) * at_a / (at_c - at_a) * at_b / (at_c - at_b)
    return a if abs(at_a) < abs(at_b) else b
