"""Fat inside the muscle cell: what comes in against what the mitochondria can burn (schematic)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from helpers import checks
from helpers.models import kinetics, solver

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class LipidPool:
    """A pool of lipid that is filled at a steady rate and burned by mitochondria up to a limit (schematic).

        L' = uptake - oxidation_max mitochondria L / (half_pool + L)

    No published model of this size was found; the equation is ours. It shows one idea only: burning
    saturates, so that near the limit a small loss of capacity, or a little more fat, fills the pool a
    great deal, and beyond it there is no steady state. The defaults are chosen, not fitted, so that 30 %
    less capacity fills the pool by 80 %, the two figures reported for lean offspring of people with type 2
    diabetes (Petersen 2004, N Engl J Med 350:664-71, PMID 14960743).

    That fewer mitochondria are the cause is contested. In type 2 diabetes muscle lipid can be the same as in
    controls while ATP production is 27 % lower (Szendroedi 2007, PLoS Med), fat feeding makes rodents
    resistant while their mitochondria increase (Holloszy 2013), and endurance athletes have more muscle
    lipid than sedentary people and are more sensitive (Amati 2011). In the model an athlete has a large
    uptake and a large capacity; it says nothing of insulin.

    Parameters
    ----------
    uptake
        Inflow, in pools of the reference person a day.
    oxidation_max
        Most that the reference person's mitochondria can burn, in the same unit.
    mitochondria
        Capacity as a fraction of the reference person's.
    half_pool
        Pool at which half of the capacity is used; the default makes the reference pool 1.

    Raises
    ------
    ValueError
        If a number is not finite or not positive.

    Notes
    -----
    The fields may be arrays, one entry a person: `steady_state` then answers for everyone.

    Checked against: its own steady state, and its divergence where uptake exceeds oxidation, against
    scipy; a schematic.

    Examples
    --------
    >>> print(f"{LipidPool().steady_state():.2f} {LipidPool(mitochondria=0.7).steady_state():.2f}")
    1.00 1.80
    >>> LipidPool(mitochondria=0.3).steady_state()
    inf
    """

    uptake: float | NDArray[np.float64] = 0.325
    oxidation_max: float | NDArray[np.float64] = 1.0
    mitochondria: float | NDArray[np.float64] = 1.0
    half_pool: float | NDArray[np.float64] = 0.675 / 0.325

    def __post_init__(self) -> None:
        for name, unit in (
            ("uptake", "pools/day"),
            ("oxidation_max", "pools/day"),
            ("mitochondria", ""),
            ("half_pool", "pools"),
        ):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), above=0, unit=unit))
        kinetics.same_persons(self)

    @property
    def spare_capacity(self) -> Any:
        """What could be burned beyond the uptake, pools/day; at zero or below the pool never settles."""
        return self.oxidation_max * self.mitochondria - self.uptake

    def steady_state(self) -> Any:
        """Return the pool at which burning equals uptake: half_pool uptake / spare capacity, or infinity."""
        spare = np.asarray(self.spare_capacity)
        settles = spare > 0
        return kinetics.plain(
            np.where(settles, self.half_pool * self.uptake / np.where(settles, spare, 1.0), np.inf)
        )

    def simulate(self, days: float = 30.0, *, every: float = 0.25, start: float = 1.0) -> pd.DataFrame:
        """Return the course for one person from a pool of `start`, by default the reference person's.

        Parameters
        ----------
        days
            Length of the course.
        every
            Days between rows.
        start
            Pool on day 0, in pools of the reference person, zero or above.

        Returns
        -------
        DataFrame
            Indexed by `time_days`: `lipid_pool` and `oxidation_per_day`.

        Raises
        ------
        ValueError
            If a length, distance or the start is out of range.

        Examples
        --------
        >>> course = LipidPool(mitochondria=0.7).simulate(days=100)
        >>> print(f"{course.lipid_pool.iloc[-1]:.2f}")
        1.80
        """
        import pandas as pd

        kinetics.one_person(self)
        times = solver.output_times("days", days, every, unit="days")
        first = checks.number("start", start, low=0, unit="pools")
        uptake, half = float(self.uptake), float(self.half_pool)
        limit = float(self.oxidation_max * self.mitochondria)

        def slope(_: float, state: solver.State) -> list[float]:
            return [uptake - limit * state[0] / (half + state[0])]

        pool = solver.stiff(slope, [first], times, scale=[1.0], tolerance=1e-8, name="LipidPool")[:, 0]
        return pd.DataFrame(
            {"lipid_pool": pool, "oxidation_per_day": limit * pool / (half + pool)},
            index=pd.Index(times, name="time_days"),
        )
