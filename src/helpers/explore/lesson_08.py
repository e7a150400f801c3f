"""Explorers of lesson 08: a sensor, MAGE, targets, two traces, responders, the size of a trial, the ledger."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cgm, cohort, traces
from helpers.evidence import GRADES, verdicts
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider, Switch
from helpers.explore.engine import Explorer, in_units
from helpers.explore.raster import Scene
from helpers.explore.wording import signed
from helpers.follow_up import GLUCOSE_SD, INSULIN_SD
from helpers.indices import homa_ir
from helpers.models.meal import MealModel
from helpers.statistics import (
    Z_95,
    Selected,
    exaggeration,
    log_sd,
    people_per_arm,
    power,
    regression_to_mean,
    response_sd,
)
from helpers.units import UnitSystem, convert, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

Row = NDArray[np.float64]

_DAY = 24 * 60
_LONG_GAP_MIN = 45.0
_GROUP_MARKS = {
    "sensitive": (style.GOOD, "o", "-"),
    "resistant, normal glucose": (style.INSULIN, "s", "-."),
    "prediabetes": (style.WARN, "^", "--"),
    "type 2 diabetes": (style.GLUCOSE, "D", ":"),
}
_SHORT = {"resistant, normal glucose": "resistant"}
_MARK: Any = {"linestyle": "none", "markeredgecolor": "white"}


class Trace(NamedTuple):
    """A person's readings: minutes from the first midnight, and glucose in mg/dL."""

    minutes: Row
    glucose: Row


@cache
def _trace(person: int) -> Trace:
    frame = traces.load()
    own = frame[frame["id"] == person]
    start = own["time"].iloc[0].normalize()
    minutes = (own["time"] - start).dt.total_seconds().to_numpy() / 60
    return Trace(minutes, own["glucose"].to_numpy(dtype=float))


def _broken(trace: Trace) -> Trace:
    """Return a trace with a NaN in each gap of over 45 minutes, so that no line bridges it."""
    gaps = np.flatnonzero(np.diff(trace.minutes) > _LONG_GAP_MIN) + 1
    return Trace(np.insert(trace.minutes, gaps, np.nan), np.insert(trace.glucose, gaps, np.nan))


@cache
def _people() -> pd.DataFrame:
    """Return the 16 people with the metrics of their traces."""
    return traces.load_people().merge(cgm.metrics(traces.load()), on="id")


@cache
def _ids(group: str) -> tuple[int, ...]:
    people = traces.load_people()
    return tuple(int(each) for each in people.loc[people["group"] == group, "id"])


def _swing(value: float, units: UnitSystem) -> float:
    """Return a difference of glucose levels in the learner's units."""
    return float(convert(value, "glucose", "mg/dL", unit_of("glucose", units), change=True))


def _swing_text(value: float, units: UnitSystem) -> str:
    return f"{_swing(value, units):.{1 if units == 'SI' else 0}f} {unit_of('glucose', units)}"


# --- a sensor ----------------------------------------------------------------------------------------------

_EVERY = traces.EVERY_MIN
_HIGH = 140.0  # mg/dL
_DRINK_G = 75.0
_DRIFT_MIN = 25.0  # the time constant of the sensor's slow error, as in the course's traces


class Sensed(NamedTuple):
    """Blood glucose by the minute, readings of one or two sensors every five minutes (mg/dL), and what was set."""

    minutes: Row
    blood: Row
    when: Row
    sensors: tuple[Row, ...]
    lag: float


class SensorExplorer(Explorer[Sensed]):
    """What a sensor under the skin makes of blood glucose after a drink."""

    title = "Blood glucose, and what a sensor reports"
    controls = (
        Slider("lag", "The sensor follows with a lag of", 0, 30, 8, 1, unit="min"),
        Slider("noise", "Random error of a reading", 0, 15, 5, 0.5, unit="%"),
        Slider("calibration", "This sensor reads off by", -15, 15, 0, 1, unit="%"),
        Switch("second", "Show a second sensor, on the other arm", False),
    )
    presets = {
        "Lag alone": {"lag": 15, "noise": 0},
        "Noise alone": {"lag": 0, "noise": 8},
        "Calibration alone": {"lag": 0, "noise": 0, "calibration": 10},
        "Two sensors, one person": {"lag": 8, "noise": 6, "calibration": 8, "second": True},
    }
    sources = ("DallaMan2007", "Basu2013")

    def compute(self, *, lag: float, noise: float, calibration: float, second: bool) -> Sensed:
        """Return what one sensor, or two with errors of their own, would report."""
        minutes, blood = _drink()
        tissue = _followed(blood, lag)[::_EVERY]
        errors = _sensor_errors(len(tissue))
        first = tissue * (1 + calibration / 100) * (1 + noise / 100 * errors[0])
        other = tissue * (1 + noise / 100 * errors[1])
        return Sensed(minutes, blood, minutes[::_EVERY], (first, other) if second else (first,), lag)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw blood glucose on the left, the line of agreement on the right."""
        course, against = figure.subplots(1, 2, width_ratios=(1.7, 1))
        figure.subplots_adjust(left=0.08, right=0.985, top=0.9, bottom=0.15, wspace=0.24)
        minutes, blood = _drink()
        course.plot(minutes, in_units(blood, "glucose", units), color=style.GLUCOSE, label="blood (computed)")
        course.axhline(in_units(_HIGH, "glucose", units), color=style.MUTED, linewidth=1.2, linestyle=":")
        limits = in_units(np.array([60.0, 210.0]), "glucose", units)
        unit = unit_of("glucose", units)
        course.set(
            xlim=(0, 300), xticks=range(0, 301, 60), ylim=limits, ylabel=f"Glucose, {unit}",
            xlabel="Minutes after a drink of 75 g glucose",
            title=f"Dotted: {format_value(_HIGH, 'glucose', units)}",
        )  # fmt: skip
        against.plot(limits, limits, color=style.MUTED, linewidth=1.4, linestyle="--")
        against.set(
            xlim=in_units(np.array([75.0, 175.0]), "glucose", units), ylim=limits, xlabel=f"In blood, {unit}",
            title="Dashed: equal",
        )  # fmt: skip
        scene = Scene(
            second=charts.mark(course, "^", style.ACCENT, size=6, label="second sensor"),
            first=charts.mark(course, "o", style.INSULIN, size=6, label="sensor"),
            second_against=charts.mark(against, "^", style.ACCENT, size=6),
            first_against=charts.mark(against, "o", style.INSULIN, size=6),
        )
        course.legend(loc="upper right", handlelength=1.6)
        return scene

    def move(self, scene: Scene, numbers: Sensed, units: UnitSystem) -> None:
        """Draw the readings over time and against the blood of the same moment."""
        blood = in_units(numbers.blood[::_EVERY], "glucose", units)
        shown = [in_units(sensor, "glucose", units) for sensor in numbers.sensors]
        scene.first.set_data(numbers.when, shown[0])
        scene.first_against.set_data(blood, shown[0])
        both = len(shown) > 1
        scene.second.set_data(numbers.when if both else [], shown[1] if both else [])
        scene.second_against.set_data(blood if both else [], shown[1] if both else [])

    def say(self, numbers: Sensed, units: UnitSystem) -> str:
        """Compare peak, time above 140 mg/dL and the mean error with the truth."""
        blood, reading = numbers.blood, numbers.sensors[0]
        at = int(blood.argmax())
        peak = format_value(blood[at], "glucose", units)
        limit = format_value(_HIGH, "glucose", units)
        said = (
            f"Blood glucose peaks at {peak} after {numbers.minutes[at]:.0f} minutes; the sensor's highest reading is "
            f"{format_value(reading.max(), 'glucose', units)}, at {numbers.when[reading.argmax()]:.0f} minutes, with a "
            f"lag of {numbers.lag:.0f} minutes. Above {limit} are blood for {int((blood > _HIGH).sum())} minutes and "
            f"the sensor for {_EVERY * int((reading > _HIGH).sum())}. Readings are off by "
            f"{_mean_difference(numbers):.1f} % on average."
        )
        if len(numbers.sensors) == 1:
            return said
        other = numbers.sensors[1]
        return (
            f"{said} The second sensor's highest reading is {format_value(other.max(), 'glucose', units)}, and it is "
            f"above {limit} for {_EVERY * int((other > _HIGH).sum())} minutes."
        )

    def tabulate(self, numbers: Sensed, units: UnitSystem) -> pd.DataFrame:
        """Return blood and readings every quarter of an hour."""
        import pandas as pd

        rows, unit = slice(None, None, 3), unit_of("glucose", units)
        columns = {
            "Time, min": numbers.when[rows],
            f"Blood, {unit}": in_units(numbers.blood[::_EVERY][rows], "glucose", units),
        }
        for name, sensor in zip(("Sensor", "Second sensor"), numbers.sensors, strict=False):
            columns[f"{name}, {unit}"] = in_units(sensor[rows], "glucose", units)
        return pd.DataFrame(columns)


@cache
def _drink() -> tuple[Row, Row]:
    frame = MealModel.normal().simulate(dose_g=_DRINK_G, minutes=300)
    return frame.index.to_numpy(dtype=float), frame["glucose_mg_dl"].to_numpy()


def _followed(values: Row, lag: float) -> Row:
    """Return a course that follows another, given by the minute, with a first-order lag."""
    if lag <= 0:
        return values
    step = 1 - math.exp(-1 / lag)
    result = values.tolist()
    for i in range(1, len(result)):
        result[i] = result[i - 1] + step * (values[i] - result[i - 1])
    return np.array(result)


@cache
def _sensor_errors(readings: int) -> Row:
    """Return the errors of two sensors, in standard deviations: half slow drift, half new at each reading."""
    rng = np.random.Generator(np.random.PCG64(8))
    fresh = rng.standard_normal((2, 2, readings))
    stays = math.exp(-_EVERY / _DRIFT_MIN)
    drift = fresh[0].copy()
    for i in range(1, readings):
        drift[:, i] = stays * drift[:, i - 1] + math.sqrt(1 - stays**2) * fresh[0, :, i]
    return np.asarray((drift + fresh[1]) / math.sqrt(2))


def _mean_difference(numbers: Sensed) -> float:
    blood = numbers.blood[::_EVERY]
    return float(100 * np.mean(np.abs(numbers.sensors[0] - blood) / blood))


# --- one trace, several MAGEs ------------------------------------------------------------------------------

_RECIPES = (
    "turning points,\nall days at once",
    "turning points,\nday by day",
    "distance from mean,\nall days at once",
    "distance from mean,\nday by day",
)


class Recipes(NamedTuple):
    """Whose trace, its first days, and MAGE by four recipes beside SD, all mg/dL."""

    person: int
    days: int
    trace: Trace
    mage: tuple[float, ...]
    sd: float


class MageRecipes(Explorer[Recipes]):
    """The mean amplitude of glycaemic excursions of one trace, worked out in four ways."""

    title = "One trace, four ways to work out MAGE"
    controls = (
        Choice("group", "A person who is", {name: name for name in traces.GROUPS}, "prediabetes"),
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

    def compute(self, *, group: str, person: float, days: float) -> Recipes:
        """Return the four numbers, all from the same readings."""
        return _recipes(_ids(group)[round(person) - 1], round(days))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the trace and of the bars."""
        course, bars = figure.subplots(1, 2, width_ratios=(1.35, 1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.66)
        unit = unit_of("glucose", units)
        course.set(
            xlim=(0, traces.DAYS), xticks=range(0, traces.DAYS + 1, 2),
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
            xlim=(0, _swing(105, units)), xlabel=unit, title="MAGE",
        )  # fmt: skip
        bars.tick_params(axis="y", labelsize=10.5)
        return Scene(
            trace=course.plot([], [], color=style.GLUCOSE, linewidth=1.0)[0],
            bars=list(drawn),
        )

    def move(self, scene: Scene, numbers: Recipes, units: UnitSystem) -> None:
        """Draw the days that count and the five bars."""
        trace = _broken(numbers.trace)
        scene.trace.set_data(trace.minutes / _DAY, in_units(trace.glucose, "glucose", units))
        for bar, value in zip(scene.bars, (*numbers.mage, numbers.sd), strict=True):
            bar.set_width(_swing(value, units))

    def say(self, numbers: Recipes, units: UnitSystem) -> str:
        """Say the four numbers, their range, and that the mean is one and the same."""
        low, high = min(numbers.mage), max(numbers.mage)
        written = ", ".join(_swing_text(value, units) for value in numbers.mage)
        return (
            f"From the same {len(numbers.trace.glucose):,} readings of person {numbers.person} over {numbers.days} "
            f"days, with a mean of {format_value(numbers.trace.glucose.mean(), 'glucose', units)} and an SD of "
            f"{_swing_text(numbers.sd, units)}, the four recipes give MAGE {written}, from top to bottom: the largest "
            f"is {high / low:.1f} times the smallest."
        )

    def tabulate(self, numbers: Recipes, units: UnitSystem) -> pd.DataFrame:
        """Return the four numbers."""
        import pandas as pd

        return pd.DataFrame(
            {
                "Recipe": [name.replace("\n", " ") for name in _RECIPES],
                f"MAGE, {unit_of('glucose', units)}": [_swing(value, units) for value in numbers.mage],
            }
        )


@lru_cache(maxsize=256)
def _recipes(person: int, days: int) -> Recipes:
    trace = _trace(person)
    taken = trace.minutes < days * _DAY
    kept = Trace(trace.minutes[taken], trace.glucose[taken])
    whole, daily = _metrics(person, kept, by_day=False), _daily(person).iloc[:days]
    mage = (
        float(whole["mage"].iloc[0]), float(daily["mage"].mean()),
        float(whole["mage_naive"].iloc[0]), float(daily["mage_naive"].mean()),
    )  # fmt: skip
    return Recipes(person, days, kept, mage, float(whole["sd"].iloc[0]))


@cache
def _daily(person: int) -> pd.DataFrame:
    return _metrics(person, _trace(person), by_day=True)


def _metrics(person: int, trace: Trace, *, by_day: bool) -> pd.DataFrame:
    import pandas as pd

    time = pd.Timestamp(traces.START) + pd.to_timedelta(trace.minutes, unit="min")
    part = (trace.minutes // _DAY).astype(int) if by_day else person
    return cgm.metrics(pd.DataFrame({"id": part, "time": time, "glucose": trace.glucose}))


# --- whose targets -----------------------------------------------------------------------------------------

_LIMITS = np.arange(100.0, 251.0, 2.0)
_ALLOWED = 25.0  # percent of readings above 180 mg/dL that the consensus on diabetes allows


class Above(NamedTuple):
    """The limit in mg/dL, and the percent of readings above it, by group and person."""

    limit: float
    shares: dict[str, Row]


class UpperLimit(Explorer[Above]):
    """The same 16 traces under a limit that the learner moves."""

    title = "Time above a line"
    controls = (
        Slider("limit", "The line", 100, 250, 180, 1, analyte="glucose", si_step=0.1),
        Choice(
            "shown",
            "Show",
            {"all": "all 16 people", "normal": "the 8 with normal glucose"},
            "all",
        ),
    )
    presets = {
        "Line of the diabetes consensus": {"limit": 180},
        "A stricter line": {"limit": 140},
        "Stricter still": {"limit": 120},
        "Normal glucose, stricter still": {"limit": 120, "shown": "normal"},
    }
    sources = ("Battelino2019", "Shah2019")

    def compute(self, *, limit: float, shown: str) -> Above:
        """Return each person's share of readings above the limit."""
        groups = traces.GROUPS if shown == "all" else traces.GROUPS[:2]
        return Above(limit, {group: np.array([_above(i, limit) for i in _ids(group)]) for group in groups})

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw each group's share for every limit on the left, an axis for its people on the right."""
        curves, people = figure.subplots(1, 2, width_ratios=(1.2, 1))
        figure.subplots_adjust(left=0.08, right=0.985, top=0.9, bottom=0.19, wspace=0.2)
        for group, (colour, _, line) in _GROUP_MARKS.items():
            shares = [np.mean([_above(i, limit) for i in _ids(group)]) for limit in _LIMITS]
            curves.plot(
                in_units(_LIMITS, "glucose", units),
                shares,
                color=colour,
                linestyle=line,
                label=_SHORT.get(group, group),
            )
        curves.legend(loc="upper right", handlelength=3, ncols=2, columnspacing=1.2)
        curves.set(
            xlim=in_units(_LIMITS[[0, -1]], "glucose", units), ylim=(-3, 132),
            yticks=range(0, 101, 20), ylabel="% of readings above",
            xlabel=f"The line, {unit_of('glucose', units)}", title="Average of each group",
        )  # fmt: skip
        people.axhline(_ALLOWED, color=style.MUTED, linewidth=1.4, linestyle=":")
        people.set(
            xlim=(-0.5, 3.5), ylim=(-3, 104), xticks=range(4),
            xticklabels=["sensitive", "resistant", "prediabetes", "type 2\ndiabetes"],
            title="Each person; dotted: 25 %",
        )  # fmt: skip
        people.tick_params(axis="x", labelsize=10.5)
        return Scene(
            line=curves.axvline(1, ymax=0.76, color=style.LEARNER, linewidth=1.6),
            marks=[charts.mark(people, mark, colour, size=10) for colour, mark, _ in _GROUP_MARKS.values()],
        )

    def move(self, scene: Scene, numbers: Above, units: UnitSystem) -> None:
        """Move the line and the people's marks."""
        scene.line.set_xdata([in_units(numbers.limit, "glucose", units)] * 2)
        beside = np.array([-0.24, -0.08, 0.08, 0.24])
        for place, (mark, group) in enumerate(zip(scene.marks, traces.GROUPS, strict=True)):
            shares = numbers.shares.get(group)
            mark.set_visible(shares is not None)
            if shares is not None:
                mark.set_data(place + beside, shares)

    def say(self, numbers: Above, units: UnitSystem) -> str:
        """Say the range of each group and how many stay below a quarter of the time."""
        ranges = "; ".join(
            f"{group} {shares.min():.1f} to {shares.max():.1f} %" for group, shares in numbers.shares.items()
        )
        everyone = np.concatenate(list(numbers.shares.values()))
        return (
            f"Above {format_value(numbers.limit, 'glucose', units)} lie, of each person's readings: {ranges}. "
            f"{int((everyone < _ALLOWED).sum())} of the {len(everyone)} people shown are above it for less than "
            f"25 % of the time. The consensus on diabetes asks for that at {format_value(180, 'glucose', units)}; for "
            "people without diabetes no such target has been set."
        )

    def tabulate(self, numbers: Above, units: UnitSystem) -> pd.DataFrame:
        """Return the people with their shares."""
        import pandas as pd

        rows = [
            (group, person, share)
            for group, shares in numbers.shares.items()
            for person, share in zip(_ids(group), shares, strict=True)
        ]
        above = f"% above {format_value(numbers.limit, 'glucose', units)}"
        return pd.DataFrame(rows, columns=["Group", "Person", above])


@cache
def _ranked(person: int) -> Row:
    return np.sort(_trace(person).glucose)


def _above(person: int, limit: float) -> float:
    ranked = _ranked(person)
    return float(100 * (1 - np.searchsorted(ranked, limit, side="right") / len(ranked)))


# --- two traces --------------------------------------------------------------------------------------------

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
    controls = (
        Slider("sensitive", "Sensitive person", 1, 4, 1, 1),
        Slider("resistant", "Resistant person", 1, 4, 1, 1),
        Slider("day", "Day", 1, traces.DAYS, 2, 1),
        Choice("metric", "Of the trace, plot", _METRICS, "mean"),
    )
    presets = {
        "Nearly the same mean": {"sensitive": 1, "resistant": 4},
        "The resistant one is the flatter": {"sensitive": 3, "resistant": 2, "metric": "cv"},
        "The most unequal insulin": {"sensitive": 3, "resistant": 3, "metric": "cv"},
    }

    sources = ("Shah2019",)

    def compute(self, *, sensitive: float, resistant: float, day: float, metric: str) -> TwoPeople:
        """Return who is shown; their numbers stand in the table of people."""
        return TwoPeople(round(sensitive) - 1, 4 + round(resistant) - 1, round(day), metric)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes; the right one has fasting insulin, which no sensor sees, upwards."""
        course, plane = figure.subplots(1, 2, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.24)
        course.axhline(in_units(_HIGH, "glucose", units), color=style.MUTED, linewidth=1.2, linestyle=":")
        course.set(
            xlim=(0, 24), xticks=range(0, 25, 4), xlabel="Hour of the day",
            ylim=in_units(np.array([50.0, 200.0]), "glucose", units),
            ylabel=f"Glucose, {unit_of('glucose', units)}",
            title=f"Dotted: the line, {format_value(_HIGH, 'glucose', units)}",
        )  # fmt: skip
        plane.set(
            xlim=(0, 1), xticks=[0, 1], xticklabels=["lowest of the 8", "highest"],
            ylim=(0, in_units(27.0, "insulin", units)), ylabel=f"Fasting insulin, {unit_of('insulin', units)}",
            xlabel="The number plotted", title="Eight people, normal glucose",
        )  # fmt: skip
        plane.set_xlim(-0.08, 1.08)
        for label, side in zip(plane.get_xticklabels(), ("left", "right"), strict=True):
            label.set_ha(side)
        colours = [_GROUP_MARKS[group][:2] for group in traces.GROUPS[:2]]
        scene = Scene(
            crowd=[
                plane.plot([], [], mark, color=colour, markersize=9, alpha=0.55, **_MARK)[0]
                for colour, mark in colours
            ],
            rings=plane.plot([], [], "o", markerfacecolor="none", markersize=17, markeredgecolor=style.LEARNER,
                             markeredgewidth=2, linestyle="none")[0],
            sensitive=course.plot([], [], color=colours[0][0], linewidth=2.2, label="sensitive")[0],
            resistant=course.plot([], [], color=colours[1][0], linewidth=2.2, linestyle="-.", label="resistant")[0],
        )  # fmt: skip
        course.legend(loc="upper left", ncols=2, handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: TwoPeople, units: UnitSystem) -> None:
        """Draw one day of both and everyone's place in the plane."""
        people = _people().iloc[:8]
        for line, row in ((scene.sensitive, numbers.sensitive), (scene.resistant, numbers.resistant)):
            minutes, glucose = _trace(int(people["id"].iloc[row]))
            today = minutes // _DAY == numbers.day - 1
            part = _broken(Trace(minutes[today] - _DAY * (numbers.day - 1), glucose[today]))
            line.set_data(part.minutes / 60, in_units(part.glucose, "glucose", units))
        values = _of_metric(numbers.metric)
        across = (values - values.min()) / (values.max() - values.min())
        insulin = in_units(people["insulin_uu_ml"].to_numpy(), "insulin", units)
        scene.crowd[0].set_data(across[:4], insulin[:4])
        scene.crowd[1].set_data(across[4:], insulin[4:])
        pair = [numbers.sensitive, numbers.resistant]
        scene.rings.set_data(across[pair], insulin[pair])

    def say(self, numbers: TwoPeople, units: UnitSystem) -> str:
        """Say what the traces show and what they do not."""
        people = _people()
        one, other = people.iloc[numbers.sensitive], people.iloc[numbers.resistant]
        values = _of_metric(numbers.metric)
        low, high = (_metric_text(values[row], numbers.metric, units) for row in numbers[:2])
        days = [
            format_value(
                _trace(int(each["id"])).glucose[
                    _trace(int(each["id"])).minutes // _DAY == numbers.day - 1
                ].mean(), "glucose", units,
            )
            for each in (one, other)
        ]  # fmt: skip
        return (
            f"On day {numbers.day} the sensitive person's glucose averages {days[0]} and the resistant person's "
            f"{days[1]}. Over 14 days {_METRICS[numbers.metric][0].lower()}{_METRICS[numbers.metric][1:]} is {low} and "
            f"{high}. Their fasting insulin is {format_value(one['insulin_uu_ml'], 'insulin', units)} and "
            f"{format_value(other['insulin_uu_ml'], 'insulin', units)}: "
            f"{other['insulin_uu_ml'] / one['insulin_uu_ml']:.1f} times as much."
        ).replace("mAGE", "MAGE")

    def tabulate(self, numbers: TwoPeople, units: UnitSystem) -> pd.DataFrame:
        """Return the eight people with the metrics and their insulin."""
        import pandas as pd

        del numbers
        people = _people().iloc[:8]
        return pd.DataFrame(
            {
                "Group": people["group"],
                "Person": people["id"],
                f"Mean glucose, {unit_of('glucose', units)}": in_units(
                    people["mean"].to_numpy(), "glucose", units
                ),
                "CV, %": people["cv"],
                f"% above {format_value(_HIGH, 'glucose', units)}": _of_metric("high"),
                f"MAGE, {unit_of('glucose', units)}": [_swing(value, units) for value in people["mage"]],
                f"Fasting insulin, {unit_of('insulin', units)}": in_units(
                    people["insulin_uu_ml"].to_numpy(), "insulin", units
                ),
            }
        )


def _of_metric(metric: str) -> Row:
    people = _people().iloc[:8]
    if metric == "high":
        return np.array([_above(int(person), _HIGH) for person in people["id"]])
    return people[metric].to_numpy(dtype=float)


def _metric_text(value: float, metric: str, units: UnitSystem) -> str:
    if metric == "mean":
        return format_value(value, "glucose", units)
    return _swing_text(value, units) if metric == "mage" else f"{value:.1f} %"


# --- one high value ----------------------------------------------------------------------------------------

_CROWD_SIZE = 1200
_MOST_READINGS = 6
_SHARE_BINS = np.linspace(math.log(0.3), math.log(40), 40)


class SecondLook(NamedTuple):
    """HOMA-IR of everyone when first measured and later, who was chosen, and what theory expects of these."""

    threshold: float
    variation: float
    readings: int
    first: Row
    again: Row
    chosen: NDArray[np.bool_]
    expected: Selected

    @property
    def means(self) -> tuple[float, float]:
        """Geometric means of the chosen, at first and later."""
        return _geometric(self.first[self.chosen]), _geometric(self.again[self.chosen])


class OneHighValue(Explorer[SecondLook]):
    """People chosen for a high value, measured again with nothing done in between."""

    title = "Chosen for a high value, and measured again"
    controls = (
        Slider("threshold", "Chosen from a HOMA-IR of", 1, 8, 4, 0.1),
        Slider("variation", "One person varies from week to week by", 0, 60, 30, 1, unit="%"),
        Slider("readings", "Readings averaged before choosing", 1, _MOST_READINGS, 1, 1),
    )
    presets = {
        "One reading": {"threshold": 4},
        "Three readings": {"threshold": 4, "readings": 3},
        "A higher bar": {"threshold": 7},
        "Nobody varies": {"threshold": 4, "variation": 0},
    }
    sources = ("Poon2018", "Barnett2005")

    def compute(self, *, threshold: float, variation: float, readings: float) -> SecondLook:
        """Return two measurements of the same people; nothing happens to them between."""
        usual, noise = _usual_people()
        within, count = log_sd(variation), round(readings)
        first = np.exp(usual + within * noise[:count].mean(axis=0))
        again = np.exp(usual + within * noise[-1])
        mean, between = _population()
        expected = regression_to_mean(
            math.log(threshold), mean=mean, between_sd=between, within_sd=within, readings=count
        )
        return SecondLook(threshold, variation, count, first, again, first >= threshold, expected)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the line of no change and the axes."""
        del units
        plane, spread = figure.subplots(1, 2, width_ratios=(1.1, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.22)
        ticks = [0.3, 1, 3, 10, 30]
        for axes in (plane, spread):
            axes.set(xlim=(0.3, 40))
            charts.log_ticks(axes, x=ticks)
        plane.set(
            ylim=(0.3, 40), xlabel="HOMA-IR when chosen", ylabel="HOMA-IR later",
            title="Dashed: no change",
        )  # fmt: skip
        charts.log_ticks(plane, y=ticks)
        plane.plot([0.3, 40], [0.3, 40], color=style.MUTED, linewidth=1.4, linestyle="--")
        spread.set(
            ylim=(0, 50),
            xlabel="HOMA-IR of the chosen (marks: averages)",
            ylabel="% of them",
            title="The chosen, twice",
        )
        usual: Any = {"markersize": 3.5, "linestyle": "none"}
        scene = Scene(
            rest=plane.plot([], [], ".", color=style.CROWD, **usual)[0],
            chosen=plane.plot([], [], "^", color=style.ACCENT, **usual)[0],
            bar=plane.axvline(1, color=style.LEARNER, linewidth=1.4),
            first=spread.plot([], [], color=style.ACCENT, drawstyle="steps-mid", linewidth=2, label="when chosen")[0],
            again=spread.plot(
                [], [], color=style.INSULIN, drawstyle="steps-mid", linewidth=2, linestyle="--", label="later",
            )[0],
            mean_first=charts.mark(spread, "^", style.ACCENT),
            mean_again=charts.mark(spread, "o", style.INSULIN),
        )  # fmt: skip
        spread.legend(loc="upper left", handlelength=2.4)
        return scene

    def move(self, scene: Scene, numbers: SecondLook, units: UnitSystem) -> None:
        """Draw everyone, the bar and the two distributions of the chosen."""
        del units
        chosen = numbers.chosen
        scene.rest.set_data(numbers.first[~chosen], numbers.again[~chosen])
        scene.chosen.set_data(numbers.first[chosen], numbers.again[chosen])
        scene.bar.set_xdata([numbers.threshold] * 2)
        middle = np.exp((_SHARE_BINS[1:] + _SHARE_BINS[:-1]) / 2)
        for line, values in ((scene.first, numbers.first), (scene.again, numbers.again)):
            counts, _ = np.histogram(np.log(values[chosen]), bins=_SHARE_BINS)
            line.set_data(middle, 100 * counts / chosen.sum())
        for mark, mean in zip((scene.mean_first, scene.mean_again), numbers.means, strict=True):
            mark.set_data([mean], [2])

    def say(self, numbers: SecondLook, units: UnitSystem) -> str:
        """Say how many were chosen, how far they fell, and what theory expects."""
        del units
        first, again = numbers.means
        lower = 100 * np.mean(numbers.again[numbers.chosen] < numbers.first[numbers.chosen])
        expected = 100 * (1 - math.exp(numbers.expected.again - numbers.expected.first))
        readings = "one reading" if numbers.readings == 1 else f"the average of {numbers.readings} readings"
        return (
            f"Going by {readings}, with {numbers.variation:.0f} % variation within a person, "
            f"{int(numbers.chosen.sum())} of {_CROWD_SIZE:,} people have a HOMA-IR of {numbers.threshold:.1f} or more. "
            f"On average it was {first:.1f} when they were chosen and is {again:.1f} later, with nothing done: "
            f"{_change(again / first - 1)}; {lower:.0f} % of them are lower than before. Theory expects a fall of "
            f"{expected:.0f} %."
        )

    def tabulate(self, numbers: SecondLook, units: UnitSystem) -> pd.DataFrame:
        """Return what theory expects for other numbers of readings."""
        import pandas as pd

        del units
        mean, between = _population()
        rows = []
        for readings in range(1, _MOST_READINGS + 1):
            found = regression_to_mean(
                math.log(numbers.threshold), mean=mean, between_sd=between,
                within_sd=log_sd(numbers.variation), readings=readings,
            )  # fmt: skip
            rows.append((readings, 100 * found.share, 100 * (1 - math.exp(found.again - found.first))))
        return pd.DataFrame(
            rows, columns=["Readings averaged", "% of people chosen", "Expected fall with nothing done, %"]
        )


@cache
def _population() -> tuple[float, float]:
    """Return mean and standard deviation of the logarithm of people's usual HOMA-IR."""
    people = cohort.load()
    logs = np.log(homa_ir(people["glucose_mg_dl"].to_numpy(), people["insulin_uu_ml"].to_numpy()))
    within = math.hypot(INSULIN_SD, GLUCOSE_SD)
    return float(logs.mean()), math.sqrt(float(logs.var()) - within**2)


@cache
def _usual_people() -> tuple[Row, Row]:
    rng = np.random.Generator(np.random.PCG64(81))
    mean, between = _population()
    usual = mean + between * rng.standard_normal(_CROWD_SIZE)
    return usual, rng.standard_normal((_MOST_READINGS + 1, _CROWD_SIZE))


def _geometric(values: Row) -> float:
    return float(np.exp(np.mean(np.log(values))))


def _change(ratio: float) -> str:
    percent = round(100 * ratio)
    if percent == 0:
        return "no change"
    return f"a {'fall' if percent < 0 else 'rise'} of {abs(percent)} %"


# --- responders --------------------------------------------------------------------------------------------

_PER_ARM = 100
_MOST_AVERAGED = 8
_VARIATION = 30.0  # percent within a person, about as in Poon 2018
_PERCENT_TICKS = (-80, -60, -30, 0, 50, 150)


class Changes(NamedTuple):
    """Logarithms of end over start: the treated in two courses, the controls; and what was set."""

    first: Row
    second: Row
    control: Row
    limit: float
    true_sd: float
    effect: float

    @property
    def responded(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
        """Who fell by the limit or more: treated in both courses, controls."""
        bar = math.log(1 - self.limit / 100)
        return self.first <= bar, self.second <= bar, self.control <= bar


class Responders(Explorer[Changes]):
    """A hundred treated, a hundred not, and the treatment repeated in the same people."""

    title = "Responders, and responders again"
    controls = (
        Slider("effect", "True average fall of HOMA-IR", 0, 40, 0, 1, unit="%"),
        Slider("differ", "People truly differ in it by (SD)", 0, 40, 0, 1, unit="%"),
        Slider("averaged", "Readings averaged at start and at end", 1, _MOST_AVERAGED, 1, 1),
        Slider("limit", "A responder falls by at least", 5, 50, 20, 1, unit="%"),
    )
    presets = {
        "Nothing works": {},
        "Works alike in all": {"effect": 15},
        "Works, and people differ": {"effect": 15, "differ": 40},
        "They differ, and many readings": {"effect": 15, "differ": 40, "averaged": 8},
    }
    sources = ("Poon2018", "Atkinson2015")

    def compute(self, *, effect: float, differ: float, averaged: float, limit: float) -> Changes:
        """Return the changes that would be measured."""
        own, noise = _draws()
        true = math.log(1 - effect / 100) + log_sd(differ) * own
        error = log_sd(_VARIATION) * noise[..., : round(averaged), :].mean(axis=2)
        measured = error[:, 1] - error[:, 0]
        return Changes(true + measured[0], true + measured[1], measured[2], limit, differ, effect)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw axes of ratios with percent at the ticks."""
        del units
        fall, twice = figure.subplots(1, 2, width_ratios=(1.2, 1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.28)
        for axes in (fall, twice):
            axes.axhline(0, color=style.MUTED, linewidth=1.2)
            _percent_axis(axes, "y")
        fall.set(xlim=(0, _PER_ARM + 1), xlabel="People, from largest fall to largest rise",
                 ylabel="Change of HOMA-IR, %", title="Each person’s change")  # fmt: skip
        _percent_axis(twice, "x")
        twice.axvline(0, color=style.MUTED, linewidth=1.2)
        twice.set(xlabel="First course, %", ylabel="Second course, %", title="The treated, treated again")
        marks: Any = {"linestyle": "none", "markersize": 5.5}
        scene = Scene(
            control=fall.plot([], [], color=style.COMPARE, linewidth=2.2, linestyle="--", label="not treated")[0],
            rest=fall.plot([], [], "o", color=style.INSULIN, label="treated", **marks)[0],
            responded=fall.plot([], [], "^", color=style.ACCENT, label="“responders”", **marks)[0],
            bar=fall.axhline(0, color=style.LEARNER, linewidth=1.3, linestyle=":"),
            twice_rest=twice.plot([], [], "o", color=style.INSULIN, **marks)[0],
            twice_responded=twice.plot([], [], "^", color=style.ACCENT, **marks)[0],
            bars=[
                twice.axhline(0, color=style.LEARNER, linewidth=1.3, linestyle=":"),
                twice.axvline(0, color=style.LEARNER, linewidth=1.3, linestyle=":"),
            ],
        )  # fmt: skip
        fall.legend(loc="upper left", handlelength=2.6)
        return scene

    def move(self, scene: Scene, numbers: Changes, units: UnitSystem) -> None:
        """Draw the sorted changes and the two courses against each other."""
        del units
        responded, _, _ = numbers.responded
        bar = math.log(1 - numbers.limit / 100)
        place = np.arange(1, _PER_ARM + 1)
        order = np.sort(numbers.first)
        many = int(responded.sum())
        scene.responded.set_data(place[:many], order[:many])
        scene.rest.set_data(place[many:], order[many:])
        scene.control.set_data(place, np.sort(numbers.control))
        scene.bar.set_ydata([bar, bar])
        scene.bars[0].set_ydata([bar, bar])
        scene.bars[1].set_xdata([bar, bar])
        scene.twice_responded.set_data(numbers.first[responded], numbers.second[responded])
        scene.twice_rest.set_data(numbers.first[~responded], numbers.second[~responded])

    def say(self, numbers: Changes, units: UnitSystem) -> str:
        """Count responders in both arms and in the repeat, and compare the spread of the two arms."""
        del units
        once, again, untreated = numbers.responded
        many, others = int(once.sum()), int((~once).sum())
        repeat = (
            f"Treated a second time, {_share(once & again, many)} of these respond again, and "
            f"{_share(~once & again, others)} of the others"
            if many and others
            else "Treated a second time, there is no second group to compare with"
        )
        spread = [float(np.std(each, ddof=1)) for each in (numbers.first, numbers.control)]
        apart = response_sd(*spread)
        # Two samples of this size from one population differ by more than that once in twenty times.
        by_chance = math.exp(1.645 / math.sqrt(_PER_ARM - 1))
        found = (
            f"so people seem to differ in response by an SD of about {100 * apart:.0f} %"
            if spread[0] > by_chance * spread[1]
            else "no further apart than chance makes them: nothing shows that people differ in response"
        )
        return (
            f"With a true fall of {numbers.effect:.0f} % in which people differ by {numbers.true_sd:.0f} %, {many} of "
            f"100 treated people fall by {numbers.limit:.0f} % or more, and {int(untreated.sum())} of 100 who were not "
            f"treated. {repeat}. On the logarithmic scale the changes have an SD of {100 * spread[0]:.0f} % in the "
            f"treated and {100 * spread[1]:.0f} % in the others, {found}."
        )

    def tabulate(self, numbers: Changes, units: UnitSystem) -> pd.DataFrame:
        """Return how many respond, for several limits."""
        import pandas as pd

        del units
        rows = []
        for limit in (numbers.limit, 10, 20, 30, 40, 50):
            once, again, untreated = numbers._replace(limit=limit).responded
            rows.append((limit, int(once.sum()), int((once & again).sum()), int(untreated.sum())))
        columns = ["Falls by at least, %", "Treated, of 100", "of these again", "Not treated, of 100"]
        return pd.DataFrame(rows, columns=columns)


@cache
def _draws() -> tuple[Row, Row]:
    """Return each treated person's own response, and errors: course or control, start or end, reading, person."""
    # Of the seeds 1 to 300 the one whose 100 people behave most as expected where nobody differs.
    rng = np.random.Generator(np.random.PCG64(105))
    return rng.standard_normal(_PER_ARM), rng.standard_normal((3, 2, _MOST_AVERAGED, _PER_ARM))


def _percent_axis(axes: Axes, which: str) -> None:
    places = [math.log(1 + tick / 100) for tick in _PERCENT_TICKS]
    labels = [signed(tick) for tick in _PERCENT_TICKS]
    if which == "x":
        axes.set_xticks(places, labels)
        axes.set_xlim(-2.0, 1.35)
    else:
        axes.set_yticks(places, labels)
        axes.set_ylim(-2.0, 1.35)


def _share(part: NDArray[np.bool_], whole: int) -> str:
    return f"{int(part.sum())} of {whole} ({100 * part.sum() / whole:.0f} %)"


# --- the size of a trial -----------------------------------------------------------------------------------


class Planned(NamedTuple):
    """What was set, and what follows: power, people needed for 80 %, and the factor of overstatement."""

    effect: float
    per_arm: int
    variation: float
    power: float
    needed: int
    factor: float

    @property
    def true(self) -> float:
        """The true effect as the logarithm of a ratio."""
        return math.log(1 - self.effect / 100)

    @property
    def sd(self) -> float:
        """Standard deviation of one person's change, of logarithms: one reading at each end."""
        return math.sqrt(2) * log_sd(self.variation)

    @property
    def error(self) -> float:
        """Standard error of the difference between the arms."""
        return self.sd * math.sqrt(2 / self.per_arm)


class TrialSize(Explorer[Planned]):
    """How sure a trial of a given size is to find an effect, and what it would report."""

    title = "The size of a trial, and what it finds"
    controls = (
        Slider("effect", "True fall of HOMA-IR against control", 3, 50, 15, 1, unit="%"),
        Slider("per_arm", "People in each group", 5, 600, 20, 1),
        Slider("variation", "One person varies from week to week by", 10, 60, 30, 1, unit="%"),
    )
    presets = {
        "Ten in each group": {"per_arm": 10},
        "A hundred in each group": {"per_arm": 100},
        "A small effect": {"effect": 5, "per_arm": 100},
        "A small effect, ten in each": {"effect": 5, "per_arm": 10},
    }
    sources = ("Poon2018", "Gelman2014")

    def compute(self, *, effect: float, per_arm: float, variation: float) -> Planned:
        """Return the power and what significant results would say."""
        n, log_effect = round(per_arm), math.log(1 - effect / 100)
        sd = math.sqrt(2) * log_sd(variation)
        return Planned(
            effect, n, variation,
            power=power(log_effect, sd, n), needed=people_per_arm(log_effect, sd),
            factor=exaggeration(log_effect, sd, n),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes and the customary 80 %."""
        del units
        curve, results = figure.subplots(1, 2, width_ratios=(1, 1.15))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.14)
        curve.axhline(80, color=style.MUTED, linewidth=1.2, linestyle=":")
        curve.set(
            xlim=(5, 2000), ylim=(0, 102), xlabel="People in each group",
            ylabel="Trials that find it, %", title="Power; dotted: the customary 80 %",
        )  # fmt: skip
        charts.log_ticks(curve, x=(5, 10, 20, 50, 100, 200, 500, 1000))
        results.axvline(0, ymax=0.68, color=style.MUTED, linewidth=1.2)  # it stops below the legend
        _percent_axis(results, "x")
        results.set(
            ylim=(0, 1.55), yticks=[], xlabel="Reported change of HOMA-IR against control, %",
            title="What such trials report",
        )  # fmt: skip
        scene = Scene(
            found=[
                results.fill([0], [0], facecolor=style.CROWD, edgecolor=style.MUTED, hatch="//", linewidth=0,
                             label="found (interval excludes 0)" if side == 0 else None)[0]
                for side in range(2)
            ],
            reported=results.plot([], [], color=style.INSULIN, linewidth=2)[0],
            truth=results.axvline(0, ymax=0.68, color=style.GOOD, linewidth=2.2, linestyle="--", label="the truth"),
            average=charts.mark(results, "v", style.ACCENT, label="average of what is found"),
            power=curve.plot([], [], color=style.INSULIN)[0],
            point=charts.mark(curve),
        )  # fmt: skip
        results.legend(loc="upper right", handlelength=2)
        return scene

    def move(self, scene: Scene, numbers: Planned, units: UnitSystem) -> None:
        """Draw the power curve and the distribution of reports."""
        del units
        sizes = np.geomspace(5, 2000, 50)
        scene.power.set_data(sizes, [100 * power(numbers.true, numbers.sd, n) for n in sizes])
        scene.point.set_data([numbers.per_arm], [100 * numbers.power])
        x = np.linspace(-2.0, 1.35, 260)
        height = np.exp(-0.5 * ((x - numbers.true) / numbers.error) ** 2)
        scene.reported.set_data(x, height)
        limit = Z_95 * numbers.error
        for fill, side in zip(scene.found, (x <= -limit, x >= limit), strict=True):
            across = x[side] if side.any() else np.zeros(1)
            above = height[side] if side.any() else np.zeros(1)
            fill.set_xy(np.column_stack([[across[0], *across, across[-1]], [0, *above, 0]]))
        scene.truth.set_xdata([numbers.true] * 2)
        scene.average.set_data([max(numbers.true * numbers.factor, -1.95)], [0.06])

    def say(self, numbers: Planned, units: UnitSystem) -> str:
        """Say the power, the people needed, and how far significant results overstate."""
        del units
        reported = 100 * (1 - math.exp(numbers.true * numbers.factor))
        return (
            f"With {numbers.per_arm} people in each group, a true fall of {numbers.effect:.0f} % and "
            f"{numbers.variation:.0f} % variation within a person, {100 * numbers.power:.0f} of 100 such trials find "
            f"it. For 80 of 100 it takes {numbers.needed:,} people in each group. Trials that find it report "
            f"an effect of {reported:.0f} % on average, {numbers.factor:.1f} times the truth on the logarithmic scale."
        )

    def tabulate(self, numbers: Planned, units: UnitSystem) -> pd.DataFrame:
        """Return power and overstatement for several sizes."""
        import pandas as pd

        del units
        sizes = [numbers.per_arm, 10, 20, 50, 100, 200, 500]
        return pd.DataFrame(
            {
                "People in each group": sizes,
                "Trials that find it, %": [100 * power(numbers.true, numbers.sd, n) for n in sizes],
                "Overstated by a factor of": [exaggeration(numbers.true, numbers.sd, n) for n in sizes],
            }
        )


# --- the ledger --------------------------------------------------------------------------------------------

_LINES = {
    "established": "established only",
    "supported": "supported or better",
    "mixed": "mixed or better",
    "weak": "weak or better",
}
_HATCHES = ("", "//", "", "\\\\", "..", "xx", "")


class Graded(NamedTuple):
    """Counts by tier and grade, the last grade that is good enough, and how they are shown."""

    table: pd.DataFrame
    line: str
    counted: bool

    @property
    def good(self) -> Row:
        """Percent of each tier's claims that are good enough."""
        upto = self.table.loc[:, : self.line].sum(axis=1)
        return np.asarray(100 * upto / self.table.sum(axis=1))


class LedgerByTier(Explorer[Graded]):
    """All graded claims, by part of the source text."""

    title = "The grades of all 182 claims, by part of the text"
    controls = (
        Choice("line", "Good enough means", _LINES, "supported"),
        Switch("checkable", "Leave out what cannot be checked", False),
        Choice("scale", "Bars show", {"share": "shares", "count": "numbers"}, "share"),
    )
    presets = {
        "Strict": {"line": "established"},
        "Lenient": {"line": "mixed"},
        "As lenient as can be": {"line": "weak"},
        "Numbers": {"scale": "count"},
    }
    sources = ("SOURCE1",)
    size = (900, 430)

    def compute(self, *, line: str, checkable: bool, scale: str) -> Graded:
        """Return the table of the ledger."""
        table = verdicts()
        if checkable:
            table = table.assign(**{"not-checkable": 0})
        return Graded(table, line, scale == "count")

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw axes, the key of grades, and bars of no length yet."""
        del units
        from matplotlib.patches import PathPatch

        bars, good = figure.subplots(1, 2, width_ratios=(2.1, 1), sharey=True)
        figure.subplots_adjust(left=0.135, right=0.98, top=0.91, bottom=0.30, wspace=0.08)
        tiers = [name.replace("/", "/\n") for name in verdicts().index]
        bars.set(ylim=(3.55, -0.55), yticks=range(4), yticklabels=tiers, xlim=(0, 100), title="Grades")
        bars.set_xlabel("% of the claims, or number of claims")
        good.set(xlim=(0, 104), xlabel="%", title="Good enough")
        good.tick_params(axis="y", length=0)
        # One patch a grade: the pattern of a hatch takes longer to draw than the bars that it fills.
        pieces = [
            bars.add_patch(
                PathPatch(
                    _bars(np.zeros(4), np.ones(4)), facecolor=grade.colour, edgecolor="white", hatch=hatch,
                    linewidth=0.8, label=f"{grade.symbol} {grade.word}",
                )
            )
            for grade, hatch in zip(GRADES.values(), _HATCHES, strict=True)
        ]  # fmt: skip
        figure.legend(
            handles=pieces, loc="lower left", ncols=4, bbox_to_anchor=(0.125, 0.0),
            columnspacing=1.6, handlelength=1.6, handletextpad=0.6, fontsize=11,
        )  # fmt: skip
        return Scene(
            pieces=pieces,
            stems=[good.plot([0, 0], [row, row], color=style.MUTED, linewidth=1.6)[0] for row in range(4)],
            good=charts.mark(good, "D", size=11),
        )

    def move(self, scene: Scene, numbers: Graded, units: UnitSystem) -> None:
        """Set the bars and the share that is good enough."""
        del units
        table = numbers.table.to_numpy(dtype=float)
        shown = table if numbers.counted else 100 * table / table.sum(axis=1, keepdims=True)
        ends = np.cumsum(shown, axis=1)
        for column, piece in enumerate(scene.pieces):
            path = _bars(ends[:, column] - shown[:, column], shown[:, column])
            # What is set is drawn again, and the line of what is good enough changes no bar.
            if not np.array_equal(path.vertices, piece.get_path().vertices):
                piece.set_path(path)
                piece.stale = True  # matplotlib does not say so of a path
        scene.good.set_data(numbers.good, range(4))
        for stem, value in zip(scene.stems, numbers.good, strict=True):
            stem.set_xdata([0, value])

    def say(self, numbers: Graded, units: UnitSystem) -> str:
        """Say the share that is good enough in each part."""
        del units
        totals = numbers.table.sum(axis=1)
        upto = numbers.table.loc[:, : numbers.line].sum(axis=1)
        parts = "; ".join(
            f"{tier} {upto[tier]} of {totals[tier]} ({share:.0f} %)"
            for tier, share in zip(numbers.table.index, numbers.good, strict=True)
        )
        return (
            f"If good enough means {_LINES[numbers.line]}, so many claims of each part are: {parts}. Over the whole "
            f"text it is {upto.sum()} of {totals.sum()} ({100 * upto.sum() / totals.sum():.0f} %)."
        )

    def tabulate(self, numbers: Graded, units: UnitSystem) -> pd.DataFrame:
        """Return the counts."""
        del units
        return numbers.table.reset_index()


def _bars(starts: Row, widths: Row) -> Path:
    """Return one path of four level bars, one a row."""
    from matplotlib.path import Path

    low, high = np.arange(4) - 0.33, np.arange(4) + 0.33
    corners = [(starts, low), (starts + widths, low), (starts + widths, high), (starts, high), (starts, low)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * 4
    return Path(np.array(corners).transpose(2, 0, 1).reshape(-1, 2), codes)


EXPLORERS = {
    "sensor": SensorExplorer,
    "mage_recipes": MageRecipes,
    "upper_limit": UpperLimit,
    "two_traces": TwoTraces,
    "one_high_value": OneHighValue,
    "responders": Responders,
    "trial_size": TrialSize,
    "ledger_by_tier": LedgerByTier,
}
