"""Testosterone from an oily depot in muscle, and from pellets under the skin."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks, words
from helpers.models import kinetics, solver
from helpers.models.kinetics import LN2
from helpers.roots import root

if TYPE_CHECKING:
    import pandas as pd

NG_DL_PER_MG_L = 1e5

ESTER_FRACTIONS: Mapping[str, float] = MappingProxyType(
    {"none": 1.0, "enanthate": 0.720, "cypionate": 0.699, "undecanoate": 0.632}
)
"""Share of an ester's mass that is testosterone: ratio of molar masses."""


class HalfLife(NamedTuple):
    """A half-life that circulates for testosterone cypionate and enanthate, and where it comes from."""

    days: float
    source: str
    verified: bool


HALF_LIVES: Mapping[str, HalfLife] = MappingProxyType(
    {
        "measured": HalfLife(
            5.0,
            "Swiss label of enanthate: 5.0 days, with 1.0 for the fast step, meet its figures (its text: about 4.5). "
            "Cypionate has the same profile (Schulte-Beerbühl & Nieschlag 1980): highest on days 2-5, back at the "
            "start by day 13-14 (Nankin 1987, Fertil Steril 47:1004-9).",
            True,
        ),
        "us_label": HalfLife(
            8.0,
            "US label of cypionate: about 8 days (unverified, a copy); it does not agree with measured profiles.",
            False,
        ),
    }
)
"""A half-life that fits measured courses, 5 days, and the one of the US label, 8. A lesson lets the learner choose."""


class SteadyState(NamedTuple):
    """Levels once the same dose has been repeated for long: ng/dL, and the day after a dose of the peak."""

    peak: Any
    trough: Any
    average: Any
    peak_day: Any

    @property
    def peak_to_trough(self) -> Any:
        """Peak divided by trough."""
        return self.peak / self.trough

    @property
    def fluctuation_pct(self) -> Any:
        """Peak minus trough in percent of the average."""
        return 100 * (self.peak - self.trough) / self.average


@dataclass(frozen=True)
class Depot:
    """Levels of testosterone from repeated injections of an ester in oil.

    Two first-order steps in a row. Release from the oil is the slow one, so that the fall after an injection shows the
    release and not the elimination of testosterone, which takes hours ("flip-flop" kinetics). The fast step gives the
    shape of the rise. With rates k1 = ln2/uptake and k2 = ln2/half-life, and a dose D of testosterone,

        C(t) = D k1 k2 / (CL (k1 - k2)) (exp(-k2 t) - exp(-k1 t)).

    The level is what the injections add. The body's own testosterone, which they suppress, is not in it.

    Parameters
    ----------
    dose_mg
        Mass of the ester in one injection, mg. Not the volume: mg/mL is a concentration.
    interval_days
        Days between injections.
    half_life_days
        Half-life of the fall, days; 5 for cypionate and enanthate, see `HALF_LIVES`; for the others to be given.
    uptake_half_time_days
        Half-time of the fast step, days. With 5.0 and 1.0 days one curve meets the three figures of the Swiss label
        of enanthate: peak at 1.5-3 days, above a tenth of it until day 20, above a twentieth until day 26.
    ester
        ``"cypionate"``, ``"enanthate"``, ``"undecanoate"`` or ``"none"``: the share that is testosterone.
    clearance_l_per_day
        Apparent clearance CL/F, L/day. From average levels of 422 and 896 ng/dL on 50 and 100 mg enanthate a
        week under the skin it comes to 1218 and 1149 (Kaminetsky 2015, Sex Med 3:269-79); 1100 by default.

    Raises
    ------
    ValueError
        If a number is not finite or not positive, or the ester or its half-life is unknown.

    Notes
    -----
    `half_life_days`, `uptake_half_time_days`, `dose_mg` and `clearance_l_per_day` may be arrays, one entry a
    person; `steady_state` and `concentration` then answer for everyone.

    Checked against: the label of enanthate (day of the peak, last day above two thresholds); peak over trough of 22
    men on weekly injections (1.50, Al-Futaisi 2006), within a tenth; mass balance, linearity, superposition; scipy.

    Examples
    --------
    >>> weekly = Depot(dose_mg=100, interval_days=7).steady_state()
    >>> print(f"{weekly.average:.0f} ng/dL on average, peak/trough {weekly.peak_to_trough:.2f}")
    908 ng/dL on average, peak/trough 1.61
    >>> print(f"{Depot(dose_mg=200, interval_days=14).steady_state().peak_to_trough:.2f}")
    3.87
    """

    dose_mg: float | NDArray[np.float64] = 100.0
    interval_days: float = 7.0
    half_life_days: float | NDArray[np.float64] | None = None
    uptake_half_time_days: float | NDArray[np.float64] = 1.0
    ester: str = "cypionate"
    clearance_l_per_day: float | NDArray[np.float64] = 1100.0

    def __post_init__(self) -> None:
        if not words.known(self.ester, ESTER_FRACTIONS):
            known = ", ".join(ESTER_FRACTIONS)
            raise ValueError(f"ester = {words.said(self.ester)}: must be one of {known}.")
        if self.half_life_days is None:
            days = HALF_LIVES["measured"].days
            if self.ester not in ("cypionate", "enanthate"):
                of = "are those of cypionate and enanthate"
                raise ValueError(
                    f"half_life_days: {days:g} days {of}; for ester = {self.ester!r} give its own."
                )
            object.__setattr__(self, "half_life_days", days)
        kinetics.hold(
            self, "interval_days", checks.number("interval_days", self.interval_days, above=0, unit="days")
        )
        for name, unit in (
            ("dose_mg", "mg"),
            ("half_life_days", "days"),
            ("uptake_half_time_days", "days"),
            ("clearance_l_per_day", "L/day"),
        ):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), above=0, unit=unit))
        kinetics.same_persons(self)

    @classmethod
    def preset(cls, half_life: str, **changes: Any) -> Self:
        """Return a depot with one of the half-lives that circulate.

        Parameters
        ----------
        half_life
            ``"measured"`` (5 days) or ``"us_label"`` (8 days): a key of `HALF_LIVES`.
        changes
            Any other field.

        Examples
        --------
        >>> print(f"{Depot.preset('us_label', interval_days=7).steady_state().peak_to_trough:.2f}")
        1.34
        """
        if not words.known(half_life, HALF_LIVES):
            raise ValueError(f"half_life = {words.said(half_life)}: must be one of {', '.join(HALF_LIVES)}.")
        return cls(half_life_days=HALF_LIVES[half_life].days, **changes)

    @property
    def testosterone_mg(self) -> Any:
        """Testosterone in one injection, mg: the ester's mass times its share."""
        return self.dose_mg * ESTER_FRACTIONS[self.ester]

    def steady_state(self) -> SteadyState:
        """Return peak, trough and average once the schedule has run for long, in closed form.

        The average is dose rate over clearance, whatever the interval and the half-life.

        Examples
        --------
        >>> Depot(dose_mg=100, interval_days=3.5).steady_state().fluctuation_pct < 30
        True
        """
        peak, trough, day = kinetics.steady_extremes(self._release, self._removal, self.interval_days)
        average = 1 / (self._removal * self.interval_days)
        return SteadyState(
            *map(kinetics.plain, (self._level * peak, self._level * trough, self._level * average, day))
        )

    def single_dose_peak(self) -> tuple[float, float]:
        """Return day and height (ng/dL) of the highest level after one injection alone.

        Examples
        --------
        >>> day, _ = Depot(half_life_days=5, uptake_half_time_days=1).single_dose_peak()
        >>> print(f"{day:.2f}")
        2.90
        """
        day = kinetics.peak_time(self._release, self._removal)
        return kinetics.plain(day), kinetics.plain(
            self._level * kinetics.bateman(day, self._release, self._removal)
        )

    def last_day_at(self, level_ng_dl: float) -> float:
        """Return the day after one injection on which the level falls to `level_ng_dl`.

        Parameters
        ----------
        level_ng_dl
            A level in ng/dL, above 0. If the injection never reaches it, NaN is returned.

        Examples
        --------
        >>> enanthate = Depot(half_life_days=5, uptake_half_time_days=1, ester="enanthate")
        >>> _, peak = enanthate.single_dose_peak()
        >>> print(f"{enanthate.last_day_at(peak / 10):.1f} {enanthate.last_day_at(peak / 20):.1f}")
        21.1 26.1
        """
        level = checks.number("level_ng_dl", level_ng_dl, above=0, unit="ng/dL")
        kinetics.one_person(self)
        peak_day, peak = self.single_dose_peak()
        if level > peak:
            return math.nan
        slow = LN2 / float(self._release)
        # After the peak the fall is no slower than exp(-k t) with k t added once: this end is surely below.
        end = peak_day + slow * (2 + 2 * math.log2(peak / level + 1)) + 4 * slow
        return root(
            lambda t: float(self._level * kinetics.bateman(t, self._release, self._removal)) - level,
            peak_day,
            end,
        )

    def concentration(
        self, days: ArrayLike, *, dose_days: ArrayLike | None = None, doses_mg: ArrayLike | None = None
    ) -> NDArray[np.float64]:
        """Return levels in ng/dL at any days, by superposition of what every injection adds.

        Parameters
        ----------
        days
            Days from the start, zero or above, shape (times,).
        dose_days
            Rising days of the injections; by default one on day 0 and then one every `interval_days`.
        doses_mg
            Mass of the ester in each, one number or one a day of `dose_days`; by default `dose_mg`.

        Returns
        -------
        array, shape (times,), or (times, persons) where a field is an array

        Examples
        --------
        >>> Depot().concentration([0, 2, 14], dose_days=[0, 7], doses_mg=[100, 50]).round()
        array([  0., 559., 362.])
        """
        wanted = checks.series("days", days, low=0, unit="days")
        return np.asarray(self._levels(self._course(wanted, dose_days, doses_mg).blood))

    def simulate(
        self,
        days: float = 56.0,
        *,
        every: float = 0.05,
        dose_days: ArrayLike | None = None,
        doses_mg: ArrayLike | None = None,
    ) -> pd.DataFrame:
        """Return the course from the first injection on, for one person.

        Parameters
        ----------
        days
            Length of the course, days.
        every
            Days between rows.
        dose_days, doses_mg
            Any schedule, as in `concentration`.

        Returns
        -------
        DataFrame
            Indexed by `time_days`: `testosterone_ng_dl`, and `depot_mg`, the testosterone not yet released.

        Raises
        ------
        ValueError
            If a length or distance is not positive, there would be too many rows or injections, or the
            schedule is malformed.

        Examples
        --------
        >>> course = Depot(dose_mg=100, interval_days=7).simulate(days=70)
        >>> print(f"{course.testosterone_ng_dl.loc[63:].max():.0f}")
        1066
        """
        import pandas as pd

        kinetics.one_person(self)
        times = solver.output_times("days", days, every, unit="days")
        course = self._course(times, dose_days, doses_mg)
        return pd.DataFrame(
            {"testosterone_ng_dl": self._levels(course.blood), "depot_mg": course.store},
            index=pd.Index(times, name="time_days"),
        )

    @property
    def _release(self) -> Any:
        return LN2 / np.maximum(np.asarray(self.half_life_days), self.uptake_half_time_days)

    @property
    def _removal(self) -> Any:
        return LN2 / np.minimum(np.asarray(self.half_life_days), self.uptake_half_time_days)

    @property
    def _level(self) -> Any:
        """Level in ng/dL that one injection would give if it were in blood at once."""
        return self._levels(self.testosterone_mg)

    def _levels(self, milligrams: Any) -> Any:
        # Clearance over the rate of removal is the apparent volume.
        return milligrams * self._removal / self.clearance_l_per_day * NG_DL_PER_MG_L

    def _course(
        self, times: Any, dose_days: ArrayLike | None, doses_mg: ArrayLike | None
    ) -> kinetics.Amounts:
        doses: ArrayLike
        if doses_mg is None:  # the same dose every time, perhaps another one for each person
            doses, size = 1.0, self.testosterone_mg
        else:
            doses, size = doses_mg, ESTER_FRACTIONS[self.ester]
        when, amounts = kinetics.schedule(
            self._regular_days(times) if dose_days is None else dose_days,
            doses,
            times_name="dose_days",
            doses_name="doses_mg",
            unit="days",
            dose_unit="mg",
        )
        store, blood = kinetics.superpose(times, when, amounts, self._release, self._removal)
        if store.ndim == 1 and np.ndim(self.dose_mg + self.clearance_l_per_day):
            store, blood = store[:, None], blood[:, None]
        return kinetics.Amounts(size * store, size * blood)

    def _regular_days(self, times: Any) -> Any:
        count = math.floor(float(times.max()) / self.interval_days * (1 + 1e-12)) + 1
        if count > kinetics.MAX_DOSES:
            raise ValueError(
                f"interval_days = {self.interval_days:g} days gives {count:,} injections; at most "
                f"{kinetics.MAX_DOSES:,} are taken. Was the interval meant in another unit?"
            )
        return np.arange(count) * self.interval_days


@dataclass(frozen=True)
class Pellets:
    """Levels of testosterone from pellets under the skin: steady release, then a decline.

    Measured: a 200 mg pellet of pure testosterone loses 1.34 ± 0.02 mg a day, in a straight line, for the
    first three months, and men given four return for new ones at 5.8 months on average (Kelleher, Howe,
    Conway & Handelsman, "Testosterone release rate and duration of action of testosterone pellet implants",
    abstract). Schematic: what follows the steady phase. The release is let fall exponentially, without a
    jump, at the one rate at which exactly the pellet's content is released in the end: too low late, since its
    half-time of 40 days was 71 in 14 men (Jockenhövel 1996, Clin Endocrinol 45:61-71).

    Parameters
    ----------
    count
        Number of pellets.
    mass_mg
        Testosterone in one pellet, mg.
    release_mg_per_day
        Release of one pellet in its steady phase, mg/day.
    steady_days
        Length of the steady phase, days: three months by default.
    clearance_l_per_day
        Apparent clearance, L/day, as for `Depot`.

    Raises
    ------
    ValueError
        If a number is not finite or not positive, or a pellet would release more than it holds.

    Notes
    -----
    Checked against: the measured release of the first three months; its content, which quadrature of the release
    gives back.

    Examples
    --------
    >>> four = Pellets(count=4)
    >>> print(f"{four.release(30):.2f} mg/day, then {four.release(180):.2f}")
    5.36 mg/day, then 1.16
    """

    count: int = 4
    mass_mg: float = 200.0
    release_mg_per_day: float = 1.34
    steady_days: float = 91.0
    clearance_l_per_day: float = 1100.0

    def __post_init__(self) -> None:
        checks.whole("count", self.count, low=1)
        for name, unit in (
            ("mass_mg", "mg"),
            ("release_mg_per_day", "mg/day"),
            ("steady_days", "days"),
            ("clearance_l_per_day", "L/day"),
        ):
            checks.number(name, getattr(self, name), above=0, high=1e6, unit=unit)
        if self.release_mg_per_day * self.steady_days >= self.mass_mg:
            raise ValueError(
                f"steady_days = {self.steady_days:g} days at {self.release_mg_per_day:g} mg/day would "
                f"release more than a pellet of mass_mg = {self.mass_mg:g} mg holds."
            )

    def release(self, days: ArrayLike) -> Any:
        """Return what all pellets together release, mg/day, some days after they were placed."""
        since = checks.every("days", days, unit="days")
        late = np.maximum(since - self.steady_days, 0.0)
        rate = self.count * self.release_mg_per_day * np.exp(-late / self._decline_days)
        return kinetics.plain(np.where(since < 0, 0.0, rate))

    def remaining(self, days: ArrayLike) -> Any:
        """Return the testosterone still in all pellets, mg, some days after they were placed.

        Examples
        --------
        >>> Pellets(count=1).remaining(0)
        200.0
        """
        since = checks.every("days", days, unit="days")
        early = np.clip(since, 0.0, self.steady_days)
        late = np.maximum(since - self.steady_days, 0.0)
        held = self.mass_mg - self.release_mg_per_day * early
        left = self.release_mg_per_day * self._decline_days
        return kinetics.plain(
            self.count * np.where(late > 0, left * np.exp(-late / self._decline_days), held)
        )

    def simulate(
        self, days: float = 365.0, *, every: float = 1.0, implant_days: ArrayLike = (0.0,)
    ) -> pd.DataFrame:
        """Return the course for one person; pellets placed again add to what is left of the earlier ones.

        Elimination takes hours and release months, so the level follows the release: release over clearance.

        Parameters
        ----------
        days
            Length of the course, days.
        every
            Days between rows.
        implant_days
            Rising days on which `count` pellets are placed.

        Returns
        -------
        DataFrame
            Indexed by `time_days`: `testosterone_ng_dl`, `release_mg_per_day` and `remaining_mg`.

        Examples
        --------
        >>> print(f"{Pellets(count=4).simulate(days=90).testosterone_ng_dl.iloc[0]:.0f}")
        487
        """
        import pandas as pd

        times = solver.output_times("days", days, every, unit="days")
        placed = checks.rising("implant_days", implant_days, at_least=1, unit="days")
        if placed[0] < 0:
            raise ValueError(f"implant_days[0] = {placed[0]:g} days: the course starts at 0.")
        if len(placed) * len(times) > solver.MAX_STEPS * 10:
            raise ValueError(f"implant_days: {len(placed):,} entries are too many for {len(times):,} rows.")
        release = sum(self.release(times - day) for day in placed)
        remaining = sum(np.where(times >= day, self.remaining(times - day), 0.0) for day in placed)
        return pd.DataFrame(
            {
                "testosterone_ng_dl": release / self.clearance_l_per_day * NG_DL_PER_MG_L,
                "release_mg_per_day": release,
                "remaining_mg": remaining,
            },
            index=pd.Index(times, name="time_days"),
        )

    @property
    def _decline_days(self) -> float:
        """Time constant of the decline: what is left divided by the rate at which it starts to leave."""
        return self.mass_mg / self.release_mg_per_day - self.steady_days
