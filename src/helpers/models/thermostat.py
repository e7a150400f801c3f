"""The thermostat of the analogy: a room, its radiators, a boiler and a controller (schematic)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import checks

_TARGET = 20.0  # °C
_OUTSIDE = 0.0  # °C
_GAIN = 0.4  # °C above outside per percent of boiler output, healthy radiators: half output holds 20 °C
_ROOM_HOURS = 3.0  # time constant of the room
_PUSH = 12.0  # percent of output per °C below target
_PERSISTENCE = 6.0  # percent of output per °C below target and hour
_TIRING = 80.0  # percent of output above which the boiler wears
_STEP_HOURS = 0.05
_FAULT_AT = 6.0  # hours


class Course(NamedTuple):
    """Hours, room temperature in °C, boiler output in percent, and the most that the boiler can give."""

    hours: NDArray[np.float64]
    room: NDArray[np.float64]
    boiler: NDArray[np.float64]
    limit: NDArray[np.float64]


@dataclass(frozen=True)
class Thermostat:
    """A heated room whose radiators weaken after six hours (schematic; our numbers, no patient's).

    Radiators stand for the tissues' response to insulin, boiler output for insulin, and the room's
    departure from its target for the rise of glucose. The controller corrects in proportion to the
    departure and to how long it has lasted, as beta cells do in effect.

    Parameters
    ----------
    radiators
        Heat given off per unit of boiler output, as a fraction of healthy.
    limit_pct
        The most that the boiler can give, percent.
    delay_hours
        How late the thermometer reports.
    wear_pct_per_day
        Loss of the boiler's limit for each day spent above 80 percent output; 0 for none.

    Raises
    ------
    ValueError
        If a parameter is not a number or negative.

    Notes
    -----
    Checked against: the closed form of its steady states, where the boiler's heat holds the room at its target, or
    at what its limit allows.

    Examples
    --------
    >>> course = Thermostat(radiators=0.6).simulate()
    >>> bool(abs(course.room[-1] - 20) < 0.1), round(course.boiler[-1])
    (True, 83)
    """

    radiators: float = 1.0
    limit_pct: float = 100.0
    delay_hours: float = 0.0
    wear_pct_per_day: float = 0.0

    def __post_init__(self) -> None:
        checks.number("radiators", self.radiators, above=0)
        checks.number("limit_pct", self.limit_pct, above=0, unit="%")
        checks.number("delay_hours", self.delay_hours, low=0, high=24, unit="h")
        checks.number("wear_pct_per_day", self.wear_pct_per_day, low=0, unit="%/day")

    def simulate(self, hours: float = 72.0) -> Course:
        """Return the course from a warm room, with the radiators weakening at six hours."""
        n = int(checks.number("hours", hours, above=0, high=1000, unit="h") / _STEP_HOURS) + 1
        late = round(self.delay_hours / _STEP_HOURS)
        room, limit = _TARGET, self.limit_pct
        output = summed = (_TARGET - _OUTSIDE) / _GAIN
        rooms, outputs, limits = [room] * n, [output] * n, [limit] * n
        for i in range(1, n):
            strength = self.radiators if i * _STEP_HOURS > _FAULT_AT else 1.0
            warmth = _GAIN * strength * output
            room += _STEP_HOURS * (warmth - (room - _OUTSIDE)) / _ROOM_HOURS
            short = _TARGET - rooms[max(0, i - 1 - late)]
            # A boiler at its limit remembers no more than its limit, or it would overshoot for hours.
            summed = min(max(summed + _STEP_HOURS * _PERSISTENCE * short, 0.0), limit)
            output = min(max(summed + _PUSH * short, 0.0), limit)
            if output > _TIRING:
                limit = max(0.0, limit - _STEP_HOURS / 24 * self.wear_pct_per_day)
            rooms[i], outputs[i], limits[i] = room, output, limit
        return Course(
            np.linspace(0, (n - 1) * _STEP_HOURS, n), np.array(rooms), np.array(outputs), np.array(limits)
        )
