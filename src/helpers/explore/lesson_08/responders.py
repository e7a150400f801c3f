from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.columns import of_rows
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.explore.lesson_08.shared import percent_axis
from helpers.statistics import log_sd, response_sd
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PER_ARM = 100
_CHANGES = (-2.2, 1.75)  # logarithms of a ratio: what the pictures show
_MOST_AVERAGED = 8
_VARIATION = 30.0  # percent within a person, about as in Poon 2018


class Changes(NamedTuple):
    """Logarithms of end over start: the treated in two courses, the controls; and what was set."""

    first: Floats
    second: Floats
    control: Floats
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
    tall = 600
    controls = (
        Slider("effect", "True average fall of HOMA-IR", 0, 40, 0, 1, unit="%"),
        Slider("differ", "People truly differ in it by (SD)", 0, 40, 0, 1, unit="%"),
        Slider("averaged", "Readings averaged at start and at end", 1, _MOST_AVERAGED, 1, 1),
        Slider("limit", "A responder falls by at least", 5, 50, 20, 1, unit="%"),
        Slider("draw", "Another draw of people", 1, 40, 1, 1),
    )
    presets = {
        "Nothing works": {},
        "Works alike in all": {"effect": 15},
        "Works, and people differ": {"effect": 15, "differ": 40},
        "They differ, and many readings": {"effect": 15, "differ": 40, "averaged": 8},
    }
    sources = ("Poon2018", "Atkinson2015")

    def compute(self, *, effect: float, differ: float, averaged: float, limit: float, draw: float) -> Changes:
        """Return the changes that would be measured."""
        own, noise = _draws(round(draw))
        true = math.log(1 - effect / 100) + log_sd(differ) * own
        error = log_sd(_VARIATION) * noise[..., : round(averaged), :].mean(axis=2)
        measured = error[:, 1] - error[:, 0]
        return Changes(true + measured[0], true + measured[1], measured[2], limit, differ, effect)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw axes of ratios with percent at the ticks."""
        fall, twice = charts.panels(figure, widths=(1.2, 1))
        for axes in (fall, twice):
            axes.axhline(0, color=style.MUTED, linewidth=1.2)
            percent_axis(axes, "y")
            axes.set_ylim(*_CHANGES)
        fall.set(xlim=(0, _PER_ARM + 1), xlabel="People, from largest fall to largest rise",
                 ylabel="Change of HOMA-IR, %", title="Each person’s change")  # fmt: skip
        percent_axis(twice, "x")
        twice.set_xlim(*_CHANGES)
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
        charts.key(fall, "upper left", handlelength=2.6)
        return scene

    def move(self, scene: Scene, numbers: Changes, units: UnitSystem) -> None:
        """Draw the sorted changes and the two courses against each other."""
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
        once, again, untreated = numbers.responded
        many, others = int(once.sum()), int((~once).sum())
        repeat = "Treated a second time, there is no second group to compare with"
        if many and others:
            share = float(again.mean())
            chance = 196 * math.sqrt(share * (1 - share) * (1 / many + 1 / others))
            repeat = (
                f"Treated a second time, {_share(once & again, many)} of these respond again, and "
                f"{_share(~once & again, others)} of the others; chance alone makes two such shares differ by up to "
                f"{chance:.0f} points"
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

    def tabulate(self, numbers: Changes, units: UnitSystem) -> Columns:
        """Return how many respond, for several limits."""
        rows = []
        for limit in (numbers.limit, 10, 20, 30, 40, 50):
            once, again, untreated = numbers._replace(limit=limit).responded
            rows.append((limit, int(once.sum()), int((once & again).sum()), int(untreated.sum())))
        columns = ["Falls by at least, %", "Treated, of 100", "of these again", "Not treated, of 100"]
        return of_rows(columns, rows)


@cache
def _draws(draw: int) -> tuple[Floats, Floats]:
    """Return each treated person's own response, and errors: course or control, start or end, reading, person."""
    rng = np.random.Generator(np.random.PCG64(draw))  # the first draws that there are: none was picked
    return rng.standard_normal(_PER_ARM), rng.standard_normal((3, 2, _MOST_AVERAGED, _PER_ARM))


def _share(part: NDArray[np.bool_], whole: int) -> str:
    return f"{int(part.sum())} of {whole} ({100 * part.sum() / whole:.0f} %)"
