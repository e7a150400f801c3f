"""Hypothalamus, pituitary and testis as a feedback loop (Smith 1980)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from helpers import checks
from helpers.columns import Arrays, data_frame
from helpers.models import solver
from helpers.roots import root

if TYPE_CHECKING:
    import pandas as pd

_ORDER = 20

_STRETCH = 1.0  # longest step times the size of the rates: the series then ends below rounding

_SETTLING_HOURS = 120.0

_CYCLE_ROWS = 720

_NEAR_THE_CYCLE = (0.72, 17.7, 8.9)  # of a healthy man

State = tuple[float, float, float]


class AxisSummary(NamedTuple):
    """One whole pulse, or the steady levels where there are no pulses (period NaN). Hours and ng/mL."""

    period_h: float
    pulses_per_day: float
    gnrh_mean: float
    lh_mean: float
    lh_min: float
    lh_max: float
    testosterone_mean: float
    testosterone_min: float
    testosterone_max: float


@dataclass(frozen=True)
class MaleAxis:
    """GnRH (R), LH (L) and testosterone (T) in men, with a relay in the hypothalamus (Smith 1980).

        R' = (c - h T) [T < c/h] - b1 R,   L' = g1 R - b2 L,   T' = g2 L - b3 T + infusion

    GnRH is released while testosterone is below c/h and stops above it. That switch makes the loop pulse: the
    same three stages with a smooth feedback need one steeper than any receptor has. Between switches the
    equations are linear; they are carried from row to row by their exact solution, and each switching time is
    found to rounding error.

    What it is good for: LH tells failure of the testis from failure of the pituitary, and testosterone from
    outside lowers LH. What it is not good for: levels. Its mean testosterone, 11 ng/mL, is high for a man,
    and its clearances are too fast.

    Parameters
    ----------
    c
        Release of GnRH without testosterone, ng/mL/h.
    h
        What each ng/mL of testosterone takes from it, 1/h.
    b1, b2, b3
        Clearance of GnRH, LH and testosterone, 1/h.
    g1, g2
        Release of LH by GnRH, and of testosterone by LH, 1/h.

    Raises
    ------
    ValueError
        If a number is not finite or not positive (g1 and g2 may be 0: failure, castration).

    Notes
    -----
    Checked against: the period (3.5582 h), the extremes of testosterone and LH, the eigenvalues and the
    fixed point of the loop without its switch; scipy (DOP853 at rtol 1e-10) within 1e-6; primary and
    secondary failure that give the same testosterone with LH ten times apart.

    References
    ----------
    Smith 1980, Bull Math Biol 42:57-78, doi:10.1007/BF02462366.

    Examples
    --------
    >>> summary = MaleAxis().summary()
    >>> print(f"a pulse every {summary.period_h:.2f} h, testosterone {summary.testosterone_mean:.1f} ng/mL")
    a pulse every 3.56 h, testosterone 11.0 ng/mL
    """

    c: float = 100.0
    h: float = 12.0
    b1: float = 1.29
    b2: float = 0.97
    b3: float = 1.39
    g1: float = 10.0
    g2: float = 0.7

    def __post_init__(self) -> None:
        checks.number("c", self.c, above=0, unit="ng/mL/h")
        for name in ("h", "b1", "b2", "b3"):
            checks.number(name, getattr(self, name), above=0, unit="1/h")
        for name in ("g1", "g2"):
            checks.number(name, getattr(self, name), low=0, unit="1/h")

    @property
    def threshold_ng_ml(self) -> float:
        """Testosterone at which the release of GnRH stops: c/h, ng/mL."""
        return self.c / self.h

    def fixed_point(self, testosterone_infusion: float = 0.0) -> State:
        """Return GnRH, LH and testosterone (ng/mL) at which nothing changes, whether or not it is stable.

        Parameters
        ----------
        testosterone_infusion
            From outside, ng/mL/h.

        Examples
        --------
        >>> print(f"{MaleAxis().fixed_point()[2]:.4f}")
        8.1643
        """
        infusion = _infusion(testosterone_infusion)
        if infusion / self.b3 >= self.threshold_ng_ml:
            return 0.0, 0.0, infusion / self.b3
        gain = self.g1 * self.g2 / (self.b1 * self.b2)
        testosterone = (gain * self.c + infusion) / (self.b3 + gain * self.h)
        gnrh = (self.c - self.h * testosterone) / self.b1
        return gnrh, self.g1 * gnrh / self.b2, testosterone

    def secondary_failure(self, remaining: float = 0.1) -> Self:
        """Return the axis with a pituitary that answers to GnRH with the fraction `remaining` only."""
        return replace(self, g1=self.g1 * checks.number("remaining", remaining, low=0, high=1))

    def simulate(
        self,
        hours: float = 100.0,
        testosterone_infusion: float = 0.0,
        *,
        every: float = 0.05,
        start: Sequence[float] = _NEAR_THE_CYCLE,
    ) -> pd.DataFrame:
        """Return the course for one man.

        Parameters
        ----------
        hours
            Length of the course.
        testosterone_infusion
            Testosterone from outside from hour 0 on, ng/mL/h.
        every
            Hours between rows.
        start
            GnRH, LH and testosterone at hour 0, ng/mL; by default a point near the pulses of a healthy man.

        Returns
        -------
        DataFrame
            Indexed by `time_h`: `gnrh` and `lh`, in the paper's ng/mL, and `testosterone_ng_ml`. Laboratories
            report LH in IU/L; read it here as a multiple of its mean without treatment.

        Raises
        ------
        ValueError
            If a length or distance is not positive, there would be too many rows or steps, or the start is
            not three levels of zero or above.

        Examples
        --------
        Testosterone from outside lowers LH, and so much that testosterone falls:

        >>> treated = MaleAxis().simulate(hours=60, testosterone_infusion=5)
        >>> print(f"{treated.testosterone_ng_ml.loc[30:].mean():.1f}")
        9.8
        """
        return data_frame(self.course(hours, testosterone_infusion, every=every, start=start), index="time_h")

    def course(
        self,
        hours: float = 100.0,
        testosterone_infusion: float = 0.0,
        *,
        every: float = 0.05,
        start: Sequence[float] = _NEAR_THE_CYCLE,
    ) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(MaleAxis().course(hours=1))
        ['time_h', 'gnrh', 'lh', 'testosterone_ng_ml']
        """
        infusion = _infusion(testosterone_infusion)
        times = solver.output_times("hours", hours, every, unit="h")
        levels = checks.series("start", start, low=0, unit="ng/mL")
        if len(levels) != 3:
            raise ValueError(f"start = {start!r}: expected three levels, GnRH, LH and testosterone.")
        rows, _ = self._run(len(times) - 1, float(every), infusion, tuple(levels.tolist()))
        gnrh, lh, testosterone = np.array(rows).T
        return {"time_h": times, "gnrh": gnrh, "lh": lh, "testosterone_ng_ml": testosterone}

    def summary(self, testosterone_infusion: float = 0.0) -> AxisSummary:
        """Return period, means and extremes once the axis has settled.

        Parameters
        ----------
        testosterone_infusion
            Testosterone from outside, ng/mL/h.

        Examples
        --------
        >>> print(f"{MaleAxis().summary(testosterone_infusion=20).lh_mean:.1f}")
        0.0
        """
        infusion = _infusion(testosterone_infusion)
        every = 0.1
        _, stops = self._run(round(_SETTLING_HOURS / every), every, infusion, _NEAR_THE_CYCLE)
        if len(stops) < 2 or stops[-1][0] < _SETTLING_HOURS - 2 * (stops[-1][0] - stops[-2][0]):
            gnrh, lh, testosterone = self.fixed_point(infusion)
            return AxisSummary(math.nan, 0.0, gnrh, lh, lh, lh, *(testosterone,) * 3)
        period = stops[-1][0] - stops[-2][0]
        cycle = np.array(self._run(_CYCLE_ROWS, period / _CYCLE_ROWS, infusion, stops[-1][1])[0])
        gnrh, lh, testosterone = cycle[:-1].mean(axis=0).tolist()
        low, high = cycle.min(axis=0).tolist(), cycle.max(axis=0).tolist()
        return AxisSummary(
            period_h=period,
            pulses_per_day=24 / period,
            gnrh_mean=gnrh,
            lh_mean=lh,
            lh_min=low[1],
            lh_max=high[1],
            testosterone_mean=testosterone,
            testosterone_min=low[2],
            testosterone_max=high[2],
        )

    def _run(
        self, count: int, every: float, infusion: float, start: Any
    ) -> tuple[list[State], list[tuple[float, State]]]:
        """Return `count` + 1 rows, and the times and states at which the release of GnRH stopped."""
        size = max(self.b1, self.b2, self.b3) + max(self.h, self.g1, self.g2)
        parts = max(1, math.ceil(every * size / _STRETCH))
        if count * parts > solver.MAX_STEPS:
            raise ValueError(
                f"{count * parts:,} steps would be needed; at most {solver.MAX_STEPS:,} are taken. Choose a "
                "shorter time."
            )
        width = every / parts
        onward = {flag: self._propagator(flag, infusion, width) for flag in (True, False)}
        threshold, g2, b3 = self.threshold_ng_ml, self.g2, self.b3
        state: State = start
        active = state[2] < threshold
        slope = g2 * state[1] - b3 * state[2] + infusion
        rows, stops = [state], []
        for step in range(count * parts):
            r, low, t = state
            (a, b, c, d), (e, f, g, k), (m, n, o, p) = onward[active]
            new = (
                a * r + b * low + c * t + d,
                e * r + f * low + g * t + k,
                m * r + n * low + o * t + p,
            )
            after = g2 * new[1] - b3 * new[2] + infusion
            # A switch lies within the step if testosterone ends on the other side, or if it turned back within
            # the step so near to the threshold that it may have been there.
            turned = slope * after < 0 and abs(new[2] - threshold) < 4 * width * abs(slope)
            if (new[2] < threshold) != active or turned:
                new, active, found = self._through_switches(state, active, infusion, width)
                stops += [(step * width + late, at) for late, at in found]
                after = g2 * new[1] - b3 * new[2] + infusion
            state, slope = new, after
            if (step + 1) % parts == 0:
                rows.append(state)
        return rows, stops

    def _through_switches(
        self, state: State, active: bool, infusion: float, width: float
    ) -> tuple[State, bool, list[tuple[float, State]]]:
        """Take one step piece by piece; return also when and where the release of GnRH stopped."""
        stops: list[tuple[float, State]] = []
        done = 0.0
        for _ in range(8):
            series = self._series(active, infusion, state)
            cut = _crossing(series[2], self.threshold_ng_ml, active, width - done)
            if cut is None:
                return _at(series, width - done), active, stops
            state, done = _at(series, cut), done + cut
            if active:
                stops.append((done, state))
            active = not active
        raise solver.IntegrationError("MaleAxis: testosterone stays at the threshold of the relay.")

    def _series(self, active: bool, infusion: float, state: State) -> tuple[list[float], ...]:
        """Return the Taylor coefficients of the three levels, within one branch of the relay."""
        release, feedback = (self.c, self.h) if active else (0.0, 0.0)
        r, low, t = state
        out: tuple[list[float], ...] = ([r], [low], [t])
        constant, constant_t = release, infusion
        for order in range(1, _ORDER + 1):
            r, low, t = (
                (constant - feedback * t - self.b1 * r) / order,
                (self.g1 * r - self.b2 * low) / order,
                (self.g2 * low - self.b3 * t + constant_t) / order,
            )
            constant = constant_t = 0.0
            for column, value in zip(out, (r, low, t), strict=True):
                column.append(value)
        return out

    def _propagator(self, active: bool, infusion: float, width: float) -> list[tuple[float, ...]]:
        """Return the rows of the affine map that carries the state over `width` within one branch."""
        shift = _at(self._series(active, infusion, (0.0, 0.0, 0.0)), width)
        units: tuple[State, ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        columns = [_at(self._series(active, infusion, unit), width) for unit in units]
        return [(*(column[i] - shift[i] for column in columns), shift[i]) for i in range(3)]


def _infusion(value: float) -> float:
    return checks.number("testosterone_infusion", value, low=0, unit="ng/mL/h")


def _at(series: tuple[list[float], ...], after: float) -> State:
    r, low, t = (_sum(column, after) for column in series)
    return r, low, t


def _sum(coefficients: list[float], after: float) -> float:
    total = 0.0
    for coefficient in reversed(coefficients):
        total = total * after + coefficient
    return total


def _crossing(coefficients: list[float], threshold: float, below: bool, width: float) -> float | None:
    """Return when within `width` the level leaves its side of the threshold for the first time, or None."""
    sign = 1.0 if below else -1.0

    def over(after: float) -> float:
        return sign * (_sum(coefficients, after) - threshold)

    slopes = [order * value for order, value in enumerate(coefficients)][1:]

    def away(after: float) -> float:
        return sign * _sum(slopes, after)

    begin, end = 0.0, width
    if over(end) <= 0:
        if away(0.0) <= 0 or away(width) >= 0:
            return None
        end = root(away, 0.0, width)
        if over(end) <= 0:
            return None
    if over(0.0) >= 0:
        # It stands at the threshold: it leaves at once, or has just come and turns back within the step.
        if away(0.0) >= 0 or away(end) <= 0:
            return 0.0
        begin = root(away, 0.0, end)
        if over(begin) >= 0:
            return 0.0
    return root(over, begin, end)
