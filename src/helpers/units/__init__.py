"""Units: the analytes' table, conversion and checks, and the one remembered choice of what is shown."""

from __future__ import annotations

from helpers.units.analytes import ANALYTES, Analyte, Unit, UnitSystem, analyte_of, system_of, unit_of
from helpers.units.choice import current_units, format_value, on_units_change, units_as, use_units
from helpers.units.conversion import Measurements, bounded, convert, in_units, is_plausible, like, measured

__all__ = [
    "ANALYTES",
    "Analyte",
    "Measurements",
    "Unit",
    "UnitSystem",
    "analyte_of",
    "bounded",
    "convert",
    "current_units",
    "format_value",
    "in_units",
    "is_plausible",
    "like",
    "measured",
    "on_units_change",
    "system_of",
    "unit_of",
    "units_as",
    "use_units",
]
