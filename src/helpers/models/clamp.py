"""The hyperinsulinaemic, euglycaemic clamp: how much glucose holds blood glucose level under infused insulin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from helpers import checks
from helpers.columns import Arrays, data_frame
from helpers.models.insulin_action import Flows, InsulinAction

if TYPE_CHECKING:
    import pandas as pd

_FASTING = 8.0  # µU/mL
_PER_RATE = 2.3  # µU/mL that each mU/m²/min adds: 40 give about 100
_LEAN_FAT_PCT = 20.0  # of the people in whom the flows were measured; ours
_RISE = 20.0  # minutes in which most of insulin's effect comes; ours


@dataclass(frozen=True)
class Clamp:
    """A clamp in one person (schematic): insulin is infused at a steady rate and glucose as needed.

    Insulin rises to about 100 µU/mL at 40 mU/m²/min, the usual rate (DeFronzo 1979,
    doi:10.1152/ajpendo.1979.237.3.E214). What the tissues take up and the liver puts out at an insulin level is that of
    `InsulinAction`, measured per kg of lean people; here it belongs to their fat-free mass, so that fat adds weight and
    takes up nothing (ours: it takes up little). The time course is ours.

    Parameters
    ----------
    rate
        Insulin infused, mU per m² of body surface and minute.
    sensitivity
        Fraction of normal insulin sensitivity, in every tissue alike.
    fat_pct
        Body fat, percent of weight.

    Raises
    ------
    ValueError
        If a rate, sensitivity or share of fat is impossible.

    Notes
    -----
    Checked against: in 18 studies of people without obesity and with normal tolerance the mean M at 40 mU/m²/min lay
    between 4.7 and 8.7 mg/kg/min (Bergman 1985, as quoted by Tam 2012, doi:10.2337/dc11-2339).

    Examples
    --------
    >>> round(Clamp().per_kg, 1), round(Clamp(sensitivity=0.5).per_kg, 1)
    (8.5, 5.6)
    >>> heavy = Clamp(fat_pct=44)
    >>> round(heavy.per_kg, 1), heavy.per_lean_kg == Clamp().per_lean_kg
    (6.0, True)
    """

    rate: float = 40.0
    sensitivity: float = 1.0
    fat_pct: float = _LEAN_FAT_PCT

    def __post_init__(self) -> None:
        checks.number("rate", self.rate, low=0, high=1000, unit="mU/m²/min", hint="40 is usual.")
        checks.number("sensitivity", self.sensitivity, above=0, hint="1 is normal, 0.5 is half.")
        checks.number("fat_pct", self.fat_pct, low=3, high=70, unit="%", hint="20 % is a lean adult.")

    @property
    def insulin(self) -> float:
        """Plasma insulin that the infusion reaches, µU/mL."""
        return _FASTING + _PER_RATE * self.rate

    @property
    def liver_output(self) -> float:
        """What the liver still puts out, mg per minute and kg of fat-free mass; M misses it."""
        return float(self._action().liver_output) / (1 - _LEAN_FAT_PCT / 100)

    @property
    def per_lean_kg(self) -> float:
        """M, the glucose that has to be infused, mg per minute and kg of fat-free mass; never below zero."""
        flows = self._action()
        needed = float(flows.other_uptake + flows.brain_uptake - flows.liver_output)
        return max(0.0, needed) / (1 - _LEAN_FAT_PCT / 100)

    @property
    def per_kg(self) -> float:
        """M in mg per minute and kg of body weight."""
        return self.per_lean_kg * (1 - self.fat_pct / 100)

    def simulate(self, minutes: int = 120) -> pd.DataFrame:
        """Return the glucose infused from minute to minute.

        Parameters
        ----------
        minutes
            How long; two hours are usual, and M is read in the last twenty minutes.

        Raises
        ------
        ValueError
            If `minutes` is not a whole number of at least 1.

        Examples
        --------
        >>> course = Clamp().simulate()
        >>> round(float(course.loc[100:120, "per_kg"].mean()), 1)
        8.5
        """
        return data_frame(self.course(minutes), index="minutes")

    def course(self, minutes: int = 120) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(Clamp().course())
        ['minutes', 'per_kg', 'per_lean_kg']
        """
        minutes = checks.whole("minutes", minutes, low=1, high=1440, hint="Two hours are usual.")
        time = np.arange(minutes + 1)
        rise = 1 - np.exp(-time / _RISE)
        return {"minutes": time, "per_kg": self.per_kg * rise, "per_lean_kg": self.per_lean_kg * rise}

    def _action(self) -> Flows:
        return InsulinAction(self.sensitivity).at(self.insulin)
