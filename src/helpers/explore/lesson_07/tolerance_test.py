from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.cohort import ogtt
from helpers.columns import Arrays, taken
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_CLASSES = {"normal": "normal tolerance", "impaired": "impaired tolerance", "diabetes": "diabetes"}


class Tested(NamedTuple):
    """One person's test and indices, and which class is shown beside it."""

    person: int
    shown: str
    glucose: Floats
    insulin: Floats
    results: Mapping[str, Any]


class ToleranceTest(Explorer[Tested]):
    """The oral glucose tolerance tests of 200 synthetic people, and the plane of sensitivity and secretion."""

    title = "Two hundred glucose tolerance tests"
    tall = 740
    controls = (
        Slider("rank", "Person, from least to most sensitive", 1, 200, 100, 1),
        ToggleButtons("shown", "Show beside", {"all": "all 200", **_CLASSES}, "all"),
    )
    presets = {
        "Person 194": {"rank": 194},
        "Person 42": {"rank": 42},
        "Person 86": {"rank": 86},
        "Person 146": {"rank": 146},
        "Those in the diabetes range": {"rank": 146, "shown": "diabetes"},
    }
    sources = ("Matsuda1999", "DallaMan2007")

    def compute(self, *, rank: float, shown: str) -> Tested:
        """Return the person of that rank."""
        indices, glucose, insulin = _tests()
        row = round(rank) - 1
        return Tested(
            round(rank),
            shown,
            glucose[row],
            insulin[row],
            {name: each[row] for name, each in indices.items()},
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the ranges of the tests and the hyperbola of the people with normal tolerance."""
        indices, glucose, insulin = _tests()
        first, second, plane = charts.panels(figure, widths=(1, 1, 1.25))
        for axes, values, analyte in ((first, glucose, "glucose"), (second, insulin, "insulin")):
            low, high = (in_units(np.percentile(values, end, axis=0), analyte, units) for end in (5, 95))
            axes.fill_between(ogtt.MINUTES, low, high, color=style.CROWD, alpha=0.35, linewidth=0)
            axes.set(
                xlim=(-4, 124), xticks=ogtt.MINUTES, xlabel="Minutes",
                title=f"{analyte.capitalize()}, {unit_of(analyte, units)}",
            )  # fmt: skip
        first.set_ylim(0, in_units(370.0, "glucose", units))
        charts.log_ticks(second, y=(6, 20, 60, 200, 600, 2000) if units == "SI" else (1, 3, 10, 30, 100, 300))
        second.set_ylim(*in_units(np.array([0.8, 800.0]), "insulin", units))
        axis = np.geomspace(0.5, 25, 40)
        plane.plot(
            axis, _median_disposition("normal") / axis, color=style.GOOD, linewidth=1.8, linestyle="--"
        )
        plane.set(
            xlim=(0.5, 25), ylim=(0.04, 40), xlabel="Matsuda index (sensitivity)", ylabel="Insulinogenic index",
            title="Dashed: same product",
        )  # fmt: skip
        charts.log_ticks(plane, x=(0.5, 1, 2, 5, 10, 20), y=(0.1, 0.3, 1, 3, 10, 30))
        looks = {"normal": ("o", style.GOOD), "impaired": ("^", style.WARN), "diabetes": ("s", style.GLUCOSE)}
        groups = []
        for name, (shape, colour) in looks.items():
            group = taken(indices, indices["tolerance"] == name)
            groups.append(
                plane.plot(
                    group["matsuda"],
                    group["insulinogenic"],
                    shape,
                    color=colour,
                    markersize=5,
                    alpha=0.75,
                    label=name,
                )[0]
            )
        charts.key(plane, "upper right", handlelength=1, borderpad=0.2, labelspacing=0.25)
        return Scene(
            groups=groups,
            glucose=first.plot([], [], "o-", color=style.GLUCOSE, markersize=8, markeredgecolor="white")[0],
            insulin=second.plot([], [], "o-", color=style.INSULIN, markersize=8, markeredgecolor="white")[0],
            here=charts.mark(plane, "D"),
        )

    def move(self, scene: Scene, numbers: Tested, units: UnitSystem) -> None:
        """Draw the person's test and place."""
        for group, name in zip(scene.groups, _CLASSES, strict=True):
            group.set_visible(numbers.shown in ("all", name))
        scene.glucose.set_data(ogtt.MINUTES, in_units(numbers.glucose, "glucose", units))
        scene.insulin.set_data(ogtt.MINUTES, in_units(numbers.insulin, "insulin", units))
        scene.here.set_data([numbers.results["matsuda"]], [numbers.results["insulinogenic"]])

    def say(self, numbers: Tested, units: UnitSystem) -> str:
        """Say the indices and what the product says."""
        index = numbers.results
        usual = _median_disposition("normal")
        beside = ""
        if numbers.shown != "all":
            median = _median_disposition(numbers.shown)
            beside = f" Beside: {_CLASSES[numbers.shown]}, median disposition index {median:.1f}."
        return (
            f"Person {numbers.person} of 200: glucose {format_value(numbers.glucose[0], 'glucose', units)} fasting "
            f"and {format_value(numbers.glucose[-1], 'glucose', units)} after two hours "
            f"({_CLASSES[index['tolerance']]}). Matsuda index {index['matsuda']:.1f}, insulinogenic index "
            f"{index['insulinogenic']:.2f}, their product, the disposition index, {index['disposition']:.1f}: "
            f"{100 * index['disposition'] / usual:.0f} % of the median of people with normal tolerance. HOMA-IR "
            f"{index['homa_ir']:.2f}.{beside}"
        )

    def tabulate(self, numbers: Tested, units: UnitSystem) -> Columns:
        """Return the person's samples."""
        return {
            "Minutes": list(ogtt.MINUTES),
            f"Glucose, {unit_of('glucose', units)}": in_units(numbers.glucose, "glucose", units),
            f"Insulin, {unit_of('insulin', units)}": in_units(numbers.insulin, "insulin", units),
        }


@cache
def _tests() -> tuple[Arrays, Floats, Floats]:
    """Return indices and samples of everyone, the least sensitive first."""
    _, glucose, insulin = ogtt.samples()
    indices = ogtt.indices(glucose, insulin)
    order = np.argsort(indices["matsuda"], kind="stable")
    return taken(indices, order), glucose[order], insulin[order]


def _median_disposition(tolerance: str) -> float:
    """Return the median disposition index of those of a class in whom glucose rose."""
    indices = _tests()[0]
    return float(np.nanmedian(indices["disposition"][indices["tolerance"] == tolerance]))
