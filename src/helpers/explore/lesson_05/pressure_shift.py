from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import statistics
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# mmHg by day with a cuff that is worn, where raised pressure begins in European guidelines (140 at the doctor's).
_LINE = 135.0
_MOST = 300.0  # the axis on the right ends here, people of 1,000
_PRESSURES = np.linspace(80, 200, 160)


class Shift(NamedTuple):
    """Mean and spread of a group, the rise, and the percent above 135 mmHg before and after."""

    mean: float
    sd: float
    rise: float
    before: float
    after: float

    @property
    def more(self) -> float:
        """How many more of 1,000 are above it after the rise."""
        return 10 * (self.after - self.before)


class PressureShift(Explorer[Shift]):
    """The same rise of pressure in a healthy group and in one with raised pressure."""

    title = "The same rise in two groups"
    controls = (
        Slider("mean", "Mean systolic pressure of the group", 105, 155, 115, 1, unit="mmHg"),
        Slider("sd", "Standard deviation of the group", 8, 20, 10, 1, unit="mmHg"),
        Slider("rise", "Rise after a dose", 0, 10, 3, 0.5, unit="mmHg"),
    )
    presets = {
        "The women of the trial": {"mean": 115, "sd": 10, "rise": 3},
        "The same, the label's highest rise": {"mean": 115, "sd": 10, "rise": 6},
        "A group with raised pressure": {"mean": 130, "sd": 15, "rise": 6},
    }
    sources = ("White2017", "Williams2018", "VyleesiFDA")
    schematic = True

    def compute(self, *, mean: float, sd: float, rise: float) -> Shift:
        """Return the shares above 135 mmHg in a normal distribution; that all rise alike is ours."""
        return Shift(
            mean,
            sd,
            rise,
            statistics.share_above(_LINE, mean, sd),
            statistics.share_above(_LINE, mean + rise, sd),
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the line at 135 mmHg and the axes."""
        group, share = charts.panels(figure, widths=(1.7, 1))
        group.axvline(_LINE, color=style.GLUCOSE, linewidth=1.4, linestyle=":")
        group.text(_LINE - 1, 0.069, "135 mmHg", color=style.GLUCOSE, fontsize=10.5, ha="right")
        group.set(
            xlim=(80, 200), ylim=(0, 0.075), yticks=(), xlabel="Systolic pressure, mmHg",
            title="People of the group, by pressure",
        )  # fmt: skip
        group.spines["left"].set_visible(False)
        share.set(
            xlim=(-0.6, 3.6), ylim=(0, _MOST), xticks=range(4), title=f"More above {_LINE:.0f}, of 1,000",
            xlabel="Presets: mean and rise, mmHg",
            xticklabels=["your\ngroup", *(f"{p['mean']:g}\n+{p['rise']:g}" for p in self.presets.values())],
        )  # fmt: skip
        share.tick_params(axis="x", labelsize=10.5)
        for x, values in enumerate(self.presets.values(), start=1):
            more = self.compute(**{name: float(value) for name, value in values.items()}).more
            share.plot([x, x], [0, more], color=style.CROWD, linewidth=14, solid_capstyle="butt")
            share.text(x, more + 6, f"{more:.0f}", color=style.COMPARE, ha="center")
        scene = Scene(
            before=group.plot([], [], color=style.COMPARE, linestyle=(0, (4, 3)), label="before")[0],
            after=group.plot([], [], color=style.INSULIN, label="after a dose")[0],
            more=share.plot([], [], color=style.INSULIN, linewidth=14, solid_capstyle="butt")[0],
            beyond=charts.mark(share, "^", style.INSULIN, clip=False),
            words=share.text(0, 0, "", color=style.INSULIN, ha="center", weight="bold", bbox=charts.box()),
        )  # fmt: skip
        charts.key(group, "upper right", handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Shift, units: UnitSystem) -> None:
        """Draw both bell curves and how many more are above the line."""
        for line, middle in ((scene.before, numbers.mean), (scene.after, numbers.mean + numbers.rise)):
            density = np.exp(-(((_PRESSURES - middle) / numbers.sd) ** 2) / 2)
            line.set_data(_PRESSURES, density / (numbers.sd * math.sqrt(2 * math.pi)))
        top = min(numbers.more, _MOST)
        scene.more.set_data([0, 0], [0, top])
        # An arrow says that the bar goes on beyond the picture.
        scene.beyond.set_data([0] if numbers.more > _MOST else [], [_MOST] if numbers.more > _MOST else [])
        scene.words.set_position((0, min(top + 6, 0.88 * _MOST)))
        scene.words.set_text(f"{numbers.more:.0f}")

    def say(self, numbers: Shift, units: UnitSystem) -> str:
        """Say how many stand above 135 before and after."""
        return (
            f"In a group with a mean of {numbers.mean:.0f} mmHg (standard deviation {numbers.sd:.0f}), "
            f"{numbers.before:.2g} % are above 135 mmHg before a dose and {numbers.after:.2g} % after a rise of "
            f"{numbers.rise:g} mmHg: {numbers.more:.0f} more in 1,000 people. That pressures lie on a bell curve and "
            "all rise alike is assumed."
        )

    def tabulate(self, numbers: Shift, units: UnitSystem) -> Columns:
        """Return the shares for a range of groups with the learner's spread and rise."""
        means = np.array([numbers.mean, 105, 115, 125, 135, 145, 155])
        before = [statistics.share_above(_LINE, mean, numbers.sd) for mean in means]
        after = [statistics.share_above(_LINE, mean + numbers.rise, numbers.sd) for mean in means]
        return {
            "Mean of the group, mmHg": means,
            "Above 135 before, %": np.round(before, 2),
            "Above 135 after, %": np.round(after, 2),
            "More in 1,000": np.round(10 * (np.array(after) - np.array(before)), 1),
        }
