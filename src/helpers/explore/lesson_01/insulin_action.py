from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models import insulin_action
from helpers.models.insulin_action import Flows
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_INSULIN_AXIS = np.geomspace(0.7, 300, 120)  # µU/mL


class ActionPoint(NamedTuple):
    """Insulin in µU/mL, sensitivity as a fraction, and the flows at that point and along the axis."""

    insulin: float
    sensitivity: float
    here: Flows
    curve: Flows


class InsulinAction(Explorer[ActionPoint]):
    """The same insulin, four tissues."""

    title = "One insulin level, four tissues"
    tall = 600
    controls = (
        Slider("insulin", "Insulin in blood", 1, 200, 10, 1, analyte="insulin", si_step=5),
        Slider("sensitivity", "Insulin sensitivity", 20, 150, 100, 5, unit="% of normal"),
    )
    presets = {
        "Fasting": {"insulin": 8},
        "After a meal": {"insulin": 60},
        "Very little insulin": {"insulin": 1},
        "Resistant, fasting": {"insulin": 8, "sensitivity": 30},
    }
    sources = ("Rizza1981", "Conte2012")
    schematic = True

    def compute(self, *, insulin: float, sensitivity: float) -> ActionPoint:
        """Return the flows at the learner's insulin and along the whole axis."""
        model = insulin_action.InsulinAction(sensitivity / 100)
        return ActionPoint(insulin, sensitivity / 100, model.at(insulin), model.at(_INSULIN_AXIS))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw axes and, dashed, the curves of normal sensitivity."""
        flows, fat = charts.panels(figure, widths=(1.6, 1))
        x = in_units(_INSULIN_AXIS, "insulin", units)
        normal = insulin_action.InsulinAction().at(_INSULIN_AXIS)
        for axes, curve in (
            (flows, normal.liver_output),
            (flows, normal.other_uptake),
            (fat, normal.fat_release_pct),
        ):
            axes.plot(x, curve, **charts.dashed(1.3))
        ticks = (6, 20, 60, 200, 600) if units == "SI" else (1, 3, 10, 30, 100, 300)
        for axes in (flows, fat):
            axes.set(xlim=(x[0], x[-1]), xlabel=f"Insulin, {unit_of('insulin', units)}")
            charts.log_ticks(axes, x=ticks)
        flows.set(
            ylim=(0, 10.4),
            ylabel="mg glucose per kg and minute",
            title="Glucose: where it comes from and goes",
        )
        fat.set(ylim=(0, 105), ylabel="% of highest", title="Fat cells: fatty acids let go")
        liver = flows.plot([], [], color=style.GLUCOSE, label="liver puts out")[0]
        others = flows.plot([], [], color=style.INSULIN, linestyle="-.", label="all other tissues take up")[0]
        brain = flows.plot([], [], color=style.GOOD, linestyle=":", linewidth=3.2, label="brain takes up")[0]
        charts.key(
            flows,
            "upper left",
            handlelength=3.2,
            paper=0.9,
        )
        return Scene(
            # The line stops below the legend.
            lines=[
                axes.axvline(1, ymax=top, color=style.LEARNER, linewidth=1.2)
                for axes, top in ((flows, 0.71), (fat, 1))
            ],
            liver=liver,
            others=others,
            brain=brain,
            fat=fat.plot([], [], color=style.ACCENT)[0],
            liver_at=charts.mark(flows, "s", style.GLUCOSE, size=11, clip=False),
            # The two nearly meet while insulin is low.
            brain_at=charts.mark(flows, "^", style.GOOD, size=9, clip=False),
            others_at=charts.mark(flows, "o", style.INSULIN, size=17, clip=False, hollow=True),
            fat_at=charts.mark(fat, "D", style.ACCENT, size=11, clip=False),
        )

    def move(self, scene: Scene, numbers: ActionPoint, units: UnitSystem) -> None:
        """Redraw the four curves for the sensitivity and mark the insulin level."""
        x = in_units(_INSULIN_AXIS, "insulin", units)
        at = in_units(numbers.insulin, "insulin", units)
        for line in scene.lines:
            line.set_xdata([at, at])
        for name, curve, point in zip(
            ("liver", "others", "brain", "fat"), numbers.curve, numbers.here, strict=True
        ):
            getattr(scene, name).set_data(x, curve)
            getattr(scene, f"{name}_at").set_data([at], [point])

    def say(self, numbers: ActionPoint, units: UnitSystem) -> str:
        """Say the flows and what they would do to blood glucose."""
        here = numbers.here
        net = here.liver_output - here.other_uptake - here.brain_uptake
        course = "steady" if abs(net) < 0.3 else ("rising" if net > 0 else "falling")
        return (
            f"At insulin {format_value(numbers.insulin, 'insulin', units)} and {100 * numbers.sensitivity:.0f} % of "
            f"normal sensitivity the liver puts out {here.liver_output:.1f} mg/kg/min, the brain takes up "
            f"{here.brain_uptake:.1f}, as always, and all other tissues {here.other_uptake:.1f}; fat cells let go of "
            f"fatty acids at {here.fat_release_pct:.0f} % of their highest rate. With nothing eaten, glucose would be "
            f"{course}."
        )

    def tabulate(self, numbers: ActionPoint, units: UnitSystem) -> Columns:
        """Return the flows at the learner's insulin and at round levels."""
        insulin = np.array([numbers.insulin, 1, 3, 10, 30, 60, 100, 200])
        flows = insulin_action.InsulinAction(numbers.sensitivity).at(insulin)
        return {
            f"Insulin, {unit_of('insulin', units)}": in_units(insulin, "insulin", units),
            "Liver output, mg/kg/min": flows.liver_output,
            "Uptake by all other tissues, mg/kg/min": flows.other_uptake,
            "Brain uptake, mg/kg/min": flows.brain_uptake,
            "Fatty acid release, % of highest": flows.fat_release_pct,
        }
