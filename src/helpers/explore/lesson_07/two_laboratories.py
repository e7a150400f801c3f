from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.homa_curves import draw_homa_map
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import homa_ir
from helpers.statistics.measurement import GLUCOSE_CV, HomaVariation, log_sd
from helpers.units import UnitSystem, in_units

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MORNINGS = 150


class TwoClouds(NamedTuple):
    """Usual values, what laboratory B reads, single mornings in either, and their variation."""

    glucose: float
    insulin: float
    factor: float
    mornings: tuple[Floats, Floats]
    variation: HomaVariation

    @property
    def usual(self) -> tuple[float, float]:
        """Usual HOMA-IR by laboratory A and by laboratory B."""
        first = float(homa_ir(self.glucose, self.insulin))
        return first, first * self.factor


class TwoLaboratories(Explorer[TwoClouds]):
    """One person, many mornings, two insulin assays."""

    title = "One person, many mornings, two laboratories"
    controls = (
        Slider("glucose", "Usual fasting glucose", 75, 140, 97, 1, analyte="glucose", si_step=0.1),
        Slider("insulin", "Usual insulin, laboratory A", 3, 40, 10, 0.5, analyte="insulin", si_step=2),
        Slider("insulin_cv", "Insulin varies between visits by", 0, 40, 29, 1, unit="% (CV)"),
        Slider("factor", "Laboratory B reads insulin at", 50, 200, 100, 5, unit="% of A"),
    )
    presets = {
        "One laboratory": {},
        "An assay that reads 60 % higher": {"factor": 160},
        "Assays far apart": {"factor": 200},
        "If insulin never varied": {"insulin_cv": 0},
    }
    sources = ("Poon2018", "Manley2008")

    def compute(self, *, glucose: float, insulin: float, insulin_cv: float, factor: float) -> TwoClouds:
        """Return single mornings around the usual values, the same chance draws at every setting."""
        draws = _draws()
        mornings = (
            glucose * np.exp(log_sd(GLUCOSE_CV) * draws[0]),
            insulin * np.exp(log_sd(insulin_cv) * draws[1]),
        )
        return TwoClouds(glucose, insulin, factor / 100, mornings, HomaVariation(insulin_cv))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map with the crowd, and the axis of HOMA-IR."""
        chart, spread = charts.panels(figure, widths=(1.45, 1))
        draw_homa_map(chart, units)
        chart.set_title("Small dots: single mornings")
        spread.set(xlim=(0.2, 64), ylim=(0, 1.25), yticks=[], xlabel="HOMA-IR", title="How often which value")
        charts.log_ticks(spread, x=(0.25, 0.5, 1, 2, 4, 8, 16, 32))
        looks: tuple[Any, Any] = (
            {"color": style.INSULIN, "linestyle": "-"},
            {"color": style.GLUCOSE, "linestyle": (0, (5, 2))},
        )
        scene = Scene(
            cloud_b=chart.plot([], [], "s", color=style.GLUCOSE, markersize=3.4, alpha=0.75)[0],
            cloud_a=chart.plot([], [], "o", color=style.INSULIN, markersize=3.6, alpha=0.75)[0],
            at_b=charts.mark(chart, "s", style.GLUCOSE, size=18, label="laboratory B"),
            at_a=charts.mark(chart, "o", style.INSULIN, label="laboratory A"),
            density_a=spread.plot([], [], label="A", **looks[0])[0],
            density_b=spread.plot([], [], label="B", **looks[1])[0],
            middle=[spread.axvline(1, ymax=0.8, linewidth=1.2, **look) for look in looks],
        )
        charts.key(
            chart,
            "lower right",
            handlelength=1.2,
            paper=0.9,
        )
        charts.key(spread, "upper right", handlelength=3.2)
        return scene

    def move(self, scene: Scene, numbers: TwoClouds, units: UnitSystem) -> None:
        """Put both clouds and both curves in place."""
        x = in_units(numbers.mornings[0], "glucose", units)
        x0 = in_units(numbers.glucose, "glucose", units)
        axis = np.geomspace(0.2, 64, 220)
        for name, factor, usual, line in zip(
            "ab", (1.0, numbers.factor), numbers.usual, scene.middle, strict=True
        ):
            getattr(scene, f"cloud_{name}").set_data(
                x, in_units(numbers.mornings[1] * factor, "insulin", units)
            )
            getattr(scene, f"at_{name}").set_data(
                [x0], [in_units(numbers.insulin * factor, "insulin", units)]
            )
            height = np.exp(-0.5 * (np.log(axis / usual) / numbers.variation.log_sd) ** 2)
            getattr(scene, f"density_{name}").set_data(axis, height)
            line.set_xdata([usual] * 2)

    def say(self, numbers: TwoClouds, units: UnitSystem) -> str:
        """Say how far single mornings and laboratories lie apart."""
        first, second = numbers.usual
        low, high = numbers.variation.single_values(first)
        other = numbers.variation.single_values(second)
        ratio = numbers.variation.critical_ratio
        assay = (
            "Laboratory B reads the same."
            if round(numbers.factor, 2) == 1
            else f"Laboratory B sees a usual HOMA-IR of {second:.2f} and mornings from {other[0]:.1f} to "
            f"{other[1]:.1f} in the same blood."
        )
        return (
            f"Nothing changes in this person, whose usual HOMA-IR is {first:.2f} by laboratory A: 95 % of single "
            f"mornings lie between {low:.1f} and {high:.1f} (within-person variation {numbers.variation.cv:.0f} %). "
            f"{assay} Before two values of one laboratory differ by more than chance gives in one case of twenty, "
            f"the second must be {ratio:.1f} times the first, or {100 * (1 - 1 / ratio):.0f} % lower."
        )

    def tabulate(self, numbers: TwoClouds, units: UnitSystem) -> Columns:
        """Return usual values and the ends of single mornings by laboratory."""
        ends = [numbers.variation.single_values(usual) for usual in numbers.usual]
        return {
            "Laboratory": ["A", "B"],
            "Usual HOMA-IR": numbers.usual,
            "95 % of mornings from": [low for low, _ in ends],
            "to": [high for _, high in ends],
            "Mornings above 2.5, %": [numbers.variation.share_above(2.5, usual) for usual in numbers.usual],
        }


@cache
def _draws() -> Floats:
    """Return chance draws for glucose and insulin, uncorrelated and of unit spread."""
    draws = np.random.default_rng(7).standard_normal((2, _MORNINGS))
    draws -= draws.mean(axis=1, keepdims=True)
    scaled: Floats = draws / draws.std(axis=1, keepdims=True)
    return scaled
