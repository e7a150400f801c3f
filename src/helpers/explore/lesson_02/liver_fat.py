from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import models
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.liver_fat import Balance
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROWS = ("from fat tissue", "made from sugar", "sent out in VLDL", "burned")
_FLOW_TOP, _FAT_TOP, _BLOOD_TOP = 60.0, 50.0, 5.0


class Settled(NamedTuple):
    """What was set, in fractions of healthy, and where it settles."""

    set_: models.LiverFat
    here: Balance


@cache
def _healthy() -> Balance:
    return models.LiverFat().balance()


def _flows(balance: Balance) -> tuple[float, ...]:
    return (balance.from_fat, balance.from_sugar, balance.sent_out, balance.burned)


class LiverFat(Explorer[Settled]):
    """What fills the liver with fat and blood with triglycerides, and what a missing receptor does."""

    title = "Liver fat and triglycerides: made, sent out, cleared"
    controls = (
        Slider("insulin", "Insulin in blood", 0.5, 4, 1, 0.1, unit="× healthy"),
        Slider("fat_cells", "Fat cells answer to insulin", 0, 100, 100, 1, unit="%"),
        Slider("fat_making", "Liver's fat-making answers", 0, 100, 100, 1, unit="%"),
        Slider("clearance", "Blood is cleared", 40, 120, 100, 5, unit="% of healthy"),
    )
    presets = {
        "Common resistance": {"insulin": 2.5, "fat_cells": 25, "clearance": 80},
        "If all answered less": {"insulin": 2.5, "fat_cells": 25, "fat_making": 25, "clearance": 80},
        "No receptor works": {"insulin": 4, "fat_cells": 0, "fat_making": 2},
        "Fault behind the receptor": {"insulin": 3, "fat_cells": 15, "fat_making": 80, "clearance": 60},
    }
    sources = ("Semple2009", "Sekizkardes2020", "Fabbrini2008", "Donnelly2005")
    schematic = True

    def compute(self, *, insulin: float, fat_cells: float, fat_making: float, clearance: float) -> Settled:
        """Return the balance."""
        chosen = models.LiverFat(insulin, fat_cells / 100, fat_making / 100, clearance / 100)
        return Settled(chosen, chosen.balance())

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, the healthy liver, and what was measured."""
        flows, result = charts.panels(figure)
        heights = range(len(_ROWS) - 1, -1, -1)
        flows.set(
            xlim=(0, _FLOW_TOP), ylim=(-0.6, len(_ROWS) - 0.4), yticks=list(heights), yticklabels=_ROWS,
            xlabel="µmol of triglyceride a minute", title="In and out of the liver",
        )  # fmt: skip
        flows.plot(
            _flows(_healthy()), list(heights), "|", color=style.INK, markersize=22, markeredgewidth=2.2
        )
        result.plot([3.4], [1], "s", color=style.INK, markersize=9)
        result.plot([0.5], [0.3], "D", color=style.ACCENT, markersize=8)
        result.annotate(
            "no receptor works", (0.5, 0.3), xytext=(8, 0.2), va="center", fontsize=10.5, color=style.ACCENT
        )
        result.text(8, 1, "healthy", va="center", fontsize=10.5)
        result.axvline(5.5, color=style.MUTED, linewidth=1, linestyle=":")
        result.text(6.3, 4.75, "fatty liver →", va="top", color=style.MUTED, fontsize=10.5)
        result.set(
            xlim=(-1, _FAT_TOP), ylim=(0, _BLOOD_TOP), xlabel="Liver fat, %", ylabel="× healthy",
            title="Triglycerides in blood",
        )  # fmt: skip
        colours = (style.WARN, style.WARN, style.GLUCOSE, style.MUTED)
        return Scene(
            bars=[
                flows.plot([], [], color=colour, linewidth=16, solid_capstyle="butt", alpha=0.75)[0]
                for colour in colours
            ],
            here=charts.ring(result, size=18),
        )

    def move(self, scene: Scene, numbers: Settled, units: UnitSystem) -> None:
        """Set the bars and the mark."""
        for row, (bar, flow) in enumerate(zip(scene.bars, _flows(numbers.here), strict=True)):
            height = len(_ROWS) - 1 - row
            bar.set_data([0, min(flow, _FLOW_TOP)], [height, height])
        scene.here.set_data(
            [min(numbers.here.liver_fat_pct, _FAT_TOP)], [min(numbers.here.triglycerides, _BLOOD_TOP)]
        )

    def say(self, numbers: Settled, units: UnitSystem) -> str:
        """Say flows, liver fat and triglycerides."""
        here = numbers.here
        fat = (
            f"{here.liver_fat_pct:.1f} %"
            if here.liver_fat_pct <= _FAT_TOP
            else "over 50 % (beyond the picture)"
        )
        return (
            f"From fat tissue the liver keeps {here.from_fat:.1f} and makes {here.from_sugar:.1f} µmol of "
            f"triglyceride a minute (healthy: {_healthy().from_fat:.1f} and {_healthy().from_sugar:.1f}); it sends "
            f"out {here.sent_out:.1f} (healthy: {_healthy().sent_out:.1f}). Liver fat settles at {fat}, and "
            f"triglycerides in blood at {here.triglycerides:.1f} times healthy."
        )

    def tabulate(self, numbers: Settled, units: UnitSystem) -> Columns:
        """Return the flows beside the healthy ones."""
        rows = [*_ROWS, "liver fat, %", "triglycerides in blood, × healthy"]
        columns = {
            name: np.round([*_flows(each), each.liver_fat_pct, each.triglycerides], 2)
            for name, each in (("As set", numbers.here), ("Healthy", _healthy()))
        }
        return {"Flow, µmol/min, or result": rows, **columns}
