from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import minus
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.explore.lesson_02.shared import rounded
from helpers.models.body_weight import WeightChange
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_YEARS = np.linspace(0, 5, 61)
_USUAL_CARBOHYDRATE = 50.0  # % of energy, where the weight was steady
_TRIAL_GAP = 18.0  # % of energy between the two diets of DIETFITS at its end (48 against 30)


_FRAME = 13.0  # kg, above and below


class Weights(NamedTuple):
    """What is eaten and burned, and what follows for weight and for the trial."""

    eaten: float
    carbohydrate: float
    burned_per_10: float
    own: WeightChange
    plain: WeightChange
    trial: float


class WeightStories(Explorer[Weights]):
    """Energy balance alone, or with energy burned through less carbohydrate."""

    title = "Weight after a lasting change"
    tall = 580
    controls = (
        Slider("eaten", "Eaten beyond need", -200, 200, 100, 10, unit="kcal a day"),
        Slider("carbohydrate", "Carbohydrate", 20, 60, 50, 1, unit="% of energy"),
        Slider("burned", "Burned extra for 10 % less carbohydrate", -20, 90, 0, 1, unit="kcal a day"),
    )
    presets = {
        "100 kcal more": {"eaten": 100},
        "Less carbohydrate, energy balance alone": {"eaten": 0, "carbohydrate": 30},
        "Less carbohydrate, as the 2018 trial": {"eaten": 0, "carbohydrate": 30, "burned": 52},
        "Its lower end": {"eaten": 0, "carbohydrate": 30, "burned": 23},
    }
    sources = ("HallKD2011", "Ebbeling2018", "HallKD2017", "Gardner2018")

    def compute(self, *, eaten: float, carbohydrate: float, burned: float) -> Weights:
        """Return the courses of both stories and what the second predicts for the trial."""
        extra = burned * (_USUAL_CARBOHYDRATE - carbohydrate) / 10
        predicted = -float(WeightChange(0, burned * _TRIAL_GAP / 10).after(1))
        return Weights(
            eaten, carbohydrate, burned, WeightChange(eaten, extra), WeightChange(eaten), predicted
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course, and the trial's difference with its interval."""
        course, trial = charts.panels(figure, widths=(1.3, 1))
        course.axhline(0, color=style.MUTED, linewidth=1.2)
        course.set(
            xlim=(0, 5),
            ylim=(-_FRAME, _FRAME),
            xlabel="Years",
            ylabel="kg from the start",
            title="One person's weight",
        )
        result = trials.estimate("dietfits-difference")
        trial.axvline(0, color=style.MUTED, linewidth=1.2)
        charts.interval_row(trial, result, 1, width=2.4)
        trial.text(0.1, 1.18, "measured in 609 adults", fontsize=11)
        trial.text(0.1, 0.2, "predicted, if both eat the same", fontsize=11)
        trial.set(
            xlim=(-1.4, 4), ylim=(-0.5, 1.7), yticks=[], xlabel="kg lost beyond low fat, in a year",
            title="Low carbohydrate in DIETFITS",
        )  # fmt: skip
        dashed = charts.dashed(2)
        scene = Scene(
            plain=course.plot([], [], label="energy balance alone", **dashed)[0],
            own=course.plot([], [], color=style.ACCENT, label="with the extra burned")[0],
            end=charts.mark(course, size=11, clip=False),
            ring=charts.ring(trial),
        )
        charts.key(course, "upper left", handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Weights, units: UnitSystem) -> None:
        """Draw both courses and the prediction for the trial."""
        scene.plain.set_data(_YEARS, numbers.plain.after(_YEARS))
        scene.own.set_data(_YEARS, numbers.own.after(_YEARS))
        end = float(numbers.own.after(5))
        # At the edge an arrow stands for a weight that lies beyond it.
        scene.end.set_marker("o" if abs(end) <= _FRAME else "^" if end > 0 else "v")
        scene.end.set_data([5], [min(max(end, -_FRAME), _FRAME)])
        scene.ring.set_data([numbers.trial], [0])

    def say(self, numbers: Weights, units: UnitSystem) -> str:
        """Say where weight goes, and whether the trial agrees."""
        result = trials.estimate("dietfits-difference")
        inside = result.low <= numbers.trial <= result.high
        eating = "Eating as before" if numbers.eaten == 0 else f"Eating {numbers.eaten:+.0f} kcal a day"
        one, five = float(numbers.own.after(1)), float(numbers.own.after(5))
        return minus(
            f"{eating} with {numbers.carbohydrate:.0f} % of energy from carbohydrate, "
            f"burning {numbers.burned_per_10:.0f} kcal extra for each 10 % less: {_signed(one)} kg after one "
            f"year, {_signed(five)} after five; it levels off at {_signed(numbers.own.final_kg)}. For DIETFITS this "
            f"predicts {rounded(numbers.trial, 1)} kg between the diets, {'inside' if inside else 'outside'} the "
            f"measured interval ({result.low:g} to {result.high:g})."
        )

    def tabulate(self, numbers: Weights, units: UnitSystem) -> Columns:
        """Return both courses year by year."""
        years = np.arange(6)
        return {
            "Years": years,
            "Energy balance alone, kg": numbers.plain.after(years) + 0.0,
            "With the extra burned, kg": numbers.own.after(years) + 0.0,
        }


def _signed(value: float) -> str:
    return "0.0" if round(value, 1) == 0 else f"{value:+.1f}"
