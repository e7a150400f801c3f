"""The parameters of the meal model, and the fasting steady state that follows from them (Dalla Man 2007)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from helpers import checks
from helpers.models import kinetics

UNITS = {
    "vg": "dL/kg",
    "k1": "1/min",
    "k2": "1/min",
    "vi": "L/kg",
    "m1": "1/min",
    "m2": "1/min",
    "m4": "1/min",
    "m5": "min kg/pmol",
    "m6": "",
    "he_b": "",
    "kmax": "1/min",
    "kmin": "1/min",
    "kabs": "1/min",
    "kgri": "1/min",
    "f": "",
    "b": "",
    "d": "",
    "kp1": "mg/kg/min",
    "kp2": "1/min",
    "kp3": "mg/kg/min per pmol/L",
    "kp4": "mg/kg/min per pmol/kg",
    "ki": "1/min",
    "fcns": "mg/kg/min",
    "vm0": "mg/kg/min",
    "vmx": "mg/kg/min per pmol/L",
    "km0": "mg/kg",
    "p2u": "1/min",
    "k": "pmol/kg per mg/dL",
    "alpha": "1/min",
    "beta": "pmol/kg/min per mg/dL",
    "gamma": "1/min",
    "ke1": "1/min",
    "ke2": "mg/kg",
    "body_weight_kg": "kg",
}
_FRACTIONS = ("m6", "he_b", "f", "b", "d")
_MAY_BE_ZERO = ("kmin", "kp3", "kp4", "fcns", "vmx", "k", "beta", "ke1")


class BasalState(NamedTuple):
    """Glucose in plasma and tissue (mg/kg), insulin in liver and plasma (pmol/kg), secretion, insulin (pmol/L)."""

    gp: Any
    gt: Any
    il: Any
    ip: Any
    secretion: Any
    insulin: Any


@dataclass(frozen=True)
class MealParameters:
    """The numbers of one person, or of a population: each may be an array, one entry a person.

    Parameters
    ----------
    vg, k1, k2
        Glucose: volume (dL/kg), exchange between plasma and tissue (1/min).
    vi, m1, m2, m4, m5, m6, he_b
        Insulin: volume (L/kg), rates (1/min; m5 min kg/pmol), hepatic extraction at zero secretion and basal.
    kmax, kmin, kabs, kgri, f, b, d
        Stomach and gut: rates (1/min), fraction absorbed, and the fractions of the dose at which emptying is
        half way down and half way up again.
    kp1, kp2, kp3, kp4, ki
        Liver: production at zero glucose and insulin (mg/kg/min), its suppression by glucose (1/min), by
        delayed insulin (mg/kg/min per pmol/L) and by insulin in the portal vein (mg/kg/min per pmol/kg), and
        the rate of the delay (1/min).
    fcns, vm0, vmx, km0, p2u
        Use: brain and red cells (mg/kg/min); muscle and fat without insulin (mg/kg/min), per insulin action
        (mg/kg/min per pmol/L), half-saturation (mg/kg), and the rate of insulin action (1/min).
    k, alpha, beta, gamma
        Beta cell: answer to the rise (pmol/kg per mg/dL), delay (1/min), answer to the level (pmol/kg/min per
        mg/dL), transfer to the portal vein (1/min).
    ke1, ke2
        Kidney: excretion (1/min) above a threshold (mg/kg).
    body_weight_kg
        Body weight, kg. Only the dose per kilogram depends on it.

    Raises
    ------
    ValueError
        If a parameter is negative, not finite or out of its range, or the parameters admit no basal state.

    References
    ----------
    Dalla Man C, Rizza RA, Cobelli C. Meal simulation model of the glucose-insulin system. IEEE Trans Biomed
    Eng 2007;54:1740-9, doi:10.1109/TBME.2007.893506.

    Examples
    --------
    >>> MealParameters().kp3
    0.009
    """

    vg: Any = 1.88
    k1: Any = 0.065
    k2: Any = 0.079
    vi: Any = 0.05
    m1: Any = 0.190
    m2: Any = 0.484
    m4: Any = 0.194
    m5: Any = 0.0304
    m6: Any = 0.6471
    he_b: Any = 0.6
    kmax: Any = 0.0558
    kmin: Any = 0.0080
    kabs: Any = 0.057
    kgri: Any = 0.0558
    f: Any = 0.90
    b: Any = 0.82
    d: Any = 0.010
    kp1: Any = 2.70
    kp2: Any = 0.0021
    kp3: Any = 0.009
    kp4: Any = 0.0618
    ki: Any = 0.0079
    fcns: Any = 1.0
    vm0: Any = 2.50
    vmx: Any = 0.047
    km0: Any = 225.59
    p2u: Any = 0.0331
    k: Any = 2.30
    alpha: Any = 0.050
    beta: Any = 0.11
    gamma: Any = 0.5
    ke1: Any = 0.0005
    ke2: Any = 339.0
    body_weight_kg: Any = 78.0

    def __post_init__(self) -> None:
        for name, unit in UNITS.items():
            low, above = (0.0, None) if name in _MAY_BE_ZERO else (-np.inf, 0.0)
            high = 1.0 if name in _FRACTIONS else np.inf
            value = checks.quantity(name, getattr(self, name), low=low, high=high, above=above, unit=unit)
            kinetics.hold(self, name, value)
        checks.quantity("body_weight_kg", self.body_weight_kg, low=2, high=500, unit="kg")
        kinetics.same_persons(self)
        _refuse_where(np.greater(self.kmin, self.kmax), "kmin is above kmax: emptying has no slowest rate.")
        for name in ("b", "d", "m6", "he_b"):
            _refuse_where(np.greater_equal(getattr(self, name), 1), f"{name} = 1: must be below 1.")
        _refuse_where(
            np.less_equal(self.m6, self.he_b),
            "m6 is not above he_b: basal secretion, (m6 - he_b) / m5, would not be positive.",
        )
        secretion, insulin, _, _ = self._basal_insulin()
        _refuse_where(
            np.less_equal(self._basal_supply(secretion, insulin), 0),
            "There is no basal state: at fasting insulin the liver would produce less glucose than the brain "
            "uses. Lower kp3 or kp4, or raise kp1.",
        )

    def _production(self, gp: Any, delayed: Any, portal: Any) -> Any:
        unclipped = self.kp1 - self.kp2 * gp - self.kp3 * delayed - self.kp4 * portal
        return kinetics.plain(np.maximum(0.0, unclipped))

    def _uptake(self, gt: Any, action: Any) -> Any:
        return (self.vm0 + self.vmx * action) * gt / (self.km0 + gt)

    def _basal_insulin(self) -> tuple[Any, Any, Any, Any]:
        """Return basal secretion, insulin (pmol/L), and insulin in liver and in plasma (pmol/kg)."""
        secretion = (self.m6 - self.he_b) / self.m5
        lost = self.m2 + self.m4
        plasma = secretion / (lost / (1 - self.he_b) - self.m2)
        return secretion, plasma / self.vi, plasma * lost / self.m1, plasma

    def _basal_supply(self, secretion: Any, insulin: Any) -> Any:
        """Return what the liver would leave to muscle and fat if there were no glucose in blood."""
        return self.kp1 - self.kp3 * insulin - self.kp4 * secretion / self.gamma - self.fcns

    def _basal_state(self) -> BasalState:
        secretion, insulin, il, ip = self._basal_insulin()
        supply = self._basal_supply(secretion, insulin)
        gp, gt = self._basal_glucose(self.kp2, supply)
        spills = gp > self.ke2
        if np.any(spills):
            gp_spilling, gt_spilling = self._basal_glucose(self.kp2 + self.ke1, supply + self.ke1 * self.ke2)
            gp = kinetics.plain(np.where(spills, gp_spilling, gp))
            gt = kinetics.plain(np.where(spills, gt_spilling, gt))
        return BasalState(gp, gt, il, ip, secretion, insulin)

    def _basal_glucose(self, slope: Any, supply: Any) -> tuple[Any, Any]:
        """Return plasma and tissue glucose where `supply - slope Gp` meets the uptake: a quadratic in Gt."""
        a = slope * self.k2
        b = a * self.km0 + self.vm0 * (self.k1 + slope) - supply * self.k1
        c = supply * self.k1 * self.km0
        gt = (-b + (b * b + 4 * a * c) ** 0.5) / (2 * a)
        return (self.k2 * gt + self._uptake(gt, 0.0)) / self.k1, gt


def _refuse_where(wrong: Any, message: str) -> None:
    if np.any(wrong):
        where = f" (person {int(np.argmax(wrong))})" if np.ndim(wrong) else ""
        raise ValueError(message + where)
