from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, Switch
from helpers.explore.lesson_03.shared import LEVEL_MARKS, LEVELS, synthetic_adults
from helpers.indices import free_testosterone
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_INSULIN = np.geomspace(3, 60, 60)  # µU/mL
_REFERENCE = 8.5  # µU/mL, the median of the synthetic women


class Ovary(NamedTuple):
    """At the insulin set and along all: total, SHBG, free (ng/dL, nmol/L, pg/mL); the reference; percentile."""

    insulin: float
    response: float
    here: Floats
    along: Floats
    reference: Floats
    percentile: float


class InsulinAndOvary(Explorer[Ovary]):
    """Insulin lowers SHBG and, in a responsive ovary, raises testosterone: both raise what is free."""

    title = "Insulin, SHBG and the ovary"
    controls = (
        Slider("insulin", "Fasting insulin", 3, 60, 8.5, 0.5, analyte="insulin", si_step=3),
        Slider("response", "Ovary: testosterone per doubling of insulin", 0, 60, 0, 1, unit="% more"),
        Switch("liver", "SHBG falls as insulin rises", True),
    )
    presets = {
        "High insulin, ordinary ovary": {"insulin": 25.5},
        "High insulin, responsive ovary": {"insulin": 25.5, "response": 40},
        "The same, insulin down by a third": {"insulin": 17, "response": 40},
        "Ovary alone": {"insulin": 25.5, "response": 40, "liver": False},
    }
    sources = ("NHANES", "Vermeulen1999", "Nestler1989")
    schematic = True

    def compute(self, *, insulin: float, response: float, liver: bool) -> Ovary:
        """Return the chain at this insulin and along all."""
        free = np.sort(synthetic_adults("F", "all")["free"])
        here = _chain(np.array([insulin]), response, liver)[0]
        return Ovary(
            insulin,
            response,
            here,
            _chain(_INSULIN, response, liver),
            _chain(np.array([_REFERENCE]), 0, True)[0],
            100 * float(np.searchsorted(free, here[2])) / len(free),
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the chain and the distribution of free testosterone in synthetic women."""
        chain, spread = charts.panels(figure, widths=(1.5, 1))
        x = in_units(_INSULIN, "insulin", units)
        chain.axhline(100, color=style.MUTED, linewidth=1.2)
        chain.set(
            xlim=(x[0], x[-1]), ylim=(35, 900),
            xlabel=f"Fasting insulin, {unit_of('insulin', units)}",
            title="% of a woman with median insulin",
        )  # fmt: skip
        ticks = (20, 50, 100, 200, 300) if units == "SI" else (3, 5, 10, 20, 30, 60)
        charts.log_ticks(chain, x=ticks, y=(40, 60, 100, 150, 200, 300, 500))
        free = in_units(synthetic_adults("F", "all")["free"], "free_testosterone", units)
        ends = in_units(np.array([0.4, 30.0]), "free_testosterone", units)
        counts, edges = np.histogram(free, bins=np.geomspace(float(ends[0]), float(ends[1]), 36))
        spread.stairs(counts, edges, fill=True, color=style.CROWD, alpha=0.7)
        spread.set(
            xlim=ends, ylim=(0, 1.3 * counts.max()), yticks=[],
            xlabel=f"Free testosterone, {unit_of('free_testosterone', units)}", title="Among synthetic women",
        )  # fmt: skip
        shown = (2, 5, 10, 20, 50, 100) if units == "SI" else (0.5, 1, 2, 5, 10, 20)
        charts.log_ticks(spread, x=shown)
        looks = (("-", style.GLUCOSE), ("--", style.GOOD), ("-.", style.ACCENT))
        scene = Scene(
            at=chain.axvline(1, color=style.LEARNER, linewidth=1.2, ymax=0.86),
            curves=[
                chain.plot([], [], line, color=colour, label=label)[0]
                for (line, colour), label in zip(looks, LEVELS, strict=True)
            ],
            marks=[
                charts.mark(chain, shape, colour, size=size, clip=False, hollow=hollow)
                for (shape, size, hollow), (_, colour) in zip(LEVEL_MARKS, looks, strict=True)
            ],
            woman=spread.axvline(1, color=style.ACCENT, linewidth=2.6, ymax=0.8),
            rank=spread.text(
                0.98,
                0.97,
                "",
                transform=spread.transAxes,
                ha="right",
                va="top",
                weight="bold",
                color=style.ACCENT,
            ),
        )
        charts.key(chain, "upper left", columns=3, handlelength=2.6)
        return scene

    def move(self, scene: Scene, numbers: Ovary, units: UnitSystem) -> None:
        """Draw the curves, the marks and the woman's place."""
        x, at = in_units(_INSULIN, "insulin", units), in_units(numbers.insulin, "insulin", units)
        scene.at.set_xdata([at, at])
        for k, (curve, mark) in enumerate(zip(scene.curves, scene.marks, strict=True)):
            curve.set_data(x, 100 * numbers.along[:, k] / numbers.reference[k])
            mark.set_data([at], [100 * numbers.here[k] / numbers.reference[k]])
        scene.woman.set_xdata([in_units(numbers.here[2], "free_testosterone", units)] * 2)
        scene.rank.set_text(f"higher than in {numbers.percentile:.0f} %")

    def say(self, numbers: Ovary, units: UnitSystem) -> str:
        """Say the three levels, as ratios to the reference, and the rank of the free one."""
        ratio = numbers.here / numbers.reference
        insulin, total, shbg, free = (
            format_value(value, analyte, units)
            for value, analyte in zip(
                (numbers.insulin, *numbers.here),
                ("insulin", "testosterone", "shbg", "free_testosterone"),
                strict=True,
            )
        )
        return (
            f"At fasting insulin {insulin}, with an ovary that makes {numbers.response:.0f} % more testosterone for "
            f"each doubling, SHBG is {shbg} ({ratio[1]:.2f} times the reference), total testosterone {total} "
            f"({ratio[0]:.2f} times) and free testosterone {free} ({ratio[2]:.2f} times), higher than in "
            f"{numbers.percentile:.0f} % of the synthetic women."
        )

    def tabulate(self, numbers: Ovary, units: UnitSystem) -> Columns:
        """Return the chain along insulin."""
        rows = slice(None, None, 7)
        analytes = ("testosterone", "shbg", "free_testosterone")
        return {
            f"Fasting insulin, {unit_of('insulin', units)}": in_units(_INSULIN[rows], "insulin", units)
        } | {
            f"{label}, {unit_of(analyte, units)}": in_units(numbers.along[rows, k], analyte, units)
            for k, (label, analyte) in enumerate(zip(LEVELS, analytes, strict=True))
        }


@cache
def _shbg_line() -> tuple[float, float]:
    """Slope and intercept of ln SHBG on ln insulin in the synthetic women."""
    people = synthetic_adults("F", "all")
    slope, intercept = np.polyfit(np.log(people["insulin"]), np.log(people["shbg"]), 1)
    return float(slope), float(intercept)


def _chain(insulin: Floats, response: float, liver: bool) -> Floats:
    """Total, SHBG and free testosterone (ng/dL, nmol/L, pg/mL) at each insulin (µU/mL)."""
    slope, intercept = _shbg_line()
    shbg = np.exp(intercept + slope * np.log(insulin if liver else np.full_like(insulin, _REFERENCE)))
    usual = float(np.median(synthetic_adults("F", "all")["total"]))
    total = usual * (1 + response / 100) ** np.log2(insulin / _REFERENCE)
    return np.column_stack([total, shbg, free_testosterone(total, shbg)])
