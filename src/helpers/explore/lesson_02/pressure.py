from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import minus
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.insulin_pressure import InsulinPressure
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PRESSURE_AXIS = np.linspace(8, 150, 120)  # µU/mL
_INFUSED, _RISE = (72.0, 144.0), 25.0  # µU/mL in the studies: Anderson 1991, and Hausberg 1995


class Pull(NamedTuple):
    """Insulin in µU/mL, the model, and what nerves, vessels and both do there, mmHg."""

    insulin: float
    model: InsulinPressure
    nerves: float
    vessels: float
    both: float


class Pressure(Explorer[Pull]):
    """An hour of insulin pulls pressure up through nerves and down through vessels."""

    title = "An hour of insulin and diastolic pressure"
    tall = 660
    controls = (
        Slider("insulin", "Insulin in blood", 8, 150, 8, 1, analyte="insulin", si_step=5),
        Slider("nerves", "Nerves respond", 0, 150, 100, 5, unit="% of healthy"),
        Slider("vessels", "Vessels respond", 0, 150, 100, 5, unit="% of healthy"),
    )
    presets = {
        "Infusion, healthy": {"insulin": 72},
        "Modest rise, healthy": {"insulin": 25},
        "Infusion, vessels resist": {"insulin": 72, "vessels": 30},
        "Infusion, both resist": {"insulin": 72, "vessels": 30, "nerves": 30},
    }
    sources = ("Anderson1991", "Hausberg1995", "Clerk2006")
    schematic = True

    def compute(self, *, insulin: float, nerves: float, vessels: float) -> Pull:
        """Return the two pulls and their sum."""
        model = InsulinPressure(nerves / 100, vessels / 100)
        up, down = float(model.from_nerves(insulin)), float(model.from_vessels(insulin))
        return Pull(insulin, model, up, down, up + down)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and what was measured as squares."""
        pulls, measured = charts.panels(figure, widths=(1.5, 1))
        ends = in_units(np.array([8.0, 150.0]), "insulin", units)
        label = f"Insulin, {unit_of('insulin', units)}"
        for axes in (pulls, measured):
            axes.axhline(0, color=style.MUTED, linewidth=1.2)
            axes.set(xlim=ends, xlabel=label)
        pulls.set(ylim=(-17, 17), ylabel="mmHg from before", title="Two pulls and their sum")
        diastolic = trials.effect("pressure-diastolic")
        at = in_units(np.array(_INFUSED), "insulin", units)
        pulls.plot(
            at,
            [diastolic] * 2,
            "s",
            color=style.INK,
            markersize=10,
            label="14 healthy men",
            linestyle="none",
        )
        measured.plot(
            at,
            [trials.effect("pressure-nerves-72"), trials.effect("pressure-nerves-144")],
            "s",
            color=style.GLUCOSE,
            markersize=10,
            label="14 men",
        )
        measured.plot(
            in_units(np.array([_RISE]), "insulin", units),
            [trials.effect("pressure-nerves-25")],
            "^",
            color=style.GLUCOSE,
            markersize=11,
            label="12 other adults",
        )
        measured.set(ylim=(-1, 16), ylabel="more bursts per minute", title="Measured: nerve activity")
        charts.key(measured, "upper left")
        scene = Scene(
            line=pulls.axvline(8, color=style.LEARNER, linewidth=1.2, ymax=0.72),
            nerves=pulls.plot([], [], color=style.GLUCOSE, linestyle="--", label="through nerves")[0],
            vessels=pulls.plot([], [], color=style.INSULIN, linestyle="-.", label="through vessels")[0],
            both=pulls.plot([], [], color=style.INK, label="both together")[0],
            here=charts.mark(pulls, size=18, clip=False, hollow=True),
        )
        charts.key(pulls, "upper left", columns=2, handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Pull, units: UnitSystem) -> None:
        """Draw the three curves and mark the insulin level."""
        x = in_units(_PRESSURE_AXIS, "insulin", units)
        at = in_units(numbers.insulin, "insulin", units)
        scene.line.set_xdata([at, at])
        scene.nerves.set_data(x, numbers.model.from_nerves(_PRESSURE_AXIS))
        scene.vessels.set_data(x, numbers.model.from_vessels(_PRESSURE_AXIS))
        scene.both.set_data(x, numbers.model.change(_PRESSURE_AXIS))
        scene.here.set_data([at], [numbers.both])

    def say(self, numbers: Pull, units: UnitSystem) -> str:
        """Say both pulls and their sum."""
        course = (
            "stays about where it was"
            if abs(numbers.both) < 0.5
            else f"{'rises' if numbers.both > 0 else 'falls'} by {abs(numbers.both):.1f} mmHg"
        )
        return minus(
            f"An hour at insulin {format_value(numbers.insulin, 'insulin', units)}, with nerves at "
            f"{100 * numbers.model.nerves:.0f} % and vessels at {100 * numbers.model.vessels:.0f} % of a healthy "
            f"response: the nerves pull diastolic pressure up by {numbers.nerves:.1f} mmHg, the vessels down by "
            f"{abs(numbers.vessels):.1f}; it {course}. The two pulls are schematic; in healthy men their sum is as "
            "measured."
        )

    def tabulate(self, numbers: Pull, units: UnitSystem) -> Columns:
        """Return the pulls at the learner's level and at those of the studies."""
        insulin = np.array([numbers.insulin, 8, _RISE, *_INFUSED])
        model = numbers.model
        return {
            f"Insulin, {unit_of('insulin', units)}": in_units(insulin, "insulin", units),
            "Through nerves, mmHg": model.from_nerves(insulin),
            "Through vessels, mmHg": model.from_vessels(insulin) + 0.0,
            "Together, mmHg": model.change(insulin),
        }
