from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.columns import taken
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.homa_curves import draw_homa_map, insulin_at
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_07.shared import synthetic_adults
from helpers.indices import homa2_approx, homa_ir, quicki
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ASSAYS = {"specific": "an assay specific for insulin", "ria": "an older radioimmunoassay"}
_MAP_EDGES = (56.0, 212.0)  # mg/dL


class Versions(NamedTuple):
    """A person's three indices, what else has the same HOMA-IR, and 500 synthetic adults (HOMA1-IR, HOMA2-IR)."""

    glucose: float
    insulin: float
    assay: str
    homa1: float
    homa2: float
    quicki: float
    same_homa1: tuple[Floats, Floats]
    same_homa2: tuple[Floats, Floats]
    response: tuple[float, float]
    crowd: tuple[Floats, Floats]


class HomaVersions(Explorer[Versions]):
    """Insulin and glucose drive HOMA1, HOMA2 and QUICKI: the map, and the three indices against each other."""

    title = "Insulin and glucose drive three indices"
    controls = (
        Slider("glucose", "Fasting glucose", 60, 200, 100, 1, analyte="glucose", si_step=0.1),
        Slider("insulin", "Fasting insulin", 3.5, 48, 10, 0.5, analyte="insulin", si_step=2),
        ToggleButtons("assay", "HOMA2 is told that insulin comes from", _ASSAYS, "specific"),
    )
    presets = {
        "Reference of HOMA1": {"glucose": 81, "insulin": 5},
        "High insulin": {"glucose": 92, "insulin": 24},
        "High glucose": {"glucose": 190, "insulin": 11.5},
    }
    sources = ("Matthews1985", "Levy1998", "Katz2000")
    size = (900, 400)
    tall = 820

    def compute(self, *, glucose: float, insulin: float, assay: str) -> Versions:
        """Return the indices, the pairs of values with the same HOMA-IR, and what one more percent of either does."""
        kind: Any = assay
        first, second = float(homa_ir(glucose, insulin)), _homa2(glucose, insulin, kind)
        axis = np.linspace(*_MAP_EDGES, 60)
        insulins, reached = _homa2_grid(assay)
        same = [np.interp(second, row, insulins, left=np.nan, right=np.nan) for row in reached]
        return Versions(
            glucose, insulin, assay, first, second, float(quicki(glucose, insulin)),
            (axis, insulin_at(first, axis)),
            (axis, np.array(same)),
            (
                float(np.log(_homa2(glucose * 1.01, insulin, kind) / second) / np.log(1.01)),
                float(np.log(_homa2(glucose, insulin * 1.01, kind) / second) / np.log(1.01)),
            ),
            _versions_of_the_crowd(assay),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map, lines of equal and of half value, and the one curve on which QUICKI lies."""
        chart, two, quick = charts.panels(figure, widths=(1.75, 1, 1), heights=(1.5, 1, 1))
        draw_homa_map(chart, units, _MAP_EDGES)
        chart.set(
            title="Every pair of the two values", ylim=in_units(np.array([0.26, 400]), "insulin", units)
        )
        axis = np.geomspace(0.5, 25, 40)
        for share, label, place in ((1, "equal", (1.25, 3)), (0.5, "½", (17, 5.6))):
            two.plot(axis, share * axis, color=style.MUTED, linewidth=1.3, linestyle="--")
            two.text(place[0], place[1], label, ha="center", va="center", fontsize=11, bbox=charts.box(0.05))
        two.set(
            xlim=(0.45, 30), ylim=(0.3, 8), xlabel="HOMA1-IR", ylabel="HOMA2-IR (approximation)",
            title="HOMA2 by HOMA1",
        )  # fmt: skip
        charts.log_ticks(two, x=(1, 2, 4, 8, 16), y=(0.5, 1, 2, 4))
        people = taken(synthetic_adults(), slice(500))
        quick.plot(
            people["homa_ir"], quicki(people["glucose_mg_dl"], people["insulin_uu_ml"]), ".",
            color=style.CROWD, markersize=6,
        )  # fmt: skip
        quick.set(
            xlim=(0.25, 30), ylim=(0.24, 0.52), xlabel="HOMA1-IR", ylabel="QUICKI", title="QUICKI by HOMA1"
        )
        charts.log_ticks(quick, x=(0.5, 1, 2, 4, 8, 16))
        scene = Scene(
            crowd=two.plot([], [], ".", color=style.CROWD, markersize=6)[0],
            same_homa1=chart.plot([], [], color=style.ACCENT, linewidth=2.6, label="the same HOMA1-IR")[0],
            same_homa2=chart.plot(
                [], [], color=style.INSULIN, linewidth=2.6, linestyle="-.", label="the same HOMA2-IR"
            )[0],
            at_map=charts.mark(chart, size=13),
            at_two=charts.mark(two, size=13),
            at_quick=charts.mark(quick, size=13),
            indices=chart.text(
                0.985, 0.98, "", ha="right", va="top", transform=chart.transAxes, fontsize=11, weight="bold",
                bbox=charts.box(0.25, alpha=0.9),
            ),
        )  # fmt: skip
        charts.key(chart, "lower right", handlelength=3.2, paper=0.9)
        return scene

    def move(self, scene: Scene, numbers: Versions, units: UnitSystem) -> None:
        """Put the person on the three charts, with what has the same HOMA-IR."""
        scene.crowd.set_data(*numbers.crowd)
        for line, (glucose, insulin) in (
            (scene.same_homa1, numbers.same_homa1),
            (scene.same_homa2, numbers.same_homa2),
        ):
            line.set_data(in_units(glucose, "glucose", units), in_units(insulin, "insulin", units))
        scene.at_map.set_data(
            [in_units(numbers.glucose, "glucose", units)], [in_units(numbers.insulin, "insulin", units)]
        )
        scene.at_two.set_data([numbers.homa1], [numbers.homa2])
        scene.at_quick.set_data([numbers.homa1], [numbers.quicki])
        scene.indices.set_text(
            f"HOMA1-IR {numbers.homa1:.2f}\nHOMA2-IR {numbers.homa2:.2f}\nQUICKI {numbers.quicki:.3f}"
        )

    def say(self, numbers: Versions, units: UnitSystem) -> str:
        """Say the three indices, what drives the first two, and what ties the third to the first."""
        by_glucose, by_insulin = (100 * (1.1**power - 1) for power in numbers.response)
        return (
            f"Glucose {format_value(numbers.glucose, 'glucose', units)} and insulin "
            f"{format_value(numbers.insulin, 'insulin', units)}, by {_ASSAYS[numbers.assay]}: HOMA1-IR "
            f"{numbers.homa1:.2f}, HOMA2-IR {numbers.homa2:.2f} (HOMA1-IR is {numbers.homa1 / numbers.homa2:.1f} times "
            f"as high), QUICKI {numbers.quicki:.3f}. Ten percent more insulin raises HOMA1-IR by 10 % and HOMA2-IR by "
            f"{by_insulin:.0f} %; ten percent more glucose raises HOMA1-IR by 10 % too, HOMA2-IR by only "
            f"{by_glucose:.0f} %. QUICKI is 1/log10(405 × HOMA1-IR): everyone with this HOMA1-IR has this QUICKI."
        )

    def tabulate(self, numbers: Versions, units: UnitSystem) -> Columns:
        """Return the person's indices beside people with the same HOMA1-IR and another glucose."""
        glucose = np.array([numbers.glucose, 75, 90, 110, 140, 180])
        insulin = insulin_at(numbers.homa1, glucose)
        reached = (insulin >= 3.4) & (insulin <= 49)
        kind: Any = numbers.assay
        second = homa2_approx(glucose[reached], insulin[reached], assay=kind).resistance
        return {
            f"Glucose, {unit_of('glucose', units)}": in_units(glucose[reached], "glucose", units),
            f"Insulin, {unit_of('insulin', units)}": in_units(insulin[reached], "insulin", units),
            "HOMA1-IR": np.full(len(second), numbers.homa1),
            "HOMA2-IR": second,
            "QUICKI": np.full(len(second), numbers.quicki),
        }


def _homa2(glucose: float, insulin: float, assay: Any) -> float:
    return float(homa2_approx(glucose, insulin, assay=assay).resistance)


@cache
def _homa2_grid(assay: str) -> tuple[Floats, Floats]:
    """Return insulins, and HOMA2-IR for each of them, one row a glucose of the map."""
    kind: Any = assay
    insulins = np.geomspace(3.4, 49.9, 80)
    glucose = np.linspace(*_MAP_EDGES, 60)[:, np.newaxis]
    return insulins, np.asarray(homa2_approx(glucose, insulins, assay=kind).resistance)


@cache
def _versions_of_the_crowd(assay: str) -> tuple[Floats, Floats]:
    """Return both indices of those of the first 500 adults whom HOMA2 reaches."""
    people = taken(synthetic_adults(), slice(500))
    glucose, insulin = people["glucose_mg_dl"], people["insulin_uu_ml"]
    inside = (insulin >= 3.4) & (insulin <= 49) & (glucose >= 55) & (glucose <= 216)
    kind: Any = assay
    second = homa2_approx(glucose[inside], insulin[inside], assay=kind).resistance
    return people["homa_ir"][inside], np.asarray(second)
