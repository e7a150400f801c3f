from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from helpers import statistics
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.statistics import Estimate, people_per_arm
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SPREAD = 30.0  # percent; about what the four means of Hjelholt 2020 print for nine men


_END = 70.0  # the axis of what is beyond the sum, to both sides, percentage points


class Combined(NamedTuple):
    """Effects of A, B and both against neither, percent; people in each group; what is beyond the sum."""

    first: float
    second: float
    both: float
    people: int
    beyond: Estimate
    needed: int | None


class Factorial(Explorer[Combined]):
    """Whether two treatments do more together than the sum of each alone."""

    title = "Two treatments, four groups"
    tall = 580
    controls = (
        Slider("first", "A alone", -30, 30, -21, 1, unit="%"),
        Slider("second", "B alone", -30, 30, 27, 1, unit="%"),
        Slider("both", "A and B together", -60, 60, 10, 1, unit="%"),
        Slider("people", "People in each of the four groups", 5, 500, 9, 1),
    )
    presets = {
        "A growth hormone, B acipimox": {"first": -21, "second": 27, "both": 10, "people": 9},
        "Only adding": {"first": 10, "second": 10, "both": 20, "people": 50},
        "A true synergy, fifty a group": {"first": 10, "second": 10, "both": 35, "people": 50},
        "The same, two hundred a group": {"first": 10, "second": 10, "both": 35, "people": 200},
    }
    sources = ("Hjelholt2020",)
    schematic = True

    def compute(self, *, first: float, second: float, both: float, people: float) -> Combined:
        """Return what the combination does beyond the sum, and how many people it takes to show that."""
        n = round(people)
        beyond = statistics.interaction(0, first, second, both, sd=_SPREAD, n=n)
        # The contrast of four means has twice the variance of a difference of two.
        needed = (
            4 * people_per_arm(abs(beyond.value), _SPREAD * math.sqrt(2))
            if abs(beyond.value) >= 0.5
            else None
        )
        return Combined(first, second, both, n, beyond, needed)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the four groups and of what is beyond the sum."""
        groups, line = charts.panels(figure, widths=(1.25, 1))
        groups.axhline(0, color=style.MUTED, linewidth=1.2)
        groups.set(
            xlim=(-0.5, 3.5), ylim=(-70, 95), xticks=range(4), xticklabels=["neither", "A", "B", "A and B"],
            ylabel="Effect against neither, %", title="Four groups",
        )  # fmt: skip
        line.axvline(0, color=style.MUTED, linewidth=1.4)
        line.set(
            xlim=(-_END, _END), ylim=(-1, 1), yticks=(), xlabel="Beyond the sum, percentage points",
            title="Together minus the sum",
        )  # fmt: skip
        line.spines["left"].set_visible(False)
        scene = Scene(
            stems=[
                groups.plot([x, x], [0, 0], color=style.INSULIN, linewidth=2.2, linestyle=":")[0]
                for x in (1, 2, 3)
            ],
            sum=groups.plot([3], [0], "o", color=style.COMPARE, markersize=17, markerfacecolor="none",
                            markeredgewidth=2.2, label="the sum of A and B", linestyle="none")[0],
            means=groups.plot([0, 1, 2, 3], [0, 0, 0, 0], "s", color=style.INSULIN, markersize=11,
                              label="what was found", linestyle="none")[0],
            interval=line.plot([], [], color=style.INK, linewidth=2.6)[0],
            value=line.plot([], [], "D", color=style.INK, markersize=7, clip_on=False)[0],
            ends=[charts.mark(line, shape, style.INK, size=11, clip=False) for shape in "<>"],
        )  # fmt: skip
        charts.key(groups, "upper left")
        return scene

    def move(self, scene: Scene, numbers: Combined, units: UnitSystem) -> None:
        """Draw the four means, their sum, and the interval."""
        means = (numbers.first, numbers.second, numbers.both)
        for stem, top in zip(scene.stems, means, strict=True):
            stem.set_ydata([0, top])
        scene.means.set_ydata([0, *means])
        scene.sum.set_ydata([numbers.first + numbers.second])
        value, low, high = numbers.beyond
        scene.interval.set_data([min(max(end, -_END), _END) for end in (low, high)], [0, 0])
        # Arrows say that the interval, or all of it, lies beyond the picture.
        scene.value.set_data([value] if abs(value) <= _END else [], [0] if abs(value) <= _END else [])
        for mark, edge, gone in zip(scene.ends, (-_END, _END), (low < -_END, high > _END), strict=True):
            mark.set_data([edge] if gone else [], [0] if gone else [])

    def say(self, numbers: Combined, units: UnitSystem) -> str:
        """Say what is beyond the sum, whether that is shown, and how many people would show it."""
        value, low, high = numbers.beyond
        product = 100 * ((1 + numbers.first / 100) * (1 + numbers.second / 100) - 1)
        if numbers.beyond.excludes_zero:
            verdict = "more than the sum" if value > 0 else "less than the sum"
            verdict = f"The interval excludes zero: {verdict}"
        else:
            verdict = "The interval includes zero: whether they reinforce each other is not shown"
        needed = (
            "With no difference from the sum there is nothing to show."
            if numbers.needed is None
            else f"To show a difference of that size (80 % power) takes {numbers.needed:,} people in four groups; "
            f"an effect of one treatment of that size takes {numbers.needed // 4:,} in two."
        )
        return (
            f"A alone {signed(numbers.first)} %, B alone {signed(numbers.second)} %: their sum is "
            f"{signed(numbers.first + numbers.second)} %. Together {signed(numbers.both)} %, which is "
            f"{signed(value)} points beyond the sum (95 % interval {signed(low)} to {signed(high)} with "
            f"{numbers.people} people in each group). {verdict}. Multiplied instead of added, the two would give "
            f"{signed(product, 1)} %. {needed}"
        )

    def tabulate(self, numbers: Combined, units: UnitSystem) -> Columns:
        """Return the interval for other sizes of the trial."""
        sizes = [numbers.people, 10, 25, 50, 100, 200, 500]
        found = [
            statistics.interaction(0, numbers.first, numbers.second, numbers.both, sd=_SPREAD, n=n)
            for n in sizes
        ]
        return {
            "People in each group": sizes,
            "Beyond the sum, points": [each.value for each in found],
            "95 % interval": [f"{signed(each.low)} to {signed(each.high)}" for each in found],
            "Zero excluded": ["yes" if each.excludes_zero else "no" for each in found],
        }
