from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.growth_hormone import GrowthHormonePulses
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TEXTBOOK = GrowthHormonePulses()
_DAY_HOURS = 24.0
# The pictures end here: ng/mL of the day, multiples of the textbook day.
_TOP = 21.0
_LEAST = 0.01


class Day(NamedTuple):
    """Hours and growth hormone in ng/mL; the model; what was set; peaks above 3 ng/mL."""

    hours: Floats
    level: Floats
    model: GrowthHormonePulses
    pulses: float
    share: float
    amount: float


class HormonePulses(Explorer[Day]):
    """The same amount of growth hormone in pulses, or without pause."""

    title = "A day of growth hormone"
    controls = (
        Slider("share", "Part that comes without pause", 0, 100, 0, 1, unit="% of the day's amount"),
        Slider("pulses", "Pulses", 4, 24, 12, 1, unit="a day"),
        Slider("amount", "Amount in a day", 50, 300, 100, 1, unit="% of the textbook day"),
    )
    presets = {
        "Textbook day": {},
        "The same amount, no pulses": {"share": 100},
        "Few, tall pulses": {"pulses": 6},
        "A week after CJC-1295 with DAC": {"share": 28, "amount": 146},
    }
    sources = ("Holl1993", "Ionescu2006", "Faje2010")
    schematic = True

    def compute(self, *, share: float, pulses: float, amount: float) -> Day:
        """Return a settled day whose mean is the amount, however it is divided."""
        mean = _TEXTBOOK.mean_ng_ml * amount / 100
        basal = mean * share / 100
        # A train must have some mass; a millionth of it is no pulse.
        in_pulses = max(mean - basal, 1e-6 * mean)
        unit = replace(_TEXTBOOK, pulses_per_day=pulses)
        mass = _TEXTBOOK.pulse_mass * in_pulses / unit.mean_ng_ml
        model = replace(unit, pulse_mass=mass, basal_ng_ml=basal)
        course = model.course(hours=_DAY_HOURS, every=4)
        return Day(course["time_h"], course["gh_ng_ml"], model, pulses, share, amount)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the textbook day, dashed, and the axes of mean, peak and trough."""
        day, sizes = charts.panels(figure, widths=(1.7, 1))
        textbook = _TEXTBOOK.course(hours=_DAY_HOURS, every=4)
        day.plot(
            textbook["time_h"], textbook["gh_ng_ml"], **charts.dashed(1.2),
            label="textbook day",
        )  # fmt: skip
        day.set(
            xlim=(0, 24), ylim=(0, _TOP), xticks=range(0, 25, 4), xlabel="Hours",
            ylabel="ng/mL (µg/L)", title="Growth hormone in blood",
        )  # fmt: skip
        sizes.axvline(1, **charts.dashed(1.2))
        sizes.set(
            xlim=(_LEAST, 100), ylim=(-0.6, 2.6), yticks=(2, 1, 0), yticklabels=["peak", "mean", "trough"],
            xlabel="times the textbook day", title="Peak, mean, trough",
        )  # fmt: skip
        charts.log_ticks(sizes, x=(0.01, 0.1, 1, 10, 100))
        sizes.grid(visible=True, axis="y")
        scene = Scene(
            level=day.plot([], [], color=style.INSULIN, linewidth=2.2, label="your day")[0],
            peak=charts.mark(sizes, "^", style.GLUCOSE, at=([1], [2]), clip=False),
            mean=charts.mark(sizes, "o", style.INSULIN, at=([1], [1]), clip=False),
            trough=charts.mark(sizes, "v", style.GOOD, at=([1], [0]), clip=False),
            above=charts.mark(day, "^", style.INSULIN, clip=False),
            top=day.text(
                0, 0, "", color=style.INSULIN, weight="bold", ha="center", va="top", bbox=charts.box()
            ),
        )
        charts.key(day, "upper right", handlelength=3, columns=2)
        return scene

    def move(self, scene: Scene, numbers: Day, units: UnitSystem) -> None:
        """Draw the day and its three multiples."""
        scene.level.set_data(numbers.hours, numbers.level)
        for name, multiple in zip(("peak", "mean", "trough"), _multiples(numbers.model), strict=True):
            getattr(scene, name).set_xdata([max(multiple, _LEAST)])
        # Arrows say that a trough or a peak lies beyond the picture.
        scene.trough.set_marker("<" if _multiples(numbers.model)[2] < _LEAST else "v")
        peaks = np.flatnonzero(numbers.level > 0.999 * numbers.level.max())
        highest = int(peaks[len(peaks) // 2])
        beyond = bool(numbers.level[highest] > _TOP)
        scene.above.set_visible(beyond)
        scene.top.set_visible(beyond)
        if beyond:
            scene.above.set_data([numbers.hours[highest]], [_TOP])
            scene.top.set_position((numbers.hours[highest], 0.84 * _TOP))
            scene.top.set_text(f"up to\n{numbers.level[highest]:.0f}")

    def say(self, numbers: Day, units: UnitSystem) -> str:
        """Say mean, peak and trough, and what IGF-1 does in this schematic."""
        peak, mean, trough = _multiples(numbers.model)
        pattern = (
            "without any pulse"
            if numbers.share > 99.5
            else f"in {numbers.pulses:.0f} pulses a day, {numbers.share:.0f} % of it without pause"
        )
        return (
            f"{numbers.amount:.0f} % of the textbook amount, {pattern}: the mean is {numbers.model.mean_ng_ml:.2f} "
            f"ng/mL ({mean:.2f} times the textbook day), the peak {numbers.model.peak_ng_ml:.1f} ({peak:.2f} times), "
            f"the trough {numbers.model.trough_ng_ml:.2g} ({trough:.{1 if trough >= 0.1 else 4}f} times). In this "
            f"schematic IGF-1 follows the mean alone, so it would settle at {mean:.2f} times its start whatever the "
            "pattern; in people it goes with the level between pulses."
        )

    def tabulate(self, numbers: Day, units: UnitSystem) -> Columns:
        """Return mean, peak and trough of both days."""
        mine, book = numbers.model, _TEXTBOOK
        return {
            "": ["peak", "mean", "trough"],
            "your day, ng/mL": [mine.peak_ng_ml, mine.mean_ng_ml, mine.trough_ng_ml],
            "textbook day, ng/mL": [book.peak_ng_ml, book.mean_ng_ml, book.trough_ng_ml],
            "times the textbook day": _multiples(mine),
        }


def _multiples(model: GrowthHormonePulses) -> tuple[float, float, float]:
    """Peak, mean and trough as multiples of the textbook day's."""
    return (
        model.peak_ng_ml / _TEXTBOOK.peak_ng_ml,
        model.mean_ng_ml / _TEXTBOOK.mean_ng_ml,
        model.trough_ng_ml / _TEXTBOOK.trough_ng_ml,
    )
