"""The published models of the course, one file each, and the schematics, labelled as such.

Each is a frozen dataclass whose fields are its parameters; `dataclasses.replace` makes a variant. Those that run
in time have `.simulate(...)`.
"""

from __future__ import annotations

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
