from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Explorer, Scene, Slider, ToggleButtons
from helpers.statistics import Estimate
from helpers.units import UnitSystem

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_WAYS = {
    # key: label, result, whether it is printed as a change in percent, reference words for its harms
    "lifestyle": ("lifestyle (DPP)", "dpp-lifestyle", "injuries, hunger, cost of time"),
    "metformin": ("metformin (DPP)", "dpp-metformin", "diarrhoea, low vitamin B12"),
    "liraglutide": ("liraglutide (SCALE)", "liraglutide-diabetes", "nausea, gallstones"),
    "tirzepatide": ("tirzepatide\n(SURMOUNT-1)", "tirzepatide-diabetes", "nausea, vomiting, gallstones"),
    "t4dm": (
        "testosterone beside\nlifestyle (T4DM)",
        "testosterone-t4dm-diabetes",
        "high haematocrit in one of five, few or no sperm",
    ),
    "traverse": (
        "testosterone alone\n(TRAVERSE)",
        "testosterone-traverse-ratio",
        "atrial fibrillation, clots, kidney injury, broken bones, few or no sperm",
    ),
}

_YEARS = np.linspace(0, 5, 61)


class Prevention(NamedTuple):
    """New diabetes over time without and with (shares), the interval's, the ratio; what was set."""

    without: Floats
    with_it: Floats
    low: Floats
    high: Floats
    ratio: float
    way: str
    rate: float
    years: float


@cache
def _way(key: str) -> Estimate:
    """Ratio of new diabetes with its interval; where none was read, the interval is the estimate itself."""
    name = _WAYS[key][1]
    found, value = trials.trial(name), trials.effect(name)
    ends = Estimate(value, found.low or value, found.high or value)
    return Estimate(*(end / 100 + 1 for end in ends)) if found.unit == "%" else ends


class WhatPrevents(Explorer[Prevention]):
    """New diabetes with what the article offers, and with what it leaves out."""

    title = "New type 2 diabetes: what the trials lowered"
    size = (900, 420)
    controls = (
        ToggleButtons(
            "way", "Treatment", {key: label.replace("\n", " ") for key, (label, *_) in _WAYS.items()}, "t4dm"
        ),
        Slider("rate", "New diabetes without treatment", 1, 20, 11, 0.5, unit="per 100 a year"),
        Slider("years", "After", 1, 5, 3, 0.5, unit="years"),
    )
    presets = {
        "Lifestyle programme": {"way": "lifestyle"},
        "Metformin": {"way": "metformin"},
        "Testosterone alone": {"way": "traverse"},
        "Lifestyle, low risk": {"way": "lifestyle", "rate": 2},
    }
    sources = ("Knowler2002", "leRoux2017", "Jastreboff2025", "Wittert2021", "Bhasin2024")

    def compute(self, *, way: str, rate: float, years: float) -> Prevention:
        """Return new diabetes at a constant rate, and at that rate times the ratio."""
        ratio, low, high = _way(way)
        without, with_it, best, worst = (1 - np.exp(-rate / 100 * r * _YEARS) for r in (1, ratio, low, high))
        return Prevention(without, with_it, best, worst, ratio, way, rate, years)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the ratios of all six on the left, the axes of the course on the right."""
        forest, course = figure.subplots(1, 2, width_ratios=(1.15, 1))
        figure.subplots_adjust(left=0.205, right=0.985, top=0.9, bottom=0.14, wspace=0.24)
        forest.axvline(1, color=style.MUTED, linewidth=1.2)
        heights = np.arange(len(_WAYS) - 1, -1, -1.0)
        for height, key in zip(heights, _WAYS, strict=True):
            charts.interval_row(forest, _way(key), height, size=9, width=2)
        forest.set(
            xlim=(0.05, 1.7), ylim=(-0.6, len(_WAYS) - 0.4), yticks=heights,
            yticklabels=[label for label, *_ in _WAYS.values()], xlabel="Ratio of new diabetes, treated / control",
            title="Six trials",
        )  # fmt: skip
        forest.tick_params(axis="y", labelsize=10.5)
        charts.log_ticks(forest, x=(0.05, 0.1, 0.2, 0.5, 1))
        course.set(
            xlim=(0, 5),
            ylim=(0, 70),
            xlabel="Years",
            ylabel="Of 100 people, with diabetes",
            title="At the risk that you set",
        )
        course.plot([], [], color=style.COMPARE, linestyle=(0, (4, 3)), label="without")
        course.plot([], [], color=style.INSULIN, label="with")
        course.legend(loc="upper left", handlelength=3)
        return Scene(
            ring=charts.ring(forest, size=20),
            edges=[
                course.plot([], [], color=style.INSULIN, linewidth=1.1, linestyle=":")[0] for _ in range(2)
            ],
            without=course.plot([], [], color=style.COMPARE, linestyle=(0, (4, 3)))[0],
            with_it=course.plot([], [], color=style.INSULIN)[0],
            gap=course.plot([], [], color=style.ACCENT, linewidth=4, solid_capstyle="butt")[0],
        )

    def move(self, scene: Scene, numbers: Prevention, units: UnitSystem) -> None:
        """Ring the trial and draw its course."""
        scene.ring.set_data([numbers.ratio], [len(_WAYS) - 1 - list(_WAYS).index(numbers.way)])
        scene.without.set_data(_YEARS, 100 * numbers.without)
        scene.with_it.set_data(_YEARS, 100 * numbers.with_it)
        for edge, values in zip(scene.edges, (numbers.low, numbers.high), strict=True):
            edge.set_data(_YEARS, 100 * values)
        without, with_it = (
            100 * np.interp(numbers.years, _YEARS, v) for v in (numbers.without, numbers.with_it)
        )
        scene.gap.set_data([numbers.years] * 2, [with_it, without])

    def say(self, numbers: Prevention, units: UnitSystem) -> str:
        """Say cases per 1,000 without and with, the number needed, and the harms."""
        without, with_it, low, high = (
            1000 * float(np.interp(numbers.years, _YEARS, v))
            for v in (numbers.without, numbers.with_it, numbers.low, numbers.high)
        )
        label, key, harms = _WAYS[numbers.way]
        read = trials.trial(key).low is not None
        spread = f"95 % interval {low:.0f} to {high:.0f}" if read else "no interval was read"
        fewer = f"one case fewer for every {1000 / (without - with_it):.0f} treated"
        if high >= without:
            fewer = "which may be no difference, or more"
        name = label.replace("\n", " ")
        return (
            f"At {numbers.rate:g} new cases per 100 people a year, {without:.0f} of 1,000 have diabetes after "
            f"{numbers.years:g} year{'' if numbers.years == 1 else 's'} without it, and with {name} {with_it:.0f} "
            f"({spread}): {fewer}. Beside it stand {harms}."
        )

    def tabulate(self, numbers: Prevention, units: UnitSystem) -> pd.DataFrame:
        """Return cases per 1,000 for all six at the learner's risk and time."""
        import pandas as pd

        rows = []
        for key, (label, result, harms) in _WAYS.items():
            ratio = _way(key)[0]
            cases = 1000 * (1 - math.exp(-numbers.rate / 100 * ratio * numbers.years))
            rows.append(
                (label.replace("\n", " "), trials.trial(result).n, round(ratio, 2), round(cases), harms)
            )
        names = ["Treatment", "n", "Ratio", "With diabetes, of 1,000", "Harms beside it"]
        return pd.DataFrame(rows, columns=names)
