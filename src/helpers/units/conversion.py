"""Converts measurements from one unit to another, and checks that they can be measurements."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from decimal import Decimal
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import words
from helpers.units.analytes import UnitSystem, analyte_of, unit_named, unit_of
from helpers.words import said

_AS_USUAL = 0.3  # on a logarithmic scale

Measurements: TypeAlias = Any
"""A float, an array or a pandas Series: the same kind that was passed in."""


def convert(
    value: ArrayLike, analyte: str, from_unit: str, to_unit: str, *, change: bool = False
) -> Measurements:
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
    kind, change = analyte_of(analyte), words.truth("change", change)
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


def in_units(values: ArrayLike, analyte: str, units: UnitSystem, *, given: str | None = None) -> Measurements:
    """Return measurements in the unit of a system.

    Parameters
    ----------
    values
        A number or an array.
    analyte
        Key of the analyte.
    units
        The system to return.
    given
        The unit of `values`; the conventional one if not given.

    Examples
    --------
    >>> round(in_units(60, "insulin", "conventional", given="pmol/L"), 1)
    10.0
    """
    return convert(
        values,
        analyte,
        unit_of(analyte, "conventional") if given is None else given,
        unit_of(analyte, units),
    )


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
    ValueError: glucose = 5.5 mg/dL: below the plausible range, 20 to 1000 mg/dL. Did you mean 5.5 mmol/L? \
That is 99.09 mg/dL.
    """
    kind = analyte_of(analyte)
    unit = unit_named(kind, units).symbol

    middle = math.sqrt(kind.low * kind.high)

    def likely_mistake(number: float) -> str:
        fits = []
        for other in kind.units:
            if kind.line(other) != kind.line(unit) and _lies(number, *kind.range_in(other)):
                usual = float(convert(number, analyte, other, kind.conventional.symbol))
                meant = float(convert(number, analyte, other, unit))
                told = f"{number:.10g} {other}? That is {meant:.4g} {unit}."
                fits.append((abs(math.log(usual / middle)), told))
        fits.sort()
        # A unit that makes the number far less usual than another is not what was meant.
        likely = [words for distance, words in fits if distance < fits[0][0] + _AS_USUAL]
        return f" Did you mean {' Or '.join(likely)}" if likely else ""

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


def like(values: NDArray[np.float64], *sources: object, name: object = None) -> Measurements:
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


def _lies(numbers: Any, low: float, high: float) -> Any:
    return (low <= numbers) & (numbers <= high)


def _name_of(value: object) -> object:
    return getattr(value, "name", None)


def _numbers(name: str, value: Any, expected: str) -> NDArray[np.float64]:
    """Return `value` as floats, refusing what only looks like a number (text, truth values)."""
    try:
        if isinstance(value, np.ma.MaskedArray):
            value = np.ma.filled(value.astype(float), np.nan)
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name}: expected numbers {expected}, in rows of equal length.") from None
    if array.dtype.kind in "iuf":
        with np.errstate(all="ignore"):  # beyond the largest float: infinite
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
            raise ValueError(f"{place} = {said(item)}: expected a number {expected}.{_remedy(item)}")
        try:
            numbers[position] = float(item)
        except OverflowError:
            numbers[position] = math.inf
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
