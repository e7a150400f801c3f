from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from helpers import statistics
from helpers.checks import Floats
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.drawing.wording import minus
from helpers.explore.engine import Columns, Explorer, Scene, ToggleButtons
from helpers.statistics import Estimate
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HOMA_TRIALS = {
    "kapoor": "testosterone-kapoor",
    "gopal": "testosterone-gopal",
    "times2": "testosterone-times2-units",
    "gianatti": "testosterone-gianatti",
    "ttrials": "testosterone-ttrials",
}

_NAMES = {
    "kapoor": "Kapoor 2006",
    "gopal": "Gopal 2010",
    "times2": "TIMES2 2011",
    "gianatti": "Gianatti 2014",
    "ttrials": "the T Trials 2018",
}

_OTHERWISE = (
    # Measured or printed another way, so it cannot be pooled: mark, study, what was found.
    ("●", "Mårin 1992, n = 23", "clamp better, no number read"),
    ("●", "Dhindsa 2016, n = 44", "clamp +32 %, P = 0.03"),
    ("●", "Groti 2018, n = 55", "HOMA-IR −4.6 within the treated"),
    ("●", "T4DM 2021, n = 1,007", "diabetes −41 %, HbA1c same"),
    ("○", "Magnussen 2016, n = 39", "clamp, P = 0.18"),
    ("○", "Frederiksen 2012, n = 38", "clamp, P = 0.92"),
    ("○", "Huang 2018, n = 134", "suppression test, P = 0.17"),
    ("○", "TRAVERSE 2024, n = 1,175", "new diabetes, P = 0.49"),
    ("○", "TRAVERSE 2024, n = 3,880", "glucose and HbA1c"),
)
_EDGES = (-3.6, 3.0)


class Pooling(NamedTuple):
    """The trials' results and errors, which are kept, their weights, and the pooled estimate (HOMA-IR units)."""

    found: tuple[Estimate, ...]
    errors: Floats
    kept: NDArray[np.bool_]
    weights: Floats
    pooled: Estimate
    i_squared: float
    left_out: str


class TestosteroneTrials(Explorer[Pooling]):
    """Five trials that measured HOMA-IR, pooled, with one of them left out."""

    title = "Testosterone and insulin resistance: the trials"
    size = (900, 430)
    tall = 800
    controls = (
        ToggleButtons(
            "left_out",
            "Leave out",
            {
                "none": "none",
                "kapoor": "Kapoor",
                "gopal": "Gopal",
                "times2": "TIMES2",
                "gianatti": "Gianatti",
                "ttrials": "T Trials",
            },
            "none",
        ),
        ToggleButtons(
            "model",
            "The trials",
            {
                "random": "may differ in truth",
                "few": "may differ, and are few",
                "fixed": "share one true effect",
            },
            "random",
        ),
        ToggleButtons(
            "gianatti",
            "Gianatti's estimate",
            {"printed": "as printed, −0.08", "middle": "middle of its interval, +0.08"},
            "printed",
        ),
    )
    presets = {
        "All five": {},
        "Without TIMES2": {"left_out": "times2"},
        "Without the T Trials": {"left_out": "ttrials"},
        "Without Gianatti": {"left_out": "gianatti"},
        "All five, as few trials": {"model": "few"},
    }
    sources = (
        "Kapoor2006",
        "Gopal2010",
        "Jones2011",
        "Gianatti2014",
        "Mohler2018",
        "IntHout2014",
        "Marin1992",
        "Dhindsa2016",
        "Groti2018",
        "Magnussen2016",
        "Frederiksen2012",
        "HuangG2018",
        "Wittert2021",
        "Bhasin2024",
    )

    def compute(self, *, left_out: str, model: str, gianatti: str) -> Pooling:
        """Pool the differences in HOMA-IR by the inverse of their variance."""
        results = [trials.estimate(key) for key in _HOMA_TRIALS.values()]
        if gianatti == "middle":
            at = list(_HOMA_TRIALS).index("gianatti")
            _, low, high = results[at]
            results[at] = Estimate((low + high) / 2, low, high)
        errors = np.array([high - low for _, low, high in results]) / (2 * statistics.Z_95)
        kept = np.array([name != left_out for name in _HOMA_TRIALS])
        # `pool` takes ratios; the logarithm of the pooled exponentials is the pooled difference.
        values = np.exp([value for value, _, _ in results])[kept]
        found = statistics.pool(values, errors[kept], random=model != "fixed", few=model == "few")
        weights = np.zeros(len(kept))
        weights[kept] = found.weights
        pooled = Estimate(*(math.log(end) for end in found.estimate))
        return Pooling(tuple(results), errors, kept, weights, pooled, found.i_squared, left_out)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the forest's axes, and the trials that measured something else as a list."""
        forest, listed = charts.panels(figure, widths=(1.25, 1), heights=(1, 1.3))
        forest.axvline(0, color=style.MUTED, linewidth=1.2)
        heights = np.arange(len(_HOMA_TRIALS), 0, -1.0)
        names = [f"{_NAMES[key]}\nn = {trials.trial(result).n}" for key, result in _HOMA_TRIALS.items()]
        forest.set(
            xlim=_EDGES, ylim=(-1.4 if is_narrow(figure) else -0.8, 5.6),
            yticks=[*heights, 0], yticklabels=[*names, "pooled"],
            xlabel="HOMA-IR against placebo, units", title="Five with a difference in HOMA-IR",
        )  # fmt: skip
        forest.tick_params(axis="y", labelsize=10.5)
        forest.text(
            -3.5, -1.32 if is_narrow(figure) else -0.72, "← less resistant", fontsize=10.5, color=style.GOOD
        )
        forest.text(2.95, -0.72, "more resistant →", fontsize=10.5, color=style.GLUCOSE, ha="right")
        listed.axis("off")
        listed.set(xlim=(0, 1), ylim=(-1.05, 9.3), title="Nine that cannot be pooled")
        for place, (mark, study, found) in enumerate(_OTHERWISE):
            height = 8.6 - place
            colour = style.GOOD if mark == "●" else style.INK
            listed.text(0.07, height, mark, fontsize=15, color=colour, va="center", ha="center")
            listed.text(0.12, height + 0.2, study, fontsize=10.5, va="center", weight="bold")
            listed.text(0.12, height - 0.23, found, fontsize=10, va="center")
        listed.text(0.05, -0.85, "● for testosterone  ○ no difference shown", fontsize=10)
        lines: Any = {"color": style.INK, "linewidth": 2}
        marks: Any = {"color": style.INK, "marker": "s", "linestyle": "none"}
        arrows: Any = {"color": style.INK, "markersize": 8, "clip_on": False}
        pooled: Any = {"color": style.ACCENT, "linewidth": 5, "solid_capstyle": "butt"}
        return Scene(
            band=forest.add_patch(
                Rectangle(
                    (-1, 0),
                    1,
                    1,
                    transform=forest.get_xaxis_transform(),
                    color=style.ACCENT,
                    alpha=0.12,
                    linewidth=0,
                )
            ),
            lines=[forest.plot([], [], **lines)[0] for _ in _HOMA_TRIALS],
            marks=[forest.plot([0], [0], **marks)[0] for _ in _HOMA_TRIALS],
            beyond=[forest.plot([], [], shape, **arrows)[0] for shape in "<>" for _ in _HOMA_TRIALS],
            pooled=forest.plot([0, 0], [0, 0], **pooled)[0],
            at=charts.mark(forest, "D", style.ACCENT, size=13),
        )

    def move(self, scene: Scene, numbers: Pooling, units: UnitSystem) -> None:
        """Size the squares by weight, fade the one left out, and move the pooled diamond."""
        count = len(numbers.kept)
        for at, (middle, low, high) in enumerate(numbers.found):
            height, faded = count - at, not numbers.kept[at]
            # Where an interval goes on beyond the axes an arrow says so.
            ends = [max(low, _EDGES[0] + 0.06), min(high, _EDGES[1] - 0.06)]
            scene.lines[at].set_data(ends, [height] * 2)
            for arrow, end, cut in (
                (scene.beyond[at], ends[0], low < _EDGES[0]),
                (scene.beyond[count + at], ends[1], high > _EDGES[1]),
            ):
                arrow.set_data([end] if cut else [], [height] if cut else [])
                arrow.set_alpha(0.45 if faded else 1)
            scene.lines[at].set_linestyle(":" if faded else "-")
            scene.lines[at].set_alpha(0.45 if faded else 1)
            scene.marks[at].set_data([middle], [height])
            scene.marks[at].set_markersize(5 + 13 * math.sqrt(numbers.weights[at]))
            scene.marks[at].set_markerfacecolor("white" if faded else style.INK)
            scene.marks[at].set_alpha(0.6 if faded else 1)
        value, low, high = numbers.pooled
        scene.band.set_bounds(low, 0, high - low, 1)
        scene.pooled.set_data([low, high], [0, 0])
        scene.at.set_data([value], [0])

    def say(self, numbers: Pooling, units: UnitSystem) -> str:
        """Say the pooled difference, whether zero fits it, and how far the trials disagree."""
        value, low, high = numbers.pooled
        heaviest = list(_HOMA_TRIALS)[int(np.argmax(numbers.weights))]
        which = (
            "all five"
            if numbers.left_out == "none"
            else f"the four trials without {_NAMES[numbers.left_out]}"
        )
        zero = "zero lies outside it" if numbers.pooled.excludes_zero else "zero lies within it"
        return minus(
            f"Pooling {which}: HOMA-IR differs from placebo by {value:.2f} units, 95 % interval {low:.2f} to "
            f"{high:.2f}; {zero}. Most weight, {100 * numbers.weights.max():.0f} %, lies on {_NAMES[heaviest]}. "
            f"Disagreement beyond chance makes up {100 * numbers.i_squared:.0f} % of the spread. "
            "Of nine results measured or printed otherwise, four favour testosterone and five show no difference."
        )

    def tabulate(self, numbers: Pooling, units: UnitSystem) -> Columns:
        """Return the trials with their weights."""
        return {
            **trials.columns(_HOMA_TRIALS.values()),
            "weight, %": (100 * numbers.weights).round(1),
        }
