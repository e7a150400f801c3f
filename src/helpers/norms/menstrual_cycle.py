"""Hormones of the natural menstrual cycle: the published range of each phase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from helpers import checks, words
from helpers.units import UnitSystem, convert, unit_of

Phase = Literal["follicular", "ovulation", "luteal"]
Hormone = Literal["estradiol", "lh", "progesterone"]

PHASES: tuple[Phase, ...] = ("follicular", "ovulation", "luteal")


class Percentiles(NamedTuple):
    """Median, 5th and 95th percentile."""

    median: float
    low: float
    high: float


# As printed: estradiol in pmol/L, LH in IU/L, progesterone in nmol/L.
_PRINTED: Mapping[Hormone, Mapping[Phase, Percentiles]] = {
    "estradiol": {
        "follicular": Percentiles(198, 114, 332),
        "ovulation": Percentiles(757, 222, 1959),
        "luteal": Percentiles(412, 222, 854),
    },
    "lh": {
        "follicular": Percentiles(7.14, 4.78, 13.2),
        "ovulation": Percentiles(22.6, 8.11, 72.7),
        "luteal": Percentiles(6.24, 2.73, 13.1),
    },
    "progesterone": {
        "follicular": Percentiles(0.212, 0.159, 0.616),
        "ovulation": Percentiles(1.81, 0.175, 13.2),
        "luteal": Percentiles(28.8, 13.1, 46.3),
    },
}


def interval(hormone: Hormone, phase: Phase, units: UnitSystem = "conventional") -> Percentiles:
    """Return the median and the 5th and 95th percentile of a hormone in a phase.

    They are of 85 apparently healthy women of 18 to 37 years over one natural cycle each, with one
    manufacturer's immunoassays (Elecsys); another assay would give other numbers.

    Parameters
    ----------
    hormone
        "estradiol", "lh" or "progesterone".
    phase
        One of `PHASES`.
    units
        Units of the result: pg/mL, IU/L and ng/mL, or pmol/L, IU/L and nmol/L.

    Raises
    ------
    ValueError
        If the hormone or the phase is not known.

    References
    ----------
    Anckaert E et al., Pract Lab Med 2021;25:e00211, doi:10.1016/j.plabm.2021.e00211.

    Examples
    --------
    >>> interval("estradiol", "follicular", "SI")
    Percentiles(median=198.0, low=114.0, high=332.0)
    >>> print(f"{interval('progesterone', 'luteal').median:.1f} ng/mL")
    9.1 ng/mL
    """
    if not words.known(hormone, _PRINTED):
        raise ValueError(f"hormone = {words.said(hormone)}: there are {', '.join(_PRINTED)}.")
    if not words.known(phase, PHASES):
        raise ValueError(f"phase = {words.said(phase)}: there are {', '.join(PHASES)}.")
    printed = _PRINTED[hormone][phase]
    if hormone == "lh":
        return printed
    si, shown = unit_of(hormone, "SI"), unit_of(hormone, units)
    return Percentiles(*(float(convert(value, hormone, si, shown)) for value in printed))


def fitting_phases(hormone: Hormone, value: float, units: UnitSystem = "conventional") -> tuple[Phase, ...]:
    """Return the phases in whose range, 5th to 95th percentile, a value lies.

    Parameters
    ----------
    hormone, units
        As in `interval`.
    value
        The measurement.

    Raises
    ------
    ValueError
        If the value is not a positive number, or the hormone is not known.

    Examples
    --------
    >>> fitting_phases("estradiol", 75)
    ('follicular', 'ovulation', 'luteal')
    >>> fitting_phases("progesterone", 25, "SI")
    ('luteal',)
    """
    level = checks.number("value", value, above=0)
    ranges = {phase: interval(hormone, phase, units) for phase in PHASES}
    return tuple(phase for phase, range_ in ranges.items() if range_.low <= level <= range_.high)
