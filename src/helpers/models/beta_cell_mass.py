"""Glucose, insulin and the mass of beta cells, hours and weeks in one model (Topp 2000)."""

from __future__ import annotations

import contextlib
import dataclasses
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from helpers import checks
from helpers.checks import Floats
from helpers.models import kinetics, solver

if TYPE_CHECKING:
    import pandas as pd

Sensitivity = float | Callable[[float], float]
"""Insulin sensitivity in mL/µU/day: one value, or a function of the day."""

_UNITS = {
    "r0": "mg/dL/day",
    "eg0": "1/day",
    "si": "mL/µU/day",
    "sigma": "µU/mL/day/mg",
    "alpha": "mg²/dL²",
    "k": "1/day",
    "d0": "1/day",
    "r1": "dL/mg/day",
    "r2": "dL²/mg²/day",
}
_SCALE = (100.0, 10.0, 300.0)
_TOLERANCE = 1e-8
_NOTICEABLE = 0.02  # change of sensitivity between two rows, as a fraction, on which a step must land
_HIGHEST = (5000.0, 100_000.0, 1_000_000.0)


@dataclass(frozen=True)
class FixedPoint:
    """A state in which nothing changes.

    Parameters
    ----------
    kind
        ``"stable"`` (the system returns to it), ``"saddle"`` (the edge between recovery and collapse) or
        ``"pathological"`` (no beta cells are left).
    glucose_mg_dl, insulin_uu_ml, beta_cell_mass_mg
        The state.
    eigenvalues
        Of the linearised system, 1/day, fastest decay first: below zero a departure shrinks, above it grows.
    """

    kind: Literal["stable", "saddle", "pathological"]
    glucose_mg_dl: float
    insulin_uu_ml: float
    beta_cell_mass_mg: float
    eigenvalues: tuple[complex, ...]

    @property
    def is_stable(self) -> bool:
        """Whether every small departure shrinks."""
        return all(value.real < 0 for value in self.eigenvalues)


@dataclass(frozen=True)
class SaddleNode:
    """Where the healthy state and the saddle meet and vanish.

    Parameters
    ----------
    d0
        Death rate of beta cells at zero glucose at which they meet, 1/day.
    glucose_mg_dl
        Glucose there.
    """

    d0: float
    glucose_mg_dl: float


@dataclass(frozen=True)
class BetaCellMass:
    """Beta cells grow while glucose is moderately high and die when it is very high.

    G' = r0 - (eg0 + si I) G ; I' = B sigma G² / (alpha + G²) - k I ; B' = (-d0 + r1 G - r2 G²) B, in days. The
    healthy state has the same glucose whatever the sensitivity, because the mass of beta cells makes up for
    it: si x I is constant there (a hyperbola). A second state, a saddle, marks how far glucose may rise before
    the loss of beta cells feeds itself.

    The turnover of beta cells is a rodent's, weeks. In people it takes decades, so that this is a mechanism
    and not a human timeline.

    Parameters
    ----------
    r0
        Production of glucose at zero glucose, mg/dL/day.
    eg0
        Use of glucose without insulin, 1/day.
    si
        Insulin sensitivity, mL/µU/day.
    sigma
        Highest secretion per beta-cell mass, µU/mL/day/mg.
    alpha
        Square of the glucose at which secretion is half of the highest, mg²/dL².
    k
        Clearance of insulin, 1/day.
    d0, r1, r2
        Death of beta cells at zero glucose (1/day); gain per glucose (dL/mg/day); loss per glucose squared
        (dL²/mg²/day).

    Raises
    ------
    ValueError
        If a parameter is not a positive finite number.

    Notes
    -----
    Checked against: the fixed points and eigenvalues in closed form; BIOMD0000000341 from its own start
    (250, 2.8, 37), which lies beside the saddle, integrated by libroadrunner (day 200: 161.25 mg/dL,
    5.450 µU/mL, 96.42 mg) within 0.002 %; scipy (Radau at rtol 1e-10) within 0.01 % of each variable over
    every course of the tests; the tracking law for a falling sensitivity.

    References
    ----------
    Topp B, Promislow K, deVries G, Miura RM, Finegood DT. A model of beta-cell mass, insulin, and glucose
    kinetics: pathways to diabetes. J Theor Biol 2000;206:605-19, doi:10.1006/jtbi.2000.2150.

    Examples
    --------
    Half the sensitivity, compensated by twice the insulin from twice the beta cells:

    >>> healthy = BetaCellMass(si=0.36).fixed_points()[0]
    >>> print(f"{healthy.glucose_mg_dl:.0f} {healthy.insulin_uu_ml:.0f} {healthy.beta_cell_mass_mg:.0f}")
    100 20 600
    """

    r0: float = 864.0
    eg0: float = 1.44
    si: float = 0.72
    sigma: float = 43.2
    alpha: float = 20_000.0
    k: float = 432.0
    d0: float = 0.06
    r1: float = 0.84e-3
    r2: float = 0.24e-5

    def __post_init__(self) -> None:
        for name, unit in _UNITS.items():
            kinetics.hold(self, name, checks.number(name, getattr(self, name), above=0, unit=unit))

    def fixed_points(self) -> tuple[FixedPoint, ...]:
        """Return the states in which nothing changes, in rising order of glucose, by formula.

        Beta cells are in balance where d0 - r1 G + r2 G² = 0, or where there are none. Glucose and insulin
        follow. A root at which insulin would be negative is no state of a person and is left out.

        Examples
        --------
        >>> for point in BetaCellMass().fixed_points():
        ...     print(point.kind, round(point.glucose_mg_dl), round(point.beta_cell_mass_mg, 1))
        stable 100 300.0
        saddle 250 37.0
        pathological 600 0.0
        """
        none_left = self.r0 / self.eg0
        root = self.r1**2 - 4 * self.r2 * self.d0
        balanced = (
            [(self.r1 + sign * math.sqrt(root)) / (2 * self.r2) for sign in (-1, 1)] if root > 0 else []
        )
        points = [self._point(glucose) for glucose in balanced if glucose < none_left]
        points.append(self._classified("pathological", none_left, 0.0, 0.0))
        return tuple(sorted(points, key=lambda point: point.glucose_mg_dl))

    def saddle_node(self) -> SaddleNode:
        """Return where the healthy state and the saddle meet: d0 = r1² / (4 r2).

        Examples
        --------
        >>> meeting = BetaCellMass().saddle_node()
        >>> print(f"{meeting.d0:.4f} per day at {meeting.glucose_mg_dl:.0f} mg/dL")
        0.0735 per day at 175 mg/dL
        """
        return SaddleNode(self.r1**2 / (4 * self.r2), self.r1 / (2 * self.r2))

    def simulate(
        self,
        days: float = 365.0,
        start: Sequence[float] | None = None,
        sensitivity: Sensitivity | None = None,
        every: float = 1.0,
    ) -> pd.DataFrame:
        """Simulate one animal.

        Parameters
        ----------
        days
            How long, days.
        start
            Glucose (mg/dL), insulin (µU/mL) and beta-cell mass (mg); the healthy state by default.
        sensitivity
            Insulin sensitivity (mL/µU/day): a number, or a function of the day. `si` by default. A jump is
            found if it shows between two rows; a change that comes and goes between two rows is not seen.
        every
            Distance between rows, days.

        Returns
        -------
        DataFrame
            Indexed by `time_days`: `glucose_mg_dl`, `insulin_uu_ml`, `beta_cell_mass_mg`, and the
            `sensitivity_ml_uu_day` that ruled.

        Raises
        ------
        ValueError
            If an argument is out of range, the sensitivity is not positive at some time, or there is no
            healthy state to start from.
        IntegrationError
            If the tolerance cannot be met.

        Examples
        --------
        >>> fallen = BetaCellMass().simulate(days=2000, start=(100, 10, 300), sensitivity=0.36)
        >>> fallen.iloc[[1, -1]].round(1).insulin_uu_ml.tolist()
        [14.1, 20.0]
        """
        times = solver.output_times("days", days, every, unit="days")
        sensitivity_at = self._course(sensitivity)
        if callable(sensitivity):
            shown = np.array([sensitivity_at(t) for t in times.tolist()])
        else:
            shown = np.full(len(times), sensitivity_at(0.0))
        rows = solver.stiff(
            self._rhs(sensitivity_at),
            self._checked_start(start),
            times,
            scale=_SCALE,
            tolerance=_TOLERANCE,
            breaks=_steep(times, shown),
            name="BetaCellMass",
        )
        return _frame(times, rows, shown)

    def fasting_state(self, beta_cell_mass_mg: float) -> tuple[float, float]:
        """Return the glucose and insulin to which a person settles within hours while beta-cell mass stands still.

        Eliminating insulin from the two fast equations leaves one for glucose, whose balance falls as glucose
        rises; it is halved down to a millionth of a mg/dL.

        Parameters
        ----------
        beta_cell_mass_mg
            Beta-cell mass, mg; zero or above.

        Returns
        -------
        tuple of float
            Glucose in mg/dL and insulin in µU/mL.

        Raises
        ------
        ValueError
            If the mass is not a number or negative.

        Examples
        --------
        The healthy state, and a quarter of the sensitivity met by twice the cells:

        >>> print("%.1f %.1f" % BetaCellMass().fasting_state(300))
        100.0 10.0
        >>> print("%.1f %.1f" % BetaCellMass(si=0.18).fasting_state(600))
        132.9 28.1
        """
        mass = checks.number("beta_cell_mass_mg", beta_cell_mass_mg, low=0, unit="mg")
        low, high = 0.0, self.r0 / self.eg0
        while high - low > 1e-6:
            glucose = (low + high) / 2
            insulin = self._settled_insulin(glucose, mass)
            if self.r0 > (self.eg0 + self.si * insulin) * glucose:
                low = glucose
            else:
                high = glucose
        return high, self._settled_insulin(high, mass)

    def _settled_insulin(self, glucose: float, mass: float) -> float:
        return mass * self.sigma * glucose**2 / (self.alpha + glucose**2) / self.k

    def _rhs(self, sensitivity_at: Callable[[float], float]) -> solver.RightHandSide:
        r0, eg0, sigma, alpha, k = self.r0, self.eg0, self.sigma, self.alpha, self.k
        d0, r1, r2 = self.d0, self.r1, self.r2

        def rhs(t: float, state: solver.State) -> solver.State:
            glucose, insulin, mass = state
            squared = glucose * glucose
            return (
                r0 - (eg0 + sensitivity_at(t) * insulin) * glucose,
                mass * sigma * squared / (alpha + squared) - k * insulin,
                (-d0 + r1 * glucose - r2 * squared) * mass,
            )

        return rhs

    def _course(self, sensitivity: Sensitivity | None) -> Callable[[float], float]:
        if not callable(sensitivity):
            value = self.si if sensitivity is None else sensitivity
            fixed = checks.number(
                "sensitivity", value, above=0, high=1e6, unit=_UNITS["si"], hint=_SENSITIVITY_HINT
            )
            return lambda _: fixed
        at = sensitivity

        def course(t: float) -> float:
            value: Any = None
            with contextlib.suppress(Exception):  # what a learner's function ends in is said below
                value = at(t)
            try:
                if 0 < value < math.inf:
                    return float(value)
            except (TypeError, ValueError):
                pass
            raise ValueError(
                f"sensitivity({t:g}) = {value!r}: must be a positive finite number in {_UNITS['si']}. "
                f"{_SENSITIVITY_HINT}"
            )

        return course

    def _checked_start(self, start: Sequence[float] | None) -> Sequence[float]:
        if start is None:
            healthy = [point for point in self.fixed_points() if point.kind == "stable"]
            if not healthy:
                raise ValueError("start: with these parameters there is no healthy state. Give a start.")
            point = healthy[0]
            return point.glucose_mg_dl, point.insulin_uu_ml, point.beta_cell_mass_mg
        state = checks.series("start", start, at_least=3, low=0)
        if len(state) != 3:
            raise ValueError(f"start: needs glucose, insulin and beta-cell mass, got {len(state)} numbers.")
        for value, highest, (name, unit) in zip(state.tolist(), _HIGHEST, _START_UNITS, strict=True):
            checks.number(f"start: {name}", value, low=0, high=highest, unit=unit)
        return tuple(float(value) for value in state)

    def _point(self, glucose: float) -> FixedPoint:
        insulin = (self.r0 / glucose - self.eg0) / self.si
        mass = self.k * insulin * (self.alpha + glucose**2) / (self.sigma * glucose**2)
        return self._classified(None, glucose, insulin, mass)

    def _classified(
        self, kind: Literal["pathological"] | None, glucose: float, insulin: float, mass: float
    ) -> FixedPoint:
        squared = glucose**2
        response = self.sigma * squared / (self.alpha + squared)
        steepness = 2 * self.alpha * glucose * self.sigma / (self.alpha + squared) ** 2
        jacobian = [
            [-(self.eg0 + self.si * insulin), -self.si * glucose, 0.0],
            [mass * steepness, -self.k, response],
            [(self.r1 - 2 * self.r2 * glucose) * mass, 0.0, -self.d0 + self.r1 * glucose - self.r2 * squared],
        ]
        values = sorted(np.linalg.eigvals(jacobian), key=lambda value: value.real)
        eigenvalues = tuple(complex(value) if value.imag else float(value.real) for value in values)
        point = FixedPoint(kind or "stable", glucose, insulin, mass, eigenvalues)
        if kind is None and not point.is_stable:
            return dataclasses.replace(point, kind="saddle")
        return point


_SENSITIVITY_HINT = "0.72 is normal in this model, in days; per minute it would be 1440 times smaller."
_START_UNITS = (("glucose", "mg/dL"), ("insulin", "µU/mL"), ("beta-cell mass", "mg"))


def _steep(times: Floats, values: Floats) -> list[float]:
    """Return the rows around each noticeable change, so that no step passes over a jump."""
    noticeable = np.abs(np.diff(values)) > _NOTICEABLE * values[:-1]
    return sorted({*times[:-1][noticeable].tolist(), *times[1:][noticeable].tolist()})


def _frame(times: Floats, rows: Floats, sensitivity: Floats) -> pd.DataFrame:
    import pandas as pd

    # What has died out is zero to within the tolerance, and may come back a rounding below it.
    glucose, insulin, mass = np.maximum(rows.T, 0.0)
    return pd.DataFrame(
        {
            "glucose_mg_dl": glucose,
            "insulin_uu_ml": insulin,
            "beta_cell_mass_mg": mass,
            "sensitivity_ml_uu_day": sensitivity,
        },
        index=pd.Index(times, name="time_days"),
    )
