from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import ADAG, estimated_average_glucose, gmi
from helpers.models.red_cells import RedCells
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PAST = np.arange(-30.0, 151.0, 1.0)


def _by_adag(glucose: Any) -> Any:
    """HbA1c (%) that belongs to an average glucose (mg/dL)."""
    slope, fall = ADAG
    return (glucose + fall) / slope


class Glycated(NamedTuple):
    """What was set, HbA1c over time and on the day, and the average glucose of the 90 days before it."""

    before: float
    after: float
    day: float
    cells: RedCells
    course: Floats
    hba1c: float
    average: float


class RedCellLife(Explorer[Glycated]):
    """HbA1c follows glucose slowly, and depends on how long red cells live."""

    title = "HbA1c, glucose and the life of red cells"
    controls = (
        Slider("before", "Average glucose until day 0", 85, 240, 100, 1, analyte="glucose", si_step=0.1),
        Slider("after", "Average glucose from day 0 on", 85, 240, 160, 1, analyte="glucose", si_step=0.1),
        Slider("day", "Blood is drawn on day", 0, 150, 30, 1),
        Slider("life", "Red cells live for", 60, 150, 120, 1, unit="days"),
    )
    presets = {
        "A month after a rise": {"day": 30},
        "Four months after": {"day": 120},
        "Steady, cells live 80 days": {"before": 154, "after": 154, "life": 80},
        "Steady, cells live 120 days": {"before": 154, "after": 154, "life": 120},
        "Steady, cells live 140 days": {"before": 154, "after": 154, "life": 140},
    }
    sources = ("Nathan2008", "Bergenstal2018", "Malka2016", "Cohen2008")
    schematic = True

    def compute(self, *, before: float, after: float, day: float, life: float) -> Glycated:
        """Return the course of HbA1c."""
        cells = RedCells(life)
        recent = min(day, 90.0) / 90
        return Glycated(
            before, after, day, cells, cells.after_step(before, after, _PAST),
            cells.after_step(before, after, day), after * recent + before * (1 - recent),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axis of days, and the plane on which ADAG and GMI are lines."""
        time, plane = charts.panels(figure, widths=(1.15, 1), sharey=True)
        unit = unit_of("hba1c", units)
        limits = in_units(np.array([2.8, 12.6]), "hba1c", units)
        time.axvline(0, color=style.MUTED, linewidth=1, linestyle=":")
        time.set(
            xlim=(-32, 154),
            ylim=limits,
            xlabel="Days since glucose changed",
            ylabel=f"HbA1c, {unit}",
            title="HbA1c over time",
        )
        time.set_xticks(range(-30, 151, 30))
        axis = np.linspace(75, 245, 30)
        x = in_units(axis, "glucose", units)
        plane.plot(
            x, in_units(_by_adag(axis), "hba1c", units), color=style.MUTED, linewidth=1.8, label="ADAG"
        )
        plane.plot(
            x, in_units(gmi(axis), "hba1c", units), color=style.GOOD, linewidth=1.8, linestyle="--", label="GMI",
        )  # fmt: skip
        plane.set(
            xlim=(x[0], x[-1]), xlabel=f"Average glucose of the last 90 days, {unit_of('glucose', units)}",
            title="HbA1c against average glucose",
        )  # fmt: skip
        charts.key(plane, "upper left", handlelength=3)
        return Scene(
            course=time.plot([], [], color=style.GLUCOSE)[0],
            day=charts.mark(time),
            stem=plane.plot([], [], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            here=charts.mark(plane),
        )

    def move(self, scene: Scene, numbers: Glycated, units: UnitSystem) -> None:
        """Draw the course and the day of the test."""
        at = in_units(numbers.hba1c, "hba1c", units)
        x = in_units(numbers.average, "glucose", units)
        scene.course.set_data(_PAST, in_units(numbers.course, "hba1c", units))
        scene.day.set_data([numbers.day], [at])
        scene.stem.set_data([x, x], [in_units(_by_adag(numbers.average), "hba1c", units), at])
        scene.here.set_data([x], [at])

    def say(self, numbers: Glycated, units: UnitSystem) -> str:
        """Say HbA1c, what it is read as, and what glucose was."""
        read_as = float(estimated_average_glucose(numbers.hba1c))
        return (
            f"On day {numbers.day:.0f}, with red cells that live {numbers.cells.life_days:.0f} days, HbA1c is "
            f"{format_value(numbers.hba1c, 'hba1c', units)}. ADAG reads that as an average glucose of "
            f"{format_value(read_as, 'glucose', units)}; the average of the last 90 days was "
            f"{format_value(numbers.average, 'glucose', units)}, and a sensor's GMI for it is "
            f"{format_value(float(gmi(numbers.average)), 'hba1c', units)}. The last 30 days make up "
            f"{100 * numbers.cells.weight(30):.0f} % of what glucose adds to HbA1c."
        )

    def tabulate(self, numbers: Glycated, units: UnitSystem) -> Columns:
        """Return HbA1c every 30 days and the weight of the days before a test."""
        days = np.array([0, 30, 60, 90, 120, 150])
        hba1c = numbers.cells.after_step(numbers.before, numbers.after, days)
        return {
            "Day": days,
            f"HbA1c, {unit_of('hba1c', units)}": in_units(hba1c, "hba1c", units),
            "Share of that many last days, %": 100 * numbers.cells.weight(days),
        }
