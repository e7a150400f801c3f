from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.columns import Arrays
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.models.minimal import FIRST_MINUTE, MinimalModel, synthetic_samples
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SEEDS = {"1": 11, "2": 2}
_UNIT_SI = 1e-4


_REACH, _BOTTOM, _TOP = 24.0, 50.0, 390.0  # mg/dL: what the two pictures show


class ByHand(NamedTuple):
    """The test, the model as set with the g0 that suits it best, and its misses at the samples used."""

    test: str
    model: MinimalModel
    minutes: Floats
    glucose: Floats
    residuals: Floats
    curve: tuple[Floats, Floats]

    @property
    def rmse(self) -> float:
        """Root-mean-square miss, mg/dL."""
        return float(np.sqrt(np.mean(self.residuals**2)))


class MinimalFit(Explorer[ByHand]):
    """The learner fits the minimal model by hand, and finds more than one explanation."""

    title = "The minimal model, fitted by hand"
    controls = (
        Slider("si", "Insulin sensitivity SI", 2, 9, 3, 0.05, unit="×10⁻⁴ mL/µU/min"),
        Slider("sg", "Glucose effectiveness SG", 0.4, 6, 2, 0.05, unit="% a minute"),
        Slider("p2", "Insulin's effect fades by p2", 0.5, 14, 5, 0.05, unit="% a minute"),
        ToggleButtons("test", "Test of the same person", {"1": "first", "2": "second"}, "2"),
    )
    presets = {
        "As the person was made": {"si": 5, "sg": 2.8, "p2": 2},
        "One explanation": {"si": 4.85, "sg": 1.3, "p2": 9.65},
        "Another explanation": {"si": 5.15, "sg": 3, "p2": 1.75},
        "SI too high": {"si": 7, "sg": 1.3, "p2": 9.65},
    }
    sources = ("Bergman1979", "Pacini1986")

    def compute(self, *, si: float, sg: float, p2: float, test: str) -> ByHand:
        """Return the course for the parameters; the glucose at minute 0 is the one that fits best."""
        samples = _fsigt(test)
        minutes, glucose = samples["time"], samples["glucose"]
        rate = p2 / 100
        model = MinimalModel(
            p1=sg / 100, p2=rate, p3=rate * si * _UNIT_SI, gb=glucose[0], ib=float(samples["insulin"][0])
        )
        axis = np.arange(0.0, minutes[-1] + 1, 2.0)
        used = minutes >= FIRST_MINUTE
        wanted = np.union1d(axis, minutes)
        # Glucose is a straight line in g0, so that two courses tell the best one.
        low, high = (_with_start(model, g0).glucose(samples, wanted) for g0 in (150.0, 350.0))
        at = np.searchsorted(wanted, minutes[used])
        slope = (high - low) / 200
        g0 = 150 + float(np.sum((glucose[used] - low[at]) * slope[at]) / np.sum(slope[at] ** 2))
        course = low + (g0 - 150) * slope
        return ByHand(
            test, _with_start(model, max(g0, 20.0)), minutes, glucose, course[at] - glucose[used], (wanted, course)
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of glucose and of the misses."""
        chart, misses = charts.panels(figure, widths=(1.3, 1))
        chart.set(
            xlim=(-4, 186),
            ylim=in_units(np.array([_BOTTOM, _TOP]), "glucose", units),
            xlabel="Minutes after the injection",
            ylabel=f"Glucose, {unit_of('glucose', units)}",
            title="Hollow: not used, still mixing",
        )
        reach = in_units(_REACH, "glucose", units)
        misses.axhline(0, color=style.MUTED, linewidth=1.2)
        misses.set(
            xlim=(-4, 186),
            ylim=(-reach, reach),
            xlabel="Minutes",
            ylabel=f"Model minus measured, {unit_of('glucose', units)}",
            title="Misses (arrows: farther off)",
        )
        scene = Scene(
            curve=chart.plot([], [], color=style.ACCENT, label="model")[0],
            off=charts.mark(chart, "^", style.ACCENT, size=9, clip=False),
            early=chart.plot(
                [], [], "o", color=style.GLUCOSE, markersize=7, markerfacecolor="white", linestyle="none"
            )[0],
            used=charts.mark(chart, "o", style.GLUCOSE, size=8, label="measured"),
            misses=misses.plot([], [], "s-", color=style.ACCENT, markersize=6, linewidth=1.2)[0],
            # An arrow stands for a miss that lies beyond the frame.
            above=misses.plot([], [], "^", color=style.ACCENT, markersize=9, linestyle="none", clip_on=False)[
                0
            ],
            below=misses.plot([], [], "v", color=style.ACCENT, markersize=9, linestyle="none", clip_on=False)[
                0
            ],
        )
        charts.key(chart, "upper right")
        return scene

    def move(self, scene: Scene, numbers: ByHand, units: UnitSystem) -> None:
        """Draw samples, curve and misses."""
        used = numbers.minutes >= FIRST_MINUTE
        glucose = in_units(numbers.glucose, "glucose", units)
        scene.curve.set_data(numbers.curve[0], in_units(numbers.curve[1], "glucose", units))
        # An arrow says that the curve leaves the picture.
        minutes, course = numbers.curve
        high, low = int(np.argmax(course)), int(np.argmin(course))
        at, edge, sign = (high, _TOP, "^") if course[high] > _TOP else (low, _BOTTOM, "v")
        scene.off.set_visible(bool(course[high] > _TOP or course[low] < _BOTTOM))
        scene.off.set_marker(sign)
        scene.off.set_data([minutes[at]], [in_units(edge, "glucose", units)])
        scene.early.set_data(numbers.minutes[~used], glucose[~used])
        scene.used.set_data(numbers.minutes[used], glucose[used])
        scale = in_units(1.0, "glucose", units)
        minutes, beyond = numbers.minutes[used], np.abs(numbers.residuals) > _REACH
        scene.misses.set_data(minutes, np.where(beyond, np.nan, numbers.residuals) * scale)
        for arrows, way in ((scene.above, 1), (scene.below, -1)):
            there = minutes[way * numbers.residuals > _REACH]
            arrows.set_data(there, np.full(len(there), way * _REACH * scale))

    def say(self, numbers: ByHand, units: UnitSystem) -> str:
        """Say the parameters and the misfit, beside the error of the laboratory."""
        model, rmse = numbers.model, numbers.rmse
        scale = float(in_units(1.0, "glucose", units))
        unit = unit_of("glucose", units)
        error = 0.01 * float(numbers.glucose[numbers.minutes >= FIRST_MINUTE].mean())
        told = (
            "as close as the laboratory's error of 1 % allows"
            if rmse < 1.05 * error
            else "near, but more than the laboratory's error of 1 % explains"
            if rmse < 2.5 * error
            else "far more than the laboratory's error of 1 % explains"
        )
        number = "first" if numbers.test == "1" else "second"
        return (
            f"The {number} test, SI {model.si / _UNIT_SI:.2f} ×10⁻⁴ mL/µU/min, SG {100 * model.sg:.2f} % a minute, "
            f"p2 {100 * float(model.p2):.2f} % a minute: the curve misses the samples by {rmse * scale:.2g} {unit} "
            f"(root mean square), {told}. Glucose at minute 0 is set to what fits best, "
            f"{format_value(float(model.g0), 'glucose', units)}."
        )

    def tabulate(self, numbers: ByHand, units: UnitSystem) -> Columns:
        """Return samples and misses."""
        used = numbers.minutes >= FIRST_MINUTE
        unit = unit_of("glucose", units)
        return {
            "Minutes": numbers.minutes[used],
            f"Measured, {unit}": in_units(numbers.glucose[used], "glucose", units),
            f"Model minus measured, {unit}": numbers.residuals * in_units(1.0, "glucose", units),
        }


@cache
def _fsigt(test: str) -> Arrays:
    return synthetic_samples(seed=_SEEDS[test])[0]


def _with_start(model: MinimalModel, g0: float) -> MinimalModel:
    from dataclasses import replace

    return replace(model, g0=g0)
