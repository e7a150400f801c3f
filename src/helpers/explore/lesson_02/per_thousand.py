from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLUMNS, _ROWS = 50, 20
_AGES = np.arange(65.0, 86.0)
_EXTRA = (0.5, 500.0)  # people in 1,000, the ends of a logarithmic axis


class Icons(NamedTuple):
    """Age, years, relative risk; and the number in 1,000 without and with diabetes."""

    age: float
    years: float
    ratio: float
    without: float
    exposed: float


def _dementia_per_1000(age: float | Floats, years: float) -> Any:
    """Return new dementia in 1,000 people over some years.

    The published rates at 67 and 87 years are joined by a straight line on the logarithmic scale.
    """
    first, last = trials.effect("dementia-at-67"), trials.effect("dementia-at-87")
    growth = math.log(last / first) / 20
    rate = first * np.exp(growth * (np.asarray(age, dtype=float) - 67))
    total = rate * (math.exp(growth * years) - 1) / growth  # the rate rises while they age
    return 1000 * (1 - np.exp(-total / 1000))


def _raised(without: float | Floats, ratio: float) -> Any:
    """Return how many of 1,000 it would be if at each moment `ratio` times as many of those left fell ill.

    While few do, that is `ratio` times as many in all; of those who have it nobody can get it again.
    """
    return 1000 * (1 - (1 - np.asarray(without) / 1000) ** ratio)


class PerThousand(Explorer[Icons]):
    """A relative risk as people among 1,000."""

    title = "A relative risk among 1,000 people"
    controls = (
        Slider("age", "Age at the start", 65, 85, 70, 1, unit="years"),
        Slider("years", "Followed for", 1, 5, 1, 1, unit="years"),
        Slider("ratio", "Relative risk", 1, 2.5, 1.6, 0.05),
    )
    presets = {
        "70 years, one year": {},
        "70 years, five years": {"years": 5},
        "85 years, one year": {"age": 85},
    }
    sources = ("Wolters2020", "Chatterjee2016")
    size = (900, 400)

    def compute(self, *, age: float, years: float, ratio: float) -> Icons:
        """Return how many of 1,000 develop dementia without and with the exposure."""
        without = float(_dementia_per_1000(age, years))
        return Icons(age, years, ratio, without, float(_raised(without, ratio)))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the thousand icons and the axes of extra cases by age."""
        icons, extra = charts.panels(figure, widths=(1.75, 1))
        x, y = np.meshgrid(np.arange(_COLUMNS), np.arange(_ROWS)[::-1])
        size = 0.75 if is_narrow(figure) else 1.0  # fifty in a row
        icons.plot(x.ravel(), y.ravel(), "o", color=style.GRID, markersize=5 * size)
        icons.set(xlim=(-0.8, _COLUMNS - 0.2), ylim=(-0.8, _ROWS - 0.2), title="1,000 people")
        icons.set_axis_off()
        extra.set(
            xlim=(65, 85.5),
            ylim=_EXTRA,
            xlabel="Age at the start, years",
            title="Extra people per 1,000",
        )
        charts.log_ticks(extra, y=(1, 3, 10, 30, 100, 300))
        mark: Any = {"linestyle": "none", "markeredgewidth": 0}
        scene = Scene(
            anyway=icons.plot(
                [], [], "s", color=style.INK, markersize=5.5 * size, label="with dementia anyway", **mark
            )[0],
            extra=icons.plot([], [], "D", color=style.GLUCOSE, markersize=5.8 * size, label="extra", **mark)[
                0
            ],
            curve=extra.plot([], [], color=style.GLUCOSE)[0],
            point=charts.mark(extra, clip=False),
        )
        charts.key(icons, "upper left", columns=2, bbox_to_anchor=(0, 0))
        return scene

    def move(self, scene: Scene, numbers: Icons, units: UnitSystem) -> None:
        """Colour the icons column by column and draw the curve of this relative risk."""
        order = np.arange(_COLUMNS * _ROWS)
        x, y = order // _ROWS, _ROWS - 1 - order % _ROWS
        low, high = round(numbers.without), round(numbers.exposed)
        scene.anyway.set_data(x[:low], y[:low])
        scene.extra.set_data(x[low:high], y[low:high])
        usual = _dementia_per_1000(_AGES, numbers.years)
        more = _raised(usual, numbers.ratio) - usual
        scene.curve.set_data(_AGES, np.where(more >= _EXTRA[0], more, np.nan))
        # Below the axis, as with no one more, an arrow points to where it would be.
        gap = numbers.exposed - numbers.without
        scene.point.set_marker("o" if gap >= _EXTRA[0] else "v")
        scene.point.set_data([numbers.age], [max(gap, _EXTRA[0])])

    def say(self, numbers: Icons, units: UnitSystem) -> str:
        """Say both absolute risks and their difference."""
        base, exposed = round(numbers.without), round(numbers.exposed)
        gap = exposed - base
        more = "no one more" if gap == 0 else f"{gap} more"
        span = "one year" if numbers.years == 1 else f"{numbers.years:.0f} years"
        return (
            f"Of 1,000 people aged {numbers.age:.0f}, about {base} develop dementia within {span}. With a relative "
            f"risk of {numbers.ratio:.2f} it would be about {exposed}: {more} in 1,000, and {1000 - exposed} do not. "
            "Here the relative risk is held the same at every age; the number of people is not the same."
        )

    def tabulate(self, numbers: Icons, units: UnitSystem) -> Columns:
        """Return risks by age for the learner's years and relative risk."""
        ages = np.array([numbers.age, 65, 70, 75, 80, 85])
        base = np.asarray(_dementia_per_1000(ages, numbers.years))
        return {
            "Age": ages,
            "Per 1,000": base,
            "Per 1,000 with the relative risk": _raised(base, numbers.ratio),
            "Extra per 1,000": _raised(base, numbers.ratio) - base,
        }
