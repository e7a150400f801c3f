from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import cohort
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.homa_curves import draw_curves, insulin_at, ranked_homa
from helpers.explore.engine import Columns, Explorer, Scene, Slider, Switch
from helpers.indices import homa_ir
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_GLUCOSE = (65.0, 180.0)  # mg/dL, the map's edges
_INSULIN = (1.0, 100.0)  # µU/mL


class HomaPoint(NamedTuple):
    """A point of the map: mg/dL, µU/mL, the index, and its percentile among the synthetic adults."""

    glucose: float
    insulin: float
    homa_ir: float
    percentile: float
    crowd: bool


class HomaMap(Explorer[HomaPoint]):
    """Fasting glucose and insulin drive HOMA-IR, on the map of all their combinations."""

    title = "Fasting glucose and insulin make HOMA-IR"
    controls = (
        Slider("glucose", "Fasting glucose", 65, 180, 95, 1, analyte="glucose", si_step=0.1),
        Slider("insulin", "Fasting insulin", 1, 60, 8, 0.5, analyte="insulin", si_step=2),
        Switch("crowd", "Show the course's synthetic adults", True),
    )
    presets = {
        "Oxford reference (HOMA-IR 1)": {"glucose": 81, "insulin": 5},
        "Normal glucose, high insulin": {"glucose": 92, "insulin": 24},
        "Higher glucose, low insulin": {"glucose": 126, "insulin": 6.5},
    }
    sources = ("Matthews1985",)

    def compute(self, *, glucose: float, insulin: float, crowd: bool) -> HomaPoint:
        """Return HOMA-IR and where it stands among the synthetic adults."""
        index = homa_ir(glucose, insulin)
        ranked = ranked_homa()
        return HomaPoint(glucose, insulin, index, 100 * np.searchsorted(ranked, index) / len(ranked), crowd)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the iso-HOMA curves on the left, the adults' distribution on the right."""
        chart, spread = charts.panels(figure, widths=(1.75, 1))
        people = cohort.columns()
        crowd = chart.plot(
            in_units(people["glucose_mg_dl"], "glucose", units),
            in_units(people["insulin_uu_ml"], "insulin", units),
            ".",
            color=style.CROWD,
            markersize=3,
            alpha=0.55,
            zorder=1,
        )[0]
        draw_curves(chart, units, _GLUCOSE, label_at=176, width=1.2, pad=0.15)
        chart.set(
            ylim=in_units(np.array(_INSULIN), "insulin", units), title="Dashed: the same HOMA-IR all along"
        )
        glucose = np.log(ranked_homa())
        counts, edges = np.histogram(glucose, bins=np.linspace(np.log(0.2), np.log(25), 46))
        spread.stairs(counts, np.exp(edges), fill=True, color=style.CROWD, alpha=0.7)
        spread.set(
            xlim=(0.2, 25), ylim=(0, counts.max() * 1.18), xlabel="HOMA-IR", yticks=[],
            title="Among synthetic adults",
        )  # fmt: skip
        ticks = [0.3, 1, 3, 10]
        charts.log_ticks(spread, x=ticks)
        return Scene(
            crowd=crowd,
            across=chart.axhline(1, color=style.LEARNER, linewidth=1, linestyle=":"),
            down=chart.axvline(1, color=style.LEARNER, linewidth=1, linestyle=":"),
            own_curve=chart.plot([], [], color=style.ACCENT, linewidth=2.6)[0],
            point=charts.mark(chart, size=13),
            label=chart.annotate(
                "", (1, 1), (12, 14), textcoords="offset points", weight="bold", color=style.ACCENT,
                bbox=charts.box(0.25, alpha=0.85),
            ),
            mark=spread.axvline(1, color=style.ACCENT, linewidth=2.6),
            rank=spread.text(
                0.98, 0.95, "", ha="right", va="top", transform=spread.transAxes, color=style.ACCENT,
                weight="bold",
                bbox=charts.box(0.2, alpha=0.85),
            ),
        )  # fmt: skip

    def move(self, scene: Scene, numbers: HomaPoint, units: UnitSystem) -> None:
        """Put the learner's point, its curve and its rank in place."""
        x, y = in_units(numbers.glucose, "glucose", units), in_units(numbers.insulin, "insulin", units)
        scene.crowd.set_visible(numbers.crowd)
        scene.point.set_data([x], [y])
        scene.across.set_ydata([y, y])
        scene.down.set_xdata([x, x])
        glucose = np.linspace(*_GLUCOSE, 60)
        scene.own_curve.set_data(
            in_units(glucose, "glucose", units),
            in_units(insulin_at(numbers.homa_ir, glucose), "insulin", units),
        )
        scene.label.set_text(f"HOMA-IR {numbers.homa_ir:.2f}")
        scene.label.xy = (x, y)
        # Near the right edge the label would lie on those of the curves, or leave the picture.
        scene.label.set_ha("right" if numbers.glucose > 120 else "left")
        scene.label.set_x(-12 if numbers.glucose > 120 else 12)
        scene.mark.set_xdata([numbers.homa_ir] * 2)
        scene.rank.set_text(f"higher than\n{numbers.percentile:.0f} %")
        # Beside the line, not across it.
        side = ("left", 0.02) if numbers.homa_ir > 2.2 else ("right", 0.98)
        scene.rank.set(ha=side[0], x=side[1])

    def say(self, numbers: HomaPoint, units: UnitSystem) -> str:
        """Say the index, how it was made, and where it stands."""
        return (
            f"Fasting glucose {format_value(numbers.glucose, 'glucose', units)} with insulin "
            f"{format_value(numbers.insulin, 'insulin', units)} gives HOMA-IR {numbers.homa_ir:.2f}, higher than "
            f"in {numbers.percentile:.0f} % of the course's synthetic adults without known diabetes. "
            "Every other point on the solid curve has the same HOMA-IR."
        )

    def tabulate(self, numbers: HomaPoint, units: UnitSystem) -> Columns:
        """Return pairs of glucose and insulin that share the learner's HOMA-IR, the learner's first."""
        glucose = np.array([numbers.glucose, 72, 81, 90, 99, 108, 117, 126, 144])
        return {
            f"Fasting glucose, {unit_of('glucose', units)}": in_units(glucose, "glucose", units),
            f"Fasting insulin, {unit_of('insulin', units)}": in_units(
                insulin_at(numbers.homa_ir, glucose), "insulin", units
            ),
            "HOMA-IR": np.full(len(glucose), numbers.homa_ir),
        }
