"""Explorers: sliders, a figure and a sentence. In a lesson, ``explore.homa_map()`` shows one.

``explore.homa_map(glucose=81, insulin=5)`` opens it there, in conventional units. Those of traces take a learner's own
besides, as `helpers.own.read` returns it: ``explore.mage_recipes(mine)``.

An explorer is the file ``lesson_NN/its_name.py`` with one class, called as the file is: `HomaMap` in `homa_map.py`.
The folder is the only list of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from helpers.words import known, said

if TYPE_CHECKING:
    from helpers.explore.engine import Explorer
    from helpers.own import Own

__all__ = ["catalogue", "explorer", "units_switch"]

_SHARED = "shared"  # what several explorers of a lesson have in common is no explorer


@cache
def catalogue() -> dict[str, tuple[str, ...]]:
    """Return the names of all explorers by lesson; the tests move each over its whole range.

    Examples
    --------
    >>> catalogue()["00"]
    ('homa_map',)
    """
    lessons = sorted(each.name for each in pkgutil.iter_modules(__path__) if each.name.startswith("lesson_"))
    return {lesson.removeprefix("lesson_"): _names(lesson) for lesson in lessons}


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
    for lesson, names in catalogue().items():
        if known(name, names):
            module = importlib.import_module(f"helpers.explore.lesson_{lesson}.{name}")
            found: Explorer[Any] = getattr(module, name.title().replace("_", ""))()
            return found
    there = ", ".join(each for names in catalogue().values() for each in names)
    raise ValueError(f"No explorer named {said(name)}; there are {there}.")


def units_switch() -> None:
    """Show the switch between conventional and SI units, which all lessons follow."""
    from helpers.explore.engine.widget import display_units_switch

    display_units_switch()


def __getattr__(name: str) -> Callable[..., None]:
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return partial(_show, explorer(name))
    except ValueError as problem:
        raise AttributeError(str(problem)) from None


def __dir__() -> list[str]:
    return [*__all__, *(name for names in catalogue().values() for name in names)]


def _names(lesson: str) -> tuple[str, ...]:
    folder = importlib.import_module(f"helpers.explore.{lesson}")
    return tuple(each.name for each in pkgutil.iter_modules(folder.__path__) if each.name != _SHARED)


def _show(shown: Explorer[Any], /, mine: Own | None = None, **values: Any) -> None:
    from helpers.explore.engine.widget import display_explorer

    if mine is None:
        display_explorer(shown, values)
        return
    from IPython.display import display

    from helpers.html import Card, frame, paragraphs

    try:
        display_explorer(_with(shown, mine), values)
    except ValueError as problem:
        display(Card(html=frame("Not shown", paragraphs(str(problem))), text=str(problem)))


def _with(shown: Explorer[Any], mine: Own) -> Explorer[Any]:
    if getattr(mine, "kind", "") != "trace":
        raise ValueError(
            'Expected the trace of a sensor: mine = own.read("my_sensor.csv"), and then mine in these brackets.'
        )
    return shown.beside(mine)
