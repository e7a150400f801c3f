"""What a learner can move: sliders, toggle buttons and switches, with the units that they are shown in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from helpers import checks
from helpers.units import UnitSystem, analyte_of, convert, unit_of
from helpers.words import known, said

Value = float | str | bool
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Slider:
    """A number that the learner moves, with a box to type it in.

    Parameters
    ----------
    name
        The argument's name in the explorer's computation.
    label
        What the learner reads, and the control's accessible name.
    low, high, start, step
        Range, starting value and step, in `unit` (for an analyte: its conventional unit).
    unit
        Unit shown beside the number, where the quantity is no analyte.
    analyte
        Key of an analyte of `helpers.units`: range and value are then shown in the learner's units.
    si_step
        Step where an analyte is shown in SI units.

    Examples
    --------
    >>> glucose = Slider("glucose", "Fasting glucose", 60, 200, 100, 1, analyte="glucose", si_step=0.1)
    >>> glucose.shown(90, "SI")
    5.0
    >>> round(glucose.meant(5.0, "SI"), 2)
    90.08
    """

    name: str
    label: str
    low: float
    high: float
    start: float
    step: float
    unit: str = ""
    analyte: str | None = None
    si_step: float | None = None

    def shown(self, value: Any, units: UnitSystem) -> float:
        """Return the position of the slider that shows `value`: the nearest step in the learner's units."""
        low, high, step = self._grid(units)
        position = round(self._convert(value, units) / step) * step
        return round(min(max(position, low), high), _decimals(step))

    def meant(self, shown: Any, units: UnitSystem) -> float:
        """Return the value, in the computation's unit, of a position or a typed number.

        Raises
        ------
        ValueError
            If it is not a number, or out of the slider's range.
        """
        low, high, _ = self._grid(units)
        number = checks.number(self.label, shown, low=low, high=high, unit=self.unit_in(units))
        return self._convert(number, units, back=True)

    def unit_in(self, units: UnitSystem) -> str:
        """Return the unit that the learner sees."""
        return self.unit if self.analyte is None else unit_of(self.analyte, units)

    def describe(self, units: UnitSystem) -> dict[str, Any]:
        """Return what the browser needs to draw the control."""
        low, high, step = self._grid(units)
        return {
            "kind": "slider",
            "name": self.name,
            "label": self.label,
            "unit": self.unit_in(units),
            "low": low,
            "high": high,
            "step": step,
            "decimals": _decimals(step),
            "start": self.shown(self.start, units),
            "also": self._also(units),
        }

    def _also(self, units: UnitSystem) -> dict[str, tuple[float, float]]:
        """Return the other units in which the number may be typed: slope and intercept to the one that is shown."""
        if self.analyte is None:
            return {}
        kind, shown = analyte_of(self.analyte), unit_of(self.analyte, units)
        slope, intercept = kind.line(shown)
        found = {}
        for other in kind.units:
            own_slope, own_intercept = kind.line(other)
            if other != shown:
                found[_typed(other)] = (slope / own_slope, intercept - own_intercept * slope / own_slope)
        return found

    def _grid(self, units: UnitSystem) -> tuple[float, float, float]:
        """Lowest and highest position and step, the ends rounded inwards to whole steps."""
        step = self.si_step if units == "SI" and self.si_step is not None else self.step
        low, high = self._convert(self.low, units), self._convert(self.high, units)
        if self.analyte is not None and units == "SI":
            low, high = math.ceil(low / step - 1e-9) * step, math.floor(high / step + 1e-9) * step
        places = _decimals(step)
        return round(low, places), round(high, places), step

    def _convert(self, value: float, units: UnitSystem, *, back: bool = False) -> float:
        if self.analyte is None:
            return float(value)
        ends = (unit_of(self.analyte, "conventional"), unit_of(self.analyte, units))
        start, end = reversed(ends) if back else ends
        return float(convert(value, self.analyte, start, end))


@dataclass(frozen=True)
class ToggleButtons:
    """One of a few options, shown as buttons of which one is pressed.

    Parameters
    ----------
    name, label
        As for a slider.
    options
        Value to text.
    start
        The value chosen at first.

    Examples
    --------
    >>> ToggleButtons("tissue", "Tissue", {"muscle": "Muscle", "liver": "Liver"}, "muscle").meant("liver", "SI")
    'liver'
    """

    name: str
    label: str
    options: Mapping[str, str]
    start: str

    def shown(self, value: Any, units: UnitSystem) -> str:
        """Return `value`: a choice has no unit."""
        del units
        return str(value)

    def meant(self, shown: Any, units: UnitSystem) -> str:
        """Return the option, or say which exist.

        Raises
        ------
        ValueError
            If it is none of the options.
        """
        del units
        if not known(shown, self.options):
            raise ValueError(f"{self.label} = {said(shown)}: choose one of {', '.join(self.options)}.")
        return str(shown)

    def describe(self, units: UnitSystem) -> dict[str, Any]:
        """Return what the browser needs to draw the control."""
        del units
        return {
            "kind": "choice",
            "name": self.name,
            "label": self.label,
            "options": list(self.options.items()),
            "start": self.start,
        }


@dataclass(frozen=True)
class Switch:
    """Something that is on or off, shown as a check box.

    Examples
    --------
    >>> Switch("crowd", "Show the 2,000 synthetic adults", True).meant(False, "SI")
    False
    """

    name: str
    label: str
    start: bool

    def shown(self, value: Any, units: UnitSystem) -> bool:
        """Return `value`: a switch has no unit."""
        del units
        return bool(value)

    def meant(self, shown: Any, units: UnitSystem) -> bool:
        """Return the state, or say what it must be.

        Raises
        ------
        ValueError
            If it is not true or false.
        """
        del units
        if not isinstance(shown, bool):
            raise ValueError(f"{self.label} = {said(shown)}: must be True or False.")
        return shown

    def describe(self, units: UnitSystem) -> dict[str, Any]:
        """Return what the browser needs to draw the control."""
        del units
        return {"kind": "switch", "name": self.name, "label": self.label, "start": self.start}


Control = Slider | ToggleButtons | Switch


def _typed(unit: str) -> str:
    """Return a unit as the box folds what is typed: small letters, u for µ, U for IU."""
    return unit.replace("µ", "u").casefold()


def _decimals(step: float) -> int:
    return max(0, -int(Decimal(str(step)).normalize().as_tuple().exponent))
