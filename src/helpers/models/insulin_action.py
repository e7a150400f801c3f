"""What insulin does to liver, muscle, brain and fat cells: a schematic through measured half-way points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from helpers import checks
from helpers.models import kinetics


class Flows(NamedTuple):
    """Glucose flows in mg/kg/min, and the release of fatty acids in percent of its highest."""

    liver_output: Any
    other_uptake: Any
    brain_uptake: Any
    fat_release_pct: Any


@dataclass(frozen=True)
class InsulinAction:
    """Steady effects of insulin on four tissues at a normal, held glucose (schematic).

    The half-way points and the ceiling of uptake were measured: in 15 healthy people whose glucose was held
    normal, output of glucose by the liver was half suppressed at 29 ± 2 µU/mL and wholly at about 60, while
    uptake was half stimulated at 55 ± 7 µU/mL and reached 10-11 mg/kg/min at 200-700 (Rizza 1981,
    doi:10.1152/ajpendo.1981.240.6.E630). The curves drawn through them are ours. That fat cells respond as
    early as the liver, and muscle last, is from Conte 2012 (doi:10.2337/dc11-1951); the figure for fat cells is
    ours. What insulin adds to the uptake goes into muscle and fat. Of what is taken up without it little does:
    after a night without food muscle took up 13.5 ± 1.9 % of all glucose (17 men, Jackson 1984,
    doi:10.1210/jcem-59-5-857), so that gut, liver, kidney and blood cells make up the rest. Brain and red cells
    take up about 1 mg/kg/min whatever the insulin (Dalla Man 2007,
    doi:10.1109/TBME.2007.893506).

    Parameters
    ----------
    sensitivity
        Fraction of normal insulin sensitivity, in every tissue alike: at 0.5 twice the insulin is needed.

    Raises
    ------
    ValueError
        If the sensitivity is not a positive number.

    Notes
    -----
    Checked against: the measured half-way points, the suppression at 60 µU/mL and the ceiling of uptake named above.

    Examples
    --------
    >>> flows = InsulinAction().at(10)
    >>> round(float(flows.liver_output), 1), round(flows.other_uptake + flows.brain_uptake, 1)
    (2.0, 2.3)
    """

    sensitivity: float = 1.0

    def __post_init__(self) -> None:
        checks.number("sensitivity", self.sensitivity, above=0, hint="1 is normal, 0.5 is half.")

    def at(self, insulin: Any) -> Flows:
        """Return the flows at a plasma insulin in µU/mL (a number or an array, zero or above)."""
        felt = self.sensitivity * kinetics.plain(
            checks.every("insulin", insulin, low=0, high=1e6, unit="µU/mL")
        )
        return Flows(
            liver_output=np.maximum(0.0, 4.4 / (1 + (felt / 46) ** 1.2) - 1.8),
            other_uptake=1.0 + 8.5 * felt**2 / (55**2 + felt**2),
            brain_uptake=1.0 + 0.0 * felt,
            fat_release_pct=100 / (1 + (felt / 15) ** 1.5),
        )
