"""Fat, inflammation and insulin: which arrows give which correlations (schematic)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from helpers import checks


@dataclass(frozen=True)
class CausalPaths:
    """Three standardised quantities with straight arrows between them (schematic).

    Fat tissue drives inflammation (the logarithm of CRP) and insulin (the logarithm of HOMA-IR) alike, and one of
    these two may drive the other. What is measured of fat is the body mass index, which follows it imperfectly. The
    correlations follow from the arrows by the rules of path analysis (Wright 1934); the strengths are ours.

    Parameters
    ----------
    fat
        Strength of the arrows from fat tissue to inflammation and to insulin, standard deviations a standard deviation.
    inflammation_to_insulin, insulin_to_inflammation
        Strength of the direct arrow; one of the two is zero.
    measured
        Correlation of the body mass index with fat tissue, above 0 to 1.
    sd_log_crp, sd_log_homa
        Standard deviations of the logarithms of CRP and HOMA-IR, by which a change is turned into percent.

    Raises
    ------
    ValueError
        If a strength is out of range, both direct arrows are drawn, or together they explain more than there is.

    Notes
    -----
    Checked against: the correlations, and the effect of an experiment, in simulated people; a schematic.

    Source: Wright S, Ann Math Statist 1934;5:161-215, doi:10.1214/aoms/1177732676.

    Examples
    --------
    >>> fat_alone = CausalPaths(fat=0.6)
    >>> round(fat_alone.correlation, 2), round(fat_alone.given_bmi, 2)
    (0.36, 0.0)
    """

    fat: float = 0.6
    inflammation_to_insulin: float = 0.0
    insulin_to_inflammation: float = 0.0
    measured: float = 1.0
    sd_log_crp: float = 1.32
    sd_log_homa: float = 0.75

    def __post_init__(self) -> None:
        for name in ("fat", "inflammation_to_insulin", "insulin_to_inflammation"):
            checks.number(name, getattr(self, name), low=0, high=1)
        checks.number("measured", self.measured, above=0, high=1)
        for name in ("sd_log_crp", "sd_log_homa"):
            checks.number(name, getattr(self, name), above=0)
        if self.inflammation_to_insulin and self.insulin_to_inflammation:
            raise ValueError(
                "Only one of inflammation_to_insulin and insulin_to_inflammation may be above zero."
            )
        if self.fat**2 + self._direct**2 + 2 * self._direct * self.fat**2 > 1:
            raise ValueError("The arrows explain more than all of the variation; make them weaker.")

    @property
    def _direct(self) -> float:
        return self.inflammation_to_insulin + self.insulin_to_inflammation

    @property
    def correlation(self) -> float:
        """Correlation of inflammation and insulin."""
        return self.fat**2 + self._direct

    @property
    def given_bmi(self) -> float:
        """The same with body mass index taken into account (partial correlation)."""
        first = self.measured * self.fat  # with whichever the direct arrow leaves from
        second = self.measured * (self.fat + self._direct * self.fat)
        left = self.correlation - first * second
        return float(left / np.sqrt((1 - first**2) * (1 - second**2)))

    def homa_after_crp(self, factor: float) -> float:
        """Return the change of HOMA-IR in percent when a drug multiplies CRP by `factor` and leaves fat as it is.

        Raises
        ------
        ValueError
            If the factor is not positive.

        Examples
        --------
        >>> round(CausalPaths(inflammation_to_insulin=0.3).homa_after_crp(0.5))
        -11
        """
        steps = math.log(checks.number("factor", factor, above=0)) / self.sd_log_crp
        return 100 * math.expm1(self.inflammation_to_insulin * steps * self.sd_log_homa)

    def crp_after_insulin(self, factor: float) -> float:
        """Return the change of CRP in percent when insulin, and so HOMA-IR, is multiplied by `factor`.

        Raises
        ------
        ValueError
            If the factor is not positive.

        Examples
        --------
        >>> round(CausalPaths(insulin_to_inflammation=0.3).crp_after_insulin(2))
        44
        """
        steps = math.log(checks.number("factor", factor, above=0)) / self.sd_log_homa
        return 100 * math.expm1(self.insulin_to_inflammation * steps * self.sd_log_crp)
