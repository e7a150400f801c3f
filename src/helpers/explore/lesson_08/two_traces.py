from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.transforms import offset_copy

from helpers import cgm
from helpers.cohort import traces
from helpers.columns import Arrays, taken
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_08.shared import (
    DAY,
    GROUP_MARKS,
    HIGH,
    YOURS,
    Trace,
    broken,
    own_trace,
    percent_above,
    swing_of,
    swing_text,
    trace_of,
)
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from helpers.own import Own

_MARK: Any = {"linestyle": "none", "markeredgecolor": "white"}


@cache
def _people() -> Arrays:
    """Return the eight people with normal glucose, and the metrics of their traces."""
    people = taken(traces.people_columns(), slice(8))
    found = [cgm.of_trace(*trace_of(person)) for person in people["id"].tolist()]
    metrics = {name: np.array([each[name] for each in found]) for name in ("mean", "cv", "mage")}
    high = np.array([percent_above(person, HIGH) for person in people["id"].tolist()])
    return {**people, **metrics, "high": high}


_METRICS = {
    "mean": "Mean glucose",
    "cv": "Coefficient of variation",
    "high": "Time above the line",
    "mage": "MAGE",
}


class TwoPeople(NamedTuple):
    """A sensitive and a resistant person (rows of the table of people), a day, and the metric chosen."""

    sensitive: int
    resistant: int
    day: int
    metric: str


class TwoTraces(Explorer[TwoPeople]):
    """Two people with like traces and unlike insulin."""

    title = "Two traces, and the insulin behind them"
    tall = 600
    controls = (
        Slider("sensitive", "Sensitive person", 1, 4, 1, 1),
        Slider("resistant", "Resistant person", 1, 4, 1, 1),
        Slider("day", "Day", 1, traces.DAYS, 2, 1),
        ToggleButtons("metric", "Of the trace, plot", _METRICS, "mean"),
    )
    presets = {
        "Nearly the same mean": {"sensitive": 1, "resistant": 4},
        "The resistant one is the flatter": {"sensitive": 3, "resistant": 2, "metric": "cv"},
        "The most unequal insulin": {"sensitive": 3, "resistant": 3, "metric": "cv"},
    }

    sources = ("Shah2019",)
    mine: Trace | None = None

    def beside(self, mine: Own) -> TwoTraces:
        """Return the explorer with a day of a learner's own trace as a third line; its insulin no sensor sees."""
        shown = TwoTraces()
        shown.mine = own_trace(mine)
        return shown

    def compute(self, *, sensitive: float, resistant: float, day: float, metric: str) -> TwoPeople:
        """Return who is shown; their numbers stand in the table of people."""
        return TwoPeople(round(sensitive) - 1, 4 + round(resistant) - 1, round(day), metric)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes; the right one has fasting insulin, which no sensor sees, upwards."""
        course, plane = charts.panels(figure, widths=(1.5, 1))
        course.axhline(in_units(HIGH, "glucose", units), color=style.MUTED, linewidth=1.2, linestyle=":")
        course.set(
            xlim=(0, 24), xticks=range(0, 25, 4), xlabel="Hour of the day",
            ylim=in_units(np.array([50.0, 200.0]), "glucose", units),
            ylabel=f"Glucose, {unit_of('glucose', units)}",
            title=f"Dotted: the line, {format_value(HIGH, 'glucose', units)}",
        )  # fmt: skip
        plane.set(
            xticks=[],
            ylim=(0, in_units(27.0, "insulin", units)), ylabel=f"Fasting insulin, {unit_of('insulin', units)}",
            title="Eight people, normal glucose",
        )  # fmt: skip
        plane.set_xlim(-0.08, 1.08)
        colours = [GROUP_MARKS[group][:2] for group in traces.GROUPS[:2]]
        # What stands below comes with the choice; the label keeps its room.
        plane.set_xlabel(" \n ")
        first: Any
        second: Any
        first, second = (
            {"transform": offset_copy(plane.transAxes, figure, y=-down, units="points"), "va": "top"}
            for down in (6, 22)
        )
        scene = Scene(
            lowest=plane.text(0.02, 0, "", ha="left", **first),
            highest=plane.text(0.98, 0, "", ha="right", **first),
            plotted=plane.text(0.5, 0, "", ha="center", **second),
            crowd=[
                plane.plot([], [], mark, color=colour, markersize=9, alpha=0.55, **_MARK)[0]
                for colour, mark in colours
            ],
            rings=plane.plot([], [], "o", markerfacecolor="none", markersize=17, markeredgecolor=style.LEARNER,
                             markeredgewidth=2, linestyle="none")[0],
            sensitive=course.plot([], [], color=colours[0][0], linewidth=2.2, label="sensitive")[0],
            resistant=course.plot([], [], color=colours[1][0], linewidth=2.2, linestyle="-.", label="resistant")[0],
            yours=[course.plot([], [], color=style.LEARNER, linewidth=1.8, linestyle="--", label=YOURS)[0]
                   for _ in range(bool(self.mine))],
        )  # fmt: skip
        if self.mine:
            highest = max(200.0, float(self.mine.glucose.max()) * 1.1)
            course.set_ylim(
                in_units(np.array([min(50.0, float(self.mine.glucose.min())), highest]), "glucose", units)
            )
        charts.key(course, "upper left", columns=2 + bool(self.mine), handlelength=2 if self.mine else 3)
        return scene

    def move(self, scene: Scene, numbers: TwoPeople, units: UnitSystem) -> None:
        """Draw one day of both and everyone's place in the plane."""
        people = _people()
        shown = [
            (scene.sensitive, trace_of(int(people["id"][numbers.sensitive]))),
            (scene.resistant, trace_of(int(people["id"][numbers.resistant]))),
        ]
        shown.extend((line, self.mine) for line in scene.yours if self.mine)
        for line, (minutes, glucose) in shown:
            today = minutes // DAY == numbers.day - 1
            part = broken(Trace(minutes[today] - DAY * (numbers.day - 1), glucose[today]))
            line.set_data(part.minutes / 60, in_units(part.glucose, "glucose", units))
        values = people[numbers.metric]
        scene.lowest.set_text(_metric_text(float(values.min()), numbers.metric, units))
        scene.highest.set_text(_metric_text(float(values.max()), numbers.metric, units))
        scene.plotted.set_text(_METRICS[numbers.metric])
        across = (values - values.min()) / (values.max() - values.min())
        insulin = in_units(people["insulin_uu_ml"], "insulin", units)
        scene.crowd[0].set_data(across[:4], insulin[:4])
        scene.crowd[1].set_data(across[4:], insulin[4:])
        pair = [numbers.sensitive, numbers.resistant]
        scene.rings.set_data(across[pair], insulin[pair])

    def say(self, numbers: TwoPeople, units: UnitSystem) -> str:
        """Say what the traces show and what they do not."""
        people, pair = _people(), [numbers.sensitive, numbers.resistant]
        low, high = (_metric_text(people[numbers.metric][row], numbers.metric, units) for row in pair)
        own = [trace_of(person) for person in people["id"][pair].tolist()]
        today = [each.glucose[each.minutes // DAY == numbers.day - 1].mean() for each in own]
        days = [format_value(mean, "glucose", units) for mean in today]
        one, other = people["insulin_uu_ml"][pair].tolist()
        return (
            f"On day {numbers.day} the sensitive person's glucose averages {days[0]} and the resistant person's "
            f"{days[1]}. Over 14 days {_METRICS[numbers.metric][0].lower()}{_METRICS[numbers.metric][1:]} is {low} and "
            f"{high}. Their fasting insulin is {format_value(one, 'insulin', units)} and "
            f"{format_value(other, 'insulin', units)}: "
            f"{other / one:.1f} times as much."
        ).replace("mAGE", "MAGE")

    def tabulate(self, numbers: TwoPeople, units: UnitSystem) -> Columns:
        """Return the eight people with the metrics and their insulin."""
        del numbers
        people = _people()
        return {
            "Group": people["group"],
            "Person": people["id"],
            f"Mean glucose, {unit_of('glucose', units)}": in_units(people["mean"], "glucose", units),
            "CV, %": people["cv"],
            f"% above {format_value(HIGH, 'glucose', units)}": people["high"],
            f"MAGE, {unit_of('glucose', units)}": [swing_of(value, units) for value in people["mage"]],
            f"Fasting insulin, {unit_of('insulin', units)}": in_units(
                people["insulin_uu_ml"], "insulin", units
            ),
        }


def _metric_text(value: float, metric: str, units: UnitSystem) -> str:
    if metric == "mean":
        return format_value(value, "glucose", units)
    return swing_text(value, units) if metric == "mage" else f"{value:.1f} %"
