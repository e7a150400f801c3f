"""The one remembered choice: which unit system the course shows, and numbers written in it."""

from __future__ import annotations

import json
import math
import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from types import MethodType
from typing import Any, cast

import numpy as np

from helpers.paths import learner_path
from helpers.units.analytes import SYSTEMS, UnitSystem, analyte_of, system_of, unit_named
from helpers.units.conversion import convert
from helpers.words import said

# The learner's choice is the one thing that this package remembers between calls.
SETTINGS_FILE = "settings.json"
_chosen: UnitSystem | None = None
_override: ContextVar[UnitSystem | None] = ContextVar("units_as", default=None)
_references: list[Callable[[], Callable[[UnitSystem], object] | None]] = []


def use_units(units: UnitSystem) -> None:
    """Choose the units that lessons display, now and in later sessions.

    Parameters
    ----------
    units
        ``"conventional"`` (mg/dL, µU/mL, ng/dL) or ``"SI"`` (mmol/L, pmol/L, nmol/L).

    Raises
    ------
    ValueError
        If it is neither.
    """
    global _chosen
    system = system_of(units)
    changed = system != _choice()
    _chosen = system
    _save(system)
    if changed:
        for callback in _listeners():
            callback(system)


def current_units() -> UnitSystem:
    """Return the units that lessons display: those of `units_as`, else the learner's, else conventional."""
    return _override.get() or _choice()


@contextmanager
def units_as(units: UnitSystem) -> Iterator[None]:
    """Display in other units for a while, without changing the learner's choice or telling anyone.

    Raises
    ------
    ValueError
        If it is neither ``"conventional"`` nor ``"SI"``.

    Examples
    --------
    >>> with units_as("SI"):
    ...     format_value(100, "glucose")
    '5.6 mmol/L'
    """
    token = _override.set(system_of(units))
    try:
        yield
    finally:
        _override.reset(token)


def on_units_change(callback: Callable[[UnitSystem], object]) -> Callable[[], None]:
    """Call `callback` with the new units whenever the learner changes them.

    A bound method is held weakly: it does not keep its object alive, and ends with it. A function is held
    until the returned function is called.

    Raises
    ------
    ValueError
        If `callback` cannot be called.

    Returns
    -------
    callable
        Ends the subscription; calling it again does nothing.

    Examples
    --------
    >>> stop = on_units_change(print)
    >>> stop()
    """
    if not callable(callback):
        raise ValueError(f"callback = {said(callback)}: expected a function of the new units.")
    reference: Callable[[], Callable[[UnitSystem], object] | None] = (
        weakref.WeakMethod(callback) if isinstance(callback, MethodType) else lambda: callback
    )
    _references.append(reference)

    def stop() -> None:
        if reference in _references:
            _references.remove(reference)

    return stop


def format_value(value: float, analyte: str, units: UnitSystem | None = None) -> str:
    """Return a measurement as a learner reads it, with its unit.

    The decimals are those that a laboratory reports, but never fewer than two significant digits.

    Parameters
    ----------
    value
        In the conventional unit, as everywhere inside the course.
    analyte
        Key of the analyte.
    units
        The system to show it in; by default the one now displayed.

    Raises
    ------
    ValueError
        As `convert`.

    Examples
    --------
    >>> format_value(100, "glucose", "conventional"), format_value(100, "glucose", "SI")
    ('100 mg/dL', '5.6 mmol/L')
    >>> format_value(float("nan"), "glucose")
    'not measured'
    """
    kind = analyte_of(analyte)
    unit = unit_named(kind, current_units() if units is None else units)
    converted = convert(value, analyte, kind.conventional.symbol, unit.symbol)
    if np.ndim(converted):
        raise ValueError(f"value = {said(value)}: expected one measurement; write a list of them one by one.")
    shown = float(converted)
    if math.isnan(shown):
        return "not measured"
    decimals = unit.decimals
    if shown != 0:
        decimals = max(decimals, 1 - math.floor(math.log10(abs(shown))))
    return f"{shown:.{decimals}f} {unit.symbol}"


def _choice() -> UnitSystem:
    global _chosen
    if _chosen is None:
        saved = _settings().get("units")
        _chosen = cast(UnitSystem, saved) if saved in SYSTEMS else "conventional"
    return _chosen


def _listeners() -> list[Callable[[UnitSystem], object]]:
    """Return the callbacks that still live, and forget the others."""
    living = [(reference, callback) for reference in _references if (callback := reference()) is not None]
    _references[:] = [reference for reference, _ in living]
    return [callback for _, callback in living]


def _settings() -> dict[str, Any]:
    """Return the learner's settings; a file that is missing or damaged counts as empty."""
    # ValueError covers text that is no JSON and bytes that are no text.
    with suppress(OSError, ValueError, RecursionError):
        read = json.loads(learner_path(SETTINGS_FILE).read_text(encoding="utf-8"))
        if isinstance(read, dict):
            return read
    return {}


def _save(units: UnitSystem) -> None:
    """Keep the choice for later sessions, where the folder can be written."""
    path = learner_path(SETTINGS_FILE)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(_settings() | {"units": units}, indent=1) + "\n", encoding="utf-8")
        # Replacing is atomic: another session never reads half a file.
        draft.replace(path)
