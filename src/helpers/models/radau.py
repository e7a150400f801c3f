"""Radau IIA of order five: an integrator for equations with fast and slow variables, in plain numpy.

It is implicit and steps over what has died out, however fast that was. The three stages of a step are found together by
Newton's method. Method, error estimate and choice of steps are those of Hairer & Wanner 1999,
doi:10.1016/S0377-0427(99)00134-X; their change of basis, which spares large matrices work, is left out: here all
matrices are small.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from helpers.checks import Floats

Slopes = Callable[[float, list[float]], Sequence[float]]
"""The slopes of a state at a time; OverflowError and ZeroDivisionError say that it has none."""

_TURNS = 6
_POWERS = np.arange(1.0, 4.0)
_NUDGE = math.sqrt(np.finfo(float).eps)
_CLOSE = 0.1  # the turns end so near to the stages, in errors that are allowed
_SLOW = 0.1  # turns that come nearer by less than this factor ask for new slopes by state
_SHRINK, _GROW = 0.2, 8.0
_FIRST = 0.01  # share of the whole that the first step takes at most
_KEEP = 1.5  # a step that could grow by less than this stays, for new matrices cost more than it gains


class StepTooShortError(ArithmeticError):
    """No step is short enough.

    Parameters
    ----------
    time
        Where.
    finite
        Whether the slopes there are finite numbers.
    """

    def __init__(self, time: float, *, finite: bool) -> None:
        super().__init__(f"no step is short enough at time {time:g}")
        self.time, self.finite = time, finite


class _Tableau(NamedTuple):
    """The stages' places in a step; their inverse weights; powers from stages; the error's rate and weights."""

    nodes: Floats
    inverse: Floats
    to_powers: Floats
    rate: float
    error: Floats


@lru_cache(maxsize=1)
def _tableau() -> _Tableau:
    root = math.sqrt(6)
    nodes = np.array([(4 - root) / 10, (4 + root) / 10, 1.0])
    powers = nodes[:, None] ** _POWERS
    # The polynomial through the slopes at the nodes, integrated up to each.
    weights = powers / _POWERS @ _inverse(powers / nodes[:, None])
    return _Tableau(
        nodes=nodes,
        inverse=_inverse(weights),
        to_powers=_inverse(powers),
        rate=3 + 3 ** (2 / 3) - 3 ** (1 / 3),
        error=np.array([-13 - 7 * root, -13 + 7 * root, -1]) / 3,
    )


def integrate(slopes: Slopes, start: Floats, times: Floats, *, sizes: Floats, tolerance: float) -> Floats:
    """Return the states at rising times, of which the first is the start's.

    Parameters
    ----------
    slopes
        The equations.
    start
        The state at the first time.
    times
        When the state is wanted.
    sizes
        A typical size of each state variable.
    tolerance
        Error that a step may make, as a share of a variable's present and its typical size together.

    Raises
    ------
    StepTooShortError
        If no step is short enough for the tolerance.

    Examples
    --------
    >>> fade = lambda t, state: [-1000 * (state[0] - state[1]), -state[1]]
    >>> rows = integrate(fade, np.ones(2), np.array([0.0, 1.0]), sizes=np.ones(2), tolerance=1e-7)
    >>> print(f"{rows[-1, 1]:.6f}")
    0.367879
    """
    march = _March(slopes, start, times, sizes, tolerance)
    rows = np.empty((len(times), len(start)))
    rows[0], row, end = start, 1, float(times[-1])
    while march.time < end:
        before, state = march.time, march.state
        width, curve = march.step(end)
        upto = int(np.searchsorted(times, march.time, side="right"))
        share = (times[row:upto] - before) / width
        rows[row:upto] = state + share[:, None] ** _POWERS @ curve
        row = upto
    return rows


class _March:
    """One course, step by step."""

    def __init__(self, slopes: Slopes, start: Floats, times: Floats, sizes: Floats, tolerance: float) -> None:
        time, span = float(times[0]), float(times[-1] - times[0])
        self.slopes, self.sizes, self.tolerance = slopes, sizes, tolerance
        self.time, self.state, self.slope = time, start, np.array(slopes(time, start.tolist()))
        self.width = self._first(span)
        self.guess = np.zeros((3, len(start)))
        self.by_state: Floats | None = None  # how slopes change with the state
        self.is_new = False
        self.newton: Floats = np.eye(len(start))  # finds the stages
        self.filter: Floats = self.newton  # makes errors of what is fast small
        self.made_for = 0.0  # the width that these two matrices are of
        self.last: tuple[float, float] | None = None  # width and error of the last step

    def step(self, end: float) -> tuple[float, Floats]:
        """Take a step, at most to the end; return its width and the course within it, by powers of the share."""
        rejected = False
        while True:
            if not np.isfinite(self.slope).all():
                raise StepTooShortError(self.time, finite=False)
            if self.width < 10 * math.ulp(max(abs(self.time), abs(end))):
                raise StepTooShortError(self.time, finite=True)
            last = self.time + 1.001 * self.width >= end
            width = end - self.time if last else self.width
            stages, turns, rate = self._stages(width)
            if stages is None:
                # The matrices may be too old; else the step is too long.
                self.width = width / 2 if self.is_new else width
                self.by_state = self.by_state if self.is_new else None
            else:
                error = self._error(stages, width, again=rejected or self.last is None)
                factor = 0.9 * (2 * _TURNS + 1) / (2 * _TURNS + turns) * error**-0.25
                if error <= 1:
                    if turns > 2 and rate > _SLOW:
                        self.by_state = None
                    self.time = end if last else self.time + width
                    return width, self._accepted(stages, width, error, factor)
                self.width = width * max(_SHRINK, factor)
            rejected, self.guess = True, np.zeros_like(self.guess)

    def _accepted(self, stages: Floats, width: float, error: float, factor: float) -> Floats:
        """Go to the end of the step and choose the next; return the course within it, by powers of the share."""
        if self.last:  # errors that grow ask for more care (Gustafsson)
            factor *= min(1.0, width / self.last[0] * (self.last[1] / error) ** 0.25)
        self.last = (width, error)
        self.state = self.state + stages[2]
        self.slope = np.array(self.slopes(self.time, self.state.tolist()))
        factor = min(_GROW, max(_SHRINK, factor))
        if self.by_state is not None and 1 <= factor < _KEEP:
            factor = 1.0
        self.width, self.is_new = width * factor, False
        curve = _tableau().to_powers @ stages
        ahead = 1 + factor * _tableau().nodes
        self.guess = ahead[:, None] ** _POWERS @ curve - stages[2]
        return curve

    def _first(self, span: float) -> float:
        """Return a width in which nothing changes much, as far as the slopes at the start can tell."""
        speed = _norm(self.slope / (self.sizes + np.abs(self.state)))
        return min(_FIRST * span, 0.1 * self.tolerance**0.25 / speed if speed > 0 else math.inf)

    def _stages(self, width: float) -> tuple[Floats | None, int, float]:
        """Return the stages less the state, after how many turns, and by what each came nearer; None if none came."""
        table, scale = _tableau(), self.tolerance * (self.sizes + np.abs(self.state))
        self._prepare(width)
        stages, inverse = self.guess, table.inverse / width
        moments = (self.time + width * table.nodes).tolist()
        size, rate = 0.0, 0.0
        for turn in range(1, _TURNS + 1):
            states = (self.state + stages).tolist()
            try:
                slopes = np.array([self.slopes(*each) for each in zip(moments, states, strict=True)])
            except (OverflowError, ZeroDivisionError):
                break
            change = (self.newton @ (slopes - inverse @ stages).ravel()).reshape(stages.shape)
            before, size = size, _norm(change / scale)
            if turn > 1 and before:
                rate = size / before
            if not math.isfinite(size) or rate >= 1:
                break
            ahead = rate / (1 - rate) * size  # what the turns after this one would add
            if turn > 1 and ahead * rate ** (_TURNS - 1 - turn) > _CLOSE:
                break
            stages = stages + change
            if size == 0 or (turn > 1 and ahead < _CLOSE):
                return stages, turn, rate
        return None, _TURNS, rate

    def _prepare(self, width: float) -> None:
        """Make the matrices of a step of this width, where they are not at hand."""
        count, table = len(self.state), _tableau()
        if self.by_state is None:
            self.by_state, self.is_new, self.made_for = self._slopes_by_state(), True, 0.0
        if self.made_for != width:
            one = np.eye(count)
            whole = (table.inverse / width)[:, None, :, None] * one[:, None, :]
            for stage in range(3):
                whole[stage, :, stage] -= self.by_state
            self.newton = _inverse(whole.reshape(3 * count, 3 * count))
            self.filter = _inverse(table.rate / width * one - self.by_state)
            self.made_for = width

    def _slopes_by_state(self) -> Floats:
        state = self.state.tolist()
        nudges = (_NUDGE * np.maximum(np.abs(self.state), self.sizes)).tolist()
        moved = [
            self.slopes(self.time, [*state[:at], state[at] + nudge, *state[at + 1 :]])
            for at, nudge in enumerate(nudges)
        ]
        return np.asarray((np.array(moved) - self.slope).T / nudges)

    def _error(self, stages: Floats, width: float, *, again: bool) -> float:
        """Return the error of a step as a share of the largest allowed."""
        ends = np.maximum(np.abs(self.state), np.abs(self.state + stages[2]))
        scale = self.tolerance * (self.sizes + ends)
        apart = _tableau().error @ stages / width
        error = self.filter @ (self.slope + apart)
        size = _norm(error / scale)
        if again and size > 1:
            try:
                slope = np.array(self.slopes(self.time, (self.state + error).tolist()))
            except (OverflowError, ZeroDivisionError):
                return math.inf
            size = _norm(self.filter @ (slope + apart) / scale)
        return max(size, 1e-10) if math.isfinite(size) else math.inf


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=float)


def _norm(values: Floats) -> float:
    flat = values.ravel()
    return math.sqrt(float(flat @ flat) / len(flat))
