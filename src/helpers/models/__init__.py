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
    from helpers.models.depot import Depot
    from helpers.models.diabetes_pathway import DiabetesPathway
    from helpers.models.growth_hormone import GrowthHormonePulses
    from helpers.models.inflammation import AcutePhase
    from helpers.models.lipid_pool import LipidPool
    from helpers.models.male_axis import MaleAxis
    from helpers.models.meal import MealModel
    from helpers.models.minimal import MinimalModel
    from helpers.models.receptor_substrate import InsulinReceptorSubstrate

_FILES = {
    "AcutePhase": "inflammation",
    "BetaCellMass": "beta_cell_mass",
    "Depot": "depot",
    "DiabetesPathway": "diabetes_pathway",
    "GrowthHormonePulses": "growth_hormone",
    "InsulinReceptorSubstrate": "receptor_substrate",
    "LipidPool": "lipid_pool",
    "MaleAxis": "male_axis",
    "MealModel": "meal",
    "MinimalModel": "minimal",
}

__all__ = [
    "AcutePhase",
    "BetaCellMass",
    "Depot",
    "DiabetesPathway",
    "GrowthHormonePulses",
    "InsulinReceptorSubstrate",
    "LipidPool",
    "MaleAxis",
    "MealModel",
    "MinimalModel",
]


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    model = getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    globals()[name] = model
    return model


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
