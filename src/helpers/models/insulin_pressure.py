"""Insulin pulls blood pressure two ways within an hour: nerves up, vessels down (schematic)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks

FASTING = 8.0  # µU/mL, the men of Anderson 1991 before the infusion
_NERVES_MOST, _NERVES_HALF = 7.0, 20.0  # mmHg; µU/mL above fasting
_VESSELS_MOST, _VESSELS_HALF, _VESSELS_STEEPNESS = 10.3, 22.0, 3.0


@dataclass(frozen=True)
class InsulinPressure:
    """What an hour of insulin does to diastolic pressure through sympathetic nerves and through vessels (schematic).

    The two curves are ours. They are chosen so that their sum in a healthy person is what was measured: 4 to 5 mmHg
    down at 72 and 144 µU/mL, while the nerves fire more and forearm vessels widen (Anderson 1991, 14 men,
    doi:10.1172/JCI115260), and nothing at 25 µU/mL, where nerves fire more while the resistance of forearm vessels
    and pressure stay (Hausberg 1995, 12 adults). How the sum splits into its two parts was not measured. Nothing here
    is about weeks or years.

    Parameters
    ----------
    nerves
        Response of the sympathetic nerves as a fraction of healthy.
    vessels
        Response of the vessels as a fraction of healthy.

    Raises
    ------
    ValueError
        If a response is negative or above 3.

    Notes
    -----
    Checked against: the fall of diastolic pressure that was measured at two levels of insulin (within 0.5 mmHg); a
    schematic.

    Examples
    --------
    >>> healthy = InsulinPressure()
    >>> print(f"{healthy.change(72):.1f} {healthy.change(144):.1f}")
    -4.6 -4.2
    """

    nerves: float = 1.0
    vessels: float = 1.0

    def __post_init__(self) -> None:
        for name in ("nerves", "vessels"):
            checks.number(name, getattr(self, name), low=0, high=3)

    def from_nerves(self, insulin: ArrayLike) -> Any:
        """Return what the nerves add at an insulin level (µU/mL), mmHg."""
        above = _above_fasting(insulin)
        return self.nerves * _NERVES_MOST * above / (above + _NERVES_HALF)

    def from_vessels(self, insulin: ArrayLike) -> Any:
        """Return what the vessels take off at an insulin level (µU/mL), mmHg, zero or negative."""
        above = _above_fasting(insulin) ** _VESSELS_STEEPNESS
        return -self.vessels * _VESSELS_MOST * above / (above + _VESSELS_HALF**_VESSELS_STEEPNESS)

    def change(self, insulin: ArrayLike) -> Any:
        """Return the sum of both, mmHg."""
        return self.from_nerves(insulin) + self.from_vessels(insulin)


def _above_fasting(insulin: ArrayLike) -> Any:
    level = checks.every("insulin", insulin, low=0, high=1e5, unit="µU/mL")
    return np.maximum(level - FASTING, 0)
