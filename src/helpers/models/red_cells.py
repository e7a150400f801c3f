"""HbA1c from glucose and the life of red cells (schematic; its steady state is the published regression)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks

USUAL_LIFE_DAYS = 120.0
# Nathan 2008: average glucose = 28.7 HbA1c - 46.7, in mg/dL and percent.
_SLOPE, _INTERCEPT = 28.7, 46.7


@dataclass(frozen=True)
class RedCells:
    """Haemoglobin takes up glucose as long as its cell lives, so that HbA1c depends on both (schematic).

        HbA1c = 1.63 % + 1/(28.7 x 60 d) x (integral over the past of glucose x share of cells that were there)

    Cells are taken to be made at a steady rate and all to live equally long. Then a share 1 - s/life of today's cells
    was already there s days ago, and the mean age of cells is half of their life. Glycation is taken to be
    proportional to glucose and irreversible, as in Malka 2016 (doi:10.1126/scitranslmed.aaf9304), whose model lets
    glucose and mean red-cell age explain HbA1c.

    The two constants make the steady state of cells that live for 120 days that of Nathan 2008
    (doi:10.2337/dc08-0545), average glucose = 28.7 HbA1c - 46.7. That regression's intercept is here what does not
    depend on the age of cells, which is our reading, not the paper's.

    Parameters
    ----------
    life_days
        How long a cell lives, days. In people without a disease of the blood the mean age of cells was measured
        between 38 and 60 days (Cohen 2008, doi:10.1182/blood-2008-04-154112, twelve people).

    Raises
    ------
    ValueError
        If the life is not between 5 and 300 days.

    Notes
    -----
    Checked against: its integral computed by quadrature; the regression of Nathan 2008 at a life of 120 days.

    Examples
    --------
    >>> cells = RedCells()
    >>> print(f"{cells.after_step(154.2, 154.2, 0):.2f} %; the last 30 days count for {cells.weight(30):.0%}")
    7.00 %; the last 30 days count for 44%
    """

    life_days: float = USUAL_LIFE_DAYS

    def __post_init__(self) -> None:
        checks.number("life_days", self.life_days, low=5, high=300, unit="days")

    def weight(self, days: ArrayLike) -> Any:
        """Return the share of what glucose contributes to HbA1c that stems from the last `days` days.

        Parameters
        ----------
        days
            0 or more.

        Examples
        --------
        >>> RedCells().weight([30, 60, 120]).round(2).tolist()
        [0.44, 0.75, 1.0]
        """
        past = np.minimum(checks.every("days", days, low=0, unit="days") / self.life_days, 1.0)
        share = past * (2 - past)
        return float(share) if share.ndim == 0 else share

    def after_step(self, before: float, after: float, days: ArrayLike) -> Any:
        """Return HbA1c in percent some days after average glucose went from one level to another.

        Parameters
        ----------
        before, after
            Average glucose until day 0, for longer than cells live, and from day 0 on, mg/dL.
        days
            Days since the step; a negative day lies before it.

        Raises
        ------
        ValueError
            If a level is not between 20 and 1000 mg/dL.

        Examples
        --------
        >>> RedCells().after_step(100, 160, [0, 30, 120]).round(2).tolist()
        [5.11, 6.03, 7.2]
        """
        old, new = (
            checks.number(name, value, low=20, high=1000, unit="mg/dL")
            for name, value in (("before", before), ("after", after))
        )
        since = np.maximum(checks.every("days", days, unit="days"), 0)
        share = np.asarray(self.weight(since))
        glucose = new * share + old * (1 - share)
        hba1c = (_INTERCEPT + glucose * self.life_days / USUAL_LIFE_DAYS) / _SLOPE
        return float(hba1c) if hba1c.ndim == 0 else hba1c
