"""Insulin receptor substrate between two kinases (schematic), beside published dose responses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks
from helpers.models import kinetics, solver

if TYPE_CHECKING:
    import pandas as pd


class Fractions(NamedTuple):
    """Shares of the substrate: tyrosine-phosphorylated (signalling), serine-phosphorylated, and free."""

    tyrosine: Any
    serine: Any
    free: Any


@dataclass(frozen=True)
class InsulinReceptorSubstrate:
    """Three states of the insulin receptor substrate, of which two compete for the free one (schematic).

        Y' = rate (a F - Y),  S' = rate (b F - S),  F = 1 - Y - S,  a = gain insulin / (insulin +
        half_insulin)

    It settles at Y = a/(1 + a + b) and S = b/(1 + a + b). More serine drive lowers the most that insulin can
    do, gain/(1 + gain + b), and moves the half-maximal insulin to the right, half_insulin (1 + b)/(1 + b +
    gain). The equations are ours and calibrated to nothing.

    **What is contested.** That JNK, IKK and novel PKCs phosphorylate the substrate on serine and that less
    tyrosine signalling follows is well shown in cells (Aguirre 2000, J Biol Chem 275:9047-54; Rui 2001,
    doi:10.1172/JCI10934). In living animals and people it is not settled, and no single site is "the" cause.
    Mice in which serine 307 was replaced by alanine, and which by this account should be protected, became
    more insulin resistant: there the site helps insulin (Copps 2010, PMC3314336). In the human fat cells of
    Brännmark 2013 a serine 307 belongs to a positive feedback and is phosphorylated less in type 2 diabetes; if
    that group counts in human numbers (unconfirmed), it is serine 302 of rodents, another site.
    Insulin itself phosphorylates serines; there are more than 50 sites (Copps & White 2012,
    doi:10.1007/s00125-012-2644-8). On the other side, muscle of insulin-resistant offspring had 50 % more
    phosphorylation at serines 312 and 636 (Morino 2005, J Clin Invest). Mind the numbering: serine 307 of
    rodents is 312 in people.

    Parameters
    ----------
    gain
        Tyrosine phosphorylation at saturating insulin over its removal.
    half_insulin
        Insulin at which the receptor drives half of it, nM.
    serine_drive
        b, from lipids and inflammatory kinases: serine phosphorylation over its removal, 0 or above.
    rate
        Rate of removal of both marks, 1/min.

    Raises
    ------
    ValueError
        If a number is not finite, or negative, or zero where that cannot be.

    Notes
    -----
    The fields may be arrays, one entry a person: everything but `simulate` then answers for everyone.

    Checked against: its own closed form (steady state, half-way point, ceiling) against scipy; a
    schematic, beside the published dose responses as data.

    Examples
    --------
    >>> healthy, resistant = InsulinReceptorSubstrate(), InsulinReceptorSubstrate(serine_drive=3)
    >>> print(f"{healthy.maximum:.2f} {resistant.maximum:.2f}")
    0.80 0.50
    >>> print(f"{healthy.half_maximal_insulin:.2f} {resistant.half_maximal_insulin:.2f} nM")
    0.20 0.50 nM
    """

    gain: float | NDArray[np.float64] = 4.0
    half_insulin: float | NDArray[np.float64] = 1.0
    serine_drive: float | NDArray[np.float64] = 0.0
    rate: float | NDArray[np.float64] = 0.5

    def __post_init__(self) -> None:
        for name, unit in (("gain", ""), ("half_insulin", "nM"), ("rate", "1/min")):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), above=0, unit=unit))
        kinetics.hold(self, "serine_drive", checks.quantity("serine_drive", self.serine_drive, low=0))
        kinetics.same_persons(self)

    @property
    def maximum(self) -> Any:
        """Share on tyrosine at saturating insulin."""
        return self.gain / (1 + self.gain + self.serine_drive)

    @property
    def half_maximal_insulin(self) -> Any:
        """Insulin at which half of `maximum` is reached, nM."""
        return self.half_insulin * (1 + self.serine_drive) / (1 + self.serine_drive + self.gain)

    def steady_state(self, insulin: ArrayLike) -> Fractions:
        """Return the shares as they settle at one or several insulin concentrations, nM.

        Examples
        --------
        >>> InsulinReceptorSubstrate(gain=4, serine_drive=1).steady_state(1.0)
        Fractions(tyrosine=0.5, serine=0.25, free=0.25)
        """
        drive = self._tyrosine_drive(_concentrations(insulin))
        total = 1 + drive + self.serine_drive
        return Fractions(
            *(kinetics.plain(np.asarray(part / total)) for part in (drive, self.serine_drive, 1.0))
        )

    def relative_signal(self, insulin: ArrayLike) -> Any:
        """Return the tyrosine share as a fraction of what it would be without serine drive.

        The schematic's link to the whole body: insulin sensitivity times this. Calibrated to nothing.

        Examples
        --------
        >>> InsulinReceptorSubstrate(gain=4, serine_drive=3).relative_signal(1.0)
        0.5
        """
        drive = self._tyrosine_drive(_concentrations(insulin))
        return kinetics.plain(np.asarray((1 + drive) / (1 + drive + self.serine_drive)))

    def simulate(
        self,
        minutes: float = 30.0,
        *,
        insulin: float = 10.0,
        every: float = 0.1,
        start: tuple[float, float] | None = None,
    ) -> pd.DataFrame:
        """Return the course for one cell type after insulin is set to a new value, in closed form.

        Parameters
        ----------
        minutes
            Length of the course.
        insulin
            Insulin from minute 0 on, nM.
        every
            Minutes between rows.
        start
            Shares on tyrosine and on serine at minute 0; by default as settled without insulin.

        Returns
        -------
        DataFrame
            Indexed by `time_min`: `tyrosine_fraction`, `serine_fraction` and `free_fraction`.

        Raises
        ------
        ValueError
            If an argument is out of range or the shares at the start exceed 1.

        Examples
        --------
        >>> course = InsulinReceptorSubstrate(gain=4).simulate(minutes=30, insulin=1)
        >>> print(f"{course.tyrosine_fraction.iloc[-1]:.3f}")
        0.667
        """
        import pandas as pd

        kinetics.one_person(self)
        times = solver.output_times("minutes", minutes, every, unit="min")
        level = checks.number("insulin", insulin, low=0, unit="nM")
        tyrosine, serine = self._start(start)
        drive = float(self._tyrosine_drive(level))
        settled = self.steady_state(level)
        total = drive + self.serine_drive
        # The free share settles at rate (1 + a + b); each mark follows it and its own past at `rate`.
        fast = np.exp(-self.rate * (1 + total) * times)
        slow = np.exp(-self.rate * times)
        surplus = (1 - tyrosine - serine - settled.free) / total if total > 0 else 0.0
        columns = {}
        for name, first, end, push in (
            ("tyrosine_fraction", tyrosine, settled.tyrosine, drive),
            ("serine_fraction", serine, settled.serine, self.serine_drive),
        ):
            columns[name] = end + (first - end + push * surplus) * slow - push * surplus * fast
        columns["free_fraction"] = 1 - columns["tyrosine_fraction"] - columns["serine_fraction"]
        return pd.DataFrame(columns, index=pd.Index(times, name="time_min"))

    def _tyrosine_drive(self, insulin: Any) -> Any:
        return self.gain * insulin / (insulin + self.half_insulin)

    def _start(self, start: tuple[float, float] | None) -> tuple[float, float]:
        if start is None:
            return 0.0, float(self.serine_drive / (1 + self.serine_drive))
        shares = checks.series("start", start, low=0, high=1)
        if len(shares) != 2 or shares.sum() > 1:
            raise ValueError(f"start = {start!r}: expected two shares that together are at most 1.")
        return float(shares[0]), float(shares[1])


class DoseResponse(NamedTuple):
    """A dose response of a published model, computed from its equations.

    Attributes
    ----------
    model, quantity, unit, condition
        Which model, what it says, in which unit, and for whom or how.
    insulin_nm, values
        Insulin in nM, and the quantity at each.
    source, note
        Where the model is published, and what to know about it.
    """

    model: str
    quantity: str
    unit: str
    condition: str
    insulin_nm: tuple[float, ...]
    values: tuple[float, ...]
    source: str
    note: str


_BRANNMARK = "Brännmark 2013, J Biol Chem 288:9867-80, doi:10.1074/jbc.M112.432062"
_BRANNMARK_NOTE = (
    "Fitted to human fat cells; 30 min of insulin. Type 2 diabetes there is half the receptors, half the "
    "GLUT4 and a feedback on the substrate cut to 15 %; the loss of GLUT4 dominates the highest response."
)
_SEDAGHAT = "Sedaghat, Sherman & Quon 2002, Am J Physiol Endocrinol Metab 283:E1084-101, PMID 12376338"
_SEDAGHAT_NOTE = (
    "Built from published rates; 15 min of insulin. The file of this model in BioModels (137) has one "
    "sign wrong and gives more."
)

BRANNMARK_2013: tuple[DoseResponse, ...] = (
    DoseResponse(
        "Brännmark 2013",
        "glucose uptake",
        "arbitrary units",
        "control",
        (0.0, 0.01, 0.1, 1.0, 10.0, 100.0),
        (1312.4, 1483.7, 2141.0, 2510.5, 2564.9, 2570.8),
        _BRANNMARK,
        _BRANNMARK_NOTE,
    ),
    DoseResponse(
        "Brännmark 2013",
        "glucose uptake",
        "arbitrary units",
        "type 2 diabetes",
        (0.0, 0.01, 0.1, 1.0, 10.0, 100.0),
        (518.3, 556.3, 798.6, 1116.8, 1242.5, 1260.0),
        _BRANNMARK,
        _BRANNMARK_NOTE,
    ),
)
"""Glucose uptake by human fat cells after 30 min of insulin, from the published model."""

SEDAGHAT_2002: tuple[DoseResponse, ...] = (
    DoseResponse(
        "Sedaghat 2002",
        "GLUT4 at the surface",
        "percent",
        "without feedback",
        (0.1, 1.0, 10.0, 100.0),
        (9.30, 27.00, 37.78, 39.40),
        _SEDAGHAT,
        _SEDAGHAT_NOTE,
    ),
    DoseResponse(
        "Sedaghat 2002",
        "GLUT4 at the surface",
        "percent",
        "with feedback",
        (0.1, 1.0, 10.0, 100.0),
        (14.47, 26.89, 32.75, 33.77),
        _SEDAGHAT,
        _SEDAGHAT_NOTE,
    ),
)
"""Highest share of GLUT4 at the cell surface within 15 min of insulin, from the published model."""


def published_dose_responses() -> pd.DataFrame:
    """Return the published dose responses as one tidy table, a row for each insulin concentration.

    Examples
    --------
    >>> table = published_dose_responses()
    >>> table[(table.condition == "type 2 diabetes") & (table.insulin_nm == 10)].value.item()
    1242.5
    """
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "model": curve.model,
                "quantity": curve.quantity,
                "unit": curve.unit,
                "condition": curve.condition,
                "insulin_nm": insulin,
                "value": value,
                "source": curve.source,
            }
            for curve in (*BRANNMARK_2013, *SEDAGHAT_2002)
            for insulin, value in zip(curve.insulin_nm, curve.values, strict=True)
        ]
    )


def _concentrations(insulin: ArrayLike) -> Any:
    return checks.quantity("insulin", insulin, low=0, unit="nM")
