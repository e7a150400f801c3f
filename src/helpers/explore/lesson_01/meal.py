from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.meal import MealModel
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_INSULIN_TOP = 160.0  # µU/mL; what drinks and defects of the presets give stays below


class MealPair(NamedTuple):
    """Minutes; glucose (mg/dL) and insulin (µU/mL) of the healthy person and of the learner's; grams."""

    minutes: Floats
    healthy: tuple[Floats, Floats]
    other: tuple[Floats, Floats]
    dose: float


class Meal(Explorer[MealPair]):
    """Two people drink the same glucose."""

    title = "Two people, one drink of glucose"
    tall = 580
    controls = (
        Slider("dose", "Glucose in the drink", 10, 120, 75, 5, unit="g"),
        Slider("muscle", "Muscle's response to insulin", 20, 150, 100, 5, unit="% of healthy"),
        Slider("liver", "Liver's response to insulin", 20, 150, 100, 5, unit="% of healthy"),
        Slider("beta_cell", "Beta cells' response to glucose", 20, 300, 100, 5, unit="% of healthy"),
    )
    presets = {
        "Muscle halved": {"muscle": 50},
        "Muscle and liver halved": {"muscle": 50, "liver": 50},
        "Resistant, compensated": {"muscle": 50, "liver": 50, "beta_cell": 200},
        "Weak beta cells": {"beta_cell": 40},
    }
    sources = ("DallaMan2007",)

    def compute(self, *, dose: float, muscle: float, liver: float, beta_cell: float) -> MealPair:
        """Return both courses over five hours."""
        other = MealModel.normal().with_defects(
            muscle=muscle / 100, liver=liver / 100, beta_cell=beta_cell / 100
        )
        minutes, *normal = _healthy_drink(dose)
        _, *own = _drink(other, dose)
        return MealPair(minutes, (normal[0], normal[1]), (own[0], own[1]), dose)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of glucose and insulin."""
        glucose, insulin = charts.panels(figure)
        glucose.set(
            ylim=in_units(np.array([40.0, 320.0]), "glucose", units),
            title="Glucose", ylabel=unit_of("glucose", units),
        )  # fmt: skip
        insulin.set(
            ylim=(0, in_units(_INSULIN_TOP, "insulin", units)),
            title="Insulin",
            ylabel=unit_of("insulin", units),
        )
        for axes in (glucose, insulin):
            axes.set(xlim=(0, 300), xlabel="Minutes after the drink", xticks=range(0, 301, 60))
        dashed = charts.dashed(2)
        scene = Scene(
            healthy=[axes.plot([], [], label="healthy person", **dashed)[0] for axes in (glucose, insulin)],
            glucose=glucose.plot([], [], color=style.GLUCOSE, label="your person")[0],
            insulin=insulin.plot([], [], color=style.INSULIN, label="your person")[0],
            above=charts.mark(insulin, "^", style.INSULIN, clip=False),
            peak=insulin.text(
                0, 0, "", color=style.INSULIN, weight="bold", ha="center", va="top", bbox=charts.box()
            ),
        )
        for axes in (glucose, insulin):
            charts.key(axes, "upper right", handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: MealPair, units: UnitSystem) -> None:
        """Draw the four curves."""
        for line, values, analyte in (
            (scene.healthy[0], numbers.healthy[0], "glucose"),
            (scene.healthy[1], numbers.healthy[1], "insulin"),
            (scene.glucose, numbers.other[0], "glucose"),
            (scene.insulin, numbers.other[1], "insulin"),
        ):
            line.set_data(numbers.minutes, in_units(values, analyte, units))
        # An arrow says that the curve leaves the picture, and how far.
        insulin = numbers.other[1]
        beyond = bool(insulin.max() > _INSULIN_TOP)
        scene.above.set_visible(beyond)
        scene.peak.set_visible(beyond)
        if beyond:
            at, top = numbers.minutes[int(np.argmax(insulin))], in_units(_INSULIN_TOP, "insulin", units)
            scene.above.set_data([at], [top])
            scene.peak.set_position((at, 0.93 * top))
            scene.peak.set_text(f"up to\n{in_units(insulin.max(), 'insulin', units):.0f}")

    def say(self, numbers: MealPair, units: UnitSystem) -> str:
        """Compare peaks and means of the two people."""
        (own_glucose, own_insulin), (glucose, insulin) = numbers.other, numbers.healthy
        return (
            f"After {numbers.dose:.0f} g of glucose your person's glucose peaks at "
            f"{format_value(own_glucose.max(), 'glucose', units)} (healthy: "
            f"{format_value(glucose.max(), 'glucose', units)}) and insulin at "
            f"{format_value(own_insulin.max(), 'insulin', units)} (healthy: "
            f"{format_value(insulin.max(), 'insulin', units)}). Over five hours the average glucose is "
            f"{own_glucose.mean() / glucose.mean():.2f} times the healthy person's, the average insulin "
            f"{own_insulin.mean() / insulin.mean():.2f} times."
        )

    def tabulate(self, numbers: MealPair, units: UnitSystem) -> Columns:
        """Return the four curves every half hour."""
        rows = slice(None, None, 30)
        columns = {"Time, min": numbers.minutes[rows].round()}
        for who, (glucose, insulin) in (("your person", numbers.other), ("healthy person", numbers.healthy)):
            columns[f"Glucose of {who}, {unit_of('glucose', units)}"] = in_units(
                glucose[rows], "glucose", units
            )
            columns[f"Insulin of {who}, {unit_of('insulin', units)}"] = in_units(
                insulin[rows], "insulin", units
            )
        return columns


def _drink(person: MealModel, dose: float) -> tuple[Floats, Floats, Floats]:
    course = person.course(dose_g=dose, minutes=300)
    insulin = in_units(course["insulin_pmol_l"], "insulin", "conventional", given="pmol/L")
    return course["time_min"], course["glucose_mg_dl"], insulin


@cache
def _healthy_drink(dose: float) -> tuple[Floats, Floats, Floats]:
    return _drink(MealModel.normal(), dose)
