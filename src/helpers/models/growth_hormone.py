"""Growth hormone: a train of pulses, and what the agents sold to raise it do to the train (schematic)."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks
from helpers.columns import Arrays, data_frame
from helpers.models import kinetics, solver
from helpers.models.kinetics import LN2
from helpers.models.secretagogues import Agent, agent_named

if TYPE_CHECKING:
    import pandas as pd

MINUTES_PER_DAY = 1440.0
_HOUR = 60.0
_DAY = MINUTES_PER_DAY
_IGF1_HALF_LIFE_MIN = 14 * _HOUR


@dataclass(frozen=True)
class GrowthHormonePulses:
    """Growth hormone in blood as a regular train of secretory bursts (schematic).

    Each burst empties a store at one first-order rate into blood that clears at another:

        GH(t) = basal + sum over bursts of m (release * exp(-ln2 t / half-life)),

    where the release has unit area, so that the mean over a day is basal + N m half-life / (1440 ln 2)
    whatever the shape of a burst. Real pulses are irregular and the largest comes early in sleep. The
    equations are a teaching device; the half-lives are published.

    Parameters
    ----------
    pulses_per_day
        N, bursts a day.
    pulse_mass
        m, ng/mL: what one burst would raise the level by if it were released at once.
    half_life_min
        Half-life of growth hormone in blood, min. Published: 23 ± 1.1 min in the morning and 26 ± 1.7 in the
        evening for the body's own, 14 ± 1.0 and 19 ± 1.0 for injected (Holl 1993,
        doi:10.1210/jcem.77.1.8325945).
    burst_half_time_min
        Half-time of the release, min: ours. A fit to women asleep gave 13.8 min for both release and
        clearance (Klerman 2003, a statistical model of diurnal variation in human growth hormone).
    basal_ng_ml
        Level between pulses that no pulse explains, ng/mL.
    igf1_ng_ml
        IGF-1 at the untreated mean of growth hormone, ng/mL: a value for the schematic of IGF-1 only.

    Raises
    ------
    ValueError
        If a number is not finite, negative, or zero where that cannot be.

    Notes
    -----
    All fields but the last may be arrays, one entry a person: mean, peak and trough then answer for everyone.

    Checked against: the mean in closed form (2.164 ng/mL for the textbook case); for CJC-1295 with DAC
    the published rise of mean (46 %) and trough (7.5 times).

    Examples
    --------
    >>> print(f"{GrowthHormonePulses(pulses_per_day=12, pulse_mass=10, half_life_min=18).mean_ng_ml:.3f}")
    2.164
    """

    pulses_per_day: float | NDArray[np.float64] = 12.0
    pulse_mass: float | NDArray[np.float64] = 10.0
    half_life_min: float | NDArray[np.float64] = 18.0
    burst_half_time_min: float | NDArray[np.float64] = 5.0
    basal_ng_ml: float | NDArray[np.float64] = 0.0
    igf1_ng_ml: float = 150.0

    def __post_init__(self) -> None:
        for name, unit in (
            ("pulses_per_day", "a day"),
            ("pulse_mass", "ng/mL"),
            ("half_life_min", "min"),
            ("burst_half_time_min", "min"),
        ):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), above=0, unit=unit))
        kinetics.hold(
            self, "basal_ng_ml", checks.quantity("basal_ng_ml", self.basal_ng_ml, low=0, unit="ng/mL")
        )
        checks.number("igf1_ng_ml", self.igf1_ng_ml, above=0, unit="ng/mL")
        kinetics.same_persons(self)

    @property
    def mean_ng_ml(self) -> Any:
        """Mean level, ng/mL: basal + N m half-life / (1440 ln 2)."""
        return self.basal_ng_ml + self.pulse_mass * self._mean_per_mass

    @property
    def peak_ng_ml(self) -> Any:
        """Highest level of the regular train, ng/mL."""
        return kinetics.plain(self.basal_ng_ml + self.pulse_mass * self._per_mass.peak)

    @property
    def trough_ng_ml(self) -> Any:
        """Lowest level of the regular train, ng/mL."""
        return kinetics.plain(self.basal_ng_ml + self.pulse_mass * self._per_mass.trough)

    def with_agent(self, agent: str) -> GrowthHormonePulses:
        """Return the train under a sustained agent, with the mean and trough that its trial found.

        Both depend in a straight line on the pulse mass and the basal level, so the two changes that meet the
        two published ratios follow without fitting.

        Parameters
        ----------
        agent
            A key of `helpers.models.secretagogues.AGENTS` whose entry is sustained.

        Raises
        ------
        ValueError
            If the agent is unknown, or adds one pulse per dose (use `simulate`), or its ratios cannot be
            met by a train of pulses like this one.

        Examples
        --------
        >>> untreated = GrowthHormonePulses()
        >>> treated = untreated.with_agent("cjc_1295_dac")
        >>> print(f"{treated.mean_ng_ml / untreated.mean_ng_ml:.2f}")
        1.46
        >>> print(f"{treated.trough_ng_ml / untreated.trough_ng_ml:.1f}")
        7.5
        """
        chosen = agent_named(agent)
        if chosen.mean_factor is None:
            raise ValueError(
                f"agent = {agent!r}: a dose adds one pulse, so there is no steady train. Use "
                "simulate(agent=..., dose_hours=...)."
            )
        if chosen.trough_factor is None:
            return dataclasses.replace(
                self,
                pulse_mass=self.pulse_mass * chosen.mean_factor,
                basal_ng_ml=self.basal_ng_ml * chosen.mean_factor,
            )
        mean, trough = self.mean_ng_ml * chosen.mean_factor, self.trough_ng_ml * chosen.trough_factor
        mass = (mean - trough) / (self._mean_per_mass - self._per_mass.trough)
        basal = trough - mass * self._per_mass.trough
        if np.any(mass <= 0) or np.any(basal < 0):
            raise ValueError(
                f"agent = {agent!r}: its published trough (x {chosen.trough_factor:g}) would lie above "
                f"its mean (x {chosen.mean_factor:g}), because the pulses of this model overlap too much. "
                f"Use fewer or "
                "shorter pulses."
            )
        return dataclasses.replace(self, pulse_mass=kinetics.plain(mass), basal_ng_ml=kinetics.plain(basal))

    def simulate(
        self,
        hours: float = 24.0,
        *,
        every: float = 2.0,
        agent: str | None = None,
        dose_hours: ArrayLike = (0.0,),
    ) -> pd.DataFrame:
        """Return the course for one person who was untreated until hour 0.

        Parameters
        ----------
        hours
            Length of the course.
        every
            Minutes between rows.
        agent
            A key of `helpers.models.secretagogues.AGENTS`. A sustained agent acts from hour 0 on; any other adds a
            pulse at each of `dose_hours`, as high as published or else, schematically, of twice the natural mass.
        dose_hours
            Rising hours of the doses of an agent that adds single pulses.

        Returns
        -------
        DataFrame
            Indexed by `time_h`: `gh_ng_ml`, and `igf1_ng_ml`, a schematic: IGF-1 follows growth hormone in
            proportion with a half-life of 14 h (12-16 h is usual, unverified). That it follows the *mean* is
            ours: in people it goes with the level between pulses (Faje & Barkan 2010), and in the one trial
            that prints both (+46 and +45 %) its rise went with no measure of growth hormone (Ionescu 2006).

        Raises
        ------
        ValueError
            If a length or distance is not positive, there would be too many rows or pulses, or the agent is
            unknown.

        Examples
        --------
        >>> course = GrowthHormonePulses().simulate(hours=24)
        >>> print(f"{course.gh_ng_ml.max():.1f} {course.igf1_ng_ml.mean():.0f}")
        6.2 150
        """
        course = self.course(hours, every=every, agent=agent, dose_hours=dose_hours)
        return data_frame(course, index="time_h")

    def course(
        self,
        hours: float = 24.0,
        *,
        every: float = 2.0,
        agent: str | None = None,
        dose_hours: ArrayLike = (0.0,),
    ) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(GrowthHormonePulses().course())
        ['time_h', 'gh_ng_ml', 'igf1_ng_ml']
        """
        kinetics.one_person(self)
        minutes = checks.number("hours", hours, above=0, unit="h") * _HOUR
        shown = solver.output_times("hours x 60", minutes, every, unit="min")
        # IGF-1 is followed minute by minute, however few rows are shown, so that it misses no burst.
        parts = math.ceil(every)
        times = np.arange((len(shown) - 1) * parts + 1) * (every / parts)
        chosen = None if agent is None else agent_named(agent)
        treated = self if chosen is None or not chosen.sustained else self.with_agent(str(agent))
        level = self._train(times, treated.pulse_mass) + self._basal(times, treated.basal_ng_ml)
        if chosen is not None and not chosen.sustained:
            level += self._added_pulses(times, chosen, dose_hours)
        igf1 = np.array(self._igf1(level, every / parts)[::parts])
        return {"time_h": shown / _HOUR, "gh_ng_ml": level[::parts], "igf1_ng_ml": igf1}

    @property
    def _release(self) -> Any:
        return LN2 / self.burst_half_time_min

    @property
    def _removal(self) -> Any:
        return LN2 / self.half_life_min

    @property
    def _interval(self) -> Any:
        return MINUTES_PER_DAY / self.pulses_per_day

    @property
    def _mean_per_mass(self) -> Any:
        return 1 / (self._removal * self._interval)

    @property
    def _per_mass(self) -> kinetics.Extremes:
        return kinetics.steady_extremes(self._release, self._removal, self._interval)

    def _train(self, times: Any, mass: Any) -> Any:
        """Pulses of `mass` from time 0 on, after an endless past of this model's own."""
        count = math.floor(float(times[-1]) / self._interval) + 1
        if count > kinetics.MAX_DOSES:
            raise ValueError(
                f"pulses_per_day = {self.pulses_per_day:g} gives {count:,} pulses in {times[-1] / _DAY:g} "
                f"days; at most {kinetics.MAX_DOSES:,} are drawn."
            )
        fraction = math.exp(-float(self._release * self._interval))
        before = kinetics.Amounts(
            self.pulse_mass * fraction / (1 - fraction),
            self.pulse_mass
            * float(kinetics.steady(self._interval, self._release, self._removal, self._interval)),
        )
        starts = np.arange(count) * self._interval
        doses = np.full(count, float(mass))
        return kinetics.superpose(times, starts, doses, self._release, self._removal, start=before).blood

    def _basal(self, times: Any, new: Any) -> Any:
        """Basal level, which moves to a new value with the half-life of growth hormone."""
        return new + (self.basal_ng_ml - new) * np.exp(-self._removal * times)

    def _added_pulses(self, times: Any, agent: Agent, dose_hours: ArrayLike) -> Any:
        mass = 2 * self.pulse_mass
        if agent.peak_ng_ml is not None:
            highest = kinetics.peak_time(self._release, self._removal)
            mass = agent.peak_ng_ml / kinetics.bateman(highest, self._release, self._removal)
        hours, masses = kinetics.schedule(
            dose_hours, mass, times_name="dose_hours", doses_name="pulse mass", unit="h", dose_unit="ng/mL"
        )
        return kinetics.superpose(times, hours * _HOUR, masses, self._release, self._removal).blood

    def _igf1(self, level: Any, every: float) -> list[float]:
        """IGF-1 in proportion to the level, late by its own half-life; settled on this train at the start."""
        scale = self.igf1_ng_ml / self.mean_ng_ml
        cycle = np.linspace(0.0, self._interval, 241)
        past = self.basal_ng_ml + self.pulse_mass * kinetics.steady(
            cycle, self._release, self._removal, self._interval
        )
        after_one = _follow(0.0, (scale * past).tolist(), self._interval / 240)[-1]
        start = after_one / -math.expm1(-LN2 / _IGF1_HALF_LIFE_MIN * self._interval)
        return _follow(start, (scale * level).tolist(), every)


def _follow(start: float, targets: list[float], every: float) -> list[float]:
    """Follow targets with the half-life of IGF-1: exact where they run straight between rows."""
    x = LN2 / _IGF1_HALF_LIFE_MIN * every
    kept = math.exp(-x)
    earlier = -math.expm1(-x) / x - kept
    later = 1 - kept - earlier
    course = [start]
    for a, b in pairwise(targets):
        course.append(kept * course[-1] + earlier * a + later * b)
    return course
