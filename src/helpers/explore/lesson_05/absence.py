from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import statistics
from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_REACH = 1.5  # the picture of benefits ends here, to both sides, standard deviations
_COUNTED_PEOPLE = np.unique(np.geomspace(1, 3000, 60).round())


@cache
def _highest(events: int) -> Floats:
    """Highest risk that fits `events` among 1 to 3,000 people, percent."""
    return np.array([statistics.highest_risk(min(events, int(n)), n) for n in _COUNTED_PEOPLE])


class Silence(NamedTuple):
    """People in a group, harms seen, smallest effect that matters (SD); highest risk (%), reach of the interval."""

    people: int
    events: int
    matters: float
    highest: float
    reach: float | None


class Absence(Explorer[Silence]):
    """What may still be true when nothing was seen, or nobody looked."""

    title = "Nothing was seen. What may still be true?"
    controls = (
        Slider("people", "People treated (as many untreated)", 0, 3000, 0, 1),
        Slider("events", "Serious harms seen among the treated", 0, 10, 0, 1),
        Slider("matters", "Smallest benefit that would matter", 0.1, 1, 0.2, 0.05, unit="SD"),
    )
    presets = {
        "PDA: nobody": {"people": 0},
        "Twelve people": {"people": 12},
        "A hundred": {"people": 100},
        "A thousand": {"people": 1000},
    }
    sources = ("Lee2021",)
    schematic = True

    def compute(self, *, people: float, events: float, matters: float) -> Silence:
        """Return the highest risk that fits, and how far the interval around "no difference" reaches."""
        n = round(people)
        seen = min(round(events), n)
        reach = statistics.half_width(n) if n else None
        return Silence(n, seen, matters, statistics.highest_risk(seen, n), reach)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of risk and of benefit, both against the number of people."""
        risk, benefit = charts.panels(figure)
        for axes in (risk, benefit):
            axes.set_xscale("symlog", linthresh=1)
            axes.set(xlim=(0, 4500), xlabel="People treated")
            axes.set_xticks([0, 1, 10, 100, 1000], ["0", "1", "10", "100", "1,000"])
            axes.minorticks_off()
        risk.set(ylim=(0.05, 130), ylabel="% of people", title="Highest risk of harm that still fits")
        charts.log_ticks(risk, y=(0.1, 1, 10, 100))
        people = np.geomspace(1, 3000, 60)
        reach = np.array([statistics.half_width(n) for n in people])
        benefit.fill_between(people, -reach, reach, color=style.CROWD, alpha=0.45, linewidth=0)
        benefit.axhline(0, color=style.MUTED, linewidth=1.2)
        benefit.set(
            ylim=(-_REACH, _REACH), ylabel="standard deviations", title="No difference found: what still fits"
        )
        benefit.text(4200, -1.42, "dashed: would matter", color=style.GOOD, ha="right", fontsize=10.5)
        return Scene(
            matters=[
                benefit.plot([0, 4500], [0, 0], color=style.GOOD, linestyle="--", linewidth=1.8)[0]
                for _ in (0, 1)
            ],
            curve=risk.plot([], [], color=style.GLUCOSE)[0],
            at=charts.mark(risk, clip=False),
            bar=benefit.plot([], [], color=style.LEARNER, linewidth=3)[0],
            ends=[charts.mark(benefit, size=9, clip=False) for _ in (0, 1)],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Silence, units: UnitSystem) -> None:
        """Draw the curve for the harms seen, and both marks at the number of people."""
        for line, sign in zip(scene.matters, (1, -1), strict=True):
            line.set_ydata([sign * numbers.matters] * 2)
        scene.curve.set_data(_COUNTED_PEOPLE, _highest(numbers.events))
        scene.at.set_data([numbers.people], [numbers.highest])
        reach = _REACH if numbers.reach is None else min(numbers.reach, _REACH)
        scene.bar.set_data([numbers.people] * 2, [-reach, reach])
        # Arrows say that the interval goes on beyond the picture.
        for end, sign, arrow in zip(scene.ends, (1, -1), "^v", strict=True):
            end.set_data([numbers.people], [sign * reach])
            end.set_marker("o" if numbers.reach is not None and numbers.reach < _REACH else arrow)

    def say(self, numbers: Silence, units: UnitSystem) -> str:
        """Say what fits, and whether it is absence of evidence or evidence of absence."""
        if numbers.reach is None:
            return (
                "Nobody was observed. Any risk of harm fits, up to 100 %, and so does any benefit or none: this is "
                "absence of evidence, and it says nothing in either direction."
            )
        seen = "No serious harm" if not numbers.events else f"{numbers.events} with a serious harm"
        verdict = (
            f"it excludes an effect of {numbers.matters:.2f} SD: evidence of absence of an effect that large"
            if numbers.reach < numbers.matters
            else f"an effect of {numbers.matters:.2f} SD still fits: absence of evidence"
        )
        return (
            f"{seen} among {numbers.people:,} people treated fits any risk up to {_two_digits(numbers.highest)} %. A "
            f"trial of {numbers.people:,} treated and as many not, with no difference between them, fits effects from "
            f"−{numbers.reach:.2f} to +{numbers.reach:.2f} SD; {verdict}."
        )

    def tabulate(self, numbers: Silence, units: UnitSystem) -> Columns:
        """Return both limits for round numbers of people."""
        people = [numbers.people, 0, 12, 30, 100, 300, 1000, 3000]
        return {
            "People treated": people,
            "Highest risk that fits, %": [
                _two_digits(statistics.highest_risk(min(numbers.events, n), n)) for n in people
            ],
            "Effects that fit no difference, SD": [
                f"± {statistics.half_width(n):.2f}" if n else "any" for n in people
            ],
        }


def _two_digits(percent: float) -> str:
    """Round to two digits, without an exponent."""
    return f"{float(f'{percent:.2g}'):g}"
