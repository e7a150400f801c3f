"""What several explorers of lesson 08 share."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.cohort import traces
from helpers.columns import taken
from helpers.explore.drawing import style
from helpers.explore.drawing.wording import signed
from helpers.units import UnitSystem, convert, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from helpers.own import Own

DAY = 24 * 60
LONG_GAP_MIN = 45.0

_FEWEST_DAYS = 2

GROUP_MARKS = {
    "sensitive": (style.GOOD, "o", "-"),
    "resistant, normal glucose": (style.INSULIN, "s", "-."),
    "prediabetes": (style.WARN, "^", "--"),
    "type 2 diabetes": (style.GLUCOSE, "D", ":"),
}


class Trace(NamedTuple):
    """A person's readings: minutes from the first midnight, and glucose in mg/dL."""

    minutes: Floats
    glucose: Floats


@cache
def trace_of(person: int) -> Trace:
    """Return the shipped trace of a person."""
    own = taken(traces.columns(), traces.columns()["id"] == person)
    return _trace(own["time"], own["glucose"])


def _trace(time: NDArray[np.datetime64], glucose: NDArray[Any]) -> Trace:
    order = np.argsort(time, kind="stable")
    midnight = time[order[0]].astype("datetime64[D]")
    return Trace((time[order] - midnight) / np.timedelta64(1, "m"), glucose[order].astype(float))


def first_trace(mine: Own) -> Trace:
    """Return the trace of the first person of a learner's own file."""
    own = mine.table[mine.table["id"] == mine.table["id"].iloc[0]]
    return _trace(own["time"].to_numpy(), own["glucose"].to_numpy())


YOURS = "your trace"
"""What a learner's own trace is called where it stands beside the synthetic people."""


def own_trace(mine: Own) -> Trace:
    """Return the trace of the first person of a learner's own file, to stand beside others.

    Raises
    ------
    ValueError
        If it has fewer than two days: explorers compare days.
    """
    trace = first_trace(mine)
    days = (trace.minutes[-1] - trace.minutes[0]) / DAY
    if days < _FEWEST_DAYS:
        raise ValueError(
            f"Your trace lasts {days:.1f} days, and the explorers compare days: at least {_FEWEST_DAYS} are needed. "
            "Its numbers stand on the card of own_values."
        )
    return trace


def broken(trace: Trace) -> Trace:
    """Return a trace with a NaN in each gap of over 45 minutes, so that no line bridges it."""
    gaps = np.flatnonzero(np.diff(trace.minutes) > LONG_GAP_MIN) + 1
    return Trace(np.insert(trace.minutes, gaps, np.nan), np.insert(trace.glucose, gaps, np.nan))


@cache
def ids_of(group: str) -> tuple[int, ...]:
    """Return the people of a group."""
    people = traces.people_columns()
    return tuple(people["id"][people["group"] == group].tolist())


def swing_of(value: float, units: UnitSystem) -> float:
    """Return a difference of glucose (mg/dL) in the units shown."""
    return float(convert(value, "glucose", "mg/dL", unit_of("glucose", units), change=True))


def swing_text(value: float, units: UnitSystem) -> str:
    """Return a difference of glucose (mg/dL) with its unit."""
    return f"{swing_of(value, units):.{1 if units == 'SI' else 0}f} {unit_of('glucose', units)}"


HIGH = 140.0  # mg/dL


@cache
def ranked_readings(person: int) -> Floats:
    """Return a person's readings from the lowest to the highest, mg/dL."""
    return np.sort(trace_of(person).glucose)


def percent_above(person: int, limit: float) -> float:
    """Return the percentage of a person's readings above a limit, mg/dL."""
    ranked = ranked_readings(person)
    return float(100 * (1 - np.searchsorted(ranked, limit, side="right") / len(ranked)))


PERCENT_TICKS = (-80, -60, -30, 0, 50, 150)


def percent_axis(axes: Axes, which: str) -> None:
    """Label an axis of logarithms of a ratio (``"x"`` or ``"y"``) as changes in percent."""
    places = [math.log(1 + tick / 100) for tick in PERCENT_TICKS]
    labels = [signed(tick) for tick in PERCENT_TICKS]
    if which == "x":
        axes.set_xticks(places, labels)
        axes.set_xlim(-2.0, 1.35)
    else:
        axes.set_yticks(places, labels)
        axes.set_ylim(-2.0, 1.35)
