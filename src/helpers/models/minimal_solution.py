"""The minimal model between its samples of insulin: exact in remote insulin, by Gauss points in glucose."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from helpers.checks import Floats
from helpers.models.fsigt import Drive

_SMALL = 1e-4

# Gauss-Legendre with three points, on the interval from 0 to 1.
POINTS = 0.5 + math.sqrt(0.15) * np.array([-1.0, 0.0, 1.0])

_WEIGHTS = np.array([5.0, 8.0, 5.0]) / 18


def glucose_course(
    drive: Drive, g0: Any, p1: Any, p2: Any, p3: Any, gb: Any, ib: Any
) -> tuple[Floats, Floats]:
    """Return glucose and remote insulin at the wanted times, (times,) or (times, persons).

    With A(t) the integral of p1 + X from the start of an interval, glucose at its end is
    exp(-A) G + p1 gb times the integral of exp(A(s) - A) over the interval.
    """
    many = np.broadcast_shapes(*(np.shape(value) for value in (g0, p1, p2, p3, gb, ib)))

    def spread(values: Floats) -> Floats:
        return values[..., None] if many else values

    basal = drive.levels[0] if ib is None else ib
    h = spread(drive.widths)
    excess, slope = spread(drive.levels) - basal, spread(drive.slopes)
    # The quadrature points of every interval, and its end, along a new first axis.
    s = np.multiply.outer(np.append(POINTS, 1.0), h)
    one, two, three = _phi(p2 * s)
    remote = _carry(0.0 * (p2 * p3), np.exp(-p2 * h), p3 * h * (excess * one[-1] + h * slope * two[-1]))
    area = p1 * s + s * (remote[:-1] * one + p3 * s * (excess * two + s * slope * three))
    fed = np.tensordot(_WEIGHTS, np.exp(area[:-1] - area[-1]), axes=1)
    glucose = _carry(g0 + 0.0 * (p1 * gb), np.exp(-area[-1]), p1 * gb * h * fed)
    return glucose[drive.wanted], remote[drive.wanted]


def _phi(x: Any) -> tuple[Any, Any, Any]:
    """Return (1 - exp(-x))/x and its two successors, (1 - phi1)/x and (1/2 - phi2)/x, also near x = 0."""
    small = x < _SMALL
    if not small.any():
        one = -np.expm1(-x) / x
        two = (1 - one) / x
        return one, two, (0.5 - two) / x
    one, two, three = _phi(np.where(small, 1.0, x))
    return (
        np.where(small, 1 - x / 2 + x**2 / 6, one),
        np.where(small, 1 / 2 - x / 6 + x**2 / 24, two),
        np.where(small, 1 / 6 - x / 24 + x**2 / 120, three),
    )


def _carry(start: Any, kept: Floats, added: Floats) -> Floats:
    """Return y with y[0] = start and y[i + 1] = kept[i] y[i] + added[i]."""
    rows: list[Any] = [start]
    one_person = kept.ndim == 1
    for keep, add in zip(
        kept.tolist() if one_person else kept, added.tolist() if one_person else added, strict=True
    ):
        rows.append(keep * rows[-1] + add)
    return np.array(rows) if one_person else np.stack(np.broadcast_arrays(*rows))
