"""Explorers: sliders, a figure and a sentence. In a lesson, ``explore.homa_map()`` shows one.

`catalogue` lists every explorer by the lesson that introduces it; the tests move each over its whole range.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.explore.engine import Explorer

__all__ = ["catalogue", "explorer", "units_switch"]

# Lesson to names; each lesson's file is imported when one of its explorers is first used.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "00": ("homa_map",),
    "01": ("insulin_action", "compensation", "years_before", "thermostat", "causes", "meal"),
    "02": (
        "company",
        "arrows",
        "lipid_pattern",
        "pressure",
        "many_studies",
        "per_thousand",
        "weight_stories",
    ),
    "03": (
        "hpg_loop",
        "which_failed",
        "lh_pulses",
        "cycle_phase",
        "total_and_free",
        "weight_and_hormones",
        "what_remains",
        "insulin_and_ovary",
    ),
    "04": (
        "testosterone_trials",
        "benefit_and_harm",
        "injections",
        "gnrh_pulses",
        "small_trials",
        "ten_units",
        "what_prevents",
    ),
    "05": (
        "against_insulin",
        "hormone_pulses",
        "half_lives",
        "evidence_gaps",
        "in_a_hundred",
        "pressure_shift",
        "absence",
        "factorial",
    ),
    "06": ("causal_stories", "muscle_fat", "rival_lipids", "irs1", "tnf_cascade", "common_cause"),
    "07": (
        "markers",
        "two_laboratories",
        "homa_versions",
        "cut_offs",
        "tolerance_test",
        "minimal_fit",
        "red_cell_life",
        "free_testosterone_constants",
        "igf1_by_age",
        "crp_after_infection",
    ),
    "08": (
        "sensor",
        "mage_recipes",
        "upper_limit",
        "two_traces",
        "one_high_value",
        "responders",
        "trial_size",
        "ledger_by_tier",
    ),
}


def catalogue() -> dict[str, tuple[str, ...]]:
    """Return the names of all explorers by lesson.

    Examples
    --------
    >>> catalogue()["00"]
    ('homa_map',)
    """
    return dict(_NAMES)


def explorer(name: str) -> Explorer[Any]:
    """Return an explorer by its name, without showing it.

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> explorer("homa_map").view({"glucose": 81, "insulin": 5}, "conventional").sentence[:60]
    'Fasting glucose 81 mg/dL with insulin 5.0 µU/mL gives HOMA-I'
    """
    for lesson, names in _NAMES.items():
        if name in names:
            module = importlib.import_module(f"helpers.explore.lesson_{lesson}")
            found: Explorer[Any] = module.EXPLORERS[name]()
            return found
    known = ", ".join(each for names in _NAMES.values() for each in names)
    raise ValueError(f"No explorer named {name!r}; there are {known}.")


def units_switch() -> None:
    """Show the switch between conventional and SI units, which all lessons follow."""
    from helpers.explore.widget import display_units_switch

    display_units_switch()


def __getattr__(name: str) -> Callable[[], None]:
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return partial(_show, explorer(name))
    except ValueError as problem:
        raise AttributeError(str(problem)) from None


def __dir__() -> list[str]:
    return [*__all__, *(name for names in _NAMES.values() for name in names)]


def _show(shown: Explorer[Any]) -> None:
    shown.show()
