from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.explore.lesson_08.shared import percent_axis
from helpers.statistics import (
    Z_95,
    exaggeration,
    log_sd,
    people_per_arm,
    power,
    wrong_direction_of_found,
)
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_REPORTS = (-1.45, 1.05)  # logarithms of a ratio: what the right picture shows
_FEWEST = 5  # below it the normal approximation says nothing


class Planned(NamedTuple):
    """What was set, and what follows: power, people needed for 80 %, and what significant results say."""

    effect: float
    per_arm: int
    variation: float
    power: float
    needed: int
    factor: float
    wrong: float

    @property
    def true(self) -> float:
        """The true effect as the logarithm of a ratio."""
        return math.log(1 - self.effect / 100)

    @property
    def sd(self) -> float:
        """Standard deviation of one person's change, of logarithms: one reading at each end."""
        return math.sqrt(2) * log_sd(self.variation)

    @property
    def error(self) -> float:
        """Standard error of the difference between the arms."""
        return self.sd * math.sqrt(2 / self.per_arm)


class TrialSize(Explorer[Planned]):
    """How sure a trial of a given size is to find an effect, and what it would report."""

    title = "The size of a trial, and what it finds"
    tall = 640
    controls = (
        Slider("effect", "True fall of HOMA-IR against control", 3, 50, 15, 1, unit="%"),
        Slider("per_arm", "People in each group", 5, 600, 20, 1),
        Slider("variation", "One person varies between visits by", 10, 60, 30, 1, unit="%"),
    )
    presets = {
        "Ten in each group": {"per_arm": 10},
        "A hundred in each group": {"per_arm": 100},
        "A small effect": {"effect": 5, "per_arm": 100},
        "A small effect, ten in each": {"effect": 5, "per_arm": 10},
    }
    sources = ("Poon2018", "Gelman2014")

    def compute(self, *, effect: float, per_arm: float, variation: float) -> Planned:
        """Return the power and what significant results would say."""
        n, log_effect = round(per_arm), math.log(1 - effect / 100)
        sd = math.sqrt(2) * log_sd(variation)
        return Planned(
            effect, n, variation,
            power=power(log_effect, sd, n), needed=people_per_arm(log_effect, sd),
            factor=exaggeration(log_effect, sd, n), wrong=wrong_direction_of_found(log_effect, sd, n),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes and the customary 80 %."""
        curve, results = charts.panels(figure, widths=(1, 1.15))
        curve.axhline(80, color=style.MUTED, linewidth=1.2, linestyle=":")
        curve.set(
            xlim=(5, 2000), ylim=(0, 102), xlabel="People in each group",
            ylabel="Trials that find a difference, %", title="Power; dotted: the customary 80 %",
        )  # fmt: skip
        charts.log_ticks(curve, x=(5, 10, 20, 50, 100, 200, 500, 1000))
        results.axvline(0, ymax=0.68, color=style.MUTED, linewidth=1.2)  # it stops below the legend
        percent_axis(results, "x")
        results.set_xlim(*_REPORTS)
        results.set(
            ylim=(0, 1.55), yticks=[], xlabel="Reported change of HOMA-IR against control, %",
            title="What such trials report",
        )  # fmt: skip
        scene = Scene(
            found=[
                results.fill([0], [0], facecolor=style.CROWD, edgecolor=style.MUTED, hatch="//", linewidth=0,
                             label="found (interval excludes 0)" if side == 0 else None)[0]
                for side in range(2)
            ],
            reported=results.plot([], [], color=style.INSULIN, linewidth=2)[0],
            truth=results.axvline(0, ymax=0.68, color=style.GOOD, linewidth=2.2, linestyle="--", label="the truth"),
            average=charts.mark(results, "v", style.ACCENT, label="average size found, either sign"),
            power=curve.plot([], [], color=style.INSULIN)[0],
            point=charts.mark(curve),
        )  # fmt: skip
        charts.key(results, "upper right", handlelength=2)
        return scene

    def move(self, scene: Scene, numbers: Planned, units: UnitSystem) -> None:
        """Draw the power curve and the distribution of reports."""
        sizes = np.geomspace(5, 2000, 50)
        scene.power.set_data(sizes, [100 * power(numbers.true, numbers.sd, n) for n in sizes])
        scene.point.set_data([numbers.per_arm], [100 * numbers.power])
        x = np.linspace(*_REPORTS, 260)
        height = np.exp(-0.5 * ((x - numbers.true) / numbers.error) ** 2)
        scene.reported.set_data(x, height)
        limit = Z_95 * numbers.error
        for fill, side in zip(scene.found, (x <= -limit, x >= limit), strict=True):
            across = x[side] if side.any() else np.zeros(1)
            above = height[side] if side.any() else np.zeros(1)
            fill.set_xy(np.column_stack([[across[0], *across, across[-1]], [0, *above, 0]]))
        scene.truth.set_xdata([numbers.true] * 2)
        # Beyond the frame the mark becomes an arrow at its edge.
        at = numbers.true * numbers.factor
        edge = _REPORTS[0] + 0.05
        scene.average.set_data([max(at, edge)], [0.06])
        scene.average.set_marker("v" if at >= edge else "<")

    def say(self, numbers: Planned, units: UnitSystem) -> str:
        """Say the power, the people needed, and how far significant results overstate."""
        reported = 100 * (1 - math.exp(numbers.true * numbers.factor))
        needed = f"{numbers.needed:,}" if numbers.needed >= _FEWEST else f"fewer than {_FEWEST}"
        return (
            f"With {numbers.per_arm} people in each group, a true fall of {numbers.effect:.0f} % and "
            f"{numbers.variation:.0f} % variation within a person, {100 * numbers.power:.0f} of 100 such trials find "
            f"a difference. For 80 of 100 it takes {needed} people in each group. What is found is on average as large "
            f"as a fall of {reported:.0f} %, {numbers.factor:.1f} times the truth on the logarithmic scale; of 100 "
            f"such findings {100 * numbers.wrong:.0f} point the wrong way."
        )

    def tabulate(self, numbers: Planned, units: UnitSystem) -> Columns:
        """Return power and overstatement for several sizes."""
        sizes = [numbers.per_arm, 10, 20, 50, 100, 200, 500]
        return {
            "People in each group": sizes,
            "Trials that find a difference, %": [100 * power(numbers.true, numbers.sd, n) for n in sizes],
            "Overstated by a factor of": [exaggeration(numbers.true, numbers.sd, n) for n in sizes],
            "Of these the wrong way, %": [
                100 * wrong_direction_of_found(numbers.true, numbers.sd, n) for n in sizes
            ],
        }
