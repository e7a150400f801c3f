"""The integrators that every model of the course shares.

A model writes its right-hand side once, in plain arithmetic on a sequence of state variables. The same
function then runs on floats (one person, while a slider is dragged) and on arrays (a population), because
what differs between the two comes from a small namespace: `FLOATS` or `ARRAYS`.

Which one to use
----------------
`stiff`
    One person, fast and slow variables in one model (minutes and hours, or hours and years): Radau IIA of order five,
    fed with plain floats.
`runge_kutta_population`
    Many persons: classical Runge-Kutta of order four on arrays, one entry a person, in single precision: its
    rounding, 6e-8, is nothing beside the tolerance, and twice as many persons fit into the processor's cache.

Both watch their own error. Classical Runge-Kutta is compared with the embedded third-order
solution that reuses the slope at the end of the step, which costs nothing; where the two disagree, the step
is shortened, and where that does not help, `IntegrationError` is raised. A jump in time that is not declared
as a break is the one thing that this estimate cannot see.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks
from helpers.checks import Floats
from helpers.models import radau

State = Sequence[Any]
"""State variables in the model's order: floats for one person, arrays for a population."""
RightHandSide = Callable[[float, State], State]
"""`rhs(t, state)` gives the slopes in the same order."""

MAX_ROWS = 100_000
"""Most rows that one simulation returns."""
MAX_STEPS = 200_000
"""Most steps, or evaluations of a stiff model, that one simulation may take."""
MAX_BYTES = 2**30
"""Most memory that the result of one population may take: 1 GiB."""
SHORTEST_STEP = 1e-4
"""Shortest step of Runge-Kutta, as a share of the longest."""
MIN_TRIES, TRIES_A_STEP = 1000, 50
"""Runge-Kutta gives up after this many steps, and this many more for each of the longest length."""


class IntegrationError(ArithmeticError):
    """The equations could not be integrated to the promised tolerance."""


class Operations(NamedTuple):
    """What differs between one person and many: how parameters are held, and three functions."""

    number: Callable[[Any], Any]
    exp: Callable[[Any], Any]
    tanh: Callable[[Any], Any]
    positive: Callable[[Any], Any]
    """The argument where it is above zero, else zero."""


def _single(value: Any) -> Any:
    return np.asarray(value, dtype=np.float32) if np.ndim(value) else float(value)


def _positive(value: float) -> float:
    return 0.0 if value < 0.0 else value


@lru_cache(maxsize=8)
def _zeros(count: int) -> NDArray[np.float32]:
    return np.zeros(count, dtype=np.float32)


def _positive_entries(values: Any) -> Any:
    # numpy compares two arrays three times faster than an array and a number.
    return np.maximum(values, _zeros(len(values)))


FLOATS = Operations(float, math.exp, math.tanh, _positive)
ARRAYS = Operations(_single, np.exp, np.tanh, _positive_entries)


def output_times(name: str, end: float, every: float, *, unit: str) -> Floats:
    """Return 0, `every`, 2 `every`, ... up to `end`, bounded to what can be shown.

    Parameters
    ----------
    name
        Name of the argument that gives `end`, for messages.
    end
        Last time.
    every
        Distance between rows. If it does not divide `end`, the last row comes before `end`.
    unit
        Unit of both.

    Raises
    ------
    ValueError
        If an argument is no positive finite number, `every` is longer than `end`, or there would be more than
        `MAX_ROWS` rows.

    Examples
    --------
    >>> output_times("minutes", 60, 15, unit="min")
    array([ 0., 15., 30., 45., 60.])
    >>> output_times("minutes", 1e9, 1, unit="min")
    Traceback (most recent call last):
    ...
    ValueError: minutes = 1e+09 min in steps of every = 1 min gives 1,000,000,001 rows; at most 100,000 ...
    """
    last = checks.number(name, end, above=0, unit=unit)
    width = checks.number("every", every, above=0, unit=unit)
    if width > last:
        raise ValueError(
            f"every = {width:g} {unit} is longer than {name} = {last:g} {unit}: nothing would be shown after "
            "the start."
        )
    # The nudge keeps 1 / 0.1 at ten intervals in spite of rounding.
    intervals = math.floor(min(last / width * (1 + 1e-12), 1e18))
    if intervals >= MAX_ROWS:
        raise ValueError(
            f"{name} = {last:g} {unit} in steps of every = {width:g} {unit} gives {intervals + 1:,} rows; at "
            f"most {MAX_ROWS:,} are returned. Choose a larger `every` or a shorter time."
        )
    return np.arange(intervals + 1, dtype=np.float64) * width


def runge_kutta_population(
    rhs: RightHandSide,
    start: Sequence[ArrayLike],
    times: Sequence[float] | Floats,
    *,
    persons: int,
    step: float,
    scale: Sequence[float],
    keep: Sequence[int],
    tolerance: float = 1e-4,
    breaks: Iterable[float] = (),
    name: str = "model",
) -> Floats:
    """Integrate many persons at once, in single precision.

    Steps are as long as the error allows and at most `step`, for everyone as the one who needs it most; between
    their ends the state is a cubic through the states and slopes at both. Only the state variables in `keep` are
    stored.

    Parameters
    ----------
    rhs
        Slopes from time and a sequence of arrays, one a state.
    start
        State at `times[0]`: an array a state, or a number for all. A state variable on which no person's own
        parameters have an influence is computed once.
    times
        Rising times at which the state is returned; the first is the start.
    persons
        How many there are.
    step
        Longest step, in the unit of `times`.
    scale
        A typical size of each state variable: with `tolerance` it says what a negligible error is.
    keep
        Positions of the state variables to return.
    tolerance
        Largest error of one step, as a fraction of `scale` plus the present size of the variable. It is the
        error of the embedded third-order solution; the one returned is of order four and much closer.
    breaks
        Times at which `rhs` jumps or has a kink. A step never passes over one, and at a jump the step before
        it sees the value before it.
    name
        The model, for messages.

    Returns
    -------
    array, shape (kept states, times, persons)

    Raises
    ------
    IntegrationError
        If no step is short enough for the tolerance, or the state leaves the finite numbers.
    ValueError
        If more than `MAX_STEPS` steps would be needed.

    Examples
    --------
    >>> rates = ARRAYS.number([1.0, 2.0])
    >>> decay = lambda t, y: [-rates * y[0]]
    >>> rows = runge_kutta_population(decay, [1.0], [0, 1], persons=2, step=0.02, scale=[1], keep=[0])
    >>> rows.round(4)
    array([[[1.    , 1.    ],
            [0.3679, 0.1353]]])
    """
    checked, edges = _checked_times(times, breaks, step, name)
    wanted = checked.tolist()  # numbers of Python, which leave single precision alone
    state = _spread(rhs, wanted[0], [np.atleast_1d(np.asarray(value, np.float32)) for value in start])
    rows = np.empty((len(keep), len(wanted), persons))
    for kept, index in enumerate(keep):
        rows[kept, 0] = state[index]
    row = 1
    for part in _Stepper(rhs, scale, tolerance, name).march(state, edges, step):
        width = part.end - part.begin
        while row < len(wanted) and wanted[row] <= part.end:
            share = (wanted[row] - part.begin) / width
            for kept, index in enumerate(keep):
                rows[kept, row] = _cubic(share, width, *(side[index] for side in part[2:]))
            row += 1
    return rows


def stiff(
    rhs: RightHandSide,
    start: Sequence[float],
    times: Sequence[float] | Floats,
    *,
    scale: Sequence[float],
    tolerance: float = 1e-6,
    breaks: Iterable[float] = (),
    name: str = "model",
) -> Floats:
    """Integrate one person whose variables live on very different time scales.

    Radau IIA (`helpers.models.radau`), called with plain floats: implicit, it chooses its own steps, so that a course
    of years costs as much as one of days.

    Parameters
    ----------
    rhs
        Slopes from time and a list of floats.
    start
        State at `times[0]`.
    times
        Rising times at which the state is returned; the first is the start.
    scale
        A typical size of each state variable: with `tolerance` it says what a negligible error is.
    tolerance
        Largest error of one step, as a fraction of `scale` plus the present size of the variable; each model says
        what the error over a whole course comes to.
    breaks
        Times at which `rhs` jumps: the method restarts there and never steps over one.
    name
        The model, for messages.

    Returns
    -------
    array, shape (times, states)

    Raises
    ------
    IntegrationError
        If the tolerance cannot be met, or the state leaves the finite numbers.

    Examples
    --------
    A fast variable that follows a slow one:

    >>> rhs = lambda t, y: [1000 * (y[1] - y[0]), -0.01 * y[1]]
    >>> rows = stiff(rhs, [0.0, 1.0], [0.0, 1.0, 500.0], scale=[1.0, 1.0])
    >>> print(rows[-1].round(5))
    [0.00674 0.00674]
    """
    wanted, edges = _checked_times(times, breaks, math.inf, name)
    state = np.array(start, dtype=float)
    sizes = np.array(scale, dtype=float)
    rows = [state[None, :]]
    calls = count(1)
    for begin, end in pairwise(edges):
        inside = wanted[slice(*np.searchsorted(wanted, [begin, end], side="right"))]
        stops = np.concatenate([[begin], inside, [] if end in inside[-1:] else [end]])
        part = _stretch(rhs, state, stops, sizes, tolerance, calls, name)
        rows.append(part[1 : len(inside) + 1])
        state = part[-1]
    return np.concatenate(rows)


def _stretch(
    rhs: RightHandSide,
    start: Floats,
    times: Floats,
    sizes: Floats,
    tolerance: float,
    calls: Iterator[int],
    name: str,
) -> Floats:
    """Integrate over a stretch without jumps."""
    begin, end = float(times[0]), float(times[-1])
    before_jump = math.nextafter(end, begin)

    def slopes(t: float, state: list[float]) -> State:
        if next(calls) > MAX_STEPS:
            raise _endless(name, MAX_STEPS, t, end)
        return rhs(t if t < end else before_jump, state)

    try:
        with np.errstate(all="ignore"):
            rows = radau.integrate(slopes, start, times, sizes=sizes, tolerance=tolerance)
    except radau.StepTooShortError as fault:
        raise (_inaccurate if fault.finite else _out_of_range)(name, fault.time) from fault
    except (OverflowError, ZeroDivisionError) as fault:
        raise _out_of_range(name, begin) from fault
    return rows


def person_chunks(persons: int, size: int) -> Iterator[slice]:
    """Cut `persons` into slices of at most `size`.

    Examples
    --------
    >>> list(person_chunks(5, 2))
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    for first in range(0, persons, size):
        yield slice(first, min(first + size, persons))


class _Part(NamedTuple):
    """One accepted step: the times, states and slopes at both ends."""

    begin: float
    end: float
    before: Any
    after: Any
    first_slope: Any
    last_slope: Any


class _Stepper:
    """Runge-Kutta steps with the error watched. State variables stay separate arrays: each fits the inner cache."""

    def __init__(self, rhs: RightHandSide, scale: Sequence[float], tolerance: float, name: str) -> None:
        self.rhs = rhs
        self.name = name
        self.tolerance = tolerance
        self.scale = [float(size) for size in scale]

    def march(self, state: Any, edges: Sequence[float], step: float) -> Iterator[_Part]:
        """Step from edge to edge; the slopes are taken anew at each, and just before the next."""
        for begin, stop in pairwise(edges):
            # Before a jump the last slope must not see what comes after it.
            last = stop if stop == edges[-1] else math.nextafter(stop, begin)
            slope = self.rhs(begin, state)
            for part in self.stretch(state, slope, begin, stop, last, step):
                state = part.after
                yield part

    def stretch(
        self, state: Any, slope: Any, begin: float, stop: float, last: float, longest: float
    ) -> Iterator[_Part]:
        """Step from `begin` to `stop`; each step is as long as the error of the one before it allows."""
        t, width, tries = begin, min(longest, stop - begin), count(1)
        most = int(MIN_TRIES + TRIES_A_STEP * (stop - begin) / longest)
        while t < stop:
            final = stop - t <= 1.01 * width  # rather a little more than a sliver left over
            end = stop if final else t + width
            width = end - t
            new, after, error = self.attempt(t, state, slope, last if final else end, width)
            if error <= 1:
                yield _Part(t, end, state, new, slope, after)
                t, state, slope = end, new, after
            elif width <= SHORTEST_STEP * longest:
                raise self.failure(t, new)
            if next(tries) > most:
                raise _endless(self.name, most, t, stop)
            # The error of a step goes with the fourth power of its length; a NaN asks for a much shorter one.
            change = 0.9 * max(error, 1e-4) ** -0.25 if error < math.inf else 0.0
            width = min(longest, width * min(4.0, max(0.2, change)))

    def attempt(self, t: float, state: Any, slope: Any, end: float, width: float) -> tuple[Any, Any, float]:
        """Return the new state, its slope, and the error as a share of the largest allowed."""
        with np.errstate(all="ignore"):
            new, predicted = self.step(t, state, slope, end, width)
            after = self.rhs(end, new)
            return new, after, self.error(new, predicted, after) * width

    def step(self, t: float, state: Any, k1: Any, end: float, width: float) -> tuple[Any, Any]:
        """Return the state after `width` and the slope predicted there."""
        rhs = self.rhs
        half = width / 2
        k2 = rhs(t + half, _moved(state, k1, half))
        k3 = rhs(t + half, _moved(state, k2, half))
        k4 = rhs(end, _moved(state, k3, width))
        new = []
        for y, a, b, c, d in zip(state, k1, k2, k3, k4, strict=False):
            total = b + c
            total *= 2
            total += a
            total += d
            total *= width / 6
            total += y
            new.append(total)
        return new, k4

    def error(self, new: Any, predicted: Any, after: Any) -> float:
        """Compare order four with the embedded order three: times the width, 1 is the largest allowed."""
        worst = 0.0
        for y, a, b, size in zip(new, predicted, after, self.scale, strict=False):
            gap = np.abs(a - b)
            # Only where it could be the worst does the size of the variable itself need a look.
            if not gap.max() <= worst * size:
                worst = max(worst, float((gap / (size + np.abs(y))).max()), key=_nan_last)
        return _nan_last(worst) / (6 * self.tolerance)

    def failure(self, t: float, new: Any) -> IntegrationError:
        finite = all(np.isfinite(value).all() for value in new)
        return _inaccurate(self.name, t) if finite else _out_of_range(self.name, t)


def _spread(rhs: RightHandSide, t: float, state: State) -> State:
    """Give an entry a person to every state variable that persons do not share."""
    for _ in state:
        with np.errstate(all="ignore"):
            state = [y + 0 * np.asarray(slope) for y, slope in zip(state, rhs(t, state), strict=True)]
    return state


def _moved(state: Any, slope: Any, width: float) -> list[Any]:
    moved = [k * width for k in slope]
    for there, y in zip(moved, state, strict=False):
        there += y
    return moved


def _nan_last(value: float) -> float:
    return math.inf if math.isnan(value) else value


def _cubic(share: Any, width: Any, before: Any, after: Any, first_slope: Any, last_slope: Any) -> Any:
    """Hermite's cubic at a `share` of the step; exact at both ends."""
    rest = 1 - share
    bend = rest * first_slope - share * last_slope
    turn = (1 - 2 * share) * (after - before)
    return rest * before + share * after + share * rest * (width * bend - turn)


def _checked_times(
    times: Sequence[float] | Floats, breaks: Iterable[float], step: float, name: str
) -> tuple[Floats, list[float]]:
    """Return the times to report and the edges: the start, each break between, and the end."""
    wanted = np.asarray(times, dtype=float)
    if not len(wanted) or not (np.diff(wanted) > 0).all():
        raise ValueError(f"{name}: the times must rise.")
    first, last = float(wanted[0]), float(wanted[-1])
    edges = sorted({first, *(float(t) for t in breaks if first < t < last), last})
    steps = (last - first) / step + len(edges)
    if steps > MAX_STEPS:
        raise ValueError(
            f"{name}: {steps:,.0f} integration steps would be needed; at most {MAX_STEPS:,} are taken. "
            "Choose a shorter time; if parameters were changed, one of the rates is probably far too fast."
        )
    return wanted, edges


def _out_of_range(name: str, t: float) -> IntegrationError:
    return IntegrationError(
        f"{name}: the state leaves the finite numbers near time {t:g}. A parameter or a starting value is "
        "probably far outside the physiological range."
    )


def _endless(name: str, steps: int, t: float, end: float) -> IntegrationError:
    return IntegrationError(
        f"{name}: no end after {steps:,} steps, at time {t:g} of {end:g}. The equations probably jump or "
        "swing much faster than the times asked for: choose a shorter time."
    )


def _inaccurate(name: str, t: float) -> IntegrationError:
    return IntegrationError(
        f"{name}: the tolerance cannot be met near time {t:g}, however short the step. A rate is probably "
        "far too fast, or the equations jump where no break was declared."
    )
