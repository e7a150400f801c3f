"""From cytokines to the liver to C-reactive protein (schematic; the half-life of the protein is measured)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import checks, words
from helpers.columns import Arrays, data_frame
from helpers.models import kinetics, solver
from helpers.models.kinetics import LN2

if TYPE_CHECKING:
    import pandas as pd

CRP_HALF_LIFE_H = 19.0
"""Hours; the same in health and in every disease studied (Vigushin 1993, doi:10.1172/JCI116336)."""
_LAG_HALF_TIME_H = 8.0


class AcutePhaseLevels(NamedTuple):
    """IL-6 as a multiple of the lean reference, and C-reactive protein in mg/L."""

    il6_relative: Any
    crp_mg_l: Any


@dataclass(frozen=True)
class AcutePhase:
    """Fat tissue and infections raise IL-6, IL-6 drives the liver, and the liver makes CRP (schematic).

        IL-6   = adipose (1 - tnf_share tnf_block) + what an infection adds
        lag'   = ln2/8 h (IL-6 - lag)
        CRP'   = ln2/19 h (crp_mg_l liver_response lag - CRP)

    C-reactive protein is no cytokine and does not come from fat: it is an acute-phase protein that liver
    cells make under IL-6 (Castell 1989, FEBS Lett 242:237-9). It leaves blood with a half-life of 19 hours
    whatever the disease and whatever its level, so that only its production matters (Vigushin 1993,
    doi:10.1172/JCI116336; Pepys & Hirschfield 2003, doi:10.1172/JCI18921). That half-life is the only
    measured parameter. The straight-line responses, the share of TNF and the lag are ours; the lag and the
    length of an infection are chosen so that CRP is up within hours of a single stimulus and highest after
    about two days, as Pepys & Hirschfield describe.

    The model has no arrow from inflammation to insulin action, on purpose. Blocking TNF in people lowered
    CRP and did not improve insulin resistance (Dominguez 2005, Wascher 2011; one longer trial lowered fasting
    glucose, Stanley 2011), and in the population ln CRP and ln HOMA-IR correlate at 0.42 but at 0.11-0.14
    once body mass and age are taken into account (NHANES 2015-16, people without diabetes).

    Parameters
    ----------
    adipose
        Fat tissue's release of IL-6 as a multiple of a lean reference person's.
    tnf_share
        Share of that release which TNF drives, 0-1.
    tnf_block
        How much of TNF's action a drug blocks, 0-1.
    liver_response
        CRP made per IL-6, as a multiple of the reference person's; people differ.
    crp_mg_l
        CRP of the reference person, mg/L.

    Raises
    ------
    ValueError
        If a number is not finite, negative, or a share above 1.

    Notes
    -----
    The fields may be arrays, one entry a person: `steady_state` then answers for everyone.

    Checked against: its own closed form against quadrature; the half-life of CRP (19 h) is measured, the
    rest is a schematic.

    Examples
    --------
    >>> AcutePhase(adipose=3, crp_mg_l=1).steady_state().crp_mg_l
    3.0
    >>> AcutePhase(adipose=3, crp_mg_l=1, tnf_share=0.5, tnf_block=1).steady_state().crp_mg_l
    1.5
    """

    adipose: float | NDArray[np.float64] = 1.0
    tnf_share: float | NDArray[np.float64] = 0.3
    tnf_block: float | NDArray[np.float64] = 0.0
    liver_response: float | NDArray[np.float64] = 1.0
    crp_mg_l: float | NDArray[np.float64] = 1.0

    def __post_init__(self) -> None:
        for name in ("tnf_share", "tnf_block"):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), low=0, high=1))
        for name, unit in (("adipose", ""), ("liver_response", ""), ("crp_mg_l", "mg/L")):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), low=0, unit=unit))
        kinetics.same_persons(self)

    def steady_state(self) -> AcutePhaseLevels:
        """Return IL-6 and CRP as they settle without an infection."""
        il6 = self.adipose * (1 - self.tnf_share * self.tnf_block)
        return AcutePhaseLevels(il6, self._crp_per_il6 * il6)

    def simulate(
        self,
        days: float = 14.0,
        *,
        every: float = 0.125,
        infection: float = 0.0,
        infection_half_life_h: float = 24.0,
        before: AcutePhase | None = None,
    ) -> pd.DataFrame:
        """Return the course for one person.

        Parameters
        ----------
        days
            Length of the course.
        every
            Days between rows.
        infection
            IL-6 that a stimulus adds at day 0, as a multiple of the lean reference; it then fades.
        infection_half_life_h
            Half-life of the fading, hours.
        before
            The person before day 0, settled; by default the same person. With a change of `adipose` this
            shows how a loss of fat is followed by CRP.

        Returns
        -------
        DataFrame
            Indexed by `time_days`: `il6_relative` and `crp_mg_l`.

        Raises
        ------
        ValueError
            If an argument is out of range.

        Examples
        --------
        >>> course = AcutePhase().simulate(infection=100)
        >>> print(f"highest after {course.crp_mg_l.idxmax():.1f} days")
        highest after 1.9 days
        """
        course = self.course(
            days, every=every, infection=infection, infection_half_life_h=infection_half_life_h, before=before
        )
        return data_frame(course, index="time_days")

    def course(
        self,
        days: float = 14.0,
        *,
        every: float = 0.125,
        infection: float = 0.0,
        infection_half_life_h: float = 24.0,
        before: AcutePhase | None = None,
    ) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(AcutePhase().course())
        ['time_days', 'il6_relative', 'crp_mg_l']
        """
        kinetics.one_person(self)
        times = solver.output_times("days", days, every, unit="days")
        added = checks.number("infection", infection, low=0)
        fading = LN2 / checks.number("infection_half_life_h", infection_half_life_h, above=0, unit="h") * 24
        previous = self if before is None else before
        if not isinstance(previous, AcutePhase):
            raise ValueError(
                f"before = {words.said(before)}: expected the person before day 0, an AcutePhase."
            )
        kinetics.one_person(previous)
        earlier = previous.steady_state()
        chronic, made = float(self.steady_state().il6_relative), float(self._crp_per_il6)
        lag, loss = LN2 / _LAG_HALF_TIME_H * 24, LN2 / CRP_HALF_LIFE_H * 24

        # Each stage forgets its start at its own rate and passes the rest on: sums of exponentials.
        il6 = chronic + added * np.exp(-fading * times)
        crp = made * chronic + (float(earlier.crp_mg_l) - made * chronic) * np.exp(-loss * times)
        crp += made * (float(earlier.il6_relative) - chronic) * kinetics.bateman(times, loss, lag)
        crp += made * added * _third_stage(times, fading, lag, loss)
        return {"time_days": times, "il6_relative": il6, "crp_mg_l": crp}

    @property
    def _crp_per_il6(self) -> Any:
        return self.crp_mg_l * self.liver_response


def _third_stage(times: Any, fading: float, lag: float, loss: float) -> Any:
    """Return what one unit that fades leaves in the third of three stages, of rates `fading`, `lag`, `loss`.

    Two of the three rates may be equal; the formula divides by the larger of the distances to `fading`.
    """
    far, near = (lag, loss) if abs(lag - fading) > abs(loss - fading) else (loss, lag)
    passed = kinetics.bateman(times, near, fading) - kinetics.bateman(times, near, far)
    return far / (far - fading) * passed
