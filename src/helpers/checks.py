"""Checks of arguments that every floor shares: what is wrong, what is plausible, the likely mistake."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.words import said

Floats: TypeAlias = NDArray[np.float64]
"""An array of numbers, of whatever shape the docstring says."""
# Nothing in the course is of such a size, and the square of what is overflows.
_LARGEST, _SMALLEST = 1e100, 1e-300


def number(
    name: str,
    value: Any,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    above: float | None = None,
    unit: str = "",
    hint: str = "",
) -> float:
    """Return `value` as a float, or say why it cannot be one.

    Parameters
    ----------
    name
        The argument's name, for the message.
    value
        What the caller passed.
    low, high
        Inclusive bounds.
    above
        A strict lower bound, for quantities that must be positive.
    unit
        Unit shown in the message.
    hint
        The likely mistake, as a sentence.

    Raises
    ------
    ValueError
        If the value is not a finite number or lies outside the bounds.

    Examples
    --------
    >>> number("dose_g", 75, above=0, unit="g")
    75.0
    >>> number("dose_g", -5, above=0, unit="g")
    Traceback (most recent call last):
    ...
    ValueError: dose_g = -5 g: must be above 0 g.
    """
    shown = f"{name} = {said(value)}{_spaced(unit)}"
    if isinstance(value, bool | str | bytes | Decimal | Fraction) or value is None:  # formulas are of floats
        raise ValueError(f"{name} = {said(value)}: expected a number{_in(unit)}.{_sentence(hint)}")
    if not _is_single(value):  # of one entry an older numpy makes a number, and warns
        raise ValueError(f"{name} = {said(value)}: expected one number{_in(unit)}.{_sentence(hint)}")
    try:
        # numpy turns a complex number into its real part, and says so in a warning only.
        result = math.nan if np.iscomplexobj(value) else float(value)
    except OverflowError:
        result = math.inf
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} = {said(value)}: expected one number{_in(unit)}.{_sentence(hint)}"
        ) from None
    if not math.isfinite(result):
        raise ValueError(f"{shown}: must be finite.{_sentence(hint)}")
    result = _sized(shown, result)
    if above is not None and result <= above:
        raise ValueError(f"{shown}: must be above {above:g}{_spaced(unit)}.{_sentence(hint)}")
    if not low <= result <= high:
        raise ValueError(f"{shown}: must lie {_range(low, high, unit)}.{_sentence(hint)}")
    return result


def whole(name: str, value: Any, *, low: int, high: int | None = None, hint: str = "") -> int:
    """Return `value` as an int within bounds, or say why not.

    Raises
    ------
    ValueError
        If the value is not a whole number or lies outside the bounds.

    Examples
    --------
    >>> whole("n", 4000, low=1)
    4000
    """
    result = number(name, value, low=low, high=math.inf if high is None else high, hint=hint)
    if result != int(result):
        raise ValueError(f"{name} = {said(value)}: expected a whole number.{_sentence(hint)}")
    return int(result)


def series(
    name: str,
    values: ArrayLike | Sequence[float],
    *,
    at_least: int = 1,
    low: float = -math.inf,
    high: float = math.inf,
    unit: str = "",
    hint: str = "",
) -> NDArray[np.float64]:
    """Return `values` as a one-dimensional array of finite floats, or say which entry is wrong.

    Raises
    ------
    ValueError
        If it is not one-dimensional, too short, or an entry is not finite or out of bounds.

    Examples
    --------
    >>> series("insulin", [10, 50, 30], low=0, unit="µU/mL")
    array([10., 50., 30.])
    """
    result = floats(name, values, unit=unit, hint=hint)
    if result.ndim != 1:
        raise ValueError(f"{name}: expected one row of numbers, not an array of shape {result.shape}.")
    if len(result) < at_least:
        raise ValueError(f"{name}: needs at least {at_least} values, got {len(result)}.{_sentence(hint)}")
    wrong = ~(np.abs(result) <= _LARGEST) | (result < low) | (result > high)
    if wrong.any():
        at = int(np.argmax(wrong))
        limits = "" if low == -math.inf and high == math.inf else f" and {_range(low, high, unit)}"
        raise ValueError(
            f"{name}[{at}] = {result[at]:g}{_spaced(unit)}: must be finite{limits}.{_sentence(hint)}"
        )
    return result


def floats(name: str, values: Any, *, unit: str = "", hint: str = "") -> Floats:
    """Return `values` as an array of floats of whatever shape, NaN and infinity among them, or say why not.

    Raises
    ------
    ValueError
        If an entry is no number, or is complex, or the rows differ in length.

    Examples
    --------
    >>> floats("glucose", [[90, 95], [100, 110]]).shape
    (2, 2)
    >>> floats("glucose", [90, 1j])
    Traceback (most recent call last):
    ...
    ValueError: glucose: expected numbers.
    """
    try:
        if not np.iscomplexobj(values):
            raw = np.asarray(values)
            if not np.iscomplexobj(raw):
                with np.errstate(all="ignore"):  # beyond the largest float: infinite
                    return raw.astype(float)
    except (TypeError, ValueError, OverflowError):
        pass
    raise ValueError(f"{name}: expected numbers{_in(unit)}.{_sentence(hint)}")


def every(
    name: str, values: Any, *, low: float = -math.inf, high: float = math.inf, unit: str = "", hint: str = ""
) -> Floats:
    """Return `values` as an array of finite floats of whatever shape, a single number among them, or say what is wrong.

    Raises
    ------
    ValueError
        If an entry is no number, not finite, or out of bounds.

    Examples
    --------
    >>> every("days", 30, low=0, unit="days"), every("days", [[0, 30]]).shape
    (array(30.), (1, 2))
    """
    if isinstance(values, str | bytes | bool) or _is_single(values):
        return np.array(number(name, values, low=low, high=high, unit=unit, hint=hint))
    result = floats(name, values, unit=unit, hint=hint)
    series(name, result.ravel(), at_least=0, low=low, high=high, unit=unit, hint=hint)
    return result


def quantity(
    name: str,
    value: Any,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    above: float | None = None,
    unit: str = "",
    hint: str = "",
) -> float | NDArray[np.float64]:
    """Return `value` as a float (one person) or as a row of floats (a population), or say what is wrong.

    The bounds are those of `number` and hold for every entry.

    Raises
    ------
    ValueError
        If an entry is not a finite number or lies outside the bounds, or if the array is empty or has more
        than one dimension.

    Examples
    --------
    >>> quantity("clearance", 1100, above=0, unit="L/day")
    1100.0
    >>> quantity("clearance", [900, 1100], above=0, unit="L/day")
    array([ 900., 1100.])
    """
    if isinstance(value, str | bytes) or _is_single(value):
        return number(name, value, low=low, high=high, above=above, unit=unit, hint=hint)
    row = series(name, value, low=low, high=high, unit=unit, hint=hint)
    if above is not None and (row <= above).any():
        at = int(np.argmax(row <= above))
        raise ValueError(
            f"{name}[{at}] = {row[at]:g}{_spaced(unit)}: must be above {above:g}{_spaced(unit)}."
            f"{_sentence(hint)}"
        )
    return row


def rising(name: str, times: ArrayLike, *, at_least: int = 2, unit: str = "min") -> NDArray[np.float64]:
    """Return `times` as an array that strictly rises, or say where it does not.

    Raises
    ------
    ValueError
        If an entry does not come after the one before it.

    Examples
    --------
    >>> rising("minutes", [0, 30, 60])
    array([ 0., 30., 60.])
    """
    result = series(name, times, at_least=at_least, unit=unit)
    falls = np.diff(result) <= 0
    if falls.any():
        at = int(np.argmax(falls)) + 1
        raise ValueError(
            f"{name}[{at}] = {result[at]:g}{_spaced(unit)} does not come after {result[at - 1]:g}"
            f"{_spaced(unit)}: times must rise. Sort the samples and drop duplicates."
        )
    return result


def _is_single(value: Any) -> bool:
    try:
        return np.ndim(value) == 0
    except (TypeError, ValueError):  # rows of different lengths, which `series` refuses
        return False


def _sized(shown: str, value: float) -> float:
    if abs(value) > _LARGEST:
        raise ValueError(f"{shown}: too large to compute with. Is the unit right?")
    return value if abs(value) >= _SMALLEST else 0.0


def _spaced(unit: str) -> str:
    return f" {unit}" if unit else ""


def _in(unit: str) -> str:
    return f" in {unit}" if unit else ""


def _sentence(hint: str) -> str:
    return f" {hint}" if hint else ""


def _range(low: float, high: float, unit: str) -> str:
    if high == math.inf:
        return f"at or above {low:g}{_spaced(unit)}"
    if low == -math.inf:
        return f"at or below {high:g}{_spaced(unit)}"
    return f"between {low:g} and {high:g}{_spaced(unit)}"
