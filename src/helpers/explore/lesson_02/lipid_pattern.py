from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_02.shared import synthetic_adults
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HOMA_AXIS = np.geomspace(0.5, 10, 60)
_NEAREST = {"all": 400, "alike": 200}
_WHO = {"all": "everyone", "alike": "BMI 25 to 30 only"}


class Pattern(NamedTuple):
    """HOMA-IR, and quartiles (3 x points) of triglycerides and HDL along the axis and at the learner's."""

    homa: float
    who: str
    curves: dict[str, Floats]
    here: dict[str, Floats]


@lru_cache(maxsize=2)
def _sorted(who: str) -> dict[str, Floats]:
    people = synthetic_adults()
    chosen = (
        np.ones(len(people["bmi"]), dtype=bool)
        if who == "all"
        else (people["bmi"] >= 25) & (people["bmi"] < 30)
    )
    order = np.argsort(people["homa"][chosen], kind="stable")
    return {name: people[name][chosen][order] for name in ("homa", "tg_mg_dl", "hdl_mg_dl")}


def _quartiles(who: str, homa: float) -> dict[str, Floats]:
    """Return quartiles of both lipids among the people whose HOMA-IR is nearest."""
    people, size = _sorted(who), _NEAREST[who]
    first = int(np.searchsorted(people["homa"], math.log(homa))) - size // 2
    first = min(max(first, 0), len(people["homa"]) - size)
    near = slice(first, first + size)
    return {
        name: np.exp(np.percentile(people[name][near], (25, 50, 75))) for name in ("tg_mg_dl", "hdl_mg_dl")
    }


@lru_cache(maxsize=2)
def _curves(who: str) -> dict[str, Floats]:
    rows = [_quartiles(who, homa) for homa in _HOMA_AXIS]
    return {name: np.array([row[name] for row in rows]).T for name in ("tg_mg_dl", "hdl_mg_dl")}


_LIPIDS = {"tg_mg_dl": "triglycerides", "hdl_mg_dl": "hdl"}


class LipidPattern(Explorer[Pattern]):
    """Triglycerides and HDL along HOMA-IR."""

    title = "Triglycerides and HDL along HOMA-IR"
    tall = 580
    controls = (
        Slider("homa", "HOMA-IR", 0.5, 10, 1, 0.1),
        ToggleButtons("who", "Who", _WHO, "all"),
    )
    presets = {
        "Low": {"homa": 0.7},
        "High": {"homa": 6},
        "High, BMI 25 to 30": {"homa": 6, "who": "alike"},
    }
    sources = ("NHANES",)

    def compute(self, *, homa: float, who: str) -> Pattern:
        """Return the quartiles of the people nearest in HOMA-IR."""
        return Pattern(homa, who, _curves(who), _quartiles(who, homa))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of both lipids."""
        triglycerides, hdl = charts.panels(figure)
        for axes, analyte, top, title in (
            (triglycerides, "triglycerides", 260.0, "Triglycerides, fasting"),
            (hdl, "hdl", 100.0, "HDL cholesterol"),
        ):
            axes.set(
                xlim=(0.5, 10), ylim=(0, in_units(top, analyte, units)), xlabel="HOMA-IR",
                ylabel=unit_of(analyte, units), title=title,
            )  # fmt: skip
            charts.log_ticks(axes, x=(0.5, 1, 2, 4, 10))
        thin = charts.dashed()
        pairs = ((triglycerides, style.GLUCOSE, "-"), (hdl, style.INSULIN, "-"))
        scene = Scene(
            edges=[
                axes.plot([], [], label="middle half" if edge == 0 else None, **thin)[0]
                for axes, _, _ in pairs
                for edge in (0, 1)
            ],
            middle=[
                axes.plot([], [], color=colour, linestyle=line, label="median")[0]
                for axes, colour, line in pairs
            ],
            spans=[axes.plot([], [], color=style.LEARNER, linewidth=2)[0] for axes, _, _ in pairs],
            here=[charts.mark(axes, clip=False) for axes, _, _ in pairs],
        )
        for axes, place in ((triglycerides, "upper left"), (hdl, "lower left")):
            charts.key(axes, place, handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Pattern, units: UnitSystem) -> None:
        """Draw median and quartiles, and the people at the slider."""
        for at, (name, analyte) in enumerate(_LIPIDS.items()):
            low, middle, high = in_units(numbers.curves[name], analyte, units)
            scene.edges[2 * at].set_data(_HOMA_AXIS, low)
            scene.edges[2 * at + 1].set_data(_HOMA_AXIS, high)
            scene.middle[at].set_data(_HOMA_AXIS, middle)
            here = in_units(numbers.here[name], analyte, units)
            scene.spans[at].set_data([numbers.homa] * 2, [here[0], here[2]])
            scene.here[at].set_data([numbers.homa], [here[1]])

    def say(self, numbers: Pattern, units: UnitSystem) -> str:
        """Say medians and middle halves at the learner's HOMA-IR, and the lowest HOMA-IR to compare with."""
        texts = []
        for name, analyte in _LIPIDS.items():
            low, middle, high = (format_value(value, analyte, units) for value in numbers.here[name])
            first = format_value(numbers.curves[name][1, 0], analyte, units)
            word = "triglycerides" if analyte == "triglycerides" else "HDL cholesterol"
            texts.append(f"median {word} {middle} (middle half {low} to {high}; {first} at HOMA-IR 0.5)")
        return (
            f"Among the {_NEAREST[numbers.who]} synthetic adults nearest to HOMA-IR {numbers.homa:.1f} "
            f"({_WHO[numbers.who]}): {texts[0]}, {texts[1]}."
        )

    def tabulate(self, numbers: Pattern, units: UnitSystem) -> Columns:
        """Return the quartiles at round values of HOMA-IR."""
        homas = [numbers.homa, 0.5, 1, 2, 4, 8]
        rows = [_quartiles(numbers.who, homa) for homa in homas]
        columns: dict[str, Any] = {"HOMA-IR": homas}
        for name, analyte in _LIPIDS.items():
            word = "Triglycerides" if analyte == "triglycerides" else "HDL"
            for place, quantile in ((1, "median"), (0, "lower quartile"), (2, "upper quartile")):
                values = np.array([row[name][place] for row in rows])
                columns[f"{word}, {quantile}, {unit_of(analyte, units)}"] = in_units(values, analyte, units)
        return columns
