from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.norms import menstrual_cycle
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HORMONES: dict[menstrual_cycle.Hormone, str] = {
    "estradiol": "estradiol",
    "lh": "LH",
    "progesterone": "progesterone",
}

_CYCLE_TICKS: dict[menstrual_cycle.Hormone, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "estradiol": ((20, 50, 100, 200, 500), (100, 200, 500, 1000, 2000)),
    "lh": ((2, 5, 10, 20, 50),) * 2,
    "progesterone": ((0.05, 0.1, 0.3, 1, 3, 10), (0.1, 0.3, 1, 3, 10, 30)),
}


class Sample(NamedTuple):
    """Three values (pg/mL, IU/L, ng/mL) and, for each hormone, the phases that it fits."""

    levels: tuple[float, float, float]
    fits: tuple[tuple[menstrual_cycle.Phase, ...], ...]
    all_fit: tuple[menstrual_cycle.Phase, ...]


class CyclePhase(Explorer[Sample]):
    """Three hormones of one sample against their ranges in each phase of the cycle."""

    title = "One sample against the phases of the cycle"
    tall = 640
    controls = (
        Slider("estradiol", "Estradiol", 20, 600, 75, 1, analyte="estradiol", si_step=5),
        Slider("lh", "LH", 2, 80, 9, 0.5, unit="IU/L"),
        Slider("progesterone", "Progesterone", 0.04, 16, 0.08, 0.02, analyte="progesterone", si_step=0.1),
    )
    presets = {
        "Before ovulation": {"estradiol": 55, "lh": 7, "progesterone": 0.08},
        "LH surge": {"estradiol": 250, "lh": 45, "progesterone": 0.6},
        "A week after ovulation": {"estradiol": 110, "lh": 6, "progesterone": 9},
        "No phase of a natural cycle": {"estradiol": 40, "lh": 40, "progesterone": 0.1},
    }
    sources = ("Anckaert2021",)

    def compute(self, *, estradiol: float, lh: float, progesterone: float) -> Sample:
        """Return the phases that each value, and all three together, fit."""
        values = (estradiol, lh, progesterone)
        fits = tuple(
            menstrual_cycle.fitting_phases(name, value) for name, value in zip(_HORMONES, values, strict=True)
        )
        return Sample(
            values, fits, tuple(p for p in menstrual_cycle.PHASES if all(p in each for each in fits))
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the range of each hormone in each phase."""
        panels = charts.panels(figure, widths=(1, 1, 1))
        ranges = {"estradiol": (18, 660), "lh": (1.8, 95), "progesterone": (0.033, 19)}
        for axes, (name, label) in zip(panels, _HORMONES.items(), strict=True):
            self._draw_ranges(axes, name, units)
            unit = "IU/L" if name == "lh" else unit_of(name, units)
            limits = np.array(ranges[name])
            axes.set(
                ylim=limits if name == "lh" else in_units(limits, name, units),
                xlim=(-0.55, 2.55), xticks=range(3), xticklabels=menstrual_cycle.PHASES,
                title=f"{label[0].upper()}{label[1:]}, {unit}",
            )  # fmt: skip
            ticks = _CYCLE_TICKS[name][units == "SI"]
            charts.log_ticks(axes, y=ticks)
        return Scene(
            lines=[axes.axhline(1, color=style.LEARNER, linewidth=1.6) for axes in panels],
            fits=[charts.mark(axes, "D", size=11) for axes in panels],
        )

    def _draw_ranges(self, axes: Axes, name: menstrual_cycle.Hormone, units: UnitSystem) -> None:
        for x, phase in enumerate(menstrual_cycle.PHASES):
            found = menstrual_cycle.interval(name, phase, units)
            axes.plot(
                [x, x],
                [found.low, found.high],
                color=style.CROWD,
                linewidth=22,
                solid_capstyle="butt",
                alpha=0.75,
            )
            axes.plot([x - 0.27, x + 0.27], [found.median] * 2, color=style.INK, linewidth=2)

    def move(self, scene: Scene, numbers: Sample, units: UnitSystem) -> None:
        """Draw the three values and mark where they lie within a range."""
        for name, value, fits, line, marks in zip(
            _HORMONES, numbers.levels, numbers.fits, scene.lines, scene.fits, strict=True
        ):
            y = value if name == "lh" else in_units(value, name, units)
            line.set_ydata([y, y])
            marks.set_data([menstrual_cycle.PHASES.index(phase) for phase in fits], [y] * len(fits))

    def say(self, numbers: Sample, units: UnitSystem) -> str:
        """Say which phases each hormone and all three fit."""
        written = (
            f"Estradiol {format_value(numbers.levels[0], 'estradiol', units)}",
            f"LH {numbers.levels[1]:.1f} IU/L",
            f"progesterone {format_value(numbers.levels[2], 'progesterone', units)}",
        )
        parts = [f"{text} fits {_listed(fits)}" for text, fits in zip(written, numbers.fits, strict=True)]
        return f"{'; '.join(parts)}. All three together fit {_listed(numbers.all_fit)}."

    def tabulate(self, numbers: Sample, units: UnitSystem) -> Columns:
        """Return the ranges beside the sample."""
        shown = [
            value if name == "lh" else in_units(value, name, units)
            for name, value in zip(_HORMONES, numbers.levels, strict=True)
        ]
        unit = ["IU/L" if name == "lh" else unit_of(name, units) for name in _HORMONES]
        table: dict[str, list[Any]] = {
            "Hormone": [f"{_HORMONES[n]}, {u}" for n, u in zip(_HORMONES, unit, strict=True)],
            "Sample": shown,
        }
        for phase in menstrual_cycle.PHASES:
            found = [menstrual_cycle.interval(name, phase, units) for name in _HORMONES]
            table[f"{phase}: median (5th to 95th percentile)"] = [
                f"{each.median:.3g} ({each.low:.3g} to {each.high:.3g})" for each in found
            ]
        return table


def _listed(phases: tuple[menstrual_cycle.Phase, ...]) -> str:
    if not phases:
        return "no phase"
    return phases[0] if len(phases) == 1 else f"{', '.join(phases[:-1])} and {phases[-1]}"
