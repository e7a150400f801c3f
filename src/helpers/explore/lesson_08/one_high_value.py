from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.checks import Floats
from helpers.cohort.follow_up import GLUCOSE_SD, INSULIN_SD
from helpers.columns import of_rows
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import homa_ir
from helpers.statistics import Selected, log_sd, regression_to_mean
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_CROWD_SIZE = 1200
_MOST_READINGS = 6
_SHARE_BINS = np.linspace(math.log(0.3), math.log(40), 40)


class SecondLook(NamedTuple):
    """HOMA-IR of everyone when first measured and later, who was chosen, and what theory expects of these."""

    threshold: float
    variation: float
    readings: int
    first: Floats
    again: Floats
    chosen: NDArray[np.bool_]
    expected: Selected

    @property
    def means(self) -> tuple[float, float]:
        """Geometric means of the chosen, at first and later."""
        return _geometric(self.first[self.chosen]), _geometric(self.again[self.chosen])


class OneHighValue(Explorer[SecondLook]):
    """People chosen for a high value, measured again with nothing done in between."""

    title = "Chosen for a high value, and measured again"
    tall = 580
    controls = (
        Slider("threshold", "Chosen from a HOMA-IR of", 1, 8, 4, 0.1),
        Slider("variation", "One person varies between visits by", 0, 60, 30, 1, unit="%"),
        Slider("readings", "Readings averaged before choosing", 1, _MOST_READINGS, 1, 1),
    )
    presets = {
        "One reading": {"threshold": 4},
        "Three readings": {"threshold": 4, "readings": 3},
        "A higher bar": {"threshold": 7},
        "Nobody varies": {"threshold": 4, "variation": 0},
    }
    sources = ("Poon2018", "Barnett2005")

    def compute(self, *, threshold: float, variation: float, readings: float) -> SecondLook:
        """Return two measurements of the same people; nothing happens to them between."""
        usual, noise = _usual_people()
        within, count = log_sd(variation), round(readings)
        first = np.exp(usual + within * noise[:count].mean(axis=0))
        again = np.exp(usual + within * noise[-1])
        mean, between = _population()
        expected = regression_to_mean(
            math.log(threshold), mean=mean, between_sd=between, within_sd=within, readings=count
        )
        return SecondLook(threshold, variation, count, first, again, first >= threshold, expected)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the line of no change and the axes."""
        plane, spread = charts.panels(figure, widths=(1.1, 1))
        ticks = [0.3, 1, 3, 10, 30]
        for axes in (plane, spread):
            axes.set(xlim=(0.3, 40))
            charts.log_ticks(axes, x=ticks)
        plane.set(
            ylim=(0.3, 40), xlabel="HOMA-IR when chosen", ylabel="HOMA-IR later",
            title="Dashed: no change",
        )  # fmt: skip
        charts.log_ticks(plane, y=ticks)
        plane.plot([0.3, 40], [0.3, 40], color=style.MUTED, linewidth=1.4, linestyle="--")
        spread.set(
            ylim=(0, 50),
            xlabel="HOMA-IR of the chosen (marks: averages)",
            ylabel="% of them",
            title="The chosen, twice",
        )
        usual: Any = {"markersize": 3.5, "linestyle": "none"}
        scene = Scene(
            rest=plane.plot([], [], ".", color=style.CROWD, **usual)[0],
            chosen=plane.plot([], [], "^", color=style.ACCENT, **usual)[0],
            bar=plane.axvline(1, color=style.LEARNER, linewidth=1.4),
            first=spread.plot([], [], color=style.ACCENT, drawstyle="steps-mid", linewidth=2, label="when chosen")[0],
            again=spread.plot(
                [], [], color=style.INSULIN, drawstyle="steps-mid", linewidth=2, linestyle="--", label="later",
            )[0],
            mean_first=charts.mark(spread, "^", style.ACCENT),
            mean_again=charts.mark(spread, "o", style.INSULIN),
        )  # fmt: skip
        charts.key(spread, "upper left", handlelength=2.4)
        return scene

    def move(self, scene: Scene, numbers: SecondLook, units: UnitSystem) -> None:
        """Draw everyone, the bar and the two distributions of the chosen."""
        chosen = numbers.chosen
        scene.rest.set_data(numbers.first[~chosen], numbers.again[~chosen])
        scene.chosen.set_data(numbers.first[chosen], numbers.again[chosen])
        scene.bar.set_xdata([numbers.threshold] * 2)
        middle = np.exp((_SHARE_BINS[1:] + _SHARE_BINS[:-1]) / 2)
        for line, values in ((scene.first, numbers.first), (scene.again, numbers.again)):
            counts, _ = np.histogram(np.log(values[chosen]), bins=_SHARE_BINS)
            line.set_data(middle, 100 * counts / chosen.sum())
        # One above the other, so that neither hides the other.
        for mark, mean, height in zip(
            (scene.mean_first, scene.mean_again), numbers.means, (6, 2), strict=True
        ):
            mark.set_data([mean], [height])

    def say(self, numbers: SecondLook, units: UnitSystem) -> str:
        """Say how many were chosen, how far they fell, and what theory expects."""
        first, again = numbers.means
        lower = 100 * np.mean(numbers.again[numbers.chosen] < numbers.first[numbers.chosen])
        expected = 100 * (1 - math.exp(numbers.expected.again - numbers.expected.first))
        repeatability = _population()[1] ** 2 / (_population()[1] ** 2 + log_sd(numbers.variation) ** 2)
        readings = "one reading" if numbers.readings == 1 else f"the average of {numbers.readings} readings"
        return (
            f"Going by {readings}, with {numbers.variation:.0f} % variation within a person, "
            f"{int(numbers.chosen.sum())} of {_CROWD_SIZE:,} people have a HOMA-IR of {numbers.threshold:.1f} or more. "
            f"On average it was {first:.1f} when they were chosen and is {again:.1f} later, with nothing done: "
            f"{_change(again / first - 1)}; {lower:.0f} % of them are lower than before. Theory expects a fall of "
            f"{expected:.0f} %. The repeatability of one reading is {repeatability:.2f} here."
        )

    def tabulate(self, numbers: SecondLook, units: UnitSystem) -> Columns:
        """Return what theory expects for other numbers of readings."""
        mean, between = _population()
        rows = []
        for readings in range(1, _MOST_READINGS + 1):
            found = regression_to_mean(
                math.log(numbers.threshold), mean=mean, between_sd=between,
                within_sd=log_sd(numbers.variation), readings=readings,
            )  # fmt: skip
            rows.append((readings, 100 * found.share, 100 * (1 - math.exp(found.again - found.first))))
        return of_rows(
            ["Readings averaged", "% of people chosen", "Expected fall with nothing done, %"], rows
        )


@cache
def _population() -> tuple[float, float]:
    """Return mean and standard deviation of the logarithm of people's usual HOMA-IR."""
    people = cohort.columns()
    logs = np.log(homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"]))
    within = math.hypot(INSULIN_SD, GLUCOSE_SD)
    return float(logs.mean()), math.sqrt(float(logs.var()) - within**2)


@cache
def _usual_people() -> tuple[Floats, Floats]:
    rng = np.random.Generator(np.random.PCG64(81))
    mean, between = _population()
    usual = mean + between * rng.standard_normal(_CROWD_SIZE)
    return usual, rng.standard_normal((_MOST_READINGS + 1, _CROWD_SIZE))


def _geometric(values: Floats) -> float:
    return float(np.exp(np.mean(np.log(values))))


def _change(ratio: float) -> str:
    percent = round(100 * ratio)
    if percent == 0:
        return "no change"
    return f"a {'fall' if percent < 0 else 'rise'} of {abs(percent)} %"
