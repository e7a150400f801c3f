from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.depot import HALF_LIVES, Depot
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DAYS = np.linspace(0, 28, 337)
_INTERVALS = np.geomspace(1, 21, 60)
_CIRCULATING = (HALF_LIVES["measured"].days, HALF_LIVES["us_label"].days)


class Swing(NamedTuple):
    """Level in ng/dL over four weeks, and its peak, trough and average; what was set; peak/trough along intervals."""

    level: Floats
    peak: float
    trough: float
    average: float
    interval: float
    half_life: float
    ratios: Floats


class Injections(Explorer[Swing]):
    """The same average level, injected more or less often."""

    title = "One average level, injected more or less often"
    tall = 600
    controls = (
        Slider("interval", "Days between injections", 1, 21, 14, 0.5, unit="days"),
        Slider("half_life", "Half-life of the depot", 4, 10, HALF_LIVES["measured"].days, 0.5, unit="days"),
        Slider("average", "Average level", 300, 600, 500, 10, analyte="testosterone", si_step=0.5),
    )
    presets = {
        "Every two weeks": {"interval": 14},
        "Weekly": {"interval": 7},
        "Twice a week": {"interval": 3.5},
        "Weekly, half-life 8 days": {"interval": 7, "half_life": HALF_LIVES["us_label"].days},
    }
    sources = ("Nankin1987", "AlFutaisi2006", "TestoLabel")

    def compute(self, *, interval: float, half_life: float, average: float) -> Swing:
        """Return the steady course, scaled to the average: the swing does not depend on the amount."""
        depot = Depot(interval_days=interval, half_life_days=half_life)
        state = depot.steady_state()
        scale = average / state.average
        # After some ten half-lives the course repeats itself.
        settled = math.ceil(10 * half_life / interval) * interval
        level = depot.concentration(settled + _DAYS) * scale
        ratios = np.array([_ratio(each, half_life) for each in _INTERVALS])
        return Swing(level, state.peak * scale, state.trough * scale, average, interval, half_life, ratios)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and the ratio at the two half-lives that circulate."""
        course, ratio = charts.panels(figure, widths=(1.5, 1))
        unit = unit_of("testosterone", units)
        course.set(
            xlim=(0, 28), ylim=(0, in_units(1500.0, "testosterone", units)), xticks=range(0, 29, 7),
            xlabel="Days, once the course repeats itself", ylabel=f"Testosterone, {unit}", title="Level in blood",
        )  # fmt: skip
        for days, dashes in zip(_CIRCULATING, ((0, (5, 2)), ":"), strict=True):
            curve = [_ratio(each, days) for each in _INTERVALS]
            # Above the learner's own, which is broad and pale, so that both are seen where they are one.
            ratio.plot(_INTERVALS, curve, color=style.COMPARE, linewidth=1.6, linestyle=dashes, zorder=3,
                       label=f"half-life {days:g} days")  # fmt: skip
        ratio.set(
            xlim=(1, 21), ylim=(1, 22), xlabel="Days between injections",
            title="Peak divided by trough",
        )  # fmt: skip
        charts.log_ticks(ratio, x=(1, 2, 3.5, 7, 14, 21), y=(1, 1.5, 2, 3, 5, 10, 20))
        charts.key(ratio, "upper left", handlelength=3)
        return Scene(
            average=course.axhline(1, **charts.dashed()),
            level=course.plot([], [], color=style.INSULIN)[0],
            peak=charts.mark(course, "^", style.GLUCOSE, size=11, clip=False),
            trough=charts.mark(course, "v", style.GOOD, size=11, clip=False),
            own=ratio.plot([], [], color=style.ACCENT, linewidth=6, alpha=0.45)[0],
            point=charts.mark(ratio, size=11, clip=False),
        )

    def move(self, scene: Scene, numbers: Swing, units: UnitSystem) -> None:
        """Draw the course, its highest and lowest point, and the ratio."""
        level = in_units(numbers.level, "testosterone", units)
        average = in_units(numbers.average, "testosterone", units)
        scene.average.set_ydata([average, average])
        scene.level.set_data(_DAYS, level)
        first = slice(0, max(2, round(numbers.interval * 12)))
        high, low = int(np.argmax(level[first])), int(np.argmin(level[first]))
        scene.peak.set_data([_DAYS[high]], [level[high]])
        scene.trough.set_data([_DAYS[low]], [level[low]])
        scene.own.set_data(_INTERVALS, numbers.ratios)
        scene.point.set_data([numbers.interval], [numbers.peak / numbers.trough])

    def say(self, numbers: Swing, units: UnitSystem) -> str:
        """Say peak, trough and their ratio beside the average."""
        peak, trough, average = (
            format_value(each, "testosterone", units)
            for each in (numbers.peak, numbers.trough, numbers.average)
        )
        often = "every day" if numbers.interval == 1 else f"every {numbers.interval:g} days"
        return (
            f"Injected {often} with a half-life of {numbers.half_life:g} days, the level "
            f"swings between {trough} and {peak} about an average of {average}: the peak is "
            f"about {_plain(numbers.peak / numbers.trough)} times the trough. "
            "The average does not depend on the interval, the swing does."
        )

    def tabulate(self, numbers: Swing, units: UnitSystem) -> Columns:
        """Return peak over trough at usual intervals for the learner's half-life and the two that circulate."""
        days = np.array([numbers.interval, 3.5, 7, 10, 14, 21])
        columns = {"as set": numbers.half_life, **{f"{days:g} days": days for days in _CIRCULATING}}
        table = {"Days between injections": days}
        for name, half_life in columns.items():
            table[f"Peak / trough, half-life {name}"] = np.array(
                [float(_plain(_ratio(each, half_life))) for each in days]
            )
        return table


def _plain(ratio: float) -> str:
    """Return a ratio with the two digits that the model deserves."""
    return f"{ratio:#.2g}".rstrip(".")


@cache
def _ratio(interval: float, half_life: float) -> float:
    """Peak over trough in the steady course."""
    return float(Depot(interval_days=interval, half_life_days=half_life).steady_state().peak_to_trough)
