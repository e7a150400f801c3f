"""Glucose and insulin through a meal or an oral glucose tolerance test (Dalla Man 2007)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks, units
from helpers.checks import Floats
from helpers.columns import Arrays, data_frame
from helpers.models import kinetics, solver
from helpers.models.meal_parameters import UNITS, BasalState, MealParameters

if TYPE_CHECKING:
    import pandas as pd

_GP, _GT, _IP, _QGUT, _ID, _X, _IPO = 0, 1, 3, 6, 8, 9, 10
_TOLERANCE = 2e-5
_POPULATION_TOLERANCE = 5e-4
_LONGEST_STEP_MIN = 3.0
_CHUNK = 10_000  # persons: enough to outweigh what numpy costs a call, few enough for the cache
_LONGEST_MIN = 7 * 24 * 60
_MG_PER_G = 1000.0


class Basal(NamedTuple):
    """The fasting steady state: numbers for one person, arrays for a population."""

    glucose_mg_dl: Any
    insulin_pmol_l: Any
    endogenous_production_mg_kg_min: Any
    secretion_pmol_kg_min: Any


@dataclass(frozen=True)
class MealPopulation:
    """What `MealModel.population` returns.

    Parameters
    ----------
    time_min
        Minutes after the dose, shape (times,).
    glucose_mg_dl, insulin_pmol_l
        Plasma concentrations, shape (persons, times).
    """

    time_min: Floats
    glucose_mg_dl: Floats
    insulin_pmol_l: Floats


@dataclass(frozen=True)
class MealModel(MealParameters):
    """Twelve equations from the stomach to the blood, in the original piecewise form.

    Glucose in plasma and in tissue, insulin in liver and in plasma, two compartments of the stomach and one
    of the gut, a delayed signal of insulin to the liver, insulin action on muscle, and the beta cell, which
    answers to the level of glucose and to the speed of its rise.

    The basal state follows from the numbers. Fasting secretion is (m6 - he_b) / m5, where the liver extracts
    the basal fraction; fasting insulin is what that secretion sustains; fasting glucose is where the liver
    then produces as much as is used. It is also the level above which the beta cell answers, as in the paper.
    So every variant starts in, and without a meal stays in, a true steady state of its own: a liver that
    answers less to insulin raises fasting glucose, while `vmx`, `k` and `beta`, which act on departures from
    the basal state, leave it where it is. Fasting insulin does not rise with resistance in this model.

    One departure from the paper: hepatic extraction is kept from falling below zero, which the formula would
    reach at secretions above m6/m5 (21 pmol/kg/min; a meal of 78 g asks for 8).

    The parameters, and what is raised for those that cannot be, stand with `MealParameters`.

    Notes
    -----
    Every parameter may be an array, one entry a person, for `population`.

    Checked against: a second integrator (scipy, DOP853 at rtol 1e-10), which agrees within 0.01 % of glucose
    and 0.05 % of insulin for one person, and within 0.02 % and 0.1 % for a population (of the level, or of
    the basal level where that is higher); the basal states (glucose 91.800 and 159.231 mg/dL, insulin 25.588
    and 59.849 pmol/L); the normal 78 g meal (peak 157.35 mg/dL at 66 min, 253.7 pmol/L at 98 min); an
    independent transcription of the paper's equations; conservation of the dose.

    The SBML file BIOMD0000000379 is not this model: it leaves out renal excretion and both rectifications and
    its basal values contradict each other, so that it drifts without a meal.

    References
    ----------
    Dalla Man C, Rizza RA, Cobelli C. Meal simulation model of the glucose-insulin system. IEEE Trans Biomed
    Eng 2007;54:1740-9, doi:10.1109/TBME.2007.893506.

    Examples
    --------
    >>> course = MealModel.normal().simulate(dose_g=78)
    >>> print(f"{course.glucose_mg_dl.max():.1f} mg/dL at {course.glucose_mg_dl.idxmax():.0f} min")
    157.3 mg/dL at 66 min
    """

    @classmethod
    def normal(cls) -> Self:
        """Return the parameters of the paper's healthy subjects."""
        return cls()

    @classmethod
    def type2(cls) -> Self:
        """Return the parameters of the paper's subjects with type 2 diabetes.

        Examples
        --------
        >>> print(f"{MealModel.type2().basal().glucose_mg_dl:.2f} mg/dL")
        159.23 mg/dL
        """
        return cls(
            vg=1.49,
            k1=0.042,
            k2=0.071,
            vi=0.04,
            m1=0.379,
            m2=0.673,
            m4=0.269,
            m5=0.0526,
            m6=0.8118,
            kmax=0.0465,
            kmin=0.0076,
            kabs=0.023,
            kgri=0.0465,
            b=0.68,
            d=0.09,
            kp1=3.09,
            kp2=0.0007,
            kp3=0.005,
            kp4=0.0786,
            ki=0.0066,
            vm0=4.65,
            vmx=0.034,
            km0=466.21,
            p2u=0.0840,
            k=0.99,
            alpha=0.013,
            beta=0.05,
            ke1=0.0007,
            ke2=269.0,
            body_weight_kg=91.0,
        )

    def with_defects(
        self, *, muscle: ArrayLike = 1.0, liver: ArrayLike = 1.0, beta_cell: ArrayLike = 1.0
    ) -> Self:
        """Return a variant in which tissues answer more or less: 1 is as it was, 0.5 is half.

        Parameters
        ----------
        muscle
            Scales `vmx`, the use of glucose per insulin action.
        liver
            Scales `kp3`, the suppression of glucose production by insulin.
        beta_cell
            Scales `k` and `beta`, the answers of secretion to the rise and to the level of glucose.

        Raises
        ------
        ValueError
            If a factor is negative, above 10 or not finite.

        Examples
        --------
        A doubled beta cell makes up for a muscle and a liver at half strength, with much more insulin:

        >>> for person in (MealModel(), MealModel().with_defects(muscle=0.5, liver=0.5, beta_cell=2)):
        ...     after = person.simulate(minutes=120).iloc[-1]
        ...     print(f"{after.glucose_mg_dl:.0f} mg/dL, {after.insulin_pmol_l:.0f} pmol/L")
        133 mg/dL, 228 pmol/L
        122 mg/dL, 370 pmol/L
        """
        factors = {"muscle": muscle, "liver": liver, "beta_cell": beta_cell}
        hint = "It is a factor: 1 leaves the tissue as it is, 0.5 halves its answer."
        on_muscle, on_liver, on_cell = (
            checks.quantity(name, factor, low=0, high=10, hint=hint) for name, factor in factors.items()
        )
        return dataclasses.replace(
            self,
            vmx=self.vmx * on_muscle,
            kp3=self.kp3 * on_liver,
            k=self.k * on_cell,
            beta=self.beta * on_cell,
        )

    def basal(self) -> Basal:
        """Return the fasting steady state that the parameters imply, in closed form.

        Examples
        --------
        >>> basal = MealModel.normal().basal()
        >>> print(f"{basal.glucose_mg_dl:.3f} mg/dL, {basal.insulin_pmol_l:.3f} pmol/L")
        91.800 mg/dL, 25.588 pmol/L
        """
        state = self._basal_state()
        return Basal(
            glucose_mg_dl=state.gp / self.vg,
            insulin_pmol_l=state.insulin,
            endogenous_production_mg_kg_min=self._production(
                state.gp, state.insulin, state.secretion / self.gamma
            ),
            secretion_pmol_kg_min=state.secretion,
        )

    def simulate(self, dose_g: float = 78.0, minutes: float = 300.0, every: float = 1.0) -> pd.DataFrame:
        """Simulate one person from the moment the glucose is swallowed.

        Parameters
        ----------
        dose_g
            Glucose in the meal or drink, g; 0 for none.
        minutes
            How long to follow, min; a week at most.
        every
            Distance between rows, min.

        Returns
        -------
        DataFrame
            Indexed by `time_min`: plasma glucose (mg/dL) and insulin (pmol/L); glucose produced by the body,
            appearing from the gut, used, and lost in urine (mg/kg/min); insulin secreted (pmol/kg/min).

        Raises
        ------
        ValueError
            If an argument is out of range, or the model holds a population.
        IntegrationError
            If the equations cannot be integrated to the promised accuracy.

        Examples
        --------
        >>> MealModel.normal().simulate(dose_g=0, minutes=60, every=30).glucose_mg_dl.round(3).tolist()
        [91.8, 91.8, 91.8]
        """
        return data_frame(self.course(dose_g, minutes, every), index="time_min")

    def course(self, dose_g: float = 78.0, minutes: float = 300.0, every: float = 1.0) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(MealModel.normal().course(minutes=5))[:3]
        ['time_min', 'glucose_mg_dl', 'insulin_pmol_l']
        """
        return self._columns(_minutes(minutes, every), dose_g)

    def ogtt(self, minutes: Sequence[float] = (0, 30, 60, 90, 120), dose_g: float = 75.0) -> pd.DataFrame:
        """Sample an oral glucose tolerance test, as input of the Matsuda, insulinogenic and other indices.

        Parameters
        ----------
        minutes
            Rising sampling times from 0, min.
        dose_g
            Glucose in the drink, g.

        Returns
        -------
        DataFrame
            Indexed by `time_min`: `glucose_mg_dl`, `insulin_uu_ml` and `insulin_pmol_l`.

        Raises
        ------
        ValueError
            If an argument is out of range or the times do not rise.

        Examples
        --------
        >>> MealModel.normal().ogtt().round(1).reset_index()
           time_min  glucose_mg_dl  insulin_uu_ml  insulin_pmol_l
        0       0.0           91.8            4.3            25.6
        1      30.0          136.5           30.5           183.1
        2      60.0          154.7           33.4           200.3
        3      90.0          149.8           39.8           239.0
        4     120.0          132.2           36.5           219.0
        """
        times = checks.rising("minutes", minutes)
        if times[0] < 0 or times[-1] > _LONGEST_MIN:
            raise ValueError(f"minutes: sampling times must lie between 0 and {_LONGEST_MIN:,} min.")
        if len(times) > solver.MAX_ROWS:
            raise ValueError(f"minutes: at most {solver.MAX_ROWS:,} sampling times.")
        course = self._columns(times, dose_g)
        conventional = units.convert(course["insulin_pmol_l"], "insulin", "pmol/L", "µU/mL")
        shown = {name: course[name] for name in ("time_min", "glucose_mg_dl", "insulin_pmol_l")}
        return data_frame(shown | {"insulin_uu_ml": conventional}, index="time_min")[
            ["glucose_mg_dl", "insulin_uu_ml", "insulin_pmol_l"]
        ]

    def population(
        self, dose_g: ArrayLike = 78.0, minutes: float = 300.0, every: float = 1.0, **parameters: ArrayLike
    ) -> MealPopulation:
        """Simulate many persons at once.

        Parameters
        ----------
        dose_g
            Glucose, g: a number, or one a person.
        minutes, every
            As in `simulate`.
        **parameters
            Fields of the model that differ from person to person, as arrays of equal length. Those not given
            are this model's, which may itself hold arrays.

        Returns
        -------
        MealPopulation
            Arrays of shape (persons, times).

        Raises
        ------
        ValueError
            If an argument is out of range, arrays differ in length, a name is not a parameter, or the result
            would take more than 1 GiB.
        IntegrationError
            If the equations cannot be integrated to the promised accuracy.

        Examples
        --------
        >>> weak = MealModel.normal().population(vmx=[0.047, 0.0235], minutes=120, every=60)
        >>> weak.glucose_mg_dl.round(0)
        array([[ 92., 157., 133.],
               [ 92., 163., 155.]])
        """
        people, dose, persons = self._people(dose_g, parameters)
        times = _minutes(minutes, every)
        needed = 2 * 8 * persons * len(times)
        if needed > solver.MAX_BYTES:
            raise ValueError(
                f"{persons:,} persons at {len(times):,} times would take {needed / 2**30:.1f} GiB; at most "
                "1 GiB is returned at once. Choose a larger `every`, or take part of the persons at a time."
            )
        glucose, insulin = np.empty((2, persons, len(times)))
        for part in solver.person_chunks(persons, _CHUNK):
            glucose[part], insulin[part] = people._chunk(part, dose, times)
        return MealPopulation(times, glucose, insulin)

    def _people(self, dose_g: ArrayLike, parameters: dict[str, ArrayLike]) -> tuple[Self, Any, int]:
        """Return the model with the parameters put in, the dose, and the number of persons."""
        unknown = sorted(set(parameters) - set(UNITS))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: no parameter of the model. It has {', '.join(UNITS)}.")
        people = dataclasses.replace(self, **parameters)
        dose = _dose(dose_g)
        lengths = {len(value) for value in (dose, *people._values().values()) if np.ndim(value)}
        if len(lengths) > 1:
            raise ValueError(f"dose_g has {len(dose)} entries, the parameters {min(lengths - {len(dose)})}.")
        return people, dose, lengths.pop() if lengths else 1

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in UNITS}

    def _take(self, part: slice) -> Self:
        return dataclasses.replace(
            self, **{name: _taken(value, part) for name, value in self._values().items()}
        )

    def _chunk(self, part: slice, dose_g: Any, times: Floats) -> tuple[Floats, Floats]:
        """Return glucose and insulin of some persons, each of shape (persons, times)."""
        people, persons = self._take(part), part.stop - part.start
        start, scale = people._start()
        rows = solver.runge_kutta_population(
            people._rhs(_taken(dose_g, part), solver.ARRAYS),
            start,
            times,
            persons=persons,
            step=_LONGEST_STEP_MIN,
            scale=[float(np.min(size)) for size in scale],
            keep=(_GP, _IP),
            tolerance=_POPULATION_TOLERANCE,
            name="MealModel",
        )
        return (rows[0] / people.vg).T, (rows[1] / people.vi).T

    def _columns(self, times: Floats, dose_g: Any) -> Arrays:
        kinetics.one_person(self)
        dose = checks.number("dose_g", dose_g, low=0, high=1000, unit="g", hint=_DOSE_HINT)
        rows = self._states(times, dose)
        gp, gt, ip, gut, delayed, action, portal = rows[:, [_GP, _GT, _IP, _QGUT, _ID, _X, _IPO]].T
        return {
            "time_min": times,
            "glucose_mg_dl": gp / self.vg,
            "insulin_pmol_l": ip / self.vi,
            "endogenous_production_mg_kg_min": self._production(gp, delayed, portal),
            "rate_of_appearance_mg_kg_min": self._appearance(dose) * gut,
            "utilisation_mg_kg_min": self.fcns + self._uptake(gt, action),
            "renal_excretion_mg_kg_min": self.ke1 * np.maximum(0.0, gp - self.ke2),
            "secretion_pmol_kg_min": self.gamma * portal,
        }

    def _states(self, times: Floats, dose_g: float) -> Floats:
        """Return one person's states, shape (times, states)."""
        start, scale = self._start()
        if dose_g == 0:  # the steady state, without the noise of an integrator
            return np.tile(np.array(start), (len(times), 1))
        after = times if times[0] == 0 else np.concatenate([[0.0], times])
        rows = solver.stiff(
            self._rhs(dose_g, solver.FLOATS),
            start,
            after,
            scale=scale,
            tolerance=_TOLERANCE,
            name="MealModel",
        )
        return rows[len(after) - len(times) :]

    def _appearance(self, dose_g: Any) -> Any:
        """Return the rate of appearance, mg/kg/min, when the whole dose is in the gut."""
        return self.f * self.kabs * dose_g * _MG_PER_G / self.body_weight_kg

    def _start(self) -> tuple[list[Any], list[Any]]:
        """Return the state as the dose is swallowed, and the size of each state variable."""
        basal = self._basal_state()
        insulin, portal = basal.insulin, basal.secretion / self.gamma
        hormone = [basal.gp, basal.gt, basal.il, basal.ip]
        start = [*hormone, 1.0, 0.0, 0.0, insulin, insulin, 0.0, portal, basal.secretion]
        scale = [*hormone, 1.0, 1.0, 1.0, insulin, insulin, insulin, portal, basal.secretion]
        return start, scale

    def _rhs(self, dose_g: Any, ops: solver.Operations) -> solver.RightHandSide:
        """Return the right-hand side. Stomach and gut hold fractions of the dose, so that no dose is no case.

        The state: glucose in plasma and tissue (mg/kg), insulin in liver and plasma (pmol/kg), solid and
        ground food in the stomach and food in the gut (fractions), insulin signal to the liver and the same
        delayed (pmol/L), insulin action (pmol/L), insulin in the portal vein (pmol/kg), secretion that the
        level of glucose calls for (pmol/kg/min; the paper's Y + Sb).
        """
        basal = BasalState(*map(ops.number, self._basal_state()))
        held = {name: ops.number(value) for name, value in self._values().items()}
        k1, k2, m1, m2, m5, m6, ki, p2u = itemgetter("k1", "k2", "m1", "m2", "m5", "m6", "ki", "p2u")(held)
        kp1, kp2, kp3, kp4, ke1, ke2 = itemgetter("kp1", "kp2", "kp3", "kp4", "ke1", "ke2")(held)
        fcns, vm0, vmx, km0 = itemgetter("fcns", "vm0", "vmx", "km0")(held)
        alpha, gamma, kgri, kabs, kmax = itemgetter("alpha", "gamma", "kgri", "kabs", "kmax")(held)
        m24, per_vi = ops.number(self.m2 + self.m4), ops.number(1 / self.vi)
        half_range = ops.number((self.kmax - self.kmin) / 2)
        fall, fall_at = ops.number(2.5 / (1 - self.b)), ops.number(2.5 * self.b / (1 - self.b))
        rise = ops.number(2.5 / self.d)
        appearance = ops.number(self._appearance(dose_g) / self.kabs)
        per_rise, per_level = ops.number(self.k / self.vg), ops.number(self.beta / self.vg)
        basal_gp, basal_secretion, basal_insulin = basal.gp, basal.secretion, basal.insulin
        tanh, positive = ops.tanh, ops.positive

        def rhs(_: float, state: solver.State) -> solver.State:
            gp, gt, il, ip, solid, ground, gut, signal, delayed, action, portal, called = state
            full = solid + ground
            emptied = (kmax + half_range * (tanh(fall * full - fall_at) - tanh(rise * full - 2.5))) * ground
            milled = kgri * solid
            absorbed = kabs * gut
            insulin = per_vi * ip
            produced = positive(kp1 - kp2 * gp - kp3 * delayed - kp4 * portal)
            excreted = ke1 * positive(gp - ke2)
            exchanged = k1 * gp - k2 * gt
            d_gp = produced + appearance * absorbed - fcns - excreted - exchanged
            secreted = gamma * portal
            return (
                d_gp,
                exchanged - (vm0 + vmx * action) * gt / (km0 + gt),
                m2 * ip + secreted - m1 / (1.0 - positive(m6 - m5 * secreted)) * il,
                m1 * il - m24 * ip,
                -milled,
                milled - emptied,
                emptied - absorbed,
                ki * (insulin - signal),
                ki * (signal - delayed),
                p2u * (insulin - basal_insulin - action),
                called + per_rise * positive(d_gp) - secreted,
                alpha * (positive(per_level * (gp - basal_gp) + basal_secretion) - called),
            )

        return rhs


_DOSE_HINT = "It is grams of glucose: an oral glucose tolerance test takes 75 g."


def _dose(dose_g: ArrayLike) -> Any:
    return checks.quantity("dose_g", dose_g, low=0, high=1000, unit="g", hint=_DOSE_HINT)


def _minutes(minutes: float, every: float) -> Floats:
    checks.number("minutes", minutes, high=_LONGEST_MIN, unit="min", hint="The model is of one meal.")
    return solver.output_times("minutes", minutes, every, unit="min")


def _taken(value: Any, part: slice) -> Any:
    """Return some persons' entries of an array; a number holds for all."""
    return value[part] if np.ndim(value) else value
