from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Switch, ToggleButtons
from helpers.explore.lesson_03.shared import SEX_WORDS, synthetic_adults
from helpers.statistics import Estimate, correlation_interval, partial_correlation, residuals
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_OTHERS = ("SHBG", "BMI", "age")
_DRAWN = 700  # people


class Remains(NamedTuple):
    """What is left of both logarithms for each person; this correlation and all eight; what was accounted for."""

    testosterone: Floats
    homa: Floats
    slope: float
    here: Estimate
    every: tuple[Estimate, ...]
    chosen: int
    sex: str
    people: int


class WhatRemains(Explorer[Remains]):
    """The correlation of testosterone and HOMA-IR, before and after other variables are accounted for."""

    title = "Testosterone and HOMA-IR, given other measurements"
    controls = (
        ToggleButtons("sex", "Adults", SEX_WORDS, "M"),
        Switch("shbg", "Given SHBG", False),
        Switch("bmi", "Given body mass index", False),
        Switch("age", "Given age", False),
    )
    presets = {
        "Men, nothing given": {},
        "Men, given SHBG": {"shbg": True},
        "Men, given all three": {"shbg": True, "bmi": True, "age": True},
        "Women, nothing given": {"sex": "F"},
    }
    sources = ("NHANES",)

    def compute(self, *, sex: str, shbg: bool, bmi: bool, age: bool) -> Remains:
        """Return the partial correlation and the residuals behind it."""
        chosen = _SETS.index((shbg, bmi, age))
        every = _correlations(sex)
        left, right = _left_over(sex, chosen)
        slope = float(left @ right / (left @ left))
        return Remains(left[:_DRAWN], right[:_DRAWN], slope, every[chosen], every, chosen, sex, len(left))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the people and of the correlations."""
        people, found = charts.panels(figure, widths=(1, 1.1))
        limits = np.log([1 / 7, 7])
        people.set(
            xlim=np.log([1 / 4, 4]), ylim=limits, xlabel="Testosterone, times what was expected",
            ylabel="HOMA-IR, times what was expected", title=f"{_DRAWN} of the people",
        )  # fmt: skip
        people.set_xticks(np.log([0.25, 0.5, 1, 2, 4]), ["¼", "½", "1", "2", "4"])
        people.set_yticks(np.log([0.2, 0.5, 1, 2, 5]), ["0.2", "0.5", "1", "2", "5"])
        found.axvline(0, color=style.MUTED, linewidth=1.4)
        found.set(
            xlim=(-0.5, 0.22), ylim=(7.6, -0.6), yticks=range(8), yticklabels=_SET_NAMES,
            xlabel="Correlation of their logarithms, r", title="Given …",
        )  # fmt: skip
        return Scene(
            people=people.plot([], [], ".", color=style.CROWD, markersize=4)[0],
            slope=people.plot([], [], color=style.ACCENT)[0],
            intervals=[found.plot([], [], color=style.COMPARE, linewidth=2)[0] for _ in _SETS],
            every=found.plot(
                [],
                [],
                "o",
                color=style.COMPARE,
                markersize=8,
                markerfacecolor=style.PAPER,
                markeredgewidth=2,
                linestyle="none",
            )[0],
            interval=found.plot([], [], color=style.ACCENT, linewidth=4.5)[0],
            here=charts.mark(found, "D", style.ACCENT, clip=False),
        )

    def move(self, scene: Scene, numbers: Remains, units: UnitSystem) -> None:
        """Draw the people's residuals, the line through them and the correlations."""
        scene.people.set_data(numbers.testosterone, numbers.homa)
        ends = np.array([-1.0, 1.0]) * np.log(4)
        scene.slope.set_data(ends, numbers.slope * ends)
        charts.place_intervals(scene.intervals, numbers.every, range(len(_SETS)))
        scene.every.set_data([each.value for each in numbers.every], range(8))
        scene.interval.set_data([numbers.here.low, numbers.here.high], [numbers.chosen] * 2)
        scene.here.set_data([numbers.here.value], [numbers.chosen])

    def say(self, numbers: Remains, units: UnitSystem) -> str:
        """Say the correlation with its interval, and what it was with nothing given."""
        given = (
            "with nothing else taken into account"
            if numbers.chosen == 0
            else f"given {_SET_NAMES[numbers.chosen]} (with nothing given it is {_decimal(numbers.every[0].value)})"
        )
        sees = (
            "The interval includes zero."
            if numbers.here.low <= 0 <= numbers.here.high
            else "The interval excludes zero."
        )
        return (
            f"In {numbers.people:,} synthetic {SEX_WORDS[numbers.sex]} total testosterone and HOMA-IR correlate at "
            f"{_decimal(numbers.here.value)} (95 % interval {_decimal(numbers.here.low)} to "
            f"{_decimal(numbers.here.high)}), {given}. {sees}"
        )

    def tabulate(self, numbers: Remains, units: UnitSystem) -> Columns:
        """Return all eight correlations."""
        return {
            "Given": _SET_NAMES,
            "r": [round(each.value, 3) for each in numbers.every],
            "95 % interval": [f"{_decimal(each.low)} to {_decimal(each.high)}" for each in numbers.every],
        }


# All eight sets of SHBG, body mass index and age, the smaller first.
_SETS = tuple(
    sorted(product((False, True), repeat=3), key=lambda kept: (sum(kept), [not each for each in kept]))
)

_SET_NAMES = tuple(
    ", ".join(name for name, kept in zip(_OTHERS, each, strict=True) if kept) or "nothing" for each in _SETS
)


def _decimal(r: float) -> str:
    return f"{r:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _columns(sex: str, chosen: int) -> tuple[Floats, Floats, list[Floats]]:
    people = synthetic_adults(sex, "all")
    others = (np.log(people["shbg"]), people["bmi"], people["age"])
    kept = [row for row, wanted in zip(others, _SETS[chosen], strict=True) if wanted]
    return np.log(people["total"]), np.log(people["homa"]), kept


@cache
def _left_over(sex: str, chosen: int) -> tuple[Floats, Floats]:
    testosterone, homa, kept = _columns(sex, chosen)
    return residuals(testosterone, *kept), residuals(homa, *kept)


@cache
def _correlations(sex: str) -> tuple[Estimate, ...]:
    found = []
    for chosen in range(len(_SETS)):
        testosterone, homa, kept = _columns(sex, chosen)
        r = partial_correlation(testosterone, homa, *kept)
        found.append(correlation_interval(r, len(homa), covariates=len(kept)))
    return tuple(found)
