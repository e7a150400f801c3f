from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.explore.lesson_03.shared import AXIS, healthy_axis
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEFT = np.geomspace(0.1, 1, 60)  # what is left of a part's response


class Failure(NamedTuple):
    """What is left of each part, and the means in % of healthy."""

    hypothalamus: float
    pituitary: float
    testis: float
    gnrh: float
    lh: float
    testosterone: float


class WhichFailed(Explorer[Failure]):
    """Weaken one part of the axis and read LH beside testosterone."""

    title = "Testosterone and LH when one part of the axis weakens"
    tall = 600
    controls = (
        Slider("hypothalamus", "Hypothalamus", 25, 100, 100, 1, unit="% of healthy"),
        Slider("pituitary", "Pituitary's response to GnRH", 10, 100, 100, 1, unit="% of healthy"),
        Slider("testis", "Testis's response to LH", 10, 100, 100, 1, unit="% of healthy"),
    )
    presets = {
        "Testis at half": {"testis": 50},
        "Testis at a tenth": {"testis": 10},
        "Pituitary at a tenth": {"pituitary": 10},
        "Hypothalamus at 60 %": {"hypothalamus": 60},
    }
    sources = ("Smith1980",)

    def compute(self, *, hypothalamus: float, pituitary: float, testis: float) -> Failure:
        """Return the three means."""
        h, p, t = hypothalamus / 100, pituitary / 100, testis / 100
        testosterone = 100 * h * float(_left_of_testosterone(np.array([p * t]))[0])
        # What is made is cleared: LH is testosterone over the testis's response, GnRH is LH over the pituitary's.
        lh = testosterone / t
        return Failure(h, p, t, lh / p, lh, testosterone)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map of testosterone and LH with the ways that a failure takes, and the axes of the levels."""
        plane, levels = charts.panels(figure, widths=(1.35, 1))
        failing = 100 * _left_of_testosterone(_LEFT)
        plane.plot(failing, failing / _LEFT, color=style.GLUCOSE, label="testis weakens")
        line = np.array([5.0, 100.0])
        plane.plot(line, line, color=style.INSULIN, linestyle="--", label="pituitary or hypothalamus weakens")
        plane.axhline(100, color=style.GRID, linewidth=1.2)
        plane.axvline(100, color=style.GRID, linewidth=1.2)
        ticks = (5, 10, 20, 50, 100, 200, 500, 1000)
        plane.set(
            xlim=(4, 130), ylim=(4, 4000),
            xlabel="Mean testosterone, % of healthy", ylabel="Mean LH, % of healthy",
            title="Mean testosterone and mean LH",
        )  # fmt: skip
        charts.log_ticks(plane, x=ticks[:5], y=ticks)
        charts.key(plane, "upper left", handlelength=3, bbox_to_anchor=(0, 1.0))
        levels.set(
            xlim=(3, 4000), ylim=(-0.6, 2.5), yticks=(2, 1, 0),
            yticklabels=("GnRH", "LH", "testos-\nterone"), xlabel="% of healthy", title="All three",
        )  # fmt: skip
        charts.log_ticks(levels, x=(5, 20, 100, 500, 2000))
        levels.axvline(100, color=style.MUTED, linewidth=1.4)
        return Scene(
            stems=[levels.plot([], [], color=colour, linewidth=3)[0] for colour in _AXIS_COLOURS],
            ends=[
                charts.mark(levels, shape, colour, clip=False)
                for shape, colour in zip("^os", _AXIS_COLOURS, strict=True)
            ],
            person=charts.mark(plane, "D", clip=False),
        )

    def move(self, scene: Scene, numbers: Failure, units: UnitSystem) -> None:
        """Put the person on the map and draw the three levels."""
        scene.person.set_data([numbers.testosterone], [numbers.lh])
        for height, level, stem, end in zip(
            (2, 1, 0), (numbers.gnrh, numbers.lh, numbers.testosterone), scene.stems, scene.ends, strict=True
        ):
            stem.set_data([100, level], [height, height])
            end.set_data([level], [height])

    def say(self, numbers: Failure, units: UnitSystem) -> str:
        """Say the three levels and what the pair of LH and testosterone means."""
        if numbers.testosterone > 97:
            meaning = "Nothing is amiss."
        elif numbers.lh > 110:
            meaning = "Testosterone down and LH up: the testis fails, and the parts above it push."
        elif numbers.lh < 103 and numbers.testis == 1:
            meaning = "Testosterone down and LH not up: the fault lies above the testis."
        else:
            meaning = "LH is not up as far as the testosterone would call for: more than one part is weak."
        return (
            f"With the hypothalamus at {100 * numbers.hypothalamus:.0f} %, the pituitary at "
            f"{100 * numbers.pituitary:.0f} % and the testis at {100 * numbers.testis:.0f} %, mean testosterone "
            f"settles at {numbers.testosterone:.0f} %, LH at {numbers.lh:.0f} % and GnRH at {numbers.gnrh:.0f} % of "
            f"healthy. {meaning}"
        )

    def tabulate(self, numbers: Failure, units: UnitSystem) -> Columns:
        """Return the person beside single failures."""
        cases = {
            "yours": numbers,
            "testis at 50 %": self.compute(hypothalamus=100, pituitary=100, testis=50),
            "testis at 10 %": self.compute(hypothalamus=100, pituitary=100, testis=10),
            "pituitary at 10 %": self.compute(hypothalamus=100, pituitary=10, testis=100),
            "hypothalamus at 60 %": self.compute(hypothalamus=60, pituitary=100, testis=100),
        }
        return {
            "Axis": list(cases),
            "Testosterone, % of healthy": [each.testosterone for each in cases.values()],
            "LH, % of healthy": [each.lh for each in cases.values()],
            "GnRH, % of healthy": [each.gnrh for each in cases.values()],
        }


_AXIS_COLOURS = (style.GOOD, style.INSULIN, style.GLUCOSE)  # GnRH, LH, testosterone
_PULSES_AT_LEAST = 0.175  # response of testis times pituitary below which the model settles without pulses


@cache
def _failure_table() -> tuple[Floats, Floats]:
    """Response of testis times pituitary, and mean testosterone as a share of healthy."""
    # The points that the presets ask for are among those of the table.
    few, many = np.geomspace(0.0025, 0.99 * _PULSES_AT_LEAST, 60), np.geomspace(_PULSES_AT_LEAST, 1, 13)
    left = np.unique(np.concatenate([few, many, [0.1, 0.5]]))
    means = [
        AXIS.secondary_failure(each).summary().testosterone_mean
        if each >= _PULSES_AT_LEAST
        else AXIS.secondary_failure(each).fixed_point()[2]
        for each in left
    ]
    return left, np.array(means) / healthy_axis().testosterone_mean


def _left_of_testosterone(response: Floats) -> Floats:
    left, share = _failure_table()
    return np.asarray(np.interp(np.log(response), np.log(left), share))
