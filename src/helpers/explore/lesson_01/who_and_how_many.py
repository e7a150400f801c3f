from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.indices import homa_ir
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BY = {"bmi": "body mass index", "waist": "waist", "age": "age", "sex": "sex"}
_NAMES = {
    "bmi": ("under 25 kg/m²", "25 to 30 kg/m²", "30 to 35 kg/m²", "35 kg/m² and more"),
    "waist": ("small", "middle", "large"),
    "age": ("20 to 39 years", "40 to 59 years", "60 years and more"),
    "sex": ("women", "men"),
}
_MOST = max(map(len, _NAMES.values()))


class Spread(NamedTuple):
    """The line, and for each group its people, those above the line, and all above it."""

    line: float
    by: str
    people: NDArray[np.int64]
    above: NDArray[np.int64]


@cache
def _homa() -> Floats:
    adults = cohort.columns()
    return np.asarray(homa_ir(adults["glucose_mg_dl"], adults["insulin_uu_ml"]))


@cache
def _groups(by: str) -> NDArray[np.int64]:
    """Return which of its groups each adult belongs to."""
    adults = cohort.columns()
    men = adults["sex"] == "M"
    if by == "sex":
        return np.asarray(men, dtype=np.int64)
    if by == "bmi":
        return np.asarray(np.digitize(adults["bmi"], (25, 30, 35)))
    if by == "age":
        return np.asarray(np.digitize(adults["age"], (40, 60)))
    waist = adults["waist_cm"]
    # The World Health Organization's two steps, for men and for women.
    return np.asarray(np.where(men, np.digitize(waist, (94, 102)), np.digitize(waist, (80, 88))))


class WhoAndHowMany(Explorer[Spread]):
    """Who lies above a line of HOMA-IR, and what of those above it each group makes up."""

    title = "Who lies above the line, and how many?"
    controls = (
        Slider("line", "Your line of HOMA-IR", 1, 6, 2.5, 0.1),
        ToggleButtons("by", "Grouped by", _BY, "bmi"),
    )
    presets = {
        "By body mass index": {},
        "A higher line": {"line": 4},
        "By waist": {"by": "waist"},
        "By age": {"by": "age"},
    }
    sources = ("NHANES",)

    def compute(self, *, line: float, by: str) -> Spread:
        """Return how many of each group lie above the line."""
        groups, size = _groups(by), len(_NAMES[by])
        above = _homa() > line
        return Spread(
            line, by, np.bincount(groups, minlength=size), np.bincount(groups[above], minlength=size)
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw both axes."""
        within, among = charts.panels(figure)
        for axes, title, label in (
            (within, "Of each group: above the line", "% of the group"),
            (among, "Of all above it: who they are", "% of those above the line"),
        ):
            axes.set(xlim=(0, 100), ylim=(-0.5, _MOST - 0.2), yticks=[], xlabel=label, title=title)
        rows = range(_MOST)
        return Scene(
            within=[within.plot([], [], color=style.INSULIN, linewidth=12, solid_capstyle="butt")[0] for _ in rows],
            among=[among.plot([], [], color=style.GLUCOSE, linewidth=12, solid_capstyle="butt")[0] for _ in rows],
            names=[
                axes.text(0, 0, "", va="center", ha="left", fontsize=10.5)
                for axes in (within, among)
                for _ in rows
            ],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Spread, units: UnitSystem) -> None:
        """Draw the bars and write beside each whose it is."""
        shares = (100 * numbers.above / numbers.people, 100 * numbers.above / max(1, numbers.above.sum()))
        for panel, (bars, values) in enumerate(zip((scene.within, scene.among), shares, strict=True)):
            for row in range(_MOST):
                there = row < len(values)
                height = _MOST - 1 - row * (_MOST - 1) / max(1, len(values) - 1)
                name = scene.names[panel * _MOST + row]
                bars[row].set_visible(there)
                name.set_visible(there)
                if there:
                    value = float(values[row])
                    bars[row].set_data([0, value], [height, height])
                    name.set_position((0.5, height + 0.38))
                    name.set_text(f"{_NAMES[numbers.by][row]}: {value:.0f} %")

    def say(self, numbers: Spread, units: UnitSystem) -> str:
        """Say how many lie above the line, in which groups, and who they are."""
        names, total = _NAMES[numbers.by], int(numbers.above.sum())
        within = ", ".join(
            f"{name} {100 * above / people:.0f} %"
            for name, above, people in zip(names, numbers.above, numbers.people, strict=True)
        )
        among = ", ".join(
            f"{100 * above / max(1, total):.0f} ({name})"
            for name, above in zip(names, numbers.above, strict=True)
        )
        waist = (
            " (Small is under 94 cm in men and 80 in women, large 102 and 88 or more.)"
            if numbers.by == "waist"
            else ""
        )
        return (
            f"Above a HOMA-IR of {numbers.line:.1f} lie {total:,} of the {int(numbers.people.sum()):,} synthetic "
            f"adults. By {_BY[numbers.by]}: {within} of the group. Of 100 above the line: {among}.{waist}"
        )

    def tabulate(self, numbers: Spread, units: UnitSystem) -> Columns:
        """Return people and shares of each group."""
        return {
            "Group": list(_NAMES[numbers.by]),
            "People": numbers.people,
            "Above the line": numbers.above,
            "Of the group, %": 100 * numbers.above / numbers.people,
            "Of all above the line, %": 100 * numbers.above / max(1, numbers.above.sum()),
        }
