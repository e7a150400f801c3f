from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.explore.lesson_07.shared import synthetic_adults
from helpers.models.inflammation import AcutePhase
from helpers.units import UnitSystem, format_value, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DAYS_AXIS_END = 30

_RAISED_CRP = (
    3.0  # mg/L, from which risk is called high: Pearson 2003, doi:10.1161/01.CIR.0000052939.59093.45
)


class Inflamed(NamedTuple):
    """What was set, the course, the value on the day, and its rank among the adults."""

    usual: float
    infection: float
    day: float
    days: Floats
    course: Floats
    crp: float
    rank: float


class CrpAfterInfection(Explorer[Inflamed]):
    """A cold on top of the usual CRP."""

    title = "CRP after an infection"
    controls = (
        Slider("usual", "Usual CRP", 0.3, 10, 1.5, 0.1, analyte="crp", si_step=0.1),
        Slider("infection", "Infection adds IL-6", 0, 150, 30, 5, unit="× lean IL-6"),
        Slider("day", "Blood is drawn on day", 0, 30, 3, 0.5),
    )
    presets = {
        "On the third day": {"day": 3},
        "After ten days": {"day": 10},
        "A severe infection, after ten days": {"infection": 135, "day": 10},
        "No infection, more fat tissue": {"usual": 4.5, "infection": 0},
    }
    sources = ("Pepys2003", "Vigushin1993")
    schematic = True

    def compute(self, *, usual: float, infection: float, day: float) -> Inflamed:
        """Return the course of CRP in the month after."""
        # As in lesson 06, an infection adds the same to everyone, whatever is usual.
        course = AcutePhase(adipose=0).course(_DAYS_AXIS_END, infection=infection)
        days, crp = course["time_days"], usual + course["crp_mg_l"]
        here = float(np.interp(day, days, crp))
        ranked = _ranked_crp()
        return Inflamed(
            usual, infection, day, days, crp, here, 100 * float(np.searchsorted(ranked, here)) / len(ranked)
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axis of days, and the adults' distribution."""
        time, adults = charts.panels(figure, widths=(1.5, 1), sharey=True)
        time.set(
            xlim=(-0.5, 30.5),
            ylim=(0.06, 200),
            xlabel="Days since the infection began",
            ylabel=f"CRP, {unit_of('crp', units)}",
            title="CRP over a month",
        )
        charts.log_ticks(time, y=(0.1, 0.3, 1, 3, 10, 30, 100))
        time.set_ylim(0.06, 200)
        # CRP is reported in tenths, so that narrow classes would have gaps.
        edges = np.array(
            [0.06, 0.15, 0.35, 0.65, 0.95, 1.45, 1.95, 2.95, 3.95, 5.95, 7.95, 11.95, 15.95, 23.95, 47.95]
        )
        counts = np.histogram(_ranked_crp(), edges)[0] / np.diff(np.log(edges))
        adults.stairs(counts, edges, fill=True, color=style.CROWD, alpha=0.7, orientation="horizontal")
        adults.set(xticks=[], xlabel="how many", title="Synthetic adults")
        for axes in (time, adults):
            axes.axhline(_RAISED_CRP, color=style.GLUCOSE, linewidth=1.2, linestyle=":")
        time.text(30, 0.075, "dotted: 3 mg/L", ha="right", fontsize=10.5, color=style.GLUCOSE)
        return Scene(
            usual=time.axhline(1, **charts.dashed()),
            course=time.plot([], [], color=style.ACCENT)[0],
            point=charts.mark(time, size=13),
            level=adults.axhline(1, color=style.LEARNER, linewidth=2),
        )

    def move(self, scene: Scene, numbers: Inflamed, units: UnitSystem) -> None:
        """Draw the course and the day of the test."""
        scene.usual.set_ydata([numbers.usual] * 2)
        scene.course.set_data(numbers.days, numbers.course)
        scene.point.set_data([numbers.day], [numbers.crp])
        scene.level.set_ydata([numbers.crp] * 2)

    def say(self, numbers: Inflamed, units: UnitSystem) -> str:
        """Say the value, its rank, and when the usual one is back."""
        raised = np.flatnonzero(numbers.course > 1.2 * numbers.usual)
        back = (
            "CRP stays within 20 % of its usual value."
            if not len(raised)
            else "It is still more than 20 % above usual after 30 days."
            if raised[-1] == len(numbers.days) - 1
            else f"It is within 20 % of usual again from day {numbers.days[raised[-1] + 1]:.0f} on."
        )
        peak = int(np.argmax(numbers.course))
        top = (
            f" The highest value, {format_value(float(numbers.course[peak]), 'crp', units)}, comes on day "
            f"{numbers.days[peak]:.0f}."
            if len(raised)
            else ""
        )
        return (
            f"Usual CRP {format_value(numbers.usual, 'crp', units)}; on day {numbers.day:g} it is "
            f"{format_value(numbers.crp, 'crp', units)}, higher than in {numbers.rank:.0f} % of the synthetic "
            f"adults.{top} {back} Insulin sensitivity does not enter this calculation."
        )

    def tabulate(self, numbers: Inflamed, units: UnitSystem) -> Columns:
        """Return the course on chosen days."""
        days = np.array([0, 1, 2, 3, 5, 7, 10, 14, 21, 30], dtype=float)
        return {"Day": days, f"CRP, {unit_of('crp', units)}": np.interp(days, numbers.days, numbers.course)}


@cache
def _ranked_crp() -> Floats:
    return np.sort(synthetic_adults()["crp_mg_l"])
