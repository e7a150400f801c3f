"""What the course measures: units, conversion, plausible ranges, and the units that a learner sees.

Every factor and every range of the course stands in the table `ANALYTES` of this module and nowhere else.
Numbers inside the course are in the conventional unit; SI is a matter of input and display.
"""

from __future__ import annotations

import json
import math
import os
import sys
import unicodedata
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from numbers import Real
from types import MappingProxyType, MethodType
from typing import Any, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.paths import learner_path

UnitSystem: TypeAlias = Literal["conventional", "SI"]
Values: TypeAlias = Any
"""A float, an array or a pandas Series: the same kind that was passed in."""

_SYSTEMS = ("conventional", "SI")


@dataclass(frozen=True)
class Unit:
    """A unit as a learner reads it, its UCUM code, and the decimals that a laboratory reports."""

    symbol: str
    ucum: str
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Analyte:
    """A quantity measured in blood.

    Parameters
    ----------
    key, name
        The name in code and the name that a learner reads.
    loinc
        LOINC code of the quantity in the conventional unit, whatever the time of day or of the last meal.
    conventional, si
        The two units that the course displays.
    factor, offset
        SI value = `factor` × conventional value + `offset`.
    low, high
        Plausible range in the conventional unit, the course's own: a value outside it is nearly always a slip
        of unit or typing.
    factor_source, range_source
        Where the conversion and the range come from.
    also
        Further units that `convert` understands: symbol to value per conventional unit.
    aliases
        Further names for the key.
    """

    key: str
    name: str
    loinc: str
    conventional: Unit
    si: Unit
    low: float
    high: float
    factor_source: str
    range_source: str
    factor: float = 1.0
    offset: float = 0.0
    also: Mapping[str, float] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Symbols of all units that `convert` understands for this analyte."""
        return tuple(dict.fromkeys((self.conventional.symbol, self.si.symbol, *self.also)))

    @cached_property
    def _lines(self) -> dict[str, tuple[float, float]]:
        lines = {_plain_unit(symbol): (slope, 0.0) for symbol, slope in self.also.items()}
        lines |= {_plain_unit(text): (self.factor, self.offset) for text in (self.si.symbol, self.si.ucum)}
        lines |= {
            _plain_unit(text): (1.0, 0.0) for text in (self.conventional.symbol, self.conventional.ucum)
        }
        return lines

    def line(self, unit: str) -> tuple[float, float]:
        """Return slope and intercept from the conventional unit to `unit`.

        Raises
        ------
        ValueError
            If the analyte is not measured in that unit.
        """
        try:
            return self._lines[_plain_unit(unit)]
        except KeyError:
            raise ValueError(
                f"unit = {unit!r}: {self.name} is measured in {' or '.join(self.units)} here."
            ) from None

    def range_in(self, unit: str) -> tuple[float, float]:
        """Return the plausible range in `unit`."""
        slope, intercept = self.line(unit)
        return slope * self.low + intercept, slope * self.high + intercept


_MG_DL = Unit("mg/dL", "mg/dL", 0)
_MMOL_L = Unit("mmol/L", "mmol/L", 1)
_MMOL_L_FINE = Unit("mmol/L", "mmol/L", 2)
_NMOL_L = Unit("nmol/L", "nmol/L", 0)
_NMOL_L_FINE = Unit("nmol/L", "nmol/L", 1)
_PMOL_L = Unit("pmol/L", "pmol/L", 0)
_PG_ML = Unit("pg/mL", "pg/mL", 0)
_MG_L = Unit("mg/L", "mg/L", 1)

# ng/dL per nmol/L, from the molar mass of testosterone, 288.42 g/mol.
_TESTOSTERONE = 28.842


def _cholesterol(
    key: str, name: str, loinc: str, low: float, high: float, range_source: str, aliases: tuple[str, ...]
) -> Analyte:
    return Analyte(
        key=key,
        name=name,
        loinc=loinc,
        conventional=_MG_DL,
        si=_MMOL_L_FINE,
        factor=1 / 38.67,
        factor_source="molar mass of cholesterol, 386.7 g/mol",
        low=low,
        high=high,
        range_source=range_source,
        aliases=aliases,
    )


# The limits are the course's own: wide enough for disease, narrow enough to notice a slip of unit. "NHANES"
# is the lowest and highest value among fasting adults of that survey, 2013-2016 (half of the rows).
_TABLE = (
    Analyte(
        key="glucose",
        name="glucose",
        loinc="2345-7",
        conventional=_MG_DL,
        si=_MMOL_L,
        factor=1 / 18.0156,
        factor_source="molar mass 180.156 g/mol (the HOMA formulas keep their authors' rounded 18)",
        low=20,
        high=1000,
        range_source="course limit: loss of consciousness to hyperosmolar crisis; NHANES 64 to 368",
    ),
    Analyte(
        key="insulin",
        name="insulin",
        loinc="20448-7",
        conventional=Unit("µU/mL", "u[IU]/mL", 1),
        si=_PMOL_L,
        factor=6.00,
        factor_source="Knopp 2019, doi:10.1177/1932296818805074: 6.00 pmol per µU is the one right factor; "
        "6.945, which also circulates, rests on an obsolete potency and is 16 % too high",
        low=0.05,
        high=1000,
        range_source="course limit: detection limit to peaks in severe resistance; NHANES 0.14 to 104",
        also={"mU/L": 1.0},
    ),
    Analyte(
        key="c_peptide",
        name="C-peptide",
        loinc="1986-9",
        conventional=Unit("ng/mL", "ng/mL", 2),
        si=Unit("nmol/L", "nmol/L", 2),
        factor=0.3311,
        factor_source="molar mass 3020.3 g/mol",
        low=0.01,
        high=50,
        range_source="course limit: detection limit to far above a stimulated peak",
        also={"pmol/L": 331.1, "µg/L": 1.0},
    ),
    Analyte(
        key="hba1c",
        name="HbA1c",
        loinc="4548-4",
        conventional=Unit("%", "%", 1),
        si=Unit("mmol/mol", "mmol/mol", 0),
        factor=10.93,
        offset=-23.50,
        factor_source="NGSP-IFCC master equation as in Endocr Abstr 2019;63:P984; the way back is its exact "
        "inverse, of which the printed 0.09148 × IFCC + 2.152 is a rounding",
        low=3,
        high=20,
        range_source="course limit: outside it haemoglobin or red-cell life is abnormal; NHANES 3.9 to 11.9",
        aliases=("a1c",),
    ),
    Analyte(
        key="triglycerides",
        name="triglycerides",
        loinc="2571-8",
        conventional=_MG_DL,
        si=_MMOL_L_FINE,
        factor=1 / 88.57,
        factor_source="mean molar mass 885.7 g/mol",
        low=5,
        high=5000,
        range_source="course limit: up to severe chylomicronaemia; NHANES 15 to 1637",
        aliases=("tg", "triglyceride"),
    ),
    _cholesterol(
        "hdl", "HDL cholesterol", "2085-9", 5, 250,
        "course limit: rare deficiencies to CETP deficiency; NHANES 10 to 173",
        ("hdl_c",),
    ),
    _cholesterol(
        "ldl", "LDL cholesterol", "2089-1", 5, 1200,
        "course limit: strong combined treatment to homozygous familial hypercholesterolaemia",
        ("ldl_c",),
    ),
    _cholesterol(
        "total_cholesterol", "total cholesterol", "2093-3", 20, 1500,
        "course limit: abetalipoproteinaemia to homozygous familial hypercholesterolaemia",
        ("cholesterol",),
    ),
    Analyte(
        key="crp",
        name="C-reactive protein",
        loinc="30522-7",
        conventional=_MG_L,
        si=_MG_L,
        factor_source="1 mg/dL is 10 mg/L; high-sensitivity CRP and its cut-offs are in mg/L in both systems "
        "(NHANES changed from mg/dL to mg/L in 2015)",
        low=0.01,
        high=1000,
        range_source="course limit: below the detection limit to overwhelming sepsis; NHANES 0.08 to 43",
        also={"mg/dL": 0.1},
        aliases=("hs_crp",),
    ),
    Analyte(
        key="testosterone",
        name="testosterone",
        loinc="2986-8",
        conventional=Unit("ng/dL", "ng/dL", 0),
        si=_NMOL_L_FINE,
        factor=1 / _TESTOSTERONE,
        factor_source="molar mass 288.42 g/mol: × 0.034672",
        low=0.3,
        high=5000,
        range_source="course limit: limit of mass spectrometry to abuse of androgens; NHANES 1.4 to 2000",
        also={"ng/mL": 0.01},
        aliases=("total_testosterone",),
    ),
    Analyte(
        key="free_testosterone",
        name="free testosterone",
        loinc="2991-8",
        conventional=_PG_ML,
        si=_PMOL_L,
        factor=100 / _TESTOSTERONE,
        factor_source="molar mass 288.42 g/mol",
        low=0.001,
        high=2500,
        range_source="course limit: what the ranges of testosterone, SHBG and albumin leave possible",
        also={"ng/dL": 0.1, "ng/L": 1.0},
    ),
    Analyte(
        key="estradiol",
        name="estradiol",
        loinc="2243-4",
        conventional=_PG_ML,
        si=_PMOL_L,
        factor=3.671,
        factor_source="molar mass 272.38 g/mol",
        low=0.1,
        high=50_000,
        range_source="course limit: aromatase inhibition to late pregnancy; NHANES 2.1 to 7110",
        also={"ng/L": 1.0},
        aliases=("oestradiol", "e2"),
    ),
    Analyte(
        key="progesterone",
        name="progesterone",
        loinc="2839-9",
        conventional=Unit("ng/mL", "ng/mL", 1),
        si=_NMOL_L_FINE,
        factor=1000 / 314.469,
        factor_source="molar mass 314.469 g/mol",
        low=0.01,
        high=1000,
        range_source="course limit: limit of mass spectrometry to late pregnancy",
        also={"ng/dL": 100.0, "µg/L": 1.0},
        aliases=("p4",),
    ),
    Analyte(
        key="shbg",
        name="SHBG",
        loinc="13967-5",
        conventional=_NMOL_L,
        si=_NMOL_L,
        factor_source="reported in nmol/L only: a mass unit would depend on an assumed molar mass",
        low=0.5,
        high=1000,
        range_source="course limit: severe insulin resistance to late pregnancy; NHANES 6.7 to 413",
        aliases=("sex_hormone_binding_globulin",),
    ),
    Analyte(
        key="albumin",
        name="albumin",
        loinc="1751-7",
        conventional=Unit("g/dL", "g/dL", 1),
        si=Unit("g/L", "g/L", 0),
        factor=10.0,
        factor_source="definition of the litre",
        low=1,
        high=7,
        range_source="course limit: severe nephrotic syndrome to severe dehydration; NHANES 2.7 to 5.3",
    ),
    Analyte(
        key="igf1",
        name="IGF-1",
        loinc="2484-4",
        conventional=Unit("ng/mL", "ng/mL", 0),
        si=_NMOL_L_FINE,
        factor=1 / 7.649,
        factor_source="molar mass 7648.6 g/mol",
        low=2,
        high=2500,
        range_source="course limit: growth hormone insensitivity to acromegaly",
        also={"µg/L": 1.0},
    ),
    Analyte(
        key="gh",
        name="growth hormone",
        loinc="2963-7",
        conventional=Unit("ng/mL", "ng/mL", 1),
        si=_PMOL_L,
        factor=45.2,
        factor_source="molar mass of the 22 kDa form, 22,124 g/mol; mIU/L depend on the assay's standard "
        "and are not converted",
        low=0.001,
        high=500,
        range_source="course limit: the trough between two pulses to acromegaly",
        also={"µg/L": 1.0},
    ),
)  # fmt: skip

ANALYTES: Mapping[str, Analyte] = MappingProxyType({analyte.key: analyte for analyte in _TABLE})
"""All analytes of the course by key."""


def analyte_of(key: str) -> Analyte:
    """Return an analyte by its key or another of its usual names; case, hyphens and spaces do not matter.

    Raises
    ------
    ValueError
        If the course does not know it.

    Examples
    --------
    >>> analyte_of("HbA1c").loinc
    '4548-4'
    >>> analyte_of("C-peptide").key
    'c_peptide'
    """
    try:
        return _BY_NAME[_plain_name(key)]
    except (KeyError, AttributeError):
        raise ValueError(f"analyte = {key!r}: not known here. Known: {', '.join(ANALYTES)}.") from None


def unit_of(analyte: str, units: UnitSystem) -> str:
    """Return the symbol of an analyte's unit in one of the two systems.

    Raises
    ------
    ValueError
        If the analyte or the system is not known.

    Examples
    --------
    >>> unit_of("insulin", "SI")
    'pmol/L'
    """
    return _unit(analyte_of(analyte), units).symbol


def convert(value: ArrayLike, analyte: str, from_unit: str, to_unit: str, *, change: bool = False) -> Values:
    """Convert measurements of an analyte from one of its units to another.

    The factor for insulin is 6.00 pmol per µU. A laboratory or a paper that divides by 6.945 instead reports
    insulin, and HOMA-IR with it, about 14 % too low.

    Parameters
    ----------
    value
        A number, anything that numpy takes as an array, or a pandas Series. NaN stays NaN. Zero is taken: no
        one has it, but axes start there.
    analyte
        Key of the analyte, such as ``"glucose"``.
    from_unit, to_unit
        Units. The spellings µ, μ and u, upper and lower case, IU and U, and UCUM codes are all understood.
    change
        Whether `value` is a difference between two measurements. It may then be negative, and HbA1c is
        converted without the offset.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        The same kind as `value`; a Series keeps its index and its name.

    Raises
    ------
    ValueError
        If the analyte or a unit is not known, or a value is not a number, infinite, or below zero.

    References
    ----------
    For insulin: Knopp JL, J Diabetes Sci Technol 2019;13:597-600, doi:10.1177/1932296818805074. The source of
    each factor is the `factor_source` of the analyte.

    Examples
    --------
    >>> round(convert(100, "glucose", "mg/dL", "mmol/L"), 2)
    5.55
    >>> convert([5, 10], "insulin", "uIU/mL", "pmol/l")
    array([30., 60.])
    >>> round(convert(-0.5, "hba1c", "%", "mmol/mol", change=True), 1)
    -5.5
    """
    kind = analyte_of(analyte)
    slope_in, intercept_in = kind.line(from_unit)
    slope_out, intercept_out = kind.line(to_unit)
    numbers = _numbers("value", value, f"in {from_unit}")
    _refuse("value", value, numbers, np.isinf(numbers), from_unit, lambda _: "must be finite.")
    if change:
        return like(numbers / slope_in * slope_out, value, name=_name_of(value))
    conventional = (numbers - intercept_in) / slope_in
    _refuse(
        "value",
        value,
        numbers,
        # A zero may come back from a conversion a rounding error below zero.
        conventional < -1e-9,
        from_unit,
        lambda _: f"no one has {kind.name} below zero. For a difference of two measurements say change=True.",
    )
    if (slope_in, intercept_in) == (slope_out, intercept_out):
        return like(numbers, value, name=_name_of(value))
    return like(conventional * slope_out + intercept_out, value, name=_name_of(value))


def measured(
    name: str, value: ArrayLike, analyte: str, units: UnitSystem = "conventional"
) -> NDArray[np.float64]:
    """Return measurements as an array of floats, or say which of them cannot be one.

    Parameters
    ----------
    name
        The argument's name, for the message.
    value
        What the caller passed, in the unit of `units`. NaN passes: it is a missing measurement.
    analyte
        Key of the analyte.
    units
        The system of units.

    Raises
    ------
    ValueError
        If a value is text, a truth value, missing (None), zero, negative, infinite, or outside the plausible
        range. The message names argument, value, unit, range and the likely mistake.

    Examples
    --------
    >>> measured("glucose", 100, "glucose")
    array(100.)
    >>> measured("glucose", 5.5, "glucose")
    Traceback (most recent call last):
    ...
    ValueError: glucose = 5.5 mg/dL: below the plausible range, 20 to 1000 mg/dL. Did you mean 5.5 mmol/L?
    """
    kind = analyte_of(analyte)
    unit = _unit(kind, units).symbol

    def likely_mistake(number: float) -> str:
        others = [other for other in kind.units if other != unit and _lies(number, *kind.range_in(other))]
        return f" Did you mean {number:.10g} {others[0]}?" if others else ""

    return bounded(name, value, *kind.range_in(unit), unit=unit, likely_mistake=likely_mistake)


def bounded(
    name: str,
    value: ArrayLike,
    low: float,
    high: float,
    *,
    unit: str,
    likely_mistake: Callable[[float], str] = lambda _: "",
) -> NDArray[np.float64]:
    """Return positive quantities as an array of floats, or say which of them is implausible.

    Parameters
    ----------
    name, value
        The argument's name and what the caller passed. NaN passes.
    low, high
        Plausible range, ends included.
    unit
        Unit for the message.
    likely_mistake
        Returns a hint, with a space before it, for the number that is out of range.

    Raises
    ------
    ValueError
        If a value is not a number or not between `low` and `high`.

    Examples
    --------
    >>> bounded("bmi", [22, float("nan")], 8, 200, unit="kg/m²")
    array([22., nan])
    """
    span = f"{low:.4g} to {high:.4g} {unit}"
    numbers = _numbers(name, value, f"in {unit}, plausible {span}")

    def fault(number: float) -> str:
        if math.isinf(number):
            return f"must be finite; plausible is {span}. Was something divided by zero?"
        if number <= 0:
            return f"must be above zero; plausible is {span}. A missing value is written NaN."
        side = "below" if number < low else "above"
        return f"{side} the plausible range, {span}.{likely_mistake(number)}"

    _refuse(name, value, numbers, ~(np.isnan(numbers) | _lies(numbers, low, high)), unit, fault)
    return numbers


def is_plausible(value: ArrayLike, analyte: str, units: UnitSystem = "conventional") -> bool:
    """Return whether all of `value` could be measurements of the analyte in these units.

    Examples
    --------
    >>> is_plausible(5.5, "glucose"), is_plausible(5.5, "glucose", "SI")
    (False, True)
    """
    try:
        measured("value", value, analyte, units)
    except ValueError:
        return False
    return True


def like(values: NDArray[np.float64], *sources: object, name: object = None) -> Values:
    """Return a result as what the arguments were: a Series where one was, else a float or an array.

    Parameters
    ----------
    values
        The result.
    sources
        The arguments it was computed from.
    name
        Name of the Series.

    Examples
    --------
    >>> like(np.array(2.5), 100, 10)
    2.5
    """
    pandas = sys.modules.get("pandas")
    if pandas is not None and values.ndim == 1:
        for source in sources:
            if isinstance(source, pandas.Series | pandas.DataFrame):
                return pandas.Series(values, index=source.index, name=name)
    return float(values) if values.ndim == 0 else values


# The learner's choice is the one thing that this package remembers between calls.
_SETTINGS = "settings.json"
_chosen: UnitSystem | None = None
_override: ContextVar[UnitSystem | None] = ContextVar("units_as", default=None)
_references: list[Callable[[], Callable[[UnitSystem], object] | None]] = []


def use_units(units: UnitSystem) -> None:
    """Choose the units that lessons display, now and in later sessions.

    Parameters
    ----------
    units
        ``"conventional"`` (mg/dL, µU/mL, ng/dL) or ``"SI"`` (mmol/L, pmol/L, nmol/L).

    Raises
    ------
    ValueError
        If it is neither.
    """
    global _chosen
    system = system_of(units)
    changed = system != _choice()
    _chosen = system
    _save(system)
    if changed:
        for callback in _listeners():
            callback(system)


def current_units() -> UnitSystem:
    """Return the units that lessons display: those of `units_as`, else the learner's, else conventional."""
    return _override.get() or _choice()


@contextmanager
def units_as(units: UnitSystem) -> Iterator[None]:
    """Display in other units for a while, without changing the learner's choice or telling anyone.

    Raises
    ------
    ValueError
        If it is neither ``"conventional"`` nor ``"SI"``.

    Examples
    --------
    >>> with units_as("SI"):
    ...     format_value(100, "glucose")
    '5.6 mmol/L'
    """
    token = _override.set(system_of(units))
    try:
        yield
    finally:
        _override.reset(token)


def on_units_change(callback: Callable[[UnitSystem], object]) -> Callable[[], None]:
    """Call `callback` with the new units whenever the learner changes them.

    A bound method is held weakly: it does not keep its object alive, and ends with it. A function is held
    until the returned function is called.

    Returns
    -------
    callable
        Ends the subscription; calling it again does nothing.

    Examples
    --------
    >>> stop = on_units_change(print)
    >>> stop()
    """
    reference: Callable[[], Callable[[UnitSystem], object] | None] = (
        weakref.WeakMethod(callback) if isinstance(callback, MethodType) else lambda: callback
    )
    _references.append(reference)

    def stop() -> None:
        if reference in _references:
            _references.remove(reference)

    return stop


def display_unit(analyte: str) -> str:
    """Return the symbol of the unit in which lessons now display an analyte.

    Examples
    --------
    >>> with units_as("SI"):
    ...     display_unit("glucose")
    'mmol/L'
    """
    return unit_of(analyte, current_units())


def to_display(value: ArrayLike, analyte: str) -> Values:
    """Convert from the conventional unit to the unit now displayed.

    Examples
    --------
    >>> with units_as("SI"):
    ...     to_display(10, "insulin")
    60.0
    """
    return convert(value, analyte, unit_of(analyte, "conventional"), display_unit(analyte))


def from_display(value: ArrayLike, analyte: str) -> Values:
    """Convert from the unit now displayed to the conventional unit.

    Examples
    --------
    >>> with units_as("SI"):
    ...     from_display(60, "insulin")
    10.0
    """
    return convert(value, analyte, display_unit(analyte), unit_of(analyte, "conventional"))


def format_value(value: float, analyte: str, units: UnitSystem | None = None) -> str:
    """Return a measurement as a learner reads it, with its unit.

    The decimals are those that a laboratory reports, but never fewer than two significant digits.

    Parameters
    ----------
    value
        In the conventional unit, as everywhere inside the course.
    analyte
        Key of the analyte.
    units
        The system to show it in; by default the one now displayed.

    Raises
    ------
    ValueError
        As `convert`.

    Examples
    --------
    >>> format_value(100, "glucose", "conventional"), format_value(100, "glucose", "SI")
    ('100 mg/dL', '5.6 mmol/L')
    >>> format_value(float("nan"), "glucose")
    'not measured'
    """
    kind = analyte_of(analyte)
    unit = _unit(kind, current_units() if units is None else units)
    shown = float(convert(value, analyte, kind.conventional.symbol, unit.symbol))
    if math.isnan(shown):
        return "not measured"
    decimals = unit.decimals
    if shown != 0:
        decimals = max(decimals, 1 - math.floor(math.log10(abs(shown))))
    return f"{shown:.{decimals}f} {unit.symbol}"


def system_of(units: str) -> UnitSystem:
    """Return `units` if it names a system of units.

    Raises
    ------
    ValueError
        If it does not.

    Examples
    --------
    >>> system_of("SI")
    'SI'
    """
    if units not in _SYSTEMS:
        raise ValueError(f'units = {units!r}: choose "conventional" (mg/dL, µU/mL) or "SI" (mmol/L, pmol/L).')
    return cast(UnitSystem, units)


def _unit(analyte: Analyte, units: str) -> Unit:
    return analyte.si if system_of(units) == "SI" else analyte.conventional


@lru_cache
def _plain_unit(unit: str) -> str:
    """Fold the spellings of a unit into one: µ (U+00B5), μ (U+03BC) and u; case; IU, U and UCUM's [IU]."""
    folded = unicodedata.normalize("NFKC", str(unit)).casefold()
    return folded.replace("μ", "u").replace("[iu]", "u").replace("iu", "u").replace(" ", "")


def _plain_name(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME = {_plain_name(name): kind for kind in _TABLE for name in (kind.key, kind.name, *kind.aliases)}


def _lies(numbers: Any, low: float, high: float) -> Any:
    return (low <= numbers) & (numbers <= high)


def _name_of(value: object) -> object:
    return getattr(value, "name", None)


def _numbers(name: str, value: Any, expected: str) -> NDArray[np.float64]:
    """Return `value` as floats, refusing what only looks like a number (text, truth values)."""
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.filled(value.astype(float), np.nan)
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name}: expected numbers {expected}, in rows of equal length.") from None
    if array.dtype.kind in "iuf":
        return array.astype(float)
    # One entry of text turns a whole list into text: look at what was passed.
    items: Any = np.asarray(value, dtype=object)
    numbers = np.full(items.shape, np.nan)
    for position in np.ndindex(items.shape):
        item = items[position]
        if _is_missing(item):
            continue
        if isinstance(item, bool | np.bool_) or not isinstance(item, Real | Decimal):
            place = _place(name, value, position)
            raise ValueError(f"{place} = {item!r}: expected a number {expected}.{_remedy(item)}")
        numbers[position] = float(item)
    return numbers


def _is_missing(item: object) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and item is pandas.NA


def _remedy(item: object) -> str:
    if item is None:
        return " A missing value is written NaN."
    if isinstance(item, str):
        return " Text is not a number: leave out quotes and units, and write the decimals after a point."
    if isinstance(item, bool | np.bool_):
        return " True and False answer a question; they measure nothing."
    return ""


def _refuse(
    name: str,
    value: object,
    numbers: NDArray[np.float64],
    wrong: NDArray[np.bool_],
    unit: str,
    fault: Callable[[float], str],
) -> None:
    """Raise a ValueError about the first wrong entry, if there is one."""
    if not np.any(wrong):
        return
    position = tuple(int(at) for at in np.unravel_index(int(np.argmax(wrong)), numbers.shape))
    number = float(numbers[position])
    raise ValueError(f"{_place(name, value, position)} = {number:.10g} {unit}: {fault(number)}")


def _place(name: str, value: object, position: tuple[int, ...]) -> str:
    """Name an entry: by label in a Series, by position in an array."""
    if not position:
        return name
    index: Any = getattr(value, "index", None)
    if hasattr(index, "tolist"):
        first = repr(index.tolist()[position[0]])
        return f"{name}[{', '.join([first, *map(str, position[1:])])}]"
    return f"{name}[{', '.join(map(str, position))}]"


def _choice() -> UnitSystem:
    global _chosen
    if _chosen is None:
        saved = _settings().get("units")
        _chosen = cast(UnitSystem, saved) if saved in _SYSTEMS else "conventional"
    return _chosen


def _listeners() -> list[Callable[[UnitSystem], object]]:
    """Return the callbacks that still live, and forget the others."""
    living = [(reference, callback) for reference in _references if (callback := reference()) is not None]
    _references[:] = [reference for reference, _ in living]
    return [callback for _, callback in living]


def _settings() -> dict[str, Any]:
    """Return the learner's settings; a file that is missing or damaged counts as empty."""
    # ValueError covers text that is no JSON and bytes that are no text.
    with suppress(OSError, ValueError, RecursionError):
        read = json.loads(learner_path(_SETTINGS).read_text(encoding="utf-8"))
        if isinstance(read, dict):
            return read
    return {}


def _save(units: UnitSystem) -> None:
    """Keep the choice for later sessions, where the folder can be written."""
    path = learner_path(_SETTINGS)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(_settings() | {"units": units}, indent=1) + "\n", encoding="utf-8")
        # Replacing is atomic: another session never reads half a file.
        draft.replace(path)
