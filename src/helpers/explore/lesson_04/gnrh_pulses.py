from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Explorer, Scene, Slider
from helpers.models.pulse_generator import PulseGenerator
from helpers.units import UnitSystem

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_HOURS = np.arange(0, 7 * 24 + 0.01, 0.1)
_COUNTS = np.geomspace(1, 120, 60)
_NATURAL = (84, 112)  # pulses a week: one every two hours, and one every 90 minutes


class Week(NamedTuple):
    """LH in IU/L over a week, its mean, the share of the time above 1 IU/L; pulses a week and LH's half-life, min."""

    lh: Floats
    mean: float
    share: float
    pulses: float
    half_life: float
    natural: float


class GnrhPulses(Explorer[Week]):
    """LH when GnRH comes a hundred times a week, and when it comes twice."""

    title = "Pulses of GnRH: a hundred a week, or two"
    controls = (
        Slider("pulses", "Pulses of GnRH a week", 1, 112, 112, 1),
        Slider("half_life", "Half-life of LH", 85, 235, 125, 5, unit="min"),
    )
    presets = {
        "Natural: every 90 minutes": {"pulses": 112},
        "Natural: every 2 hours": {"pulses": 84},
        "Once a day": {"pulses": 7},
        "Twice a week": {"pulses": 2},
    }
    sources = ("Wide2022", "Zhang2019")
    schematic = True

    def compute(self, *, pulses: float, half_life: float) -> Week:
        """Return the week that such a train gives, with nothing else changed."""
        train = PulseGenerator.per_week(pulses, lh_half_life_min=half_life)
        week = train.simulate(days=7, every=6)
        # Between whole numbers of pulses the last interval is cut; the row count stays.
        lh = week["lh_iu_l"].to_numpy()[: len(_HOURS)]
        natural = PulseGenerator.per_week(_NATURAL[1], lh_half_life_min=half_life).mean_lh_iu_l
        share = train.share_of_time_above(1.0)
        return Week(lh, float(train.mean_lh_iu_l), share, pulses, half_life, float(natural))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the week and of the mean against the number of pulses."""
        week, mean = figure.subplots(1, 2, width_ratios=(1.6, 1))
        figure.subplots_adjust(left=0.065, right=0.985, top=0.9, bottom=0.15, wspace=0.2)
        week.set(
            xlim=(0, 7),
            ylim=(0, 11.5),
            xticks=range(8),
            xlabel="Days",
            ylabel="LH, IU/L",
            title="LH over a week",
        )
        mean.axvspan(*_NATURAL, color=style.GOOD, alpha=0.18, linewidth=0)
        mean.text(80, 0.022, "natural", color=style.GOOD, fontsize=11, ha="right")
        mean.set(
            xlim=(1, 125), ylim=(0.015, 15), xlabel="Pulses a week",
            ylabel="Mean LH, IU/L", title="Mean LH",
        )  # fmt: skip
        charts.log_ticks(mean, x=(1, 2, 7, 21, 84), y=(0.02, 0.1, 0.5, 2, 10))
        return Scene(
            lh=week.plot([], [], color=style.INSULIN, linewidth=1.8)[0],
            level=week.axhline(1, color=style.ACCENT, linewidth=1.8, linestyle=(0, (5, 3))),
            curve=mean.plot([], [], color=style.COMPARE, linewidth=1.8)[0],
            point=charts.mark(mean, clip=False),
        )

    def move(self, scene: Scene, numbers: Week, units: UnitSystem) -> None:
        """Draw the week, its mean as a dashed line, and the point on the curve."""
        scene.lh.set_data(_HOURS / 24, numbers.lh)
        scene.level.set_ydata([numbers.mean, numbers.mean])
        scene.curve.set_data(_COUNTS, numbers.natural * _COUNTS / _NATURAL[1])
        scene.point.set_data([numbers.pulses], [numbers.mean])

    def say(self, numbers: Week, units: UnitSystem) -> str:
        """Say mean LH, its share of the natural mean, and the share of time with LH."""
        one = round(numbers.pulses) == 1
        return (
            f"{numbers.pulses:.0f} pulse{'' if one else 's'} of GnRH a week give{'s' if one else ''} a mean LH of "
            f"{numbers.mean:.2g} IU/L, {_percent(numbers.mean / numbers.natural)} of what a pulse every 90 minutes "
            f"gives, and LH is above 1 IU/L for {_percent(numbers.share)} of the time. "
            "Testosterone from outside, which would lower LH further, is left out."
        )

    def tabulate(self, numbers: Week, units: UnitSystem) -> pd.DataFrame:
        """Return usual trains at the learner's half-life of LH."""
        import pandas as pd

        counts = [numbers.pulses, 112, 84, 14, 7, 3, 2, 1]
        trains = [PulseGenerator.per_week(each, lh_half_life_min=numbers.half_life) for each in counts]
        return pd.DataFrame(
            {
                "Pulses a week": counts,
                "Mean LH, IU/L": [round(float(each.mean_lh_iu_l), 3) for each in trains],
                "Time with LH above 1 IU/L, %": [
                    round(100 * each.share_of_time_above(1.0), 1) for each in trains
                ],
            }
        )


def _percent(share: float) -> str:
    """Return a share as a percentage: whole, or with one decimal where it is small."""
    return f"{100 * share:.{0 if share >= 0.1 else 1}f} %"
