from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import minus, signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.statistics import Z_95, Estimate, funnel_asymmetry, pool
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TRIALS = 60
_SIZES = np.round(np.geomspace(6, 100, _TRIALS))  # people in each group
_SD = 0.42  # of one person's change of HOMA-IR, of logarithms: one reading at each end, as in lesson 08
_ERRORS = _SD * np.sqrt(2 / _SIZES)
_LEAST = math.log(0.32)  # the left end of both pictures
_BELOW = 0.74  # of the right picture: its lines stop below the legend
_FEWEST = 3  # with fewer, there is no line to draw through the trials


class Funnel(NamedTuple):
    """Estimates as logarithms of a ratio, who found a fall, who is published, both pooled, and the asymmetry."""

    effects: Floats
    found: NDArray[np.bool_]
    published: NDArray[np.bool_]
    read: Estimate | None
    all: Estimate
    asymmetry: Estimate | None
    truth: float
    share: float


@lru_cache(maxsize=64)
def _chance(draw: int) -> tuple[Floats, Floats]:
    """Return each trial's luck, and its place in the order in which drawers are emptied."""
    rng = np.random.Generator(np.random.PCG64(draw))  # the first draws that there are: none was picked
    return rng.standard_normal(_TRIALS), rng.permutation(_TRIALS) / _TRIALS


class Unpublished(Explorer[Funnel]):
    """Sixty trials of one treatment, of which some are read."""

    title = "A funnel that fills: sixty trials of one treatment"
    controls = (
        Slider("share", "Published, of trials that found no fall", 0, 100, 0, 1, unit="%"),
        Slider("truth", "True fall of HOMA-IR against control", 0, 30, 10, 1, unit="%"),
        Slider("draw", "Another sixty trials", 1, 40, 1, 1),
    )
    presets = {
        "Only what found a fall": {},
        "A tenth of the others": {"share": 10},
        "Everything published": {"share": 100},
        "Nothing works, only what found a fall": {"truth": 0},
        "Nothing works, everything published": {"truth": 0, "share": 100},
    }
    sources = ("Egger1997", "Turner2008")
    schematic = True
    tall = 620

    def compute(self, *, share: float, truth: float, draw: float) -> Funnel:
        """Return sixty trials, those that are published, and what they say together."""
        luck, place = _chance(round(draw))
        true = math.log(1 - truth / 100)
        effects = true + _ERRORS * luck
        found = effects + Z_95 * _ERRORS < 0
        published = found | (place < share / 100)
        read = _pooled(effects, published) if published.any() else None
        asymmetry = (
            funnel_asymmetry(effects[published], _ERRORS[published]) if published.sum() >= _FEWEST else None
        )
        everything = _pooled(effects, np.ones(_TRIALS, dtype=bool))
        return Funnel(effects, found, published, read, everything, asymmetry, truth, share)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, most exact trials on top."""
        funnel, together = charts.panels(figure, widths=(1.5, 1), heights=(1.7, 1))
        for axes, top, ticks, most in (
            (funnel, 1, (-60, -30, 0, 50), 1.9),
            (together, _BELOW, (-60, -40, -20, 0, 30), 1.4),
        ):
            axes.axvline(0, ymax=top, color=style.MUTED, linewidth=1.2)
            axes.set_xticks([math.log(1 + tick / 100) for tick in ticks], [signed(tick) for tick in ticks])
            axes.set(xlim=(_LEAST, math.log(most)), xlabel="Change of HOMA-IR, %")
        sizes = (6, 10, 20, 50, 100)
        funnel.set(ylim=(0.265, 0.0), ylabel="People in each group", title="Each trial")
        funnel.set_yticks([_SD * math.sqrt(2 / size) for size in sizes], [f"{size}" for size in sizes])
        together.set(
            ylim=(-0.6, 2.7), yticks=(1, 0), yticklabels=("what is\npublished", "all sixty"), title="Together",
        )  # fmt: skip
        together.grid(visible=False)
        dots: Any = {"linestyle": "none", "markersize": 7}
        dashes: Any = {"color": style.GOOD, "linewidth": 2, "linestyle": "--"}
        scene = Scene(
            drawer=funnel.plot([], [], "o", color=style.COMPARE, markerfacecolor="white", label="in the drawer",
                               **dots)[0],
            other=funnel.plot([], [], "o", color=style.INSULIN, label="published, found no fall", **dots)[0],
            found=funnel.plot([], [], "^", color=style.ACCENT, label="published, found a fall", **dots)[0],
            sides=[funnel.plot([], [], color=style.MUTED, linewidth=1.2, linestyle=":")[0] for _ in range(2)],
            truths=[funnel.axvline(0, **dashes), together.axvline(0, ymax=_BELOW, **dashes)],
            lines=[together.plot([], [], color=colour, linewidth=4)[0] for colour in (style.ACCENT, style.INK)],
            marks=[charts.mark(together, "D", style.ACCENT, size=9), charts.mark(together, "s", style.INK, size=8)],
        )  # fmt: skip
        charts.key(together, "upper left", handles=[scene.found, scene.other, scene.drawer], handlelength=1)
        return scene

    def move(self, scene: Scene, numbers: Funnel, units: UnitSystem) -> None:
        """Place the trials, the funnel around the truth, and what is pooled."""
        groups = (
            (scene.drawer, ~numbers.published),
            (scene.other, numbers.published & ~numbers.found),
            (scene.found, numbers.found),
        )
        for dots, chosen in groups:
            dots.set_data(numbers.effects[chosen], _ERRORS[chosen])
        true, deep = math.log(1 - numbers.truth / 100), 0.265
        for side, way in zip(scene.sides, (-1, 1), strict=True):
            side.set_data([true, true + way * Z_95 * deep], [0, deep])
        for line in scene.truths:
            line.set_xdata([true, true])
        for line, mark, estimate, height in zip(
            scene.lines, scene.marks, (numbers.read, numbers.all), (1, 0), strict=True
        ):
            line.set_data(
                [] if estimate is None else [estimate.low, estimate.high],
                [] if estimate is None else [height] * 2,
            )
            mark.set_data([] if estimate is None else [estimate.value], [] if estimate is None else [height])

    def say(self, numbers: Funnel, units: UnitSystem) -> str:
        """Say how many are published, what they say together, and what all say."""
        many, found = int(numbers.published.sum()), int(numbers.found.sum())
        start = (
            f"The true fall is {numbers.truth:.0f} %. Of sixty trials {found} found a fall; these and "
            f"{numbers.share:.0f} % of the rest are published, {many} in all. "
        )
        if numbers.read is None:
            return f"{start}Nothing can be read. All sixty together say {_fall(numbers.all)}."
        if numbers.asymmetry is None:
            shape = "With so few, no asymmetry can be measured"
        else:
            value, low, high = numbers.asymmetry
            shape = f"Egger's intercept of what is published is {value:.1f} ({low:.1f} to {high:.1f})"
            shape += (
                ": small trials found more than large ones"
                if high < 0
                else ", which holds zero"
                if low <= 0
                else ""
            )
        return minus(
            f"{start}Together what is published says {_fall(numbers.read)}; all sixty say {_fall(numbers.all)}. "
            f"{shape}."
        )

    def tabulate(self, numbers: Funnel, units: UnitSystem) -> Columns:
        """Return how many are published and what they say together."""
        shown = {"published": numbers.published, "all sixty": np.ones(_TRIALS, dtype=bool)}
        return {
            "Trials": list(shown),
            "Number": [int(chosen.sum()) for chosen in shown.values()],
            "People in each group, median": [
                float(np.median(_SIZES[chosen])) if chosen.any() else 0 for chosen in shown.values()
            ],
            "Together": [
                "nothing" if estimate is None else _fall(estimate) for estimate in (numbers.read, numbers.all)
            ],
        }


def _pooled(effects: Floats, chosen: NDArray[np.bool_]) -> Estimate:
    pooled = pool(np.exp(effects[chosen]), _ERRORS[chosen]).estimate
    return Estimate(*(math.log(end) for end in pooled))


def _fall(estimate: Estimate) -> str:
    """Return a pooled logarithm as a fall in percent, with its interval."""
    value, high, low = (100 * (1 - math.exp(end)) for end in estimate)
    return minus(f"a fall of {value:.0f} % (95 % interval {low:.0f} to {high:.0f})")
