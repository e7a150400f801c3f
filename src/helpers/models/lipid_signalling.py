"""Two rival accounts of how fat inside the cell blunts insulin's signal (schematic)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from helpers import checks, words
from helpers.models.receptor_substrate import InsulinReceptorSubstrate

Account = Literal["diacylglycerol", "ceramide", "both"]
_INSULIN_NM = 1.0
# Chosen so that in either account four times its lipid leaves 57 % of the uptake: the fall of 43 % that a
# six-hour infusion of fat brought while diacylglycerol rose about fourfold (Itani 2002).
_SERINE_PER_DIACYLGLYCEROL = 0.754
_BRAKE_PER_CERAMIDE = 0.251


class Signal(NamedTuple):
    """Steps of insulin's signal, each as a fraction of normal: receptor, IRS-1, AKT, glucose uptake."""

    receptor: Any
    irs1: Any
    akt: Any
    uptake: Any


@dataclass(frozen=True)
class LipidSignalling:
    """Insulin's signal in a muscle cell, with the brake where one of two accounts puts it (schematic).

    **Diacylglycerol.** It activates a novel protein kinase C (theta in muscle, epsilon in liver), which puts
    serine phosphates on IRS-1 (in the liver it is thought to hit the receptor itself). The signal falls from
    IRS-1 on. **Ceramide.** It acts on AKT, through a phosphatase (PP2A) and protein kinase C zeta. IRS-1 is
    spared, and the signal falls from AKT on (reviews: Samuel & Shulman 2012; Chavez & Summers 2012).

    The first step is `InsulinReceptorSubstrate`; the straight lines are ours, and their slopes are chosen so
    that four times either lipid leaves 57 % of the uptake. Less lipid than the reference does nothing.

    Parameters
    ----------
    account
        Which lipid acts.

    Raises
    ------
    ValueError
        If there is no such account.

    Notes
    -----
    Checked against: the closed form of its two steps, and the order of its effects; a schematic.

    Examples
    --------
    >>> fat = LipidSignalling("diacylglycerol").at(diacylglycerol=4, ceramide=1)
    >>> print(f"{fat.irs1:.2f} {fat.akt:.2f}")
    0.57 0.57
    >>> fat = LipidSignalling("ceramide").at(diacylglycerol=1, ceramide=4)
    >>> print(f"{fat.irs1:.2f} {fat.akt:.2f}")
    1.00 0.57
    """

    account: Account = "both"

    def __post_init__(self) -> None:
        if not words.known(self.account, get_args(Account)):
            raise ValueError(
                f"account = {words.said(self.account)}: choose one of {', '.join(get_args(Account))}."
            )

    def at(self, diacylglycerol: Any, ceramide: Any) -> Signal:
        """Return the signal for lipids as multiples of a lean sedentary person's, zero or above."""
        dag = checks.quantity("diacylglycerol", diacylglycerol, low=0)
        cer = checks.quantity("ceramide", ceramide, low=0)
        drive = 0.0 * dag if self.account == "ceramide" else _above_one(dag) * _SERINE_PER_DIACYLGLYCEROL
        brake = 0.0 * cer if self.account == "diacylglycerol" else _above_one(cer) * _BRAKE_PER_CERAMIDE
        irs1 = InsulinReceptorSubstrate(serine_drive=drive).relative_signal(_INSULIN_NM)
        akt = irs1 / (1 + brake)
        return Signal(1.0, irs1, akt, akt)


def _above_one(level: Any) -> Any:
    return np.maximum(level - 1.0, 0.0)
