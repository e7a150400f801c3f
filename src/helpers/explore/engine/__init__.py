"""What makes an explorer live: controls, stage, session and widget. Authors import from here and need not read it."""

from __future__ import annotations

from helpers.columns import Columns
from helpers.explore.engine.controls import Control, Slider, Switch, ToggleButtons, Value, Values
from helpers.explore.engine.diagram import Diagram, Step
from helpers.explore.engine.explorer import Explorer, View
from helpers.explore.engine.stage import Scene

__all__ = [
    "Columns",
    "Control",
    "Diagram",
    "Explorer",
    "Scene",
    "Slider",
    "Step",
    "Switch",
    "ToggleButtons",
    "Value",
    "Values",
    "View",
]
