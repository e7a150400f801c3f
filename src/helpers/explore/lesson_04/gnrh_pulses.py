from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.pulse_generator import PulseGenerator
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HOURS = np.arange(0, 3.5 * 24 + 0.01, 0.1)
_TOP = 20.0  # IU/L
_COUNTS = np.geomspace(1, 120, 60)
_NATURAL = (84, 112)  # pulses a week: one every two hours, and one every 90 minutes


class Week(NamedTuple):
    """LH in IU/L over half a week, its mean, the share of the time above 1 IU/L; what was set; the natural mean."""

    lh: Floats
    mean: float
    share: float
    pulses: float
    size: float
    half_life: float
    natural: float


class GnrhPulses(Explorer[Week]):
    """LH when GnRH comes a hundred times a week, and when it comes twice."""

    title = "Pulses of GnRH: a hundred a week, or two"
    controls = (
        Slider("pulses", "Pulses of GnRH a week", 1, 112, 112, 1),
        Slider("size", "LH that each releases, natural pulse = 1", 1, 8, 1, 1),
        Slider("half_life", "Half-life of LH", 85, 235, 125, 5, unit="min"),
    )
    presets = {
        "Natural: every 90 minutes": {"pulses": 112},
        "Natural: every 2 hours": {"pulses": 84},
        "Once a day": {"pulses": 7},
        "Twice a week": {"pulses": 2},
        "Twice a week, eight times as large": {"pulses": 2, "size": 8},
    }
    sources = ("Wide2022", "Bang2017", "Zhang2019")
    schematic = True

    def compute(self, *, pulses: float, size: float, half_life: float) -> Week:
        """Return the course that such a train gives, with nothing else changed."""
        one = PulseGenerator(lh_half_life_min=half_life)
        train = replace(one, pulses_per_day=pulses / 7, lh_per_pulse=size * one.lh_per_pulse)
        # Between whole numbers of pulses the last interval is cut; the row count stays.
        lh = train.course(days=3.5, every=6)["lh_iu_l"][: len(_HOURS)]
        natural = replace(one, pulses_per_day=_NATURAL[1] / 7).mean_lh_iu_l
        share = train.share_of_time_above(1.0)
        return Week(lh, float(train.mean_lh_iu_l), share, pulses, size, half_life, float(natural))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the week and of the mean against the number of pulses."""
        week, mean = charts.panels(figure, widths=(1.6, 1))
        week.set(
            xlim=(0, 3.5),
            ylim=(0, _TOP),
            xticks=(0, 1, 2, 3),
            yticks=(0, 5, 10, 15, 20),
            xlabel="Days",
            ylabel="LH, IU/L",
            title="LH over half a week",
        )
        mean.axvspan(*_NATURAL, color=style.GOOD, alpha=0.18, linewidth=0)
        mean.text(80, 0.022, "natural", color=style.GOOD, fontsize=11, ha="right")
        mean.set(
            xlim=(0.93, 125), ylim=(0.015, 150), xlabel="Pulses a week",
            ylabel="Mean LH, IU/L", title="Mean LH",
        )  # fmt: skip
        charts.log_ticks(mean, x=(1, 2, 7, 21, 84), y=(0.02, 0.1, 0.5, 2, 10, 50))
        return Scene(
            lh=week.plot([], [], color=style.INSULIN, linewidth=1.2)[0],
            level=week.axhline(1, color=style.ACCENT, linewidth=1.8, linestyle=(0, (5, 3))),
            named=week.text(
                3.46, 1, "mean", color=style.ACCENT, fontsize=11, ha="right", va="bottom", bbox=charts.box()
            ),
            above=charts.mark(week, "^", style.INSULIN, clip=False),
            curve=mean.plot([], [], color=style.COMPARE, linewidth=1.8)[0],
            point=charts.mark(mean, clip=False),
        )

    def move(self, scene: Scene, numbers: Week, units: UnitSystem) -> None:
        """Draw the course, its mean as a dashed line, and the point on the curve."""
        scene.lh.set_data(_HOURS / 24, np.minimum(numbers.lh, _TOP))
        beyond = bool(max(numbers.lh.max(), numbers.mean) > _TOP)
        scene.above.set_data([1.75] if beyond else [], [0.97 * _TOP] if beyond else [])
        shown = min(numbers.mean, _TOP)
        scene.level.set_ydata([shown, shown])
        scene.named.set_y(min(shown + 0.2, 0.9 * _TOP))
        scene.named.set_text("mean, beyond" if numbers.mean > _TOP else "mean")
        scene.curve.set_data(_COUNTS, numbers.natural * _COUNTS / _NATURAL[1])
        scene.point.set_data([numbers.pulses], [numbers.mean])

    def say(self, numbers: Week, units: UnitSystem) -> str:
        """Say mean LH, its share of the natural mean, and the share of time with LH."""
        one = round(numbers.pulses) == 1
        large = (
            ""
            if numbers.size == 1
            else f", each releasing {numbers.size:.0f} times as much LH as a natural one,"
        )
        return (
            f"{numbers.pulses:.0f} pulse{'' if one else 's'} of GnRH a week{large} give{'s' if one else ''} "
            f"a mean LH of {numbers.mean:.2g} IU/L, {_percent(numbers.mean / numbers.natural)} of what a "
            f"natural pulse every 90 minutes gives, and LH is above 1 IU/L for {_percent(numbers.share)} of the time. "
            "Testosterone from outside, which would lower LH further, is left out."
        )

    def tabulate(self, numbers: Week, units: UnitSystem) -> Columns:
        """Return usual trains at the learner's size of a pulse and half-life of LH."""
        counts = [numbers.pulses, 112, 84, 14, 7, 3, 2, 1]
        one = PulseGenerator(lh_half_life_min=numbers.half_life)
        trains = [
            replace(one, pulses_per_day=each / 7, lh_per_pulse=numbers.size * one.lh_per_pulse)
            for each in counts
        ]
        return {
            "Pulses a week": counts,
            "Mean LH, IU/L": [round(float(each.mean_lh_iu_l), 3) for each in trains],
            "Time with LH above 1 IU/L, %": [
                round(100 * each.share_of_time_above(1.0), 1) for each in trains
            ],
        }


def _percent(share: float) -> str:
    """Return a share as a percentage: whole, or with one decimal where it is small."""
    return f"{100 * share:.{0 if share >= 0.1 else 1}f} %"
