"""The published models of the course, one file each, and the schematics, labelled as such.

Each is a frozen dataclass whose fields are its parameters; `dataclasses.replace` makes a variant. Those that run
in time have `.simulate(...)`.

A model is imported when it is asked for: a page that shows one need not wait for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.models.beta_cell_mass import BetaCellMass
    from helpers.models.body_weight import WeightChange
    from helpers.models.causal_paths import CausalPaths
    from helpers.models.causal_stories import CausalStory
    from helpers.models.clamp import Clamp
    from helpers.models.depot import Depot, Pellets
    from helpers.models.diabetes_pathway import DiabetesPathway
    from helpers.models.growth_hormone import GrowthHormonePulses
    from helpers.models.inflammation import AcutePhase
    from helpers.models.insulin_action import InsulinAction
    from helpers.models.insulin_pressure import InsulinPressure
    from helpers.models.lipid_pool import LipidPool
    from helpers.models.lipid_signalling import LipidSignalling
    from helpers.models.liver_fat import LiverFat
    from helpers.models.male_axis import MaleAxis
    from helpers.models.meal import MealModel
    from helpers.models.minimal import MinimalModel
    from helpers.models.pulse_generator import PulseGenerator
    from helpers.models.receptor_substrate import InsulinReceptorSubstrate
    from helpers.models.red_cells import RedCells
    from helpers.models.testosterone_binding import TestosteroneBinding
    from helpers.models.thermostat import Thermostat

__all__ = [
    "AcutePhase",
    "BetaCellMass",
    "CausalPaths",
    "CausalStory",
    "Clamp",
    "Depot",
    "DiabetesPathway",
    "GrowthHormonePulses",
    "InsulinAction",
    "InsulinPressure",
    "InsulinReceptorSubstrate",
    "LipidPool",
    "LipidSignalling",
    "LiverFat",
    "MaleAxis",
    "MealModel",
    "MinimalModel",
    "Pellets",
    "PulseGenerator",
    "RedCells",
    "TestosteroneBinding",
    "Thermostat",
    "WeightChange",
]

_FILES = {
    "AcutePhase": "inflammation",
    "BetaCellMass": "beta_cell_mass",
    "CausalPaths": "causal_paths",
    "CausalStory": "causal_stories",
    "Clamp": "clamp",
    "Depot": "depot",
    "DiabetesPathway": "diabetes_pathway",
    "GrowthHormonePulses": "growth_hormone",
    "InsulinAction": "insulin_action",
    "InsulinPressure": "insulin_pressure",
    "InsulinReceptorSubstrate": "receptor_substrate",
    "LipidPool": "lipid_pool",
    "LipidSignalling": "lipid_signalling",
    "LiverFat": "liver_fat",
    "MaleAxis": "male_axis",
    "MealModel": "meal",
    "MinimalModel": "minimal",
    "Pellets": "depot",
    "PulseGenerator": "pulse_generator",
    "RedCells": "red_cells",
    "TestosteroneBinding": "testosterone_binding",
    "Thermostat": "thermostat",
    "WeightChange": "body_weight",
}


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(f"There is no model {name!r}; there are {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
