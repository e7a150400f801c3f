from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.pulse_generator import PulseGenerator
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DASHED = charts.dashed()
_INTERVALS = np.linspace(40, 360, 65)  # min
_USUAL_INTERVAL = (90, 120)  # min, in men


_TOP = 10.0  # IU/L


class Pulses(NamedTuple):
    """Hours and LH; mean, highest and lowest LH, IU/L; the sample's hour and value; what was set."""

    hours: Floats
    lh: Floats
    mean: float
    peak: float
    trough: float
    at: float
    sample: float
    interval: float
    half_life: float


class LhPulses(Explorer[Pulses]):
    """A train of GnRH pulses, the LH it releases, and one blood sample."""

    title = "Pulses of LH and one blood sample"
    controls = (
        Slider("interval", "One GnRH pulse every", 60, 360, 120, 5, unit="min"),
        Slider("half_life", "Half-life of LH", 80, 240, 125, 5, unit="min"),
        Slider("sample", "Blood is taken after", 0, 360, 60, 5, unit="min"),
    )
    presets = {
        "Every 90 minutes": {"interval": 90},
        "Every 60 minutes": {"interval": 60},
        "Sample just after a pulse": {"sample": 15},
        "Sample just before a pulse": {"sample": 120},
    }
    sources = ("Wide2022",)
    schematic = True

    def compute(self, *, interval: float, half_life: float, sample: float) -> Pulses:
        """Return twelve hours of a train that has run for long."""
        train = PulseGenerator.one_every(interval, lh_half_life_min=half_life)
        course = train.course(0.5, every=2.5)
        hours, lh = course["time_h"], course["lh_iu_l"]
        at = sample / 60
        return Pulses(
            hours, lh, float(train.mean_lh_iu_l), float(train.peak_lh_iu_l), float(train.trough_lh_iu_l),
            at, float(np.interp(at, hours, lh)), interval, half_life,
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course and of the mean along the intervals."""
        course, mean = charts.panels(figure, widths=(1.5, 1))
        course.set(
            xlim=(0, 12), ylim=(0, _TOP), xticks=range(0, 13, 2), yticks=range(0, 11, 2),
            xlabel="Hours", ylabel="LH, IU/L", title="LH over half a day",
        )  # fmt: skip
        mean.axvspan(*_USUAL_INTERVAL, color=style.CROWD, alpha=0.35)
        mean.text(105, 0.02 * _TOP, "usual\nin men", ha="center", va="bottom", fontsize=10.5)
        mean.set(
            xlim=(50, 360), ylim=(0, _TOP), xticks=(60, 120, 180, 240, 300, 360),
            yticks=range(0, 11, 2), xlabel="One pulse every, min", title="Mean and range of LH",
        )  # fmt: skip
        scene = Scene(
            mean_line=course.plot([], [], label="mean", **_DASHED)[0],
            course=course.plot([], [], color=style.INSULIN, label="LH")[0],
            sample=charts.mark(course, "D", clip=False, label="the sample"),
            curve=mean.plot([], [], **_DASHED)[0],
            range=mean.plot([], [], color=style.INSULIN, linewidth=5, solid_capstyle="butt")[0],
            mean=charts.mark(mean, "o", style.INSULIN, clip=False),
            above=course.text(
                0.02, 0.6, "▲ LH rises above this picture", transform=course.transAxes, color=style.INSULIN,
                weight="bold", bbox=charts.box(),
            ),
        )  # fmt: skip
        charts.key(
            course,
            "upper right",
            columns=3,
            paper=1,
        )
        return scene

    def move(self, scene: Scene, numbers: Pulses, units: UnitSystem) -> None:
        """Draw the course, the sample and the mean."""
        scene.mean_line.set_data([0, 12], [numbers.mean] * 2)
        scene.course.set_data(numbers.hours, numbers.lh)
        # At the upper edge an arrow stands for a value above it.
        scene.above.set_visible(numbers.peak > _TOP)
        for mark, shape, at, value in (
            (scene.sample, "D", numbers.at, numbers.sample),
            (scene.mean, "o", numbers.interval, numbers.mean),
        ):
            mark.set_marker(shape if value <= _TOP else "^")
            mark.set_data([at], [min(value, _TOP)])
        # The mean is in proportion to the number of pulses.
        means = numbers.mean * numbers.interval / _INTERVALS
        scene.curve.set_data(_INTERVALS, np.where(means <= _TOP, means, np.nan))
        scene.range.set_data([numbers.interval] * 2, np.minimum([numbers.trough, numbers.peak], _TOP))

    def say(self, numbers: Pulses, units: UnitSystem) -> str:
        """Say how many pulses, how far LH swings, and what the one sample reads."""
        week = 7 * 1440 / numbers.interval
        off = signed(100 * (numbers.sample / numbers.mean - 1))
        return (
            f"One pulse every {numbers.interval:.0f} min is {week:.0f} a week. With a half-life of "
            f"{numbers.half_life:.0f} min LH swings between {numbers.trough:.1f} and {numbers.peak:.1f} IU/L, "
            f"{numbers.peak / numbers.trough:.1f}-fold, around a mean of {numbers.mean:.1f}. The sample taken after "
            f"{60 * numbers.at:.0f} min reads {numbers.sample:.1f} IU/L, {off} % from the mean."
        )

    def tabulate(self, numbers: Pulses, units: UnitSystem) -> Columns:
        """Return mean and extremes for other intervals."""
        intervals = [numbers.interval, 60, 90, 120, 180, 240, 360]
        trains = [PulseGenerator.one_every(each, lh_half_life_min=numbers.half_life) for each in intervals]
        return {
            "One pulse every, min": intervals,
            "Pulses a week": [7 * 1440 / each for each in intervals],
            "Mean LH, IU/L": [each.mean_lh_iu_l for each in trains],
            "Lowest LH, IU/L": [each.trough_lh_iu_l for each in trains],
            "Highest LH, IU/L": [each.peak_lh_iu_l for each in trains],
        }
