from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.columns import taken
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.explore.lesson_03.shared import AXIS, healthy_axis
from helpers.models.male_axis import MaleAxis
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BEFORE, _AFTER = 6.0, 30.0  # hours shown before and after testosterone from outside begins
_EVERY = 0.074  # hours; the longest row that the model takes in one step
_SUPPLIES = np.linspace(0, 150, 61)  # percent of a healthy man's own production


class Loop(NamedTuple):
    """Hours, LH and testosterone; their means along all supplies and at this one. In % of the healthy mean."""

    hours: Floats
    lh: Floats
    testosterone: Floats
    along: tuple[Floats, Floats]
    lh_mean: float
    testosterone_mean: float
    supply: float
    setting: float


class HpgLoop(Explorer[Loop]):
    """Testosterone from outside, and what the loop does about it."""

    title = "The male axis with testosterone from outside"
    tall = 720
    controls = (
        Slider(
            "supply", "Testosterone from outside", 0, 150, 0, 1, unit="% of a healthy man's own production"
        ),
        Slider("setting", "Level at which the hypothalamus stops", 50, 130, 100, 1, unit="% of healthy"),
    )
    presets = {
        "A third of own production": {"supply": 33},
        "Nearly enough to stop it": {"supply": 72},
        "As much as his own": {"supply": 100},
        "Hypothalamus stops earlier": {"setting": 60},
    }
    sources = ("Smith1980",)

    def compute(self, *, supply: float, setting: float) -> Loop:
        """Return a day and a half of the loop, and what it settles at."""
        scale = setting / 100
        healthy, (hours, lh, testosterone), state = healthy_axis(), *_untreated()
        # Without testosterone from outside all levels are in proportion to the setting.
        after = MaleAxis(c=AXIS.c * scale).course(
            _AFTER, supply / 100 * _own_production(), every=_EVERY, start=[scale * each for each in state]
        )
        along = _settled(_SUPPLIES / scale)
        here = _settled(np.array([supply / scale]))
        return Loop(
            np.concatenate([hours, after["time_h"]]),
            100 / healthy.lh_mean * np.concatenate([scale * lh, after["lh"]]),
            100
            / healthy.testosterone_mean
            * np.concatenate([scale * testosterone, after["testosterone_ng_ml"]]),
            (scale * along[0], scale * along[1]),
            float(scale * here[0][0]),
            float(scale * here[1][0]),
            supply,
            setting,
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the two courses and of what they settle at."""
        lh, testosterone, means = charts.panels(figure, widths=(1.25, 1), heights=(1, 1, 1.5), split=(2, 1))
        for axes, title, top in ((lh, "LH", 215), (testosterone, "Testosterone", 195)):
            axes.set(
                xlim=(-_BEFORE, _AFTER), ylim=(0, top), xticks=range(-6, 31, 6), yticks=(0, 100),
                title=f"{title}, % of healthy mean",
            )  # fmt: skip
            axes.axvline(0, color=style.MUTED, linewidth=1.2, linestyle=":")
        testosterone.set_xlabel("Hours since testosterone from outside began (dotted)")
        means.set(
            xlim=(0, 150), ylim=(0, 165), xticks=range(0, 151, 25),
            xlabel="From outside, % of own production", title="Where the means settle, %",
        )  # fmt: skip
        means.plot([0, 150], [0, 150], color=style.MUTED, linewidth=1.1, linestyle=":")
        means.text(
            149,
            50,
            "dotted: only what\ncomes from outside",
            va="top",
            ha="right",
            fontsize=10.5,
            color=style.MUTED,
        )
        scene = Scene(
            lh=lh.plot([], [], color=style.INSULIN, linewidth=2.0)[0],
            testosterone=testosterone.plot([], [], color=style.GLUCOSE, linewidth=2.0)[0],
            lh_means=means.plot([], [], color=style.INSULIN, linestyle="--", label="LH")[0],
            testosterone_means=means.plot([], [], color=style.GLUCOSE, label="testosterone")[0],
            lh_here=charts.mark(means, "o", style.INSULIN, size=9, clip=False),
            testosterone_here=charts.mark(means, "s", style.GLUCOSE, size=16, clip=False, hollow=True),
        )
        charts.key(means, "upper left", handlelength=3, columns=2)
        return scene

    def move(self, scene: Scene, numbers: Loop, units: UnitSystem) -> None:
        """Draw the courses, the two curves of the means and the marks on them."""
        scene.lh.set_data(numbers.hours, numbers.lh)
        scene.testosterone.set_data(numbers.hours, numbers.testosterone)
        scene.lh_means.set_data(_SUPPLIES, numbers.along[0])
        scene.testosterone_means.set_data(_SUPPLIES, numbers.along[1])
        scene.lh_here.set_data([numbers.supply], [numbers.lh_mean])
        scene.testosterone_here.set_data([numbers.supply], [numbers.testosterone_mean])

    def say(self, numbers: Loop, units: UnitSystem) -> str:
        """Say where LH and testosterone settle and whether the loop still works."""
        ending = (
            "The pulses go on, weaker than before."
            if numbers.lh_mean > 0 and numbers.supply > 0
            else "Nothing comes from outside: the loop runs by itself."
            if numbers.supply == 0
            else "The pulses have stopped: all testosterone now comes from outside, and the testis gets no signal."
        )
        return (
            f"With {numbers.supply:.0f} % of a healthy man's own production from outside, and a hypothalamus that "
            f"stops at {numbers.setting:.0f} % of the healthy level, mean LH settles at {numbers.lh_mean:.0f} % and "
            f"mean testosterone at {numbers.testosterone_mean:.0f} % of healthy. {ending}"
        )

    def tabulate(self, numbers: Loop, units: UnitSystem) -> Columns:
        """Return the means along the supplies."""
        rows = slice(None, None, 5)
        return {
            "From outside, % of own production": _SUPPLIES[rows],
            "Mean LH, % of healthy": numbers.along[0][rows],
            "Mean testosterone, % of healthy": numbers.along[1][rows],
        }


def _own_production() -> float:
    """Return what the healthy testis adds to blood, ng/mL/h: on average as much as is cleared."""
    return AXIS.b3 * healthy_axis().testosterone_mean


@cache
def _untreated() -> tuple[tuple[Floats, Floats, Floats], tuple[float, float, float]]:
    """Hours up to 0, LH and testosterone of a healthy man, and his state at hour 0."""
    settled = 60.0
    course = AXIS.course(settled, every=_EVERY)
    shown = taken(course, course["time_h"] >= settled - _BEFORE)
    hours, gnrh, lh, testosterone = shown.values()
    state = (float(gnrh[-1]), float(lh[-1]), float(testosterone[-1]))
    return (hours - hours[-1], lh, testosterone), state


@cache
def _supply_table() -> tuple[Floats, Floats, Floats]:
    """Supply, mean LH and mean testosterone in % of healthy, up to the supply that stops the pulses."""
    healthy = healthy_axis()
    stops = 100 * AXIS.threshold_ng_ml / healthy.testosterone_mean
    supplies = np.append(np.linspace(0, 0.98 * stops, 11), stops)
    found = [AXIS.summary(each / 100 * _own_production()) for each in supplies[:-1]]
    return (
        supplies,
        np.append([100 * each.lh_mean / healthy.lh_mean for each in found], 0.0),
        np.append([100 * each.testosterone_mean / healthy.testosterone_mean for each in found], stops),
    )


def _settled(supply: Floats) -> tuple[Floats, Floats]:
    """Mean LH and testosterone, % of healthy, at supplies in % of a healthy man's own production."""
    supplies, lh, testosterone = _supply_table()
    stopped = supply >= supplies[-1]
    return (
        np.where(stopped, 0.0, np.interp(supply, supplies, lh)),
        np.where(stopped, supply, np.interp(supply, supplies, testosterone)),
    )
