from __future__ import annotations

import math
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import cgm
from helpers.cohort import traces
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_08.shared import (
    DAY,
    YOURS,
    Trace,
    broken,
    ids_of,
    own_trace,
    swing_of,
    swing_text,
    trace_of,
)
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from helpers.own import Own

_RECIPES = (
    "turning points,\nall days at once",
    "turning points,\nday by day",
    "distance from mean,\nall days at once",
    "distance from mean,\nday by day",
)


class Recipes(NamedTuple):
    """Whose trace, its first days, and MAGE by four recipes beside SD, all mg/dL."""

    whose: str
    days: int
    trace: Trace
    mage: tuple[float, ...]
    sd: float


class MageRecipes(Explorer[Recipes]):
    """The mean amplitude of glycaemic excursions of one trace, worked out in four ways."""

    title = "One trace, four ways to work out MAGE"
    controls = (
        ToggleButtons("group", "A person who is", {name: name for name in traces.GROUPS}, "prediabetes"),
        Slider("person", "Which of the four", 1, 4, 1, 1),
        Slider("days", "Days of the trace", 2, traces.DAYS, traces.DAYS, 1),
    )
    presets = {
        "Sensitive": {"group": "sensitive"},
        "Resistant": {"group": "resistant, normal glucose"},
        "Type 2 diabetes": {"group": "type 2 diabetes"},
        "Three days only": {"days": 3},
    }
    sources = ("Service1970", "Fernandes2022")
    longest = traces.DAYS
    mine: Trace | None = None

    def beside(self, mine: Own) -> MageRecipes:
        """Return the explorer with a learner's own trace as a choice more."""
        shown = MageRecipes()
        shown.mine = own_trace(mine)
        shown.longest = max(traces.DAYS, shown._days)
        group, person, days = self.controls
        options = {YOURS: YOURS} | {name: name for name in traces.GROUPS}
        shown.controls = (
            ToggleButtons("group", group.label, options, YOURS),
            person,
            Slider("days", days.label, 2, shown.longest, shown.longest, 1),
        )
        return shown

    def compute(self, *, group: str, person: float, days: float) -> Recipes:
        """Return the four numbers, all from the same readings."""
        if group == YOURS and self.mine:
            return _of_trace("your trace", self.mine, self._daily, min(round(days), self._days))
        return _recipes(ids_of(group)[round(person) - 1], min(round(days), traces.DAYS))

    @property
    def _days(self) -> int:
        return math.ceil(self.mine.minutes[-1] / DAY) if self.mine else traces.DAYS

    @cached_property
    def _daily(self) -> list[Swings]:
        return _swings_by_day(self.mine) if self.mine else []

    @property
    def _widest(self) -> float:
        """MAGE at the end of the axis, mg/dL: room for the synthetic people, and for the learner's."""
        if self.mine is None:
            return 105
        found = [*(each.turning for each in self._daily), _swings(self.mine).turning]
        return max(105.0, 1.1 * float(np.nanmax(found)))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the trace and of the bars."""
        course, bars = charts.panels(figure, widths=(1.35, 1))
        unit = unit_of("glucose", units)
        course.set(
            xlim=(0, self.longest), xticks=range(0, self.longest + 1, 2 * math.ceil(self.longest / traces.DAYS)),
            ylim=in_units(np.array([40.0, 400.0]), "glucose", units),
            xlabel="Days", ylabel=f"Glucose, {unit}", title="The trace",
        )  # fmt: skip
        places = range(len(_RECIPES) + 1)
        drawn = bars.barh(list(places), [1] * len(places), height=0.62)
        colours = (style.ACCENT, style.ACCENT, style.INSULIN, style.INSULIN, style.CROWD)
        for bar, colour, hatch in zip(drawn, colours, ("", "//", "", "//", ""), strict=True):
            bar.set(facecolor=colour, edgecolor="white", hatch=hatch, linewidth=0)
        bars.set(
            ylim=(4.6, -0.6), yticks=list(places), yticklabels=[*_RECIPES, "SD, for comparison"],
            xlim=(0, swing_of(self._widest, units)), xlabel=unit, title="MAGE",
        )  # fmt: skip
        bars.tick_params(axis="y", labelsize=10.5)
        return Scene(
            trace=course.plot([], [], color=style.GLUCOSE, linewidth=1.0)[0],
            bars=list(drawn),
        )

    def move(self, scene: Scene, numbers: Recipes, units: UnitSystem) -> None:
        """Draw the days that count and the five bars."""
        trace = broken(numbers.trace)
        scene.trace.set_data(trace.minutes / DAY, in_units(trace.glucose, "glucose", units))
        for bar, value in zip(scene.bars, (*numbers.mage, numbers.sd), strict=True):
            bar.set_width(swing_of(value, units) if math.isfinite(value) else 0)

    def say(self, numbers: Recipes, units: UnitSystem) -> str:
        """Say the four numbers, their range, and that the mean is one and the same."""
        low, high = min(numbers.mage), max(numbers.mage)
        if not np.isfinite(numbers.mage).all():
            return f"MAGE of {numbers.whose} cannot be worked out in all ways: it is too short, or too flat."
        written = ", ".join(swing_text(value, units) for value in numbers.mage)
        return (
            f"From the same {len(numbers.trace.glucose):,} readings of {numbers.whose} over {numbers.days} "
            f"days, with a mean of {format_value(numbers.trace.glucose.mean(), 'glucose', units)} and an SD of "
            f"{swing_text(numbers.sd, units)}, the four recipes give MAGE {written}, from top to bottom: the largest "
            f"is {high / low:.1f} times the smallest."
        )

    def tabulate(self, numbers: Recipes, units: UnitSystem) -> Columns:
        """Return the four numbers."""
        return {
            "Recipe": [name.replace("\n", " ") for name in _RECIPES],
            f"MAGE, {unit_of('glucose', units)}": [swing_of(value, units) for value in numbers.mage],
        }


@lru_cache(maxsize=256)
def _recipes(person: int, days: int) -> Recipes:
    return _of_trace(f"person {person}", trace_of(person), _daily_of(person), days)


@cache
def _daily_of(person: int) -> list[Swings]:
    return _swings_by_day(trace_of(person))


def _of_trace(whose: str, trace: Trace, daily: list[Swings], days: int) -> Recipes:
    used = trace.minutes < days * DAY
    kept = Trace(trace.minutes[used], trace.glucose[used])
    whole, daily = _swings(kept), [each for each in daily if each.day < days]
    mage = (
        whole.turning, _mean([each.turning for each in daily]),
        whole.distance, _mean([each.distance for each in daily]),
    )  # fmt: skip
    return Recipes(whose, days, kept, mage, whole.sd)


class Swings(NamedTuple):
    """The first day of a piece of a trace, and of the piece MAGE by turning points, by distance, and SD, mg/dL."""

    day: int
    turning: float
    distance: float
    sd: float


def _swings(trace: Trace) -> Swings:
    found = cgm.of_trace(trace.minutes, trace.glucose)
    return Swings(int(trace.minutes[0] // DAY), found["mage"], found["mage_naive"], found["sd"])


def _swings_by_day(trace: Trace) -> list[Swings]:
    day = trace.minutes // DAY
    return [_swings(Trace(trace.minutes[day == each], trace.glucose[day == each])) for each in np.unique(day)]


def _mean(values: list[float]) -> float:
    """Return the mean of the days that have a value."""
    known = [value for value in values if math.isfinite(value)]
    return float(np.mean(known)) if known else math.nan
