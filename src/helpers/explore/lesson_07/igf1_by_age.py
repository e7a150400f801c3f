from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.norms import igf1
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_AGE_AXIS = np.arange(18.0, 80.5, 0.5)
# Place of the fifth of IGF-1, odds ratio of HOMA-IR above 2.5, its interval: Friedrich 2012.
_FIFTHS = ((0, 1.65, 1.16, 2.34), (2, 1.0, 1.0, 1.0), (4, 1.96, 1.38, 2.79))


class GrowthFactor(NamedTuple):
    """What was set, the interval at that age, and the percentile."""

    igf1: float
    age: float
    sex: igf1.Sex
    interval: igf1.Interval
    percentile: float


class Igf1ByAge(Explorer[GrowthFactor]):
    """One value of IGF-1 at different ages, and insulin resistance by fifths of IGF-1."""

    title = "IGF-1: the same value at another age"
    controls = (
        Slider("igf1", "IGF-1", 30, 450, 180, 5, analyte="igf1", si_step=0.5),
        Slider("age", "Age", 18, 80, 45, 1, unit="years"),
        ToggleButtons("sex", "Sex", {"F": "woman", "M": "man"}, "F"),
    )
    presets = {
        "The value at 20 years": {"igf1": 180, "age": 20},
        "The value at 45 years": {"igf1": 180, "age": 45},
        "The value at 75 years": {"igf1": 180, "age": 75},
    }
    sources = ("MayoIGF1", "Friedrich2012")

    def compute(self, *, igf1: float, age: float, sex: str) -> GrowthFactor:
        """Return interval and percentile."""
        from helpers.norms.igf1 import percentile, reference_interval

        kind: Any = sex
        return GrowthFactor(igf1, age, kind, reference_interval(age, kind), percentile(igf1, age, kind))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and the odds of the Danish study."""
        ages, fifths = charts.panels(figure, widths=(1.5, 1))
        ages.set(
            xlim=(16, 82),
            ylim=(0, in_units(480.0, "igf1", units)),
            xlabel="Age, years",
            ylabel=f"IGF-1, {unit_of('igf1', units)}",
            title="Between the lines: the middle 95 %",
        )
        for place, odds, low, high in _FIFTHS:
            fifths.plot([place, place], [low, high], color=style.INK, linewidth=2.2)
            fifths.plot([place], [odds], "s", color=style.INK, markersize=10)
        fifths.axhline(1, color=style.MUTED, linewidth=1.2)
        fifths.set(
            xlim=(-0.6, 4.6),
            ylim=(0.7, 3.1),
            xlabel="Fifth of IGF-1 in 3,354 Danish adults",
            ylabel="Odds ratio of HOMA-IR above 2.5",
            title="Against the middle fifth",
        )
        fifths.set_xticks(range(5), ["lowest", "2nd", "middle", "4th", "highest"])
        for place in (1, 3):
            fifths.text(place, 1.06, "not in\nthe abstract", ha="center", fontsize=9.5, color=style.MUTED)
        charts.log_ticks(fifths, y=(0.75, 1, 1.5, 2, 3))
        fifths.set_ylim(0.7, 3.1)
        edge: Any = {"color": style.COMPARE, "linewidth": 2}
        return Scene(
            edges=[ages.plot([], [], drawstyle="steps-mid", **edge)[0] for _ in range(2)],
            stem=ages.plot([], [], color=style.ACCENT, linewidth=3)[0],
            point=charts.mark(ages, size=13),
        )

    def move(self, scene: Scene, numbers: GrowthFactor, units: UnitSystem) -> None:
        """Draw the interval and the value."""
        for line, end in zip(scene.edges, np.transpose(_intervals(numbers.sex)), strict=True):
            line.set_data(_AGE_AXIS, in_units(end, "igf1", units))
        ends = in_units(np.array(numbers.interval, dtype=float), "igf1", units)
        scene.stem.set_data([numbers.age] * 2, ends)
        scene.point.set_data([numbers.age], [in_units(numbers.igf1, "igf1", units)])

    def say(self, numbers: GrowthFactor, units: UnitSystem) -> str:
        """Say where the value stands."""
        who = "woman" if numbers.sex == "F" else "man"
        rank = (
            "above the 99th percentile"
            if numbers.percentile > 99
            else "below the 1st percentile"
            if numbers.percentile < 1
            else f"at about the {_ordinal(round(numbers.percentile))} percentile"
        )
        return (
            f"IGF-1 {format_value(numbers.igf1, 'igf1', units)} in a {who} of {numbers.age:.0f} years lies {rank}; "
            "this laboratory's reference interval for that age is "
            f"{format_value(numbers.interval.low, 'igf1', units)} to "
            f"{format_value(numbers.interval.high, 'igf1', units)}. In the Danish study both the lowest and the "
            "highest fifth had higher odds of insulin resistance than the middle one (1.65 and 1.96 times), with age, "
            "sex, activity and waist allowed for."
        )

    def tabulate(self, numbers: GrowthFactor, units: UnitSystem) -> Columns:
        """Return the interval and the value's percentile at other ages."""
        ages = [numbers.age, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]
        rows = np.array([igf1.reference_interval(age, numbers.sex) for age in ages], dtype=float)
        unit = unit_of("igf1", units)
        return {
            "Age, years": ages,
            f"2.5th percentile, {unit}": in_units(rows[:, 0], "igf1", units),
            f"97.5th percentile, {unit}": in_units(rows[:, 1], "igf1", units),
            "Percentile of the value": [igf1.percentile(numbers.igf1, age, numbers.sex) for age in ages],
        }


@cache
def _intervals(sex: igf1.Sex) -> Floats:
    return np.array([igf1.reference_interval(age, sex) for age in _AGE_AXIS], dtype=float)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
