"""Trains of GnRH pulses and the LH that they release: a schematic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from helpers import checks
from helpers.columns import Arrays, data_frame
from helpers.models import kinetics, solver
from helpers.models.kinetics import LN2
from helpers.roots import root

if TYPE_CHECKING:
    import pandas as pd

_MINUTES_PER_DAY = 1440.0

_DAYS_PER_WEEK = 7.0


@dataclass(frozen=True)
class PulseGenerator:
    """LH that a regular train of GnRH pulses releases (schematic, on published half-lives).

    Each pulse of GnRH makes the pituitary release the same amount of LH, which leaves blood slowly:
    the mean is pulses a day x LH per pulse x half-life / (1440 ln 2). So LH scales with the number of pulses.
    What is left out: GnRH without pause, or in quick succession, makes the pituitary deaf within days,
    which is how GnRH agonists suppress the testes; and testosterone from outside suppresses the pituitary
    itself. Both would lower what is drawn here.

    Parameters
    ----------
    pulses_per_day
        Pulses of GnRH a day; one every 90-120 min is natural, 84-112 a week.
    lh_per_pulse
        What one pulse would add to LH if released at once, IU/L: ours, for a mean of 5 IU/L at 16 pulses.
    gnrh_half_life_min
        Half-life of GnRH in blood, min: 2.6 ± 0.4 to 5.2 ± 1.0 after injection into a vein in men
        ("Pharmacokinetics of intravenous luteinizing hormone-releasing hormone administration in men. Effects
        of various dosages", abstract).
    lh_release_half_time_min
        Half-time of the release of LH, min: ours, so that LH is highest 14-15 min after a pulse, as in that
        study after a small dose (13.5-16.3 min).
    lh_half_life_min
        Half-life of LH in blood, min. Two forms: 125 (84-198) and 164 (107-235) in women under a GnRH
        antagonist (Wide 2022, doi:10.1210/clinem/dgac434).

    Raises
    ------
    ValueError
        If a number is not finite or not positive.

    Notes
    -----
    The fields may be arrays, one entry a person: mean, peak and trough then answer for everyone.

    Checked against: the mean and the extremes of its own course; the time at which LH was measured to peak; a
    schematic.

    Examples
    --------
    >>> natural, twice = PulseGenerator.one_every(90), PulseGenerator.per_week(2)
    >>> print(f"{natural.mean_lh_iu_l:.1f} against {twice.mean_lh_iu_l:.2f} IU/L")
    5.0 against 0.09 IU/L
    """

    pulses_per_day: float | NDArray[np.float64] = 16.0
    lh_per_pulse: float | NDArray[np.float64] = 2.5
    gnrh_half_life_min: float | NDArray[np.float64] = 4.0
    lh_release_half_time_min: float | NDArray[np.float64] = 2.6
    lh_half_life_min: float | NDArray[np.float64] = 125.0

    def __post_init__(self) -> None:
        for name, unit in (
            ("pulses_per_day", "a day"),
            ("lh_per_pulse", "IU/L"),
            ("gnrh_half_life_min", "min"),
            ("lh_release_half_time_min", "min"),
            ("lh_half_life_min", "min"),
        ):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), above=0, unit=unit))
        kinetics.same_persons(self)

    @classmethod
    def one_every(cls, minutes: float, **changes: Any) -> Self:
        """Return a train with one pulse every so many minutes."""
        apart = checks.number("minutes", minutes, above=0, unit="min")
        return cls(pulses_per_day=_MINUTES_PER_DAY / apart, **changes)

    @classmethod
    def per_week(cls, count: float, **changes: Any) -> Self:
        """Return a train with so many pulses a week, evenly spaced."""
        return cls(pulses_per_day=checks.number("count", count, above=0) / _DAYS_PER_WEEK, **changes)

    @property
    def mean_lh_iu_l(self) -> Any:
        """Mean LH, IU/L."""
        return self.lh_per_pulse / (self._removal * self._interval)

    @property
    def peak_lh_iu_l(self) -> Any:
        """Highest LH, IU/L."""
        return kinetics.plain(self.lh_per_pulse * self._extremes.peak)

    @property
    def trough_lh_iu_l(self) -> Any:
        """Lowest LH, IU/L."""
        return kinetics.plain(self.lh_per_pulse * self._extremes.trough)

    def share_of_time_above(self, lh_iu_l: float) -> float:
        """Return the share of the time that LH is at or above a level, 0-1.

        Examples
        --------
        >>> PulseGenerator.per_week(2).share_of_time_above(1.0) < 0.05
        True
        """
        level = checks.number("lh_iu_l", lh_iu_l, above=0, unit="IU/L")
        kinetics.one_person(self)
        if level <= self.trough_lh_iu_l:
            return 1.0
        if level >= self.peak_lh_iu_l:
            return 0.0

        def over(minutes: float) -> float:
            lh = self.lh_per_pulse * kinetics.steady(minutes, self._release, self._removal, self._interval)
            return float(lh) - level

        top = float(self._extremes.peak_time)
        above = root(over, top, self._interval) - root(over, 0.0, top)
        return above / float(self._interval)

    def simulate(self, days: float = 1.0, *, every: float = 2.0) -> pd.DataFrame:
        """Return the course of a train that has run for long, with a pulse at hour 0.

        Parameters
        ----------
        days
            Length of the course.
        every
            Minutes between rows.

        Returns
        -------
        DataFrame
            Indexed by `time_h`: `gnrh_relative` (1 is the height of one pulse) and `lh_iu_l`.

        Raises
        ------
        ValueError
            If a length or distance is not positive, or there would be too many rows.

        Examples
        --------
        >>> week = PulseGenerator.per_week(2).simulate(days=7, every=5)
        >>> print(f"{week.lh_iu_l.median():.3f}")
        0.000
        """
        return data_frame(self.course(days, every=every), index="time_h")

    def course(self, days: float = 1.0, *, every: float = 2.0) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(PulseGenerator().course())
        ['time_h', 'gnrh_relative', 'lh_iu_l']
        """
        kinetics.one_person(self)
        minutes = checks.number("days", days, above=0, unit="days") * _MINUTES_PER_DAY
        times = solver.output_times("days x 1440", minutes, every, unit="min")
        since = np.mod(times, self._interval)
        # Rounding may put a pulse that falls on a row at the end of the interval before it.
        since[self._interval - since < 1e-9 * self._interval] = 0.0
        rate = LN2 / self.gnrh_half_life_min
        gnrh = np.exp(-rate * since) / -math.expm1(-float(rate * self._interval))
        lh = self.lh_per_pulse * kinetics.steady(since, self._release, self._removal, self._interval)
        return {"time_h": times / 60, "gnrh_relative": gnrh, "lh_iu_l": lh}

    @property
    def _interval(self) -> Any:
        return _MINUTES_PER_DAY / self.pulses_per_day

    @property
    def _release(self) -> Any:
        return LN2 / self.lh_release_half_time_min

    @property
    def _removal(self) -> Any:
        return LN2 / self.lh_half_life_min

    @property
    def _extremes(self) -> kinetics.Extremes:
        return kinetics.steady_extremes(self._release, self._removal, self._interval)
