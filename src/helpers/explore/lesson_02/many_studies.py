from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.statistics import Estimate, Pooled, RiskRatios, pool, risk_ratios
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZES = np.array([0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 1.7, 2.0])  # studies differ in size; the mean is 1

_PUBLISHED = (
    ("risk-homa", "heart disease,\nHOMA-IR +1 SD"),
    ("risk-glucose", "heart disease,\nglucose +1 SD"),
    ("risk-insulin", "heart disease,\ninsulin +1 SD"),
    ("risk-dementia-women", "dementia, women\nwith diabetes"),
    ("risk-dementia-men", "dementia, men\nwith diabetes"),
)

_RATIOS = (0.25, 0.5, 1, 2, 4)
_ENDS = (0.2, 5.0)  # of the left picture


class Studies(NamedTuple):
    """Ten imagined studies, what they give together, and the truth."""

    ratios: RiskRatios
    pooled: Pooled
    people: Floats
    truth: float


@lru_cache(maxsize=32)
def _chance(draw: int) -> NDArray[np.float64]:
    return np.random.default_rng(7000 + draw).standard_normal((2, len(_SIZES)))


class ManyStudies(Explorer[Studies]):
    """Ten studies of one truth, and five published results."""

    title = "Ten imagined studies, five published results"
    controls = (
        Slider("people", "People in each group, on average", 50, 5000, 400, 50),
        Slider("truth", "True relative risk", 0.5, 2.5, 1.4, 0.1),
        Slider("base", "Risk in the comparison group", 2, 30, 10, 1, unit="%"),
        Slider("draw", "Draw of chance, number", 1, 20, 1, 1),
    )
    presets = {
        "Small studies": {"people": 100},
        "Large studies": {"people": 5000},
        "No true effect": {"truth": 1, "people": 400},
    }
    sources = ("Gast2012", "Chatterjee2016")
    size = (900, 440)
    tall = 660

    def compute(self, *, people: float, truth: float, base: float, draw: float) -> Studies:
        """Return what ten studies of these sizes find, with the chance of one draw kept."""
        n = np.round(people * _SIZES)
        events = []
        for z, risk in zip(_chance(int(draw)), (min(truth * base / 100, 0.95), base / 100), strict=True):
            # The normal curve in place of the binomial keeps the same luck while a slider moves.
            events.append(np.clip(np.round(n * risk + z * np.sqrt(n * risk * (1 - risk))), 0, n))
        ratios = risk_ratios(events[0], n, events[1], n)
        return Studies(ratios, pool(ratios.value, ratios.log_error), n, truth)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes; on the right, the published results."""
        from matplotlib.collections import LineCollection
        from matplotlib.patches import Polygon

        left, right = charts.panels(figure, heights=(1.15, 1))
        for axes in (left, right):
            axes.axvline(0, color=style.INK, linewidth=1.4)
            axes.grid(visible=False, axis="y")
            axes.set_xlabel("Relative risk")
        heights = np.arange(len(_SIZES), 0, -1)
        left.set(
            xlim=np.log(_ENDS), ylim=(-0.8, len(_SIZES) + 0.7), title="Ten imagined studies (dashed: truth)",
            yticks=[*heights, 0], yticklabels=[*(f"study {i + 1}" for i in range(len(_SIZES))), "together"],
        )  # fmt: skip
        left.set_xticks(np.log(_RATIOS), [f"{ratio:g}" for ratio in _RATIOS])
        ratios = (0.8, 1, 1.25, 1.5, 2)
        right.set(
            xlim=np.log((0.75, 2.1)), ylim=(-0.6, len(_PUBLISHED) - 0.4), title="Five published results",
            yticks=range(len(_PUBLISHED) - 1, -1, -1), yticklabels=[label for _, label in _PUBLISHED],
        )  # fmt: skip
        right.set_xticks(np.log(ratios), [f"{ratio:g}" for ratio in ratios])
        for height, (key, _) in zip(range(len(_PUBLISHED) - 1, -1, -1), _PUBLISHED, strict=True):
            result = trials.estimate(key)
            charts.interval_row(right, Estimate(*np.log(result)), height)
            right.text(
                math.log(2.08), height + 0.2,
                f"{result.value:.2f} ({result.low:.2f} to {result.high:.2f})", ha="right", fontsize=10.5,
                bbox=charts.box(0.02),
            )  # fmt: skip
        bars = LineCollection([], colors=style.INSULIN, linewidths=2.2)
        left.add_collection(bars)
        return Scene(
            truth=left.axvline(0, color=style.ACCENT, linestyle="--", linewidth=1.8),
            bars=bars,
            squares=left.scatter([0] * len(_SIZES), heights, marker="s", color=style.INSULIN, s=60),
            beyond=[charts.mark(left, shape, style.INSULIN, size=9, clip=False) for shape in "<>"],
            diamond=left.add_patch(Polygon([(0, 0)] * 4, closed=True, facecolor=style.INK)),
        )

    def move(self, scene: Scene, numbers: Studies, units: UnitSystem) -> None:
        """Set squares, intervals and the diamond."""
        heights = np.arange(len(_SIZES), 0, -1)
        log = np.log
        scene.truth.set_xdata([log(numbers.truth)] * 2)
        ends = log(np.column_stack([numbers.ratios.low, numbers.ratios.high]))
        scene.bars.set_segments([[(a, y), (b, y)] for (a, b), y in zip(ends, heights, strict=True)])
        # An arrow at the edge says that an interval goes on.
        for mark, edge, gone in zip(
            scene.beyond,
            _ENDS,
            (numbers.ratios.low < _ENDS[0], numbers.ratios.high > _ENDS[1]),
            strict=True,
        ):
            mark.set_data(np.full(int(gone.sum()), log(edge)), heights[gone])
        inside = np.clip(numbers.ratios.value, *_ENDS)
        scene.squares.set_offsets(np.column_stack([log(inside), heights]))
        scene.squares.set_sizes(20 + 900 * numbers.pooled.weights)
        value, low, high = log(numbers.pooled.estimate)
        scene.diamond.set_xy([(low, 0), (value, 0.3), (high, 0), (value, -0.3)])

    def say(self, numbers: Studies, units: UnitSystem) -> str:
        """Say how many intervals hold 1, how many hold the truth, and what all say together."""
        ratios, estimate = numbers.ratios, numbers.pooled.estimate
        one = int(np.sum((ratios.low <= 1) & (ratios.high >= 1)))
        true = int(np.sum((ratios.low <= numbers.truth) & (ratios.high >= numbers.truth)))
        return (
            f"The truth is {numbers.truth:.1f}. Of ten studies with {numbers.people.min():,.0f} to "
            f"{numbers.people.max():,.0f} people a group, {one} have an interval that includes 1 (no effect) and "
            f"{true} have one that includes the truth; their estimates lie between {ratios.value.min():.2f} and "
            f"{ratios.value.max():.2f}. Together they say {estimate.value:.2f} ({estimate.low:.2f} to "
            f"{estimate.high:.2f})."
        )

    def tabulate(self, numbers: Studies, units: UnitSystem) -> Columns:
        """Return the ten studies, their sum, and the published results."""
        ratios, estimate = numbers.ratios, numbers.pooled.estimate
        published = [trials.trial(key) for key, _ in _PUBLISHED]
        return {
            "Study": [
                *(f"imagined {i + 1}" for i in range(len(_SIZES))),
                "imagined, together",
                *(f"{each.study}: {each.outcome}, {each.change}" for each in published),
            ],
            "Relative risk": [*ratios.value, estimate.value, *(each.effect for each in published)],
            "95 % from": [*ratios.low, estimate.low, *(each.low for each in published)],
            "to": [*ratios.high, estimate.high, *(each.high for each in published)],
        }
