from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.columns import of_rows
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.statistics import Estimate
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Way(NamedTuple):
    """A treatment: its label, result, what both groups had, the share with diabetes in its own trial, its harms."""

    label: str
    result: str
    beside: str
    own: str
    harms: str


_WAYS = {
    "lifestyle": Way(
        "lifestyle (DPP)", "dpp-lifestyle", "", "4.8 against 11 per 100 a year", "injuries, hunger, cost of time"
    ),
    "metformin": Way(
        "metformin (DPP)", "dpp-metformin", "", "7.8 against 11 per 100 a year", "diarrhoea, low vitamin B12"
    ),
    "liraglutide": Way(
        "liraglutide beside\nadvice (SCALE)", "liraglutide-diabetes", "advice", "2 against 6 % in 3 years",
        "nausea, gallstones",
    ),
    "tirzepatide": Way(
        "tirzepatide beside\nadvice (SURMOUNT-1)", "tirzepatide-diabetes", "advice", "1.3 against 13.3 % in 3 years",
        "nausea, vomiting, gallstones",
    ),
    "t4dm": Way(
        "testosterone beside\nlifestyle (T4DM)", "testosterone-t4dm-diabetes", "lifestyle",
        "12.4 against 21.1 % at 2 years", "high haematocrit in one of five, few or no sperm",
    ),
    "traverse_2": Way(
        "testosterone (TRAVERSE,\nvisit at 2 years)", "testosterone-traverse-ratio-24m", "",
        "10.1 against 14.6 % at 2 years",
        "atrial fibrillation, clots, kidney injury, broken bones, few or no sperm",
    ),
    "traverse_4": Way(
        "testosterone (TRAVERSE,\nvisit at 4 years)", "testosterone-traverse-ratio-48m", "",
        "13.4 against 15.7 % at 4 years",
        "atrial fibrillation, clots, kidney injury, broken bones, few or no sperm",
    ),
}  # fmt: skip

_YEARS = np.linspace(0, 5, 61)
_LOWEST = 0.03


class Prevention(NamedTuple):
    """Diabetes over time with nothing, in the control group, treated (shares), the interval's; what was set."""

    without: Floats
    control: Floats
    with_it: Floats
    low: Floats
    high: Floats
    ratio: float
    way: str
    rate: float
    years: float


@cache
def _way(key: str) -> Estimate:
    """Ratio of diabetes, treated over control, with its interval."""
    found, ends = trials.trial(_WAYS[key].result), trials.estimate(_WAYS[key].result)
    return Estimate(*(end / 100 + 1 for end in ends)) if found.unit == "%" else ends


def _control(key: str) -> float:
    """Rate of the control group, relative to the rate that is set: T4DM's had a programme, taken to be the DPP's."""
    return _way("lifestyle").value if _WAYS[key].beside == "lifestyle" else 1.0


class WhatPrevents(Explorer[Prevention]):
    """Diabetes with what the article offers, and with what it leaves out."""

    title = "Type 2 diabetes: what the trials lowered"
    size = (900, 366)
    tall = 700
    controls = (
        ToggleButtons(
            "way", "Treatment", {key: way.label.replace("\n", " ") for key, way in _WAYS.items()}, "t4dm"
        ),
        Slider("rate", "New diabetes with nothing of these", 1, 20, 11, 0.5, unit="per 100 a year"),
        Slider("years", "After", 1, 5, 3, 0.5, unit="years"),
    )
    presets = {
        "Lifestyle programme": {"way": "lifestyle"},
        "Metformin": {"way": "metformin"},
        "Testosterone beside lifestyle": {"way": "t4dm"},
        "Testosterone, visit at 4 years": {"way": "traverse_4"},
        "Lifestyle, low risk": {"way": "lifestyle", "rate": 2},
    }
    sources = ("Knowler2002", "leRoux2017", "Jastreboff2025", "Wittert2021", "Bhasin2024")

    def compute(self, *, way: str, rate: float, years: float) -> Prevention:
        """Return diabetes at a constant rate: as set, of the control group, and that times the ratio."""
        found, base = _way(way), _control(way)
        rates = (1.0, base, *(base * each for each in found))
        without, control, with_it, best, worst = (1 - np.exp(-rate / 100 * r * _YEARS) for r in rates)
        return Prevention(without, control, with_it, best, worst, found.value, way, rate, years)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the ratios of all on the left, the axes of the course on the right."""
        forest, course = charts.panels(figure, widths=(1.15, 1), heights=(1.5, 1))
        forest.axvline(1, color=style.MUTED, linewidth=1.2)
        heights = np.arange(len(_WAYS) - 1, -1, -1.0)
        for height, key in zip(heights, _WAYS, strict=True):
            found = _way(key)
            # Tirzepatide's is printed as 0.0 to 0.1: its lower end is off any logarithmic axis.
            low = max(found.low, 1.08 * _LOWEST)
            charts.interval_row(forest, Estimate(found.value, low, found.high), height, size=9, width=2)
            if found.low < low:
                forest.plot([low], [height], "<", color=style.INK, markersize=8, clip_on=False)
        forest.set(
            xlim=(_LOWEST, 2), ylim=(-0.6, len(_WAYS) - 0.4), yticks=heights,
            yticklabels=[way.label for way in _WAYS.values()], xlabel="Ratio of diabetes, treated / control",
            title="Five trials, seven results",
        )  # fmt: skip
        forest.tick_params(axis="y", labelsize=10)
        charts.log_ticks(forest, x=(0.05, 0.1, 0.2, 0.5, 1, 2))
        course.set(
            xlim=(0, 5.1),
            ylim=(0, 82),
            xlabel="Years",
            ylabel="Of 100 people, with diabetes",
            title="At the risk that you set",
        )
        nothing: Any = {"color": style.COMPARE, "linestyle": (0, (4, 3))}
        control: Any = {"color": style.ACCENT, "linestyle": "-.", "linewidth": 1.8}
        course.plot([], [], label="with nothing", **nothing)
        course.plot([], [], label="control group with lifestyle", **control)
        course.plot([], [], color=style.INSULIN, label="treated")
        charts.key(course, "upper left", handlelength=3)
        return Scene(
            ring=charts.ring(forest, size=20),
            edges=[
                course.plot([], [], color=style.INSULIN, linewidth=1.1, linestyle=":")[0] for _ in range(2)
            ],
            without=course.plot([], [], **nothing)[0],
            control=course.plot([], [], **control)[0],
            with_it=course.plot([], [], color=style.INSULIN)[0],
            gap=course.plot([], [], color=style.WARN, linewidth=4, solid_capstyle="butt")[0],
        )

    def move(self, scene: Scene, numbers: Prevention, units: UnitSystem) -> None:
        """Ring the trial and draw its course."""
        scene.ring.set_data([numbers.ratio], [len(_WAYS) - 1 - list(_WAYS).index(numbers.way)])
        scene.without.set_data(_YEARS, 100 * numbers.without)
        # Where the control group had nothing more, its course is the dashed one.
        beside = _control(numbers.way) < 1
        scene.control.set_data(_YEARS if beside else [], 100 * numbers.control if beside else [])
        scene.with_it.set_data(_YEARS, 100 * numbers.with_it)
        for edge, values in zip(scene.edges, (numbers.low, numbers.high), strict=True):
            edge.set_data(_YEARS, 100 * values)
        control, with_it = (
            100 * np.interp(numbers.years, _YEARS, v) for v in (numbers.control, numbers.with_it)
        )
        scene.gap.set_data([numbers.years] * 2, [with_it, control])

    def say(self, numbers: Prevention, units: UnitSystem) -> str:
        """Say cases per 1,000 with nothing, in the control group and treated, the number needed, and the harms."""
        without, control, with_it, low, high = (
            1000 * float(np.interp(numbers.years, _YEARS, v))
            for v in (numbers.without, numbers.control, numbers.with_it, numbers.low, numbers.high)
        )
        way = _WAYS[numbers.way]
        name = way.label.replace("\n", " ")
        fewer = f"one case fewer for every {1000 / (control - with_it):.0f} treated"
        if high >= control:
            fewer = "which may be no difference, or more"
        beside = f", {control:.0f} with a lifestyle programme," if _control(numbers.way) < 1 else ""
        return (
            f"At {numbers.rate:g} new case{'' if numbers.rate == 1 else 's'} per 100 people a year, {without:.0f} of "
            f"1,000 have diabetes after {numbers.years:g} year{'' if numbers.years == 1 else 's'} with nothing of "
            f"these{beside} and with {name} {with_it:.0f} (95 % interval {low:.0f} to {high:.0f}): {fewer}. "
            f"Beside it stand {way.harms}."
        )

    def tabulate(self, numbers: Prevention, units: UnitSystem) -> Columns:
        """Return each result, with cases per 1,000 at the learner's risk and time."""
        rows = []
        for key, way in _WAYS.items():
            found, base = _way(key), _control(key)
            control, treated = (
                1000 * (1 - math.exp(-numbers.rate / 100 * each * numbers.years))
                for each in (base, base * found.value)
            )
            rows.append(
                (way.label.replace("\n", " "), trials.trial(way.result).n, way.own, round(found.value, 2),
                 f"{found.low:.2g} to {found.high:.2g}", round(control), round(treated), way.harms)
            )  # fmt: skip
        names = ["Treatment", "n", "In its own trial, with diabetes", "Ratio", "95 %",
                 "Control, of 1,000", "Treated, of 1,000", "Harms beside it"]  # fmt: skip
        return of_rows(names, rows)
