from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers import cohort
from helpers.columns import of_rows
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.models.depot import ESTER_FRACTIONS
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WOMEN = ("women-0mg", "women-3mg", "women-6.25mg", "women-12.5mg", "women-25mg")
_WEEKLY_MG = np.array([0, 3, 6.25, 12.5, 25])
_UNITS = (10.0, 20.0)
_PRODUCTION = (0.2, 0.3)  # mg of testosterone a day that a woman makes (unconfirmed)
_HIGHEST_MG = 42.0
_STRENGTHS = {"100": 100.0, "200": 200.0}  # mg/mL, the two on the US label
# Times a woman's own production: a band of ours, for what differs from woman to woman and day to day.
_HER_OWN = (1 / 1.5, 1.5)


class Reading(NamedTuple):
    """Weekly ester in mg (low, high), daily testosterone in mg, level in ng/dL, multiples of production; as set."""

    weekly: tuple[float, float]
    daily: tuple[float, float]
    level: tuple[float, float]
    times: tuple[float, float]
    strength: float
    clearance: float


@cache
def _line() -> tuple[float, float]:
    """Intercept and slope of the straight line through the five means of the trial, ng/dL and ng/dL per mg."""
    slope, intercept = np.polyfit(_WEEKLY_MG, [trials.effect(key) for key in _WOMEN], 1)
    return float(intercept), float(slope)


@cache
def _range(sex: str) -> tuple[float, float]:
    """5th and 95th percentile of testosterone in the synthetic adults, ng/dL."""
    people = cohort.columns()
    low, high = np.percentile(people["testosterone_ng_dl"][people["sex"] == sex], [5, 95])
    return float(low), float(high)


class TenUnits(Explorer[Reading]):
    """An instruction in syringe units, read at the two strengths on the US label."""

    title = "“10-20 units a week”: what is missing? (not a dose)"
    controls = (
        ToggleButtons(
            "strength",
            "Strength, which the instruction does not give",
            {"100": "100 mg/mL", "200": "200 mg/mL"},
            "100",
        ),
        Slider("clearance", "How fast the woman clears it", 50, 150, 100, 5, unit="% of average"),
    )
    presets = {
        "100 mg/mL": {"strength": "100"},
        "200 mg/mL, the article's only strength": {"strength": "200"},
        "200 mg/mL, slow clearance": {"strength": "200", "clearance": 60},
    }
    sources = ("Huang2014", "NHANES", "Davis2019", "TestoLabel")
    schematic = True

    def compute(self, *, strength: str, clearance: float) -> Reading:
        """Return what 10 and 20 units would be, and the level that the trial's straight line gives."""
        of_ester = _STRENGTHS[strength]
        intercept, slope = _line()
        ends = [units / 100 * of_ester for units in _UNITS]
        low, high = ends
        daily = [each * ESTER_FRACTIONS["cypionate"] / 7 for each in ends]
        levels = [intercept + slope * each / (clearance / 100) for each in ends]
        return Reading(
            (low, high), (daily[0], daily[1]), (levels[0], levels[1]),
            (daily[0] / _PRODUCTION[1], daily[1] / _PRODUCTION[0]), of_ester, clearance,
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the trial's five groups, the line through them, and the ranges of women and men."""
        plane, times = charts.panels(figure, widths=(1.7, 1))

        def shown(value: Any) -> Any:
            return in_units(value, "testosterone", units)

        intercept, slope = _line()
        tried, beyond = np.array([0.0, 25.0]), np.array([25.0, _HIGHEST_MG])
        # Each label lies where no line passes: the men's on the left, the women's on the right.
        for name, sex, colour, at, side in (
            ("women", "F", style.GOOD, _HIGHEST_MG - 0.5, "right"),
            ("men", "M", style.WARN, 0.0, "left"),
        ):
            low, high = _range(sex)
            plane.axhspan(shown(low), shown(high), color=colour, alpha=0.15, linewidth=0)
            top = shown(high) - shown(8.0)
            plane.text(at, top, f"90 % of {name}", ha=side, va="top", color=colour, fontsize=10.5)
        plane.plot(tried, shown(intercept + slope * tried), color=style.COMPARE, linewidth=1.8)
        plane.plot(
            beyond, shown(intercept + slope * beyond), color=style.COMPARE, linewidth=1.8, linestyle=":"
        )
        plane.plot(
            _WEEKLY_MG,
            shown(np.array([trials.effect(key) for key in _WOMEN])),
            "s",
            color=style.INK,
            markersize=8,
            zorder=4,
        )
        plane.set(
            xlim=(-1, _HIGHEST_MG), ylim=(0, shown(800.0)), xticks=[],
            xlabel="More ester a week → (not a dose: no numbers)",
            ylabel=f"Mean testosterone, {unit_of('testosterone', units)}",
            title="Squares: the five groups of a trial in women",
        )  # fmt: skip
        times.axvspan(*_HER_OWN, color=style.GOOD, alpha=0.2, linewidth=0)
        times.text(1, 1.3, "her own", color=style.GOOD, ha="center", fontsize=11)
        times.set(
            xlim=(0.3, 40), ylim=(-1, 1.6), yticks=[], xlabel="Times a woman's own production",
            title="Testosterone a day",
        )  # fmt: skip
        charts.log_ticks(times, x=(0.5, 1, 2, 5, 10, 20))
        bar: Any = {"color": style.ACCENT, "linewidth": 9, "solid_capstyle": "butt", "alpha": 0.9}
        return Scene(
            own=plane.plot([], [], color=style.ACCENT, linewidth=6, alpha=0.3)[0],
            band=plane.plot([], [], **{**bar, "alpha": 0.5})[0],
            ends=charts.mark(plane, size=10),
            times=times.plot([], [], **bar)[0],
            times_ends=charts.mark(times, size=10),
        )

    def move(self, scene: Scene, numbers: Reading, units: UnitSystem) -> None:
        """Put what the instruction would mean on both charts."""
        level = in_units(np.array(numbers.level), "testosterone", units)
        intercept, slope = _line()
        mg = np.array([0.0, _HIGHEST_MG])
        own = in_units(intercept + slope * mg / (numbers.clearance / 100), "testosterone", units)
        scene.own.set_data(mg, own)
        scene.band.set_data(numbers.weekly, level)
        scene.ends.set_data(numbers.weekly, level)
        scene.times.set_data(numbers.times, [0, 0])
        scene.times_ends.set_data(numbers.times, [0, 0])

    def say(self, numbers: Reading, units: UnitSystem) -> str:
        """Say what the instruction would amount to, and beside it the women's range."""
        low, high = (format_value(each, "testosterone", units) for each in numbers.level)
        top, bottom = (format_value(each, "testosterone", units) for each in (_range("F")[1], _range("M")[0]))
        guess = " (beyond what the trial gave)" if numbers.weekly[1] > _WEEKLY_MG[-1] else ""
        return (
            f"At {numbers.strength:g} mg/mL 10 to 20 units are {numbers.times[0]:.1g} to {numbers.times[1]:.2g} times "
            f"a woman's own production, and by the trial's line a level of {low} to {high}{guess}; 95 % of the "
            f"synthetic women lie below {top}, and 95 % of the men above {bottom}. "
            "The instruction names no strength: it is not a dose."
        )

    def tabulate(self, numbers: Reading, units: UnitSystem) -> Columns:
        """Return the same instruction at both strengths."""
        rows = []
        for strength in _STRENGTHS:
            reading = self.compute(strength=strength, clearance=numbers.clearance)
            rows.append(
                (reading.strength, *reading.times, *in_units(np.array(reading.level), "testosterone", units))
            )
        unit = unit_of("testosterone", units)
        names = (
            "Strength, mg/mL",
            "10 units, times her own",
            "20 units, times her own",
            f"Level at 10, {unit}",
            f"Level at 20, {unit}",
        )
        return of_rows(names, np.round(rows, 1))
