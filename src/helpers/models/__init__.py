"""The published models of the course, one file each, and the schematics, labelled as such.

Each model is a frozen dataclass whose fields are the paper's parameters; `dataclasses.replace` makes a
variant and `.simulate(...)` returns a DataFrame indexed by time. A model's file is read when its name is
first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.models.beta_cell_mass import BetaCellMass
    from helpers.models.body_weight import WeightChange
    from helpers.models.causal_paths import CausalPaths
    from helpers.models.causal_stories import CausalStory
    from helpers.models.depot import Depot, Pellets
    from helpers.models.diabetes_pathway import DiabetesPathway
    from helpers.models.growth_hormone import GrowthHormonePulses
    from helpers.models.inflammation import AcutePhase
    from helpers.models.insulin_pressure import InsulinPressure
    from helpers.models.lipid_pool import LipidPool
    from helpers.models.lipid_signalling import LipidSignalling
    from helpers.models.male_axis import MaleAxis, PulseGenerator
    from helpers.models.meal import MealModel
    from helpers.models.minimal import MinimalModel
    from helpers.models.receptor_substrate import InsulinReceptorSubstrate
    from helpers.models.red_cells import RedCells
    from helpers.models.testosterone_binding import TestosteroneBinding

_FILES = {
    "AcutePhase": "inflammation",
    "BetaCellMass": "beta_cell_mass",
    "CausalPaths": "causal_paths",
    "CausalStory": "causal_stories",
    "Depot": "depot",
    "DiabetesPathway": "diabetes_pathway",
    "GrowthHormonePulses": "growth_hormone",
    "InsulinPressure": "insulin_pressure",
    "InsulinReceptorSubstrate": "receptor_substrate",
    "LipidPool": "lipid_pool",
    "LipidSignalling": "lipid_signalling",
    "MaleAxis": "male_axis",
    "MealModel": "meal",
    "MinimalModel": "minimal",
    "Pellets": "depot",
    "PulseGenerator": "male_axis",
    "RedCells": "red_cells",
    "TestosteroneBinding": "testosterone_binding",
    "WeightChange": "body_weight",
}

__all__ = [
    "AcutePhase",
    "BetaCellMass",
    "CausalPaths",
    "CausalStory",
    "Depot",
    "DiabetesPathway",
    "GrowthHormonePulses",
    "InsulinPressure",
    "InsulinReceptorSubstrate",
    "LipidPool",
    "LipidSignalling",
    "MaleAxis",
    "MealModel",
    "MinimalModel",
    "Pellets",
    "PulseGenerator",
    "RedCells",
    "TestosteroneBinding",
    "WeightChange",
]


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    model = getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    globals()[name] = model
    return model


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
