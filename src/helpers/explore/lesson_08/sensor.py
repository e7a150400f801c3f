from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.cohort import traces
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, Switch
from helpers.explore.lesson_08.shared import HIGH
from helpers.models.meal import MealModel
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_EVERY = traces.EVERY_MIN
_DRINK_G = 75.0
_DRIFT_MIN = 25.0  # the time constant of the sensor's slow error, as in the course's traces


_SHOWN = (60.0, 210.0)  # mg/dL


class Sensed(NamedTuple):
    """Blood glucose by the minute, readings of one or two sensors every five minutes (mg/dL), and what was set."""

    minutes: Floats
    blood: Floats
    when: Floats
    sensors: tuple[Floats, ...]
    lag: float


class Sensor(Explorer[Sensed]):
    """What a sensor under the skin makes of blood glucose after a drink."""

    title = "Blood glucose, and what a sensor reports"
    tall = 600
    controls = (
        Slider("lag", "The sensor follows with a lag of", 0, 30, 8, 1, unit="min"),
        Slider("noise", "Random error of a reading", 0, 15, 5, 0.5, unit="%"),
        Slider("calibration", "This sensor reads off by", -15, 15, 0, 1, unit="%"),
        Switch("second", "Show a second sensor, on the other arm", False),
    )
    presets = {
        "Lag alone": {"lag": 15, "noise": 0},
        "Noise alone": {"lag": 0, "noise": 8},
        "Calibration alone": {"lag": 0, "noise": 0, "calibration": 10},
        "Two sensors, one person": {"lag": 8, "noise": 6, "calibration": 8, "second": True},
    }
    sources = ("DallaMan2007", "Basu2013")

    def compute(self, *, lag: float, noise: float, calibration: float, second: bool) -> Sensed:
        """Return what one sensor, or two with errors of their own, would report."""
        minutes, blood = _drink()
        tissue = _followed(blood, lag)[::_EVERY]
        errors = _sensor_errors(len(tissue))
        first = tissue * (1 + calibration / 100) * (1 + noise / 100 * errors[0])
        other = tissue * (1 + noise / 100 * errors[1])
        return Sensed(minutes, blood, minutes[::_EVERY], (first, other) if second else (first,), lag)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw blood glucose on the left, the line of agreement on the right."""
        course, against = charts.panels(figure, widths=(1.7, 1))
        minutes, blood = _drink()
        course.plot(minutes, in_units(blood, "glucose", units), color=style.GLUCOSE, label="blood (computed)")
        course.axhline(in_units(HIGH, "glucose", units), color=style.MUTED, linewidth=1.2, linestyle=":")
        limits = in_units(np.array(_SHOWN), "glucose", units)
        unit = unit_of("glucose", units)
        course.set(
            xlim=(0, 300), xticks=range(0, 301, 60), ylim=limits, ylabel=f"Glucose, {unit}",
            xlabel="Minutes after a drink of 75 g glucose",
            title=f"Dotted: {format_value(HIGH, 'glucose', units)}",
        )  # fmt: skip
        against.plot(limits, limits, color=style.MUTED, linewidth=1.4, linestyle="--")
        against.set(
            xlim=in_units(np.array([75.0, 175.0]), "glucose", units), ylim=limits, xlabel=f"In blood, {unit}",
            title="Dashed: equal",
        )  # fmt: skip
        scene = Scene(
            second=charts.mark(course, "^", style.ACCENT, size=6, label="second sensor"),
            first=charts.mark(course, "o", style.INSULIN, size=6, label="sensor"),
            second_against=charts.mark(against, "^", style.ACCENT, size=6),
            first_against=charts.mark(against, "o", style.INSULIN, size=6),
            beyond=[
                axes.plot([], [], sign, color=style.INK, markersize=7, linestyle="none", clip_on=False)[0]
                for axes in (course, against)
                for sign in ("^", "v")
            ],
        )
        charts.key(course, "upper right", handlelength=1.6)
        return scene

    def move(self, scene: Scene, numbers: Sensed, units: UnitSystem) -> None:
        """Draw the readings over time and against the blood of the same moment."""
        blood = in_units(numbers.blood[::_EVERY], "glucose", units)
        low, high = _SHOWN
        shown = [
            in_units(np.where((sensor < low) | (sensor > high), np.nan, sensor), "glucose", units)
            for sensor in numbers.sensors
        ]
        # Arrows stand for readings beyond the picture.
        ends = in_units(np.array([high, low]), "glucose", units)
        over = [np.any([sensor > high for sensor in numbers.sensors], axis=0),
                np.any([sensor < low for sensor in numbers.sensors], axis=0)]  # fmt: skip
        for arrows, where, end, across in zip(
            scene.beyond, over * 2, [*ends, *ends], [numbers.when] * 2 + [blood] * 2, strict=True
        ):
            arrows.set_data(across[where], np.full(int(where.sum()), end))
        scene.first.set_data(numbers.when, shown[0])
        scene.first_against.set_data(blood, shown[0])
        both = len(shown) > 1
        scene.second.set_data(numbers.when if both else [], shown[1] if both else [])
        scene.second_against.set_data(blood if both else [], shown[1] if both else [])

    def say(self, numbers: Sensed, units: UnitSystem) -> str:
        """Compare peak, time above 140 mg/dL and the mean error with the truth."""
        blood, reading = numbers.blood, numbers.sensors[0]
        at = int(blood.argmax())
        peak = format_value(blood[at], "glucose", units)
        limit = format_value(HIGH, "glucose", units)
        said = (
            f"Blood glucose peaks at {peak} after {numbers.minutes[at]:.0f} minutes; the sensor's highest reading is "
            f"{format_value(reading.max(), 'glucose', units)}, at {numbers.when[reading.argmax()]:.0f} minutes, with a "
            f"lag of {numbers.lag:.0f} minutes. Above {limit} are blood for {int((blood > HIGH).sum())} minutes and "
            f"the sensor for {_EVERY * int((reading > HIGH).sum())}. Readings are off by "
            f"{_mean_difference(numbers):.1f} % on average."
        )
        if len(numbers.sensors) == 1:
            return said
        other = numbers.sensors[1]
        return (
            f"{said} The second sensor's highest reading is {format_value(other.max(), 'glucose', units)}, and it is "
            f"above {limit} for {_EVERY * int((other > HIGH).sum())} minutes."
        )

    def tabulate(self, numbers: Sensed, units: UnitSystem) -> Columns:
        """Return blood and readings every quarter of an hour."""
        rows, unit = slice(None, None, 3), unit_of("glucose", units)
        columns = {
            "Time, min": numbers.when[rows],
            f"Blood, {unit}": in_units(numbers.blood[::_EVERY][rows], "glucose", units),
        }
        for name, sensor in zip(("Sensor", "Second sensor"), numbers.sensors, strict=False):
            columns[f"{name}, {unit}"] = in_units(sensor[rows], "glucose", units)
        return columns


@cache
def _drink() -> tuple[Floats, Floats]:
    course = MealModel.normal().course(dose_g=_DRINK_G, minutes=300)
    return course["time_min"], course["glucose_mg_dl"]


def _followed(values: Floats, lag: float) -> Floats:
    """Return a course that follows another, given by the minute, with a first-order lag."""
    if lag <= 0:
        return values
    step = 1 - math.exp(-1 / lag)
    result = values.tolist()
    for i in range(1, len(result)):
        result[i] = result[i - 1] + step * (values[i] - result[i - 1])
    return np.array(result)


@cache
def _sensor_errors(readings: int) -> Floats:
    """Return the errors of two sensors, in standard deviations: half slow drift, half new at each reading."""
    rng = np.random.Generator(np.random.PCG64(8))
    fresh = rng.standard_normal((2, 2, readings))
    stays = math.exp(-_EVERY / _DRIFT_MIN)
    drift = fresh[0].copy()
    for i in range(1, readings):
        drift[:, i] = stays * drift[:, i - 1] + math.sqrt(1 - stays**2) * fresh[0, :, i]
    return np.asarray((drift + fresh[1]) / math.sqrt(2))


def _mean_difference(numbers: Sensed) -> float:
    blood = numbers.blood[::_EVERY]
    return float(100 * np.mean(np.abs(numbers.sensors[0] - blood) / blood))
